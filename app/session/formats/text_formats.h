// The formats that are text, and what shows the rest.
#pragma once

#include "app/session/format.h"

namespace tideline::session {

extern const Format kTextFormat;       ///< any charset; TextDocument
extern const Format kCodeFormat;       ///< with colours; TextDocument
extern const Format kMarkdownFormat;   ///< RichDocument
extern const Format kJsonFormat;       ///< TreeDocument
extern const Format kJsonLinesFormat;  ///< a JSON value a line; TreeDocument
extern const Format kBytesFormat;      ///< whatever nothing else knows: sure() is never 0; BytesDocument

}  // namespace tideline::session
