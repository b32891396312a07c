// The API's description names every endpoint, and no other.
#include "app/server/api/routes.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QtTest>

using namespace tideline;
using namespace tideline::server;

namespace {

QByteArray resource(const QString &name)
{
    QFile file(qEnvironmentVariable("TIDELINE_SOURCE") + u"/resources/api/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// "projects/{project}/files/{path}" and "projects/*/files/**" alike.
QString plain(QString path)
{
    path.replace(QRegularExpression(u"\\{[^}]*\\}"_s), u"*"_s);
    return path.replace(u"**"_s, u"*"_s);
}

/// Where a route is reached.
QString addressOf(const Route &route)
{
    const QString pattern = plain(QString::fromLatin1(route.pattern));
    return pattern.startsWith(u'/') ? pattern : u"/api/v1/"_s + pattern;
}

/// Everything that `$ref` names.
void collectReferences(const QJsonValue &value, QSet<QString> &found)
{
    if (value.isArray()) {
        for (const auto item : value.toArray())
            collectReferences(item, found);
        return;
    }
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() == u"$ref"_s)
            found << it->toString();
        else
            collectReferences(*it, found);
    }
}

}  // namespace

class OpenApiTest : public QObject {
    Q_OBJECT

    QJsonObject document = QJsonDocument::fromJson(resource(u"openapi.json"_s)).object();

private Q_SLOTS:
    void everyRouteIsDescribedAndNoOther()
    {
        QSet<QString> described;
        const QJsonObject paths = document[u"paths"_s].toObject();
        for (auto path = paths.begin(); path != paths.end(); ++path) {
            for (const QString &method : path->toObject().keys())
                described << method.toUpper() + u' ' + plain(path.key());
        }
        QSet<QString> routed{u"GET /healthz"_s, u"GET /openapi.json"_s, u"GET /docs"_s, u"GET /api/v1/events"_s};
        for (const Route &route : routes())
            routed << QString::fromLatin1(route.method) + u' ' + addressOf(route);
        QCOMPARE((routed - described).values(), QStringList());
        QCOMPARE((described - routed).values(), QStringList());
    }

    void whatNeedsNoTokenSaysSo()
    {
        const QJsonObject paths = document[u"paths"_s].toObject();
        for (auto path = paths.begin(); path != paths.end(); ++path) {
            const QJsonObject item = path->toObject();
            for (auto method = item.begin(); method != item.end(); ++method) {
                const bool open = method->toObject()[u"security"_s].isArray();
                const auto route = std::find_if(routes().begin(), routes().end(), [&](const Route &r) {
                    return addressOf(r) == plain(path.key())
                        && QString::fromLatin1(r.method) == method.key().toUpper();
                });
                if (route != routes().end())
                    QVERIFY2(open == !route->signIn, qPrintable(path.key()));
            }
        }
    }

    /// matrix_test asks each operation as everybody; this holds what it asks by to the code.
    void theLeastRoleIsThatOfTheRoute()
    {
        for (const Route &route : routes()) {
            const QString pattern = addressOf(route);
            const QJsonObject paths = document[u"paths"_s].toObject();
            const QStringList keys = paths.keys();
            const auto path = std::ranges::find_if(keys, [&](const QString &key) { return plain(key) == pattern; });
            QVERIFY2(path != keys.end(), qPrintable(pattern));
            const QString said = paths[*path][QString::fromLatin1(route.method).toLower()][u"x-tideline-role"_s].toString();
            const auto &asked = route.permission ? route.permission : route.organization;
            const QString is = asked ? toString(roleNeeded(*asked)) : route.signIn ? u"user"_s : u"none"_s;
            QVERIFY2(said == is, qPrintable(u"%1: %2, not %3"_s.arg(pattern, said, is)));
            const QString scope = paths[*path][QString::fromLatin1(route.method).toLower()][u"x-tideline-scope"_s].toString();
            const QString needed = route.signIn ? scopeTexts(scopeOf(route)).join(u' ') : QString();
            QVERIFY2(scope == needed, qPrintable(u"%1: %2, not %3"_s.arg(pattern, scope, needed)));
        }
    }

    void everyReferenceLeadsSomewhere()
    {
        QSet<QString> references;
        collectReferences(document, references);
        QVERIFY(references.size() > 10);
        for (const QString &reference : references) {
            QJsonValue at = document;
            for (const QString &part : reference.mid(2).split(u'/'))
                at = at[part];
            QVERIFY2(at.isObject(), qPrintable(reference));
        }
        QCOMPARE(document[u"openapi"_s].toString(), u"3.1.0"_s);
    }

    void everyOperationHasAnIdOfItsOwn()
    {
        QSet<QString> ids;
        int count = 0;
        for (const auto path : document[u"paths"_s].toObject()) {
            for (const auto operation : path.toObject()) {
                ids << operation[u"operationId"_s].toString();
                ++count;
            }
        }
        QCOMPARE(ids.size(), count);
    }

    void thePageNeedsNothingFromElsewhere()
    {
        const QByteArray page = resource(u"docs.html"_s);
        QVERIFY(page.contains("/openapi.json"));
        QVERIFY(page.contains("prefers-color-scheme: dark"));
        QVERIFY(!page.contains("http://") && !page.contains("https://") && !page.contains("innerHTML"));
    }
};

QTEST_GUILESS_MAIN(OpenApiTest)
#include "openapi_test.moc"
