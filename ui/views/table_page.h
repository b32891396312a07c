// A page of one table with a title, a line of explanation, words for the empty case, and buttons beneath.
#pragma once

#include "ui/models/json_table_model.h"

#include <QWidget>

class QDialogButtonBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTreeView;
class QVBoxLayout;

namespace tideline::ui {

/// What the pages of conflicts, trash and projects share.
/// Thread: GUI.
class TablePage : public QWidget {
    Q_OBJECT
public:
    TablePage(const QString &title, const QString &explanation, QList<JsonTableModel::Column> columns,
              QWidget *parent = nullptr);

    JsonTableModel &table() { return *m_model; }
    QTreeView &view() { return *m_view; }
    void setRows(const QList<QJsonObject> &rows);
    QList<QJsonObject> selected() const;
    /// What is said once it is known that there are no rows. Before the first setRows() it says that it looks.
    void setEmptyWords(const QString &words);
    /// The rows could not be had: the page says so elsewhere.
    void setUnknown();
    void setTitle(const QString &title);
    QString title() const;

    /// What stands beneath a page that is a dialog: the error, when there is one, and the buttons, none of which Enter presses by itself.
    static QVBoxLayout *dialogFoot(QWidget *error, QDialogButtonBox *buttons);

Q_SIGNALS:
    void selectionChanged();
    void activated(const QJsonObject &row);

protected:
    void focusInEvent(QFocusEvent *event) override;
    QHBoxLayout *head() { return m_head; }    ///< beside the title
    QVBoxLayout *foot() { return m_foot; }    ///< beneath the table
    /// Of a column of sizes, also where a unit is a long word.
    int sizesWidth() const;
    /// Of a column of states with their glyphs; `longest` beside the words for them all.
    int statesWidth(const QString &longest = {}) const;
    static QPushButton *makeButton(const QString &text, const QString &name, QWidget *parent);

private:
    JsonTableModel *m_model;
    QTreeView *m_view;
    QLabel *m_title;
    QLabel *m_empty;
    QString m_emptyWords;
    bool m_isKnown = false;  ///< rows were set, if none
    QStackedWidget *m_stack;
    QHBoxLayout *m_head;
    QVBoxLayout *m_foot;
};

}  // namespace tideline::ui
