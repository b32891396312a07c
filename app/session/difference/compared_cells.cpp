#include "app/session/difference/compared_cells.h"

#include "app/session/formats/json_cursor.h"

#include <QCryptographicHash>
#include <QSet>

#include <limits>

namespace tideline::session {

namespace {

constexpr qint64 kCellBytes = 200;  ///< of a cell's difference, beside its texts
constexpr qsizetype kAll = std::numeric_limits<qsizetype>::max();

/// Adds a value: a text as it is read, anything else without the space between its parts.
void addValue(QCryptographicHash &hash, QByteArrayView value)
{
    qsizetype left = 0;
    const QString text = joinedText(value, kAll, left);
    hash.addData(text.isEmpty() ? compactJson(value) : text.toUtf8());
    hash.addData(QByteArrayView("\0", 1));
}

QByteArray hashOf(QByteArrayView outputs)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    std::optional<RawOutput> before;
    forEachOutput(outputs, [&](RawOutput output) {
        if (!before || !output.goesOnFrom(*before))
            hash.addData(QByteArray::number(int(output.kind)) + output.stream.toUtf8() + '\0' + output.failure.toUtf8() + '\0');
        qsizetype left = 0;
        for (const QByteArrayView part : output.text)
            hash.addData(joinedText(part, kAll, left).toUtf8());
        for (const auto &[mime, value] : output.data) {
            hash.addData(mime.toUtf8());
            addValue(hash, value);
        }
        before = std::move(output);
    });
    return before ? hash.result() : QByteArray();
}

QByteArray typeOf(preview::Cell::Kind kind)
{
    return kind == preview::Cell::Kind::Code ? "code" : kind == preview::Cell::Kind::Markdown ? "markdown" : "raw";
}

}  // namespace

Result<ComparedCells> ComparedCells::of(const NotebookFile &notebook, qint64 maxBytes)
{
    ComparedCells read;
    QSet<QByteArray> ids;
    qint64 bytes = 0;
    qsizetype left = 0;
    for (qint64 i = 0; i < notebook.cellCount(); ++i) {
        const RawCell raw = notebook.cell(i);
        read.m_sources.push_back(sourceOf(raw, qsizetype(maxBytes), left));
        bytes += kCellBytes + 2 * read.m_sources.back().size();
        if (left > 0 || bytes > maxBytes)
            return Error{Error::Kind::Refused, u"The notebooks' sources are too large to be compared cell by cell."_s, {}, {}};
        QByteArray id = raw.id.toUtf8();
        if (ids.contains(id))
            id.clear();
        else if (!id.isEmpty())
            ids.insert(id);
        read.m_cells.push_back({nullptr, id, typeOf(raw.kind), read.m_sources.back().toUtf8()});
        read.m_kinds.push_back(raw.kind);
        read.m_outputs.push_back(hashOf(raw.outputs));
    }
    return read;
}

}  // namespace tideline::session
