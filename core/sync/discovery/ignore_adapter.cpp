#include "core/sync/discovery/ignore_adapter.h"

#include <algorithm>

namespace tideline::sync {

void IgnoreAdapter::enter(const RelativePath &folder, const std::vector<files::FolderItem> &items)
{
    m_folder.reset();
    // A scan of one folder alone has not come through those above it.
    const QList<QByteArray> parts = folder.parts();
    RelativePath above;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (!m_read.contains(above.bytes()))
            read(above);
        above = above.child(parts[i]);
    }
    const bool hasRules = std::ranges::any_of(items, [this](const auto &item) { return m_rules.isRuleFile(item.name); });
    if (hasRules)
        read(folder);
    m_read.insert(folder.bytes());
    m_folder = m_rules.inFolder(folder);
}

bool IgnoreAdapter::ignores(const RelativePath &path, bool isFolder)
{
    const bool isUnknown = std::ranges::any_of(m_unreadable, [&](const auto &file) { return path.isWithin(file.first.parent()); });
    return isUnknown || (m_folder && m_folder->ignores(path.name(), isFolder));
}

void IgnoreAdapter::read(const RelativePath &folder)
{
    m_read.insert(folder.bytes());
    const auto done = m_rules.readFolder(m_disk, folder);
    if (done || done.error().kind == Error::Kind::NotFound)
        return;
    m_unreadable.emplace_back(folder.child(files::kIgnoreFileName),
                              Error{done.error().kind, u"The rules of this folder cannot be read, so what is new in it waits: "_s + done.error().what,
                                    done.error().where, done.error().mend});
}

}  // namespace tideline::sync
