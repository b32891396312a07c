#include "app/session/formats/column_summary.h"

#include "app/session/formats/cell_text.h"

#include <QHash>

#include <algorithm>
#include <bit>
#include <cfloat>
#include <cmath>

namespace tideline::session::table {

namespace {

/// What of a text counts: two that agree this far are one.
constexpr qsizetype kTextBytes = 3 * kCellUnits;

/// Spreads the bits, so that near numbers do not fall into near slots.
quint64 mixed(quint64 bits)
{
    bits ^= bits >> 32;
    bits *= 0xd6e8feb86659fd93U;
    bits ^= bits >> 32;
    bits *= 0xd6e8feb86659fd93U;
    bits ^= bits >> 32;
    return bits;
}

QByteArray ofReal(double value, bool isFloat)
{
    return (isFloat ? realText(float(value)) : realText(value)).toLatin1();
}

}  // namespace

void DistinctCounter::add(quint64 hash)
{
    if (m_count > kLimit)
        return;
    hash = hash == 0 ? 1 : hash;
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        if (m_slots[at] == hash)
            return;
        if (m_slots[at] == 0) {
            m_slots[at] = hash;
            break;
        }
    }
    ++m_count;
    if (m_count > kLimit)
        m_slots = std::vector<quint64>(1);  // the answer is known: too many
    else if (std::size_t(m_count) * 2 > m_slots.size())
        grow();
}

void DistinctCounter::grow()
{
    std::vector<quint64> slots(m_slots.size() * 2);
    const std::size_t mask = slots.size() - 1;
    for (const quint64 hash : m_slots) {
        if (hash == 0)
            continue;
        std::size_t at = hash & mask;
        while (slots[at] != 0)
            at = (at + 1) & mask;
        slots[at] = hash;
    }
    m_slots = std::move(slots);
}

std::optional<qint64> DistinctCounter::count() const
{
    return m_count > kLimit ? std::nullopt : std::optional(m_count);
}

void CommonValues::forgetTheRarest()
{
    for (qint64 rare = 1; m_values.size() > kLimit / 2; rare *= 2)
        std::erase_if(m_values, [rare](const auto &value) { return value.second.count <= rare; });
}

std::vector<std::pair<QString, qint64>> CommonValues::top(std::size_t most) const
{
    std::vector<const Value *> values;
    values.reserve(m_values.size());
    for (const auto &[_, value] : m_values)
        values.push_back(&value);
    const std::size_t shown = std::min(most, values.size());
    std::partial_sort(values.begin(), values.begin() + qsizetype(shown), values.end(), [](const Value *a, const Value *b) {
        return a->count != b->count ? a->count > b->count : a->text < b->text;
    });
    std::vector<std::pair<QString, qint64>> found;
    for (std::size_t i = 0; i < shown; ++i)
        found.emplace_back(cellText(QByteArrayView(values[i]->text)), values[i]->count);
    return found;
}

void Histogram::add(double value)
{
    // Never finer than a double of this size tells numbers apart, and the number of the stretch then fits into 64 bits.
    if (value != 0 && m_exponent < std::ilogb(value) - 50)
        widen(std::ilogb(value) - 50 - m_exponent);
    ++m_counts[qint64(std::floor(std::ldexp(value, -m_exponent)))];
    while (m_counts.size() > kKept)
        widen(1);
}

void Histogram::widen(int by)
{
    std::unordered_map<qint64, qint64> wider;
    for (const auto &[number, count] : m_counts)
        wider[number >> std::min(by, 63)] += count;  // towards minus infinity
    m_counts = std::move(wider);
    m_exponent += by;
}

void Histogram::into(std::vector<double> &edges, std::vector<qint64> &counts) const
{
    constexpr qint64 shown = 32;
    if (m_counts.empty())
        return;
    const auto [least, most] = std::ranges::minmax_element(m_counts, {}, [](const auto &entry) { return entry.first; });
    int by = 0;
    while ((most->first >> by) - (least->first >> by) >= shown)
        ++by;
    const qint64 first = least->first >> by;
    counts.assign(std::size_t((most->first >> by) - first + 1), 0);
    for (const auto &[number, count] : m_counts)
        counts[std::size_t((number >> by) - first)] += count;
    for (std::size_t i = 0; i <= counts.size(); ++i)
        edges.push_back(std::clamp(std::ldexp(double(first + qint64(i)), m_exponent + by), -DBL_MAX, DBL_MAX));
}

