#include "ui/dialogs/problems_dialog.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/views/table_page.h"
#include "ui/words.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTreeView>
#include <QVBoxLayout>

namespace tideline::ui {

ProblemsDialog::ProblemsDialog(ServiceState &state, QWidget *parent) : QDialog(parent), m_state(state)
{
    setObjectName(u"problemsDialog"_s);
    setWindowTitle(tr("Not synced"));
    m_page = new TablePage(tr("Not synced"), tr("Everything else goes on; one bad file blocks nothing."),
                           {{tr("File"),
                             [](const QJsonObject &row, int role) -> QVariant {
                                 const SyncState entryState = stateFrom(row.value(u"state").toString());
                                 if (role == Qt::DecorationRole)
                                     return stateIcon(entryState);
                                 return role == Qt::DisplayRole || role == Qt::ToolTipRole
                                     ? QVariant(row.value(u"path").toString())
                                     : QVariant();
                             }},
                            {tr("Project"),
                             [](const QJsonObject &row, int role) -> QVariant {
                                 return role == Qt::DisplayRole ? QVariant(row.value(u"project").toString()) : QVariant();
                             }},
                            {tr("Why"),
                             [](const QJsonObject &row, int role) -> QVariant {
                                 return role == Qt::DisplayRole || role == Qt::ToolTipRole
                                     ? QVariant(row.value(u"what").toString())
                                     : QVariant();
                             }}},
                           this);
    m_page->view().setObjectName(u"problemsTable"_s);
    m_page->view().header()->resizeSection(1, 120);
    m_page->view().header()->resizeSection(2, 320);
    m_page->setEmptyWords(tr("Everything is synced."));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 16);
    buttons->setContentsMargins(16, 0, 16, 0);
    layout->addWidget(m_page, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_page, &TablePage::activated, this, [this](const QJsonObject &row) {
        Q_EMIT entryChosen(row.value(u"key").toString(), row.value(u"path").toString());
    });
    resize(820, 440);
    for (const ProjectRow &project : state.projects()) {
        if (project.isHere() && project.problems + project.conflicts > 0)
            ask(project);
    }
    if (m_asked == 0)
        m_page->setRows({});
}

void ProblemsDialog::ask(const ProjectRow &project)
{
    ++m_asked;
    m_state.backend().call(u"status"_s, {{u"path"_s, project.folder}}, this,
                           [this, key = project.key(), name = project.name](const Result<QJsonObject> &reply) {
                               --m_asked;
                               QList<QJsonObject> rows = reply ? rowsOf(*reply)
                                                               : QList{QJsonObject{{u"state"_s, toString(SyncState::Error)}, {u"what"_s, reply.error().what}}};
                               for (QJsonObject &row : rows) {
                                   row.insert(u"key"_s, key);
                                   row.insert(u"project"_s, name);
                                   m_rows.append(row);
                               }
                               if (m_asked == 0 || !m_rows.isEmpty())
                                   m_page->setRows(m_rows);
                           });
}

}  // namespace tideline::ui
