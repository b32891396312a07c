#include "app/desktop/desktop_app.h"

#include "app/desktop/embedded_server.h"
#include "app/desktop/log_file.h"
#include "app/desktop/preview_subjects.h"
#include "app/desktop/window_comparing.h"
#include "core/base/stage.h"
#include "core/sync/service/reach.h"
#include "ui/fixture_backend.h"
#include "ui/fixture_opener.h"
#include "ui/fixture_setup.h"
#include "ui/fixture_view.h"
#include "ui/settings/languages.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/verb_backend.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDBusConnection>
#include <QDialog>
#include <QDir>
#include <QMenu>
#include <QPainter>
#include <QProcess>
#include <QScreen>
#include <QStandardPaths>
#include <QSettings>
#include <QTimer>

#include <cstdio>

namespace tideline::desktop {

namespace {
constexpr int kScreenshotMs = 700;  ///< the fixture's answers, the listing and the inspector have come by then

QtMsgType leastOf(ui::LogLevel level)
{
    switch (level) {
    case ui::LogLevel::Errors: return QtCriticalMsg;
    case ui::LogLevel::Warnings: return QtWarningMsg;
    case ui::LogLevel::Information: return QtInfoMsg;
    case ui::LogLevel::Everything: return QtDebugMsg;
    }
    return QtWarningMsg;
}

/// The program as a desktop starts it: by its name where the PATH leads to it.
QStringList startCommand(const QString &profile, bool isNamed)
{
    const QString program = QCoreApplication::applicationFilePath();
    QStringList command{QStandardPaths::findExecutable(u"tideline"_s) == program ? u"tideline"_s : program};
    if (isNamed)
        command += {u"--profile"_s, profile};
    return command;
}

/// The window of another account, in a process of its own; a second one of the same profile shows the first.
void openProfile(const QString &name)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/tideline-profiles/"_s + name;
    if (!QDir().mkpath(folder) || !QProcess::startDetached(QCoreApplication::applicationFilePath(), {u"--profile"_s, folder}))
        qWarning("tideline: the window of the profile %s cannot be opened", qUtf8Printable(folder));
}

int fail(const Error &error)
{
    std::fprintf(stderr, "tideline: %s\n", qUtf8Printable(toText(error)));
    return error.kind == Error::Kind::Invalid ? 2 : 1;
}
}  // namespace

DesktopApp::DesktopApp(QApplication &application, Options options) : m_application(application), m_options(std::move(options))
{
    // The window says itself whether its close hides it or ends the program.
    m_application.setQuitOnLastWindowClosed(false);
}

DesktopApp::~DesktopApp()
{
    m_ending = true;
    m_firstRun.reset();
    m_settings.reset();
    m_beside.reset();
    m_window.reset();
    m_previews.reset();  // ends what it fetches
    m_reader.reset();
    m_state.reset();
    m_backend.reset();  // waits for running verbs, then lets the engine go
    m_server.reset();
}

Result<bool> DesktopApp::startEngine()
{
    const auto location = store::prodLocation(m_options.profile, QProcessEnvironment::systemEnvironment());
    if (!location)
        return location.error();
    if (const auto prepared = store::prepareProfile(*location); !prepared)
        return prepared.error();
    m_profile = location->profile;
    m_instance = std::make_unique<SingleInstance>(m_profile);
    const auto first = m_instance->claim(m_options.uri);
    if (!first || !*first)
        return first;
    usePreferences();
    startServer();
    m_engine = std::make_shared<EngineSlot>();
    const std::shared_ptr<cloud::NetworkCost> networkCost = cloud::openNetworkCost();
    auto backend = std::make_unique<ui::VerbBackend>([this, location = *location, networkCost]() -> Result<std::shared_ptr<control::VerbHandler>> {
        auto reached = sync::reachService({location, sync::OwnerMode::Desktop, std::chrono::seconds(20), &m_ending, networkCost});
        if (!reached)
            return reached.error();
        const std::shared_ptr<control::VerbHandler> handler = std::move(*reached);
        m_engine->set(handler);
        return handler;
    });
    m_reader = std::make_unique<ui::ListingReader>(std::make_shared<WindowListing>(*location, m_engine));
    // Before the window's own picture of the engine, which asks for the rows again.
    connect(backend.get(), &ui::Backend::event, this, [engine = m_engine](const QJsonObject &event) {
        if (event.value(u"event").toString() == u"refreshed" && event.value(u"verb").toString() == u"ls")
            engine->noteRefreshed();
    });
    m_state = std::make_unique<ui::ServiceState>(*backend);
    connect(backend.get(), &ui::Backend::connected, this, &DesktopApp::watchWhenOwner);
    connect(m_instance.get(), &SingleInstance::showAsked, this, [this](const QString &uri) {
        m_window->raiseWindow();
        m_window->openUri(uri);
    });
    backend->start();
    m_backend = std::move(backend);
    return true;
}