ColumnSummary::ColumnSummary(preview::ColumnType type)
    : m_histogram(type == preview::ColumnType::Integer || type == preview::ColumnType::Boolean ? 0 : -1074)
{
}

void ColumnSummary::addEmpty()
{
    ++m_result.rows;
    ++m_result.empty;
}

void ColumnSummary::addNumber(double value)
{
    ++m_numbers;
    const double off = value - m_mean;
    m_mean += off / double(m_numbers);
    m_squares += off * (value - m_mean);
    m_histogram.add(value);
}

void ColumnSummary::addInteger(qint64 value)
{
    ++m_result.rows;
    const quint64 hash = mixed(quint64(value));
    m_distinct.add(hash);
    m_common.add(hash, [value] { return QByteArray::number(value); });
    m_leastInteger = m_leastInteger ? std::min(*m_leastInteger, value) : value;
    m_mostInteger = m_mostInteger ? std::max(*m_mostInteger, value) : value;
    addNumber(double(value));
}

void ColumnSummary::addReal(double value)
{
    ++m_result.rows;
    const quint64 hash = mixed(std::bit_cast<quint64>(value == 0 ? 0.0 : value));  // -0 is 0
    m_distinct.add(hash);
    m_common.add(hash, [value, this] { return ofReal(value, m_floats); });
    if (std::isnan(value))
        return;
    m_leastReal = m_leastReal ? std::min(*m_leastReal, value) : value;
    m_mostReal = m_mostReal ? std::max(*m_mostReal, value) : value;
    if (std::isfinite(value))
        addNumber(value);
}

void ColumnSummary::addReal(float value)
{
    m_floats = true;
    addReal(double(value));
}

void ColumnSummary::addText(QByteArrayView utf8)
{
    ++m_result.rows;
    const QByteArrayView kept = utf8.size() <= kTextBytes ? utf8 : utf8.first(kTextBytes);
    const quint64 hash = quint64(qHashBits(utf8.data(), std::size_t(utf8.size())));
    m_distinct.add(hash);
    m_common.add(hash, [kept] { return kept.toByteArray(); });
    if (!m_leastText || kept < QByteArrayView(*m_leastText))
        m_leastText = kept.toByteArray();
    if (!m_mostText || kept > QByteArrayView(*m_mostText))
        m_mostText = kept.toByteArray();
}

preview::ColumnStatistics ColumnSummary::result(bool whole) const
{
    preview::ColumnStatistics result = m_result;
    result.whole = whole;
    result.distinct = m_distinct.count();
    if (m_leastReal && m_leastInteger) {  // a column of both: compared as reals, which is exact enough to show
        result.least = realText(std::min(*m_leastReal, double(*m_leastInteger)));
        result.most = realText(std::max(*m_mostReal, double(*m_mostInteger)));
    } else if (m_leastReal) {
        result.least = QString::fromLatin1(ofReal(*m_leastReal, m_floats));
        result.most = QString::fromLatin1(ofReal(*m_mostReal, m_floats));
    } else if (m_leastInteger) {
        result.least = QString::number(*m_leastInteger);
        result.most = QString::number(*m_mostInteger);
    } else if (m_leastText) {
        result.least = cellText(QByteArrayView(*m_leastText));
        result.most = cellText(QByteArrayView(*m_mostText));
    }
    if (m_numbers > 0 && std::isfinite(m_mean))
        result.mean = m_mean;
    if (m_numbers > 1 && std::isfinite(m_squares))
        result.deviation = std::sqrt(m_squares / double(m_numbers - 1));
    m_histogram.into(result.edges, result.counts);
    result.commonest = m_common.top(10);
    return result;
}

}  // namespace tideline::session::table
