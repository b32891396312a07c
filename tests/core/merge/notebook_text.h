// Notebooks in one line, for tables of cases; written as Jupyter writes them and read by Qt's JSON, so that what a test
// expects never comes from core/merge.
#pragma once

#include <QByteArray>
#include <QMap>

#include <optional>
#include <vector>

namespace tideline::test {

struct TestCell {
    QByteArray id;      ///< empty: none
    char type = '=';    ///< '=' code, '#' markdown, '%' raw
    QByteArray source;
    QByteArray output;  ///< one stream; empty: none
    QByteArray count;   ///< a number; empty: null
    QMap<QByteArray, QByteArray> metadata;  ///< strings; "a.b" is b in the object a

    bool operator==(const TestCell &) const = default;
};

struct TestNotebook {
    std::vector<TestCell> cells;
    QMap<QByteArray, QByteArray> metadata;
    int minor = 5;

    bool operator==(const TestNotebook &) const = default;

    /// As nbformat.write() lays it out: keys sorted, one space, a newline at the end.
    QByteArray toBytes() const;
    /// nullopt when it is no JSON, or has more than a TestNotebook says.
    static std::optional<TestNotebook> fromBytes(const QByteArray &bytes);

    /// Cells between '|', each: id, type, source (';' ends a line), '>' output, '@' count, '!' key:value,key:value. The
    /// notebook's metadata follow "||", with minor:4 for its format. "a=x;y>out@1!tag:z|b#title||lang:py"
    static TestNotebook fromText(QByteArray text);
};

}  // namespace tideline::test
