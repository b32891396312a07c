// Entries of all projects of this device, found by their names.
#pragma once

#include "core/base/ids.h"
#include "core/store/database.h"
#include "core/store/name_pattern.h"

#include <QByteArray>

#include <atomic>
#include <optional>
#include <vector>

namespace tideline::store {

struct NameMatch {
    NamePattern::Fit fit = NamePattern::Inside;
    qint64 project = 0;  ///< project.number
    NodeId node;
    QByteArray name;  ///< here; in the cloud where it is not here
    bool operator==(const NameMatch &) const = default;
};

struct NameSearchQuery {
    QString text;                   ///< as for NamePattern
    std::optional<qint64> project;  ///< its number; nullopt = all
    std::optional<NameMatch> after; ///< the last one of the page before
    qint64 limit = 100;
};

struct NamePage {
    std::vector<NameMatch> rows;  ///< the better fit first, then by name as people order names
    qint64 total = 0;             ///< how many there are in all pages
    bool isLast = true;
};

/// Looks at every name, in the indexes of places, which hold all that is needed: 100,000 names take some tens of milliseconds
/// (tests/core/store/name_search_test says how many), so there is no index of words to be kept up while a sync writes. What is gone
/// here, and not yet in the cloud, is not found. Memory: a page.
/// Errors: Cancelled; those of the store.
Result<NamePage> searchNames(Database &database, const NameSearchQuery &query, const std::atomic<bool> *cancelled = nullptr);

}  // namespace tideline::store
