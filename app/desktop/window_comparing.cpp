#include "app/desktop/window_comparing.h"

#include "core/preview/kept_thumbnails.h"
#include "core/preview/session_client.h"
#include "ui/difference/version_source.h"
#include "ui/fixture_difference.h"
#include "ui/fixture_opener.h"

#include <QCoreApplication>

namespace tideline::desktop {

void setComparing(ui::MainWindow &window, ui::Backend &backend, const QString &profile, const QJsonObject &fixture)
{
    if (!fixture.isEmpty()) {
        if (fixture.contains(u"differences"))
            window.setComparisons(std::make_shared<ui::FixtureComparer>(fixture), std::make_shared<ui::FixtureOpener>(fixture),
                                  std::make_unique<ui::FixtureVersions>());
        if (fixture.contains(u"thumbnails"))
            window.setThumbnails(ui::fixtureThumbnails(fixture));
        return;
    }
    preview::SessionClient::Options options;
    options.program = QCoreApplication::applicationDirPath() + u"/tideline-session"_s;
    options.socketPath = profile + u"/session.sock"_s;
    const auto session = std::make_shared<preview::SessionClient>(std::move(options));
    window.setComparisons(session, session, std::make_unique<ui::CatVersions>(backend));
    window.setThumbnails(std::make_shared<const preview::KeptThumbnails>(session, preview::ThumbnailStore()));
}

}  // namespace tideline::desktop
