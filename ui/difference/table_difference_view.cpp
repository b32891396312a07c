#include "ui/difference/table_difference_view.h"

#include "core/base/result.h"
#include "ui/difference/table_difference_model.h"
#include "ui/difference/tone_colours.h"
#include "ui/theme/theme.h"
#include "ui/views/named_box.h"
#include "ui/words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>

#include <algorithm>

namespace tideline::ui {

namespace {
constexpr int kWidest = 320;   ///< of a column at first
constexpr int kLookedAt = 50;  ///< rows whose width is asked for

/// A cell that changed shows what it was, struck out, and what it is.
class CellDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto tone = Tone(index.data(TableDifferenceModel::ToneRole).toInt());
        painter->save();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, option.palette.color(QPalette::Highlight));
        else if (const QColor background = toneBackground(tone); background.isValid())
            painter->fillRect(option.rect, background);
        QRect room = option.rect.adjusted(6, 0, -6, 0);
        painter->setFont(option.font);
        if (tone == Tone::Conflict) {
            QFont struck = option.font;
            struck.setStrikeOut(true);
            painter->setFont(struck);
            painter->setPen(toneColour(Tone::Removed));
            const QString older = option.fontMetrics.elidedText(index.data(TableDifferenceModel::OlderRole).toString(), Qt::ElideRight, room.width() / 2);
            painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter, older);
            room.setLeft(room.left() + option.fontMetrics.horizontalAdvance(older) + (older.isEmpty() ? 0 : 8));
            painter->setFont(option.font);
            painter->setPen(toneColour(Tone::Added));
            painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                              option.fontMetrics.elidedText(index.data(TableDifferenceModel::NewerRole).toString(), Qt::ElideRight, room.width()));
        } else {
            painter->setPen(option.palette.color(QPalette::Text));
            painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter, option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, room.width()));
        }
        if (option.state & QStyle::State_HasFocus) {
            painter->setPen(Theme::colours().accent);
            painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
        }
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(20, 0);
    }
};
}  // namespace

TableDifferenceView::TableDifferenceView(DifferencePtr shown, const preview::TableDifference &table, QWidget *parent)
    : DifferenceView(std::move(shown), parent), m_table(table)
{
    m_model = new TableDifferenceModel(m_table, this);
    m_keys = new QComboBox(this);
    m_keys->setObjectName(u"keyColumn"_s);
    nameBox(*m_keys, tr("The column that rows are known by"));
    for (const auto &column : m_table.columns) {
        if (column.happened != preview::Happened::Added && column.happened != preview::Happened::Removed)
            m_keys->addItem(column.name);
    }
    if (m_table.key >= 0 && std::size_t(m_table.key) < m_table.columns.size())
        m_keys->setCurrentIndex(m_keys->findText(m_table.columns[std::size_t(m_table.key)].name, Qt::MatchExactly | Qt::MatchCaseSensitive));
    connect(m_keys, &QComboBox::activated, this, [this] { Q_EMIT keyWished(m_keys->currentText()); });
    auto *words = new QLabel(tr("Rows by"), this);
    words->setBuddy(m_keys);
    auto *counted = new QLabel(counts(), this);
    counted->setObjectName(u"tableCounts"_s);
    counted->setTextFormat(Qt::PlainText);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(10, 4, 10, 4);
    bar->setSpacing(8);
    bar->addWidget(words);
    bar->addWidget(m_keys);
    bar->addStretch();
    bar->addWidget(counted);
    m_view = new QTableView(this);
    m_view->setLayoutDirection(Qt::LeftToRight);  // columns stand in the order of the file
    m_view->setObjectName(u"tableDifference"_s);
    m_view->setAccessibleName(tr("Rows that differ"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new CellDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(true);
    m_view->setGridStyle(Qt::DotLine);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    m_view->verticalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_view->horizontalHeader()->setResizeContentsPrecision(kLookedAt);
    for (int column = 0; column < std::min(m_model->columnCount(), kLookedAt); ++column) {
        m_view->resizeColumnToContents(column);
        m_view->setColumnWidth(column, std::clamp(m_view->columnWidth(column), 70, kWidest));
    }
    setFocusProxy(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_view, 1);
}

QString TableDifferenceView::counts() const
{
    QStringList words{tr("~ %Ln changed", nullptr, countOf(m_table.changed)), tr("+ %Ln added", nullptr, countOf(m_table.added)),
                      tr("− %Ln removed", nullptr, countOf(m_table.removed)), tr("%Ln equal", nullptr, countOf(m_table.equal))};
    if (m_table.changed + m_table.added + m_table.removed > qint64(m_table.rows.size()))
        words.append(tr("the first %Ln are shown", nullptr, int(m_table.rows.size())));
    return words.join(u" · "_s);
}

}  // namespace tideline::ui
