#include "core/merge/notebook_merge.h"

#include "core/merge/cell_matching.h"
#include "core/merge/cell_merge.h"
#include "core/merge/increasing.h"
#include "core/merge/json_writer.h"
#include "core/merge/key_merge.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace tideline::merge {

namespace {

constexpr std::array<QStringView, 3> kVersions{u"The common version", u"Our version", u"Their version"};
constexpr int kMinorWithIds = 5;

/// One side's cells beside the base's.
struct Side {
    const Notebook &notebook;
    std::vector<int> places;              ///< of the base's cells; -1: deleted
    std::vector<int> origins;             ///< of the side's cells: the base's; -1: added
    QHash<int, std::vector<int>> added;   ///< cells, by the kept cell of the base that they follow; -1: the beginning
    std::vector<int> order;               ///< the base's kept cells as this side has them
};

class Merge {
public:
    Merge(const Notebook &base, const Notebook &ours, const Notebook &theirs, const Limits &limits, Budget &budget)
        : m_base(base), m_ours{ours, {}, {}, {}, {}}, m_theirs{theirs, {}, {}, {}, {}}, m_limits(limits), m_budget(budget)
    {
    }

    /// The merged notebook; nullopt with stopped() otherwise.
    std::optional<JsonValue> run();
    const Outcome &stopped() const { return m_stopped; }

private:
    bool stop(Outcome why)
    {
        m_stopped = std::move(why);
        return false;
    }
    bool match(Side &side);
    bool checkDeleted(const Side &deleting, const Side &other);
    bool checkRewritten();
    void takeOrder(Side &side);
    bool mergeCells();
    bool appendAdded(int behind);
    int mergedMinor() const;
    bool checkIds();
    std::optional<JsonValue> mergeRoot();

    const Notebook &m_base;
    Side m_ours;
    Side m_theirs;
    const Limits &m_limits;
    Budget &m_budget;
    JsonValue m_cells = JsonValue::array();
    Outcome m_stopped;
};

bool Merge::match(Side &side)
{
    std::optional<std::vector<int>> places = matchCells(m_base.cells, side.notebook.cells, m_budget);
    if (!places)
        return stop(TooLarge{u"The notebooks differ in too many cells."_s});
    side.places = *std::move(places);
    side.origins.assign(side.notebook.cells.size(), -1);
    for (std::size_t i = 0; i < side.places.size(); ++i) {
        if (side.places[i] >= 0)
            side.origins[std::size_t(side.places[i])] = int(i);
    }
    return true;
}

/// A deletion stands against a cell that the other side left as it was, or merely ran.
bool Merge::checkDeleted(const Side &deleting, const Side &other)
{
    std::vector<int> order;
    std::ranges::copy_if(other.origins, std::back_inserter(order), [](int origin) { return origin >= 0; });
    const std::vector<bool> moved = surelyMoved(order);
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto origin = std::size_t(order[i]);
        if (deleting.places[origin] >= 0)
            continue;
        if (isEdited(m_base.cells[origin], other.notebook.cells[std::size_t(other.places[origin])]))
            return stop(Conflict{u"One side changed cell %1, the other deleted it."_s.arg(origin + 1)});
        if (moved[i])
            return stop(Conflict{u"One side moved cell %1, the other deleted it."_s.arg(origin + 1)});
    }
    return true;
}

/// A cell that neither side has any more, with lines in a new cell of each, was rewritten by both beyond recognition: to
/// keep both would double those lines.
bool Merge::checkRewritten()
{
    QHash<QByteArrayView, std::size_t> lines;  // of the cells that are gone
    for (std::size_t i = 0; i < m_base.cells.size(); ++i) {
        if (m_ours.places[i] < 0 && m_theirs.places[i] < 0)
            forEachLine(m_base.cells[i].source, [&](QByteArrayView line) { lines.insert(line, i); });
    }
    const auto forEachIn = [&](const Side &side, const auto &visit) {
        for (std::size_t i = 0; i < side.origins.size() && !lines.isEmpty(); ++i) {
            if (side.origins[i] < 0)
                forEachLine(side.notebook.cells[i].source, visit);
        }
    };
    QSet<QByteArrayView> inOurs;
    std::optional<std::size_t> rewritten;
    forEachIn(m_ours, [&](QByteArrayView line) {
        if (lines.contains(line))
            inOurs.insert(line);
    });
    forEachIn(m_theirs, [&](QByteArrayView line) {
        if (inOurs.contains(line))
            rewritten = lines.value(line);
    });
    return !rewritten || stop(Conflict{u"Both sides rewrote cell %1."_s.arg(*rewritten + 1)});
}

