// The window over a real folder: what its actions do to the disk, and how it is taken back.
#include "disk_listing.h"
#include "ui/dialogs/ignore_dialog.h"
#include "ui/dialogs/properties_dialog.h"
#include "ui/folder_actions.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/version_list.h"
#include "ui/main_window.h"
#include "ui/models/listing_reader.h"
#include "ui/operations/info_actions.h"
#include "ui/operations/open_actions.h"
#include "ui/service_state.h"
#include "ui/views/entry_tree.h"
#include "ui/views/file_view.h"
#include "ui/views/path_bar.h"
#include "ui/views/toast.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QDropEvent>
#include <QGuiApplication>
#include <QInputDialog>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tideline;
using namespace tideline::ui;

namespace {

QJsonObject fixture(const QString &root)
{
    const QJsonObject row{{u"project"_s, u"study"_s}, {u"id"_s, u"prj_019b0000000070008000000000000001"_s},
                          {u"local_id"_s, u"prj_019b0000000070008000000000000002"_s}, {u"path"_s, root},
                          {u"where"_s, u"both"_s}, {u"state"_s, u"synced"_s}, {u"role"_s, u"owner"_s}};
    const QJsonObject placed{{u"files"_s, 2}, {u"bytes"_s, 2000}, {u"left"_s, 0}, {u"rows"_s, QJsonArray()}};
    const QJsonArray tests{QJsonObject{{u"when"_s, QJsonObject{{u"rules"_s, QJsonArray{u"/a.csv"_s}}}},
                                       {u"reply"_s, QJsonObject{{u"ignored"_s, true}, {u"rule"_s, u"/a.csv"_s}, {u"tracked"_s, true}}}},
                           QJsonObject{{u"when"_s, QJsonObject{{u"rules"_s, QJsonArray{u"*.csv"_s}}}},
                                       {u"reply"_s, QJsonObject{{u"ignored"_s, true}, {u"rule"_s, u"*.csv"_s}, {u"tracked"_s, false}}}},
                           QJsonObject{{u"reply"_s, QJsonObject{{u"ignored"_s, false}, {u"rule"_s, QString()}, {u"tracked"_s, false}}}}};
    return {{u"verbs"_s, QJsonObject{{u"status"_s, QJsonObject{{u"state"_s, u"synced"_s}, {u"signed_in"_s, true}, {u"projects"_s, QJsonArray{row}}}},
                                     {u"projects"_s, QJsonObject{{u"rows"_s, QJsonArray{row}}, {u"online"_s, true}}},
                                     {u"sync"_s, QJsonObject{{u"rows"_s, QJsonArray()}}}, {u"pin"_s, placed}, {u"free"_s, placed}, {u"ignore_test"_s, tests},
                                     {u"ignore_add"_s, QJsonObject{{u"added"_s, 1}}},
                                     {u"restore"_s, QJsonObject{{u"rows"_s, QJsonArray{QJsonObject{{u"path"_s, u"a.csv"_s}, {u"what"_s, u"replaced"_s}}}}}}}}};
}

/// The revisions that were asked to be restored, in turn.
QList<qint64> restored(const FixtureBackend &backend)
{
    QList<qint64> revisions;
    for (const QJsonObject &call : backend.called()) {
        if (call.value(u"verb").toString() == u"restore")
            revisions.append(call.value(u"args")[u"revision"].toInteger());
    }
    return revisions;
}

QStringList calledVerbs(const FixtureBackend &backend, const QStringList &wanted)
{
    QStringList verbs;
    for (const QJsonObject &call : backend.called()) {
        if (const QString verb = call.value(u"verb").toString(); wanted.contains(verb))
            verbs.append(verb + u' ' + call.value(u"args")[u"path"].toString());
    }
    return verbs;
}
}  // namespace

class FolderActionsTest final : public QObject {
    Q_OBJECT
public Q_SLOTS:
    void takeOpened(const QUrl &url) { m_opened = url; }

private:
    QUrl m_opened;
    QTemporaryDir m_data;  // the desktop's trash is in it
    std::unique_ptr<QTemporaryDir> m_root;
    std::unique_ptr<FixtureBackend> m_backend;
    std::unique_ptr<ListingReader> m_reader;
    std::unique_ptr<ServiceState> m_state;
    std::unique_ptr<MainWindow> m_window;

