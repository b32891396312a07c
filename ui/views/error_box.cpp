#include "ui/views/error_box.h"

#include "ui/engine_words.h"
#include "ui/theme/icons.h"
#include "ui/words.h"

#include <QAccessible>
#include <QGridLayout>
#include <QLabel>

namespace tideline::ui {

ErrorBox::ErrorBox(QWidget *parent) : QFrame(parent)
{
    setObjectName(u"errorBox"_s);
    m_icon = new QLabel(this);
    m_headline = new QLabel(this);
    m_headline->setProperty("role", u"heading"_s);
    m_what = new QLabel(this);
    m_mend = new QLabel(this);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(12, 10, 12, 10);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(3);
    grid->addWidget(m_icon, 0, 0, Qt::AlignTop);
    int row = 0;
    for (QLabel *label : {m_headline, m_what, m_mend}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(label, row++, 1);
    }
    grid->setColumnStretch(1, 1);
    hide();
}

void ErrorBox::show(const Error &happened, const QString &headline)
{
    const Error error = inLanguage(happened);
    m_icon->setPixmap(stateIcon(SyncState::Error).pixmap(18, 18));
    m_headline->setText(headline.isEmpty() ? errorHeadline(error.kind) : headline);
    m_what->setText(error.where.isEmpty() ? error.what : tr("%1 (%2)").arg(error.what, error.where));
    m_what->setVisible(!error.what.isEmpty());
    m_mend->setText(error.mend);
    m_mend->setVisible(!error.mend.isEmpty());
    setAccessibleName(text());
    QFrame::show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QString ErrorBox::text() const
{
    return QStringList{m_headline->text(), m_what->text(), m_mend->text()}.join(u'\n');
}

}  // namespace tideline::ui
