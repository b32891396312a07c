#include "ui/dialogs/history_dialog.h"

#include "ui/theme/icons.h"
#include "ui/views/error_box.h"
#include "ui/views/table_page.h"
#include "ui/words.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSlider>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace tideline::ui {

namespace {
qint64 revisionOf(const QJsonObject &row)
{
    return row.value(u"revision").toInteger();
}

QString changesText(qint64 changes)
{
    return HistoryDialog::tr("%Ln changes", nullptr, countOf(changes));
}

QString byOf(const QJsonObject &row)
{
    return row.value(u"by").toObject().value(u"name").toString();
}
}  // namespace

HistoryDialog::HistoryDialog(ServiceState &state, const QString &key, QWidget *parent) : QDialog(parent), m_state(state), m_key(key)
{
    if (const ProjectRow *row = state.project(key)) {
        m_name = row->name;
        m_mayWrite = row->role == u"owner" || row->role == u"editor";
    }
    setObjectName(u"historyDialog"_s);
    setWindowTitle(tr("History"));
    m_page = new TablePage(tr("History of “%1”").arg(m_name),
                           tr("Every sync that changed something is a moment one can go back to. A moment with a name is easily found again."),
                           {{tr("Name"),
                             [](const QJsonObject &row, int role) -> QVariant {
                                 const QString name = row.value(u"name").toString();
                                 if (role == Qt::DisplayRole)
                                     return row.value(u"live").toBool() ? tr("%1 (live)").arg(name) : name;
                                 return role == Qt::ToolTipRole ? QVariant(tipText(name)) : QVariant();
                             }},
                            textColumn(tr("Of"), [](const QJsonObject &row) { return timeText(row.value(u"at_ms").toInteger()); }),
                            textColumn(tr("By"), byOf),
                            textColumn(tr("Message"), [](const QJsonObject &row) { return row.value(u"message").toString(); })},
                           this);
    m_page->view().setObjectName(u"snapshotsTable"_s);
    m_page->view().setSelectionMode(QAbstractItemView::SingleSelection);
    m_page->view().header()->resizeSection(1, 120);
    m_page->view().header()->resizeSection(2, 90);
    m_page->view().header()->resizeSection(3, 220);
    m_page->setEmptyWords(tr("No moment has a name yet."));
    m_error = new ErrorBox(this);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_page, 1);
    layout->addWidget(makeMoment());
    layout->addWidget(makeName());
    layout->addLayout(TablePage::dialogFoot(m_error, buttons));
    resize(700, 560);
    connect(m_page, &TablePage::selectionChanged, this, [this] {
        const QList<QJsonObject> rows = m_page->selected();
        const auto at = rows.size() == 1 ? std::ranges::find(m_moments, revisionOf(rows.first()), revisionOf) : m_moments.end();
        if (at != m_moments.end())
            m_slider->setValue(int(at - m_moments.begin()));
        updateButtons();
    });
    connect(m_slider, &QSlider::valueChanged, this, &HistoryDialog::showMoment);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showMoment();
    refresh();
}

QWidget *HistoryDialog::makeMoment()
{
    auto *box = new QWidget(this);
    m_slider = new QSlider(Qt::Horizontal, box);
    m_slider->setObjectName(u"momentSlider"_s);
    m_slider->setAccessibleName(tr("Moment"));
    m_slider->setRange(0, 0);
    m_slider->setPageStep(10);
    m_when = new QLabel(box);
    m_when->setObjectName(u"momentWhen"_s);
    m_when->setProperty("role", u"heading"_s);
    m_what = new QLabel(box);
    m_what->setObjectName(u"momentWhat"_s);
    m_what->setProperty("role", u"muted"_s);
    m_what->setTextFormat(Qt::PlainText);
    m_what->setWordWrap(true);
    m_restore = new QPushButton(tr("Go back to this moment…"), box);
    m_restore->setObjectName(u"restoreMoment"_s);
    m_restore->setAutoDefault(false);
    m_live = new QPushButton(box);
    m_live->setObjectName(u"liveButton"_s);
    m_live->setAutoDefault(false);
    m_forget = new QPushButton(tr("Take the name away"), box);
    m_forget->setObjectName(u"forgetButton"_s);
    m_forget->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {m_restore, m_live, m_forget})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(20, 8, 16, 0);
    layout->addWidget(m_slider);
    layout->addWidget(m_when);
    layout->addWidget(m_what);
    layout->addLayout(buttons);
    connect(m_restore, &QPushButton::clicked, this, &HistoryDialog::askRestore);
    connect(m_live, &QPushButton::clicked, this, [this] {
        const QJsonObject snapshot = snapshotAt(revisionOf(*moment()));
        ask(u"snapshot_live"_s, {{u"name"_s, snapshot.value(u"name")}, {u"live"_s, !snapshot.value(u"live").toBool()}});
    });
    connect(m_forget, &QPushButton::clicked, this,
            [this] { ask(u"snapshot_delete"_s, {{u"name"_s, snapshotAt(revisionOf(*moment())).value(u"name")}}); });
    return box;
}

