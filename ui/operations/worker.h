// Questions that need the disk, answered on a thread of their own.
#pragma once

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <utility>

namespace tideline::ui {

/// One question after another.
///
/// Thread:    GUI outside.
/// Ownership: the destructor waits for the running one and drops the rest.
class Worker final : public QObject {
public:
    explicit Worker(QObject *parent = nullptr) : QObject(parent) { m_pool.setMaxThreadCount(1); }
    ~Worker() override
    {
        m_pool.clear();
        m_pool.waitForDone();
    }
    Q_DISABLE_COPY_MOVE(Worker)

    /// `work` runs on the worker's thread; then `take` gets what it returned, unless `context` or this is gone.
    template <typename Work, typename Take>
    void ask(QObject *context, Work work, Take take)
    {
        m_pool.start([this, guard = QPointer<QObject>(context), work = std::move(work), take = std::move(take)] {
            auto answer = work();
            QMetaObject::invokeMethod(
                this,
                [guard, take, answer = std::move(answer)] {
                    if (guard)
                        take(answer);
                },
                Qt::QueuedConnection);
        });
    }

private:
    QThreadPool m_pool;
};

}  // namespace tideline::ui
