#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QDirIterator>
#include <QSvgRenderer>
#include <QTest>
#include <QToolTip>

#include <algorithm>

using namespace tideline;
using namespace tideline::ui;

class ThemeTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textCanBeReadOnEveryBackground_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("light") << Scheme::Light;
        QTest::newRow("dark") << Scheme::Dark;
    }

    void textCanBeReadOnEveryBackground()
    {
        QFETCH(Scheme, scheme);
        const Colours colours = Theme::coloursOf(scheme);
        const QPalette palette = Theme::paletteOf(scheme);
        const std::pair<const char *, QColor> backgrounds[] = {{"base", palette.color(QPalette::Base)},
                                                               {"window", palette.color(QPalette::Window)},
                                                               {"sidebar", colours.sidebar},
                                                               {"selection", colours.selection},
                                                               {"hover", colours.hover}};
        const std::pair<const char *, QColor> texts[] = {
            {"text", palette.color(QPalette::Text)}, {"muted", colours.muted}, {"good", colours.good},   {"busy", colours.busy},
            {"warning", colours.warning},            {"bad", colours.bad},     {"quiet", colours.quiet}, {"accent", colours.accent}};
        for (const auto &[on, background] : backgrounds) {
            for (const auto &[name, text] : texts)
                QVERIFY2(contrast(text, background) >= 4.5,
                         qPrintable(u"%1 on %2: %3"_s.arg(QLatin1StringView(name), QLatin1StringView(on))
                                        .arg(contrast(text, background))));
        }
        QVERIFY(contrast(palette.color(QPalette::Text), colours.banner) >= 4.5);
        QVERIFY(contrast(palette.color(QPalette::Base), colours.accent) >= 4.5);
        QVERIFY(contrast(palette.color(QPalette::ToolTipText), palette.color(QPalette::ToolTipBase)) >= 4.5);
    }

    void aToolTipIsDrawnInItsColours_data() { textCanBeReadOnEveryBackground_data(); }

    void aToolTipIsDrawnInItsColours()
    {
        QFETCH(Scheme, scheme);
        Theme::apply(*qApp, scheme);
        QToolTip::showText({20, 20}, u"notes.md"_s);
        const QWidgetList windows = QApplication::topLevelWidgets();
        const auto tip = std::ranges::find_if(windows, [](QWidget *window) { return window->inherits("QTipLabel") && window->isVisible(); });
        QVERIFY(tip != windows.end());
        const QImage drawn = (*tip)->grab().toImage();
        const QPalette palette = Theme::paletteOf(scheme);
        QCOMPARE(drawn.pixelColor(2, 2), palette.color(QPalette::ToolTipBase));
        bool hasText = false;
        for (int x = 0; x < drawn.width() && !hasText; ++x) {
            for (int y = 0; y < drawn.height(); ++y)
                hasText = hasText || contrast(drawn.pixelColor(x, y), palette.color(QPalette::ToolTipBase)) >= 4.5;
        }
        QVERIFY(hasText);
        QToolTip::hideText();
    }

    void noPlaceholderIsLeftInTheStyleSheet()
    {
        QVERIFY(!Theme::styleSheetOf(Scheme::Light).contains(u'@'));
        QVERIFY(!Theme::styleSheetOf(Scheme::Dark).contains(u'@'));
    }

    void everyIconIsDrawn()
    {
        int count = 0;
        QDirIterator files(u":/icons"_s, {u"*.svg"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            QVERIFY2(QSvgRenderer(path).isValid(), qPrintable(path));
            ++count;
        }
        QVERIFY(count > 50);
    }

    void everyStateHasAGlyphOfItsOwn()
    {
        for (const auto state : {SyncState::Synced, SyncState::Syncing, SyncState::Paused, SyncState::Offline,
                                 SyncState::Conflict, SyncState::Waiting, SyncState::Error, SyncState::OnlineOnly}) {
            const QImage image = stateIcon(state).pixmap(16, 16).toImage().convertToFormat(QImage::Format_ARGB32);
            QVERIFY2(!image.isNull(), qPrintable(toString(state)));
            bool drawn = false;
            for (int y = 0; y < 16 && !drawn; ++y) {
                for (int x = 0; x < 16; ++x)
                    drawn = drawn || qAlpha(image.pixel(x, y)) > 128;
            }
            QVERIFY2(drawn, qPrintable(toString(state)));
        }
    }
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
