// Compares disk, base and server of a project by hash, believing nothing that was noted before.
#pragma once

#include "core/sync/service/entry_view.h"
#include "core/sync/service/service_core.h"

#include <unordered_set>

namespace tideline::sync {

/// A file and its content.
struct WholeFile {
    RelativePath path;
    ContentHash hash;
    qint64 sizeBytes = 0;
};

/// Thread:    its caller's; takes as long as reading every file does.
/// Invariant: changes nothing.
class TreeCheck {
public:
    struct Report {
        qint64 files = 0;
        qint64 bytes = 0;
        std::vector<std::pair<QByteArray, QString>> differences;  ///< path and what; at most 10,000
        std::vector<WholeFile> whole;  ///< files that disk, base and server have alike, by their place here
    };
    TreeCheck(ServiceCore &core, const VerbCall &call, const ProjectStatus &project) : m_core(core), m_call(call), m_project(project) {}
    /// Errors: NotFound (the folder is away), Offline, SignIn, Cancelled, and the store's.
    Result<Report> run();

private:
    struct Seen {
        NodeContent content;
        QByteArray path;
    };
    Result<void> readDisk(const RelativePath &folder, const RelativePath &inCloud, store::Database &database);
    Result<NodeContent> readFile(const RelativePath &path, const files::FileStat &stat);
    Result<void> lookForLost(const store::TreeStore &trees, const NodeId &folder, const RelativePath &path);
    Result<void> leaveOutOnlineOnly(store::Database &database);
    Result<void> compareCloudWithStore(store::Database &database);
    void differs(const QByteArray &path, const QString &what);
    void tell(const QByteArray &path);

    ServiceCore &m_core;
    const VerbCall &m_call;
    ProjectStatus m_project;
    std::unique_ptr<files::FileSystem> m_disk;
    std::map<QByteArray, NodeContent> m_cloud;  ///< by path; what the disk has is taken out
    std::unordered_set<QByteArray> m_found;     ///< every path of the cloud, and what the disk has of the base; as in the cloud
    Report m_report;
    Moment m_lastTold{};
};

}  // namespace tideline::sync
