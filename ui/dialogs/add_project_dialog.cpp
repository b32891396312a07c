#include "ui/dialogs/add_project_dialog.h"

#include "ui/first_run/folder_facts.h"
#include "ui/theme/icons.h"
#include "ui/views/error_box.h"
#include "ui/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace tideline::ui {

AddProjectDialog::AddProjectDialog(ServiceState &state, QWidget *parent) : QDialog(parent), m_state(state)
{
    setObjectName(u"addProjectDialog"_s);
    m_defaults.folder = QDir::homePath() + u"/Tideline"_s;
    setWindowTitle(tr("Add project"));
    auto *title = new QLabel(tr("Add a project to this computer"), this);
    title->setProperty("role", u"title"_s);
    m_error = new ErrorBox(this);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_ok = buttons->addButton(tr("Add"), QDialogButtonBox::AcceptRole);
    m_ok->setObjectName(u"addButton"_s);
    m_ok->setDefault(true);
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);  // it would stand as the default while nothing can be added
    m_ways = new QTabWidget(this);
    m_ways->setObjectName(u"addWays"_s);
    m_ways->addTab(makeCreate(), tr("A folder of mine"));
    m_ways->addTab(makeClone(), tr("From the cloud"));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(20, 20, 20, 16);
    all->setSpacing(14);
    all->addWidget(title);
    all->addWidget(m_ways);
    all->addWidget(m_error);
    all->addStretch();
    all->addWidget(buttons);
    all->addStrut(500);
    connect(m_ways, &QTabWidget::currentChanged, this, &AddProjectDialog::check);
    connect(buttons, &QDialogButtonBox::accepted, this, &AddProjectDialog::submit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    proposeFolder();
    check();
}

QLineEdit *AddProjectDialog::addFolderRow(QFormLayout *form, const QString &label, const QString &name)
{
    auto *edit = new QLineEdit(this);
    edit->setObjectName(name);
    auto *choose = new QPushButton(tr("Choose…"), this);
    choose->setAutoDefault(false);
    choose->setProperty("small", true);
    choose->setAccessibleName(tr("Choose a folder"));
    connect(choose, &QPushButton::clicked, this, [this, edit] {
        const QString chosen = QFileDialog::getExistingDirectory(this, tr("Choose a folder"), expandedPath(edit->text()));
        if (!chosen.isEmpty())
            edit->setText(QDir::toNativeSeparators(chosen));
    });
    auto *row = new QHBoxLayout;
    row->addWidget(edit, 1);
    row->addWidget(choose);
    form->addRow(label, row);
    if (auto *said = qobject_cast<QLabel *>(form->labelForField(row)))
        said->setBuddy(edit);
    edit->setAccessibleName(QString(label).remove(u'&'));
    connect(edit, &QLineEdit::textChanged, this, &AddProjectDialog::check);
    return edit;
}

QWidget *AddProjectDialog::makeCreate()
{
    auto *page = new QWidget(this);
    auto *form = new QFormLayout(page);
    form->setContentsMargins(12, 14, 12, 12);
    m_from = addFolderRow(form, tr("&Folder"), u"fromEdit"_s);
    m_from->setPlaceholderText(tr("The folder with your files"));
    m_name = new QLineEdit(page);
    m_name->setObjectName(u"projectNameEdit"_s);
    m_name->setAccessibleName(tr("Name of the project"));
    form->addRow(tr("&Name"), m_name);
    auto *hint = new QLabel(tr("The folder stays where it is. From now on it is kept equal with the cloud."), page);
    hint->setProperty("role", u"muted"_s);
    hint->setWordWrap(true);
    form->addRow(QString(), hint);
    connect(m_name, &QLineEdit::textChanged, this, &AddProjectDialog::check);
    connect(m_from, &QLineEdit::textChanged, this, [this](const QString &text) {
        const QString name = QDir(expandedPath(text)).dirName();
        if (m_name->text() == std::exchange(m_proposedName, name))
            m_name->setText(name);
    });
    return page;
}

