#include "app/server/admin/commands.h"

#include <QDateTime>
#include <QFile>

#include <array>

namespace tideline::server {

namespace {

/// Users choose their tokens' names; a terminal obeys some characters.
QString printable(QString text)
{
    for (QChar &c : text) {
        if (!c.isPrint())
            c = u'?';
    }
    return text;
}

QString timeText(qint64 ms)
{
    return ms == 0 ? u"never"_s : QDateTime::fromMSecsSinceEpoch(ms).toUTC().toString(Qt::ISODate);
}

/// 100 random bits in words that can be typed: no 0, o, 1, l, i.
QString randomPassword(Random &random)
{
    constexpr char kLetters[] = "abcdefghjkmnpqrstuvwxyz23456789";
    QString text;
    for (int i = 0; i < 20; ++i) {
        if (i > 0 && i % 5 == 0)
            text += u'-';
        text += QLatin1Char(kLetters[random.below(sizeof kLetters - 1)]);
    }
    return text;
}

CommandOutcome outcomeOf(const PackCheck &check)
{
    QString text = u"%1 chunks read, %2 bytes uncompressed; %3 damaged, %4 of them found now; %5 whole again\n"_s.arg(check.chunkCount)
                       .arg(check.rawBytes)
                       .arg(check.damagedCount)
                       .arg(check.foundCount)
                       .arg(check.mendedCount);
    for (const PackCheck::Project &project : check.projects) {
        text += u"%1\t%2%3\n"_s.arg(project.id, printable(project.name), project.isDeleted ? u" (deleted)"_s : QString());
        for (const QByteArray &path : project.paths)
            text += u"\t%1\n"_s.arg(printable(QString::fromUtf8(path)));
        if (project.paths.empty())
            text += u"\t(only versions of before, or uploads without a commit)\n"_s;
    }
    if (check.isShortened)
        text += u"(of some projects not all files are listed)\n"_s;
    if (check.damagedCount > 0)
        text += u"What is damaged counts as not held: tide verify, where these files are whole, sends the parts again. Or stop the server, put the packs back from a backup, and "
                "check again.\n"_s;
    return {text, check.damagedCount > 0 ? 1 : 0};
}

}  // namespace

Result<QString> readSecret(const QString &path, const QString &what)
{
    QFile file(path);
    const bool open = path == u"-"_s ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!open)
        return Error{Error::Kind::Io, u"The %1 file cannot be read: %2."_s.arg(what, file.errorString()), path, {}};
    QByteArray line = file.readLine(4096);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        return Error{Error::Kind::Invalid, u"The %1 file is empty."_s.arg(what), path, u"Put the %1 in its first line."_s.arg(what)};
    return QString::fromUtf8(line);
}

Result<std::optional<PackKey>> packKeyOf(const Options &options)
{
    if (options.packKeyFile.isEmpty())
        return std::optional<PackKey>();
    const auto text = readSecret(options.packKeyFile, u"pack key"_s);
    if (!text)
        return text.error();
    auto key = PackKey::fromText(*text, systemRandom());
    if (!key) {
        Error error = key.error();
        error.where = options.packKeyFile;
        return error;
    }
    return std::optional(*std::move(key));
}

Result<CommandOutcome> runCommand(const Options &options, Core &core)
{
    switch (options.command) {
    case Options::Command::UserAdd: {
        const auto password = readSecret(options.passwordFile, u"password"_s);
        if (!password)
            return password.error();
        const auto user = core.addUser(options.name, *password);
        if (!user)
            return user.error();
        return CommandOutcome{u"%1\t%2\n"_s.arg(user->name, user->id.toString())};
    }
    case Options::Command::UserList: {
        const auto users = core.listUsers();
        if (!users)
            return users.error();
        QString text;
        for (const UserInfo &user : *users)
            text += u"%1\t%2\n"_s.arg(user.name, user.id.toString());
        return CommandOutcome{text};
    }
    case Options::Command::UserLink: {
        const auto done = core.linkUser(options.name, options.oidcIssuer, options.subject);
        if (!done)
            return done.error();
        return CommandOutcome{u"linked\n"_s};
    }
    case Options::Command::UserQuota: {
        const auto used = core.setQuota(options.name, options.quota);
        if (!used)
            return used.error();
        return CommandOutcome{u"%1\t%2\t%3 bytes used\n"_s
                                  .arg(options.name, !options.quota ? u"default"_s : *options.quota < 0 ? u"none"_s : QString::number(*options.quota))
                                  .arg(*used)};
    }
    case Options::Command::TokenCreate: {
        TokenTerms terms;
        if (!options.scopes.isEmpty()) {
            terms.scopes = 0;
            for (const QString &scope : options.scopes)
                terms.scopes |= scopeFromText(scope).value_or(Scope{});
        }
        if (options.days > 0)
            terms.expiresAtMs = QDateTime::currentMSecsSinceEpoch() + qint64(options.days) * 86'400'000;
        const auto token = core.createToken(options.name, options.label, terms);
        if (!token)
            return token.error();
        return CommandOutcome{token->text + u'\n'};
    }
    case Options::Command::TokenList: {
        const auto tokens = core.listTokens(options.name);
        if (!tokens)
            return tokens.error();
        QString text;
        for (const TokenInfo &token : *tokens)
            text += u"%1\t%2\t%3\t%4\t%5\t%6\n"_s.arg(QString::fromLatin1(token.id), printable(token.name), timeText(token.createdAtMs),
                                                        timeText(token.lastUsedAtMs), scopeTexts(token.scopes).join(u' '),
                                                        timeText(token.expiresAtMs));
        return CommandOutcome{text};
    }
    case Options::Command::TokenRevoke: {
        const auto token = options.tokenFile.isEmpty() ? Result<QString>(options.name) : readSecret(options.tokenFile, u"token"_s);
        if (!token)
            return token.error();
        const auto done = core.revokeToken(*token);
        if (!done)
            return done.error();
        return CommandOutcome{u"revoked\n"_s};
    }
    case Options::Command::Check: {
        const auto check = core.checkPacks();
        if (!check)
            return check.error();
        return outcomeOf(*check);
    }
    case Options::Command::Serve: break;
    }
    return CommandOutcome{};
}

Result<bool> makeFirstUser(Core &core, const DataFolder &folder, Random &random)
{
    const auto users = core.listUsers();
    if (!users)
        return users.error();
    if (!users->empty())
        return false;
    // The password is on disk before the user is: a crash in between leaves no user that nobody can be.
    const QString name = u"me"_s;
    const QString password = randomPassword(random);
    const QString path = folder.firstTokenPath();
    const QString credentials = u"user: %1\npassword: %2\n"_s.arg(name, password);
    if (const auto written = writePrivateFile(path, credentials.toUtf8()); !written)
        return written.error();
    if (const auto user = core.addUser(name, password); !user)
        return user.error();
    const auto token = core.createToken(name, u"first-token"_s);
    if (!token)
        return token.error();
    if (const auto written = writePrivateFile(path, (token->text + u'\n' + credentials).toUtf8()); !written)
        return written.error();
    return true;
}

}  // namespace tideline::server
