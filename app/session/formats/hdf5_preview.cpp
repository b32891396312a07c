#include "app/session/formats/hdf5_preview.h"

#include "app/session/formats/cell_text.h"
#include "app/session/formats/hdf5_format.h"
#include "app/session/formats/hdf5_type.h"
#include "app/session/formats/hdf5_values.h"
#include "app/session/formats/table_rows.h"

namespace tideline::session::table {

using preview::TreeNode;

namespace {

constexpr qint64 kFirstChildren = 200;

QString nameText(const QByteArray &name)
{
    return cellText(QByteArrayView(name));
}

/// How many attributes an object has.
qint64 attributeCount(hid_t object)
{
    H5O_info_t info{};
    return H5Oget_info2(object, &info, H5O_INFO_NUM_ATTRS) >= 0 ? qint64(std::min<hsize_t>(info.num_attrs, 1 << 20)) : 0;
}

/// How many children besides its attributes: a group's links, a dataset's rows.
qint64 contentCount(hid_t object)
{
    H5G_info_t group{};
    switch (H5Iget_type(object)) {
    case H5I_GROUP: return H5Gget_info(object, &group) >= 0 ? qint64(std::min<hsize_t>(group.nlinks, hsize_t(1) << 62)) : 0;
    case H5I_DATASET: {
        const Result<qint64> rows = hdf5RowCount(object);
        return rows ? *rows : 0;
    }
    default: return 0;
    }
}

struct NameList {
    std::vector<QByteArray> names;
    std::size_t most = 0;
};

herr_t takeName(hid_t, const char *name, const H5L_info_t *, void *list)
{
    auto *names = static_cast<NameList *>(list);
    names->names.emplace_back(name);
    return names->names.size() >= names->most ? 1 : 0;
}

/// The names of a group's links from a number on.
std::vector<QByteArray> linkNames(hid_t group, qint64 first, qint64 count)
{
    NameList list;
    list.most = std::size_t(count);
    auto from = hsize_t(first);
    if (count > 0)
        H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, &from, takeName, &list);
    return list.names;
}

/// What a link that is not gone along says.
QString linkTarget(hid_t group, const QByteArray &name, const H5L_info_t &info)
{
    QByteArray value(qsizetype(std::min<size_t>(info.u.val_size, 1 << 16)) + 1, '\0');
    if (H5Lget_val(group, name.constData(), value.data(), std::size_t(value.size() - 1), H5P_DEFAULT) < 0)
        return {};
    if (info.type == H5L_TYPE_SOFT)
        return u"to %1"_s.arg(QString::fromUtf8(value.constData()).left(kCellUnits / 2));
    unsigned flags = 0;
    const char *file = nullptr;
    const char *path = nullptr;
    if (info.type != H5L_TYPE_EXTERNAL || H5Lunpack_elink_val(value.constData(), std::size_t(value.size() - 1), &flags, &file, &path) < 0)
        return {};
    return u"to %1 in the file %2, which is not opened"_s.arg(QString::fromUtf8(path).left(200), QString::fromUtf8(file).left(200));
}

}  // namespace

Hdf5Preview::Hdf5Preview(std::shared_ptr<Source> source, const Limits &limits)
    : FilePreview(source), m_limits(limits), m_metered(std::move(source))
{
}

Hdf5Preview::~Hdf5Preview()
{
    const MutexLock lock(hdf5Mutex());
    m_metered.allow(0);  // nothing is read to close it
    m_file.reset();
}

Result<std::unique_ptr<FilePreview>> Hdf5Preview::open(std::shared_ptr<Source> source, const FileFacts &facts, const Limits &limits,
                                                       const preview::Cancelled &cancelled)
{
    std::unique_ptr<Hdf5Preview> preview(new Hdf5Preview(std::move(source), limits));
    preview->m_metered.allow(limits.remoteBytes);
    std::optional<Error> failed;
    {
        const MutexLock lock(hdf5Mutex());
        Result<std::unique_ptr<Hdf5File>> file = Hdf5File::open(preview->m_metered);
        if (file)
            preview->m_file = *std::move(file);
        else
            failed = file.error();
    }
    if (failed)  // not earlier: what is then destroyed takes the lock itself
        return *failed;
    Result<std::vector<TreeNode>> children = preview->children({}, 0, kFirstChildren, cancelled);
    if (!children)
        return children.error();
    preview->describe(facts, *std::move(children));
    return std::unique_ptr<FilePreview>(std::move(preview));
}

