#include "tests/support/tree.h"

#include <QFile>
#include <QTest>

#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace tideline::test {

namespace {

void mustBeDone(bool done, const QByteArray &path)
{
    if (!done)
        qFatal("%s: %s", path.constData(), qPrintable(qt_error_string(errno)));
}

void writeFile(const QByteArray &path, const TreeItem &item)
{
    const QByteArray fresh = path.left(path.lastIndexOf('/') + 1) + ".tree-" + QByteArray::number(getpid());
    const int fd = ::open(fresh.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, item.executable ? 0777 : 0666);
    mustBeDone(fd >= 0, path);
    mustBeDone(::write(fd, item.content.constData(), size_t(item.content.size())) == item.content.size(), path);
    ::close(fd);
    mustBeDone(::rename(fresh.constData(), path.constData()) == 0, path);
}

void readInto(Tree &tree, const QByteArray &root, const QByteArray &below)
{
    const QByteArray folder = below.isEmpty() ? root : root + '/' + below;
    const std::unique_ptr<DIR, int (*)(DIR *)> stream(::opendir(folder.constData()), ::closedir);
    mustBeDone(stream != nullptr, folder);
    while (const dirent *entry = ::readdir(stream.get())) {
        const QByteArray name(entry->d_name);
        if (name == "." || name == ".." || (below.isEmpty() && name == ".tideline"))
            continue;
        TreeItem item{below.isEmpty() ? name : below + '/' + name, TreeItem::Kind::Other, {}, false};
        const QByteArray path = root + '/' + item.path;
        struct ::stat raw {};
        mustBeDone(::lstat(path.constData(), &raw) == 0, path);
        if (S_ISDIR(raw.st_mode)) {
            item.kind = TreeItem::Kind::Folder;
        } else if (S_ISREG(raw.st_mode)) {
            item.kind = TreeItem::Kind::File;
            item.executable = (raw.st_mode & S_IXUSR) != 0;
            QFile file(QFile::decodeName(path));
            mustBeDone(file.open(QIODevice::ReadOnly), path);
            item.content = file.readAll();
        } else if (S_ISLNK(raw.st_mode)) {
            item.kind = TreeItem::Kind::Symlink;
            QByteArray target(4096, Qt::Uninitialized);
            target.truncate(::readlink(path.constData(), target.data(), size_t(target.size())));
            item.content = target;
        }
        tree.add(item);
        if (item.kind == TreeItem::Kind::Folder)
            readInto(tree, root, item.path);
    }
}

}  // namespace

Tree &Tree::add(const TreeItem &item)
{
    for (qsizetype slash = item.path.indexOf('/'); slash > 0; slash = item.path.indexOf('/', slash + 1)) {
        const QByteArray parent = item.path.first(slash);
        m_items.try_emplace(parent, TreeItem{parent, TreeItem::Kind::Folder, {}, false});
    }
    m_items.insert_or_assign(item.path, item);
    return *this;
}

Tree &Tree::remove(const QByteArray &path)
{
    std::erase_if(m_items, [&](const auto &entry) { return entry.first == path || entry.first.startsWith(path + '/'); });
    return *this;
}

void writeTree(const QString &root, const Tree &tree)
{
    for (const auto &[below, item] : tree.items()) {  // a folder sorts before what is in it
        const QByteArray path = QFile::encodeName(root) + '/' + below;
        switch (item.kind) {
        case TreeItem::Kind::Folder: mustBeDone(::mkdir(path.constData(), 0777) == 0 || errno == EEXIST, path); break;
        case TreeItem::Kind::File: writeFile(path, item); break;
        case TreeItem::Kind::Symlink:
            ::unlink(path.constData());
            mustBeDone(::symlink(item.content.constData(), path.constData()) == 0, path);
            break;
        case TreeItem::Kind::Other: mustBeDone(::mkfifo(path.constData(), 0666) == 0, path); break;
        }
    }
}

Tree readTree(const QString &root)
{
    Tree tree;
    readInto(tree, QFile::encodeName(root), {});
    return tree;
}

char *toString(const Tree &tree)
{
    QByteArray text;
    for (const auto &[path, item] : tree.items()) {
        text += '\n' + path;
        switch (item.kind) {
        case TreeItem::Kind::Folder: text += '/'; break;
        case TreeItem::Kind::Symlink: text += " -> " + item.content; break;
        case TreeItem::Kind::Other: text += " (neither file, folder nor link)"; break;
        case TreeItem::Kind::File:
            text += (item.executable ? " *\"" : " \"") + item.content.left(60) + '"';
            if (item.content.size() > 60)
                text += "… " + QByteArray::number(item.content.size()) + " bytes";
            break;
        }
    }
    return qstrdup(text.constData());
}

inline namespace literals {

TreeItem operator""_file(const char *text, std::size_t size)
{
    const QByteArray path(text, qsizetype(size));
    return {path, TreeItem::Kind::File, path, false};
}

TreeItem operator""_script(const char *text, std::size_t size)
{
    const QByteArray path(text, qsizetype(size));
    return {path, TreeItem::Kind::File, path, true};
}

TreeItem operator""_dir(const char *text, std::size_t size)
{
    QByteArray path(text, qsizetype(size));
    if (path.endsWith('/'))
        path.chop(1);
    return {path, TreeItem::Kind::Folder, {}, false};
}

TreeItem operator""_link(const char *text, std::size_t size)
{
    return {QByteArray(text, qsizetype(size)), TreeItem::Kind::Symlink, {}, false};
}

}  // namespace literals

}  // namespace tideline::test
