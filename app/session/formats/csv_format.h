// CSV and its kin: a table of text.
#pragma once

#include "app/session/format.h"

namespace tideline::session {

/// Comma, semicolon, tab and bar separated values, by suffix: .csv, .tsv, .tab, .psv.
///
/// The first look is a megabyte; rows are counted and found as they are asked for (csv_index.h). A file in the cloud is not read
/// whole: its rows far down are guessed, and what is found and counted is of the part that was read.
extern const Format kCsvFormat;

}  // namespace tideline::session