void Merge::takeOrder(Side &side)
{
    int behind = -1;
    for (std::size_t i = 0; i < side.origins.size(); ++i) {
        const int origin = side.origins[i];
        if (origin < 0) {
            side.added[behind].push_back(int(i));
        } else if (m_ours.places[std::size_t(origin)] >= 0 && m_theirs.places[std::size_t(origin)] >= 0) {
            side.order.push_back(origin);
            behind = origin;
        }
    }
}

/// Whether two new cells are one: a person sees no difference.
bool areSameNew(const Cell &a, const Cell &b)
{
    return !isEdited(a, b);
}

bool Merge::appendAdded(int behind)
{
    const std::vector<int> ours = m_ours.added.value(behind);
    const std::vector<int> theirs = m_theirs.added.value(behind);
    const auto ourCell = [&](std::size_t i) -> const Cell & { return m_ours.notebook.cells[std::size_t(ours[i])]; };
    const auto theirCell = [&](std::size_t i) -> const Cell & { return m_theirs.notebook.cells[std::size_t(theirs[i])]; };
    if (!m_budget.spend(qint64(ours.size() + 1) * qint64(theirs.size() + 1)))
        return stop(TooLarge{u"The notebooks differ in too many cells."_s});
    // common[i][j]: how many cells from our i-th and their j-th on are the same, in order.
    std::vector<std::vector<int>> common(ours.size() + 1, std::vector<int>(theirs.size() + 1, 0));
    for (std::size_t i = ours.size(); i-- > 0;) {
        for (std::size_t j = theirs.size(); j-- > 0;)
            common[i][j] = areSameNew(ourCell(i), theirCell(j)) ? common[i + 1][j + 1] + 1
                                                                : std::max(common[i + 1][j], common[i][j + 1]);
    }
    std::size_t i = 0;
    std::size_t j = 0;
    std::vector<const JsonValue *> waiting;  // ours, until theirs of the same place are through
    const auto append = [this](const JsonValue *cell) { m_cells.items.push_back(*cell); };
    while (i < ours.size() || j < theirs.size()) {
        const bool same = i < ours.size() && j < theirs.size() && areSameNew(ourCell(i), theirCell(j));
        if (same) {
            std::ranges::for_each(waiting, append);
            waiting.clear();
            append(theirCell(j++).json);
            ++i;
        } else if (j < theirs.size() && (i == ours.size() || common[i][j + 1] == common[i][j])) {
            append(theirCell(j++).json);
        } else {
            waiting.push_back(ourCell(i++).json);
        }
    }
    std::ranges::for_each(waiting, append);
    return true;
}

bool Merge::mergeCells()
{
    const bool oursMoved = !std::ranges::is_sorted(m_ours.order);
    const bool theirsMoved = !std::ranges::is_sorted(m_theirs.order);
    if (oursMoved && theirsMoved && m_ours.order != m_theirs.order)
        return stop(Conflict{u"Both sides moved cells."_s});
    if (!appendAdded(-1))
        return false;
    for (const int origin : oursMoved ? m_ours.order : m_theirs.order) {
        const auto i = std::size_t(origin);
        CellOutcome cell = mergeCell(m_base.cells[i], m_ours.notebook.cells[std::size_t(m_ours.places[i])],
                                     m_theirs.notebook.cells[std::size_t(m_theirs.places[i])], m_limits, m_budget);
        if (const auto *conflict = std::get_if<Conflict>(&cell))
            return stop(Conflict{u"Cell %1: %2"_s.arg(i + 1).arg(conflict->why)});
        if (const auto *tooLarge = std::get_if<TooLarge>(&cell))
            return stop(*tooLarge);
        m_cells.items.push_back(std::get<JsonValue>(std::move(cell)));
        if (!appendAdded(origin))
            return false;
    }
    return checkIds();
}

