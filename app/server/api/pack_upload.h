// POST /projects/{id}/packs: chunks in one stream, each verified as it comes.
#pragma once

#include "app/server/api/call.h"
#include "app/server/blobs/pack_store.h"
#include "app/server/metadata/usage_repository.h"

#include <memory>
#include <unordered_set>

namespace tideline::server {

/// Streams a pack into the pack store. 200 {"stored": number of chunks}, or 403 quota_exceeded.
///
/// Thread:    the request's; one call at a time.
/// Ownership: borrows the server's state; owns a pack file to write to until it goes.
/// Invariant: memory is bounded by one chunk and 2 MiB; a chunk is indexed only after its bytes are verified and
///            fsynced. What was verified before a bad chunk is kept, and so is every 16 MiB of a stream that is cut.
///            What the project holds already is not written again, and nothing is beyond the owner's quota: what is
///            uploaded counts in the transaction that gives it to the project. Of what is refused no byte stays but for
///            each 16 MiB before.
class PackUpload final : public Exchange {
public:
    /// `project`: authorized for Modify.
    PackUpload(ServerState &server, Principal principal, ProjectRow project);
    Result<void> write(QByteArrayView piece) override;
    Response finish() override;

private:
    Result<void> take();
    Result<void> keep();
    ServerState &m_server;
    Principal m_principal;
    ProjectRow m_project;
    PackStore::Appender m_appender;
    wire::PackReader m_reader;
    std::vector<wire::PackedChunk> m_waiting;  ///< verified, not yet looked up
    qint64 m_waitingBytes = 0;
    std::unordered_set<ContentHash> m_seen;    ///< of this pack
    qint64 m_uncounted = 0;                    ///< raw bytes that are written and not yet the project's
    std::optional<Refusal> m_refusal;          ///< the rest of the stream is read and dropped
    bool m_diskFailed = false;
    qint64 m_chunks = 0;
};

}  // namespace tideline::server
