// What a run did: a hash over every call that crossed a simulated interface, a story for people, and counts.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstring>
#include <map>

namespace tideline::sim {

/// Invariant: hash() is a function of the seed, and of how much is printed. No address, wall clock or hash order may reach it.
class Trace {
public:
    /// How much is printed: nothing, what happened, or every call as well.
    enum class Print { Nothing, Story, Calls };
    explicit Trace(Print print = Print::Nothing) : m_print(print) {}

    void mix(quint64 value)
    {
        m_hash = (m_hash ^ value) * 0x9fb21c651e98df25ULL;
        m_hash ^= m_hash >> 32;
    }
    void mix(QByteArrayView bytes)
    {
        const char *at = bytes.data();
        qsizetype left = bytes.size();
        mix(quint64(left));
        for (; left >= 8; at += 8, left -= 8) {
            quint64 word = 0;
            std::memcpy(&word, at, 8);
            mix(word);
        }
        if (left > 0) {
            quint64 word = 0;
            std::memcpy(&word, at, std::size_t(left));
            mix(word);
        }
    }
    quint64 hash() const { return m_hash; }

    /// One line about something that a person following the run wants to know.
    void tell(qint64 nowNs, QByteArrayView who, const QByteArray &line)
    {
        mix(line);
        if (m_print != Print::Nothing)
            print(nowNs, who, line);
    }
    void call(qint64 nowNs, QByteArrayView who, const char *what, QByteArrayView detail)
    {
        mix(QByteArrayView(what));
        mix(detail);
        if (m_print == Print::Calls)
            print(nowNs, who, "  . " + QByteArray::number(m_hash & 0xffff, 16) + ' ' + what + ' ' + readable(detail));
    }
    bool tells() const { return m_print != Print::Nothing; }

    void count(const char *what, qint64 by = 1) { m_counts[what] += by; }
    const std::map<QByteArray, qint64> &counts() const { return m_counts; }

private:
    static QByteArray readable(QByteArrayView detail);
    static void print(qint64 nowNs, QByteArrayView who, const QByteArray &line);
    quint64 m_hash = 0xcbf29ce484222325ULL;
    Print m_print;
    std::map<QByteArray, qint64> m_counts;
};

}  // namespace tideline::sim