QWidget *HistoryDialog::makeName()
{
    auto *box = new QWidget(this);
    m_newName = new QLineEdit(box);
    m_newName->setObjectName(u"snapshotName"_s);
    m_newName->setAccessibleName(tr("Name for this moment"));
    m_newName->setPlaceholderText(tr("Name for this moment"));
    m_message = new QLineEdit(box);
    m_message->setObjectName(u"snapshotMessage"_s);
    m_message->setAccessibleName(tr("Message"));
    m_message->setPlaceholderText(tr("Message (what it is good for)"));
    m_give = new QPushButton(tr("Give the name"), box);
    m_give->setObjectName(u"nameButton"_s);
    m_give->setAutoDefault(false);
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins(20, 4, 16, 8);
    layout->addWidget(m_newName, 2);
    layout->addWidget(m_message, 3);
    layout->addWidget(m_give);
    connect(m_newName, &QLineEdit::textChanged, this, &HistoryDialog::updateButtons);
    connect(m_newName, &QLineEdit::returnPressed, m_give, &QPushButton::click);
    connect(m_give, &QPushButton::clicked, this, &HistoryDialog::giveName);
    return box;
}

const QJsonObject *HistoryDialog::moment() const
{
    const int at = m_slider->value();
    return at < m_moments.size() ? &m_moments[at] : nullptr;
}

QJsonObject HistoryDialog::snapshotAt(qint64 revision) const
{
    const QList<QJsonObject> &rows = m_page->table().rows();
    const auto it = std::ranges::find(rows, revision, revisionOf);
    return it == rows.end() ? QJsonObject() : *it;
}

void HistoryDialog::refresh()
{
    m_state.backend().call(u"snapshot_list"_s, {{u"project"_s, m_key}}, this, [this](const Result<QJsonObject> &reply) {
        if (!reply) {
            m_page->setUnknown();
            return m_error->show(reply.error());
        }
        m_page->setRows(rowsOf(*reply));
        showMoment();
    });
    m_state.backend().call(u"log"_s, {{u"project"_s, m_key}, {u"limit"_s, kMostRevisions}}, this, [this](const Result<QJsonObject> &reply) {
        if (reply)
            takeMoments(*reply);
        else
            m_error->show(reply.error());
    });
}

void HistoryDialog::takeMoments(const QJsonObject &reply)
{
    const qint64 shown = moment() ? revisionOf(*moment()) : 0;
    const bool atEnd = m_slider->value() == m_slider->maximum();
    m_moments = rowsOf(reply);
    std::ranges::reverse(m_moments);
    const auto at = std::ranges::find(m_moments, shown, revisionOf);
    const int last = std::max<int>(0, int(m_moments.size()) - 1);
    m_slider->setRange(0, last);
    m_slider->setValue(atEnd || at == m_moments.end() ? last : int(at - m_moments.begin()));
    if (!reply.value(u"after").toString().isEmpty())
        m_slider->setToolTip(tr("The newest %Ln moments; `tide log` lists all.", nullptr, kMostRevisions));
    showMoment();
}

