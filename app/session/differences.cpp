#include "app/session/differences.h"

#include "app/session/difference/bytes_difference.h"
#include "app/session/difference/image_difference.h"
#include "app/session/difference/notebook_difference.h"
#include "app/session/difference/table_difference.h"
#include "app/session/difference/text_difference.h"
#include "app/session/formats/charset.h"
#include "app/session/formats/format_tools.h"
#include "app/session/formats/plain_line.h"
#include "app/session/whole_source.h"

#include <algorithm>
#include <array>

namespace tideline::session {

namespace {

using preview::Cancelled;
using preview::Difference;

constexpr qint64 kMostBytes = 32 << 20;              ///< of each version that is held
constexpr qint64 kMostCompared = qint64(1) << 30;    ///< of each version that is only gone through
constexpr qint64 kWork = 100'000'000;                ///< steps of one comparison: some tenths of a second
constexpr std::array kTextFormats{"text", "code", "markdown", "json", "jsonl", "jsonlines", "svg", "csv", "notebook"};

enum class Way { Notebooks, Tables, Images, Texts, Bytes };

Way wayFor(const std::vector<Version> &versions)
{
    const QByteArray &first = versions.front().format;
    const bool alike = std::ranges::all_of(versions, [&](const Version &version) { return version.format == first; });
    if (alike && first == "notebook")
        return Way::Notebooks;
    if (alike && first == "csv")
        return Way::Tables;
    if (alike && first == "image")
        return Way::Images;
    const bool isText = std::ranges::all_of(versions, [](const Version &version) {
        return std::ranges::any_of(kTextFormats, [&](const char *name) { return version.format == name; });
    });
    return isText ? Way::Texts : Way::Bytes;
}

/// What went wrong with one way, and is no reason not to try the next.
bool mayBeComparedOtherwise(const Error &error)
{
    return error.kind == Error::Kind::Corrupt || error.kind == Error::Kind::Refused;
}

/// The versions in memory, compared in one way.
class Comparer {
public:
    Comparer(const std::vector<Version> &versions, std::vector<QByteArray> bytes, const DifferenceWishes &wishes, const Limits &limits)
        : m_versions(versions), m_bytes(std::move(bytes)), m_wishes(wishes), m_limits(limits)
    {
    }
    Result<Difference> compare(Way way);

private:
    Result<Difference> notebooks();
    Result<Difference> tables();
    Result<Difference> images();
    Result<Difference> texts();
    Difference finished(preview::DifferenceShape shape, std::vector<preview::Fact> facts) const;

