// Looks for words within a preview.
#pragma once

#include "ui/preview/shape_view.h"

#include <QFrame>

class QLabel;
class QLineEdit;

namespace tideline::ui {

/// Hidden until start(). Enter and F3 go to the next place, and from the last one to the first; Esc closes.
///
/// Thread:    GUI; the worker looks.
/// Ownership: borrows worker and view.
/// Invariant: what is marked was found for the words that stand in the field.
class SearchBar final : public QFrame {
    Q_OBJECT
public:
    SearchBar(PreviewWorker &worker, QWidget *parent);

    /// The view to look in; nullptr: none, and the bar hides.
    void setView(ShapeView *view);
    bool canStart() const { return m_view && m_view->canFind(); }
    void start();
    void next();
    QString statusText() const;

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void look(FindFrom from, bool again);
    void take(const Result<std::optional<preview::Place>> &found, FindFrom from);
    void say(const QString &words);
    void close();

    PreviewWorker &m_worker;
    ShapeView *m_view = nullptr;
    QLineEdit *m_words;
    QLabel *m_status;
    QString m_lookedFor;
    std::optional<preview::Place> m_last;  ///< the place that is marked
    bool m_fromTop = false;                ///< it went on from the beginning
};

}  // namespace tideline::ui
