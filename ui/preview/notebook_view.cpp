#include "ui/preview/notebook_view.h"

#include "ui/preview/cell_column.h"
#include "ui/preview/link_bar.h"
#include "ui/words.h"

#include <QLocale>
#include <QVBoxLayout>

namespace tideline::ui {

NotebookView::NotebookView(DocumentPtr shown, PreviewWorker &worker, QWidget *parent) : ShapeView(std::move(shown), worker, parent)
{
    const auto &notebook = std::get<preview::NotebookDocument>(document().shape);
    m_column = new CellColumn(notebook, worker, this);
    m_column->setObjectName(u"previewNotebook"_s);
    m_column->setAccessibleName(tr("Notebook"));
    setFocusProxy(m_column);
    auto *link = new LinkBar(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_column, 1);
    layout->addWidget(link);
    connect(m_column, &CellColumn::linkChosen, link, &LinkBar::show);
    connect(m_column, &CellColumn::said, this, &ShapeView::said);
    connect(m_column, &CellColumn::failed, this,
            [this](const Error &error) { Q_EMIT noticed(tr("Some cells cannot be read. %1").arg(error.what)); });
}

void NotebookView::showEvent(QShowEvent *event)
{
    ShapeView::showEvent(event);
    const auto &notebook = std::get<preview::NotebookDocument>(document().shape);
    QStringList words{notebook.kernel.isEmpty() ? notebook.language : notebook.kernel};
    words.removeAll(QString());
    words.append(tr("%Ln cells", nullptr, countOf(notebook.cellCount)));
    Q_EMIT summaryChanged(words.join(u" · "_s));
    if (notebook.cellCount > CellColumn::kMostCells)
        Q_EMIT noticed(tr("Only the first %Ln cells are shown.", nullptr, countOf(CellColumn::kMostCells)));
}

FindFrom NotebookView::findFrom() const
{
    return {m_column->current(), 0};
}

void NotebookView::showPlace(const preview::Place &place)
{
    m_column->goToFound(place);
}

}  // namespace tideline::ui
