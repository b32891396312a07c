#include "ui/views/transfer_panel.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/views/elided_label.h"
#include "ui/words.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace tideline::ui {

namespace {
constexpr int kRecent = 3;
constexpr int kWaiting = 3;     ///< more are counted
constexpr int kAskAfterMs = 300;

QString countText(qint64 done, qint64 total)
{
    return total > 0 ? TransferPanel::tr("%1 of %Ln files", nullptr, countOf(total)).arg(QLocale().toString(done))
                     : filesText(done);
}
}  // namespace

QString doneText(const QJsonObject &row)
{
    QStringList parts;
    const auto add = [&](QStringView key, const char *words) {
        if (const qint64 n = row.value(key).toInteger(); n > 0)
            parts.append(TransferPanel::tr(words, nullptr, countOf(n)));
    };
    add(u"uploaded", QT_TRANSLATE_N_NOOP("tideline::ui::TransferPanel", "%Ln files up"));
    add(u"downloaded", QT_TRANSLATE_N_NOOP("tideline::ui::TransferPanel", "%Ln files down"));
    add(u"moved", QT_TRANSLATE_N_NOOP("tideline::ui::TransferPanel", "%Ln moved"));
    add(u"deleted", QT_TRANSLATE_N_NOOP("tideline::ui::TransferPanel", "%Ln deleted"));
    add(u"merged", QT_TRANSLATE_N_NOOP("tideline::ui::TransferPanel", "%Ln merged"));
    add(u"conflicts", QT_TRANSLATE_N_NOOP("tideline::ui::TransferPanel", "%Ln conflicts"));
    add(u"errors", QT_TRANSLATE_N_NOOP("tideline::ui::TransferPanel", "%Ln errors"));
    return parts.isEmpty() ? row.value(u"what").toString() : listText(parts);
}

QString activityText(const QJsonObject &row)
{
    return TransferPanel::tr("%1: %2", "a project, and what was done in it").arg(row.value(u"project").toString(), doneText(row));
}

QString transferText(const Transfer &transfer)
{
    const int percent
        = ProgressRow{{}, transfer.filesDone, transfer.filesTotal, transfer.bytesDone, transfer.bytesTotal, {}}.percent();
    QStringList parts{transfer.path.isEmpty() ? transfer.project : transfer.path};
    if (percent >= 0)
        parts.append(TransferPanel::tr("%L1 %").arg(percent));
    for (const QString &part : {speedText(transfer.bytesPerSecond), leftText(transfer.secondsLeft)}) {
        if (!part.isEmpty())
            parts.append(part);
    }
    return parts.join(u"  "_s);
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
    auto *all = new QToolButton(this);
    all->setObjectName(u"showActivity"_s);
    all->setProperty("flat", true);
    all->setText(tr("All activity…"));
    connect(all, &QToolButton::clicked, this, &TransferPanel::activityAsked);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title);
    top->addStretch();
    top->addWidget(all);
    top->addWidget(close);
    m_lines = new QVBoxLayout;
    m_lines->setSpacing(7);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 6, 10, 10);
    column->setSpacing(4);
    column->addLayout(top);
    column->addLayout(m_lines);
    m_askSoon.setSingleShot(true);
    m_askSoon.setInterval(kAskAfterMs);
    connect(&m_askSoon, &QTimer::timeout, this, &TransferPanel::askQueue);
    // What waits changes when a project's state does; it is asked for only while somebody can see it.
    const auto soon = [this] {
        if (isVisible() && !m_askSoon.isActive())
            m_askSoon.start();
    };
    connect(&state, &ServiceState::projectChanged, this, soon);
    connect(&state, &ServiceState::projectsReset, this, soon);
    connect(&state, &ServiceState::overallChanged, this, soon);
    connect(&state, &ServiceState::transfersChanged, this, &TransferPanel::showTransfers);
    connect(&state, &ServiceState::activityChanged, this, &TransferPanel::showTransfers);
    showTransfers();
}

