// What is being moved right now, and the last changes.
#pragma once

#include "ui/service_state.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QVBoxLayout;

namespace tideline::ui {

class ElidedLabel;

/// One line for each running transfer, else the last activities. Thread: GUI. Ownership: borrows the ServiceState.
class TransferPanel final : public QWidget {
    Q_OBJECT
public:
    explicit TransferPanel(ServiceState &state, QWidget *parent = nullptr);

Q_SIGNALS:
    void closeAsked();

private:
    struct Line {
        QWidget *widget;
        QLabel *icon;
        ElidedLabel *what;
        QLabel *figures;
        QProgressBar *bar;
    };
    Line addLine();
    void showTransfers();
    void showActivity();

    ServiceState &m_state;
    QLabel *m_title;
    QVBoxLayout *m_lines;
    QList<Line> m_running;
    QList<QLabel *> m_recent;
};

/// "3 files up, 1 conflict": an activity row in words.
QString activityText(const QJsonObject &row);

}  // namespace tideline::ui