    QString path(const QString &name = {}) const { return name.isEmpty() ? m_root->path() : m_root->filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QDir().mkpath(QFileInfo(path(name)).path());
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(unreadable)");
    }
    QStringList onDisk(const QString &folder = {}) const
    {
        return QDir(path(folder)).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    }
    FileView &view() const { return m_window->files(); }
    WindowActions &actions() const { return m_window->actions(); }
    QString toast() const { return m_window->findChild<Toast *>()->text(); }
    void look() const { view().model().refresh(); }
    void select(const QList<QByteArray> &names) const
    {
        look();
        QVERIFY(QTest::qWaitFor([&] {
            return std::ranges::all_of(names, [&](const QByteArray &name) { return view().model().find(name) >= 0; });
        }));
        view().selectNow(names);
    }
    QStringList selectedNames() const
    {
        QStringList names;
        for (const FileView::Entry &entry : view().selected())
            names.append(QString::fromUtf8(entry.row.name));
        names.sort();
        return names;
    }
    /// What the engine says is below the path, in one or two pages.
    void answerStatusOf(const QString &path, QJsonObject first, QJsonObject second)
    {
        QJsonObject fixture = m_backend->fixture();
        QJsonObject verbs = fixture.value(u"verbs").toObject();
        first.insert(u"when"_s, QJsonObject{{u"path"_s, path}});
        second.insert(u"when"_s, QJsonObject{{u"path"_s, path}, {u"after"_s, first.value(u"reply")[u"after"]}});
        verbs.insert(u"status"_s, QJsonArray{second, first, QJsonObject{{u"reply"_s, verbs.value(u"status")}}});
        fixture.insert(u"verbs"_s, verbs);
        m_backend->setFixture(fixture);
    }
    /// Answers the next dialog that asks for a name.
    void answerName(const QString &name)
    {
        QTimer::singleShot(0, this, [this, name] {
            auto *dialog = m_window->findChild<QInputDialog *>(u"nameDialog"_s);
            QVERIFY(dialog);
            if (!name.isEmpty())
                dialog->setTextValue(name);
            dialog->accept();
        });
    }
    void dropOn(const QList<QUrl> &urls, int row, Qt::KeyboardModifiers modifiers)
    {
        QMimeData data;
        data.setUrls(urls);
        const QRect rect = view().tree().visualRect(view().model().index(row, 0));
        const QPoint at = row < 0 ? QPoint(20, view().tree().viewport()->height() - 5) : rect.center();
        // Qt delivers a drop to what took the drag alone.
        QDragEnterEvent enter(at, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, modifiers);
        QApplication::sendEvent(view().tree().viewport(), &enter);
        QDropEvent event(at, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, modifiers);
        QApplication::sendEvent(view().tree().viewport(), &event);
    }

private Q_SLOTS:
    void initTestCase() { qputenv("XDG_DATA_HOME", m_data.path().toLocal8Bit()); }

    void init()
    {
        m_root = std::make_unique<QTemporaryDir>();
        write(u"a.csv"_s, "a");
        write(u"b.csv"_s, "b");
        write(u"sub/c.txt"_s, "c");
        m_backend = std::make_unique<FixtureBackend>(fixture(path()));
        m_reader = std::make_unique<ListingReader>(std::make_shared<DiskListing>(path()));
        m_state = std::make_unique<ServiceState>(*m_backend);
        m_window = std::make_unique<MainWindow>(*m_state, *m_reader);
        m_window->show();
        m_window->openUri(u"tideline://open/study"_s);
        m_backend->start();
        QTRY_COMPARE(view().model().rowCount(), 3);
        QGuiApplication::clipboard()->clear();
    }

    void cleanup()
    {
        m_window.reset();
        m_state.reset();
        m_reader.reset();
        m_backend.reset();
    }

    void whatIsTrashedComesBackWithUndoAndGoesAgainWithRedo()
    {
        select({"a.csv", "sub"});
        actions().trash->trigger();
        QTRY_COMPARE(onDisk(), QStringList{u"b.csv"_s});
        QTRY_COMPARE(actions().undo->text(), u"Undo deletion of 2 items"_s);
        QCOMPARE(toast(), u"2 items moved to the trash of your desktop"_s);
        m_window->findChild<QPushButton *>(u"toastButton"_s)->click();
        QTRY_COMPARE(onDisk(), (QStringList{u"a.csv"_s, u"b.csv"_s, u"sub"_s}));
        QCOMPARE(read(u"sub/c.txt"_s), QByteArray("c"));
        QTRY_COMPARE(actions().redo->text(), u"Redo deletion of 2 items"_s);
        QVERIFY(!actions().undo->isEnabled());
        actions().redo->trigger();
        QTRY_COMPARE(onDisk(), QStringList{u"b.csv"_s});
    }

