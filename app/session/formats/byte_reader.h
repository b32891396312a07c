// A source's bytes one after the other, read in pieces.
#pragma once

#include "app/session/source.h"
#include "core/preview/preview.h"

#include <algorithm>
#include <optional>

namespace tideline::session {

/// Thread:    one.
/// Ownership: borrows the source and `cancelled`, which outlive it.
/// Invariant: when peek() is -1 there is no more: the end was reached, or error() says why not.
class ByteReader {
public:
    ByteReader(Source &source, qint64 begin, qint64 end, const preview::Cancelled &cancelled) :
        m_source(source), m_cancelled(cancelled), m_base(begin), m_end(std::min(end, source.sizeBytes()))
    {
    }

    qint64 at() const { return m_base + m_next; }
    /// The byte that comes next; -1: none.
    int peek()
    {
        if (m_next == m_piece.size() && !fill())
            return -1;
        return uchar(m_piece.data()[m_next]);
    }
    void skip() { ++m_next; }  ///< after a peek() that gave one
    /// What is at hand of what comes next; empty only where peek() is -1.
    QByteArrayView ahead()
    {
        return peek() < 0 ? QByteArrayView() : QByteArrayView(m_piece).sliced(m_next);
    }
    void skip(qsizetype count) { m_next += count; }  ///< at most as many as ahead() gave
    void moveTo(qint64 offset)
    {
        if (offset >= m_base && offset <= m_base + m_piece.size()) {
            m_next = offset - m_base;
            return;
        }
        m_base = offset;
        m_piece = QByteArrayView();
        m_next = 0;
    }
    const std::optional<Error> &error() const { return m_error; }

private:
    bool fill()
    {
        constexpr qint64 piece = 64 << 10;
        m_base += m_piece.size();
        m_next = 0;
        m_piece = QByteArrayView();
        if (m_error || m_base >= m_end)
            return false;
        if (m_cancelled) {
            m_error = Error{Error::Kind::Cancelled, u"Reading was cancelled."_s, {}, {}};
            return false;
        }
        Result<QByteArray> read = m_source.read(m_base, std::min(piece, m_end - m_base));
        if (!read) {
            m_error = read.error();
            return false;
        }
        m_held = std::move(*read);
        m_piece = m_held;
        return !m_piece.isEmpty();
    }

    Source &m_source;
    const preview::Cancelled &m_cancelled;
    qint64 m_base;  ///< where m_piece begins
    const qint64 m_end;
    QByteArray m_held;
    QByteArrayView m_piece;  ///< of m_held: its data() would be looked up for each byte
    qsizetype m_next = 0;
    std::optional<Error> m_error;
};

}  // namespace tideline::session
