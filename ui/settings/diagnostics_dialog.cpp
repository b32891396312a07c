#include "ui/settings/diagnostics_dialog.h"

#include "core/control/json_file.h"
#include "ui/views/error_box.h"
#include "ui/words.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QFontDatabase>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSysInfo>
#include <QThreadPool>
#include <QVBoxLayout>

namespace tideline::ui {

namespace {
constexpr qint64 kLogEnd = 20'000;  ///< bytes of the log that a report has

QString endOfFile(const QString &path)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    file.seek(std::max<qint64>(0, file.size() - kLogEnd));
    return QString::fromUtf8(file.read(kLogEnd));
}
}  // namespace

DiagnosticsDialog::DiagnosticsDialog(const SettingsParts &parts, QWidget *parent) : QDialog(parent), m_parts(parts)
{
    setObjectName(u"diagnosticsDialog"_s);
    setWindowTitle(tr("Report"));
    auto *words = new QLabel(tr("This is all that the report holds. Look through it before you send it."), this);
    words->setWordWrap(true);
    m_redacted = new QLabel(tr("Being gathered…"), this);
    m_redacted->setObjectName(u"redactedLabel"_s);
    m_redacted->setTextFormat(Qt::PlainText);
    m_redacted->setWordWrap(true);
    m_redacted->setProperty("role", u"muted"_s);
    m_text = new QPlainTextEdit(this);
    m_text->setObjectName(u"reportText"_s);
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setAccessibleName(tr("The report"));
    m_error = new ErrorBox(this);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    m_save = buttons->addButton(tr("&Save…"), QDialogButtonBox::ActionRole);
    m_save->setObjectName(u"saveReport"_s);
    m_save->setDefault(true);
    m_copy->setEnabled(false);
    m_save->setEnabled(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(words);
    layout->addWidget(m_redacted);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_error);
    layout->addWidget(buttons);
    resize(640, 560);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_text->toPlainText()); });
    connect(m_save, &QPushButton::clicked, this, &DiagnosticsDialog::save);
    gather();
}

void DiagnosticsDialog::gather()
{
    m_facts.versions = u"tideline " TIDELINE_VERSION ", Qt %1, %2, %3 %4 %5"_s.arg(
        QString::fromLatin1(qVersion()), QSysInfo::prettyProductName(), QSysInfo::kernelType(), QSysInfo::kernelVersion(), QSysInfo::currentCpuArchitecture());
    m_facts.profile = m_parts.profile;
    m_facts.atMs = QDateTime::currentMSecsSinceEpoch();
    const auto ask = [this](const QString &verb, auto take) {
        ++m_waiting;
        m_parts.state.backend().call(verb, {}, this, [this, take](const Result<QJsonObject> &reply) {
            if (reply)
                take(*reply);
            finishGathering();
        });
    };
    ask(u"doctor"_s, [this](const QJsonObject &reply) { m_facts.checks = reply[u"rows"].toArray(); });
    ask(u"whoami"_s, [this](const QJsonObject &reply) { m_facts.account = reply; });
    ask(u"status"_s, [this](const QJsonObject &reply) { m_facts.status = reply; });
    ask(u"config_get"_s, [this](const QJsonObject &reply) { m_facts.config = reply; });
    ++m_waiting;
    QThreadPool::globalInstance()->start([file = m_parts.logFile, dialog = QPointer(this)] {
        const QString end = endOfFile(file);
        QMetaObject::invokeMethod(qApp, [dialog, end] {
            if (!dialog)
                return;
            dialog->m_facts.log = end;
            dialog->finishGathering();
        }, Qt::QueuedConnection);
    });
}

void DiagnosticsDialog::finishGathering()
{
    if (--m_waiting > 0)
        return;
    m_report = control::diagnosticReport(m_facts);
    QStringList taken;
    for (const auto &one : std::as_const(m_report.redactions))
        taken.append(tr("%1 (%L2 ×) instead of %3").arg(one.word).arg(one.times).arg(breakable(one.what)));
    m_redacted->setText(taken.isEmpty() ? tr("Nothing had to be taken out.") : tr("Taken out:\n%1").arg(taken.join(u'\n')));
    m_text->setPlainText(QString::fromUtf8(QJsonDocument(m_report.report).toJson()));
    m_copy->setEnabled(true);
    m_save->setEnabled(true);
}

void DiagnosticsDialog::save()
{
    auto *chooser = new QFileDialog(this, tr("Save the report"), {}, tr("Reports (*.json)"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(u"json"_s);
    chooser->selectFile(u"tideline-report.json"_s);
    connect(chooser, &QFileDialog::fileSelected, this, &DiagnosticsDialog::write);
    chooser->open();
}

void DiagnosticsDialog::write(const QString &file)
{
    QThreadPool::globalInstance()->start([file, report = m_report.report, dialog = QPointer(this)] {
        QFile::remove(file);  // the chooser has asked
        const auto written = control::writeNewJson(file, report);
        QMetaObject::invokeMethod(qApp, [dialog, file, written] {
            if (!dialog)
                return;
            dialog->m_error->setVisible(!written);
            if (written)
                dialog->m_redacted->setText(tr("Saved: %1").arg(breakable(file)));
            else
                dialog->m_error->show(written.error());
        }, Qt::QueuedConnection);
    });
}

}  // namespace tideline::ui
