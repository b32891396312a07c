#include "ui/first_run/which_projects_page.h"

#include "ui/first_run/check_line.h"
#include "ui/views/error_box.h"
#include "ui/words.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QJsonArray>
#include <QRadioButton>
#include <QTreeWidget>

#include <algorithm>

namespace tideline::ui {

namespace {
enum Column { NameColumn, OwnerColumn, SizeColumn };
constexpr int kRowHeight = 26;
}

WhichProjectsPage::WhichProjectsPage(const FirstRunParts &parts, SetupAnswers &answers, QWidget *parent)
    : FirstRunPage(u"firstRunProjects"_s, tr("Which projects come here?"), parts, answers, parent)
{
    m_all = new QRadioButton(tr("&All projects"), this);
    m_all->setObjectName(u"allProjects"_s);
    m_some = new QRadioButton(tr("&Those that I choose"), this);
    m_some->setObjectName(u"someProjects"_s);
    (answers.all ? m_all : m_some)->setChecked(true);
    m_list = new QTreeWidget(this);
    m_list->setObjectName(u"firstRunProjectList"_s);
    m_list->setAccessibleName(tr("Projects of the cloud"));
    m_list->setHeaderLabels({tr("Project"), tr("Owner"), tr("Size")});
    m_list->setRootIsDecorated(false);
    m_list->setAllColumnsShowFocus(true);
    m_list->setUniformRowHeights(true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(NameColumn, QHeaderView::Stretch);
    for (const int column : {OwnerColumn, SizeColumn})
        m_list->header()->resizeSection(column, 104);
    m_list->headerItem()->setTextAlignment(SizeColumn, Qt::AlignRight | Qt::AlignVCenter);
    m_onlineOnly = new QCheckBox(tr("&Leave the files in the cloud, and fetch each when it is opened"), this);
    m_onlineOnly->setObjectName(u"onlineOnly"_s);
    m_onlineOnly->setChecked(answers.onlineOnly);
    m_sum = new CheckLine(u"projectsLine"_s, this);
    m_error = new ErrorBox(this);
    m_body->addWidget(m_all);
    m_body->addWidget(m_some);
    m_body->addWidget(m_list, 1);
    m_body->addWidget(m_onlineOnly);
    m_body->addWidget(m_sum);
    m_body->addWidget(m_error);
    m_body->addStretch();  // where there is no list
    connect(m_all, &QRadioButton::toggled, this, &WhichProjectsPage::switchAll);
    const auto read = [this] {
        readChoice();
        showSum();
    };
    connect(m_list, &QTreeWidget::itemChanged, this, read);
    connect(m_onlineOnly, &QCheckBox::toggled, this, read);
}

void WhichProjectsPage::enter()
{
    ask();
}

void WhichProjectsPage::ask()
{
    m_isAsking = true;
    m_isKnown = false;
    m_error->hide();
    m_sum->show(SyncState::Syncing, tr("Asking the cloud for its projects…"));
    Q_EMIT changed();
    m_parts.state.backend().call(u"projects"_s, {}, this, [this](const Result<QJsonObject> &reply) {
        m_isAsking = false;
        const bool isOnline = reply && (*reply)[u"online"].toBool(true);
        if (isOnline)
            take(*reply);
        else
            takeNone();
        if (!reply)
            m_error->show(reply.error());
        else if (!isOnline)
            m_error->show({Error::Kind::Offline, tr("The list of projects did not come."), {}, tr("Check the network, and try again.")});
        Q_EMIT changed();
    });
}

void WhichProjectsPage::takeNone()
{
    m_projects.clear();
    fill();
    m_sum->clear();
}

void WhichProjectsPage::take(const QJsonObject &reply)
{
    m_isKnown = true;
    m_projects.clear();
    for (const QJsonValue &row : reply[u"rows"].toArray())
        m_projects.append(projectFromJson(row.toObject()));
    fill();
    showSum();
    if (!isAncestorOf(window()->focusWidget()))
        (m_answers.all ? m_all : m_some)->setFocus();
}

void WhichProjectsPage::fill()
{
    m_isFilling = true;
    const int current = m_list->indexOfTopLevelItem(m_list->currentItem());
    m_list->clear();
    for (const ProjectRow &row : std::as_const(m_projects)) {
        auto *item = new QTreeWidgetItem(m_list, {row.name, row.isHere() ? tr("Here already") : row.ownerName, sizeText(row.sizeBytes)});
        item->setData(NameColumn, Qt::UserRole, row.id);
        item->setSizeHint(NameColumn, {0, kRowHeight});
        item->setToolTip(NameColumn, tipText(row.title.isEmpty() ? row.name : row.title));
        item->setTextAlignment(SizeColumn, Qt::AlignRight | Qt::AlignVCenter);
        item->setCheckState(NameColumn, row.isHere() || m_answers.takes(row) ? Qt::Checked : Qt::Unchecked);
        item->setFlags(!m_answers.all && !row.isHere() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable : Qt::ItemIsSelectable | Qt::ItemIsEnabled);
        item->setDisabled(row.isHere());
    }
    if (m_list->topLevelItemCount() > 0)
        m_list->setCurrentItem(m_list->topLevelItem(std::max(0, current)));
    m_isFilling = false;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_all, m_some, m_list, m_onlineOnly})
        widget->setVisible(!m_projects.isEmpty());
}

