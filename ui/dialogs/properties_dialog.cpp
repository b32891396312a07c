#include "ui/dialogs/properties_dialog.h"

#include "ui/theme/icons.h"
#include "ui/words.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tideline::ui {

namespace {
QString exactSize(qint64 bytes)
{
    const QString exact = bytesText(bytes);
    return bytes < 1000 ? exact : PropertiesDialog::tr("%1 (%2)").arg(exact, sizeText(bytes));
}

QString placeOf(const QList<FileView::Entry> &entries, const QStringList &files, const QString &project)
{
    const QString inProject = project + u'/' + QString::fromUtf8(entries.first().path);
    const QString place = files.value(0).isEmpty() ? inProject : files.first();
    return entries.size() == 1 ? place : place.section(u'/', 0, -2);
}
}  // namespace

PropertiesDialog::PropertiesDialog(const QString &project, const QList<FileView::Entry> &entries, const QStringList &files, QWidget *parent)
    : QDialog(parent), m_files(files), m_count(entries.size())
{
    Q_ASSERT(!entries.isEmpty());
    setObjectName(u"propertiesDialog"_s);
    setWindowTitle(tr("Properties"));
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(14);
    m_form = new QFormLayout;
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(8);
    makeHead(entries);
    makeFacts(project, entries);
    layout->addLayout(m_form);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    layout->addStretch();
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_look.setInterval(100);
    connect(&m_look, &QTimer::timeout, this, [this] {
        const WorkControl::Progress progress = m_hashControl->progress();
        m_progress->setValue(progress.sizeBytes > 0 ? int(progress.doneBytes * 1000 / progress.sizeBytes) : 0);
    });
    setMinimumWidth(480);
    askFacts();
}

PropertiesDialog::~PropertiesDialog()
{
    m_control->cancel();
    m_hashControl->cancel();
}

