#include "ui/dialogs/links_dialog.h"

#include "ui/views/error_box.h"
#include "ui/views/named_box.h"
#include "ui/views/table_page.h"
#include "ui/words.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace tideline::ui {

namespace {
constexpr int kUsualDays = 7;
constexpr int kYear = 365;  ///< the longest that the cloud takes
constexpr qint64 kDayMs = 86'400'000;

QString placeOf(const QJsonObject &row)
{
    const QString path = row.value(u"path").toString();
    return path.isEmpty() ? LinksDialog::tr("The whole project") : path;
}

QString endOf(const QJsonObject &row)
{
    const QString day = dayText(row.value(u"expires_at_ms").toInteger());
    return row.value(u"expired").toBool() ? LinksDialog::tr("Over since %1").arg(day) : day;
}

QString passwordOf(const QJsonObject &row)
{
    return row.value(u"has_password").toBool() ? LinksDialog::tr("Yes") : LinksDialog::tr("No");
}

QList<JsonTableModel::Column> columns()
{
    return {textColumn(LinksDialog::tr("Leads to"), placeOf),
            textColumn(LinksDialog::tr("By"), [](const QJsonObject &row) { return row.value(u"by").toObject().value(u"name").toString(); }),
            textColumn(LinksDialog::tr("Made"), [](const QJsonObject &row) { return timeText(row.value(u"at_ms").toInteger()); }),
            textColumn(LinksDialog::tr("Ends"), endOf), textColumn(LinksDialog::tr("Password"), passwordOf)};
}
}  // namespace

QString whyNoLinks(const ProjectRow &project)
{
    if (project.id.isEmpty())
        return LinksDialog::tr("this project is not in the cloud");
    return project.role == u"owner" ? QString() : LinksDialog::tr("only an owner of the project may do this");
}

LinksDialog::LinksDialog(ServiceState &state, const QString &key, const QString &path, QWidget *parent)
    : QDialog(parent), m_state(state), m_key(key), m_path(path)
{
    if (const ProjectRow *row = state.project(key))
        m_name = row->name;
    setObjectName(u"linksDialog"_s);
    setWindowTitle(tr("Share by link"));
    m_page = new TablePage(tr("Links into “%1”").arg(m_name),
                           tr("Whoever has a link reads what it leads to, as it is then, without an account, until the link ends."), columns(), this);
    m_page->view().setObjectName(u"linksTable"_s);
    m_page->view().setSelectionMode(QAbstractItemView::SingleSelection);
    m_page->view().header()->resizeSection(1, 90);
    m_page->view().header()->resizeSection(2, 120);
    m_page->view().header()->resizeSection(3, 170);
    m_page->view().header()->resizeSection(4, 90);
    m_page->setEmptyWords(tr("There are no links into this project."));
    m_revoke = new QPushButton(tr("Revoke"), this);
    m_revoke->setObjectName(u"revokeLink"_s);
    m_revoke->setAutoDefault(false);
    m_revoke->setEnabled(false);
    auto *selected = new QHBoxLayout;
    selected->setContentsMargins(20, 0, 16, 0);
    selected->addWidget(m_revoke);
    selected->addStretch();
    m_error = new ErrorBox(this);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_page, 1);
    layout->addLayout(selected);
    layout->addWidget(makeNew());
    layout->addLayout(TablePage::dialogFoot(m_error, buttons));
    resize(720, 520);
    m_password->setFocus();
    connect(m_page, &TablePage::selectionChanged, this, [this] { m_revoke->setEnabled(m_page->selected().size() == 1); });
    connect(m_revoke, &QPushButton::clicked, this, &LinksDialog::revoke);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    refresh();
}

