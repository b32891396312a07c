// A page of the settings: a heading, groups of fields, and notes beneath them.
#pragma once

#include <QScrollArea>

class QFormLayout;
class QLabel;
class QVBoxLayout;

namespace tideline::ui {

class ErrorBox;
class PageSearch;

/// Thread: GUI.
class SettingsPage : public QScrollArea {
    Q_OBJECT
public:
    SettingsPage(const QString &name, const QString &title, QWidget *parent);
    const QString &title() const { return m_title; }
    /// Finds what stands on the page.
    PageSearch &search() { return *m_search; }

protected:
    /// A form below what is there, under a heading of its own where `heading` is given.
    QFormLayout *addGroup(const QString &heading = {});
    QLabel *addNote(const QString &text);
    /// A note beneath a group, hidden until ManagedFields has something to say.
    QLabel *addManagedNote();
    void add(QWidget *widget, int stretch = 0);
    /// No more comes: what is there stands at the top.
    void finish();
    bool eventFilter(QObject *watched, QEvent *event) override;
    ErrorBox &error() { return *m_error; }
    QWidget *body() { return m_body; }

private:
    QString m_title;
    QWidget *m_body;
    QVBoxLayout *m_layout;
    ErrorBox *m_error;
    PageSearch *m_search;
};

/// A small, muted text that wraps.
QLabel *noteLabel(const QString &text, QWidget *parent);

}  // namespace tideline::ui
