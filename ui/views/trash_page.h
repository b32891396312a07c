// What syncs removed or replaced on this computer, and the way back.
#pragma once

#include "ui/service_state.h"
#include "ui/views/table_page.h"

namespace tideline::ui {

class ErrorBox;

/// Thread:    GUI.
/// Ownership: borrows the ServiceState.
class TrashPage final : public TablePage {
    Q_OBJECT
public:
    explicit TrashPage(ServiceState &state, QWidget *parent = nullptr);
    void refresh();

Q_SIGNALS:
    /// Something is back: where it is now. `localId`: of the project, of whose name there may be two.
    void restored(const QString &localId, const QString &path);

private:
    void restore();

    ServiceState &m_state;
    ErrorBox *m_error;
    QPushButton *m_restore;
};

}  // namespace tideline::ui
