// A window on a fixture of tests/ui/fixtures, as app/desktop builds it.
#pragma once

#include "ui/first_run/first_run.h"
#include "ui/fixture_backend.h"
#include "ui/fixture_difference.h"
#include "ui/fixture_opener.h"
#include "ui/fixture_setup.h"
#include "ui/fixture_view.h"
#include "ui/main_window.h"
#include "ui/models/listing_reader.h"
#include "ui/service_state.h"
#include "ui/settings/window_settings.h"

#include <QDir>

namespace tideline::ui {

struct FixtureScreen {
    explicit FixtureScreen(const QJsonObject &read)
        : fixture(read)
        , backend(read)
        , reader(std::make_shared<FixtureListing>(read))
        , state(backend)
        , window(state, reader)
        , settings(window, state, {preferences, nullptr, {}, {}, {}})
        , server(read)
        , firstRun(window, {state, preferences, server, fixtureLooker(read)})
    {
        if (read.contains(u"previews"))
            window.setPreviews(std::make_shared<FixtureOpener>(read), localSubject);
        if (read.contains(u"differences"))
            window.setComparisons(std::make_shared<FixtureComparer>(read), std::make_shared<FixtureOpener>(read), std::make_unique<FixtureVersions>());
        if (read.contains(u"thumbnails"))
            window.setThumbnails(fixtureThumbnails(read));
        backend.start();
        window.show();
        applyFixtureView(window, fixture);
    }
    QJsonObject fixture;
    FixtureBackend backend;
    ListingReader reader;
    ServiceState state;
    Preferences preferences{QString()};
    MainWindow window;
    WindowSettings settings;
    FixtureServer server;
    FirstRun firstRun;
};

inline QString fixtureFolder()
{
    return qEnvironmentVariable("TIDELINE_SOURCE") + u"/tests/ui/fixtures"_s;
}

inline QJsonObject loadFixture(const QString &name)
{
    const auto fixture = FixtureBackend::read(fixtureFolder() + u'/' + name);
    if (!fixture)
        qFatal("%s", qPrintable(toText(fixture.error())));
    return *fixture;
}

inline QStringList fixtureNames()
{
    return QDir(fixtureFolder()).entryList({u"*.json"_s});
}

}  // namespace tideline::ui
