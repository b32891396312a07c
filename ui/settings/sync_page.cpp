#include "ui/settings/sync_page.h"

#include "ui/settings/ignore_presets.h"
#include "ui/views/error_box.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace tideline::ui {

QString folderFromTyped(const QString &typed)
{
    QString text = typed.trimmed();
    if (text == u"~" || text.startsWith(u"~/"))
        text = QDir::homePath() + text.mid(1);
    return QDir::isAbsolutePath(text) ? QDir::cleanPath(text) : QString();
}

SyncPage::SyncPage(const SettingsParts &parts, QWidget *parent) : SettingsPage(u"syncPage"_s, tr("Sync"), parent), m_parts(parts)
{
    QFormLayout *form = addGroup(tr("New projects"));
    m_folder = new QLineEdit(m_parts.preferences.projectsFolder(), this);
    m_folder->setObjectName(u"projectsFolder"_s);
    m_folder->setAccessibleName(tr("Folder for projects of the cloud"));
    auto *choose = new QPushButton(tr("Choose…"), this);
    choose->setAutoDefault(false);
    choose->setProperty("small", true);
    choose->setAccessibleName(tr("Choose the folder for projects"));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_folder, 1);
    row->addWidget(choose);
    form->addRow(tr("&Folder"), row);
    if (auto *label = qobject_cast<QLabel *>(form->labelForField(row)))
        label->setBuddy(m_folder);
    addNote(tr("Copies of projects of the cloud go below it, each in a folder of its own name. Those that are here stay where they are."));
    connect(m_folder, &QLineEdit::editingFinished, this, &SyncPage::takeFolder);
    connect(choose, &QPushButton::clicked, this, [this] {
        const QString chosen = QFileDialog::getExistingDirectory(this, tr("Choose a folder"), m_parts.preferences.projectsFolder());
        if (chosen.isEmpty())
            return;
        m_folder->setText(chosen);
        takeFolder();
    });

    QFormLayout *ignored = addGroup(tr("What a folder leaves out when it becomes a project"));
    const QList<IgnorePreset> presets = ignorePresets();
    for (const IgnorePreset &preset : presets) {
        auto *box = new QCheckBox(preset.words, this);
        box->setObjectName(u"preset-"_s + preset.name);
        box->setProperty("preset", preset.name);
        box->setToolTip(preset.rules.join(u'\n'));
        connect(box, &QCheckBox::toggled, this, &SyncPage::takePresets);
        m_presets.append(box);
        ignored->addRow(box);
    }
    m_git = new QCheckBox(tr("What .&gitignore files name, too"), this);
    m_git->setObjectName(u"readGitIgnore"_s);
    showPresets();
    connect(&m_parts.preferences, &Preferences::changed, this, &SyncPage::showPresets);
    connect(m_git, &QCheckBox::toggled, &m_parts.preferences, &Preferences::setReadsGitIgnore);
    ignored->addRow(m_git);
    addNote(tr("The rules are written into the folder's .tidelineignore, where you can change them for this project. Checkpoints of notebooks, "
               "__pycache__, virtual environments, node_modules, .git and editors' temporary files are left out of every project."));
    finish();
}

void SyncPage::takeFolder()
{
    const QString folder = folderFromTyped(m_folder->text());
    error().setVisible(folder.isEmpty());
    if (folder.isEmpty()) {
        error().show({Error::Kind::Invalid, tr("The folder's path is not complete."), m_folder->text(), tr("Give it from the top, like %1/Tideline.").arg(QDir::homePath())});
        return;
    }
    m_folder->setText(folder);
    m_parts.preferences.setProjectsFolder(folder);
}

void SyncPage::showPresets()
{
    const QStringList chosen = m_parts.preferences.ignorePresets();
    for (QCheckBox *box : std::as_const(m_presets)) {
        const QSignalBlocker quiet(box);
        box->setChecked(chosen.contains(box->property("preset").toString()));
    }
    m_git->setChecked(m_parts.preferences.readsGitIgnore());
}

void SyncPage::takePresets()
{
    QStringList names;
    for (const QCheckBox *box : std::as_const(m_presets)) {
        if (box->isChecked())
            names.append(box->property("preset").toString());
    }
    m_parts.preferences.setIgnorePresets(names);
}

}  // namespace tideline::ui
