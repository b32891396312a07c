#include "ui/fixture_setup.h"

#include "core/control/protocol.h"
#include "ui/dialogs/sign_in_ways.h"
#include "ui/first_run/first_run_dialog.h"

#include <QJsonArray>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QTreeWidget>

namespace tideline::ui {

void FixtureServer::start(QObject *context, OnAccess onAccess)
{
    QMetaObject::invokeMethod(this, [this, guard = QPointer(context), onAccess = std::move(onAccess)] {
        if (!guard)
            return;
        if (m_server.contains(u"error"))
            onAccess(control::errorFromJson(m_server.value(u"error").toObject()));
        else
            onAccess(Access{m_server.value(u"url").toString(u"http://127.0.0.1:8480"_s), u"token"_s, m_server.value(u"made").toBool(true)});
    }, Qt::QueuedConnection);
}

FolderLooker fixtureLooker(const QJsonObject &fixture)
{
    return [folders = fixture.value(u"folders").toObject()](const QString &path) {
        const QJsonObject said = folders.contains(homePath(path)) ? folders.value(homePath(path)).toObject() : folders.value(QString()).toObject();
        FolderFacts facts;
        facts.exists = said.value(u"exists").toBool();
        facts.isFolder = said.value(u"folder").toBool(true);
        facts.isWritable = said.value(u"writable").toBool(true);
        facts.freeBytes = said.value(u"free").toInteger(312'000'000'000);
        facts.project = said.value(u"project").toString();
        for (const QJsonValue &name : said.value(u"taken").toArray())
            facts.taken.append(name.toString());
        return facts;
    };
}

namespace {
void fillPage(FirstRunDialog &dialog, const QJsonObject &view)
{
    if (dialog.page() == FirstRunDialog::SignIn)
        dialog.findChild<SignInWays *>()->setCurrentIndex(view.value(u"way").toInt());
    if (dialog.page() != FirstRunDialog::Projects || !view.contains(u"choose"))
        return;
    dialog.findChild<QRadioButton *>(u"someProjects"_s)->setChecked(true);
    const QJsonArray chosen = view.value(u"choose").toArray();
    auto *list = dialog.findChild<QTreeWidget *>(u"firstRunProjectList"_s);
    for (int row = 0; row < list->topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = list->topLevelItem(row);
        if (!item->isDisabled())
            item->setCheckState(0, chosen.contains(item->text(0)) ? Qt::Checked : Qt::Unchecked);
    }
}
}  // namespace

void walkFirstRun(FirstRunDialog &dialog, const QJsonObject &view)
{
    const int to = view.value(u"to").toInt();
    auto *next = dialog.findChild<QPushButton *>(u"firstRunNext"_s);
    // Each page says when one may go on; the last one's button is pressed once.
    auto *walker = new QObject(&dialog);
    const auto step = [&dialog, next, to, view, walker] {
        if (!next->isEnabled())
            return;
        const bool isThere = dialog.page() >= to;
        if (!isThere && dialog.page() == FirstRunDialog::Cloud && to > FirstRunDialog::SignIn)
            return;  // of somebody who is signed in: the engine has not said so yet
        fillPage(dialog, view);
        if (isThere)
            walker->deleteLater();
        if (!isThere || view.value(u"go").toBool())
            next->click();
    };
    const auto pages = dialog.findChildren<FirstRunPage *>();
    for (FirstRunPage *page : pages)
        QObject::connect(page, &FirstRunPage::changed, walker, step, Qt::QueuedConnection);
    if (view.contains(u"server")) {
        dialog.findChild<QRadioButton *>(u"aServer"_s)->setChecked(true);
        dialog.findChild<QLineEdit *>(u"firstRunUrl"_s)->setText(view.value(u"server").toString());
    }
    QMetaObject::invokeMethod(walker, step, Qt::QueuedConnection);
}

}  // namespace tideline::ui
