// The ways of signing in, a tab each: the browser, a code for a browser elsewhere, a token, a name with a password.
#pragma once

#include "ui/backend.h"

#include <QTabWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace tideline::ui {

/// What is typed for a sign-in, and the sign-in itself. Where it leads to, and what is done with the error, is the dialog's.
///
/// Thread:    GUI.
/// Ownership: borrows the Backend.
/// Invariant: at most one sign-in runs; it ends with one of signedIn() and failed(), or silently by stop().
class SignInWays final : public QTabWidget {
    Q_OBJECT
public:
    enum Way { Browser, Device, Token, Password };  ///< the tabs

    explicit SignInWays(Backend &backend, QWidget *parent = nullptr);

    Way way() const;
    /// `check_server`'s words for what the server knows: the tabs of others go. Empty: all stay.
    void setOffered(const QStringList &ways);
    /// Whether all is typed that the way needs.
    bool isGiven() const;
    bool isRunning() const { return m_call != 0; }
    /// For a button: what it would do, or is doing.
    QString buttonText() const;
    /// Signs in at `url`.
    void start(const QString &url);
    void stop();
    /// To where a mistake of this way is mended.
    void focusInput();

Q_SIGNALS:
    /// isGiven(), isRunning() or buttonText() may say something else.
    void changed();
    void signedIn(const QJsonObject &account);
    void failed(const tideline::Error &error);

private:
    QWidget *makeBrowser();
    QWidget *makeDevice();
    QWidget *makeToken();
    QWidget *makePassword();
    void showRunning();
    void showPage(const QString &address);
    void takeProgress(const QJsonObject &progress);
    void showCode(const QString &code, const QString &address, const QString &addressWithCode);

    Backend &m_backend;
    QLineEdit *m_token = nullptr, *m_user = nullptr, *m_password = nullptr;
    QLabel *m_browserWords = nullptr, *m_deviceWords = nullptr, *m_code = nullptr;
    QPushButton *m_copyPage = nullptr, *m_copyCode = nullptr, *m_openPage = nullptr;
    QString m_page;      ///< the server's: where one signs in, or where the code is typed, with the code in it
    quint64 m_call = 0;  ///< the running sign-in; 0 = none
};

}  // namespace tideline::ui
