#include "ui/preview/page_column.h"

#include "ui/preview/picture.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace tideline::ui {

namespace {
constexpr int kGap = 12;
constexpr std::size_t kMostPages = 10'000;
constexpr double kMostPoints = 20'000;
}  // namespace

PageColumn::PageColumn(const preview::PagesDocument &pages, PreviewWorker &worker, QWidget *parent)
    : QAbstractScrollArea(parent), m_worker(worker)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    for (const QSizeF &size : pages.sizes) {
        if (m_sizes.size() == kMostPages)
            break;
        // Sizes come from the file: what is no size is a sheet of paper.
        const bool sane = size.width() >= 1 && size.height() >= 1 && size.width() <= kMostPoints && size.height() <= kMostPoints;
        m_sizes.push_back(sane ? size : QSizeF(595, 842));
        m_widest = std::max(m_widest, m_sizes.back().width());
    }
    if (const QImage first = imageOf(pages.first); !first.isNull())
        m_pictures[0].setWhole(first);
    m_soon.setSingleShot(true);
    m_soon.setInterval(40);
    connect(&m_soon, &QTimer::timeout, this, &PageColumn::askSeen);
    layOut();
}

double PageColumn::fitScale() const
{
    return std::clamp((viewport()->width() - 2.0 * kGap) / m_widest, 0.05, 3.0);
}

void PageColumn::layOut()
{
    m_tops.clear();
    double top = kGap;
    for (const QSizeF &size : m_sizes) {
        m_tops.push_back(top);
        top += size.height() * scale() + kGap;
    }
    m_tops.push_back(top);
    const double wide = m_widest * scale() + 2 * kGap;
    verticalScrollBar()->setRange(0, std::max(0, int(top) - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(48);
    horizontalScrollBar()->setRange(0, std::max(0, int(wide) - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(48);
    m_soon.start();
    viewport()->update();
    Q_EMIT moved();
}

QRectF PageColumn::target(int page) const
{
    const QSizeF size = m_sizes[std::size_t(page)] * scale();
    const double room = std::max<double>(viewport()->width(), m_widest * scale() + 2 * kGap);
    return {(room - size.width()) / 2 - horizontalScrollBar()->value(), m_tops[std::size_t(page)] - verticalScrollBar()->value(),
            size.width(), size.height()};
}

int PageColumn::pageAt(double y) const
{
    const auto it = std::ranges::upper_bound(m_tops, y);
    return std::clamp(int(it - m_tops.begin()) - 1, 0, std::max(0, pages() - 1));
}

int PageColumn::current() const
{
    return pageAt(verticalScrollBar()->value() + viewport()->height() / 3.0);
}

void PageColumn::goTo(int page)
{
    if (m_sizes.empty())
        return;
    m_marked = std::clamp(page, 0, pages() - 1);
    verticalScrollBar()->setValue(int(m_tops[std::size_t(m_marked)]) - kGap);
    viewport()->update();
}

void PageColumn::setScale(double wanted, Zoom::By by)
{
    // What is in the middle stays there.
    const double middle = verticalScrollBar()->value() + viewport()->height() / 2.0;
    const int page = pageAt(middle);
    const double inside = m_sizes.empty() ? 0 : (middle - m_tops[std::size_t(page)]) / scale();
    m_zoom.set(wanted, by);
    layOut();
    if (!m_sizes.empty())
        verticalScrollBar()->setValue(int(m_tops[std::size_t(page)] + inside * scale() - viewport()->height() / 2.0));
}

void PageColumn::zoom(double factor)
{
    setScale(scale() * factor, Zoom::By::Person);
}

void PageColumn::fitWidth()
{
    setScale(fitScale(), Zoom::By::Fit);
}

void PageColumn::showFull()
{
    setScale(96.0 / 72.0, Zoom::By::Person);
}

void PageColumn::askSeen()
{
    forgetFar();
    if (m_sizes.empty() || m_failed)
        return;
    const int first = pageAt(verticalScrollBar()->value());
    const int last = pageAt(verticalScrollBar()->value() + viewport()->height());
    for (int page = first; page <= last; ++page) {
        if (askPage(page))
            return;  // one at a time: its answer asks for the next
    }
}

/// True: it was asked for.
bool PageColumn::askPage(int page)
{
    const QRectF whole = target(page);
    const QRectF part = whole & QRectF(viewport()->rect());
    if (part.isEmpty())
        return false;
    const double drawn = whole.width() * devicePixelRatioF();
    const double higher = whole.height() / whole.width();
    SharpPicture &picture = m_pictures[page];
    std::optional<preview::Part> wanted;
    const int most = int(SharpPicture::kMostPixels / std::max(1.0, higher));
    if (picture.isNull())
        wanted = preview::Part{0, 0, 1, 1, std::clamp(int(std::ceil(drawn)), 16, most)};
    else
        wanted = picture.wanted({(part.left() - whole.left()) / whole.width(), (part.top() - whole.top()) / whole.height(),
                                 part.width() / whole.width(), part.height() / whole.height()}, drawn, 0);
    if (!wanted)
        return false;
    m_worker.ask(
        this, u"page"_s,
        [page, part = *wanted](preview::Preview &open, const preview::Cancelled &cancelled) { return open.picture(page, part, cancelled); },
        [this, page, part = *wanted](const Result<preview::Picture> &answer) {
            const QImage image = answer ? imageOf(*answer) : QImage();
            if (image.isNull()) {
                m_failed = true;
                Q_EMIT failed(answer ? Error{Error::Kind::Corrupt, tr("The picture of a page is broken."), {}, {}} : answer.error());
                return;
            }
            m_pictures[page].setPart(part, image);
            viewport()->update();
            m_soon.start();
        });
    return true;
}

/// Pages far from what is seen go first.
void PageColumn::forgetFar()
{
    qint64 bytes = 0;
    for (const auto &[page, picture] : m_pictures)
        bytes += picture.bytes();
    const int here = current();
    while (bytes > kMostBytes && m_pictures.size() > 3) {
        const auto first = m_pictures.begin(), last = std::prev(m_pictures.end());
        const auto it = here - first->first > last->first - here ? first : last;
        bytes -= it->second.bytes();
        m_pictures.erase(it);
    }
}

void PageColumn::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), Theme::colours().hover);
    if (m_sizes.empty()) {
        painter.setPen(Theme::colours().muted);
        painter.drawText(viewport()->rect(), Qt::AlignCenter, tr("This file has no pages."));
        return;
    }
    for (int page = pageAt(verticalScrollBar()->value()); page < pages(); ++page) {
        const QRectF whole = target(page);
        if (whole.top() > viewport()->height())
            break;
        painter.fillRect(whole, Qt::white);
        const auto it = m_pictures.find(page);
        if (it != m_pictures.end() && !it->second.isNull()) {
            it->second.paint(painter, whole);
        } else {
            painter.setPen(QColor(0x58, 0x64, 0x71));
            painter.drawText(whole, Qt::AlignCenter, QLocale().toString(page + 1));
        }
        painter.setPen(page == m_marked ? QPen(Theme::colours().accent, 2) : QPen(Theme::colours().line));
        painter.drawRect(whole);
    }
}

void PageColumn::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (m_zoom.isFitted())
        fitWidth();
    else
        layOut();
}

