#include "core/store/schema_diff.h"

#include "core/store/migrator.h"

#include <algorithm>

namespace tideline::store {

namespace {

QString text(const QByteArray &utf8)
{
    return QString::fromUtf8(utf8);
}

Result<std::unique_ptr<Database>> emptyDatabase()
{
    return Database::open({.path = u":memory:"_s, .vfs = {}});
}

const CreateTable::Column *columnNamed(const SchemaTable &table, const QByteArray &name)
{
    const auto it = std::ranges::find(table.parts.columns, name, &CreateTable::Column::name);
    return it == table.parts.columns.end() ? nullptr : &*it;
}

void describeTable(const SchemaTable &from, const SchemaTable &to, QStringList &lines)
{
    const QString name = text(to.name);
    for (const auto &column : to.parts.columns) {
        const auto *before = columnNamed(from, column.name);
        if (!before)
            lines += u"%1: column %2 is new"_s.arg(name, text(column.definition));
        else if (before->definition != column.definition)
            lines += u"%1: column %2 becomes %3"_s.arg(name, text(before->definition), text(column.definition));
    }
    for (const auto &column : from.parts.columns) {
        if (!columnNamed(to, column.name))
            lines += u"%1: column %2 goes"_s.arg(name, text(column.definition));
    }
    for (const QByteArray &rule : to.parts.constraints) {
        if (std::ranges::find(from.parts.constraints, rule) == from.parts.constraints.end())
            lines += u"%1: %2 is new"_s.arg(name, text(rule));
    }
    for (const QByteArray &rule : from.parts.constraints) {
        if (std::ranges::find(to.parts.constraints, rule) == to.parts.constraints.end())
            lines += u"%1: %2 goes"_s.arg(name, text(rule));
    }
    if (from.parts.options != to.parts.options)
        lines += u"%1: %2 becomes %3"_s.arg(name, text(from.parts.options), text(to.parts.options));
}

}  // namespace

bool SchemaTable::sameAs(const SchemaTable &other) const
{
    return parts.name == other.parts.name && parts.constraints == other.parts.constraints
           && parts.options == other.parts.options
           && std::ranges::equal(parts.columns, other.parts.columns, {}, &CreateTable::Column::definition,
                                 &CreateTable::Column::definition);
}

const SchemaTable *Schema::table(const QByteArray &name) const
{
    const auto it = std::ranges::find(tables, name, &SchemaTable::name);
    return it == tables.end() ? nullptr : &*it;
}

Result<Schema> readSchema(Database &database)
{
    auto query = database.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema"
                                  " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                                  " AND tbl_name <> 'schema_migration' ORDER BY rowid");
    if (!query)
        return query.error();
    Schema schema;
    for (;;) {
        const auto row = query->step();
        if (!row)
            return row.error();
        if (!*row)
            return schema;
        if (query->blob(0) == "table")
            schema.tables.push_back({query->blob(1), query->blob(3), parseCreateTable(query->blob(3))});
        else
            schema.objects[query->blob(1)] = {query->blob(0), query->blob(1), query->blob(2), query->blob(3)};
    }
}

Result<Schema> schemaOfSql(const QByteArray &sql)
{
    auto database = emptyDatabase();
    if (!database)
        return database.error();
    if (auto done = (*database)->execute(sql); !done)
        return at(done.error(), u"the declared schema"_s);
    return readSchema(**database);
}

Result<Schema> schemaOfSteps(const std::vector<Migration> &steps)
{
    auto database = emptyDatabase();
    if (!database)
        return database.error();
    if (auto done = Migrator(steps, kLocalApplicationId).upgrade(**database, systemClock()); !done)
        return done.error();
    return readSchema(**database);
}

QStringList differences(const Schema &from, const Schema &to)
{
    QStringList lines;
    for (const SchemaTable &table : to.tables) {
        if (const SchemaTable *before = from.table(table.name); !before)
            lines += u"table %1 is new"_s.arg(text(table.name));
        else if (!before->sameAs(table)) {
            const qsizetype count = lines.size();
            describeTable(*before, table, lines);
            if (lines.size() == count)
                lines += u"%1: its columns come in another order"_s.arg(text(table.name));
        }
    }
    for (const SchemaTable &table : from.tables) {
        if (!to.table(table.name))
            lines += u"table %1 goes"_s.arg(text(table.name));
    }
    for (const auto &[name, object] : to.objects) {
        const auto before = from.objects.find(name);
        const QString words = u"%1 %2"_s.arg(text(object.type), text(name));
        if (before == from.objects.end())
            lines += words + u" is new"_s;
        else if (normalSql(before->second.sql) != normalSql(object.sql))
            lines += words + u" changes"_s;
    }
    for (const auto &[name, object] : from.objects) {
        if (!to.objects.contains(name))
            lines += u"%1 %2 goes"_s.arg(text(object.type), text(name));
    }
    return lines;
}

Result<GeneratedStep> generateStep(const std::vector<Migration> &steps, const QByteArray &declared, const QByteArray &name)
{
    const auto from = schemaOfSteps(steps);
    if (!from)
        return from.error();
    const auto to = schemaOfSql(declared);
    if (!to)
        return to.error();
    GeneratedStep generated;
    generated.changes = differences(*from, *to);
    if (generated.changes.isEmpty())
        return generated;
    generated.step = {int(steps.size()) + 1, name, migrationSql(*from, *to), migrationSql(*to, *from)};

    // Tried out before anyone reviews it: up, down, up.
    auto database = emptyDatabase();
    if (!database)
        return database.error();
    std::vector<Migration> all = steps;
    all.push_back(generated.step);
    const Migrator migrator(all, kLocalApplicationId);
    auto stands = [&](const Schema &expected, Result<void> moved) -> Result<void> {
        if (!moved)
            return moved;
        const auto found = readSchema(**database);
        if (!found)
            return found.error();
        if (const QStringList left = differences(*found, expected); !left.isEmpty())
            return Error{Error::Kind::Invalid, u"This change cannot be generated; write the step by hand."_s,
                         left.join(u"; "_s), u"Use: tide db revision -m MESSAGE"_s};
        return {};
    };
    if (auto good = stands(*to, migrator.upgrade(**database, systemClock())); !good)
        return good.error();
    if (auto good = stands(*from, migrator.downgrade(**database, systemClock(), int(steps.size()))); !good)
        return good.error();
    if (auto good = stands(*to, migrator.upgrade(**database, systemClock())); !good)
        return good.error();
    return generated;
}

}  // namespace tideline::store
