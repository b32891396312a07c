#include "ui/dialogs/undo_dialog.h"

#include "core/base/result.h"
#include "ui/views/table_page.h"
#include "ui/words.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace tideline::ui {

namespace {
struct Undo {
    Q_DECLARE_TR_FUNCTIONS(UndoDialog)
};

QString actionText(const QString &action)
{
    static const std::pair<QLatin1StringView, const char *> texts[] = {
        {QLatin1StringView("bring_back"), QT_TRANSLATE_NOOP("UndoDialog", "Comes back")},
        {QLatin1StringView("put_back"), QT_TRANSLATE_NOOP("UndoDialog", "Becomes what it was")},
        {QLatin1StringView("remove"), QT_TRANSLATE_NOOP("UndoDialog", "Goes to the trash")},
        {QLatin1StringView("move_back"), QT_TRANSLATE_NOOP("UndoDialog", "Moves back")},
        {QLatin1StringView("switch_back"), QT_TRANSLATE_NOOP("UndoDialog", "Its program mark becomes what it was")},
    };
    for (const auto &[word, text] : texts) {
        if (action == word)
            return Undo::tr(text);
    }
    return action;
}

QString outcomeText(const QJsonObject &row)
{
    const QString why = row.value(u"why").toString();
    return why.isEmpty() ? actionText(row.value(u"action").toString()) : Undo::tr("Stays: %1").arg(why);
}
}  // namespace

UndoDialog::UndoDialog(const QJsonObject &survey, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"undoDialog"_s);
    setWindowTitle(tr("Undo the last sync"));
    auto *page = new TablePage(
        tr("Take back the last sync here?"),
        tr("It changed these files on this computer: %1. Taken back, they go up as a new change; nothing leaves the history.")
            .arg(fullTimeText(survey.value(u"at_ms").toInteger())),
        {textColumn(tr("Path in %1").arg(survey.value(u"project").toString()), [](const QJsonObject &row) { return row.value(u"path").toString(); }),
         textColumn(tr("What would happen"), outcomeText)},
        this);
    page->view().setObjectName(u"undoTable"_s);
    page->view().header()->resizeSection(1, 260);
    page->setEmptyWords(tr("The last sync changed nothing on this computer."));
    page->setRows(rowsOf(survey));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    if (survey.value(u"undone").toInteger() > 0) {
        QPushButton *yes = buttons->addButton(tr("Undo"), QDialogButtonBox::AcceptRole);
        yes->setObjectName(u"undoYes"_s);
        yes->setAutoDefault(false);
    }
    buttons->button(QDialogButtonBox::Cancel)->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 16);
    buttons->setContentsMargins(16, 0, 16, 0);
    layout->addWidget(page, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(700, 460);
}

}  // namespace tideline::ui
