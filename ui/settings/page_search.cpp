#include "ui/settings/page_search.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPainter>
#include <QSet>
#include <QStyle>
#include <QTreeWidget>

#include <algorithm>

namespace tideline::ui {

using namespace Qt::StringLiterals;

namespace {
/// Without case, accents and the mark of a key.
QString folded(const QString &text)
{
    QString bare = text.normalized(QString::NormalizationForm_KD).toCaseFolded();
    bare.removeIf([](QChar c) { return c == u'&' || c == QChar(0x200B) || c.category() == QChar::Mark_NonSpacing; });
    return bare;
}

/// Something on a page that can be found.
struct Thing {
    QWidget *widget;
    QString words, heading;
};

QStringList wordsOn(const QWidget &widget)
{
    QStringList words{widget.accessibleName(), widget.toolTip()};
    if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
        words.append(label->text());
        if (const QWidget *field = label->buddy())
            words.append(wordsOn(*field));
    } else if (const auto *button = qobject_cast<const QAbstractButton *>(&widget)) {
        words.append(button->text());
    } else if (const auto *edit = qobject_cast<const QLineEdit *>(&widget)) {
        words.append(edit->placeholderText());
    } else if (const auto *combo = qobject_cast<const QComboBox *>(&widget)) {
        for (int i = 0; i < combo->count(); ++i)
            words.append(combo->itemText(i));
    }
    return words;
}

bool isSwitchedOff(const QWidget &widget)
{
    return widget.isHidden() && widget.testAttribute(Qt::WA_WState_ExplicitShowHide);  // and not only not shown yet
}

/// Whether its own words tell what it is; anything else is looked into.
bool isThing(const QWidget &widget)
{
    return qobject_cast<const QLabel *>(&widget) || qobject_cast<const QAbstractButton *>(&widget) || qobject_cast<const QTreeWidget *>(&widget)
        || !widget.accessibleName().isEmpty() || !widget.layout();
}

/// The things on a layout, as one reads them. A field that has a label is found by that.
void collect(const QLayout &layout, QString &heading, QSet<const QWidget *> &labelled, QList<Thing> &things)
{
    for (int i = 0; i < layout.count(); ++i) {
        QLayoutItem &item = *layout.itemAt(i);
        QWidget *widget = item.widget();
        if (item.layout())
            collect(*item.layout(), heading, labelled, things);
        if (!widget || isSwitchedOff(*widget) || labelled.contains(widget))
            continue;
        if (!isThing(*widget)) {
            collect(*widget->layout(), heading, labelled, things);
            continue;
        }
        const auto *label = qobject_cast<const QLabel *>(widget);
        if (label && label->buddy())
            labelled.insert(label->buddy());
        if (widget->property("role") == u"heading"_s)
            heading = label->text();
        things.append({widget, folded(wordsOn(*widget).join(u'\n')), folded(heading)});
    }
}

bool answers(const QStringList &wanted, const QString &own, const QString &around)
{
    const auto inOwn = [&](const QString &word) { return own.contains(word); };
    return std::ranges::any_of(wanted, inOwn)
        && std::ranges::all_of(wanted, [&](const QString &word) { return own.contains(word) || around.contains(word); });
}

/// Underlines the rows of a list that answer; whether there are any.
bool markRows(QTreeWidget &list, const QStringList &wanted, const QString &around)
{
    QTreeWidgetItem *first = nullptr;
    for (int row = 0; row < list.topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = list.topLevelItem(row);
        const bool found = !wanted.isEmpty() && answers(wanted, folded(item->text(0) + u'\n' + item->text(1)), around);
        QFont font = list.font();
        font.setUnderline(true);
        item->setData(0, Qt::FontRole, found ? QVariant(font) : QVariant());
        if (found && !first)
            first = item;
    }
    if (first)
        list.scrollToItem(first, QAbstractItemView::PositionAtTop);
    return first;
}
}  // namespace

PageSearch::PageSearch(const QString &title, QWidget *body) : QWidget(body), m_title(title)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
    body->installEventFilter(this);
}

int PageSearch::find(const QString &typed)
{
    const QStringList wanted = folded(typed).split(u' ', Qt::SkipEmptyParts);
    QString heading;
    QSet<const QWidget *> labelled;
    QList<Thing> things;
    collect(*parentWidget()->layout(), heading, labelled, things);
    m_found.clear();
    for (const Thing &thing : std::as_const(things)) {
        const QString around = folded(m_title) + u'\n' + thing.heading;
        auto *list = qobject_cast<QTreeWidget *>(thing.widget);
        const bool rows = list && markRows(*list, wanted, around);
        if (rows || (!wanted.isEmpty() && answers(wanted, thing.words, around)))
            m_found.append(thing.widget);
    }
    setGeometry(parentWidget()->rect());
    setVisible(!m_found.isEmpty());
    raise();
    update();
    return int(m_found.size());
}

QWidget *PageSearch::first() const
{
    return m_found.isEmpty() ? nullptr : m_found.first().data();
}

void PageSearch::focusFirst() const
{
    for (const QPointer<QWidget> &found : m_found) {
        const auto *label = qobject_cast<const QLabel *>(found.data());
        QWidget *field = label ? label->buddy() : found.data();
        if (field && field->isVisible() && field->isEnabled() && field->focusPolicy() != Qt::NoFocus) {
            field->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

bool PageSearch::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    if (event->type() == QEvent::LayoutRequest)
        update();
    return QWidget::eventFilter(watched, event);
}

/// As wide as its words, which stand at the side where one begins to read.
QRect PageSearch::frameOf(const QWidget &found) const
{
    QSize size = found.size();
    const auto *label = qobject_cast<const QLabel *>(&found);
    if ((label && !label->wordWrap()) || qobject_cast<const QAbstractButton *>(&found))
        size = found.sizeHint().boundedTo(size);
    const QRect inside = QStyle::alignedRect(found.layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter, size, found.rect());
    return inside.marginsRemoved(found.contentsMargins()).translated(found.mapTo(parentWidget(), QPoint(0, 0))).adjusted(-5, -3, 5, 3);
}

void PageSearch::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor line = palette().color(QPalette::Link);
    QColor fill = line;
    fill.setAlphaF(0.12F);
    painter.setPen(QPen(line, 2));
    painter.setBrush(fill);
    for (const QPointer<QWidget> &found : std::as_const(m_found)) {
        if (found && found->isVisible())
            painter.drawRoundedRect(frameOf(*found), 5, 5);
    }
}

}  // namespace tideline::ui
