// One folder of a project: the rows, or words that say why there are none.
#pragma once

#include "core/preview/kept_thumbnails.h"
#include "ui/models/entry_list_model.h"

#include <QAbstractItemView>
#include <QStackedWidget>
#include <QUrl>

class QLabel;

namespace tideline::ui {

class EntryGrid;
class EntryTree;
class Thumbnails;

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
    EntryGrid &grid() { return *m_grid; }
    /// The one that is shown, or would be: a table, or icons. Both have the same selection and the same current row.
    QAbstractItemView &view() const;
    enum class Look { Details, Icons };
    void setLook(Look look);
    Look look() const { return m_look; }
    /// Keys of the action work in the entries alone.
    void addViewAction(QAction *action);
    void setDropWanted(const std::function<bool()> &wanted);
    void setDragSource(const std::function<QList<QUrl>()> &source);
    /// Pictures of files among the icons; `wish` says what an entry's is, nullopt: it has none. Borrows the thumbnails.
    void setThumbnails(Thumbnails &thumbnails, std::function<std::optional<preview::ThumbnailWish>(const Entry &)> wish);

    /// Shows a folder; `select` is selected when it is there. `projectForPaths` names the listing (local id or cloud id).
    void open(const QString &project, const QByteArray &folder, const QByteArray &select = {});
    void setFilter(const QString &filter);
    /// Selects entries by name once one of them is in the list, unless somebody has used the list or the folder is another one by then.
    void selectLater(const QList<QByteArray> &names);
    /// Selects those of the names that are loaded; the first is the current one.
    void selectNow(const QList<QByteArray> &names);
    /// Lets the selected entry's name be typed in its place; the stem is selected.
    void editName();
    QList<Entry> selected() const;
    /// The current row's entry, when it is one of the selected.
    std::optional<Entry> current() const;

Q_SIGNALS:
    void activated(const tideline::ui::FileView::Entry &entry);
    void selectionChanged();
    void menuAsked(const QPoint &global);
    void typed(const QString &text);
    /// `action`: Qt::CopyAction or Qt::MoveAction.
    void filesDropped(const QList<QUrl> &files, const QByteArray &folder, Qt::DropAction action);
    /// The name that was typed for an entry is another one than its own.
    void nameEdited(const tideline::ui::FileView::Entry &entry, const QString &name);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void keepPlace();
    bool selectAwaited();
    void restorePlace(bool sameFolder);
    void select(const QList<QByteArray> &names, const QByteArray &current);
    void showWords();
    void connectView(QAbstractItemView &view);
    void dropped(const QList<QUrl> &files, int row, Qt::DropAction action);
    void activate(const QModelIndex &index);
    Entry entryOf(int index, const ListingRow &row) const;

    EntryListModel *m_model;
    EntryTree *m_tree;
    EntryGrid *m_grid;
    Look m_look = Look::Details;
    QLabel *m_words;
    Error m_error;
    bool m_failed = false;
    QList<QByteArray> m_keptNames;
    QByteArray m_keptCurrent;
    int m_keptScroll = 0;
    QList<QByteArray> m_selectLater;
};

}  // namespace tideline::ui
