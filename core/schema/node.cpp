#include "core/schema/node.h"

#include "core/base/name_escape.h"

namespace tideline {

QString toString(NodeKind kind)
{
    switch (kind) {
    case NodeKind::Folder: return u"dir"_s;
    case NodeKind::File: return u"file"_s;
    case NodeKind::Symlink: return u"symlink"_s;
    }
    return u"other"_s;
}

Result<NodeKind> nodeKindFromString(QStringView text)
{
    if (text == u"dir")
        return NodeKind::Folder;
    if (text == u"file")
        return NodeKind::File;
    if (text == u"symlink")
        return NodeKind::Symlink;
    return Error{Error::Kind::Invalid, u"This kind of entry is not known."_s, text.left(40).toString(),
                 u"Upgrade Tideline."_s};
}

NodePlace cloudPlace(const NodePlace &onDisk)
{
    return {onDisk.parent, cloudName(onDisk.name)};
}

NodePlace diskPlace(const NodePlace &inCloud)
{
    return {inCloud.parent, diskName(inCloud.name)};
}

}  // namespace tideline
