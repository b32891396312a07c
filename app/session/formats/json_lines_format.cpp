// JSON values, one a line, as a tree with a child for each line.
#include "app/session/formats/charset.h"
#include "app/session/formats/format_tools.h"
#include "app/session/formats/json_index.h"
#include "app/session/formats/json_lines.h"
#include "app/session/formats/json_text.h"
#include "app/session/formats/plain_line.h"
#include "app/session/formats/text_formats.h"

#include <algorithm>

namespace tideline::session {

namespace {

constexpr qint64 kMostLookedAt = qint64(2) << 30;  ///< only newlines are looked for: a second or two
constexpr qint64 kFirstChildren = 200;
constexpr qint64 kListedBytes = 32 << 20;  ///< lines that are read for one answer; at least one

class JsonLinesPreview final : public FilePreview {
public:
    JsonLinesPreview(std::shared_ptr<Source> source, std::shared_ptr<Source> looked, JsonLines lines,
                     const Limits &limits)
        : FilePreview(std::move(source)),
          m_looked(std::move(looked)),
          m_lines(std::move(lines)),
          m_limits(limits)
    {}

    Result<void> describe(const QString &name, const preview::Cancelled &cancelled);

    Result<std::vector<preview::TreeNode>> children(const std::vector<qint64> &address, qint64 first, qint64 count,
                                                    const preview::Cancelled &cancelled) override;
    Result<std::optional<preview::Place>> find(const QString &text, qint64 from, int,
                                               const preview::Cancelled &cancelled) override
    {
        from = std::max<qint64>(from, 0);
        return findInJson(*m_looked, text, {m_lines.lineBefore(from), from, m_lines.end()},
                          [&](qint64 byte) { return addressOf(byte, cancelled); }, cancelled);
    }
    qint64 memoryBytes() const override
    {
        return m_lines.memoryBytes() + (m_opened ? m_opened->second.memoryBytes() : 0)
            + (source().isRemote() ? m_looked->sizeBytes() : 0);
    }

private:
    Result<JsonAddress> addressOf(qint64 byte, const preview::Cancelled &cancelled) const;
    Result<preview::TreeNode> nodeOf(const JsonLine &line, const preview::Cancelled &cancelled) const;
    Result<std::vector<preview::TreeNode>> listed(qint64 first, qint64 count,
                                                  const preview::Cancelled &cancelled) const;
    Result<JsonIndex> indexOf(const JsonLine &line, const preview::Cancelled &cancelled) const
    {
        return JsonIndex::make(m_looked, line.begin, line.end, m_limits, cancelled);
    }

