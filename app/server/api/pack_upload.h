// POST /projects/{id}/packs: chunks in one stream, each verified as it comes.
#pragma once

#include "app/server/api/call.h"
#include "app/server/blobs/pack_store.h"

#include <memory>

namespace tideline::server {

/// Streams a pack into the pack store. 200 {"stored": number of chunks}.
///
/// Thread:    the request's; one call at a time.
/// Ownership: borrows the server's state; owns a pack file to write to until it goes.
/// Invariant: memory is bounded by one chunk and 1 MiB; a chunk is indexed only after its bytes are verified and
///            fsynced. What was verified before a bad chunk is kept, and so is every 16 MiB of a stream that is cut.
class PackUpload final : public Exchange {
public:
    /// `project`: authorized for Modify.
    PackUpload(ServerState &server, Principal principal, ProjectRow project);
    Result<void> write(QByteArrayView piece) override;
    Response finish() override;

private:
    Result<void> keep();
    ServerState &m_server;
    Principal m_principal;
    ProjectRow m_project;
    PackStore::Appender m_appender;
    wire::PackReader m_reader;
    bool m_diskFailed = false;
    qint64 m_chunks = 0;
};

}  // namespace tideline::server
