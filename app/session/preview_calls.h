// What the helper does for a call: opens a file, looks further into one, compares some.
#pragma once

#include "app/session/peer.h"
#include "app/session/preview_table.h"

#include <QCborArray>

namespace tideline::session {

/// A call that came over a connection.
struct Call {
    std::shared_ptr<Peer> peer;
    qint64 id = 0;
    QString verb;
    QCborArray args;
    control::Socket file;  ///< that came with it; fd() < 0: none
    preview::Cancelled cancelled = false;
    std::atomic<bool> isAnswered = false;
};

/// Memory was not to be had, or more is in use than may be.
Error tooLarge(qint64 memoryBytes);

/// Thread:    any, several calls at a time.
/// Ownership: borrows the table.
class PreviewCalls {
public:
    PreviewCalls(PreviewTable &table, Limits limits, qint64 memoryBytes) : m_table(table), m_limits(limits), m_memoryBytes(memoryBytes) {}

    /// Errors: Invalid (there is no such verb, or its arguments are none), NotFound (the preview was let go of), Refused (memory), and
    /// those of the file.
    Result<QCborValue> answer(Call &call);

private:
    Result<QCborValue> open(Call &call);
    Result<QCborValue> compare(const Call &call);
    Result<QCborValue> look(const Call &call);
    Result<QCborValue> lookInto(FilePreview &preview, const Call &call);

    PreviewTable &m_table;
    const Limits m_limits;
    const qint64 m_memoryBytes;
};

}  // namespace tideline::session