    void aNameIsTypedInItsPlaceWithTheStemSelected()
    {
        select({"a.csv"});
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        view().view().setFocus();
        QTest::keyClick(&view().view(), Qt::Key_F2);
        auto *edit = view().tree().viewport()->findChild<QLineEdit *>(u"nameEdit"_s);
        QVERIFY(edit);
        QCOMPARE(edit->selectedText(), u"a"_s);
        QTest::keyClicks(edit, u"new"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE(onDisk(), (QStringList{u"b.csv"_s, u"new.csv"_s, u"sub"_s}));
        QTRY_VERIFY(actions().undo->isEnabled());
        QTest::keyClick(&view().view(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(onDisk(), (QStringList{u"a.csv"_s, u"b.csv"_s, u"sub"_s}));
    }

    void aNameThatIsTakenIsRefusedWithWords()
    {
        select({"a.csv"});
        actions().rename->trigger();
        auto *edit = view().tree().viewport()->findChild<QLineEdit *>(u"nameEdit"_s);
        QVERIFY(edit);
        edit->setText(u"b.csv"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_VERIFY(m_window->bannerText().contains(u"The name is taken."));
        QCOMPARE(read(u"b.csv"_s), QByteArray("b"));
        QVERIFY(!actions().undo->isEnabled());
    }

    void whatIsCutHereIsMovedByPasteAndTheClipboardIsEmptyThen()
    {
        select({"a.csv", "b.csv"});
        actions().cut->trigger();
        QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(u"x-special/gnome-copied-files"_s).left(3), QByteArray("cut"));
        m_window->navigator().go(Place::folderOf(m_window->navigator().place().project, "sub"));
        QTRY_COMPARE(view().model().rowCount(), 1);
        QVERIFY(actions().paste->isEnabled());
        actions().paste->trigger();
        QTRY_COMPARE(onDisk(u"sub"_s), (QStringList{u"a.csv"_s, u"b.csv"_s, u"c.txt"_s}));
        QCOMPARE(onDisk(), QStringList{u"sub"_s});
        QVERIFY(!actions().paste->isEnabled());
        QTRY_COMPARE(actions().undo->text(), u"Undo move of 2 items"_s);
        actions().undo->trigger();
        QTRY_COMPARE(onDisk(), (QStringList{u"a.csv"_s, u"b.csv"_s, u"sub"_s}));
    }

    void whatAnotherFileManagerCopiedIsPastedUnderAFreeName()
    {
        QTemporaryDir elsewhere;
        QFile other(elsewhere.filePath(u"a.csv"_s));
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write("theirs");
        other.close();
        auto *data = new QMimeData;
        data->setData(u"x-special/gnome-copied-files"_s, "copy\n" + QUrl::fromLocalFile(other.fileName()).toEncoded());
        QGuiApplication::clipboard()->setMimeData(data);
        QTRY_VERIFY(actions().paste->isEnabled());
        actions().paste->trigger();
        QTRY_COMPARE(read(u"a (2).csv"_s), QByteArray("theirs"));
        QCOMPARE(read(u"a.csv"_s), QByteArray("a"));
        QVERIFY(actions().paste->isEnabled());  // what is copied can be pasted again
        look();
        QTRY_COMPARE(selectedNames(), QStringList{u"a (2).csv"_s});
    }

    void aDuplicateStandsBesideIt()
    {
        select({"a.csv", "sub"});
        actions().duplicate->trigger();
        QTRY_COMPARE(onDisk(), (QStringList{u"a (2).csv"_s, u"a.csv"_s, u"b.csv"_s, u"sub"_s, u"sub (2)"_s}));
        QTRY_VERIFY(actions().undo->isEnabled());
        actions().undo->trigger();
        QTRY_COMPARE(onDisk(), (QStringList{u"a.csv"_s, u"b.csv"_s, u"sub"_s}));
    }

    void whatIsInTheCloudAloneIsNotLeftOutOfACopySilently_data()
    {
        QTest::addColumn<bool>("packs");
        QTest::newRow("pack") << true;
        QTest::newRow("duplicate") << false;
    }
    void whatIsInTheCloudAloneIsNotLeftOutOfACopySilently()
    {
        QFETCH(bool, packs);
        const auto row = [](const QString &path, const QString &state) { return QJsonObject{{u"path"_s, path}, {u"state"_s, state}}; };
        answerStatusOf(u"sub"_s, {{u"reply"_s, QJsonObject{{u"rows"_s, QJsonArray{row(u"sub/c.txt"_s, u"synced"_s), row(u"sub/far"_s, u"online_only"_s)}},
                                                           {u"after"_s, u"sub/far"_s}}}},
                       {{u"reply"_s, QJsonObject{{u"rows"_s, QJsonArray{row(u"sub/farther"_s, u"online_only"_s)}}, {u"after"_s, QString()}}}});
        select({"a.csv", "sub"});
        (packs ? actions().pack : actions().duplicate)->trigger();
        QTRY_VERIFY2(m_window->bannerText().contains(u"2 entries are in the cloud alone"), qPrintable(m_window->bannerText()));
        QVERIFY(m_window->bannerText().contains(u"sub/far"));
        QCOMPARE(onDisk(), (QStringList{u"a.csv"_s, u"b.csv"_s, u"sub"_s}));
        QVERIFY(!actions().undo->isEnabled());
    }

    void aFolderThatTheEngineHasNotMetYetIsPacked()
    {
        answerStatusOf(u"sub"_s, {{u"error"_s, QJsonObject{{u"kind"_s, u"not_found"_s}, {u"what"_s, u"There is nothing at this path."_s}}}}, {});
        select({"sub"});
        QTimer answer;
        answer.setSingleShot(false);
        connect(&answer, &QTimer::timeout, this, [&] {  // the dialog is there when the engine has answered
            if (auto *dialog = m_window->findChild<QInputDialog *>(u"nameDialog"_s))
                dialog->accept();
        });
        answer.start(5);
        actions().pack->trigger();
        QTRY_COMPARE(onDisk(), (QStringList{u"a.csv"_s, u"b.csv"_s, u"sub"_s, u"sub.zip"_s}));
    }

    void newFilesBeginWithWhatTheyAre()
    {
        answerName({});
        actions().newNotebook->trigger();
        QTRY_VERIFY(read(u"Untitled.ipynb"_s).contains("\"nbformat\": 4"));
        answerName(u"a.csv"_s);
        actions().newFile->trigger();
        QTRY_COMPARE(read(u"a (2).csv"_s), QByteArray());
        QCOMPARE(read(u"a.csv"_s), QByteArray("a"));
        answerName(u"run"_s);
        actions().newFolder->trigger();
        QTRY_VERIFY(QFileInfo(path(u"run"_s)).isDir());
        QTRY_COMPARE(actions().undo->text(), u"Undo new folder “run”"_s);
    }

    void whatIsDroppedFromOutsideIsCopiedAndMovedWithShift()
    {
        QTemporaryDir elsewhere;
        for (const QString &name : {u"one"_s, u"two"_s}) {
            QFile file(elsewhere.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        dropOn({QUrl::fromLocalFile(elsewhere.filePath(u"one"_s))}, -1, Qt::NoModifier);
        QTRY_VERIFY(QFile::exists(path(u"one"_s)));
        QVERIFY(QFile::exists(elsewhere.filePath(u"one"_s)));
        const int sub = view().model().find("sub");
        dropOn({QUrl::fromLocalFile(elsewhere.filePath(u"two"_s))}, sub, Qt::ShiftModifier);
        QTRY_VERIFY(QFile::exists(path(u"sub/two"_s)));
        QTRY_VERIFY(!QFile::exists(elsewhere.filePath(u"two"_s)));
    }

    void everyRowCanBeDraggedAndFoldersTakeDrops()
    {
        const auto flags = [this](const QByteArray &name) { return view().model().flags(view().model().index(view().model().find(name), 0)); };
        QVERIFY(flags("a.csv") & Qt::ItemIsDragEnabled);
        QVERIFY(!(flags("a.csv") & Qt::ItemIsDropEnabled));
        QVERIFY(flags("sub") & Qt::ItemIsDropEnabled);
    }

    void aFolderThatOneStaysOverOpens()
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path(u"a.csv"_s))});
        const QPoint at = view().tree().visualRect(view().model().index(view().model().find("sub"), 0)).center();
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(view().tree().viewport(), &enter);
        QTRY_COMPARE(m_window->navigator().place().folder, QByteArray("sub"));
    }

    void whatIsOnlineOnlyIsFetchedAndThenOpened()
    {
        write(u"far.cloud"_s, "x");
        select({"far.cloud"});
        QVERIFY(!actions().trash->isEnabled() && !actions().copy->isEnabled());
        QVERIFY(actions().trash->toolTip().contains(u"in the cloud only"));
        QDesktopServices::setUrlHandler(u"file"_s, this, "takeOpened");
        actions().open->trigger();
        QTRY_COMPARE(m_opened, QUrl::fromLocalFile(path(u"far.cloud"_s)));
        QDesktopServices::unsetUrlHandler(u"file"_s);
        QCOMPARE(calledVerbs(*m_backend, {u"pin"_s, u"sync"_s}).first(), u"pin far.cloud"_s);
        QCOMPARE(calledVerbs(*m_backend, {u"sync"_s}).size(), 1);
    }

    void aFetchThatIsStoppedIsNotBegunAgainByALaterSync()
    {
        QJsonObject hanging = m_backend->fixture();
        QJsonObject verbs = hanging.value(u"verbs").toObject();
        verbs.insert(u"sync"_s, QJsonObject{{u"hangs"_s, true}});
        hanging.insert(u"verbs"_s, verbs);
        m_backend->setFixture(hanging);
        write(u"far.cloud"_s, "x");
        select({"far.cloud"});
        actions().open->trigger();
        QTRY_COMPARE(calledVerbs(*m_backend, {u"sync"_s}).size(), 1);
        auto *stop = m_window->findChild<Toast *>()->findChild<QPushButton *>();
        QTRY_VERIFY(stop->isVisible());
        stop->click();
        QCOMPARE(calledVerbs(*m_backend, {u"free"_s}), QStringList{u"free far.cloud"_s});
    }

    void aVersionIsGivenANameAndBearsIt()
    {
        QJsonObject named = m_backend->fixture();
        QJsonObject verbs = named.value(u"verbs").toObject();
        const auto version = [](int revision) { return QJsonObject{{u"revision"_s, revision}, {u"at_ms"_s, qint64(1'700'000'000'000) + revision}, {u"size"_s, 1}}; };
        verbs.insert(u"log"_s, QJsonObject{{u"rows"_s, QJsonArray{version(9), version(4), version(2)}}});
        verbs.insert(u"snapshot_list"_s, QJsonObject{{u"rows"_s, QJsonArray{QJsonObject{{u"name"_s, u"as sent"_s}, {u"revision"_s, 7}}}}});
        verbs.insert(u"snapshot_create"_s, QJsonObject{{u"name"_s, u"draft"_s}, {u"revision"_s, 2}});
        named.insert(u"verbs"_s, verbs);
        m_backend->setFixture(named);
        actions().inspector->setChecked(true);
        select({"a.csv"});
        auto *list = m_window->findChild<QListWidget *>(u"versionList"_s);
        QTRY_COMPARE(list->count(), 3);
        QTRY_VERIFY(list->item(1)->text().contains(u"“as sent”"));  // the moment was between 4 and 9
        QVERIFY(!list->item(0)->text().contains(u'“') && !list->item(2)->text().contains(u'“'));
        list->setCurrentRow(2);
        m_window->findChild<QAction *>(u"nameVersion"_s)->trigger();
        auto *dialog = m_window->findChild<QInputDialog *>(u"versionNameDialog"_s);
        QVERIFY(dialog);
        dialog->setTextValue(u" draft "_s);
        dialog->accept();
        const auto &calls = m_backend->called();
        const auto asked = std::ranges::find(calls, u"snapshot_create"_s, [](const QJsonObject &call) { return call.value(u"verb").toString(); });
        QVERIFY(asked != calls.end());
        QCOMPARE(asked->value(u"args")[u"revision"].toInteger(), 2);
        QCOMPARE(asked->value(u"args")[u"name"].toString(), u"draft"_s);
    }

    void theMenuLeadsToTheVersions()
    {
        QJsonObject known = m_backend->fixture();
        QJsonObject verbs = known.value(u"verbs").toObject();
        verbs.insert(u"log"_s, QJsonObject{{u"rows"_s, QJsonArray{QJsonObject{{u"revision"_s, 4}, {u"at_ms"_s, qint64(1'700'000'000'000)}, {u"size"_s, 1}}}}});
        known.insert(u"verbs"_s, verbs);
        m_backend->setFixture(known);
        actions().inspector->setChecked(false);
        select({"a.csv"});
        actions().versions->trigger();
        auto *list = m_window->findChild<QListWidget *>(u"versionList"_s);
        QTRY_COMPARE(list->count(), 1);
        QTRY_VERIFY(list->currentRow() == 0 && list->visibleRegion().boundingRect().contains(list->visualItemRect(list->item(0)).center()));
        select({"a.csv", "sub"});
        QVERIFY(!actions().versions->isEnabled());
    }

    void addressesOfTheWebAreNotDropped()
    {
        dropOn({QUrl(u"https://example.org/x"_s)}, -1, Qt::NoModifier);
        QCoreApplication::processEvents();
        QCOMPARE(onDisk().size(), 3);
    }

    void aSelectionIsInvertedAndMadeByAPattern()
    {
        select({"a.csv"});
        actions().invertSelection->trigger();
        QCOMPARE(selectedNames(), (QStringList{u"b.csv"_s, u"sub"_s}));
        actions().selectAll->trigger();
        QCOMPARE(selectedNames().size(), 3);
        actions().selectPattern->trigger();
        auto *dialog = m_window->findChild<QInputDialog *>(u"patternDialog"_s);
        QVERIFY(dialog);
        dialog->setTextValue(u"*.CSV"_s);
        dialog->accept();
        QTRY_COMPARE(selectedNames(), (QStringList{u"a.csv"_s, u"b.csv"_s}));
    }

    void whatIsSelectedButNotLoadedIsTakenToo()
    {
        for (int i = 0; i < 450; ++i)
            write(u"many/%1.txt"_s.arg(i, 3, 10, QLatin1Char('0')), "x");
        m_window->navigator().go(Place::folderOf(m_window->navigator().place().project, "many"));
        QTRY_COMPARE(view().model().rowCount(), 450);
        QVERIFY(view().model().loadedRows() < 450);
        actions().selectAll->trigger();
        actions().trash->trigger();
        QTRY_COMPARE(onDisk(u"many"_s), QStringList());
        QTRY_COMPARE(actions().undo->text(), u"Undo deletion of 450 items"_s);
    }

    void aLinkToAVersionLeadsToWhatTheFileWasThen()
    {
        auto *inspector = m_window->findChild<Inspector *>();
        QSignalSpy asked(inspector, &Inspector::comparisonAsked);
        actions().inspector->setChecked(false);
        m_window->openUri(u"tideline://open/prj_019b0000000070008000000000000001/sub/c.txt?revision=3"_s);
        QTRY_COMPARE(asked.size(), 1);
        QCOMPARE(asked[0][1].toByteArray(), QByteArray("sub/c.txt"));
        QCOMPARE(asked[0][2].value<VersionRef>().revision, 3);
        QCOMPARE(asked[0][3].value<VersionRef>().revision, 0);
        QCOMPARE(selectedNames(), QStringList{u"c.txt"_s});
        asked.clear();
        m_window->openUri(u"tideline://open/prj_019b0000000070008000000000000001/sub/c.txt?revision=2"_s);
        QTRY_COMPARE(asked.size(), 1);  // shown already
        QCOMPARE(asked[0][2].value<VersionRef>().revision, 2);
        for (const QString &none : {u"?revision=-5"_s, u"?revision=x"_s, u"?other=5"_s, u""_s})
            QCOMPARE(revisionOfLink(QUrl(u"tideline://open/p/f"_s + none)), 0);
    }

    void aVersionsLinkIsCopied()
    {
        select({"a.csv"});
        auto *versions = m_window->findChild<VersionList *>();
        versions->setRows({{{u"revision"_s, 7}, {u"at_ms"_s, 1}}, {{u"revision"_s, 4}, {u"at_ms"_s, 1}}});
        auto *copy = m_window->findChild<QAction *>(u"copyVersionLink"_s);
        QVERIFY(!copy->isEnabled());
        versions->list().setCurrentRow(1);
        copy->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"tideline://open/prj_019b0000000070008000000000000001/a.csv?revision=4"_s);
    }

