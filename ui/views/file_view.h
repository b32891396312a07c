// One folder of a project: the rows, or words that say why there are none.
#pragma once

#include "ui/models/entry_list_model.h"

#include <QStackedWidget>

class QLabel;

namespace tideline::ui {

class EntryTree;

/// Thread:    GUI.
/// Ownership: owns its model; borrows the reader.
/// Invariant: selection, current row and scroll position survive changes of the rows they stand on.
class FileView final : public QStackedWidget {
    Q_OBJECT
public:
    /// A row as actions need it.
    struct Entry {
        QByteArray path;  ///< inside the project
        ListingRow row;
    };

    explicit FileView(ListingReader &reader, QWidget *parent = nullptr);

    EntryListModel &model() { return *m_model; }
    EntryTree &tree() { return *m_tree; }

    /// Shows a folder; `select` is selected when it is there. `projectForPaths` names the listing (local id or cloud id).
    void open(const QString &project, const QByteArray &folder, const QByteArray &select = {});
    void setFilter(const QString &filter);
    /// Selects entries by name once they are in the list.
    void selectLater(const QList<QByteArray> &names);
    /// Selects those of the names that are loaded; the first is the current one.
    void selectNow(const QList<QByteArray> &names);
    QList<Entry> selected() const;
    /// The current row's entry, when it is one of the selected.
    std::optional<Entry> current() const;

Q_SIGNALS:
    void activated(const tideline::ui::FileView::Entry &entry);
    void selectionChanged();
    void menuAsked(const QPoint &global);
    void typed(const QString &text);
    void filesDropped(const QList<QUrl> &files, const QByteArray &folder);

private:
    void keepPlace();
    void restorePlace(bool sameFolder);
    void select(const QList<QByteArray> &names, const QByteArray &current);
    void showWords();
    void activate(const QModelIndex &index);
    Entry entryOf(int index, const ListingRow &row) const;

    EntryListModel *m_model;
    EntryTree *m_tree;
    QLabel *m_words;
    Error m_error;
    bool m_failed = false;
    QList<QByteArray> m_keptNames;
    QByteArray m_keptCurrent;
    int m_keptScroll = 0;
    QList<QByteArray> m_selectLater;
};

}  // namespace tideline::ui
