// Invitations for the one who is signed in: into projects and organisations, by name or by a code.
#pragma once

#include "ui/service_state.h"

#include <QDialog>
#include <QJsonObject>

class QLineEdit;
class QPushButton;

namespace tideline::ui {

class ErrorBox;
class TablePage;

/// Thread:    GUI.
/// Ownership: borrows the ServiceState.
class InvitationsDialog final : public QDialog {
    Q_OBJECT
public:
    explicit InvitationsDialog(ServiceState &state, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The cloud's id of a project that one may see now.
    void joined(const QString &projectId);

private:
    void refresh();
    void join(const QString &project);
    void answer(const QString &verb, const QJsonObject &arguments);
    void updateButtons();

    ServiceState &m_state;
    TablePage *m_page;
    QPushButton *m_accept, *m_decline, *m_join;
    QLineEdit *m_code;
    ErrorBox *m_error;
};

}  // namespace tideline::ui