    const std::shared_ptr<Source> m_looked;
    const JsonLines m_lines;
    const Limits m_limits;
    std::optional<std::pair<qint64, JsonIndex>> m_opened;  ///< the line of which children were asked for last
};

Result<void> JsonLinesPreview::describe(const QString &name, const preview::Cancelled &cancelled)
{
    if (m_lines.end() < source().sizeBytes())
        m_document.notices.append(u"Only the first %1 were looked at."_s.arg(sizeText(m_lines.end())));
    Result<std::vector<preview::TreeNode>> first = children({}, 0, kFirstChildren, cancelled);
    if (!first)
        return first.error();
    m_document.format = u"JSON Lines"_s;
    m_document.facts.push_back({u"Lines"_s, QString::number(m_lines.count())});
    m_document.shape
        = preview::TreeDocument{preview::TreeNode{name, {}, u"lines"_s, m_lines.count()}, std::move(*first)};
    return {};
}

Result<JsonAddress> JsonLinesPreview::addressOf(qint64 byte, const preview::Cancelled &cancelled) const
{
    const auto line = m_lines.lineAt(*m_looked, byte, cancelled);
    if (!line)
        return line.error();
    if (!*line)
        return JsonAddress();
    const auto &[child, bytes] = **line;
    const Result<JsonIndex> index = indexOf(bytes, cancelled);
    if (!index)
        return index.error();
    std::vector<qint64> address{child};
    if (index->fault())
        return JsonAddress(std::move(address));  // a line that is not JSON has no children
    const Result<JsonAddress> within = index->addressOf(byte, cancelled);
    if (!within)
        return within.error();
    if (!*within)
        return JsonAddress();
    address.insert(address.end(), (*within)->begin(), (*within)->end());
    return JsonAddress(std::move(address));
}

/// A line that is not JSON is a node that says why, with its beginning.
Result<preview::TreeNode> JsonLinesPreview::nodeOf(const JsonLine &line, const preview::Cancelled &cancelled) const
{
    const Result<JsonIndex> index = indexOf(line, cancelled);
    if (!index)
        return index.error();
    if (!index->fault()) {
        Result<preview::TreeNode> node = index->root(cancelled);
        if (node)
            node->name = QString::number(line.number);
        return node;
    }
    JsonFault fault = *index->fault();
    fault.line = line.number;
    const Result<QString> place = index->placeOf(fault, cancelled);
    if (!place)
        return place.error();
    const Result<QByteArray> text = m_looked->read(line.begin, std::min(line.end - line.begin, qint64(kShownBytes)));
    if (!text)
        return text.error();
    const QString value
        = u"%1: %2. It begins: %3"_s.arg(*place, fault.what, shownWord(*text, line.end - line.begin > kShownBytes));
    return preview::TreeNode{QString::number(line.number), value.left(kShownUnits), u"error"_s, 0};
}

Result<std::vector<preview::TreeNode>> JsonLinesPreview::children(const std::vector<qint64> &address, qint64 first,
                                                                  qint64 count, const preview::Cancelled &cancelled)
{
    if (address.empty())
        return listed(first, std::clamp<qint64>(count, 0, preview::kMaxChildren), cancelled);
    if (!m_opened || m_opened->first != address.front()) {
        JsonLines::Walk walk(m_lines, *m_looked, address.front(), cancelled);
        const std::optional<JsonLine> line = address.front() < 0 ? std::nullopt : walk.next();
        if (!line)
            return walk.error().value_or(Error{Error::Kind::Invalid, u"There is no such line."_s, {}, {}});
        Result<JsonIndex> index = indexOf(*line, cancelled);
        if (!index)
            return index.error();
        m_opened.emplace(address.front(), std::move(*index));
    }
    if (m_opened->second.fault())
        return std::vector<preview::TreeNode>();
    return m_opened->second.children(std::span(address).subspan(1), first, count, cancelled);
}

Result<std::vector<preview::TreeNode>> JsonLinesPreview::listed(qint64 first, qint64 count,
                                                                const preview::Cancelled &cancelled) const
{
    JsonLines::Walk walk(m_lines, *m_looked, first, cancelled);
    std::vector<preview::TreeNode> nodes;
    for (qint64 bytes = 0; qint64(nodes.size()) < count && bytes < kListedBytes;) {
        const std::optional<JsonLine> line = walk.next();
        if (!line)
            break;
        bytes += line->end - line->begin;
        Result<preview::TreeNode> node = nodeOf(*line, cancelled);
        if (!node)
            return node.error();
        nodes.push_back(std::move(*node));
    }
    if (walk.error())
        return *walk.error();
    return nodes;
}

int sureOfJsonLines(const QString &name, QByteArrayView head)
{
    const bool isUtf8 = looksLikeText(head) && charsetOf(head).kind == Charset::Kind::Utf8;
    return isUtf8 && hasSuffix(name, "jsonl ndjson ldjson jsonlines geojsonl") ? 60 : 0;
}

Result<std::unique_ptr<FilePreview>> openJsonLines(std::shared_ptr<Source> source, const FileFacts &facts,
                                                   const Limits &limits, const preview::Cancelled &cancelled)
{
    std::shared_ptr<Source> part = source;
    const bool remote = source->isRemote();
    const qint64 looked = std::min(source->sizeBytes(), remote ? limits.remoteBytes : kMostLookedAt);
    Result<QByteArray> head = readHead(*source, remote ? looked : 3);
    if (!head)
        return head.error();
    const qint64 begin = head->startsWith("\xEF\xBB\xBF") ? 3 : 0;
    if (remote) {
        if (looked < source->sizeBytes())  // half a line is none
            head->truncate(head->lastIndexOf('\n') + 1);
        part = std::make_shared<HeldSource>(std::move(*head));
    }
    Result<JsonLines> lines = JsonLines::make(*part, begin, looked, limits.memoryBytes, cancelled);
    if (!lines)
        return lines.error();
    if (lines->count() == 0 && lines->end() < source->sizeBytes())
        return Error{Error::Kind::Refused,
                     u"Its first line is longer than %1, and no more was looked at."_s.arg(sizeText(looked)),
                     {},
                     {}};
    auto made = std::make_unique<JsonLinesPreview>(std::move(source), std::move(part), std::move(*lines), limits);
    const Result<void> described = made->describe(facts.name, cancelled);
    if (!described)
        return described.error();
    return std::unique_ptr<FilePreview>(std::move(made));
}

}  // namespace

const Format kJsonLinesFormat{"jsonl", sureOfJsonLines, openJsonLines};

}  // namespace tideline::session
