#include "ui/operations/file_work.h"

namespace tideline::ui {

FileWork::FileWork(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    m_look.setInterval(300);
    connect(&m_look, &QTimer::timeout, this, [this] {
        const WorkControl::Progress progress = m_control.progress();
        if (!progress.name.isEmpty())
            Q_EMIT copying(progress.name, progress.sizeBytes > 0 ? int(progress.doneBytes * 100 / progress.sizeBytes) : -1);
    });
}

FileWork::~FileWork()
{
    m_stopping = true;
    m_control.cancel();
    m_pool.waitForDone();
}

void FileWork::run(QList<Operation> operations, OnDone onDone)
{
    if (m_running++ == 0)
        m_look.start();
    m_pool.start([this, operations = std::move(operations), onDone = std::move(onDone)] { perform(operations, onDone); });
}

void FileWork::perform(const QList<Operation> &operations, const OnDone &onDone)
{
    m_control.reset();
    FileChanges changes;
    QList<Error> errors;
    for (qsizetype i = 0; i < operations.size(); ++i) {
        if (m_stopping)
            return;
        auto outcome = operations[i](m_control);
        if (outcome)
            changes += *outcome;
        else
            errors.append(outcome.error());
        if (!m_control.isCancelled())
            continue;
        if (outcome && i + 1 < operations.size())
            errors.append({Error::Kind::Cancelled, tr("It was stopped before all was done."), {}, {}});
        break;
    }
    m_control.begin({}, 0);
    QMetaObject::invokeMethod(
        this,
        [this, changes, errors, onDone] {
            if (--m_running == 0)
                m_look.stop();
            onDone(changes, errors);
            if (m_running == 0)
                Q_EMIT idle();
        },
        Qt::QueuedConnection);
}

}  // namespace tideline::ui
