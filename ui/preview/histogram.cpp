#include "ui/preview/histogram.h"

#include "core/base/result.h"
#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace tideline::ui {

QString shortNumber(double value)
{
    if (std::isfinite(value) && value == std::floor(value) && std::abs(value) < 1e9)
        return QLocale().toString(qint64(value));
    return QLocale().toString(value, 'g', 4);
}

Histogram::Histogram(QWidget *parent) : QWidget(parent)
{
    setLayoutDirection(Qt::LeftToRight);  // an axis of numbers
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void Histogram::show(const preview::ColumnStatistics &statistics)
{
    m_statistics = statistics;
    auto &counts = m_statistics.counts;
    if (m_statistics.edges.size() != counts.size() + 1 || counts.size() > 1000)
        counts.clear();
    QString words;
    if (!counts.empty()) {
        const auto most = std::ranges::max_element(counts) - counts.begin();
        words = tr("Histogram. Most values, %1, lie between %2 and %3.")
                    .arg(QLocale().toString(counts[std::size_t(most)]), shortNumber(m_statistics.edges[std::size_t(most)]),
                         shortNumber(m_statistics.edges[std::size_t(most) + 1]));
    } else {
        QStringList parts;
        for (const auto &[value, count] : m_statistics.commonest)
            parts.append(tr("%1: %Ln times", nullptr, countOf(count)).arg(value.left(60)));
        words = parts.isEmpty() ? tr("No histogram") : tr("Commonest values. %1").arg(listText(parts));
    }
    setAccessibleName(words);
    setVisible(!counts.empty() || !m_statistics.commonest.empty());
    update();
}

QRectF Histogram::plot() const
{
    return QRectF(rect()).adjusted(1, 6, -1, -fontMetrics().height() - 6);
}

void Histogram::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (m_statistics.counts.empty())
        paintCommonest(painter);
    else
        paintNumbers(painter);
}

void Histogram::paintNumbers(QPainter &painter)
{
    const auto &counts = m_statistics.counts;
    const QRectF area = plot();
    const double most = double(std::max<qint64>(1, *std::ranges::max_element(counts)));
    const double step = area.width() / double(counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] <= 0)
            continue;
        const double height = std::max(1.0, double(counts[i]) / most * area.height());
        const double left = std::round(area.left() + step * double(i));
        const double right = std::round(area.left() + step * double(i + 1));
        painter.fillRect(QRectF(left, area.bottom() - height, std::max(1.0, right - left - (step > 3 ? 1 : 0)), height),
                         Theme::colours().accent);
    }
    painter.fillRect(QRectF(area.left(), area.bottom(), area.width(), 1), Theme::colours().muted);
    painter.setPen(Theme::colours().muted);
    const QRectF words(area.left(), area.bottom() + 3, area.width(), fontMetrics().height() + 2);
    painter.drawText(words, Qt::AlignLeft, shortNumber(m_statistics.edges.front()));
    painter.drawText(words, Qt::AlignRight, shortNumber(m_statistics.edges.back()));
}

void Histogram::paintCommonest(QPainter &painter)
{
    if (m_statistics.commonest.empty())
        return;
    const int high = fontMetrics().height() + 3;
    const auto rows = std::min<std::size_t>(m_statistics.commonest.size(), std::size_t(std::max(1, height() / high)));
    const double most = double(std::max<qint64>(1, m_statistics.commonest.front().second));
    const int words = width() * 45 / 100;
    const int numbers = fontMetrics().horizontalAdvance(QLocale().toString(m_statistics.commonest.front().second)) + 6;
    const int room = std::max(10, width() - words - numbers - 8);
    for (std::size_t i = 0; i < rows; ++i) {
        const auto &[value, count] = m_statistics.commonest[i];
        const int top = int(i) * high;
        painter.setPen(palette().color(QPalette::Text));
        QString shown = value.isEmpty() ? tr("(empty)") : value.left(100);
        shown.replace(u'\n', u'↵');
        painter.drawText(QRect(0, top, words, high), Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(shown, Qt::ElideMiddle, words));
        const int wide = std::clamp(int(double(count) / most * room), 1, room);
        painter.fillRect(QRect(words + 6, top + 3, wide, high - 6), Theme::colours().accent);
        painter.setPen(Theme::colours().muted);
        painter.drawText(QRect(words + 10 + wide, top, numbers, high), Qt::AlignLeft | Qt::AlignVCenter, QLocale().toString(count));
    }
}

bool Histogram::event(QEvent *happened)
{
    if (happened->type() != QEvent::ToolTip || m_statistics.counts.empty())
        return QWidget::event(happened);
    const auto *help = static_cast<QHelpEvent *>(happened);
    const double at = (help->pos().x() - plot().left()) / plot().width();
    const auto bars = qint64(m_statistics.counts.size());
    const auto bar = std::size_t(std::clamp<qint64>(qint64(at * double(bars)), 0, bars - 1));
    QToolTip::showText(help->globalPos(),
                       tr("%1 to %2: %3").arg(shortNumber(m_statistics.edges[bar]), shortNumber(m_statistics.edges[bar + 1]),
                                              QLocale().toString(m_statistics.counts[bar])),
                       this);
    return true;
}

}  // namespace tideline::ui
