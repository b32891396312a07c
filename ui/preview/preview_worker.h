// Runs an Opener and the Preview it opened on a thread of its own, so that the window never waits for a file.
#pragma once

#include "core/base/mutex.h"
#include "core/preview/preview.h"

#include <QHash>
#include <QObject>

#include <deque>
#include <thread>
#include <type_traits>

namespace tideline::ui {

using DocumentPtr = std::shared_ptr<const preview::Document>;

/// One preview at a time: the one opened last. Of the questions that wait the newest is answered first, since it is about
/// what one sees now; Turn::Idle waits until nothing else does.
///
/// Thread:    GUI. The opener and the preview are used on the worker's own thread alone, and the preview is deleted there.
/// Ownership: shares the opener. The destructor cancels, and waits for the call that runs.
/// Invariant: no answer to an earlier subject, to a replaced question or for a view that is gone is ever handed over.
class PreviewWorker final : public QObject {
    Q_OBJECT
public:
    enum class Turn { Soon, Idle };

    explicit PreviewWorker(std::shared_ptr<preview::Opener> opener, QObject *parent = nullptr);
    ~PreviewWorker() override;

    /// Leaves what was open, and opens `subject`; `opened` or `failed` follows, unless another is asked for before.
    void open(const preview::Subject &subject);
    /// Leaves what is open: nothing more is said of it.
    void close();

    /// Asks the open preview: `work(preview, cancelled)` gives a Result<T> on the worker's thread, `done(result)` takes it on
    /// this one. A question with the same `key` (not empty) of the same `view` replaces the earlier one.
    template <typename Work, typename Done>
    void ask(QObject *view, const QString &key, Work work, Done done, Turn turn = Turn::Soon)
    {
        enqueue(view, key, turn, [work = std::move(work), done = std::move(done)](preview::Preview &open, const preview::Cancelled &cancelled) {
            auto result = std::make_shared<std::decay_t<decltype(work(open, cancelled))>>(work(open, cancelled));
            return std::function<void()>([result, done] { done(std::move(*result)); });
        });
    }
    /// Not wanted any more; one that runs is told to end.
    void drop(QObject *view, const QString &key);
    /// Questions that are not answered yet, with the one that runs.
    int waiting() const;

Q_SIGNALS:
    void opened(const tideline::ui::DocumentPtr &document);
    void failed(const tideline::Error &error);

private:
    using Work = std::function<std::function<void()>(preview::Preview &, const preview::Cancelled &)>;
    struct Task {
        QObject *view = nullptr;  ///< never followed: a name
        QString key;
        Turn turn = Turn::Soon;
        quint64 subject = 0;
        Work work;
        preview::Cancelled cancelled{false};
    };
    using TaskPtr = std::shared_ptr<Task>;

    void enqueue(QObject *view, const QString &key, Turn turn, Work work);
    void dropIf(const std::function<bool(const Task &)> &unwanted);
    void run();
    TaskPtr next() TIDELINE_REQUIRES(m_mutex);
    void openNow(const preview::Subject &subject, quint64 number, const preview::Cancelled &cancelled);
    void finish(const TaskPtr &task, std::function<void()> deliver);

    std::shared_ptr<preview::Opener> m_opener;
    quint64 m_subject = 0;  ///< number of the one that is wanted
    QHash<QObject *, QMetaObject::Connection> m_views;

    mutable Mutex m_mutex;
    std::condition_variable m_something;
    bool m_ending TIDELINE_GUARDED_BY(m_mutex) = false;
    std::deque<TaskPtr> m_tasks TIDELINE_GUARDED_BY(m_mutex);  ///< the newest in front
    TaskPtr m_running TIDELINE_GUARDED_BY(m_mutex);
    std::optional<preview::Subject> m_toOpen TIDELINE_GUARDED_BY(m_mutex);
    bool m_toClose TIDELINE_GUARDED_BY(m_mutex) = false;
    quint64 m_number TIDELINE_GUARDED_BY(m_mutex) = 0;  ///< m_subject, for the worker
    std::shared_ptr<preview::Cancelled> m_opening TIDELINE_GUARDED_BY(m_mutex);  ///< of the open() that runs or is next

    std::unique_ptr<preview::Preview> m_preview;  ///< the worker's
    quint64 m_previewNumber = 0;                  ///< the worker's: the subject that m_preview is of
    std::thread m_thread;                         ///< last: what it uses is there before it
};

}  // namespace tideline::ui
