// What the window asks of the engine, and how it shows what came of it.
#include "ui/dialogs/add_project_dialog.h"
#include "ui/dialogs/history_dialog.h"
#include "ui/dialogs/invitations_dialog.h"
#include "ui/dialogs/links_dialog.h"
#include "ui/dialogs/members_dialog.h"
#include "ui/dialogs/problems_dialog.h"
#include "ui/dialogs/sign_in_dialog.h"
#include "ui/difference/version_source.h"
#include "ui/finding/finding.h"
#include "ui/guard_question.h"
#include "ui/main_window.h"
#include "ui/theme/icons.h"
#include "ui/views/banner.h"
#include "ui/views/conflicts_page.h"
#include "ui/views/file_view.h"
#include "ui/words.h"

#include <QDesktopServices>
#include <QInputDialog>
#include <QJsonArray>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QUrl>

namespace tideline::ui {

namespace {
/// A copy of a project that somebody lets one look at.
bool mayOnlyRead(const ProjectRow &project)
{
    return project.isHere() && (project.role == u"viewer" || project.role == u"finder");
}
}  // namespace

void MainWindow::showError(const Error &error)
{
    m_error = error;
    updateBanner();
}

void MainWindow::updateBanner()
{
    const Overall &overall = m_state.overall();
    const Place &place = m_navigator.place();
    const ProjectRow *project = place.kind == Place::Kind::Folder ? m_state.project(place.project) : nullptr;
    if (m_error) {
        m_banner->show(SyncState::Error, toText(*m_error), {}, true);
    } else if (!overall.signedIn) {
        m_banner->show(SyncState::Offline, tr("You are not signed in. What is on this computer stays as it is."),
                       {{tr("Sign in…"), [this] { askSignIn(); }}});
    } else if (project && mayOnlyRead(*project) && (!project->error || project->error->kind == Error::Kind::Denied)) {
        m_banner->show(project->error ? SyncState::Error : SyncState::OnlineOnly,
                       tr("You may only read this project. What you change here stays on this computer."), {});
    } else if (project && project->error && project->state != SyncState::Offline) {
        m_banner->show(SyncState::Error, toText(*project->error),
                       {{tr("Try again"), [this, argument = project->argument()] { syncNow(false, argument); }}});
    } else if (const QString reason = project ? m_guard->reason(*project) : QString(); !reason.isEmpty()) {
        m_banner->show(SyncState::Waiting, tr("Waits for your yes: %1\nNothing was deleted yet.").arg(reason),
                       m_guard->answers(*project));
    } else if (project && project->conflicts > 0) {
        m_banner->show(SyncState::Conflict,
                       tr("%Ln files were changed in two places and need you.", nullptr, countOf(project->conflicts)),
                       {{tr("Resolve…"), [this] { m_navigator.go({Place::Kind::Conflicts, {}, {}}); }}});
    } else if (project && !project->isHere()) {
        m_banner->show(SyncState::OnlineOnly, tr("This project is in the cloud only. You can look, and open single files."),
                       {{tr("Get a copy here…"), [this, key = project->key()] { askAddProject(key); }}});
    } else if (!overall.policyTrouble.isEmpty() && overall.policyTrouble != m_putAway) {
        m_banner->show(SyncState::Error, overall.policyTrouble, {}, true);
    } else {
        m_banner->hide();
    }
}

void MainWindow::askSignIn()
{
    auto *dialog = new SignInDialog(m_state.backend(), m_state.overall().url, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, &m_state, &ServiceState::refresh);
    dialog->open();
}

void MainWindow::askAddProject(const QString &cloneKey)
{
    auto *dialog = new AddProjectDialog(m_state, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (m_newProjectDefaults)
        dialog->setDefaults(m_newProjectDefaults());
    if (!cloneKey.isEmpty())
        dialog->setClone(cloneKey);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (!dialog->project().isEmpty())
            m_navigator.go(Place::folderOf(dialog->project()));
    });
    dialog->open();
}

