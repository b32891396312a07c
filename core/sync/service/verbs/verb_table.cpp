#include "core/sync/service/verbs/verbs.h"

#include <algorithm>

namespace tideline::sync {

namespace {

struct Row {
    const char *name;
    Verb verb;
    const char *arguments;  // separated by spaces
};

// clang-format off
constexpr Row kVerbs[] = {
    {"activity",      &activity,     "project limit"},
    {"cancel_file",   &cancelFile,   "project path again"},
    {"cat",           &cat,          "project path revision to"},
    {"check_server",  &checkServer,  "url"},
    {"clone",         &clone,        "project dir online_only link"},
    {"config_export", &configExport, ""},
    {"config_get",    &configGet,    "name"},
    {"config_import", &configImport, "settings dry_run"},
    {"config_set",    &configSet,    "name value"},
    {"conflicts",     &conflicts,    "project"},
    {"create",        &create,       "name from rules"},
    {"create_link",   &createLink,   "project path expires_at_ms password"},
    {"doctor",        &doctor,       ""},
    {"first",         &first,        "project path"},
    {"free",          &free,         "project path"},
    {"ignore_add",    &ignoreAdd,    "project path rules"},
    {"ignore_list",   &ignoreList,   "project path"},
    {"ignore_test",   &ignoreTest,   "project path folder rules"},
    {"invitation_accept", &invitationAccept, "id code"},
    {"invitation_decline", &invitationDecline, "id code"},
    {"invitation_revoke", &invitationRevoke, "project id"},
    {"invitations",   &invitations,  "project stale_ok"},
    {"invite",        &invite,       "project user role days"},
    {"link",          &link,         "dir project"},
    {"links",         &links,        "project"},
    {"log",           &log,          "project path limit after stale_ok"},
    {"login",         &login,        "url token user password device method"},
    {"logout",        &logout,       ""},
    {"ls",            &ls,           "project path limit after revision stale_ok"},
    {"members",       &members,      "project stale_ok"},
    {"opened",        &opened,       "project path"},
    {"owner",         &owner,        ""},
    {"pause",         &pause,        "project until"},
    {"pin",           &pin,          "project path"},
    {"presence",      &presence,     "project"},
    {"projects",      &projects,     "refresh stale_ok"},
    {"queue",         &queue,        ""},
    {"quit",          &quit,         ""},
    {"quota",         &quota,        ""},
    {"read",          &read,         "project path content size revision offset length"},
    {"recent",        &recent,       "limit"},
    {"resolve",       &resolve,      "project path keep from"},
    {"restore",       &restore,      "project path revision as"},
    {"resume",        &resume,       "project"},
    {"revoke_link",   &revokeLink,   "project id"},
    {"search",        &search,       "text project limit after inside"},
    {"share",         &share,        "project user role"},
    {"show",          &show,         "uri"},
    {"snapshot_create", &snapshotCreate, "project name message revision"},
    {"snapshot_delete", &snapshotDelete, "project name"},
    {"snapshot_list", &snapshotList, "project stale_ok"},
    {"snapshot_live", &snapshotLive, "project name live"},
    {"snapshot_restore", &snapshotRestore, "project name"},
    {"star",          &star,         "project path on"},
    {"starred",       &starred,      ""},
    {"status",        &status,       "project path all limit after"},
    {"sync",          &sync,         "dirs projects dry_run yes"},
    {"trash_empty",   &trashEmpty,   "project ids older_than_days"},
    {"trash_list",    &trashList,    "project"},
    {"trash_restore", &trashRestore, "id to"},
    {"undo",          &undo,         "project dry_run"},
    {"unlink",        &unlink,       "dir project"},
    {"unshare",       &unshare,      "project user"},
    {"verify",        &verify,       "dir"},
    {"watch_start",   &watchStart,   "dirs"},
    {"watch_stop",    &watchStop,    ""},
    {"whoami",        &whoami,       ""},
    {"why",           &why,          "project path"},
};
// clang-format on

}  // namespace

Result<QJsonObject> runVerb(ServiceCore &core, const QString &verb, const QJsonObject &args,
                            const control::OnProgress &onProgress, const std::atomic<bool> *cancelled)
{
    const auto row = std::ranges::find_if(kVerbs, [&](const Row &one) { return verb == QLatin1String(one.name); });
    if (row == std::end(kVerbs))
        return Error{Error::Kind::Invalid, u"There is no such verb."_s, verb.left(80), u"See core/control/README.md for the verbs there are."_s};
    const VerbCall call{Arguments(verb, args), onProgress, cancelled};
    if (auto known = call.args.onlyFrom(QString::fromLatin1(row->arguments).split(u' ', Qt::SkipEmptyParts)); !known)
        return known.error();
    return row->verb(core, call);
}

}  // namespace tideline::sync
