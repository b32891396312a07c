#include "ui/preview/hex_view.h"

#include "ui/preview/style_colours.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cstdlib>

namespace tideline::ui {

namespace {
constexpr qint64 kBarSteps = 1 << 30;
constexpr int kMargin = 10;

/// Eight digits, or as many as the file's size asks for.
int digitsFor(qint64 size)
{
    return std::max(8, int(QString::number(size, 16).size()));
}

/// Not a whole number of pixels in most fonts, and 76 of them stand in a line.
double letterWidth()
{
    return QFontMetricsF(codeFont()).horizontalAdvance(u'0');
}
}  // namespace

HexView::HexView(const preview::BytesDocument &bytes, PreviewWorker &worker, QWidget *parent)
    : QAbstractScrollArea(parent), m_worker(worker), m_size(std::max<qint64>(bytes.sizeBytes, 0))
{
    setLayoutDirection(Qt::LeftToRight);  // code and bytes run this way in every language
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setFont(codeFont());
    viewport()->setFont(codeFont());
    viewport()->setBackgroundRole(QPalette::Base);
    for (qint64 at = 0; at < bytes.head.size() && m_blocks.size() < kMostBlocks; at += kBlock) {
        // A block in part would be taken for the whole of it.
        const QByteArray block = bytes.head.mid(at, kBlock);
        if (block.size() == kBlock || at + block.size() >= m_size)
            m_blocks[at / kBlock] = block;
    }
    m_soon.setSingleShot(true);
    m_soon.setInterval(10);
    connect(&m_soon, &QTimer::timeout, this, &HexView::askSeen);
    layOut();
    m_soon.start();
}

qint64 HexView::topLine() const
{
    return std::clamp<qint64>(m_top, 0, std::max<qint64>(0, lines() - shownLines()));
}

void HexView::setTopLine(qint64 line)
{
    m_top = line;
    m_moving = true;
    verticalScrollBar()->setValue(int(topLine() / m_scale));
    m_moving = false;
    viewport()->update();
    m_soon.start();
}

int HexView::shownLines() const
{
    return std::max(1, viewport()->height() / QFontMetrics(codeFont()).lineSpacing());
}

void HexView::layOut()
{
    const double letter = letterWidth();
    const int wide = int(letter * (digitsFor(m_size) + 2 + 16 * 4 + 3)) + 2 * kMargin;
    const qint64 top = m_top * m_perLine;
    m_perLine = viewport()->width() >= wide ? 16 : 8;
    const qint64 most = std::max<qint64>(0, lines() - shownLines());
    m_scale = most / kBarSteps + 1;
    verticalScrollBar()->setRange(0, int((most + m_scale - 1) / m_scale));
    verticalScrollBar()->setPageStep(std::max(1, int(shownLines() / m_scale)));
    setTopLine(top / m_perLine);
    const int needed = int(letter * (digitsFor(m_size) + 2 + m_perLine * 4 + 3)) + 2 * kMargin;
    horizontalScrollBar()->setRange(0, std::max(0, needed - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    viewport()->update();
}

int HexView::byteAt(qint64 offset) const
{
    const auto it = m_blocks.find(offset / kBlock);
    const qint64 inside = offset % kBlock;
    return it == m_blocks.end() || inside >= it->second.size() ? -1 : quint8(it->second[inside]);
}

QString HexView::lineText(qint64 line) const
{
    QString hex, text;
    for (int i = 0; i < m_perLine; ++i) {
        const qint64 offset = line * m_perLine + i;
        const int byte = offset < m_size ? byteAt(offset) : -1;
        hex += i > 0 && i % 8 == 0 ? u"  "_s : i > 0 ? u" "_s : QString();
        hex += byte >= 0 ? u"%1"_s.arg(byte, 2, 16, QLatin1Char('0')) : offset < m_size ? u"··"_s : u"  "_s;
        text += byte < 0 ? u' ' : byte >= 0x20 && byte < 0x7f ? QChar(byte) : u'.';
    }
    return u"%1  %2  %3"_s.arg(line * m_perLine, digitsFor(m_size), 16, QLatin1Char('0')).arg(hex, text);
}

void HexView::paintLine(QPainter &painter, qint64 line, int y) const
{
    const QFontMetrics metrics(codeFont());
    const double letter = letterWidth();
    const int high = metrics.lineSpacing();
    const QString words = lineText(line);
    const int digits = digitsFor(m_size);
    const int text = int(words.size()) - m_perLine;
    const auto column = [&](int at) { return int(kMargin + at * letter) - horizontalScrollBar()->value(); };
    // What was found, and the byte that the marker is on.
    for (int i = 0; i < m_perLine; ++i) {
        const qint64 offset = line * m_perLine + i;
        const bool marked = offset >= m_markFrom && offset < m_markFrom + m_markLength;
        if (!marked && offset != m_current)
            continue;
        const QRect hex(column(digits + 2 + i * 3 + i / 8) - 1, y, int(2 * letter) + 3, high);
        const QRect shown(column(text + i), y, int(letter) + 1, high);
        if (marked) {
            painter.fillRect(hex, Theme::colours().selection);
            painter.fillRect(shown, Theme::colours().selection);
        }
        if (offset == m_current && m_size > 0) {
            painter.setPen(Theme::colours().accent);
            painter.drawRect(hex.adjusted(0, 0, -1, -1));
            painter.drawRect(shown.adjusted(0, 0, -1, -1));
        }
    }
    const int base = y + metrics.ascent();
    painter.setPen(Theme::colours().muted);
    painter.drawText(column(0), base, words.left(digits));
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(column(digits + 2), base, words.mid(digits + 2, text - digits - 4));
    painter.setPen(styleColour(preview::Style::Text, Theme::current()));
    // One by one: fonts may give other letters another width.
    for (int i = 0; i < m_perLine; ++i)
        painter.drawText(column(text + i), base, words.mid(text + i, 1));
}

void HexView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.setFont(codeFont());
    const int high = QFontMetrics(codeFont()).lineSpacing();
    const qint64 top = topLine();
    for (int i = 0; i <= shownLines() && top + i < lines(); ++i)
        paintLine(painter, top + i, 4 + i * high);
    if (m_size == 0) {
        painter.setPen(Theme::colours().muted);
        painter.drawText(viewport()->rect(), Qt::AlignCenter, tr("This file is empty."));
    }
}

void HexView::askSeen()
{
    if (m_failed || m_size == 0)
        return;
    const qint64 first = topLine() * m_perLine / kBlock;
    const qint64 last = std::min(m_size - 1, (topLine() + shownLines() + 1) * m_perLine) / kBlock;
    for (qint64 block = first; block <= last; ++block) {
        if (m_blocks.contains(block))
            continue;
        m_worker.ask(
            this, u"bytes"_s,
            [block](preview::Preview &open, const preview::Cancelled &cancelled) { return open.bytes(block * kBlock, kBlock, cancelled); },
            [this, block](const Result<QByteArray> &bytes) {
                if (!bytes) {
                    m_failed = true;
                    Q_EMIT failed(bytes.error());
                    return;
                }
                while (m_blocks.size() >= kMostBlocks) {
                    const auto near = [&](qint64 other) { return std::abs(other - block); };
                    m_blocks.erase(near(m_blocks.begin()->first) > near(std::prev(m_blocks.end())->first) ? m_blocks.begin()
                                                                                                         : std::prev(m_blocks.end()));
                }
                m_blocks[block] = bytes->left(kBlock);
                viewport()->update();
                askSeen();
            });
        return;  // its answer asks for the next
    }
}

void HexView::setCurrent(qint64 offset)
{
    m_current = std::clamp<qint64>(offset, 0, std::max<qint64>(0, m_size - 1));
    const qint64 line = m_current / m_perLine;
    if (line < topLine())
        setTopLine(line);
    else if (line >= topLine() + shownLines())
        setTopLine(line - shownLines() + 1);
    setAccessibleDescription(lineText(line));
    viewport()->update();
}

void HexView::mark(qint64 offset, qint64 length)
{
    m_markFrom = offset;
    m_markLength = length;
    setCurrent(offset);
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
    m_soon.start();
}

void HexView::scrollContentsBy(int, int)
{
    if (!m_moving)
        m_top = qint64(verticalScrollBar()->value()) * m_scale;
    viewport()->update();
    m_soon.start();
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    const double letter = letterWidth();
    const qint64 line = topLine() + (event->pos().y() - 4) / QFontMetrics(codeFont()).lineSpacing();
    const int at = int((event->pos().x() - kMargin + horizontalScrollBar()->value()) / letter) - digitsFor(m_size) - 2;
    const int hexEnd = m_perLine * 3 + m_perLine / 8;
    const int byte = at < hexEnd ? (at - at / 25) / 3 : at - hexEnd - 1;
    setCurrent(line * m_perLine + std::clamp(byte, 0, m_perLine - 1));
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    const qint64 page = qint64(shownLines()) * m_perLine;
    const bool control = event->modifiers() & Qt::ControlModifier;
    switch (event->key()) {
    case Qt::Key_Left:
        setCurrent(m_current - 1);
        return;
    case Qt::Key_Right:
        setCurrent(m_current + 1);
        return;
    case Qt::Key_Up:
        setCurrent(m_current - m_perLine);
        return;
    case Qt::Key_Down:
        setCurrent(m_current + m_perLine);
        return;
    case Qt::Key_PageUp:
        setCurrent(m_current - page);
        return;
    case Qt::Key_PageDown:
        setCurrent(m_current + page);
        return;
    case Qt::Key_Home:
        setCurrent(control ? 0 : m_current / m_perLine * m_perLine);
        return;
    case Qt::Key_End:
        setCurrent(control ? m_size - 1 : m_current / m_perLine * m_perLine + m_perLine - 1);
        return;
    default:
        break;
    }
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(lineText(m_current / m_perLine));
        Q_EMIT said(tr("Copied the line."));
        return;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

}  // namespace tideline::ui
