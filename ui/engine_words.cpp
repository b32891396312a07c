#include "ui/engine_words.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <functional>
#include <vector>

namespace tideline::ui {

namespace {
constexpr int kDeepest = 3;        ///< a sentence in a blank of a sentence in a blank
constexpr int kMostKept = 4'096;   ///< translations that are kept at hand
constexpr qsizetype kLongest = 2'000;

QString translated(const char *text, int count = -1)
{
    return QCoreApplication::translate("Engine", text, nullptr, count);
}

/// A sentence with blanks, as a pattern.
struct Pattern {
    const char *text;
    QString begin;  ///< what comes before the first blank: a quick look
    QRegularExpression form;
    QList<int> blanks;  ///< their numbers in order; 0 is %n
    qsizetype letters = 0;

    Pattern(const char *said, const char *shape) : text(said)
    {
        const QString english = QString::fromUtf8(shape);
        QString pattern;
        qsizetype from = 0;
        for (qsizetype at = english.indexOf(u'%'); at >= 0 && at + 1 < english.size(); at = english.indexOf(u'%', from)) {
            const QChar number = english[at + 1];
            if (blanks.isEmpty())
                begin = english.left(at);
            pattern += QRegularExpression::escape(english.sliced(from, at - from));
            pattern += number == u'n' ? u"([0-9][0-9,]*)"_s : u"(.+?)"_s;
            blanks.append(number == u'n' ? 0 : number.digitValue());
            letters += at - from;
            from = at + 2;
        }
        letters += english.size() - from;
        pattern += QRegularExpression::escape(english.sliced(from));
        form = QRegularExpression(QRegularExpression::anchoredPattern(pattern), QRegularExpression::DotMatchesEverythingOption);
    }
};

/// In the language's own digits; what is no number stays. Who wrote no separators wants none: it may be a process, or a year.
QString localNumber(const QString &text)
{
    bool isNumber = false;
    const qint64 value = QString(text).remove(u',').toLongLong(&isNumber);
    QLocale locale;
    if (!text.contains(u','))
        locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return isNumber ? locale.toString(value) : text;
}

class Catalogue {
public:
    Catalogue()
    {
        for (const EngineSentence &sentence : engineSentences()) {
            if (!QByteArrayView(sentence.text).contains('%')) {
                m_whole.insert(QString::fromUtf8(sentence.text), sentence.text);
                continue;
            }
            m_patterns.emplace_back(sentence.text, sentence.text);
            if (sentence.one)
                m_patterns.emplace_back(sentence.text, sentence.one);
        }
        // What says more is the better fit.
        std::ranges::stable_sort(m_patterns, std::ranges::greater(), &Pattern::letters);
    }

    QString translate(const QString &english, int depth) const
    {
        if (const char *whole = m_whole.value(english))
            return translated(whole);
        for (const Pattern &pattern : m_patterns) {
            if (!english.startsWith(pattern.begin))
                continue;
            if (const auto match = pattern.form.match(english); match.hasMatch())
                return filled(pattern, match, depth);
        }
        return {};
    }

private:
    QString filled(const Pattern &pattern, const QRegularExpressionMatch &match, int depth) const
    {
        int count = -1;
        QStringList blanks(10);
        for (qsizetype i = 0; i < pattern.blanks.size(); ++i) {
            QString held = match.captured(int(i) + 1);
            if (pattern.blanks[i] == 0) {
                count = held.remove(u',').toInt();
                continue;
            }
            const QString words = depth < kDeepest ? translate(held, depth + 1) : QString();
            blanks[pattern.blanks[i]] = words.isEmpty() ? localNumber(held) : words;
        }
        QString text = translated(pattern.text, count);
        // In one go: what a blank holds may look like a blank.
        QString filled;
        for (qsizetype i = 0; i < text.size(); ++i) {
            const int blank = text[i] == u'%' && i + 1 < text.size() ? text[i + 1].digitValue() : -1;
            filled += blank > 0 ? blanks[blank] : QString(text[i]);
            i += blank > 0 ? 1 : 0;
        }
        return filled;
    }

    QHash<QString, const char *> m_whole;
    std::vector<Pattern> m_patterns;
};

const Catalogue &catalogue()
{
    static const Catalogue all;
    return all;
}

/// Nobody translates: the program is in English, and needs no look.
bool isEnglish()
{
    return translated("Up to date") == u"Up to date";
}

QString lookUp(const QString &english)
{
    if (std::ranges::all_of(english, [](QChar letter) { return letter >= u'0' && letter <= u'9'; }))
        return localNumber(english);
    if (const QString whole = catalogue().translate(english, 0); !whole.isEmpty())
        return whole;
    // Some places leave the stop away, so that the sentence may stand in another.
    if (QString closed = catalogue().translate(english + u'.', 0); !closed.isEmpty()) {
        closed.chop(closed.endsWith(u'.') ? 1 : 0);
        return closed;
    }
    // Two sentences, one after the other.
    for (qsizetype stop = english.indexOf(u". "); stop >= 0; stop = english.indexOf(u". ", stop + 1)) {
        const QString first = catalogue().translate(english.left(stop + 1), 0);
        if (!first.isEmpty())
            return u"%1 %2"_s.arg(first, lookUp(english.sliced(stop + 2)));
        // The window's own words may stand before the engine's.
        if (const QString rest = catalogue().translate(english.sliced(stop + 2), 0); !rest.isEmpty())
            return u"%1 %2"_s.arg(english.left(stop + 1), rest);
    }
    return english;
}

bool isSentence(QStringView key)
{
    return key == u"what" || key == u"mend" || key == u"text" || key == u"overall_text" || key == u"why" || key == u"policy_trouble" || key == u"guard_reason";
}

QJsonValue valueInLanguage(const QJsonValue &value, QStringView key)
{
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (it.value().isString() ? isSentence(it.key()) : it.value().isObject() || it.value().isArray())
                it.value() = valueInLanguage(it.value(), it.key());
        }
        return object;
    }
    if (value.isArray()) {
        QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i) {
            if (array.at(i).isObject() || array.at(i).isArray())
                array[i] = valueInLanguage(array.at(i), key);
        }
        return array;
    }
    return value.isString() ? QJsonValue(inLanguage(value.toString())) : value;
}
}  // namespace

QString inLanguage(const QString &english)
{
    if (english.isEmpty() || english.size() > kLongest || isEnglish())
        return english;
    static QHash<QString, QString> kept;
    static QString keptFor;
    const QString language = translated("Up to date");
    if (keptFor != language || kept.size() > kMostKept)
        kept.clear();
    keptFor = language;
    auto it = kept.constFind(english);
    if (it == kept.constEnd())
        it = kept.insert(english, lookUp(english));
    return *it;
}

Error inLanguage(Error error)
{
    error.what = inLanguage(error.what);
    error.mend = inLanguage(error.mend);
    return error;
}

QJsonObject inLanguage(const QJsonObject &said)
{
    return isEnglish() ? said : valueInLanguage(said, {}).toObject();
}

}  // namespace tideline::ui
