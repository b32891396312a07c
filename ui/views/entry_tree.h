// The file view's table: what QTreeView leaves to a subclass (filter by typing).
#pragma once

#include "ui/views/entry_drag.h"

#include <QTreeView>

namespace tideline::ui {

/// Thread: GUI.
class EntryTree final : public QTreeView {
    Q_OBJECT
public:
    explicit EntryTree(QWidget *parent = nullptr);

    EntryDrag &drag() { return *m_drag; }
    /// Printable keys go to the filter, not to a search over rows that are not loaded.
    void keyboardSearch(const QString &search) override;

Q_SIGNALS:
    void typed(const QString &text);

protected:
    void startDrag(Qt::DropActions) override { m_drag->start(); }

private:
    EntryDrag *m_drag;
};

}  // namespace tideline::ui
