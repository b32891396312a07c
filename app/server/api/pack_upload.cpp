#include "app/server/api/pack_upload.h"

#include "app/server/api/accounts.h"
#include "app/server/api/exchanges.h"
#include "app/server/api/server_state.h"
#include "app/server/metadata/chunk_repository.h"

namespace tideline::server {

namespace {

constexpr qint64 kKeepBytes = 16 << 20;

}  // namespace

PackUpload::PackUpload(ServerState &server, Principal principal, ProjectRow project)
    : m_server(server), m_principal(std::move(principal)), m_project(std::move(project)), m_appender(*server.packs),
      m_reader([this](wire::PackedChunk &&chunk) -> Result<void> {
          auto added = m_appender.add(chunk);
          m_diskFailed = !added;
          ++m_chunks;
          return added;
      })
{
}

Result<void> PackUpload::write(QByteArrayView piece)
{
    auto taken = m_reader.write(piece);
    if (m_diskFailed)
        return taken;
    if (!taken || m_appender.pendingBytes() >= kKeepBytes) {
        if (auto kept = keep(); !kept)
            return kept;
    }
    return taken;
}

/// Makes what came so far durable and the project's.
Result<void> PackUpload::keep()
{
    auto chunks = m_appender.sync();
    if (!chunks) {
        m_diskFailed = true;
        return chunks.error();
    }
    if (chunks->empty())
        return {};
    return m_server.connections.write(
        [&](store::Database &database, const store::Transaction &transaction) -> Result<void> {
            // Asked again: the token or the role may have gone while the pack travelled.
            if (auto good = stillGood(database, m_principal, m_server.parts.clock.nowMs()); !good)
                return good;
            const auto project = authorize(database, m_principal, Permission::Modify, m_project.id);
            if (!project)
                return project.error();
            return ChunkRepository(database, project->number).add(*chunks, transaction);
        });
}

Response PackUpload::finish()
{
    auto done = m_reader.finish();
    if (auto kept = keep(); !kept)
        done = kept;
    if (!done)
        return decorated(m_server, problem(done.error()));
    return decorated(m_server, jsonResponse({{u"stored"_s, m_chunks}}));
}

}  // namespace tideline::server
