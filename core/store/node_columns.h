// Node ids as SQLite columns.
#pragma once

#include "core/base/ids.h"
#include "core/store/database.h"

#include <algorithm>

namespace tideline::store {

/// The id's bytes, as long as the id lives.
inline QByteArrayView idView(const NodeId &id)
{
    return {reinterpret_cast<const char *>(id.bytes.data()), 16};
}

/// A column that a CHECK holds at 16 bytes; null for anything else.
inline NodeId idAt(const Statement &row, int column)
{
    const QByteArrayView bytes = row.blobView(column);
    NodeId id;
    if (bytes.size() == qsizetype(id.bytes.size()))
        std::ranges::copy(bytes, reinterpret_cast<char *>(id.bytes.data()));
    return id;
}

}  // namespace tideline::store
