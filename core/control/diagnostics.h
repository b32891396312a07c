// The report that one sends to whoever helps: what this client knows of itself, without names, paths or secrets.
#pragma once

#include "core/base/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>

namespace tideline::control {

/// Takes what identifies a person, a machine or a project out of texts.
///
/// Invariant: what add() was told never shows in apply()'s answer, in any spelling of its case.
class Redactor {
public:
    struct Redaction {
        QString what;    ///< never part of the report
        QString word;    ///< stands for it: "<home>"
        int times = 0;   ///< how often apply() has found it
    };
    /// `what` becomes `<word>`; texts under 3 characters are left, or every text would be full of holes.
    void add(const QString &what, const QString &word);
    QString apply(QString text);
    QJsonValue apply(const QJsonValue &value);
    const QList<Redaction> &redactions() const { return m_redactions; }

private:
    QList<Redaction> m_redactions;  // longest first
};

/// What a report is made of: replies of verbs, empty where the engine cannot answer.
struct DiagnosticFacts {
    QString versions, profile;
    qint64 atMs = 0;
    QJsonArray checks;  ///< the rows of `doctor`
    QJsonObject account, status, config;  ///< the replies of `whoami`, `status`, `config_get`
    QString log;        ///< the end of the window's log; may be empty
};
struct DiagnosticReport {
    QJsonObject report;
    QList<Redactor::Redaction> redactions;  ///< those that were found
};
/// The doctor's rows, the projects' figures without names or paths, and the settings; of those that name a server, a person or a file
/// only whether they are set.
DiagnosticReport diagnosticReport(const DiagnosticFacts &facts);

}  // namespace tideline::control
