#include "tests/sim/trace.h"

#include <cstdio>

namespace tideline::sim {

void Trace::print(qint64 nowNs, QByteArrayView who, const QByteArray &line)
{
    std::printf("%10.3f ms  %-8.*s %s\n", double(nowNs % 1'000'000'000'000LL) / 1e6, int(who.size()), who.data(),
                line.constData());
}

}  // namespace tideline::sim
