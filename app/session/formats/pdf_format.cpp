#include "app/session/formats/pdf_format.h"

#include "app/session/formats/drawing.h"
#include "app/session/formats/format_tools.h"
#include "app/session/formats/plain_line.h"
#include "app/session/source_device.h"

#include <QDateTime>
#include <QHash>
#include <QPainter>
#include <QPdfDocument>

#include <array>
#include <cmath>

namespace tideline::session {

namespace {
constexpr int kMostPages = 10'000;
constexpr int kRemotePages = 16;  // whose sizes are looked up in the cloud before the first look
constexpr qint64 kKeptText = 8 << 20;
constexpr double kMostZoom = 1 << 20;  // pixels of a page's side, of which a part is drawn
constexpr QSizeF kLetter(612, 792);
constexpr double kLongestSide = 144'000;  // of a page in points: ten times what the standard allows

class PdfPreview final : public FilePreview {
public:
    PdfPreview(std::shared_ptr<Source> source, const Limits &limits)
        : FilePreview(std::move(source)), m_limits(limits), m_device(this->source(), SourceDevice::kNoBudget, SourceDevice::Missing::Zeros)
    {
    }

    Result<void> open(const preview::Cancelled &cancelled);
    Result<preview::Picture> picture(int index, const preview::Part &part, const preview::Cancelled &cancelled) override;
    Result<std::optional<preview::Place>> find(const QString &text, qint64 from, int column, const preview::Cancelled &cancelled) override;
    /// PDFium does not say what it keeps; a document that was looked through has some 100 bytes for each of its objects.
    qint64 memoryBytes() const override { return (24 << 20) + m_device.keptBytes() + m_textUnits * 2; }

private:
    Result<void> load();
    Result<void> loadAgain();
    Result<void> measure(preview::PagesDocument &pages, const preview::Cancelled &cancelled);
    Result<preview::Picture> draw(int page, const preview::Part &part);
    QString textOf(int page);
    std::optional<Error> trouble(const QString &what);
    void tell(int pages);

