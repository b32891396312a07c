// The verbs of core/control/README.md, one function each.
#pragma once

#include "core/sync/service/service_core.h"

namespace tideline::sync {

/// Finds the verb, checks the names of its arguments, runs it. Errors: Invalid (no such verb or argument), and the verb's.
Result<QJsonObject> runVerb(ServiceCore &core, const QString &verb, const QJsonObject &args,
                            const control::OnProgress &onProgress, const std::atomic<bool> *cancelled);

using Verb = Result<QJsonObject> (*)(ServiceCore &core, const VerbCall &call);

// account_verbs.cpp
Result<QJsonObject> login(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> logout(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> whoami(ServiceCore &core, const VerbCall &call);
// check_server_verb.cpp
Result<QJsonObject> checkServer(ServiceCore &core, const VerbCall &call);
// project_verbs.cpp
Result<QJsonObject> projects(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> create(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> clone(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> link(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> unlink(ServiceCore &core, const VerbCall &call);
// sync_verbs.cpp
/// Syncs this project now and gives its sync row, with `error` when it failed.
QJsonObject syncRow(ServiceCore &core, const VerbCall &call, const ProjectStatus &before, bool dryRun, bool yes);
Result<QJsonObject> sync(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> watchStart(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> watchStop(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> pause(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> resume(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> queue(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> activity(ServiceCore &core, const VerbCall &call);
// entry_verbs.cpp
Result<QJsonObject> status(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> ls(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> why(ServiceCore &core, const VerbCall &call);
// content_verbs.cpp
Result<QJsonObject> cat(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> log(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> verify(ServiceCore &core, const VerbCall &call);
// quota_verb.cpp
Result<QJsonObject> quota(ServiceCore &core, const VerbCall &call);
// read_verb.cpp
Result<QJsonObject> read(ServiceCore &core, const VerbCall &call);
// conflict_verbs.cpp
Result<QJsonObject> conflicts(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> resolve(ServiceCore &core, const VerbCall &call);
// ignore_verbs.cpp
Result<QJsonObject> ignoreAdd(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> ignoreList(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> ignoreTest(ServiceCore &core, const VerbCall &call);
// search_verb.cpp
Result<QJsonObject> search(ServiceCore &core, const VerbCall &call);
// snapshot_verbs.cpp
Result<QJsonObject> snapshotCreate(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> snapshotDelete(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> snapshotList(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> snapshotLive(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> snapshotRestore(ServiceCore &core, const VerbCall &call);
// trash_verbs.cpp
Result<QJsonObject> trashList(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> trashRestore(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> trashEmpty(ServiceCore &core, const VerbCall &call);
// mark_verbs.cpp
Result<QJsonObject> opened(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> recent(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> star(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> starred(ServiceCore &core, const VerbCall &call);
// member_verbs.cpp
Result<QJsonObject> members(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> presence(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> share(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> unshare(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> invite(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> invitations(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> invitationAccept(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> invitationDecline(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> invitationRevoke(ServiceCore &core, const VerbCall &call);
// share_link_verbs.cpp
Result<QJsonObject> links(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> createLink(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> revokeLink(ServiceCore &core, const VerbCall &call);
// travel_verbs.cpp
Result<QJsonObject> cancelFile(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> first(ServiceCore &core, const VerbCall &call);
// placement_verbs.cpp
Result<QJsonObject> pin(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> free(ServiceCore &core, const VerbCall &call);
// undo_verbs.cpp
Result<QJsonObject> restore(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> undo(ServiceCore &core, const VerbCall &call);
// settings_verbs.cpp
Result<QJsonObject> configExport(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> configGet(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> configImport(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> configSet(ServiceCore &core, const VerbCall &call);
// upkeep_verbs.cpp
Result<QJsonObject> owner(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> doctor(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> show(ServiceCore &core, const VerbCall &call);
Result<QJsonObject> quit(ServiceCore &core, const VerbCall &call);

}  // namespace tideline::sync