/// The side's that changed it; the higher one when both did.
int Merge::mergedMinor() const
{
    const int base = m_base.minor;
    const int ours = m_ours.notebook.minor;
    const int theirs = m_theirs.notebook.minor;
    return ours == base ? theirs : theirs == base ? ours : std::max(ours, theirs);
}

bool Merge::checkIds()
{
    const bool formatsDiffer = m_ours.notebook.minor != m_theirs.notebook.minor;
    const bool wantsIds = mergedMinor() >= kMinorWithIds;
    QSet<QByteArray> seen;
    for (const JsonValue &cell : m_cells.items) {
        const JsonValue *id = cell.find("id");
        const QByteArray text = id == nullptr ? QByteArray() : decodeJsonString(id->text);
        if (formatsDiffer && text.isEmpty() == wantsIds)
            return stop(Conflict{u"The cells of one side have ids, those of the other have none."_s});
        if (!text.isEmpty() && seen.contains(text))
            return stop(Conflict{u"Both sides added a cell with the id %1."_s.arg(QString::fromUtf8(text))});
        seen.insert(text);
    }
    return true;
}

std::optional<JsonValue> Merge::mergeRoot()
{
    const KeyMerge keys;
    const KeyMerge metadataKeys(kMachineMetadata);
    const auto decide = [&](const QByteArray &key, const JsonValue *base, const JsonValue *ours,
                            const JsonValue *theirs) -> KeyOutcome {
        if (key == "cells")
            return {std::move(m_cells), {}};
        if (key == "nbformat_minor")
            return {m_ours.notebook.minor == mergedMinor() ? *ours : *theirs, {}};
        if (key != "metadata" || ours == nullptr || theirs == nullptr)
            return keys.merge(key, base, ours, theirs);
        KeyOutcome metadata = KeyMerge::mergeObject(base, *ours, *theirs,
                                                    [&](const auto &...values) { return metadataKeys.merge(values...); });
        if (metadata.clashed())
            metadata.clash.prepend(key);
        return metadata;
    };
    KeyOutcome root = KeyMerge::mergeObject(&m_base.root, m_ours.notebook.root, m_theirs.notebook.root, decide);
    if (root.clashed())
        stop(Conflict{u"Both sides changed the notebook's %1."_s.arg(QString::fromUtf8(root.clash.join('.')))});
    return std::move(root.value);
}

std::optional<JsonValue> Merge::run()
{
    if (!match(m_ours) || !match(m_theirs) || !checkDeleted(m_ours, m_theirs) || !checkDeleted(m_theirs, m_ours)
        || !checkRewritten())
        return std::nullopt;
    takeOrder(m_ours);
    takeOrder(m_theirs);
    return mergeCells() ? mergeRoot() : std::nullopt;
}

}  // namespace

Outcome mergeNotebook(const QByteArray &base, const QByteArray &ours, const QByteArray &theirs, const Limits &limits)
{
    if (std::optional<Outcome> simple = mergeUnlessBothChanged(base, ours, theirs))
        return *std::move(simple);
    std::array<Notebook, 3> notebooks;
    const std::array<const QByteArray *, 3> inputs{&base, &ours, &theirs};
    if (std::ranges::any_of(inputs, [&](const QByteArray *input) { return input->size() > limits.notebookBytes; }))
        return TooLarge{u"The notebook is larger than %1 MB."_s.arg(limits.notebookBytes >> 20)};
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        Result<Notebook> notebook = Notebook::read(*inputs[i], limits);
        if (!notebook && notebook.error().kind == Error::Kind::Refused)
            return TooLarge{notebook.error().what};
        if (!notebook)
            return Conflict{u"%1: %2"_s.arg(kVersions[i], toText(notebook.error()))};
        notebooks[i] = *std::move(notebook);
    }
    Budget budget(limits.work);
    Merge merge(notebooks[0], notebooks[1], notebooks[2], limits, budget);
    const std::optional<JsonValue> merged = merge.run();
    if (!merged)
        return merge.stopped();
    return Merged{writeJson(*merged, JsonStyle::of(theirs))};
}

}  // namespace tideline::merge
