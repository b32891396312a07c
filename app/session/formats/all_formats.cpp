#include "app/session/formats/all_formats.h"

#include "app/session/formats/archive_format.h"
#include "app/session/formats/csv_format.h"
#include "app/session/formats/hdf5_format.h"
#include "app/session/formats/image_format.h"
#include "app/session/formats/notebook_format.h"
#include "app/session/formats/npy_format.h"
#include "app/session/formats/parquet_format.h"
#include "app/session/formats/pdf_format.h"
#include "app/session/formats/svg_format.h"
#include "app/session/formats/text_formats.h"

#include <algorithm>
#include <array>

namespace tideline::session {

namespace {

constexpr qint64 kHeadBytes = 4096;

}  // namespace

std::span<const Format *const> allFormats()
{
    // Where two are equally sure, the earlier one is taken.
    static const std::array<const Format *, 16> formats{
        &kNotebookFormat, &kParquetFormat, &kHdf5Format, &kNpyFormat,      &kNpzFormat,  &kPdfFormat,  &kImageFormat, &kSvgFormat,
        &kArchiveFormat,  &kCsvFormat,     &kJsonFormat, &kJsonLinesFormat, &kMarkdownFormat, &kCodeFormat, &kTextFormat,  &kBytesFormat};
    return formats;
}

const Format *formatNamed(QByteArrayView name)
{
    const auto formats = allFormats();
    const auto found = std::ranges::find_if(formats, [name](const Format *format) { return name == format->name; });
    return found == formats.end() ? nullptr : *found;
}

const Format &formatOf(const QString &name, QByteArrayView head)
{
    const QString lower = name.toLower();
    return **std::ranges::max_element(allFormats(), {}, [&](const Format *format) { return format->sure(lower, head); });
}

Result<OpenedFile> openFile(const std::shared_ptr<Source> &source, const FileFacts &facts, const Limits &limits,
                            const preview::Cancelled &cancelled)
{
    const auto head = source->read(0, kHeadBytes);
    if (!head)
        return head.error();
    const Format &format = formatOf(facts.name, *head);
    auto opened = format.open(source, facts, limits, cancelled);
    if (opened)
        return OpenedFile{*std::move(opened), &format};
    if (opened.error().kind != Error::Kind::Corrupt || &format == &kBytesFormat)
        return opened.error();
    auto bytes = kBytesFormat.open(source, facts, limits, cancelled);
    if (!bytes)
        return bytes.error();
    (*bytes)->addNotice(opened.error().what);
    return OpenedFile{*std::move(bytes), &kBytesFormat};
}

}  // namespace tideline::session
