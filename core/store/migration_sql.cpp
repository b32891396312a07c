// migrationSql(): the script between two schemas.
#include "core/store/schema_diff.h"

#include <QRegularExpression>

#include <sqlite3.h>

#include <algorithm>
#include <optional>
#include <set>

namespace tideline::store {

namespace {

using Column = CreateTable::Column;

/// A name as SQL writes it: bare where that is enough.
QByteArray quoted(const QByteArray &name)
{
    static const QRegularExpression bare(u"^[a-z_][a-z0-9_]*$"_s);
    if (bare.match(QString::fromUtf8(name)).hasMatch() && !sqlite3_keyword_check(name.constData(), int(name.size())))
        return name;
    QByteArray inner = name;
    return '"' + inner.replace("\"", "\"\"") + '"';
}

bool has(const Column &column, QByteArrayView words)
{
    return (' ' + column.rest + ' ').contains(' ' + words.toByteArray() + ' ');
}

bool isGenerated(const Column &column)
{
    return has(column, "generated") || has(column, "as (");
}

QByteArray typeOf(const Column &column)
{
    const qsizetype end = column.rest.indexOf(' ');
    return end < 0 ? column.rest : column.rest.first(end);
}

/// The text after DEFAULT, or nothing.
std::optional<QByteArray> defaultOf(const Column &column)
{
    const std::vector<SqlToken> tokens = sqlTokens(column.source);
    const auto word = std::ranges::find(tokens, QByteArray("default"), &SqlToken::text);
    if (word == tokens.end() || word + 1 == tokens.end())
        return {};
    auto last = word + 1;
    if (last->text == "(") {
        for (int depth = 0; last != tokens.end(); ++last) {
            depth += last->text == "(" ? 1 : last->text == ")" ? -1 : 0;
            if (depth == 0)
                break;
        }
        if (last == tokens.end())
            return {};
    } else if ((last->text == "-" || last->text == "+" || last->text == "x") && last + 1 != tokens.end()) {
        ++last;  // a sign, or X'…'
    }
    return column.source.sliced((word + 1)->from, last->to - (word + 1)->from);
}

/// A value for the rows that are there, for a column that must have one and says no default.
QByteArray madeUp(const Column &column)
{
    const QString rest = QString::fromUtf8(column.rest);
    static const QRegularExpression oneOf(u" in \\( ('(?:[^']|'')*'|[0-9]+)"_s);
    if (const auto match = oneOf.match(rest); match.hasMatch())
        return match.captured(1).toUtf8();
    static const QRegularExpression length(u"length \\( \\w+ \\) = ([0-9]+)"_s);
    const auto fixed = length.match(rest);
    const QByteArray bytes = fixed.hasMatch() ? fixed.captured(1).toUtf8() : "16";
    const bool unique = has(column, "unique");
    const QByteArray type = typeOf(column);
    if (type == "blob")
        return unique ? "randomblob(" + bytes + ')' : fixed.hasMatch() ? "zeroblob(" + bytes + ')' : "x''";
    if (type == "text")
        return unique ? "lower(hex(randomblob(16)))" : "''";
    return unique ? "abs(random())" : "0";
}

bool mustHaveValue(const Column &column)
{
    return has(column, "not null") && !isGenerated(column) && !has(column, "integer primary key");
}

/// Whether ALTER TABLE ADD COLUMN takes it for a table with rows.
bool canBeAdded(const Column &column)
{
    for (const char *word : {"primary", "unique", "generated", "as", "current_time", "current_date", "current_timestamp"}) {
        if (has(column, word))
            return false;
    }
    const auto standard = defaultOf(column);
    if (standard && standard->startsWith('('))
        return false;
    return !mustHaveValue(column) || (standard && standard->toLower() != "null");
}

/// Whether `to` is `from` with columns appended that ALTER TABLE can add.
bool onlyAppends(const SchemaTable &from, const SchemaTable &to)
{
    const auto &before = from.parts.columns;
    const auto &after = to.parts.columns;
    return after.size() > before.size() && from.parts.constraints == to.parts.constraints
           && from.parts.options == to.parts.options
           && std::ranges::equal(before, std::ranges::subrange(after.begin(), after.begin() + qsizetype(before.size())),
                                 {}, &Column::definition, &Column::definition)
           && std::all_of(after.begin() + qsizetype(before.size()), after.end(), canBeAdded);
}

/// Writes the script. `m_sources` says for each table of `to` that stays which table of `from` it was.
class Script {
public:
    Script(const Schema &from, const Schema &to) : m_from(from), m_to(to)
    {
        for (const SchemaTable &table : to.tables) {
            if (const SchemaTable *before = sourceOf(table)) {
                m_sources[table.name] = before;
                const bool renamed = before->name != table.name;  // and alike, else it were none
                if (!renamed && !table.sameAs(*before) && !onlyAppends(*before, table))
                    m_rebuilt.insert(table.name);
            }
        }
    }

