// Rich text from a file, shown as words alone: loads nothing, and opens no address unasked.
#pragma once

#include "ui/theme/theme.h"

#include <QTextBrowser>
#include <QUrl>

namespace tideline::ui {

/// Thread: GUI.
/// Invariant: whatever stands in the HTML, no picture, style sheet or page is read from disk or network.
class SafeBrowser final : public QTextBrowser {
    Q_OBJECT
public:
    explicit SafeBrowser(QWidget *parent = nullptr);

    /// Shows HTML in the scheme's colours. Pictures are left out.
    void setSafeHtml(const QString &html);
    /// No scroll bars: as high as its text is at its width, for pages made of many.
    void setGrows(bool grows);
    bool hasHeightForWidth() const override { return m_grows; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    QVariant loadResource(int type, const QUrl &name) override;

Q_SIGNALS:
    /// A link was followed by mouse or key; nothing has been opened.
    void linkChosen(const QUrl &address);

protected:
    void doSetSource(const QUrl &, QTextDocument::ResourceType) override {}
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    QString styleSheetNow() const;

    bool m_grows = false;
    QString m_html;
    Scheme m_scheme = Theme::current();  ///< that the colours are of
};

/// The same without what would be loaded: pictures, style sheets, frames.
QString withoutPictures(const QString &html);
/// Whether the desktop may be asked to open it: http, https and mailto.
bool mayBeOpened(const QUrl &address);

}  // namespace tideline::ui
