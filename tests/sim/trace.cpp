#include "tests/sim/trace.h"

#include "tests/sim/scheduler.h"

#include <algorithm>
#include <cstdio>

namespace tideline::sim {

QByteArray Trace::readable(QByteArrayView detail)
{
    QByteArray text = detail.first(std::min<qsizetype>(detail.size(), 80)).toByteArray();
    for (char &c : text)
        if (c < ' ')
            c = '.';
    return detail.size() > 80 ? text + "… " + QByteArray::number(detail.size()) : text;
}

void Trace::print(qint64 nowNs, QByteArrayView who, const QByteArray &line)
{
    std::printf("%10.3f ms  %-8.*s %s\n", double(nowNs - Scheduler::kBeginNs) / 1e6, int(who.size()), who.data(),
                line.constData());
}

}  // namespace tideline::sim
