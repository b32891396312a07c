// Ways to have a file looked into by the helper.
#pragma once

#include "core/preview/session_client.h"
#include "tests/app/session/kinds.h"

#include <QColor>

#include <algorithm>
#include <optional>

namespace tideline::test {

using namespace tideline::preview;

inline const Cancelled kNever = false;

/// What a person does first with a preview of this shape, and then a look at its last byte.
inline Result<void> look(Preview &preview, qint64 sizeBytes)
{
    std::optional<Error> failed;
    const auto note = [&failed](const auto &result) {
        if (!result && !failed)
            failed = result.error();
    };
    const Shape &shape = preview.document().shape;
    if (std::holds_alternative<TableDocument>(shape))
        note(preview.rows(0, 10'000, kNever));
    else if (std::holds_alternative<TreeDocument>(shape))
        note(preview.children({}, 0, 100, kNever));
    else if (std::holds_alternative<ImageDocument>(shape) || std::holds_alternative<PagesDocument>(shape))
        note(preview.picture(0, {}, kNever));
    if (!failed)
        note(preview.bytes(sizeBytes - 1, 1, kNever));
    return failed ? Result<void>(*failed) : Result<void>();
}

/// One way to have a file looked into.
using Use = std::function<Result<void>(SessionClient &, const Subject &)>;

inline Result<void> openAndLook(SessionClient &client, const Subject &subject)
{
    auto preview = client.open(subject, kNever);
    return preview ? look(**preview, subject.sizeBytes) : Result<void>(preview.error());
}

inline Result<void> compareWithItself(SessionClient &client, const Subject &subject)
{
    const auto difference = client.compare({subject, subject}, {}, kNever);
    return difference ? Result<void>() : Result<void>(difference.error());
}

inline Result<void> makeThumbnail(SessionClient &client, const Subject &subject)
{
    const auto thumbnail = client.thumbnail(subject, 128, kNever);
    return thumbnail ? Result<void>() : Result<void>(thumbnail.error());
}

/// A file in the cloud: whenever a range of it is asked for, `atRange` is told where that begins.
inline Subject farFile(const Kind &kind, std::function<void(qint64)> atRange)
{
    return {kind.name, {}, kind.bytes.size(), 0, [bytes = kind.bytes, atRange = std::move(atRange)](qint64 offset, qint64 length, const Cancelled &) {
                atRange(offset);
                return Result<QByteArray>(bytes.mid(offset, length));
            }};
}

/// Nearly black ones in its first picture, once it was opened; -1: there is none.
inline qint64 darkPixels(SessionClient &client, const Subject &subject)
{
    auto preview = client.open(subject, kNever);
    const auto picture = preview ? (*preview)->picture(0, {}, kNever) : Result<Picture>(preview.error());
    if (!picture)
        return -1;
    const auto *pixels = reinterpret_cast<const QRgb *>(picture->argb32.constData());
    return std::count_if(pixels, pixels + picture->argb32.size() / 4, [](QRgb pixel) { return qAlpha(pixel) > 200 && qGray(pixel) < 60; });
}

}  // namespace tideline::test
