#include "ui/dialogs/invitations_dialog.h"

#include "ui/views/error_box.h"
#include "ui/views/table_page.h"
#include "ui/words.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace tideline::ui {

InvitationsDialog::InvitationsDialog(ServiceState &state, QWidget *parent) : QDialog(parent), m_state(state)
{
    setObjectName(u"invitationsDialog"_s);
    setWindowTitle(tr("Invitations"));
    m_page = new TablePage(
        tr("Invitations"), tr("A project that you join is listed under All projects; get a copy here when you want one."),
        {textColumn(tr("Into"), [](const QJsonObject &row) { return row.value(u"to").toObject().value(u"name").toString(); }),
         textColumn(tr("By"), [](const QJsonObject &row) { return row.value(u"invited_by").toString(); }),
         textColumn(tr("As"), [](const QJsonObject &row) { return roleWord(row.value(u"role").toString()); }),
         textColumn(tr("Until"), [](const QJsonObject &row) { return dayText(row.value(u"expires_at_ms").toInteger()); })},
        this);
    m_page->view().setObjectName(u"invitationsTable"_s);
    m_page->view().setSelectionMode(QAbstractItemView::SingleSelection);
    m_page->view().header()->resizeSection(1, 110);
    m_page->view().header()->resizeSection(2, 110);
    m_page->view().header()->resizeSection(3, 130);
    m_page->setEmptyWords(tr("Nobody has invited you."));
    const auto button = [this](const QString &text, const QString &name) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(name);
        made->setAutoDefault(false);
        return made;
    };
    m_accept = button(tr("Join"), u"acceptButton"_s);
    m_decline = button(tr("Decline"), u"declineButton"_s);
    m_join = button(tr("Join by code"), u"joinButton"_s);
    m_code = new QLineEdit(this);
    m_code->setObjectName(u"codeEdit"_s);
    m_code->setAccessibleName(tr("Code of an invitation"));
    m_code->setPlaceholderText(tr("A code that somebody gave you"));
    m_error = new ErrorBox(this);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *chosen = new QHBoxLayout;
    chosen->setContentsMargins(20, 0, 16, 0);
    chosen->addWidget(m_accept);
    chosen->addWidget(m_decline);
    chosen->addStretch();
    auto *byCode = new QHBoxLayout;
    byCode->setContentsMargins(20, 8, 16, 8);
    byCode->addWidget(m_code, 1);
    byCode->addWidget(m_join);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_page, 1);
    layout->addLayout(chosen);
    layout->addLayout(byCode);
    layout->addLayout(TablePage::dialogFoot(m_error, buttons));
    resize(660, 420);
    connect(m_page, &TablePage::selectionChanged, this, &InvitationsDialog::updateButtons);
    connect(m_code, &QLineEdit::textChanged, this, &InvitationsDialog::updateButtons);
    connect(m_code, &QLineEdit::returnPressed, m_join, &QPushButton::click);
    connect(m_accept, &QPushButton::clicked, this,
            [this] { answer(u"invitation_accept"_s, {{u"id"_s, m_page->selected().first().value(u"id")}}); });
    connect(m_decline, &QPushButton::clicked, this,
            [this] { answer(u"invitation_decline"_s, {{u"id"_s, m_page->selected().first().value(u"id")}}); });
    connect(m_join, &QPushButton::clicked, this, [this] { answer(u"invitation_accept"_s, {{u"code"_s, m_code->text().trimmed()}}); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    updateButtons();
    refresh();
}

void InvitationsDialog::refresh()
{
    m_state.backend().call(u"invitations"_s, {}, this, [this](const Result<QJsonObject> &reply) {
        if (reply) {
            m_page->setRows(rowsOf(*reply));
        } else {
            m_page->setUnknown();
            m_error->show(reply.error());
        }
    });
}

void InvitationsDialog::updateButtons()
{
    const bool one = m_page->selected().size() == 1;
    m_accept->setEnabled(one);
    m_decline->setEnabled(one);
    m_join->setEnabled(!m_code->text().trimmed().isEmpty());
}

/// One is led to the project, so the dialog is not left over it.
void InvitationsDialog::join(const QString &project)
{
    Q_EMIT joined(project);
    accept();
}

void InvitationsDialog::answer(const QString &verb, const QJsonObject &arguments)
{
    m_error->hide();
    m_state.backend().call(verb, arguments, this, [this, arguments](const Result<QJsonObject> &reply) {
        if (!reply) {
            m_error->show(reply.error());
        } else {
            if (arguments.contains(u"code"))
                m_code->clear();
            m_state.refreshProjects();
            if (reply->value(u"type").toString() == u"project")
                return join(reply->value(u"id").toString());
        }
        refresh();
    });
}

}  // namespace tideline::ui
