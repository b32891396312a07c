#include "app/session/formats/csv_format.h"

#include "app/session/formats/csv_preview.h"

#include <algorithm>

namespace tideline::session {

namespace {

int sureOfCsv(const QString &name, QByteArrayView head)
{
    static const QStringList suffixes{u".csv"_s, u".tsv"_s, u".tab"_s, u".psv"_s};
    const bool bySuffix = std::ranges::any_of(suffixes, [&name](const QString &suffix) { return name.endsWith(suffix); });
    if (!bySuffix)
        return 0;
    const bool isWide = head.startsWith("\xff\xfe") || head.startsWith("\xfe\xff");
    return isWide || !head.contains('\0') ? 60 : 50;
}

}  // namespace

const Format kCsvFormat{"csv", sureOfCsv, table::CsvPreview::open};

}  // namespace tideline::session
