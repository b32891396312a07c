#include "app/server/http/http_server.h"

#include "app/server/http/socket_worker.h"

#include <QThreadPool>

#include <algorithm>

namespace tideline::server {

HttpServer::HttpServer(Handler &handler, QThreadPool &pool, const HttpSettings &settings, UpgradeHandler *upgrades)
    : m_settings(settings), m_streams(settings.maxStreams),
      m_context{handler, upgrades, pool, m_settings, m_metrics, m_streams}
{
    const int threads = settings.ioThreads > 0 ? settings.ioThreads : std::clamp(QThread::idealThreadCount(), 1, 4);
    for (int i = 0; i < threads; ++i) {
        auto thread = std::make_unique<QThread>();
        thread->setObjectName(u"sockets %1"_s.arg(i));
        auto *worker = new SocketWorker(m_context);
        worker->moveToThread(thread.get());
        connect(thread.get(), &QThread::finished, worker, &QObject::deleteLater);
        connect(worker, &SocketWorker::connectionEnded, this, &HttpServer::onConnectionEnded, Qt::QueuedConnection);
        thread->start();
        m_workers.push_back(worker);
        m_threads.push_back(std::move(thread));
    }
    setListenBacklogSize(512);
    // Out of file descriptors: Qt has stopped accepting; a connection that ends, or a second, starts it again.
    connect(this, &QTcpServer::acceptError, this, [this] {
        qWarning("A connection could not be accepted: %s", qUtf8Printable(errorString()));
        QTimer::singleShot(1000, this, [this] { resumeAccepting(); });
    });
    m_cutOff.setSingleShot(true);
    connect(&m_cutOff, &QTimer::timeout, this, [this] {
        for (SocketWorker *worker : m_workers)
            QMetaObject::invokeMethod(worker, &SocketWorker::abortAll, Qt::QueuedConnection);
    });
}

HttpServer::~HttpServer()
{
    close();
    for (SocketWorker *worker : m_workers)
        QMetaObject::invokeMethod(worker, &SocketWorker::abortAll, Qt::BlockingQueuedConnection);
    m_context.pool.waitForDone();  // each step has posted its outcome by now …
    for (SocketWorker *worker : m_workers)  // … and this stands behind them in the same queues
        QMetaObject::invokeMethod(worker, &SocketWorker::abortAll, Qt::BlockingQueuedConnection);
    m_context.pool.waitForDone();
    for (const auto &thread : m_threads) {
        thread->quit();
        thread->wait();
    }
}

Result<void> HttpServer::start()
{
    if (listen(m_settings.address, m_settings.port))
        return {};
    const QString where = u"%1:%2"_s.arg(m_settings.address.toString()).arg(m_settings.port);
    if (serverError() == QAbstractSocket::AddressInUseError)
        return Error{Error::Kind::Refused, u"The port is in use."_s, where,
                     u"Stop the program that listens there, or choose another with --listen."_s};
    return Error{Error::Kind::Refused, u"Cannot listen: %1."_s.arg(errorString()), where,
                 u"Choose another address with --listen."_s};
}

QString HttpServer::url() const
{
    const QHostAddress address = serverAddress();
    const QString host = address.protocol() == QAbstractSocket::IPv6Protocol ? u"[%1]"_s.arg(address.toString())
                                                                             : address.toString();
    return u"http://%1:%2"_s.arg(host).arg(serverPort());
}

void HttpServer::incomingConnection(qintptr descriptor)
{
    SocketWorker *worker = m_workers[m_next];
    m_next = (m_next + 1) % m_workers.size();
    // Whoever opens connections and asks nothing must not keep the others out: at the limit some of those make room.
    if (++m_open >= m_settings.maxConnections) {
        pauseAccepting();
        for (SocketWorker *each : m_workers)
            QMetaObject::invokeMethod(each, &SocketWorker::makeRoom, Qt::QueuedConnection);
    }
    QMetaObject::invokeMethod(worker, [worker, descriptor] { worker->take(descriptor); }, Qt::QueuedConnection);
}

void HttpServer::onConnectionEnded()
{
    if (m_open-- == m_settings.maxConnections && isListening())
        resumeAccepting();
    if (m_draining && m_open == 0) {
        m_cutOff.stop();
        Q_EMIT drained();
    }
}

void HttpServer::drain(std::chrono::milliseconds cutOff)
{
    close();
    m_draining = true;
    for (SocketWorker *worker : m_workers)
        QMetaObject::invokeMethod(worker, &SocketWorker::drain, Qt::QueuedConnection);
    m_cutOff.start(cutOff);
    if (m_open == 0)
        QTimer::singleShot(0, this, [this] { Q_EMIT drained(); });
}

}  // namespace tideline::server
