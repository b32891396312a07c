#include "ui/difference/difference_pane.h"

#include "ui/engine_words.h"
#include "ui/views/error_box.h"

#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tideline::ui {

namespace {
constexpr int kNotices = 4;
constexpr int kFacts = 6;
}  // namespace

DifferencePane::DifferencePane(std::shared_ptr<preview::Comparer> comparer, QWidget *parent) : QWidget(parent)
{
    setObjectName(u"differencePane"_s);
    setAccessibleName(tr("Differences"));
    m_worker = new DifferenceWorker(std::move(comparer), this);
    m_head = new QLabel(this);
    m_head->setObjectName(u"differenceHead"_s);
    m_head->setTextFormat(Qt::PlainText);
    m_head->setProperty("role", u"muted"_s);
    m_head->setContentsMargins(12, 2, 12, 4);
    m_notices = new QVBoxLayout;
    m_notices->setSpacing(1);
    m_stack = new QStackedWidget(this);
    m_words = new QLabel(m_stack);
    m_words->setObjectName(u"differenceWords"_s);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setProperty("role", u"muted"_s);
    m_words->setAlignment(Qt::AlignCenter);
    m_errorPage = new QWidget(m_stack);
    m_error = new ErrorBox(m_errorPage);
    auto *errorLayout = new QVBoxLayout(m_errorPage);
    errorLayout->setContentsMargins(12, 12, 12, 12);
    errorLayout->addWidget(m_error);
    errorLayout->addStretch();
    m_stack->addWidget(m_words);
    m_stack->addWidget(m_errorPage);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addLayout(m_notices);
    layout->addWidget(m_stack, 1);
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatienceMs);
    connect(&m_patience, &QTimer::timeout, this, [this] { m_words->setText(tr("Comparing…")); });
    connect(m_worker, &DifferenceWorker::compared, this, &DifferencePane::take);
    connect(m_worker, &DifferenceWorker::failed, this, &DifferencePane::fail);
    m_head->hide();
}

DifferencePane::~DifferencePane()
{
    dropView();
}

void DifferencePane::dropView()
{
    m_patience.stop();
    if (DifferenceView *view = std::exchange(m_view, nullptr)) {
        m_stack->removeWidget(view);
        view->hide();
        view->deleteLater();
    }
    while (QLayoutItem *item = m_notices->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_head->clear();
    m_head->hide();
    m_words->clear();
    m_stack->setCurrentWidget(m_words);
}

void DifferencePane::expect()
{
    m_worker->close();
    dropView();
    m_patience.start();
}

void DifferencePane::compare(const std::vector<preview::Subject> &versions, const QStringList &titles)
{
    expect();
    m_versions = versions;
    m_titles = titles;
    m_worker->compare(m_versions, m_key);
}

void DifferencePane::take(const DifferencePtr &difference)
{
    dropView();
    QStringList facts;
    for (const preview::Fact &fact : difference->facts) {
        if (facts.size() < kFacts)
            facts.append(u"%1: %2"_s.arg(inLanguage(fact.name.left(80)), inLanguage(fact.value.left(80))));
    }
    if (difference->same)
        facts.prepend(tr("The versions are the same, byte for byte."));
    m_head->setText(facts.join(u" · "_s));
    m_head->setVisible(!facts.isEmpty());
    for (qsizetype i = 0; i < std::min<qsizetype>(kNotices, difference->notices.size()); ++i)
        addNotice(difference->notices[i]);
    m_view = makeDifferenceView(difference, m_titles, m_stack);
    connect(m_view, &DifferenceView::keyWished, this, [this](const QString &column) {
        m_key = column;
        compare(m_versions, m_titles);
    });
    connect(m_view, &DifferenceView::outputsWished, this, &DifferencePane::outputsWished);
    m_stack->addWidget(m_view);
    m_stack->setCurrentWidget(m_view);
    Q_EMIT settled();
}

void DifferencePane::fail(const Error &error)
{
    m_worker->close();
    dropView();
    if (error.kind == Error::Kind::Cancelled)
        return;
    m_error->show(error);
    m_stack->setCurrentWidget(m_errorPage);
    Q_EMIT settled();
}

void DifferencePane::addNotice(const QString &sentence)
{
    auto *label = new QLabel(this);
    label->setObjectName(u"previewNotice"_s);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setText(inLanguage(sentence.left(400)));
    m_notices->addWidget(label);
}

QString DifferencePane::headText() const
{
    return m_head->text();
}

}  // namespace tideline::ui
