// A label that shortens its text in the middle to the room it has; the whole text is its tooltip and accessible name.
#pragma once

#include <QFontMetrics>
#include <QPainter>
#include <QWidget>

namespace tideline::ui {

/// Thread: GUI.
class ElidedLabel final : public QWidget {
public:
    explicit ElidedLabel(QWidget *parent = nullptr) : QWidget(parent)
    {
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    void setText(const QString &text)
    {
        if (text == m_text)
            return;
        m_text = text;
        setToolTip(text);
        setAccessibleName(text);
        update();
    }
    const QString &text() const { return m_text; }
    QSize sizeHint() const override { return {fontMetrics().horizontalAdvance(m_text), fontMetrics().height() + 2}; }
    QSize minimumSizeHint() const override { return {60, fontMetrics().height() + 2}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setPen(palette().color(foregroundRole()));
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(m_text, Qt::ElideMiddle, width()));
    }

private:
    QString m_text;
};

}  // namespace tideline::ui
