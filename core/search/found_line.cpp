#include "core/search/found_line.h"

#include "core/store/listing_order.h"

#include <algorithm>

namespace tideline::search {

namespace {

using Term = store::TextQuery::Term;

constexpr qsizetype kMostUnits = 240;
constexpr qsizetype kBefore = 60;          ///< what is shown of a long line before the first mark
constexpr qsizetype kMostLineBytes = 64 << 10;  ///< of a longer line the beginning is looked at
constexpr std::size_t kMostMarks = 50;

struct Seen {
    int terms = 0;
    std::vector<Mark> marks;
};

bool holds(const Term &term, std::size_t word, const std::vector<QByteArray> &folded)
{
    const auto count = std::size_t(term.words.size());
    if (word + count > folded.size())
        return false;
    for (std::size_t i = 0; i < count; ++i) {
        const QByteArray &wanted = term.words[qsizetype(i)];
        const bool mayGoOn = term.isPrefix && i + 1 == count;
        if (mayGoOn ? !folded[word + i].startsWith(wanted) : folded[word + i] != wanted)
            return false;
    }
    return true;
}

/// Which of the terms a line holds, and where.
Seen look(const QString &line, const QList<Term> &terms)
{
    std::vector<store::TextWord> words;
    std::vector<QByteArray> folded;
    store::forEachWord(line, [&](store::TextWord word) {
        words.push_back(word);
        folded.push_back(store::foldedWord(QStringView(line).sliced(word.begin, word.size)));
        return true;
    });
    Seen seen;
    for (const Term &term : terms) {
        bool isThere = false;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (!holds(term, i, folded))
                continue;
            isThere = true;
            const store::TextWord &last = words[i + std::size_t(term.words.size()) - 1];
            if (seen.marks.size() < kMostMarks)
                seen.marks.push_back({words[i].begin, last.begin + last.size - words[i].begin});
        }
        seen.terms += isThere ? 1 : 0;
    }
    std::ranges::sort(seen.marks, {}, &Mark::begin);
    return seen;
}

bool isSafe(QChar unit)
{
    const char16_t code = unit.unicode();
    return code >= 0x20 && !(code >= 0x7f && code < 0xa0) && code != 0x2028 && code != 0x2029 && !(code >= 0x202a && code <= 0x202e)
           && !(code >= 0x2066 && code <= 0x2069) && code != 0x200e && code != 0x200f && code != 0xfeff;
}

/// The stretch of a line that is shown, with its marks in it.
void cutOut(const QString &line, const std::vector<Mark> &marks, FoundLine &found)
{
    qsizetype begin = 0, end = line.size();
    while (begin < end && line[begin].isSpace())
        ++begin;
    while (end > begin && line[end - 1].isSpace())
        --end;
    const qsizetype first = marks.empty() ? begin : marks.front().begin;
    const bool isCut = end - begin > kMostUnits && first - begin > kMostUnits / 2;
    if (isCut)
        begin = first - kBefore;
    if (isCut && line[begin].isLowSurrogate())
        ++begin;
    const bool goesOn = end - begin > kMostUnits;
    if (goesOn)
        end = begin + kMostUnits;
    if (goesOn && line[end - 1].isHighSurrogate())
        --end;
    found.text = (isCut ? u"…"_s : QString()) + line.sliced(begin, end - begin) + (goesOn ? u"…"_s : QString());
    for (QChar &unit : found.text) {
        if (unit == u'\t')
            unit = u' ';
        else if (!isSafe(unit))
            unit = QChar::ReplacementCharacter;
    }
    const qsizetype shift = (isCut ? 1 : 0) - begin;
    qsizetype after = 0;  // marks do not overlap
    for (const Mark &mark : marks) {
        const qsizetype from = std::max(mark.begin, after), to = std::min(mark.begin + mark.size, end);
        if (from >= to || from < begin)
            continue;
        found.marks.push_back({from + shift, to - from});
        after = to;
    }
}

std::optional<FoundLine> bestLine(const std::vector<Passage> &passages, const QList<Term> &terms)
{
    FoundLine best;
    QString bestText;
    Seen bestSeen;
    for (const Passage &passage : passages) {
        qint64 number = 0;
        for (qsizetype at = 0; at < passage.text.size();) {
            const qsizetype newline = passage.text.indexOf('\n', at);
            const qsizetype end = newline < 0 ? passage.text.size() : newline;
            const QByteArrayView bytes = QByteArrayView(passage.text).sliced(at, std::min(end - at, kMostLineBytes));
            at = end + 1;
            ++number;
            const QByteArray folded = store::foldedName(bytes);  // most lines hold nothing, and this is soon seen
            if (std::ranges::none_of(terms, [&](const Term &term) { return folded.contains(term.words.front()); }))
                continue;
            const QString line = QString::fromUtf8(bytes);
            Seen seen = look(line, terms);
            if (seen.terms <= bestSeen.terms)
                continue;
            bestSeen = std::move(seen);
            bestText = line;
            best.number = number;
            best.cell = passage.cell;
            best.isOutput = passage.isOutput;
            if (bestSeen.terms == terms.size())
                break;
        }
        if (bestSeen.terms == terms.size())
            break;
    }
    if (bestSeen.terms == 0)
        return std::nullopt;
    cutOut(bestText, bestSeen.marks, best);
    return best;
}

}  // namespace

std::optional<FoundLine> findLine(const std::vector<Passage> &passages, const store::TextQuery &query)
{
    if (auto found = bestLine(passages, query.terms()))
        return found;
    // Words that stand one behind the other may have a line's end between them.
    QList<Term> single;
    for (const Term &term : query.terms()) {
        for (const QByteArray &word : term.words)
            single.append({{word}, term.isPrefix && &word == &term.words.back()});
    }
    return bestLine(passages, single);
}

}  // namespace tideline::search