    void aLinkLeadsToTheFile()
    {
        select({"a.csv"});
        actions().copyLink->trigger();
        const QString link = QGuiApplication::clipboard()->text();
        QCOMPARE(link, u"tideline://open/prj_019b0000000070008000000000000001/a.csv"_s);
        ProjectRow row;
        row.id = u"prj_1"_s;
        QCOMPARE(linkTo(row, "d ü/x#1?.csv", NodeKind::File), u"tideline://open/prj_1/d%20%C3%BC/x%231%3F.csv"_s);
        QCOMPARE(linkTo(row, "d", NodeKind::Folder), u"tideline://open/prj_1/d/"_s);
        m_window->openUri(u"tideline://open/prj_019b0000000070008000000000000001/sub/c.txt"_s);
        QTRY_COMPARE(m_window->navigator().place().folder, QByteArray("sub"));
        QTRY_COMPARE(selectedNames(), QStringList{u"c.txt"_s});
    }

    void noLinkAndNoTypedPathLeadsOutOfItsProject_data()
    {
        QTest::addColumn<QString>("inside");
        for (const char *inside : {"..", "../x", "sub/../../x", "./sub", ".tideline/tmp/x", ".tideline", "sub//c.txt", "../../etc/passwd?revision=1"})
            QTest::newRow(inside) << QString::fromLatin1(inside);
    }
    void noLinkAndNoTypedPathLeadsOutOfItsProject()
    {
        QFETCH(QString, inside);
        const Place before = m_window->navigator().place();
        m_window->openUri(u"tideline://open/prj_019b0000000070008000000000000001/"_s + inside);
        QCOMPARE(m_window->navigator().place(), before);
        auto *bar = m_window->findChild<PathBar *>();
        Q_EMIT bar->pathTyped(inside);
        QCOMPARE(m_window->navigator().place(), before);
    }

