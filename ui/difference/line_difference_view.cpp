#include "ui/difference/line_difference_view.h"

#include "core/base/result.h"
#include "ui/difference/difference_canvas.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>

#include <limits>

namespace tideline::ui {

namespace {
struct RowMaker {
    const RowWishes &wishes;
    DifferenceRows operator()(const preview::TextDifference &text) const { return rowsOf(text, wishes); }
    DifferenceRows operator()(const preview::NotebookDifference &notebook) const { return rowsOf(notebook, wishes); }
    DifferenceRows operator()(const preview::NotebookMerge &notebook) const { return rowsOf(notebook, wishes); }
    template <typename Other>
    DifferenceRows operator()(const Other &) const { return {}; }
};
}  // namespace

LineDifferenceView::LineDifferenceView(DifferencePtr shown, const QStringList &titles, QWidget *parent)
    : DifferenceView(std::move(shown), parent), m_titles(titles)
{
    const bool merge = std::holds_alternative<preview::NotebookMerge>(difference().shape);
    if (merge)
        m_titles = {titles.value(1), titles.value(0), titles.value(2)};  // as the columns stand: mine, base, theirs
    m_canvas = new DifferenceCanvas(this);
    m_canvas->setTitles(m_titles);
    setFocusProxy(m_canvas);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->setSpacing(2);
    m_two = addButton(tr("Side by side"), tr("Both versions beside each other"), u"sideBySide"_s);
    m_one = addButton(tr("One column"), tr("What is gone above what came"), u"oneColumn"_s);
    m_all = addButton(tr("All lines"), tr("Show the equal lines, too"), u"allLines"_s);
    m_before = addButton(u"‹"_s, tr("Change before (P)"), u"changeBefore"_s);
    m_next = addButton(u"›"_s, tr("Next change (N)"), u"nextChange"_s);
    for (QToolButton *button : {m_two, m_one, m_all})
        button->setCheckable(true);
    m_step = new QLabel(this);
    m_step->setObjectName(u"changeStep"_s);
    for (QWidget *part : std::initializer_list<QWidget *>{m_two, m_one, m_all})
        bar->addWidget(part);
    bar->addStretch();
    for (QWidget *part : std::initializer_list<QWidget *>{m_step, m_before, m_next})
        bar->addWidget(part);
    m_two->setVisible(!merge);
    m_one->setVisible(!merge);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_canvas, 1);

    connect(m_two, &QToolButton::clicked, this, [this] { setSideBySide(true); });
    connect(m_one, &QToolButton::clicked, this, [this] { setSideBySide(false); });
    connect(m_all, &QToolButton::clicked, this, [this](bool on) { setAllShown(on); });
    connect(m_before, &QToolButton::clicked, this, [this] { m_canvas->stepChange(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { m_canvas->stepChange(1); });
    connect(m_canvas, &DifferenceCanvas::foldChosen, this, [this](qint64 fold) {
        m_wishes.unfolded.insert(fold);
        build();
    });
    connect(m_canvas, &DifferenceCanvas::cellChosen, this, &LineDifferenceView::chooseCell);
    connect(m_canvas, &DifferenceCanvas::currentChangeChanged, this, &LineDifferenceView::showStep);
    build();
    m_canvas->goToChange(0);
}

QToolButton *LineDifferenceView::addButton(const QString &text, const QString &name, const QString &objectName)
{
    auto *button = new QToolButton(this);
    button->setObjectName(objectName);
    button->setProperty("flat", true);
    button->setText(text);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void LineDifferenceView::setSideBySide(bool sideBySide)
{
    m_wishes.sideBySide = sideBySide;
    const int change = m_canvas->currentChange();
    build();
    if (change >= 0)
        m_canvas->goToChange(change);
}

void LineDifferenceView::setAllShown(bool shown)
{
    m_allShown = shown;
    m_wishes.unfolded.clear();
    const int change = m_canvas->currentChange();
    build();
    if (change >= 0)
        m_canvas->goToChange(change);
}

void LineDifferenceView::build()
{
    RowWishes wishes = m_wishes;
    if (m_allShown)
        wishes.context = std::numeric_limits<int>::max() / 4;
    m_canvas->setRows(std::visit(RowMaker{wishes}, difference().shape));
    m_two->setChecked(m_wishes.sideBySide);
    m_one->setChecked(!m_wishes.sideBySide);
    m_all->setChecked(m_allShown);
    showStep();
}

void LineDifferenceView::showStep()
{
    const int all = m_canvas->rows().changes, at = m_canvas->currentChange();
    m_before->setEnabled(all > 0);
    m_next->setEnabled(all > 0);
    const QLocale locale;
    m_step->setText(all == 0  ? tr("No changes")
                    : at >= 0 ? tr("Change %1 of %2").arg(locale.toString(at + 1), locale.toString(all))
                              : tr("%Ln changes", nullptr, all));
}

void LineDifferenceView::chooseCell(int cell)
{
    const auto *notebook = std::get_if<preview::NotebookDifference>(&difference().shape);
    if (!notebook || cell < 0 || std::size_t(cell) >= notebook->cells.size())
        return;
    const preview::CellDifference &chosen = notebook->cells[std::size_t(cell)];
    Q_EMIT outputsWished(chosen.older, chosen.newer);
}

}  // namespace tideline::ui
