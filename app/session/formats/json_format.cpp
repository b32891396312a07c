// JSON files, as trees.
#include "app/session/formats/charset.h"
#include "app/session/formats/format_tools.h"
#include "app/session/formats/json_index.h"
#include "app/session/formats/json_text.h"
#include "app/session/formats/plain_line.h"
#include "app/session/formats/text_formats.h"

#include <algorithm>

namespace tideline::session {

namespace {

constexpr qint64 kMostLookedAt = 256 << 20;  ///< a file is gone through once when it is opened: about a second
constexpr qint64 kFirstChildren = 200;

class JsonPreview final : public FilePreview {
public:
    /// `looked` is what the index is of: `source`, or the beginning of it that was fetched.
    JsonPreview(std::shared_ptr<Source> source, std::shared_ptr<Source> looked, JsonIndex index)
        : FilePreview(std::move(source)),
          m_looked(std::move(looked)),
          m_index(std::move(index))
    {}

    /// Fills document(). `cut`: the index ends where looking ended, not the file.
    Result<void> describe(const QString &name, qint64 looked, bool cut, const preview::Cancelled &cancelled);

    Result<std::vector<preview::TreeNode>> children(const std::vector<qint64> &address, qint64 first, qint64 count,
                                                    const preview::Cancelled &cancelled) override
    {
        return m_index.children(address, first, count, cancelled);
    }
    /// Place counts bytes: where the key or value begins that holds the text.
    Result<std::optional<preview::Place>> find(const QString &text, qint64 from, int,
                                               const preview::Cancelled &cancelled) override
    {
        from = std::max<qint64>(from, 0);
        return findInJson(*m_looked, text, {std::max<qint64>(m_index.wordBefore(from), 0), from, m_index.end()},
                          [&](qint64 byte) { return m_index.addressOf(byte, cancelled); }, cancelled);
    }
    qint64 memoryBytes() const override
    {
        return m_index.memoryBytes() + (source().isRemote() ? m_looked->sizeBytes() : 0)
            + kFirstChildren * qint64(sizeof(preview::TreeNode));
    }

private:
    const std::shared_ptr<Source> m_looked;
    const JsonIndex m_index;
};

Result<void> JsonPreview::describe(const QString &name, qint64 looked, bool cut, const preview::Cancelled &cancelled)
{
    const std::optional<JsonFault> &fault = m_index.fault();
    if (cut && !m_index.showsAnything())
        return Error{Error::Kind::Refused,
                     u"There is no whole value in the first %1, and no more was looked at."_s.arg(sizeText(looked)),
                     {},
                     {}};
    if (cut) {
        m_document.notices.append(u"Only the first %1 were looked at."_s.arg(sizeText(looked)));
    } else if (fault) {
        const Result<QString> place = m_index.placeOf(*fault, cancelled);
        if (!place)
            return place.error();
        if (!m_index.showsAnything())
            return Error{Error::Kind::Corrupt, u"It is not JSON: %1."_s.arg(fault->what), *place, {}};
        m_document.notices.append(
            u"It is not valid JSON: %1: %2. What follows is not shown."_s.arg(*place, fault->what));
    }
    Result<preview::TreeNode> root = m_index.root(cancelled);
    if (!root)
        return root.error();
    Result<std::vector<preview::TreeNode>> first = m_index.children({}, 0, kFirstChildren, cancelled);
    if (!first)
        return first.error();
    root->name = name;
    m_document.format = u"JSON"_s;
    m_document.shape = preview::TreeDocument{std::move(*root), std::move(*first)};
    return {};
}

/// Text that begins like JSON. `{` and `[` begin other things, too, so that alone says little.
int sureOfJson(const QString &name, QByteArrayView head)
{
    if (!looksLikeText(head) || charsetOf(head).kind != Charset::Kind::Utf8)
        return 0;
    const QByteArray text = (head.startsWith("\xEF\xBB\xBF") ? head.sliced(3) : head).trimmed().toByteArray();
    const bool likely = !text.isEmpty() && QByteArrayView("{[\"-0123456789tfnNI").contains(text.front());
    if (hasSuffix(name, "json geojson topojson webmanifest har avsc") || name == u".prettierrc")
        return likely ? 60 : 0;
    const preview::Cancelled never = false;
    if (text.isEmpty() || (text.front() != '{' && text.front() != '['))
        return 0;
    const Result<JsonIndex> index = JsonIndex::make(std::make_shared<HeldSource>(text), 0, text.size(), {}, never);
    return index && index->showsAnything() && (!index->fault() || index->fault()->byte == text.size()) ? 30 : 0;
}

Result<std::unique_ptr<FilePreview>> openJson(std::shared_ptr<Source> source, const FileFacts &facts,
                                              const Limits &limits, const preview::Cancelled &cancelled)
{
    const qint64 looked = std::min(source->sizeBytes(), source->isRemote() ? limits.remoteBytes : kMostLookedAt);
    std::shared_ptr<Source> part = source;
    if (source->isRemote()) {
        Result<QByteArray> head = readHead(*source, looked);
        if (!head)
            return head.error();
        part = std::make_shared<HeldSource>(std::move(*head));
    }
    const Result<QByteArray> mark = part->read(0, 3);
    if (!mark)
        return mark.error();
    Result<JsonIndex> index = JsonIndex::make(part, *mark == "\xEF\xBB\xBF" ? 3 : 0, looked, limits, cancelled);
    if (!index)
        return index.error();
    const bool cut = looked < source->sizeBytes() && (!index->fault() || index->fault()->byte >= looked);
    auto made = std::make_unique<JsonPreview>(std::move(source), std::move(part), std::move(*index));
    const Result<void> described = made->describe(facts.name, looked, cut, cancelled);
    if (!described)
        return described.error();
    return std::unique_ptr<FilePreview>(std::move(made));
}

}  // namespace

const Format kJsonFormat{"json", sureOfJson, openJson};

}  // namespace tideline::session
