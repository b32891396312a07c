// The main of a program of several test classes: runs the one that it is called by.
#include "tests/support/suite.h"

#include <QCoreApplication>
#include <QFileInfo>

#ifdef QT_WIDGETS_LIB
#include <QApplication>
using GuiApplication = QApplication;
#elif defined(QT_GUI_LIB)
#include <QGuiApplication>
using GuiApplication = QGuiApplication;
#endif

#include <cstdio>
#include <memory>

namespace {

std::unique_ptr<QCoreApplication> applicationFor(const tideline::test::Suite &suite, int &argc, char *argv[])
{
#ifdef QT_GUI_LIB
    if (suite.application == tideline::test::Suite::Application::Gui)
        return std::make_unique<GuiApplication>(argc, argv);
#endif
    Q_ASSERT(suite.application == tideline::test::Suite::Application::Core);
    return std::make_unique<QCoreApplication>(argc, argv);
}

}  // namespace

int main(int argc, char *argv[])
{
    const QString name = QFileInfo(QString::fromLocal8Bit(argv[0])).fileName();
    QStringList known;
    for (const tideline::test::Suite *suite = tideline::test::Suite::first(); suite != nullptr; suite = suite->next) {
        known << QFileInfo(QString::fromLocal8Bit(suite->file)).completeBaseName();
        if (name != known.back() && !name.endsWith(u'_' + known.back()))
            continue;
        const std::unique_ptr<QCoreApplication> application = applicationFor(*suite, argc, argv);
        application->setAttribute(Qt::AA_Use96Dpi, true);
        return suite->run(argc, argv);
    }
    std::fprintf(stderr, "Call this program by the name of one of its tests, as the links beside it do: %s\n", qPrintable(known.join(u' ')));
    return 2;
}
