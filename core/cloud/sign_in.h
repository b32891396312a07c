// From a person's word (a token, or a name and a password) to a token that the server knows.
#pragma once

#include "core/cloud/channel.h"
#include "core/cloud/server_address.h"
#include "core/cloud/token_file.h"

namespace tideline::cloud {

struct Credentials {
    QByteArray token;  ///< given: user and password are not looked at
    QString user;
    QString password;
    QString device;    ///< this machine's name, for people
};

/// Who is signed in where.
struct Identity {
    QString userId;
    QString userName;
    QString serverId;  ///< empty when the server does not say
};

/// Makes a channel to the server; an empty token = no Authorization. Injected, so that tests need no socket.
using ChannelFactory = std::function<std::unique_ptr<Channel>(const ServerAddress &server, const QByteArray &token)>;
ChannelFactory curlChannels();

struct SignedIn {
    Secret secret;
    Identity identity;
};

/// Checks that the server speaks our protocol, then that the credentials are right. Stores nothing.
/// Errors: SignIn (wrong token or password), Invalid (no Tideline server there; a protocol, hash or chunker that this
/// version does not know, named in `what`), Offline, Timeout.
Result<SignedIn> signIn(const ServerAddress &server, const Credentials &credentials, const ChannelFactory &channels);

/// Which server answers, whoever is signed in: GET /capabilities. Empty when it does not say. Errors: Offline, Timeout, NotFound
/// (no Tideline server there).
Result<QString> serverIdOf(Channel &channel);

/// GET /me. Errors: SignIn, Offline, Timeout.
Result<Identity> whoAmI(Channel &channel);

}  // namespace tideline::cloud
