#include "ui/preview/cell_widget.h"

#include "core/base/result.h"
#include "ui/preview/line_text.h"
#include "ui/preview/picture.h"
#include "ui/preview/safe_browser.h"
#include "ui/preview/style_colours.h"
#include "ui/words.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QTextBlock>

#include <algorithm>

namespace tideline::ui {

namespace {
constexpr int kGutter = 54, kNarrowGutter = 30;  ///< for the number, in a view of usual width and in a narrow one
constexpr int kNarrow = 380;
constexpr int kMostHtml = 400'000;  ///< units of HTML that are laid out for one output

/// Scales itself to the width there is; never larger than it is.
class PictureLabel final : public QWidget {
public:
    PictureLabel(QImage image, QWidget *parent) : QWidget(parent), m_image(std::move(image))
    {
        QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return int(sizeAt(width).height()); }
    QSize sizeHint() const override { return m_image.size(); }
    QSize minimumSizeHint() const override { return {20, 10}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        const QRectF area(QPointF(), sizeAt(width()));
        // Plots are made for white paper: what is transparent in them is shown as that.
        painter.fillRect(area, Qt::white);
        painter.drawImage(area, m_image);
    }

private:
    QSizeF sizeAt(int width) const
    {
        const QSizeF size(m_image.size());
        return size.width() <= width ? size : size.scaled(width, 1e6, Qt::KeepAspectRatio);
    }
    QImage m_image;
};

/// The first lines, and how many there are.
qsizetype endOfLine(const QString &text, int lines)
{
    qsizetype at = -1;
    for (int i = 0; i < lines; ++i) {
        at = text.indexOf(u'\n', at + 1);
        if (at < 0)
            return text.size();
    }
    return at;
}

void setCode(SafeBrowser &browser, const QString &text, const std::vector<preview::Span> &spans)
{
    const LineText lines = cutLongLines(text, spans);
    browser.setPlainText(lines.text);
    QTextCursor cursor(browser.document());
    cursor.beginEditBlock();
    for (const preview::Span &span : lines.spans) {
        cursor.setPosition(span.start);
        cursor.setPosition(span.start + span.length, QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(styleFormat(span.style));
    }
    cursor.endEditBlock();
}
}  // namespace

CellWidget::CellWidget(std::shared_ptr<const preview::Cell> cell, qint64 number, QWidget *parent)
    : QWidget(parent), m_cell(std::move(cell)), m_number(number)
{
    setObjectName(u"notebookCell"_s);
    m_count = new QLabel(this);
    m_count->setFont(codeFont());
    m_count->setProperty("role", u"muted"_s);
    m_count->setAlignment(Qt::AlignRight | Qt::AlignTop);
    const bool narrow = parentWidget() && parentWidget()->width() < kNarrow;
    m_count->setFixedWidth(narrow ? kNarrowGutter : kGutter);
    auto *body = new QWidget(this);
    m_parts = new QVBoxLayout(body);
    m_parts->setContentsMargins(0, 0, 0, 0);
    m_parts->setSpacing(4);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4, 6, 12, 6);
    row->setSpacing(8);
    row->addWidget(m_count, 0, Qt::AlignTop);
    row->addWidget(body, 1);
    build();
}

void CellWidget::build()
{
    while (QLayoutItem *item = m_parts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_source = nullptr;
    const bool code = m_cell->kind == preview::Cell::Kind::Code;
    const QString count = m_cell->executionCount ? QString::number(*m_cell->executionCount) : u" "_s;
    m_count->setText(code ? u"[%1]"_s.arg(count) : QString());
    m_count->setContentsMargins(0, code ? 7 : 0, 0, 0);
    setAccessibleName(code ? tr("Cell %L1, code, run as number %2").arg(m_number + 1).arg(count.trimmed().isEmpty() ? tr("never") : count)
                           : tr("Cell %L1, text").arg(m_number + 1));
    addSource();
    for (std::size_t i = 0; i < m_cell->outputs.size(); ++i)
        addOutput(m_cell->outputs[i], int(i));
}

void CellWidget::frame(QWidget *inside)
{
    auto *box = new QFrame;
    box->setObjectName(u"codeBox"_s);
    auto *room = new QVBoxLayout(box);
    room->setContentsMargins(8, 5, 8, 5);
    room->addWidget(inside);
    m_parts->addWidget(box);
}

/// Layouts remember sizes, each its own: all of them are to forget before the height is asked for.
void CellWidget::sayHeight()
{
    const auto parts = findChildren<QWidget *>();
    for (QWidget *part : parts)
        part->updateGeometry();
    Q_EMIT heightChanged();
}

SafeBrowser *CellWidget::addBrowser(int output)
{
    auto *browser = new SafeBrowser(this);
    browser->setGrows(true);
    browser->setFocusPolicy(Qt::ClickFocus);
    browser->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(browser, &SafeBrowser::linkChosen, this, &CellWidget::linkChosen);
    connect(browser, &QWidget::customContextMenuRequested, this,
            [this, browser, output](const QPoint &at) { Q_EMIT menuAsked(output, browser->mapToGlobal(at)); });
    return browser;
}

SafeBrowser *CellWidget::addCode(const QString &text, const std::vector<preview::Span> &spans, int output)
{
    auto *browser = addBrowser(output);
    browser->setFont(codeFont());
    browser->document()->setDefaultFont(codeFont());
    browser->setLineWrapMode(output < 0 ? QTextEdit::NoWrap : QTextEdit::WidgetWidth);
    browser->setWordWrapMode(QTextOption::WrapAnywhere);
    const qsizetype end = endOfLine(text, kLines);
    const QString first = text.first(end);
    setCode(*browser, first, spans);
    if (output < 0)
        frame(browser);
    else
        m_parts->addWidget(browser);
    if (end >= text.size())
        return browser;
    const auto lines = text.count(u'\n') + 1;
    auto *more = new QPushButton(tr("Show all %Ln lines", nullptr, countOf(lines)));
    more->setProperty("small", true);
    m_parts->addWidget(more, 0, Qt::AlignLeft);
    connect(more, &QPushButton::clicked, this, [this, browser, more, text, spans] {
        setCode(*browser, text, spans);
        more->hide();
        sayHeight();
    });
    return browser;
}

void CellWidget::addSource()
{
    if (m_cell->kind != preview::Cell::Kind::Markdown) {
        m_source = addCode(m_cell->source, m_cell->spans, -1);
        m_source->setAccessibleName(tr("Source"));
        return;
    }
    m_source = addBrowser(-1);
    m_source->setAccessibleName(tr("Text"));
    m_source->setSafeHtml(m_cell->html.left(kMostHtml));
    m_parts->addWidget(m_source);
}

void CellWidget::addPicture(const preview::Picture &picture, int output)
{
    const QImage image = imageOf(picture);
    if (image.isNull()) {
        auto *words = new QLabel(tr("A picture that cannot be shown."));
        words->setProperty("role", u"muted"_s);
        m_parts->addWidget(words);
        return;
    }
    auto *label = new PictureLabel(image, this);
    label->setAccessibleName(tr("Picture, %L1 × %L2 pixels").arg(image.width()).arg(image.height()));
    label->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(label, &QWidget::customContextMenuRequested, this,
            [this, label, output](const QPoint &at) { Q_EMIT menuAsked(output, label->mapToGlobal(at)); });
    m_parts->addWidget(label);
}

void CellWidget::addOutput(const preview::Output &output, int number)
{
    using Kind = preview::Output::Kind;
    if (output.kind == Kind::Picture) {
        addPicture(output.picture, number);
    } else if (output.kind == Kind::Html) {
        auto *browser = addBrowser(number);
        browser->setAccessibleName(tr("Output"));
        browser->setSafeHtml(output.html.left(kMostHtml));
        m_parts->addWidget(browser);
    } else {
        auto *browser = addCode(output.text, output.spans, number);
        const bool failure = output.kind == Kind::Failure;
        browser->setAccessibleName(failure ? tr("Error output") : tr("Output"));
        if (failure)
            browser->setObjectName(u"cellFailure"_s);
    }
}

QString textOf(const preview::Output &output)
{
    if (output.kind != preview::Output::Kind::Html || !output.text.isEmpty())
        return output.text;
    QTextDocument words;
    words.setHtml(withoutPictures(output.html.left(kMostHtml)));
    return words.toPlainText();
}

void CellWidget::setCurrent(bool current)
{
    if (m_current == current)
        return;
    m_current = current;
    update();
}

void CellWidget::markSource(int column, int length)
{
    if (!m_source)
        return;
    QTextCursor cursor(m_source->document());
    const int end = m_source->document()->characterCount() - 1;
    cursor.setPosition(std::clamp(column, 0, end));
    cursor.setPosition(std::clamp(column + length, 0, end), QTextCursor::KeepAnchor);
    m_source->setTextCursor(cursor);
}

int CellWidget::heightAt(int width) const
{
    if (layout()->hasHeightForWidth())
        return layout()->totalHeightForWidth(width);
    return sizeHint().height();
}

void CellWidget::paintEvent(QPaintEvent *)
{
    if (!m_current)
        return;
    QPainter painter(this);
    painter.fillRect(QRect(0, 2, 3, height() - 4), Theme::colours().accent);
}

void CellWidget::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || m_scheme == Theme::current())
        return;
    m_scheme = Theme::current();
    build();
    // Once what was made anew is shown.
    QMetaObject::invokeMethod(this, &CellWidget::sayHeight, Qt::QueuedConnection);
}

int guessedHeight(const preview::Cell &cell, int lineHeight)
{
    const auto lines = [](const QString &text) { return std::min<qsizetype>(text.count(u'\n') + 1, CellWidget::kLines); };
    qsizetype height = 30 + lines(cell.source) * lineHeight;
    for (const preview::Output &output : cell.outputs) {
        if (output.kind == preview::Output::Kind::Picture)
            height += std::clamp(output.picture.height, 0, 2'000);
        else if (output.kind == preview::Output::Kind::Html)
            height += 160;
        else
            height += lines(output.text) * lineHeight;
    }
    return int(height);
}

}  // namespace tideline::ui
