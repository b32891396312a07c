#include "ui/difference/conflict_dialog.h"

#include "ui/difference/difference_pane.h"
#include "ui/difference/merge_saver.h"
#include "ui/difference/merge_view.h"
#include "ui/theme/icons.h"
#include "ui/views/error_box.h"
#include "ui/words.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace tideline::ui {

ConflictDialog::ConflictDialog(ServiceState &state, std::shared_ptr<preview::Comparer> comparer, VersionSource &versions, QWidget *window)
    : QDialog(window), m_state(state)
{
    setObjectName(u"conflictDialog"_s);
    setSizeGripEnabled(true);
    m_gatherer = new ConflictVersions(state.backend(), versions, this);
    m_saver = new MergeSaver(state.backend(), this);
    m_icon = new QLabel(this);
    m_name = new QLabel(this);
    m_name->setTextFormat(Qt::PlainText);
    m_name->setProperty("role", u"heading"_s);
    m_words = new QLabel(tr("Changed in two places. What you do not keep stays in the trash and the history."), this);
    m_words->setProperty("role", u"muted"_s);
    m_pane = new DifferencePane(std::move(comparer), this);
    m_error = new ErrorBox(this);
    m_error->hide();
    const auto button = [this](const QString &text, const QString &name, const QString &tip) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(name);
        made->setToolTip(tip);
        made->setAutoDefault(false);
        return made;
    };
    m_keepMine = button(tr("Keep yours"), u"conflictMine"_s, tr("Your version takes the file's place"));
    m_keepTheirs = button(tr("Keep the cloud's"), u"conflictTheirs"_s, tr("The file stays as it is in the cloud"));
    m_keepBoth = button(tr("Keep both"), u"conflictBoth"_s, tr("Both files stay, under their two names"));
    m_save = button(tr("Save the merge"), u"conflictSave"_s, tr("The result takes the file's place"));
    m_save->setProperty("primary", true);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(14, 8, 14, 6);
    head->setSpacing(10);
    head->addWidget(m_icon);
    head->addWidget(m_name);
    head->addWidget(m_words, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(14, 8, 14, 10);
    foot->setSpacing(8);
    for (QPushButton *one : {m_keepMine, m_keepTheirs, m_keepBoth})
        foot->addWidget(one);
    foot->addStretch();
    foot->addWidget(m_save);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(m_error);
    all->addWidget(m_pane, 1);
    all->addLayout(foot);
    connect(m_gatherer, &ConflictVersions::found, this, &ConflictDialog::take);
    connect(m_gatherer, &ConflictVersions::failed, this, [this](const Error &error) { m_pane->fail(error); });
    connect(m_saver, &MergeSaver::saved, this, &ConflictDialog::finish);
    connect(m_saver, &MergeSaver::failed, this, &ConflictDialog::fail);
    connect(m_keepMine, &QPushButton::clicked, this, [this] { keep(u"mine"_s); });
    connect(m_keepTheirs, &QPushButton::clicked, this, [this] { keep(u"theirs"_s); });
    connect(m_keepBoth, &QPushButton::clicked, this, [this] { keep(u"both"_s); });
    connect(m_save, &QPushButton::clicked, this, &ConflictDialog::save);
    connect(m_pane, &DifferencePane::settled, this, [this] {
        if (MergeView *view = merge())
            connect(view, &MergeView::choiceChanged, this, &ConflictDialog::updateButtons);
        // A key goes to what one looks at, not to a button that settles it.
        if (m_pane->view())
            m_pane->view()->setFocus();
        updateButtons();
    });
    const QSize room = window ? window->size() : QSize(1100, 740);
    resize(std::max(700, room.width() * 92 / 100), std::max(480, room.height() * 92 / 100));
}

void ConflictDialog::showConflict(const ConflictRef &conflict)
{
    m_conflict = conflict;
    m_versions.clear();
    m_busy = false;
    m_error->hide();
    const QString name = conflict.path.section(u'/', -1);
    setWindowTitle(tr("%1 — conflict").arg(name));
    m_icon->setPixmap(entryIcon(name, u"file"_s).pixmap(22, 22));
    m_name->setText(fontMetrics().elidedText(name, Qt::ElideMiddle, std::max(160, width() / 2)));
    m_name->setToolTip(tipText(conflict.path));
    m_pane->expect();
    updateButtons();
    m_gatherer->gather(conflict);
}

void ConflictDialog::take(const std::vector<preview::Subject> &versions, const QStringList &titles)
{
    m_versions = versions;
    m_pane->compare(versions, titles);
}

MergeView *ConflictDialog::merge() const
{
    return qobject_cast<MergeView *>(m_pane->view());
}

void ConflictDialog::updateButtons()
{
    const MergeView *view = merge();
    m_save->setVisible(view != nullptr);
    m_save->setEnabled(view && !m_busy && view->choice().undecided() == 0);
    for (QPushButton *button : {m_keepMine, m_keepTheirs, m_keepBoth})
        button->setEnabled(!m_busy);
}

void ConflictDialog::keep(const QString &what)
{
    m_busy = true;
    m_error->hide();
    updateButtons();
    const QJsonObject args{{u"project"_s, m_conflict.project.argument()}, {u"path"_s, m_conflict.copy}, {u"keep"_s, what}};
    m_state.backend().call(u"resolve"_s, args, this, [this](const Result<QJsonObject> &reply) {
        if (reply)
            finish();
        else
            fail(reply.error());
    });
}

void ConflictDialog::save()
{
    const MergeView *view = merge();
    if (!view || m_versions.size() != 3)
        return;
    m_busy = true;
    m_error->hide();
    updateButtons();
    m_saver->save(m_conflict, m_versions, view->shared(), view->choice());
}

void ConflictDialog::fail(const Error &error)
{
    m_busy = false;
    m_error->show(error);
    updateButtons();
}

void ConflictDialog::finish()
{
    m_busy = false;
    m_state.refreshProjects();
    Q_EMIT settled();
    accept();
}

}  // namespace tideline::ui
