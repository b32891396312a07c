#include "ui/preview/zoom_bar.h"

#include "core/base/result.h"
#include "ui/preview/zoom.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <numeric>

namespace tideline::ui {

ZoomBar::ZoomBar(Fit fit, QWidget *parent) : QWidget(parent)
{
    setObjectName(u"zoomBar"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 3, 6, 3);
    layout->setSpacing(2);
    m_before = add(u"‹"_s, {});
    m_words = new QLabel(this);
    layout->addWidget(m_words);
    m_next = add(u"›"_s, {});
    m_before->hide();
    m_next->hide();
    layout->addStretch();
    connect(add(u"−"_s, tr("Zoom out (-)")), &QToolButton::clicked, this, [this] { Q_EMIT zoomAsked(1 / Zoom::kStep); });
    m_percent = new QLabel(this);
    m_percent->setAlignment(Qt::AlignCenter);
    m_percent->setMinimumWidth(fontMetrics().horizontalAdvance(u"1,000 %"_s));
    layout->addWidget(m_percent);
    connect(add(u"+"_s, tr("Zoom in (+)")), &QToolButton::clicked, this, [this] { Q_EMIT zoomAsked(Zoom::kStep); });
    m_whole = add(fit == Fit::Whole ? tr("Fit") : tr("Width"), fit == Fit::Whole ? tr("All of it (0)") : tr("As wide as the view (0)"));
    connect(m_whole, &QToolButton::clicked, this, &ZoomBar::fitAsked);
    m_full = add(tr("100 %"), tr("One to one (1)"));
    connect(m_full, &QToolButton::clicked, this, &ZoomBar::fullAsked);
    connect(m_before, &QToolButton::clicked, this, [this] { Q_EMIT stepAsked(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { Q_EMIT stepAsked(1); });
}

QToolButton *ZoomBar::add(const QString &text, const QString &name)
{
    auto *button = new QToolButton(this);
    button->setProperty("flat", true);
    button->setText(text);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    layout()->addWidget(button);
    return button;
}

/// What there is no room for goes, the least useful first; the rest is the least width.
void ZoomBar::arrange()
{
    const std::array<QWidget *, 3> spare{m_full, m_whole, m_percent};
    const auto widthOf = [this](const QWidget *one) { return std::max(one->sizeHint().width(), one->minimumWidth()) + layout()->spacing(); };
    int least = 12;
    for (const QWidget *child : findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
        if (!child->isHidden() && std::ranges::find(spare, child) == spare.end())
            least += widthOf(child);
    }
    int wanted = std::accumulate(spare.begin(), spare.end(), least, [&widthOf](int sum, const QWidget *one) { return sum + widthOf(one); });
    for (QWidget *one : spare) {
        one->setVisible(wanted <= width());
        if (one->isHidden())
            wanted -= widthOf(one);
    }
    setMinimumWidth(least);
}

void ZoomBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ZoomBar::setPercent(double percent)
{
    m_percent->setText(tr("%1 %").arg(QLocale().toString(percent, 'f', percent < 10 ? 1 : 0)));
    m_percent->setAccessibleName(tr("Zoom %1").arg(m_percent->text()));
}

void ZoomBar::setWords(const QString &words)
{
    m_words->setText(words);
    arrange();
}

void ZoomBar::setSteps(const QString &words, const QString &before, const QString &next)
{
    m_words->setText(words);
    for (const auto &[button, name] : {std::pair(m_before, before), std::pair(m_next, next)}) {
        button->setToolTip(name);
        button->setAccessibleName(name);
        button->setVisible(!name.isEmpty());
    }
    arrange();
}

}  // namespace tideline::ui
