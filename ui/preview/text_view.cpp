#include "ui/preview/text_view.h"

#include "ui/preview/code_edit.h"

#include <QLocale>
#include <QVBoxLayout>

namespace tideline::ui {

TextView::TextView(DocumentPtr shown, PreviewWorker &worker, QWidget *parent) : ShapeView(std::move(shown), worker, parent)
{
    const auto &text = std::get<preview::TextDocument>(document().shape);
    m_language = text.language;
    m_charset = text.charset;
    m_nextByte = text.nextByte;
    m_edit = new CodeEdit(this);
    m_edit->setObjectName(u"previewText"_s);
    m_edit->setAccessibleName(m_language.isEmpty() ? tr("Text") : tr("%1 code").arg(m_language));
    m_edit->setLineWrapMode(m_language.isEmpty() ? QPlainTextEdit::WidgetWidth : QPlainTextEdit::NoWrap);
    setFocusProxy(m_edit);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_edit);
    connect(m_edit, &CodeEdit::nearEnd, this, &TextView::askMore);
    connect(m_edit, &CodeEdit::completed, this, [this] {
        summarise();
        if (m_wanted)
            showPlace(*std::exchange(m_wanted, std::nullopt));
    });
    m_edit->append(text.text, text.spans);
    m_edit->moveCursor(QTextCursor::Start);
}

void TextView::showEvent(QShowEvent *event)
{
    ShapeView::showEvent(event);
    summarise();
}

void TextView::summarise()
{
    QStringList words{m_language == document().format ? QString() : m_language, m_charset};
    words.removeAll(QString());
    const int lines = m_edit->blockCount();
    words.append(m_nextByte > 0 ? tr("more than %Ln lines", nullptr, lines) : tr("%Ln lines", nullptr, lines));
    Q_EMIT summaryChanged(words.join(u" · "_s));
}

void TextView::askMore()
{
    if (m_nextByte <= 0 || m_asking || !m_edit->isComplete())
        return;
    if (m_edit->given() >= kMostText) {
        m_nextByte = 0;
        Q_EMIT noticed(tr("Only the beginning of this text is shown, as it is very long."));
        return;
    }
    m_asking = true;
    worker().ask(
        this, u"more"_s,
        [from = m_nextByte](preview::Preview &open, const preview::Cancelled &cancelled) { return open.text(from, cancelled); },
        [this, from = m_nextByte](const Result<preview::TextDocument> &more) {
            m_asking = false;
            if (!more) {
                m_nextByte = 0;
                Q_EMIT noticed(tr("The rest of the text cannot be read. %1").arg(more.error().what));
                return;
            }
            // What does not go on would be asked for again and again.
            m_nextByte = more->nextByte > from ? more->nextByte : 0;
            m_edit->append(more->text, more->spans);
            summarise();
        });
}

FindFrom TextView::findFrom() const
{
    const auto [line, column] = m_edit->place();
    return {line, column};
}

void TextView::showPlace(const preview::Place &place)
{
    if (m_edit->selectPlace(place.index, place.column, place.length))
        return;
    if (!m_edit->isComplete() || m_nextByte > 0) {
        m_wanted = place;
        askMore();
    } else {
        Q_EMIT said(tr("Found in line %1, beyond what is shown.").arg(QLocale().toString(place.index + 1)));
    }
}

}  // namespace tideline::ui
