// Decides whether a run kept Tideline's promises.
#pragma once

#include "tests/sim/history.h"
#include "tests/sim/sim_client.h"
#include "tests/sim/sim_server.h"

#include <deque>
#include <map>

namespace tideline::sim {

/// One entry as a person sees it.
struct SeenEntry {
    files::FileKind kind = files::FileKind::Folder;
    bool executable = false;
    ContentHash content;  ///< files
    QByteArray target;    ///< links
    bool operator==(const SeenEntry &) const = default;
};
using SeenTree = std::map<QByteArray, SeenEntry>;

/// The project's folder without Tideline's own.
SeenTree treeOn(const InodePtr &folder);
/// The names, kinds and stat of everything in the folder, so that a later look shows any change at all.
std::map<QByteArray, files::FileStat> stampsOf(const SimDisk &disk, const InodePtr &folder);

/// Asks the server, as a client of it.
///
/// Thread: a fiber's. Errors: those of the endpoints.
class Oracle {
public:
    Oracle(World &world, SimServer &server, const QByteArray &token, const ProjectId &project);

    Result<SeenTree> treeOnServer();
    /// Empty when all promises were kept; else what was broken.
    QByteArray judge(std::deque<SimClient> &clients, const History &history);

private:
    /// What is on the client's disk, by the paths in the cloud. Where the disk folds names, of each set of names that it takes for
    /// one all but one are escaped, and nothing else is. Errors: Corrupt, when it is not so.
    Result<SeenTree> treeOnClient(const SimClient &client);
    QByteArray missing(const History::Content &content, const ContentHash &id);
    Result<std::map<ContentHash, QByteArray>> fetch(const std::vector<Chunk> &chunks);

    World &m_world;
    SimServer &m_server;
    std::shared_ptr<SimProcess> m_process;
    SimChannel m_channel;
    QByteArray m_path;
};

}  // namespace tideline::sim
