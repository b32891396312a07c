#include "ui/operations/applications.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tideline;
using namespace tideline::ui;

class ApplicationsTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    ApplicationPlaces m_places;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QDir().mkpath(QFileInfo(path(name)).path());
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    void program(const QString &name, const QByteArray &script = "exit 0") const
    {
        write(u"bin/"_s + name, "#!/bin/sh\n" + script + "\n");
        QFile::setPermissions(path(u"bin/"_s + name), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    void application(const QString &id, const QByteArray &keys, const QString &data = u"data"_s) const
    {
        write(data + u"/applications/"_s + id, "[Desktop Entry]\nType=Application\n" + keys);
    }
    QStringList idsFor(const QStringList &files) const
    {
        QStringList ids;
        const auto found = applicationsFor(files, m_places);
        for (const DesktopEntry &entry : found)
            ids.append(entry.id);
        return ids;
    }

private Q_SLOTS:
    void init()
    {
        QDir(m_folder.path()).removeRecursively();
        QDir().mkpath(m_folder.path());
        m_places = {{path(u"config"_s)}, {path(u"data"_s), path(u"system"_s)}, {path(u"bin"_s)}, {u"gnome"_s}, u"de_DE"_s, {}};
        write(u"notes.txt"_s, "words\n");
        write(u"script.py"_s, "print()\n");
    }

    void anEntryIsReadInTheUsersLanguage()
    {
        const auto entry = parseDesktopEntry("[Desktop Entry]\nType=Application\nName=Editor\nName[de]=Schreiber\nExec=edit %F\n"
                                             "MimeType=text/plain;text/csv;\n[Desktop Action new]\nName=New\nExec=other\n",
                                             u"e.desktop"_s, u"/e.desktop"_s, u"de_DE"_s);
        QVERIFY(entry);
        QCOMPARE(entry->name, u"Schreiber"_s);
        QCOMPARE(entry->exec, u"edit %F"_s);
        QCOMPARE(entry->mimeTypes, (QStringList{u"text/plain"_s, u"text/csv"_s}));
        QVERIFY(!parseDesktopEntry("[Desktop Entry]\nType=Link\nName=x\nExec=x\n", {}, {}, {}));
    }

    void aCommandLineIsMadeByTheRulesOfExec_data()
    {
        QTest::addColumn<QString>("exec");
        QTest::addColumn<QStringList>("files");
        QTest::addColumn<QList<QStringList>>("expected");
        const QStringList two{u"/a b"_s, u"/c"_s};
        // clang-format off
        QTest::newRow("a list of files")     << u"x %F"_s        << two               << QList<QStringList>{{u"x"_s, u"/a b"_s, u"/c"_s}};
        QTest::newRow("a list of addresses") << u"x %U"_s        << two               << QList<QStringList>{{u"x"_s, u"file:///a%20b"_s, u"file:///c"_s}};
        QTest::newRow("one at a time")       << u"x --in %f"_s   << two               << QList<QStringList>{{u"x"_s, u"--in"_s, u"/a b"_s}, {u"x"_s, u"--in"_s, u"/c"_s}};
        QTest::newRow("no files wanted")     << u"x -y"_s        << QStringList{u"/c"_s} << QList<QStringList>{{u"x"_s, u"-y"_s}};
        QTest::newRow("quoted words")        << u"\"my x\" \"a \\\"q\\\"\" %f"_s << QStringList{u"/c"_s} << QList<QStringList>{{u"my x"_s, u"a \"q\""_s, u"/c"_s}};
        QTest::newRow("icon and name")       << u"x %i -t %c %%"_s << QStringList{u"/c"_s} << QList<QStringList>{{u"x"_s, u"--icon"_s, u"pic"_s, u"-t"_s, u"My Name"_s, u"%"_s}};
        QTest::newRow("an open quote")       << u"x \"y"_s       << QStringList{u"/c"_s} << QList<QStringList>{};
        QTest::newRow("no shell")            << u"x %f"_s        << QStringList{u"/$(rm); `x`"_s} << QList<QStringList>{{u"x"_s, u"/$(rm); `x`"_s}};
        // clang-format on
    }
    void aCommandLineIsMadeByTheRulesOfExec()
    {
        QFETCH(QString, exec);
        QFETCH(QStringList, files);
        DesktopEntry entry;
        entry.name = u"My Name"_s;
        entry.icon = u"pic"_s;
        entry.exec = exec;
        QTEST(commandsOf(entry, files), "expected");
    }

    void theDefaultComesFirstAndWhatOpensTheWiderTypeLater()
    {
        application(u"any.desktop"_s, "Name=Any\nExec=any %f\nMimeType=text/plain;\n");
        application(u"other.desktop"_s, "Name=Other\nExec=other %f\nMimeType=text/plain;\n", u"system"_s);
        application(u"py.desktop"_s, "Name=Py\nExec=py %f\nMimeType=text/x-python;\n");
        QCOMPARE(idsFor({path(u"notes.txt"_s)}), (QStringList{u"any.desktop"_s, u"other.desktop"_s}));
        write(u"config/mimeapps.list"_s, "[Default Applications]\ntext/plain=gone.desktop;other.desktop\n");
        QCOMPARE(idsFor({path(u"notes.txt"_s)}), (QStringList{u"other.desktop"_s, u"any.desktop"_s}));
        QCOMPARE(idsFor({path(u"script.py"_s)}).first(), u"py.desktop"_s);
        QVERIFY(idsFor({path(u"script.py"_s)}).contains(u"any.desktop"_s));  // Python is text, too
        QCOMPARE(idsFor({path(u"notes.txt"_s), path(u"script.py"_s)}), (QStringList{u"other.desktop"_s, u"any.desktop"_s}));
    }

    void theDesktopsOwnListComesBeforeTheCommonOne()
    {
        application(u"a.desktop"_s, "Name=A\nExec=a %f\nMimeType=text/plain;\n");
        application(u"b.desktop"_s, "Name=B\nExec=b %f\nMimeType=text/plain;\n");
        write(u"config/mimeapps.list"_s, "[Default Applications]\ntext/plain=a.desktop\n");
        write(u"config/gnome-mimeapps.list"_s, "[Default Applications]\ntext/plain=b.desktop\n");
        QCOMPARE(idsFor({path(u"notes.txt"_s)}).first(), u"b.desktop"_s);
    }

    void whatTheUserTookAwayOrCannotRunIsNotOffered()
    {
        application(u"system.desktop"_s, "Name=S\nExec=s %f\nMimeType=text/plain;\n", u"system"_s);
        application(u"system.desktop"_s, "Hidden=true\n");
        application(u"removed.desktop"_s, "Name=R\nExec=r %f\nMimeType=text/plain;\n");
        application(u"missing.desktop"_s, "Name=M\nExec=m %f\nTryExec=not-there\nMimeType=text/plain;\n");
        application(u"sub/deep.desktop"_s, "Name=D\nExec=d %f\nMimeType=text/plain;\n");
        write(u"config/mimeapps.list"_s, "[Removed Associations]\ntext/plain=removed.desktop;\n[Added Associations]\ntext/plain=sub-deep.desktop\n");
        QCOMPARE(idsFor({path(u"notes.txt"_s)}), QStringList{u"sub-deep.desktop"_s});
    }

    void aProgramIsStartedWithItsFilesInTheirFolder()
    {
        program(u"show"_s, "printf '%s\\n' \"$PWD\" \"$@\" > \"$0.part\" && mv \"$0.part\" \"$0.out\"");
        application(u"show.desktop"_s, "Name=Show\nExec=show -x %f\nMimeType=text/plain;\n");
        const auto found = applicationsFor({path(u"notes.txt"_s)}, m_places);
        QCOMPARE(found.size(), 1);
        QVERIFY(startApplication(found.first(), {path(u"notes.txt"_s)}, m_places));
        QTRY_VERIFY(QFile::exists(path(u"bin/show.out"_s)));
        QFile out(path(u"bin/show.out"_s));
        QVERIFY(out.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(out.readAll()), m_folder.path() + u"\n-x\n"_s + path(u"notes.txt"_s) + u'\n');
    }

    void aTerminalIsTheOneThatIsNamedElseTheFirstThatIsThere()
    {
        const auto missing = startTerminal(m_folder.path(), m_places);
        QVERIFY(!missing && missing.error().kind == Error::Kind::NotFound);
        program(u"xterm"_s, "pwd > \"$0.part\" && mv \"$0.part\" \"$0.out\"");
        program(u"mine"_s, "pwd > \"$0.part\" && mv \"$0.part\" \"$0.out\"");
        QVERIFY(startTerminal(m_folder.path(), m_places));
        QTRY_VERIFY(QFile::exists(path(u"bin/xterm.out"_s)));
        m_places.terminal = u"mine"_s;
        QVERIFY(startTerminal(m_folder.path(), m_places));
        QTRY_VERIFY(QFile::exists(path(u"bin/mine.out"_s)));
    }

    void jupyterIsGivenTheNotebook()
    {
        QVERIFY(!startJupyterLab(path(u"a.ipynb"_s), m_places));
        program(u"jupyter-lab"_s, "echo \"$1\" > \"$0.part\" && mv \"$0.part\" \"$0.out\"");
        QVERIFY(startJupyterLab(path(u"a.ipynb"_s), m_places));
        QTRY_VERIFY(QFile::exists(path(u"bin/jupyter-lab.out"_s)));
    }
};

QTEST_GUILESS_MAIN(ApplicationsTest)
#include "applications_test.moc"
