#include "app/server/api/oauth_pages.h"

namespace tideline::server {

namespace {

constexpr char kStyle[] = "body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:12vh auto;padding:0 1rem;color:#1d2733;background:#fff}"
                          "h1{font-size:1.4rem}label{display:block;margin:1rem 0 .2rem}"
                          "input{font:inherit;width:100%;padding:.5rem;border:1px solid #8a97a6;border-radius:6px;box-sizing:border-box}"
                          "button{font:inherit;padding:.5rem 1.2rem;border-radius:6px;border:1px solid #0f766e;margin:1.2rem .6rem 0 0}"
                          "a.other{display:inline-block;padding:.5rem 1.2rem;border-radius:6px;border:1px solid #0f766e;color:inherit;text-decoration:none}"
                          "button[value=allow]{background:#0f766e;color:#fff}.trouble{color:#b42318}code{font-size:1.2em;letter-spacing:.1em}"
                          "@media(prefers-color-scheme:dark){body{background:#161b22;color:#e6edf3}input{background:#0d1117;color:inherit}"
                          ".trouble{color:#ff8a80}}";

QString input(const QString &name, const QString &label, const QString &type, const QString &value, const QString &more)
{
    return u"<label for=\"%1\">%2</label><input id=\"%1\" name=\"%1\" type=\"%3\" value=\"%4\" %5>"_s
        .arg(name, label.toHtmlEscaped(), type, value.toHtmlEscaped(), more);
}

QString meaningOf(const QString &scope)
{
    if (scope == u"projects:read"_s)
        return u"read your projects"_s;
    if (scope == u"projects:write"_s)
        return u"change your projects"_s;
    return u"administer your projects, members and tokens"_s;
}

Response html(const QString &title, const QString &body, int status, const QByteArray &redirect)
{
    Response response;
    response.status = status;
    response.headers["Content-Type"] = "text/html; charset=utf-8";
    response.headers["Cache-Control"] = "no-store";
    response.headers["Referrer-Policy"] = "no-referrer";
    response.headers["X-Content-Type-Options"] = "nosniff";
    response.headers["X-Frame-Options"] = "DENY";
    // Browsers ask form-action about where an answer leads, too.
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; "
                                                  "form-action 'self'"
                                                  + (redirect.isEmpty() ? QByteArray() : ' ' + redirect);
    response.body = u"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                    "content=\"width=device-width\"><title>%1</title><style>%2</style></head><body><main><h1>%1</h1>%3</main></body></html>"_s
                        .arg(title.toHtmlEscaped(), QString::fromLatin1(kStyle), body)
                        .toUtf8();
    return response;
}

}  // namespace

Response signInPage(const SignInPage &page, int status)
{
    QString body;
    if (!page.trouble.isEmpty())
        body += u"<p class=\"trouble\" role=\"alert\">%1</p>"_s.arg(page.trouble.toHtmlEscaped());
    if (!page.asksForUserCode) {
        QStringList may;
        for (const QString &scope : page.scopes)
            may << meaningOf(scope);
        body += u"<p><strong>%1</strong> wants to sign in as you, to %2.</p>"_s
                    .arg((page.deviceName.isEmpty() ? u"A device"_s : page.deviceName).toHtmlEscaped(), may.join(u", "_s).toHtmlEscaped());
    }
    if (!page.userCode.isEmpty())
        body += u"<p>It must show this code: <code>%1</code>. If it does not, somebody else asks.</p>"_s.arg(page.userCode.toHtmlEscaped());
    if (page.isNew)
        body += u"<p>You are new here: a user is made for you.</p>"_s;
    else if (!page.knownAs.isEmpty())
        body += u"<p>You are <strong>%1</strong>.</p>"_s.arg(page.knownAs.toHtmlEscaped());
    body += u"<form method=\"post\" action=\"%1\">"_s.arg(QString::fromLatin1(page.action).toHtmlEscaped());
    for (const auto &[name, value] : page.fields)
        body += u"<input type=\"hidden\" name=\"%1\" value=\"%2\">"_s.arg(name.toHtmlEscaped(), value.toHtmlEscaped());
    if (page.asksForUserCode) {
        body += input(u"user_code"_s, u"The code that the device shows"_s, u"text"_s, {}, u"autocomplete=\"off\" autocapitalize=\"characters\" required"_s);
        body += u"<button>Go on</button>"_s;
    } else if (page.isNew || !page.knownAs.isEmpty()) {
        body += u"<button name=\"decision\" value=\"allow\">Sign in</button><button name=\"decision\" value=\"deny\">Refuse</button>"_s;
    } else {
        if (!page.providerName.isEmpty())
            body += u"<p><a class=\"other\" href=\"%1\">Sign in with %2</a></p>"_s.arg(QString::fromLatin1(page.providerLink).toHtmlEscaped(),
                                                                                      page.providerName.toHtmlEscaped());
        body += input(u"user"_s, u"User name"_s, u"text"_s, page.user, u"autocomplete=\"username\" required"_s);
        body += input(u"password"_s, u"Password"_s, u"password"_s, {}, u"autocomplete=\"current-password\" required"_s);
        body += u"<button name=\"decision\" value=\"allow\">Sign in</button><button name=\"decision\" value=\"deny\" formnovalidate>Refuse</button>"_s;
    }
    return html(u"Sign in to Tideline"_s, body + u"</form>"_s, status, page.redirect);
}

Response messagePage(const QString &title, const QString &text, int status)
{
    return html(title, u"<p>%1</p>"_s.arg(text.toHtmlEscaped()), status, {});
}

}  // namespace tideline::server
