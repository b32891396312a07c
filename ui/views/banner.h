// One line above the content that says what needs the user, with the buttons that mend it.
#pragma once

#include "core/schema/local_project.h"

#include <QFrame>
#include <QList>

#include <array>
#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace tideline::ui {

/// Thread: GUI.
class Banner final : public QFrame {
    Q_OBJECT
public:
    struct Action {
        QString text;
        std::function<void()> act;
    };
    static constexpr int kMaxActions = 3;

    explicit Banner(QWidget *parent = nullptr);
    /// Shows it; one action stands beside the text, more (at most kMaxActions) beneath it. `closable`: the user may put
    /// it away.
    void show(SyncState state, const QString &text, const QList<Action> &actions, bool closable = false);
    QString text() const;

Q_SIGNALS:
    void closed();

private:
    QPushButton *makeButton(const QString &name, int action);
    void tell(const QString &text);

    QLabel *m_icon, *m_text;
    QPushButton *m_side;
    QWidget *m_row;
    std::array<QPushButton *, kMaxActions> m_beneath;
    QToolButton *m_close;
    QList<Action> m_actions;
};

}  // namespace tideline::ui
