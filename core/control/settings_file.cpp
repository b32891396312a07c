#include "core/control/settings_file.h"

#include <QFile>
#include <QJsonDocument>

namespace tideline::control {

namespace {
const QString kFormat = u"tideline settings"_s;
constexpr int kVersion = 1;
constexpr qint64 kMostBytes = 1 << 20;
const QString kMend = u"Write one by: tide config export FILE"_s;
}  // namespace

QJsonObject toJson(const SettingsFile &file)
{
    QJsonObject out{{u"format"_s, kFormat}, {u"version"_s, kVersion}, {u"settings"_s, file.settings}, {u"left_out"_s, file.leftOut}};
    if (!file.window.isEmpty())
        out[u"window"_s] = file.window;
    return out;
}

Result<SettingsFile> parseSettingsFile(const QByteArray &bytes, const QString &where)
{
    QJsonParseError trouble;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &trouble);
    if (trouble.error != QJsonParseError::NoError)
        return Error{Error::Kind::Invalid, u"The file is not JSON: %1."_s.arg(trouble.errorString()), u"%1, byte %2"_s.arg(where).arg(trouble.offset), kMend};
    const QJsonObject held = document.object();
    if (held[u"format"].toString() != kFormat)
        return Error{Error::Kind::Invalid, u"This is not a file of Tideline's settings."_s, where, kMend};
    const int version = held[u"version"].toInt();
    if (version != kVersion)
        return Error{Error::Kind::Invalid, version > kVersion ? u"This file of settings is of a newer Tideline."_s : u"This file of settings has no version."_s, where,
                     version > kVersion ? u"Update Tideline on this computer."_s : kMend};
    for (auto it = held.begin(); it != held.end(); ++it) {
        const bool isPart = it.key() == u"settings" || it.key() == u"window" || it.key() == u"left_out";
        const bool isHead = it.key() == u"format" || it.key() == u"version";
        if (!isHead && !(isPart && it->isObject()))
            return Error{Error::Kind::Invalid, u"This file of settings has a part that Tideline does not know: %1."_s.arg(it.key().left(80)), where, kMend};
    }
    return SettingsFile{held[u"settings"].toObject(), held[u"window"].toObject(), held[u"left_out"].toObject()};
}

Result<SettingsFile> readSettingsFile(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly)) {
        const bool isThere = source.exists();
        return Error{isThere ? Error::Kind::Denied : Error::Kind::NotFound, isThere ? u"The file cannot be read."_s : u"There is no such file."_s, file, {}};
    }
    const QByteArray bytes = source.read(kMostBytes + 1);
    if (bytes.size() > kMostBytes)
        return Error{Error::Kind::Invalid, u"This is not a file of Tideline's settings."_s, file, kMend};
    return parseSettingsFile(bytes, file);
}

}  // namespace tideline::control
