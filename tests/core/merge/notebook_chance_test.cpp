// Random notebooks, merged and compared with the merge that the rules give when they are spelt out the long way.
#include "core/merge/notebook_merge.h"
#include "tests/core/merge/merge_chance.h"
#include "tests/core/merge/notebook_text.h"

#include <QTest>

#include <algorithm>
#include <bit>
#include <optional>
#include <tuple>

using namespace tideline;
using namespace tideline::merge;
using namespace tideline::test;

namespace {

// ---- chance ----

/// One side at work. All lines of all sides are different, so each can be followed.
class Author {
public:
    Author(Random &random, const char *name) : m_random(random), m_name(name) {}

    TestNotebook write()
    {
        TestNotebook notebook;
        for (quint64 i = m_random.below(7); i > 0; --i)
            notebook.cells.push_back(newCell());
        notebook.metadata = {{"author", "0"}, {"signature", "0"}, {"title", "0"}};
        return notebook;
    }

    TestNotebook edit(TestNotebook notebook)
    {
        const quint64 rate = 1 + m_random.below(10);
        const auto chance = [&](quint64 of) { return m_random.below(rate * of) == 0; };
        std::vector<TestCell> cells;
        for (TestCell &cell : notebook.cells) {
            if (chance(1))
                cells.push_back(newCell());
            if (chance(3))
                continue;
            if (chance(1))
                editSource(cell);
            if (chance(1))
                run(cell);
            if (chance(2))
                cell.metadata[m_random.below(2) == 0 ? "tag" : "scrolled"] = word();
            if (chance(3))
                cell.metadata.remove("tag");
            if (chance(8))
                setType(cell, '#');
            cells.push_back(cell);
        }
        if (chance(1))
            cells.push_back(newCell());
        if (chance(2) && cells.size() > 1) {
            const auto at = cells.begin() + qsizetype(m_random.below(cells.size()));
            const TestCell moved = *at;
            cells.erase(at);
            cells.insert(cells.begin() + qsizetype(m_random.below(cells.size() + 1)), moved);
        }
        notebook.cells = cells;
        for (const char *key : {"author", "signature", "title"}) {
            if (chance(3))
                notebook.metadata[key] = word();
        }
        return notebook;
    }

private:
    QByteArray word() { return m_name + QByteArray::number(++m_words); }
    TestCell newCell()
    {
        TestCell cell;
        cell.id = word();
        cell.type = m_random.below(4) == 0 ? '#' : '=';
        for (quint64 i = m_random.below(5) + 1; i > 0; --i)
            cell.source += word() + (i > 1 ? "\n" : "");
        if (m_random.below(2) == 0)
            run(cell);
        if (m_random.below(3) == 0)
            cell.metadata["tag"] = word();
        return cell;
    }
    void editSource(TestCell &cell)
    {
        QByteArrayList lines = cell.source.isEmpty() ? QByteArrayList() : cell.source.split('\n');
        for (quint64 i = m_random.below(3) + 1; i > 0; --i) {
            const qsizetype at = qsizetype(m_random.below(quint64(lines.size()) + 1));
            const quint64 what = m_random.below(3);
            if (what < 2)
                lines.insert(at, word());
            if (what > 0 && at + 1 < lines.size())
                lines.removeAt(at + 1);
        }
        cell.source = lines.join('\n');
    }
    void run(TestCell &cell)
    {
        if (cell.type != '=')
            return;
        cell.output = m_random.below(4) == 0 ? QByteArray() : word();
        cell.count = QByteArray::number(++m_words);
        cell.metadata["execution"] = word();
    }
    void setType(TestCell &cell, char type)
    {
        cell.type = type;
        cell.output.clear();
        cell.count.clear();
        cell.metadata.remove("execution");
    }

