#include "app/session/formats/json_lines.h"

#include <algorithm>

namespace tideline::session {

namespace {

constexpr qint64 kLeastStep = 64 << 10;

/// Reads to the end of the line, and behind its newline. Whether it held anything.
bool readLine(ByteReader &reader, JsonLine &line)
{
    line.begin = reader.at();
    bool holds = false;
    for (QByteArrayView ahead = reader.ahead(); !ahead.isEmpty(); ahead = reader.ahead()) {
        const qsizetype newline = ahead.indexOf('\n');
        const QByteArrayView part = ahead.first(newline < 0 ? ahead.size() : newline);
        holds = holds || std::ranges::any_of(part, [](char c) { return c != ' ' && c != '\t' && c != '\r'; });
        reader.skip(part.size());
        line.end = reader.at();
        if (newline < 0)
            continue;
        reader.skip();
        return holds;
    }
    line.end = reader.at();
    return holds;
}

}  // namespace

Result<JsonLines> JsonLines::make(Source &source, qint64 begin, qint64 end, qint64 memoryBytes,
                                  const preview::Cancelled &cancelled)
{
    const qint64 step = std::max(kLeastStep, end / std::max<qint64>(memoryBytes / qint64(4 * sizeof(Mark)), 1));
    JsonLines lines;
    lines.m_marks.push_back({0, 1, begin});
    lines.m_end = begin;
    ByteReader reader(source, begin, end, cancelled);
    JsonLine line;
    for (qint64 number = 1; reader.peek() >= 0; ++number) {
        if (reader.at() - lines.m_marks.back().byte >= step)
            lines.m_marks.push_back({lines.m_count, number, reader.at()});
        const bool holds = readLine(reader, line);
        if (line.end == reader.at() && end < source.sizeBytes())
            break;  // half a line
        lines.m_count += holds;
        lines.m_end = reader.at();
    }
    if (reader.error())
        return *reader.error();
    return lines;
}

const JsonLines::Mark &JsonLines::markBefore(qint64 byte) const
{
    const auto next = std::ranges::upper_bound(m_marks, byte, {}, &Mark::byte);
    return next == m_marks.begin() ? m_marks.front() : *std::prev(next);
}

Result<std::optional<std::pair<qint64, JsonLine>>> JsonLines::lineAt(Source &source, qint64 byte,
                                                                     const preview::Cancelled &cancelled) const
{
    qint64 child = markBefore(byte).child;
    Walk walk(*this, source, child, cancelled);
    std::optional<JsonLine> line = walk.next();
    for (; line && line->end <= byte; line = walk.next())
        ++child;
    if (walk.error())
        return *walk.error();
    return line ? std::optional(std::pair(child, *line)) : std::nullopt;
}

JsonLines::Walk::Walk(const JsonLines &lines, Source &source, qint64 first, const preview::Cancelled &cancelled)
    : m_reader(source, lines.m_marks.front().byte, lines.m_end, cancelled)
{
    const Mark &mark
        = *std::prev(std::ranges::upper_bound(lines.m_marks, std::max<qint64>(first, 0), {}, &Mark::child));
    m_reader.moveTo(mark.byte);
    m_number = mark.number;
    m_skipped = std::max<qint64>(first, 0) - mark.child;
}

std::optional<JsonLine> JsonLines::Walk::next()
{
    JsonLine line;
    while (m_reader.peek() >= 0) {
        const bool holds = readLine(m_reader, line);
        line.number = m_number++;
        if (holds && m_skipped-- <= 0 && !m_reader.error())
            return line;
    }
    return {};
}

}  // namespace tideline::session
