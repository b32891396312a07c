#include "ui/settings/settings_transfer.h"

#include "core/control/json_file.h"
#include "ui/settings/window_part.h"
#include "ui/words.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QPointer>
#include <QThreadPool>

namespace tideline::ui {

SettingsTransfer::SettingsTransfer(const SettingsParts &parts, EngineSettings &engine, QObject *parent) : QObject(parent), m_parts(parts), m_engine(engine) {}

void SettingsTransfer::save(const QString &file)
{
    m_parts.state.backend().call(u"config_export"_s, {}, this, [this, file](const Result<QJsonObject> &reply) {
        if (!reply) {
            Q_EMIT failed(reply.error());
            return;
        }
        QJsonObject leftOut = reply->value(u"left_out").toObject();
        for (const QString &name : leftOutOfWindowPart())
            leftOut[name] = u"of this computer"_s;
        write(file, control::toJson({reply->value(u"settings").toObject(), windowPart(m_parts.preferences, m_parts.shortcuts), leftOut}));
    });
}

void SettingsTransfer::write(const QString &file, const QJsonObject &settings)
{
    QThreadPool::globalInstance()->start([file, settings, self = QPointer(this)] {
        QFile::remove(file);  // the chooser has asked
        const auto written = control::writeNewJson(file, settings);
        QMetaObject::invokeMethod(qApp, [self, file, written] {
            if (self && written)
                Q_EMIT self->saved(file);
            else if (self)
                Q_EMIT self->failed(written.error());
        }, Qt::QueuedConnection);
    });
}

void SettingsTransfer::take(const QString &file)
{
    QThreadPool::globalInstance()->start([file, self = QPointer(this)] {
        const auto held = control::readSettingsFile(file);
        QMetaObject::invokeMethod(qApp, [self, file, held] {
            if (self && held)
                self->check(file, *held);
            else if (self)
                Q_EMIT self->failed(held.error());
        }, Qt::QueuedConnection);
    });
}

void SettingsTransfer::check(const QString &file, const control::SettingsFile &held)
{
    QStringList wrong;
    for (const WrongSetting &one : wrongInWindowPart(held.window, m_parts.shortcuts))
        wrong.append(tr("%1: %2").arg(one.name, one.why));
    const QJsonObject args{{u"settings"_s, held.settings}, {u"dry_run"_s, !wrong.isEmpty()}};
    m_parts.state.backend().call(u"config_import"_s, args, this, [this, file, wrong, window = held.window](const Result<QJsonObject> &reply) {
        if (!reply) {
            Q_EMIT failed(reply.error());
            return;
        }
        QStringList all = wrong;
        const QJsonArray theirs = reply->value(u"wrong").toArray();
        for (const QJsonValue &one : theirs)
            all.append(tr("%1: %2").arg(one[u"name"].toString(), QStringList{one[u"what"].toString(), one[u"mend"].toString()}.join(u' ')));
        if (!all.isEmpty()) {
            Q_EMIT failed({Error::Kind::Invalid, tr("Nothing was changed: %Ln settings of the file cannot be taken.", nullptr, countOf(all.size())), file, all.join(u'\n')});
            return;
        }
        takeWindowPart(window, m_parts.preferences, m_parts.shortcuts);
        m_engine.load();
        Q_EMIT taken(file);
    });
}

}  // namespace tideline::ui
