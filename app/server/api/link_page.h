// The page of a share link: what somebody without an account sees.
#pragma once

#include "app/server/api/message.h"

namespace tideline::server {

/// The same page for every link, so that it tells nothing of which there are. Its script reads the secret behind the '#',
/// which browsers send nowhere, and asks with it; nothing comes from elsewhere, and no other script runs.
Response sharePage();

}  // namespace tideline::server
