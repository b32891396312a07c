// A Comparer, a VersionSource and thumbnails out of a fixture. tests/ui/README.md describes the JSON.
#pragma once

#include "core/preview/comparer.h"
#include "core/preview/kept_thumbnails.h"
#include "ui/difference/version_source.h"

#include <QJsonObject>

namespace tideline::ui {

/// `differences`: by the file's name, {"two": difference, "three": difference}, or {"error": …}.
///
/// Thread: any, as Comparer says.
class FixtureComparer final : public preview::Comparer {
public:
    explicit FixtureComparer(const QJsonObject &fixture) : m_differences(fixture.value(u"differences").toObject()) {}
    Result<preview::Difference> compare(const std::vector<preview::Subject> &versions, const QString &key, const preview::Cancelled &cancelled) override;

private:
    QJsonObject m_differences;
};

/// Names files that are nowhere: the FixtureComparer does not read them.
class FixtureVersions final : public VersionSource {
public:
    using VersionSource::VersionSource;
    void fetch(const ProjectRow &project, const QString &path, const VersionRef &version, QObject *context, OnSubject onSubject) override;
};

/// `thumbnails`: a file's name and the pattern of its picture. They are kept in a folder of their own, not in the desktop's.
std::shared_ptr<const preview::KeptThumbnails> fixtureThumbnails(const QJsonObject &fixture);

/// One of `text`, `text_merge`, `notebook`, `notebook_merge`, `table`, `table_merge`, `image`, `image_merge`, `bytes`, with `facts`,
/// `notices`, `same`.
preview::Difference differenceFromJson(const QJsonObject &object);

}  // namespace tideline::ui
