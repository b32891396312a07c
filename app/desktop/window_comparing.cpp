#include "app/desktop/window_comparing.h"

#include "core/preview/kept_thumbnails.h"
#include "ui/difference/version_source.h"
#include "ui/fixture_difference.h"
#include "ui/fixture_opener.h"

namespace tideline::desktop {

void setComparing(ui::MainWindow &window, ui::Backend &backend, const std::shared_ptr<preview::SessionClient> &session)
{
    window.setComparisons(session, session, std::make_unique<ui::CatVersions>(backend));
    window.setThumbnails(std::make_shared<const preview::KeptThumbnails>(session, preview::ThumbnailStore()));
}

void setFixtureComparing(ui::MainWindow &window, const QJsonObject &fixture)
{
    if (fixture.contains(u"differences"))
        window.setComparisons(std::make_shared<ui::FixtureComparer>(fixture), std::make_shared<ui::FixtureOpener>(fixture),
                              std::make_unique<ui::FixtureVersions>());
    if (fixture.contains(u"thumbnails"))
        window.setThumbnails(ui::fixtureThumbnails(fixture));
}

}  // namespace tideline::desktop
