#include "played.h"

#include <QJsonDocument>

namespace tideline::cli {

namespace {
class FakeHandler final : public control::VerbHandler {
public:
    explicit FakeHandler(FakeEngine &engine) : m_engine(engine) {}

    Result<QJsonObject> handle(const QString &verb, const QJsonObject &args, const control::OnProgress &onProgress,
                               const std::atomic<bool> *) override
    {
        m_engine.calls.append({verb, args});
        const auto it = m_engine.answers.find(verb);
        if (it == m_engine.answers.end())
            return Error{Error::Kind::Invalid, u"There is no such verb."_s, verb, {}};
        return it->second(args, onProgress);
    }

    Result<std::unique_ptr<control::Subscription>> listen(control::OnEvent) override
    {
        return Error{Error::Kind::Offline, u"no events here"_s, {}, {}};
    }

private:
    FakeEngine &m_engine;
};
}  // namespace

QList<QJsonObject> Played::lines() const
{
    QList<QJsonObject> objects;
    for (const QString &line : out.split(u'\n', Qt::SkipEmptyParts)) {
        const QJsonDocument document = QJsonDocument::fromJson(line.toUtf8());
        objects += document.isObject() ? document.object() : QJsonObject{{u"not json"_s, line}};
    }
    return objects;
}

Played play(FakeEngine &engine, const QStringList &words, Terminal::Traits traits, const QString &folder,
            const QByteArray &standardInput)
{
    QByteArray out;
    QByteArray err;
    Terminal terminal(traits, [&](QByteArrayView bytes) { out += bytes; return true; },
                      [&](QByteArrayView bytes) { err += bytes; return true; });
    const std::atomic<bool> cancelled = false;
    Wakeup wakeup;
    const auto reach = [&](const QString &, Stay) -> Result<std::unique_ptr<control::VerbHandler>> {
        return std::unique_ptr<control::VerbHandler>(std::make_unique<FakeHandler>(engine));
    };
    Played played;
    played.code = run(words, {terminal, systemClock(), reach, cancelled, wakeup, folder,
                              [&]() -> Result<QByteArray> { return standardInput; }});
    played.out = QString::fromUtf8(out);
    played.err = QString::fromUtf8(err);
    return played;
}

}  // namespace tideline::cli
