#include "ui/finding/stars.h"

#include "ui/finding/found_page.h"

namespace tideline::ui {

namespace {
QByteArray keyOf(const QString &project, const QByteArray &path)
{
    return project.toUtf8() + '/' + path;
}
}  // namespace

Stars::Stars(Backend &backend, QObject *parent) : QObject(parent), m_backend(backend)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(500);
    connect(&m_soon, &QTimer::timeout, this, &Stars::refresh);
    connect(&backend, &Backend::connected, this, &Stars::refresh);
    connect(&backend, &Backend::event, this, [this](const QJsonObject &event) {
        if (event.value(u"event").toString() == u"marks_changed" && event.value(u"kind").toString() == u"star")
            refresh();
    });
}

bool Stars::has(const QString &project, const QByteArray &path) const
{
    return m_keys.contains(keyOf(project, path));
}

void Stars::set(const QString &project, const QByteArray &path, bool on)
{
    const QByteArray key = keyOf(project, path);
    on ? void(m_keys.insert(key)) : void(m_keys.remove(key));
    Q_EMIT changed();
    m_backend.call(u"star"_s, {{u"project"_s, project}, {u"path"_s, QString::fromUtf8(path)}, {u"on"_s, on}}, this,
                   [this](const Result<QJsonObject> &reply) {
                       if (reply)
                           return;  // marks_changed follows
                       refresh();
                       Q_EMIT failed(reply.error());
                   });
}

void Stars::refresh()
{
    m_soon.stop();
    m_backend.call(u"starred"_s, {}, this, [this](const Result<QJsonObject> &reply) {
        if (reply)  // an older engine has none
            take(*reply);
    });
}

void Stars::take(const QJsonObject &reply)
{
    QSet<QByteArray> keys;
    const QList<QJsonObject> rows = rowsOf(reply);
    for (const QJsonObject &row : rows)
        keys.insert(keyOf(FoundPage::projectKey(row), FoundPage::isProject(row) ? QByteArray() : row.value(u"path").toString().toUtf8()));
    if (keys == m_keys)
        return;
    m_keys = std::move(keys);
    Q_EMIT changed();
}

}  // namespace tideline::ui