    Limits m_limits;
    SourceDevice m_device;       ///< outlives the document
    QPdfDocument m_pdf;
    QHash<int, QString> m_texts;
    qint64 m_textUnits = 0;
    bool m_spoilt = false;       ///< PDFium remembers zeros that it got for bytes that could not be had
};

/// A page's size, or a letter's where the file says nonsense.
QSizeF sensibleSize(QSizeF size)
{
    const bool makesSense = size.width() > 0 && size.height() > 0 && size.width() <= kLongestSide && size.height() <= kLongestSide;
    return makesSense ? size : kLetter;
}

/// What the source, or its budget, had to do with a failure.
std::optional<Error> PdfPreview::trouble(const QString &what)
{
    m_spoilt = m_spoilt || m_device.failure() || m_device.ranOut();
    if (m_device.failure())
        return m_device.failure();
    if (m_device.ranOut())
        return notFromTheCloud(u"%1 needs more than %2 of this file in the cloud."_s.arg(what, sizeText(m_limits.remoteBytes)));
    return {};
}

Result<void> PdfPreview::open(const preview::Cancelled &cancelled)
{
    const SourceDevice::Call call(m_device, budgetOf(source(), m_limits.remoteBytes), cancelled);
    if (const Result<void> loaded = load(); !loaded)
        return loaded;
    preview::PagesDocument pages;
    if (const Result<void> measured = measure(pages, cancelled); !measured)
        return measured;
    preview::Part all;
    all.pixels = m_limits.pictureEdge;
    Result<preview::Picture> first = draw(0, all);
    if (!first)
        return first.error();
    pages.first = *std::move(first);
    m_document.shape = std::move(pages);
    m_document.format = u"PDF document"_s;
    tell(m_pdf.pageCount());
    return {};
}

Result<void> PdfPreview::load()
{
    m_pdf.load(&m_device);
    if (const std::optional<Error> error = trouble(u"To open the document"_s))
        return *error;
    switch (m_pdf.error()) {
    case QPdfDocument::Error::None: break;
    case QPdfDocument::Error::IncorrectPassword:
        return Error{Error::Kind::Refused, u"The document is protected by a password."_s, {},
                     u"Open it with a PDF reader that asks for it."_s};
    case QPdfDocument::Error::UnsupportedSecurityScheme:
        return Error{Error::Kind::Refused, u"The document is protected in a way that is not known here."_s, {}, {}};
    default:
        return Error{Error::Kind::Corrupt, u"The PDF document is cut off or damaged: its table of contents cannot be read."_s, {}, {}};
    }
    if (m_pdf.pageCount() < 1)
        return Error{Error::Kind::Corrupt, u"The PDF document has no pages."_s, {}, {}};
    return {};
}

Result<void> PdfPreview::loadAgain()
{
    if (!m_spoilt)
        return {};
    m_spoilt = false;
    m_pdf.close();
    return load();
}

/// The sizes of the pages. In the cloud each page may lie elsewhere, so only the first ones are looked at.
Result<void> PdfPreview::measure(preview::PagesDocument &pages, const preview::Cancelled &cancelled)
{
    const int count = std::min(m_pdf.pageCount(), kMostPages);
    const int looked = source().isRemote() ? std::min(count, kRemotePages) : count;
    pages.sizes.reserve(std::size_t(count));
    for (int page = 0; page < looked && !m_device.ranOut(); ++page) {
        if (cancelled)
            return Error{Error::Kind::Cancelled, u"Cancelled."_s, {}, {}};
        pages.sizes.push_back(sensibleSize(m_pdf.pagePointSize(page)));
    }
    const std::optional<Error> error = trouble(u"To measure the pages"_s);
    if (m_device.failure())
        return *error;
    if (pages.sizes.empty())
        pages.sizes.push_back(kLetter);
    if (pages.sizes.size() < std::size_t(count))
        m_document.notices << u"The sizes of the pages after page %1 are taken from the first, as the file is in the cloud."_s.arg(
            pages.sizes.size());
    pages.sizes.resize(std::size_t(count), pages.sizes.front());
    if (m_pdf.pageCount() > kMostPages)
        m_document.notices << u"Only the first %1 of %2 pages can be shown."_s.arg(kMostPages).arg(m_pdf.pageCount());
    return {};
}

void PdfPreview::tell(int pages)
{
    using Field = QPdfDocument::MetaDataField;
    static constexpr std::array<std::pair<Field, QStringView>, 8> kFields{{{Field::Title, u"Title"}, {Field::Author, u"Author"},
        {Field::Subject, u"Subject"}, {Field::Keywords, u"Keywords"}, {Field::Creator, u"Made with"}, {Field::Producer, u"Written by"},
        {Field::CreationDate, u"Made"}, {Field::ModificationDate, u"Changed"}}};
    m_document.facts.push_back({u"Pages"_s, QString::number(pages)});
    for (const auto &[field, name] : kFields) {
        const QVariant value = m_pdf.metaData(field);
        const QDateTime time = value.toDateTime();
        const QString text = value.typeId() == QMetaType::QDateTime ? time.toString(Qt::ISODate) : plainLine(value.toString().simplified());
        if (!text.isEmpty())
            m_document.facts.push_back({name.toString(), text});
    }
}

Result<preview::Picture> PdfPreview::picture(int index, const preview::Part &part, const preview::Cancelled &cancelled)
{
    if (index < 0 || std::size_t(index) >= std::get<preview::PagesDocument>(m_document.shape).sizes.size())
        return Error{Error::Kind::Invalid, u"The document has no page %1."_s.arg(qint64(index) + 1), {}, {}};
    if (cancelled)
        return Error{Error::Kind::Cancelled, u"Cancelled."_s, {}, {}};
    const SourceDevice::Call call(m_device, budgetOf(source(), m_limits.remoteBytes), cancelled);
    if (const Result<void> loaded = loadAgain(); !loaded)
        return loaded.error();
    return draw(index, bounded(part));
}

Result<preview::Picture> PdfPreview::draw(int page, const preview::Part &part)
{
    const QSizeF size = sensibleSize(m_pdf.pagePointSize(page));
    const QSize drawn = drawnSize(part, size, m_limits);
    const double width = std::min(kMostZoom, drawn.width() / part.width);
    const double height = std::min(kMostZoom, drawn.height() / part.height);
    QPdfDocumentRenderOptions options;
    options.setRenderFlags(QPdfDocumentRenderOptions::RenderFlag::Annotations);
    options.setScaledSize(QSize(int(std::lround(width)), int(std::lround(height))).expandedTo({1, 1}));
    // One more than what is drawn: Qt reckons with QRect::right(), which is one less than the width says.
    options.setScaledClipRect(QRect(QPoint(int(std::lround(part.x * width)), int(std::lround(part.y * height))), drawn + QSize(1, 1)));
    const QImage ink = m_pdf.render(page, drawn, options);
    if (const std::optional<Error> error = trouble(u"Page %1"_s.arg(page + 1)))
        return *error;
    if (ink.isNull())
        return Error{Error::Kind::Corrupt, u"Page %1 is damaged."_s.arg(page + 1), {}, {}};
    QImage paper(drawn, QImage::Format_ARGB32_Premultiplied);
    paper.fill(Qt::white);
    QPainter(&paper).drawImage(0, 0, ink);
    return toPicture(paper);
}

Result<std::optional<preview::Place>> PdfPreview::find(const QString &text, qint64 from, int column, const preview::Cancelled &cancelled)
{
    if (text.isEmpty())
        return std::optional<preview::Place>();
    const SourceDevice::Call call(m_device, budgetOf(source(), m_limits.remoteBytes), cancelled);
    if (const Result<void> loaded = loadAgain(); !loaded)
        return loaded.error();
    const int pages = int(std::get<preview::PagesDocument>(m_document.shape).sizes.size());
    for (qint64 page = std::max<qint64>(from, 0); page < pages; ++page) {
        if (cancelled)
            return Error{Error::Kind::Cancelled, u"Cancelled."_s, {}, {}};
        const QString all = textOf(int(page));
        if (const std::optional<Error> error = trouble(u"To search on from page %1"_s.arg(page + 1)))
            return *error;
        const qsizetype at = all.indexOf(text, page == from ? std::max(column, 0) : 0, Qt::CaseInsensitive);
        if (at >= 0)
            return std::optional(preview::Place{page, int(at), int(text.size())});
    }
    return std::optional<preview::Place>();
}

/// Each page is asked for its text once: of a page that has none, Qt 6.4 loses what it loaded.
QString PdfPreview::textOf(int page)
{
    const auto found = m_texts.constFind(page);
    if (found != m_texts.cend())
        return *found;
    const QString text = m_pdf.getAllText(page).text();
    if (m_device.ranOut() || m_device.failure())
        return {};
    if (text.isEmpty() || m_textUnits + text.size() <= kKeptText) {
        m_textUnits += text.size() + 32;
        m_texts.insert(page, text);
    }
    return text;
}

Result<std::unique_ptr<FilePreview>> openPdf(std::shared_ptr<Source> source, const FileFacts &, const Limits &limits,
                                             const preview::Cancelled &cancelled)
{
    auto opened = std::make_unique<PdfPreview>(std::move(source), limits);
    if (const Result<void> done = opened->open(cancelled); !done)
        return done.error();
    return std::unique_ptr<FilePreview>(std::move(opened));
}
}  // namespace

/// The standard lets the header be anywhere in the first 1024 bytes.
const Format kPdfFormat{"pdf",
                        [](const QString &name, QByteArrayView head) {
                            if (head.startsWith("%PDF-"))
                                return 100;
                            const bool within = head.first(std::min<qsizetype>(head.size(), 1024)).contains("%PDF-");
                            return name.endsWith(u".pdf") ? (within ? 100 : 50) : within ? 30 : 0;
                        },
                        openPdf};

}  // namespace tideline::session
