#include "ui/preview/link_bar.h"
#include "ui/preview/safe_browser.h"

#include "core/base/result.h"

#include <QDesktopServices>
#include <QImage>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace tideline;
using namespace tideline::ui;

class SafeBrowserTest final : public QObject {
    Q_OBJECT
public:
    QList<QUrl> opened;
public Q_SLOTS:
    void open(const QUrl &url) { opened.append(url); }

private Q_SLOTS:
    void nothingThatHtmlNamesIsFetched_data()
    {
        QTest::addColumn<QString>("html");
        QTest::newRow("a picture") << u"<p>a <img src='%1'> b</p>"_s;
        QTest::newRow("in capitals") << u"<IMG SRC=\"%1\">"_s;
        QTest::newRow("the old name") << u"<image src='%1'>"_s;
        QTest::newRow("a style sheet") << u"<link rel='stylesheet' href='%1'><p>a</p>"_s;
        QTest::newRow("an import") << u"<style>@import url('%1'); p { background-image: url('%1') }</style><p>a</p>"_s;
        QTest::newRow("a background") << u"<body background='%1'><table background='%1'><tr><td>a</td></tr></table>"_s;
        QTest::newRow("a list's bullet") << u"<ul style='list-style-image: url(%1)'><li>a</li></ul>"_s;
    }

    /// Neither from the network nor from the disk.
    void nothingThatHtmlNamesIsFetched()
    {
        QFETCH(QString, html);
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QSignalSpy connected(&server, &QTcpServer::newConnection);
        int own = 0;
        QTemporaryDir folder;
        QImage red(40, 40, QImage::Format_RGB32);
        red.fill(Qt::red);
        const QString file = folder.filePath(u"red.png"_s);
        QVERIFY(red.save(file));
        for (const QString &address : {u"http://127.0.0.1:%1/x.png"_s.arg(server.serverPort()), file, u"file://"_s + file}) {
            SafeBrowser browser;
            browser.resize(200, 200);
            browser.setSafeHtml(html.arg(address));
            browser.show();
            const QImage drawn = browser.grab().toImage();
            // What the page had begun would be accepted before a connection that is made after it.
            QCoreApplication::processEvents();
            QTcpSocket socket;
            socket.connectToHost(QHostAddress::LocalHost, server.serverPort());
            QVERIFY(socket.waitForConnected());
            ++own;
            QTRY_COMPARE(connected.size(), own);
            for (int y = 0; y < drawn.height(); ++y) {
                for (int x = 0; x < drawn.width(); ++x)
                    QVERIFY(drawn.pixelColor(x, y) != QColor(Qt::red));
            }
        }
        QCOMPARE(connected.size(), own);
    }

    void evenAPictureThatSlipsThroughIsNotLoaded()
    {
        QTemporaryDir folder;
        QImage red(40, 40, QImage::Format_RGB32);
        red.fill(Qt::red);
        const QString file = folder.filePath(u"red.png"_s);
        QVERIFY(red.save(file));
        SafeBrowser browser;
        browser.resize(200, 200);
        browser.setHtml(u"<img src='%1'>"_s.arg(file));  // as it is
        const QImage drawn = browser.grab().toImage();
        for (int y = 0; y < drawn.height(); ++y) {
            for (int x = 0; x < drawn.width(); ++x)
                QVERIFY(drawn.pixelColor(x, y) != QColor(Qt::red));
        }
    }

    void aLinkIsShownBeforeItIsOpened()
    {
        opened.clear();
        QDesktopServices::setUrlHandler(u"https"_s, this, "open");
        QDesktopServices::setUrlHandler(u"file"_s, this, "open");
        QWidget page;
        SafeBrowser browser(&page);
        LinkBar bar(&page);
        connect(&browser, &SafeBrowser::linkChosen, &bar, &LinkBar::show);
        browser.setSafeHtml(u"<a href='https://example.org/a?b=c'>the bank</a>"_s);
        page.show();
        Q_EMIT browser.anchorClicked(QUrl(u"https://example.org/a?b=c"_s));
        QVERIFY(bar.isVisible());
        QVERIFY(bar.findChild<QLabel *>(u"linkAddress"_s)->text().contains(u"https://example.org/a?b=c"));
        QVERIFY(opened.isEmpty());
        auto *open = bar.findChildren<QPushButton *>().first();
        open->click();
        QCOMPARE(opened, QList<QUrl>{QUrl(u"https://example.org/a?b=c"_s)});
        QVERIFY(!bar.isVisible());
        for (const QString &address : {u"file:///etc/passwd"_s, u"smb://host/share"_s, u"javascript:alert(1)"_s, u"../x.sh"_s}) {
            bar.show(QUrl(address));
            QVERIFY(!open->isVisible());
            open->click();
        }
        QCOMPARE(opened.size(), 1);
        QDesktopServices::unsetUrlHandler(u"https"_s);
        QDesktopServices::unsetUrlHandler(u"file"_s);
    }

    void onlyWebAndMailMayBeOpened()
    {
        QVERIFY(mayBeOpened(QUrl(u"https://example.org"_s)));
        QVERIFY(mayBeOpened(QUrl(u"HTTP://example.org"_s)));
        QVERIFY(mayBeOpened(QUrl(u"mailto:ada@example.org"_s)));
        QVERIFY(!mayBeOpened(QUrl(u"file:///etc/passwd"_s)));
        QVERIFY(!mayBeOpened(QUrl(u"tideline://open/x"_s)));
        QVERIFY(!mayBeOpened(QUrl()));
    }
};

QTEST_MAIN(SafeBrowserTest)
#include "safe_browser_test.moc"
