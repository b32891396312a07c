// All projects, or those on this computer: what they are, where they are, and how they stand.
#pragma once

#include "ui/service_state.h"
#include "ui/views/table_page.h"

namespace tideline::ui {

/// Thread:    GUI.
/// Ownership: borrows the ServiceState.
class ProjectsPage final : public TablePage {
    Q_OBJECT
public:
    explicit ProjectsPage(ServiceState &state, QWidget *parent = nullptr);
    void setHereOnly(bool hereOnly);
    void setFilter(const QString &filter);

Q_SIGNALS:
    void projectChosen(const QString &key);
    void addAsked();
    void cloneAsked(const QString &key);
    void menuAsked(const QString &key, const QPoint &global);

private:
    void fill();

    ServiceState &m_state;
    QPushButton *m_clone, *m_add;
    bool m_hereOnly = false;
    QString m_filter;
};

}  // namespace tideline::ui