void MainWindow::syncNow(bool acceptGuard, const QString &projectArgument)
{
    QJsonObject args;
    QString argument = projectArgument;
    if (argument.isEmpty() && m_navigator.place().kind == Place::Kind::Folder) {
        const ProjectRow *row = m_state.project(m_navigator.place().project);
        argument = row && row->isHere() ? row->argument() : QString();
    }
    if (!argument.isEmpty())
        args.insert(u"projects"_s, QJsonArray{argument});
    if (acceptGuard) {
        args.insert(u"yes"_s, true);
        m_guard->beginYes(argument);
    }
    m_error.reset();
    updateBanner();
    // Progress comes as events, too: the project's row shows it.
    m_state.backend().call(u"sync"_s, args, this, [this, argument, acceptGuard](const Result<QJsonObject> &reply) {
        if (acceptGuard)
            m_guard->endYes(argument);
        if (reply)
            takeSynced(*reply);
        else if (reply.error().kind != Error::Kind::Cancelled)
            showError(reply.error());
    });
}

void MainWindow::takeSynced(const QJsonObject &reply)
{
    const QJsonArray rows = reply.value(u"rows").toArray();
    for (const QJsonValue &value : rows) {
        if (value.toObject().value(u"guard_holds").toBool()) {
            m_guard->ask(value.toObject());
            return;
        }
    }
}

void MainWindow::togglePause(const QString &projectArgument, bool paused, qint64 untilMs)
{
    QJsonObject args;
    if (!projectArgument.isEmpty())
        args.insert(u"project"_s, projectArgument);
    if (untilMs > 0)
        args.insert(u"until"_s, untilMs);
    m_state.backend().call(paused ? u"pause"_s : u"resume"_s, args, this, [this](const Result<QJsonObject> &reply) {
        if (!reply)
            showError(reply.error());
        m_state.refresh();
    });
}

