// The settings: pages in a list at the side. What is changed holds at once.
#pragma once

#include "ui/settings/settings_parts.h"

#include <QDialog>

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

private:
    void addPage(SettingsPage *page, const QString &icon);
    EngineSettings m_engine;
    QListWidget *m_list;
    QStackedWidget *m_pages;
};

}  // namespace tideline::ui
