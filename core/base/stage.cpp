#include "core/base/stage.h"

#include <QLoggingCategory>

namespace tideline {

namespace {

struct Row {
    const char *name, *folder, *server;
    bool tellsAll;
};
// clang-format off
constexpr Row kStages[] = {
    // what it is for                            name     profile           server                   tells all
    /* a server on this computer */             {"local", "tideline-local", "http://127.0.0.1:8480", true},
    /* a server where changes are tried out */  {"dev",   "tideline-dev",   "",                      true},
    /* what people work with */                 {"prod",  "tideline",       "",                      false},
};
// clang-format on

Stage stageOf(const Row &row, const QProcessEnvironment &environment)
{
    const QString server = environment.value(u"TIDELINE_SERVER"_s);
    return {QString::fromLatin1(row.name), QString::fromLatin1(row.folder), server.isEmpty() ? QString::fromLatin1(row.server) : server, row.tellsAll};
}

}  // namespace

Result<Stage> Stage::of(const QProcessEnvironment &environment)
{
    const QString wanted = environment.value(u"TIDELINE_STAGE"_s);
    for (const Row &row : kStages) {
        if (wanted == QLatin1StringView(row.name) || (wanted.isEmpty() && &row == std::end(kStages) - 1))
            return stageOf(row, environment);
    }
    return Error{Error::Kind::Invalid, u"TIDELINE_STAGE names no stage."_s, wanted.left(40), u"Use local, dev or prod, or unset it."_s};
}

Stage Stage::current()
{
    const auto environment = QProcessEnvironment::systemEnvironment();
    const auto stage = of(environment);
    return stage ? *stage : stageOf(std::end(kStages)[-1], environment);
}

void logAsStage(const Stage &stage)
{
    if (stage.tellsAll)
        QLoggingCategory::setFilterRules(u"tideline.*=true"_s);
}

}  // namespace tideline
