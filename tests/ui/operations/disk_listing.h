// A ListingSource that reads a real folder, so that what actions do to the disk is seen in the view.
#pragma once

#include "core/schema/listing_source.h"
#include "ui/fixture_backend.h"

#include <QDir>
#include <QFileInfo>

namespace tideline::ui {

class DiskListing final : public ListingSource {
public:
    explicit DiskListing(QString root) : m_root(std::move(root)) {}

    Result<ListingPage> page(const ListingQuery &query) override
    {
        const QDir folder(m_root + u'/' + QString::fromUtf8(query.folder));
        if (!folder.exists())
            return Error{Error::Kind::NotFound, u"There is no such folder."_s, folder.path(), {}};
        std::vector<ListingRow> rows;
        const auto entries = folder.entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
        for (const QFileInfo &info : entries) {
            ListingRow row;
            row.name = info.fileName().toUtf8();
            row.kind = info.isSymLink() ? NodeKind::Symlink : info.isDir() ? NodeKind::Folder : NodeKind::File;
            row.here = !row.name.endsWith(".cloud");  // as if it were online only
            row.state = row.here ? SyncState::Synced : SyncState::OnlineOnly;
            row.sizeBytes = info.isFile() ? info.size() : -1;
            row.modifiedMs = info.lastModified().toMSecsSinceEpoch();
            rows.push_back(row);
        }
        return cutPage(std::move(rows), query);
    }

private:
    QString m_root;
};

}  // namespace tideline::ui
