#include "app/session/formats/npz_preview.h"

#include "app/session/formats/cell_text.h"
#include "app/session/formats/format_tools.h"
#include "app/session/formats/npy_format.h"
#include "app/session/formats/plain_line.h"
#include "app/session/formats/table_rows.h"

namespace tideline::session::table {

namespace {

constexpr std::size_t kEntries = 100'000;
constexpr qint64 kFirstChildren = 100;
constexpr qint64 kInflateBytes = 64 << 20;  ///< at some 300 MB a second

bool isOfEntry(const Error &error)
{
    return error.kind == Error::Kind::Corrupt || error.kind == Error::Kind::Refused;
}

QString joined(const QStringList &cells, bool isList)
{
    if (!isList)
        return cells.isEmpty() ? QString() : cells.first();
    QString text = u"["_s;
    for (qsizetype i = 0; i < cells.size() && text.size() <= kCellUnits; ++i)
        text += (i > 0 ? u", "_s : QString()) + cells[i];
    return cellText(text + u']');
}

}  // namespace

NpzPreview::NpzPreview(std::shared_ptr<Source> source, const Limits &limits)
    : FilePreview(source), m_limits(limits), m_metered(std::move(source))
{
    m_limits.columns = 64;  // of a row as one line: what fits into 512 letters
}

Result<std::unique_ptr<FilePreview>> NpzPreview::open(std::shared_ptr<Source> source, const FileFacts &facts, const Limits &limits,
                                                      const preview::Cancelled &cancelled)
{
    std::unique_ptr<NpzPreview> preview(new NpzPreview(std::move(source), limits));
    preview->m_metered.allow(limits.remoteBytes);
    Result<std::vector<ZipEntry>> entries = readZipDirectory(preview->m_metered, kEntries);
    if (!entries)
        return entries.error();
    preview->m_entries = *std::move(entries);
    std::erase_if(preview->m_entries, [](const ZipEntry &entry) { return !entry.name.endsWith(u".npy"_s); });
    Result<std::vector<preview::TreeNode>> children = preview->children({}, 0, kFirstChildren, cancelled);
    if (!children)
        return children.error();
    const auto count = qint64(preview->m_entries.size());
    preview->m_document.shape = preview::TreeDocument{{facts.name, {}, u"npz"_s, count}, *std::move(children)};
    preview->m_document.format = u"NumPy arrays"_s;
    preview->m_document.facts = {{u"Arrays"_s, QString::number(count)}};
    if (preview->m_entries.size() == kEntries)
        preview->m_document.notices << u"Only the first %1 arrays are shown."_s.arg(count);
    return std::unique_ptr<FilePreview>(std::move(preview));
}

Result<void> NpzPreview::openArray(std::size_t entry)
{
    if (m_open == entry)
        return {};
    m_open.reset();
    m_array.reset();
    Result<std::unique_ptr<Source>> content = openZipEntry(m_metered, m_entries[entry], kInflateBytes);
    if (!content)
        return content.error();
    m_content = *std::move(content);
    Result<NpyArray> array = NpyArray::open(*m_content, m_limits);
    if (!array)
        return array.error();
    m_array = *std::move(array);
    m_open = entry;
    return {};
}

Result<preview::TreeNode> NpzPreview::nodeOf(std::size_t entry)
{
    const ZipEntry &zipped = m_entries[entry];
    preview::TreeNode node{cellText(zipped.name.chopped(4)), {}, u"array"_s, 0};
    if (const Result<void> opened = openArray(entry); !opened) {
        if (!isOfEntry(opened.error()))
            return opened.error();
        node.value = opened.error().what;
        return node;
    }
    const NpyHeader &header = m_array->header();
    node.type = u"array %1 [%2]"_s.arg(header.typeName(), header.shapeText());
    node.value = sizeText(zipped.fullBytes);
    if (zipped.method != 0)
        node.value += u", compressed to %1"_s.arg(sizeText(zipped.bytes));
    if (const QString slice = m_array->slice(); !slice.isEmpty())
        node.value += u"; %1 is shown"_s.arg(slice);
    const bool isPickled = std::ranges::find(header.fields, 'O', &NpyField::kind) != header.fields.end();
    if (isPickled)
        node.value += u"; Python objects, which are not unpickled"_s;
    node.childCount = isPickled ? 0 : m_array->rowCount();
    return node;
}

Result<std::vector<preview::TreeNode>> NpzPreview::rowsOf(std::size_t entry, qint64 first, qint64 count, const preview::Cancelled &cancelled)
{
    if (Result<void> opened = openArray(entry); !opened)
        return opened.error();
    const Result<std::vector<QStringList>> rows = m_array->rows(first, count, cancelled);
    if (!rows)
        return rows.error();
    const NpyHeader &header = m_array->header();
    const bool isList = header.isStructured || header.shape.size() > 1;
    std::vector<preview::TreeNode> nodes;
    for (const QStringList &cells : *rows) {
        const qint64 row = first + qint64(nodes.size());
        nodes.push_back({header.shape.empty() ? u"value"_s : u"[%1]"_s.arg(row), joined(cells, isList), {}, 0});
    }
    return nodes;
}

Result<std::vector<preview::TreeNode>> NpzPreview::children(const std::vector<qint64> &address, qint64 first, qint64 count,
                                                            const preview::Cancelled &cancelled)
{
    m_metered.allow(m_limits.remoteBytes);
    count = std::min(count, preview::kMaxChildren);
    if (address.size() > 1 || (address.size() == 1 && (address[0] < 0 || std::size_t(address[0]) >= m_entries.size())))
        return Error{Error::Kind::Invalid, u"The file has no such array."_s, {}, {}};
    if (address.size() == 1)
        return rowsOf(std::size_t(address[0]), first, count, cancelled);
    std::vector<preview::TreeNode> nodes;
    const qint64 end = first + boundedCount(first, count, qint64(m_entries.size()));
    for (qint64 i = first; i < end; ++i) {
        if (cancelled)
            return stopped();
        Result<preview::TreeNode> node = nodeOf(std::size_t(i));
        if (!node)
            return node.error();
        nodes.push_back(*std::move(node));
    }
    return nodes;
}

qint64 NpzPreview::memoryBytes() const
{
    return qint64(m_entries.size() * (sizeof(ZipEntry) + 64)) + (1 << 20);
}

}  // namespace tideline::session::table

namespace tideline::session {

const Format kNpzFormat{"npz",
                        [](const QString &name, QByteArrayView head) {
                            if (!name.endsWith(".npz"_L1))
                                return 0;
                            return head.startsWith("PK") ? 101 : 50;  // surer than whoever knows it as a zip file
                        },
                        table::NpzPreview::open};

}  // namespace tideline::session
