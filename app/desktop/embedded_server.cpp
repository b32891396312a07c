#include "app/desktop/embedded_server.h"

#include "core/store/db_tool.h"
#include "core/store/store_location.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>
#include <QTcpServer>

#include <csignal>
#include <sys/prctl.h>
#include <utility>

namespace tideline::desktop {

namespace {
constexpr int kFirstPort = 8480, kPorts = 20;
constexpr int kMostTries = 12;
constexpr int kAgainMs = 2'500;   ///< a server that is ending has up to half a minute for it
constexpr int kEndMs = 5'000;
constexpr qsizetype kKeptComplaint = 2'000;
const QByteArray kListening = "tideline-server listening on ";

/// Beside this program, as it is built and installed, else where the PATH leads.
QString serverProgram()
{
    const QFileInfo beside(QCoreApplication::applicationDirPath() + u"/tideline-server"_s);
    return beside.isExecutable() ? beside.filePath() : QStandardPaths::findExecutable(u"tideline-server"_s);
}

/// One that nobody listens on now. Not 0: the same port is asked for at every later start, and the system's own choice is from those
/// that any connection may hold then.
int freePort()
{
    for (int port = kFirstPort; port < kFirstPort + kPorts; ++port) {
        if (QTcpServer probe; probe.listen(QHostAddress::LocalHost, quint16(port)))
            return port;
    }
    return kFirstPort;  // it says itself that the port is in use
}

QString lineOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readLine(200)).trimmed() : QString();
}
}  // namespace

EmbeddedServer::EmbeddedServer(const QString &profile, QObject *parent)
    : m_data(profile + u"/server"_s), m_addressFile(store::ownServerFile(profile))
{
    setParent(parent);
    m_again.setSingleShot(true);
    m_again.setInterval(kAgainMs);
    connect(&m_again, &QTimer::timeout, this, &EmbeddedServer::run);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &EmbeddedServer::hear);
    connect(&m_process, &QProcess::readyReadStandardError, this, [this] { m_complaint = (m_complaint + m_process.readAllStandardError()).right(kKeptComplaint); });
    connect(&m_process, &QProcess::finished, this, &EmbeddedServer::takeEnd);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish(Error{Error::Kind::Io, tr("The server cannot be started: %1.").arg(m_process.errorString()), m_process.program(), {}});
    });
}

EmbeddedServer::~EmbeddedServer()
{
    m_process.disconnect(this);
    stop();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(kEndMs)) {
        m_process.kill();  // what it has answered for is durable
        m_process.waitForFinished();
    }
    if (m_isDiscarded)
        removeAll();
}

bool EmbeddedServer::isInstalled() const
{
    return !serverProgram().isEmpty();
}

bool EmbeddedServer::isSetUp() const
{
    return QFile::exists(m_addressFile);
}

void EmbeddedServer::start(QObject *context, OnAccess onAccess)
{
    m_waiting.append({context, std::move(onAccess)});
    m_isWanted = true;
    m_tries = 0;
    if (m_process.state() == QProcess::NotRunning)
        run();
    else if (!m_url.isEmpty())
        QMetaObject::invokeMethod(this, [this] { finish(access()); }, Qt::QueuedConnection);
}

void EmbeddedServer::run()
{
    m_again.stop();
    const QString program = serverProgram();
    if (program.isEmpty()) {
        QMetaObject::invokeMethod(this, [this] {
            finish(Error{Error::Kind::NotFound, tr("The server is not installed on this computer."), {}, tr("Install the package tideline-server.")});
        }, Qt::QueuedConnection);
        return;
    }
    ++m_tries;
    m_made = m_made || !isSetUp();
    const QString known = lineOf(m_addressFile).section(u':', -1);
    const int port = known.toInt() > 0 ? known.toInt() : freePort();
    m_complaint.clear();
    m_process.setProgram(program);
    m_process.setArguments({u"--data"_s, m_data, u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)});
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    m_process.start();
    m_process.closeWriteChannel();
}

void EmbeddedServer::hear()
{
    while (m_process.canReadLine()) {
        const QByteArray line = m_process.readLine().trimmed();
        if (!line.startsWith(kListening))
            continue;
        m_url = QString::fromLatin1(line.sliced(kListening.size()));
        QSaveFile file(m_addressFile);
        const bool isKept = file.open(QIODevice::WriteOnly) && file.write(m_url.toLatin1() + '\n') > 0 && file.commit();
        finish(isKept ? access() : Result<Access>(Error{Error::Kind::Io, tr("The server's address cannot be kept."), m_addressFile, file.errorString()}));
    }
}

void EmbeddedServer::takeEnd()
{
    const bool wasReady = !std::exchange(m_url, {}).isEmpty();
    if (m_isDiscarded) {
        removeAll();
        if (m_isWanted)  // it was asked for again meanwhile
            run();
        return;
    }
    if (!m_isWanted)
        return;
    // One of a program that was just ended may still be at it; and one that broke down is started again.
    const bool mayPass = wasReady || m_complaint.contains("uses this data folder");
    if (mayPass && m_tries < kMostTries) {
        m_again.start();
        return;
    }
    const QString said = QString::fromUtf8(m_complaint).trimmed().section(u'\n', -1);
    qWarning("tideline: the server of this computer ended: %s", qUtf8Printable(said));
    finish(Error{Error::Kind::Refused, tr("The server of this computer does not start."), said, {}});
}

void EmbeddedServer::finish(const Result<Access> &outcome)
{
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto &[context, onAccess] : waiting) {
        if (context)
            onAccess(outcome);
    }
}

Result<ui::LocalServer::Access> EmbeddedServer::access() const
{
    const QString file = m_data + u"/first-token"_s;
    const QString token = lineOf(file);
    if (!token.startsWith(u"tdl_"))
        return Error{Error::Kind::NotFound, tr("The server's first sign-in is not there any more."), file,
                     tr("Make a token with tideline-server token create, and sign in to %1 with it.").arg(m_url)};
    return Access{m_url, token, m_made};
}

void EmbeddedServer::stop()
{
    m_isWanted = false;
    m_again.stop();
    m_waiting.clear();
    m_url.clear();
    m_process.terminate();
}

bool EmbeddedServer::isEmpty() const
{
    const auto projects = store::countRows(m_data + u"/meta.sqlite"_s, "project");
    return projects ? *projects == 0 : projects.error().kind == Error::Kind::NotFound;
}

void EmbeddedServer::discard()
{
    if (!isEmpty())
        return;
    m_isDiscarded = true;
    stop();
    if (m_process.state() == QProcess::NotRunning)
        removeAll();
}

void EmbeddedServer::removeAll()
{
    m_isDiscarded = false;
    if (!isEmpty())
        return;  // a project came while it ended
    QFile::remove(m_addressFile);
    QDir(m_data).removeRecursively();
    m_made = false;
}

}  // namespace tideline::desktop
