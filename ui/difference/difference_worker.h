// Compares versions on a thread of its own, so that the window never waits for it.
#pragma once

#include "core/preview/comparer.h"
#include "ui/difference/difference_view.h"

#include <QThreadPool>

namespace tideline::ui {

/// One comparison at a time: the one asked for last.
///
/// Thread:    GUI; the comparer is called on the worker's own thread.
/// Ownership: shares the comparer. The destructor cancels, and waits for the call that runs.
/// Invariant: nothing is said of a comparison after another was asked for, or close().
class DifferenceWorker final : public QObject {
    Q_OBJECT
public:
    explicit DifferenceWorker(std::shared_ptr<preview::Comparer> comparer, QObject *parent = nullptr);
    ~DifferenceWorker() override;

    /// As Comparer::compare(); `compared` or `failed` follows.
    void compare(const std::vector<preview::Subject> &versions, const QString &key);
    /// The last one is not wanted any more.
    void close();

Q_SIGNALS:
    void compared(const tideline::ui::DifferencePtr &difference);
    void failed(const tideline::Error &error);

private:
    std::shared_ptr<preview::Comparer> m_comparer;
    std::shared_ptr<preview::Cancelled> m_cancelled;
    QThreadPool m_pool;
};

}  // namespace tideline::ui
