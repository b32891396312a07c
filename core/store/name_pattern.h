// What somebody types to find an entry by its name.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace tideline::store {

/// Words between spaces, all of which a name holds, in any order; a word with '*' or '?' is the shape of the whole name. Case and
/// accents do not count.
///
/// Thread: one at a time: match() keeps a buffer.
class NamePattern {
public:
    /// How well a name fits; the better ones are shown first.
    enum Fit { Whole, Beginning, WordStart, Inside };

    explicit NamePattern(const QString &text);
    /// There is no word: nothing fits.
    bool isEmpty() const { return m_words.isEmpty(); }
    /// nullopt: the name does not fit.
    std::optional<Fit> match(QByteArrayView name) const;

private:
    struct Word {
        QByteArray text;  ///< folded
        bool isShape = false;
    };
    QList<Word> m_words;
    mutable QByteArray m_folded;
};

}  // namespace tideline::store