    const std::vector<Version> &m_versions;
    const std::vector<QByteArray> m_bytes;
    const DifferenceWishes &m_wishes;
    const Limits &m_limits;
    merge::Budget m_budget{kWork};
    bool m_isExact = true;
};

Difference Comparer::finished(preview::DifferenceShape shape, std::vector<preview::Fact> facts) const
{
    const bool same = std::ranges::all_of(m_bytes, [this](const QByteArray &bytes) { return bytes == m_bytes.front(); });
    Difference difference{std::move(shape), same, std::move(facts), {}};
    if (!m_isExact)
        difference.notices.append(u"The versions differ in too much to be aligned line by line: what lies between their equal "
                                  "beginnings and ends is shown as changed."_s);
    return difference;
}

Result<Difference> Comparer::compare(Way way)
{
    switch (way) {
    case Way::Notebooks:
        return notebooks();
    case Way::Tables:
        return tables();
    case Way::Images:
        return images();
    case Way::Texts:
    case Way::Bytes:
        break;
    }
    return texts();
}

Result<Difference> Comparer::notebooks()
{
    std::vector<NotebookFile> read;
    for (const QByteArray &bytes : m_bytes) {
        Result<NotebookFile> notebook = NotebookFile::read(bytes, m_limits);
        if (!notebook)
            return notebook.error();
        if (!notebook->cutBecause().isEmpty())
            return Error{Error::Kind::Corrupt, notebook->cutBecause(), {}, {}};
        read.push_back(*std::move(notebook));
    }
    if (read.size() == 2) {
        auto difference = notebookDifference(read[0], read[1], m_limits.replyBytes, m_budget, m_isExact);
        if (!difference)
            return difference.error();
        auto facts = factsOf(*difference);
        return finished(*std::move(difference), std::move(facts));
    }
    auto merge = notebookMerge(read[0], read[1], read[2], m_limits.replyBytes, m_budget, m_isExact);
    if (!merge)
        return merge.error();
    auto facts = factsOf(*merge);
    return finished(*std::move(merge), std::move(facts));
}

Result<Difference> Comparer::tables()
{
    std::vector<HeldTable> read;
    std::vector<const HeldTable *> all;
    for (std::size_t i = 0; i < m_bytes.size(); ++i) {
        Result<HeldTable> table = HeldTable::read(m_bytes[i], m_versions[i].facts.name.toLower(), m_limits.columns);
        if (!table)
            return table.error();
        read.push_back(*std::move(table));
    }
    for (const HeldTable &table : read)
        all.push_back(&table);
    const Result<QString> key = commonKey(all, m_wishes.key);
    if (!key)
        return key.error();
    const QString cut = u"Not all rows that differ are listed; all are counted."_s;
    if (read.size() == 2) {
        preview::TableDifference table = tableDifference(read[0], read[1], *key, m_limits.replyBytes);
        auto facts = factsOf(table);
        const bool whole = isWhole(table);
        Difference difference = finished(std::move(table), std::move(facts));
        if (!whole)
            difference.notices.append(cut);
        return difference;
    }
    preview::TableMerge merge = tableMerge(read[0], read[1], read[2], *key, m_limits.replyBytes);
    const bool whole = isWhole(merge.mine) && isWhole(merge.theirs);
    const QString both = QString::number(merge.both.size());
    Difference difference = finished(std::move(merge), {{u"Key"_s, *key}, {u"Rows changed by both"_s, both}});
    if (!whole)
        difference.notices.append(cut);
    return difference;
}

Result<Difference> Comparer::images()
{
    std::vector<QImage> read;
    const qint64 pixels = std::min(m_limits.pixels, m_limits.memoryBytes / 4 / qint64(m_bytes.size() + 1));
    for (const QByteArray &bytes : m_bytes) {
        Result<QImage> image = comparedImage(bytes, pixels);
        if (!image)
            return image.error();
        read.push_back(*std::move(image));
    }
    if (read.size() == 2) {
        preview::ImageDifference difference = imageDifference(read[0], read[1], m_limits.replyBytes, m_limits.pictureEdge);
        auto facts = factsOf(difference);
        return finished(std::move(difference), std::move(facts));
    }
    return finished(preview::ImageMerge{imageDifference(read[0], read[1], m_limits.replyBytes / 2, m_limits.pictureEdge),
                                        imageDifference(read[0], read[2], m_limits.replyBytes / 2, m_limits.pictureEdge)},
                    {});
}

Result<Difference> Comparer::texts()
{
    const qint64 most = std::min(m_limits.textBytes, m_limits.replyBytes / 2 / qint64(m_bytes.size()));
    std::vector<QString> read;
    for (const QByteArray &bytes : m_bytes) {
        if (bytes.size() > most)
            return Error{Error::Kind::Refused, u"A text of %1 is too large to be compared line by line; up to %2 are."_s.arg(
                                                   sizeText(bytes.size()), sizeText(most)), {}, {}};
        const QByteArrayView head = QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), 64 << 10));
        if (!looksLikeText(head))
            return Error{Error::Kind::Corrupt, u"It is no text."_s, {}, {}};
        const Charset charset = charsetOf(head);
        read.push_back(readable(decode(QByteArrayView(bytes).sliced(charset.markBytes), charset, End::Closed).text));
    }
    Difference difference;
    if (read.size() == 2) {
        preview::TextDifference text = textDifference(read[0], read[1], m_budget, m_isExact);
        auto facts = factsOf(text);
        difference = finished(std::move(text), std::move(facts));
    } else {
        preview::TextMerge text = textMerge(read[0], read[1], read[2], m_budget, m_isExact);
        auto facts = factsOf(text);
        difference = finished(std::move(text), std::move(facts));
    }
    const bool looksSame = std::ranges::all_of(read, [&](const QString &text) { return text == read.front(); });
    if (looksSame && !difference.same)
        difference.notices.append(u"The texts read the same: only line ends, the charset or its mark differ."_s);
    return difference;
}

