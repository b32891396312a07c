// What the window's previews are opened of: a file of this disk, or parts of one in the cloud, through the engine.
#pragma once

#include "app/desktop/window_listing.h"
#include "ui/preview/subject_maker.h"

namespace tideline::desktop {

/// All parts that one subject fetches are of one content: when the file has become another meanwhile, of the one that was looked at
/// first. Errors of its fetch(): those of the verb `read`; Conflict (the file is not what the listing said); Offline (no engine yet).
///
/// Thread: the maker is called on the GUI's, its subjects' fetch() on any, one at a time for each.
ui::SubjectMaker subjectMaker(std::shared_ptr<EngineSlot> engine);

}  // namespace tideline::desktop
