// The buttons by which one zooms: less, more, all of it, one to one.
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace tideline::ui {

/// In a narrow place it leaves out what keys do, too.
///
/// Thread: GUI.
class ZoomBar final : public QWidget {
    Q_OBJECT
public:
    enum class Fit { Whole, Width };
    explicit ZoomBar(Fit fit, QWidget *parent = nullptr);

    void setPercent(double percent);
    /// Shows buttons that go to the one before and the next (frames of an animation).
    void setSteps(const QString &words, const QString &before, const QString &next);
    void setWords(const QString &words);

Q_SIGNALS:
    void zoomAsked(double factor);
    void fitAsked();
    void fullAsked();
    void stepAsked(int delta);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QToolButton *add(const QString &text, const QString &name);
    void arrange();
    QLabel *m_words, *m_percent;
    QToolButton *m_before, *m_next, *m_whole, *m_full;
};

}  // namespace tideline::ui
