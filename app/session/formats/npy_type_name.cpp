#include "app/session/formats/npy_header.h"

namespace tideline::session::table {

QString npyTypeName(const NpyField &field)
{
    const qint64 bits = field.bytes * 8;
    QString name;
    switch (field.kind) {
    case 'b': name = u"bool"_s; break;
    case 'i': name = u"int%1"_s.arg(bits); break;
    case 'u': name = u"uint%1"_s.arg(bits); break;
    case 'f': name = u"float%1"_s.arg(bits); break;
    case 'c': name = u"complex%1"_s.arg(bits); break;
    case 'S': name = u"bytes (%1)"_s.arg(field.bytes); break;
    case 'U': name = u"text (%1)"_s.arg(field.bytes / 4); break;
    case 'M': name = u"datetime64[%1]"_s.arg(QString::fromLatin1(field.unit)); break;
    case 'm': name = u"timedelta64[%1]"_s.arg(QString::fromLatin1(field.unit)); break;
    case 'O': name = u"object"_s; break;
    default: name = u"void (%1)"_s.arg(field.bytes); break;
    }
    if (field.isBigEndian && field.bytes > 1)
        name += u", big endian"_s;
    return field.repeat == 1 ? name : u"%1 of %2"_s.arg(field.repeat).arg(name);
}

QString NpyHeader::typeName() const
{
    return isStructured ? u"structured (%1 fields)"_s.arg(allFields) : npyTypeName(fields.front());
}

QString NpyHeader::shapeText() const
{
    QStringList lengths;
    for (const qint64 length : shape)
        lengths << QString::number(length);
    return lengths.isEmpty() ? u"scalar"_s : lengths.join(u" × "_s);
}

}  // namespace tideline::session::table
