// An Opener out of a fixture's `previews`: {"NAME": preview | {"error": …} | {"hangs": true}}, by the file's name.
#pragma once

#include "core/preview/preview.h"

#include <QJsonObject>

namespace tideline::ui {

/// Thread: any, as Opener says.
class FixtureOpener final : public preview::Opener {
public:
    explicit FixtureOpener(const QJsonObject &fixture) : m_previews(fixture.value(u"previews").toObject()) {}
    /// Errors: the fixture's; Cancelled, of one that hangs; NotFound for a name that the fixture does not have.
    Result<std::unique_ptr<preview::Preview>> open(const preview::Subject &subject, const preview::Cancelled &cancelled) override;

private:
    QJsonObject m_previews;
};

}  // namespace tideline::ui
