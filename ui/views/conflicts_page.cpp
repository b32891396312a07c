#include "ui/views/conflicts_page.h"

#include "ui/theme/icons.h"
#include "ui/views/error_box.h"
#include "ui/words.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace tideline::ui {

namespace {
QString nameOf(const QString &path)
{
    return path.section(u'/', -1);
}

QList<JsonTableModel::Column> columns()
{
    return {{ConflictsPage::tr("File"),
             [](const QJsonObject &row, int role) -> QVariant {
                 const QString path = row.value(u"path").toString();
                 if (role == Qt::DisplayRole)
                     return path;
                 return role == Qt::DecorationRole ? QVariant(entryIcon(nameOf(path), u"file"_s)) : QVariant();
             }},
            {ConflictsPage::tr("Project"),
             [](const QJsonObject &row, int role) -> QVariant {
                 return role == Qt::DisplayRole ? QVariant(row.value(u"project").toString()) : QVariant();
             }},
            {ConflictsPage::tr("What happened"),
             [](const QJsonObject &row, int role) -> QVariant {
                 const QString what = row.value(u"what").toString();
                 return role == Qt::DisplayRole   ? QVariant(what)
                        : role == Qt::ToolTipRole ? QVariant(tipText(what))
                                                  : QVariant();
             }},
            {ConflictsPage::tr("When"),
             [](const QJsonObject &row, int role) -> QVariant {
                 const qint64 at = row.value(u"at_ms").toInteger();
                 return role == Qt::DisplayRole ? QVariant(timeText(at))
                     : role == Qt::ToolTipRole  ? QVariant(fullTimeText(at))
                                                : QVariant();
             }}};
}
}  // namespace

ConflictsPage::ConflictsPage(ServiceState &state, QWidget *parent)
    : TablePage(tr("Conflicts"),
                tr("These files were changed in two places at the same time. Both versions are kept until you decide; the one "
                   "that you do not keep stays in the history or the trash."),
                columns(), parent)
    , m_state(state)
{
    view().setObjectName(u"conflictsTable"_s);
    view().header()->resizeSection(1, 115);
    view().header()->setSectionResizeMode(2, QHeaderView::Stretch);  // files and what happened to them share what there is
    view().header()->resizeSection(3, 100);
    setEmptyWords(tr("No conflicts. Everything that was saved is in one place."));

    m_error = new ErrorBox(this);
    m_detail = new QWidget(this);
    m_headline = new QLabel(m_detail);
    m_headline->setProperty("role", u"heading"_s);
    const auto version = [this](const QString &title, QLabel *&name, QPushButton *&open, QPushButton *&keep,
                                const QString &openName, const QString &keepText, const QString &keepName) {
        auto *box = new QFrame(m_detail);
        box->setObjectName(u"errorBox"_s);
        box->setStyleSheet(u"QFrame#errorBox { background: palette(window); }"_s);
        auto *heading = new QLabel(title, box);
        heading->setProperty("role", u"muted"_s);
        name = new QLabel(box);
        name->setWordWrap(true);
        name->setTextFormat(Qt::PlainText);
        name->setTextInteractionFlags(Qt::TextSelectableByMouse);
        open = makeButton(tr("Open"), openName, box);
        keep = makeButton(keepText, keepName, box);
        auto *grid = new QGridLayout(box);
        grid->setContentsMargins(14, 10, 14, 12);
        grid->addWidget(heading, 0, 0, 1, 3);
        grid->addWidget(name, 1, 0, 1, 3);
        grid->addWidget(open, 2, 0);
        grid->addWidget(keep, 2, 1);
        grid->setColumnStretch(2, 1);
        grid->setRowStretch(1, 1);
        return box;
    };
    QWidget *theirs = version(tr("In the cloud (was there first)"), m_theirs, m_openTheirs, m_keepTheirs,
                              u"openTheirs"_s, tr("Keep this one"), u"keepTheirs"_s);
    QWidget *mine = version(tr("Yours, from this computer"), m_mine, m_openMine, m_keepMine, u"openMine"_s,
                            tr("Keep this one"), u"keepMine"_s);
    m_keepTheirs->setAccessibleName(tr("Keep the version of the cloud"));
    m_keepMine->setAccessibleName(tr("Keep the version of this computer"));
    m_openTheirs->setAccessibleName(tr("Open the version of the cloud"));
    m_openMine->setAccessibleName(tr("Open the version of this computer"));
    m_keepBoth = makeButton(tr("Keep both"), u"keepBoth"_s, m_detail);
    m_keepBoth->setToolTip(tr("Both files stay, under their two names."));
    m_compare = makeButton(tr("Compare and merge…"), u"compareConflict"_s, m_detail);
    m_compare->setToolTip(tr("Both versions against each other, line by line where they are text."));
    m_compare->hide();
    auto *sides = new QHBoxLayout;
    sides->setSpacing(12);
    sides->addWidget(theirs, 1);
    sides->addWidget(mine, 1);
    auto *top = new QHBoxLayout;
    top->addWidget(m_headline, 1);
    top->addWidget(m_compare);
    top->addWidget(m_keepBoth);
    auto *detail = new QVBoxLayout(m_detail);
    detail->setContentsMargins(0, 0, 0, 0);
    detail->addLayout(top);
    detail->addLayout(sides);
    foot()->addWidget(m_error);
    foot()->addWidget(m_detail);

    connect(m_keepTheirs, &QPushButton::clicked, this, [this] { resolve(u"theirs"_s); });
    connect(m_keepMine, &QPushButton::clicked, this, [this] { resolve(u"mine"_s); });
    connect(m_keepBoth, &QPushButton::clicked, this, [this] { resolve(u"both"_s); });
    connect(m_compare, &QPushButton::clicked, this, [this] {
        const auto rows = selected();
        if (rows.size() == 1)
            Q_EMIT comparisonAsked(rows.first());
    });
    connect(m_openTheirs, &QPushButton::clicked, this, [this] {
        const auto rows = selected();
        if (rows.size() == 1)
            Q_EMIT openAsked(absolute(rows.first(), rows.first().value(u"path").toString()));
    });
    connect(m_openMine, &QPushButton::clicked, this, [this] {
        const auto rows = selected();
        if (rows.size() == 1)
            Q_EMIT openAsked(absolute(rows.first(), rows.first().value(u"copy").toString()));
    });
    connect(this, &TablePage::activated, this, [this](const QJsonObject &row) {
        const QString path = row.value(u"path").toString();
        Q_EMIT folderAsked(row.value(u"project").toString(), path.section(u'/', 0, -2).toUtf8(), nameOf(path).toUtf8());
    });
    connect(this, &TablePage::selectionChanged, this, &ConflictsPage::showSelected);
    connect(&state, &ServiceState::conflictsChanged, this, [this] {
        if (isVisible())
            refresh();
    });
    showSelected();
}

