#include "ui/operations/file_clipboard.h"

#include <QMimeData>

#include <algorithm>

namespace tideline::ui {

using namespace Qt::StringLiterals;

namespace {
const QString kGnome = u"x-special/gnome-copied-files"_s;
const QString kKde = u"application/x-kde-cutselection"_s;
}  // namespace

std::unique_ptr<QMimeData> toClipboard(const QList<QUrl> &files, CopyOrMove verb)
{
    auto data = std::make_unique<QMimeData>();
    QByteArray gnome = verb == CopyOrMove::Move ? "cut" : "copy";
    QStringList paths;
    for (const QUrl &file : files) {
        gnome += '\n' + file.toEncoded();
        paths.append(file.toLocalFile());
    }
    data->setUrls(files);
    data->setText(paths.join(u'\n'));
    data->setData(kGnome, gnome);
    data->setData(kKde, verb == CopyOrMove::Move ? "1" : "0");
    return data;
}

ClipboardFiles fromClipboard(const QMimeData *data)
{
    ClipboardFiles found;
    if (!data)
        return found;
    QList<QUrl> urls = data->urls();
    if (data->hasFormat(kGnome)) {
        QList<QByteArray> lines = data->data(kGnome).split('\n');
        found.verb = lines.takeFirst().trimmed() == "cut" ? CopyOrMove::Move : CopyOrMove::Copy;
        if (urls.isEmpty()) {
            for (const QByteArray &line : lines)
                urls.append(QUrl::fromEncoded(line.trimmed()));
        }
    }
    if (data->hasFormat(kKde) && data->data(kKde).startsWith('1'))
        found.verb = CopyOrMove::Move;
    std::ranges::copy_if(urls, std::back_inserter(found.files), [](const QUrl &url) { return url.isLocalFile(); });
    return found;
}

}  // namespace tideline::ui
