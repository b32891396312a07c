#include "ui/finding/search_page.h"

#include "core/base/result.h"
#include "ui/theme/icons.h"
#include "ui/views/named_box.h"
#include "ui/words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QScrollBar>
#include <QTreeView>

#include <utility>

namespace tideline::ui {

namespace {
constexpr int kPage = 200;
constexpr int kMostAgain = 1'000;  ///< the verb's own limit
constexpr int kMostText = 200;
}  // namespace

SearchPage::SearchPage(ServiceState &state, QWidget *parent) : FoundPage(state, tr("Search"), {}, tr("Changed"), parent)
{
    view().setObjectName(u"searchTable"_s);
    view().setAccessibleName(tr("What was found"));
    m_text = new QLineEdit(this);
    m_text->setObjectName(u"searchEdit"_s);
    m_text->setPlaceholderText(tr("A part of the name, or a shape: *.csv"));
    m_text->setAccessibleName(tr("Search by name"));
    m_text->setClearButtonEnabled(true);
    m_text->setMaxLength(kMostText);
    m_text->addAction(actionIcon(u"search"_s), QLineEdit::LeadingPosition)->setText(tr("Search"));
    m_text->installEventFilter(this);
    m_scope = new QComboBox(this);
    m_scope->setObjectName(u"searchScope"_s);
    nameBox(*m_scope, tr("Where to search"));
    m_scope->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    head()->insertSpacing(1, 12);
    head()->insertWidget(2, m_text, 1);
    head()->addWidget(m_scope);
    m_note = new QLabel(this);
    m_note->setObjectName(u"searchNote"_s);
    m_note->setProperty("role", u"muted"_s);
    m_note->setTextFormat(Qt::PlainText);
    foot()->addWidget(m_note);
    fillScopes();
    showNote();

    m_soon.setSingleShot(true);
    m_soon.setInterval(100);
    connect(&m_soon, &QTimer::timeout, this, &SearchPage::askNow);
    m_againSoon.setSingleShot(true);
    m_againSoon.setInterval(700);
    connect(&m_againSoon, &QTimer::timeout, this, &SearchPage::askAgain);
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

void SearchPage::askNow()
{
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
    if (m_call == 0 && !m_shownText.trimmed().isEmpty())
        ask(std::clamp<qint64>(table().rowCount(), kPage, kMostAgain), {});
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
        m_total = m_notHere = 0;
        m_after.clear();
        takeRows({}, true);
        showNote();
        return;
    }
    QJsonObject args{{u"text"_s, m_shownText}, {u"limit"_s, limit}};
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
    const bool isFresh = std::exchange(m_isFresh, false);
    takeRows(rows, isFresh);
    showNote();
    if (isFresh)
        selectFirst();
    if (std::exchange(m_enterWaits, false) && table().rowCount() > 0)
        FoundPage::ask(table().row(0));
}

void SearchPage::showNote()
{
    if (m_shownText.trimmed().isEmpty()) {
        setEmptyWords(tr("Type a part of a name to find files, folders and projects.\n\n"
                         "All words count, in any order; capitals and accents do not. * stands for anything."));
        m_note->clear();
        return;
    }
    setEmptyWords(tr("Nothing is named like “%1”.").arg(m_shownText));
    QStringList words;
    if (m_total > 0)
        words += tr("%Ln entries found.", nullptr, countOf(m_total));
    if (m_notHere > 0)
        words += tr("%Ln projects in the cloud only were not looked through.", nullptr, countOf(m_notHere));
    m_note->setText(words.join(u' '));
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
