// Sends again what the server's disk has lost of files that are whole here.
#pragma once

#include "core/sync/executor/chunk_sender.h"

namespace tideline::sync {

/// Thread:    as ChunkSender.
/// Ownership: borrows all of the parts.
/// Invariant: changes nothing in the project: the server takes bytes alone, of chunks that it was given before and has found damaged.
class ChunkMender {
public:
    /// A file that the server has, too, in the same content.
    struct File {
        RelativePath path;  ///< on this disk
        Manifest manifest;
    };
    explicit ChunkMender(ChunkSender::Parts parts) : m_parts(std::move(parts)) {}

    /// Asks which of the files' chunks the server wants for, and sends those. A file that changed meanwhile is passed over.
    /// How many chunks it wanted for. Errors: Denied (no right to write there), Cancelled, those of the link and the server.
    Result<qint64> mend(std::span<const File> files);

private:
    ChunkSender::Parts m_parts;
};

}  // namespace tideline::sync
