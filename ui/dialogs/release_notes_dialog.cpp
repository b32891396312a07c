#include "ui/dialogs/release_notes_dialog.h"

#include "core/base/result.h"
#include "ui/preview/safe_browser.h"

#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QFile>
#include <QVBoxLayout>

namespace tideline::ui {

ReleaseNotesDialog::ReleaseNotesDialog(QWidget *parent) : QDialog(parent)
{
    setObjectName(u"releaseNotesDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("What is new"));
    auto *notes = new SafeBrowser(this);
    notes->setObjectName(u"releaseNotes"_s);
    notes->setAccessibleName(windowTitle());
    if (QFile changelog(u":/changelog.md"_s); changelog.open(QIODevice::ReadOnly))
        notes->setMarkdown(QString::fromUtf8(changelog.readAll()));
    connect(notes, &SafeBrowser::linkChosen, this, [](const QUrl &address) {
        if (mayBeOpened(address))
            QDesktopServices::openUrl(address);
    });
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(notes, 1);
    layout->addWidget(buttons);
    resize(620, 520);
}

}  // namespace tideline::ui
