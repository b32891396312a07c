// What the engine does with entries: keep here, free up space, ignore, why.
#pragma once

#include "ui/operations/shown_folder.h"
#include "ui/operations/undo_history.h"
#include "ui/window_actions.h"

namespace tideline::ui {

/// Thread:    GUI.
/// Ownership: borrows all.
class SyncActions final : public QObject {
    Q_OBJECT
public:
    SyncActions(ShownFolder &folder, WindowActions &actions, UndoHistory &history);

    void updateAllowed();
    /// Leaves one file out of the sync, or with `again` lets it travel after that. `arguments`: as ShownFolder::argumentsFor().
    enum class Travel { Stop, Again };
    void setTravel(Travel travel, const QJsonObject &arguments);

Q_SIGNALS:
    void whyAsked();

private:
    enum class Place { Here, CloudOnly };
    struct Placing;
    void placeSelected(Place place);
    void placeNext(const std::shared_ptr<Placing> &placing);
    void finish(const Placing &placing);
    void putSelectedFirst();
    void putFirst(QList<QJsonObject> arguments);
    void setTravelOfSelected(Travel travel);
    void askIgnore();

    ShownFolder &m_folder;
    WindowActions &m_actions;
    UndoHistory &m_history;
};

}  // namespace tideline::ui
