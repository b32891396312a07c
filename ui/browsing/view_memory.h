// How each folder is looked at, and where one was in it.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QtGlobal>

#include <optional>

namespace tideline::ui {

/// How a folder is shown.
struct FolderLook {
    int column = 0;  ///< sorted by: EntryListModel::Column
    Qt::SortOrder order = Qt::AscendingOrder;
    bool icons = false;
    bool operator==(const FolderLook &) const = default;
};

/// Where one was in a folder.
struct FolderPosition {
    QByteArray current;  ///< name; empty = none
    QList<QByteArray> selected;
    int scroll = 0;
};

/// Thread:    one at a time. A value without widgets.
/// Invariant: of looks the kMost that were used last are kept, of positions as many, for as long as the program runs.
class ViewMemory {
public:
    static constexpr qsizetype kMost = 500;

    /// The folder's own, else the one for all.
    FolderLook look(const QString &project, const QByteArray &folder) const;
    /// The folder's own from now on. One that is like the one for all needs none.
    void setLook(const QString &project, const QByteArray &folder, const FolderLook &look);
    /// For all folders; their own ones are forgotten.
    void setForAll(const FolderLook &look);
    const FolderLook &forAll() const { return m_forAll; }
    qsizetype ownLooks() const { return m_looks.size(); }

    void setPosition(const QString &project, const QByteArray &folder, FolderPosition position);
    std::optional<FolderPosition> position(const QString &project, const QByteArray &folder) const;

    /// The looks as bytes, and back: what is damaged is left out.
    QByteArray toBytes() const;
    static ViewMemory fromBytes(const QByteArray &bytes);

private:
    template <typename T>
    struct Kept {
        T value;
        quint64 used = 0;
    };
    template <typename T>
    void put(QHash<QByteArray, Kept<T>> &kept, const QByteArray &key, T value);

    FolderLook m_forAll;
    QHash<QByteArray, Kept<FolderLook>> m_looks;
    QHash<QByteArray, Kept<FolderPosition>> m_positions;
    quint64 m_clock = 0;
};

}  // namespace tideline::ui
