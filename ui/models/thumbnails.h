// Small pictures of files: those that are held at once, others as soon as a worker has them.
#pragma once

#include "core/base/mutex.h"
#include "core/preview/kept_thumbnails.h"

#include <QCache>
#include <QObject>
#include <QPixmap>
#include <QSet>

#include <deque>
#include <thread>

namespace tideline::ui {

/// A picture that is in sight.
struct WantedThumbnail {
    QString key;  ///< names the file and its state: a file that changed has another one
    preview::ThumbnailWish wish;
};

/// Only what is in sight is asked for, what came into sight last before the rest; what left it is dropped, and told to end.
///
/// Thread:    GUI. Pictures are found, made and decoded on one worker thread.
/// Ownership: shares the finder. The destructor cancels, and waits for the call that runs.
/// Invariant: holds pictures of at most kMostBytes. find() never waits. A file without a picture is asked for once.
class Thumbnails final : public QObject {
    Q_OBJECT
public:
    static constexpr int kMostBytes = 64 << 20;

    explicit Thumbnails(std::shared_ptr<const preview::KeptThumbnails> finder, QObject *parent = nullptr);
    ~Thumbnails() override;

    /// The picture of that key; null: none is held.
    QPixmap find(const QString &key) const;
    /// What is in sight now, all of it.
    void setWanted(const std::vector<WantedThumbnail> &wanted);
    /// Questions without an answer yet, with the one that runs.
    int waiting() const;

Q_SIGNALS:
    /// There is a picture for this key.
    void found(const QString &key);

private:
    struct Task {
        WantedThumbnail wanted;
        preview::Cancelled cancelled{false};
    };
    using TaskPtr = std::shared_ptr<Task>;

    void run();
    void take(const TaskPtr &task, const QImage &image, bool isSettled);

    std::shared_ptr<const preview::KeptThumbnails> m_finder;
    QCache<QString, QPixmap> m_held;
    QSet<QString> m_without;  ///< keys that were answered with none

    mutable Mutex m_mutex;
    std::condition_variable m_something;
    bool m_ending TIDELINE_GUARDED_BY(m_mutex) = false;
    std::deque<TaskPtr> m_tasks TIDELINE_GUARDED_BY(m_mutex);  ///< the next one in front
    TaskPtr m_running TIDELINE_GUARDED_BY(m_mutex);            ///< until its answer is taken
    std::thread m_thread;  ///< last: what it uses is there before it
};

}  // namespace tideline::ui
