#include "ui/finding/search_page.h"

#include "core/base/result.h"
#include "ui/finding/found_delegate.h"
#include "ui/theme/icons.h"
#include "ui/views/named_box.h"
#include "ui/words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QTreeView>

#include <utility>

namespace tideline::ui {

namespace {
constexpr int kPage = 200;
constexpr int kMostAgain = 1'000;  ///< the verb's own limit
constexpr int kPageInside = 50;    ///< the verb's own limit inside files
constexpr int kMostText = 200;
constexpr int kReadMoreMs = 700, kReadMoreAtMostMs = 10'000;
}  // namespace

SearchPage::SearchPage(ServiceState &state, QWidget *parent) : FoundPage(state, tr("Search"), {}, tr("Changed"), parent)
{
    view().setObjectName(u"searchTable"_s);
    view().setAccessibleName(tr("What was found"));
    m_text = new QLineEdit(this);
    m_text->setObjectName(u"searchEdit"_s);
    m_text->setClearButtonEnabled(true);
    m_text->setMaxLength(kMostText);
    m_text->addAction(actionIcon(u"search"_s), QLineEdit::LeadingPosition)->setText(tr("Search"));
    m_text->installEventFilter(this);
    m_scope = new QComboBox(this);
    m_scope->setObjectName(u"searchScope"_s);
    nameBox(*m_scope, tr("Where to search"));
    m_scope->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_inside = makeButton(tr("Inside files"), u"searchInside"_s, this);
    m_inside->setCheckable(true);
    m_inside->setProperty("small", true);
    m_inside->setToolTip(tr("Find files by the words in them: code, notes, tables and notebooks on this computer"));
    m_delegate = new FoundDelegate(&view());
    view().setItemDelegate(m_delegate);
    head()->insertSpacing(1, 12);
    head()->insertWidget(2, m_text, 1);
    head()->addWidget(m_scope);
    head()->addWidget(m_inside);
    m_note = new QLabel(this);
    m_note->setObjectName(u"searchNote"_s);
    m_note->setProperty("role", u"muted"_s);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    foot()->addWidget(m_note);
    fillScopes();
    showKind();
    showNote();

    m_soon.setSingleShot(true);
    m_soon.setInterval(100);
    connect(&m_soon, &QTimer::timeout, this, &SearchPage::askNow);
    m_againSoon.setSingleShot(true);
    m_againSoon.setInterval(700);
    connect(&m_againSoon, &QTimer::timeout, this, &SearchPage::askAgain);
    m_readMore.setSingleShot(true);
    connect(&m_readMore, &QTimer::timeout, this, [this] {
        if (isVisible())
            askAgain();
    });
    connect(m_inside, &QPushButton::toggled, this, [this] {
        showKind();
        askNow();
    });
    connect(m_text, &QLineEdit::textEdited, &m_soon, qOverload<>(&QTimer::start));
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty())  // the clear button
            m_soon.start();
    });
    connect(m_scope, &QComboBox::activated, this, &SearchPage::askNow);
    connect(view().verticalScrollBar(), &QScrollBar::valueChanged, this, &SearchPage::askFurther);
    connect(&state, &ServiceState::entriesChanged, this, [this] {
        if (isVisible())
            m_againSoon.start();
    });
    connect(&state, &ServiceState::projectsReset, this, &SearchPage::fillScopes);
}

QString SearchPage::project() const
{
    return m_scope->currentData().toString();
}

void SearchPage::fillScopes()
{
    const QString held = project();
    const QSignalBlocker blocker(m_scope);
    m_scope->clear();
    m_scope->addItem(tr("All projects"), QString());
    const ProjectRow *offered = m_state.project(m_offered);
    if (offered && offered->isHere())
        m_scope->addItem(tr("In “%1”").arg(offered->name), m_offered);
    m_scope->setCurrentIndex(std::max(0, m_scope->findData(held)));
}

void SearchPage::offer(const QString &key)
{
    m_offered = key;
    fillScopes();
}

void SearchPage::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void SearchPage::search(const QString &text, const QString &key)
{
    if (!key.isEmpty() && key != m_offered)
        offer(key);
    m_scope->setCurrentIndex(std::max(0, m_scope->findData(key)));
    if (m_text->text() != text)
        m_text->setText(text);
    if (text != m_shownText || key != m_shownProject)
        askNow();
}

void SearchPage::showKind()
{
    const bool isInside = m_inside->isChecked();
    m_text->setPlaceholderText(isInside ? tr("Words in the file, or a “phrase” in quotes") : tr("A part of the name, or a shape: *.csv"));
    m_text->setAccessibleName(isInside ? tr("Search inside files") : tr("Search by name"));
}

void SearchPage::askNow()
{
    m_reads = 0;
    m_soon.stop();
    m_againSoon.stop();
    m_shownText = m_text->text();
    m_shownProject = project();
    m_isFresh = true;
    ask(kPage, {});
    Q_EMIT searched(m_shownText, m_shownProject);
}

void SearchPage::askAgain()
{
    if (m_call != 0 || m_shownText.trimmed().isEmpty())
        return;
    if (!m_inside->isChecked())
        ask(std::clamp<qint64>(table().rowCount(), kPage, kMostAgain), {});
    else if (table().rowCount() <= kPageInside)  // who has gone on to further pages keeps them
        ask(kPageInside, {});
}

void SearchPage::askFurther()
{
    const QScrollBar *bar = view().verticalScrollBar();
    if (m_call == 0 && !m_after.isEmpty() && bar->value() >= bar->maximum() - 2 * bar->pageStep())
        ask(kPage, m_after);
}

