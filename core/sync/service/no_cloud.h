// The link of what needs no cloud.
#pragma once

#include "core/cloud/channel.h"

namespace tideline::sync {

/// For steps that ask the cloud nothing (recovery, a look at the disk), and so need neither a network nor a sign-in.
///
/// Thread: any.
class NoCloud final : public cloud::Channel {
public:
    Result<cloud::CloudReply> send(const cloud::CloudRequest &request, const OnBody &) override
    {
        return Error{Error::Kind::Offline, u"The cloud is not asked."_s, QString::fromUtf8(request.path), {}};
    }
};

}  // namespace tideline::sync
