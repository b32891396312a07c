// One page of the first run.
#pragma once

#include "ui/first_run/local_server.h"
#include "ui/first_run/setup_plan.h"
#include "ui/service_state.h"
#include "ui/settings/preferences.h"

#include <QVBoxLayout>
#include <QWidget>

namespace tideline::ui {

/// What the first run is made over.
struct FirstRunParts {
    ServiceState &state;
    Preferences &preferences;
    LocalServer &server;
    FolderLooker look;  ///< off the GUI thread
};

/// Thread:    GUI.
/// Ownership: borrows the parts and the answers, which outlive it.
/// Invariant: what a page was told stands in the answers before it says done().
class FirstRunPage : public QWidget {
    Q_OBJECT
public:
    FirstRunPage(const QString &name, const QString &title, const FirstRunParts &parts, SetupAnswers &answers, QWidget *parent)
        : QWidget(parent), m_parts(parts), m_answers(answers), m_title(title)
    {
        setObjectName(name);
        m_body = new QVBoxLayout(this);
        m_body->setContentsMargins({});
        m_body->setSpacing(10);
    }

    virtual QString title() const { return m_title; }
    /// It is about to be shown: again, when one comes back to it.
    virtual void enter() {}
    /// Whether one may go on.
    virtual bool isReady() const { return true; }
    /// Of the button that leads on.
    virtual QString nextText() const { return tr("&Next"); }
    /// Goes on: done() follows, or the page says what is wrong.
    virtual void advance() { Q_EMIT done(); }
    /// One goes back, or gives up: what runs ends.
    virtual void halt() {}

Q_SIGNALS:
    /// title(), isReady() or nextText() may say something else.
    void changed();
    void done();

protected:
    FirstRunParts m_parts;
    SetupAnswers &m_answers;
    QVBoxLayout *m_body;

private:
    QString m_title;
};

}  // namespace tideline::ui
