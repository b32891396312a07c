// Whatever nothing else knows: its bytes, as hex.
#include "app/session/formats/format_tools.h"
#include "app/session/formats/plain_line.h"
#include "app/session/formats/text_formats.h"

#include <QByteArrayMatcher>

#include <algorithm>
#include <limits>

namespace tideline::session {

namespace {

constexpr qint64 kSearchBytes = 1 << 20;
constexpr qint64 kCoursesOfRemote = 8;

class BytesPreview final : public FilePreview {
public:
    BytesPreview(std::shared_ptr<Source> source, QByteArray head, const Limits &limits)
        : FilePreview(std::move(source)),
          m_limits(limits)
    {
        m_document.format = u"Bytes"_s;
        m_document.shape = preview::BytesDocument{this->source().sizeBytes(), std::move(head)};
    }

    /// The UTF-8 of `text`; letters of ASCII are found in either case. Place counts bytes.
    Result<std::optional<preview::Place>> find(const QString &text, qint64 from, int,
                                               const preview::Cancelled &cancelled) override;
    qint64 memoryBytes() const override { return std::get<preview::BytesDocument>(m_document.shape).head.size(); }

private:
    const Limits m_limits;
};

Result<std::optional<preview::Place>> BytesPreview::find(const QString &text, qint64 from, int,
                                                         const preview::Cancelled &cancelled)
{
    const QByteArrayMatcher matcher(text.toUtf8().toLower());
    const qsizetype length = matcher.pattern().size();
    const qint64 size = source().sizeBytes();
    const qint64 end = source().isRemote() ? std::min(size, kCoursesOfRemote * m_limits.remoteBytes) : size;
    if (length == 0 || length > kSearchBytes)
        return std::optional<preview::Place>();
    for (qint64 at = std::max<qint64>(from, 0); at + length <= end;) {
        if (cancelled)
            return Error{Error::Kind::Cancelled, u"The search was cancelled."_s, {}, {}};
        const Result<QByteArray> read = source().read(at, std::min(end - at, kSearchBytes + length - 1));
        if (!read)
            return read.error();
        const qsizetype found = matcher.indexIn(read->toLower());
        if (found >= 0)
            return std::optional(preview::Place{at + found, 0, int(length)});
        if (read->size() < length)
            break;
        at += read->size() - length + 1;  // a match may begin in the last bytes
    }
    if (end < size)
        return Error{Error::Kind::Refused,
                     u"It was not found in the first %1, and more would have to be fetched."_s.arg(sizeText(end)),
                     {},
                     u"Make the file available on this computer to search all of it."_s};
    return std::optional<preview::Place>();
}

int sureOfBytes(const QString &, QByteArrayView)
{
    return 1;
}

Result<std::unique_ptr<FilePreview>> openBytes(std::shared_ptr<Source> source, const FileFacts &, const Limits &limits,
                                               const preview::Cancelled &)
{
    Result<QByteArray> head = readHead(*source, preview::kMaxBytes);
    if (!head)
        return head.error();
    return std::unique_ptr<FilePreview>(std::make_unique<BytesPreview>(std::move(source), std::move(*head), limits));
}

}  // namespace

const Format kBytesFormat{"bytes", sureOfBytes, openBytes};

}  // namespace tideline::session