void PageColumn::scrollContentsBy(int, int)
{
    viewport()->update();
    m_soon.start();
    Q_EMIT moved();
}

void PageColumn::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() & Qt::ControlModifier)
        zoom(Zoom::wheelFactor(*event));
    else
        QAbstractScrollArea::wheelEvent(event);
}

void PageColumn::keyPressEvent(QKeyEvent *event)
{
    const auto scroll = [this](QAbstractSlider::SliderAction action) { verticalScrollBar()->triggerAction(action); };
    if (const auto asked = Zoom::askedBy(*event)) {
        switch (*asked) {
        case Zoom::Asked::Closer:
            return zoom(Zoom::kStep);
        case Zoom::Asked::Farther:
            return zoom(1 / Zoom::kStep);
        case Zoom::Asked::Fit:
            return fitWidth();
        case Zoom::Asked::Full:
            return showFull();
        }
    }
    switch (event->key()) {
    case Qt::Key_PageDown:
        scroll(QAbstractSlider::SliderPageStepAdd);
        break;
    case Qt::Key_PageUp:
        scroll(QAbstractSlider::SliderPageStepSub);
        break;
    case Qt::Key_Home:
        scroll(QAbstractSlider::SliderToMinimum);
        break;
    case Qt::Key_End:
        scroll(QAbstractSlider::SliderToMaximum);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

}  // namespace tideline::ui
