// The window's program: builds the object graph, owns the threads, holds no rules.
#pragma once

#include "app/desktop/beside_window.h"
#include "app/desktop/options.h"
#include "app/desktop/single_instance.h"
#include "app/desktop/window_listing.h"
#include "core/preview/session_options.h"
#include "ui/first_run/first_run.h"
#include "ui/main_window.h"
#include "ui/service_state.h"
#include "ui/settings/window_settings.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDBusVariant>

#include <atomic>
#include <memory>

namespace tideline::desktop {

/// Thread:    GUI.
/// Ownership: all of the window's parts; they end in the order that their borrowing asks for.
/// Invariant: the window never hides for good; BesideWindow sees to that.
class DesktopApp final : public QObject {
    Q_OBJECT
public:
    DesktopApp(QApplication &application, Options options);
    ~DesktopApp() override;

    /// Runs until the user quits; the program's exit code.
    int run();

private Q_SLOTS:
    void takeSetting(const QString &space, const QString &key, const QDBusVariant &value);

private:
    Result<bool> startEngine();
    void startServer();
    Result<void> startFixture();
    void makeWindow();
    void makeSettings();
    void makeFirstRun();
    bool isProfileNamed() const;
    void usePreferences();
    void takePreference(ui::Preferences::Key key);
    ui::Scheme wantedScheme() const;
    void watchWhenOwner();
    void followScheme();
    void takeScreenshot();
    void quit();

    QApplication &m_application;
    Options m_options;
    QString m_profile, m_logFile;
    QJsonObject m_fixture;
    std::atomic<bool> m_ending{false};
    std::unique_ptr<SingleInstance> m_instance;
    std::unique_ptr<ui::LocalServer> m_server;  ///< outlives the engine, which may still ask it
    std::shared_ptr<EngineSlot> m_engine;
    std::unique_ptr<ui::Backend> m_backend;
    std::unique_ptr<ui::ServiceState> m_state;
    std::unique_ptr<ui::ListingReader> m_reader;
    std::shared_ptr<preview::SessionClient> m_previews;  ///< its fetches ask the engine
    std::unique_ptr<ui::Preferences> m_preferences;
    std::unique_ptr<ui::MainWindow> m_window;
    std::unique_ptr<BesideWindow> m_beside;
    std::unique_ptr<ui::WindowSettings> m_settings;
    std::unique_ptr<ui::FirstRun> m_firstRun;
};

}  // namespace tideline::desktop
