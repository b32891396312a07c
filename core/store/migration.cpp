#include "core/store/migration.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace tideline::store {

namespace {

Result<QByteArray> readAll(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Kind::Io, u"A migration could not be read."_s, u"%1: %2"_s.arg(path, file.errorString()),
                     u"Each .up.sql needs its .down.sql beside it."_s};
    return file.readAll();
}

}  // namespace

ContentHash Migration::checksum() const
{
    QByteArray text = up;
    text.append('\0').append(down);
    return sha256(text.replace("\r\n", "\n"));
}

QString Migration::label() const
{
    return u"%1_%2"_s.arg(number, 4, 10, QChar(u'0')).arg(QString::fromUtf8(name));
}

Result<std::vector<Migration>> loadMigrations(const QString &folder)
{
    const QDir dir(folder);
    if (!dir.exists())
        return Error{Error::Kind::NotFound, u"There is no folder of migrations here."_s, folder, {}};
    static const QRegularExpression pattern(u"^([0-9]{4})_([a-z0-9_]+)\\.up\\.sql$"_s);
    std::vector<Migration> steps;
    for (const QString &file : dir.entryList({u"*.up.sql"_s}, QDir::Files, QDir::Name)) {
        const auto match = pattern.match(file);
        if (!match.hasMatch() || match.captured(1).toInt() != int(steps.size()) + 1)
            return Error{Error::Kind::Invalid, u"Migrations are named NNNN_name.up.sql and count from 0001 without gaps."_s,
                         dir.filePath(file), {}};
        auto up = readAll(dir.filePath(file));
        if (!up)
            return up.error();
        auto down = readAll(dir.filePath(file.chopped(7) + u".down.sql"_s));
        if (!down)
            return down.error();
        steps.push_back({match.captured(1).toInt(), match.captured(2).toUtf8(), *std::move(up), *std::move(down)});
    }
    return steps;
}

}  // namespace tideline::store
