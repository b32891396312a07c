#include "ui/dialogs/members_dialog.h"

#include "ui/theme/icons.h"
#include "ui/views/error_box.h"
#include "ui/views/named_box.h"
#include "ui/views/table_page.h"
#include "ui/words.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace tideline::ui {

namespace {
constexpr int kDays = 7, kMostDays = 90;

/// An invitation that is open has an end; a member has none.
bool isInvitation(const QJsonObject &row)
{
    return row.contains(u"expires_at_ms");
}

QString nameOf(const QJsonObject &row)
{
    if (!isInvitation(row))
        return row.value(u"user").toObject().value(u"name").toString();
    const QString user = row.value(u"user").toString();
    return user.isEmpty() ? MembersDialog::tr("Whoever has the code") : user;
}

QString standingOf(const QJsonObject &row)
{
    if (isInvitation(row))
        return MembersDialog::tr("Invited until %1").arg(dayText(row.value(u"expires_at_ms").toInteger()));
    return row.value(u"direct").toBool(true) ? MembersDialog::tr("Member") : MembersDialog::tr("By an organisation");
}

void addRoles(QComboBox *box)
{
    for (const QString &role : {u"finder"_s, u"viewer"_s, u"editor"_s, u"owner"_s}) {
        box->addItem(roleWord(role), role);
        box->setItemData(box->count() - 1, roleHelp(role), Qt::ToolTipRole);
    }
    box->setCurrentIndex(box->findData(u"editor"_s));
}
}  // namespace

MembersDialog::MembersDialog(ServiceState &state, const QString &key, QWidget *parent) : QDialog(parent), m_state(state), m_key(key)
{
    if (const ProjectRow *row = state.project(key)) {
        m_name = row->name;
        m_role = row->role;
    }
    setObjectName(u"membersDialog"_s);
    setWindowTitle(tr("Share"));
    m_page = new TablePage(tr("Share “%1”").arg(m_name), tr("Who can see this project, and what each of them may do."),
                           {textColumn(tr("Name"), nameOf),
                            textColumn(tr("Role"), [](const QJsonObject &row) { return roleWord(row.value(u"role").toString()); }),
                            textColumn(tr("Standing"), standingOf)},
                           this);
    m_page->view().setObjectName(u"membersTable"_s);
    m_page->view().setSelectionMode(QAbstractItemView::SingleSelection);
    m_page->view().header()->resizeSection(1, 130);
    m_page->view().header()->resizeSection(2, 230);
    m_roles = new QComboBox(this);
    m_roles->setObjectName(u"memberRole"_s);
    nameBox(*m_roles, tr("Role of the one that is selected"));
    addRoles(m_roles);
    m_remove = new QPushButton(this);
    m_remove->setObjectName(u"removeMember"_s);
    m_remove->setAutoDefault(false);
    auto *selected = new QHBoxLayout;
    selected->setContentsMargins(20, 0, 16, 0);
    selected->addWidget(m_roles);
    selected->addWidget(m_remove);
    selected->addStretch();
    m_error = new ErrorBox(this);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_page, 1);
    layout->addLayout(selected);
    layout->addWidget(makeInvitation());
    layout->addLayout(TablePage::dialogFoot(m_error, buttons));
    resize(640, 560);
    connect(m_page, &TablePage::selectionChanged, this, &MembersDialog::updateButtons);
    connect(m_roles, &QComboBox::activated, this, &MembersDialog::setRole);
    connect(m_remove, &QPushButton::clicked, this, &MembersDialog::remove);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    updateButtons();
    refresh();
}

QWidget *MembersDialog::makeInvitation()
{
    auto *box = new QWidget(this);
    m_user = new QLineEdit(box);
    m_user->setObjectName(u"inviteUser"_s);
    m_user->setPlaceholderText(tr("Name of a user; empty: a code for whoever gets it"));
    m_invitedRole = new QComboBox(box);
    m_invitedRole->setObjectName(u"inviteRole"_s);
    nameBox(*m_invitedRole, tr("Role"));
    addRoles(m_invitedRole);
    m_days = new QSpinBox(box);
    m_days->setObjectName(u"inviteDays"_s);
    m_days->setAccessibleName(tr("Days that the invitation holds"));
    m_days->setRange(1, kMostDays);
    m_days->setValue(kDays);
    const auto sayDays = [this](int days) { m_days->setSuffix(tr(" days", "after a number", days)); };
    connect(m_days, &QSpinBox::valueChanged, this, sayDays);
    sayDays(kDays);
    m_invite = new QPushButton(tr("Invite"), box);
    m_invite->setObjectName(u"inviteButton"_s);
    m_invite->setAutoDefault(false);  // Enter in the shown code makes no other one
    m_codeWords = new QLabel(tr("The code is shown this once. Give it to one person only; it ends with the invitation."), box);
    m_codeWords->setProperty("role", u"muted"_s);
    m_codeWords->setWordWrap(true);
    m_code = new QLineEdit(box);
    m_code->setObjectName(u"inviteCode"_s);
    m_code->setAccessibleName(tr("The invitation's code"));
    m_code->setReadOnly(true);
    m_code->hide();
    m_codeWords->hide();
    auto *row = new QHBoxLayout;
    row->addWidget(m_user, 1);
    row->addWidget(m_invitedRole);
    row->addWidget(m_days);
    row->addWidget(m_invite);
    auto *label = new QLabel(tr("&Invite somebody"), box);
    label->setProperty("role", u"heading"_s);
    label->setBuddy(m_user);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(20, 8, 16, 8);
    layout->addWidget(label);
    layout->addLayout(row);
    layout->addWidget(m_code);
    layout->addWidget(m_codeWords);
    connect(m_invite, &QPushButton::clicked, this, &MembersDialog::invite);
    connect(m_user, &QLineEdit::returnPressed, m_invite, &QPushButton::click);
    return box;
}

