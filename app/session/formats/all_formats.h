// Every format there is, and which one a file is of.
#pragma once

#include "app/session/format.h"

#include <span>

namespace tideline::session {

std::span<const Format *const> allFormats();

/// By its name, as in Format; null: there is none.
const Format *formatNamed(QByteArrayView name);

/// The one that is surest of a file of this name that begins so.
const Format &formatOf(const QString &name, QByteArrayView head);

struct OpenedFile {
    std::unique_ptr<FilePreview> preview;
    const Format *format = nullptr;
};
/// Opens a file by the format that is surest of it; one that it turns out not to be is looked at as bytes, with the reason as a
/// notice. Errors: Refused, Cancelled and those of the source.
Result<OpenedFile> openFile(const std::shared_ptr<Source> &source, const FileFacts &facts, const Limits &limits,
                            const preview::Cancelled &cancelled);

}  // namespace tideline::session
