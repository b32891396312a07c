#include "core/sync/service/arguments.h"

#include <QDir>
#include <QJsonArray>

namespace tideline::sync {

Error Arguments::wrong(const QString &name, const QString &what) const
{
    return Error{Error::Kind::Invalid, what, u"%1: %2"_s.arg(m_verb, name), {}};
}

Result<void> Arguments::onlyFrom(const QStringList &names) const
{
    for (auto it = m_values.begin(); it != m_values.end(); ++it) {
        if (!names.contains(it.key()))
            return wrong(it.key(), u"There is no such argument."_s);
    }
    return {};
}

Result<QString> Arguments::text(const QString &name) const
{
    auto value = text(name, {});
    if (value && value->isEmpty())
        return wrong(name, u"This argument is missing."_s);
    return value;
}

Result<QString> Arguments::text(const QString &name, const QString &otherwise) const
{
    const QJsonValue value = m_values.value(name);
    if (value.isUndefined() || value.isNull())
        return otherwise;
    if (!value.isString())
        return wrong(name, u"This argument is a text."_s);
    return value.toString();
}

Result<bool> Arguments::flag(const QString &name, bool otherwise) const
{
    const QJsonValue value = m_values.value(name);
    if (value.isUndefined() || value.isNull())
        return otherwise;
    if (!value.isBool())
        return wrong(name, u"This argument is true or false."_s);
    return value.toBool();
}

Result<qint64> Arguments::integer(const QString &name, qint64 otherwise, qint64 least, qint64 most) const
{
    const QJsonValue value = m_values.value(name);
    if (value.isUndefined() || value.isNull())
        return otherwise;
    const qint64 number = value.toInteger(least - 1);
    if (!value.isDouble() || number < least || number > most)
        return wrong(name, u"This argument is a whole number from %1 to %2."_s.arg(least).arg(most));
    return number;
}

Result<QJsonObject> Arguments::object(const QString &name) const
{
    const QJsonValue value = m_values.value(name);
    if (!value.isUndefined() && !value.isNull() && !value.isObject())
        return wrong(name, u"This argument is an object."_s);
    return value.toObject();
}

Result<QStringList> Arguments::texts(const QString &name) const
{
    const QJsonValue value = m_values.value(name);
    if (value.isUndefined() || value.isNull())
        return QStringList();
    if (!value.isArray())
        return wrong(name, u"This argument is a list of texts."_s);
    QStringList list;
    for (const QJsonValue &item : value.toArray()) {
        if (!item.isString() || item.toString().isEmpty())
            return wrong(name, u"This argument is a list of texts."_s);
        list.append(item.toString());
    }
    return list;
}

Result<QList<qint64>> Arguments::integers(const QString &name) const
{
    const QJsonValue value = m_values.value(name);
    if (value.isUndefined() || value.isNull())
        return QList<qint64>();
    if (!value.isArray())
        return wrong(name, u"This argument is a list of numbers."_s);
    QList<qint64> list;
    for (const QJsonValue &item : value.toArray()) {
        if (!item.isDouble())
            return wrong(name, u"This argument is a list of numbers."_s);
        list.append(item.toInteger());
    }
    return list;
}

Result<QString> Arguments::absolutePath(const QString &name) const
{
    auto value = text(name);
    if (!value)
        return value;
    if (!QDir::isAbsolutePath(*value) || value->contains(QChar(u'\0')))
        return wrong(name, u"This argument is an absolute path."_s);
    return QDir::cleanPath(*value);
}

}  // namespace tideline::sync
