#include "core/sync/service/metered_hold.h"

#include "core/store/settings_repository.h"
#include "core/sync/service/service_core.h"

namespace tideline::sync {

MeteredHold::~MeteredHold()
{
    if (m_cost)
        m_cost->setListener({});
}

void MeteredHold::begin()
{
    if (!m_cost)
        return;
    m_cost->setListener([this] { look(); });
    look();
}

void MeteredHold::look()
{
    const std::lock_guard lock(m_looking);
    const bool isMetered = m_cost && m_cost->isMetered();
    m_isAnyway = m_isAnyway && isMetered;
    const auto wish = m_core.store->read([](store::Database &database) { return store::SettingsRepository(database).value(u"metered_network"_s); });
    apply(isMetered && !m_isAnyway && wish && *wish != u"sync"_s);
}

bool MeteredHold::syncAnyway()
{
    const std::lock_guard lock(m_looking);
    if (!m_core.board.isMeteredHeld())
        return false;
    m_isAnyway = true;
    apply(false);
    return true;
}

void MeteredHold::apply(bool holds)
{
    if (m_core.board.isMeteredHeld() == holds)
        return;
    m_core.board.setMeteredHeld(holds);
    m_core.applyHolds();
}

}  // namespace tideline::sync
