// The two pages that a person sees in a browser when a device signs in. No script, nothing from elsewhere.
#pragma once

#include "app/server/api/message.h"

#include <QStringList>

#include <utility>
#include <vector>

namespace tideline::server {

/// A form that asks who somebody is, and whether a device may sign in as them.
struct SignInPage {
    QString deviceName;
    QStringList scopes;          ///< what the device asks for
    QByteArray action;           ///< where the form goes
    std::vector<std::pair<QString, QString>> fields;  ///< handed on as they are
    QString userCode;            ///< shown to be compared with the device's; empty = not of the device flow
    bool asksForUserCode = false;
    QString user;                ///< as typed before
    QString trouble;             ///< why it did not do; empty = first time
    QString knownAs;             ///< whom another sign-in has named: no password is asked for, only yes or no …
    bool isNew = false;          ///< … or somebody for whom a user is made
    QString providerName;        ///< another way to sign in; empty = none
    QByteArray providerLink;
    QByteArray redirect;         ///< scheme, host and port to which the answer leads; empty = nowhere else
};
Response signInPage(const SignInPage &page, int status = 200);
/// A page with a sentence and no way on.
Response messagePage(const QString &title, const QString &text, int status = 200);

}  // namespace tideline::server
