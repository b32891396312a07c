#include "ui/operations/file_actions.h"

#include "ui/operations/archives.h"
#include "ui/operations/whole_here.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QInputDialog>
#include <QLineEdit>
#include <QMimeData>
#include <QTimer>

#include <algorithm>

namespace tideline::ui {

namespace {
/// "data.csv", or "3 items".
QString itemsText(const QStringList &paths)
{
    return paths.size() == 1 ? FileActions::tr("“%1”").arg(paths.first().section(u'/', -1)) : FileActions::tr("%Ln items", nullptr, int(paths.size()));
}

qsizetype stemLength(const QString &name)
{
    const qsizetype dot = name.lastIndexOf(u'.');
    return dot > 0 ? dot : name.size();
}
}  // namespace

FileActions::FileActions(ShownFolder &folder, WindowActions &actions, FileWork &work, UndoHistory &history)
    : QObject(&folder), m_folder(folder), m_actions(actions), m_work(work), m_history(history)
{
    connectActions();
    connectHistory();
}

void FileActions::connectActions()
{
    FileView &view = m_folder.view();
    connect(m_actions.rename, &QAction::triggered, &view, &FileView::editName);
    connect(&view, &FileView::nameEdited, this, &FileActions::renameTo);
    connect(m_actions.newFolder, &QAction::triggered, this, &FileActions::makeFolder);
    connect(m_actions.newFile, &QAction::triggered, this, [this] { makeFile(NewFile::Empty); });
    connect(m_actions.newNotebook, &QAction::triggered, this, [this] { makeFile(NewFile::Notebook); });
    connect(m_actions.newPython, &QAction::triggered, this, [this] { makeFile(NewFile::Python); });
    connect(m_actions.newMarkdown, &QAction::triggered, this, [this] { makeFile(NewFile::Markdown); });
    connect(m_actions.trash, &QAction::triggered, this, &FileActions::trash);
    connect(m_actions.duplicate, &QAction::triggered, this, &FileActions::duplicate);
    connect(m_actions.pack, &QAction::triggered, this, &FileActions::pack);
    connect(m_actions.unpack, &QAction::triggered, this, &FileActions::unpack);
    connect(m_actions.cut, &QAction::triggered, this, [this] { toClipboard(CopyOrMove::Move); });
    connect(m_actions.copy, &QAction::triggered, this, [this] { toClipboard(CopyOrMove::Copy); });
    connect(m_actions.paste, &QAction::triggered, this, &FileActions::paste);
    connect(&view, &FileView::filesDropped, this, [this](const QList<QUrl> &files, const QByteArray &folder, Qt::DropAction action) {
        QStringList sources;
        for (const QUrl &file : files)
            sources.append(file.toLocalFile());
        put(sources, m_folder.absolute(folder), action == Qt::MoveAction ? CopyOrMove::Move : CopyOrMove::Copy,
            folder == m_folder.view().model().shown().folder);
    });
    view.setDropWanted([this] { return m_folder.isHere(); });
    view.setDragSource([this] {
        QList<QUrl> urls;
        const QStringList files = m_folder.filesOf(m_folder.view().selected());
        for (const QString &file : files)
            urls.append(QUrl::fromLocalFile(file));
        return urls;
    });
    connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this, [this] {
        m_canPaste.reset();
        updateAllowed();
    });
}

void FileActions::connectHistory()
{
    connect(m_actions.undo, &QAction::triggered, &m_history, &UndoHistory::undo);
    connect(m_actions.redo, &QAction::triggered, &m_history, &UndoHistory::redo);
    connect(&m_history, &UndoHistory::changed, this, &FileActions::updateHistory);
    connect(&m_history, &UndoHistory::said, &m_folder, &ShownFolder::said);
    connect(&m_history, &UndoHistory::failed, &m_folder, &ShownFolder::failed);
    connect(&m_work, &FileWork::copying, this, [this](const QString &name, int percent) {
        Q_EMIT m_folder.busy(percent < 0 ? tr("Copying %1…").arg(name) : tr("Copying %1 — %L2 %").arg(name).arg(percent), [this] { m_work.cancel(); });
    });
    connect(&m_work, &FileWork::idle, this, [this] { Q_EMIT m_folder.busy({}, {}); });
    updateHistory();
}

void FileActions::updateHistory()
{
    m_actions.undo->setText(m_history.undoText());
    m_actions.redo->setText(m_history.redoText());
    WindowActions::allow(m_actions.undo, m_history.canUndo());
    WindowActions::allow(m_actions.redo, m_history.canRedo());
}

