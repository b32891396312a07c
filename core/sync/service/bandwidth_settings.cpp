#include "core/sync/service/bandwidth_settings.h"

#include "core/cloud/bandwidth.h"
#include "core/store/settings_repository.h"
#include "core/sync/service/service_core.h"

#include <QDateTime>

#include <algorithm>

namespace tideline::sync {

namespace {
const QString kUp = u"upload_limit_bytes_s"_s;
const QString kDown = u"download_limit_bytes_s"_s;
const QString kHours = u"limit_hours"_s;
/// The wall's clock may be changed, and a sleeping computer's monotonic one stands still.
constexpr Moment kLook = std::chrono::minutes(5);

std::optional<LimitHours> hoursOf(const ServiceCore &core)
{
    const auto text = core.store->read([](store::Database &database) { return store::SettingsRepository(database).value(kHours); });
    const auto hours = parseLimitHours(text ? *text : QString());
    return hours ? *hours : std::nullopt;
}
}  // namespace

Result<std::optional<LimitHours>> parseLimitHours(const QString &text)
{
    if (text.isEmpty())
        return std::optional<LimitHours>();
    const LimitHours hours{QTime::fromString(text.section(u'-', 0, 0).trimmed(), u"HH:mm"_s),
                           QTime::fromString(text.section(u'-', 1).trimmed(), u"HH:mm"_s)};
    if (!hours.from.isValid() || !hours.to.isValid() || hours.from == hours.to)
        return Error{Error::Kind::Invalid, u"These are no hours of a day."_s, text.left(80), u"Give two different times, like 08:00-18:00; empty = always."_s};
    return std::optional(hours);
}

bool isBandwidthSetting(const QString &name)
{
    return name == kUp || name == kDown || name == kHours;
}

std::optional<Moment> applyBandwidth(const ServiceCore &core, Moment now)
{
    const auto hours = hoursOf(core);
    const QTime time = QDateTime::fromMSecsSinceEpoch(core.clock.nowMs()).time();
    const bool hold = !hours || hours->hold(time);
    cloud::Bandwidth &bandwidth = cloud::processBandwidth();
    bandwidth.up.setBytesPerSecond(hold ? core.setting(kUp, 0) : 0);
    bandwidth.down.setBytesPerSecond(hold ? core.setting(kDown, 0) : 0);
    if (!hours)
        return {};
    constexpr int kDayMs = 24 * 3'600'000;
    const int leftMs = (time.msecsTo(hold ? hours->to : hours->from) + kDayMs) % kDayMs;
    return now + std::min<Moment>(std::chrono::milliseconds(std::max(leftMs, 1)), kLook);
}

}  // namespace tideline::sync
