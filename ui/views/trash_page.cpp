#include "ui/views/trash_page.h"

#include "core/base/result.h"
#include "ui/theme/icons.h"
#include "ui/views/error_box.h"
#include "ui/words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace tideline::ui {

TrashPage::TrashPage(ServiceState &state, QWidget *parent)
    : TablePage(tr("Trash"),
                tr("What a sync removed or replaced here is kept for 30 days. Files that you delete in this window go to the "
                   "trash of your desktop."),
                {{tr("File"),
                  [](const QJsonObject &row, int role) -> QVariant {
                      const QString path = row.value(u"path").toString();
                      if (role == Qt::DisplayRole)
                          return path;
                      return role == Qt::DecorationRole
                          ? QVariant(entryIcon(path.section(u'/', -1), row.value(u"kind").toString()))
                          : QVariant();
                  }},
                 {tr("Project"),
                  [](const QJsonObject &row, int role) -> QVariant {
                      return role == Qt::DisplayRole ? QVariant(row.value(u"project").toString()) : QVariant();
                  }},
                 {tr("Size"),
                  [](const QJsonObject &row, int role) -> QVariant {
                      return role == Qt::DisplayRole ? QVariant(sizeText(row.value(u"size").toInteger())) : QVariant();
                  },
                  Qt::AlignRight},
                 {tr("Removed"),
                  [](const QJsonObject &row, int role) -> QVariant {
                      const qint64 at = row.value(u"removed_at_ms").toInteger();
                      return role == Qt::DisplayRole ? QVariant(timeText(at))
                          : role == Qt::ToolTipRole  ? QVariant(fullTimeText(at))
                                                     : QVariant();
                  }}},
                parent)
    , m_state(state)
{
    view().setObjectName(u"trashTable"_s);
    view().header()->resizeSection(1, 150);
    view().header()->resizeSection(2, sizesWidth());
    view().header()->resizeSection(3, 150);
    setEmptyWords(tr("The trash is empty."));
    m_error = new ErrorBox(this);
    foot()->addWidget(m_error);
    m_restore = makeButton(tr("Put back"), u"restoreButton"_s, this);
    m_restore->setIcon(actionIcon(u"restore"_s));
    m_restore->setEnabled(false);
    head()->addWidget(m_restore);
    connect(m_restore, &QPushButton::clicked, this, &TrashPage::restore);
    connect(this, &TablePage::activated, this, &TrashPage::restore);
    connect(this, &TablePage::selectionChanged, this, [this] { m_restore->setEnabled(!selected().isEmpty()); });
    connect(&state, &ServiceState::entriesChanged, this, [this] {
        if (isVisible())
            refresh();
    });
}

void TrashPage::refresh()
{
    m_state.backend().call(u"trash_list"_s, {}, this, [this](const Result<QJsonObject> &reply) {
        if (reply) {
            setRows(rowsOf(*reply));
        } else {
            setUnknown();
            m_error->show(reply.error());
        }
    });
}

void TrashPage::restore()
{
    m_error->hide();
    m_restore->setEnabled(false);
    const auto rows = selected();
    for (const QJsonObject &row : rows) {
        m_state.backend().call(u"trash_restore"_s, {{u"id"_s, row.value(u"id")}}, this,
                               [this](const Result<QJsonObject> &reply) {
                                   if (reply)
                                       Q_EMIT restored(reply->value(u"local_id").toString(), reply->value(u"path").toString());
                                   else
                                       m_error->show(reply.error());
                                   refresh();
                               });
    }
}

}  // namespace tideline::ui
