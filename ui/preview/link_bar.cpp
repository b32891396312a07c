#include "ui/preview/link_bar.h"

#include "core/base/result.h"
#include "ui/preview/safe_browser.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace tideline::ui {

LinkBar::LinkBar(QWidget *parent) : QFrame(parent)
{
    setObjectName(u"linkBar"_s);
    m_address = new QLabel(this);
    m_address->setObjectName(u"linkAddress"_s);
    m_address->setTextFormat(Qt::PlainText);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_address->setWordWrap(true);
    m_open = new QPushButton(tr("Open"), this);
    auto *copy = new QPushButton(tr("Copy"), this);
    auto *close = new QPushButton(tr("Close"), this);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 6, 8, 6);
    layout->addWidget(m_address, 1);
    for (QPushButton *button : {m_open, copy, close}) {
        button->setProperty("small", true);
        layout->addWidget(button);
    }
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (mayBeOpened(m_url))
            QDesktopServices::openUrl(m_url);
        hide();
    });
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_url.toString()); });
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void LinkBar::show(const QUrl &address)
{
    m_url = address;
    // Percent signs and punycode stay: what one sees is what is asked for.
    QString words = address.toString(QUrl::FullyEncoded);
    for (qsizetype i = 60; i < words.size(); i += 61)
        words.insert(i, QChar(0x200B));
    const bool opens = mayBeOpened(address);
    m_address->setText(opens ? tr("This link leads to %1").arg(words) : tr("This link leads to %1, which is not opened from here.").arg(words));
    m_open->setVisible(opens);
    setAccessibleName(m_address->text());
    QFrame::show();
    if (opens)
        m_open->setFocus(Qt::OtherFocusReason);
}

}  // namespace tideline::ui
