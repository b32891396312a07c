// The settings upload_limit_bytes_s and download_limit_bytes_s, put to work.
#pragma once

#include <QString>

namespace tideline::sync {

class ServiceCore;

/// Whether this setting is one of them.
bool isBandwidthSetting(const QString &name);
/// From now on, also of what is being sent. Thread: any.
void applyBandwidth(const ServiceCore &core);

}  // namespace tideline::sync
