#include "app/session/formats/notebook_format.h"

#include "app/session/formats/notebook_cells.h"
#include "app/session/whole_source.h"

#include <algorithm>

namespace tideline::session {

namespace {

using preview::Cancelled;
using preview::NotebookDocument;
using preview::Place;

constexpr qint64 kMostBytes = 64 << 20;
constexpr qint64 kCellOverhead = 256;  ///< of a cell in memory and in a reply, beside what is in it

class NotebookPreview final : public FilePreview {
public:
    NotebookPreview(std::shared_ptr<Source> source, NotebookFile notebook, const Limits &limits)
        : FilePreview(std::move(source)), m_notebook(std::move(notebook)), m_limits(limits), m_maker(m_notebook, m_limits)
    {
    }
    Q_DISABLE_COPY_MOVE(NotebookPreview)

    Result<void> makeDocument(const Cancelled &cancelled);

    Result<NotebookDocument> cells(qint64 first, const Cancelled &cancelled) override;
    Result<std::optional<Place>> find(const QString &text, qint64 from, int column, const Cancelled &cancelled) override;
    qint64 memoryBytes() const override { return m_notebook.memoryBytes() + m_documentBytes; }

private:
    const NotebookFile m_notebook;
    const Limits m_limits;
    const CellMaker m_maker;
    qint64 m_documentBytes = 0;
};

Result<void> NotebookPreview::makeDocument(const Cancelled &cancelled)
{
    Result<NotebookDocument> first = cells(0, cancelled);
    if (!first)
        return first.error();
    for (const preview::Cell &cell : first->cells)
        m_documentBytes += kCellOverhead + CellMaker::bytesOf(cell);
    m_document.shape = *std::move(first);
    m_document.format = u"Jupyter notebook"_s;
    m_document.facts = m_notebook.facts();
    if (!m_notebook.cutBecause().isEmpty())
        m_document.notices.append(m_notebook.cutBecause());
    return {};
}

Result<NotebookDocument> NotebookPreview::cells(qint64 first, const Cancelled &cancelled)
{
    if (first < 0)
        return Error{Error::Kind::Invalid, u"Cells are counted from 0."_s, {}, {}};
    NotebookDocument document{m_notebook.language(), m_notebook.kernel(), m_notebook.cellCount(), first, {}};
    qint64 bytes = 0;
    for (qint64 i = first; i < m_notebook.cellCount(); ++i) {
        if (cancelled)
            return Error{Error::Kind::Cancelled, u"The preview was cancelled."_s, {}, {}};
        preview::Cell cell = m_maker.make(i);
        bytes += kCellOverhead + CellMaker::bytesOf(cell);
        if (bytes > m_limits.replyBytes && i > first)
            break;
        document.cells.push_back(std::move(cell));
    }
    return document;
}

Result<std::optional<Place>> NotebookPreview::find(const QString &text, qint64 from, int column, const Cancelled &cancelled)
{
    if (text.isEmpty())
        return std::optional<Place>();
    qsizetype begin = from < 0 ? 0 : std::max(column, 0);
    for (qint64 i = std::max<qint64>(from, 0); i < m_notebook.cellCount(); ++i) {
        if (cancelled)
            return Error{Error::Kind::Cancelled, u"The search was cancelled."_s, {}, {}};
        const QString searched = m_maker.searched(i);
        const qsizetype found = begin > searched.size() ? -1 : searched.indexOf(text, begin, Qt::CaseInsensitive);
        if (found >= 0)
            return std::optional(Place{i, int(found), int(text.size())});
        begin = 0;
    }
    return std::optional<Place>();
}

/// A notebook begins with a brace, and says its version or its cells early or last: only the brace is sure.
int sureOf(const QString &name, QByteArrayView head)
{
    const bool isObject = head.trimmed().startsWith('{') || head.startsWith("\xef\xbb\xbf{");
    if (name.endsWith(u".ipynb"))
        return isObject ? 60 : 50;
    const bool hasCells = head.contains("\"cells\"") && head.contains("\"cell_type\"");
    return isObject && (hasCells || head.contains("\"nbformat\"")) ? 30 : 0;
}

Result<std::unique_ptr<FilePreview>> openNotebook(std::shared_ptr<Source> source, const FileFacts &, const Limits &limits,
                                                  const Cancelled &cancelled)
{
    Result<QByteArray> bytes = wholeSource(*source, u"notebook"_s, std::min(kMostBytes, limits.memoryBytes / 2), limits, cancelled);
    if (!bytes)
        return bytes.error();
    Result<NotebookFile> notebook = NotebookFile::read(*std::move(bytes), limits);
    if (!notebook)
        return notebook.error();
    auto opened = std::make_unique<NotebookPreview>(std::move(source), *std::move(notebook), limits);
    if (const Result<void> made = opened->makeDocument(cancelled); !made)
        return made.error();
    return std::unique_ptr<FilePreview>(std::move(opened));
}

}  // namespace

const Format kNotebookFormat{"notebook", sureOf, openNotebook};

}  // namespace tideline::session
