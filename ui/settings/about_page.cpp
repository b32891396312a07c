#include "ui/settings/about_page.h"

#include "ui/dialogs/release_notes_dialog.h"
#include "ui/theme/icons.h"

#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>

#ifndef TIDELINE_COMMIT
#define TIDELINE_COMMIT ""
#endif

namespace tideline::ui {

namespace {
QLabel *factLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

struct Work {
    const char *name;
    const char *licence;
};
/// What the programs are linked with.
constexpr Work kWorks[] = {
    {"Qt 6", "LGPL-3.0"},           {"SQLite", "Public domain"},      {"OpenSSL", "Apache-2.0"},
    {"curl", "curl (MIT-like)"},    {"Zstandard", "BSD-3-Clause"},    {"libsodium", "ISC"},
    {"Boost", "BSL-1.0"},           {"RapidJSON", "MIT"},             {"CLI11", "BSD-3-Clause"},
    {"HDF5", "BSD-3-Clause"},       {"libarchive", "BSD-2-Clause"},   {"ICU", "Unicode-3.0"},
    {"MD4C", "MIT"},                {"uchardet", "MPL-1.1"},          {"libexif", "LGPL-2.1"},
    {"libseccomp", "LGPL-2.1"},     {"Snappy", "BSD-3-Clause"},       {"zlib", "Zlib"},
    {"PDFium (in Qt PDF)", "BSD-3-Clause"}, {"QtKeychain", "BSD-2-Clause"}, {"Breeze icons", "LGPL-3.0"},
};
}  // namespace

AboutPage::AboutPage(const SettingsParts &parts, QWidget *parent) : SettingsPage(u"aboutPage"_s, tr("About"), parent)
{
    auto *icon = new QLabel(this);
    icon->setPixmap(appIcon().pixmap(48, 48));
    icon->setAccessibleName(tr("Tideline's icon"));
    add(icon);
    addNote(tr("Data-science projects that are always in sync, work offline and never lose a saved byte."));
    QFormLayout *form = addGroup();
    const QString commit = QStringLiteral(TIDELINE_COMMIT);
    form->addRow(tr("Version"), factLabel(commit.isEmpty() ? QStringLiteral(TIDELINE_VERSION) : tr("%1, commit %2").arg(QStringLiteral(TIDELINE_VERSION), commit), this));
    form->addRow(tr("Qt"), factLabel(QString::fromLatin1(qVersion()), this));
    auto *sqlite = factLabel(u"…"_s, this);
    auto *schema = factLabel(u"…"_s, this);
    auto *protocol = factLabel(u"…"_s, this);
    form->addRow(tr("SQLite"), sqlite);
    form->addRow(tr("Schema of the store"), schema);
    form->addRow(tr("Protocol"), protocol);
    form->addRow(tr("Licence"), factLabel(u"Apache-2.0"_s, this));
    auto *news = new QPushButton(tr("What is &new…"), this);
    news->setObjectName(u"showReleaseNotes"_s);
    news->setAutoDefault(false);
    news->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(news, &QPushButton::clicked, this, [this] { (new ReleaseNotesDialog(window()))->open(); });
    form->addRow(QString(), news);
    makeLicences();
    parts.state.backend().call(u"owner"_s, {}, this, [=](const Result<QJsonObject> &reply) {
        const auto textOf = [&](const QString &key) { return reply ? reply->value(key).toVariant().toString() : tr("not known"); };
        sqlite->setText(textOf(u"sqlite"_s));
        schema->setText(textOf(u"schema"_s));
        protocol->setText(textOf(u"protocol"_s));
    });
}

void AboutPage::makeLicences()
{
    addGroup(tr("It stands on the work of others"));
    auto *list = new QTreeWidget(this);
    list->setObjectName(u"licenceList"_s);
    list->setAccessibleName(tr("Libraries and their licences"));
    list->setRootIsDecorated(false);
    list->setHeaderLabels({tr("Library"), tr("Licence")});
    list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    list->setMinimumHeight(150);
    for (const Work &work : kWorks)
        new QTreeWidgetItem(list, {QString::fromLatin1(work.name), QString::fromLatin1(work.licence)});
    add(list, 1);
}

}  // namespace tideline::ui
