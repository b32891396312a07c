// What a disk's time stamps can hide: a write within one tick of another leaves no trace in them.
#pragma once

#include "core/files/file_system.h"

namespace tideline::sync {

/// How coarse the disk's stamps are, as far as the kernel's own stamp (ctime) shows: whole seconds mean FAT, HFS+, ext3 or
/// some file servers (FAT ticks every 2 s); else the kernel's tick, 4 ms at 250 Hz and 10 ms at 100 Hz, with some room.
inline qint64 granularityNs(const files::FileStat &stat)
{
    constexpr qint64 kSecond = 1'000'000'000;
    return stat.changedNs % kSecond == 0 ? 2 * kSecond : 20'000'000;
}

/// Whether bytes written after `nowNs`, when `stat` was taken, could leave the same stat: its content is then known for
/// sure only by reading it again later.
inline bool mayHideAWrite(const files::FileStat &stat, qint64 nowNs)
{
    return stat.modifiedNs > nowNs - granularityNs(stat);
}

}  // namespace tideline::sync
