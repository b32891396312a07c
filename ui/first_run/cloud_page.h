// First page: where the cloud is. This computer (a server that the program starts), or a server.
#pragma once

#include "ui/first_run/first_run_page.h"

#include <QTimer>

class QLabel;
class QLineEdit;
class QRadioButton;

namespace tideline::ui {

class CheckLine;

/// Invariant: the address that is gone on with is one at which a Tideline server was seen since it was typed.
class CloudPage final : public FirstRunPage {
    Q_OBJECT
public:
    CloudPage(const FirstRunParts &parts, SetupAnswers &answers, QWidget *parent);

    void enter() override;
    bool isReady() const override;
    QString nextText() const override;
    void advance() override;
    void halt() override;

    /// What the server that was checked offers: `check_server`'s `ways`.
    const QStringList &ways() const { return m_ways; }
    /// Whether somebody is to sign in by hand for what is chosen.
    bool asksSignIn() const;

private:
    bool isHere() const;
    void choose();
    void lookForNeighbour();
    void typed();
    void check();
    void takeCheck(const Result<QJsonObject> &reply);
    void startServer();
    void signIn(const LocalServer::Access &access);
    void takeSignIn(const QString &url, const Result<QJsonObject> &reply);
    void leaveAccount(std::function<void()> then);
    void takeOther();
    void setBusy(bool busy);

    QRadioButton *m_here, *m_server;
    CheckLine *m_hereLine, *m_serverLine;
    QLabel *m_account;
    QLineEdit *m_url;
    QTimer m_soon;            ///< a check, once one stops typing
    quint64 m_checking = 0;   ///< the running check; 0 = none
    QString m_checked;        ///< the address as typed that was found good; empty = none
    QString m_origin;         ///< what the server is called then
    QStringList m_ways;
    quint64 m_call = 0;
    QString m_neighbour;      ///< another server on this computer; empty = none is known
    bool m_hasLooked = false; ///< for that
    bool m_isMissing = false; ///< the server was chosen, and is not installed
    bool m_isFixed = false;   ///< somebody was signed in before: that account stays
    bool m_busy = false;      ///< the server is starting, or is signed in to
    int m_round = 0;          ///< replies of an older one count nothing
};

}  // namespace tideline::ui
