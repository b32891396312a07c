// One cell of a notebook: its number, its source or words, and what it gave.
#pragma once

#include "core/preview/document.h"
#include "ui/theme/theme.h"

#include <QUrl>
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace tideline::ui {

class SafeBrowser;

/// Made when it comes into sight, and thrown away when it is far out of it.
///
/// Thread:    GUI.
/// Invariant: what is long is cut, with a button that shows the rest.
class CellWidget final : public QWidget {
    Q_OBJECT
public:
    static constexpr int kLines = 60;  ///< of a source or an output that are shown at first

    CellWidget(std::shared_ptr<const preview::Cell> cell, qint64 number, QWidget *parent);

    qint64 number() const { return m_number; }
    bool isCurrent() const { return m_current; }
    void setCurrent(bool current);
    /// Marks `length` units of the source from `column` on.
    void markSource(int column, int length);
    /// How high it is at a width.
    int heightAt(int width) const;

Q_SIGNALS:
    void linkChosen(const QUrl &address);
    /// It has another height now: something long was unfolded.
    void heightChanged();
    void menuAsked(int output, const QPoint &global);  ///< output -1: the source

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void addSource();
    void addOutput(const preview::Output &output, int number);
    SafeBrowser *addBrowser(int output);
    SafeBrowser *addCode(const QString &text, const std::vector<preview::Span> &spans, int output);
    void addPicture(const preview::Picture &picture, int output);
    void frame(QWidget *inside);
    void sayHeight();

    std::shared_ptr<const preview::Cell> m_cell;
    qint64 m_number;
    bool m_current = false;
    Scheme m_scheme = Theme::current();  ///< that the colours are of
    QLabel *m_count;
    QVBoxLayout *m_parts;
    SafeBrowser *m_source = nullptr;
};

/// What an output says, as text; empty for pictures.
QString textOf(const preview::Output &output);
/// A guess of a cell's height before it is built, so that the scroll bar is about right.
int guessedHeight(const preview::Cell &cell, int lineHeight);

}  // namespace tideline::ui
