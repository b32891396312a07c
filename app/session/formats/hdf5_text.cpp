#include "app/session/formats/hdf5_text.h"

#include "app/session/formats/cell_text.h"
#include "app/session/formats/hdf5_file.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace tideline::session::table {

namespace {

constexpr int kDepth = 8;
constexpr hsize_t kItems = 64;  ///< of a list or a compound: what fits into a cell

template <typename T>
T loaded(const char *data)
{
    T value;
    std::memcpy(&value, data, sizeof value);
    return value;
}

QString integerText(hid_t type, const char *data)
{
    const bool isSigned = H5Tget_sign(type) == H5T_SGN_2;
    switch (H5Tget_size(type)) {
    case 1: return QString::number(isSigned ? int(loaded<qint8>(data)) : int(loaded<quint8>(data)));
    case 2: return QString::number(isSigned ? int(loaded<qint16>(data)) : int(loaded<quint16>(data)));
    case 4: return isSigned ? QString::number(loaded<qint32>(data)) : QString::number(loaded<quint32>(data));
    case 8: return isSigned ? QString::number(loaded<qint64>(data)) : QString::number(loaded<quint64>(data));
    default: return hexText({data, qsizetype(H5Tget_size(type))});
    }
}

QString floatText(hid_t type, const char *data)
{
    switch (H5Tget_size(type)) {
    case sizeof(float): return realText(loaded<float>(data));
    case sizeof(double): return realText(loaded<double>(data));
    case sizeof(long double): return realText(double(loaded<long double>(data)));
    default: return hexText({data, qsizetype(H5Tget_size(type))});
    }
}

QString stringText(hid_t type, const char *data)
{
    QByteArrayView bytes(data, qsizetype(H5Tget_size(type)));
    if (H5Tis_variable_str(type) > 0) {
        const char *text = loaded<const char *>(data);
        bytes = text == nullptr ? QByteArrayView() : QByteArrayView(text, qsizetype(strnlen(text, 4 * kCellUnits)));
    } else {
        bytes = bytes.first(std::min<qsizetype>(qsizetype(strnlen(data, std::size_t(bytes.size()))), bytes.size()));
        while (H5Tget_strpad(type) == H5T_STR_SPACEPAD && bytes.endsWith(' '))
            bytes.chop(1);
    }
    if (bytes.size() < 4 * kCellUnits && !bytes.isValidUtf8())
        return cellText(QString::fromLatin1(bytes));
    return cellText(bytes);
}

QString listText(hid_t item, const char *data, hsize_t count, int depth)
{
    const std::size_t size = H5Tget_size(item);
    QString text = u"["_s;
    for (hsize_t i = 0; i < std::min(count, kItems) && text.size() <= kCellUnits; ++i)
        text += (i > 0 ? u", "_s : QString()) + hdf5ValueText(item, data + i * size, depth + 1);
    return cellText(text + (count > kItems ? u", …]"_s : u"]"_s));
}

QString compoundText(hid_t type, const char *data, int depth)
{
    QString text = u"{"_s;
    const int members = std::min(H5Tget_nmembers(type), int(kItems));
    for (int i = 0; i < members && text.size() <= kCellUnits; ++i) {
        char *name = H5Tget_member_name(type, unsigned(i));
        const Hdf5Handle member(H5Tget_member_type(type, unsigned(i)));
        text += (i > 0 ? u", "_s : QString()) + QString::fromUtf8(name).left(64) + u": "_s;
        text += hdf5ValueText(member.get(), data + H5Tget_member_offset(type, unsigned(i)), depth + 1);
        H5free_memory(name);
    }
    return cellText(text + u'}');
}

QString enumText(hid_t type, const char *data)
{
    std::array<char, 256> name{};
    if (H5Tenum_nameof(type, data, name.data(), name.size()) >= 0)
        return QString::fromUtf8(name.data());
    const Hdf5Handle base(H5Tget_super(type));
    return base ? integerText(base.get(), data) : QString();
}

QString arrayText(hid_t type, const char *data, int depth)
{
    std::array<hsize_t, H5S_MAX_RANK> lengths{};
    const int rank = H5Tget_array_dims2(type, lengths.data());
    hsize_t count = rank >= 0 ? 1 : 0;
    for (int i = 0; i < rank; ++i)
        count *= lengths[std::size_t(i)];
    const Hdf5Handle item(H5Tget_super(type));
    return item ? listText(item.get(), data, count, depth) : QString();
}

}  // namespace

QString hdf5ValueText(hid_t type, const char *data, int depth)
{
    if (depth > kDepth)
        return u"…"_s;
    switch (H5Tget_class(type)) {
    case H5T_INTEGER: return integerText(type, data);
    case H5T_FLOAT: return floatText(type, data);
    case H5T_STRING: return stringText(type, data);
    case H5T_COMPOUND: return compoundText(type, data, depth);
    case H5T_ENUM: return enumText(type, data);
    case H5T_ARRAY: return arrayText(type, data, depth);
    case H5T_VLEN: {
        const auto list = loaded<hvl_t>(data);
        const Hdf5Handle item(H5Tget_super(type));
        return list.p == nullptr || !item ? u"[]"_s : listText(item.get(), static_cast<const char *>(list.p), list.len, depth);
    }
    case H5T_REFERENCE: return u"(reference)"_s;
    case H5T_OPAQUE:
    case H5T_BITFIELD: return hexText({data, qsizetype(H5Tget_size(type))});
    default: return u"?"_s;
    }
}

}  // namespace tideline::session::table