void WhichProjectsPage::readChoice()
{
    if (m_isFilling)
        return;
    m_answers.onlineOnly = m_onlineOnly->isChecked();
    if (m_answers.all)
        return;
    m_answers.chosen.clear();
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        const QTreeWidgetItem *item = m_list->topLevelItem(row);
        if (item->checkState(NameColumn) == Qt::Checked && !item->isDisabled())
            m_answers.chosen.append(item->data(NameColumn, Qt::UserRole).toString());
    }
}

/// Who begins to choose has all of them, and takes some away; a choice that was made before is there again.
void WhichProjectsPage::switchAll()
{
    readChoice();
    m_answers.all = m_all->isChecked();
    if (!m_answers.all && m_answers.chosen.isEmpty()) {
        for (const ProjectRow &row : std::as_const(m_projects))
            m_answers.chosen.append(row.id);
    }
    fill();
    showSum();
}

void WhichProjectsPage::showSum()
{
    if (!m_isKnown || m_isFilling)
        return;
    qint64 bytes = 0;
    int count = 0;
    for (const ProjectRow &row : std::as_const(m_projects)) {
        if (!m_answers.takes(row))
            continue;
        ++count;
        bytes += std::max<qint64>(0, row.sizeBytes);
    }
    const bool isTight = !m_answers.onlineOnly && m_facts.freeBytes >= 0 && bytes > m_facts.freeBytes;
    const QString projects = tr("%Ln projects", nullptr, countOf(count));
    if (m_projects.isEmpty())
        m_sum->show(SyncState::Synced, tr("There is no project in this cloud yet. Add your first one in the window, from a folder of yours."));
    else if (count == 0)
        m_sum->show(SyncState::OnlineOnly, tr("None. You can get each of them in the window, whenever you want it."));
    else if (m_answers.onlineOnly)
        m_sum->show(SyncState::OnlineOnly, tr("%1. Their files take no space here until they are opened.").arg(projects));
    else if (isTight)
        m_sum->show(SyncState::Conflict, tr("%1, %2 in all, and only %3 are free. Choose fewer, or leave the files in the cloud.")
                                             .arg(projects, sizeText(bytes), sizeText(m_facts.freeBytes)));
    else
        m_sum->show(SyncState::Synced, m_facts.freeBytes < 0 ? tr("%1, %2 in all.").arg(projects, sizeText(bytes))
                                                             : tr("%1, %2 in all; %3 are free.").arg(projects, sizeText(bytes), sizeText(m_facts.freeBytes)));
}

bool WhichProjectsPage::isReady() const
{
    return !m_isAsking;
}

QString WhichProjectsPage::nextText() const
{
    return m_isAsking ? tr("Looking…") : m_isKnown ? FirstRunPage::nextText() : tr("&Try again");
}

void WhichProjectsPage::advance()
{
    if (!m_isKnown) {
        ask();
        return;
    }
    readChoice();
    Q_EMIT done();
}

}  // namespace tideline::ui
