// Who may do what in a project: members, open invitations, and a new one.
#pragma once

#include "core/base/result.h"
#include "ui/service_state.h"

#include <QDialog>
#include <QJsonObject>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace tideline::ui {

class ErrorBox;
class TablePage;

/// Members first, then the invitations that nobody has answered yet. What one may not do is switched off, and says why.
///
/// Thread:    GUI.
/// Ownership: borrows the ServiceState.
/// Invariant: what is shown was said by the cloud; after each change it is asked anew.
class MembersDialog final : public QDialog {
    Q_OBJECT
public:
    /// `key`: ProjectRow::key() of a project in the cloud.
    MembersDialog(ServiceState &state, const QString &key, QWidget *parent = nullptr);

private:
    void refresh();
    void ask(const QString &verb, QJsonObject arguments, const std::function<void(const QJsonObject &)> &done = {});
    void updateButtons();
    void setRole();
    void remove();
    void invite();
    QWidget *makeInvitation();
    void showCode(const QJsonObject &invitation);
    bool isOwner() const { return m_role == u"owner"; }
    bool isMe(const QJsonObject &row) const;

    ServiceState &m_state;
    QString m_key, m_name, m_role;  ///< of the project; the role is mine
    QList<QJsonObject> m_members, m_invitations;
    TablePage *m_page;
    QComboBox *m_roles, *m_invitedRole;
    QPushButton *m_remove, *m_invite;
    QLineEdit *m_user, *m_code;
    QLabel *m_codeWords;
    QSpinBox *m_days;
    ErrorBox *m_error;
};

}  // namespace tideline::ui
