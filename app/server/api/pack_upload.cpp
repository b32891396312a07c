#include "app/server/api/pack_upload.h"

#include "app/server/api/accounts.h"
#include "app/server/api/exchanges.h"
#include "app/server/api/server_state.h"
#include "app/server/metadata/chunk_repository.h"

#include <algorithm>

namespace tideline::server {

namespace {

constexpr qint64 kKeepBytes = 16 << 20;
constexpr qint64 kLookUpBytes = 1 << 20;  ///< payload and raw bytes of the chunks that are looked up together

}  // namespace

PackUpload::PackUpload(ServerState &server, Principal principal, ProjectRow project)
    : m_server(server), m_principal(std::move(principal)), m_project(std::move(project)), m_appender(*server.packs),
      m_reader([this](wire::PackedChunk &&chunk) -> Result<void> {
          ++m_chunks;
          if (m_refusal || !m_seen.insert(chunk.id).second)
              return {};
          m_waitingBytes += chunk.payload.size() + chunk.raw.size();
          m_waiting.push_back(std::move(chunk));
          return m_waitingBytes >= kLookUpBytes ? take() : Result<void>();
      })
{
}

/// Writes what waits and is new to the project, unless it is more than the owner may hold.
Result<void> PackUpload::take()
{
    const std::vector<wire::PackedChunk> waiting = std::exchange(m_waiting, {});
    m_waitingBytes = 0;
    if (waiting.empty() || m_refusal)
        return {};
    std::vector<const wire::PackedChunk *> fresh;
    auto looked = m_server.connections.read([&](store::Database &database) -> Result<void> {
        ChunkRepository held(database, m_project.number);
        qint64 bytes = 0;
        for (const wire::PackedChunk *const chunk : byHash(waiting, &wire::PackedChunk::id)) {
            const auto hold = held.hold({chunk->id, quint32(chunk->raw.size())});
            if (!hold)
                return hold.error();
            if (*hold == ChunkRepository::Hold::Held)
                continue;
            fresh.push_back(chunk);
            if (*hold == ChunkRepository::Hold::None)
                bytes += chunk->raw.size();
        }
        std::ranges::sort(fresh);  // as they came: so they are asked for again
        const auto allowance = UsageRepository(database).allowance(ownerOf(m_project), m_server.parts.policy.usage.defaultQuota);
        if (!allowance)
            return allowance.error();
        if (bytes > 0 && !allowance->allows(m_uncounted + bytes))
            m_refusal = quotaExceeded(*allowance, m_uncounted + bytes);
        else
            m_uncounted += bytes;
        return {};
    });
    if (!looked) {
        m_diskFailed = true;
        return looked;
    }
    if (m_refusal)
        return {};
    for (const wire::PackedChunk *chunk : fresh) {
        if (auto added = m_appender.add(*chunk); !added) {
            m_diskFailed = true;
            return added;
        }
    }
    return {};
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
    if (auto taken = take(); !taken)
        return taken;
    if (m_refusal) {
        m_appender.drop();  // a part of it would only take what space is left
        return {};
    }
    auto chunks = m_appender.sync();
    if (!chunks) {
        m_diskFailed = true;
        return chunks.error();
    }
    m_uncounted = 0;
    if (chunks->empty())
        return {};
    bool isAbove = false;
    auto done = m_server.connections.write(
        [&](store::Database &database, const store::Transaction &transaction) -> Result<void> {
            // Asked again: the token or the role may have gone while the pack travelled.
            const qint64 now = m_server.parts.clock.nowMs();
            if (auto good = stillGood(database, m_principal, now); !good)
                return good;
            const auto project = authorize(database, m_principal, Permission::Modify, m_project.id);
            if (!project)
                return project.error();
            const auto allowance = UsageRepository(database).allowance(ownerOf(*project), m_server.parts.policy.usage.defaultQuota);
            if (!allowance)
                return allowance.error();
            const auto grown = ChunkRepository(database, project->number).add(*chunks, now, transaction);
            if (!grown)
                return grown.error();
            if (*grown == 0 || allowance->allows(*grown))
                return {};
            isAbove = true;  // others were faster
            m_refusal = quotaExceeded(*allowance, *grown);
            return Error{Error::Kind::Refused, m_refusal->title, {}, {}};
        });
    if (!isAbove)
        return done;
    m_appender.takeBack();  // the transaction was given up, so nothing names these bytes; after a failed commit that is not sure
    return {};
}

Response PackUpload::finish()
{
    auto done = m_reader.finish();
    if (!m_diskFailed) {
        if (auto kept = keep(); !kept)
            done = kept;
    }
    if (m_refusal)
        return decorated(m_server, problem(*m_refusal));
    if (!done)
        return decorated(m_server, problem(done.error()));
    return decorated(m_server, jsonResponse({{u"stored"_s, m_chunks}}));
}

}  // namespace tideline::server
