#include "app/server/api/link_page.h"

#include "core/base/content_hash.h"

namespace tideline::server {

namespace {

constexpr char kStyle[] = R"(body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:8vh auto;padding:0 1rem;color:#1d2733;background:#fff}
h1{font-size:1.4rem;overflow-wrap:anywhere}label{display:block;margin:1rem 0 .2rem}
input{font:inherit;padding:.5rem;border:1px solid #8a97a6;border-radius:6px}
button{font:inherit;padding:.4rem 1rem;border-radius:6px;border:1px solid #0f766e;background:#0f766e;color:#fff}
table{width:100%;border-collapse:collapse}td{padding:.3rem .4rem;border-top:1px solid #d7dde4;overflow-wrap:anywhere}
td.size{text-align:right;white-space:nowrap}td button.folder{background:none;border:0;color:inherit;padding:0;text-decoration:underline}
.trouble{color:#b42318}
@media(prefers-color-scheme:dark){body{background:#161b22;color:#e6edf3}input{background:#0d1117;color:inherit}.trouble{color:#ff8a80}
td{border-color:#30363d}})";

constexpr char kScript[] = R"('use strict';
(() => {
const link = location.pathname.split('/').pop();
const base = '/api/v1/shared/' + encodeURIComponent(link);
const main = document.querySelector('main');
let access = '';
function element(name, text) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  return made;
}
function show(...elements) { main.replaceChildren(...elements); }
function trouble(text) { const made = element('p', text); made.className = 'trouble'; made.setAttribute('role', 'alert'); return made; }
async function ask(path, body) {
  const reply = await fetch(base + path, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body),
                                          credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer'});
  return [reply.status, await reply.json()];
}
function sizeText(bytes) {
  for (const unit of ['bytes', 'KB', 'MB', 'GB']) {
    if (bytes < 1000) return (unit === 'bytes' ? bytes : bytes.toFixed(1)) + ' ' + unit;
    bytes /= 1000;
  }
  return bytes.toFixed(1) + ' TB';
}
function download(path, label) {
  const form = element('form');
  form.method = 'post';
  form.action = base + '/file';
  for (const [name, value] of [['access', access], ['path', path]]) {
    const field = element('input');
    field.type = 'hidden'; field.name = name; field.value = value;
    form.append(field);
  }
  form.append(element('button', label));
  return form;
}
function password(text) {
  const form = element('form'), label = element('label', 'Password'), field = element('input');
  field.type = 'password'; field.id = label.htmlFor = 'password'; field.required = true; field.autocomplete = 'off';
  form.append(label, field, document.createTextNode(' '), element('button', 'Open'));
  form.addEventListener('submit', event => { event.preventDefault(); open(field.value); });
  show(element('h1', 'This link has a password'), ...(text ? [trouble(text)] : []), form);
  field.focus();
}
async function folder(title, path, after, rows) {
  const [status, reply] = await ask('/tree', {access, path, after});
  if (status !== 200) return show(element('h1', title), trouble(reply.title || 'This cannot be shown.'));
  const table = rows || element('table');
  for (const item of reply.items) {
    const row = element('tr'), name = element('td'), size = element('td'), act = element('td');
    const below = path ? path + '/' + item.name : item.name;
    size.className = 'size';
    if (item.kind === 'dir') {
      const button = element('button', item.name + '/');
      button.className = 'folder';
      button.addEventListener('click', () => folder(below, below, ''));
      name.append(button);
    } else {
      name.textContent = item.name;
      if (item.kind === 'file') { size.textContent = sizeText(item.size); act.append(download(below, 'Download')); }
    }
    row.append(name, size, act);
    table.append(row);
  }
  const parts = [element('h1', title)];
  if (path) {
    const up = element('button', 'Up');
    const above = path.split('/').slice(0, -1).join('/');
    up.addEventListener('click', () => folder(above || titleAtTop, above, ''));
    parts.push(up);
  }
  parts.push(table);
  if (reply.after) {
    const more = element('button', 'More');
    more.addEventListener('click', () => folder(title, path, reply.after, table));
    parts.push(more);
  }
  show(...parts);
}
let titleAtTop = '';
async function open(word) {
  const secret = location.hash.slice(1);
  if (!secret) return show(element('h1', 'This link is not whole'), trouble('What stands behind the # is missing. Copy the link again.'));
  const [status, reply] = await ask('', word === undefined ? {secret} : {secret, password: word});
  if (reply.code === 'password_needed') return password('');
  if (reply.code === 'bad_password' || status === 429) return password(reply.title);
  if (status !== 200) return show(element('h1', 'This link does not open'), trouble(reply.title || 'Ask whoever gave it to you.'));
  access = reply.access;
  titleAtTop = reply.name;
  if (reply.kind === 'file') show(element('h1', reply.name), element('p', sizeText(reply.size)), download('', 'Download'));
  else folder(reply.name, '', '');
}
addEventListener('hashchange', () => open());
open().catch(() => show(element('h1', 'The server does not answer'), trouble('Try again in a while.')));
})();
)";

QByteArray sourceOf(const char *text)
{
    return "'sha256-" + sha256(QByteArrayView(text)).toBytes().toBase64() + '\'';
}

}  // namespace

Response sharePage()
{
    Response response;
    response.headers["Content-Type"] = "text/html; charset=utf-8";
    response.headers["Cache-Control"] = "no-store";
    response.headers["Referrer-Policy"] = "no-referrer";
    response.headers["X-Content-Type-Options"] = "nosniff";
    response.headers["X-Frame-Options"] = "DENY";
    response.headers["X-Robots-Tag"] = "noindex, nofollow";
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src " + sourceOf(kStyle) + "; script-src " + sourceOf(kScript)
                                                  + "; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    response.body = QByteArray("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                               "<meta name=\"referrer\" content=\"no-referrer\"><title>Tideline: shared with you</title><style>")
                    + kStyle + "</style></head><body><main><h1>Shared with you</h1><noscript><p>This page needs its script: it reads what stands behind "
                               "the # of the link, which browsers send nowhere by themselves.</p></noscript></main><script>"
                    + kScript + "</script></body></html>";
    return response;
}

}  // namespace tideline::server
