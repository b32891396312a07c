#include "ui/fixture_view.h"

#include "core/base/result.h"
#include "ui/browsing/tabs.h"
#include "ui/dialogs/sign_in_dialog.h"
#include "ui/difference/conflict_dialog.h"
#include "ui/difference/difference_dialog.h"
#include "ui/difference/difference_pane.h"
#include "ui/difference/image_difference_view.h"
#include "ui/difference/line_difference_view.h"
#include "ui/difference/merge_view.h"
#include "ui/first_run/first_run_dialog.h"
#include "ui/fixture_setup.h"
#include "ui/folder_actions.h"
#include "ui/inspector/version_list.h"
#include "ui/main_window.h"
#include "ui/preview/preview_pane.h"
#include "ui/preview/quick_look.h"
#include "ui/preview/search_bar.h"
#include "ui/preview/table_view.h"
#include "ui/settings/settings_dialog.h"
#include "ui/views/entry_tree.h"
#include "ui/views/file_view.h"

#include <QComboBox>
#include <QHeaderView>
#include <QJsonArray>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>

namespace tideline::ui {

namespace {
Place placeOf(const QJsonObject &view)
{
    const QString page = view.value(u"page").toString();
    if (page == u"on_this_computer")
        return {Place::Kind::OnThisComputer, {}, {}};
    if (page == u"conflicts")
        return {Place::Kind::Conflicts, {}, {}};
    if (page == u"activity")
        return {Place::Kind::Activity, {}, {}};
    if (page == u"starred")
        return {Place::Kind::Starred, {}, {}};
    if (page == u"recent")
        return {Place::Kind::Recent, {}, {}};
    if (page == u"shared")
        return {Place::Kind::Shared, {}, {}};
    if (page == u"search")
        return Place::searchOf(view.value(u"text").toString(), view.value(u"project").toString());
    if (page == u"trash")
        return {Place::Kind::Trash, {}, {}};
    if (page == u"folder")
        return Place::folderOf(view.value(u"project").toString(), view.value(u"folder").toString().toUtf8());
    return {};
}

/// Opens quick look, and when its preview is there: the figures of a column, or a search.
void openQuickLook(MainWindow &window, const QJsonObject &view)
{
    window.actions().quickLook->trigger();
    auto *look = window.findChild<QuickLook *>();
    if (!look)
        return;
    QObject::connect(&look->pane(), &PreviewPane::settled, look, [look, view] {
        if (auto *table = qobject_cast<TableView *>(look->pane().view()); table && view.contains(u"statistics"))
            table->showStatistics(view.value(u"statistics").toInt());
        if (view.contains(u"find")) {
            look->pane().startSearch();
            look->findChild<QLineEdit *>(u"previewSearch"_s)->setText(view.value(u"find").toString());
            look->findChild<SearchBar *>()->next();
        }
    });
}

/// How what is shown of two or three versions is looked at: "mode" of images, "one_column", "all_lines", "take" of a merge, "outputs" of
/// a notebook's cell.
void applyDifferenceView(QWidget &dialog, const QJsonObject &view)
{
    if (auto *images = dialog.findChild<ImageDifferenceView *>(); images && view.contains(u"mode"))
        images->setMode(ImageDifferenceCanvas::Mode(view.value(u"mode").toInt()));
    if (auto *lines = dialog.findChild<LineDifferenceView *>()) {
        lines->setSideBySide(!view.value(u"one_column").toBool());
        lines->setAllShown(view.value(u"all_lines").toBool());
        if (const QJsonArray cell = view.value(u"outputs").toArray(); !cell.isEmpty())
            Q_EMIT lines->outputsWished(cell[0].toInt(), cell[1].toInt());
    }
    if (auto *merge = dialog.findChild<MergeView *>(); merge && view.contains(u"take"))
        merge->takeAll(Take(view.value(u"take").toInt()));
}

/// Opens the selected file's first version against now, or the conflict that is selected.
void openDifference(MainWindow &window, const QJsonObject &view)
{
    const auto settled = [&window, view](DifferencePane &pane) {
        QObject::connect(&pane, &DifferencePane::settled, &window, [&pane, view] { applyDifferenceView(*pane.window(), view); });
    };
    if (view.value(u"dialog").toString() == u"conflict") {
        window.findChild<QPushButton *>(u"compareConflict"_s)->click();
        if (auto *dialog = window.findChild<ConflictDialog *>())
            settled(dialog->pane());
        return;
    }
    auto *versions = window.findChild<VersionList *>();
    versions->list().setCurrentRow(view.value(u"version").toInt(1));
    window.findChild<QPushButton *>(u"compareVersions"_s)->click();
    if (auto *dialog = window.findChild<DifferenceDialog *>())
        settled(dialog->pane());
}

void openUndo(MainWindow &window)
{
    window.findChild<QComboBox *>(u"activityProject"_s)->setCurrentIndex(2);
    window.findChild<QPushButton *>(u"undoSync"_s)->click();
}

/// The rows that a dialog needs: the versions, the conflicts, or the activity.
QAbstractItemModel *rowsFor(MainWindow &window, const QString &dialog)
{
    if (dialog == u"difference")
        return window.findChild<VersionList *>()->list().model();
    return window.findChild<QTreeView *>(dialog == u"conflict" ? u"conflictsTable"_s : u"activityTable"_s)->model();
}

void openDialog(MainWindow &window, const QString &dialog, const QJsonObject &fixture)
{
    if (dialog == u"sign_in" || dialog == u"sign_in_error") {
        window.askSignIn();
        auto *shown = window.findChild<SignInDialog *>();
        if (!shown || dialog == u"sign_in")
            return;
        shown->findChild<QLineEdit *>(u"urlEdit"_s)->setText(u"localhost:8080"_s);
        shown->findChild<QTabWidget *>(u"signInWays"_s)->setCurrentIndex(SignInWays::Token);
        shown->findChild<QLineEdit *>(u"tokenEdit"_s)->setText(u"not a token"_s);
        shown->findChild<QPushButton *>(u"signInButton"_s)->click();
    } else if (dialog == u"first_run") {
        window.actions().setUp->trigger();
        if (auto *shown = window.findChild<FirstRunDialog *>())
            walkFirstRun(*shown, fixture.value(u"view")[u"first_run"].toObject());
    } else if (dialog == u"add_project") {
        window.askAddProject();
    } else if (dialog == u"clone") {
        window.askAddProject(fixture.value(u"view").toObject().value(u"clone").toString());
    } else if (dialog == u"members" || dialog == u"history") {
        const QString key = fixture.value(u"view").toObject().value(u"of").toString();
        dialog == u"members" ? window.showMembers(key) : window.showHistory(key);
    } else if (dialog == u"commands") {
        window.actions().commands->trigger();
        window.findChild<QLineEdit *>(u"paletteField"_s)->setText(fixture.value(u"view").toObject().value(u"text").toString());
    } else if (dialog == u"invitations") {
        window.showInvitations();
    } else if (dialog == u"guard") {
        window.actions().syncNow->trigger();
    } else if (dialog == u"properties") {
        window.actions().properties->trigger();
    } else if (dialog == u"links") {
        window.actions().shareLink->trigger();
        if (fixture.value(u"view")[u"created"].toBool())
            window.findChild<QPushButton *>(u"createLink"_s)->click();
    } else if (dialog == u"ignore") {
        window.actions().ignore->trigger();
    } else if (dialog == u"settings") {
        window.actions().settings->trigger();
        if (auto *shown = window.findChild<SettingsDialog *>()) {
            const QJsonObject view = fixture.value(u"view").toObject();
            shown->showPage(SettingsDialog::Page(view.value(u"settings_page").toInt()));
            shown->findChild<QLineEdit *>(u"settingsSearch"_s)->setText(view.value(u"settings_search").toString());
        }
    } else if (dialog == u"report" || dialog == u"release_notes") {
        window.actions().settings->trigger();
        window.findChild<QPushButton *>(dialog == u"report" ? u"showReport"_s : u"showReleaseNotes"_s)->click();
    } else if (dialog == u"problems") {
        if (auto *button = window.findChild<QToolButton *>(u"problemsCount"_s))
            button->click();
    }
}
/// What is done with entries once they are selected: "rename", or a "menu", whose words name a submenu that is open.
void applyEntriesView(MainWindow &window, const QJsonObject &view)
{
    if (view.value(u"rename").toBool())
        window.files().editName();
    if (!view.contains(u"menu"))
        return;
    const QAbstractItemView &list = window.files().view();
    window.findChild<FolderActions *>()->showMenu(list.viewport()->mapToGlobal(list.visualRect(list.currentIndex()).center()));
    auto *menu = window.findChild<QMenu *>(u"entryMenu"_s);
    if (auto *inner = menu->findChild<QMenu *>(view.value(u"menu").toString())) {
        menu->setActiveAction(inner->menuAction());
        inner->popup(menu->mapToGlobal(menu->actionGeometry(inner->menuAction()).topRight()));
    }
}
}  // namespace

void applyFixtureView(MainWindow &window, const QJsonObject &fixture)
{
    const QJsonObject view = fixture.value(u"view").toObject();
    const QJsonArray size = view.value(u"size").toArray();
    if (size.size() == 2)
        window.resize(size[0].toInt(), size[1].toInt());
    WindowActions &actions = window.actions();
    actions.showHidden->setChecked(view.value(u"hidden").toBool(false));
    actions.inspector->setChecked(view.value(u"inspector").toBool(true));
    actions.transfers->setChecked(view.value(u"transfers").toBool(true));
    QList<QByteArray> names;
    const QJsonArray select = view.value(u"select").toArray();
    for (const QJsonValue &name : select)
        names.append(name.toString().toUtf8());
    const QString filter = view.value(u"filter").toString();
    // Once the folder's rows are there; each step asks for the next answer.
    auto *once = new QObject(&window);
    const QString dialog = view.value(u"dialog").toString();
    const bool quickLook = dialog == u"quick_look";
    const bool isOfEntries = dialog == u"properties" || dialog == u"ignore" || dialog == u"links";
    QObject::connect(&window.files().model(), &EntryListModel::opened, once, [&window, once, names, filter, dialog, quickLook, isOfEntries, view, fixture] {
        once->deleteLater();
        window.files().selectNow(names);
        if (quickLook)
            openQuickLook(window, view);
        else if (isOfEntries)
            openDialog(window, dialog, fixture);
        applyEntriesView(window, view);
        if (!filter.isEmpty())
            window.findChild<QLineEdit *>(u"filterEdit"_s)->setText(filter);
    });
    window.navigator().replace(placeOf(view));
    actions.icons->setChecked(view.value(u"icons").toBool(false));  // of this folder
    const QJsonArray tabs = view.value(u"tabs").toArray();
    for (const QJsonValue &place : tabs)
        window.findChild<Tabs *>(u"tabs"_s)->open(placeOf(place.toObject()), false);
    const QJsonArray columns = view.value(u"columns").toArray();
    for (const QJsonValue &column : columns)
        window.files().tree().header()->showSection(column.toInt());
    if (view.value(u"inside").toBool())
        window.findChild<QPushButton *>(u"searchInside"_s)->setChecked(true);
    if (view.value(u"edit_path").toBool())
        actions.editPath->trigger();
    if (dialog == u"difference" || dialog == u"conflict" || dialog == u"undo") {
        // Once they are there.
        QAbstractItemModel *rows = rowsFor(window, dialog);
        auto *waiting = new QObject(&window);
        const auto open = [&window, waiting, rows, view, dialog] {
            if (rows->rowCount() == 0)
                return;
            waiting->deleteLater();
            QObject::disconnect(rows, nullptr, waiting, nullptr);
            QMetaObject::invokeMethod(&window, [&window, view, dialog] { dialog == u"undo" ? openUndo(window) : openDifference(window, view); },
                                      Qt::QueuedConnection);
        };
        QObject::connect(rows, &QAbstractItemModel::rowsInserted, waiting, open);
        QObject::connect(rows, &QAbstractItemModel::modelReset, waiting, open);
    } else if (!dialog.isEmpty() && !isOfEntries) {
        openDialog(window, dialog, fixture);
    }
}

}  // namespace tideline::ui
