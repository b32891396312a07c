#include "core/preview/kept_thumbnails.h"

#include <QFile>

namespace tideline::preview {

namespace {
/// Whether the file as it is will never have one. What a next try may mend is not remembered.
bool isForGood(Error::Kind kind)
{
    return kind == Error::Kind::Invalid || kind == Error::Kind::Corrupt || kind == Error::Kind::Refused;
}
}  // namespace

Result<std::optional<QByteArray>> KeptThumbnails::find(const ThumbnailWish &wish, const Cancelled &cancelled) const
{
    const QByteArray uri = ThumbnailStore::uriOf(QFile::encodeName(wish.subject.path));
    const qint64 modified = wish.subject.modifiedNs / 1'000'000'000;
    const ThumbnailSize size = thumbnailSizeFor(wish.edge);
    if (auto known = m_store.find(uri, modified, size))
        return known;
    if (!wish.mayMake || !m_maker || m_store.hasFailed(uri, modified))
        return std::optional<QByteArray>();
    auto made = m_maker->thumbnail(wish.subject, int(size), cancelled);
    if (!made && !isForGood(made.error().kind))
        return made.error();
    // Who looked while the file was saved anew has a picture of neither: the time is compared when it is asked for again.
    const Result<void> kept = made ? m_store.save(uri, modified, size, *made) : m_store.saveFailure(uri, modified);
    if (!kept)
        qWarning("tideline: a thumbnail is not kept: %s", qUtf8Printable(toText(kept.error())));
    return made ? std::optional(*std::move(made)) : std::optional<QByteArray>();
}

}  // namespace tideline::preview
