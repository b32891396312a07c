#include "ui/views/banner.h"

#include "ui/theme/icons.h"

#include <QAccessible>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace tideline::ui {

Banner::Banner(QWidget *parent) : QFrame(parent)
{
    setObjectName(u"banner"_s);
    m_icon = new QLabel(this);
    m_text = new QLabel(this);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_side = makeButton(u"bannerButton"_s, 0);
    m_row = new QWidget(this);
    auto *row = new QHBoxLayout(m_row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (int i = 0; i < kMaxActions; ++i) {
        m_beneath[std::size_t(i)] = makeButton(u"bannerAction%1"_s.arg(i), i);
        row->addWidget(m_beneath[std::size_t(i)]);
    }
    row->addStretch();
    m_close = new QToolButton(this);
    m_close->setObjectName(u"closeBanner"_s);
    m_close->setProperty("flat", true);
    m_close->setIcon(actionIcon(u"close"_s));
    m_close->setIconSize({12, 12});
    m_close->setAccessibleName(tr("Put away"));
    m_close->setToolTip(m_close->accessibleName());
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(16, 7, 12, 7);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_icon, 0, 0);
    grid->addWidget(m_text, 0, 1);
    grid->addWidget(m_side, 0, 2);
    grid->addWidget(m_close, 0, 3);
    grid->addWidget(m_row, 1, 1, 1, 3);
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });
    hide();
}

QPushButton *Banner::makeButton(const QString &name, int action)
{
    auto *button = new QPushButton(this);
    button->setObjectName(name);
    button->setProperty("small", true);
    connect(button, &QPushButton::clicked, this, [this, action] {
        if (const auto act = m_actions.value(action).act)  // a copy: it may show another banner
            act();
    });
    return button;
}

void Banner::show(SyncState state, const QString &text, const QList<Action> &actions, bool closable)
{
    Q_ASSERT(actions.size() <= kMaxActions);
    m_actions = actions;
    m_icon->setPixmap(stateIcon(state).pixmap(16, 16));
    m_side->setText(actions.value(0).text);
    m_side->setVisible(actions.size() == 1);
    for (int i = 0; i < kMaxActions; ++i) {
        m_beneath[std::size_t(i)]->setText(actions.value(i).text);
        m_beneath[std::size_t(i)]->setVisible(i < actions.size());
    }
    m_row->setVisible(actions.size() > 1);
    m_close->setVisible(closable);
    tell(text);
    QFrame::show();
}

/// To the eyes, and to a screen reader when it is news.
void Banner::tell(const QString &text)
{
    const bool isNew = this->text() != text;
    m_text->setText(text);
    setAccessibleName(text);
    if (isNew) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

QString Banner::text() const
{
    return isHidden() ? QString() : m_text->text();
}

}  // namespace tideline::ui
