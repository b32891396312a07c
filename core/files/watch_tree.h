// The folders that are watched, by parent and name: some 160 bytes each, however deep.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHashFunctions>

#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace tideline::files {

/// Thread:    one at a time.
/// Invariant: a folder's path is made from the names above it when it is asked for, so a rename is one change. Two live
///            children of one parent never share a name; one watch may stand for folders of several roots (a folder that
///            belongs to two projects), never twice within one.
class WatchTree {
public:
    using Index = int;
    static constexpr Index kNone = -1;

    WatchTree() = default;
    WatchTree(const WatchTree &) = delete;  // its hash looks names up in itself
    WatchTree &operator=(const WatchTree &) = delete;

    Index addRoot(int watch);
    Index addChild(Index parent, const QByteArray &name, int watch);
    Index child(Index parent, QByteArrayView name) const;
    std::vector<Index> children(Index folder) const;
    /// All folders that this watch stands for.
    std::vector<Index> byWatch(int watch) const;
    /// The folder of `root` with this watch, or kNone. A detached folder belongs to the root it was cut from.
    Index byWatch(int watch, Index root) const;

    /// Cuts a folder off: it keeps what is below it, and has no path until move() puts it back.
    void detach(Index folder);
    /// Puts it, with all below, under `parent` as `name`, which must be free. Precondition: parent is not below it.
    void move(Index folder, Index parent, const QByteArray &name);
    /// Forgets a folder and all below it; returns the watches that now stand for nothing, and the folders forgotten.
    struct Removed {
        std::vector<int> watches;
        std::vector<Index> folders;
    };
    Removed remove(Index folder);

    /// The root it belongs to, also while it is detached.
    Index rootOf(Index folder) const;
    /// Path below its root, empty for the root itself; nullopt when it, or a folder above it, is detached.
    std::optional<QByteArray> pathOf(Index folder) const;
    bool isWithin(Index folder, Index ancestor) const;
    bool isDetached(Index folder) const;
    int watchOf(Index folder) const { return at(folder).watch; }
    std::size_t size() const { return m_byWatch.size(); }

private:
    struct Folder {
        QByteArray name;
        int watch = -1;  ///< -1: a free slot
        Index parent = kNone;
        Index root = kNone;  ///< of a detached folder
        Index firstChild = kNone, next = kNone, previous = kNone;
    };
    struct Key {
        Index parent;
        QByteArrayView name;
    };
    struct Hash {
        using is_transparent = void;
        const WatchTree *tree;
        size_t operator()(const Key &key) const { return qHash(key.name, size_t(key.parent)); }
        size_t operator()(Index folder) const { return (*this)(tree->keyOf(folder)); }
    };
    struct Equal {
        using is_transparent = void;
        const WatchTree *tree;
        bool operator()(const Key &a, const Key &b) const { return a.parent == b.parent && a.name == b.name; }
        bool operator()(Index a, const Key &b) const { return (*this)(tree->keyOf(a), b); }
        bool operator()(const Key &a, Index b) const { return (*this)(a, tree->keyOf(b)); }
        bool operator()(Index a, Index b) const { return a == b; }
    };

    const Folder &at(Index folder) const { return m_folders[std::size_t(folder)]; }
    Folder &at(Index folder) { return m_folders[std::size_t(folder)]; }
    Key keyOf(Index folder) const { return {at(folder).parent, at(folder).name}; }
    Index make(int watch);
    void link(Index folder, Index parent, const QByteArray &name);
    void unlink(Index folder);

    std::vector<Folder> m_folders;
    std::vector<Index> m_free;
    std::unordered_set<Index, Hash, Equal> m_byName{16, Hash{this}, Equal{this}};
    std::unordered_multimap<int, Index> m_byWatch;
};

}  // namespace tideline::files
