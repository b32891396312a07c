#include "ui/theme/theme.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QIcon>
#include <QPixmapCache>
#include <QStandardPaths>
#include <QStyle>
#include <QStyleFactory>

#include <algorithm>
#include <cmath>
#include <memory>

namespace tideline::ui {

using namespace Qt::StringLiterals;

namespace {
Scheme s_scheme = Scheme::Light;
Colours s_colours = Theme::coloursOf(Scheme::Light);

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

double luminance(const QColor &colour)
{
    const auto linear = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// The portal's color-scheme: 1 dark, 2 light, 0 no wish; -1 when there is no portal. A D-Bus call of at most 200 ms,
/// made once before the first window.
int portalScheme()
{
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return -1;
    auto ask = QDBusMessage::createMethodCall(u"org.freedesktop.portal.Desktop"_s, u"/org/freedesktop/portal/desktop"_s,
                                              u"org.freedesktop.portal.Settings"_s, u"Read"_s);
    ask << u"org.freedesktop.appearance"_s << u"color-scheme"_s;
    const QDBusMessage answer = bus.call(ask, QDBus::Block, 200);
    if (answer.type() != QDBusMessage::ReplyMessage || answer.arguments().isEmpty())
        return -1;
    QVariant value = answer.arguments().first();
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value.toInt();
}
}  // namespace

double contrast(const QColor &first, const QColor &second)
{
    const auto [darker, lighter] = std::minmax({luminance(first), luminance(second)});
    return (lighter + 0.05) / (darker + 0.05);
}

Colours Theme::coloursOf(Scheme scheme)
{
    Colours colours;
    if (scheme == Scheme::Light) {
        colours.sidebar = rgb(0xffeef2f5);
        colours.line = rgb(0xffd9dfe5);
        colours.muted = rgb(0xff586471);
        colours.accent = rgb(0xff0c6f80);
        colours.hover = rgb(0xffe6ecf0);
        colours.selection = rgb(0xffcfe8ec);
        colours.banner = rgb(0xfffff4dd);
        colours.folder = rgb(0xff3a97a8);
        colours.good = rgb(0xff17733f);
        colours.busy = rgb(0xff125fbf);
        colours.warning = rgb(0xff8f4f00);
        colours.bad = rgb(0xffb3202b);
        colours.quiet = rgb(0xff586471);
    } else {
        colours.sidebar = rgb(0xff1d2228);
        colours.line = rgb(0xff323a43);
        colours.muted = rgb(0xffa3aebb);
        colours.accent = rgb(0xff4cc4d4);
        colours.hover = rgb(0xff272e36);
        colours.selection = rgb(0xff1d4650);
        colours.banner = rgb(0xff3a3017);
        colours.folder = rgb(0xff3f9fb0);
        colours.good = rgb(0xff54cf94);
        colours.busy = rgb(0xff74b7ff);
        colours.warning = rgb(0xfff5b254);
        colours.bad = rgb(0xffff8f94);
        colours.quiet = rgb(0xffa3aebb);
    }
    return colours;
}

QPalette Theme::paletteOf(Scheme scheme)
{
    const bool light = scheme == Scheme::Light;
    const Colours colours = coloursOf(scheme);
    const QColor text = light ? rgb(0xff1b2229) : rgb(0xffe5eaef);
    QPalette palette;
    palette.setColor(QPalette::Window, light ? rgb(0xfff6f8fa) : rgb(0xff191e23));
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, light ? rgb(0xffffffff) : rgb(0xff14181c));
    palette.setColor(QPalette::AlternateBase, light ? rgb(0xfff6f8fa) : rgb(0xff191e23));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Button, light ? rgb(0xfff1f4f7) : rgb(0xff262d34));
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, rgb(0xffffffff));
    palette.setColor(QPalette::ToolTipBase, light ? rgb(0xff1b2229) : rgb(0xffe5eaef));
    palette.setColor(QPalette::ToolTipText, light ? rgb(0xffffffff) : rgb(0xff14181c));
    palette.setColor(QPalette::PlaceholderText, colours.muted);
    palette.setColor(QPalette::Link, colours.accent);
    palette.setColor(QPalette::LinkVisited, colours.accent);
    palette.setColor(QPalette::Highlight, colours.selection);
    palette.setColor(QPalette::HighlightedText, text);
    palette.setColor(QPalette::Light, light ? rgb(0xffffffff) : rgb(0xff323a43));
    palette.setColor(QPalette::Mid, colours.line);
    palette.setColor(QPalette::Dark, light ? rgb(0xffb6c0ca) : rgb(0xff0c0f12));
    palette.setColor(QPalette::Shadow, light ? rgb(0xff8a96a3) : rgb(0xff000000));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, light ? rgb(0xff9aa5b0) : rgb(0xff66717d));
    return palette;
}

