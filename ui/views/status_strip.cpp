#include "ui/views/status_strip.h"

#include "ui/theme/icons.h"
#include "ui/words.h"

#include <QLabel>
#include <QToolButton>
#include <QUrl>

namespace tideline::ui {

StatusStrip::StatusStrip(ServiceState &state, QWidget *parent) : QStatusBar(parent), m_state(state)
{
    setObjectName(u"statusStrip"_s);
    setSizeGripEnabled(false);
    setContentsMargins(8, 1, 4, 1);
    m_icon = new QLabel(this);
    m_sentence = new QLabel(this);
    m_sentence->setObjectName(u"sentence"_s);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    const auto button = [this](const QString &name, const QString &icon) {
        auto *made = new QToolButton(this);
        made->setObjectName(name);
        made->setProperty("flat", true);
        made->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        made->setIconSize({14, 14});
        if (!icon.isEmpty())
            made->setIcon(actionIcon(icon));
        made->setFocusPolicy(Qt::TabFocus);
        return made;
    };
    m_conflicts = button(u"conflictsCount"_s, {});
    m_problems = button(u"problemsCount"_s, {});
    m_account = button(u"account"_s, u"sign-in"_s);
    addWidget(m_icon);
    addWidget(m_sentence, 1);
    addPermanentWidget(m_conflicts);
    addPermanentWidget(m_problems);
    addPermanentWidget(m_account);
    connect(m_conflicts, &QToolButton::clicked, this, &StatusStrip::conflictsAsked);
    connect(m_problems, &QToolButton::clicked, this, &StatusStrip::problemsAsked);
    connect(m_account, &QToolButton::clicked, this, [this] {
        if (!m_state.overall().signedIn)
            Q_EMIT signInAsked();
    });
    connect(&state, &ServiceState::overallChanged, this, &StatusStrip::showOverall);
    for (const auto signal : {&ServiceState::conflictsChanged, &ServiceState::projectsReset})
        connect(&state, signal, this, &StatusStrip::showCounts);
    showOverall();
    showCounts();
}

void StatusStrip::showOverall()
{
    const Overall &overall = m_state.overall();
    m_icon->setPixmap(stateIcon(overall.state).pixmap(16, 16));
    m_icon->setAccessibleName(stateWord(overall.state));
    m_icon->setToolTip(stateWord(overall.state));
    m_sentence->setText(overall.text);
    m_sentence->setToolTip(tipText(overall.text));
    const QString host = QUrl(overall.url).authority();
    m_account->setText(!overall.signedIn          ? tr("Not signed in")
                           : overall.userName.isEmpty() ? host
                                                        : tr("%1 on %2").arg(overall.userName, host));
    m_account->setToolTip(overall.signedIn ? (overall.online ? tr("Online: %1") : tr("Offline: %1")).arg(overall.url)
                                           : tr("Sign in…"));
    m_account->setVisible(!overall.signedIn || !overall.url.isEmpty());
}

void StatusStrip::showCounts()
{
    const int conflicts = m_state.conflicts();
    const int problems = m_state.problems();
    m_conflicts->setIcon(stateIcon(SyncState::Conflict));
    m_conflicts->setText(tr("%Ln conflicts", nullptr, conflicts));
    m_conflicts->setToolTip(tr("Decide what to keep"));
    m_conflicts->setVisible(conflicts > 0);
    m_problems->setIcon(stateIcon(SyncState::Error));
    m_problems->setText(tr("%Ln problems", nullptr, problems));
    m_problems->setToolTip(tr("Show what could not be synced"));
    m_problems->setVisible(problems > 0);
}

}  // namespace tideline::ui
