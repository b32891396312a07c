// tideline: the window and the tray indicator.
#include "app/desktop/desktop_app.h"
#include "core/base/heap.h"
#include "core/base/stage.h"
#include "ui/accessible_areas.h"
#include "ui/gui_watchdog.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <cstdio>

int main(int argc, char **argv)
{
    using namespace tideline;
    keepHeapSmall(2);
    ui::WatchedApplication application(argc, argv);
    ui::installAccessibleAreas();
    if (const auto limit = ui::WatchedApplication::limitFromEnvironment())
        application.watch(*limit);
    QApplication::setApplicationName(u"tideline"_s);
    QApplication::setApplicationDisplayName(u"Tideline"_s);
    QApplication::setApplicationVersion(QString::fromLatin1(TIDELINE_VERSION));
    QApplication::setDesktopFileName(u"org.tideline.Tideline"_s);
    logAsStage(Stage::current());
    const auto options = desktop::parseOptions(application.arguments());
    if (!options) {
        std::fprintf(stderr, "tideline: %s\n", qUtf8Printable(toText(options.error())));
        return 2;
    }
    if (options->help || options->version) {
        std::fputs(options->help ? qUtf8Printable(desktop::usage()) : "tideline " TIDELINE_VERSION "\n", stdout);
        return 0;
    }
    ui::Theme::apply(application, ui::Theme::wanted());
    QApplication::setWindowIcon(ui::appIcon());
    return desktop::DesktopApp(application, *options).run();
}