void HistoryDialog::showMoment()
{
    const QJsonObject *row = moment();
    if (row) {
        const qint64 at = row->value(u"at_ms").toInteger();
        const QString name = snapshotAt(revisionOf(*row)).value(u"name").toString();
        const QString when = tr("Revision %L1 · %2").arg(revisionOf(*row)).arg(fullTimeText(at));
        m_when->setText(name.isEmpty() ? when : tr("%1 · “%2”").arg(when, name));
        QStringList what{byOf(*row), row->value(u"device").toString(), changesText(row->value(u"changes").toInteger()),
                         row->value(u"message").toString()};
        what.removeAll(QString());
        m_what->setText(what.join(u" · "_s));
    } else {
        m_when->setText(tr("Nothing was synced yet."));
        m_what->clear();
    }
    m_slider->setEnabled(m_moments.size() > 1);
    updateButtons();
}

void HistoryDialog::updateButtons()
{
    const QJsonObject *row = moment();
    const bool named = row && !snapshotAt(revisionOf(*row)).isEmpty();
    const bool live = row && snapshotAt(revisionOf(*row)).value(u"live").toBool();
    const QString whyNot = m_mayWrite ? QString() : tr("Only editors and owners of the project may do this.");
    const bool may = m_mayWrite && !m_isAsking;
    m_restore->setEnabled(may && row && m_slider->value() < m_slider->maximum());
    m_live->setText(live ? tr("Not live any more") : tr("Make it the live one"));
    m_live->setEnabled(may && named);
    m_forget->setEnabled(may && named);
    m_give->setEnabled(may && row && !named && !m_newName->text().trimmed().isEmpty());
    for (QPushButton *button : {m_restore, m_live, m_forget, m_give})
        button->setToolTip(whyNot);
}

void HistoryDialog::ask(const QString &verb, QJsonObject arguments, const std::function<void(const QJsonObject &)> &done)
{
    m_error->hide();
    m_isAsking = true;
    updateButtons();
    arguments.insert(u"project"_s, m_key);
    m_state.backend().call(verb, arguments, this, [this, done](const Result<QJsonObject> &reply) {
        m_isAsking = false;
        updateButtons();
        if (!reply)
            m_error->show(reply.error());
        else if (done)
            done(*reply);
        refresh();
    });
}

void HistoryDialog::giveName()
{
    ask(u"snapshot_create"_s,
        {{u"name"_s, m_newName->text().trimmed()}, {u"message"_s, m_message->text().trimmed()}, {u"revision"_s, revisionOf(*moment())}},
        [this](const QJsonObject &) {
            m_newName->clear();
            m_message->clear();
        });
}

void HistoryDialog::askRestore()
{
    const QJsonObject row = *moment();
    auto *box = new QMessageBox(QMessageBox::Question, tr("Go back"),
                                tr("Give “%1” the state of %2?").arg(m_name, fullTimeText(row.value(u"at_ms").toInteger())), QMessageBox::Cancel, this);
    box->setTextFormat(Qt::PlainText);  // the names are anybody's
    box->setInformativeText(tr("All members see it. What was done since stays in the history: one can come back to now in the same way."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto *yes = box->addButton(tr("Go back"), QMessageBox::AcceptRole);
    yes->setObjectName(u"restoreYes"_s);
    connect(yes, &QAbstractButton::clicked, this, [this, revision = revisionOf(row)] {
        const QString name = snapshotAt(revision).value(u"name").toString();
        if (!name.isEmpty())
            return restore(name);
        // Only a moment with a name can be gone back to; so it gets one.
        ask(u"snapshot_create"_s, {{u"name"_s, tr("Revision %1").arg(revision)}, {u"revision"_s, revision}},
            [this](const QJsonObject &snapshot) { restore(snapshot.value(u"name").toString()); });
    });
    box->open();
}

void HistoryDialog::restore(const QString &snapshot)
{
    ask(u"snapshot_restore"_s, {{u"name"_s, snapshot}}, [this](const QJsonObject &) {
        m_slider->setValue(m_slider->maximum());
        m_state.refreshProjects();
    });
}

}  // namespace tideline::ui