    QByteArray write()
    {
        dropObjects();
        for (const auto &[name, before] : m_sources) {
            if (before->name != name)
                line("ALTER TABLE " + quoted(before->name) + " RENAME TO " + quoted(name) + ';');
        }
        for (const SchemaTable &table : m_to.tables)
            makeTable(table);
        // Newest first: what refers goes before what it refers to.
        for (auto table = m_from.tables.rbegin(); table != m_from.tables.rend(); ++table) {
            if (!isKept(table->name))
                line("DROP TABLE " + quoted(table->name) + ";  -- review: its rows go");
        }
        makeObjects();
        return m_sql;
    }

private:
    void line(const QByteArray &text) { m_sql += text + '\n'; }

    bool isKept(const QByteArray &fromName) const
    {
        return std::ranges::any_of(m_sources, [&](const auto &pair) { return pair.second->name == fromName; });
    }

    /// The table of `from` that this one was: of its name, else the only one that goes and is made alike.
    const SchemaTable *sourceOf(const SchemaTable &table) const
    {
        if (const SchemaTable *same = m_from.table(table.name))
            return same;
        auto alike = [&](const SchemaTable &before) {
            SchemaTable renamed = before;
            renamed.parts.name = table.parts.name;
            return !m_to.table(before.name) && renamed.sameAs(table);
        };
        if (std::ranges::count_if(m_from.tables, alike) != 1)
            return nullptr;
        const auto twins = std::ranges::count_if(m_to.tables, [&](const SchemaTable &other) {
            SchemaTable renamed = other;
            renamed.parts.name = table.parts.name;
            return !m_from.table(other.name) && renamed.sameAs(table);
        });
        return twins == 1 ? &*std::ranges::find_if(m_from.tables, alike) : nullptr;
    }

    /// The column whose values `to` gets: of its name, else the one at its place that goes and is declared alike.
    static const Column *sourceColumn(const SchemaTable &from, const SchemaTable &to, const Column &column)
    {
        auto named = [](const SchemaTable &table, const QByteArray &name) {
            const auto it = std::ranges::find(table.parts.columns, name, &Column::name);
            return it == table.parts.columns.end() ? nullptr : &*it;
        };
        if (const Column *same = named(from, column.name))
            return isGenerated(*same) ? nullptr : same;
        const auto place = std::size_t(&column - to.parts.columns.data());
        if (place >= from.parts.columns.size() || from.parts.columns.size() != to.parts.columns.size())
            return nullptr;
        const Column &there = from.parts.columns[place];
        // A CHECK of the column names it: compared with the name put in.
        QByteArray rest = ' ' + there.rest + ' ';
        rest.replace(' ' + there.name + ' ', ' ' + column.name + ' ');
        return !named(to, there.name) && rest == ' ' + column.rest + ' ' ? &there : nullptr;
    }

    bool staysAsItIs(const SchemaObject &object) const
    {
        const auto after = m_to.objects.find(object.name);
        if (after == m_to.objects.end() || normalSql(after->second.sql) != normalSql(object.sql))
            return false;
        return object.type == "index" ? !m_rebuilt.contains(object.table) : m_rebuilt.empty();
    }

    void dropObjects()
    {
        for (const char *type : {"trigger", "view", "index"}) {
            for (const auto &[name, object] : m_from.objects) {
                const bool goesWithTable = object.type == "index" && (!isKept(object.table) || m_rebuilt.contains(object.table));
                if (object.type == type && !staysAsItIs(object) && !goesWithTable)
                    line("DROP " + QByteArray(type).toUpper() + ' ' + quoted(name) + ';');
            }
        }
    }

