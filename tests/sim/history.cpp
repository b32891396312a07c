#include "tests/sim/history.h"

#include "core/base/content_hash.h"
#include "core/files/chunker.h"

#include <algorithm>
#include <set>

#include <QJsonDocument>
#include <QJsonObject>

namespace tideline::sim {

ContentHash History::wrote(QByteArrayView bytes, const QByteArray &origin)
{
    Manifest manifest = manifestOf(bytes);
    const ContentHash id = manifest.hash();
    Content &content = m_contents[id];
    if (content.origin.isEmpty()) {
        content.bytes = bytes.toByteArray();
        content.manifest = std::move(manifest);
        content.origin = origin;
    }
    return id;
}

void History::thrownAway(const ContentHash &id)
{
    const auto it = m_contents.find(id);
    if (it == m_contents.end())
        return;
    it->second.thrown = true;
    if (!it->second.onServer)
        it->second.owed = false;
}

void History::lostUnsynced(const ContentHash &id)
{
    if (const auto it = m_contents.find(id); it != m_contents.end() && !it->second.onServer)
        thrownAway(id);
}

void History::owe(const ContentHash &id, bool parked)
{
    Content &content = m_contents[id];
    content.trashWillDo = parked || (content.trashWillDo && content.owed);
    content.owed = true;
}

QByteArray History::sawCommit(const QByteArray &request, int status, const QByteArray &reply)
{
    const ContentHash body = sha256(request);
    const auto before = m_commits.find(body);
    const QJsonObject cursor = QJsonDocument::fromJson(reply).object()[u"cursor"_s].toObject();
    if (before != m_commits.end()) {
        if (status == 409)
            return "the repetition of a commit that was made is refused";
        if (status / 100 == 2 && QJsonDocument::fromJson(before->second).object()[u"cursor"_s].toObject() != cursor)
            return "a commit was made twice";
    }
    if (status / 100 != 2)
        return {};
    m_commits[body] = reply;
    for (qsizetype at = request.indexOf("\"s256:"); at >= 0; at = request.indexOf("\"s256:", at + 1)) {
        const auto id = ContentHash::fromString(QString::fromLatin1(request.mid(at + 1, 69)));
        const auto content = id ? m_contents.find(*id) : m_contents.end();
        if (content != m_contents.end())
            content->second.onServer = true;
    }
    return {};
}

void History::serverWentBack(const std::set<ContentHash> &onDisks, const std::set<ContentHash> &inTrees)
{
    m_commits.clear();
    for (auto &[id, content] : m_contents) {
        content.trashWillDo = content.trashWillDo || (content.onServer && !inTrees.contains(id));
        content.onServer = false;
        content.owed = content.owed && onDisks.contains(id) && !content.thrown;
    }
}

bool History::isMerge(QByteArrayView bytes) const
{
    if (!mayMerge(bytes))
        return false;
    std::set<QByteArray> written;
    for (const auto &[id, content] : m_contents)
        for (const QByteArray &line : content.bytes.split('\n'))
            written.insert(line);
    const QList<QByteArray> lines = bytes.toByteArray().split('\n');
    return std::ranges::all_of(lines, [&](const QByteArray &line) { return written.contains(line); });
}

Manifest History::manifestOf(QByteArrayView bytes)
{
    return files::chunkBytes(bytes);
}

}  // namespace tideline::sim
