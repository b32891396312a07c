#include "ui/window_actions.h"

#include "ui/theme/icons.h"

#include <QCoreApplication>
#include <QKeySequence>
#include <QWidget>

namespace tideline::ui {

using namespace Qt::StringLiterals;

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(WindowActions)
};

QString plain(const QAction *action)
{
    QString text = action->text();
    text.remove(u'&');
    text.remove(u"…"_s);
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    return keys.isEmpty() ? text : Text::tr("%1 (%2)").arg(text, keys);
}
}  // namespace

QAction *WindowActions::make(QWidget *window, const char *name, const QString &text, const QString &icon,
                             const QList<QKeySequence> &keys)
{
    auto *action = new QAction(text, window);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcuts(keys);
    if (!icon.isEmpty())
        action->setIcon(actionIcon(icon));
    action->setToolTip(plain(action));
    action->setShortcutContext(Qt::WindowShortcut);
    window->addAction(action);
    m_all.append(action);
    return action;
}

WindowActions::WindowActions(QWidget *window)
{
    const auto key = [](auto... parts) { return QList<QKeySequence>{QKeySequence(parts)...}; };
    // clang-format off
    back        = make(window, "back",        Text::tr("Back"),                u"back"_s,       key(Qt::ALT | Qt::Key_Left));
    forward     = make(window, "forward",     Text::tr("Forward"),             u"forward"_s,    key(Qt::ALT | Qt::Key_Right));
    up          = make(window, "up",          Text::tr("Up"),                  u"up"_s,         key(Qt::ALT | Qt::Key_Up, Qt::Key_Backspace));
    editPath    = make(window, "editPath",    Text::tr("Edit the path"),       u"edit"_s,       key(Qt::CTRL | Qt::Key_L));
    find        = make(window, "find",        Text::tr("Filter"),              u"search"_s,     key(Qt::CTRL | Qt::Key_F));
    icons       = make(window, "icons",       Text::tr("Icons"),               u"grid"_s,       key(Qt::CTRL | Qt::Key_2));
    showHidden  = make(window, "showHidden",  Text::tr("Show hidden files"),   u"hidden"_s,     key(Qt::CTRL | Qt::Key_H));
    refresh     = make(window, "refresh",     Text::tr("Look again"),          u"refresh"_s,    key(Qt::Key_F5));
    addProject  = make(window, "addProject",  Text::tr("Add project…"),        u"add"_s,        key(Qt::CTRL | Qt::Key_N));
    invitations = make(window, "invitations", Text::tr("Invitations…"),        {},              {});
    signIn      = make(window, "signIn",      Text::tr("Sign in…"),            u"sign-in"_s,    {});
    signOut     = make(window, "signOut",     Text::tr("Sign out"),            {},              {});
    syncNow     = make(window, "syncNow",     Text::tr("Sync now"),            u"sync"_s,       key(Qt::CTRL | Qt::Key_R));
    pause       = make(window, "pause",       Text::tr("Pause syncing"),       u"pause"_s,      key(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
    open        = make(window, "open",        Text::tr("Open"),                u"open"_s,       {});
    quickLook   = make(window, "quickLook",   Text::tr("Quick look"),          u"search"_s,     key(Qt::Key_Space));
    reveal      = make(window, "reveal",      Text::tr("Show in file manager"), u"folder"_s,    key(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
    rename      = make(window, "rename",      Text::tr("Rename…"),             u"edit"_s,       key(Qt::Key_F2));
    newFolder   = make(window, "newFolder",   Text::tr("New folder…"),         u"folder-new"_s, key(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
    trash       = make(window, "trash",       Text::tr("Move to trash"),       u"trash"_s,      key(Qt::Key_Delete));
    copyPath    = make(window, "copyPath",    Text::tr("Copy path"),           u"copy"_s,       key(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    why         = make(window, "why",         Text::tr("Why is this not synced?"), u"info"_s,   {});
    inspector   = make(window, "inspector",   Text::tr("Details"),             u"inspector"_s,  key(Qt::Key_F9));
    transfers   = make(window, "transfers",   Text::tr("Transfers"),           u"upload"_s,     key(Qt::Key_F8));
    about       = make(window, "about",       Text::tr("About Tideline"),      {},              {});
    closeWindow = make(window, "closeWindow", Text::tr("Close window"),        {},              key(Qt::CTRL | Qt::Key_W));
    quit        = make(window, "quit",        Text::tr("Quit"),                u"quit"_s,       key(Qt::CTRL | Qt::Key_Q));
    // clang-format on
    for (QAction *action : {icons, showHidden, inspector, transfers})
        action->setCheckable(true);
}

void WindowActions::allow(QAction *action, bool allowed, const QString &whyNot)
{
    action->setEnabled(allowed);
    action->setToolTip(allowed || whyNot.isEmpty() ? plain(action) : Text::tr("%1: %2").arg(plain(action), whyNot));
}

}  // namespace tideline::ui
