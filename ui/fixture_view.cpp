#include "ui/fixture_view.h"

#include "core/base/result.h"
#include "ui/dialogs/sign_in_dialog.h"
#include "ui/main_window.h"
#include "ui/preview/preview_pane.h"
#include "ui/preview/quick_look.h"
#include "ui/preview/search_bar.h"
#include "ui/preview/table_view.h"
#include "ui/views/file_view.h"

#include <QJsonArray>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>

namespace tideline::ui {

namespace {
Place placeOf(const QJsonObject &view)
{
    const QString page = view.value(u"page").toString();
    if (page == u"on_this_computer")
        return {Place::Kind::OnThisComputer, {}, {}};
    if (page == u"conflicts")
        return {Place::Kind::Conflicts, {}, {}};
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

void openDialog(MainWindow &window, const QString &dialog, const QJsonObject &fixture)
{
    if (dialog == u"sign_in" || dialog == u"sign_in_error") {
        window.askSignIn();
        auto *shown = window.findChild<SignInDialog *>();
        if (!shown || dialog == u"sign_in")
            return;
        shown->findChild<QLineEdit *>(u"urlEdit"_s)->setText(u"localhost:8080"_s);
        shown->findChild<QTabWidget *>(u"signInWays"_s)->setCurrentIndex(SignInDialog::Token);
        shown->findChild<QLineEdit *>(u"tokenEdit"_s)->setText(u"not a token"_s);
        shown->findChild<QPushButton *>(u"signInButton"_s)->click();
    } else if (dialog == u"add_project") {
        window.askAddProject();
    } else if (dialog == u"clone") {
        window.askAddProject(fixture.value(u"view").toObject().value(u"clone").toString());
    } else if (dialog == u"guard") {
        window.actions().syncNow->trigger();
    } else if (dialog == u"problems") {
        if (auto *button = window.findChild<QToolButton *>(u"problemsCount"_s))
            button->click();
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
    const bool quickLook = view.value(u"dialog").toString() == u"quick_look";
    QObject::connect(&window.files().model(), &EntryListModel::opened, once, [&window, once, names, filter, quickLook, view] {
        once->deleteLater();
        window.files().selectNow(names);
        if (quickLook)
            openQuickLook(window, view);
        if (!filter.isEmpty())
            window.findChild<QLineEdit *>(u"filterEdit"_s)->setText(filter);
    });
    window.navigator().replace(placeOf(view));
    if (view.value(u"edit_path").toBool())
        actions.editPath->trigger();
    const QString dialog = view.value(u"dialog").toString();
    if (!dialog.isEmpty())
        openDialog(window, dialog, fixture);
}

}  // namespace tideline::ui
