// Where things are in a JSON document: enough to go to any of its parts quickly, and no more.
#pragma once

#include "app/session/format.h"
#include "app/session/formats/byte_reader.h"

#include <span>
#include <vector>

namespace tideline::session {

/// What is wrong with a document, and where.
struct JsonFault {
    qint64 byte = 0;
    QString what;  ///< "a colon is missing"
    qint64 line = 1;
    qint64 lineBegin = 0;  ///< the byte at which that line begins
};

/// An index of the bytes [begin, end) of a source as one JSON document, made in one pass without recursion: RFC 8259, and NaN and
/// Infinity, which Python writes. What stands before a fault is indexed like the beginning of a whole document.
///
/// Thread:    one at a time.
/// Ownership: shares the source; keeps the containers that are longer than a step, and for each the place of a child every step or
///            so. The step is 16 KiB, or as much more as memory asks for in the worst case.
/// Invariant: a container that is not in m_containers is whole, shorter than a step, and holds none that is.
class JsonIndex {
public:
    /// Errors: the source's; Cancelled. A document with a fault is none.
    static Result<JsonIndex> make(std::shared_ptr<Source> source, qint64 begin, qint64 end, const Limits &limits,
                                  const preview::Cancelled &cancelled);

    const std::optional<JsonFault> &fault() const { return m_fault; }
    /// Whether anything can be shown: a value that is whole, or a container with a child.
    bool showsAnything() const;
    /// "line 3, column 7", in UTF-16 units. Errors: the source's.
    Result<QString> placeOf(const JsonFault &fault, const preview::Cancelled &cancelled) const;

    /// The document's value, without a name.
    Result<preview::TreeNode> root(const preview::Cancelled &cancelled) const;
    /// Of Preview::children. Errors: Invalid (no such node), the source's, Cancelled.
    Result<std::vector<preview::TreeNode>> children(std::span<const qint64> address, qint64 first, qint64 count,
                                                    const preview::Cancelled &cancelled) const;
    /// The node that has a key or value which begins at the byte; nullopt: there is none. Errors: the source's; Cancelled.
    Result<std::optional<std::vector<qint64>>> addressOf(qint64 byte, const preview::Cancelled &cancelled) const;
    /// The beginning of some key or value at or before `byte`, near it.
    qint64 wordBefore(qint64 byte) const;
    /// Where what is known ends: the document's end, or its fault.
    qint64 end() const { return m_end; }
    qint64 memoryBytes() const;

private:
    struct Mark {
        qint64 number = 0;
        qint64 byte = 0;
    };
    struct Container {
        qint64 begin = 0;
        qint64 end = 0;
        qint64 children = 0;
        std::vector<Mark> marks;  ///< ascending in both
    };
    friend class JsonScan;
    struct Walk;

    const Container *find(qint64 begin) const;
    Walk walk(qint64 container, qint64 Mark::*by, qint64 wanted, ByteReader &reader) const;
    Result<qint64> valueAt(std::span<const qint64> address, ByteReader &reader) const;
    preview::TreeNode readValue(ByteReader &reader) const;

    std::shared_ptr<Source> m_source;
    qint64 m_root = -1;  ///< where the value begins; -1: there is none
    qint64 m_end = 0;
    bool m_rootIsWhole = false;
    std::vector<Container> m_containers;  ///< by `begin`
    std::optional<JsonFault> m_fault;
};

}  // namespace tideline::session
