// How versions of a file differ.
#pragma once

#include "app/session/format.h"
#include "core/preview/difference.h"

namespace tideline::session {

/// A version of a file.
struct Version {
    std::shared_ptr<Source> source;
    FileFacts facts;
    QByteArray format;  ///< Format::name of what it is
};

struct DifferenceWishes {
    QString key;  ///< the column that a table's rows are known by; empty: the first with different values
};

/// Two versions, the older first, or three: base, mine, theirs. By their format: notebooks cell by cell, tables (csv) by key, images
/// pixel by pixel, texts line by line, and anything else, or what cannot be compared as what it is, by its bytes, with a notice
/// that says why. A table without a key, and a notebook that is broken, is compared as text first.
///
/// What is compared as what it is is read whole: up to 2 MB of each version as text (1.3 MB of three), up to 32 MB as a notebook,
/// table or image, of a remote one up to Limits::remoteBytes. Of bytes, the first GB, of remote ones Limits::remoteBytes.
/// What is returned takes about Limits::replyBytes at most.
///
/// Errors: the sources', Cancelled; Invalid (no such column; not two or three versions).
/// Thread: any; blocks.
Result<preview::Difference> differenceOf(const std::vector<Version> &versions, const DifferenceWishes &wishes, const Limits &limits,
                                         const preview::Cancelled &cancelled);

}  // namespace tideline::session