    void makeObjects()
    {
        for (const char *type : {"index", "view", "trigger"}) {
            for (const auto &[name, object] : m_to.objects) {
                const auto before = m_from.objects.find(name);
                if (object.type == type && (before == m_from.objects.end() || !staysAsItIs(before->second)))
                    line(object.sql + ';');
            }
        }
    }

    void makeTable(const SchemaTable &table)
    {
        const auto source = m_sources.find(table.name);
        if (source == m_sources.end())
            line(table.sql + ";\n");
        else if (m_rebuilt.contains(table.name))
            rebuild(*source->second, table);
        else
            append(*source->second, table);
    }

    void append(const SchemaTable &from, const SchemaTable &to)
    {
        for (std::size_t i = from.parts.columns.size(); i < to.parts.columns.size(); ++i)
            line("ALTER TABLE " + quoted(to.name) + " ADD COLUMN " + to.parts.columns[i].source + ';');
    }

    /// What SELECT gives for one column of the new table.
    static QByteArray valueFor(const Column &column, const Column *source)
    {
        if (!source) {
            if (const auto standard = defaultOf(column))
                return *standard;
            return madeUp(column);
        }
        QByteArray value = quoted(source->name);
        const QByteArray before = typeOf(*source);
        const QByteArray after = typeOf(column);
        if ((before == "blob" && after == "text") || (before == "text" && after == "blob"))
            value = "CAST(" + value + " AS " + after.toUpper() + ')';  // the same bytes; all else STRICT converts or refuses
        if (mustHaveValue(column) && !mustHaveValue(*source)) {
            const auto standard = defaultOf(column);
            value = "coalesce(" + value + ", " + standard.value_or(madeUp(column)) + ')';
        }
        return value;
    }

    /// SQLite's way to change a table: a new one beside it, the rows copied, the old one dropped, the new one renamed.
    void rebuild(const SchemaTable &from, const SchemaTable &to)
    {
        const QByteArray beside = quoted(to.name + "_new");
        line("-- " + to.name + ": made anew beside itself, with its rows.");
        QByteArray create = to.sql;
        create.replace(to.parts.nameFrom, to.parts.nameTo - to.parts.nameFrom, beside);
        line(create + ';');

        QList<QByteArray> into;
        QList<QByteArray> values;
        for (const Column &column : to.parts.columns) {
            if (isGenerated(column))
                continue;
            const Column *source = sourceColumn(from, to, column);
            if (!source && !defaultOf(column) && !mustHaveValue(column))
                continue;  // NULL, or a new INTEGER PRIMARY KEY that counts by itself
            into += quoted(column.name);
            values += valueFor(column, source);
            if (!source)
                line("-- review: " + column.name + " is new; rows that are there get " + values.back() + '.');
            else if (values.back() != quoted(column.name))
                line("-- review: " + column.name + " gets " + values.back() + '.');
        }
        for (const Column &column : from.parts.columns) {
            const bool used = std::ranges::any_of(to.parts.columns, [&](const Column &after) {
                const Column *source = sourceColumn(from, to, after);
                return source && source->name == column.name;
            });
            if (!used)
                line("-- review: " + column.name + " goes, with its values.");
        }
        if (into.isEmpty())
            line("INSERT INTO " + beside + " SELECT NULL FROM " + quoted(to.name) + ';');
        else
            line("INSERT INTO " + beside + " (" + into.join(", ") + ")\n    SELECT " + values.join(", ") + "\n    FROM "
                 + quoted(to.name) + ';');
        line("DROP TABLE " + quoted(to.name) + ';');
        line("ALTER TABLE " + beside + " RENAME TO " + quoted(to.name) + ";\n");
    }

    const Schema &m_from;
    const Schema &m_to;
    std::map<QByteArray, const SchemaTable *> m_sources;
    std::set<QByteArray> m_rebuilt;
    QByteArray m_sql;
};

}  // namespace

QByteArray migrationSql(const Schema &from, const Schema &to)
{
    return Script(from, to).write();
}

}  // namespace tideline::store
