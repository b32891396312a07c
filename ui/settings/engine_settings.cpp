#include "ui/settings/engine_settings.h"

#include <QJsonArray>

namespace tideline::ui {

void EngineSettings::load()
{
    m_backend.call(u"config_get"_s, {}, this, [this](const Result<QJsonObject> &reply) {
        if (!reply) {
            Q_EMIT failed({}, reply.error());
            return;
        }
        const QJsonArray rows = reply->value(u"rows").toArray();
        for (const QJsonValue &row : rows) {
            m_values.insert(row[u"name"].toString(), row[u"value"].toString());
            m_policies.insert(row[u"name"].toString(), row[u"policy"].toString());
        }
        m_loaded = true;
        Q_EMIT loaded();
    });
}

void EngineSettings::set(const QString &name, const QString &value)
{
    if (!m_loaded || m_values.value(name) == value)
        return;
    m_backend.call(u"config_set"_s, {{u"name"_s, name}, {u"value"_s, value}}, this, [this, name](const Result<QJsonObject> &reply) {
        if (!reply) {
            Q_EMIT failed(name, reply.error());
            return;
        }
        m_values.insert(name, reply->value(u"value").toString());
        Q_EMIT saved(name);
    });
}

}  // namespace tideline::ui
