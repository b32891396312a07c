// A format: how a file of it is known, and looked at. One file a format; bytes in, a bounded value out.
#pragma once

#include "app/session/source.h"
#include "core/preview/preview.h"

namespace tideline::session {

/// What is known of a file before it is read.
struct FileFacts {
    QString name;           ///< its last part, for the suffix
    qint64 modifiedNs = 0;  ///< 0 = not known
};

/// What a preview may cost. A format that meets one says so in a notice, or as Error Refused where nothing can be shown.
struct Limits {
    qint64 memoryBytes = 160 << 20;  ///< of what one preview keeps
    qint64 replyBytes = 8 << 20;     ///< of one value that is returned, about
    qint64 remoteBytes = 6 << 20;    ///< read of a remote source before the first look is shown
    qint64 textBytes = 2 << 20;      ///< of text shown at a time
    int pictureEdge = 2048;          ///< the longest side of a picture, in pixels
    qint64 pixels = 200'000'000;     ///< of an image that is decoded
    int depth = 256;                 ///< of nested things
    int columns = 4096;              ///< of a table that are shown
};

/// A preview of a source's bytes: what every format's own one derives from.
class FilePreview : public preview::Preview {
public:
    const preview::Document &document() const override { return m_document; }
    Result<QByteArray> bytes(qint64 offset, qint64 length, const preview::Cancelled &cancelled) override;
    /// What it keeps in memory, about.
    virtual qint64 memoryBytes() const = 0;
    /// Says something of it above all else.
    void addNotice(const QString &sentence) { m_document.notices.prepend(sentence); }

protected:
    explicit FilePreview(std::shared_ptr<Source> source) : m_source(std::move(source)) {}
    Source &source() const { return *m_source; }
    preview::Document m_document;  ///< filled by the format's open()

private:
    std::shared_ptr<Source> m_source;
};

/// How a format is known, and opened.
struct Format {
    const char *name;  ///< "csv", for `tide session status`
    /// How sure it is, from the name in lower case and the first 4 KiB: 0 = not this one; 10 = what any text would have; 50 = by
    /// the suffix; 60 = by suffix and a look at the bytes; 100 = by a magic number. The surest is taken. Who then fails to open
    /// with Corrupt is shown with the reason above a look at the bytes.
    int (*sure)(const QString &name, QByteArrayView head);
    /// Reads what the first look needs. Errors: Corrupt (a sentence what is wrong with the file), Refused (a limit), and the
    /// source's. Exceptions of libraries end here; std::bad_alloc alone may pass.
    Result<std::unique_ptr<FilePreview>> (*open)(std::shared_ptr<Source> source, const FileFacts &facts, const Limits &limits,
                                                 const preview::Cancelled &cancelled);
};

}  // namespace tideline::session