    void whateverAListingSaysNothingIsMadeOutsideOfTheProject()
    {
        const QString beside = QFileInfo(m_root->path()).path() + u"/New folder"_s;
        QVERIFY(!QFileInfo::exists(beside));
        m_window->navigator().go(Place::folderOf(m_window->navigator().place().project, ".."));
        QTRY_COMPARE(view().model().shown().folder, QByteArray(".."));
        actions().newFolder->trigger();  // asks for no name
        QVERIFY(!QFileInfo::exists(beside));
        m_window->navigator().back();
        QTRY_COMPARE(view().model().rowCount(), 3);
    }

    void oneEntryOrTheShownFolderIsSharedByALink()
    {
        const auto sharesWhat = [this] {
            actions().shareLink->trigger();
            const std::unique_ptr<QDialog> dialog(m_window->findChild<QDialog *>(u"linksDialog"_s));
            dialog->findChild<QPushButton *>(u"createLink"_s)->click();
            return calledVerbs(*m_backend, {u"create_link"_s}).last();
        };
        select({"a.csv"});
        QCOMPARE(sharesWhat(), u"create_link a.csv"_s);
        view().tree().clearSelection();
        QCOMPARE(sharesWhat(), u"create_link "_s);  // the project's root
        select({"a.csv", "sub"});
        QVERIFY(!actions().shareLink->isEnabled());
        QVERIFY(actions().shareLink->toolTip().contains(u"select one entry"));
    }

