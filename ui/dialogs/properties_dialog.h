// Everything about one entry, or the sum of several: kind, exact size, place, state, permissions, SHA-256.
#pragma once

#include "ui/operations/file_facts.h"
#include "ui/operations/shown_folder.h"
#include "ui/operations/worker.h"

#include <QDialog>
#include <QTimer>

class QCheckBox;
class QFormLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace tideline::ui {

/// Thread:    GUI; counting and hashing are done by a worker, and stop when the dialog is closed.
/// Ownership: keeps its own copies.
class PropertiesDialog final : public QDialog {
    Q_OBJECT
public:
    /// `files`: the entries' absolute paths on this disk, empty where an entry is in the cloud alone.
    PropertiesDialog(const QString &project, const QList<FileView::Entry> &entries, const QStringList &files, QWidget *parent);
    ~PropertiesDialog() override;

Q_SIGNALS:
    void failed(const Error &error);

private:
    struct Sum {
        FileFacts facts;  ///< of one file; of several the sums
        QList<Error> errors;
    };
    QLabel *addFact(const char *name, const QString &title, const QString &text);
    void makeHead(const QList<FileView::Entry> &entries);
    void makeFacts(const QString &project, const QList<FileView::Entry> &entries);
    void makeFileFacts();
    void askFacts();
    void showFacts(const Sum &sum);
    void startHash();
    void showHash(const Result<QString> &hash);

    QStringList m_files;
    qsizetype m_count;
    std::shared_ptr<WorkControl> m_control = std::make_shared<WorkControl>();
    std::shared_ptr<WorkControl> m_hashControl = std::make_shared<WorkControl>();
    QFormLayout *m_form;
    QLabel *m_type = nullptr, *m_size = nullptr, *m_inside = nullptr, *m_modified = nullptr, *m_permissions = nullptr, *m_hash = nullptr;
    QCheckBox *m_executable = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_hashButton = nullptr;
    bool m_hashing = false;
    QTimer m_look;
    Worker m_worker, m_hasher;
};

}  // namespace tideline::ui
