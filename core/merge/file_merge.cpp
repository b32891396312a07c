#include "core/merge/file_merge.h"

#include "core/merge/json_reader.h"
#include "core/merge/notebook_merge.h"
#include "core/merge/text_merge.h"

#include <algorithm>
#include <array>

namespace tideline::merge {

namespace {

bool isOfGit(QByteArrayView path)
{
    return path.startsWith(".git/") || path.contains("/.git/");
}

/// Formats whose text holds places of its own bytes.
bool countsItsBytes(QByteArrayView content)
{
    return content.startsWith("%PDF-") || content.startsWith("%!PS");
}

bool endsWith(QByteArrayView path, QByteArrayView ending)
{
    return path.size() >= ending.size() && path.last(ending.size()).compare(ending, Qt::CaseInsensitive) == 0;
}

bool isJsonDocument(const QByteArray &text, const Limits &limits)
{
    const QByteArrayView trimmed = QByteArrayView(text).trimmed();
    return (trimmed.startsWith('{') || trimmed.startsWith('[')) && bool(readJson(text, limits));
}

}  // namespace

Outcome mergeFile(QByteArrayView path, const QByteArray &base, const QByteArray &ours, const QByteArray &theirs,
                  const Limits &limits)
{
    if (std::optional<Outcome> simple = mergeUnlessBothChanged(base, ours, theirs))
        return *std::move(simple);
    if (isOfGit(path))
        return Conflict{u"Files of a repository's own folder are not merged."_s};
    if (endsWith(path, ".ipynb"))
        return mergeNotebook(base, ours, theirs, limits);
    const std::array<const QByteArray *, 3> versions{&base, &ours, &theirs};
    if (std::ranges::any_of(versions, [](const QByteArray *version) { return countsItsBytes(*version); }))
        return Conflict{u"A document that counts its own bytes cannot be merged by lines."_s};
    const bool isNamedJson = endsWith(path, ".json");
    if (isNamedJson && !(readJson(ours, limits) && readJson(theirs, limits)))
        return Conflict{u"One of the two is not JSON that can be read."_s};
    Outcome outcome = mergeText(base, ours, theirs, limits);
    const auto *merged = std::get_if<Merged>(&outcome);
    const auto isJson = [&](const QByteArray *version) { return isJsonDocument(*version, limits); };
    const bool mustBeJson = isNamedJson || std::ranges::all_of(versions, isJson);
    if (merged != nullptr && mustBeJson && !readJson(merged->bytes, limits))
        return Conflict{u"Merged by lines, it would no longer be JSON."_s};
    return outcome;
}

}  // namespace tideline::merge
