#include "ui/tray/tray_state.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

namespace tideline::ui {

QString toString(TrayState state)
{
    switch (state) {
    case TrayState::Idle:
        return u"idle"_s;
    case TrayState::Syncing:
        return u"syncing"_s;
    case TrayState::Paused:
        return u"paused"_s;
    case TrayState::Offline:
        return u"offline"_s;
    case TrayState::Conflict:
        return u"conflict"_s;
    case TrayState::Error:
        return u"error"_s;
    }
    return {};
}

TrayState trayStateOf(const Overall &overall, int conflicts)
{
    if (overall.state == SyncState::Error)
        return TrayState::Error;
    if (!overall.signedIn)
        return TrayState::Offline;
    if (overall.paused || overall.state == SyncState::Paused || (overall.metered && overall.state == SyncState::Waiting))
        return TrayState::Paused;
    if (overall.state == SyncState::Offline)
        return TrayState::Offline;
    if (overall.state == SyncState::Conflict || conflicts > 0)
        return TrayState::Conflict;
    if (overall.state == SyncState::Syncing)
        return TrayState::Syncing;
    return TrayState::Idle;
}

QIcon trayIcon(TrayState state)
{
    QIcon icon;
    for (const int size : {16, 22, 32}) {
        QSvgRenderer renderer(u":/icons/tray/%1-%2.svg"_s.arg(toString(state)).arg(size));
        for (const int scale : {1, 2}) {
            QPixmap pixmap(size * scale, size * scale);
            pixmap.fill(Qt::transparent);
            QPainter painter(&pixmap);
            renderer.render(&painter);
            painter.end();
            icon.addPixmap(pixmap);
        }
    }
    return icon;
}

}  // namespace tideline::ui
