// Three texts compared: the first with the second, and both others with the first.
#include "app/session/difference/text_difference.h"
#include "tests/app/session/difference_laws.h"
#include "tests/fuzz/law.h"

using namespace tideline;
using tideline::fuzz::law;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto parts = tideline::fuzz::parts<3>(data, size);
    const QString base = QString::fromUtf8(parts[0]);
    const QString mine = QString::fromUtf8(parts[1]);
    const QString theirs = QString::fromUtf8(parts[2]);
    for (const qint64 work : {10'000'000, 300}) {
        bool isExact = true;
        merge::Budget budget(work);
        const preview::TextDifference difference = session::textDifference(base, mine, budget, isExact);
        const char *broken = test::brokenLaw(difference);
        law(broken == nullptr, broken);
        law(isExact || work == 300, "small texts are aligned");
        law((base == mine) == (difference.hunks.empty() || (difference.hunks.size() == 1 && difference.hunks[0].happened == preview::Happened::Equal)),
            "equal texts have no other hunk");
        merge::Budget again(work);
        const preview::TextMerge merge = session::textMerge(base, mine, theirs, again, isExact);
        broken = test::brokenLaw(merge);
        law(broken == nullptr, broken);
    }
    return 0;
}
