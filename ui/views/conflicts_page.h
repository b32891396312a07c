// What changed in two places: both versions side by side, and what to keep.
#pragma once

#include "ui/service_state.h"
#include "ui/views/table_page.h"

class QLabel;
class QPushButton;

namespace tideline::ui {

class ErrorBox;

/// Thread:    GUI.
/// Ownership: borrows the ServiceState.
/// Invariant: a conflict leaves the list only when the engine says so.
class ConflictsPage final : public TablePage {
    Q_OBJECT
public:
    explicit ConflictsPage(ServiceState &state, QWidget *parent = nullptr);
    /// Asks for the conflicts anew.
    void refresh();
    void selectFirst();
    /// Lets a conflict be looked into: comparisonAsked().
    void setComparable();

Q_SIGNALS:
    /// A version is to be opened: absolute path.
    void openAsked(const QString &file);
    /// Of a row of the verb `conflicts`.
    void comparisonAsked(const QJsonObject &row);
    void folderAsked(const QString &project, const QByteArray &folder, const QByteArray &name);

private:
    void showSelected();
    void resolve(const QString &keep);
    QString absolute(const QJsonObject &row, const QString &path) const;

    ServiceState &m_state;
    ErrorBox *m_error;
    QWidget *m_detail;
    QLabel *m_headline, *m_theirs, *m_mine;
    QPushButton *m_openTheirs, *m_openMine, *m_keepTheirs, *m_keepMine, *m_keepBoth, *m_compare;
    int m_open = 0;  ///< resolves without an answer yet
};

}  // namespace tideline::ui
