#include "ui/settings/settings_page.h"

#include "ui/settings/page_search.h"
#include "ui/views/error_box.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace tideline::ui {

QLabel *noteLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("role", u"muted"_s);
    label->setWordWrap(true);
    return label;
}

SettingsPage::SettingsPage(const QString &name, const QString &title, QWidget *parent) : QScrollArea(parent), m_title(title)
{
    setObjectName(name);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    m_body = new QWidget(this);
    m_body->setObjectName(u"settingsBody"_s);
    m_layout = new QVBoxLayout(m_body);
    m_layout->setContentsMargins(24, 20, 24, 20);
    m_layout->setSpacing(10);
    auto *head = new QLabel(title, m_body);
    head->setProperty("role", u"title"_s);
    m_layout->addWidget(head);
    m_error = new ErrorBox(m_body);
    m_layout->addWidget(m_error);
    m_search = new PageSearch(title, m_body);
    setWidget(m_body);
}

QFormLayout *SettingsPage::addGroup(const QString &heading)
{
    if (!heading.isEmpty()) {
        auto *label = new QLabel(heading, m_body);
        label->setProperty("role", u"heading"_s);
        label->setContentsMargins(0, 10, 0, 0);
        m_layout->addWidget(label);
    }
    auto *form = new QFormLayout;
    form->setVerticalSpacing(10);
    form->setHorizontalSpacing(14);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_layout->addLayout(form);
    return form;
}

QLabel *SettingsPage::addNote(const QString &text)
{
    QLabel *label = noteLabel(text, m_body);
    m_layout->addWidget(label);
    return label;
}

QLabel *SettingsPage::addManagedNote()
{
    QLabel *note = addNote({});
    note->setProperty("role", {});  // it is no aside
    note->setProperty("managed", true);
    note->hide();
    return note;
}

void SettingsPage::add(QWidget *widget, int stretch)
{
    m_layout->addWidget(widget, stretch);
}

void SettingsPage::finish()
{
    m_layout->addStretch();
    for (QWidget *field : m_body->findChildren<QWidget *>()) {
        if (!qobject_cast<QComboBox *>(field) && !qobject_cast<QAbstractSpinBox *>(field))
            continue;
        field->setFocusPolicy(Qt::StrongFocus);
        field->installEventFilter(this);
    }
}

/// A wheel scrolls the page; it changes a field only when one is at that field.
bool SettingsPage::eventFilter(QObject *watched, QEvent *event)
{
    const auto *field = qobject_cast<QWidget *>(watched);
    if (event->type() != QEvent::Wheel || !field || field->hasFocus())
        return QScrollArea::eventFilter(watched, event);
    event->ignore();
    return true;
}

}  // namespace tideline::ui
