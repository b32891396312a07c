// A project through time: its revisions on a slider, those that have a name, and the way back to any of them.
#pragma once

#include "ui/service_state.h"

#include <QDialog>
#include <QJsonObject>

class QLabel;
class QLineEdit;
class QPushButton;
class QSlider;

namespace tideline::ui {

class ErrorBox;
class TablePage;

/// Oldest revision at the left, the newest at the right; snapshots are marked and listed. Going back makes one commit more: nothing is
/// taken out of the history.
///
/// Thread:    GUI.
/// Ownership: borrows the ServiceState.
/// Invariant: shows the newest kMostRevisions revisions, and says so when there are more.
class HistoryDialog final : public QDialog {
    Q_OBJECT
public:
    static constexpr int kMostRevisions = 500;

    /// `key`: ProjectRow::key() of a project in the cloud.
    HistoryDialog(ServiceState &state, const QString &key, QWidget *parent = nullptr);

private:
    void refresh();
    void takeMoments(const QJsonObject &reply);
    void showMoment();
    void updateButtons();
    void ask(const QString &verb, QJsonObject arguments, const std::function<void(const QJsonObject &)> &done = {});
    void giveName();
    void askRestore();
    void restore(const QString &snapshot);
    QWidget *makeMoment();
    QWidget *makeName();
    const QJsonObject *moment() const;
    QJsonObject snapshotAt(qint64 revision) const;

    ServiceState &m_state;
    QString m_key, m_name;
    bool m_mayWrite = false;
    bool m_isAsking = false;       ///< a change is on its way: one at a time
    QList<QJsonObject> m_moments;  ///< log rows, oldest first
    TablePage *m_page;             ///< snapshots
    QSlider *m_slider;
    QLabel *m_when, *m_what;
    QLineEdit *m_newName, *m_message;
    QPushButton *m_give, *m_restore, *m_live, *m_forget;
    ErrorBox *m_error;
};

}  // namespace tideline::ui
