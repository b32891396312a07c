#include "ui/inspector/presence_label.h"

#include "ui/models/json_table_model.h"
#include "ui/words.h"

#include <QEvent>
#include <QJsonArray>

namespace tideline::ui {

PresenceLabel::PresenceLabel(ServiceState &state, const QString &project, QWidget *parent, int everyMs)
    : QLabel(parent), m_state(state), m_project(project)
{
    setObjectName(u"presence"_s);
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    m_again.setSingleShot(true);
    m_again.setInterval(everyMs);
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (parentWidget()->isVisible())
            ask();
    });
    parent->installEventFilter(this);
    ask();
}

bool PresenceLabel::eventFilter(QObject *of, QEvent *event)
{
    if (of == parent() && event->type() == QEvent::Show && !m_again.isActive())
        ask();
    return QLabel::eventFilter(of, event);
}

void PresenceLabel::ask()
{
    m_again.start();
    m_state.backend().call(u"presence"_s, {{u"project"_s, m_project}}, this, [this](const Result<QJsonObject> &reply) {
        take(reply ? *reply : QJsonObject());  // who is there is not known while one is offline oneself
    });
}

void PresenceLabel::take(const QJsonObject &reply)
{
    QStringList names, details;
    for (const QJsonObject &row : rowsOf(reply)) {
        const QJsonObject user = row.value(u"user").toObject();
        if (user.value(u"id").toString() == m_state.overall().userId)
            continue;
        const QString name = user.value(u"name").toString();
        names.append(name);
        const QJsonArray sessions = row.value(u"sessions").toArray();
        for (const QJsonValue &session : sessions) {
            const QString device = session[u"device"].toString();
            details.append(device.isEmpty() ? name : tr("%1 on %2").arg(name, device));
        }
    }
    const QString text = names.join(u", "_s);
    setText(breakable(text));
    setToolTip(tipText(details.join(u'\n')));
    setAccessibleName(tr("Online now: %1").arg(text));
    Q_EMIT told(!names.isEmpty());
}

}  // namespace tideline::ui
