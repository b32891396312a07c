#include "ui/dialogs/guard_dialog.h"

#include "core/base/result.h"
#include "ui/theme/icons.h"
#include "ui/views/table_page.h"
#include "ui/words.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QJsonArray>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace tideline::ui {

namespace {
struct Plan {
    Q_DECLARE_TR_FUNCTIONS(GuardDialog)
};

QString actionText(const QString &action)
{
    static const std::pair<QLatin1StringView, const char *> texts[] = {
        {QLatin1StringView("upload"), QT_TRANSLATE_NOOP("GuardDialog", "Upload")},
        {QLatin1StringView("download"), QT_TRANSLATE_NOOP("GuardDialog", "Download")},
        {QLatin1StringView("delete_local"), QT_TRANSLATE_NOOP("GuardDialog", "Delete here")},
        {QLatin1StringView("delete_remote"), QT_TRANSLATE_NOOP("GuardDialog", "Delete in the cloud")},
        {QLatin1StringView("move_local"), QT_TRANSLATE_NOOP("GuardDialog", "Move here")},
        {QLatin1StringView("move_remote"), QT_TRANSLATE_NOOP("GuardDialog", "Move in the cloud")},
        {QLatin1StringView("conflict"), QT_TRANSLATE_NOOP("GuardDialog", "Keep both")},
    };
    for (const auto &[word, text] : texts) {
        if (action == word)
            return Plan::tr(text);
    }
    return action;
}
}  // namespace

GuardDialog::GuardDialog(const QJsonObject &syncRow, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"guardDialog"_s);
    setWindowTitle(tr("Stopped to be safe"));
    const QString project = syncRow.value(u"project").toString();
    auto *page = new TablePage(
        tr("Is this meant?"),
        tr("%1\nNothing was done yet. What is deleted here stays in the project's trash for 30 days, and the cloud keeps its "
           "history.")
            .arg(syncRow.value(u"guard_reason").toString()),
        {{tr("Path in %1").arg(project),
          [](const QJsonObject &row, int role) -> QVariant {
              const QString path = row.value(u"path").toString();
              return role == Qt::DisplayRole ? QVariant(path) : role == Qt::ToolTipRole ? QVariant(tipText(path)) : QVariant();
          }},
         {tr("What would happen"),
          [](const QJsonObject &row, int role) -> QVariant {
              return role == Qt::DisplayRole ? QVariant(actionText(row.value(u"action").toString())) : QVariant();
          }},
         {tr("Size"),
          [](const QJsonObject &row, int role) -> QVariant {
              return role == Qt::DisplayRole ? QVariant(sizeText(row.value(u"size").toInteger())) : QVariant();
          },
          Qt::AlignRight}},
        this);
    page->view().setObjectName(u"planTable"_s);
    page->view().header()->resizeSection(1, 180);
    QList<QJsonObject> rows;
    const QJsonArray plan = syncRow.value(u"plan").toArray();
    for (const QJsonValue &row : plan)
        rows.append(row.toObject());
    // What the question is about stands first.
    std::ranges::stable_partition(rows, [](const QJsonObject &row) { return row.value(u"action").toString().startsWith(u"delete_"); });
    page->setEmptyWords(tr("The plan is too long to be listed."));
    page->setRows(rows);
    auto *buttons = new QDialogButtonBox(this);
    auto *no = buttons->addButton(tr("No, change nothing"), QDialogButtonBox::RejectRole);
    auto *yes = buttons->addButton(tr("Yes, do it"), QDialogButtonBox::AcceptRole);
    no->setObjectName(u"guardNo"_s);
    yes->setObjectName(u"guardYes"_s);
    no->setDefault(true);
    yes->setAutoDefault(false);
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
