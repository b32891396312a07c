#include "ui/preview/safe_browser.h"

#include "core/base/result.h"
#include "ui/preview/style_colours.h"

#include <QImage>
#include <QRegularExpression>
#include <QWheelEvent>

#include <cmath>

namespace tideline::ui {

SafeBrowser::SafeBrowser(QWidget *parent) : QTextBrowser(parent)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextBrowserInteraction);
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl &address) {
        if (address.toString().startsWith(u'#'))
            scrollToAnchor(address.fragment());
        else
            Q_EMIT linkChosen(address);
    });
}

QVariant SafeBrowser::loadResource(int type, const QUrl &)
{
    // Never "nothing": Qt would then try the name as a file's path itself.
    if (type == QTextDocument::ImageResource) {
        QImage nothing(1, 1, QImage::Format_ARGB32_Premultiplied);
        nothing.fill(Qt::transparent);
        return nothing;
    }
    return QByteArray("");
}

QString SafeBrowser::styleSheetNow() const
{
    const Colours &colours = Theme::colours();
    const QString code = codeFont().family();
    return u"a { color: %1; } code, pre, tt { font-family: '%2'; } pre, code { background-color: %3; } th { font-weight: 600; }"
           u"td, th { padding: 3px 8px; border-color: %4; } table { border-collapse: collapse; border-color: %4; border-style: solid; } blockquote { color: %5; }"
           u"h1 { font-size: x-large; } h2 { font-size: large; } h3, h4, h5, h6 { font-size: medium; }"_s.arg(
               colours.accent.name(), code, palette().color(QPalette::AlternateBase).name(), colours.line.name(), colours.muted.name());
}

void SafeBrowser::setSafeHtml(const QString &html)
{
    m_html = html;
    m_scheme = Theme::current();
    document()->setDefaultStyleSheet(styleSheetNow());
    setHtml(withoutPictures(html));
    updateGeometry();
}

void SafeBrowser::setGrows(bool grows)
{
    m_grows = grows;
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setVerticalScrollBarPolicy(grows ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    document()->setDocumentMargin(grows ? 2 : 12);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(grows);
    setSizePolicy(policy);
    viewport()->setAutoFillBackground(!grows);
}

int SafeBrowser::heightForWidth(int width) const
{
    QTextDocument *text = document();
    const qreal before = text->textWidth();
    text->setTextWidth(width);
    const QSizeF size = text->size();
    text->setTextWidth(before);
    // What is wider than the view (a table, code that does not wrap) has a scroll bar beneath.
    const int bar = size.width() > width + 1 ? 12 : 0;
    return int(std::ceil(size.height())) + bar;
}

QSize SafeBrowser::sizeHint() const
{
    return m_grows ? QSize(300, heightForWidth(std::max(width(), 60))) : QTextBrowser::sizeHint();
}

QSize SafeBrowser::minimumSizeHint() const
{
    return m_grows ? QSize(40, 10) : QTextBrowser::minimumSizeHint();
}

void SafeBrowser::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_scheme != Theme::current() && !m_html.isEmpty())
        setSafeHtml(QString(m_html));
}

void SafeBrowser::wheelEvent(QWheelEvent *event)
{
    // One that grows lets the page scroll.
    if (m_grows && std::abs(event->angleDelta().y()) >= std::abs(event->angleDelta().x()))
        event->ignore();
    else
        QTextBrowser::wheelEvent(event);
}

QString withoutPictures(const QString &html)
{
    static const QRegularExpression picture(u"<(img|image|link|object|embed|iframe)\\b"_s, QRegularExpression::CaseInsensitiveOption);
    return QString(html).replace(picture, u"<span"_s);
}

bool mayBeOpened(const QUrl &address)
{
    const QString scheme = address.scheme().toLower();
    return address.isValid() && (scheme == u"http" || scheme == u"https" || scheme == u"mailto");
}

}  // namespace tideline::ui