    void pathAndHashAreCopied()
    {
        select({"a.csv"});
        actions().copyPath->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), path(u"a.csv"_s));
        actions().copyHash->trigger();
        QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"_s);
    }

    void propertiesSayWhatTheFileIs()
    {
        write(u"a.csv"_s, QByteArray(1'200'000, 'x'));
        select({"a.csv"});
        actions().properties->trigger();
        auto *dialog = m_window->findChild<PropertiesDialog *>();
        QVERIFY(dialog);
        const auto text = [dialog](const char *name) {
            return dialog->findChild<QLabel *>(QString::fromLatin1(name))->text().remove(QChar(0x200b));
        };
        auto *executable = dialog->findChild<QCheckBox *>();
        QTRY_VERIFY(executable->isEnabled());
        QVERIFY2(text("propertySize").contains(u"bytes (1.2 MB)"), qPrintable(text("propertySize")));
        QCOMPARE(text("propertyPlace"), path(u"a.csv"_s));
        executable->click();
        QTRY_VERIFY(QFileInfo(path(u"a.csv"_s)).isExecutable());
        dialog->findChild<QPushButton *>(u"hashButton"_s)->click();
        QTRY_COMPARE(text("propertyHash").size(), 64);
    }

    void propertiesOfAFolderAreItsSum()
    {
        write(u"sub/deep/d"_s, "12345");
        select({"sub", "a.csv"});
        actions().properties->trigger();
        auto *dialog = m_window->findChild<PropertiesDialog *>();
        QTRY_COMPARE(dialog->findChild<QLabel *>(u"propertySize"_s)->text(), u"7 bytes"_s);
        QCOMPARE(dialog->findChild<QLabel *>(u"propertyInside"_s)->text().remove(QChar(0x200b)), u"3 files, 2 folders"_s);
    }

    void freeingUpSpaceCanBeTakenBack()
    {
        select({"a.csv", "b.csv"});
        actions().free->trigger();
        QTRY_COMPARE(actions().undo->text(), u"Undo freeing of 2 items"_s);
        QCOMPARE(calledVerbs(*m_backend, {u"free"_s}), (QStringList{u"free a.csv"_s, u"free b.csv"_s}));
        actions().undo->trigger();
        QTRY_COMPARE(calledVerbs(*m_backend, {u"pin"_s}), (QStringList{u"pin a.csv"_s, u"pin b.csv"_s}));
        QTRY_VERIFY(actions().redo->isEnabled());
    }

    void aVersionIsBroughtBackAndTakenBack()
    {
        m_window->findChild<FolderActions *>()->bringBack(u"prj_019b0000000070008000000000000001"_s, "a.csv", 7, 12);
        QTRY_COMPARE(toast(), u"“a.csv” is as it was in revision 7"_s);
        QTRY_VERIFY(actions().undo->isEnabled());
        actions().undo->trigger();
        QTRY_COMPARE(restored(*m_backend), (QList<qint64>{7, 12}));
        QTRY_VERIFY(actions().redo->isEnabled());
        actions().redo->trigger();
        QTRY_COMPARE(restored(*m_backend), (QList<qint64>{7, 12, 7}));
    }

    void whatIsInNoRevisionCannotBeGoneBackToAndTheTrashIsNamed()
    {
        m_window->findChild<FolderActions *>()->bringBack(u"prj_019b0000000070008000000000000001"_s, "a.csv", 7, 0);
        QTRY_VERIFY(toast().contains(u"trash"));
        QVERIFY(!actions().undo->isEnabled());
    }

    void aRuleIsTestedBeforeItIsWritten()
    {
        select({"a.csv"});
        actions().ignore->trigger();
        auto *dialog = m_window->findChild<IgnoreDialog *>();
        QVERIFY(dialog);
        auto *words = dialog->findChild<QLabel *>(u"ignoreWords"_s);
        auto *rule = dialog->findChild<QComboBox *>(u"ignoreRule"_s);
        QTRY_VERIFY2(words->text().contains(u"synced before"), qPrintable(words->text()));
        rule->setEditText(u"*.txt"_s);
        QTRY_VERIFY2(words->text().contains(u"does not match"), qPrintable(words->text()));
        rule->setEditText(u"*.csv"_s);
        QTRY_VERIFY2(words->text().contains(u"will be ignored"), qPrintable(words->text()));
        dialog->findChild<QPushButton *>(u"ignoreButton"_s)->click();
        QTRY_COMPARE(calledVerbs(*m_backend, {u"ignore_add"_s}), QStringList{u"ignore_add "_s + path()});
    }

    void rulesAreProposedTheNarrowestFirstAndSignsAreEscaped()
    {
        QCOMPARE(IgnoreDialog::rulesFor("data/run[1].csv", NodeKind::File),
                 (QStringList{uR"(/data/run\[1].csv)"_s, u"/data/*.csv"_s, u"*.csv"_s}));
        QCOMPARE(IgnoreDialog::rulesFor("out", NodeKind::Folder), (QStringList{u"/out/"_s, u"out/"_s}));
    }

    void menusAreShortWhateverIsSelected()
    {
        auto &folderActions = *m_window->findChild<FolderActions *>();
        for (const QList<QByteArray> &names : {QList<QByteArray>{}, QList<QByteArray>{"a.csv"}, QList<QByteArray>{"a.csv", "sub"}}) {
            if (names.isEmpty())
                view().tree().clearSelection();
            else
                select(names);
            const std::unique_ptr<QMenu> menu(folderActions.makeMenu());
            const auto entries = menu->actions();
            QVERIFY(std::ranges::count_if(entries, [](const QAction *action) { return !action->isSeparator(); }) <= 12);
        }
    }

    void programsThatOpenTheFileAreInTheMenu()
    {
        auto &folderActions = *m_window->findChild<FolderActions *>();
        QTemporaryDir programs;
        QDir(programs.path()).mkpath(u"applications"_s);
        QFile entry(programs.filePath(u"applications/editor.desktop"_s));
        QVERIFY(entry.open(QIODevice::WriteOnly));
        entry.write("[Desktop Entry]\nType=Application\nName=The & Editor\nExec=edit %f\nMimeType=text/csv;\n");
        entry.close();
        folderActions.opening().setPlaces({{}, {programs.path()}, {}, {}, {}, {}});
        select({"a.csv"});
        const std::unique_ptr<QMenu> menu(folderActions.makeMenu());
        auto *openWith = menu->findChild<QMenu *>(u"openWithMenu"_s);
        QVERIFY(openWith);
        QTRY_COMPARE(openWith->actions().first()->text(), u"The && Editor"_s);
    }
};

QTEST_MAIN(FolderActionsTest)
#include "folder_actions_test.moc"
