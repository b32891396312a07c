#include "ui/finding/marks_page.h"

#include "core/base/result.h"
#include "ui/words.h"

#include <QHeaderView>
#include <QTreeView>

namespace tideline::ui {

MarksPage::MarksPage(ServiceState &state, Kind kind, QWidget *parent)
    : FoundPage(state, kind == Kind::Starred ? tr("Starred") : tr("Recent"), {}, kind == Kind::Starred ? tr("Changed") : tr("When"), parent)
    , m_kind(kind)
{
    view().setObjectName(kind == Kind::Starred ? u"starredTable"_s : u"recentTable"_s);
    if (kind == Kind::Recent)
        view().header()->resizeSection(4, 190);
    m_soon.setSingleShot(true);
    m_soon.setInterval(1000);
    connect(&m_soon, &QTimer::timeout, this, &MarksPage::refresh);
    const auto soon = [this] {
        if (isVisible() && !m_soon.isActive())
            m_soon.start();
    };
    connect(&state, &ServiceState::entriesChanged, this, soon);
    connect(&state, &ServiceState::projectsReset, this, soon);
    connect(&state.backend(), &Backend::event, this, [soon](const QJsonObject &event) {
        if (event.value(u"event").toString() == u"marks_changed")
            soon();
    });
}

void MarksPage::refresh()
{
    m_state.backend().call(m_kind == Kind::Starred ? u"starred"_s : u"recent"_s, {}, this, [this](const Result<QJsonObject> &reply) {
        takeRows(reply ? rowsOf(*reply) : QList<QJsonObject>());
        if (reply)
            setEmptyWords(m_kind == Kind::Starred
                              ? tr("Nothing has a star yet.\n\nCtrl+Shift+D gives one to a file, a folder or a project; it is then always at hand here.")
                              : tr("Nothing was opened or changed in the last 30 days."));
        else
            setEmptyWords(u"%1\n\n%2\n%3"_s.arg(errorHeadline(reply.error().kind), reply.error().what, reply.error().mend));
    });
}

}  // namespace tideline::ui
