// Ignoring an entry: the rule, and what it would do, asked before it is written.
#pragma once

#include "ui/backend.h"
#include "ui/views/file_view.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QLabel;
class QPushButton;

namespace tideline::ui {

/// Proposes rules for one entry, tests what is typed with `ignore_test`, and adds it to the project's own rules with `ignore_add`.
///
/// Thread:    GUI.
/// Ownership: borrows the Backend.
/// Invariant: the words are about the rule that stands in the field.
class IgnoreDialog final : public QDialog {
    Q_OBJECT
public:
    /// `root`: the project's folder on this disk.
    IgnoreDialog(Backend &backend, const QString &root, const FileView::Entry &entry, QWidget *parent);

    /// "/data/a.csv", "/data/*.csv", "*.csv": the narrowest first. What gitignore takes for a sign is escaped.
    static QStringList rulesFor(const QByteArray &path, NodeKind kind);

Q_SIGNALS:
    void added(const QString &rule);

private:
    void test();
    void show(const QString &rule, const Result<QJsonObject> &reply);
    void add();

    Backend &m_backend;
    QString m_root;
    FileView::Entry m_entry;
    QComboBox *m_rule;
    QLabel *m_icon, *m_words;
    QPushButton *m_ignore;
    QTimer m_soon;
};

}  // namespace tideline::ui
