// What a column holds, gathered value by value in bounded memory.
#pragma once

#include "core/preview/document.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <unordered_map>
#include <vector>

namespace tideline::session::table {

/// Counts different values by their hashes, up to a limit.
///
/// Invariant: at most half of the slots are taken, and there are at most 2 × the limit (rounded up), 8 bytes each.
class DistinctCounter {
public:
    void add(quint64 hash);
    /// nullopt: more than kLimit.
    std::optional<qint64> count() const;

    static constexpr qint64 kLimit = 1 << 21;

private:
    void grow();

    std::vector<quint64> m_slots = std::vector<quint64>(1024);  ///< 0 = free
    qint64 m_count = 0;
};

/// The most frequent values, with how often each came. Exact while there are at most kLimit different ones; beyond, the rarest
/// are forgotten now and then, so that a value that is frequent throughout is found, and its number is a lower bound.
class CommonValues {
public:
    /// `text`: as it is shown; made only for a hash that is new.
    template <typename MakeText>
    void add(quint64 hash, MakeText makeText)
    {
        const auto found = m_values.find(hash);
        if (found != m_values.end()) {
            ++found->second.count;
            return;
        }
        if (m_values.size() >= kLimit)
            forgetTheRarest();
        m_values.emplace(hash, Value{makeText(), 1});
    }
    std::vector<std::pair<QString, qint64>> top(std::size_t most) const;

    static constexpr std::size_t kLimit = 50'000;

private:
    struct Value {
        QByteArray text;
        qint64 count = 0;
    };
    void forgetTheRarest();

    std::unordered_map<quint64, Value> m_values;
};

/// How often numbers fall into equal stretches, in one pass with no knowledge of the range: the width is a power of two, and
/// doubles when there are too many stretches with something in them, so that each number is counted exactly once.
class Histogram {
public:
    /// Stretches are at least 2^leastExponent wide: 0 for whole numbers.
    explicit Histogram(int leastExponent) : m_exponent(leastExponent) {}

    /// The value is finite.
    void add(double value);
    /// At most 32 stretches, from the one with the least to the one with the most; both are empty when there was no number.
    void into(std::vector<double> &edges, std::vector<qint64> &counts) const;

private:
    static constexpr std::size_t kKept = 1024;
    void widen(int by);

    std::unordered_map<qint64, qint64> m_counts;  ///< by the stretch's number: it begins at number × 2^m_exponent
    int m_exponent;
};

/// Statistics of a column's values.
///
/// Thread: any, one at a time. Memory: at most 32 MiB for the hashes and some 8 MiB for the frequent values.
class ColumnSummary {
public:
    explicit ColumnSummary(preview::ColumnType type);

    void addEmpty();
    void addInteger(qint64 value);
    void addReal(double value);   ///< a NaN or an infinity is a value, but has no part in mean and histogram
    void addReal(float value);    ///< the same, shown with a float's digits
    /// Text, time, a word for true or false: compared by its bytes. `utf8` as it is shown; only its beginning is kept.
    void addText(QByteArrayView utf8);

    qint64 rows() const { return m_result.rows; }
    preview::ColumnStatistics result(bool whole) const;

private:
    void addNumber(double value);

    preview::ColumnStatistics m_result;  ///< rows and empty, as they are counted
    DistinctCounter m_distinct;
    CommonValues m_common;
    Histogram m_histogram;
    std::optional<qint64> m_leastInteger, m_mostInteger;
    std::optional<double> m_leastReal, m_mostReal;
    bool m_floats = false;
    std::optional<QByteArray> m_leastText, m_mostText;
    qint64 m_numbers = 0;  ///< that mean and deviation (Welford's way) are of
    double m_mean = 0;
    double m_squares = 0;
};

}  // namespace tideline::session::table