QLabel *PropertiesDialog::addFact(const char *name, const QString &title, const QString &text)
{
    auto *label = new QLabel(breakable(text), this);
    label->setObjectName(QString::fromLatin1(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setAccessibleName(title);
    auto *what = new QLabel(title, this);
    what->setProperty("role", u"muted"_s);
    m_form->addRow(what, label);
    return label;
}

void PropertiesDialog::makeHead(const QList<FileView::Entry> &entries)
{
    const FileView::Entry &first = entries.first();
    const QString name = QString::fromUtf8(first.row.name);
    auto *icon = new QLabel(this);
    const QString kind = first.row.kind == NodeKind::Folder ? u"dir"_s : first.row.kind == NodeKind::Symlink ? u"symlink"_s : u"file"_s;
    icon->setPixmap((m_count == 1 ? entryIcon(name, kind) : actionIcon(u"copy"_s)).pixmap(32, 32));
    auto *title = new QLabel(breakable(m_count == 1 ? name : tr("%Ln items", nullptr, int(m_count))), this);
    title->setProperty("role", u"title"_s);
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(icon, 0, Qt::AlignTop);
    head->addWidget(title, 1);
    static_cast<QVBoxLayout *>(layout())->addLayout(head);
}

void PropertiesDialog::makeFacts(const QString &project, const QList<FileView::Entry> &entries)
{
    const FileView::Entry &first = entries.first();
    const bool isFile = m_count == 1 && first.row.kind == NodeKind::File;
    const bool isHere = std::ranges::any_of(m_files, [](const QString &file) { return !file.isEmpty(); });
    qint64 known = 0;
    for (const FileView::Entry &entry : entries)
        known += std::max<qint64>(entry.row.sizeBytes, 0);
    if (m_count == 1)
        m_type = addFact("propertyType", tr("Kind"), first.row.kind == NodeKind::Folder ? tr("Folder") : first.row.kind == NodeKind::Symlink ? tr("Link") : tr("File"));
    m_size = addFact("propertySize", tr("Size"), isHere && !isFile ? tr("Counting…") : exactSize(known));
    if (!isFile && isHere)
        m_inside = addFact("propertyInside", tr("Contains"), tr("Counting…"));
    addFact("propertyPlace", tr("Place"), placeOf(entries, m_files, project));
    if (m_count == 1) {
        const QString why = first.row.what.isEmpty() ? QString() : u" — "_s + first.row.what;
        addFact("propertyState", tr("State"), stateWord(first.row.state) + why);
        m_modified = addFact("propertyModified", tr("Modified"), first.row.modifiedMs > 0 ? fullTimeText(first.row.modifiedMs) : tr("not known"));
        if (first.row.revision > 0)
            addFact("propertyRevision", tr("Revision"), QLocale().toString(first.row.revision));
        if (isHere)
            m_permissions = addFact("propertyPermissions", tr("Permissions"), {});
    }
    if (isFile && isHere)
        makeFileFacts();
}

void PropertiesDialog::makeFileFacts()
{
    m_executable = new QCheckBox(tr("May be run as a program"), this);
    m_executable->setObjectName(u"propertyExecutable"_s);
    m_executable->setEnabled(false);
    m_form->addRow(QString(), m_executable);
    connect(m_executable, &QCheckBox::clicked, this, [this](bool executable) {
        m_executable->setEnabled(false);
        m_worker.ask(this, [file = m_files.first(), executable] { return setExecutable(file, executable); },
                     [this](const Result<void> &changed) {
                         if (!changed)
                             Q_EMIT failed(changed.error());
                         askFacts();
                     });
    });
    auto *place = new QVBoxLayout;
    place->setSpacing(6);
    m_hash = new QLabel(this);
    m_hash->setObjectName(u"propertyHash"_s);
    m_hash->setWordWrap(true);
    m_hash->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_hash->setAccessibleName(tr("SHA-256"));
    m_hash->hide();
    place->addWidget(m_hash);
    m_progress = new QProgressBar(this);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->hide();
    m_hashButton = new QPushButton(tr("Compute"), this);
    m_hashButton->setObjectName(u"hashButton"_s);
    m_hashButton->setProperty("small", true);
    m_hashButton->setAccessibleName(tr("Compute the SHA-256"));
    m_hashButton->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->addWidget(m_hashButton);
    row->addWidget(m_progress, 1);
    row->addStretch();
    place->addLayout(row);
    auto *what = new QLabel(tr("SHA-256"), this);
    what->setProperty("role", u"muted"_s);
    m_form->addRow(what, place);
    connect(m_hashButton, &QPushButton::clicked, this, &PropertiesDialog::startHash);
}

void PropertiesDialog::askFacts()
{
    QStringList files = m_files;
    files.removeAll(QString());
    if (files.isEmpty())
        return;
    m_worker.ask(
        this,
        [files, control = m_control] {
            Sum sum;
            for (const QString &file : files) {
                const auto facts = readFacts(file, *control);
                if (!facts) {
                    sum.errors.append(facts.error());
                    continue;
                }
                const FileFacts before = sum.facts;
                sum.facts = *facts;
                sum.facts.sizeBytes += before.sizeBytes;
                sum.facts.files += before.files + (files.size() > 1 && facts->isFile ? 1 : 0);
                sum.facts.folders += before.folders + (files.size() > 1 && !facts->isFile ? 1 : 0);
            }
            return sum;
        },
        [this](const Sum &sum) { showFacts(sum); });
}

void PropertiesDialog::showFacts(const Sum &sum)
{
    if (!sum.errors.isEmpty()) {
        m_size->setText(toText(sum.errors.first()));
        return;
    }
    const FileFacts &facts = sum.facts;
    m_size->setText(exactSize(facts.sizeBytes));
    if (m_inside)
        m_inside->setText(tr("%1, %2").arg(filesText(facts.files), tr("%Ln folders", nullptr, countOf(facts.folders))));
    if (m_type)
        m_type->setText(facts.type);
    if (m_modified)
        m_modified->setText(fullTimeText(facts.modifiedMs));
    if (m_permissions)
        m_permissions->setText(facts.owner.isEmpty() ? facts.permissions : tr("%1, of %2").arg(facts.permissions, facts.owner));
    if (m_executable) {
        m_executable->setChecked(facts.executable);
        m_executable->setEnabled(true);
    }
}

/// The button computes, stops, and copies, in turn.
void PropertiesDialog::startHash()
{
    if (m_hashing) {
        m_hashControl->cancel();
        return;
    }
    if (!m_hash->text().isEmpty()) {
        QGuiApplication::clipboard()->setText(m_hash->property("digits").toString());
        return;
    }
    m_hashing = true;
    m_hashControl = std::make_shared<WorkControl>();
    m_hashButton->setText(tr("Stop"));
    m_progress->setValue(0);
    m_progress->show();
    m_look.start();
    m_hasher.ask(this, [file = m_files.first(), control = m_hashControl] { return sha256Of(file, *control); },
                 [this](const Result<QString> &hash) { showHash(hash); });
}

void PropertiesDialog::showHash(const Result<QString> &hash)
{
    m_hashing = false;
    m_look.stop();
    m_progress->hide();
    if (!hash) {
        m_hashButton->setText(tr("Compute"));
        if (hash.error().kind != Error::Kind::Cancelled)
            Q_EMIT failed(hash.error());
        return;
    }
    m_hash->setProperty("digits", *hash);
    m_hash->setText(breakable(*hash));
    m_hash->setAccessibleDescription(*hash);
    m_hash->show();
    m_hashButton->setText(tr("Copy"));
    m_hashButton->setAccessibleName(tr("Copy the SHA-256"));
}

}  // namespace tideline::ui
