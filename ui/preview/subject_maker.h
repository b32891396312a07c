// How an entry of the file view becomes what a preview is opened of.
#pragma once

#include "core/preview/kept_thumbnails.h"
#include "core/preview/preview.h"
#include "core/schema/listing_source.h"
#include "ui/models/rows.h"

#include <functional>
#include <optional>

namespace tideline::ui {

/// Given by app, which knows how to fetch what is in the cloud alone. nullopt: there is nothing to look at. `path` is inside
/// the project. Called on the GUI thread, so it reads nothing; its subject's `fetch` is called elsewhere.
using SubjectMaker
    = std::function<std::optional<preview::Subject>(const ProjectRow &project, const QByteArray &path, const ListingRow &row)>;

/// Of files that are on this disk; nullopt for all else.
std::optional<preview::Subject> localSubject(const ProjectRow &project, const QByteArray &path, const ListingRow &row);

/// What a file's thumbnail is to be made of: images and PDFs by their names. One whose bytes are in the cloud alone is wished for
/// only if it is known already. nullopt: folders, files of other kinds, projects that are not on this disk.
std::optional<preview::ThumbnailWish> thumbnailWish(const ProjectRow &project, const QByteArray &path, const ListingRow &row);

}  // namespace tideline::ui
