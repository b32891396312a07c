// Opens bytes as a format's preview, for the formats' tests.
#pragma once

#include "app/session/format.h"
#include "tests/support/memory_source.h"

#include <QFile>
#include <QTest>

namespace tideline::test {

inline const preview::Cancelled kGoOn = false;

/// A preview, or why there is none; and the source, which tells what was read.
struct Opened {
    std::shared_ptr<MemorySource> source;
    Result<std::unique_ptr<session::FilePreview>> preview;

    session::FilePreview *operator->() { return preview->get(); }
    explicit operator bool() const { return bool(preview); }
    const preview::Document &document() { return (*preview)->document(); }
    const preview::TableDocument &table() { return std::get<preview::TableDocument>(document().shape); }
    const preview::TreeDocument &tree() { return std::get<preview::TreeDocument>(document().shape); }

    /// Cells with '|' between them; the error's sentence where it failed.
    QString row(qint64 number)
    {
        const Result<preview::Rows> rows = (*preview)->rows(number, 1, kGoOn);
        if (!rows)
            return rows.error().what;
        return rows->cells.empty() ? u"(none)"_s : rows->cells.front().join(u'|');
    }
    /// A fact's value; empty when there is none.
    QString fact(const QString &name)
    {
        for (const preview::Fact &fact : document().facts) {
            if (fact.name == name)
                return fact.value;
        }
        return {};
    }
    QString columnNames()
    {
        QStringList names;
        for (const preview::Column &column : table().columns)
            names << column.name;
        return names.join(u'|');
    }
    /// One letter for each column: text, integer, real, boolean, time, Binary, Nested.
    QString columnTypes()
    {
        QString types;
        for (const preview::Column &column : table().columns)
            types += QLatin1String("tirbxBN")[qsizetype(column.type)];
        return types;
    }
    QString notices() { return document().notices.join(u' '); }
};

inline Opened opened(const session::Format &format, QByteArray bytes, const QString &name,
                     MemorySource::Where where = MemorySource::Where::Here, const session::Limits &limits = {})
{
    auto source = std::make_shared<MemorySource>(std::move(bytes), where);
    return {source, format.open(source, {name, 0}, limits, kGoOn)};
}

/// A file of tests/data/preview.
inline QByteArray previewData(const QString &name)
{
    QFile file(qEnvironmentVariable("TIDELINE_SOURCE") + u"/tests/data/preview/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(file.fileName()));
    return file.readAll();
}

}  // namespace tideline::test
