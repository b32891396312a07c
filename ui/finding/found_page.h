// Entries and projects, of wherever, as a table: what search, stars and the recent ones show.
#pragma once

#include "ui/service_state.h"
#include "ui/views/table_page.h"

namespace tideline::ui {

/// Rows are those of the verbs `search`, `starred` and `recent` (core/control/README.md).
///
/// Thread:    GUI.
/// Ownership: borrows the ServiceState.
/// Invariant: rows that come again keep the selection, the current row and the scroll position.
class FoundPage : public TablePage {
    Q_OBJECT
public:
    FoundPage(ServiceState &state, const QString &title, const QString &explanation, const QString &timeTitle, QWidget *parent = nullptr);

    static bool isProject(const QJsonObject &row) { return row.value(u"kind").toString() == u"project"; }
    static bool isFolder(const QJsonObject &row) { return row.value(u"kind").toString() == u"dir"; }
    /// As ProjectRow::key().
    static QString projectKey(const QJsonObject &row);
    /// The row that an action is about; empty = none.
    QJsonObject currentRow() const;

Q_SIGNALS:
    /// Enter, or a double click: a folder or a project is opened, a file is shown in its folder.
    void placeAsked(const QString &project, const QByteArray &folder, const QByteArray &select);
    void menuAsked(const QJsonObject &row, const QPoint &global);

protected:
    /// `fresh`: others than before were asked for, so that there is nothing to keep.
    void takeRows(const QList<QJsonObject> &rows, bool fresh = false);
    /// Where the row is, for placeAsked().
    void ask(const QJsonObject &row);
    void selectFirst();
    ServiceState &m_state;

private:
    void restore(const QSet<QString> &selected, const QString &current, int scroll);
};

}  // namespace tideline::ui
