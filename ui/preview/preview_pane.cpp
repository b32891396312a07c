#include "ui/preview/preview_pane.h"

#include "ui/engine_words.h"
#include "ui/preview/facts_panel.h"
#include "ui/preview/search_bar.h"
#include "ui/preview/shape_view.h"
#include "ui/theme/icons.h"
#include "ui/views/error_box.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace tideline::ui {

namespace {
constexpr int kBeside = 640;  ///< from this width on facts stand beside the content
constexpr int kNotices = 4;

QLabel *plainLabel(QWidget *parent, const QString &role = {})
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    if (!role.isEmpty())
        label->setProperty("role", role);
    return label;
}

/// Whether it is the file's own trouble, or its helper's; else the link's or the account's.
bool isOfFile(Error::Kind kind)
{
    return kind == Error::Kind::Io || kind == Error::Kind::Corrupt || kind == Error::Kind::Refused || kind == Error::Kind::Invalid
           || kind == Error::Kind::Timeout;
}
}  // namespace

PreviewPane::PreviewPane(std::shared_ptr<preview::Opener> opener, QWidget *parent) : QWidget(parent)
{
    setObjectName(u"previewPane"_s);
    setAccessibleName(tr("Preview"));
    m_worker = new PreviewWorker(std::move(opener), this);
    m_notices = new QVBoxLayout;
    m_notices->setSpacing(1);
    m_stack = new QStackedWidget(this);
    m_stack->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_words = plainLabel(m_stack, u"muted"_s);
    m_words->setAlignment(Qt::AlignCenter);
    m_words->setWordWrap(true);
    m_words->setMargin(16);
    m_errorPage = new QWidget(m_stack);
    m_error = new ErrorBox(m_errorPage);
    auto *errorLayout = new QVBoxLayout(m_errorPage);
    errorLayout->setContentsMargins(12, 12, 12, 12);
    errorLayout->addWidget(m_error);
    errorLayout->addStretch();
    m_stack->addWidget(m_words);
    m_stack->addWidget(m_errorPage);
    m_facts = new FactsPanel(this);
    m_body = new QBoxLayout(QBoxLayout::TopToBottom);
    m_body->setSpacing(0);
    m_body->addWidget(m_stack, 1);
    m_body->addWidget(m_facts);
    m_search = new SearchBar(*m_worker, this);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(makeHead());
    all->addLayout(m_notices);
    all->addLayout(m_body, 1);
    all->addWidget(m_search);

    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatienceMs);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_words->setText(tr("Loading…"));
        m_stack->setCurrentWidget(m_words);
    });
    m_saidLong.setSingleShot(true);
    m_saidLong.setInterval(4'000);
    connect(&m_saidLong, &QTimer::timeout, m_said, &QLabel::clear);
    connect(m_worker, &PreviewWorker::opened, this, &PreviewPane::take);
    connect(m_worker, &PreviewWorker::failed, this, &PreviewPane::fail);
    clear();
}

PreviewPane::~PreviewPane()
{
    dropView();  // before the worker that it borrows
}

QWidget *PreviewPane::makeHead()
{
    auto *head = new QWidget(this);
    m_format = plainLabel(head, u"muted"_s);
    m_format->setObjectName(u"previewFormat"_s);
    m_format->setWordWrap(true);
    m_said = plainLabel(head);
    m_find = new QToolButton(head);
    m_find->setProperty("flat", true);
    m_find->setIcon(actionIcon(u"search"_s));
    m_find->setToolTip(tr("Find in this file (Ctrl+F)"));
    m_find->setAccessibleName(tr("Find in this file"));
    m_find->setFocusPolicy(Qt::TabFocus);
    connect(m_find, &QToolButton::clicked, this, &PreviewPane::startSearch);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(10, 2, 4, 2);
    layout->addWidget(m_format, 1);
    layout->addWidget(m_said);
    layout->addWidget(m_find);
    return head;
}

