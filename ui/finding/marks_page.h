// What has a star, or what is recent.
#pragma once

#include "ui/finding/found_page.h"

#include <QTimer>

namespace tideline::ui {

/// Looks when it is shown, and again when the engine says that something changed while it is.
/// Thread: GUI.
class MarksPage final : public FoundPage {
    Q_OBJECT
public:
    enum class Kind { Starred, Recent };
    MarksPage(ServiceState &state, Kind kind, QWidget *parent = nullptr);
    void refresh();

private:
    Kind m_kind;
    QTimer m_soon;
};

}  // namespace tideline::ui
