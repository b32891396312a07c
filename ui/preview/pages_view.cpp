#include "ui/preview/pages_view.h"

#include "ui/preview/page_column.h"
#include "ui/preview/zoom_bar.h"
#include "ui/words.h"

#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace tideline::ui {

PagesView::PagesView(DocumentPtr shown, PreviewWorker &worker, QWidget *parent) : ShapeView(std::move(shown), worker, parent)
{
    m_column = new PageColumn(std::get<preview::PagesDocument>(document().shape), worker, this);
    m_column->setObjectName(u"previewPages"_s);
    m_column->setAccessibleName(tr("Pages"));
    setFocusProxy(m_column);
    m_bar = new ZoomBar(ZoomBar::Fit::Width, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_column, 1);
    layout->addWidget(m_bar);
    connect(m_column, &PageColumn::moved, this, &PagesView::follow);
    connect(m_column, &PageColumn::failed, this,
            [this](const Error &error) { Q_EMIT noticed(tr("Some pages cannot be drawn. %1").arg(error.what)); });
    connect(m_bar, &ZoomBar::zoomAsked, m_column, &PageColumn::zoom);
    connect(m_bar, &ZoomBar::fitAsked, m_column, &PageColumn::fitWidth);
    connect(m_bar, &ZoomBar::fullAsked, m_column, &PageColumn::showFull);
    connect(m_bar, &ZoomBar::stepAsked, m_column, [this](int delta) { m_column->goTo(m_column->current() + delta); });
    follow();
}

void PagesView::follow()
{
    m_bar->setPercent(m_column->scale() * 72 / 96 * 100);
    const QString words = tr("Page %L1 of %L2").arg(m_column->current() + 1).arg(m_column->pages());
    const bool several = m_column->pages() > 1;
    m_bar->setSteps(words, several ? tr("Page before") : QString(), several ? tr("Next page") : QString());
    m_column->setAccessibleDescription(words);
}

void PagesView::showEvent(QShowEvent *event)
{
    ShapeView::showEvent(event);
    Q_EMIT summaryChanged(tr("%Ln pages", nullptr, countOf(m_column->pages())));
}

FindFrom PagesView::findFrom() const
{
    return {m_column->current(), 0};
}

void PagesView::showPlace(const preview::Place &place)
{
    m_column->goTo(int(std::min<qint64>(place.index, m_column->pages())));
    Q_EMIT said(tr("Found on page %1.").arg(QLocale().toString(place.index + 1)));
}

}  // namespace tideline::ui
