// The manual page tide(1), made from the command table.
#pragma once

#include <QString>

namespace tideline::cli {

/// roff of man(7), UTF-8.
QString manualPage();

}  // namespace tideline::cli