void FileActions::updateAllowed()
{
    const bool here = m_folder.isHere();
    const auto entries = m_folder.project() ? m_folder.view().selected() : ShownFolder::Entries();
    const bool some = !entries.isEmpty();
    const bool allHere = here && some && std::ranges::all_of(entries, [](const auto &entry) { return entry.row.here; });
    const QString cloudOnly = tr("it is in the cloud only");
    const QString none = some ? cloudOnly : tr("nothing is selected");
    WindowActions::allow(m_actions.rename, allHere && entries.size() == 1, entries.size() == 1 ? cloudOnly : tr("select one entry"));
    for (QAction *action : {m_actions.trash, m_actions.duplicate, m_actions.cut, m_actions.copy, m_actions.pack})
        WindowActions::allow(action, allHere, none);
    const bool archives = std::ranges::all_of(entries, [](const auto &entry) {
        return entry.row.kind == NodeKind::File && isArchiveName(QString::fromUtf8(entry.row.name));
    });
    WindowActions::allow(m_actions.unpack, allHere && archives, allHere ? tr("it is no archive") : none);
    for (QAction *action : {m_actions.newFolder, m_actions.newFile, m_actions.newNotebook, m_actions.newPython, m_actions.newMarkdown})
        WindowActions::allow(action, here, m_folder.project() ? cloudOnly : tr("no project is shown"));
    WindowActions::allow(m_actions.paste, here && canPaste(), here ? tr("there are no files on the clipboard") : cloudOnly);
}

/// Asked once for each content: the program that holds it may be slow to say. The files themselves are read when they are pasted.
bool FileActions::canPaste()
{
    if (!m_canPaste) {
        const QMimeData *data = QGuiApplication::clipboard()->mimeData();
        m_canPaste = data && (data->hasUrls() || data->hasFormat(u"x-special/gnome-copied-files"_s));
    }
    return *m_canPaste;
}

QString FileActions::askName(const QString &title, const QString &name)
{
    QInputDialog dialog(m_folder.window());
    dialog.setObjectName(u"nameDialog"_s);
    dialog.setWindowTitle(title);
    dialog.setLabelText(tr("Name"));
    dialog.setTextValue(name);
    dialog.setMinimumWidth(380);
    QTimer::singleShot(0, &dialog, [&dialog, name] {
        if (auto *edit = dialog.findChild<QLineEdit *>())
            edit->setSelection(0, int(stemLength(name)));
    });
    return dialog.exec() == QDialog::Accepted ? dialog.textValue() : QString();
}

void FileActions::renameTo(const FileView::Entry &entry, const QString &name)
{
    const QString from = m_folder.absolute(entry.path);
    if (!from.isEmpty() && !name.isEmpty())
        run({[from, name](WorkControl &) { return renameEntry(from, name); }}, tr("Renamed to “%1”").arg(name),
            tr("renaming of “%1”").arg(QString::fromUtf8(entry.row.name)), true);
}

void FileActions::makeFolder()
{
    const QString parent = m_folder.folder();
    const QString name = parent.isEmpty() ? QString() : askName(tr("New folder"), tr("New folder"));
    if (!name.isEmpty())
        run({[parent, name](WorkControl &) { return ui::makeFolder(parent, name); }}, tr("Folder made"), tr("new folder “%1”").arg(name), true);
}

void FileActions::makeFile(NewFile kind)
{
    const QString parent = m_folder.folder();
    const QString name = parent.isEmpty() ? QString() : askName(tr("New file"), proposedName(kind));
    if (!name.isEmpty())
        run({[parent, name, kind](WorkControl &) { return ui::makeFile(parent, name, contentOf(kind, name)); }}, tr("File made"),
            tr("new file “%1”").arg(name), true);
}

void FileActions::onEach(ForOne operation, const QString &said, const QString &what, bool select)
{
    m_folder.withSelected([=, this](const ShownFolder::Entries &entries) { each(operation, m_folder.filesOf(entries), said, what, select); });
}

void FileActions::each(ForOne operation, const QStringList &files, const QString &said, const QString &what, bool select)
{
    QList<FileWork::Operation> operations;
    for (const QString &file : files)
        operations.append([file, operation](WorkControl &control) { return operation(file, control); });
    if (!files.isEmpty())
        run(operations, said.arg(itemsText(files)), what.arg(itemsText(files)), select);
}

