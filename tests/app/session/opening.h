// Opens previews of bytes in memory, as tideline-session does: on a thread that is not the main one and has no event loop.
#pragma once

#include "app/session/format.h"
#include "tests/support/memory_source.h"

#include <QImage>

#include <thread>

namespace tideline::test {

/// What `work` gives, made on a thread of its own.
template <typename Work>
auto elsewhere(Work work)
{
    std::optional<decltype(work())> made;
    std::jthread([&] { made.emplace(work()); }).join();
    return *std::move(made);
}

struct Opened {
    std::shared_ptr<MemorySource> source;
    std::shared_ptr<session::FilePreview> preview;  ///< nullptr: it failed
    Error error;

    const preview::Document &document() const { return preview->document(); }
    template <typename Shape>
    const Shape &shape() const { return std::get<Shape>(preview->document().shape); }
    /// The value of this fact; null where there is none.
    QString fact(const QString &name) const
    {
        for (const preview::Fact &each : document().facts)
            if (each.name == name)
                return each.value;
        return {};
    }
};

inline Opened opened(const session::Format &format, const QByteArray &bytes, const QString &name = {},
                     MemorySource::Where where = MemorySource::Where::Here, const session::Limits &limits = {})
{
    Opened result{std::make_shared<MemorySource>(bytes, where), {}, {}};
    elsewhere([&] {
        const preview::Cancelled cancelled = false;
        Result<std::unique_ptr<session::FilePreview>> made = format.open(result.source, {name, 0}, limits, cancelled);
        if (made)
            result.preview = *std::move(made);
        else
            result.error = made.error();
        return 0;
    });
    return result;
}

/// A picture as an image; null where there was none.
inline QImage imageOf(const preview::Picture &picture)
{
    if (picture.argb32.size() != qint64(picture.width) * picture.height * 4 || picture.width == 0)
        return {};
    return QImage(reinterpret_cast<const uchar *>(picture.argb32.constData()), picture.width, picture.height,
                  QImage::Format_ARGB32_Premultiplied).copy();
}

inline QImage pictureOf(const Opened &opened, int index, const preview::Part &part)
{
    const Result<preview::Picture> picture = elsewhere([&] {
        const preview::Cancelled cancelled = false;
        return opened.preview->picture(index, part, cancelled);
    });
    return picture ? imageOf(*picture) : QImage();
}

/// Whether two colours are the same but for what compression and scaling do.
inline bool isLike(QColor seen, QColor wanted, int tolerance = 24)
{
    return std::abs(seen.red() - wanted.red()) <= tolerance && std::abs(seen.green() - wanted.green()) <= tolerance
        && std::abs(seen.blue() - wanted.blue()) <= tolerance && std::abs(seen.alpha() - wanted.alpha()) <= tolerance;
}

}  // namespace tideline::test
