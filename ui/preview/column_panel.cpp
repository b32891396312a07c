#include "ui/preview/column_panel.h"

#include "ui/engine_words.h"
#include "ui/preview/histogram.h"
#include "ui/theme/icons.h"
#include "ui/words.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QToolButton>

namespace tideline::ui {

namespace {
QLabel *plain(const QString &text, QWidget *parent, const QString &role = {})
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    if (!role.isEmpty())
        label->setProperty("role", role);
    return label;
}
}  // namespace

ColumnPanel::ColumnPanel(QWidget *parent) : QFrame(parent)
{
    setObjectName(u"columnPanel"_s);
    m_title = plain({}, this, u"heading"_s);
    m_words = plain({}, this, u"muted"_s);
    m_words->setWordWrap(true);
    m_close = new QToolButton(this);
    m_close->setProperty("flat", true);
    m_close->setIcon(actionIcon(u"close"_s));
    m_close->setAccessibleName(tr("Close the column's figures"));
    m_close->setToolTip(tr("Close (Esc)"));
    m_figures = new QFormLayout;
    m_figures->setHorizontalSpacing(12);
    m_figures->setVerticalSpacing(2);
    m_histogram = new Histogram(this);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_close);
    auto *body = new QHBoxLayout;
    body->setSpacing(18);
    body->addLayout(m_figures);
    body->addWidget(m_histogram, 1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(12, 4, 8, 8);
    all->setSpacing(2);
    all->addLayout(head);
    all->addWidget(m_words);
    all->addLayout(body, 1);
    connect(m_close, &QToolButton::clicked, this, &ColumnPanel::closeAsked);
    hide();
}

void ColumnPanel::begin(const preview::Column &column, const QString &name)
{
    while (m_figures->rowCount() > 0)
        m_figures->removeRow(0);
    m_title->setText(column.detail.isEmpty() ? name.left(200) : u"%1 · %2"_s.arg(name.left(200), column.detail));
    m_words->setText(tr("Looking at the column…"));
    m_words->show();
    m_histogram->hide();
    setAccessibleName(tr("Figures of the column %1").arg(name));
    QFrame::show();
}

void ColumnPanel::addFigure(const QString &name, const QString &value)
{
    if (value.isEmpty())
        return;
    auto *figure = plain(value.size() > 40 ? value.left(40) + u'…' : value, this);
    figure->setToolTip(tipText(value));
    figure->setTextInteractionFlags(Qt::TextSelectableByMouse);
    figure->setAccessibleName(u"%1: %2"_s.arg(name, value));
    m_figures->addRow(plain(name, this, u"muted"_s), figure);
}

void ColumnPanel::show(const preview::ColumnStatistics &statistics)
{
    const QLocale locale;
    const auto number = [&](const std::optional<double> &value) { return value ? shortNumber(*value) : QString(); };
    m_words->setVisible(!statistics.whole);
    m_words->setText(tr("Of the first %Ln rows.", nullptr, countOf(statistics.rows)));
    addFigure(tr("Rows"), locale.toString(statistics.rows));
    addFigure(tr("Empty"), statistics.empty == 0 ? tr("none") : tr("%1 (%2 %)").arg(locale.toString(statistics.empty),
              locale.toString(100.0 * double(statistics.empty) / double(std::max<qint64>(1, statistics.rows)), 'f', 1)));
    addFigure(tr("Different"), statistics.distinct ? locale.toString(*statistics.distinct) : tr("too many to count"));
    addFigure(tr("Least"), statistics.least);
    addFigure(tr("Most"), statistics.most);
    addFigure(tr("Mean"), number(statistics.mean));
    addFigure(tr("Deviation"), number(statistics.deviation));
    m_histogram->show(statistics);
}

void ColumnPanel::show(const Error &error)
{
    m_words->setText(inLanguage(error.mend.isEmpty() ? error.what : u"%1 %2"_s.arg(error.what, error.mend)));
    m_words->show();
}

void ColumnPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeAsked();
    else
        QFrame::keyPressEvent(event);
}

}  // namespace tideline::ui
