// The window on a fixture of one project, in its folder, for tests that go about as a person does.
#pragma once

#include "tests/ui/listing_double.h"
#include "ui/fixture_backend.h"
#include "ui/main_window.h"
#include "ui/models/listing_reader.h"
#include "ui/service_state.h"
#include "ui/views/file_view.h"

#include <QJsonArray>
#include <QTest>
#include <QTreeView>

#include <algorithm>

namespace tideline::ui {

inline constexpr QStringView kShownId = u"prj_019b0000000070008000000000000001";
inline constexpr QStringView kShownLocalId = u"prj_019b0000000070008000000000000002";

/// One project "field-study", signed in; `verbs` are added to what the engine answers.
inline QJsonObject shownFixture(const QJsonObject &verbs)
{
    const QJsonObject row{{u"project"_s, u"field-study"_s}, {u"id"_s, kShownId.toString()}, {u"local_id"_s, kShownLocalId.toString()},
                          {u"path"_s, u"/home/me/field-study"_s}, {u"where"_s, u"both"_s}, {u"state"_s, u"synced"_s}};
    QJsonObject all{{u"status"_s, QJsonObject{{u"state"_s, u"synced"_s}, {u"signed_in"_s, true}, {u"projects"_s, QJsonArray{row}}}},
                    {u"projects"_s, QJsonObject{{u"rows"_s, QJsonArray{row}}, {u"online"_s, true}}},
                    {u"starred"_s, QJsonObject{{u"rows"_s, QJsonArray()}}},
                    {u"star"_s, QJsonObject{}},
                    {u"opened"_s, QJsonObject{}}};
    for (auto it = verbs.begin(); it != verbs.end(); ++it)
        all.insert(it.key(), it.value());
    return {{u"verbs"_s, all}};
}

/// The window in the project's folder; each folder of it has `rows` entries "file_000000"…
struct ShownWindow {
    explicit ShownWindow(const QJsonObject &verbs = {}, int rows = 500)
        : listing(std::make_shared<ListingDouble>(rows)), backend(shownFixture(verbs)), reader(listing)
    {
        window.openUri(u"tideline://open/field-study"_s);
        window.show();
        window.activateWindow();
        backend.start();
        if (!QTest::qWaitForWindowActive(&window) || !QTest::qWaitFor([&] { return window.files().model().rowCount() == rows; }))
            qFatal("the window does not show the folder");
    }
    const Place &place() { return window.navigator().place(); }
    QTreeView &list() { return *window.findChild<QTreeView *>(u"fileView"_s); }
    /// Goes there and waits for the rows.
    void go(const QByteArray &folder)
    {
        window.navigator().go(Place::folderOf(kShownId.toString(), folder));
        (void)waitForFolder(folder);
    }
    bool waitForFolder(const QByteArray &folder)
    {
        return QTest::qWaitFor([&] { return window.files().model().isOpen() && window.files().model().shown().folder == folder; });
    }
    QJsonObject lastArgs(const QString &verb)
    {
        QJsonObject args;
        for (const QJsonObject &call : backend.called()) {
            if (call.value(u"verb").toString() == verb)
                args = call.value(u"args").toObject();
        }
        return args;
    }
    int calls(const QString &verb)
    {
        return int(std::ranges::count_if(backend.called(), [&](const QJsonObject &call) { return call.value(u"verb").toString() == verb; }));
    }

    std::shared_ptr<ListingDouble> listing;
    FixtureBackend backend;
    ListingReader reader;
    ServiceState state{backend};
    MainWindow window{state, reader};
};

}  // namespace tideline::ui
