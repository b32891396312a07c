#include "ui/views/banner.h"

#include "ui/theme/icons.h"

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
    m_button = new QPushButton(this);
    m_button->setObjectName(u"bannerButton"_s);
    m_button->setProperty("small", true);
    m_close = new QToolButton(this);
    m_close->setObjectName(u"closeBanner"_s);
    m_close->setProperty("flat", true);
    m_close->setIcon(actionIcon(u"close"_s));
    m_close->setIconSize({12, 12});
    m_close->setAccessibleName(tr("Put away"));
    m_close->setToolTip(m_close->accessibleName());
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 7, 12, 7);
    row->setSpacing(10);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_button);
    row->addWidget(m_close);
    connect(m_button, &QPushButton::clicked, this, [this] {
        const auto act = m_onButton;  // it may show another banner
        if (act)
            act();
    });
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });
    hide();
}

void Banner::show(SyncState state, const QString &text, const QString &button, std::function<void()> onButton, bool closable)
{
    m_icon->setPixmap(stateIcon(state).pixmap(16, 16));
    m_text->setText(text);
    setAccessibleName(text);
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    m_close->setVisible(closable);
    m_onButton = std::move(onButton);
    QFrame::show();
}

QString Banner::text() const
{
    return isHidden() ? QString() : m_text->text();
}

}  // namespace tideline::ui
