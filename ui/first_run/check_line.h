// What was found of something that one types: an icon, a sentence, and what to do.
#pragma once

#include "core/base/result.h"
#include "core/schema/local_project.h"

#include <QWidget>

class QLabel;

namespace tideline::ui {

/// Hidden while it has nothing to say. Thread: GUI.
class CheckLine final : public QWidget {
    Q_OBJECT
public:
    explicit CheckLine(const QString &name, QWidget *parent = nullptr);
    void show(SyncState state, const QString &text);
    void show(const Error &error);
    void clear();
    QString text() const;

private:
    QLabel *m_icon, *m_text;
    SyncState m_state = SyncState::Waiting;
};

}  // namespace tideline::ui
