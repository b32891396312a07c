#include "ui/browsing/view_memory.h"

#include "core/base/result.h"
#include "ui/models/entry_list_model.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <vector>

namespace tideline::ui {

namespace {
QByteArray keyOf(const QString &project, const QByteArray &folder)
{
    return project.toUtf8() + '/' + folder;
}

QJsonArray toJson(const FolderLook &look)
{
    return {look.column, int(look.order), look.icons};
}

std::optional<FolderLook> lookFrom(const QJsonArray &values)
{
    const int column = values.at(0).toInt(-1), order = values.at(1).toInt(-1);
    if (column < 0 || column > EntryListModel::ModifiedColumn || order < 0 || order > 1)
        return std::nullopt;
    return FolderLook{column, Qt::SortOrder(order), values.at(2).toBool()};
}
}  // namespace

template <typename T>
void ViewMemory::put(QHash<QByteArray, Kept<T>> &kept, const QByteArray &key, T value)
{
    kept.insert(key, {std::move(value), ++m_clock});
    if (kept.size() <= kMost)
        return;
    const auto oldest = std::min_element(kept.begin(), kept.end(), [](const Kept<T> &a, const Kept<T> &b) { return a.used < b.used; });
    kept.erase(oldest);
}

FolderLook ViewMemory::look(const QString &project, const QByteArray &folder) const
{
    const auto it = m_looks.constFind(keyOf(project, folder));
    return it == m_looks.constEnd() ? m_forAll : it->value;
}

void ViewMemory::setLook(const QString &project, const QByteArray &folder, const FolderLook &look)
{
    if (look == m_forAll)
        m_looks.remove(keyOf(project, folder));
    else
        put(m_looks, keyOf(project, folder), look);
}

void ViewMemory::setForAll(const FolderLook &look)
{
    m_forAll = look;
    m_looks.clear();
}

void ViewMemory::setPosition(const QString &project, const QByteArray &folder, FolderPosition position)
{
    put(m_positions, keyOf(project, folder), std::move(position));
}

std::optional<FolderPosition> ViewMemory::position(const QString &project, const QByteArray &folder) const
{
    const auto it = m_positions.constFind(keyOf(project, folder));
    return it == m_positions.constEnd() ? std::nullopt : std::optional(it->value);
}

QByteArray ViewMemory::toBytes() const
{
    std::vector<QHash<QByteArray, Kept<FolderLook>>::const_iterator> inOrder;
    for (auto it = m_looks.begin(); it != m_looks.end(); ++it)
        inOrder.push_back(it);
    std::ranges::sort(inOrder, {}, [](const auto &it) { return it->used; });
    QJsonArray folders;
    for (const auto &it : inOrder)
        folders.append(QJsonArray{QString::fromUtf8(it.key()), toJson(it->value)});
    return QJsonDocument(QJsonObject{{u"all"_s, toJson(m_forAll)}, {u"folders"_s, folders}}).toJson(QJsonDocument::Compact);
}

ViewMemory ViewMemory::fromBytes(const QByteArray &bytes)
{
    ViewMemory memory;
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    if (const auto all = lookFrom(object.value(u"all").toArray()))
        memory.m_forAll = *all;
    const QJsonArray folders = object.value(u"folders").toArray();
    for (const QJsonValue &folder : folders) {
        const QByteArray key = folder.toArray().at(0).toString().toUtf8();
        if (const auto look = lookFrom(folder.toArray().at(1).toArray()); look && !key.isEmpty())
            memory.put(memory.m_looks, key, *look);
    }
    return memory;
}

}  // namespace tideline::ui
