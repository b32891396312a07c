#include "ui/first_run/folder_page.h"

#include "ui/first_run/check_line.h"
#include "ui/words.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace tideline::ui {

namespace {
constexpr int kTypingMs = 200;
}

FolderPage::FolderPage(const FirstRunParts &parts, SetupAnswers &answers, QWidget *parent)
    : FirstRunPage(u"firstRunFolder"_s, tr("Where do your projects go?"), parts, answers, parent)
{
    auto *words = new QLabel(tr("Each project gets a folder of its own in this one. Folders that you have already can be added later, and stay where they are."), this);
    words->setWordWrap(true);
    auto *label = new QLabel(tr("&Folder"), this);
    m_folder = new QLineEdit(homePath(answers.folder.isEmpty() ? parts.preferences.projectsFolder() : answers.folder), this);
    m_folder->setObjectName(u"firstRunFolderEdit"_s);
    m_folder->setAccessibleName(tr("Folder for projects"));
    label->setBuddy(m_folder);
    auto *choose = new QPushButton(tr("&Choose…"), this);
    choose->setObjectName(u"firstRunChooseFolder"_s);
    choose->setAccessibleName(tr("Choose a folder"));
    choose->setAutoDefault(false);
    choose->setProperty("small", true);
    m_line = new CheckLine(u"folderLine"_s, this);
    m_space = new CheckLine(u"spaceLine"_s, this);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(label);
    row->addWidget(m_folder, 1);
    row->addWidget(choose);
    m_body->addWidget(words);
    m_body->addLayout(row);
    m_body->addWidget(m_line);
    m_body->addWidget(m_space);
    m_body->addStretch();
    m_soon.setSingleShot(true);
    m_soon.setInterval(kTypingMs);
    connect(&m_soon, &QTimer::timeout, this, &FolderPage::look);
    connect(m_folder, &QLineEdit::textChanged, this, &FolderPage::typed);
    connect(choose, &QPushButton::clicked, this, &FolderPage::choose);
}

void FolderPage::enter()
{
    m_folder->setFocus();
    look();
}

void FolderPage::typed()
{
    m_isGood = false;
    m_soon.start();
    Q_EMIT changed();
}

void FolderPage::choose()
{
    const QString chosen = QFileDialog::getExistingDirectory(this, tr("Choose a folder"), expandedPath(m_folder->text()));
    if (!chosen.isEmpty())
        m_folder->setText(homePath(QDir::cleanPath(chosen)));
}

void FolderPage::look()
{
    m_soon.stop();
    m_isGood = false;
    const QString typed = m_folder->text();
    const QString path = expandedPath(typed);
    if (!QDir::isAbsolutePath(path)) {
        m_space->clear();
        m_line->show({Error::Kind::Invalid, tr("The folder's path is not complete."), {}, tr("Give it from the top, like %1/data.").arg(QDir::homePath())});
        Q_EMIT changed();
        return;
    }
    m_worker.ask(this, [look = m_parts.look, path] { return look(path); }, [this, typed](const FolderFacts &facts) {
        if (typed == m_folder->text())
            take(facts);
    });
}

void FolderPage::take(const FolderFacts &facts)
{
    m_facts = facts;
    m_space->clear();
    m_isGood = facts.isFolder && facts.isWritable && facts.project.isEmpty();
    if (!facts.isFolder)
        m_line->show({Error::Kind::Invalid, tr("A file stands there, or in the way to it."), {}, tr("Choose another folder.")});
    else if (!facts.project.isEmpty())
        m_line->show({Error::Kind::Invalid, tr("That is inside the project in %1, and projects do not stand in each other.").arg(homePath(facts.project)), {},
                      tr("Choose another folder.")});
    else if (!facts.isWritable)
        m_line->show({Error::Kind::Denied, tr("Nothing can be written there."), {}, tr("Choose another folder, or allow yourself to write in this one.")});
    else if (!facts.exists)
        m_line->show(SyncState::Synced, tr("The folder is made when all is set up."));
    else if (facts.taken.isEmpty())
        m_line->show(SyncState::Synced, tr("The folder is there, and empty."));
    else
        m_line->show(SyncState::Conflict, tr("The folder is not empty. What is in it stays as it is, and does not go to the cloud."));
    if (m_isGood && facts.freeBytes >= 0)
        m_space->show(SyncState::Synced, tr("%1 are free there.").arg(sizeText(facts.freeBytes)));
    Q_EMIT changed();
}

void FolderPage::advance()
{
    m_answers.folder = QDir::cleanPath(expandedPath(m_folder->text()));
    Q_EMIT done();
}

}  // namespace tideline::ui
