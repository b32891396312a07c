// Runs file operations on a worker.
#pragma once

#include "ui/operations/file_operations.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <functional>

namespace tideline::ui {

/// Runs operations one after another on its own thread, and says how far they are.
///
/// Thread:    GUI outside.
/// Ownership: the destructor stops the running one and drops the rest.
class FileWork final : public QObject {
    Q_OBJECT
public:
    using Operation = std::function<Result<FileChanges>(WorkControl &)>;
    using OnDone = std::function<void(const FileChanges &changes, const QList<Error> &errors)>;

    explicit FileWork(QObject *parent = nullptr);
    ~FileWork() override;

    /// All of them, in turn; then `onDone` on the GUI thread, unless this is gone. After cancel() the rest is not begun, which is one
    /// Error Cancelled.
    void run(QList<Operation> operations, OnDone onDone);
    /// Stops what runs now. What is queued behind it is done.
    void cancel() { m_control.cancel(); }
    bool isBusy() const { return m_running > 0; }

Q_SIGNALS:
    /// A few times a second while a file is being copied: its name and how far it is, percent or -1.
    void copying(const QString &name, int percent);
    /// Nothing runs any more.
    void idle();

private:
    void perform(const QList<Operation> &operations, const OnDone &onDone);

    QThreadPool m_pool;
    WorkControl m_control;
    std::atomic<bool> m_stopping{false};
    int m_running = 0;
    QTimer m_look;
};

}  // namespace tideline::ui
