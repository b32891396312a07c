// Facts of a preview, a line each: beside the content where there is room, else beneath.
#pragma once

#include "core/preview/document.h"

#include <QScrollArea>

class QFormLayout;

namespace tideline::ui {

/// Hidden while there are none. Thread: GUI.
class FactsPanel final : public QScrollArea {
    Q_OBJECT
public:
    static constexpr std::size_t kMost = 60;

    explicit FactsPanel(QWidget *parent = nullptr);
    void show(const std::vector<preview::Fact> &facts);
    QSize sizeHint() const override;

private:
    QFormLayout *m_form;
};

}  // namespace tideline::ui