/// All versions, to be held; nullopt when one is too large, which `notices` then says.
Result<std::optional<std::vector<QByteArray>>> wholeVersions(const std::vector<Version> &versions, const Limits &limits,
                                                             const Cancelled &cancelled, QStringList &notices)
{
    const qint64 most = std::min(kMostBytes, limits.memoryBytes / 2 / qint64(versions.size()));
    std::vector<QByteArray> all;
    for (const Version &version : versions) {
        Result<QByteArray> bytes = wholeSource(*version.source, u"version"_s, most, limits, cancelled);
        if (!bytes && bytes.error().kind != Error::Kind::Refused)
            return bytes.error();
        if (!bytes) {
            notices.append(bytes.error().what);
            return std::optional<std::vector<QByteArray>>();
        }
        all.push_back(*std::move(bytes));
    }
    return std::optional(std::move(all));
}

Result<Difference> comparedBytes(const std::vector<Version> &versions, const Limits &limits, const Cancelled &cancelled)
{
    std::vector<std::shared_ptr<Source>> sources;
    bool isRemote = false;
    for (const Version &version : versions) {
        sources.push_back(version.source);
        isRemote |= version.source->isRemote();
    }
    Result<preview::BytesDifference> found = bytesDifference(sources, isRemote ? limits.remoteBytes : kMostCompared, cancelled);
    if (!found)
        return found.error();
    Difference difference;
    difference.same = found->whole && std::ranges::all_of(found->offsets, [](qint64 offset) { return offset < 0; });
    difference.shape = *std::move(found);
    return difference;
}

/// Compared as what the versions are, else as text; nullopt when it cannot be, and `notices` say why.
Result<std::optional<Difference>> comparedHeld(const std::vector<Version> &versions, const std::vector<QByteArray> &bytes,
                                               const DifferenceWishes &wishes, const Limits &limits, const Cancelled &cancelled,
                                               QStringList &notices)
{
    for (Way way = wayFor(versions); way != Way::Bytes;) {
        if (cancelled)
            return Error{Error::Kind::Cancelled, u"The comparison was cancelled."_s, {}, {}};
        Result<Difference> difference = Comparer(versions, bytes, wishes, limits).compare(way);
        if (difference)
            return std::optional(*std::move(difference));
        if (!mayBeComparedOtherwise(difference.error()))
            return difference.error();
        notices.append(difference.error().what);
        way = way == Way::Texts || way == Way::Images ? Way::Bytes : Way::Texts;
    }
    return std::optional<Difference>();
}

}  // namespace

Result<Difference> differenceOf(const std::vector<Version> &versions, const DifferenceWishes &wishes, const Limits &limits,
                                const Cancelled &cancelled)
{
    if (versions.size() != 2 && versions.size() != 3)
        return Error{Error::Kind::Invalid, u"Two or three versions can be compared."_s, {}, {}};
    QStringList notices;
    std::vector<Version> held = versions;
    if (wayFor(versions) != Way::Bytes) {
        auto bytes = wholeVersions(versions, limits, cancelled, notices);
        if (!bytes)
            return bytes.error();
        if (bytes->has_value()) {
            Result<std::optional<Difference>> found = comparedHeld(versions, **bytes, wishes, limits, cancelled, notices);
            if (!found)
                return found.error();
            if (found->has_value()) {
                (*found)->notices = notices + (*found)->notices;
                return **std::move(found);
            }
            for (std::size_t i = 0; i < held.size(); ++i)
                held[i].source = std::make_shared<HeldSource>((**bytes)[i]);
        }
    }
    Result<Difference> difference = comparedBytes(held, limits, cancelled);
    if (difference)
        difference->notices = notices;
    return difference;
}

}  // namespace tideline::session
