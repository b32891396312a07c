// A rendered Markdown file.
#pragma once

#include "ui/preview/shape_view.h"

namespace tideline::ui {

class SafeBrowser;

/// Thread: GUI.
class RichView final : public ShapeView {
    Q_OBJECT
public:
    RichView(DocumentPtr document, PreviewWorker &worker, QWidget *parent);
    bool findHere(const QString &text, bool again, bool *found) override;

private:
    SafeBrowser *m_browser;
};

}  // namespace tideline::ui
