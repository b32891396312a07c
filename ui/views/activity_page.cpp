#include "ui/views/activity_page.h"

#include "ui/dialogs/undo_dialog.h"
#include "ui/theme/icons.h"
#include "ui/views/error_box.h"
#include "ui/views/named_box.h"
#include "ui/views/transfer_panel.h"
#include "ui/words.h"

#include <QComboBox>
#include <QHeaderView>
#include <QJsonArray>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace tideline::ui {

namespace {
constexpr int kCommits = 100;  ///< of each project
enum Kind { Everything, Mine, Others, Trouble };

QList<JsonTableModel::Column> columns()
{
    const auto text = [](const QString &title, const QString &key) {
        return JsonTableModel::Column{title, [key](const QJsonObject &row, int role) -> QVariant {
                                          const QString value = row.value(key).toString();
                                          return role == Qt::DisplayRole ? QVariant(value) : role == Qt::ToolTipRole ? QVariant(tipText(value)) : QVariant();
                                      }};
    };
    JsonTableModel::Column what = text(ActivityPage::tr("What"), u"what"_s);
    what.value = [value = what.value](const QJsonObject &row, int role) -> QVariant {
        if (role != Qt::DecorationRole)
            return value(row, role);
        if (row.value(u"kind").toInt() == Trouble)
            return stateIcon(row.value(u"conflicts").toInt() > 0 ? SyncState::Conflict : SyncState::Error);
        return entryIcon(row.value(u"path").toString().section(u'/', -1), u"file"_s);
    };
    const JsonTableModel::Column when{ActivityPage::tr("When"), [](const QJsonObject &row, int role) -> QVariant {
                                          const qint64 at = row.value(u"at_ms").toInteger();
                                          return role == Qt::DisplayRole   ? QVariant(timeText(at))
                                                 : role == Qt::ToolTipRole ? QVariant(fullTimeText(at))
                                                                           : QVariant();
                                      }};
    return {what, text(ActivityPage::tr("Who"), u"who"_s), text(ActivityPage::tr("Project"), u"project"_s), when};
}

QJsonObject rowOfCommit(const QJsonObject &commit, const ProjectRow &project, const QString &me)
{
    const QString who = commit.value(u"by").toObject().value(u"name").toString(), device = commit.value(u"device").toString();
    return {{u"at_ms"_s, commit.value(u"at_ms")}, {u"project"_s, project.name}, {u"key"_s, project.key()}, {u"what"_s, changedText(commit)},
            {u"who"_s, who == me && !device.isEmpty() ? ActivityPage::tr("You, on %1").arg(device) : who},
            {u"kind"_s, who == me ? Mine : Others}, {u"path"_s, commit.value(u"paths").toArray().first()}};
}

bool isTrouble(const QJsonObject &activity)
{
    const qint64 moved = activity.value(u"uploaded").toInteger() + activity.value(u"downloaded").toInteger()
                         + activity.value(u"moved").toInteger() + activity.value(u"deleted").toInteger() + activity.value(u"merged").toInteger();
    return activity.value(u"conflicts").toInteger() > 0 || activity.value(u"errors").toInteger() > 0 || moved == 0;
}

QJsonObject rowOfTrouble(const QJsonObject &activity, const QString &key)
{
    return {{u"at_ms"_s, activity.value(u"at_ms")}, {u"project"_s, activity.value(u"project")}, {u"key"_s, key},
            {u"what"_s, doneText(activity)}, {u"who"_s, ActivityPage::tr("This computer")}, {u"kind"_s, Trouble},
            {u"conflicts"_s, activity.value(u"conflicts")}};
}
}  // namespace

QString changedText(const QJsonObject &logRow)
{
    const QJsonArray paths = logRow.value(u"paths").toArray();
    const qint64 changes = std::max<qint64>(logRow.value(u"changes").toInteger(), paths.size());
    const QString message = logRow.value(u"message").toString().simplified(), first = paths.first().toString();
    if (!message.isEmpty())
        return first.isEmpty() ? message : ActivityPage::tr("%1 (%2)").arg(message, first);
    if (first.isEmpty())
        return ActivityPage::tr("%Ln changes", nullptr, countOf(changes));
    return changes == 1 ? first : ActivityPage::tr("%1 and %Ln more", nullptr, countOf(changes - 1)).arg(first);
}

