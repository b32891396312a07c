// Chance for the merge tests: a seed that is printed and can be given, and texts to merge.
#pragma once

#include "core/base/random.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QtGlobal>
#include <QString>

namespace tideline::test {

/// TIDELINE_SEED, or 1; printed, so that a failure can be replayed.
inline quint64 mergeSeed()
{
    const quint64 seed = qEnvironmentVariableIsSet("TIDELINE_SEED") ? qEnvironmentVariable("TIDELINE_SEED").toULongLong() : 1;
    qInfo("TIDELINE_SEED=%llu", seed);
    return seed;
}

/// `count` lines out of `kinds` different ones: few kinds make many repeats.
inline QByteArrayList randomLines(Random &random, quint64 count, quint64 kinds)
{
    QByteArrayList lines;
    for (quint64 i = 0; i < count; ++i)
        lines.append("line " + QByteArray::number(random.below(kinds)) + '\n');
    return lines;
}

/// `lines` after up to `edits` random changes: lines go, come, are replaced, or a block moves.
inline QByteArrayList randomlyEdited(Random &random, QByteArrayList lines, quint64 edits, quint64 kinds)
{
    for (quint64 i = random.below(edits + 1); i > 0; --i) {
        const qsizetype at = qsizetype(random.below(quint64(lines.size()) + 1));
        const qsizetype count = std::min<qsizetype>(qsizetype(random.below(3)) + 1, lines.size() - at);
        const quint64 what = random.below(8);
        if (what < 3) {
            lines.insert(at, randomLines(random, 1, kinds).first());
        } else if (what < 5) {
            lines.remove(at, count);
        } else if (what < 7 && at < lines.size()) {
            lines[at] = randomLines(random, 1, kinds).first();
        } else {
            const QByteArrayList block = lines.mid(at, count);
            lines.remove(at, count);
            const qsizetype to = qsizetype(random.below(quint64(lines.size()) + 1));
            for (const QByteArray &line : block)
                lines.insert(to, line);
        }
    }
    return lines;
}

}  // namespace tideline::test
