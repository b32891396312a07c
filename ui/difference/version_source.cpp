#include "ui/difference/version_source.h"

#include "ui/words.h"

#include <QDir>
#include <QPointer>

namespace tideline::ui {

preview::Subject subjectOnDisk(const ProjectRow &project, const QString &path)
{
    preview::Subject subject;
    subject.name = path.section(u'/', -1);
    subject.path = project.folder + u'/' + path;
    return subject;
}

void CatVersions::fetch(const ProjectRow &project, const QString &path, const VersionRef &version, QObject *context, OnSubject onSubject)
{
    const auto later = [this, guard = QPointer<QObject>(context), onSubject](Result<preview::Subject> answer) {
        QMetaObject::invokeMethod(
            this,
            [guard, onSubject, answer = std::move(answer)] {
                if (guard)
                    onSubject(answer);
            },
            Qt::QueuedConnection);
    };
    if (version.sizeBytes > kMostBytes) {
        later(Error{Error::Kind::Refused, tr("This version is too large to be fetched for a look: %1.").arg(sizeText(version.sizeBytes)),
                    u"%1, revision %2"_s.arg(path).arg(version.revision), tr("Restore it beside the file: tide restore PATH --revision N --as NAME")});
        return;
    }
    preview::Subject subject;
    subject.name = path.section(u'/', -1);
    const QString key = u"%1\n%2\n%3"_s.arg(project.argument(), path).arg(version.revision);
    const QString held = version.revision > 0 ? m_held.value(key) : QString();  // as it is now may be another thing soon
    if (!held.isEmpty()) {
        subject.path = held;
        later(subject);
        return;
    }
    // The name says what the file is; the number keeps versions apart.
    const QString to = m_folder.filePath(QString::number(m_next++));
    if (!m_folder.isValid() || !QDir().mkpath(to)) {
        later(Error{Error::Kind::Io, tr("There is no folder for temporary files."), to, m_folder.errorString()});
        return;
    }
    subject.path = to + u'/' + subject.name;
    QJsonObject args{{u"project"_s, project.argument()}, {u"path"_s, path}, {u"to"_s, subject.path}};
    if (version.revision > 0)
        args.insert(u"revision"_s, version.revision);
    m_backend.call(u"cat"_s, args, context, [this, key, subject, onSubject](const Result<QJsonObject> &reply) {
        if (!reply) {
            onSubject(reply.error());
            return;
        }
        m_held.insert(key, subject.path);
        onSubject(subject);
    });
}

}  // namespace tideline::ui
