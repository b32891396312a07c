// The helper as a process of its own: killed in the middle of each kind of preview, over its limits, asked by another user.
#include "core/preview/session_client.h"
#include "tests/app/session/kinds.h"
#include "tests/support/helper_profile.h"
#include "tests/support/other_user.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QScopeGuard>
#include <QTest>

#include <cstring>
#include <seccomp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <thread>

using namespace tideline;
using namespace tideline::preview;
using namespace tideline::test;

namespace {

const Cancelled kNever = false;
const QString kCouldNot = u"This file could not be shown"_s;

QString textOf(const Error &error)
{
    return toText(error);
}

/// What a person does first with a preview of this shape, and then a look at its last byte.
Result<void> look(Preview &preview, qint64 sizeBytes)
{
    std::optional<Error> failed;
    const auto note = [&failed](const auto &result) {
        if (!result && !failed)
            failed = result.error();
    };
    const Shape &shape = preview.document().shape;
    if (std::holds_alternative<TableDocument>(shape))
        note(preview.rows(0, 10'000, kNever));
    else if (std::holds_alternative<TreeDocument>(shape))
        note(preview.children({}, 0, 100, kNever));
    else if (std::holds_alternative<ImageDocument>(shape) || std::holds_alternative<PagesDocument>(shape))
        note(preview.picture(0, {}, kNever));
    if (!failed)
        note(preview.bytes(sizeBytes - 1, 1, kNever));
    return failed ? Result<void>(*failed) : Result<void>();
}

/// One way to have a file looked into.
using Use = std::function<Result<void>(SessionClient &, const Subject &)>;

Result<void> openAndLook(SessionClient &client, const Subject &subject)
{
    auto preview = client.open(subject, kNever);
    return preview ? look(**preview, subject.sizeBytes) : Result<void>(preview.error());
}

Result<void> compareWithItself(SessionClient &client, const Subject &subject)
{
    const auto difference = client.compare({subject, subject}, {}, kNever);
    return difference ? Result<void>() : Result<void>(difference.error());
}

Result<void> makeThumbnail(SessionClient &client, const Subject &subject)
{
    const auto thumbnail = client.thumbnail(subject, 128, kNever);
    return thumbnail ? Result<void>() : Result<void>(thumbnail.error());
}

/// A file in the cloud: whenever a range of it is asked for, `atRange` is told where that begins.
Subject farFile(const Kind &kind, std::function<void(qint64)> atRange)
{
    return {kind.name, {}, kind.bytes.size(), 0, [bytes = kind.bytes, atRange = std::move(atRange)](qint64 offset, qint64 length, const Cancelled &) {
                atRange(offset);
                return Result<QByteArray>(bytes.mid(offset, length));
            }};
}

/// Opens a raw connection and says how many bytes of a Hello come: 0, it was hung up. -1: there was none.
ssize_t knock(const QString &path)
{
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    const QByteArray text = QFile::encodeName(path);
    std::memcpy(name.sun_path, text.constData(), std::size_t(text.size()));
    char first[16];
    const bool isThere = ::connect(socket, reinterpret_cast<sockaddr *>(&name), sizeof name) == 0;
    const ssize_t got = isThere ? ::recv(socket, first, sizeof first, 0) : -1;
    ::close(socket);
    return got < 0 && isThere ? 0 : got;
}

/// From here on this process, and what it starts, has a kernel without Landlock.
bool takeLandlockAway()
{
    scmp_filter_ctx filter = ::seccomp_init(SCMP_ACT_ALLOW);
    const bool done = ::seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_create_ruleset), 0) == 0 && ::seccomp_load(filter) == 0;
    ::seccomp_release(filter);
    return done;
}

/// Nearly black ones in its first picture, once it was opened; -1: there is none.
qint64 darkPixels(SessionClient &client, const Subject &subject)
{
    auto preview = client.open(subject, kNever);
    const auto picture = preview ? (*preview)->picture(0, {}, kNever) : Result<Picture>(preview.error());
    if (!picture)
        return -1;
    const auto *pixels = reinterpret_cast<const QRgb *>(picture->argb32.constData());
    return std::count_if(pixels, pixels + picture->argb32.size() / 4, [](QRgb pixel) { return qAlpha(pixel) > 200 && qGray(pixel) < 60; });
}

class SessionProcessTest : public QObject {
    Q_OBJECT

private:
    /// What `tide session status` prints for this profile.
    static QByteArray tide(const QString &profile, const QStringList &more = {})
    {
        QProcess process;
        process.start(QString::fromLocal8Bit(qgetenv("TIDELINE_BIN")) + u"/tide"_s, QStringList{u"--profile"_s, profile, u"session"_s, u"status"_s} + more);
        return process.waitForFinished(30'000) && process.exitCode() == 0 ? process.readAllStandardOutput() : process.readAllStandardError();
    }

private Q_SLOTS:
    void killedInTheMiddleItCostsOnePreview_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<Use>("use");
        for (const Kind &kind : kinds()) {
            QTest::newRow(kind.format) << kind << Use(openAndLook);
            if (QByteArray(kind.format) == "text" || QByteArray(kind.format) == "csv")
                QTest::addRow("difference of %s", kind.format) << kind << Use(compareWithItself);
            if (QByteArray(kind.format) == "image")
                QTest::addRow("thumbnail of %s", kind.format) << kind << Use(makeThumbnail);
        }
    }
    void killedInTheMiddleItCostsOnePreview()
    {
        QFETCH(Kind, kind);
        QFETCH(Use, use);
        const HelperProfile profile;
        SessionClient client(profile.options());
        std::vector<qint64> ranges;
        const auto whole = use(client, farFile(kind, [&](qint64 offset) { ranges.push_back(offset); }));
        QVERIFY2(whole, qPrintable(whole ? QString() : textOf(whole.error())));
        QVERIFY2(ranges.size() >= 2, "read in one step: there is no middle");
        const qint64 middle = ranges.back();

        // Once: it is asked again, and shown.
        int kills = 0;
        const int first = profile.process();
        const auto again = use(client, farFile(kind, [&](qint64 offset) {
                                   if (offset == middle && kills++ == 0)
                                       profile.kill();
                               }));
        QVERIFY2(again, qPrintable(again ? QString() : textOf(again.error())));
        QVERIFY(profile.process() > 0 && profile.process() != first);

        // Whenever it comes so far: a sentence.
        kills = 0;
        const auto never = use(client, farFile(kind, [&](qint64 offset) {
                                   if (offset == middle) {
                                       ++kills;
                                       profile.kill();
                                   }
                               }));
        QVERIFY(!never);
        QVERIFY2(never.error().what.startsWith(kCouldNot), qPrintable(textOf(never.error())));
        QCOMPARE(kills, 2);

        // The next works, also that one.
        const auto next = use(client, farFile(kind, [](qint64) {}));
        QVERIFY2(next, qPrintable(next ? QString() : textOf(next.error())));
    }
    void aFileHereIsShownAsWhatItIs_data()
    {
        QTest::addColumn<Kind>("kind");
        for (const Kind &kind : kinds())
            QTest::newRow(kind.format) << kind;
    }
    void aFileHereIsShownAsWhatItIs()
    {
        QFETCH(Kind, kind);
        static const HelperProfile profile;
        static SessionClient client(profile.options());
        auto preview = client.open(profile.file(kind.name, kind.bytes), kNever);
        QVERIFY2(preview, qPrintable(preview ? QString() : textOf(preview.error())));
        const auto looked = look(**preview, kind.bytes.size());
        QVERIFY2(looked, qPrintable(looked ? QString() : textOf(looked.error())));
        const auto status = client.status();
        QVERIFY(status);
        QCOMPARE((*status)[u"previews"_s].toArray().last().toMap()[u"format"_s].toString(), QLatin1StringView(kind.format));
    }
    void lettersAreDrawn()
    {
        const HelperProfile profile;
        SessionClient client(profile.options());
        const QByteArray drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='100'><text x='10' y='60' font-size='40'>Letters</text></svg>";
        QVERIFY(darkPixels(client, profile.file(u"letters.svg"_s, drawing)) > 100);
        QVERIFY(darkPixels(client, profile.file(u"letters.pdf"_s, plainPdf({"Letters"}))) > 100);
    }
    void aFileThatComputesForEverIsEndedAndSaysSo()
    {
        const HelperProfile profile({u"--limit-ms"_s, u"500"_s});
        SessionClient client(profile.options());
        const auto ring = client.open(profile.file(u"ring.pdf"_s, ringPdf()), kNever);
        QVERIFY(!ring);
        QVERIFY2(ring.error().kind == Error::Kind::Timeout, qPrintable(toText(ring.error())));
        QVERIFY2(ring.error().what.contains(u"longer than 0.5 s"_s), qPrintable(textOf(ring.error())));
        const auto next = client.open(profile.file(u"a.csv"_s, "a,b\n1,2\n"), kNever);
        QVERIFY2(next, qPrintable(next ? QString() : textOf(next.error())));
    }
    void aPreviewThatIsStoppedIsGivenUpEvenWhereItComputesForEver()
    {
        const HelperProfile profile({u"--limit-ms"_s, u"600000"_s});
        SessionClient client(profile.options());
        Cancelled stop = false;
        std::optional<Error> error;
        std::jthread opening([&] {
            const auto ring = client.open(profile.file(u"ring.pdf"_s, ringPdf()), stop);
            if (!ring)
                error = ring.error();
        });
        QTRY_VERIFY_WITH_TIMEOUT(client.status() && (*client.status())[u"running_calls"_s].toInteger() == 1, 10'000);
        stop = true;
        opening.join();
        QVERIFY(error && error->kind == Error::Kind::Cancelled);
        QVERIFY(client.open(profile.file(u"a.csv"_s, "a,b\n1,2\n"), kNever));
    }
    void aFileThatTakesTooMuchMemoryEndsTheHelperAndSaysSo()
    {
        const HelperProfile profile({u"--memory-mb"_s, u"64"_s});
        SessionClient client(profile.options());
        QVERIFY(client.open(profile.file(u"a.csv"_s, "a,b\n1,2\n"), kNever));
        const int first = profile.process();
        QImage image(6'200, 6'200, QImage::Format_Grayscale8);  // it is decoded whole: 154 MB
        image.fill(Qt::white);
        const QByteArray bomb = encoded(image, "PNG");
        QVERIFY(bomb.size() < 1 << 20);
        const auto large = openAndLook(client, profile.file(u"bomb.png"_s, bomb));
        QVERIFY(!large);
        QVERIFY2(large.error().what.contains(u"more than 64 MB of memory"_s), qPrintable(textOf(large.error())));
        QVERIFY(client.open(profile.file(u"a.csv"_s, "a,b\n1,2\n"), kNever));
        QVERIFY(profile.process() != first);
    }
    void anotherUserIsRefused()
    {
        if (!canBecomeOtherUser())
            QSKIP("needs root");
        const HelperProfile profile;
        SessionClient client(profile.options());
        QVERIFY(client.open(profile.file(u"a.csv"_s, "a,b\n1,2\n"), kNever));
        const QString socket = profile.options().socketPath;
        QVERIFY(knock(socket) > 0);
        QCOMPARE(::chmod(QFile::encodeName(profile.path()).constData(), 0755), 0);
        QVERIFY(asOtherUser([&] { return knock(socket) == -1; }));  // the socket's mode
        QCOMPARE(::chmod(QFile::encodeName(socket).constData(), 0666), 0);
        QVERIFY(asOtherUser([&] { return knock(socket) == 0; }));  // who it is
    }
    void rootIsRefusedByAnOrdinaryUsersHelperAndDoesNotTrustIt()
    {
        if (!canBecomeOtherUser())
            QSKIP("needs root");
        const HelperProfile profile;
        QCOMPARE(::chmod(QFile::encodeName(profile.path()).constData(), 0777), 0);
        int process[2];
        QCOMPARE(::pipe(process), 0);
        QVERIFY2(asOtherUser([&] {
            SessionClient client(profile.options());
            (void)client.open({u"none"_s, u"/none"_s, 0, 0, {}}, kNever);  // starts it
            const int helper = profile.process();
            return helper > 0 && ::write(process[1], &helper, sizeof helper) == sizeof helper;
        }), "the program cannot be run by another user from here");
        int helper = 0;
        QCOMPARE(::read(process[0], &helper, sizeof helper), ssize_t(sizeof helper));
        const auto end = qScopeGuard([helper] { ::kill(helper, SIGKILL); });
        QCOMPARE(knock(profile.options().socketPath), 0);
        const auto status = SessionClient(profile.options()).status();
        QVERIFY(!status);
        QVERIFY2(status.error().kind == Error::Kind::Denied, qPrintable(toText(status.error())));
    }
    void tideSaysWhatTheHelperHoldsAndStartsNone()
    {
        const HelperProfile profile;
        const auto quiet = QJsonDocument::fromJson(tide(profile.path(), {u"--json"_s})).object();
        QCOMPARE(quiet[u"running"_s], QJsonValue(false));
        QCOMPARE(profile.process(), 0);
        SessionClient client(profile.options());
        const auto preview = client.open(profile.file(u"levels.csv"_s, "a,b\n1,2\n"), kNever);
        QVERIFY(preview);
        const auto status = QJsonDocument::fromJson(tide(profile.path(), {u"--json"_s})).object();
        QCOMPARE(status[u"running"_s], QJsonValue(true));
        QCOMPARE(status[u"pid"_s].toInt(), profile.process());
        QCOMPARE(status[u"previews"_s].toArray().at(0)[u"name"_s].toString(), u"levels.csv"_s);
        QVERIFY(status[u"resident_bytes"_s].toInteger() > 1 << 20);
        QVERIFY(status[u"program"_s].toString().endsWith(u"/tideline-session"_s));
        const QString text = QString::fromUtf8(tide(profile.path()));
        for (const QString &part : {u"process %1"_s.arg(profile.process()), u"levels.csv"_s, u"seccomp"_s, u"memory"_s, u"ends after 5 min"_s})
            QVERIFY2(text.contains(part), qPrintable(text));
        qInfo("%s", qPrintable(text));
    }
    void whereLandlockIsMissingTideSaysSoAndPreviewsWork()
    {
        QVERIFY(inChild([] {
            if (!takeLandlockAway())
                return false;
            const HelperProfile profile;
            SessionClient client(profile.options());
            const auto drawing = openAndLook(client, profile.file(u"a.svg"_s, projectFile("resources/icons/app/tideline.svg")));
            const auto table = openAndLook(client, profile.file(u"a.csv"_s, "a,b\n1,2\n"));
            const QByteArray text = tide(profile.path());
            std::printf("%slines of a drawing's letters without Landlock: %lld dark pixels\n", text.constData(),
                        static_cast<long long>(darkPixels(client, profile.file(u"l.svg"_s, "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='100'><text x='10' y='60' font-size='40'>Letters</text></svg>"))));
            return bool(drawing) && bool(table) && text.contains("landlock: this kernel does not have it") && text.contains("seccomp");
        }));
    }

private:
    /// A PDF whose page tree is a ring: who walks it never comes to an end.
    static QByteArray ringPdf()
    {
        return pdfOf({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 100000 /Kids [3 0 R 3 0 R] >>", "<< /Type /Pages /Count 100000 /Parent 2 0 R /Kids [2 0 R 2 0 R] >>"});
    }
};

}  // namespace

QTEST_GUILESS_MAIN(SessionProcessTest)
#include "session_process_test.moc"
