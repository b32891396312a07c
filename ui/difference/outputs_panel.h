// What a run gave of one cell of a notebook, in two versions of it.
#pragma once

#include "core/preview/preview.h"

#include <QWidget>

#include <array>
#include <memory>

class QLabel;
class QScrollArea;

namespace tideline::ui {

class PreviewWorker;

/// Thread:    GUI; the notebooks are opened on workers, when a cell is first asked for.
/// Ownership: shares the opener.
class OutputsPanel final : public QWidget {
    Q_OBJECT
public:
    OutputsPanel(std::shared_ptr<preview::Opener> opener, QWidget *parent);
    ~OutputsPanel() override;

    /// Other versions: nothing is shown until showCell().
    void setVersions(const preview::Subject &older, const preview::Subject &newer);
    /// The cell by its number in each; -1: there is none.
    void showCell(int older, int newer);

Q_SIGNALS:
    void closeAsked();
    /// A side has what it shows.
    void shown();

private:
    struct Side {
        preview::Subject subject;
        PreviewWorker *worker = nullptr;
        QScrollArea *area = nullptr;
        bool isOpen = false;
    };
    void showSide(Side &side, int cell);
    void say(Side &side, const QString &words);

    std::shared_ptr<preview::Opener> m_opener;
    QLabel *m_title;
    std::array<Side, 2> m_sides;
};

}  // namespace tideline::ui
