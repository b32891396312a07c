#include "core/store/sql_text.h"

#include <QList>

#include <algorithm>
#include <span>

namespace tideline::store {

namespace {

using Tokens = std::span<const SqlToken>;

bool isWordByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$'
           || static_cast<unsigned char>(c) >= 0x80;
}

/// The end of a comment that begins at `at`; `at` when none does.
qsizetype skipComment(QByteArrayView sql, qsizetype at)
{
    if (sql.sliced(at).startsWith("--")) {
        const qsizetype end = sql.indexOf('\n', at);
        return end < 0 ? sql.size() : end + 1;
    }
    if (sql.sliced(at).startsWith("/*")) {
        const qsizetype end = sql.indexOf("*/", at + 2);
        return end < 0 ? sql.size() : end + 2;
    }
    return at;
}

/// One past the closing quote; a doubled quote stands for itself.
qsizetype endOfQuoted(QByteArrayView sql, qsizetype at)
{
    const char close = sql[at] == '[' ? ']' : sql[at];
    for (qsizetype i = at + 1; i < sql.size(); ++i) {
        if (sql[i] != close)
            continue;
        if (close != ']' && i + 1 < sql.size() && sql[i + 1] == close)
            ++i;
        else
            return i + 1;
    }
    return sql.size();
}

QByteArray join(Tokens tokens)
{
    QByteArray text;
    for (const SqlToken &token : tokens) {
        if (!text.isEmpty())
            text += ' ';
        text += token.text;
    }
    return text;
}

bool isTableConstraint(const QByteArray &word)
{
    return word == "constraint" || word == "primary" || word == "unique" || word == "check" || word == "foreign";
}

CreateTable::Column columnOf(QByteArrayView sql, Tokens part)
{
    return {part.front().text, join(part), join(part.subspan(1)),
            sql.sliced(part.front().from, part.back().to - part.front().from).toByteArray()};
}

}  // namespace

std::vector<SqlToken> sqlTokens(QByteArrayView sql)
{
    std::vector<SqlToken> tokens;
    for (qsizetype at = 0; at < sql.size();) {
        const char c = sql[at];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
            ++at;
            continue;
        }
        if (const qsizetype end = skipComment(sql, at); end > at) {
            at = end;
            continue;
        }
        qsizetype end = at + 1;
        QByteArray text;
        if (c == '\'' || c == '"' || c == '[' || c == '`') {
            end = endOfQuoted(sql, at);
            text = sql.sliced(at, end - at).toByteArray();
            if (c != '\'') {
                const QByteArray bare = text.mid(1, text.size() - 2);
                if (!bare.isEmpty() && std::ranges::all_of(bare, isWordByte))
                    text = bare.toLower();  // ALTER TABLE RENAME puts quotes around a name
            }
        } else if (isWordByte(c)) {
            while (end < sql.size() && isWordByte(sql[end]))
                ++end;
            text = sql.sliced(at, end - at).toByteArray().toLower();
        } else {
            text = QByteArray(1, c);
        }
        tokens.push_back({text, at, end});
        at = end;
    }
    return tokens;
}

QByteArray normalSql(QByteArrayView sql)
{
    return join(sqlTokens(sql));
}

CreateTable parseCreateTable(QByteArrayView sql)
{
    CreateTable table;
    const std::vector<SqlToken> tokens = sqlTokens(sql);
    const auto open = std::ranges::find(tokens, QByteArray("("), &SqlToken::text);
    if (open == tokens.begin() || open == tokens.end())
        return table;
    table.name = (open - 1)->text;
    table.nameFrom = (open - 1)->from;
    table.nameTo = (open - 1)->to;

    int depth = 0;
    auto partBegin = open + 1;
    auto end = tokens.end();
    auto take = [&](auto at) {
        const Tokens part(partBegin, at);
        if (!part.empty() && isTableConstraint(part.front().text))
            table.constraints.push_back(join(part));
        else if (!part.empty())
            table.columns.push_back(columnOf(sql, part));
        partBegin = at + 1;
    };
    for (auto at = open; at != tokens.end(); ++at) {
        if (at->text == "(") {
            ++depth;
        } else if (at->text == ")" && --depth == 0) {
            take(at);
            end = at + 1;
            break;
        } else if (at->text == "," && depth == 1) {
            take(at);
        }
    }
    std::ranges::sort(table.constraints);
    // STRICT, WITHOUT ROWID and WITHOUT ROWID, STRICT are the same.
    QList<QByteArray> options = join(Tokens(end, tokens.end())).split(',');
    for (QByteArray &option : options)
        option = option.trimmed();
    std::ranges::sort(options);
    table.options = options.join(" , ");
    return table;
}

}  // namespace tideline::store
