#include "ui/guard_question.h"

#include "core/control/protocol.h"
#include "ui/dialogs/guard_dialog.h"
#include "ui/service_state.h"

#include <QJsonArray>

namespace tideline::ui {

GuardQuestion::GuardQuestion(ServiceState &state, QWidget &window) : QObject(&window), m_state(state), m_window(window)
{
    connect(&state, &ServiceState::projectsReset, this, &GuardQuestion::forgetSettled);
    connect(&state, &ServiceState::projectChanged, this, &GuardQuestion::forgetSettled);
}

QString GuardQuestion::reason(const ProjectRow &project) const
{
    const QString argument = project.argument();
    if (m_answered.contains(argument))
        return {};
    // While the list is made, the engine says that it looks; the question stands all the same.
    const QString reason = project.state == SyncState::Waiting ? project.guardReason : m_listing.value(argument);
    return m_putOff.value(argument) == reason ? QString() : reason;
}

QList<Banner::Action> GuardQuestion::answers(const ProjectRow &project)
{
    const QString argument = project.argument(), reason = this->reason(project);
    return {{tr("Show the list…"), [this, argument, reason] { showList(argument, reason); }},
            {tr("Allow deleting"), [this, argument] { Q_EMIT syncAsked(true, argument); }},
            {tr("Later"), [this, argument, reason] {
                 m_putOff.insert(argument, reason);
                 Q_EMIT changed();
             }}};
}

void GuardQuestion::ask(const QJsonObject &syncRow)
{
    auto *dialog = new GuardDialog(syncRow, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, argument = syncRow.value(u"local_id").toString()] { Q_EMIT syncAsked(true, argument); });
    dialog->open();
}

void GuardQuestion::endYes(const QString &argument)
{
    if (m_answered.remove(argument))
        Q_EMIT changed();
}

/// By a dry run, which looks at both sides anew and changes neither.
void GuardQuestion::showList(const QString &argument, const QString &reason)
{
    if (m_listing.contains(argument))
        return;
    m_listing.insert(argument, reason);
    const QJsonObject args{{u"projects"_s, QJsonArray{argument}}, {u"dry_run"_s, true}};
    m_state.backend().call(u"sync"_s, args, this, [this, argument](const Result<QJsonObject> &reply) {
        m_listing.remove(argument);
        Q_EMIT changed();
        const QJsonObject row = reply ? reply->value(u"rows").toArray().first().toObject() : QJsonObject();
        if (!reply)
            Q_EMIT failed(reply.error());
        else if (row.contains(u"error"))
            Q_EMIT failed(control::errorFromJson(row.value(u"error").toObject()));
        else if (row.value(u"guard_holds").toBool())
            ask(row);
        else
            Q_EMIT syncAsked(false, argument);  // nothing needs a yes any more
    });
}

void GuardQuestion::forgetSettled()
{
    m_putOff.removeIf([this](const auto &held) {
        const ProjectRow *row = m_state.project(held.key());
        return !row || row->state == SyncState::Synced;
    });
}

}  // namespace tideline::ui
