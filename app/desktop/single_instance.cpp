#include "app/desktop/single_instance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>
#include <QStandardPaths>

namespace tideline::desktop {

namespace {
constexpr int kAnswerMs = 3'000;
constexpr int kMaxLine = 16'384;  // a path of 4,096 bytes, each of them as three in a URI

QString socketFor(const QString &profile)
{
    const QByteArray hash = QCryptographicHash::hash(QDir(profile).absolutePath().toUtf8(), QCryptographicHash::Sha256);
    QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (folder.isEmpty())
        folder = QDir::tempPath();
    return u"%1/tideline-window-%2"_s.arg(folder, QString::fromLatin1(hash.toHex().left(20)));
}
}  // namespace

SingleInstance::SingleInstance(QString profile, QObject *parent)
    : QObject(parent), m_profile(std::move(profile)), m_socket(socketFor(m_profile)), m_lock(m_profile + u"/window.lock"_s)
{
    m_lock.setStaleLockTime(0);  // never by age: only a holder that is gone frees it
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::take);
}

Result<bool> SingleInstance::claim(const QString &uri)
{
    QDir().mkpath(m_profile);
    // The first may just be ending or beginning: two tries.
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (m_lock.tryLock(attempt == 0 ? 0 : kAnswerMs)) {
            QLocalServer::removeServer(m_socket);
            m_server.setSocketOptions(QLocalServer::UserAccessOption);
            if (!m_server.listen(m_socket))
                qWarning("tideline: a second start cannot reach this window: %s", qUtf8Printable(m_server.errorString()));
            return true;
        }
        if (m_lock.error() != QLockFile::LockFailedError)
            return Error{Error::Kind::Denied, tr("The profile cannot be written."), m_profile, tr("Give another --profile.")};
        if (askFirst(uri))
            return false;
    }
    return Error{Error::Kind::Timeout, tr("Another window of this profile runs, but does not answer."), m_profile,
                 tr("End it, then start again.")};
}

bool SingleInstance::askFirst(const QString &uri) const
{
    QLocalSocket socket;
    socket.connectToServer(m_socket);
    if (!socket.waitForConnected(kAnswerMs))
        return false;
    socket.write("show " + uri.toUtf8().left(kMaxLine - 16) + '\n');
    return socket.waitForReadyRead(kAnswerMs) && socket.readLine(16) == "ok\n";
}

void SingleInstance::take()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (!socket->canReadLine()) {
                if (socket->bytesAvailable() > kMaxLine)
                    socket->abort();
                return;
            }
            const QByteArray line = socket->readLine(kMaxLine).trimmed();
            if (line != "show" && !line.startsWith("show ")) {
                socket->abort();
                return;
            }
            socket->write("ok\n");
            socket->disconnectFromServer();
            Q_EMIT showAsked(QString::fromUtf8(line.mid(5)));
        });
    }
}

}  // namespace tideline::desktop
