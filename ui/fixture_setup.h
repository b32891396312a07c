// The first run on a fixture: a server that says what the file says, and folders that no disk has.
#pragma once

#include "ui/first_run/first_run_page.h"

namespace tideline::ui {

/// The fixture's `local_server`: {"installed", "set_up", "url", "made", "empty", "error"}; without one it is installed and starts.
class FixtureServer final : public LocalServer {
    Q_OBJECT
public:
    explicit FixtureServer(const QJsonObject &fixture) : m_server(fixture.value(u"local_server").toObject()) {}
    bool isInstalled() const override { return m_server.value(u"installed").toBool(true); }
    bool isSetUp() const override { return m_server.value(u"set_up").toBool(true); }
    void start(QObject *context, OnAccess onAccess) override;
    bool isEmpty() const override { return m_server.value(u"empty").toBool(true); }
    void discard() override { ++m_discarded; }
    int discarded() const { return m_discarded; }

private:
    QJsonObject m_server;
    int m_discarded = 0;
};

/// The fixture's `folders`: {"PATH": {"exists", "folder", "writable", "free", "project", "taken"}}; "" is every other one.
FolderLooker fixtureLooker(const QJsonObject &fixture);

class FirstRunDialog;

/// Goes through the first run as `view` says: "to" (a page's number), "server" (the address typed), "way", "choose" (ids), "go" (the
/// last page's button is pressed, too).
void walkFirstRun(FirstRunDialog &dialog, const QJsonObject &view);

}  // namespace tideline::ui
