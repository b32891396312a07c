// What somebody types to find a file by the words in it.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringView>

#include <functional>

namespace tideline::store {

/// A run of letters and digits, as the index cuts a text into words, too. Case and accents do not count.
struct TextWord {
    qsizetype begin = 0;  ///< in the text, in UTF-16 units
    qsizetype size = 0;
};

/// Calls `visit` with each word of a text, in order, until it returns false.
void forEachWord(QStringView text, const std::function<bool(TextWord)> &visit);
/// What a word is compared by: foldedName().
QByteArray foldedWord(QStringView word);

/// Words that a file holds, all of them, in any order; "in quotes" they stand one behind the other. The last word, unless it is in
/// quotes or a single sign, is the beginning of one. Nothing else has a meaning: "AND", "*", "(" are what they are in the text.
///
/// Plain value.
class TextQuery {
public:
    /// Words that stand one behind the other; of what a person writes without a space, "train_loss", there may be two.
    struct Term {
        QList<QByteArray> words;  ///< folded, at least one
        bool isPrefix = false;    ///< the last of them is a beginning
    };

    explicit TextQuery(const QString &text);
    /// There is no word: nothing fits.
    bool isEmpty() const { return m_terms.isEmpty(); }
    const QList<Term> &terms() const { return m_terms; }
    /// As FTS5 reads it: each word quoted, so that nothing that was typed is taken for syntax.
    QByteArray expression() const;

private:
    void add(QStringView text, bool isQuoted, bool isLast);
    QList<Term> m_terms;
};

}  // namespace tideline::store
