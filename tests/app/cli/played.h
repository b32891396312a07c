// Runs `tide`'s words against an engine that answers what the test says.
#pragma once

#include "app/cli/command_line.h"

#include <QList>

#include <map>

namespace tideline::cli {

/// An engine of canned answers.
struct FakeEngine {
    using Answer = std::function<Result<QJsonObject>(const QJsonObject &args, const control::OnProgress &onProgress)>;
    std::map<QString, Answer> answers;
    QList<std::pair<QString, QJsonObject>> calls;

    void say(const QString &verb, const QJsonObject &reply)
    {
        answers[verb] = [reply](const QJsonObject &, const control::OnProgress &) { return reply; };
    }
    void fail(const QString &verb, Error::Kind kind, const QString &what)
    {
        const Error error{kind, what, u"here"_s, u"Do this."_s};
        answers[verb] = [error](const QJsonObject &, const control::OnProgress &) { return error; };
    }
    /// The arguments of the last call of `verb`.
    QJsonObject asked(const QString &verb) const
    {
        for (auto it = calls.rbegin(); it != calls.rend(); ++it) {
            if (it->first == verb)
                return it->second;
        }
        return {{u"never"_s, true}};
    }
};

/// What came of it.
struct Played {
    int code = -1;
    QString out;
    QString err;
    QList<QJsonObject> lines() const;
};

/// `traits`: pipes without colour, unless the test says otherwise.
Played play(FakeEngine &engine, const QStringList &words, Terminal::Traits traits = {},
            const QString &folder = QStringLiteral("/"), const QByteArray &standardInput = {});

}  // namespace tideline::cli
