// Pages in a column, drawn as they come into sight.
#pragma once

#include "ui/preview/preview_worker.h"
#include "ui/preview/sharp_picture.h"
#include "ui/preview/zoom.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <map>

namespace tideline::ui {

/// Thread:    GUI.
/// Ownership: borrows the worker.
/// Invariant: pictures of at most kMostBytes are held, but for those in sight.
class PageColumn final : public QAbstractScrollArea {
    Q_OBJECT
public:
    static constexpr qint64 kMostBytes = 96 << 20;

    PageColumn(const preview::PagesDocument &pages, PreviewWorker &worker, QWidget *parent);

    int pages() const { return int(m_sizes.size()); }
    /// The one that fills most of the view's upper half.
    int current() const;
    void goTo(int page);
    /// Logical pixels for a point (1/72 inch).
    double scale() const { return m_zoom.scale(); }
    void zoom(double factor);
    void fitWidth();
    void showFull();
    int picturesHeld() const { return int(m_pictures.size()); }

Q_SIGNALS:
    void moved();
    void failed(const tideline::Error &error);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void setScale(double scale, Zoom::By by);
    void layOut();
    QRectF target(int page) const;
    int pageAt(double y) const;
    void askSeen();
    bool askPage(int page);
    void forgetFar();
    double fitScale() const;

    PreviewWorker &m_worker;
    std::vector<QSizeF> m_sizes;
    std::vector<double> m_tops;  ///< one more than pages
    double m_widest = 1;         ///< points
    Zoom m_zoom{0.05, 12};
    std::map<int, SharpPicture> m_pictures;
    int m_marked = -1;  ///< page that a search found
    bool m_failed = false;
    QTimer m_soon;
};

}  // namespace tideline::ui
