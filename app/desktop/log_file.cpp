#include "app/desktop/log_file.h"

#include "core/base/mutex.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <atomic>

namespace tideline::desktop {

namespace {
/// Lives as long as the program: messages come until its very end.
struct Log {
    Mutex mutex;
    QFile file TIDELINE_GUARDED_BY(mutex);
    std::atomic<int> least = 0;
    QtMessageHandler before = nullptr;
};
Log *s_log = nullptr;

int weightOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg: return 0;
    case QtInfoMsg: return 1;
    case QtWarningMsg: return 2;
    case QtCriticalMsg: [[fallthrough]];
    case QtFatalMsg: return 3;
    }
    return 3;
}

bool openPrivately(QFile &file)
{
    return file.open(QIODevice::WriteOnly | QIODevice::Append, QFile::ReadOwner | QFile::WriteOwner);
}

void rotate(QFile &file)
{
    const QString name = file.fileName();
    file.close();
    QFile::remove(name + u".1"_s);
    QFile::rename(name, name + u".1"_s);
    openPrivately(file);
}

void write(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    static constexpr const char *kWords[] = {"debug", "info", "warning", "error"};
    if (s_log->before && type != QtInfoMsg)  // what is done goes to the file alone
        s_log->before(type, context, text);
    if (weightOf(type) < s_log->least)
        return;
    QString line = text;
    line.replace(u'\n', u"\n    "_s);
    const QByteArray bytes = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1() + ' ' + kWords[weightOf(type)] + ' ' + line.toUtf8() + '\n';
    MutexLock lock(s_log->mutex);
    s_log->file.write(bytes);
    s_log->file.flush();
    if (s_log->file.size() > kMaxLogBytes)
        rotate(s_log->file);
}
}  // namespace

QString logFileOf(const QString &profile, bool isNamed)
{
    if (isNamed)
        return profile + u"/log/tideline.log"_s;
    QString state = qEnvironmentVariable("XDG_STATE_HOME");
    if (!QDir::isAbsolutePath(state))
        state = QDir::homePath() + u"/.local/state"_s;
    return state + u"/tideline/tideline.log"_s;
}

Result<void> startLog(const QString &file, QtMsgType least)
{
    Q_ASSERT(!s_log);
    if (!QDir().mkpath(QFileInfo(file).path()))
        return Error{Error::Kind::Denied, u"The folder for the log cannot be made."_s, QFileInfo(file).path(), {}};
    auto log = std::make_unique<Log>();
    {
        MutexLock lock(log->mutex);
        log->file.setFileName(file);
        if (!openPrivately(log->file))
            return Error{Error::Kind::Denied, u"The log cannot be written: %1."_s.arg(log->file.errorString()), file, {}};
    }
    s_log = log.release();
    setLogLevel(least);
    s_log->before = qInstallMessageHandler(write);
    return {};
}

void setLogLevel(QtMsgType least)
{
    if (s_log)
        s_log->least = weightOf(least);
}

}  // namespace tideline::desktop