QWidget *AddProjectDialog::makeClone()
{
    auto *page = new QWidget(this);
    auto *form = new QFormLayout(page);
    form->setContentsMargins(12, 14, 12, 12);
    m_projects = new QComboBox(page);
    m_projects->setObjectName(u"projectCombo"_s);
    m_projects->setAccessibleName(tr("Project"));
    form->addRow(tr("&Project"), m_projects);
    m_to = addFolderRow(form, tr("&Into"), u"toEdit"_s);
    m_unite = new QCheckBox(tr("The folder holds files already: unite both sides"), page);
    m_unite->setObjectName(u"uniteCheck"_s);
    form->addRow(QString(), m_unite);
    connect(m_projects, &QComboBox::currentIndexChanged, this, &AddProjectDialog::proposeFolder);
    connect(m_projects, &QComboBox::activated, this, [this] { m_wanted.clear(); });
    connect(&m_state, &ServiceState::projectsReset, this, &AddProjectDialog::listProjects);
    listProjects();
    return page;
}

/// Those of the cloud that are not here: the list may come, or change, while one looks at it.
void AddProjectDialog::listProjects()
{
    if (m_running)
        return;
    const QString chosen = m_wanted.isEmpty() ? m_projects->currentData().toString() : m_wanted;
    {
        const QSignalBlocker quiet(m_projects);
        m_projects->clear();
        for (const ProjectRow &row : m_state.projects()) {
            if (!row.isHere())
                m_projects->addItem(stateIcon(SyncState::OnlineOnly),
                                    row.sizeBytes > 0 ? tr("%1 (%2)").arg(row.name, sizeText(row.sizeBytes)) : row.name, row.key());
        }
        m_projects->setEnabled(m_projects->count() > 0);
        if (m_projects->count() == 0)
            m_projects->addItem(tr("Every project of the cloud is here already"));
        m_projects->setCurrentIndex(std::max(0, m_projects->findData(chosen)));
    }
    proposeFolder();
    check();
}

void AddProjectDialog::setClone(const QString &key)
{
    m_ways->setCurrentIndex(1);
    m_wanted = key;
    listProjects();
}

void AddProjectDialog::setDefaults(const NewProjectDefaults &defaults)
{
    m_defaults = defaults;
    proposeFolder();
}

void AddProjectDialog::proposeFolder()
{
    const ProjectRow *row = m_state.project(m_projects->currentData().toString());
    if (!row)
        return;
    const QString folder = m_defaults.folder + u'/' + row->name;
    if (m_to->text() == std::exchange(m_proposedFolder, folder))
        m_to->setText(folder);
}

void AddProjectDialog::check()
{
    if (!m_ok || !m_to)
        return;
    const bool create = m_ways->currentIndex() == 0;
    const bool given = create ? !m_name->text().trimmed().isEmpty() && !m_from->text().trimmed().isEmpty()
                              : m_projects->isEnabled() && !m_to->text().trimmed().isEmpty();
    m_ok->setEnabled(given && !m_running);
    m_ok->setText(m_running ? tr("Adding…") : tr("Add"));
}

void AddProjectDialog::submit()
{
    if (!m_ok->isEnabled())
        return;
    m_error->hide();
    const bool create = m_ways->currentIndex() == 0;
    const QString folder = expandedPath(create ? m_from->text() : m_to->text());
    if (!QDir::isAbsolutePath(folder)) {
        m_error->show({Error::Kind::Invalid, tr("The folder's path is not complete."), folder,
                       tr("Give it from the top, like %1/data.").arg(QDir::homePath())});
        return;
    }
    m_running = true;
    check();
    const auto onReply = [this](const Result<QJsonObject> &reply) { finish(reply); };
    if (create) {
        QJsonObject args{{u"name"_s, m_name->text().trimmed()}, {u"from"_s, folder}};
        if (!m_defaults.rules.isEmpty())
            args[u"rules"_s] = QJsonArray::fromStringList(m_defaults.rules);
        m_state.backend().call(u"create"_s, args, this, onReply);
    } else {
        const ProjectRow *row = m_state.project(m_projects->currentData().toString());
        m_state.backend().call(
            u"clone"_s, {{u"project"_s, row ? row->id : QString()}, {u"dir"_s, folder}, {u"link"_s, m_unite->isChecked()}}, this,
            onReply);
    }
}

void AddProjectDialog::finish(const Result<QJsonObject> &reply)
{
    m_running = false;
    check();
    if (!reply) {
        m_error->show(reply.error());
        adjustSize();
        return;
    }
    const ProjectRow row = projectFromJson(*reply);
    m_project = row.key();
    m_state.refreshProjects();
    // Its outcome is seen in the project's state; the Backend itself is the context, since this dialog goes.
    m_state.backend().call(u"sync"_s, {{u"projects"_s, QJsonArray{row.argument()}}}, &m_state.backend(), {});
    accept();
}

}  // namespace tideline::ui
