#include "ui/first_run/setup_run.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>

namespace tideline::ui {

namespace {
Result<void> makeFolder(const QString &path)
{
    if (QFileInfo(path).isDir() || QDir().mkpath(path))
        return {};
    return Error{Error::Kind::Denied, SetupRun::tr("The folder cannot be made."), path, SetupRun::tr("Go back, and choose another.")};
}
}  // namespace

void SetupRun::setSteps(const QList<SetupStep> &steps)
{
    stop();
    m_steps = steps;
    m_states = QList<State>(steps.size(), State::Waiting);
    m_added.clear();
}

void SetupRun::start()
{
    if (isRunning())
        return;
    for (int step = 0; step < m_steps.size(); ++step) {
        if (m_states[step] == State::Failed)
            set(step, State::Waiting);
    }
    next();
}

void SetupRun::stop()
{
    ++m_round;
    if (m_call != 0)
        m_state.backend().cancel(std::exchange(m_call, 0));
    if (m_current >= 0)
        set(std::exchange(m_current, -1), State::Waiting);
}

bool SetupRun::isDone() const
{
    return std::ranges::all_of(m_states, [](State state) { return state == State::Done; });
}

void SetupRun::next()
{
    const auto waiting = std::ranges::find(m_states, State::Waiting);
    // Nothing goes into a folder that could not be made.
    const bool isBlocked = !m_states.isEmpty() && m_states.first() == State::Failed;
    if (waiting != m_states.end() && !isBlocked) {
        run(int(waiting - m_states.begin()));
        return;
    }
    m_current = -1;
    if (!m_added.isEmpty()) {
        m_state.refreshProjects();
        // How it comes along is seen in the projects' states; it goes on when this is gone.
        m_state.backend().call(u"sync"_s, {{u"projects"_s, QJsonArray::fromStringList(m_added)}}, &m_state.backend(), {});
        m_added.clear();
    }
    Q_EMIT ended();
}

void SetupRun::run(int step)
{
    m_current = step;
    set(step, State::Running);
    const SetupStep &one = m_steps[step];
    const int round = m_round;
    if (one.kind == SetupStep::Kind::Folder) {
        m_worker.ask(this, [folder = one.folder] { return makeFolder(folder); }, [this, step, round](const Result<void> &made) {
            if (round == m_round)
                finish(step, made);
        });
        return;
    }
    if (const ProjectRow *row = m_state.project(one.project); row && row->isHere()) {
        finish(step, {});
        return;
    }
    m_call = m_state.backend().call(u"clone"_s, {{u"project"_s, one.project}, {u"dir"_s, one.folder}, {u"online_only"_s, one.onlineOnly}}, this,
                                    [this, step, round](const Result<QJsonObject> &reply) {
        if (round != m_round)
            return;
        m_call = 0;
        if (reply)
            m_added.append(projectFromJson(*reply).argument());
        finish(step, reply ? Result<void>() : reply.error());
    });
}

void SetupRun::finish(int step, const Result<void> &outcome)
{
    set(step, outcome ? State::Done : State::Failed);
    if (!outcome)
        Q_EMIT stepFailed(step, outcome.error());
    next();
}

void SetupRun::set(int step, State state)
{
    m_states[step] = state;
    Q_EMIT stepChanged(step);
}

}  // namespace tideline::ui
