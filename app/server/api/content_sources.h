// Reply bodies that are made while the socket drains: a pack, a file, a list of manifests.
#pragma once

#include "app/server/api/message.h"
#include "app/server/metadata/chunk_reader.h"
#include "core/schema/manifest.h"

#include <vector>

namespace tideline::server {

/// Hands out what derived sources append to `m_ready`, in pieces of the size asked for.
class BufferedSource : public BodySource {
public:
    Result<QByteArray> read(qint64 maxBytes) final;

protected:
    /// Appends more to m_ready; appending nothing ends the body.
    virtual Result<void> more() = 0;
    QByteArray m_ready;

private:
    qsizetype m_taken = 0;
};

/// Chunks as a pack, as they are stored. Holds one block of a pack file.
///
/// A reader finds a damaged chunk by its hash, and asks for that one alone: then it is compared with its hash here, too, and marked. In
/// larger packs no chunk is decoded. Where the disk has none of a chunk's bytes, zeros stand for them: they have another
/// hash, so the reader refuses this chunk and keeps the others.
class PackSource final : public BufferedSource {
public:
    PackSource(ChunkReader reader, std::vector<StoredChunk> chunks) : m_reader(std::move(reader)), m_chunks(std::move(chunks)) {}
    /// Of the whole pack.
    qint64 sizeBytes() const;

private:
    Result<void> more() override;
    ChunkReader m_reader;
    std::vector<StoredChunk> m_chunks;
    std::size_t m_next = 0;
    wire::PackWriter m_writer;
    bool m_ended = false;
};

/// Bytes [first, end) of a content, decoded and verified chunk by chunk. Holds the manifest and one chunk.
class FileSource final : public BufferedSource {
public:
    FileSource(Connections &connections, ChunkReader reader, qint64 project, Manifest manifest, qint64 first, qint64 end)
        : m_connections(connections), m_reader(std::move(reader)), m_project(project), m_manifest(std::move(manifest)),
          m_first(first), m_end(end)
    {
    }

private:
    Result<void> more() override;
    Connections &m_connections;
    ChunkReader m_reader;
    const qint64 m_project;
    const Manifest m_manifest;
    const qint64 m_first;
    const qint64 m_end;
    std::size_t m_next = 0;
    qint64 m_offset = 0;  ///< of the chunk m_next in the content
};

/// {"manifests": [{"hash", "chunks"}, …]}, one manifest in memory at a time. The hashes are known to be there.
class ManifestSource final : public BufferedSource {
public:
    ManifestSource(Connections &connections, qint64 project, std::vector<ContentHash> hashes)
        : m_connections(connections), m_project(project), m_hashes(std::move(hashes))
    {
    }

private:
    Result<void> more() override;
    Connections &m_connections;
    const qint64 m_project;
    std::vector<ContentHash> m_hashes;
    std::size_t m_next = 0;
    bool m_ended = false;
};

}  // namespace tideline::server
