#include "ui/dialogs/problems_dialog.h"
#include "ui/fixture_backend.h"
#include "ui/service_state.h"
#include "ui/views/table_page.h"

#include <QJsonArray>
#include <QLabel>
#include <QTest>

using namespace tideline;
using namespace tideline::ui;

namespace {

bool says(const QWidget &page, const QString &words)
{
    const auto labels = page.findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&](const QLabel *label) { return label->isVisible() && label->text() == words; });
}

}  // namespace

class TablePageTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsSaidOfNoRowsBeforeTheyAreKnown()
    {
        TablePage page(u"Trash"_s, u"What was removed."_s, {{u"File"_s, [](const QJsonObject &, int) { return QVariant(); }}});
        page.setEmptyWords(u"The trash is empty."_s);
        page.show();
        QVERIFY(says(page, u"Looking…"_s));
        QVERIFY(!says(page, u"The trash is empty."_s));
        page.setRows({});
        QVERIFY(says(page, u"The trash is empty."_s));
        page.setUnknown();
        QVERIFY2(says(page, u"The trash is empty."_s), "what was known stays when it could not be had anew");
    }

    void whatCouldNotBeHadIsNotCalledEmpty()
    {
        TablePage page(u"Trash"_s, u"What was removed."_s, {{u"File"_s, [](const QJsonObject &, int) { return QVariant(); }}});
        page.setEmptyWords(u"The trash is empty."_s);
        page.show();
        page.setUnknown();
        QVERIFY(!says(page, u"Looking…"_s));
        QVERIFY(!says(page, u"The trash is empty."_s));
    }

    void problemsThatCannotBeListedAreNotCalledSynced()
    {
        const QJsonObject row{{u"project"_s, u"climate"_s}, {u"id"_s, u"prj_019b0000000070008000000000000001"_s}, {u"local_id"_s, u"prj_019b0000000070008000000000000002"_s},
                              {u"path"_s, u"/home/ada/climate"_s}, {u"where"_s, u"both"_s}, {u"state"_s, u"error"_s}, {u"problems"_s, 3}};
        FixtureBackend backend({{u"verbs"_s, QJsonObject{{u"projects"_s, QJsonObject{{u"rows"_s, QJsonArray{row}}, {u"online"_s, true}}},
                                                         {u"status"_s, QJsonObject{{u"error"_s, QJsonObject{{u"kind"_s, u"timeout"_s},
                                                                                                            {u"what"_s, u"The store is locked."_s}}}}}}}});
        ServiceState state(backend);
        backend.start();
        QTRY_COMPARE(state.projects().size(), 1);
        ProblemsDialog dialog(state);
        dialog.show();
        auto *page = dialog.findChild<TablePage *>();
        QVERIFY(!says(*page, u"Everything is synced."_s));
        QTRY_COMPARE(page->table().rowCount(), 1);
        QCOMPARE(page->table().index(0, 2).data().toString(), u"The store is locked."_s);
    }
};

QTEST_MAIN(TablePageTest)
#include "table_page_test.moc"
