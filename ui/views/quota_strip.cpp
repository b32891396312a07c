#include "ui/views/quota_strip.h"

#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tideline::ui {

namespace {
constexpr int kNearlyFull = 90;  ///< percent
constexpr int kBar = 4;          ///< pixels
constexpr int kSoonMs = 20'000;  ///< what was uploaded need not show at once
}  // namespace

QuotaStrip::QuotaStrip(ServiceState &state, QWidget *parent) : QWidget(parent), m_state(state)
{
    setObjectName(u"quota"_s);
    m_words = new QLabel(this);
    m_words->setObjectName(u"quotaWords"_s);
    m_words->setProperty("role", u"muted"_s);
    m_words->setTextFormat(Qt::PlainText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 6, 16, 6 + kBar + 4);
    layout->addWidget(m_words);
    hide();
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &QuotaStrip::ask);
    connect(&state, &ServiceState::overallChanged, this, [this] {
        const bool signedIn = m_state.overall().signedIn && m_state.overall().known;
        if (std::exchange(m_signedIn, signedIn) != signedIn)
            signedIn ? ask() : hide();
    });
    connect(&state, &ServiceState::activityChanged, this, &QuotaStrip::askSoon);
    connect(&state, &ServiceState::projectsReset, this, &QuotaStrip::askSoon);
}

void QuotaStrip::askSoon()
{
    if (m_signedIn && !m_soon.isActive())
        m_soon.start(kSoonMs);
}

void QuotaStrip::ask()
{
    m_state.backend().call(u"quota"_s, {}, this, [this](const Result<QJsonObject> &reply) {
        if (!reply)
            return;  // offline: what was said last still holds about
        const QJsonValue limit = reply->value(u"limit");
        show(reply->value(u"used").toInteger(), limit.isDouble() ? std::optional(limit.toInteger()) : std::nullopt);
    });
}

void QuotaStrip::show(qint64 used, std::optional<qint64> limit)
{
    m_percent = limit ? int(std::clamp<qint64>(*limit > 0 ? used * 100 / *limit : 100, 0, 100)) : -1;
    QString words = limit ? tr("%1 of %2 used").arg(sizeText(used), sizeText(*limit)) : tr("%1 used").arg(sizeText(used));
    if (m_percent >= 100)
        words = tr("Full: %1").arg(words);
    else if (m_percent >= kNearlyFull)
        words = tr("Nearly full: %1").arg(words);
    m_words->setText(words);
    m_words->setWordWrap(true);
    const QString exact = bytesText(used);
    setToolTip(limit ? tr("%1 of %2 in the cloud").arg(exact, bytesText(*limit)) : exact);
    setAccessibleName(tr("Space in the cloud: %1").arg(words));
    layout()->setContentsMargins(16, 6, 16, m_percent < 0 ? 6 : 6 + kBar + 4);
    QWidget::show();
    update();
}

void QuotaStrip::paintEvent(QPaintEvent *)
{
    if (m_percent < 0)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QRectF bar(16, height() - 6 - kBar, width() - 32, kBar);
    painter.setBrush(Theme::colours().line);
    painter.drawRoundedRect(bar, kBar / 2.0, kBar / 2.0);
    QRectF part(bar.topLeft(), QSizeF(bar.width() * std::max(m_percent, 1) / 100.0, kBar));
    if (isRightToLeft())
        part.moveRight(bar.right());
    painter.setBrush(m_percent >= kNearlyFull ? Theme::colours().warning : Theme::colours().accent);
    painter.drawRoundedRect(part, kBar / 2.0, kBar / 2.0);
}

void QuotaStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

}  // namespace tideline::ui
