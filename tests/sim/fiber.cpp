#include "tests/sim/fiber.h"

#include <QtGlobal>

#include <cstdint>
#include <cstring>
#include <cxxabi.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <vector>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#define TIDELINE_SIM_ASAN 1
#endif

namespace tideline::sim {

namespace {

#ifdef TIDELINE_SIM_ASAN
constexpr std::size_t kStackBytes = 8 << 20;  // ASan's frames are wide
#else
constexpr std::size_t kStackBytes = 2 << 20;
#endif
constexpr std::size_t kGuardBytes = 64 << 10;

/// Stacks are kept for the next seed: mapping and faulting them in costs more than a short scenario's switches.
std::vector<void *> &freeStacks()
{
    static std::vector<void *> stacks;
    return stacks;
}

void *takeStack()
{
    auto &stacks = freeStacks();
    if (!stacks.empty()) {
        void *stack = stacks.back();
        stacks.pop_back();
        return stack;
    }
    void *base = ::mmap(nullptr, kStackBytes + kGuardBytes, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    Q_ASSERT(base != MAP_FAILED);
    ::mprotect(base, kGuardBytes, PROT_NONE);
    return static_cast<char *>(base) + kGuardBytes;
}

/// The head of libstdc++'s and libc++abi's __cxa_eh_globals; the layout is fixed by the Itanium C++ ABI.
struct ExceptionState {
    void *caught = nullptr;
    unsigned int uncaught = 0;
};

void swapExceptionState(ExceptionState &kept)
{
    auto *live = reinterpret_cast<ExceptionState *>(abi::__cxa_get_globals());
    std::swap(*live, kept);
}

}  // namespace

struct Fiber::State {
    std::function<void()> body;
    ucontext_t inside{};
    ucontext_t outside{};
    ExceptionState exceptions;
    void *stack = nullptr;
    bool ended = false;
#ifdef TIDELINE_SIM_ASAN
    void *fakeStack = nullptr;
    const void *outsideStack = nullptr;
    std::size_t outsideBytes = 0;
#endif

    static State *&current()
    {
        static State *state = nullptr;
        return state;
    }
    static void enter();
    void leave();
};

void Fiber::State::enter()
{
    State *self = current();
#ifdef TIDELINE_SIM_ASAN
    __sanitizer_finish_switch_fiber(nullptr, &self->outsideStack, &self->outsideBytes);
#endif
    self->body();
    self->body = nullptr;
    self->ended = true;
    self->leave();
}

void Fiber::State::leave()
{
#ifdef TIDELINE_SIM_ASAN
    __sanitizer_start_switch_fiber(ended ? nullptr : &fakeStack, outsideStack, outsideBytes);
#endif
    ::swapcontext(&inside, &outside);
#ifdef TIDELINE_SIM_ASAN
    __sanitizer_finish_switch_fiber(fakeStack, &outsideStack, &outsideBytes);
#endif
}

Fiber::Fiber(std::function<void()> body) : m_state(std::make_unique<State>())
{
    m_state->body = std::move(body);
    m_state->stack = takeStack();
    ::getcontext(&m_state->inside);
    m_state->inside.uc_stack.ss_sp = m_state->stack;
    m_state->inside.uc_stack.ss_size = kStackBytes;
    m_state->inside.uc_link = nullptr;
    ::makecontext(&m_state->inside, &State::enter, 0);
}

Fiber::~Fiber()
{
    Q_ASSERT(m_state->ended);
#ifdef TIDELINE_SIM_ASAN
    __asan_unpoison_memory_region(m_state->stack, kStackBytes);
#endif
    freeStacks().push_back(m_state->stack);
}

void Fiber::resume()
{
    Q_ASSERT(!State::current() && !m_state->ended);
    State::current() = m_state.get();
    swapExceptionState(m_state->exceptions);
#ifdef TIDELINE_SIM_ASAN
    void *fake = nullptr;
    __sanitizer_start_switch_fiber(&fake, m_state->stack, kStackBytes);
#endif
    ::swapcontext(&m_state->outside, &m_state->inside);
#ifdef TIDELINE_SIM_ASAN
    __sanitizer_finish_switch_fiber(fake, nullptr, nullptr);
#endif
    swapExceptionState(m_state->exceptions);
    State::current() = nullptr;
}

void Fiber::suspend()
{
    Q_ASSERT(State::current());
    State::current()->leave();
}

bool Fiber::ended() const
{
    return m_state->ended;
}

}  // namespace tideline::sim
