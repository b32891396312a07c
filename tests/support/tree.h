// A tree of files in one line: tree("src/a.txt"_file, "run.sh"_script("exit 0"), "img/"_dir, "now"_link("src")).
#pragma once

#include <QByteArray>
#include <QString>

#include <map>
#include <utility>

namespace tideline::test {

/// One entry. `path` is '/'-separated bytes below the root, without a '/' at the end.
struct TreeItem {
    enum class Kind { Folder, File, Symlink, Other };
    QByteArray path;
    Kind kind = Kind::File;
    QByteArray content;  ///< a file's bytes, a link's target
    bool executable = false;

    /// The same entry with this content (or target).
    TreeItem operator()(const QByteArray &bytes) const { return {path, kind, bytes, executable}; }
    bool operator==(const TreeItem &) const = default;
};

/// All entries by path. Invariant: the folder above each entry is an entry, too, so that a Tree compares with readTree().
class Tree {
public:
    /// Replaces what has the same path.
    Tree &add(const TreeItem &item);
    Tree &remove(const QByteArray &path);  ///< with all below it
    const std::map<QByteArray, TreeItem> &items() const & { return m_items; }
    std::map<QByteArray, TreeItem> items() && { return std::move(m_items); }
    bool operator==(const Tree &) const = default;

private:
    std::map<QByteArray, TreeItem> m_items;
};

template <typename... Items>
Tree tree(const Items &...items)
{
    Tree made;
    (made.add(items), ...);
    return made;
}

/// Makes the entries below `root`, which exists; files are replaced by writing a new one and renaming it. What is there
/// and not in the tree stays. Ends the program on failure.
void writeTree(const QString &root, const Tree &tree);
/// What lies below `root`, contents included, without Tideline's own folder.
Tree readTree(const QString &root);

/// One line per entry, for QCOMPARE.
char *toString(const Tree &tree);

inline namespace literals {
// A file's content is its own path unless "a"_file("bytes") says otherwise; a folder may be written with '/' at its end.
TreeItem operator""_file(const char *text, std::size_t size);
TreeItem operator""_script(const char *text, std::size_t size);
TreeItem operator""_dir(const char *text, std::size_t size);
TreeItem operator""_link(const char *text, std::size_t size);
}  // namespace literals

}  // namespace tideline::test
