// What is being moved right now, and the last changes.
#pragma once

#include "ui/service_state.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;
class QVBoxLayout;

namespace tideline::ui {

class ElidedLabel;

/// One line for each running transfer and each project that waits, else the last activities. Thread: GUI. Ownership: borrows the ServiceState.
class TransferPanel final : public QWidget {
    Q_OBJECT
public:
    explicit TransferPanel(ServiceState &state, QWidget *parent = nullptr);

Q_SIGNALS:
    void closeAsked();
    /// One project's transfers are to stop until it is resumed. As ProjectRow::argument().
    void pauseAsked(const QString &project);
    /// One file is to be left out, and the others go on; `path` inside the project.
    void cancelAsked(const QString &project, const QString &path);
    /// A project that waits is to be synced before the others, or tried again.
    void syncAsked(const QString &project);
    void activityAsked();

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Line {
        QWidget *widget;
        QLabel *icon;
        ElidedLabel *what;
        QLabel *figures;
        QProgressBar *bar;
        QToolButton *cancel;  ///< of a running one
        QToolButton *act;
    };
    QToolButton *addButton(QWidget *line, const QString &name, const QString &icon, const QString &words);
    Line addLine(qsizetype at, const QString &button, const QString &icon, const QString &words, void (TransferPanel::*asked)(const QString &));
    void setLines(QList<Line> &lines, qsizetype count, bool running);
    void showTransfers();
    void askQueue();
    void showWaiting();
    void showActivity();

    ServiceState &m_state;
    QLabel *m_title;
    QVBoxLayout *m_lines;
    QList<Line> m_running, m_waiting;
    QList<QJsonObject> m_queue;  ///< what waits, as `queue` says
    QTimer m_askSoon;            ///< merges bursts
    QList<QLabel *> m_recent;
};

/// "train.csv  62 %  4.1 MB/s  2 min left": a transfer in one line; what is not known is left out.
QString transferText(const Transfer &transfer);
/// "3 files up, 1 conflict": what was done in an activity row; the engine's own words where it counts nothing.
QString doneText(const QJsonObject &row);
/// "climate: 3 files up, 1 conflict": an activity row in words.
QString activityText(const QJsonObject &row);

}  // namespace tideline::ui
