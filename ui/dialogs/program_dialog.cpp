#include "ui/dialogs/program_dialog.h"

#include <QDialogButtonBox>
#include <QIcon>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace tideline::ui {

using namespace Qt::StringLiterals;

ProgramDialog::ProgramDialog(const QStringList &files, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"programDialog"_s);
    setWindowTitle(tr("Open with"));
    auto *words = new QLabel(files.size() == 1 ? tr("Which program shall open “%1”?").arg(files.first().section(u'/', -1))
                                               : tr("Which program shall open these %Ln files?", nullptr, int(files.size())),
                             this);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    m_filter = new QLineEdit(this);
    m_filter->setObjectName(u"programFilter"_s);
    m_filter->setPlaceholderText(tr("Search"));
    m_filter->setAccessibleName(tr("Search programs"));
    m_list = new QListWidget(this);
    m_list->setObjectName(u"programList"_s);
    m_list->setAccessibleName(tr("Programs"));
    m_list->setIconSize({22, 22});
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Open | QDialogButtonBox::Cancel, this);
    m_open = buttons->button(QDialogButtonBox::Open);
    m_open->setEnabled(false);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    for (QWidget *widget : std::initializer_list<QWidget *>{words, m_filter, m_list, buttons})
        layout->addWidget(widget);
    connect(m_filter, &QLineEdit::textChanged, this, &ProgramDialog::filter);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) { m_open->setEnabled(row >= 0); });
    connect(m_list, &QListWidget::itemActivated, this, &ProgramDialog::choose);
    connect(buttons, &QDialogButtonBox::accepted, this, &ProgramDialog::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(420, 460);
}

void ProgramDialog::setPrograms(const QList<DesktopEntry> &programs)
{
    m_programs = programs;
    filter(m_filter->text());
}

void ProgramDialog::filter(const QString &text)
{
    m_list->clear();
    for (qsizetype i = 0; i < m_programs.size(); ++i) {
        if (!m_programs[i].name.contains(text, Qt::CaseInsensitive))
            continue;
        auto *item = new QListWidgetItem(QIcon::fromTheme(m_programs[i].icon), m_programs[i].name, m_list);
        item->setData(Qt::UserRole, int(i));
    }
    m_list->setCurrentRow(m_list->count() > 0 ? 0 : -1);
}

void ProgramDialog::choose()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    const DesktopEntry entry = m_programs[item->data(Qt::UserRole).toInt()];
    accept();
    Q_EMIT chosen(entry);
}

}  // namespace tideline::ui
