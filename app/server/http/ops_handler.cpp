#include "app/server/http/ops_handler.h"

#include "app/server/http/site_handler.h"

#include <QFile>

#include <unistd.h>

namespace tideline::server {

namespace {

qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

void add(QByteArray &text, const char *name, const char *type, const char *help, double value, const char *labels = "")
{
    text += QByteArray("# HELP ") + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n' + name + labels + ' '
        + QByteArray::number(value, 'g', 15) + '\n';
}

}  // namespace

QByteArray OpsHandler::metrics() const
{
    const HttpMetrics &http = *m_sources.http;
    QByteArray text;
    add(text, "tideline_build_info", "gauge", "Always 1; the version is the label.", 1, "{version=\"" TIDELINE_VERSION "\"}");
    add(text, "tideline_uptime_seconds", "gauge", "Since the start.", double(m_uptime.elapsed()) / 1000);
    add(text, "process_resident_memory_bytes", "gauge", "Resident memory.", double(residentBytes()));
    add(text, "tideline_http_connections_open", "gauge", "Connections that speak HTTP now.", double(http.connectionsOpen));
    add(text, "tideline_http_connections_total", "counter", "Connections accepted.", double(http.connectionsTotal));
    text += "# HELP tideline_http_requests_total Requests by class of status; cut = the client left before the end.\n"
            "# TYPE tideline_http_requests_total counter\n";
    for (int i = 0; i < 6; ++i) {
        const QByteArray name = i == 0 ? QByteArray("cut") : QByteArray::number(i) + "xx";
        text += "tideline_http_requests_total{class=\"" + name + "\"} "
            + QByteArray::number(http.requestsByClass[i].load()) + '\n';
    }
    add(text, "tideline_http_request_seconds_sum", "counter", "Time from the head to the last byte given to the socket.",
        double(http.requestMicroseconds) / 1e6);
    add(text, "tideline_http_body_in_bytes_total", "counter", "Bytes of bodies received.", double(http.bytesIn));
    add(text, "tideline_http_body_out_bytes_total", "counter", "Bytes of bodies sent.", double(http.bytesOut));
    add(text, "tideline_push_sessions", "gauge", "WebSockets open now.", m_sources.pushSessions());
    add(text, "tideline_push_upgrades_total", "counter", "WebSockets opened.", double(http.upgrades));
    add(text, "tideline_push_events_total", "counter", "Changes published.", double(m_sources.pushEvents()));
    return text;
}

std::unique_ptr<Exchange> OpsHandler::open(const RequestHead &head)
{
    Response response;
    response.headers["Content-Type"] = "text/plain; charset=utf-8";
    if (head.method != "GET")
        return fixedExchange(problem(405, "method_not_allowed", u"Only GET is served here."_s));
    if (head.path == "/healthz") {
        response.body = "ok\n";
    } else if (head.path == "/readyz") {
        const bool ready = m_sources.ready();
        response.status = ready ? 200 : 503;
        response.body = ready ? "ready\n" : "not ready\n";
    } else if (head.path == "/metrics") {
        response.headers["Content-Type"] = "text/plain; version=0.0.4; charset=utf-8";
        response.body = metrics();
    } else {
        response = problem(404, "no_such_endpoint", u"There is nothing at this address."_s);
    }
    return fixedExchange(std::move(response));
}

}  // namespace tideline::server
