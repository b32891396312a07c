// How much of the account's space is used, as the server counts it.
#include "core/sync/service/verbs/verbs.h"

#include "core/sync/service/verbs/cloud_call.h"

namespace tideline::sync {

Result<QJsonObject> quota(ServiceCore &core, const VerbCall &call)
{
    const auto reply = askCloud(core, call, "GET", "/api/v1/me/quota", {}, u"quota"_s);
    if (!reply)
        return reply.error();
    QJsonArray rows;
    for (const QJsonValue &value : reply->value(u"projects"_s).toArray()) {
        const QJsonObject project = value.toObject();
        rows.append(QJsonObject{{u"project"_s, project.value(u"name"_s)},
                                {u"id"_s, project.value(u"id"_s)},
                                {u"size"_s, project.value(u"stored_bytes"_s).toInteger()},
                                {u"deleted"_s, project.value(u"deleted"_s).toBool()}});
    }
    QJsonObject answer{{u"used"_s, reply->value(u"used"_s).toInteger()}, {u"rows"_s, rows}};
    if (reply->value(u"limit"_s).isDouble())
        answer[u"limit"_s] = reply->value(u"limit"_s).toInteger();
    return answer;
}

}  // namespace tideline::sync
