// Node ids as SQLite columns.
#pragma once

#include "core/base/ids.h"
#include "core/store/database.h"

namespace tideline::store {

/// The id's bytes, as long as the id lives.
inline QByteArrayView idView(const NodeId &id)
{
    return {reinterpret_cast<const char *>(id.bytes.data()), 16};
}

/// A column that a CHECK holds at 16 bytes; null for anything else.
inline NodeId idAt(const Statement &row, int column)
{
    const auto id = NodeId::fromBytes(row.blob(column));
    return id ? *id : NodeId{};
}

}  // namespace tideline::store
