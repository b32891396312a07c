// A verb's arguments, read with their types.
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QStringList>

namespace tideline::sync {

/// Errors of every call: Invalid, with the argument's name in `where`.
class Arguments {
public:
    Arguments(QString verb, QJsonObject values) : m_verb(std::move(verb)), m_values(std::move(values)) {}

    /// Every argument given is one of `names`.
    Result<void> onlyFrom(const QStringList &names) const;
    bool has(const QString &name) const { return m_values.contains(name); }
    /// Not empty.
    Result<QString> text(const QString &name) const;
    Result<QString> text(const QString &name, const QString &otherwise) const;
    Result<bool> flag(const QString &name, bool otherwise = false) const;
    /// Within [least, most].
    Result<qint64> integer(const QString &name, qint64 otherwise, qint64 least, qint64 most) const;
    /// {} when it is not given.
    Result<QJsonObject> object(const QString &name) const;
    Result<QStringList> texts(const QString &name) const;
    Result<QList<qint64>> integers(const QString &name) const;
    /// An absolute path without "..", cleaned.
    Result<QString> absolutePath(const QString &name) const;

private:
    Error wrong(const QString &name, const QString &what) const;
    QString m_verb;
    QJsonObject m_values;
};

}  // namespace tideline::sync
