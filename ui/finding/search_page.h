// Search over all projects on this computer, by name or inside files.
#pragma once

#include "ui/finding/found_page.h"

#include <QTimer>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace tideline::ui {

class FoundDelegate;

/// Asks while one types, a moment after the last key; further rows come as one scrolls.
///
/// Thread:    GUI.
/// Invariant: the rows are an answer to what the field holds, or to what it held before and the next answer is on its way.
class SearchPage final : public FoundPage {
    Q_OBJECT
public:
    explicit SearchPage(ServiceState &state, QWidget *parent = nullptr);

    /// `project`: ProjectRow::key() of the one to look through; empty = all. What is shown already is not asked for again.
    void search(const QString &text, const QString &project);
    /// The project one came from can be chosen, too.
    void offer(const QString &project);
    void focusText();
    const QString &text() const { return m_shownText; }
    /// What is shown may have changed while one was elsewhere.
    void lookAgain() { m_againSoon.start(); }

Q_SIGNALS:
    /// The user asked for this.
    void searched(const QString &text, const QString &project);
    /// Esc: back to where one was.
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void askNow();
    void ask(qint64 limit, const QString &after);
    void take(const QJsonObject &reply, bool isFurther);
    void askFurther();
    void askAgain();
    void askWhileItIsRead(const QJsonObject &reply);
    void showKind();
    void fillScopes();
    void showNote();
    QString project() const;
    QStringList unreadWords() const;

    QLineEdit *m_text;
    QComboBox *m_scope;
    QPushButton *m_inside;
    FoundDelegate *m_delegate;
    QLabel *m_note;
    QTimer m_soon, m_againSoon;
    QTimer m_readMore;  ///< the index is behind
    int m_reads = 0;    ///< how often that was asked for since the last question
    QString m_offered;
    QString m_shownText, m_shownProject;  ///< asked for last
    QString m_after;
    qint64 m_total = 0, m_notHere = 0;
    bool m_isComplete = true;
    qint64 m_unread = 0, m_withoutRoom = 0;
    quint64 m_call = 0;       ///< that runs; 0 = none
    bool m_isFresh = false;   ///< what runs is another question
    bool m_enterWaits = false;
    quint64 m_question = 0;
};

}  // namespace tideline::ui
