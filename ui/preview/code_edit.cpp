#include "ui/preview/code_edit.h"

#include "core/base/result.h"
#include "ui/preview/style_colours.h"

#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QSyntaxHighlighter>
#include <QTextBlock>

#include <algorithm>

namespace tideline::ui {

namespace {
constexpr qsizetype kPortion = 24 << 10;  ///< units laid out in one turn: some 5 ms
}

/// Colours by spans that are known already: looks them up, never parses.
class SpanHighlighter final : public QSyntaxHighlighter {
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;
    std::vector<preview::Span> spans;  ///< in order, over the editor's text

protected:
    void highlightBlock(const QString &text) override
    {
        const int begin = currentBlock().position();
        const int end = begin + int(text.size());
        auto it = std::ranges::partition_point(spans, [begin](const preview::Span &span) { return span.start + span.length <= begin; });
        for (; it != spans.end() && it->start < end; ++it) {
            const int from = std::max(it->start, begin);
            setFormat(from - begin, std::min(it->start + it->length, end) - from, styleFormat(it->style));
        }
    }
};

/// The numbers at the left.
class LineNumbers final : public QWidget {
public:
    explicit LineNumbers(CodeEdit *edit) : QWidget(edit), m_edit(edit) {}
    QSize sizeHint() const override { return {m_edit->numberWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent *event) override { m_edit->paintNumbers(event); }

private:
    CodeEdit *m_edit;
};

CodeEdit::CodeEdit(QWidget *parent) : QPlainTextEdit(parent)
{
    setLayoutDirection(Qt::LeftToRight);  // code and bytes run this way in every language
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFrameShape(QFrame::NoFrame);
    setFont(codeFont());
    setUndoRedoEnabled(false);
    setTabStopDistance(4 * fontMetrics().horizontalAdvance(u' '));
    m_highlighter = new SpanHighlighter(document());
    m_numbers = new LineNumbers(this);
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &CodeEdit::takeSome);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy)
            m_numbers->scroll(0, dy);
        else
            m_numbers->update(0, rect.y(), m_numbers->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::blockCountChanged, this, [this] { setViewportMargins(numberWidth(), 0, 0, 0); });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &CodeEdit::checkEnd);
    setViewportMargins(numberWidth(), 0, 0, 0);
}

void CodeEdit::append(const QString &text, const std::vector<preview::Span> &spans)
{
    if (text.isEmpty())
        return;
    m_given += text.size();
    m_pending.push_back({cutLongLines(text, spans)});
    takeSome();
}

void CodeEdit::takeSome()
{
    if (m_pending.empty())
        return;
    Portion &portion = m_pending.front();
    const QString &text = portion.lines.text;
    qsizetype end = std::min(text.size(), portion.taken + kPortion);
    if (end < text.size()) {
        const qsizetype line = text.lastIndexOf(u'\n', end);
        end = line >= portion.taken ? line + 1 : end;
    }
    const int at = document()->characterCount() - 1;
    const int moved = at - int(portion.taken);
    const auto &spans = portion.lines.spans;
    for (; portion.span < spans.size() && spans[portion.span].start < end; ++portion.span) {
        const preview::Span &span = spans[portion.span];
        m_highlighter->spans.push_back({span.start + moved, span.length, span.style});
    }
    if (portion.taken == 0) {
        // A text that is added may begin in the middle of a line: its cuts count from the block that is the last one now.
        const int block = blockCount() - 1;
        for (const int cut : portion.lines.cuts)
            m_cuts.push_back(block + cut);
    }
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(text.sliced(portion.taken, end - portion.taken));
    portion.taken = end;
    if (end == text.size())
        m_pending.erase(m_pending.begin());
    if (!m_pending.empty()) {
        m_soon.start();
        return;
    }
    Q_EMIT completed();
    checkEnd();
}

void CodeEdit::checkEnd()
{
    const QScrollBar *bar = verticalScrollBar();
    if (isComplete() && bar->value() + 2 * bar->pageStep() >= bar->maximum())
        Q_EMIT nearEnd();
}

bool CodeEdit::isCut(int block) const
{
    return std::ranges::binary_search(m_cuts, block);
}

int CodeEdit::fileLine(int block) const
{
    return block - int(std::ranges::upper_bound(m_cuts, block) - m_cuts.begin());
}

bool CodeEdit::selectPlace(qint64 line, int column, int length)
{
    // The block that the line begins with: those that go on others come in between, so it is never before this one.
    int block = int(std::min<qint64>(line, blockCount()));
    while (block < blockCount() && fileLine(block) < line)
        block += int(line - fileLine(block));
    for (; block + 1 < blockCount() && isCut(block + 1) && column >= document()->findBlockByNumber(block).length() - 1; ++block)
        column -= document()->findBlockByNumber(block).length() - 1;
    const QTextBlock found = document()->findBlockByNumber(block);
    if (!found.isValid() || fileLine(block) != line || column >= found.length())
        return false;
    QTextCursor cursor(found);
    cursor.setPosition(found.position() + column);
    cursor.setPosition(std::min(found.position() + column + length, document()->characterCount() - 1), QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    centerCursor();
    return true;
}

std::pair<qint64, int> CodeEdit::place() const
{
    const QTextCursor cursor = textCursor();
    int block = cursor.block().blockNumber();
    int column = cursor.positionInBlock();
    for (; block > 0 && isCut(block); --block)
        column += document()->findBlockByNumber(block - 1).length() - 1;
    return {fileLine(block), column};
}

int CodeEdit::numberWidth() const
{
    const int digits = std::max(3, int(QString::number(blockCount()).size()));
    return digits * fontMetrics().horizontalAdvance(u'0') + 18;
}

void CodeEdit::paintNumbers(QPaintEvent *event)
{
    QPainter painter(m_numbers);
    painter.fillRect(event->rect(), palette().color(QPalette::AlternateBase));
    painter.setFont(font());
    painter.setPen(Theme::colours().muted);
    QTextBlock block = firstVisibleBlock();
    qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
    for (; block.isValid() && top <= event->rect().bottom(); block = block.next()) {
        const QString words = isCut(block.blockNumber()) ? u"·"_s : QString::number(fileLine(block.blockNumber()) + 1);
        painter.drawText(QRectF(0, top, m_numbers->width() - 9, fontMetrics().height()), Qt::AlignRight, words);
        top += blockBoundingRect(block).height();
    }
}

void CodeEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    const QRect inside = contentsRect();
    m_numbers->setGeometry(inside.left(), inside.top(), numberWidth(), inside.height());
    checkEnd();
}

void CodeEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter && m_scheme != Theme::current()) {
        m_scheme = Theme::current();
        m_highlighter->rehighlight();
    }
}

QMimeData *CodeEdit::createMimeDataFromSelection() const
{
    const QTextCursor cursor = textCursor();
    QString text;
    QTextBlock block = document()->findBlock(cursor.selectionStart());
    for (; block.isValid() && block.position() <= cursor.selectionEnd(); block = block.next()) {
        if (!text.isNull() && !isCut(block.blockNumber()))
            text += u'\n';
        const int from = std::max(0, cursor.selectionStart() - block.position());
        const int to = std::min(block.length() - 1, cursor.selectionEnd() - block.position());
        text += QStringView(block.text()).sliced(from, std::max(0, to - from));
        if (text.isNull())
            text = u""_s;
    }
    auto *copied = new QMimeData;
    copied->setText(text);
    return copied;
}

}  // namespace tideline::ui
