// Files dragged out of a view of entries, within it, and into it.
#pragma once

#include <QAbstractItemView>
#include <QList>
#include <QTimer>
#include <QUrl>

#include <functional>

namespace tideline::ui {

/// Takes a view's drag events; the view's startDrag() calls start(). What comes from outside is copied, and moved with Shift; what comes
/// from the view itself is moved, and copied with Ctrl. A folder that one stays over opens.
///
/// Thread:    GUI.
/// Ownership: the view's child.
class EntryDrag final : public QObject {
    Q_OBJECT
public:
    static constexpr int kSpringMs = 800;

    explicit EntryDrag(QAbstractItemView &view);

    /// Gives the files of a row's drag; empty = nothing to drag.
    void setSource(std::function<QList<QUrl>()> source) { m_source = std::move(source); }
    /// Whether files may be dropped here now.
    void setDropWanted(std::function<bool()> wanted) { m_dropWanted = std::move(wanted); }
    /// Whether a row is a folder that files can be dropped into.
    void setIsFolder(std::function<bool(int row)> isFolder) { m_isFolder = std::move(isFolder); }
    void start();

Q_SIGNALS:
    /// Local files were dropped on `row` (-1 = beside the rows); `action`: Qt::CopyAction or Qt::MoveAction.
    void filesDropped(const QList<QUrl> &files, int row, Qt::DropAction action);
    /// One stayed over this folder.
    void sprung(int row);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// Qt::IgnoreAction: not here.
    Qt::DropAction actionOf(const QDropEvent &event) const;
    bool isOwn(const QDropEvent &event) const;
    int folderAt(const QPoint &position) const;
    void hover(int row);
    void drop(QDropEvent &event);

    QAbstractItemView &m_view;
    std::function<QList<QUrl>()> m_source;
    std::function<bool()> m_dropWanted;
    std::function<bool(int)> m_isFolder;
    QList<int> m_dragged;  ///< rows of the view's own drag
    int m_hovered = -1;
    QTimer m_spring;
};

}  // namespace tideline::ui
