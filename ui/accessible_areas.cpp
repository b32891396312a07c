#include "ui/accessible_areas.h"

#include <QAccessibleWidget>
#include <QScrollArea>

namespace tideline::ui {

namespace {
/// Asked class by class, the object's own first: texts and lists, which are areas too, have got their own by then.
QAccessibleInterface *areaOf(const QString &className, QObject *object)
{
    const bool isArea = className == QLatin1StringView(QAbstractScrollArea::staticMetaObject.className())
                        || className == QLatin1StringView(QScrollArea::staticMetaObject.className());
    auto *widget = isArea ? qobject_cast<QWidget *>(object) : nullptr;
    return widget ? new QAccessibleWidget(widget, QAccessible::Client) : nullptr;
}
}  // namespace

void installAccessibleAreas()
{
    QAccessible::installFactory(areaOf);
}

}  // namespace tideline::ui