void PreviewPane::dropView()
{
    m_patience.stop();
    m_search->setView(nullptr);
    // Later, as it may be in the middle of a key. Its answers are of another subject by then, so none comes.
    if (ShapeView *view = std::exchange(m_view, nullptr)) {
        m_stack->removeWidget(view);
        view->hide();
        view->deleteLater();
    }
    m_formatName.clear();
    m_summary.clear();
    m_said->clear();
    m_find->hide();
    m_facts->hide();
    m_noticeCount = 0;
    while (QLayoutItem *item = m_notices->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    setHead();
}

void PreviewPane::clear()
{
    showWords({});
}

void PreviewPane::showWords(const QString &sentence)
{
    m_key.clear();
    m_worker->close();
    dropView();
    m_words->setText(sentence);
    m_stack->setCurrentWidget(m_words);
}

void PreviewPane::show(const preview::Subject &subject, const QString &key)
{
    if (key == m_key && !key.isEmpty())
        return;
    showWords({});
    m_key = key;
    m_worker->open(subject);
    m_patience.start();
}

void PreviewPane::take(const DocumentPtr &document)
{
    dropView();
    m_formatName = inLanguage(document->format);
    m_view = makeShapeView(document, *m_worker, m_stack);
    connect(m_view, &ShapeView::summaryChanged, this, [this](const QString &summary) {
        m_summary = summary;
        setHead();
    });
    connect(m_view, &ShapeView::noticed, this, &PreviewPane::addNotice);
    connect(m_view, &ShapeView::said, this, &PreviewPane::say);
    for (const QString &notice : document->notices)
        addNotice(notice);
    m_facts->show(document->facts);
    m_stack->addWidget(m_view);
    m_stack->setCurrentWidget(m_view);
    m_search->setView(m_view);
    m_find->setVisible(m_search->canStart());
    setHead();
    Q_EMIT settled();
}

void PreviewPane::fail(const Error &error)
{
    dropView();
    if (error.kind == Error::Kind::Cancelled)
        return;
    m_key.clear();  // asked for again, it is tried again
    m_error->show(error, isOfFile(error.kind) ? tr("This file cannot be shown") : QString());
    m_stack->setCurrentWidget(m_errorPage);
    Q_EMIT settled();
}

void PreviewPane::addNotice(const QString &sentence)
{
    if (sentence.isEmpty() || m_noticeCount == kNotices)
        return;
    ++m_noticeCount;
    auto *label = plainLabel(this);
    label->setObjectName(u"previewNotice"_s);
    label->setWordWrap(true);
    label->setText(inLanguage(sentence.left(400)));
    label->setAccessibleName(label->text());
    m_notices->addWidget(label);
}

void PreviewPane::setHead()
{
    QStringList words{m_formatName, m_summary};
    words.removeAll(QString());
    m_format->setText(words.join(u" · "_s));
}

QString PreviewPane::headText() const
{
    return m_format->text();
}

bool PreviewPane::isLoadingShown() const
{
    return m_stack->currentWidget() == m_words && m_words->text() == tr("Loading…");
}

void PreviewPane::say(const QString &sentence)
{
    m_said->setText(sentence);
    m_saidLong.start();
    QAccessibleEvent alert(m_said, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void PreviewPane::startSearch()
{
    m_search->start();
}

bool PreviewPane::event(QEvent *event)
{
    // Within the preview Ctrl+F looks there; elsewhere it is the window's.
    if (event->type() == QEvent::ShortcutOverride && m_search->canStart()) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Find) || key->key() == Qt::Key_F3) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void PreviewPane::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Find))
        startSearch();
    else if (event->key() == Qt::Key_F3 && m_search->isVisible())
        m_search->next();
    else
        QWidget::keyPressEvent(event);
}

void PreviewPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool beside = width() >= kBeside;
    m_body->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    const int wide = std::clamp(width() / 4, 220, 300);
    m_facts->setMinimumWidth(beside ? wide : 0);
    m_facts->setMaximumWidth(beside ? wide : QWIDGETSIZE_MAX);
    m_facts->setSizePolicy(QSizePolicy::Preferred, beside ? QSizePolicy::Expanding : QSizePolicy::Maximum);
    m_facts->setMaximumHeight(beside ? QWIDGETSIZE_MAX : 84);
}

}  // namespace tideline::ui