TransferPanel::Line TransferPanel::addLine(qsizetype at, const QString &button, const QString &icon, const QString &words,
                                           void (TransferPanel::*asked)(const QString &))
{
    Line line{};
    line.widget = new QWidget(this);
    line.icon = new QLabel(line.widget);
    line.what = new ElidedLabel(line.widget);
    line.figures = new QLabel(line.widget);
    line.figures->setProperty("role", u"muted"_s);
    line.bar = new QProgressBar(line.widget);
    line.bar->setTextVisible(false);
    line.bar->setFixedWidth(130);
    line.cancel = addButton(line.widget, u"cancelTransfer"_s, u"close"_s, tr("Leave this file out, and go on with the others"));
    connect(line.cancel, &QToolButton::clicked, this, [this, cancel = line.cancel] {
        Q_EMIT cancelAsked(cancel->property("project").toString(), cancel->property("path").toString());
    });
    line.act = addButton(line.widget, button, icon, words);
    connect(line.act, &QToolButton::clicked, this, [this, asked, act = line.act] { Q_EMIT (this->*asked)(act->property("project").toString()); });
    auto *row = new QHBoxLayout(line.widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(line.icon);
    row->addWidget(line.what, 1);
    row->addWidget(line.figures);
    row->addWidget(line.bar);
    row->addWidget(line.cancel);
    row->addWidget(line.act);
    m_lines->insertWidget(int(at), line.widget);
    return line;
}

QToolButton *TransferPanel::addButton(QWidget *line, const QString &name, const QString &icon, const QString &words)
{
    auto *button = new QToolButton(line);
    button->setObjectName(name);
    button->setProperty("flat", true);
    button->setIcon(actionIcon(icon));
    button->setIconSize({14, 14});
    button->setToolTip(words);
    return button;
}

void TransferPanel::showTransfers()
{
    const QList<Transfer> &transfers = m_state.transfers();
    setLines(m_running, transfers.size(), true);
    for (int i = 0; i < transfers.size(); ++i) {
        const Transfer &transfer = transfers[i];
        const Line &line = m_running[i];
        line.icon->setPixmap(tintedIcon(transfer.up ? u":/icons/action/upload.svg"_s : u":/icons/action/download.svg"_s,
                                        Theme::colours().busy)
                                 .pixmap(16, 16));
        line.icon->setAccessibleName(transfer.up ? tr("Uploading") : tr("Downloading"));
        line.what->setText(u"%1 / %2"_s.arg(transfer.project, transfer.path));
        // The name needs the room: how many files it is of how many is in the tooltip where bytes are known.
        const QString files = countText(transfer.filesDone, transfer.filesTotal);
        QStringList figures{transfer.bytesTotal > 0 ? tr("%1 of %2").arg(sizeText(transfer.bytesDone), sizeText(transfer.bytesTotal)) : files};
        line.figures->setToolTip(files);
        if (transfer.bytesPerSecond > 0)
            figures.append(speedText(transfer.bytesPerSecond));
        if (transfer.secondsLeft >= 0)
            figures.append(leftText(transfer.secondsLeft));
        line.figures->setText(figures.join(u"  ·  "_s));
        const int percent = ProgressRow{{}, transfer.filesDone, transfer.filesTotal, transfer.bytesDone, transfer.bytesTotal, {}}
                                .percent();
        line.bar->setRange(0, percent < 0 ? 0 : 100);
        line.bar->setValue(std::max(percent, 0));
        line.bar->setAccessibleName(tr("%L1 percent of %2").arg(percent).arg(transfer.project));
        line.cancel->setVisible(!transfer.path.isEmpty());
        line.cancel->setProperty("project", transfer.localId);
        line.cancel->setProperty("path", transfer.path);
        line.cancel->setAccessibleName(tr("Leave out %1").arg(transfer.path));
        line.act->setProperty("project", transfer.localId);
        line.act->setAccessibleName(tr("Pause %1").arg(transfer.project));
    }
    showWaiting();
}

void TransferPanel::setLines(QList<Line> &lines, qsizetype count, bool running)
{
    while (lines.size() > count)
        delete lines.takeLast().widget;
    while (lines.size() < count) {
        const qsizetype at = running ? lines.size() : m_running.size() + lines.size();
        lines.append(running ? addLine(at, u"pauseTransfer"_s, u"pause"_s, tr("Pause this project until it is resumed"), &TransferPanel::pauseAsked)
                             : addLine(at, u"syncFirst"_s, u"sync"_s, tr("Sync this one now, before the others"), &TransferPanel::syncAsked));
        lines.last().bar->setVisible(running);
        lines.last().cancel->setVisible(running);
    }
}

void TransferPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_askSoon.start();
}

void TransferPanel::askQueue()
{
    m_state.backend().call(u"queue"_s, {}, this, [this](const Result<QJsonObject> &reply) {
        m_queue.clear();
        const QJsonArray waiting = reply ? reply->value(u"waiting").toArray() : QJsonArray();
        for (const QJsonValue &value : waiting) {
            const ProjectRow *row = m_state.project(value.toObject().value(u"local_id").toString());
            if (row && row->state != SyncState::Paused && row->state != SyncState::Syncing && row->guardReason.isEmpty())
                m_queue.append(value.toObject());
        }
        showWaiting();
    });
}

void TransferPanel::showWaiting()
{
    const qsizetype count = std::min<qsizetype>(m_queue.size(), kWaiting);
    setLines(m_waiting, count, false);
    for (qsizetype i = 0; i < count; ++i) {
        const QJsonObject &row = m_queue[i];
        const Line &line = m_waiting[i];
        const QString project = row.value(u"project").toString();
        const qint64 inMs = row.value(u"not_before_ms").toInteger() - QDateTime::currentMSecsSinceEpoch();
        line.icon->setPixmap(stateIcon(SyncState::Waiting).pixmap(16, 16));
        line.icon->setAccessibleName(stateWord(SyncState::Waiting));
        line.what->setText(tr("%1 waits: %2").arg(project, row.value(u"why").toString()));
        line.figures->setText(i + 1 == count && m_queue.size() > count ? tr("%Ln more wait", nullptr, int(m_queue.size() - count))
                              : inMs >= 1000                             ? tr("again in %Ln s", nullptr, countOf((inMs + 999) / 1000))
                                                                         : QString());
        line.act->setProperty("project", row.value(u"local_id").toString());
        line.act->setAccessibleName(tr("Sync %1 now").arg(project));
    }
    m_title->setText(m_running.isEmpty() && m_waiting.isEmpty() ? tr("Last changes") : tr("Transfers"));
    showActivity();
}

void TransferPanel::showActivity()
{
    qDeleteAll(m_recent);
    m_recent.clear();
    if (!m_running.isEmpty() || !m_waiting.isEmpty())
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
