#include "app/server/admin/log.h"

#include <QDateTime>
#include <QLoggingCategory>
#include <QString>

#include <cstdio>

namespace tideline::server {

namespace {

using namespace Qt::StringLiterals;

const char *nameOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg: return "debug";
    case QtInfoMsg: return "info";
    case QtWarningMsg: return "warning";
    case QtCriticalMsg: return "error";
    case QtFatalMsg: return "fatal";
    }
    return "?";
}

void write(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    QByteArray line = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1() + ' ' + nameOf(type) + ' '
        + (context.category ? context.category : "default") + ": ";
    for (const char c : text.toUtf8()) {
        if (uchar(c) < 0x20 || c == 0x7f)
            line += "\\x" + QByteArray(1, c).toHex();
        else
            line += c;
    }
    line += '\n';
    std::fwrite(line.constData(), 1, std::size_t(line.size()), stderr);  // one call, so lines do not mix
}

}  // namespace

void installLog(bool verbose)
{
    qInstallMessageHandler(write);
    QLoggingCategory::setFilterRules(verbose ? u"tideline.*.debug=true"_s : u"*.debug=false"_s);
}

}  // namespace tideline::server
