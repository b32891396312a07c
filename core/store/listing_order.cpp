#include "core/store/listing_order.h"

#include "core/base/relative_path.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace tideline::store {

namespace {

/// Letters that Unicode does not take apart, as those write them who have no such key.
struct Plain {
    char16_t letter;
    QStringView text;
};
constexpr Plain kPlain[] = {{u'ß', u"ss"}, {u'æ', u"ae"}, {u'œ', u"oe"}, {u'ø', u"o"}, {u'ł', u"l"}, {u'đ', u"d"}, {u'ı', u"i"}};

constexpr qint64 kSortAllFrom = 4000;  // beyond so many asked for, the rest is sorted too

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Appends the key of a text without accents; at most 3 bytes for each of its own.
void appendKey(QByteArrayView text, QByteArray &key)
{
    const qsizetype start = key.size();
    key.resize(start + 3 * text.size());
    char *out = key.data() + start;
    for (const char *at = text.begin(), *end = text.end(); at != end;) {
        if (!isDigit(*at)) {
            *out++ = *at >= 'A' && *at <= 'Z' ? char(*at + ('a' - 'A')) : *at;
            ++at;
            continue;
        }
        // A number: '0' to stand where digits stand, its length without leading zeros, its digits. Longer is more.
        const char *const stop = std::find_if_not(at, end, isDigit);
        while (at + 1 < stop && *at == '0')
            ++at;
        *out++ = '0';
        *out++ = char(std::min<qsizetype>(stop - at, 255));
        out = std::copy(at, stop, out);
        at = stop;
    }
    key.truncate(out - key.constData());
}

bool isAscii(QByteArrayView name)
{
    return std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

QByteArray foldedName(QByteArrayView name)
{
    if (isAscii(name))
        return name.toByteArray().toLower();
    const QString text = QString::fromUtf8(name).normalized(QString::NormalizationForm_KD).toCaseFolded();
    QString bare;
    bare.reserve(text.size());
    for (const QChar c : text) {
        if (const auto plain = std::ranges::find(kPlain, c.unicode(), &Plain::letter); plain != std::end(kPlain))
            bare += plain->text;
        else if (!c.isMark())
            bare += c;
    }
    return bare.toUtf8();
}

QByteArray sortKey(QByteArrayView name)
{
    QByteArray key;
    appendKey(isAscii(name) ? name.toByteArray() : foldedName(name), key);
    return key;
}

ListingOrder::ListingOrder(const ListingQuery &query) :
    m_sort(query.sort), m_descending(query.descending), m_hidden(query.hidden), m_filter(nameKey(query.filter.toUtf8()))
{
}

void ListingOrder::add(const Entry &entry, qint64 number)
{
    if (!m_hidden && entry.name.startsWith('.'))
        return;
    if (!m_filter.isEmpty() && !nameKey(entry.name).contains(m_filter))
        return;
    Item item{0, number, entry.node, quint32(m_text.size()), quint16(entry.name.size()), 0, entry.in, entry.folder};
    m_text.append(entry.name);
    const qsizetype start = m_text.size();
    if (isAscii(entry.name))
        appendKey(entry.name, m_text);
    else
        m_text.append(sortKey(entry.name));
    m_text.truncate(std::min<qsizetype>(m_text.size(), start + 0xffff));
    item.keyBytes = quint16(m_text.size() - start);
    char prefix[8] = {};
    std::memcpy(prefix, m_text.constData() + start, std::min<std::size_t>(8, item.keyBytes));
    item.prefix = qFromBigEndian<quint64>(prefix);
    m_items.push_back(item);
    m_sorted = 0;
}

QByteArrayView ListingOrder::nameOf(const Item &item) const
{
    return QByteArrayView(m_text).sliced(item.text, item.nameBytes);
}

QByteArrayView ListingOrder::keyOf(const Item &item) const
{
    return QByteArrayView(m_text).sliced(qsizetype(item.text) + item.nameBytes, item.keyBytes);
}

bool ListingOrder::before(const Item &a, const Item &b) const
{
    if (a.folder != b.folder)
        return a.folder;
    if (m_sort != ListingSort::Name && a.number != b.number)
        return (a.number < b.number) != m_descending;
    const bool turned = m_descending && m_sort == ListingSort::Name;
    if (a.prefix != b.prefix)
        return (a.prefix < b.prefix) != turned;
    int order = keyOf(a).compare(keyOf(b));
    if (order == 0)
        order = nameOf(a).compare(nameOf(b));
    return turned ? order > 0 : order < 0;
}

void ListingOrder::sort(qint64 first)
{
    if (first <= m_sorted || m_sorted == count())
        return;
    auto less = [this](const Item &a, const Item &b) { return before(a, b); };
    // The first screen of a large folder is there before the rest is in order; the second call sorts all.
    if (m_sorted == 0 && first <= kSortAllFrom && first < count()) {
        std::ranges::partial_sort(m_items, m_items.begin() + first, less);
        m_sorted = first;
    } else {
        std::ranges::sort(m_items, less);
        m_sorted = count();
    }
}

ListingOrder::Entry ListingOrder::at(qint64 index) const
{
    Q_ASSERT(index >= 0 && index < m_sorted);
    const Item &item = m_items[std::size_t(index)];
    return {nameOf(item), item.node, item.in, item.folder};
}

}  // namespace tideline::store
