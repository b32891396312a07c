#include "app/cli/activity_line.h"

#include "app/cli/format.h"

#include <QStringList>

namespace tideline::cli {

using namespace Qt::StringLiterals;

QString activityText(const QJsonObject &row)
{
    struct Part {
        QLatin1StringView key;
        QStringView word;
    };
    static constexpr Part parts[] = {{"uploaded"_L1, u"up"},       {"downloaded"_L1, u"down"},
                                     {"moved"_L1, u"moved"},       {"deleted"_L1, u"deleted"},
                                     {"merged"_L1, u"merged"}, {"conflicts"_L1, u"conflicts"},
                                     {"errors"_L1, u"failed"}};
    QStringList words;
    for (const Part &part : parts) {
        const qint64 count = row[part.key].toInteger();
        if (count == 1 && part.key == "conflicts"_L1)
            words += u"1 conflict"_s;
        else if (count > 0)
            words += u"%1 %2"_s.arg(count).arg(part.word);
    }
    return words.isEmpty() ? visible(row["what"_L1].toString()) : words.join(u", "_s);
}

}  // namespace tideline::cli