void ConflictsPage::refresh()
{
    m_state.backend().call(u"conflicts"_s, {}, this, [this](const Result<QJsonObject> &reply) {
        if (!reply) {
            setUnknown();
            m_error->show(reply.error());
            return;
        }
        const bool first = table().rows().isEmpty();
        setRows(rowsOf(*reply));
        if (first)
            selectFirst();
    });
}

void ConflictsPage::setComparable()
{
    m_compare->show();
}

void ConflictsPage::selectFirst()
{
    if (table().rowCount() > 0)
        view().setCurrentIndex(table().index(0, 0));
}

QString ConflictsPage::absolute(const QJsonObject &row, const QString &path) const
{
    const QString name = row.value(u"project").toString();
    for (const ProjectRow &project : m_state.projects()) {
        if (project.name == name && project.isHere())
            return project.folder + u'/' + path;
    }
    return {};
}

void ConflictsPage::showSelected()
{
    const auto rows = selected();
    m_detail->setVisible(!rows.isEmpty());
    if (rows.isEmpty())
        return;
    const QJsonObject &row = rows.first();
    const bool one = rows.size() == 1;
    const QString copy = row.value(u"copy").toString();
    m_headline->setText(one ? nameOf(row.value(u"path").toString()) : tr("%Ln conflicts", nullptr, int(rows.size())));
    m_theirs->setText(one ? nameOf(row.value(u"path").toString()) : tr("The versions of the cloud"));
    m_mine->setText(!one ? tr("The versions of this computer") : copy.isEmpty() ? tr("In the project's trash") : nameOf(copy));
    m_openTheirs->setVisible(one);
    m_openMine->setVisible(one && !copy.isEmpty());
    for (auto *button : {m_keepTheirs, m_keepMine, m_keepBoth})
        button->setEnabled(m_open == 0);
    m_compare->setEnabled(one && !copy.isEmpty() && m_open == 0);
}

void ConflictsPage::resolve(const QString &keep)
{
    m_error->hide();
    const auto rows = selected();
    for (const QJsonObject &row : rows) {
        ++m_open;
        m_state.backend().call(
            u"resolve"_s, {{u"project"_s, row.value(u"project")}, {u"path"_s, row.value(u"path")}, {u"keep"_s, keep}}, this,
            [this](const Result<QJsonObject> &reply) {
                --m_open;
                if (!reply)
                    m_error->show(reply.error());
                if (m_open == 0) {
                    showSelected();
                    refresh();
                    m_state.refreshProjects();
                }
            });
    }
    showSelected();
}

}  // namespace tideline::ui
