// Asks before the program ends while edits of this computer are not in the cloud yet.
#pragma once

#include <QObject>
#include <QPointer>

class QMessageBox;
class QWidget;

namespace tideline::ui {

class ServiceState;

/// Thread:    GUI.
/// Ownership: borrows the state, which outlives it; a child of the window that its question belongs to.
/// Invariant: quit() is told at once when nothing is being sent, or when another process goes on sending; else when the user says so or,
///            where they chose to wait, when all is sent. Nothing is lost either way: what was not sent goes up at the next start.
class QuitQuestion final : public QObject {
    Q_OBJECT
public:
    QuitQuestion(ServiceState &state, QWidget &window);

    /// Whether this process owns the engine: then the sending ends with it.
    void setOwnsEngine(bool owns) { m_ownsEngine = owns; }
    /// What is not in the cloud yet, as a sentence; empty: nothing that waiting would help.
    QString unfinished() const;
    void ask();

Q_SIGNALS:
    void quit();

private:
    void show(const QString &unfinished);
    void waitForEnd();
    void checkEnd();

    ServiceState &m_state;
    QWidget &m_window;
    QPointer<QMessageBox> m_box;
    bool m_ownsEngine = false;
    bool m_waits = false;
};

}  // namespace tideline::ui
