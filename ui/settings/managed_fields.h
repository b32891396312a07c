// Fields of settings that this computer's administrator may give.
#pragma once

#include <QList>
#include <QString>

class QLabel;
class QWidget;

namespace tideline::ui {

class EngineSettings;

/// "Set by your administrator (FILE)"
QString managedReason(const QString &file);

/// Disables the fields of settings that an administrator gives, and says so on them and in a note beneath their group.
///
/// Thread:    GUI.
/// Ownership: borrows the widgets of its page.
class ManagedFields {
public:
    /// `label` is how the field is called, with the mark of its key; several fields of one setting have one.
    void add(const QString &setting, const QString &label, const QList<QWidget *> &fields, QLabel *note);
    /// After whatever else enables the fields.
    void show(const EngineSettings &engine);

private:
    struct Field {
        QString setting, label;
        QList<QWidget *> widgets;
        QLabel *note;
    };
    QList<Field> m_fields;
};

}  // namespace tideline::ui
