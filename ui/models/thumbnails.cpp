#include "ui/models/thumbnails.h"

#include <QBuffer>
#include <QHash>
#include <QImageReader>

#include <algorithm>

namespace tideline::ui {

namespace {
constexpr int kMostEdge = 2048;       ///< larger ones are no thumbnails, whoever put them into the store
constexpr qsizetype kMostWithout = 100'000;

QImage decoded(QByteArray png, int edge)
{
    QBuffer buffer(&png);
    QImageReader reader(&buffer, "PNG");
    const QSize size = reader.size();
    if (size.isEmpty() || size.width() > kMostEdge || size.height() > kMostEdge)
        return {};
    QImage image = reader.read();
    if (image.width() > edge || image.height() > edge)
        image = image.scaled(edge, edge, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    return image.convertToFormat(QImage::Format_ARGB32_Premultiplied);
}
}  // namespace

Thumbnails::Thumbnails(std::shared_ptr<const preview::KeptThumbnails> finder, QObject *parent)
    : QObject(parent), m_finder(std::move(finder)), m_held(kMostBytes)
{
    Q_ASSERT(m_finder);
    m_thread = std::thread([this] { run(); });
}

Thumbnails::~Thumbnails()
{
    setWanted({});
    {
        const MutexLock lock(m_mutex);
        m_ending = true;
    }
    m_something.notify_all();
    m_thread.join();
}

QPixmap Thumbnails::find(const QString &key) const
{
    const QPixmap *held = m_held.object(key);
    return held ? *held : QPixmap();
}

void Thumbnails::setWanted(const std::vector<WantedThumbnail> &wanted)
{
    const MutexLock lock(m_mutex);
    QHash<QString, TaskPtr> before;
    for (const TaskPtr &task : m_tasks)
        before.insert(task->wanted.key, task);
    QSet<QString> keys;
    std::deque<TaskPtr> fresh, old;
    for (const WantedThumbnail &one : wanted) {
        if (keys.contains(one.key))
            continue;
        keys.insert(one.key);
        if (m_held.contains(one.key) || m_without.contains(one.key) || (m_running && m_running->wanted.key == one.key && !m_running->cancelled))
            continue;
        if (const TaskPtr waiting = before.value(one.key)) {
            old.push_back(waiting);
            continue;
        }
        auto task = std::make_shared<Task>();
        task->wanted = one;
        fresh.push_back(std::move(task));
    }
    if (m_running && !keys.contains(m_running->wanted.key))
        m_running->cancelled = true;
    fresh.insert(fresh.end(), old.begin(), old.end());
    m_tasks = std::move(fresh);
    m_something.notify_all();
}

int Thumbnails::waiting() const
{
    const MutexLock lock(m_mutex);
    return int(m_tasks.size()) + (m_running ? 1 : 0);
}

void Thumbnails::run()
{
    for (;;) {
        TaskPtr task;
        {
            MutexLock lock(m_mutex);
            while (!m_ending && (m_tasks.empty() || m_running))
                lock.wait(m_something);
            if (m_ending)
                return;
            m_running = task = m_tasks.front();
            m_tasks.pop_front();
        }
        const preview::ThumbnailWish &wish = task->wanted.wish;
        const auto answer = m_finder->find(wish, task->cancelled);
        QImage image;
        if (answer && *answer)
            image = decoded(**answer, wish.edge);
        QMetaObject::invokeMethod(this, [this, task, image, isSettled = bool(answer)] { take(task, image, isSettled); }, Qt::QueuedConnection);
    }
}

void Thumbnails::take(const TaskPtr &task, const QImage &image, bool isSettled)
{
    const QString key = task->wanted.key;
    {
        const MutexLock lock(m_mutex);
        m_running.reset();
        m_something.notify_all();
    }
    if (!image.isNull()) {
        m_held.insert(key, new QPixmap(QPixmap::fromImage(image)), int(image.sizeInBytes()));
        Q_EMIT found(key);
    } else if (isSettled || !task->cancelled) {
        // What failed for now is not asked for on and on while it is looked at either.
        if (m_without.size() >= kMostWithout)
            m_without.clear();
        m_without.insert(key);
    }
}

}  // namespace tideline::ui
