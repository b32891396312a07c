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
    setUp       = make(window, "setUp",       Text::tr("Set up…"),             {},              {});
    signIn      = make(window, "signIn",      Text::tr("Sign in…"),            u"sign-in"_s,    {});
    signOut     = make(window, "signOut",     Text::tr("Sign out"),            {},              {});
    syncNow     = make(window, "syncNow",     Text::tr("Sync now"),            u"sync"_s,       key(Qt::CTRL | Qt::Key_R));
    pause       = make(window, "pause",       Text::tr("Pause syncing"),       u"pause"_s,      key(Qt::CTRL | Qt::SHIFT | Qt::Key_R));
    open        = make(window, "open",        Text::tr("Open"),                u"open"_s,       {});
    quickLook   = make(window, "quickLook",   Text::tr("Quick look"),          u"search"_s,     key(Qt::Key_Space));
    reveal      = make(window, "reveal",      Text::tr("Show in file manager"), u"folder"_s,    key(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
    rename      = make(window, "rename",      Text::tr("Rename"),             u"edit"_s,       key(Qt::Key_F2));
    newFolder   = make(window, "newFolder",   Text::tr("New folder…"),         u"folder-new"_s, key(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
    trash       = make(window, "trash",       Text::tr("Move to trash"),       u"trash"_s,      key(Qt::Key_Delete));
    copyPath    = make(window, "copyPath",    Text::tr("Copy path"),           u"copy"_s,       key(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    why         = make(window, "why",         Text::tr("Why is this not synced?"), u"info"_s,   {});
    undo        = make(window, "undo",        Text::tr("Undo"),                u"undo"_s,       key(Qt::CTRL | Qt::Key_Z));
    redo        = make(window, "redo",        Text::tr("Redo"),                u"redo"_s,       key(Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_Y));
    cut         = make(window, "cut",         Text::tr("Cut"),                 u"cut"_s,        key(Qt::CTRL | Qt::Key_X));
    copy        = make(window, "copy",        Text::tr("Copy"),                u"copy"_s,       key(Qt::CTRL | Qt::Key_C));
    paste       = make(window, "paste",       Text::tr("Paste"),               u"paste"_s,      key(Qt::CTRL | Qt::Key_V));
    duplicate   = make(window, "duplicate",   Text::tr("Duplicate"),           u"duplicate"_s,  key(Qt::CTRL | Qt::Key_D));
    pack        = make(window, "pack",        Text::tr("Pack…"),               {},              {});
    unpack      = make(window, "unpack",      Text::tr("Unpack here"),         {},              {});
    newFile     = make(window, "newFile",     Text::tr("Empty file…"),         u"file"_s,       {});
    newNotebook = make(window, "newNotebook", Text::tr("Notebook…"),           u"file"_s,       {});
    newPython   = make(window, "newPython",   Text::tr("Python script…"),      u"file"_s,       {});
    newMarkdown = make(window, "newMarkdown", Text::tr("Markdown page…"),      u"file"_s,       {});
    selectAll   = make(window, "selectAll",   Text::tr("Select all"),          {},              key(Qt::CTRL | Qt::Key_A));
    invertSelection = make(window, "invertSelection", Text::tr("Invert selection"), {},         key(Qt::CTRL | Qt::SHIFT | Qt::Key_A));
    selectPattern = make(window, "selectPattern", Text::tr("Select by pattern…"), {},           key(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    openWith    = make(window, "openWith",    Text::tr("Other program…"),      {},              {});
    terminal    = make(window, "terminal",    Text::tr("Terminal"),            u"terminal"_s,   key(Qt::SHIFT | Qt::Key_F4));
    jupyter     = make(window, "jupyter",     Text::tr("JupyterLab"),          {},              {});
    versions    = make(window, "versions",    Text::tr("Versions"),            u"history"_s,    {});
    properties  = make(window, "properties",  Text::tr("Properties…"),         u"info"_s,       key(Qt::ALT | Qt::Key_Return));
    copyLink    = make(window, "copyLink",    Text::tr("Copy link"),           {},              {});
    shareLink   = make(window, "shareLink",   Text::tr("Share by link…"),      u"share"_s,      {});
    copyHash    = make(window, "copyHash",    Text::tr("Copy SHA-256"),        {},              {});
    pin         = make(window, "pin",         Text::tr("Keep on this computer"), u"download"_s, {});
    free        = make(window, "free",        Text::tr("Free up space"),       u"cloud"_s,      {});
    ignore      = make(window, "ignore",      Text::tr("Ignore…"),             u"hidden"_s,     {});
    firstFile   = make(window, "firstFile",   Text::tr("Sync before all others"), u"up"_s,      {});
    cancelFile  = make(window, "cancelFile",  Text::tr("Leave out of this sync"), u"close"_s,   {});
    retryFile   = make(window, "retryFile",   Text::tr("Sync this file again"), u"sync"_s,      {});
    search      = make(window, "search",      Text::tr("Search everywhere"),   u"search"_s,     key(Qt::CTRL | Qt::SHIFT | Qt::Key_F));
    star        = make(window, "star",        Text::tr("Star"),                u"star"_s,       key(Qt::CTRL | Qt::SHIFT | Qt::Key_D));
    newTab      = make(window, "newTab",      Text::tr("New tab"),             u"add"_s,        key(Qt::CTRL | Qt::Key_T));
    closeTab    = make(window, "closeTab",    Text::tr("Close tab"),           {},              key(Qt::CTRL | Qt::Key_W));
    nextTab     = make(window, "nextTab",     Text::tr("Next tab"),            {},              key(Qt::CTRL | Qt::Key_PageDown, Qt::CTRL | Qt::Key_Tab));
    previousTab = make(window, "previousTab", Text::tr("Previous tab"),        {},              key(Qt::CTRL | Qt::Key_PageUp, Qt::CTRL | Qt::SHIFT | Qt::Key_Tab));
    openInTab   = make(window, "openInTab",   Text::tr("Open in a new tab"),   {},              key(Qt::CTRL | Qt::Key_Return));
    inspector   = make(window, "inspector",   Text::tr("Details"),             u"inspector"_s,  key(Qt::Key_F9));
    transfers   = make(window, "transfers",   Text::tr("Transfers"),           u"upload"_s,     key(Qt::Key_F8));
    settings    = make(window, "settings",    Text::tr("Settings…"),           u"settings"_s,   key(Qt::CTRL | Qt::Key_Comma));
    commands    = make(window, "commands",    Text::tr("Commands…"),           {},              key(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
    about       = make(window, "about",       Text::tr("About Tideline"),      {},              {});
    closeWindow = make(window, "closeWindow", Text::tr("Close window"),        {},              key(Qt::CTRL | Qt::SHIFT | Qt::Key_W));
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
