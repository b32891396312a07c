// A person at one of the machines: changes the project's folder as people and their programs do.
#pragma once

#include "tests/sim/history.h"
#include "tests/sim/sim_client.h"
#include "tests/sim/world.h"

#include <vector>

namespace tideline::sim {

/// Works on the disk directly, in steps with yield points between them, so that a sync sees every half-done save.
///
/// Thread:    one, in a fiber of its own.
/// Ownership: borrows all.
/// Invariant: every content that it leaves for a moment is in the History first; an action that the loss of power
///            interrupts is given up.
class SimUser {
public:
    SimUser(World &world, SimClient &client, History &history)
        : m_world(world),
          m_client(client),
          m_disk(client.disk()),
          m_history(history),
          m_chance(world.seed * 1'000'003 + quint64(client.name()[0]))
    {}
    /// One action, drawn by chance. Each has a number, from 1 on. False: nothing could be done, or not to its end.
    bool act();
    /// Lets one pass by.
    void skip() { ++m_number; }
    /// One action as told: "write PATH TEXT" (made, or written in place), "big PATH BYTES", "append PATH TEXT", "save PATH
    /// TEXT" (by rename), "mv FROM TO", "over FROM TO", "swap ONE OTHER", "rm PATH", "mkdir PATH", "link PATH TARGET", "exec
    /// PATH", "touch PATH", "text PATH LINES" (a new document), "line PATH NUMBER TEXT" (one of them edited, by rename). False: it cannot be done.
    bool perform(const QByteArray &line);
    /// A whole save, in place, while nobody else runs.
    void appendAtOnce(const InodePtr &file, const QByteArray &path, const QByteArray &bytes);

private:
    struct Entry {
        QByteArray path;
        InodePtr inode;
    };
    using Action = bool (SimUser::*)();

    // sim_user.cpp: the actions; false = there was nothing to do it to.
    bool createFile();
    bool overwrite();
    bool patch();
    bool append();
    bool editLine();
    bool saveByRename();
    bool deleteFile();
    bool deleteFolder();
    bool renameFile();
    bool renameFolder();
    bool swap();
    bool fileToFolder();
    bool folderToFile();
    bool makeLink();
    bool toggleExecutable();
    bool makeFolder();
    bool touch();
    bool changeRules();

    // sim_user_steps.cpp
    std::vector<Entry> entries(files::FileKind kind) const;
    Entry any(const std::vector<Entry> &entries);
    QByteArray anyFolder();
    /// A path that is mostly free; small alphabets make both users want the same ones.
    QByteArray newPath(const char *suffix);
    /// Another path, or where some disk folds names, now and then the same name in the same folder in another spelling.
    QByteArray newNameOf(const QByteArray &path, const char *suffix);
    /// Where some disk folds names: now and then the same name in another case or normal form; else as it is.
    QByteArray otherSpelling(const QByteArray &name);
    QByteArray newBytes(const QByteArray &path);
    bool step();
    void opens(const InodePtr &inode);
    bool write(const InodePtr &inode, qint64 offset, QByteArrayView bytes, const QByteArray &path);
    bool writeWhole(const InodePtr &inode, const QByteArray &bytes, const QByteArray &path);
    void saved(const InodePtr &inode, const QByteArray &path);
    void loses(const InodePtr &inode);
    bool removeTree(const QByteArray &path);
    bool moveTo(const QByteArray &from, const QByteArray &to, files::IfExists ifExists);
    void tell(const QByteArray &line);
    InodePtr at(const QByteArray &path) const;
    InodePtr root() const { return m_client.folder(); }

    World &m_world;
    SimClient &m_client;
    SimDisk &m_disk;
    History &m_history;
    SeededRandom m_chance;  ///< of the action in hand alone: one action left out leaves the others as they were
    int m_number = 0;
    int m_power = 0;  ///< the client's count of power losses when the action began
    std::vector<InodePtr> m_open;  ///< for writing, until the action ends
    const char *m_action = "";
};

}  // namespace tideline::sim
