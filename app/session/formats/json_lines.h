// Where lines begin in a file of JSON values, one a line.
#pragma once

#include "app/session/formats/byte_reader.h"

#include <vector>

namespace tideline::session {

/// A line that holds something.
struct JsonLine {
    qint64 begin = 0;
    qint64 end = 0;     ///< without its newline
    qint64 number = 0;  ///< in the file, from 1
};

/// The lines of a source that hold more than white space, by their number among those.
///
/// Ownership: keeps 24 bytes for each step of the file.
/// Invariant: m_marks ascend; between two there is a step or more.
class JsonLines {
public:
    /// Of the first `end` bytes; what is behind the last newline counts only where `end` is the file's. Errors: the source's; Cancelled.
    static Result<JsonLines> make(Source &source, qint64 begin, qint64 end, qint64 memoryBytes, const preview::Cancelled &cancelled);

    qint64 count() const { return m_count; }
    qint64 end() const { return m_end; }
    /// The beginning of a line at or before `byte`, near it.
    qint64 lineBefore(qint64 byte) const { return markBefore(byte).byte; }
    /// The line that holds the byte, and its number among those that hold something; nullopt: none does. Errors: the source's; Cancelled.
    Result<std::optional<std::pair<qint64, JsonLine>>> lineAt(Source &source, qint64 byte, const preview::Cancelled &cancelled) const;
    qint64 memoryBytes() const { return qint64(m_marks.capacity() * sizeof(Mark)); }

    /// Goes through the lines from `first` on.
    class Walk {
    public:
        Walk(const JsonLines &lines, Source &source, qint64 first, const preview::Cancelled &cancelled);
        /// nullopt: there is none, or error().
        std::optional<JsonLine> next();
        const std::optional<Error> &error() const { return m_reader.error(); }

    private:
        ByteReader m_reader;
        qint64 m_skipped = 0;  ///< lines to go over yet
        qint64 m_number = 1;
    };

private:
    struct Mark {
        qint64 child = 0;
        qint64 number = 1;
        qint64 byte = 0;
    };
    const Mark &markBefore(qint64 byte) const;

    std::vector<Mark> m_marks;
    qint64 m_count = 0;
    qint64 m_end = 0;
};

}  // namespace tideline::session
