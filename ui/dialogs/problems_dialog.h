// What could not be synced, of all projects, with the reason.
#pragma once

#include "ui/service_state.h"

#include <QDialog>

namespace tideline::ui {

class TablePage;

/// Thread: GUI. Ownership: borrows the ServiceState.
class ProblemsDialog final : public QDialog {
    Q_OBJECT
public:
    explicit ProblemsDialog(ServiceState &state, QWidget *parent = nullptr);

Q_SIGNALS:
    void entryChosen(const QString &project, const QString &path);

private:
    void ask(const ProjectRow &project);

    ServiceState &m_state;
    TablePage *m_page;
    QList<QJsonObject> m_rows;
    int m_asked = 0;  ///< projects whose answer is still to come
};

}  // namespace tideline::ui
