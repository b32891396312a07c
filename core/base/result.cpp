#include "core/base/result.h"

namespace tideline {

QString toString(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Invalid: return u"invalid"_s;
    case Error::Kind::NotFound: return u"not_found"_s;
    case Error::Kind::Denied: return u"denied"_s;
    case Error::Kind::SignIn: return u"sign_in"_s;
    case Error::Kind::Refused: return u"refused"_s;
    case Error::Kind::Offline: return u"offline"_s;
    case Error::Kind::Timeout: return u"timeout"_s;
    case Error::Kind::Conflict: return u"conflict"_s;
    case Error::Kind::Epoch: return u"epoch"_s;
    case Error::Kind::Corrupt: return u"corrupt"_s;
    case Error::Kind::DiskFull: return u"disk_full"_s;
    case Error::Kind::Io: return u"io"_s;
    case Error::Kind::Cancelled: return u"cancelled"_s;
    }
    return u"unknown"_s;
}

QString toText(const Error &error)
{
    QString text = error.what;
    if (!error.where.isEmpty())
        text += u" (%1)"_s.arg(error.where);
    if (!error.mend.isEmpty())
        text += u' ' + error.mend;
    return text;
}

Error at(Error error, const QString &where)
{
    error.where = error.where.isEmpty() ? where : where + u": "_s + error.where;
    return error;
}

}  // namespace tideline
