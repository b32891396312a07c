#include "app/session/difference/word_spans.h"

#include "app/session/difference/shown_changes.h"

#include <QHash>

namespace tideline::session {

namespace {

using merge::Change;
using preview::Span;
using preview::Style;

constexpr std::size_t kMaxTokens = 20'000;
constexpr int kMaxEdits = 500;
constexpr std::size_t kMaxSpans = 100'000;  ///< of a whole text

/// A stretch as words, runs of blanks, and single signs.
struct Tokens {
    std::vector<qint32> numbers;
    std::vector<int> ends;  ///< of each, in the stretch
    int beginOf(qint32 token) const { return token == 0 ? 0 : ends[std::size_t(token) - 1]; }
};

bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c.isSurrogate() || c.isMark();
}

bool isBlank(QChar c)
{
    return c.isSpace() && c != u'\n';
}

qsizetype tokenEnd(QStringView text, qsizetype at)
{
    const auto runOf = [&](bool (*is)(QChar)) {
        while (at < text.size() && is(text[at]))
            ++at;
        return at;
    };
    if (isWord(text[at]))
        return runOf(isWord);
    return isBlank(text[at]) ? runOf(isBlank) : at + 1;
}

/// False: too many.
bool cut(QStringView text, QHash<QStringView, qint32> &known, Tokens &tokens)
{
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = tokenEnd(text, at);
        const QStringView token = text.sliced(at, end - at);
        auto found = known.constFind(token);
        if (found == known.cend())
            found = known.insert(token, qint32(known.size()));
        tokens.numbers.push_back(*found);
        tokens.ends.push_back(int(end));
        if (tokens.numbers.size() > kMaxTokens)
            return false;
        at = end;
    }
    return true;
}

/// How many characters of the stretch, blanks not counted, are in no change; and how many there are.
std::pair<int, int> keptOf(QStringView text, const Tokens &tokens, const std::vector<Change> &changes)
{
    int all = 0;
    int gone = 0;
    const auto seen = [&](int begin, int end) {
        int count = 0;
        for (const QChar c : text.sliced(begin, end - begin))
            count += !c.isSpace();
        return count;
    };
    all = seen(0, int(text.size()));
    for (const Change &change : changes)
        gone += seen(tokens.beginOf(change.baseBegin), tokens.beginOf(change.baseEnd));
    return {all - gone, all};
}

void add(std::vector<Span> &spans, int origin, int begin, int end, Style style)
{
    if (end > begin && spans.size() < kMaxSpans)
        spans.push_back({origin + begin, end - begin, style});
}

}  // namespace

void addWordSpans(Stretch older, Stretch newer, merge::Budget &budget, std::vector<Span> *olderSpans, std::vector<Span> &newerSpans)
{
    QHash<QStringView, qint32> known;
    Tokens a, b;
    if (!budget.spend(older.text.size() + newer.text.size()) || !cut(older.text, known, a) || !cut(newer.text, known, b))
        return;
    bool isExact = true;
    const std::vector<Change> changes = shownChanges(a.numbers, b.numbers, qint32(known.size()), kMaxEdits, budget, isExact);
    const auto [kept, all] = keptOf(older.text, a, changes);
    if (!isExact || kept * 4 < all)
        return;
    for (const Change &change : changes) {
        if (olderSpans != nullptr)
            add(*olderSpans, older.begin, a.beginOf(change.baseBegin), a.beginOf(change.baseEnd), Style::Removed);
        add(newerSpans, newer.begin, b.beginOf(change.sideBegin), b.beginOf(change.sideEnd), Style::Added);
    }
}

}  // namespace tideline::session
