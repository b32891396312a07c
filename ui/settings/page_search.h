// What is searched for among the settings, found in the words that stand on a page, and framed there.
#pragma once

#include <QPointer>
#include <QWidget>

class QTreeWidget;

namespace tideline::ui {

/// Lies over a page's body and frames what was found. What a page says is read off its widgets each time: labels, buttons, fields with
/// their tooltips and choices, and the rows of lists.
///
/// Thread:    GUI.
/// Ownership: a child of the body that it lies over.
class PageSearch final : public QWidget {
    Q_OBJECT
public:
    PageSearch(const QString &title, QWidget *body);

    /// Frames what answers `typed`; "" frames nothing. Each typed word must be in the thing's own words, the heading above it or the
    /// page's title, and one of them in its own; case and accents do not count. Gives how many things were found.
    int find(const QString &typed);
    /// The first thing that was found; null = none.
    QWidget *first() const;
    /// Puts the keyboard to the first thing found that takes it.
    void focusFirst() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QRect frameOf(const QWidget &found) const;
    QString m_title;
    QList<QPointer<QWidget>> m_found;
};

}  // namespace tideline::ui
