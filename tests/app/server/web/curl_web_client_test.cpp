// What the program asks of others over real sockets: no redirect, no endless reply, no waiting for ever.
#include "app/server/web/curl_web_client.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QtTest>

#include <atomic>
#include <functional>

using namespace tideline;
using namespace tideline::server;

namespace {

/// Answers each connection, on a thread of its own, with what it is given; then closes, unless that says otherwise.
class Answerer {
public:
    explicit Answerer(std::function<void(QTcpSocket &)> answer) : m_answer(std::move(answer))
    {
        m_thread.reset(QThread::create([this] {
            QTcpServer server;
            if (!server.listen(QHostAddress::LocalHost))
                return;
            m_port = server.serverPort();
            while (!m_stopped) {
                if (!server.waitForNewConnection(20))
                    continue;
                const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
                ++connections;
                QByteArray got;
                while (!got.contains("\r\n\r\n") && socket->waitForReadyRead(2'000))
                    got += socket->readAll();
                m_answer(*socket);
                socket->disconnectFromHost();
                if (socket->state() != QAbstractSocket::UnconnectedState)
                    socket->waitForDisconnected(2'000);
            }
        }));
        m_thread->start();
        while (m_port == 0 && m_thread->isRunning())
            QThread::yieldCurrentThread();
    }
    ~Answerer()
    {
        m_stopped = true;
        m_thread->wait();
    }
    QByteArray url(const QByteArray &path = "/") const { return "http://127.0.0.1:" + QByteArray::number(m_port.load()) + path; }
    std::atomic<int> connections = 0;

private:
    const std::function<void(QTcpSocket &)> m_answer;
    std::unique_ptr<QThread> m_thread;
    std::atomic<quint16> m_port = 0;
    std::atomic<bool> m_stopped = false;
};

void say(QTcpSocket &socket, const QByteArray &bytes)
{
    socket.write(bytes);
    while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(2'000)) {
    }
}

}  // namespace

class CurlWebClientTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aReplyComesBack()
    {
        const Answerer server([](QTcpSocket &socket) { say(socket, "HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\nno"); });
        const auto reply = CurlWebClient().ask({server.url(), "a=b", "Basic eA=="});
        QVERIFY(reply);
        QCOMPARE(reply->status, 401);
        QCOMPARE(reply->body, QByteArray("no"));
    }

    void aRedirectIsNotFollowed()
    {
        Answerer other([](QTcpSocket &socket) { say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"); });
        const QByteArray target = other.url("/inside");
        const Answerer server([target](QTcpSocket &socket) {
            say(socket, "HTTP/1.1 302 There\r\nLocation: " + target + "\r\nContent-Length: 0\r\n\r\n");
        });
        const auto reply = CurlWebClient().ask({server.url(), {}, "Bearer secret"});
        QVERIFY(reply);
        QCOMPARE(reply->status, 302);
        QCOMPARE(other.connections.load(), 0);
    }

    void anEndlessReplyIsCut_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("piece");
        QTest::newRow("its body") << QByteArray("HTTP/1.1 200 OK\r\n\r\n") << QByteArray(16'384, ' ');
        QTest::newRow("its head") << QByteArray("HTTP/1.1 200 OK\r\n") << ("X: " + QByteArray(8'000, 'x') + "\r\n");
    }
    void anEndlessReplyIsCut()
    {
        QFETCH(QByteArray, head);
        QFETCH(QByteArray, piece);
        const Answerer server([=](QTcpSocket &socket) {
            say(socket, head);
            while (socket.state() == QAbstractSocket::ConnectedState) {
                socket.write(piece);
                if (!socket.waitForBytesWritten(2'000))
                    break;
            }
        });
        const auto reply = CurlWebClient().ask({server.url(), {}, {}});
        QVERIFY(!reply);
        QVERIFY(reply.error().kind == (Error::Kind::Invalid));
    }

    void aReplyThatDoesNotComeIsATimeout()
    {
        const Answerer server([](QTcpSocket &socket) { socket.waitForDisconnected(10'000); });
        CurlWebClient::Limits limits;
        limits.whole = std::chrono::milliseconds(100);
        const auto reply = CurlWebClient(limits).ask({server.url(), {}, {}});
        QVERIFY(!reply);
        QVERIFY(reply.error().kind == (Error::Kind::Timeout));
    }

    void whereNobodyListensIsOffline()
    {
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        const QByteArray url = "http://127.0.0.1:" + QByteArray::number(taken.serverPort());
        taken.close();
        QVERIFY(CurlWebClient().ask({url, {}, {}}).error().kind == (Error::Kind::Offline));
    }

    void othersAreAskedByHttpsAlone_data()
    {
        QTest::addColumn<QByteArray>("url");
        for (const char *url : {"http://id.example/", "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "", "https://", "http://127.0.0.1.evil.example/"})
            QTest::newRow(url) << QByteArray(url);
    }
    void othersAreAskedByHttpsAlone()
    {
        QFETCH(QByteArray, url);
        QVERIFY(CurlWebClient().ask({url, {}, {}}).error().kind == (Error::Kind::Invalid));
    }
};

QTEST_GUILESS_MAIN(CurlWebClientTest)
#include "curl_web_client_test.moc"