void MainWindow::showProjectMenu(const QString &key, const QPoint &global)
{
    const ProjectRow *row = m_state.project(key);
    if (!row)
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"projectMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [menu](const char *name, const QString &text, const QString &icon) {
        QAction *action = menu->addAction(icon.isEmpty() ? QIcon() : actionIcon(icon), text);
        action->setObjectName(QString::fromLatin1(name));
        return action;
    };
    QAction *sentence = menu->addAction(stateIcon(row->isHere() ? row->state : SyncState::OnlineOnly),
                                        row->isHere() ? row->text : tr("In the cloud only"));
    sentence->setEnabled(false);
    menu->addSeparator();
    menu->setDefaultAction(add("openProject", tr("Open"), u"open"_s));
    connect(menu->defaultAction(), &QAction::triggered, this, [this, key] { m_navigator.go(Place::folderOf(key)); });
    m_finding->addStar(*menu, key);
    if (!row->isHere()) {
        connect(add("cloneProject", tr("Get a copy here…"), u"download"_s), &QAction::triggered, this,
                [this, key] { askAddProject(key); });
        addCloudActions(*menu, *row);
        menu->popup(global);
        return;
    }
    const QString argument = row->argument();
    connect(add("syncProject", tr("Sync now"), u"sync"_s), &QAction::triggered, this,
            [this, argument] { syncNow(false, argument); });
    const bool paused = row->paused;
    connect(add("pauseProject", paused ? tr("Resume") : tr("Pause"), paused ? u"resume"_s : u"pause"_s), &QAction::triggered,
            this, [this, argument, paused] { togglePause(argument, !paused); });
    connect(add("revealProject", tr("Show in file manager"), u"folder"_s), &QAction::triggered, this,
            [folder = row->folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
    addCloudActions(*menu, *row);
    Q_EMIT projectMenuMade(menu, key);
    menu->addSeparator();
    connect(add("unlinkProject", tr("Stop syncing here…"), {}), &QAction::triggered, this, [this, key] { askUnlink(key); });
    menu->popup(global);
}

/// What one does with a project in the cloud, whether or not it is here.
void MainWindow::addCloudActions(QMenu &menu, const ProjectRow &row)
{
    if (row.id.isEmpty())
        return;
    QAction *share = menu.addAction(actionIcon(u"share"_s), tr("Share…"));
    share->setObjectName(u"shareProject"_s);
    connect(share, &QAction::triggered, this, [this, key = row.key()] { showMembers(key); });
    QAction *link = menu.addAction(tr("Share by link…"));
    link->setObjectName(u"shareProjectByLink"_s);
    const QString whyNot = whyNoLinks(row);
    WindowActions::allow(link, whyNot.isEmpty(), whyNot);
    connect(link, &QAction::triggered, this, [this, key = row.key()] { showLinks(key); });
    QAction *history = menu.addAction(actionIcon(u"history"_s), tr("History…"));
    history->setObjectName(u"projectHistory"_s);
    connect(history, &QAction::triggered, this, [this, key = row.key()] { showHistory(key); });
}

void MainWindow::showMembers(const QString &key)
{
    auto *dialog = new MembersDialog(m_state, key, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::showLinks(const QString &key)
{
    auto *dialog = new LinksDialog(m_state, key, {}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::showHistory(const QString &key)
{
    auto *dialog = new HistoryDialog(m_state, key, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::nameVersion(const QString &project, const QByteArray &path, const VersionRef &version)
{
    const ProjectRow *row = m_state.project(project);
    if (!row)
        return;
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(u"versionNameDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Name a version"));
    dialog->setLabelText(tr("Name of “%1” as it was in revision %L2").arg(QString::fromUtf8(path).section(u'/', -1)).arg(version.revision));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, argument = row->argument(), revision = version.revision](const QString &typed) {
        const QString name = typed.trimmed();
        if (name.isEmpty())
            return;
        m_state.backend().call(u"snapshot_create"_s, {{u"project"_s, argument}, {u"name"_s, name}, {u"revision"_s, revision}}, this,
                               [this](const Result<QJsonObject> &reply) {
                                   if (!reply)
                                       showError(reply.error());
                                   updateInspector();
                               });
    });
    dialog->open();
}

void MainWindow::showInvitations()
{
    auto *dialog = new InvitationsDialog(m_state, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &InvitationsDialog::joined, this, [this](const QString &id) { m_navigator.go(Place::folderOf(id)); });
    dialog->open();
}

void MainWindow::askUnlink(const QString &key)
{
    const ProjectRow *row = m_state.project(key);
    if (!row)
        return;
    auto *box = new QMessageBox(QMessageBox::Question, tr("Stop syncing"),
                                tr("Stop syncing “%1” on this computer?").arg(row->name), QMessageBox::Cancel, this);
    box->setTextFormat(Qt::PlainText);  // the names are anybody's
    box->setInformativeText(tr("The files stay in %1, and the project stays in the cloud.").arg(row->folder));
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto *stop = box->addButton(tr("Stop syncing"), QMessageBox::AcceptRole);
    connect(stop, &QAbstractButton::clicked, this, [this, argument = row->argument()] {
        m_state.backend().call(u"unlink"_s, {{u"project"_s, argument}}, this, [this](const Result<QJsonObject> &reply) {
            if (!reply)
                showError(reply.error());
            m_state.refreshProjects();
        });
    });
    box->open();
}

void MainWindow::showProblems()
{
    auto *dialog = new ProblemsDialog(m_state, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ProblemsDialog::entryChosen, this, [this, dialog](const QString &key, const QString &path) {
        dialog->accept();
        m_navigator.go(Place::folderOf(key, path.section(u'/', 0, -2).toUtf8()));
        m_files->selectLater({path.section(u'/', -1).toUtf8()});
        m_actions.inspector->setChecked(true);
    });
    dialog->open();
}

}  // namespace tideline::ui
