// Settings, Advanced: the log, the report for whoever helps, and all settings as a file.
#pragma once

#include "ui/settings/settings_page.h"
#include "ui/settings/settings_parts.h"

class QFormLayout;
class QLabel;

namespace tideline::ui {

class SettingsTransfer;

/// Thread: GUI.
class AdvancedPage final : public SettingsPage {
    Q_OBJECT
public:
    AdvancedPage(const SettingsParts &parts, EngineSettings &engine, QWidget *parent);

private:
    void makeLog(QFormLayout &form);
    void makeTransfer(QFormLayout &form);
    void openReport();
    void askWhereTo();
    void askWhereFrom();
    SettingsParts m_parts;
    SettingsTransfer *m_transfer;
    QLabel *m_transferred;
};

}  // namespace tideline::ui
