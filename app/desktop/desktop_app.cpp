#include "app/desktop/desktop_app.h"

#include "app/desktop/preview_subjects.h"
#include "app/desktop/window_comparing.h"
#include "core/sync/service/reach.h"
#include "ui/fixture_backend.h"
#include "ui/fixture_opener.h"
#include "ui/fixture_view.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/verb_backend.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDialog>
#include <QMenu>
#include <QPainter>
#include <QScreen>
#include <QSettings>
#include <QTimer>

#include <cstdio>

namespace tideline::desktop {

namespace {
constexpr int kScreenshotMs = 700;  ///< the fixture's answers, the listing and the inspector have come by then

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
    m_beside.reset();
    m_window.reset();
    m_previews.reset();  // ends what it fetches
    m_reader.reset();
    m_state.reset();
    m_backend.reset();  // waits for running verbs, then lets the engine go
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
    m_engine = std::make_shared<EngineSlot>();
    auto backend = std::make_unique<ui::VerbBackend>([this, location = *location]() -> Result<std::shared_ptr<control::VerbHandler>> {
        auto reached = sync::reachService({location, sync::OwnerMode::Desktop, std::chrono::seconds(20), &m_ending});
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

Result<void> DesktopApp::startFixture()
{
    auto fixture = ui::FixtureBackend::read(m_options.uiState);
    if (!fixture)
        return fixture.error();
    m_fixture = *fixture;
    if (m_fixture.value(u"scheme").toString() == u"dark" && qEnvironmentVariableIsEmpty("TIDELINE_SCHEME"))
        ui::Theme::apply(m_application, ui::Scheme::Dark);
    auto backend = std::make_unique<ui::FixtureBackend>(m_fixture);
    m_reader = std::make_unique<ui::ListingReader>(std::make_shared<ui::FixtureListing>(m_fixture));
    m_state = std::make_unique<ui::ServiceState>(*backend);
    backend->start();
    m_backend = std::move(backend);
    return {};
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
    const ui::Scheme wanted = ui::Theme::wanted();
    if (wanted != ui::Theme::current())
        ui::Theme::apply(m_application, wanted);
}

void DesktopApp::takeScreenshot()
{
    QPixmap picture = m_window->grab();
    // A dialog is a window of its own: drawn where it would stand.
    if (auto *dialog = m_window->findChild<QDialog *>(); dialog && dialog->isVisible()) {
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
