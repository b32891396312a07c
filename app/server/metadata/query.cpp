#include "app/server/metadata/query.h"

namespace tideline::server {

Error internal(Error error)
{
    if (error.kind != Error::Kind::Timeout && error.kind != Error::Kind::DiskFull)
        error.kind = Error::Kind::Io;
    return error;
}

Result<bool> Query::next()
{
    if (!m_statement)
        return internal(m_statement.error());
    auto row = m_statement->step();
    if (!row)
        return internal(row.error());
    return row;
}

Result<void> Query::run()
{
    if (!m_statement)
        return internal(m_statement.error());
    m_next = 1;
    auto done = m_statement->run();
    if (!done)
        return internal(done.error());
    return {};
}

void Query::reset()
{
    m_next = 1;
    if (m_statement)
        m_statement->reset();
}

ContentHash Query::hash(int column) const
{
    const auto hash = ContentHash::fromBytes(bytes(column));
    return hash ? *hash : ContentHash{};
}

}  // namespace tideline::server
