// The three versions of a conflict: what both began with, mine, theirs.
#pragma once

#include "ui/difference/version_source.h"

namespace tideline::ui {

/// A row of the verb `conflicts`.
struct ConflictRef {
    ProjectRow project;
    QString path;  ///< inside the project; theirs stands there
    QString copy;  ///< where mine stands; empty: it is in the trash
};

/// The revision that both versions began with, or one before it: the newest that this device committed itself, before theirs, else the
/// file's first one. What is too old makes more questions, never a wrong answer: both sides hold all that it held. What is too new
/// would take the one side's changes for the other's removals. nullopt: none is known, since both made the file, or the history is
/// longer than what was asked for.
///
/// `log`: rows of the verb `log` of the file, newest first, `isWhole` when they are all; `copyLog` of the copy; `device` and `userId`
/// as `whoami` says.
std::optional<VersionRef> mergeBase(const QList<QJsonObject> &log, bool isWhole, const QList<QJsonObject> &copyLog, const QString &device,
                                    const QString &userId);

/// Gathers them by the engine's verbs.
///
/// Thread:    GUI.
/// Ownership: borrows backend and source, which outlive it.
/// Invariant: one answer for the conflict asked for last, none for those before.
class ConflictVersions final : public QObject {
    Q_OBJECT
public:
    ConflictVersions(Backend &backend, VersionSource &source, QObject *parent) : QObject(parent), m_backend(backend), m_source(source) {}
    /// `found` or `failed` follows.
    void gather(const ConflictRef &conflict);

Q_SIGNALS:
    /// Base, mine, theirs; without a base the two alone, theirs first: it was there first.
    void found(const std::vector<tideline::preview::Subject> &versions, const QStringList &titles);
    void failed(const tideline::Error &error);

private:
    void ask(const QString &verb, const QJsonObject &args, void (ConflictVersions::*take)(const QJsonObject &));
    void takeAccount(const QJsonObject &reply);
    void takeCopyLog(const QJsonObject &reply);
    void takeLog(const QJsonObject &reply);
    void finish(const std::optional<preview::Subject> &base, const QString &baseTitle);

    Backend &m_backend;
    VersionSource &m_source;
    ConflictRef m_conflict;
    QString m_device, m_userId;
    QList<QJsonObject> m_copyLog;
    quint64 m_asked = 0;
};

/// "Revision 12 · ada · 12 Mar", of a row of the verb `log`.
VersionRef versionFromLog(const QJsonObject &row);

}  // namespace tideline::ui