ActivityPage::ActivityPage(ServiceState &state, QWidget *parent)
    : TablePage(tr("Activity"), tr("What was changed in the projects of this computer, and by whom. Open a line to see the file."), columns(), parent)
    , m_state(state)
{
    view().setObjectName(u"activityTable"_s);
    view().header()->resizeSection(1, 190);
    view().header()->resizeSection(2, 150);
    view().header()->resizeSection(3, 130);
    view().setSelectionMode(QAbstractItemView::SingleSelection);
    makeFilters();
    makeUndo();
    m_soon.setSingleShot(true);
    m_soon.setInterval(200);
    connect(&m_soon, &QTimer::timeout, this, &ActivityPage::refresh);
    const auto soon = [this] {
        if (isVisible())
            m_soon.start();
    };
    connect(&state, &ServiceState::activityChanged, this, soon);
    connect(&state, &ServiceState::projectsReset, this, soon);
    connect(&state, &ServiceState::listRefreshed, this, [soon](const QString &verb) {
        if (verb == u"log")
            soon();
    });
    connect(this, &TablePage::activated, this, &ActivityPage::openRow);
    showRows();
}

void ActivityPage::makeFilters()
{
    m_project = new QComboBox(this);
    m_project->setObjectName(u"activityProject"_s);
    nameBox(*m_project, tr("Project"));
    m_kind = new QComboBox(this);
    m_kind->setObjectName(u"activityKind"_s);
    nameBox(*m_kind, tr("Which activity"));
    m_kind->addItems({tr("Everything"), tr("By me"), tr("By others"), tr("Conflicts and errors")});
    m_words = new QLineEdit(this);
    m_words->setObjectName(u"activityWords"_s);
    m_words->setPlaceholderText(tr("Name, file or words"));
    m_words->setAccessibleName(tr("Filter the activity by words"));
    m_words->setClearButtonEnabled(true);
    m_words->setFixedWidth(190);
    for (QWidget *one : std::initializer_list<QWidget *>{m_project, m_kind, m_words})
        head()->addWidget(one);
    fillProjects();
    connect(m_project, &QComboBox::currentIndexChanged, this, &ActivityPage::showRows);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ActivityPage::showRows);
    connect(m_words, &QLineEdit::textChanged, this, &ActivityPage::showRows);
}

void ActivityPage::makeUndo()
{
    m_error = new ErrorBox(this);
    m_undo = makeButton(tr("Undo the last sync…"), u"undoSync"_s, this);
    m_undo->setToolTip(tr("What the last sync of this project changed on this computer is shown first, then taken back."));
    auto *row = new QHBoxLayout;
    row->addWidget(m_undo);
    row->addStretch();
    foot()->addWidget(m_error);
    foot()->addLayout(row);
    connect(m_undo, &QPushButton::clicked, this, &ActivityPage::askUndo);
    const auto allow = [this] { m_undo->setEnabled(!selected().isEmpty() || !m_project->currentData().toString().isEmpty()); };
    connect(this, &TablePage::selectionChanged, this, allow);
    connect(m_project, &QComboBox::currentIndexChanged, this, allow);
    allow();
}

void ActivityPage::fillProjects()
{
    const QSignalBlocker blocker(m_project);
    const QString chosen = m_project->currentData().toString();
    m_project->clear();
    m_project->addItem(tr("All projects"), QString());
    for (const ProjectRow &row : m_state.projects()) {
        if (row.isHere())
            m_project->addItem(row.name, row.key());
    }
    m_project->setCurrentIndex(std::max(0, m_project->findData(chosen)));
}

