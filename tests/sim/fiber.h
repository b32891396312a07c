// A stack of its own for each actor of the simulation: plain blocking code that can be left in the middle and resumed.
#pragma once

#include <functional>
#include <memory>

namespace tideline::sim {

/// One actor's stack. resume() runs it until it calls suspend() or its body returns.
///
/// Thread:    all fibers and their resumer live on one OS thread.
/// Invariant: an exception never leaves the body, and the fiber is never left while one is in flight; the C++
///            runtime's per-thread exception state is kept per fiber, so that a catch block may suspend.
class Fiber {
public:
    explicit Fiber(std::function<void()> body);
    /// The body must have ended: a fiber dropped in the middle would leak what its stack owns.
    ~Fiber();
    Fiber(const Fiber &) = delete;
    Fiber &operator=(const Fiber &) = delete;

    /// Called outside any fiber.
    void resume();
    /// Called inside a fiber: goes back to whoever called resume().
    static void suspend();
    bool ended() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace tideline::sim
