#include "app/session/formats/hdf5_type.h"

#include "app/session/formats/cell_text.h"
#include "app/session/formats/hdf5_file.h"

#include <algorithm>

namespace tideline::session::table {

QString hdf5LengthsText(const Hdf5Lengths &lengths, int rank)
{
    QStringList parts;
    for (int i = 0; i < rank; ++i)
        parts << QString::number(lengths[std::size_t(i)]);
    return parts.join(u" × "_s);
}

namespace {

QString numberName(const char *kind, hid_t type)
{
    const bool isBigEndian = H5Tget_order(type) == H5T_ORDER_BE && H5Tget_size(type) > 1;
    return QLatin1String(kind) + QString::number(H5Tget_size(type) * 8) + (isBigEndian ? u", big endian"_s : QString());
}

/// h5py writes booleans as an enumeration of FALSE and TRUE.
QString enumName(hid_t type)
{
    QStringList names;
    const int members = std::min(H5Tget_nmembers(type), 8);
    for (int i = 0; i < members; ++i) {
        char *name = H5Tget_member_name(type, unsigned(i));
        names << QString::fromUtf8(name).left(40);
        H5free_memory(name);
    }
    return names == QStringList{u"FALSE"_s, u"TRUE"_s} ? u"bool"_s : u"enum {%1}"_s.arg(names.join(u", "_s));
}

QString typeText(hid_t type, int depth);

QString compoundName(hid_t type, int depth)
{
    QString text = u"compound {"_s;
    const int members = H5Tget_nmembers(type);
    for (int i = 0; i < members && text.size() < 200; ++i) {
        char *name = H5Tget_member_name(type, unsigned(i));
        const Hdf5Handle member(H5Tget_member_type(type, unsigned(i)));
        text += (i > 0 ? u", "_s : QString()) + QString::fromUtf8(name).left(64) + u": "_s + typeText(member.get(), depth + 1);
        H5free_memory(name);
    }
    return text + u'}';
}

QString typeText(hid_t type, int depth)
{
    if (depth > 4)
        return u"…"_s;
    switch (H5Tget_class(type)) {
    case H5T_INTEGER: return numberName(H5Tget_sign(type) == H5T_SGN_NONE ? "uint" : "int", type);
    case H5T_FLOAT: return numberName("float", type);
    case H5T_STRING: return H5Tis_variable_str(type) > 0 ? u"string"_s : u"string (%1)"_s.arg(H5Tget_size(type));
    case H5T_COMPOUND: return compoundName(type, depth);
    case H5T_ENUM: return enumName(type);
    case H5T_ARRAY: {
        Hdf5Lengths lengths{};
        const int rank = H5Tget_array_dims2(type, lengths.data());
        const Hdf5Handle item(H5Tget_super(type));
        return u"array [%1] of %2"_s.arg(hdf5LengthsText(lengths, std::max(rank, 0)), typeText(item.get(), depth + 1));
    }
    case H5T_VLEN: {
        const Hdf5Handle item(H5Tget_super(type));
        return u"list of %1"_s.arg(typeText(item.get(), depth + 1));
    }
    case H5T_REFERENCE: return u"reference"_s;
    case H5T_OPAQUE: return u"opaque (%1)"_s.arg(H5Tget_size(type));
    case H5T_BITFIELD: return numberName("bitfield", type);
    default: return u"type that is not known"_s;
    }
}

}  // namespace

QString hdf5TypeText(hid_t type)
{
    return cellText(typeText(type, 0));
}

}  // namespace tideline::session::table
