// Third page: the folder below which projects go.
#pragma once

#include "ui/first_run/first_run_page.h"
#include "ui/operations/worker.h"

#include <QTimer>

class QLineEdit;

namespace tideline::ui {

class CheckLine;

/// Invariant: the folder that is gone on with was looked at since it was typed, and can hold projects.
class FolderPage final : public FirstRunPage {
    Q_OBJECT
public:
    FolderPage(const FirstRunParts &parts, SetupAnswers &answers, QWidget *parent);

    void enter() override;
    bool isReady() const override { return m_isGood; }
    void advance() override;

    /// Of the folder that was gone on with.
    const FolderFacts &facts() const { return m_facts; }

private:
    void typed();
    void look();
    void take(const FolderFacts &facts);
    void choose();

    QLineEdit *m_folder;
    CheckLine *m_line, *m_space;
    QTimer m_soon;
    Worker m_worker;
    FolderFacts m_facts;
    bool m_isGood = false;
};

}  // namespace tideline::ui
