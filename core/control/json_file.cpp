#include "core/control/json_file.h"

#include <QFile>
#include <QJsonDocument>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace tideline::control {

Result<void> writeNewJson(const QString &file, const QJsonObject &object)
{
    const QByteArray bytes = QJsonDocument(object).toJson();
    const int descriptor = ::open(QFile::encodeName(file).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        const auto kind = errno == EEXIST ? Error::Kind::Conflict : errno == EACCES ? Error::Kind::Denied : Error::Kind::Io;
        return Error{kind, kind == Error::Kind::Conflict ? u"The file is there already."_s : u"The file cannot be made."_s, file, u"Name another one."_s};
    }
    const bool written = ::write(descriptor, bytes.data(), size_t(bytes.size())) == bytes.size();
    if (::close(descriptor) != 0 || !written)
        return Error{Error::Kind::DiskFull, u"The file could not be written."_s, file, {}};
    return {};
}

}  // namespace tideline::control
