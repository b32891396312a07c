#include "ui/place.h"

#include <utility>

namespace tideline::ui {

namespace {
constexpr size_t kHistory = 200;

QByteArray parentOf(const QByteArray &folder)
{
    const qsizetype slash = folder.lastIndexOf('/');
    return slash < 0 ? QByteArray() : folder.left(slash);
}

/// The child of `to` through which `from` lies; empty when it lies elsewhere.
QByteArray cameThrough(const Place &from, const Place &to)
{
    if (from.kind != Place::Kind::Folder || to.kind != Place::Kind::Folder || from.project != to.project)
        return {};
    const QByteArray prefix = to.folder.isEmpty() ? QByteArray() : to.folder + '/';
    if (from.folder.size() <= prefix.size() || !from.folder.startsWith(prefix))
        return {};
    const QByteArray rest = from.folder.mid(prefix.size());
    const qsizetype slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.left(slash);
}
}  // namespace

void Navigator::stepBack(const Place &place)
{
    const Place from = std::exchange(m_place, place);
    m_cameBack = true;
    Q_EMIT moved(m_place, cameThrough(from, m_place));
}

void Navigator::setHistory(History history)
{
    m_back = std::move(history.back);
    m_forward = std::move(history.forward);
    m_place = history.place;
    m_cameBack = true;
    Q_EMIT moved(m_place, {});
}

void Navigator::step(const Place &place, const QByteArray &select)
{
    const Place from = std::exchange(m_place, place);
    m_cameBack = false;
    Q_EMIT moved(m_place, select.isEmpty() ? cameThrough(from, m_place) : select);
}

void Navigator::go(const Place &place, const QByteArray &select)
{
    if (place == m_place) {
        if (!select.isEmpty())
            step(place, select);
        return;
    }
    m_back.push_back(m_place);
    if (m_back.size() > kHistory)
        m_back.erase(m_back.begin());
    m_forward.clear();
    step(place, select);
}

void Navigator::back()
{
    if (m_back.empty())
        return;
    const Place to = m_back.back();
    m_back.pop_back();
    m_forward.push_back(m_place);
    stepBack(to);
}

void Navigator::forward()
{
    if (m_forward.empty())
        return;
    const Place to = m_forward.back();
    m_forward.pop_back();
    m_back.push_back(m_place);
    stepBack(to);
}

void Navigator::up()
{
    if (!canUp())
        return;
    go(m_place.folder.isEmpty() ? Place{} : Place::folderOf(m_place.project, parentOf(m_place.folder)));
}

void Navigator::replace(const Place &place)
{
    if (place != m_place)
        step(place);
}

}  // namespace tideline::ui
