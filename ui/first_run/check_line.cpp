#include "ui/first_run/check_line.h"

#include "ui/theme/icons.h"
#include "ui/words.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>

namespace tideline::ui {

namespace {
constexpr int kIcon = 16;
}

CheckLine::CheckLine(const QString &name, QWidget *parent) : QWidget(parent)
{
    setObjectName(name);
    m_icon = new QLabel(this);
    m_icon->setFixedSize(kIcon, kIcon + 2);
    m_text = new QLabel(this);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1, Qt::AlignTop);
    hide();
}

void CheckLine::show(SyncState state, const QString &text)
{
    setVisible(true);
    if (text == m_text->text() && state == m_state)
        return;
    m_state = state;
    m_icon->setPixmap(stateIcon(state).pixmap(kIcon, kIcon));
    m_text->setText(text);
    setAccessibleName(text);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void CheckLine::show(const Error &error)
{
    show(SyncState::Error, (error.mend.isEmpty() ? error.what : error.what + u'\n' + error.mend));
}

void CheckLine::clear()
{
    m_text->clear();
    setAccessibleName({});
    hide();
}

QString CheckLine::text() const
{
    return m_text->text();
}

}  // namespace tideline::ui
