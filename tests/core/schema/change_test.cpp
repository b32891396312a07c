#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/schema/wire/change.h"

#include <QJsonDocument>
#include <QTest>

using namespace tideline;
using namespace tideline::wire;

namespace {

constexpr quint64 kSeed = 7;

bool same(const Change &a, const Change &b)
{
    return a.op == b.op && a.node.id == b.node.id && a.node.place == b.node.place && a.node.content.sameAs(b.node.content)
           && a.node.content.sizeBytes == b.node.content.sizeBytes
           && a.node.content.modifiedNs == b.node.content.modifiedNs && a.manifest == b.manifest
           && a.revision == b.revision && a.path == b.path;
}

QJsonObject throughText(const QJsonObject &object)
{
    return QJsonDocument::fromJson(QJsonDocument(object).toJson(QJsonDocument::Compact)).object();
}

class Maker {
public:
    template <typename Id>
    Id id()
    {
        return Id::make(systemClock(), random);
    }
    Manifest manifest(std::size_t chunks)
    {
        Manifest made;
        for (std::size_t i = 0; i < chunks; ++i)
            made.chunks.push_back({hash(), quint32(random.below(kMaxChunkBytes)) + 1});
        return made;
    }
    ContentHash hash()
    {
        ContentHash made;
        random.fill(made.bytes);
        return made;
    }
    Change change(bool feed)
    {
        Change made;
        made.op = Change::Op(random.below(3));
        made.node.id = id<NodeId>();
        if (feed) {
            made.revision = qint64(random.below(1ULL << 52)) + 1;
            made.path = "a/\xc3\xa4/\xf0\x9f\x8c\x8a";
        }
        if (made.op == Change::Op::Delete)
            return made;
        static const QByteArrayList names{"a.txt", "\xc3\xa4", "a\xcc\x88", "q\"\\\n\x01", "\xe2\x80\xae" "gpj.exe", " "};
        made.node.place.name = names[qsizetype(random.below(quint64(names.size())))];
        if (random.below(2))
            made.node.place.parent = id<NodeId>();
        if (made.op == Change::Op::Move && !feed)
            return made;
        NodeContent &content = made.node.content;
        content.kind = NodeKind(random.below(3));
        if (content.kind != NodeKind::Folder)
            content.modifiedNs = qint64(random.next());
        if (content.kind == NodeKind::Symlink)
            content.target = random.below(2) ? QByteArray("../\xc3\xa4") : QByteArray("\xff\xfe raw");
        if (content.kind == NodeKind::File) {
            const Manifest made2 = manifest(random.below(5));
            content.executable = random.below(2) != 0;
            content.sizeBytes = made2.sizeBytes();
            content.hash = made2.hash();
            if (made2.isImplied() || random.below(2))
                made.manifest = made2;
        }
        return made;
    }
    SeededRandom random{kSeed};
};

QJsonObject goodFile()
{
    Maker maker;
    Change change;
    change.node.id = maker.id<NodeId>();
    change.node.place = {maker.id<NodeId>(), "a.txt"};
    change.node.content.kind = NodeKind::File;
    change.node.content.modifiedNs = 1'763'700'000'123'456'789;
    change.manifest = maker.manifest(3);
    change.node.content.sizeBytes = change.manifest->sizeBytes();
    change.node.content.hash = change.manifest->hash();
    return toJson(change);
}

}  // namespace

class ChangeTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qInfo("seed %llu", kSeed); }

    void aChangeComesBackFromItsJson()
    {
        Maker maker;
        for (int i = 0; i < 2000; ++i) {
            const Change change = maker.change(i % 2 == 1);
            const auto back = changeFromJson(throughText(toJson(change)));
            QVERIFY2(back, back ? "" : qPrintable(toText(back.error())));
            QVERIFY2(same(*back, change), QJsonDocument(toJson(change)).toJson().constData());
        }
    }

    void aTimeKeepsItsLastNanosecond()
    {
        QCOMPARE(changeFromJson(throughText(goodFile()))->node.content.modifiedNs, 1'763'700'000'123'456'789);
    }

    void whatIsWrongIsRefused_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        const QJsonValue gone(QJsonValue::Undefined);
        const QString other = Maker().hash().toString();
        // clang-format off
        QTest::newRow("no operation")               << u"op"_s     << gone;
        QTest::newRow("an unknown operation")       << u"op"_s     << QJsonValue(u"chmod"_s);
        QTest::newRow("no node")                    << u"node"_s   << gone;
        QTest::newRow("the root")                   << u"node"_s   << QJsonValue(u"nod_00000000000000000000000000000000"_s);
        QTest::newRow("an id of another kind")      << u"node"_s   << QJsonValue(u"prj_00112233445566778899aabbccddeeff"_s);
        QTest::newRow("a parent that is no id")     << u"parent"_s << QJsonValue(u"root"_s);
        QTest::newRow("a parent that is a number")  << u"parent"_s << QJsonValue(1);
        QTest::newRow("itself as parent")           << u"parent"_s << QJsonValue(u"(itself)"_s);
        QTest::newRow("no name")                    << u"name"_s   << gone;
        QTest::newRow("a name that climbs")         << u"name"_s   << QJsonValue(u".."_s);
        QTest::newRow("a path for a name")          << u"name"_s   << QJsonValue(u"a/b"_s);
        QTest::newRow("a NUL in a name")            << u"name"_s   << QJsonValue(QString(u"a"_s + QChar(u'\0') + u"b"_s));
        QTest::newRow("half a letter in a name")    << u"name"_s   << QJsonValue(QString(QChar(0xd800)) + u"\ufeff"_s + QChar(u'/'));
        QTest::newRow("half of a pair in a name")   << u"name"_s   << QJsonValue(QString(u"a"_s + QChar(0xd800)));
        QTest::newRow("our own name")               << u"name"_s   << QJsonValue(u".TIDELINE"_s);
        QTest::newRow("a name over 255 bytes")      << u"name"_s   << QJsonValue(QString(128, u'ä'));
        QTest::newRow("an unknown kind")            << u"kind"_s   << QJsonValue(u"fifo"_s);
        QTest::newRow("no kind")                    << u"kind"_s   << gone;
        QTest::newRow("no size")                    << u"size"_s   << gone;
        QTest::newRow("a negative size")            << u"size"_s   << QJsonValue(-1);
        QTest::newRow("half a byte")                << u"size"_s   << QJsonValue(0.5);
        QTest::newRow("a size as text")             << u"size"_s   << QJsonValue(u"12"_s);
        QTest::newRow("a size beyond all")          << u"size"_s   << QJsonValue(1e300);
        QTest::newRow("another size")               << u"size"_s   << QJsonValue(1);
        QTest::newRow("no hash")                    << u"hash"_s   << gone;
        QTest::newRow("the hash of nothing yet")    << u"hash"_s   << QJsonValue(ContentHash{}.toString());
        QTest::newRow("another hash")               << u"hash"_s   << QJsonValue(other);
        QTest::newRow("a hash of another algorithm") << u"hash"_s  << QJsonValue(u"md5:00"_s);
        QTest::newRow("no list of chunks")          << u"chunks"_s << QJsonValue(u"none"_s);
        QTest::newRow("no chunks")                  << u"chunks"_s << QJsonValue(QJsonArray());
        QTest::newRow("a chunk that is no pair")    << u"chunks"_s << QJsonValue(QJsonArray{other});
        QTest::newRow("an empty chunk")             << u"chunks"_s << QJsonValue(QJsonArray{QJsonArray{other, 0}});
        QTest::newRow("a chunk over 4 MiB")         << u"chunks"_s << QJsonValue(QJsonArray{QJsonArray{other, (4 << 20) + 1}});
        QTest::newRow("a chunk below nothing")      << u"chunks"_s << QJsonValue(QJsonArray{QJsonArray{other, -5}});
        QTest::newRow("a time as a number")         << u"modified_ns"_s << QJsonValue(12);
        QTest::newRow("a time that is no number")   << u"modified_ns"_s << QJsonValue(u"soon"_s);
        QTest::newRow("a time beyond all")          << u"modified_ns"_s << QJsonValue(u"99999999999999999999"_s);
        QTest::newRow("a revision below nothing")   << u"revision"_s << QJsonValue(-1);
        QTest::newRow("a revision as text")         << u"revision"_s << QJsonValue(u"1"_s);
        // clang-format on
    }

    void whatIsWrongIsRefused()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        QJsonObject object = goodFile();
        QVERIFY(changeFromJson(object));
        if (value.isUndefined())
            object.remove(field);
        else
            object.insert(field, value == u"(itself)"_s ? object[u"node"_s] : value);
        const auto change = changeFromJson(object);
        QVERIFY(!change);
        QVERIFY(change.error().kind == Error::Kind::Invalid || change.error().kind == Error::Kind::Corrupt);
    }

    void aBadLinkIsRefused_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::newRow("no target") << u"other"_s << u""_s;
        QTest::newRow("an empty target") << u"target"_s << u""_s;
        QTest::newRow("a NUL") << u"target"_s << QString(u"a"_s + QChar(u'\0'));
        QTest::newRow("over 4,000 bytes") << u"target"_s << QString(4001, u'x');
        QTest::newRow("half a letter") << u"target"_s << QString(u"a"_s + QChar(0xd800));
        QTest::newRow("no base64") << u"target_base64"_s << u"//79!"_s;
        QTest::newRow("a NUL in base64") << u"target_base64"_s << u"YQA="_s;
    }

    void aBadLinkIsRefused()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        QJsonObject object{{u"op"_s, u"put"_s}, {u"node"_s, goodFile()[u"node"_s]}, {u"name"_s, u"l"_s},
                           {u"kind"_s, u"symlink"_s}, {field, value}};
        QVERIFY(!changeFromJson(object));
        object.remove(field);
        object[u"target"_s] = u"../anywhere/at/all"_s;  // a link is data: never followed, so its target may be anything
        QVERIFY(changeFromJson(object));
    }

    void aCommitComesBackAndItsLimitsHold()
    {
        Maker maker;
        CommitRequest request;
        request.base = {maker.id<Epoch>(), 7, maker.hash()};
        request.key = maker.id<CommitKey>();
        request.device = u"laptop"_s;
        request.message = u"two files"_s;
        QVERIFY(!commitRequestFromJson(toJson(request), request.key));  // no change is no commit
        for (int i = 0; i < 20; ++i)
            request.changes.push_back(maker.change(false));
        const auto back = commitRequestFromJson(throughText(toJson(request)), request.key);
        QVERIFY(back);
        QVERIFY(back->base == request.base);
        QVERIFY(back->key == request.key);
        QCOMPARE(back->device, request.device);
        QCOMPARE(back->message, request.message);
        QVERIFY(std::ranges::equal(back->changes, request.changes, same));
        while (request.changes.size() <= kMaxCommitChanges)
            request.changes.push_back(request.changes.front());
        QVERIFY(!commitRequestFromJson(toJson(request), request.key));
    }

    void aPageOfTheFeedComesBack()
    {
        Maker maker;
        ChangePage page;
        page.until = {maker.id<Epoch>(), 9, maker.hash()};
        page.after = u"opaque"_s;
        for (int i = 0; i < 20; ++i)
            page.changes.push_back(maker.change(true));
        page.until.revision = 1LL << 53;
        const auto back = changePageFromJson(throughText(toJson(page)));
        QVERIFY(back);
        QVERIFY(back->until == page.until);
        QCOMPARE(back->after, page.after);
        QVERIFY(std::ranges::equal(back->changes, page.changes, same));
    }

    void oddBytesAreWrittenAsJsonHasThem()
    {
        Maker maker;
        Change odd = maker.change(true);
        odd.op = Change::Op::Put;
        odd.path = "\xff/\x1f\x7f\t\\\"/\u2028";
        odd.node.place = {{}, "\xc0name \u00e9"};
        odd.node.content = {};
        odd.node.content.kind = NodeKind::Symlink;
        odd.node.content.target = "\xfe\x01";
        odd.manifest.reset();
        const QJsonObject object = toJson(odd);
        QCOMPARE(object[u"path"_s].toString(), QString::fromUtf8(odd.path));
        QCOMPARE(object[u"name"_s].toString(), QString::fromUtf8(odd.node.place.name));
        QCOMPARE(object[u"target_base64"_s].toString(), u"/gE="_s);
        const QByteArray text = toText(ChangePage{{maker.id<Epoch>(), 9, maker.hash()}, {odd}, u"1.\"2\""_s});
        QCOMPARE(QJsonDocument::fromJson(text)[u"after"_s].toString(), u"1.\"2\""_s);
        QVERIFY(text.isValidUtf8());
    }

    void aPageThatSaysTooLittleIsRefused()
    {
        Maker maker;
        ChangePage page;
        page.until = {maker.id<Epoch>(), 9, maker.hash()};
        page.changes = {maker.change(true)};
        Change &change = page.changes.front();
        change.op = Change::Op::Move;
        change.node.place.name = "a";
        change.revision = 9;
        QVERIFY(changePageFromJson(toJson(page)));
        change.revision = 10;
        QVERIFY(!changePageFromJson(toJson(page)));  // of a commit behind the page's end
        change.revision = 0;
        QVERIFY(!changePageFromJson(toJson(page)));  // of none

        change.revision = 9;
        QJsonObject object = toJson(page);
        QJsonObject moved = object[u"changes"_s].toArray().first().toObject();
        moved.remove(u"kind"_s);
        object[u"changes"_s] = QJsonArray{moved};
        QVERIFY(!changePageFromJson(object));  // what was moved is never guessed to be a folder
        object = toJson(ChangePage{page.until, {}, {}});
        object[u"after"_s] = QString(QChar(0xd800));
        QVERIFY(!changePageFromJson(object));
    }

    void wordsAreCutBetweenLetters()
    {
        Maker maker;
        CommitRequest request;
        request.base = {maker.id<Epoch>(), 7, maker.hash()};
        request.device = QString(254, u'x') + u"\U0001f30a"_s;
        request.message = QChar(0xfeff) + QString(QChar(0xdc00)) + u"why"_s;
        request.changes = {maker.change(false)};
        const auto back = commitRequestFromJson(toJson(request), request.key);
        QVERIFY(back);
        QCOMPARE(back->device, QString(254, u'x'));
        QVERIFY(back->message.isValidUtf16() && back->message.endsWith(u"why"));
        const auto again = commitRequestFromJson(throughText(toJson(*back)), request.key);
        QVERIFY(again);
        QCOMPARE(again->message, back->message);
    }

    void aForeignReplyNeverReadsAsNothingChanged()
    {
        QVERIFY(!changePageFromJson({}));
        Maker maker;
        ChangePage page;
        page.until = {maker.id<Epoch>(), 9, maker.hash()};
        for (const QString &field : {u"until"_s, u"changes"_s, u"after"_s}) {
            QJsonObject object = toJson(page);
            QVERIFY(changePageFromJson(object));
            object.remove(field);
            QVERIFY2(!changePageFromJson(object), qPrintable(field));
        }
        QVERIFY(!commitReplyFromJson({}));
    }

    void aCursorComesBack()
    {
        Maker maker;
        for (const Cursor &cursor : {Cursor{maker.id<Epoch>(), 0, {}}, Cursor{maker.id<Epoch>(), 5, maker.hash()}})
            QVERIFY(*cursorFromJson(throughText(toJson(cursor))) == cursor);
        QJsonObject object = toJson(Cursor{maker.id<Epoch>(), 5, maker.hash()});
        object.remove(u"hash"_s);
        QVERIFY(!cursorFromJson(object));  // a revision without its hash cannot be checked
        object[u"hash"_s] = ContentHash{}.toString();
        QVERIFY(!cursorFromJson(object));
        const CommitReply reply{{maker.id<Epoch>(), 5, maker.hash()}, true};
        const auto back = commitReplyFromJson(throughText(toJson(reply)));
        QVERIFY(back && back->cursor == reply.cursor && back->rebased);
    }

    void aManifestComesBackAndItsHashIsItsContent()
    {
        Maker maker;
        const Manifest manifest = maker.manifest(100);
        QVERIFY(*Manifest::fromBytes(manifest.toBytes()) == manifest);
        QVERIFY(*manifestFromJson(toJson(manifest)) == manifest);
        QVERIFY(!Manifest{}.hash().isNull());
        QVERIFY(Manifest::fromBytes({})->chunks.empty());
        Manifest other = manifest;
        std::swap(other.chunks[0], other.chunks[1]);
        QVERIFY(other.hash() != manifest.hash());
        for (qsizetype cut = 1; cut < 36; ++cut)
            QCOMPARE(toString(Manifest::fromBytes(manifest.toBytes().chopped(cut)).error().kind), toString(Error::Kind::Corrupt));
        QByteArray zero = manifest.toBytes();
        zero.replace(32, 4, QByteArray(4, '\0'));
        QVERIFY(!Manifest::fromBytes(zero));
        zero.replace(32, 4, QByteArray(4, '\xff'));
        QVERIFY(!Manifest::fromBytes(zero));
    }

    void aSmallContentTellsItsOneChunk()
    {
        for (const qint64 size : {qint64(1), kSingleChunkBytes}) {
            const Manifest manifest{{{sha256("bytes"), quint32(size)}}};
            QVERIFY(manifest.isImplied());
            QVERIFY(Manifest::implied(manifest.hash(), size) == manifest);
            // Else a file that holds another's list of chunks would have its hash.
            QVERIFY(manifest.hash() != manifest.chunks.front().id);
        }
        const Manifest larger{{{sha256("bytes"), quint32(kSingleChunkBytes + 1)}}};
        QVERIFY(!larger.isImplied());
        QVERIFY(!Manifest::implied(larger.hash(), larger.sizeBytes()));
        QVERIFY(!Manifest::implied(Manifest{}.hash(), 0));
        QVERIFY(!Manifest::implied({}, 5));
    }

    void aChunkThatIsImpliedIsNotSent()
    {
        Change change;
        change.node.id = NodeId::make(systemClock(), systemRandom());
        change.node.place.name = "a.csv";
        change.node.content.kind = NodeKind::File;
        change.manifest = Manifest{{{sha256("bytes"), 5}}};
        change.node.content.sizeBytes = 5;
        change.node.content.hash = change.manifest->hash();
        const QByteArray text = toText(std::span(&change, 1));
        QVERIFY(!text.contains("chunks"));
        const auto back = changesFromText(text);
        QVERIFY(back && back->size() == 1 && back->front().manifest == change.manifest);
        // One that somebody sends all the same is checked like any other.
        QJsonObject sent = toJson(change);
        sent[u"chunks"_s] = QJsonArray{QJsonArray{sha256("bytes").toString(), 5}};
        QVERIFY(changeFromJson(sent));
        sent[u"chunks"_s] = QJsonArray{QJsonArray{sha256("other").toString(), 5}};
        QVERIFY(!changeFromJson(sent));
    }

    void anyObjectIsReadOrRefusedNeverMore()
    {
        Maker maker;
        const QJsonValue odd[] = {{}, true, -1, 1e300, u""_s, u"nod_"_s, QJsonArray{1, QJsonArray{}}, QJsonObject{{u"a"_s, 1}}};
        for (int i = 0; i < 5000; ++i) {
            QJsonObject object = toJson(maker.change(true));
            for (const QString &key : object.keys()) {
                if (maker.random.below(4) == 0)
                    object[key] = odd[maker.random.below(std::size(odd))];
            }
            if (const auto change = changeFromJson(object))
                QVERIFY(changeFromJson(toJson(*change)));  // what was taken in can be said again
        }
    }

    void nothingIsReadBehindANul()
    {
        QVERIFY(changesFromText("[]"));
        QVERIFY(!changesFromText(QByteArray("[]\0]", 4)));
        QVERIFY(!changesFromText(QByteArray("[]\0", 3)));
    }
};

QTEST_GUILESS_MAIN(ChangeTest)
#include "change_test.moc"
