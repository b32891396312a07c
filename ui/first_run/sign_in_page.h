// Second page, of a server elsewhere: signing in there.
#pragma once

#include "ui/first_run/first_run_page.h"

class QLabel;
class QPushButton;

namespace tideline::ui {

class ErrorBox;
class SignInWays;

class SignInPage final : public FirstRunPage {
    Q_OBJECT
public:
    SignInPage(const FirstRunParts &parts, SetupAnswers &answers, QWidget *parent);

    /// What the server offers, before it is entered; empty = not known, and all are shown.
    void setOffered(const QStringList &ways);
    void enter() override;
    bool isReady() const override;
    QString nextText() const override;
    void advance() override;
    void halt() override;
    SignInWays &ways() { return *m_ways; }

private:
    void takeAccount(const QJsonObject &account);
    void leaveAccount();
    void showAccount();

    SignInWays *m_ways;
    QLabel *m_words;
    QPushButton *m_other;  ///< signs out, to sign in as somebody else
    ErrorBox *m_error;
    QString m_user;        ///< who this page signed in
};

}  // namespace tideline::ui
