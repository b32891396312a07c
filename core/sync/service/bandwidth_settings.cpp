#include "core/sync/service/bandwidth_settings.h"

#include "core/cloud/bandwidth.h"
#include "core/sync/service/service_core.h"

namespace tideline::sync {

namespace {
const QString kUp = u"upload_limit_bytes_s"_s;
const QString kDown = u"download_limit_bytes_s"_s;
}  // namespace

bool isBandwidthSetting(const QString &name)
{
    return name == kUp || name == kDown;
}

void applyBandwidth(const ServiceCore &core)
{
    cloud::Bandwidth &bandwidth = cloud::processBandwidth();
    bandwidth.up.setBytesPerSecond(core.setting(kUp, 0));
    bandwidth.down.setBytesPerSecond(core.setting(kDown, 0));
}

}  // namespace tideline::sync
