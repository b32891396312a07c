// Files dragged out of a view of entries, and dropped into it.
#pragma once

#include <QAbstractItemView>
#include <QList>
#include <QUrl>

#include <functional>

namespace tideline::ui {

/// Takes a view's drag events; the view's startDrag() calls start().
///
/// Thread:    GUI.
/// Ownership: the view's child.
class EntryDrag final : public QObject {
    Q_OBJECT
public:
    explicit EntryDrag(QAbstractItemView &view);

    /// Gives the files of a row's drag; empty = nothing to drag.
    void setSource(std::function<QList<QUrl>()> source) { m_source = std::move(source); }
    /// Whether files may be dropped here now.
    void setDropWanted(std::function<bool()> wanted) { m_dropWanted = std::move(wanted); }
    void start();

Q_SIGNALS:
    /// Local files were dropped on `row` (-1 = beside the rows).
    void filesDropped(const QList<QUrl> &files, int row);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool isWanted(const QDropEvent &event) const;
    void drop(QDropEvent &event);

    QAbstractItemView &m_view;
    std::function<QList<QUrl>()> m_source;
    std::function<bool()> m_dropWanted;
};

}  // namespace tideline::ui
