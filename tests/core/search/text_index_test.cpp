// What a person types, and which contents are found by it.
#include "core/store/text_index.h"
#include "tests/support/suite.h"
#include "tests/support/temp_folder.h"

#include <QFile>
#include <QTest>

using namespace tideline;
using namespace tideline::store;
using tideline::test::TempFolder;

namespace {
TextContent contentOf(const QByteArray &text, TextForm form = TextForm::Plain)
{
    return {sha256(text), form};
}

void add(TextIndex &index, const QByteArray &text)
{
    auto transaction = Transaction::begin(index.database());
    const bool good = transaction && index.add(contentOf(text), text, *transaction) && transaction->commit();
    Q_ASSERT(good);
}

bool finds(TextIndex &index, const QString &text)
{
    const auto found = index.find(TextQuery(text));
    if (!found)
        qWarning("%s", qPrintable(toText(found.error())));
    return found && !found->empty();
}
}  // namespace

class TextIndexTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTextIsFoundOrNot_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<bool>("isFound");
        // clang-format off
        QTest::newRow("a word")                              << u"model"_s             << true;
        QTest::newRow("in capitals")                         << u"MODEL"_s             << true;
        QTest::newRow("the beginning of the last word")      << u"mod"_s               << true;
        QTest::newRow("the beginning of one before it")      << u"mod flood"_s         << false;
        QTest::newRow("the middle of a word")                << u"odel"_s              << false;
        QTest::newRow("one sign is a word")                  << u"m"_s                 << false;
        QTest::newRow("which is found when it stands there") << u"k"_s                 << true;
        QTest::newRow("all words in any order")              << u"flood model"_s       << true;
        QTest::newRow("one of two is missing")               << u"model ebb"_s         << false;
        QTest::newRow("a phrase")                            << u"\"the flood model\""_s << true;
        QTest::newRow("a phrase in another order")           << u"\"model flood\""_s   << false;
        QTest::newRow("a phrase ends with a whole word")     << u"\"flood mod\""_s     << false;
        QTest::newRow("a phrase that is still being typed")  << u"\"flood model"_s     << true;
        QTest::newRow("a phrase and a word")                 << u"\"flood model\" str"_s << true;
        QTest::newRow("parts of an identifier")              << u"train_loss"_s        << true;
        QTest::newRow("which stand behind each other")       << u"loss_train"_s        << false;
        QTest::newRow("umlauts by their letters")            << u"suden"_s             << true;
        QTest::newRow("umlauts as they are")                 << u"SÜDEN"_s             << true;
        QTest::newRow("a sharp s as two")                    << u"strasse"_s           << true;
        QTest::newRow("another script")                      << u"прилив"_s            << true;
        QTest::newRow("AND is a word")                       << u"model AND flood"_s   << true;
        QTest::newRow("which must be there")                 << u"flood AND ebb"_s     << false;
        QTest::newRow("OR is a word")                        << u"model OR ebb"_s      << false;
        QTest::newRow("NOT is a word")                       << u"NOT model"_s         << false;
        QTest::newRow("NEAR is a word")                      << u"NEAR(flood model)"_s << false;
        QTest::newRow("a column is a word")                  << u"body:model"_s        << false;
        QTest::newRow("a star is nothing")                   << u"mod* flood"_s        << false;
        QTest::newRow("signs are nothing")                   << u"model ( ^ - + * : { \\"_s << true;
        QTest::newRow("a quote alone")                       << u"model \""_s          << true;
        QTest::newRow("quotes of SQL")                       << u"model'; --"_s        << true;
        // clang-format on
    }
    void aTextIsFoundOrNot()
    {
        QFETCH(QString, query);
        QFETCH(bool, isFound);
        TempFolder folder;
        auto index = TextIndex::open(folder.path(u"search.db"_s));
        QVERIFY(index);
        add(*index, QByteArrayLiteral("The flood model, k = 3 and train_loss.\nS\xc3\xbc" "den, Stra\xc3\x9f" "e \xd0\xbf\xd1\x80\xd0\xb8\xd0\xbb\xd0\xb8\xd0\xb2"));
        QCOMPARE(finds(*index, query), isFound);
    }

    void whereNoWordIsNothingIsFound()
    {
        for (const QString &text : {u""_s, u"  "_s, u"\""_s, u"\"\""_s, u"*"_s, u"-- ()"_s})
            QVERIFY2(TextQuery(text).isEmpty(), qPrintable(text));
    }

    void theIndexIsItsOwnersAlone()
    {
        TempFolder folder;
        auto index = TextIndex::open(folder.path(u"search.db"_s));
        QVERIFY(index);
        add(*index, "tide");
        for (const QString &name : {u"search.db"_s, u"search.db-wal"_s})
            QCOMPARE(QFile::permissions(folder.path(name)) & ~(QFile::ReadUser | QFile::WriteUser), QFile::ReadOwner | QFile::WriteOwner);
    }

    void whoReadsSeesWhatWasCommitted()
    {
        TempFolder folder;
        const QString path = folder.path(u"search.db"_s);
        QVERIFY(TextIndex::openReader(path).error().kind == Error::Kind::NotFound);
        auto index = TextIndex::open(path);
        QVERIFY(index);
        auto transaction = Transaction::begin(index->database());
        QVERIFY(index->add(contentOf("tide"), "tide", *transaction));
        auto reader = TextIndex::openReader(path);
        QVERIFY(reader);
        QVERIFY(!finds(*reader, u"tide"_s));
        QVERIFY(transaction->commit());
        QVERIFY(finds(*reader, u"tide"_s));
    }

    void aDamagedOrAnotherVersionsIndexIsMadeAnew_data()
    {
        QTest::addColumn<bool>("isVersion");
        QTest::newRow("damaged") << false;
        QTest::newRow("of another version") << true;
    }
    void aDamagedOrAnotherVersionsIndexIsMadeAnew()
    {
        QFETCH(bool, isVersion);
        TempFolder folder;
        const QString path = folder.path(u"search.db"_s);
        {
            auto index = TextIndex::open(path);
            QVERIFY(index);
            add(*index, "tide");
            if (isVersion)
                QVERIFY(index->database().execute("PRAGMA user_version = 99"));
        }
        if (!isVersion)
            folder.write("search.db", QByteArray("no database ").repeated(1000));
        auto index = TextIndex::open(path);
        QVERIFY(index);
        QVERIFY(!finds(*index, u"tide"_s));
        add(*index, "tide");
        QVERIFY(finds(*index, u"tide"_s));
    }

    void aSearchThatIsNotWantedAnyMoreEnds()
    {
        TempFolder folder;
        auto index = TextIndex::open(folder.path(u"search.db"_s));
        QVERIFY(index);
        auto transaction = Transaction::begin(index->database());
        for (int i = 0; i < 5'000; ++i)
            QVERIFY(index->add(contentOf(QByteArray::number(i)), "tide " + QByteArray::number(i), *transaction));
        QVERIFY(transaction->commit());
        const std::atomic<bool> cancelled = true;
        QVERIFY(index->find(TextQuery(u"tide"_s), &cancelled).error().kind == Error::Kind::Cancelled);
        QCOMPARE(index->find(TextQuery(u"tide"_s))->size(), std::size_t(5'000));
    }
};

TIDELINE_SUITE(TextIndexTest)
#include "text_index_test.moc"
