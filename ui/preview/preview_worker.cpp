#include "ui/preview/preview_worker.h"

#include <algorithm>

namespace tideline::ui {

PreviewWorker::PreviewWorker(std::shared_ptr<preview::Opener> opener, QObject *parent)
    : QObject(parent), m_opener(std::move(opener))
{
    Q_ASSERT(m_opener);
    m_thread = std::thread([this] { run(); });
}

PreviewWorker::~PreviewWorker()
{
    close();
    {
        const MutexLock lock(m_mutex);
        m_ending = true;
    }
    m_something.notify_all();
    m_thread.join();
}

void PreviewWorker::open(const preview::Subject &subject)
{
    close();
    const MutexLock lock(m_mutex);
    m_toOpen = subject;
    m_opening = std::make_shared<preview::Cancelled>(false);
    m_something.notify_all();
}

void PreviewWorker::close()
{
    dropIf([](const Task &) { return true; });
    const MutexLock lock(m_mutex);
    m_number = ++m_subject;
    m_toOpen.reset();
    m_toClose = true;
    if (m_opening)
        *m_opening = true;
    m_something.notify_all();
}

void PreviewWorker::enqueue(QObject *view, const QString &key, Turn turn, Work work)
{
    if (!key.isEmpty())
        drop(view, key);
    if (!m_views.contains(view)) {
        m_views.insert(view, connect(view, &QObject::destroyed, this, [this, view] {
            m_views.remove(view);
            dropIf([view](const Task &task) { return task.view == view; });
        }));
    }
    auto task = std::make_shared<Task>();
    task->view = view;
    task->key = key;
    task->turn = turn;
    task->subject = m_subject;
    task->work = std::move(work);
    const MutexLock lock(m_mutex);
    m_tasks.push_front(std::move(task));
    m_something.notify_all();
}

void PreviewWorker::drop(QObject *view, const QString &key)
{
    dropIf([&](const Task &task) { return task.view == view && task.key == key; });
}

void PreviewWorker::dropIf(const std::function<bool(const Task &)> &unwanted)
{
    const MutexLock lock(m_mutex);
    std::erase_if(m_tasks, [&](const TaskPtr &task) {
        if (!unwanted(*task))
            return false;
        task->cancelled = true;
        return true;
    });
    if (m_running && unwanted(*m_running))
        m_running->cancelled = true;
}

int PreviewWorker::waiting() const
{
    const MutexLock lock(m_mutex);
    return int(m_tasks.size()) + (m_running ? 1 : 0);
}

/// The newest that is not idle, else the newest.
PreviewWorker::TaskPtr PreviewWorker::next()
{
    auto it = std::ranges::find_if(m_tasks, [](const TaskPtr &task) { return task->turn == Turn::Soon; });
    if (it == m_tasks.end())
        it = m_tasks.begin();
    TaskPtr task = *it;
    m_tasks.erase(it);
    return task;
}

void PreviewWorker::run()
{
    for (;;) {
        TaskPtr task;
        std::optional<preview::Subject> toOpen;
        std::shared_ptr<preview::Cancelled> opening;
        quint64 number = 0;
        bool toClose = false;
        {
            MutexLock lock(m_mutex);
            while (!m_ending && !m_toOpen && !m_toClose && m_tasks.empty())
                lock.wait(m_something);
            toClose = std::exchange(m_toClose, false) || m_ending;
            toOpen = std::exchange(m_toOpen, std::nullopt);
            opening = m_opening;
            number = m_number;
            if (!toClose && !toOpen)
                m_running = task = next();
            if (m_ending)
                toOpen.reset();
        }
        if (toClose)
            m_preview.reset();
        if (toOpen)
            openNow(*toOpen, number, *opening);
        if (task) {
            // Of a subject that failed to open, or is not the one any more: nobody waits for an answer.
            if (m_preview && task->subject == m_previewNumber && !task->cancelled)
                finish(task, task->work(*m_preview, task->cancelled));
            const MutexLock lock(m_mutex);
            m_running.reset();
        }
        const MutexLock lock(m_mutex);
        if (m_ending)
            break;
    }
    m_preview.reset();
}

void PreviewWorker::openNow(const preview::Subject &subject, quint64 number, const preview::Cancelled &cancelled)
{
    auto result = m_opener->open(subject, cancelled);
    if (!result) {
        const Error error = result.error();
        QMetaObject::invokeMethod(
            this,
            [this, number, error] {
                if (number == m_subject)
                    Q_EMIT failed(error);
            },
            Qt::QueuedConnection);
        return;
    }
    m_preview = std::move(*result);
    m_previewNumber = number;
    const DocumentPtr document = std::make_shared<const preview::Document>(m_preview->document());
    QMetaObject::invokeMethod(
        this,
        [this, number, document] {
            if (number == m_subject)
                Q_EMIT opened(document);
        },
        Qt::QueuedConnection);
}

void PreviewWorker::finish(const TaskPtr &task, std::function<void()> deliver)
{
    QMetaObject::invokeMethod(
        this,
        [this, task, deliver = std::move(deliver)] {
            if (!task->cancelled && task->subject == m_subject && m_views.contains(task->view))
                deliver();
        },
        Qt::QueuedConnection);
}

}  // namespace tideline::ui