QWidget *LinksDialog::makeNew()
{
    auto *box = new QWidget(this);
    const QString path = breakable(m_path).replace(u'&', u"&&"_s);
    auto *label = new QLabel(m_path.isEmpty() ? tr("&New link to the whole project") : tr("&New link to “%1”").arg(path), box);
    label->setTextFormat(Qt::PlainText);  // the path is anybody's
    label->setProperty("role", u"heading"_s);
    label->setWordWrap(true);
    m_end = new QComboBox(box);
    m_end->setObjectName(u"linkEnd"_s);
    nameBox(*m_end, tr("When the link ends"));
    for (const int days : {1, kUsualDays, 30, 90})
        m_end->addItem(tr("Ends in %Ln days", nullptr, days), days);
    m_end->addItem(tr("Ends in a year"), kYear);
    m_end->setCurrentIndex(m_end->findData(kUsualDays));
    label->setBuddy(m_end);
    m_password = new QLineEdit(box);
    m_password->setObjectName(u"linkPassword"_s);
    m_password->setAccessibleName(tr("Password of the link"));
    m_password->setPlaceholderText(tr("Password; empty: none is asked for"));
    m_password->setEchoMode(QLineEdit::PasswordEchoOnEdit);
    m_create = new QPushButton(tr("Create and copy"), box);
    m_create->setObjectName(u"createLink"_s);
    m_create->setAutoDefault(false);  // Enter in the list or in the new link makes no other one
    m_url = new QLineEdit(box);
    m_url->setObjectName(u"linkUrl"_s);
    m_url->setAccessibleName(tr("The new link"));
    m_url->setReadOnly(true);
    m_url->hide();
    m_words = new QLabel(box);
    m_words->setObjectName(u"linkWords"_s);
    m_words->setProperty("role", u"muted"_s);
    m_words->setWordWrap(true);
    m_words->hide();
    auto *row = new QHBoxLayout;
    row->addWidget(m_end);
    row->addWidget(m_password, 1);
    row->addWidget(m_create);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(20, 8, 16, 8);
    layout->addWidget(label);
    layout->addLayout(row);
    layout->addWidget(m_url);
    layout->addWidget(m_words);
    connect(m_create, &QPushButton::clicked, this, &LinksDialog::create);
    connect(m_password, &QLineEdit::returnPressed, m_create, &QPushButton::click);
    return box;
}

void LinksDialog::refresh()
{
    m_state.backend().call(u"links"_s, {{u"project"_s, m_key}}, this, [this](const Result<QJsonObject> &reply) {
        if (reply)
            return m_page->setRows(rowsOf(*reply));
        m_page->setUnknown();
        m_error->show(reply.error());
    });
}

void LinksDialog::ask(const QString &verb, QJsonObject arguments, const std::function<void(const QJsonObject &)> &done)
{
    m_error->hide();
    arguments.insert(u"project"_s, m_key);
    m_state.backend().call(verb, arguments, this, [this, done](const Result<QJsonObject> &reply) {
        m_create->setEnabled(true);
        if (!reply)
            return m_error->show(reply.error());
        if (done)
            done(*reply);
        refresh();
    });
}

void LinksDialog::create()
{
    QJsonObject arguments{{u"path"_s, m_path}, {u"expires_at_ms"_s, QDateTime::currentMSecsSinceEpoch() + m_end->currentData().toInt() * kDayMs}};
    if (const QString password = m_password->text(); !password.isEmpty())
        arguments.insert(u"password"_s, password);
    m_create->setEnabled(false);  // one at a time: the one before would be shown no more
    ask(u"create_link"_s, arguments, [this](const QJsonObject &link) { showLink(link); });
}

void LinksDialog::showLink(const QJsonObject &link)
{
    const QString url = link.value(u"url").toString();
    m_password->clear();
    QGuiApplication::clipboard()->setText(url);
    m_url->setText(url);
    m_url->show();
    m_words->setText(tr("Copied. The link is shown this once; it ends on %1.").arg(dayText(link.value(u"expires_at_ms").toInteger())));
    m_words->show();
    m_url->setFocus();
    m_url->setSelection(int(url.size()), -int(url.size()));  // its beginning is in sight
}

void LinksDialog::revoke()
{
    const QList<QJsonObject> rows = m_page->selected();
    if (rows.size() != 1)
        return;
    const auto go = [this, id = rows.first().value(u"id")] { ask(u"revoke_link"_s, {{u"id"_s, id}}, {}); };
    if (rows.first().value(u"expired").toBool())
        return go();
    auto *box = new QMessageBox(QMessageBox::Question, tr("Revoke"), tr("Revoke this link to “%1”?").arg(placeOf(rows.first())), QMessageBox::Cancel, this);
    box->setTextFormat(Qt::PlainText);  // the names are anybody's
    box->setInformativeText(tr("Whoever has it reads nothing by it any more. It cannot be given back; a new link is another one."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto *yes = box->addButton(tr("Revoke"), QMessageBox::AcceptRole);
    yes->setObjectName(u"revokeYes"_s);
    connect(yes, &QAbstractButton::clicked, this, go);
    box->open();
}

}  // namespace tideline::ui
