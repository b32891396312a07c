#include "ui/difference/image_difference_view.h"

#include "core/base/result.h"
#include "ui/preview/zoom_bar.h"
#include "ui/words.h"

#include <QButtonGroup>
#include <QLabel>
#include <QLocale>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

namespace tideline::ui {

namespace {
constexpr int kSteps = 100;  ///< of the slider

QString wordsOf(const preview::ImageDifference &image)
{
    const QLocale locale;
    QStringList words;
    if (image.olderWidth != image.newerWidth || image.olderHeight != image.newerHeight)
        words.append(QObject::tr("%L1 × %L2 became %L3 × %L4").arg(image.olderWidth).arg(image.olderHeight).arg(image.newerWidth).arg(image.newerHeight));
    if (image.differing == 0)
        words.append(QObject::tr("No pixel differs"));
    else
        words.append(QObject::tr("%Ln pixels differ (%1 %)", nullptr, countOf(image.differing))
                         .arg(locale.toString(100.0 * double(image.differing) / double(std::max<qint64>(1, image.pixels)), 'g', 2)));
    return words.join(u" · "_s);
}
}  // namespace

ImageDifferenceView::ImageDifferenceView(DifferencePtr shown, const preview::ImageDifference &image, const QStringList &titles, QWidget *parent)
    : DifferenceView(std::move(shown), parent)
{
    using Mode = ImageDifferenceCanvas::Mode;
    m_canvas = new ImageDifferenceCanvas(image, this);
    m_canvas->setAccessibleDescription(u"%1: %2"_s.arg(listText(titles), wordsOf(image)));
    setFocusProxy(m_canvas);
    m_modes = new QButtonGroup(this);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(8, 4, 10, 4);
    top->setSpacing(2);
    const auto add = [&](Mode mode, const QString &text, const QString &name) {
        auto *button = new QToolButton(this);
        button->setProperty("flat", true);
        button->setCheckable(true);
        button->setText(text);
        button->setToolTip(name);
        button->setAccessibleName(name);
        button->setFocusPolicy(Qt::TabFocus);
        m_modes->addButton(button, int(mode));
        top->addWidget(button);
    };
    add(Mode::SideBySide, tr("Side by side"), tr("Both images beside each other"));
    add(Mode::Swipe, tr("Swipe"), tr("A line between both, to be moved"));
    add(Mode::Onion, tr("Onion skin"), tr("One image through the other"));
    add(Mode::Differences, tr("Differences"), tr("The pixels that differ"));
    m_share = new QSlider(Qt::Horizontal, this);
    m_share->setObjectName(u"imageShare"_s);
    m_share->setAccessibleName(tr("How much of the newer image is seen"));
    m_share->setRange(0, kSteps);
    m_share->setValue(kSteps / 2);
    m_share->setFixedWidth(150);
    auto *words = new QLabel(wordsOf(image), this);
    words->setObjectName(u"imageWords"_s);
    words->setTextFormat(Qt::PlainText);
    top->addSpacing(10);
    top->addWidget(m_share);
    top->addStretch();
    top->addWidget(words);
    auto *zoom = new ZoomBar(ZoomBar::Fit::Whole, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_canvas, 1);
    layout->addWidget(zoom);
    connect(m_modes, &QButtonGroup::idClicked, this, [this](int mode) { setMode(Mode(mode)); });
    connect(m_share, &QSlider::valueChanged, m_canvas, [this](int value) { m_canvas->setShare(double(value) / kSteps); });
    connect(m_canvas, &ImageDifferenceCanvas::shareChanged, m_share, [this](double share) { m_share->setValue(qRound(share * kSteps)); });
    connect(m_canvas, &ImageCanvas::moved, zoom, [this, zoom] { zoom->setPercent(m_canvas->scale() * m_canvas->devicePixelRatioF() * 100); });
    connect(zoom, &ZoomBar::zoomAsked, m_canvas, [this](double factor) { m_canvas->zoom(factor); });
    connect(zoom, &ZoomBar::fitAsked, m_canvas, &ImageCanvas::fit);
    connect(zoom, &ZoomBar::fullAsked, m_canvas, &ImageCanvas::showFull);
    setMode(Mode::SideBySide);
}

void ImageDifferenceView::setMode(ImageDifferenceCanvas::Mode mode)
{
    m_canvas->setMode(mode);
    m_modes->button(int(mode))->setChecked(true);
    m_share->setVisible(mode == ImageDifferenceCanvas::Mode::Swipe || mode == ImageDifferenceCanvas::Mode::Onion);
}

}  // namespace tideline::ui
