// Words over the foot of a page that go by themselves: what was done, with a button that takes it back; or what is being done.
#pragma once

#include <QFrame>
#include <QPointer>
#include <QTimer>

#include <functional>

class QLabel;
class QPushButton;

namespace tideline::ui {

/// Thread:    GUI.
/// Invariant: stays while the pointer is over it or it has the focus; a screen reader hears what it says.
class Toast final : public QFrame {
    Q_OBJECT
public:
    /// Over the foot of `page`, beside it in the page's parent, which owns it: of what lies in a stack of pages a screen reader is shown the
    /// page in front alone.
    explicit Toast(QWidget &page);

    /// For some seconds. Without words for the button it has none.
    void say(const QString &text, const QString &button = {}, const std::function<void()> &act = {});
    /// Until clear(), or the next words.
    void hold(const QString &text, const QString &button = {}, const std::function<void()> &act = {});
    void clear();
    /// Shown by hold().
    bool isHeld() const { return !isHidden() && m_held; }
    /// Empty while it is hidden.
    QString text() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void show(const QString &text, const QString &button, const std::function<void()> &act);
    void place();

    QWidget &m_page;
    QPointer<QWidget> m_before;  ///< had the focus when it came
    QLabel *m_text;
    QPushButton *m_button;
    std::function<void()> m_act;
    QTimer m_timer;
    bool m_held = false;
};

}  // namespace tideline::ui
