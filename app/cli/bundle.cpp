#include "app/cli/bundle.h"

#include "core/control/diagnostics.h"
#include "core/control/json_file.h"

#include <QSysInfo>

namespace tideline::cli {

QString versionsText()
{
    return u"tide " TIDELINE_VERSION ", Qt %1, %2, %3 %4 %5"_s.arg(
        QString::fromLatin1(qVersion()), QSysInfo::prettyProductName(), QSysInfo::kernelType(), QSysInfo::kernelVersion(),
        QSysInfo::currentCpuArchitecture());
}

Result<void> writeBundle(Context &context, const QJsonArray &rows, const QString &file)
{
    const auto replyOf = [&](const QString &verb) {
        const auto reply = context.call(verb);
        return reply ? *reply : QJsonObject();
    };
    control::DiagnosticFacts facts;
    facts.versions = versionsText();
    facts.profile = context.settings().profile;
    facts.atMs = context.clock().nowMs();
    facts.checks = rows;
    facts.account = replyOf(u"whoami"_s);
    facts.status = replyOf(u"status"_s);
    facts.config = replyOf(u"config_get"_s);
    return control::writeNewJson(file, control::diagnosticReport(facts).report);
}

}  // namespace tideline::cli