void Hdf5Preview::describe(const FileFacts &facts, std::vector<TreeNode> children)
{
    const MutexLock lock(hdf5Mutex());
    const qint64 count = attributeCount(m_file->id()) + contentCount(Hdf5Handle(H5Gopen2(m_file->id(), "/", H5P_DEFAULT)).get());
    m_document.shape = preview::TreeDocument{{facts.name, {}, u"group"_s, count}, std::move(children)};
    m_document.format = u"HDF5"_s;
    H5F_info2_t info{};
    if (H5Fget_info2(m_file->id(), &info) >= 0)
        m_document.facts.push_back({u"Superblock version"_s, QString::number(info.super.version)});
}

/// Goes from the root along the numbers; each is one of an object that links of the file itself lead to.
Result<Hdf5Handle> Hdf5Preview::objectAt(const std::vector<qint64> &address)
{
    if (address.size() > std::size_t(m_limits.depth))
        return Error{Error::Kind::Refused, u"The file is nested too deeply to be shown."_s, {}, {}};
    Hdf5Handle object(H5Gopen2(m_file->id(), "/", H5P_DEFAULT));
    for (const qint64 number : address) {
        if (!object)
            return m_file->lastError();
        const qint64 link = number - attributeCount(object.get());
        const bool isGroup = H5Iget_type(object.get()) == H5I_GROUP;
        const std::vector<QByteArray> names = isGroup && link >= 0 ? linkNames(object.get(), link, 1) : std::vector<QByteArray>();
        H5L_info_t info{};
        if (names.empty() || H5Lget_info(object.get(), names[0].constData(), &info, H5P_DEFAULT) < 0 || info.type != H5L_TYPE_HARD)
            return Error{Error::Kind::Invalid, u"The node has no children."_s, {}, {}};
        object = Hdf5Handle(H5Oopen(object.get(), names[0].constData(), m_file->linkAccess()));
    }
    if (!object)
        return m_file->lastError();
    return object;
}

TreeNode Hdf5Preview::attributeNode(hid_t object, qint64 number)
{
    const Hdf5Handle attribute(H5Aopen_by_idx(object, ".", H5_INDEX_NAME, H5_ITER_INC, hsize_t(number), H5P_DEFAULT, H5P_DEFAULT));
    if (!attribute)
        return {u"attribute %1"_s.arg(number + 1), m_file->lastError().what, u"attribute"_s, 0};
    QByteArray name(1024, '\0');
    H5Aget_name(attribute.get(), std::size_t(name.size()), name.data());
    const Hdf5Handle type(H5Aget_type(attribute.get()));
    const Hdf5Handle space(H5Aget_space(attribute.get()));
    const Result<QString> value = hdf5AttributeText(*m_file, attribute.get());
    return {nameText(QByteArray(name.constData())), value ? cellText(*value) : value.error().what,
            cellText(u"attribute %1 %2"_s.arg(hdf5TypeText(type.get()), hdf5ShapeText(space.get())).trimmed()), 0};
}

TreeNode Hdf5Preview::linkNode(hid_t group, const QByteArray &name)
{
    H5L_info_t info{};
    if (H5Lget_info(group, name.constData(), &info, H5P_DEFAULT) < 0)
        return {nameText(name), m_file->lastError().what, u"link"_s, 0};
    if (info.type == H5L_TYPE_EXTERNAL)
        return {nameText(name), cellText(linkTarget(group, name, info)), u"external link"_s, 0};
    if (info.type != H5L_TYPE_HARD)
        return {nameText(name), cellText(linkTarget(group, name, info)), u"link"_s, 0};
    const Hdf5Handle object(H5Oopen(group, name.constData(), m_file->linkAccess()));
    if (!object)
        return {nameText(name), m_file->lastError().what, u"object"_s, 0};
    return objectNode(object.get(), name);
}

