#include "ui/first_run/folder_facts.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tideline::ui;
using namespace Qt::StringLiterals;

class FolderFactsTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_disk;
    QString at(const QString &path) const { return m_disk.filePath(path); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(QDir(m_disk.path()).mkpath(u"full/project/.tideline"_s) && QDir(m_disk.path()).mkpath(u"full/project/data"_s)
                && QDir(m_disk.path()).mkpath(u"full/empty"_s));
        QFile file(at(u"full/notes.txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }

    void aFolderToComeHasTheSpaceOfItsDisk()
    {
        const FolderFacts facts = lookAtFolder(at(u"new/deep"_s));
        QVERIFY(!facts.exists && facts.isFolder && facts.isWritable);
        QVERIFY(facts.freeBytes > 0);
        QVERIFY(facts.project.isEmpty());
    }

    void onlyWhatHoldsSomethingTakesAName()
    {
        FolderFacts facts = lookAtFolder(at(u"full"_s));
        QVERIFY(facts.exists);
        facts.taken.sort();
        QCOMPARE(facts.taken, (QStringList{u"notes.txt"_s, u"project"_s}));
        QVERIFY(facts.project.isEmpty());
    }

    void aProjectAndWhatIsInsideOfItAreTold()
    {
        for (const QString &path : {u"full/project"_s, u"full/project/data"_s, u"full/project/data/to/come"_s})
            QCOMPARE(lookAtFolder(at(path)).project, QDir::cleanPath(at(u"full/project"_s)));
    }

    void aFileInTheWayIsTold()
    {
        QVERIFY(!lookAtFolder(at(u"full/notes.txt"_s)).isFolder);
        QVERIFY(!lookAtFolder(at(u"full/notes.txt/below"_s)).isFolder);
    }

    void pathsAreWrittenAsPeopleDo()
    {
        QCOMPARE(expandedPath(u" ~/Tideline "_s), QDir::homePath() + u"/Tideline"_s);
        QCOMPARE(homePath(QDir::homePath() + u"/Tideline"_s), u"~/Tideline"_s);
        QCOMPARE(homePath(QDir::homePath() + u"-other"_s), QDir::homePath() + u"-other"_s);
    }
};

QTEST_GUILESS_MAIN(FolderFactsTest)
#include "folder_facts_test.moc"
