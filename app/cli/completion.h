// Shell completions, made from the command table.
#pragma once

#include <QString>

namespace tideline::cli {

QString bashCompletion();
QString zshCompletion();
QString fishCompletion();

}  // namespace tideline::cli
