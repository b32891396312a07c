// Makes the merged file of what a person chose, and has the engine put it in its place.
#pragma once

#include "ui/difference/conflict_versions.h"
#include "ui/difference/merge_choice.h"

#include <QThreadPool>

namespace tideline::ui {

/// Reads the three versions again, so that the merge is of what was compared or is not saved at all; writes the merged bytes into a
/// file of its own, and hands that to the verb `resolve`, after which both versions are in the trash and the history.
///
/// Thread:    GUI; files are read and written on a worker.
/// Ownership: borrows the backend. The folder for its files goes with it; the destructor waits for the worker.
class MergeSaver final : public QObject {
    Q_OBJECT
public:
    MergeSaver(Backend &backend, QObject *parent) : QObject(parent), m_backend(backend) { m_pool.setMaxThreadCount(1); }
    ~MergeSaver() override { m_pool.waitForDone(); }

    /// `versions`: base, mine, theirs, as compared; `difference` holds the choice's merge. `saved` or `failed` follows.
    void save(const ConflictRef &conflict, const std::vector<preview::Subject> &versions, std::shared_ptr<const preview::Difference> difference,
              const MergeChoice &choice);

Q_SIGNALS:
    void saved();
    void failed(const tideline::Error &error);

private:
    Backend &m_backend;
    QTemporaryDir m_folder;
    QThreadPool m_pool;
    int m_next = 0;
};

}  // namespace tideline::ui
