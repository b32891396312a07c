#include "tests/sim/shrink.h"

#include <vector>

namespace tideline::sim {

namespace {

/// "A: sync failed: …" and "NOBODY DELETED A b.txt …": the first two words say what kind of failure it is.
QByteArray kindOf(const QByteArray &failure)
{
    return failure.split(' ').first(std::min<qsizetype>(2, failure.count(' ') + 1)).join(' ');
}

}  // namespace

Shrunk shrink(quint64 seed, SeedOptions options)
{
    options.print = Trace::Print::Nothing;
    Shrunk shrunk{options, runSeed(seed, options), 0, 1};
    const QByteArray kind = kindOf(shrunk.report.failure);
    if (shrunk.report.failure.isEmpty())
        return shrunk;
    const auto keepsFailing = [&](const Omissions &without) {
        SeedOptions tried = shrunk.options;
        tried.without = without;
        RunReport report = runSeed(seed, tried);
        ++shrunk.runs;
        if (report.failure.isEmpty() || kindOf(report.failure) != kind)
            return false;
        shrunk.options = tried;
        shrunk.report = std::move(report);
        return true;
    };
    const int each = actionsOfEach(seed, options);
    for (int pass = 0; pass < 2; ++pass) {
        for (int concern = 0; concern < Omissions::kConcerns; ++concern) {
            Omissions without = shrunk.options.without;
            if (without.concerns.insert(Omissions::Concern(concern)).second)
                keepsFailing(without);
        }
        std::vector<std::pair<int, int>> left;
        for (int client = 0; client < options.clients; ++client)
            for (int number = 1; number <= each; ++number)
                if (!shrunk.options.without.actions.contains({client, number}))
                    left.emplace_back(client, number);
        for (std::size_t size = (left.size() + 1) / 2; size > 0; size = size == 1 ? 0 : (size + 1) / 2) {
            for (std::size_t at = 0; at < left.size();) {
                const std::size_t end = std::min(at + size, left.size());
                Omissions without = shrunk.options.without;
                without.actions.insert(left.begin() + qsizetype(at), left.begin() + qsizetype(end));
                if (keepsFailing(without))
                    left.erase(left.begin() + qsizetype(at), left.begin() + qsizetype(end));
                else
                    at = end;
            }
        }
        shrunk.actions = int(left.size());
    }
    return shrunk;
}

}  // namespace tideline::sim
