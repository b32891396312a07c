// Links for whoever has them: a new one to a file, a folder or a project, and those that a project has.
#pragma once

#include "core/base/result.h"
#include "ui/service_state.h"

#include <QDialog>
#include <QJsonObject>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace tideline::ui {

class ErrorBox;
class TablePage;

/// A new link is copied and shown until the dialog is closed; nobody can ask for it again. For owners: others are told so by who opens it.
///
/// Thread:    GUI.
/// Ownership: borrows the ServiceState.
/// Invariant: what is listed was said by the cloud; after each change it is asked anew.
class LinksDialog final : public QDialog {
    Q_OBJECT
public:
    /// `key`: ProjectRow::key() of a project in the cloud; `path`: what a new link leads to, empty = the project as a whole.
    LinksDialog(ServiceState &state, const QString &key, const QString &path = {}, QWidget *parent = nullptr);

private:
    QWidget *makeNew();
    void refresh();
    void ask(const QString &verb, QJsonObject arguments, const std::function<void(const QJsonObject &)> &done);
    void create();
    void showLink(const QJsonObject &link);
    void revoke();

    ServiceState &m_state;
    QString m_key, m_path, m_name;  ///< the name is the project's
    TablePage *m_page;
    QComboBox *m_end;
    QLineEdit *m_password, *m_url;
    QLabel *m_words;
    QPushButton *m_create, *m_revoke;
    ErrorBox *m_error;
};

/// Why one who looks at the project makes no links in it; empty: one may.
QString whyNoLinks(const ProjectRow &project);

}  // namespace tideline::ui
