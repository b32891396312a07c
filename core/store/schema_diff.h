// Two schemas compared, and the SQL that turns one into the other with the rows kept: `tide db revision --autogenerate`.
#pragma once

#include "core/store/database.h"
#include "core/store/migration.h"
#include "core/store/sql_text.h"

#include <QStringList>

#include <map>
#include <vector>

namespace tideline::store {

struct SchemaTable {
    QByteArray name;
    QByteArray sql;      ///< as SQLite keeps it, with the comments inside
    CreateTable parts;
    bool sameAs(const SchemaTable &other) const;
};

/// An index, view or trigger.
struct SchemaObject {
    QByteArray type;
    QByteArray name;
    QByteArray table;    ///< index, trigger: on which it is
    QByteArray sql;
};

/// What a database is made of, without `schema_migration` and SQLite's own tables.
struct Schema {
    std::vector<SchemaTable> tables;              ///< in the order in which they were made
    std::map<QByteArray, SchemaObject> objects;   ///< by name

    const SchemaTable *table(const QByteArray &name) const;
};
/// Errors: Corrupt, Timeout.
Result<Schema> readSchema(Database &database);
/// The schema that `sql` makes in an empty database. Errors: Invalid (SQL that does not run).
Result<Schema> schemaOfSql(const QByteArray &sql);
/// The schema that the steps make one after the other. Errors: Invalid, with the step.
Result<Schema> schemaOfSteps(const std::vector<Migration> &steps);

/// What `to` has more, less or otherwise than `from`, a line each; empty = equal but for layout, comments, and the order
/// of a table's constraints. The order of columns counts: it is what SELECT * and a person see.
QStringList differences(const Schema &from, const Schema &to);

/// SQL that turns `from` into `to` inside the Migrator's transaction (foreign keys off until its end), keeping every row
/// and every column that both have; a column or table whose name alone changed is renamed. Where a person has to decide
/// (a value that a new NOT NULL column needs, a column that goes) it says so in a comment. Empty when they are equal.
QByteArray migrationSql(const Schema &from, const Schema &to);

/// The next step, from what `steps` make to `declared`, tried out: up gives `declared`, down what was before, up again.
struct GeneratedStep {
    Migration step;        ///< number 0 when nothing differs
    QStringList changes;   ///< differences()
};
/// Errors: Invalid (SQL that does not run, or a difference that this generator cannot bridge).
Result<GeneratedStep> generateStep(const std::vector<Migration> &steps, const QByteArray &declared, const QByteArray &name);

}  // namespace tideline::store
