#include "ui/preview/bytes_view.h"

#include "ui/preview/hex_view.h"
#include "ui/words.h"

#include <QVBoxLayout>

#include <algorithm>

namespace tideline::ui {

BytesView::BytesView(DocumentPtr shown, PreviewWorker &worker, QWidget *parent) : ShapeView(std::move(shown), worker, parent)
{
    m_hex = new HexView(std::get<preview::BytesDocument>(document().shape), worker, this);
    m_hex->setObjectName(u"previewBytes"_s);
    m_hex->setAccessibleName(tr("Bytes"));
    setFocusProxy(m_hex);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_hex);
    connect(m_hex, &HexView::said, this, &ShapeView::said);
    connect(m_hex, &HexView::failed, this,
            [this](const Error &error) { Q_EMIT noticed(tr("Some bytes cannot be read. %1").arg(error.what)); });
}

void BytesView::showEvent(QShowEvent *event)
{
    ShapeView::showEvent(event);
    Q_EMIT summaryChanged(sizeText(std::get<preview::BytesDocument>(document().shape).sizeBytes));
}

FindFrom BytesView::findFrom() const
{
    return {m_hex->current(), 0};
}

void BytesView::showPlace(const preview::Place &place)
{
    m_hex->mark(place.index, std::max(1, place.length));
}

}  // namespace tideline::ui
