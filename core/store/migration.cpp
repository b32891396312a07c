#include "core/store/migration.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <map>
#include <utility>

namespace tideline::store {

namespace {

Result<QByteArray> readAll(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Kind::Io, u"A migration could not be read."_s, u"%1: %2"_s.arg(path, file.errorString()), {}};
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

QString MigrationFile::toString() const
{
    return Migration{number, name, {}, {}}.label() + (half == Half::Up ? u".up.sql"_s : u".down.sql"_s);
}

Result<MigrationFile> MigrationFile::parse(const QString &fileName)
{
    // Anchored: `$` alone would pass over a newline at the end.
    static const QRegularExpression pattern(QRegularExpression::anchoredPattern(u"([0-9]{4})_([a-z0-9_]+)\\.(up|down)\\.sql"_s));
    const auto match = pattern.match(fileName);
    const int number = match.captured(1).toInt();
    if (!match.hasMatch() || number == 0)
        return Error{Error::Kind::Invalid, u"Migrations are named NNNN_name.up.sql and NNNN_name.down.sql, from 0001."_s,
                     fileName, {}};
    return MigrationFile{number, match.captured(2).toUtf8(), match.captured(3) == u"up" ? Half::Up : Half::Down};
}

Result<std::vector<MigrationFile>> orderMigrations(const QStringList &fileNames)
{
    std::map<std::pair<int, QByteArray>, int> halves;
    for (const QString &fileName : fileNames) {
        const auto file = MigrationFile::parse(fileName);
        if (!file)
            return file.error();
        ++halves[{file->number, file->name}];
    }
    std::vector<MigrationFile> steps;
    for (const auto &[step, count] : halves) {
        steps.push_back({step.first, step.second, MigrationFile::Half::Up});
        if (count != 2)
            return Error{Error::Kind::Invalid, u"A migration has one half only."_s, steps.back().toString(),
                         u"Each .up.sql needs its .down.sql beside it."_s};
        if (step.first != int(steps.size()))
            return Error{Error::Kind::Invalid, u"Migrations count from 0001 without gaps, and none twice."_s,
                         steps.back().toString(), {}};
    }
    return steps;
}

QByteArray migrationName(const QString &message)
{
    static const QRegularExpression other(u"[^a-z0-9]+"_s);
    QString name = message.toLower().replace(other, u"_"_s);
    if (name.startsWith(u'_'))
        name.remove(0, 1);
    name.truncate(60);
    if (name.endsWith(u'_'))
        name.chop(1);
    return name.toLatin1();
}

Result<std::vector<Migration>> loadMigrations(const QString &folder)
{
    const QDir dir(folder);
    if (!dir.exists())
        return Error{Error::Kind::NotFound, u"There is no folder of migrations here."_s, folder, {}};
    const auto files = orderMigrations(dir.entryList({u"*.up.sql"_s, u"*.down.sql"_s}, QDir::Files));
    if (!files)
        return at(files.error(), folder);
    std::vector<Migration> steps;
    for (MigrationFile file : *files) {
        auto up = readAll(dir.filePath(file.toString()));
        if (!up)
            return up.error();
        file.half = MigrationFile::Half::Down;
        auto down = readAll(dir.filePath(file.toString()));
        if (!down)
            return down.error();
        steps.push_back({file.number, file.name, *std::move(up), *std::move(down)});
    }
    return steps;
}

}  // namespace tideline::store
