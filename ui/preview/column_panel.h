// What a column of a table holds: its figures, and a small histogram.
#pragma once

#include "core/base/result.h"
#include "core/preview/document.h"

#include <QFrame>

class QFormLayout;
class QLabel;
class QToolButton;

namespace tideline::ui {

class Histogram;

/// Thread: GUI.
class ColumnPanel final : public QFrame {
    Q_OBJECT
public:
    explicit ColumnPanel(QWidget *parent = nullptr);

    /// The column's name while its figures are worked out.
    void begin(const preview::Column &column, const QString &name);
    void show(const preview::ColumnStatistics &statistics);
    void show(const Error &error);

Q_SIGNALS:
    void closeAsked();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addFigure(const QString &name, const QString &value);

    QLabel *m_title, *m_words;
    QToolButton *m_close;
    QFormLayout *m_figures;
    Histogram *m_histogram;
};

}  // namespace tideline::ui
