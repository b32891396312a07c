#include "ui/inspector/inspector.h"

#include "ui/inspector/presence_label.h"
#include "ui/inspector/version_list.h"
#include "ui/models/json_table_model.h"
#include "ui/preview/preview_pane.h"
#include "ui/preview/quick_look.h"
#include "ui/theme/icons.h"
#include "ui/words.h"

#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tideline::ui {

namespace {
constexpr int kVersions = 12;

QLabel *plainLabel(QWidget *parent, const QString &role = {})
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (!role.isEmpty())
        label->setProperty("role", role);
    return label;
}
}  // namespace

Inspector::Inspector(ServiceState &state, QWidget *parent) : QScrollArea(parent), m_state(state)
{
    setObjectName(u"inspector"_s);
    setAccessibleName(tr("Details"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *body = new QWidget(this);
    m_icon = new QLabel(body);
    m_title = plainLabel(body, u"heading"_s);
    m_subtitle = plainLabel(body, u"muted"_s);
    m_stateIcon = new QLabel(body);
    m_stateWord = plainLabel(body, u"heading"_s);
    m_what = plainLabel(body);
    m_facts = new QFormLayout;
    m_facts->setHorizontalSpacing(14);
    m_facts->setVerticalSpacing(5);
    m_facts->setLabelAlignment(Qt::AlignLeft);
    m_versionsTitle = plainLabel(body, u"heading"_s);
    m_versionsTitle->setText(tr("Versions"));
    m_versions = new VersionList(body);

    auto *names = new QVBoxLayout;
    names->setSpacing(2);
    names->addWidget(m_title);
    names->addWidget(m_subtitle);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addLayout(names, 1);
    auto *stateRow = new QHBoxLayout;
    stateRow->setSpacing(8);
    stateRow->addWidget(m_stateIcon);
    stateRow->addWidget(m_stateWord, 1);
    auto *all = new QVBoxLayout(body);
    all->setContentsMargins(16, 16, 16, 16);
    all->setSpacing(10);
    all->addLayout(head);
    all->addSpacing(4);
    all->addLayout(stateRow);
    all->addWidget(m_what);
    m_previewPlace = new QVBoxLayout;
    all->addLayout(m_previewPlace);
    all->addLayout(m_facts);
    all->addSpacing(6);
    all->addWidget(m_versionsTitle);
    all->addWidget(m_versions);
    all->addStretch();
    setWidget(body);

    m_soon.setSingleShot(true);
    m_soon.setInterval(120);
    connect(&m_soon, &QTimer::timeout, this, &Inspector::ask);
    connect(&m_state, &ServiceState::listRefreshed, this, [this](const QString &verb, const QString &key) {
        const ProjectRow *project = m_state.project(m_project);
        if ((verb == u"log" || verb == u"snapshot_list") && project && project->key() == key && !m_soon.isActive())
            askVersions();
    });
    // What can be done with a version stands below the last one.
    connect(&m_versions->list(), &QListWidget::itemSelectionChanged, this, [this] {
        if (m_versions->list().hasFocus() && !m_versions->list().selectedItems().isEmpty())
            ensureWidgetVisible(m_versions, 0, 16);
    });
    connect(m_versions, &VersionList::compareAsked, this, &Inspector::compare);
    connect(m_versions, &VersionList::linkAsked, this, [this](const VersionRef &version) {
        if (m_entry)
            Q_EMIT linkAsked(m_project, m_entry->path, version.revision);
    });
    connect(m_versions, &VersionList::restoreAsked, this, [this](const VersionRef &version) {
        if (m_entry)
            Q_EMIT restorationAsked(m_project, m_entry->path, version, m_entry->row.state == SyncState::Synced ? m_entry->row.revision : 0);
    });
    connect(m_versions, &VersionList::nameAsked, this, [this](const VersionRef &version) {
        if (m_entry)
            Q_EMIT nameAsked(m_project, m_entry->path, version);
    });
    showNothing();
}

/// Never narrower than what it shows needs: there is no scrolling to the side.
bool Inspector::eventFilter(QObject *of, QEvent *event)
{
    constexpr int kLeast = 200;
    if (of == widget() && event->type() == QEvent::LayoutRequest)
        setMinimumWidth(std::max(kLeast, widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width()));
    return QScrollArea::eventFilter(of, event);
}

void Inspector::setComparable()
{
    m_comparable = true;
}

void Inspector::setPreviews(std::shared_ptr<preview::Opener> opener, SubjectMaker maker)
{
    Q_ASSERT(!m_preview && opener && maker);
    m_maker = std::move(maker);
    m_previewSection = new QWidget(widget());
    m_previewToggle = new QToolButton(m_previewSection);
    m_previewToggle->setObjectName(u"previewToggle"_s);
    m_previewToggle->setProperty("flat", true);
    m_previewToggle->setText(tr("Preview"));
    m_previewToggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_previewToggle->setCheckable(true);
    m_previewToggle->setToolTip(tr("Show or hide the preview"));
    m_previewToggle->setAccessibleName(tr("Preview"));
    m_previewToggle->setFocusPolicy(Qt::TabFocus);
    connect(m_previewToggle, &QToolButton::clicked, this, &Inspector::setPreviewOn);
    auto *large = new QToolButton(m_previewSection);
    large->setObjectName(u"quickLookButton"_s);
    large->setProperty("flat", true);
    large->setIcon(actionIcon(u"open"_s));
    large->setToolTip(tr("Quick look (Space)"));
    large->setAccessibleName(tr("Quick look"));
    large->setFocusPolicy(Qt::TabFocus);
    connect(large, &QToolButton::clicked, this, &Inspector::quickLookAsked);
    auto *frame = new QFrame(m_previewSection);
    m_previewFrame = frame;
    frame->setObjectName(u"previewFrame"_s);
    m_preview = new PreviewPane(std::move(opener), frame);
    m_preview->setFixedHeight(340);
    auto *inside = new QVBoxLayout(frame);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(m_preview);
    auto *head = new QHBoxLayout;
    head->addWidget(m_previewToggle);
    head->addStretch();
    head->addWidget(large);
    auto *section = new QVBoxLayout(m_previewSection);
    section->setContentsMargins(0, 0, 0, 0);
    section->setSpacing(4);
    section->addLayout(head);
    section->addWidget(frame);
    m_previewPlace->addWidget(m_previewSection);
    m_previewSection->hide();
    setPreviewOn(m_isPreviewOn);
}

void Inspector::setPreviewOn(bool on)
{
    m_isPreviewOn = on;
    if (!m_preview)
        return;
    m_previewToggle->setChecked(on);
    m_previewToggle->setArrowType(on ? Qt::DownArrow : Qt::RightArrow);
    m_previewFrame->setVisible(on);
    if (on)
        showPreview();
    else
        m_preview->clear();
}

/// What is shown stays when the same entry is told of again, in the same state; else it goes at once.
void Inspector::keepPreview(const QString &key)
{
    if (!m_preview)
        return;
    m_previewSection->setVisible(!key.isEmpty());
    if (key != m_previewKey)
        m_preview->clear();
    m_previewKey = key;
}

void Inspector::showPreview()
{
    const ProjectRow *project = m_state.project(m_project);
    if (!m_preview || !m_isPreviewOn || m_previewKey.isEmpty() || !m_entry || !project || !isVisible())
        return;
    if (const auto subject = m_maker(*project, m_entry->path, m_entry->row))
        m_preview->show(*subject, m_previewKey);
}

void Inspector::clear(const QIcon &icon, const QString &title, const QString &subtitle)
{
    ++m_asked;
    m_soon.stop();
    m_entry.reset();
    m_icon->setPixmap(icon.pixmap(32, 32));
    m_title->setText(breakable(title));
    m_subtitle->setText(breakable(subtitle));
    m_subtitle->setVisible(!subtitle.isEmpty());
    m_stateIcon->clear();
    m_stateWord->clear();
    m_what->clear();
    m_what->hide();
    while (m_facts->rowCount() > 0)
        m_facts->removeRow(0);
    m_versions->clear();
    m_versions->setNames({});
    m_versionsTitle->hide();
}

void Inspector::setState(SyncState state, const QString &what, const QString &mend)
{
    m_stateIcon->setPixmap(stateIcon(state).pixmap(16, 16));
    m_stateWord->setText(stateWord(state));
    const QString text = mend.isEmpty() ? what : what + u'\n' + mend;
    m_what->setText(breakable(text));
    m_what->setVisible(!text.isEmpty());
}

void Inspector::addFact(const QString &name, const QString &value, const QString &toolTip)
{
    if (value.isEmpty())
        return;
    auto *label = plainLabel(widget(), u"muted"_s);
    label->setWordWrap(false);
    label->setText(name);
    auto *text = plainLabel(widget());
    text->setText(breakable(value));
    text->setToolTip(tipText(toolTip));
    text->setAccessibleName(u"%1: %2"_s.arg(name, value));
    m_facts->addRow(label, text);
}

/// A row that is there while others are.
void Inspector::addPresence(const ProjectRow &row)
{
    if (row.id.isEmpty())
        return;
    auto *there = new PresenceLabel(m_state, row.argument(), widget());
    auto *label = plainLabel(widget(), u"muted"_s);
    label->setWordWrap(false);
    label->setText(tr("Online now"));
    m_facts->addRow(label, there);
    m_facts->setRowVisible(there, false);
    connect(there, &PresenceLabel::told, this, [this, there](bool anybody) { m_facts->setRowVisible(there, anybody); });
}

void Inspector::showNothing()
{
    keepPreview({});
    clear({}, {}, tr("Select something to see its details."));
}

void Inspector::showProject(const QString &key)
{
    const ProjectRow *row = m_state.project(key);
    if (!row) {
        showNothing();
        return;
    }
    keepPreview({});
    clear(entryIcon({}, u"dir"_s), row->title.isEmpty() ? row->name : row->title, row->title.isEmpty() ? QString() : row->name);
    const SyncState state = row->isHere() ? row->state : SyncState::OnlineOnly;
    setState(state, row->error ? row->error->what : row->text, row->error ? row->error->mend : QString());
    addFact(tr("About"), row->description);
    addFact(tr("Folder"), row->folder);
    addFact(tr("Size"), row->sizeBytes > 0 ? sizeText(row->sizeBytes) : QString());
    addFact(tr("Files"), row->fileCount > 0 ? QLocale().toString(row->fileCount) : QString());
    addFact(tr("Owner"), row->ownerName);
    addFact(tr("Your role"), roleWord(row->role));
    addPresence(*row);
    addFact(tr("Revision"), row->headRevision <= 0                       ? QString()
                                : row->isHere() && row->revision < row->headRevision ? tr("%L1 of %L2").arg(row->revision).arg(row->headRevision)
                                                                                     : QLocale().toString(row->headRevision));
    addFact(tr("Last synced"), timeText(row->lastSyncedAtMs), fullTimeText(row->lastSyncedAtMs));
    addFact(tr("Conflicts"), row->conflicts > 0 ? QLocale().toString(row->conflicts) : QString());
    addFact(tr("Problems"), row->problems > 0 ? QLocale().toString(row->problems) : QString());
}

void Inspector::showEntries(const QString &project, const QList<FileView::Entry> &entries)
{
    if (entries.isEmpty()) {
        showProject(project);
        return;
    }
    m_project = project;
    if (entries.size() > 1) {
        keepPreview({});
        qint64 bytes = 0;
        for (const FileView::Entry &entry : entries)
            bytes += std::max<qint64>(entry.row.sizeBytes, 0);
        clear(actionIcon(u"copy"_s), tr("%Ln selected", nullptr, int(entries.size())), sizeText(bytes));
        return;
    }
    const FileView::Entry &entry = entries.first();
    const ListingRow &row = entry.row;
    const QString name = QString::fromUtf8(row.name);
    const QString folder = QString::fromUtf8(entry.path.left(std::max<qsizetype>(entry.path.size() - row.name.size() - 1, 0)));
    m_leadsToVersions = m_leadsToVersions && m_entry && m_entry->path == entry.path;
    clear(entryIcon(name, toString(row.kind)), name, folder);
    m_entry = entry;
    m_versions->setComparable(m_comparable && row.kind == NodeKind::File);
    const ProjectRow *shown = m_state.project(project);
    m_versions->setRestorable(shown && shown->isHere() && row.kind == NodeKind::File);
    m_versions->setNameable(shown && !shown->id.isEmpty() && shown->role != u"viewer");
    const bool hasPreview = m_preview && shown && m_maker(*shown, entry.path, row);
    keepPreview(hasPreview ? previewKey(project, entry) : QString());
    setState(row.state, row.what);
    addFact(tr("Size"), row.kind == NodeKind::File ? sizeText(row.sizeBytes) : QString(),
            bytesText(row.sizeBytes));
    addFact(tr("Modified"), timeText(row.modifiedMs), fullTimeText(row.modifiedMs));
    addFact(tr("Points to"), QString::fromUtf8(row.target));
    addFact(tr("Runs"), row.executable ? tr("may be executed") : QString());
    addFact(tr("Where"), row.here && row.inCloud ? tr("Cloud and here") : row.here ? tr("Here only") : tr("Cloud only"));
    addFact(tr("Revision"), row.revision > 0 ? QLocale().toString(row.revision) : QString());
    m_soon.start();
}

void Inspector::ask()
{
    const ProjectRow *project = m_state.project(m_project);
    if (!m_entry || !project)
        return;
    showPreview();
    if (m_awaited && m_awaited->project == project->key() && m_awaited->path == m_entry->path) {
        const qint64 revision = std::exchange(m_awaited, std::nullopt)->revision;
        if (m_entry->row.kind == NodeKind::File)
            compare({revision, -1, tr("Revision %L1").arg(revision)}, VersionRef{0, -1, tr("Now")});
    }
    const quint64 asked = ++m_asked;
    const QString path = QString::fromUtf8(m_entry->path);
    if (m_entry->row.state != SyncState::Synced && project->isHere()) {
        m_state.backend().call(u"why"_s, {{u"path"_s, project->folder + u'/' + path}}, this,
                               [this, asked](const Result<QJsonObject> &reply) {
                                   if (asked != m_asked || !reply)
                                       return;
                                   QString what = reply->value(u"what").toString();
                                   const QString rule = reply->value(u"rule").toString();
                                   if (!rule.isEmpty())
                                       what += u'\n' + tr("Rule: %1").arg(rule);
                                   setState(stateFrom(reply->value(u"state").toString()), what,
                                            reply->value(u"mend").toString());
                               });
    }
    askVersions();
}

void Inspector::compare(const VersionRef &older, const VersionRef &newer)
{
    if (!m_entry)
        return;
    // What is not on this disk now is what the cloud has.
    const bool inCloud = newer.revision == 0 && !m_entry->row.here;
    Q_EMIT comparisonAsked(m_project, m_entry->path, older, inCloud ? VersionRef{m_entry->row.revision, m_entry->row.sizeBytes, newer.title} : newer);
}

void Inspector::awaitVersion(const QString &project, const QByteArray &path, qint64 revision)
{
    m_awaited = {project, path, revision};
    ask();  // it may be shown already
}

/// What is known, at once; when there is more, the engine says so, and this asks again.
void Inspector::askVersions()
{
    const ProjectRow *project = m_state.project(m_project);
    if (!m_entry || !project)
        return;
    const QJsonObject args{{u"project"_s, project->argument()}, {u"path"_s, QString::fromUtf8(m_entry->path)}, {u"limit"_s, kVersions},
                           {u"stale_ok"_s, true}};
    m_state.backend().call(u"log"_s, args, this, [this, asked = m_asked](const Result<QJsonObject> &reply) {
        if (asked == m_asked && reply)
            takeVersions(*reply);
    });
    if (project->id.isEmpty())
        return;
    m_state.backend().call(u"snapshot_list"_s, {{u"project"_s, project->argument()}, {u"stale_ok"_s, true}}, this,
                           [this, asked = m_asked](const Result<QJsonObject> &reply) {
                               if (asked == m_asked && reply)
                                   m_versions->setNames(rowsOf(*reply));
                           });
}

void Inspector::takeVersions(const QJsonObject &reply)
{
    QList<QJsonObject> rows = rowsOf(reply);
    if (m_entry && m_entry->row.kind == NodeKind::Folder) {
        for (QJsonObject &row : rows)
            row.remove(u"size"_s);  // a folder's own is no number of bytes
    }
    m_versionsTitle->setVisible(!rows.isEmpty());
    m_versions->setRows(rows);
    if (m_leadsToVersions && !rows.isEmpty())
        leadToVersions();
}

void Inspector::leadToVersions()
{
    m_leadsToVersions = m_versionsTitle->isHidden();
    if (m_leadsToVersions)
        return;
    m_versions->list().setFocus();
    m_versions->list().setCurrentRow(std::max(0, m_versions->list().currentRow()));
    widget()->layout()->activate();  // new rows have their height
    ensureWidgetVisible(m_versions, 0, 16);
}

}  // namespace tideline::ui
