// The settings upload_limit_bytes_s, download_limit_bytes_s and limit_hours, put to work.
#pragma once

#include "core/base/result.h"
#include "core/sync/service/scheduler.h"

#include <QString>
#include <QTime>

#include <optional>

namespace tideline::sync {

class ServiceCore;

/// The hours of each day in which limits hold, by the wall's clock here; over midnight where `to` is before `from`.
struct LimitHours {
    QTime from, to;
    bool hold(QTime time) const { return from < to ? from <= time && time < to : from <= time || time < to; }
};
/// "08:00-18:00"; empty: nullopt, they always hold. Errors: Invalid (also two equal times).
Result<std::optional<LimitHours>> parseLimitHours(const QString &text);

/// Whether this setting is one of them.
bool isBandwidthSetting(const QString &name);
/// From now on, also of what is being sent. Gives when to do it again at the latest; nullopt: when a setting changes. Thread: any.
std::optional<Moment> applyBandwidth(const ServiceCore &core, Moment now);

}  // namespace tideline::sync
