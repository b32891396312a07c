#include "app/desktop/window_listing.h"

#include "core/store/sqlite_listing.h"
#include "ui/fixture_backend.h"

#include <QJsonArray>

namespace tideline::desktop {

namespace {
constexpr int kCloudPage = 1'000;
constexpr size_t kCloudRows = 200'000;  ///< more are not asked for
}  // namespace

void EngineSlot::set(std::shared_ptr<control::VerbHandler> handler)
{
    const std::lock_guard lock(m_mutex);
    m_handler = std::move(handler);
}

std::shared_ptr<control::VerbHandler> EngineSlot::get() const
{
    const std::lock_guard lock(m_mutex);
    return m_handler.lock();
}

Result<ListingPage> WindowListing::page(const ListingQuery &query)
{
    if (!m_store) {
        auto opened = store::SqliteListing::open(m_location);
        if (!opened)
            return opened.error();
        m_store = std::move(*opened);
    }
    auto page = m_store->page(query);
    if (page || page.error().kind != Error::Kind::NotFound)
        return page;
    // The store does not know the project, or not (yet) this folder of it.
    auto fromCloud = cloudPage(query);
    return fromCloud ? fromCloud : page;
}

Result<ListingPage> WindowListing::cloudPage(const ListingQuery &query)
{
    const quint64 refreshed = m_engine->refreshed();
    if (query.offset == 0 || query.project != m_project || query.folder != m_folder || refreshed != m_refreshed) {
        const auto engine = m_engine->get();
        if (!engine)
            return Error{Error::Kind::Offline, u"The engine is not reached yet."_s, query.project, {}};
        std::vector<ListingRow> rows;
        QString after;
        do {
            QJsonObject args{{u"project"_s, query.project}, {u"path"_s, QString::fromUtf8(query.folder)}, {u"limit"_s, kCloudPage},
                             {u"stale_ok"_s, true}};
            if (!after.isEmpty())
                args.insert(u"after"_s, after);
            const auto reply = engine->handle(u"ls"_s, args);
            if (!reply)
                return reply.error();
            const QJsonArray values = reply->value(u"rows").toArray();
            for (const QJsonValue &value : values)
                rows.push_back(ui::listingRowFromJson(value.toObject()));
            after = reply->value(u"after").toString();
        } while (!after.isEmpty() && rows.size() < kCloudRows);
        m_refreshed = refreshed;
        m_project = query.project;
        m_folder = query.folder;
        m_rows = std::move(rows);
    }
    return ui::cutPage(m_rows, query);
}

}  // namespace tideline::desktop
