// Two texts: a path below a project's root, and one more name.
#include "core/base/name_escape.h"
#include "core/base/relative_path.h"
#include "tests/fuzz/law.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <filesystem>

using namespace tideline;
using tideline::fuzz::law;

namespace {

/// What checkName() promises, asked of other functions than it asks.
bool mayBeAName(QByteArrayView name)
{
    return !name.isEmpty() && name != "." && name != ".." && name.size() <= 255 && !name.contains('/') && !name.contains('\0')
           && !name.startsWith("\xef\xbb\xbf") && name.isValidUtf8() && !isReservedName(name);
}

QByteArray throughJson(const QByteArray &text)
{
    const QJsonDocument sent(QJsonArray{QString::fromUtf8(text)});
    return QJsonDocument::fromJson(sent.toJson(QJsonDocument::Compact)).array().at(0).toString().toUtf8();
}

void checkKeys(const QByteArray &name)
{
    const QString text = QString::fromUtf8(name);
    const QByteArray key = nameKey(name);
    for (const auto form : {QString::NormalizationForm_C, QString::NormalizationForm_D}) {
        const QByteArray other = text.normalized(form).toUtf8();
        law(nameKey(other) == key, "a file system that normalises takes them for one name: their keys are equal");
        law(isReservedName(other) == isReservedName(name), "our folder is ours in every normalisation");
    }
    const QString folded = text.normalized(QString::NormalizationForm_D).toCaseFolded();
    law(nameKey(folded.toUtf8()) == key, "a file system without case takes them for one name: their keys are equal");
    law(isReservedName(folded.toUtf8()) == isReservedName(name), "our folder is ours in every case");
    const QString hidden = QString(text).insert(text.size() / 2, QChar(0x00ad)) + QChar(0xfe0f);
    if (text.isValidUtf16() && hidden.isValidUtf16())  // not put between two halves of a letter
        law(!isReservedName(name) || isReservedName(hidden.toUtf8()), "letters that a file system ignores hide nothing");
    law(nameKey(key) == key, "a key's key is the key");
    law(key != ".tideline" || isReservedName(name), "what a file system takes for our folder is reserved");
}

void checkEscapes(const QByteArray &name)
{
    law(mayBeAName(cloudName(name)), "what stands for a name stands for one that may be");
    const QByteArray onDisk = diskName(name);
    law(mayBeAName(onDisk), "every name has one on a disk");
    law(cloudName(onDisk) == name || escapedName(name).isEmpty(), "a disk's name tells which it stands for");
    for (int attempt = 1; attempt <= kEscapeAttempts; ++attempt) {
        const QByteArray escaped = escapedName(name, attempt);
        law(escaped.isEmpty() || (mayBeAName(escaped) && cloudName(escaped) == name && nameKey(escaped) != nameKey(name)),
            "an escaped name tells which it stands for, and does not clash with it");
    }
}

void checkPath(const RelativePath &path, const QByteArray &bytes)
{
    law(path.bytes() == bytes, "a path is kept byte for byte");
    law(bytes.size() <= kMaxPathBytes && path.parts().size() <= kMaxPathDepth, "a path keeps its limits");
    law(path.parts().join('/') == bytes, "a path is its parts");
    law(path.toString().toUtf8() == bytes && throughJson(bytes) == bytes, "a path comes back from text and from JSON");
    const std::filesystem::path system(bytes.toStdString());
    law(path.isRoot() || (system.is_relative() && system.lexically_normal() == system && *system.begin() != ".."),
        "a path never leads out of the root");
    RelativePath built;
    for (const QByteArray &part : path.parts()) {
        law(mayBeAName(part), "each part of a path is a name");
        const RelativePath longer = built.child(part);
        law(longer.parent() == built && longer.name() == part, "a child's parent and name are those it was made of");
        law(longer.isWithin(built) && !built.isWithin(longer), "a child is within its folder, and the folder not within it");
        law(path.isWithin(longer), "a path is within each folder above it");
        law(built < longer, "a folder comes before what it holds");
        built = longer;
    }
    law(built == path, "a path is built from its parts");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto [bytes, name] = fuzz::parts<2>(data, size);

    const Result<void> goodName = checkName(name);
    law(bool(goodName) == mayBeAName(name), "a name is taken or refused as it is written");
    law(bool(goodName) || (goodName.error().kind == Error::Kind::Invalid && !goodName.error().what.isEmpty()),
        "a refusal says why");
    if (name.isValidUtf8() && !name.startsWith("\xef\xbb\xbf"))
        checkKeys(name);
    if (goodName)
        checkEscapes(name);

    const Result<RelativePath> path = RelativePath::parse(bytes);
    if (!path) {
        law(path.error().kind == Error::Kind::Invalid && !path.error().what.isEmpty(), "a refusal says why");
        const QList<QByteArray> parts = bytes.split('/');
        law(bytes.size() > kMaxPathBytes || parts.size() > kMaxPathDepth || !std::ranges::all_of(parts, mayBeAName),
            "a path is refused for its length, its depth or one of its names");
        return 0;
    }
    checkPath(*path, bytes);
    law(!RelativePath::parse(ownPath(bytes).bytes()), "a path in our own folder is nobody's");
    if (!goodName)
        return 0;
    const RelativePath child = path->child(name);
    law(child.parent() == *path && child.name() == name && child.isWithin(*path), "a child lies in its folder");
    const QByteArray longer = path->name() + name;
    if (!path->isRoot() && checkName(longer))
        law(!path->parent().child(longer).isWithin(*path), "a/bc is not within a/b");
    return 0;
}
