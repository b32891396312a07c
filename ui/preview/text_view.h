// Text and code, as much of it as one scrolls to.
#pragma once

#include "ui/preview/shape_view.h"

namespace tideline::ui {

class CodeEdit;

/// Thread: GUI.
/// Invariant: at most kMostText units are held; what is beyond is said in a notice.
class TextView final : public ShapeView {
    Q_OBJECT
public:
    static constexpr qint64 kMostText = 16 << 20;

    TextView(DocumentPtr document, PreviewWorker &worker, QWidget *parent);

    FindFrom findFrom() const override;
    void showPlace(const preview::Place &place) override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void askMore();
    void summarise();

    CodeEdit *m_edit;
    QString m_language;
    QString m_charset;
    qint64 m_nextByte = 0;
    bool m_asking = false;
    std::optional<preview::Place> m_wanted;  ///< found beyond what stands yet
};

}  // namespace tideline::ui