void SearchPage::ask(qint64 limit, const QString &after)
{
    if (m_call != 0)
        m_state.backend().cancel(std::exchange(m_call, 0));
    const quint64 question = ++m_question;
    if (m_shownText.trimmed().isEmpty()) {
        m_enterWaits = false;
        m_total = m_notHere = m_unread = m_withoutRoom = 0;
        m_isComplete = true;
        m_after.clear();
        takeRows({}, true);
        showNote();
        return;
    }
    QJsonObject args{{u"text"_s, m_shownText}, {u"limit"_s, limit}};
    if (m_inside->isChecked()) {
        args[u"inside"_s] = true;
        args[u"limit"_s] = std::min<qint64>(limit, kPageInside);
    }
    if (!m_shownProject.isEmpty())
        args.insert(u"project"_s, m_shownProject);
    if (!after.isEmpty())
        args.insert(u"after"_s, after);
    m_call = m_state.backend().call(u"search"_s, args, this, [this, question, isFurther = !after.isEmpty()](const Result<QJsonObject> &reply) {
        if (question != m_question)
            return;
        m_call = 0;
        if (reply) {
            take(*reply, isFurther);
            return;
        }
        m_enterWaits = false;
        takeRows({}, true);
        m_isComplete = true;
        setEmptyWords(u"%1\n\n%2\n%3"_s.arg(errorHeadline(reply.error().kind), reply.error().what, reply.error().mend));
        m_note->clear();
    });
}

void SearchPage::take(const QJsonObject &reply, bool isFurther)
{
    QList<QJsonObject> rows = isFurther ? table().rows() : QList<QJsonObject>();
    const QJsonArray projects = reply.value(u"projects").toArray();
    for (const QJsonValue &value : projects) {
        QJsonObject row = value.toObject();
        row.insert(u"kind"_s, u"project"_s);
        rows.append(row);
    }
    rows += rowsOf(reply);
    m_after = reply.value(u"after").toString();
    m_total = reply.value(u"total").toInteger();
    if (!isFurther)
        m_notHere = reply.value(u"not_here").toInteger();
    askWhileItIsRead(reply);
    const bool isFresh = std::exchange(m_isFresh, false);
    m_delegate->setHasLines(m_inside->isChecked());
    takeRows(rows, isFresh);
    if (isFresh)
        view().doItemsLayout();  // rows may be higher, or lower, than those before
    showNote();
    if (isFresh)
        selectFirst();
    if (std::exchange(m_enterWaits, false) && table().rowCount() > 0)
        FoundPage::ask(table().row(0));
}

void SearchPage::showNote()
{
    if (m_shownText.trimmed().isEmpty()) {
        setEmptyWords(m_inside->isChecked() ? tr("Type words to find the files that hold them: code, notes, tables and notebooks on this computer.\n\n"
                                                 "All words count, in any order; the last may be the beginning of one. Words in quotes stand together.")
                                            : tr("Type a part of a name to find files, folders and projects.\n\n"
                                                 "All words count, in any order; capitals and accents do not. * stands for anything."));
        m_note->clear();
        return;
    }
    setEmptyWords(m_inside->isChecked() ? tr("No file holds “%1”.").arg(m_shownText) : tr("Nothing is named like “%1”.").arg(m_shownText));
    QStringList words;
    if (m_total > 0)
        words += m_inside->isChecked() ? tr("%Ln files found.", nullptr, countOf(m_total)) : tr("%Ln entries found.", nullptr, countOf(m_total));
    words += unreadWords();
    if (m_notHere > 0)
        words += tr("%Ln projects in the cloud only were not looked through.", nullptr, countOf(m_notHere));
    m_note->setText(words.join(u' '));
}

/// What a search inside files could not look into.
QStringList SearchPage::unreadWords() const
{
    QStringList words;
    if (!m_isComplete)
        words += m_unread == 0 ? tr("Files are still being read.") : tr("Still being read: %Ln files left.", nullptr, countOf(m_unread));
    if (m_withoutRoom > 0)
        words += tr("%Ln files were not looked into: there is too much text.", nullptr, countOf(m_withoutRoom));
    return words;
}

/// Asks again as long as the engine reads files, at growing distances.
void SearchPage::askWhileItIsRead(const QJsonObject &reply)
{
    m_isComplete = reply.value(u"complete").toBool(true);
    m_unread = reply.value(u"unread").toInteger();
    m_withoutRoom = reply.value(u"without_room").toInteger();
    if (!m_isComplete)
        m_readMore.start(std::min(kReadMoreAtMostMs, kReadMoreMs << std::min(m_reads++, 5)));
}

bool SearchPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_text || event->type() != QEvent::KeyPress)
        return FoundPage::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key == Qt::Key_Down || key == Qt::Key_PageDown) {
        if (table().rowCount() > 0) {
            view().setFocus(Qt::OtherFocusReason);
            if (selected().isEmpty())
                selectFirst();
        }
        return true;
    }
    if (key != Qt::Key_Return && key != Qt::Key_Enter)
        return FoundPage::eventFilter(watched, event);
    if (m_soon.isActive())
        askNow();
    if (m_call != 0 && m_isFresh)
        m_enterWaits = true;
    else if (!currentRow().isEmpty())
        FoundPage::ask(currentRow());
    return true;
}

void SearchPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else
        FoundPage::keyPressEvent(event);
}

}  // namespace tideline::ui
