// Where one is, as crumbs to click and, after Ctrl+L, as a path to type.
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLineEdit;
class QStackedLayout;
class QToolButton;

namespace tideline::ui {

/// Shows "project › data › raw"; a crumb leads there. Crumbs that have no room are behind "…".
///
/// Thread:    GUI.
/// Invariant: Esc, or losing the focus, brings the crumbs back unchanged.
class PathBar final : public QWidget {
    Q_OBJECT
public:
    explicit PathBar(QWidget *parent = nullptr);

    /// A folder of a project. `project` is the name shown first.
    void setFolder(const QString &project, const QByteArray &folder);
    /// A page without folders ("Trash"): one crumb that leads nowhere.
    void setPage(const QString &title);
    bool isEditing() const;

public Q_SLOTS:
    /// Turns the crumbs into a line to edit; does nothing on a page.
    void edit();

Q_SIGNALS:
    /// A crumb: the folder inside the project.
    void folderChosen(const QByteArray &folder);
    /// A typed path, '/'-separated, as it was typed: "data/raw", "/data/raw", "project/data".
    void pathTyped(const QString &path);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rebuild();
    void stopEditing();
    QToolButton *addCrumb(const QString &text, const QByteArray &folder, bool last);
    void addChevron();

    QString m_project, m_page;
    QByteArray m_folder;
    QStackedLayout *m_stack = nullptr;
    QWidget *m_crumbs = nullptr;
    QHBoxLayout *m_row = nullptr;
    QLineEdit *m_edit = nullptr;
};

}  // namespace tideline::ui
