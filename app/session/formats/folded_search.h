// Looks for a word in bytes, whatever its case.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <array>

namespace tideline::session::table {

/// Tells quickly that a row does not hold a text, so that only the others are read letter by letter (Horspool's search on folded
/// bytes). The two letters beyond ASCII that fold into it, the long s and the sign of Kelvin, are not looked for.
class FoldedSearch {
public:
    /// `never`: a byte that may stand in a row more often than in the cell, as a quote does; a text with it is always possible.
    FoldedSearch(const QString &text, char never);
    bool mayBeIn(QByteArrayView row) const;

private:
    QByteArray m_word;  ///< in lower case; empty: nothing can be told from the bytes
    std::array<qsizetype, 256> m_shift{};
};

}  // namespace tideline::session::table
