// Settings, Shortcuts: each action of the window with its keys, which can be others.
#pragma once

#include "ui/settings/settings_page.h"
#include "ui/settings/settings_parts.h"

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace tideline::ui {

/// Thread: GUI.
class ShortcutsPage final : public SettingsPage {
    Q_OBJECT
public:
    ShortcutsPage(const SettingsParts &parts, QWidget *parent);

private:
    QWidget *makeEditor();
    void fill();
    void showRows();
    void showChosen();
    void take(const QKeySequence &keys);
    QAction *chosen() const;
    void say(const QString &text, bool canTake = false);

    Shortcuts &m_shortcuts;
    QLineEdit *m_filter;
    QTreeWidget *m_list;
    QLabel *m_words, *m_message;
    QKeySequenceEdit *m_keys;
    QPushButton *m_takeAway, *m_none, *m_own;
    QKeySequence m_wanted;  ///< pressed, and held by another action
};

}  // namespace tideline::ui
