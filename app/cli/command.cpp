#include "app/cli/command.h"

namespace tideline::cli {

QStringList Arguments::texts(const char *key) const
{
    const auto it = m_values.find(QLatin1StringView(key));
    return it == m_values.end() ? QStringList() : it->second;
}

qint64 Arguments::integer(const char *key, qint64 fallback) const
{
    return has(key) ? text(key).toLongLong() : fallback;
}

QString Parameter::key() const
{
    QString text = QString::fromLatin1(name);
    if (isPositional())
        return text;
    return text.mid(text.lastIndexOf(QLatin1StringView("--")) + 2);
}

}  // namespace tideline::cli