/// That of this computer, where one was set up: before the engine asks for it.
void DesktopApp::startServer()
{
    auto server = std::make_unique<EmbeddedServer>(m_profile);
    if (server->isSetUp())
        server->start(this, [](const Result<ui::LocalServer::Access> &access) {
            if (!access)
                qWarning("tideline: %s", qUtf8Printable(toText(access.error())));
        });
    m_server = std::move(server);
}

Result<void> DesktopApp::startFixture()
{
    auto fixture = ui::FixtureBackend::read(m_options.uiState);
    if (!fixture)
        return fixture.error();
    m_fixture = *fixture;
    if (const QString language = qEnvironmentVariable("TIDELINE_LANGUAGE"); !language.isEmpty())
        ui::useLanguage(m_application, language);
    if (m_fixture.value(u"scheme").toString() == u"dark" && qEnvironmentVariableIsEmpty("TIDELINE_SCHEME"))
        ui::Theme::apply(m_application, ui::Scheme::Dark);
    auto backend = std::make_unique<ui::FixtureBackend>(m_fixture);
    m_reader = std::make_unique<ui::ListingReader>(std::make_shared<ui::FixtureListing>(m_fixture));
    m_state = std::make_unique<ui::ServiceState>(*backend);
    backend->start();
    m_backend = std::move(backend);
    m_server = std::make_unique<ui::FixtureServer>(m_fixture);
    return {};
}

/// Another than the user's own: its log and its autostart entry are its own, too.
bool DesktopApp::isProfileNamed() const
{
    return !m_options.profile.isEmpty() || qEnvironmentVariableIsSet("TIDELINE_PROFILE") || !Stage::current().isProd();
}

void DesktopApp::usePreferences()
{
    m_preferences = std::make_unique<ui::Preferences>(m_profile + u"/window.ini"_s);
    connect(m_preferences.get(), &ui::Preferences::changed, this, &DesktopApp::takePreference);
    const bool isNamed = isProfileNamed();
    m_logFile = logFileOf(m_profile, isNamed);
    if (const auto started = startLog(m_logFile, leastOf(m_preferences->logLevel())); !started)
        qWarning("tideline: %s", qUtf8Printable(toText(started.error())));
    qInfo("tideline %s begins, profile %s", TIDELINE_VERSION, qUtf8Printable(m_profile));
    ui::useLanguage(m_application, m_preferences->language());
    if (wantedScheme() != ui::Theme::current())
        ui::Theme::apply(m_application, wantedScheme());
}

ui::Scheme DesktopApp::wantedScheme() const
{
    const auto chosen = m_preferences->scheme();
    return chosen == ui::Preferences::FollowSystem ? ui::Theme::wanted() : chosen == ui::Preferences::Dark ? ui::Scheme::Dark : ui::Scheme::Light;
}

void DesktopApp::takePreference(ui::Preferences::Key key)
{
    if (key == ui::Preferences::SchemeKey && wantedScheme() != ui::Theme::current())
        ui::Theme::apply(m_application, wantedScheme());
    else if (key == ui::Preferences::CloseToTrayKey)
        m_beside->setCloseToTray(m_preferences->closesToTray());
    else if (key == ui::Preferences::NotificationsKey)
        m_beside->setNotifies(m_preferences->notifies());
    else if (key == ui::Preferences::LogLevelKey)
        setLogLevel(leastOf(m_preferences->logLevel()));
}

void DesktopApp::makeSettings()
{
    if (!m_preferences)
        m_preferences = std::make_unique<ui::Preferences>(QString());  // of a fixture
    std::shared_ptr<const ui::Autostart> autostart;
    if (m_fixture.isEmpty()) {
        const bool isNamed = isProfileNamed();
        const QString id = isNamed ? u"org.tideline.Tideline-"_s + QString::fromLatin1(QCryptographicHash::hash(m_profile.toUtf8(), QCryptographicHash::Sha256).toHex().left(8)) : u"org.tideline.Tideline"_s;
        autostart = std::make_shared<const ui::Autostart>(ui::Autostart::places(), id, startCommand(m_profile, isNamed));
    }
    m_settings = std::make_unique<ui::WindowSettings>(*m_window, *m_state, ui::WindowSettings::Given{*m_preferences, autostart, m_profile, m_logFile,
        m_fixture.isEmpty() ? std::function<void(const QString &)>(openProfile) : [](const QString &) {}});
}

void DesktopApp::makeFirstRun()
{
    m_firstRun = std::make_unique<ui::FirstRun>(
        *m_window, ui::FirstRunParts{*m_state, *m_preferences, *m_server, m_fixture.isEmpty() ? ui::lookAtFolder : ui::fixtureLooker(m_fixture)});
    if (m_fixture.isEmpty() && !m_options.background)
        m_firstRun->openWhenNeeded();
}

