#include "core/cloud/push_session.h"

#include "core/cloud/push_worker.h"

#include <QThread>

namespace tideline::cloud {

PushSession::PushSession(Options options, Callbacks callbacks)
    : m_thread(std::make_unique<QThread>()), m_worker(new PushWorker(std::move(options), std::move(callbacks)))
{
    m_thread->setObjectName(u"push"_s);
    m_worker->moveToThread(m_thread.get());
    QObject::connect(m_thread.get(), &QThread::started, m_worker, &PushWorker::open);
    QObject::connect(m_thread.get(), &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread->start();
}

PushSession::~PushSession()
{
    m_thread->quit();
    m_thread->wait();
}

void PushSession::reconnectNow()
{
    QMetaObject::invokeMethod(m_worker, &PushWorker::reconnectNow, Qt::QueuedConnection);
}

}  // namespace tideline::cloud
