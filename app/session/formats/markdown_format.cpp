// Markdown files, rendered.
#include "app/session/formats/format_tools.h"
#include "app/session/formats/markdown.h"
#include "app/session/formats/text_formats.h"
#include "app/session/formats/text_stream.h"

#include <algorithm>

namespace tideline::session {

namespace {

class MarkdownPreview final : public FilePreview {
public:
    MarkdownPreview(std::shared_ptr<Source> source, RenderedMarkdown made) : FilePreview(std::move(source))
    {
        m_document.format = u"Markdown"_s;
        m_document.shape = preview::RichDocument{std::move(made.html)};
        if (!made.whole)
            m_document.notices.append(u"Only the beginning is shown: the file is too long to be rendered whole."_s);
    }
    qint64 memoryBytes() const override { return std::get<preview::RichDocument>(m_document.shape).html.size() * 2; }
};

int sureOfMarkdown(const QString &name, QByteArrayView head)
{
    return looksLikeText(head) && hasSuffix(name, "md markdown mdown mkd mkdn rmd qmd") ? 60 : 0;
}

Result<std::unique_ptr<FilePreview>> openMarkdown(std::shared_ptr<Source> source, const FileFacts &, const Limits &limits,
                                                  const preview::Cancelled &)
{
    MarkdownLimits costs;
    costs.inputBytes = std::min<qint64>(costs.inputBytes, limits.textBytes);
    costs.outputUnits = std::min<qint64>(costs.outputUnits, limits.replyBytes / 4);
    const Result<QByteArray> head = readHead(*source, costs.inputBytes);
    if (!head)
        return head.error();
    const bool whole = head->size() == source->sizeBytes();
    const Charset charset = charsetOf(*head);
    const QByteArrayView bytes = QByteArrayView(*head).sliced(std::min<qsizetype>(charset.markBytes, head->size()));
    const QByteArray utf8 = decode(bytes, charset, whole ? End::Closed : End::Open).text.toUtf8();
    RenderedMarkdown made = renderMarkdown(utf8, costs);
    made.whole = made.whole && whole;
    return std::unique_ptr<FilePreview>(std::make_unique<MarkdownPreview>(std::move(source), std::move(made)));
}

}  // namespace

const Format kMarkdownFormat{"markdown", sureOfMarkdown, openMarkdown};

}  // namespace tideline::session
