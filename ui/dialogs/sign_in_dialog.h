// Signing in: the server's address, and a way. Errors stay in the dialog.
#pragma once

#include "ui/dialogs/sign_in_ways.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

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

private:
    void check();
    void submit();
    void showFailure(const tideline::Error &error);

    QLineEdit *m_url;
    SignInWays *m_ways;
    ErrorBox *m_error;
    QPushButton *m_signIn;
};

/// An address as people type it ("localhost:8080") with its scheme; http only on this machine. Empty when it is none.
QString completeUrl(const QString &typed);

}  // namespace tideline::ui
