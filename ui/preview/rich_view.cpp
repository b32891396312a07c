#include "ui/preview/rich_view.h"

#include "ui/preview/link_bar.h"
#include "ui/preview/safe_browser.h"

#include <QVBoxLayout>

namespace tideline::ui {

RichView::RichView(DocumentPtr shown, PreviewWorker &worker, QWidget *parent) : ShapeView(std::move(shown), worker, parent)
{
    m_browser = new SafeBrowser(this);
    m_browser->setObjectName(u"previewRich"_s);
    m_browser->setAccessibleName(tr("Formatted text"));
    m_browser->setGrows(false);
    setFocusProxy(m_browser);
    auto *link = new LinkBar(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_browser, 1);
    layout->addWidget(link);
    connect(m_browser, &SafeBrowser::linkChosen, link, &LinkBar::show);
    m_browser->setSafeHtml(std::get<preview::RichDocument>(document().shape).html);
}

bool RichView::findHere(const QString &text, bool again, bool *found)
{
    if (!again) {
        QTextCursor start = m_browser->textCursor();
        start.setPosition(start.selectionStart());
        m_browser->setTextCursor(start);
    }
    *found = m_browser->find(text);
    if (!*found) {
        m_browser->moveCursor(QTextCursor::Start);
        *found = m_browser->find(text);
    }
    return true;
}

}  // namespace tideline::ui
