// Where an archive grows before it gets its name, and what of it a crash left behind.
#pragma once

#include <QString>

#include <memory>

namespace tideline::ui {

/// A hidden folder that sync leaves alone, named by its maker's process and locked as long as this lives.
///
/// Thread:    any.
/// Ownership: the destructor removes the folder, unless it was renamed meanwhile.
class UnpackPlace {
public:
    /// Makes it in `folder`, empty; nullptr with errno.
    static std::unique_ptr<UnpackPlace> make(const QString &folder, const QString &name);
    ~UnpackPlace();
    Q_DISABLE_COPY_MOVE(UnpackPlace)

    const QString &path() const { return m_path; }

private:
    UnpackPlace(QString path, int lock) : m_path(std::move(path)), m_lock(lock) {}

    QString m_path;
    int m_lock;  ///< the folder, open
};

/// Removes the places in `folder` whose makers are gone: no process of this computer has their number, and nobody holds their locks. Where
/// a disk cannot tell (NFS), they stay.
void sweepUnpacked(const QString &folder);

}  // namespace tideline::ui
