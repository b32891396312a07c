// Walks over JSON without building anything of it.
#pragma once

#include <QByteArrayView>
#include <QString>

namespace tideline::session {

/// A place in a JSON document that moves forward only. A preview wants a few values of a large document, and of a document
/// that other readers would refuse (NaN, a comma too many, a key twice): so nothing is kept but the place, and only what
/// would make the structure doubtful is an error. What the strict reader of core/merge is for, it is not.
///
/// Thread:    any, one at a time.
/// Ownership: borrows the bytes.
/// Invariant: once broken, always broken; all that asks for more then says "no more".
class JsonCursor {
public:
    explicit JsonCursor(QByteArrayView bytes, int maxDepth = 256) : m_bytes(bytes), m_maxDepth(maxDepth) {}

    /// The first byte of the value that is next: '{', '[', '"', a letter or a digit; 0 at the end.
    char peek();
    /// Passes an opening bracket; false when something else is next.
    bool enter(char open);
    /// In an object: whether there is another member; its key was passed, its value is next. False at the end, which was passed.
    bool nextMember(QString &key);
    /// In an array: whether there is another item, which is next. False at the end, which was passed.
    bool nextItem();
    /// Passes the next value, and gives its bytes; empty when it is broken.
    QByteArrayView skip();

    bool isBroken() const { return m_why != nullptr; }
    /// Broken because the bytes end too early.
    bool isCutShort() const { return isBroken() && m_at >= m_bytes.size(); }
    bool isTooDeep() const { return m_isTooDeep; }
    /// What is wrong, as the end of a sentence: "a string has no end".
    QString why() const { return QString::fromLatin1(m_why == nullptr ? "" : m_why); }
    qsizetype at() const { return m_at; }

private:
    void skipSpace();
    bool skipString();
    bool skipWord();
    bool fail(const char *why);
    bool nextUnless(char close);

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    int m_maxDepth;
    const char *m_why = nullptr;
    bool m_isTooDeep = false;
};

/// What a string means, from its bytes with their quotes; empty for any other value. Broken escapes and broken UTF-8 become
/// U+FFFD. At most about `maxBytes` of its bytes are looked at; `left` is raised by how many were not.
QString decodedString(QByteArrayView token, qsizetype maxBytes, qsizetype &left);
/// A text as notebooks store it: a string, or an array of strings that belong together. Anything else is empty.
QString joinedText(QByteArrayView value, qsizetype maxBytes, qsizetype &left);
/// The same, whole, for short things: at most 64 KiB.
QString shortText(QByteArrayView value);
/// The value with one member or item a line, two spaces a level; what follows after `maxUnits` is left out ("…").
QString prettyJson(QByteArrayView value, qsizetype maxUnits);

/// The value without the space between its parts.
QByteArray compactJson(QByteArrayView value);

/// The value of a member; empty when there is none, or `object` is none.
QByteArrayView member(QByteArrayView object, QStringView key);

/// Calls visit(key, value) for the members of an object, and nothing for another value.
template <typename Visit>
void forEachMember(QByteArrayView object, const Visit &visit)
{
    JsonCursor cursor(object);
    QString key;
    for (bool more = cursor.enter('{') && cursor.nextMember(key); more; more = cursor.nextMember(key)) {
        const QByteArrayView value = cursor.skip();
        if (!cursor.isBroken())
            visit(key, value);
    }
}

/// Calls visit(item) for the items of an array, and nothing for another value.
template <typename Visit>
void forEachItem(QByteArrayView array, const Visit &visit)
{
    JsonCursor cursor(array);
    for (bool more = cursor.enter('[') && cursor.nextItem(); more; more = cursor.nextItem()) {
        const QByteArrayView item = cursor.skip();
        if (!cursor.isBroken())
            visit(item);
    }
}

}  // namespace tideline::session