bool MembersDialog::isMe(const QJsonObject &row) const
{
    return !isInvitation(row) && nameOf(row) == m_state.overall().userName;
}

void MembersDialog::refresh()
{
    m_state.backend().call(u"members"_s, {{u"project"_s, m_key}}, this, [this](const Result<QJsonObject> &reply) {
        if (reply) {
            m_members = rowsOf(*reply);
            m_page->setRows(m_members + m_invitations);
        } else {
            m_page->setUnknown();
            m_error->show(reply.error());
        }
    });
    if (!isOwner())
        return;  // invitations are for those who make them
    m_state.backend().call(u"invitations"_s, {{u"project"_s, m_key}}, this, [this](const Result<QJsonObject> &reply) {
        if (!reply)
            return m_error->show(reply.error());
        m_invitations = rowsOf(*reply);
        m_page->setRows(m_members + m_invitations);
    });
}

void MembersDialog::updateButtons()
{
    const QList<QJsonObject> rows = m_page->selected();
    const bool one = rows.size() == 1;
    const QJsonObject row = one ? rows.first() : QJsonObject();
    const QString onlyOwners = isOwner() ? QString() : tr("Only an owner of the project may do this.");
    const bool mine = one && isMe(row);
    m_roles->setEnabled(one && isOwner() && !isInvitation(row));
    m_roles->setToolTip(onlyOwners);
    if (one)
        m_roles->setCurrentIndex(m_roles->findData(row.value(u"role").toString()));
    m_remove->setText(one && isInvitation(row) ? tr("Take the invitation back") : mine ? tr("Leave the project…") : tr("Take out…"));
    m_remove->setEnabled(one && (isOwner() || mine) && row.value(u"direct").toBool(true));
    m_remove->setToolTip(one && !row.value(u"direct").toBool(true) ? tr("This person is a member of the organisation that owns the project.")
                         : mine                                    ? QString()
                                                                   : onlyOwners);
    m_invite->setEnabled(isOwner());
    m_invite->setToolTip(onlyOwners);
    m_user->setEnabled(isOwner());
}

void MembersDialog::ask(const QString &verb, QJsonObject arguments, const std::function<void(const QJsonObject &)> &done)
{
    m_error->hide();
    arguments.insert(u"project"_s, m_key);
    m_state.backend().call(verb, arguments, this, [this, done](const Result<QJsonObject> &reply) {
        if (!reply)
            m_error->show(reply.error());
        else if (done)
            done(*reply);
        refresh();
    });
}

void MembersDialog::setRole()
{
    const QList<QJsonObject> rows = m_page->selected();
    const QString role = m_roles->currentData().toString();
    if (rows.size() != 1 || rows.first().value(u"role").toString() == role)
        return;
    ask(u"share"_s, {{u"user"_s, rows.first().value(u"user").toObject().value(u"id")}, {u"role"_s, role}});
}

void MembersDialog::remove()
{
    const QList<QJsonObject> rows = m_page->selected();
    if (rows.size() != 1)
        return;
    const QJsonObject row = rows.first();
    if (isInvitation(row)) {
        ask(u"invitation_revoke"_s, {{u"id"_s, row.value(u"id")}});
        return;
    }
    const bool mine = isMe(row);
    auto *box = new QMessageBox(QMessageBox::Question, mine ? tr("Leave") : tr("Take out"),
                                mine ? tr("Leave “%1”?").arg(m_name) : tr("Take %1 out of “%2”?").arg(nameOf(row), m_name), QMessageBox::Cancel, this);
    box->setTextFormat(Qt::PlainText);  // the names are anybody's
    box->setInformativeText(mine ? tr("The files on this computer stay. They are not synced any more until somebody invites you again.")
                                 : tr("The files on that person's computers stay there. They are not synced any more."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto *yes = box->addButton(mine ? tr("Leave") : tr("Take out"), QMessageBox::AcceptRole);
    yes->setObjectName(u"removeYes"_s);
    connect(yes, &QAbstractButton::clicked, this, [this, row, mine] {
        ask(u"unshare"_s, {{u"user"_s, row.value(u"user").toObject().value(u"id")}}, [this, mine](const QJsonObject &) {
            m_state.refreshProjects();
            if (mine)
                accept();
        });
    });
    box->open();
}

void MembersDialog::invite()
{
    QJsonObject arguments{{u"role"_s, m_invitedRole->currentData().toString()}, {u"days"_s, m_days->value()}};
    if (const QString user = m_user->text().trimmed(); !user.isEmpty())
        arguments.insert(u"user"_s, user);
    ask(u"invite"_s, arguments, [this](const QJsonObject &invitation) {
        m_user->clear();
        showCode(invitation);
    });
}

void MembersDialog::showCode(const QJsonObject &invitation)
{
    const QString code = invitation.value(u"code").toString();
    m_code->setText(code);
    m_code->setVisible(!code.isEmpty());
    m_codeWords->setVisible(!code.isEmpty());
    if (code.isEmpty())
        return;
    m_code->setFocus();
    m_code->selectAll();
}

}  // namespace tideline::ui
