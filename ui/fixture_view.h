// Brings a window to the screen that a fixture's `view` describes.
#pragma once

#include <QJsonObject>

namespace tideline::ui {

class MainWindow;

/// `page` (all_projects, on_this_computer, conflicts, trash, folder), `project`, `folder`, `select` [names], `filter`,
/// `hidden`, `inspector`, `transfers`, `edit_path`, `size` [w, h], `dialog` (sign_in, sign_in_error, add_project, clone,
/// guard, problems, quick_look with `statistics` COLUMN or `find` WORDS). Unknown keys are ignored. What waits for the listing
/// is done when it is there.
void applyFixtureView(MainWindow &window, const QJsonObject &fixture);

}  // namespace tideline::ui
