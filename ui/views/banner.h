// One line above the content that says what needs the user, with the button that mends it.
#pragma once

#include "core/schema/local_project.h"

#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace tideline::ui {

/// Thread: GUI.
class Banner final : public QFrame {
    Q_OBJECT
public:
    explicit Banner(QWidget *parent = nullptr);
    /// Shows it; without `button` there is none. `closable`: the user may put it away.
    void show(SyncState state, const QString &text, const QString &button, std::function<void()> onButton,
              bool closable = false);
    QString text() const;

Q_SIGNALS:
    void closed();

private:
    QLabel *m_icon, *m_text;
    QPushButton *m_button;
    QToolButton *m_close;
    std::function<void()> m_onButton;
};

}  // namespace tideline::ui
