// Notebooks for tests, in one line each.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tideline::test {

inline QJsonObject stream(const QString &text, const QString &name = u"stdout"_s)
{
    return {{u"output_type"_s, u"stream"_s}, {u"name"_s, name}, {u"text"_s, text}};
}

inline QJsonObject displayed(const QJsonObject &data)
{
    return {{u"output_type"_s, u"display_data"_s},
            {u"metadata"_s, QJsonObject()},
            {u"data"_s, data}};
}

inline QJsonObject codeCell(const QString &source, const QJsonArray &outputs = {}, const QString &id = {})
{
    QJsonObject cell{{u"cell_type"_s, u"code"_s},
                     {u"execution_count"_s, 1},
                     {u"metadata"_s, QJsonObject()},
                     {u"outputs"_s, outputs},
                     {u"source"_s, source}};
    if (!id.isEmpty())
        cell[u"id"_s] = id;
    return cell;
}

inline QJsonObject markdownCell(const QString &source)
{
    return {{u"cell_type"_s, u"markdown"_s},
            {u"metadata"_s, QJsonObject()},
            {u"source"_s, source}};
}

inline QByteArray notebook(const QJsonArray &cells)
{
    const QJsonObject kernel{{u"display_name"_s, u"Python 3"_s}, {u"name"_s, u"python3"_s}};
    const QJsonObject language{{u"name"_s, u"python"_s}};
    return QJsonDocument(QJsonObject{{u"cells"_s, cells},
                                     {u"metadata"_s, QJsonObject{{u"kernelspec"_s, kernel},
                                                                              {u"language_info"_s, language}}},
                                     {u"nbformat"_s, 4},
                                     {u"nbformat_minor"_s, 5}})
        .toJson();
}

}  // namespace tideline::test
