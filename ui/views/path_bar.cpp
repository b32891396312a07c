#include "ui/views/path_bar.h"

#include "core/base/result.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QStackedLayout>
#include <QToolButton>

namespace tideline::ui {

PathBar::PathBar(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"pathBar"_s);
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Path"));
    setFixedHeight(fontMetrics().height() + 16);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMinimumWidth(180);
    m_stack = new QStackedLayout(this);
    m_stack->setContentsMargins(3, 2, 3, 2);
    m_crumbs = new QWidget(this);
    m_row = new QHBoxLayout(m_crumbs);
    m_row->setContentsMargins(2, 0, 2, 0);
    m_row->setSpacing(0);
    m_edit = new QLineEdit(this);
    m_edit->setObjectName(u"pathEdit"_s);
    m_edit->setAccessibleName(tr("Path to go to"));
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::returnPressed, this, [this] {
        const QString typed = m_edit->text();
        stopEditing();
        Q_EMIT pathTyped(typed);
    });
    m_stack->addWidget(m_crumbs);
    m_stack->addWidget(m_edit);
}

void PathBar::setFolder(const QString &project, const QByteArray &folder)
{
    m_project = project;
    m_folder = folder;
    m_page.clear();
    stopEditing();
    rebuild();
}

void PathBar::setPage(const QString &title)
{
    m_project.clear();
    m_folder.clear();
    m_page = title;
    stopEditing();
    rebuild();
}

bool PathBar::isEditing() const
{
    return m_stack->currentWidget() == m_edit;
}

void PathBar::edit()
{
    if (m_project.isEmpty())
        return;
    m_edit->setText(m_project + (m_folder.isEmpty() ? QString() : u'/' + QString::fromUtf8(m_folder)));
    m_stack->setCurrentWidget(m_edit);
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void PathBar::stopEditing()
{
    if (!isEditing())
        return;
    const bool focused = m_edit->hasFocus();
    m_stack->setCurrentWidget(m_crumbs);
    if (focused && window())
        window()->setFocus(Qt::OtherFocusReason);
}

QToolButton *PathBar::addCrumb(const QString &text, const QByteArray &folder, bool last)
{
    auto *crumb = new QToolButton(m_crumbs);
    crumb->setText(QString(text).replace(u'&', u"&&"_s));
    crumb->setToolTip(tipText(text));
    crumb->setAccessibleName(tr("Go to %1").arg(text));
    crumb->setObjectName(u"crumb"_s);
    crumb->setFocusPolicy(Qt::TabFocus);
    QFont font = crumb->font();
    if (last)
        font.setWeight(QFont::DemiBold);
    crumb->setFont(font);
    connect(crumb, &QToolButton::clicked, this, [this, folder] { Q_EMIT folderChosen(folder); });
    m_row->addWidget(crumb);
    return crumb;
}

void PathBar::addChevron()
{
    auto *chevron = new QLabel(m_crumbs);
    chevron->setPixmap(tintedIcon(u":/icons/action/chevron.svg"_s, Theme::colours().muted).pixmap(10, 10));
    m_row->addWidget(chevron);
}

void PathBar::rebuild()
{
    while (QLayoutItem *item = m_row->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();  // a crumb may be the sender
        }
        delete item;
    }
    if (!m_page.isEmpty() || m_project.isEmpty()) {
        auto *title = new QLabel(m_page, m_crumbs);
        QFont font = title->font();
        font.setWeight(QFont::DemiBold);
        title->setFont(font);
        title->setContentsMargins(6, 0, 0, 0);
        m_row->addWidget(title);
        m_row->addStretch();
        return;
    }
    // The last crumbs that fit, and the others in a menu.
    const QList<QByteArray> parts = m_folder.isEmpty() ? QList<QByteArray>() : m_folder.split('/');
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const auto widthOf = [&](const QString &text) { return QFontMetrics(bold).horizontalAdvance(text) + 26; };
    int room = width() - widthOf(m_project) - 70;
    qsizetype first = parts.size();
    while (first > 0) {
        room -= widthOf(QString::fromUtf8(parts[first - 1]));
        if (room < 0 && first < parts.size())
            break;
        --first;
    }
    addCrumb(m_project, {}, parts.isEmpty());
    if (first > 0) {
        addChevron();
        auto *more = new QToolButton(m_crumbs);
        more->setText(u"…"_s);
        more->setAccessibleName(tr("Folders between"));
        more->setPopupMode(QToolButton::InstantPopup);
        auto *menu = new QMenu(more);
        for (qsizetype i = 0; i < first; ++i)
            connect(menu->addAction(QString::fromUtf8(parts[i])), &QAction::triggered, this,
                    [this, folder = parts.mid(0, i + 1).join('/')] { Q_EMIT folderChosen(folder); });
        more->setMenu(menu);
        m_row->addWidget(more);
    }
    for (qsizetype i = first; i < parts.size(); ++i) {
        addChevron();
        addCrumb(QString::fromUtf8(parts[i]), parts.mid(0, i + 1).join('/'), i + 1 == parts.size());
    }
    m_row->addStretch();
}

void PathBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!isEditing())
        rebuild();
}

void PathBar::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        edit();  // the free room beside the crumbs
}

void PathBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_row && !isEditing())
        rebuild();
}

bool PathBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        stopEditing();
        return true;
    }
    if (watched == m_edit && event->type() == QEvent::FocusOut
        && static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason
        && static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason)
        stopEditing();
    return QWidget::eventFilter(watched, event);
}

}  // namespace tideline::ui