    Random &m_random;
    QByteArray m_name;
    int m_words = 0;
};

// ---- the rules, the long way ----

using Metadata = QMap<QByteArray, QByteArray>;

bool isMachineKey(const QByteArray &key)
{
    return key == "scrolled" || key == "signature";
}

std::optional<Metadata> mergeMetadata(const Metadata &base, const Metadata &ours, const Metadata &theirs)
{
    Metadata merged;
    Metadata all = ours;
    all.insert(theirs);
    for (const QByteArray &key : all.keys()) {
        const QByteArray b = base.value(key);  // null: absent
        const QByteArray o = ours.value(key);
        const QByteArray t = theirs.value(key);
        if (o != b && t != b && o != t && !isMachineKey(key))
            return std::nullopt;
        const QByteArray value = o == b || (t != b && o != t) ? t : o;
        if (!value.isNull())
            merged[key] = value;
    }
    return merged;
}

/// Lines are all different and keep their order, so those in common are those that were kept.
std::optional<QByteArray> mergeSource(const QByteArray &base, const QByteArray &ours, const QByteArray &theirs)
{
    const auto linesOf = [](const QByteArray &source) { return source.isEmpty() ? QByteArrayList() : source.split('\n'); };
    const QByteArrayList b = linesOf(base);
    const QByteArrayList o = linesOf(ours);
    const QByteArrayList t = linesOf(theirs);
    QByteArrayList merged;
    qsizetype i = 0;
    qsizetype j = 0;
    qsizetype k = 0;
    for (qsizetype next = 0; next <= b.size(); ++next) {
        const bool atEnd = next == b.size();
        const qsizetype inOurs = atEnd ? o.size() : o.indexOf(b[next]);
        const qsizetype inTheirs = atEnd ? t.size() : t.indexOf(b[next]);
        if (inOurs < 0 || inTheirs < 0)
            continue;
        const QByteArrayList piece = b.mid(i, next - i);
        const QByteArrayList ourPiece = o.mid(j, inOurs - j);
        const QByteArrayList theirPiece = t.mid(k, inTheirs - k);
        if (ourPiece != piece && theirPiece != piece && ourPiece != theirPiece)
            return std::nullopt;
        merged += ourPiece == piece ? theirPiece : ourPiece;
        if (!atEnd)
            merged.append(b[next]);
        i = next + 1;
        j = inOurs + 1;
        k = inTheirs + 1;
    }
    return merged.join('\n');
}

std::tuple<QByteArray, QByteArray, QByteArray> runOf(const TestCell &cell)
{
    return {cell.output, cell.count, cell.metadata.value("execution")};
}

Metadata withoutRun(const TestCell &cell)
{
    Metadata metadata = cell.metadata;
    metadata.remove("execution");
    return metadata;
}

bool isEdited(const TestCell &base, const TestCell &side)
{
    Metadata a = withoutRun(base);
    Metadata b = withoutRun(side);
    a.remove("scrolled");
    b.remove("scrolled");
    return base.source != side.source || base.type != side.type || a != b;
}

std::optional<TestCell> mergeCell(const TestCell &base, const TestCell &ours, const TestCell &theirs)
{
    const std::optional<QByteArray> source = mergeSource(base.source, ours.source, theirs.source);
    const std::optional<Metadata> metadata = mergeMetadata(withoutRun(base), withoutRun(ours), withoutRun(theirs));
    if (!source || !metadata)
        return std::nullopt;
    TestCell cell;
    cell.id = base.id;
    cell.type = ours.type == base.type ? theirs.type : ours.type;
    cell.source = *source;
    cell.metadata = *metadata;
    const auto fits = [&](const TestCell &side) { return side.source == cell.source && side.type == cell.type; };
    const TestCell *run = fits(theirs) ? &theirs : fits(ours) ? &ours : nullptr;
    if (fits(theirs) && fits(ours) && runOf(theirs) == runOf(base))
        run = &ours;
    if (run != nullptr) {
        cell.output = run->output;
        cell.count = run->count;
        if (run->metadata.contains("execution"))
            cell.metadata["execution"] = run->metadata["execution"];
    }
    return cell;
}

const TestCell *find(const TestNotebook &notebook, const QByteArray &id)
{
    const auto found = std::ranges::find(notebook.cells, id, &TestCell::id);
    return found == notebook.cells.end() ? nullptr : &*found;
}

/// The ids of the cells for which `isWanted`, in their order.
QByteArrayList idsOf(const TestNotebook &notebook, const auto &isWanted)
{
    QByteArrayList ids;
    for (const TestCell &cell : notebook.cells) {
        if (isWanted(cell.id))
            ids.append(cell.id);
    }
    return ids;
}

/// Whether no longest part of `order` that stands in the base's order, too, has `id`. By trying all parts.
bool surelyMoved(const QByteArrayList &order, const QByteArrayList &inBase, const QByteArray &id)
{
    qsizetype longest = 0;
    qsizetype longestWithId = 0;
    for (quint64 part = 0; part < (quint64(1) << order.size()); ++part) {
        qsizetype last = -1;
        bool grows = true;
        bool hasId = false;
        for (qsizetype i = 0; i < order.size() && grows; ++i) {
            if ((part >> i & 1) == 0)
                continue;
            grows = inBase.indexOf(order[i]) > last;
            last = inBase.indexOf(order[i]);
            hasId |= order[i] == id;
        }
        const qsizetype size = grows ? qsizetype(std::popcount(part)) : 0;
        longest = std::max(longest, size);
        longestWithId = std::max(longestWithId, hasId ? size : 0);
    }
    return longestWithId < longest;
}

std::optional<TestNotebook> expectedMerge(const TestNotebook &base, const TestNotebook &ours, const TestNotebook &theirs)
{
    const auto isBase = [&](const QByteArray &id) { return find(base, id) != nullptr; };
    const auto isKept = [&](const QByteArray &id) { return isBase(id) && find(ours, id) != nullptr && find(theirs, id) != nullptr; };
    const QByteArrayList inBase = idsOf(base, isBase);
    for (const auto &[deleting, other] : {std::pair(&ours, &theirs), std::pair(&theirs, &ours)}) {
        for (const TestCell &cell : base.cells) {
            const TestCell *edited = find(*other, cell.id);
            if (find(*deleting, cell.id) == nullptr && edited != nullptr
                && (isEdited(cell, *edited) || surelyMoved(idsOf(*other, isBase), inBase, cell.id)))
                return std::nullopt;
        }
    }
    const QByteArrayList order = idsOf(base, isKept);
    const QByteArrayList ourOrder = idsOf(ours, isKept);
    const QByteArrayList theirOrder = idsOf(theirs, isKept);
    if (ourOrder != order && theirOrder != order && ourOrder != theirOrder)
        return std::nullopt;

    TestNotebook merged;
    const auto appendAdded = [&](const TestNotebook &side, const QByteArray &behind) {
        QByteArray last;
        for (const TestCell &cell : side.cells) {
            if (!isBase(cell.id) && last == behind)
                merged.cells.push_back(cell);
            if (isKept(cell.id))
                last = cell.id;
        }
    };
    appendAdded(theirs, {});
    appendAdded(ours, {});
    for (const QByteArray &id : ourOrder != order ? ourOrder : theirOrder) {
        const std::optional<TestCell> cell = mergeCell(*find(base, id), *find(ours, id), *find(theirs, id));
        if (!cell)
            return std::nullopt;
        merged.cells.push_back(*cell);
        appendAdded(theirs, id);
        appendAdded(ours, id);
    }
    const std::optional<Metadata> metadata = mergeMetadata(base.metadata, ours.metadata, theirs.metadata);
    if (!metadata)
        return std::nullopt;
    merged.metadata = *metadata;
    return merged;
}

/// All lines of all sources, sorted.
QByteArrayList allLines(const TestNotebook &notebook)
{
    QByteArrayList lines;
    for (const TestCell &cell : notebook.cells)
        lines += cell.source.split('\n');
    lines.removeAll(QByteArray());
    std::ranges::sort(lines);
    return lines;
}

QByteArray mergeInWords(const QByteArray &base, const QByteArray &ours, const QByteArray &theirs)
{
    const Outcome outcome = mergeNotebook(base, ours, theirs);
    const Merged *merged = std::get_if<Merged>(&outcome);
    if (merged != nullptr)
        return merged->bytes;
    return std::holds_alternative<Conflict>(outcome) ? "conflict" : "too large";
}

}  // namespace

class NotebookChanceTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aMergeIsWhatTheRulesSay()
    {
        SeededRandom random(mergeSeed());
        int clean = 0;
        int ofBoth = 0;
        for (int round = 0; round < 30'000; ++round) {
            const TestNotebook base = Author(random, "b").write();
            const TestNotebook ours = Author(random, "o").edit(base);
            const TestNotebook theirs = Author(random, "t").edit(base);
            const QByteArray b = base.toBytes();
            const QByteArray o = ours.toBytes();
            const QByteArray t = theirs.toBytes();
            const QByteArray merged = mergeInWords(b, o, t);
            const std::optional<TestNotebook> rules = expectedMerge(base, ours, theirs);
            const QByteArray expected = rules ? rules->toBytes() : QByteArray("conflict");
            QVERIFY2(merged == expected, "base:\n" + b + "ours:\n" + o + "theirs:\n" + t + "merged:\n" + merged + "expected:\n" + expected);
            QCOMPARE(mergeInWords(b, o, b), o);
            QCOMPARE(mergeInWords(b, b, o), o);
            QCOMPARE(mergeInWords(b, o, o), o);
            clean += rules.has_value();
            ofBoth += rules.has_value() && merged != o && merged != t;
        }
        qInfo("%d of 30000 clean, %d of them with edits of both", clean, ofBoth);
        QVERIFY(ofBoth > 10'000);
    }

    void withoutIdsNoLineIsLostOrDoubled_data()
    {
        QTest::addColumn<bool>("ids");
        QTest::newRow("no cell has an id") << false;
        QTest::newRow("our tool made all ids anew") << true;
    }
    void withoutIdsNoLineIsLostOrDoubled()
    {
        QFETCH(bool, ids);
        SeededRandom random(mergeSeed());
        int clean = 0;
        int kept = 0;
        int removed = 0;
        for (int round = 0; round < 10'000; ++round) {
            TestNotebook base = Author(random, "b").write();
            TestNotebook ours = Author(random, "o").edit(base);
            TestNotebook theirs = Author(random, "t").edit(base);
            for (TestNotebook *notebook : {&base, &ours, &theirs}) {
                notebook->minor = ids ? 5 : 4;
                for (TestCell &cell : notebook->cells)
                    cell.id = !ids ? QByteArray() : notebook == &ours ? "new" + cell.id : cell.id;
            }
            const QByteArray b = base.toBytes();
            const QByteArray o = ours.toBytes();
            const QByteArray t = theirs.toBytes();
            const QByteArray merged = mergeInWords(b, o, t);
            if (merged == "conflict")
                continue;
            ++clean;
            const std::optional<TestNotebook> notebook = TestNotebook::fromBytes(merged);
            QVERIFY2(notebook, merged);
            // What a side added and what both kept is there once. What one side removed may stay, in a cell that the other
            // rewrote beyond recognition: to keep too much loses nothing.
            QByteArray wrong;
            const QByteArrayList lines = allLines(*notebook);
            const QByteArrayList inBase = allLines(base);
            const QByteArrayList inOurs = allLines(ours);
            const QByteArrayList inTheirs = allLines(theirs);
            for (const QByteArray &line : inBase + inOurs + inTheirs) {
                const bool wanted = !inBase.contains(line) || (inOurs.contains(line) && inTheirs.contains(line));
                const bool possible = inOurs.contains(line) || inTheirs.contains(line);
                const qsizetype count = lines.count(line);
                if (count > 1 || (count == 0 && wanted) || (count == 1 && !possible))
                    wrong = line;
                kept += count == 1 && !wanted;
                removed += count == 0;
            }
            QVERIFY2(wrong.isEmpty(), wrong + "\nbase:\n" + b + "ours:\n" + o + "theirs:\n" + t + "merged:\n" + merged);
        }
        qInfo("%d of 10000 clean; of the lines that one side removed %d are gone, %d stay", clean, removed, kept);
        QVERIFY(kept < removed / 10);
        QVERIFY(clean > 2'000);
    }
};

QTEST_GUILESS_MAIN(NotebookChanceTest)
#include "notebook_chance_test.moc"
