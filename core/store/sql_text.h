// SQL as a list of tokens: enough to compare and rewrite the CREATE statements that SQLite keeps.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace tideline::store {

/// A word, number, string, quoted name, or one character; comments and white space are no tokens.
struct SqlToken {
    QByteArray text;     ///< unquoted words in lower case; "name", [name] and `name` as words without quotes
    qsizetype from = 0;  ///< its bytes in the source
    qsizetype to = 0;
    bool operator==(const SqlToken &other) const { return text == other.text; }
};
std::vector<SqlToken> sqlTokens(QByteArrayView sql);

/// The tokens joined by single spaces: two texts that mean the same to SQLite compare equal.
QByteArray normalSql(QByteArrayView sql);

/// A CREATE TABLE statement, taken apart.
struct CreateTable {
    struct Column {
        QByteArray name;
        QByteArray definition;        ///< normalised, with the name
        QByteArray rest;              ///< normalised, without the name
        QByteArray source;            ///< as written, without the comma and comments around it
    };
    QByteArray name;
    std::vector<Column> columns;
    std::vector<QByteArray> constraints;  ///< of the table, normalised and sorted
    QByteArray options;                   ///< after the last parenthesis, normalised: "strict , without rowid"
    qsizetype nameFrom = 0;               ///< where the name stands in the source
    qsizetype nameTo = 0;
};
CreateTable parseCreateTable(QByteArrayView sql);

}  // namespace tideline::store
