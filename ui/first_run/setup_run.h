// Does the steps of a first run, one after the other.
#pragma once

#include "ui/first_run/setup_plan.h"
#include "ui/operations/worker.h"
#include "ui/service_state.h"

namespace tideline::ui {

/// Thread:    GUI; folders are made on a worker's.
/// Ownership: borrows the state.
/// Invariant: a step is whole or not done: each is one verb. What is done already is not done again, so that a run can be repeated.
class SetupRun final : public QObject {
    Q_OBJECT
public:
    enum class State { Waiting, Running, Done, Failed };

    explicit SetupRun(ServiceState &state, QObject *parent = nullptr) : QObject(parent), m_state(state) {}

    /// Other steps; those that are running end.
    void setSteps(const QList<SetupStep> &steps);
    /// Begins, or tries those again that failed.
    void start();
    /// Ends what runs, and begins no other.
    void stop();
    bool isRunning() const { return m_current >= 0; }
    /// Whether every step is done.
    bool isDone() const;
    State stateOf(int step) const { return m_states[step]; }

Q_SIGNALS:
    void stepChanged(int step);
    void stepFailed(int step, const tideline::Error &error);
    /// Nothing runs any more: all is done, or something failed.
    void ended();

private:
    void next();
    void run(int step);
    void finish(int step, const Result<void> &outcome);
    void set(int step, State state);

    ServiceState &m_state;
    Worker m_worker;
    QList<SetupStep> m_steps;
    QList<State> m_states;
    QStringList m_added;    ///< the projects, as the engine names them
    int m_current = -1;     ///< -1 = nothing runs
    quint64 m_call = 0;
    int m_round = 0;        ///< replies of an older one count nothing
};

}  // namespace tideline::ui