void DesktopApp::watchWhenOwner()
{
    m_backend->call(u"owner"_s, {}, this, [this](const Result<QJsonObject> &reply) {
        const bool owns = reply && reply->value(u"pid").toInteger() == QCoreApplication::applicationPid();
        m_beside->setOwnsEngine(owns);
        if (!owns || reply->value(u"watching").toBool())
            return;
        m_backend->call(u"watch_start"_s, {}, this, [this](const Result<QJsonObject> &started) {
            if (!started)
                qWarning("tideline: %s", qUtf8Printable(toText(started.error())));
            m_state->refresh();
        });
    });
}

void DesktopApp::makeWindow()
{
    m_window = std::make_unique<ui::MainWindow>(*m_state, *m_reader);
    m_beside = std::make_unique<BesideWindow>(*m_state, *m_window);
    connect(m_beside.get(), &BesideWindow::quit, this, &DesktopApp::quit);
    makeSettings();
    makeFirstRun();
    m_beside->setCloseToTray(m_preferences->closesToTray());
    m_beside->setNotifies(m_preferences->notifies());
    if (m_fixture.contains(u"previews"))
        m_window->setPreviews(std::make_shared<ui::FixtureOpener>(m_fixture), ui::localSubject);
    setFixtureComparing(*m_window, m_fixture);
    if (m_fixture.isEmpty()) {
        m_previews = std::make_shared<preview::SessionClient>(preview::sessionOptions(m_profile));
        m_window->setPreviews(m_previews, subjectMaker(m_engine));
        setComparing(*m_window, *m_backend, m_previews);
        QSettings settings(m_profile + u"/window.ini"_s, QSettings::IniFormat);
        m_window->restoreView(settings);
        m_beside->restore(settings);
        m_window->openUri(m_options.uri);
    } else {
        QTimer::singleShot(60, m_window.get(), [this] { ui::applyFixtureView(*m_window, m_fixture); });
    }
    if (m_options.screenshot.isEmpty())
        m_beside->start();
}

void DesktopApp::followScheme()
{
    // The portal tells when the desktop turns dark or light.
    QDBusConnection::sessionBus().connect(QString(), u"/org/freedesktop/portal/desktop"_s,
                                          u"org.freedesktop.portal.Settings"_s, u"SettingChanged"_s, this,
                                          SLOT(takeSetting(QString, QString, QDBusVariant)));
}

void DesktopApp::takeSetting(const QString &space, const QString &key, const QDBusVariant &)
{
    if (space != u"org.freedesktop.appearance" || key != u"color-scheme")
        return;
    if (m_preferences && wantedScheme() != ui::Theme::current())
        ui::Theme::apply(m_application, wantedScheme());
}

void DesktopApp::takeScreenshot()
{
    QPixmap picture = m_window->grab();
    // A dialog is a window of its own: drawn where it would stand, and one that it opened over it.
    const auto dialogs = m_window->findChildren<QDialog *>();
    for (QDialog *dialog : dialogs) {
        if (!dialog->isVisible())
            continue;
        QPainter painter(&picture);
        painter.fillRect(m_window->rect(), QColor(0, 0, 0, 70));
        const QPixmap shot = dialog->grab();
        const QPoint at((m_window->width() - dialog->width()) / 2, (m_window->height() - dialog->height()) / 2);
        painter.drawPixmap(at, shot);
        painter.setPen(ui::Theme::colours().line);
        painter.drawRect(QRect(at, dialog->size()));
    }
    const auto menus = m_window->findChildren<QMenu *>();
    for (QMenu *menu : menus) {
        if (menu->isVisible())
            QPainter(&picture).drawPixmap(m_window->mapFromGlobal(menu->pos()), menu->grab());
    }
    const bool saved = picture.save(m_options.screenshot);
    if (!saved)
        std::fprintf(stderr, "tideline: the picture cannot be saved (%s)\n", qUtf8Printable(m_options.screenshot));
    m_application.exit(saved ? 0 : 1);
}

void DesktopApp::quit()
{
    if (m_fixture.isEmpty()) {
        QSettings settings(m_profile + u"/window.ini"_s, QSettings::IniFormat);
        m_window->saveView(settings);
        m_beside->save(settings);
    }
    m_window->hide();
    m_application.exit(0);  // quit() would ask the windows, which only hide
}

int DesktopApp::run()
{
    if (!m_options.uiState.isEmpty()) {
        if (const auto started = startFixture(); !started)
            return fail(started.error());
    } else {
        const auto started = startEngine();
        if (!started)
            return fail(started.error());
        if (!*started)
            return 0;  // the first window shows itself
    }
    makeWindow();
    followScheme();
    if (!m_options.background)
        m_window->show();
    else
        // In the tray; should none come, the window shows itself.
        QTimer::singleShot(10'000, this, [this] {
            if (!m_beside->isTrayLive() && !m_window->isVisible())
                m_window->show();
        });
    if (!m_options.screenshot.isEmpty())
        QTimer::singleShot(kScreenshotMs, this, &DesktopApp::takeScreenshot);
    return m_application.exec();
}

}  // namespace tideline::desktop