QString Theme::styleSheetOf(Scheme scheme)
{
    const Colours colours = coloursOf(scheme);
    const QPalette palette = paletteOf(scheme);
    QString sheet = uR"(
QMainWindow::separator { width: 0; height: 0; }
QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QToolBar#mainToolBar { border: 0; border-bottom: 1px solid @line; padding: 5px 6px; spacing: 3px; background: @window; }
QToolBar#mainToolBar QToolButton, QToolButton[flat="true"] { border: 0; border-radius: 6px; padding: 5px; background: transparent; }
QToolBar#mainToolBar QToolButton:hover, QToolButton[flat="true"]:hover { background: @hover; }
QToolBar#mainToolBar QToolButton:pressed, QToolBar#mainToolBar QToolButton:checked, QToolButton[flat="true"]:pressed, QToolButton[flat="true"]:checked { background: @selection; }
QToolBar#mainToolBar QToolButton:focus, QToolButton[flat="true"]:focus { border: 1px solid @accent; padding: 4px; }
QToolButton#previewToggle { font-weight: 600; padding-left: 0; }
QToolBar#mainToolBar QToolButton::menu-indicator, QToolButton[flat="true"]::menu-indicator { image: none; }
QTreeView, QListView, QTableView { border: 0; outline: 0; }
QComboBox QAbstractItemView { border: 1px solid @line; background: @base; }
QTreeView#sidebar { background: @sidebar; }
QWidget#sidebarPane { background: @sidebar; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QHeaderView { background: @base; border: 0; }
QHeaderView::section { background: @base; color: @muted; border: 0; border-bottom: 1px solid @line; padding: 6px 8px; font-weight: normal; }
QHeaderView::section:hover { color: @text; }
QLineEdit { border: 1px solid @line; border-radius: 7px; padding: 4px 8px; background: @base; selection-background-color: @accent; selection-color: @base; }
QLineEdit:focus { border-color: @accent; }
QAbstractSpinBox { border: 1px solid @line; border-radius: 7px; padding: 4px 8px; background: @base; selection-background-color: @accent; selection-color: @base; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 18px; border: 0; background: transparent; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: @hover; }
QAbstractSpinBox::up-arrow { image: url(:/icons/control/more-@scheme.svg); width: 9px; height: 6px; }
QAbstractSpinBox::down-arrow { image: url(:/icons/control/less-@scheme.svg); width: 9px; height: 6px; }
QAbstractSpinBox:focus { border-color: @accent; }
QAbstractSpinBox:disabled { color: @disabled; background: @window; }
QLineEdit#nameEdit { border-radius: 4px; padding: 0 5px; }
QWidget#pathBar { background: @base; border: 1px solid @line; border-radius: 7px; }
QWidget#pathBar QToolButton { border: 0; border-radius: 5px; padding: 3px 6px; background: transparent; }
QWidget#pathBar QToolButton:hover { background: @hover; }
QWidget#pathBar QToolButton:focus { background: @selection; }
QWidget#pathBar QLineEdit { border: 0; padding: 3px 6px; }
QTabBar#tabs { background: @sidebar; border-bottom: 1px solid @line; }
QTabBar#tabs:focus { border-bottom: 1px solid @accent; }
QTabBar#tabs::tab { padding: 6px 4px 6px 10px; border: 0; border-right: 1px solid @line; border-top: 2px solid transparent; color: @muted; background: transparent; max-width: 220px; }
QTabBar#tabs::tab:selected { color: @text; background: @base; border-top: 2px solid @accent; }
QTabBar#tabs::tab:hover:!selected { background: @hover; }
QTabBar#tabs QToolButton[flat="true"] { padding: 2px; }
QPushButton { border: 1px solid @line; border-radius: 7px; padding: 6px 14px; background: @button; }
QPushButton:hover { background: @hover; }
QPushButton:pressed, QPushButton:checked { background: @selection; }
QPushButton:focus, QPushButton:checked { border-color: @accent; }
QPushButton:disabled { color: @disabled; }
QPushButton:default, QPushButton[primary="true"] { background: @accent; color: @onaccent; border-color: @accent; }
QPushButton:default:hover, QPushButton[primary="true"]:hover { background: @accenthover; }
QPushButton:default:disabled, QPushButton[primary="true"]:disabled { background: @line; border-color: @line; color: @disabled; }
QPushButton[small="true"] { padding: 3px 10px; }
QRadioButton::indicator, QCheckBox::indicator, QTreeWidget::indicator { width: 13px; height: 13px; border: 1px solid @muted; background: @base; }
QRadioButton::indicator { border-radius: 7px; }
QCheckBox::indicator, QTreeWidget::indicator { border-radius: 4px; }
QRadioButton::indicator:checked { width: 5px; height: 5px; border: 5px solid @accent; }
QCheckBox::indicator:checked, QTreeWidget::indicator:checked { border-color: @accent; background: @accent; image: url(:/icons/control/check-@scheme.svg); }
QRadioButton::indicator:disabled, QCheckBox::indicator:disabled, QTreeWidget::indicator:disabled { border-color: @line; }
QRadioButton::indicator:checked:disabled, QCheckBox::indicator:checked:disabled, QTreeWidget::indicator:checked:disabled { border-color: @line; background: @line; }
QRadioButton:focus, QCheckBox:focus { color: @accent; }
QTabWidget::pane { border: 1px solid @line; border-radius: 7px; background: @base; }
QTabWidget QTabBar::tab { padding: 6px 12px; border: 0; border-bottom: 2px solid transparent; color: @muted; background: transparent; }
QTabWidget QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabWidget QTabBar::tab:selected:focus { background: @selection; }
QTabWidget QTabBar::tab:hover:!selected { background: @hover; }
QTabWidget QTabBar::tab:disabled { color: @disabled; }
QStatusBar { border-top: 1px solid @line; background: @window; }
QStatusBar::item { border: 0; }
QFrame#banner { background: @banner; border: 0; border-bottom: 1px solid @line; }
QFrame#toast { background: @tipbase; border: 0; border-radius: 9px; }
QFrame#toast QLabel { color: @tiptext; }
QFrame#toast QPushButton { background: transparent; color: @tiptext; border-color: @muted; }
QFrame#toast QPushButton:hover, QFrame#toast QPushButton:focus { border-color: @tiptext; }
QFrame#errorBox { background: @banner; border: 1px solid @line; border-radius: 7px; }
QWidget#inspector, QWidget#transferPanel { background: @window; }
QWidget#transferPanel { border-top: 1px solid @line; }
QFrame#previewFrame { border: 1px solid @line; border-radius: 4px; background: @base; }
QFrame#codeBox { background: @window; border: 1px solid @line; border-radius: 5px; }
QFrame#codeBox QTextBrowser { background: transparent; }
QTextBrowser#cellFailure { border-left: 3px solid @bad; }
QFrame#linkBar, QFrame#searchBar, QFrame#columnPanel { background: @window; border: 0; border-top: 1px solid @line; }
QTreeView#previewTree::item { padding: 3px 2px; }
QWidget#zoomBar { border-top: 1px solid @line; }
QScrollArea#factsPanel, QScrollArea#factsPanel > QWidget > QWidget { background: @window; }
QLabel#previewNotice { background: @banner; padding: 5px 10px; }
QDialog#quickLook { background: @base; }
QTableView { gridline-color: @line; alternate-background-color: @window; }
QTableCornerButton::section { background: @base; border: 0; }
QProgressBar { border: 0; border-radius: 3px; background: @line; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { border-radius: 3px; background: @accent; }
QListWidget#settingsPages, QWidget#settingsSide { background: @sidebar; }
QListWidget#settingsPages { padding: 10px 6px; }
QListWidget#settingsPages::item { padding: 7px 8px; border-radius: 6px; color: @text; }
QListWidget#settingsPages::item:selected { background: @selection; }
QListWidget#settingsPages::item:focus { border: 1px solid @accent; padding: 6px 7px; }
QWidget#settingsBody { background: @window; }
QFrame#settingsLine { background: @line; border: 0; }
QTreeWidget#shortcutList, QTreeWidget#licenceList, QTreeWidget#firstRunProjectList, QListWidget#firstRunSteps { border: 1px solid @line; border-radius: 7px; }
QTreeWidget#shortcutList::item, QTreeWidget#licenceList::item { padding: 3px 2px; }
QListWidget#firstRunSteps { padding: 4px; }
QLabel[role="title"] { font-size: 15pt; font-weight: 600; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="muted"] { color: @muted; }
QMenu { background: @base; border: 1px solid @line; padding: 5px; }
QMenu::item { padding: 5px 24px 5px 10px; border-radius: 5px; }
QMenu::item:default { font-weight: bold; }
QMenu::icon { padding-left: 6px; }
QMenu::item:selected { background: @selection; color: @text; }
QMenu::item:disabled { color: @disabled; }
QMenu::separator { height: 1px; background: @line; margin: 5px 8px; }
QToolTip { border: 0; padding: 4px 6px; background: @tipbase; color: @tiptext; }
QScrollBar:vertical { width: 11px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 11px; background: transparent; margin: 0; }
QScrollBar::handle { background: @scroll; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)"_s;
    const bool light = scheme == Scheme::Light;
    // Longer names first: "@accenthover" must not be read as "@accent".
    const std::pair<QString, QColor> values[] = {
        {u"@tipbase"_s, palette.color(QPalette::ToolTipBase)},
        {u"@tiptext"_s, palette.color(QPalette::ToolTipText)},
        {u"@accenthover"_s, light ? colours.accent.darker(115) : colours.accent.lighter(112)},
        {u"@onaccent"_s, palette.color(QPalette::Base)},
        {u"@accent"_s, colours.accent},
        {u"@sidebar"_s, colours.sidebar},
        {u"@selection"_s, colours.selection},
        {u"@disabled"_s, palette.color(QPalette::Disabled, QPalette::Text)},
        {u"@banner"_s, colours.banner},
        {u"@button"_s, palette.color(QPalette::Button)},
        {u"@window"_s, palette.color(QPalette::Window)},
        {u"@scroll"_s, light ? rgb(0xffc3ccd5) : rgb(0xff48525d)},
        {u"@muted"_s, colours.muted},
        {u"@hover"_s, colours.hover},
        {u"@line"_s, colours.line},
        {u"@bad"_s, colours.bad},
        {u"@base"_s, palette.color(QPalette::Base)},
        {u"@text"_s, palette.color(QPalette::Text)},
    };
    for (const auto &[name, colour] : values)
        sheet.replace(name, colour.name());
    sheet.replace(u"@scheme"_s, light ? u"light"_s : u"dark"_s);
    return sheet;
}

Scheme Theme::wanted()
{
    const QByteArray forced = qgetenv("TIDELINE_SCHEME");
    if (forced == "dark")
        return Scheme::Dark;
    if (forced == "light")
        return Scheme::Light;
    const int portal = portalScheme();
    if (portal == 1)
        return Scheme::Dark;
    if (portal == 2)
        return Scheme::Light;
    const std::unique_ptr<QStyle> fusion(QStyleFactory::create(u"Fusion"_s));
    const QPalette system = fusion->standardPalette();
    return system.color(QPalette::Window).lightness() < system.color(QPalette::WindowText).lightness() ? Scheme::Dark
                                                                                                      : Scheme::Light;
}

void Theme::apply(QApplication &application, Scheme scheme)
{
    s_scheme = scheme;
    s_colours = coloursOf(scheme);
    QPixmapCache::clear();
    // Qt's offscreen platform looks for icon themes nowhere.
    QStringList places = QIcon::themeSearchPaths();
    const QStringList found = QStandardPaths::locateAll(QStandardPaths::GenericDataLocation, u"icons"_s, QStandardPaths::LocateDirectory);
    for (const QString &place : found) {
        if (!places.contains(place))
            places.append(place);
    }
    QIcon::setThemeSearchPaths(places);
    const QString breeze = scheme == Scheme::Dark ? u"breeze-dark"_s : u"breeze"_s;
    QIcon::setFallbackThemeName(breeze);
    if (QIcon::themeName().isEmpty() || QIcon::themeName().startsWith(u"breeze") || QIcon::themeName() == u"hicolor")
        QIcon::setThemeName(breeze);
    application.setStyle(QStyleFactory::create(u"Fusion"_s));
    application.setPalette(paletteOf(scheme));
    application.setStyleSheet(styleSheetOf(scheme));
}

Scheme Theme::current()
{
    return s_scheme;
}

const Colours &Theme::colours()
{
    return s_colours;
}

}  // namespace tideline::ui
