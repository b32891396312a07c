#include "ui/difference/outputs_panel.h"

#include "ui/engine_words.h"
#include "ui/preview/cell_widget.h"
#include "ui/preview/preview_worker.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>

namespace tideline::ui {

OutputsPanel::OutputsPanel(std::shared_ptr<preview::Opener> opener, QWidget *parent) : QWidget(parent), m_opener(std::move(opener))
{
    setObjectName(u"outputsPanel"_s);
    setAccessibleName(tr("Outputs of a cell"));
    m_title = new QLabel(this);
    m_title->setProperty("role", u"muted"_s);
    auto *close = new QToolButton(this);
    close->setProperty("flat", true);
    close->setIcon(actionIcon(u"close"_s));
    close->setToolTip(tr("Close"));
    close->setAccessibleName(tr("Close the outputs"));
    connect(close, &QToolButton::clicked, this, &OutputsPanel::closeAsked);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(10, 2, 4, 2);
    head->addWidget(m_title, 1);
    head->addWidget(close);
    auto *both = new QHBoxLayout;
    both->setSpacing(1);
    for (Side &side : m_sides) {
        side.worker = new PreviewWorker(m_opener, this);
        side.area = new QScrollArea(this);
        side.area->setWidgetResizable(true);
        side.area->setFrameShape(QFrame::NoFrame);
        both->addWidget(side.area, 1);
        connect(side.worker, &PreviewWorker::failed, this, [this, &side](const Error &error) { say(side, inLanguage(error.what)); });
    }
    m_sides[0].area->setAccessibleName(tr("Before"));
    m_sides[1].area->setAccessibleName(tr("After"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addLayout(both, 1);
}

OutputsPanel::~OutputsPanel() = default;

void OutputsPanel::setVersions(const preview::Subject &older, const preview::Subject &newer)
{
    m_sides[0].subject = older;
    m_sides[1].subject = newer;
    for (Side &side : m_sides) {
        side.worker->close();
        side.isOpen = false;
        say(side, {});
    }
}

void OutputsPanel::showCell(int older, int newer)
{
    m_title->setText(tr("Cell %L1, before and after").arg((newer >= 0 ? newer : older) + 1));
    showSide(m_sides[0], older);
    showSide(m_sides[1], newer);
}

void OutputsPanel::say(Side &side, const QString &words)
{
    auto *label = new QLabel(words);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setProperty("role", u"muted"_s);
    side.area->setWidget(label);
    if (!words.isEmpty())
        Q_EMIT shown();
}

void OutputsPanel::showSide(Side &side, int cell)
{
    if (cell < 0) {
        say(side, tr("There is no such cell in this version."));
        return;
    }
    if (!std::exchange(side.isOpen, true))
        side.worker->open(side.subject);
    side.worker->ask(
        this, u"cell"_s, [cell](preview::Preview &open, const preview::Cancelled &cancelled) { return open.cells(cell, cancelled); },
        [this, &side, cell](const Result<preview::NotebookDocument> &answer) {
            if (!answer || answer->cells.empty() || answer->first != cell) {
                say(side, answer ? tr("This cell cannot be shown.") : inLanguage(answer.error().what));
                return;
            }
            auto *body = new QWidget;
            auto *room = new QVBoxLayout(body);
            room->setContentsMargins(0, 0, 0, 0);
            room->addWidget(new CellWidget(std::make_shared<const preview::Cell>(answer->cells.front()), cell, body));
            room->addStretch(1);
            side.area->setWidget(body);
            Q_EMIT shown();
        });
}

}  // namespace tideline::ui
