#include "ui/delegates/name_delegate.h"

#include <QLineEdit>

namespace tideline::ui {

using namespace Qt::StringLiterals;

QWidget *NameDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    auto *edit = new QLineEdit(parent);
    edit->setObjectName(u"nameEdit"_s);
    edit->setAccessibleName(tr("New name of %1").arg(index.data(Qt::EditRole).toString()));
    return edit;
}

void NameDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    editor->setGeometry(nameRect(option));
}

}  // namespace tideline::ui
