#include "ui/difference/difference_dialog.h"

#include "ui/difference/difference_pane.h"
#include "ui/difference/difference_view.h"
#include "ui/difference/outputs_panel.h"
#include "ui/theme/icons.h"
#include "ui/words.h"

#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

namespace tideline::ui {

DifferenceDialog::DifferenceDialog(std::shared_ptr<preview::Comparer> comparer, std::shared_ptr<preview::Opener> opener,
                                   VersionSource &versions, QWidget *window)
    : QDialog(window), m_versions(versions)
{
    setObjectName(u"differenceDialog"_s);
    setSizeGripEnabled(true);
    m_icon = new QLabel(this);
    m_name = new QLabel(this);
    m_name->setTextFormat(Qt::PlainText);
    m_name->setProperty("role", u"heading"_s);
    m_details = new QLabel(this);
    m_details->setTextFormat(Qt::PlainText);
    m_details->setProperty("role", u"muted"_s);
    m_pane = new DifferencePane(std::move(comparer), this);
    m_outputs = new OutputsPanel(std::move(opener), this);
    m_outputs->hide();
    auto *head = new QHBoxLayout;
    head->setContentsMargins(14, 8, 14, 6);
    head->setSpacing(10);
    head->addWidget(m_icon);
    head->addWidget(m_name);
    head->addWidget(m_details, 1);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_pane);
    split->addWidget(m_outputs);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setSizes({300, 200});
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(split, 1);
    connect(m_pane, &DifferencePane::outputsWished, this, [this](int older, int newer) {
        m_outputs->show();
        m_outputs->showCell(older, newer);
    });
    connect(m_pane, &DifferencePane::settled, this, [this] {
        if (m_pane->view())
            m_pane->view()->setFocus();
    });
    connect(m_outputs, &OutputsPanel::closeAsked, m_outputs, &QWidget::hide);
    const QSize room = window ? window->size() : QSize(1100, 740);
    resize(std::max(640, room.width() * 88 / 100), std::max(440, room.height() * 88 / 100));
}

void DifferenceDialog::showVersions(const ProjectRow &project, const QString &path, const VersionRef &older, const VersionRef &newer)
{
    const QString name = path.section(u'/', -1);
    setWindowTitle(tr("%1 — differences").arg(name));
    m_icon->setPixmap(entryIcon(name, u"file"_s).pixmap(22, 22));
    m_name->setText(fontMetrics().elidedText(name, Qt::ElideMiddle, std::max(160, width() / 2)));
    m_name->setToolTip(tipText(path));
    m_titles = {older.title, newer.title};
    m_details->setText(versionsText(m_titles));
    setAccessibleDescription(u"%1, %2"_s.arg(name, m_details->text()));
    m_subjects = {};
    m_outputs->hide();
    m_pane->expect();
    const quint64 asked = ++m_asked;
    const std::array versions{older, newer};
    for (std::size_t i = 0; i < versions.size(); ++i) {
        if (versions[i].revision == 0 && project.isHere())
            take(i, asked, subjectOnDisk(project, path));
        else
            m_versions.fetch(project, path, versions[i], this, [this, i, asked](const Result<preview::Subject> &subject) { take(i, asked, subject); });
    }
}

void DifferenceDialog::take(std::size_t index, quint64 asked, const Result<preview::Subject> &subject)
{
    if (asked != m_asked)
        return;
    if (!subject) {
        ++m_asked;  // the other one is not waited for
        m_pane->fail(subject.error());
        return;
    }
    m_subjects[index] = *subject;
    if (!m_subjects[0] || !m_subjects[1])
        return;
    m_outputs->setVersions(*m_subjects[0], *m_subjects[1]);
    m_pane->compare({*m_subjects[0], *m_subjects[1]}, m_titles);
}

}  // namespace tideline::ui
