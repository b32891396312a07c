#include "ui/dialogs/ignore_dialog.h"

#include "ui/theme/icons.h"
#include "ui/words.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace tideline::ui {

namespace {
QString escaped(const QString &name)
{
    QString text = name;
    text.replace(QRegularExpression(uR"(([\\*?\[]))"_s), uR"(\\1)"_s);
    if (text.endsWith(u' '))
        text.insert(text.size() - 1, u'\\');
    return text;
}
}  // namespace

QStringList IgnoreDialog::rulesFor(const QByteArray &path, NodeKind kind)
{
    const QString whole = QString::fromUtf8(path);
    const QString name = whole.section(u'/', -1);
    const QString folder = whole.contains(u'/') ? u'/' + escaped(whole.section(u'/', 0, -2)) + u'/' : u"/"_s;
    const QString mark = kind == NodeKind::Folder ? u"/"_s : QString();
    QStringList rules{folder + escaped(name) + mark};
    const qsizetype dot = name.lastIndexOf(u'.');
    if (kind != NodeKind::Folder && dot > 0) {
        rules.append(folder + u'*' + escaped(name.mid(dot)));
        rules.append(u'*' + escaped(name.mid(dot)));
    } else {
        const QString anywhere = escaped(name) + mark;
        rules.append(anywhere.startsWith(u'#') || anywhere.startsWith(u'!') ? u'\\' + anywhere : anywhere);
    }
    return rules;
}

IgnoreDialog::IgnoreDialog(Backend &backend, const QString &root, const FileView::Entry &entry, QWidget *parent)
    : QDialog(parent), m_backend(backend), m_root(root), m_entry(entry)
{
    setObjectName(u"ignoreDialog"_s);
    setWindowTitle(tr("Ignore"));
    auto *words = new QLabel(tr("What this rule matches stays on this computer alone. Rules are those of .gitignore; they stand in "
                                ".tidelineignore, which is synced."), this);
    words->setWordWrap(true);
    m_rule = new QComboBox(this);
    m_rule->setObjectName(u"ignoreRule"_s);
    m_rule->setAccessibleName(tr("Rule"));
    m_rule->setEditable(true);
    m_rule->addItems(rulesFor(entry.path, entry.row.kind));
    m_icon = new QLabel(this);
    m_words = new QLabel(this);
    m_words->setObjectName(u"ignoreWords"_s);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setMinimumHeight(3 * fontMetrics().lineSpacing());
    m_words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_ignore = buttons->addButton(tr("Ignore"), QDialogButtonBox::AcceptRole);
    m_ignore->setObjectName(u"ignoreButton"_s);
    auto *answer = new QHBoxLayout;
    answer->addWidget(m_icon, 0, Qt::AlignTop);
    answer->addWidget(m_words, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addWidget(words);
    layout->addWidget(m_rule);
    layout->addLayout(answer);
    layout->addWidget(buttons);
    m_soon.setSingleShot(true);
    m_soon.setInterval(150);
    connect(&m_soon, &QTimer::timeout, this, &IgnoreDialog::test);
    connect(m_rule, &QComboBox::editTextChanged, this, [this] {
        m_ignore->setEnabled(false);
        m_soon.start();
    });
    connect(buttons, &QDialogButtonBox::accepted, this, &IgnoreDialog::add);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    setMinimumWidth(460);
    m_ignore->setEnabled(false);
    test();
}

void IgnoreDialog::test()
{
    const QString rule = m_rule->currentText();
    if (rule.trimmed().isEmpty()) {
        m_icon->clear();
        m_words->setText(tr("Type a rule."));
        return;
    }
    const QJsonObject args{{u"path"_s, m_root + u'/' + QString::fromUtf8(m_entry.path)}, {u"rules"_s, QJsonArray{rule}},
                           {u"folder"_s, m_entry.row.kind == NodeKind::Folder}};
    m_backend.call(u"ignore_test"_s, args, this, [this, rule](const Result<QJsonObject> &reply) {
        if (rule == m_rule->currentText())
            show(rule, reply);
    });
}

void IgnoreDialog::show(const QString &rule, const Result<QJsonObject> &reply)
{
    const QString name = QString::fromUtf8(m_entry.path);
    if (!reply) {
        m_icon->setPixmap(stateIcon(SyncState::Error).pixmap(16, 16));
        m_words->setText(toText(reply.error()));
        return;
    }
    const bool matches = reply->value(u"ignored").toBool() && reply->value(u"rule").toString() == rule.trimmed();
    const bool tracked = reply->value(u"tracked").toBool();
    m_ignore->setEnabled(true);
    if (matches && tracked) {
        m_icon->setPixmap(stateIcon(SyncState::Waiting).pixmap(16, 16));
        m_words->setText(tr("The rule matches “%1”, but that was synced before and goes on being synced. The rule holds for what comes new.").arg(name));
    } else if (matches) {
        m_icon->setPixmap(stateIcon(SyncState::Synced).pixmap(16, 16));
        m_words->setText(tr("“%1” will be ignored.").arg(name));
    } else if (reply->value(u"ignored").toBool()) {
        m_icon->setPixmap(stateIcon(SyncState::Synced).pixmap(16, 16));
        m_words->setText(tr("“%1” is ignored already, by “%2” in %3.").arg(name, reply->value(u"rule").toString(), reply->value(u"source").toString()));
    } else {
        m_icon->setPixmap(stateIcon(SyncState::Conflict).pixmap(16, 16));
        m_words->setText(tr("The rule does not match “%1”.").arg(name));
    }
}

void IgnoreDialog::add()
{
    const QString rule = m_rule->currentText();
    m_ignore->setEnabled(false);
    m_backend.call(u"ignore_add"_s, {{u"path"_s, m_root}, {u"rules"_s, QJsonArray{rule}}}, this, [this, rule](const Result<QJsonObject> &reply) {
        if (!reply) {
            show(rule, reply);
            return;
        }
        Q_EMIT added(rule);
        accept();
    });
}

}  // namespace tideline::ui
