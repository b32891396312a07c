// What must hold for every format of tideline-session, whatever the bytes.
#pragma once

#include "app/session/format.h"
#include "tests/fuzz/law.h"
#include "tests/support/memory_source.h"

#include <QGuiApplication>

namespace tideline::fuzz {

/// Fonts and image plugins want one; made once.
inline void needGui()
{
    static int argc = 1;
    static char name[] = "fuzz";
    static char *argv[] = {name, nullptr};
    static const bool offscreen = qputenv("QT_QPA_PLATFORM", "offscreen");
    static QGuiApplication application(argc, argv);
    (void)offscreen;
}

inline bool fits(const preview::Picture &picture, const session::Limits &limits)
{
    return picture.width > 0 && picture.height > 0 && picture.width <= limits.pictureEdge && picture.height <= limits.pictureEdge
        && picture.argb32.size() == qint64(picture.width) * picture.height * 4 && picture.argb32.size() <= limits.replyBytes + (64 << 10);
}

/// Opens the bytes, from here (or the cloud: then what is read is bounded); `look` has a closer look at what was opened.
template <typename Look>
void open(const session::Format &format, const QByteArray &bytes, const QString &name, bool remote, Look look)
{
    session::Limits limits;
    limits.memoryBytes = 64 << 20;
    limits.pictureEdge = 256;
    limits.pixels = 4'000'000;
    limits.remoteBytes = 512 << 10;
    const auto source = std::make_shared<test::MemorySource>(bytes, remote ? test::MemorySource::Where::Remote : test::MemorySource::Where::Here);
    const preview::Cancelled cancelled = false;
    const int sure = format.sure(name, QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), 4096)));
    law(sure >= 0 && sure <= 100, "how sure a format is lies between 0 and 100");
    Result<std::unique_ptr<session::FilePreview>> opened = format.open(source, {name, 0}, limits, cancelled);
    law(!remote || source->bytesRead() <= limits.remoteBytes + (256 << 10), "no more is fetched than is allowed");
    if (!opened) {
        law(opened.error().kind == Error::Kind::Corrupt || opened.error().kind == Error::Kind::Refused, "a failure is of the file, or a limit");
        law(!opened.error().what.isEmpty(), "a failure says what is wrong");
        return;
    }
    law((*opened)->memoryBytes() <= limits.memoryBytes + (48 << 20), "memory is bounded");
    law(!(*opened)->document().format.isEmpty(), "a format has a name");
    look(**opened, limits, cancelled);
}

}  // namespace tideline::fuzz
