// A Backend and a ListingSource out of one JSON file: every screen can be drawn without an engine and without a server.
#pragma once

#include "core/schema/listing_source.h"
#include "ui/backend.h"

#include <QJsonObject>
#include <QPointer>

#include <map>
#include <optional>

namespace tideline::ui {

/// Answers verbs from `verbs`: a value is a reply, {"error": …}, or a list of {"when": {arguments}, "reply"|"error"}
/// whose first fitting one answers. A {"progress": [objects], "reply"|"error"|"hangs"} tells of its progress first, and one that hangs
/// answers only when it is cancelled. `events` are sent after start(). tests/ui/fixtures/README.md describes the file.
class FixtureBackend final : public Backend {
    Q_OBJECT
public:
    /// Errors: NotFound, Invalid (not a JSON object), with the file in `where`.
    static Result<QJsonObject> read(const QString &path);

    explicit FixtureBackend(QJsonObject fixture, QObject *parent = nullptr);
    void start();
    quint64 call(const QString &verb, const QJsonObject &args, QObject *context, OnReply onReply,
                 OnProgress onProgress = {}) override;
    void cancel(quint64 call) override;

    /// Other answers from now on.
    void setFixture(const QJsonObject &fixture) { m_fixture = fixture; }
    const QJsonObject &fixture() const { return m_fixture; }
    /// The verbs that were called, in turn: {"verb","args"}.
    const QList<QJsonObject> &called() const { return m_called; }
    /// As if the engine had said it.
    void say(const QJsonObject &happened) { Q_EMIT event(happened); }

private:
    /// What is written for it; nullopt = nothing.
    std::optional<QJsonObject> answerFor(const QString &verb, const QJsonObject &args) const;

    QJsonObject m_fixture;
    QList<QJsonObject> m_called;
    std::map<quint64, std::pair<QPointer<QObject>, OnReply>> m_hanging;
    quint64 m_next = 1;
};

/// The fixture's `listings`: {"PROJECT": {"FOLDER": [entry rows] | {"generate": N}}}.
class FixtureListing final : public ListingSource {
public:
    explicit FixtureListing(const QJsonObject &fixture) : m_listings(fixture.value(u"listings").toObject()) {}
    Result<ListingPage> page(const ListingQuery &query) override;

private:
    QJsonObject m_listings;
};

/// An entry row of core/control/README.md as a ListingRow.
ListingRow listingRowFromJson(const QJsonObject &object);
/// Filters, sorts and cuts rows as `query` asks: for sources that hold a whole folder.
ListingPage cutPage(std::vector<ListingRow> rows, const ListingQuery &query);

}  // namespace tideline::ui
