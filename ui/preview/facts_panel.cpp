#include "ui/preview/facts_panel.h"

#include "core/base/result.h"
#include "ui/engine_words.h"
#include "ui/words.h"

#include <QDateTime>
#include <QFormLayout>
#include <QLabel>

namespace tideline::ui {

namespace {
/// A time, which comes as ISO 8601, as people read it; all else as it is.
QString factText(const QString &value)
{
    constexpr qsizetype kTime = 10;  // where the T stands
    const bool isTime = value.size() > kTime && value.size() < 40 && value[kTime] == u'T';
    const QDateTime time = isTime ? QDateTime::fromString(value, Qt::ISODate) : QDateTime();
    return time.isValid() ? fullTimeText(time.toMSecsSinceEpoch()) : breakable(value.left(400));
}
}  // namespace

FactsPanel::FactsPanel(QWidget *parent) : QScrollArea(parent)
{
    setObjectName(u"factsPanel"_s);
    setAccessibleName(tr("Facts"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::TabFocus);
    auto *body = new QWidget(this);
    m_form = new QFormLayout(body);
    m_form->setContentsMargins(12, 8, 12, 8);
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(4);
    m_form->setLabelAlignment(Qt::AlignLeft);
    setWidget(body);
    hide();
}

void FactsPanel::show(const std::vector<preview::Fact> &facts)
{
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    for (std::size_t i = 0; i < facts.size() && i < kMost; ++i) {
        auto *name = new QLabel(widget());
        name->setTextFormat(Qt::PlainText);
        name->setProperty("role", u"muted"_s);
        name->setText(inLanguage(facts[i].name.left(60)));
        auto *value = new QLabel(widget());
        value->setTextFormat(Qt::PlainText);
        value->setWordWrap(true);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setText(factText(inLanguage(facts[i].value)));
        value->setToolTip(tipText(facts[i].value.left(4'000)));
        value->setAccessibleName(u"%1: %2"_s.arg(name->text(), facts[i].value.left(400)));
        m_form->addRow(name, value);
    }
    setVisible(!facts.empty());
    updateGeometry();
}

QSize FactsPanel::sizeHint() const
{
    return {230, widget()->sizeHint().height() + 2};
}

}  // namespace tideline::ui
