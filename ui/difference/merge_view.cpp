#include "ui/difference/merge_view.h"

#include "ui/difference/difference_canvas.h"
#include "ui/preview/style_colours.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>

#include <algorithm>

namespace tideline::ui {

namespace {
const preview::TextMerge &mergeOf(const preview::Difference &difference)
{
    return std::get<preview::TextMerge>(difference.shape);
}

/// Whether the choice takes lines of a column: 0 mine, 1 base, 2 theirs; nullopt while there is none.
std::optional<bool> takesColumn(Take take, int column)
{
    switch (take) {
    case Take::Mine:
        return column == 0;
    case Take::Base:
        return column == 1;
    case Take::Theirs:
        return column == 2;
    case Take::MineThenTheirs:
    case Take::TheirsThenMine:
        return column != 1;
    case Take::Undecided:
        break;
    }
    return std::nullopt;
}
}  // namespace

MergeView::MergeView(DifferencePtr shown, const QStringList &titles, QWidget *parent)
    : DifferenceView(std::move(shown), parent), m_choice(mergeOf(difference()))
{
    m_canvas = new DifferenceCanvas(this);
    m_canvas->setTitles({titles.value(1), titles.value(0), titles.value(2)});
    m_canvas->installEventFilter(this);
    setFocusProxy(m_canvas);
    m_result = new QPlainTextEdit(this);
    m_result->setObjectName(u"mergeResult"_s);
    m_result->setAccessibleName(tr("What will be saved"));
    m_result->setReadOnly(true);
    m_result->setFont(codeFont());
    m_result->setFrameShape(QFrame::NoFrame);
    m_result->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_result->setCenterOnScroll(true);
    auto *beneath = new QWidget(this);
    auto *title = new QLabel(tr("Result"), beneath);
    title->setProperty("role", u"muted"_s);
    title->setContentsMargins(10, 4, 10, 4);
    auto *lower = new QVBoxLayout(beneath);
    lower->setContentsMargins(0, 0, 0, 0);
    lower->setSpacing(0);
    lower->addWidget(title);
    lower->addWidget(m_result);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_canvas);
    split->addWidget(beneath);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setSizes({300, 200});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(split, 1);
    m_canvas->setTaken([this](int change, int column) {
        return takesColumn(m_choice.take(m_choice.changes()[std::size_t(change)]), column);
    });
    connect(m_canvas, &DifferenceCanvas::foldChosen, this, [this](qint64 fold) {
        m_wishes.unfolded.insert(fold);
        showRows();
    });
    connect(m_canvas, &DifferenceCanvas::currentChangeChanged, this, &MergeView::showChoice);
    showRows();
    // The first that waits for a person.
    const auto &changes = m_choice.changes();
    const auto open = std::ranges::find_if(changes, [this](int hunk) { return m_choice.take(hunk) == Take::Undecided; });
    m_canvas->goToChange(open == changes.end() ? 0 : int(open - changes.begin()));
    showChoice();
}

QWidget *MergeView::makeBar()
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(10, 4, 8, 4);
    layout->setSpacing(6);
    const auto add = [&](const QString &text, const QString &name, const QString &objectName, Take taken) {
        auto *button = new QPushButton(text, bar);
        button->setObjectName(objectName);
        button->setProperty("small", true);
        button->setCheckable(true);
        button->setToolTip(name);
        button->setAccessibleName(name);
        connect(button, &QPushButton::clicked, this, [this, taken] { take(taken); });
        layout->addWidget(button);
        m_buttons.append({button, taken});
    };
    add(tr("Yours"), tr("Take yours here (1)"), u"takeMine"_s, Take::Mine);
    add(tr("Base"), tr("Take what was there before (2)"), u"takeBase"_s, Take::Base);
    add(tr("Cloud's"), tr("Take the cloud's here (3)"), u"takeTheirs"_s, Take::Theirs);
    add(tr("Both"), tr("Take yours, and then the cloud's (4)"), u"takeBoth"_s, Take::MineThenTheirs);
    layout->addStretch();
    m_words = new QLabel(bar);
    m_words->setObjectName(u"mergeWords"_s);
    layout->addWidget(m_words);
    const auto step = [&](const QString &text, const QString &name, int delta) {
        auto *button = new QToolButton(bar);
        button->setProperty("flat", true);
        button->setText(text);
        button->setToolTip(name);
        button->setAccessibleName(name);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::clicked, this, [this, delta] { m_canvas->stepChange(delta); });
        layout->addWidget(button);
    };
    step(u"‹"_s, tr("Change before (P)"), -1);
    step(u"›"_s, tr("Next change (N)"), 1);
    return bar;
}

void MergeView::showRows()
{
    m_canvas->setRows(rowsOf(mergeOf(difference()), m_wishes));
}

void MergeView::take(Take taken)
{
    const int change = m_canvas->currentChange();
    if (change < 0)
        return;
    m_choice.set(m_choice.changes()[std::size_t(change)], taken);
    showChoice();
    Q_EMIT choiceChanged();
}

void MergeView::takeAll(Take taken)
{
    m_choice.setAll(taken);
    showChoice();
    Q_EMIT choiceChanged();
}

QString MergeView::resultText() const
{
    return m_result->toPlainText();
}

void MergeView::showChoice()
{
    const int change = m_canvas->currentChange(), all = int(m_choice.changes().size()), open = m_choice.undecided();
    for (const auto &[button, taken] : std::as_const(m_buttons)) {
        button->setEnabled(change >= 0);
        button->setChecked(change >= 0 && m_choice.take(m_choice.changes()[std::size_t(change)]) == taken);
    }
    const QLocale locale;
    QStringList words;
    if (change >= 0)
        words.append(tr("Change %1 of %2").arg(locale.toString(change + 1), locale.toString(all)));
    words.append(open == 0 ? tr("everything is decided") : tr("%Ln conflicts to decide", nullptr, open));
    m_words->setText(words.join(u" · "_s));
    const MergeChoice::Text result = m_choice.merged();
    if (result.text != m_result->toPlainText())
        m_result->setPlainText(result.text);
    if (change >= 0) {
        // The change stands in the result's middle.
        QTextCursor cursor(m_result->document());
        cursor.setPosition(int(result.begins[std::size_t(m_choice.changes()[std::size_t(change)])]));
        m_result->setTextCursor(cursor);
        m_result->centerCursor();
    }
    m_canvas->viewport()->update();
}

bool MergeView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_canvas && event->type() == QEvent::KeyPress) {
        constexpr Take kByKey[] = {Take::Mine, Take::Base, Take::Theirs, Take::MineThenTheirs};
        const int number = static_cast<QKeyEvent *>(event)->key() - Qt::Key_1;
        if (number >= 0 && number < 4) {
            take(kByKey[number]);
            return true;
        }
    }
    return DifferenceView::eventFilter(watched, event);
}

}  // namespace tideline::ui