void ActivityPage::refresh()
{
    fillProjects();
    for (const ProjectRow &row : m_state.projects()) {
        if (row.isHere() && !row.id.isEmpty())
            askHistory(row);
    }
    showRows();
}

void ActivityPage::askHistory(const ProjectRow &project)
{
    const QJsonObject args{{u"project"_s, project.argument()}, {u"limit"_s, kCommits}, {u"stale_ok"_s, true}};
    m_state.backend().call(u"log"_s, args, this, [this, key = project.key()](const Result<QJsonObject> &reply) {
        if (!reply)
            return;  // without the cloud what is known stays; the status bar says that it is away
        m_histories[key] = rowsOf(*reply);
        showRows();
    });
}

void ActivityPage::showRows()
{
    QList<QJsonObject> rows;
    const QString project = m_project->currentData().toString(), me = m_state.overall().userName, words = m_words->text().trimmed();
    const int kind = m_kind->currentIndex();
    const auto take = [&](const QJsonObject &row) {
        const bool fits = (project.isEmpty() || row.value(u"key").toString() == project) && (kind == Everything || row.value(u"kind").toInt() == kind);
        const auto has = [&](QStringView key) { return row.value(key).toString().contains(words, Qt::CaseInsensitive); };
        if (fits && (words.isEmpty() || has(u"what") || has(u"who") || has(u"project") || has(u"path")))
            rows.append(row);
    };
    for (const ProjectRow &one : m_state.projects()) {
        for (const QJsonObject &commit : m_histories.value(one.key()))
            take(rowOfCommit(commit, one, me));
    }
    for (const QJsonObject &activity : m_state.activity()) {
        const ProjectRow *row = m_state.project(activity.value(u"local_id").toString());
        if (isTrouble(activity))
            take(rowOfTrouble(activity, row ? row->key() : QString()));
    }
    std::ranges::stable_sort(rows, std::greater(), [](const QJsonObject &row) { return row.value(u"at_ms").toInteger(); });
    setRows(rows);
    const bool filtered = kind != Everything || !words.isEmpty() || !project.isEmpty();
    setEmptyWords(filtered ? tr("Nothing fits the filter.") : tr("Nothing was changed yet. Save a file in a project, and it is listed here."));
}

void ActivityPage::openRow(const QJsonObject &row)
{
    const QString path = row.value(u"path").toString();
    if (!row.value(u"key").toString().isEmpty())
        Q_EMIT entryAsked(row.value(u"key").toString(), path.section(u'/', 0, -2).toUtf8(), path.section(u'/', -1).toUtf8());
}

void ActivityPage::askUndo()
{
    const QList<QJsonObject> rows = selected();
    const QString key = rows.isEmpty() ? m_project->currentData().toString() : rows.first().value(u"key").toString();
    const ProjectRow *project = m_state.project(key);
    if (!project)
        return;
    m_error->hide();
    m_state.backend().call(u"undo"_s, {{u"project"_s, project->argument()}, {u"dry_run"_s, true}}, this,
                           [this, key](const Result<QJsonObject> &reply) {
                               if (reply)
                                   showUndo(key, *reply);
                               else
                                   m_error->show(reply.error());
                           });
}

void ActivityPage::showUndo(const QString &key, const QJsonObject &survey)
{
    auto *dialog = new UndoDialog(survey, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, key] { undo(key); });
    dialog->open();
}

void ActivityPage::undo(const QString &key)
{
    const ProjectRow *project = m_state.project(key);
    if (!project)
        return;
    m_state.backend().call(u"undo"_s, {{u"project"_s, project->argument()}}, this, [this](const Result<QJsonObject> &reply) {
        if (!reply) {
            m_error->show(reply.error());
            return;
        }
        const qint64 left = reply->value(u"left").toInteger();
        const QString done = tr("Taken back: %1").arg(filesText(reply->value(u"undone").toInteger()));
        Q_EMIT undone(left == 0 ? done : tr("%1; %Ln files stayed as they are, since they were changed later", nullptr, countOf(left)).arg(done));
        refresh();
    });
}

}  // namespace tideline::ui
