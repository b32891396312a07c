#include "ui/views/transfer_panel.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/views/elided_label.h"
#include "ui/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace tideline::ui {

namespace {
constexpr int kRecent = 3;

QString countText(qint64 done, qint64 total)
{
    return total > 0 ? TransferPanel::tr("%1 of %2 files").arg(QLocale().toString(done), QLocale().toString(total))
                     : filesText(done);
}
}  // namespace

QString activityText(const QJsonObject &row)
{
    QStringList parts;
    const auto add = [&](QStringView key, const QString &one, const QString &many) {
        const qint64 n = row.value(key).toInteger();
        if (n > 0)
            parts.append(n == 1 ? one : many.arg(QLocale().toString(n)));
    };
    add(u"uploaded", TransferPanel::tr("1 file up"), TransferPanel::tr("%1 files up"));
    add(u"downloaded", TransferPanel::tr("1 file down"), TransferPanel::tr("%1 files down"));
    add(u"moved", TransferPanel::tr("1 moved"), TransferPanel::tr("%1 moved"));
    add(u"deleted", TransferPanel::tr("1 deleted"), TransferPanel::tr("%1 deleted"));
    add(u"conflicts", TransferPanel::tr("1 conflict"), TransferPanel::tr("%1 conflicts"));
    add(u"errors", TransferPanel::tr("1 error"), TransferPanel::tr("%1 errors"));
    const QString what = parts.isEmpty() ? row.value(u"what").toString() : parts.join(u", "_s);
    return u"%1: %2"_s.arg(row.value(u"project").toString(), what);
}

TransferPanel::TransferPanel(ServiceState &state, QWidget *parent) : QWidget(parent), m_state(state)
{
    setObjectName(u"transferPanel"_s);
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Transfers"));
    m_title = new QLabel(this);
    m_title->setProperty("role", u"heading"_s);
    auto *close = new QToolButton(this);
    close->setObjectName(u"closeTransfers"_s);
    close->setProperty("flat", true);
    close->setIcon(actionIcon(u"close"_s));
    close->setIconSize({12, 12});
    close->setToolTip(tr("Hide transfers"));
    close->setAccessibleName(close->toolTip());
    connect(close, &QToolButton::clicked, this, &TransferPanel::closeAsked);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title);
    top->addStretch();
    top->addWidget(close);
    m_lines = new QVBoxLayout;
    m_lines->setSpacing(7);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 6, 10, 10);
    all->setSpacing(4);
    all->addLayout(top);
    all->addLayout(m_lines);
    connect(&state, &ServiceState::transfersChanged, this, &TransferPanel::showTransfers);
    connect(&state, &ServiceState::activityChanged, this, &TransferPanel::showTransfers);
    showTransfers();
}

TransferPanel::Line TransferPanel::addLine()
{
    Line line{};
    line.widget = new QWidget(this);
    line.icon = new QLabel(line.widget);
    line.what = new ElidedLabel(line.widget);
    line.figures = new QLabel(line.widget);
    line.figures->setProperty("role", u"muted"_s);
    line.bar = new QProgressBar(line.widget);
    line.bar->setTextVisible(false);
    line.bar->setFixedWidth(170);
    auto *row = new QHBoxLayout(line.widget);
    row->setContentsMargins(0, 0, 6, 0);
    row->setSpacing(10);
    row->addWidget(line.icon);
    row->addWidget(line.what, 1);
    row->addWidget(line.figures);
    row->addWidget(line.bar);
    m_lines->addWidget(line.widget);
    return line;
}

void TransferPanel::showTransfers()
{
    const QList<Transfer> &transfers = m_state.transfers();
    while (m_running.size() > transfers.size())
        delete m_running.takeLast().widget;
    while (m_running.size() < transfers.size())
        m_running.append(addLine());
    for (int i = 0; i < transfers.size(); ++i) {
        const Transfer &transfer = transfers[i];
        const Line &line = m_running[i];
        line.icon->setPixmap(tintedIcon(transfer.up ? u":/icons/action/upload.svg"_s : u":/icons/action/download.svg"_s,
                                        Theme::colours().busy)
                                 .pixmap(16, 16));
        line.icon->setAccessibleName(transfer.up ? tr("Uploading") : tr("Downloading"));
        line.what->setText(u"%1 / %2"_s.arg(transfer.project, transfer.path));
        QStringList figures{countText(transfer.filesDone, transfer.filesTotal)};
        if (transfer.bytesTotal > 0)
            figures.append(tr("%1 of %2").arg(sizeText(transfer.bytesDone), sizeText(transfer.bytesTotal)));
        if (transfer.bytesPerSecond > 0)
            figures.append(speedText(transfer.bytesPerSecond));
        line.figures->setText(figures.join(u"  ·  "_s));
        const int percent = ProgressRow{{}, transfer.filesDone, transfer.filesTotal, transfer.bytesDone, transfer.bytesTotal, {}}
                                .percent();
        line.bar->setRange(0, percent < 0 ? 0 : 100);
        line.bar->setValue(std::max(percent, 0));
        line.bar->setAccessibleName(tr("%1 percent of %2").arg(percent).arg(transfer.project));
    }
    m_title->setText(transfers.isEmpty() ? tr("Last changes") : tr("Transfers"));
    showActivity();
}

void TransferPanel::showActivity()
{
    qDeleteAll(m_recent);
    m_recent.clear();
    if (!m_running.isEmpty())
        return;
    const auto label = [&](const QString &text) {
        auto *made = new QLabel(text, this);
        made->setProperty("role", u"muted"_s);
        made->setTextFormat(Qt::PlainText);
        made->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        m_lines->addWidget(made);
        m_recent.append(made);
    };
    for (const QJsonObject &row : m_state.activity().mid(0, kRecent))
        label(u"%1   %2"_s.arg(timeText(row.value(u"at_ms").toInteger()), activityText(row)));
    if (m_state.activity().isEmpty())
        label(tr("Nothing was moved yet."));
}

}  // namespace tideline::ui
