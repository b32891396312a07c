#include "tests/sim/omissions.h"

#include <QList>

#include <algorithm>
#include <array>

namespace tideline::sim {

namespace {

constexpr std::array<const char *, Omissions::kConcerns> kNames{
    "network", "disks", "databases", "crashes", "step-crashes", "haste", "short-lists", "restores", "online-only",
    "folding"};

}  // namespace

QByteArray Omissions::toText() const
{
    QList<QByteArray> words;
    for (const Concern concern : concerns)
        words.append(kNames[concern]);
    for (auto it = actions.begin(); it != actions.end();) {
        const auto [client, first] = *it;
        int last = first;
        while (++it != actions.end() && it->first == client && it->second == last + 1)
            ++last;
        words.append(char('A' + client) + QByteArray::number(first)
                     + (last > first ? '-' + QByteArray::number(last) : QByteArray()));
    }
    return words.join(',');
}

std::optional<Omissions> Omissions::parse(const QByteArray &text)
{
    Omissions omissions;
    for (const QByteArray &word : text.split(',')) {
        if (word.isEmpty())
            continue;
        const auto name = std::ranges::find_if(kNames, [&](const char *known) { return word == known; });
        if (name != kNames.end()) {
            omissions.concerns.insert(Concern(name - kNames.begin()));
            continue;
        }
        const QList<QByteArray> ends = word.sliced(1).split('-');
        bool isFirst = false, isLast = false;
        const int first = ends.first().toInt(&isFirst), last = ends.last().toInt(&isLast);
        if (word[0] < 'A' || word[0] > 'I' || !isFirst || !isLast || ends.size() > 2 || last - first > 100'000)
            return {};
        for (int number = first; number <= last; ++number)
            omissions.actions.emplace(word[0] - 'A', number);
    }
    return omissions;
}

}  // namespace tideline::sim
