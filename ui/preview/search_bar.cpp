#include "ui/preview/search_bar.h"

#include "ui/engine_words.h"
#include "ui/theme/icons.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace tideline::ui {

SearchBar::SearchBar(PreviewWorker &worker, QWidget *parent) : QFrame(parent), m_worker(worker)
{
    setObjectName(u"searchBar"_s);
    m_words = new QLineEdit(this);
    m_words->setObjectName(u"previewSearch"_s);
    m_words->setPlaceholderText(tr("Find in this file"));
    m_words->setAccessibleName(tr("Find in this file"));
    m_words->addAction(actionIcon(u"search"_s), QLineEdit::LeadingPosition);
    m_words->setMaxLength(1'000);
    m_status = new QLabel(this);
    m_status->setObjectName(u"searchStatus"_s);
    m_status->setTextFormat(Qt::PlainText);
    auto *next = new QToolButton(this);
    next->setProperty("flat", true);
    next->setText(tr("Next"));
    next->setToolTip(tr("Next place (F3)"));
    next->setFocusPolicy(Qt::TabFocus);
    auto *close = new QToolButton(this);
    close->setProperty("flat", true);
    close->setIcon(actionIcon(u"close"_s));
    close->setToolTip(tr("Close (Esc)"));
    close->setAccessibleName(tr("Close the search"));
    close->setFocusPolicy(Qt::TabFocus);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 5, 6, 5);
    layout->setSpacing(6);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_status);
    layout->addWidget(next);
    layout->addWidget(close);
    connect(m_words, &QLineEdit::returnPressed, this, &SearchBar::next);
    connect(m_words, &QLineEdit::textEdited, this, [this] { say({}); });
    connect(next, &QToolButton::clicked, this, &SearchBar::next);
    connect(close, &QToolButton::clicked, this, &SearchBar::close);
    hide();
}

QString SearchBar::statusText() const
{
    return m_status->text();
}

void SearchBar::say(const QString &words)
{
    m_status->setText(words);
    m_status->setVisible(!words.isEmpty());
    if (words.isEmpty())
        return;
    QAccessibleEvent alert(m_status, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void SearchBar::setView(ShapeView *view)
{
    m_view = view;
    m_last.reset();
    m_lookedFor.clear();
    say({});
    if (!canStart())
        hide();
}

void SearchBar::start()
{
    if (!canStart())
        return;
    show();
    m_words->setFocus(Qt::ShortcutFocusReason);
    m_words->selectAll();
}

void SearchBar::close()
{
    hide();
    if (m_view)
        m_view->setFocus(Qt::OtherFocusReason);
    Q_EMIT closed();
}

void SearchBar::next()
{
    const QString words = m_words->text();
    if (words.isEmpty() || !canStart())
        return;
    const bool again = words == m_lookedFor && m_last;
    m_fromTop = false;
    if (again) {
        look(m_view->findAfter(*m_last), true);
        return;
    }
    m_lookedFor = words;
    m_last.reset();
    look(m_view->findFrom(), false);
}

void SearchBar::look(FindFrom from, bool again)
{
    bool found = false;
    if (m_view->findHere(m_lookedFor, again, &found)) {
        m_last = found ? std::optional(preview::Place{}) : std::nullopt;
        say(found ? QString() : tr("Not found"));
        return;
    }
    say(tr("Looking…"));
    m_worker.ask(
        m_view, u"find"_s,
        [words = m_lookedFor, from](preview::Preview &open, const preview::Cancelled &cancelled) {
            return open.find(words, from.index, from.column, cancelled);
        },
        [this, from, view = m_view](const Result<std::optional<preview::Place>> &result) {
            if (view == m_view)
                take(result, from);
        });
}

void SearchBar::take(const Result<std::optional<preview::Place>> &found, FindFrom from)
{
    const bool fromWithin = from.index > 0 || from.column > 0;  // what is before it was not looked at
    if (!found) {
        say(inLanguage(found.error().what));
    } else if (*found && m_last && !m_fromTop && (*found)->index == m_last->index && (*found)->column <= m_last->column) {
        // The format finds one place in each page or cell: the next is further on.
        look({m_last->index + 1, 0}, true);
    } else if (*found) {
        m_last = **found;
        say(m_fromTop ? tr("From the beginning") : QString());
        m_view->showPlace(*m_last);
    } else if (fromWithin && !m_fromTop) {
        m_fromTop = true;
        look({}, true);
    } else {
        m_last.reset();
        say(tr("Not found"));
    }
}

void SearchBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->key() == Qt::Key_F3)
        next();
    else
        QFrame::keyPressEvent(event);
}

}  // namespace tideline::ui
