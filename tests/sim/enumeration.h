// Small stories, each told again and again: with a crash at every call, and with every call to a disk or database failing.
#pragma once

#include "tests/sim/stage.h"

namespace tideline::sim {

/// What goes wrong, and where: the victim's `step`-th call of the kind counts.
struct Disturbance {
    enum class Kind {
        None,
        Kill,       ///< the process ends
        Power,      ///< and the machine with it
        FileEio,    ///< a call to the file system ends with this
        FileFull,
        FileQuota,
        FileDenied,
        FileHandles,
        DbIo,       ///< an access of the database ends with this
        DbFull,
    };
    Kind kind = Kind::None;
    int victim = 0;  ///< 0 = A, 1 = B, 2 = the server
    qint64 step = 0;

    /// "power-B"
    QByteArray name() const;
};

struct EnumerationOptions {
    qint64 stride = 1;    ///< every so many steps one is disturbed, from a first that differs by story
    QByteArray story;     ///< this one only; empty: all
    QByteArray kind;      ///< "power-B": this kind only; empty: all
    qint64 step = 0;      ///< this step only; 0: all
    Trace::Print print = Trace::Print::Nothing;
    int job = 0;          ///< of `jobs`: each takes its share of the steps
    int jobs = 1;
};

struct EnumerationReport {
    qint64 runs = 0;
    qint64 failed = 0;
    std::map<QByteArray, qint64> counts;  ///< runs by story
};

/// Runs them, prints each failure with the line that replays it.
EnumerationReport enumerate(const EnumerationOptions &options);

}  // namespace tideline::sim
