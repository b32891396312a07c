#include "ui/preview/quick_look.h"

#include "ui/preview/preview_pane.h"
#include "ui/preview/shape_view.h"
#include "ui/theme/icons.h"
#include "ui/words.h"

#include <QAbstractButton>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace tideline::ui {

QString previewKey(const QString &project, const FileView::Entry &entry)
{
    return u"%1/%2 %3 %4 %5"_s.arg(project, QString::fromUtf8(entry.path)).arg(entry.row.sizeBytes).arg(entry.row.modifiedMs)
        .arg(int(entry.row.here));
}

QuickLook::QuickLook(ServiceState &state, const Navigator &navigator, FileView &files, std::shared_ptr<preview::Opener> opener,
                     SubjectMaker maker, QWidget *window)
    : QDialog(window), m_state(state), m_navigator(navigator), m_files(files), m_maker(std::move(maker))
{
    setObjectName(u"quickLook"_s);
    setModal(false);
    setFocusPolicy(Qt::StrongFocus);
    m_icon = new QLabel(this);
    m_name = new QLabel(this);
    m_name->setTextFormat(Qt::PlainText);
    m_name->setProperty("role", u"heading"_s);
    m_details = new QLabel(this);
    m_details->setTextFormat(Qt::PlainText);
    m_details->setProperty("role", u"muted"_s);
    const auto button = [this](const QString &icon, const QString &words) {
        auto *made = new QToolButton(this);
        made->setProperty("flat", true);
        made->setIcon(actionIcon(icon));
        made->setToolTip(words);
        made->setAccessibleName(words);
        made->setFocusPolicy(Qt::TabFocus);
        return made;
    };
    m_before = button(u"back"_s, tr("Entry before (Up)"));
    m_next = button(u"forward"_s, tr("Next entry (Down)"));
    auto *close = button(u"close"_s, tr("Close (Space)"));
    m_pane = new PreviewPane(std::move(opener), this);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(14, 8, 8, 6);
    head->setSpacing(10);
    head->addWidget(m_icon);
    head->addWidget(m_name);
    head->addWidget(m_details);
    head->addStretch();
    for (QToolButton *one : {m_before, m_next, close})
        head->addWidget(one);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(m_pane, 1);
    connect(m_before, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { step(1); });
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(&files, &FileView::selectionChanged, this, [this] {
        if (isVisible())
            follow();
    });
    connect(&navigator, &Navigator::moved, this, &QWidget::hide);
}

void QuickLook::toggle()
{
    if (isVisible()) {
        hide();
        return;
    }
    QAbstractItemView &view = m_files.view();
    if (!m_files.current() && view.currentIndex().isValid())
        view.setCurrentIndex(view.currentIndex());
    if (m_files.selected().isEmpty())
        return;
    const QSize room = parentWidget()->size();
    resize(std::max(560, room.width() * 84 / 100), std::max(400, room.height() * 88 / 100));
    move(parentWidget()->mapToGlobal(QPoint((room.width() - width()) / 2, (room.height() - height()) / 2)));
    follow();
    QDialog::show();
    setFocus(Qt::OtherFocusReason);
}

void QuickLook::follow()
{
    const QList<FileView::Entry> selected = m_files.selected();
    auto entry = m_files.current();
    if (!entry && !selected.isEmpty())
        entry = selected.first();
    const ProjectRow *project = m_state.project(m_navigator.place().project);
    if (!entry || !project) {
        hide();
        return;
    }
    const ListingRow &row = entry->row;
    const QString name = QString::fromUtf8(row.name);
    setWindowTitle(name);
    m_icon->setPixmap(entryIcon(name, toString(row.kind)).pixmap(22, 22));
    m_name->setText(fontMetrics().elidedText(name, Qt::ElideMiddle, std::max(160, width() / 2)));
    m_name->setToolTip(tipText(name));
    QStringList details{row.kind == NodeKind::File ? sizeText(row.sizeBytes) : QString(), timeText(row.modifiedMs), stateWord(row.state)};
    details.removeAll(QString());
    m_details->setText(details.join(u" · "_s));
    setAccessibleDescription(u"%1, %2"_s.arg(name, m_details->text()));
    const int at = m_files.view().currentIndex().row();
    m_before->setEnabled(at > 0);
    m_next->setEnabled(at >= 0 && at + 1 < m_files.model().rowCount());
    const auto subject = row.kind == NodeKind::File && m_maker ? m_maker(*project, entry->path, row) : std::nullopt;
    if (subject)
        m_pane->show(*subject, previewKey(m_navigator.place().project, *entry));
    else
        m_pane->showWords(row.kind == NodeKind::Folder      ? tr("This is a folder. Enter opens it.")
                              : row.kind == NodeKind::File ? tr("This file is in the cloud only, and cannot be looked at from here.")
                                                           : tr("This is a link to %1.").arg(QString::fromUtf8(row.target)));
}

void QuickLook::step(int delta)
{
    QAbstractItemView &view = m_files.view();
    const QModelIndex index = m_files.model().index(view.currentIndex().row() + delta, 0);
    if (!index.isValid())
        return;
    view.setCurrentIndex(index);
    view.scrollTo(index);
}

bool QuickLook::isInContent(const QObject *watched) const
{
    const auto *widget = qobject_cast<const QWidget *>(watched);
    const ShapeView *view = m_pane->view();
    return widget && view && view->isAncestorOf(widget);
}

/// Keys that the content would keep for itself: Space closes from anywhere but where it types or presses.
bool QuickLook::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || !isInContent(watched))
        return QDialog::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier && !qobject_cast<QAbstractButton *>(watched)
        && !qobject_cast<QLineEdit *>(watched)) {
        hide();
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

void QuickLook::keyPressEvent(QKeyEvent *event)
{
    // Not from within the content: there the arrows move in it, and what it does not take stays without effect.
    const bool fromContent = isInContent(focusWidget());
    if (event->key() == Qt::Key_Space || event->key() == Qt::Key_Escape)
        hide();
    else if (!fromContent && (event->key() == Qt::Key_Down || event->key() == Qt::Key_Right))
        step(1);
    else if (!fromContent && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Left))
        step(-1);
    else if (event->matches(QKeySequence::Find))
        m_pane->startSearch();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        const QModelIndex index = m_files.view().currentIndex();
        hide();
        Q_EMIT m_files.view().activated(index);
    } else
        QDialog::keyPressEvent(event);
}

void QuickLook::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    qApp->installEventFilter(this);
}

void QuickLook::hideEvent(QHideEvent *event)
{
    QDialog::hideEvent(event);
    qApp->removeEventFilter(this);
    m_pane->clear();
}

}  // namespace tideline::ui
