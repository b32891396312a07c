// The change feed's JSON, written straight as text.
#pragma once

#include "core/schema/wire/change.h"

#include <QByteArray>

namespace tideline::wire {

/// What toJson(page) says, as text. A page has up to 5,000 changes, and a tree of JSON values costs three times what
/// the text does, in time and in memory. Precondition: each change has a revision.
QByteArray toJsonText(const ChangePage &page);

}  // namespace tideline::wire
