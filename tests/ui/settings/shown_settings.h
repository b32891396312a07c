// The window with its settings open over a profile's folder, for tests that go about as a person does.
#pragma once

#include "tests/ui/listing_double.h"
#include "ui/fixture_backend.h"
#include "ui/main_window.h"
#include "ui/settings/settings_dialog.h"
#include "ui/settings/window_settings.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

namespace tideline::ui {

/// A row of `config_get`.
inline QJsonObject setting(const QString &name, const QString &value)
{
    return {{u"name"_s, name}, {u"value"_s, value}, {u"default"_s, QString()}, {u"help"_s, QString()}};
}

/// The verbs that the settings ask for; `more` win.
inline QJsonObject settingsFixture(const QJsonObject &more = {})
{
    QJsonObject verbs{
        {u"status"_s, QJsonObject{{u"state"_s, u"synced"_s}, {u"signed_in"_s, true}, {u"online"_s, true}, {u"projects"_s, QJsonArray()}}},
        {u"projects"_s, QJsonObject{{u"rows"_s, QJsonArray()}, {u"online"_s, true}}},
        {u"config_get"_s, QJsonObject{{u"rows"_s, QJsonArray{setting(u"proxy"_s, u"system"_s), setting(u"proxy_url"_s, {}), setting(u"proxy_user"_s, {}),
                                                             setting(u"proxy_password"_s, {}), setting(u"ca_file"_s, {}), setting(u"client_cert"_s, {}), setting(u"secret_store"_s, u"auto"_s)}}}},
        {u"config_set"_s, QJsonObject{{u"name"_s, u"proxy"_s}, {u"value"_s, u"manual"_s}}},
        {u"whoami"_s, QJsonObject{{u"url"_s, u"https://cloud.secret.example"_s}, {u"online"_s, true}, {u"device"_s, u"laptop"_s},
                                  {u"user"_s, QJsonObject{{u"id"_s, u"usr_1"_s}, {u"name"_s, u"ada-lovelace"_s}}},
                                  {u"secret_in"_s, u"file"_s}, {u"secret_file"_s, u"/profile/token"_s}}},
        {u"owner"_s, QJsonObject{{u"sqlite"_s, u"3.40.1"_s}, {u"schema"_s, 9}, {u"protocol"_s, u"v1"_s}}},
        {u"doctor"_s, QJsonObject{{u"ok"_s, true}, {u"rows"_s, QJsonArray{QJsonObject{{u"check"_s, u"cloud"_s}, {u"ok"_s, true},
                                                                                     {u"what"_s, u"https://cloud.secret.example knows ada-lovelace"_s}}}}}}};
    for (auto it = more.begin(); it != more.end(); ++it)
        verbs[it.key()] = it.value();
    return {{u"verbs"_s, verbs}};
}

/// The window with its settings, over a profile's folder.
struct ShownSettings {
    explicit ShownSettings(const QJsonObject &verbs = {}) : backend(settingsFixture(verbs))
    {
        autostart = std::make_shared<const Autostart>(Autostart::Places{folder.filePath(u"autostart"_s), {}}, u"org.tideline.Tideline"_s, QStringList{u"tideline"_s});
        settings = std::make_unique<WindowSettings>(window, state, WindowSettings::Given{preferences, autostart, folder.path(), {}, [this](const QString &name) { opened.append(name); }});
        backend.start();
        window.show();
    }
    SettingsDialog &open(SettingsDialog::Page page)
    {
        settings->open(page);
        auto *dialog = window.findChild<SettingsDialog *>();
        if (!dialog || !QTest::qWaitForWindowExposed(dialog))
            qFatal("no settings");
        return *dialog;
    }
    template <typename T>
    T *find(const char *name) { return window.findChild<T *>(QString::fromLatin1(name)); }
    QJsonObject lastCall(const QString &verb) const
    {
        for (auto it = backend.called().rbegin(); it != backend.called().rend(); ++it) {
            if (it->value(u"verb").toString() == verb)
                return it->value(u"args").toObject();
        }
        return {};
    }

    QStringList opened;
    QTemporaryDir folder;
    FixtureBackend backend;
    ListingReader reader{std::make_shared<ListingDouble>(1)};
    ServiceState state{backend};
    Preferences preferences{folder.filePath(u"window.ini"_s)};
    MainWindow window{state, reader};
    std::shared_ptr<const Autostart> autostart;
    std::unique_ptr<WindowSettings> settings;
};

}  // namespace tideline::ui
