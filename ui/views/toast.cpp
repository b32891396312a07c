#include "ui/views/toast.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace tideline::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kShownMs = 8000;
constexpr int kMargin = 14;
}  // namespace

Toast::Toast(QWidget &page) : QFrame(page.parentWidget()), m_page(page)
{
    Q_ASSERT(page.parentWidget());
    setObjectName(u"toast"_s);
    m_text = new QLabel(this);
    m_text->setObjectName(u"toastText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_button = new QPushButton(this);
    m_button->setObjectName(u"toastButton"_s);
    m_button->setProperty("small", true);
    m_button->setFocusPolicy(Qt::TabFocus);  // a click leaves one where one is
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 9, 10, 9);
    layout->setSpacing(14);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, [this] {
        clear();
        if (const auto act = m_act)  // a copy: it may show another toast
            act();
    });
    m_timer.setSingleShot(true);
    m_timer.setInterval(kShownMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_button->hasFocus())
            m_timer.start();
        else
            clear();
    });
    page.installEventFilter(this);
    hide();
}

void Toast::say(const QString &text, const QString &button, const std::function<void()> &act)
{
    m_held = false;
    show(text, button, act);
    m_timer.start();
}

void Toast::hold(const QString &text, const QString &button, const std::function<void()> &act)
{
    m_timer.stop();
    m_held = true;
    show(text, button, act);
}

void Toast::clear()
{
    m_timer.stop();
    if (m_button->hasFocus() && m_before)
        m_before->setFocus();
    hide();
}

QString Toast::text() const
{
    return isHidden() ? QString() : m_text->text();
}

void Toast::show(const QString &text, const QString &button, const std::function<void()> &act)
{
    const bool isNew = isHidden();
    if (isNew)
        m_before = window()->focusWidget();
    m_act = act;
    m_text->setText(text);
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    setAccessibleName(text);
    place();
    QFrame::show();
    raise();
    if (isNew) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void Toast::place()
{
    const QRect page = m_page.geometry();
    const int most = std::max(120, page.width() - 2 * kMargin);
    const int words = m_text->fontMetrics().horizontalAdvance(m_text->text()) + 8;
    const int button = m_button->isHidden() ? 0 : m_button->sizeHint().width() + 14;
    const int width = std::min({most, 620, words + button + 26});
    const int height = std::max(sizeHint().height(), layout()->heightForWidth(width));
    setGeometry(page.left() + (page.width() - width) / 2, page.top() + page.height() - height - kMargin, width, height);
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_page && (event->type() == QEvent::Resize || event->type() == QEvent::Move) && !isHidden())
        place();
    return QFrame::eventFilter(watched, event);
}

void Toast::enterEvent(QEnterEvent *event)
{
    QFrame::enterEvent(event);
    m_timer.stop();
}

void Toast::leaveEvent(QEvent *event)
{
    QFrame::leaveEvent(event);
    if (!isHidden() && !m_held)
        m_timer.start();
}

}  // namespace tideline::ui
