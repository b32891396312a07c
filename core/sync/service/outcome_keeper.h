// Writes what a sync came to into the store, as status and `tide status` read it after a restart.
#pragma once

#include "core/sync/engine.h"
#include "core/sync/service/service_core.h"

namespace tideline::sync {

/// Brings the project's status up to date with the outcome and the store, and keeps state, time and problems of the whole
/// in the store where they changed. Thread: the engine's.
void keepOutcome(ServiceCore &core, const ProjectId &project, const Result<SyncOutcome> &outcome);

/// An activity row that says a thing, and counts nothing.
QJsonObject noticeOf(const ServiceCore &core, const ProjectStatus &status, const QString &what);

/// The activity row of an outcome that did something, or failed anew; else empty.
QJsonObject activityOf(const ServiceCore &core, const ProjectStatus &before, const Result<SyncOutcome> &outcome);

}  // namespace tideline::sync
