// Signing in: the server's address, and the browser, a token, or a name with a password. Errors stay in the dialog.
#pragma once

#include "ui/backend.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QTabWidget;

namespace tideline::ui {

class ErrorBox;

/// Thread:    GUI.
/// Ownership: borrows the Backend.
/// Invariant: closes only when the engine says that one is signed in, or when the user cancels.
class SignInDialog final : public QDialog {
    Q_OBJECT
public:
    SignInDialog(Backend &backend, const QString &url, QWidget *parent = nullptr);
    void done(int result) override;

    enum Way { Browser, Token, Password };  ///< the tabs

private:
    Way way() const;
    void check();
    void submit();

    Backend &m_backend;
    QLineEdit *m_url, *m_token, *m_user, *m_password;
    QTabWidget *m_ways;
    ErrorBox *m_error;
    QPushButton *m_signIn;
    quint64 m_call = 0;  ///< the running call; 0 = none
};

/// An address as people type it ("localhost:8080") with its scheme; http only on this machine. Empty when it is none.
QString completeUrl(const QString &typed);

}  // namespace tideline::ui
