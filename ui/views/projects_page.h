// All projects, those on this computer, or those of others: what they are, where they are, and how they stand.
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
    enum class Show { All, Here, Shared };
    void setShow(Show show);
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
    Show m_show = Show::All;
    QString m_filter;
};

}  // namespace tideline::ui
