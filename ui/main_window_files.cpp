// What the window looks into files with: previews, comparisons, thumbnails. app gives them; without them there are none.
#include "ui/difference/comparisons.h"
#include "ui/inspector/inspector.h"
#include "ui/main_window.h"
#include "ui/models/thumbnails.h"
#include "ui/preview/quick_look.h"
#include "ui/views/conflicts_page.h"
#include "ui/views/file_view.h"

namespace tideline::ui {

void MainWindow::setPreviews(std::shared_ptr<preview::Opener> opener, SubjectMaker maker)
{
    Q_ASSERT(!m_opener && opener && maker);
    m_opener = std::move(opener);
    m_subjectMaker = std::move(maker);
    m_inspector->setPreviews(m_opener, m_subjectMaker);
    connect(m_actions.quickLook, &QAction::triggered, this, &MainWindow::toggleQuickLook);
    connect(m_inspector, &Inspector::quickLookAsked, this, &MainWindow::toggleQuickLook);
    m_actions.quickLook->setVisible(true);
}

void MainWindow::setComparisons(std::shared_ptr<preview::Comparer> comparer, std::shared_ptr<preview::Opener> opener,
                                std::unique_ptr<VersionSource> versions)
{
    Q_ASSERT(!m_comparisons);
    m_comparisons = new Comparisons(m_state, std::move(comparer), std::move(opener), std::move(versions), this);
    m_inspector->setComparable();
    m_conflicts->setComparable();
    connect(m_inspector, &Inspector::comparisonAsked, m_comparisons, &Comparisons::showVersions);
    connect(m_conflicts, &ConflictsPage::comparisonAsked, m_comparisons, &Comparisons::showConflict);
    connect(m_comparisons, &Comparisons::conflictSettled, m_conflicts, &ConflictsPage::refresh);
}

void MainWindow::setThumbnails(std::shared_ptr<const preview::KeptThumbnails> finder)
{
    Q_ASSERT(!m_thumbnails);
    m_thumbnails = std::make_unique<Thumbnails>(std::move(finder));
    m_files->setThumbnails(*m_thumbnails, [this](const FileView::Entry &entry) -> std::optional<preview::ThumbnailWish> {
        const ProjectRow *project = m_state.project(m_navigator.place().project);
        return project ? thumbnailWish(*project, entry.path, entry.row) : std::nullopt;
    });
}

void MainWindow::toggleQuickLook()
{
    if (!m_quickLook)
        m_quickLook = new QuickLook(m_state, m_navigator, *m_files, m_opener, m_subjectMaker, this);
    m_quickLook->toggle();
}

}  // namespace tideline::ui
