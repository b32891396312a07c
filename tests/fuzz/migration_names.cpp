// The names of a folder's files, with a '/' between them; the whole input is a message for a new step, too.
#include "core/store/migration.h"
#include "tests/fuzz/law.h"

#include <QSet>

#include <algorithm>

using namespace tideline;
using namespace tideline::store;
using tideline::fuzz::law;

namespace {

bool isWordLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/// "NNNN_name.up.sql" and its .down.sql, letter by letter.
bool isStepFile(QByteArray name)
{
    if (name.endsWith(".up.sql"))
        name.chop(7);
    else if (name.endsWith(".down.sql"))
        name.chop(9);
    else
        return false;
    return name.size() > 5 && std::all_of(name.begin(), name.begin() + 4, [](char c) { return c >= '0' && c <= '9'; })
           && !name.startsWith("0000") && name[4] == '_' && std::ranges::all_of(name.sliced(5), isWordLetter);
}

void checkFile(const QString &fileName)
{
    const auto file = MigrationFile::parse(fileName);
    law(bool(file) == isStepFile(fileName.toUtf8()), "a step's file is taken or refused as it is named");
    if (!file) {
        law(file.error().kind == Error::Kind::Invalid && !file.error().what.isEmpty(), "a refusal says why");
        return;
    }
    law(file->toString() == fileName, "a file's name comes back");
}

void checkFolder(const QStringList &files)
{
    const auto steps = orderMigrations(files);
    QStringList turned = files;
    std::ranges::reverse(turned);
    const auto again = orderMigrations(turned);
    law(bool(steps) == bool(again) && (!steps || *steps == *again), "the order of a folder's listing decides nothing");
    if (!steps) {
        law(steps.error().kind == Error::Kind::Invalid && !steps.error().what.isEmpty(), "a refusal says why");
        return;
    }
    law(qsizetype(steps->size()) * 2 == files.size(), "each step has two files, and each file is a step's");
    for (std::size_t i = 0; i < steps->size(); ++i) {
        MigrationFile half = (*steps)[i];
        law(half.number == int(i) + 1, "steps count from 1 without gaps");
        law(half.half == MigrationFile::Half::Up && files.contains(half.toString()), "a step is there upwards");
        half.half = MigrationFile::Half::Down;
        law(files.contains(half.toString()), "a step is there downwards");
        half.name += "_b";
        law(!orderMigrations(files + QStringList{half.toString()}), "no step's number is taken twice");
    }
    for (qsizetype i = 0; i < files.size(); ++i) {
        QStringList fewer = files;
        fewer.removeAt(i);
        law(!orderMigrations(fewer), "each file is needed");
    }
}

void checkMessage(const QString &message)
{
    const QByteArray name = migrationName(message);
    const auto isMeant = [](QChar c) { return c.unicode() < 0x80 && c.isLetterOrNumber(); };
    law(!name.isEmpty() || std::ranges::none_of(message, isMeant), "a letter or a digit is enough for a name");
    if (name.isEmpty())
        return;
    law(name.size() <= 60 && migrationName(QString::fromLatin1(name)) == name, "a step's name is its own message");
    const MigrationFile file{1, name, MigrationFile::Half::Down};
    const auto back = MigrationFile::parse(file.toString());
    law(back && *back == file, "what a revision writes is found again");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size > 2000)
        return 0;
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    checkMessage(text);
    const QStringList names = text.split(u'/', Qt::SkipEmptyParts);
    const QStringList files = QSet<QString>(names.begin(), names.end()).values();  // a folder has each name once
    for (const QString &file : files)
        checkFile(file);
    checkFolder(files);
    return 0;
}
