// Which files hold text, and what of a notebook is text.
#include "core/search/file_text.h"
#include "core/search/notebook_text.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace tideline;
using namespace tideline::search;
using store::TextForm;

namespace {
/// JSON with ' for ".
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}
}  // namespace

class FileTextTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aNameSaysWhetherThereIsText_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<int>("form");
        const int none = -1, plain = int(TextForm::Plain), notebook = int(TextForm::Notebook);
        QTest::newRow("code") << QByteArray("train.py") << plain;
        QTest::newRow("in capitals") << QByteArray("PLAN.MD") << plain;
        QTest::newRow("R") << QByteArray("fit.R") << plain;
        QTest::newRow("a table") << QByteArray("levels.tsv") << plain;
        QTest::newRow("a notebook") << QByteArray("01-explore.ipynb") << notebook;
        QTest::newRow("a name of its own") << QByteArray("Makefile") << plain;
        QTest::newRow("hidden rules") << QByteArray(".gitignore") << plain;
        QTest::newRow("two dots") << QByteArray("a.tar.json") << plain;
        QTest::newRow("a picture") << QByteArray("plot.png") << none;
        QTest::newRow("packed") << QByteArray("data.csv.gz") << none;
        QTest::newRow("no suffix") << QByteArray("model") << none;
        QTest::newRow("a dot alone") << QByteArray("py.") << none;
        QTest::newRow("a suffix alone is a hidden name") << QByteArray(".py") << none;
    }
    void aNameSaysWhetherThereIsText()
    {
        QFETCH(QByteArray, name);
        QFETCH(int, form);
        const auto found = textFormOf(name);
        QCOMPARE(found ? int(*found) : -1, form);
    }

    void whatIsNotUtf8OrHasANulIsNoText()
    {
        QVERIFY(passagesOf("caf\xc3\xa9", TextForm::Plain));
        QVERIFY(!passagesOf("caf\xe9", TextForm::Plain));
        QVERIFY(!passagesOf(QByteArray("a\0b", 3), TextForm::Plain));
        QCOMPARE(passagesOf("\xef\xbb\xbftide", TextForm::Plain)->front().text, "tide");
    }

    void ofANotebookThereAreSourcesAndWrittenTextButNoPictures()
    {
        const QByteArray notebook = json("{'nbformat':4,'nbformat_minor':5,'metadata':{'kernelspec':{'name':'hidden'}},'cells':["
            "{'id':'a','cell_type':'markdown','metadata':{},'source':['# Tides\\n','of the north']},"
            "{'id':'b','cell_type':'code','execution_count':1,'metadata':{'tags':['hidden']},'source':'fit(levels)','outputs':["
            "{'output_type':'stream','name':'stdout','text':['printed\\n']},"
            "{'output_type':'execute_result','execution_count':1,'metadata':{},'data':{'text/plain':'valued','text/html':'<b>hidden</b>','image/png':'aGlkZGVu'}},"
            "{'output_type':'error','ename':'KeyError','evalue':'level','traceback':['hidden']}]}]}");
        const auto passages = passagesOf(notebook, TextForm::Notebook);
        QVERIFY(passages);
        QCOMPARE(passages->size(), std::size_t(5));
        QCOMPARE((*passages)[0].text, "# Tides\nof the north");
        QCOMPARE((*passages)[0].cell, 1);
        QVERIFY(!(*passages)[0].isOutput);
        QCOMPARE((*passages)[1].text, "fit(levels)");
        QCOMPARE((*passages)[1].cell, 2);
        QCOMPARE((*passages)[2].text, "printed\n");
        QVERIFY((*passages)[2].isOutput);
        QCOMPARE((*passages)[3].text, "valued");
        QCOMPARE((*passages)[4].text, "KeyError: level");
    }

    void whatIsNoNotebookHasNoText()
    {
        QVERIFY(!passagesOf("{\"nbformat\":4", TextForm::Notebook));
        QVERIFY(!passagesOf("[]", TextForm::Notebook));
        QVERIFY(!passagesOf("{\"nbformat\":4,\"nbformat_minor\":5,\"metadata\":{},\"cells\":[" + QByteArray("[").repeated(500) + "]}", TextForm::Notebook));
    }

    void ofAHugeNotebookWhatFitsIsTaken()
    {
        const QByteArray endless = QByteArray("noise ").repeated(800'000);  // more than the bound
        const QByteArray notebook = json("{'nbformat':4,'nbformat_minor':5,'metadata':{},'cells':["
            "{'id':'a','cell_type':'code','execution_count':1,'metadata':{},'source':'loop()','outputs':[{'output_type':'stream','name':'stdout','text':'")
                                    + endless + json("'}]},{'id':'b','cell_type':'raw','metadata':{},'source':'last'}]}");
        const auto passages = passagesOf(notebook, TextForm::Notebook);
        QVERIFY(passages);
        qsizetype bytes = 0;
        for (const Passage &passage : *passages)
            bytes += passage.text.size();
        QVERIFY(bytes <= kMostNotebookText);
        QCOMPARE(passages->front().text, "loop()");
        QCOMPARE(passages->back().text, "last");
    }
};

TIDELINE_SUITE(FileTextTest)
#include "file_text_test.moc"
