#include "ui/settings/managed_fields.h"

#include "ui/settings/engine_settings.h"
#include "ui/words.h"

#include <QCoreApplication>
#include <QHash>
#include <QLabel>
#include <QRegularExpression>

namespace tideline::ui {

namespace {
struct ManagedWords {
    Q_DECLARE_TR_FUNCTIONS(tideline::ui::ManagedWords)
};
}  // namespace

QString managedReason(const QString &file)
{
    return ManagedWords::tr("Set by your administrator (%1)").arg(file);
}

void ManagedFields::add(const QString &setting, const QString &label, const QList<QWidget *> &fields, QLabel *note)
{
    static const QRegularExpression kKey(u" *\\(&.\\)|&"_s);  // where letters are none of the language's they stand behind it: "(&L)"
    m_fields.append({setting, QString(label).remove(kKey), fields, note});
}

void ManagedFields::show(const EngineSettings &engine)
{
    QHash<QLabel *, QStringList> given;
    QString file;
    for (const Field &field : std::as_const(m_fields)) {
        const QString by = engine.policyOf(field.setting);
        for (QWidget *widget : field.widgets) {
            const QString reason = by.isEmpty() ? QString() : managedReason(by);
            if (!by.isEmpty())
                widget->setEnabled(false);
            widget->setToolTip(reason);
            widget->setAccessibleDescription(reason);
        }
        QStringList &labels = given[field.note];
        if (by.isEmpty())
            continue;
        labels.append(field.label);
        file = by;
    }
    for (auto it = given.begin(); it != given.end(); ++it) {
        it.key()->setVisible(!it->isEmpty());
        it.key()->setText(ManagedWords::tr("Set by your administrator (%1): %2").arg(file, listText(*it)));
    }
}

}  // namespace tideline::ui
