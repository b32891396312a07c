// The settings: pages in a list at the side, and a search over all of them. What is changed holds at once.
#pragma once

#include "ui/settings/settings_parts.h"

#include <QDialog>

class QKeyEvent;
class QLabel;
class QLineEdit;
class QListWidget;
class QStackedWidget;

namespace tideline::ui {

class SettingsPage;

/// Thread:    GUI.
/// Ownership: borrows what the parts name.
class SettingsDialog final : public QDialog {
    Q_OBJECT
public:
    enum Page { General, Sync, Network, Notifications, Keys, Account, Advanced, About };

    SettingsDialog(const SettingsParts &parts, QWidget *parent = nullptr);
    void showPage(Page page);

Q_SIGNALS:
    void signInAsked();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeSide();
    void addPage(SettingsPage *page, const QString &icon);
    SettingsPage *pageAt(int row) const;
    /// Shows the pages that hold what was typed, the first one of them in front; all of them when nothing is.
    void find(const QString &typed);
    void step(int by);
    EngineSettings m_engine;
    QLineEdit *m_search;
    QLabel *m_count, *m_nothing;
    QListWidget *m_list;
    QStackedWidget *m_pages;
};

}  // namespace tideline::ui