TreeNode Hdf5Preview::objectNode(hid_t object, const QByteArray &name)
{
    TreeNode node{nameText(name), {}, u"group"_s, attributeCount(object) + contentCount(object)};
    const H5I_type_t kind = H5Iget_type(object);
    if (kind == H5I_DATATYPE) {
        node.type = cellText(u"type %1"_s.arg(hdf5TypeText(object)));
        node.childCount = attributeCount(object);
    } else if (kind == H5I_DATASET) {
        const Hdf5Handle type(H5Dget_type(object));
        const Result<qint64> rows = hdf5RowCount(object);
        // The shape only when it is safe to ask for it (hdf5RowCount says so).
        const Hdf5Handle space(rows ? H5Dget_space(object) : -1);
        node.type = cellText(u"dataset %1 %2"_s.arg(hdf5TypeText(type.get()), space ? hdf5ShapeText(space.get()) : QString()).trimmed());
        node.value = rows ? hdf5StorageText(object) : rows.error().what;
        if (space && H5Sget_simple_extent_ndims(space.get()) == 0 && *rows == 1) {
            const Result<QStringList> value = hdf5Rows(*m_file, object, 0, 1);
            node.value = value ? value->join(QString()) : value.error().what;
        }
    }
    node.value = cellText(node.value);
    return node;
}

Result<std::vector<TreeNode>> Hdf5Preview::childrenOf(hid_t object, qint64 first, qint64 count, const preview::Cancelled &cancelled)
{
    std::vector<TreeNode> nodes;
    const qint64 attributes = attributeCount(object);
    for (qint64 i = first; i < std::min(first + count, attributes); ++i) {
        if (cancelled)
            return stopped();
        nodes.push_back(attributeNode(object, i));
    }
    const qint64 from = std::max<qint64>(first - attributes, 0);
    const qint64 left = std::min(count - qint64(nodes.size()), contentCount(object) - from);
    if (left <= 0)
        return nodes;
    if (H5Iget_type(object) == H5I_GROUP) {
        for (const QByteArray &name : linkNames(object, from, left)) {
            if (cancelled)
                return stopped();
            nodes.push_back(linkNode(object, name));
        }
        return nodes;
    }
    const Result<QStringList> rows = hdf5Rows(*m_file, object, from, left);
    if (!rows)
        return rows.error();
    for (const QString &row : *rows)
        nodes.push_back({u"[%1]"_s.arg(first + qint64(nodes.size()) - attributes), cellText(row), {}, 0});
    return nodes;
}

Result<std::vector<TreeNode>> Hdf5Preview::children(const std::vector<qint64> &address, qint64 first, qint64 count,
                                                    const preview::Cancelled &cancelled)
{
    const MutexLock lock(hdf5Mutex());
    m_metered.allow(m_limits.remoteBytes);
    if (first < 0 || count <= 0)
        return std::vector<TreeNode>();
    const Result<Hdf5Handle> object = objectAt(address);
    if (!object)
        return object.error();
    return childrenOf(object->get(), first, std::min(count, preview::kMaxChildren), cancelled);
}

qint64 Hdf5Preview::memoryBytes() const
{
    return 16 << 20;
}

}  // namespace tideline::session::table

namespace tideline::session {

const Format kHdf5Format{"hdf5",
                         [](const QString &name, QByteArrayView head) {
                             for (const qsizetype at : {0, 512, 1024, 2048}) {
                                 if (head.size() >= at && head.sliced(at).startsWith("\x89HDF\r\n\x1a\n"))
                                     return 100;
                             }
                             return name.endsWith(".h5"_L1) || name.endsWith(".hdf5"_L1) ? 50 : 0;
                         },
                         table::Hdf5Preview::open};

}  // namespace tideline::session