void FileActions::trash()
{
    onEach([](const QString &file, WorkControl &) { return moveToTrash(file); }, tr("%1 moved to the trash of your desktop"), tr("deletion of %1"), false);
}

void FileActions::duplicate()
{
    m_folder.withSelected([this](const ShownFolder::Entries &entries) {
        ifWholeHere(m_folder, entries, [this, files = m_folder.filesOf(entries)] {
            each([](const QString &file, WorkControl &control) { return copyInto(file, QFileInfo(file).path(), control); }, files,
                 tr("%1 duplicated"), tr("duplicate of %1"), true);
        });
    });
}

void FileActions::pack()
{
    m_folder.withSelected([this](const ShownFolder::Entries &entries) {
        ifWholeHere(m_folder, entries, [this, files = m_folder.filesOf(entries)] { packFiles(files); });
    });
}

void FileActions::packFiles(const QStringList &files)
{
    if (files.isEmpty())
        return;
    const QString first = QFileInfo(files.first()).fileName();
    const QString folder = QFileInfo(files.first()).path();
    const QString name = askName(tr("Pack"), (files.size() == 1 ? first : folder.section(u'/', -1)) + u".zip"_s);
    if (!name.isEmpty())
        run({[files, folder, name](WorkControl &control) { return packInto(files, folder, name, control); }},
            tr("%1 packed").arg(itemsText(files)), tr("packing of %1").arg(itemsText(files)), true);
}

void FileActions::unpack()
{
    onEach([](const QString &file, WorkControl &control) { return unpackInto(file, QFileInfo(file).path(), control); }, tr("%1 unpacked"),
           tr("unpacking of %1"), true);
}

void FileActions::toClipboard(CopyOrMove verb)
{
    m_folder.withSelected([this, verb](const ShownFolder::Entries &entries) {
        QList<QUrl> urls;
        const QStringList files = m_folder.filesOf(entries);
        for (const QString &file : files)
            urls.append(QUrl::fromLocalFile(file));
        if (urls.isEmpty())
            return;
        QGuiApplication::clipboard()->setMimeData(ui::toClipboard(urls, verb).release());
        Q_EMIT m_folder.said(verb == CopyOrMove::Move ? tr("%1 cut: paste to move").arg(itemsText(files))
                                                      : tr("%1 copied: paste where you want it").arg(itemsText(files)));
    });
}

void FileActions::paste()
{
    const ClipboardFiles pasted = fromClipboard(QGuiApplication::clipboard()->mimeData());
    QStringList sources;
    for (const QUrl &file : pasted.files)
        sources.append(file.toLocalFile());
    put(sources, m_folder.folder(), pasted.verb, true);
    if (pasted.verb == CopyOrMove::Move && !sources.isEmpty())
        QGuiApplication::clipboard()->clear();
}

void FileActions::put(const QStringList &sources, const QString &into, CopyOrMove verb, bool select)
{
    if (into.isEmpty() || sources.isEmpty())
        return;
    QList<FileWork::Operation> operations;
    for (const QString &source : sources) {
        operations.append([source, into, verb](WorkControl &control) {
            return verb == CopyOrMove::Move ? moveInto(source, into, control) : copyInto(source, into, control);
        });
    }
    const QString items = itemsText(sources);
    const QString place = into.section(u'/', -1);
    if (verb == CopyOrMove::Move)
        run(operations, tr("%1 moved to “%2”").arg(items, place), tr("move of %1").arg(items), select);
    else
        run(operations, tr("%1 copied to “%2”").arg(items, place), tr("copy of %1").arg(items), select);
}

void FileActions::run(QList<FileWork::Operation> operations, const QString &said, const QString &what, bool select)
{
    m_work.run(std::move(operations), [this, said, what, select](const FileChanges &changes, const QList<Error> &errors) {
        QList<QByteArray> names;
        for (const FileChange &change : changes) {
            if (change.kind != FileChange::Kind::Trashed)
                names.append(QFileInfo(change.to).fileName().toUtf8());
        }
        if (select && !names.isEmpty()) {
            m_folder.view().selectLater(names);
            m_folder.view().model().refresh();  // they may be in the list already
        }
        m_history.add({what, changes, {}, {}});
        if (!errors.isEmpty() && errors.first().kind == Error::Kind::Cancelled)
            Q_EMIT m_folder.said(tr("Stopped"));
        else if (!errors.isEmpty())
            Q_EMIT m_folder.failed(errors.first());
        else if (!changes.isEmpty())
            Q_EMIT m_folder.undoable(said);
    });
}

}  // namespace tideline::ui
