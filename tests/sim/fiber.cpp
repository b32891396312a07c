#include "tests/sim/fiber.h"

#include <QtGlobal>

#include <boost/context/fiber.hpp>

#include <cstdint>
#include <cxxabi.h>
#include <sys/mman.h>
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

/// Boost's stack allocator. Stacks are kept for the next seed: mapping and faulting them in costs more than a short
/// scenario's switches.
struct StackPool {
    boost::context::stack_context allocate()
    {
        boost::context::stack_context context;
        context.size = kStackBytes;
        context.sp = static_cast<char *>(takeStack()) + kStackBytes;
        return context;
    }
    void deallocate(boost::context::stack_context &context) noexcept
    {
        void *stack = static_cast<char *>(context.sp) - kStackBytes;
#ifdef TIDELINE_SIM_ASAN
        __asan_unpoison_memory_region(stack, kStackBytes);
#endif
        freeStacks().push_back(stack);
    }

private:
    static std::vector<void *> &freeStacks()
    {
        static std::vector<void *> stacks;
        return stacks;
    }
    static void *takeStack()
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
};

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

/// A switch of Boost.Context saves registers and asks the kernel nothing; swapcontext() makes two system calls each time.
struct Fiber::State {
    std::function<void()> body;
    boost::context::fiber inside;
    boost::context::fiber outside;
    ExceptionState exceptions;
    bool ended = false;
#ifdef TIDELINE_SIM_ASAN
    void *stack = nullptr;
    void *fakeStack = nullptr;
    const void *outsideStack = nullptr;
    std::size_t outsideBytes = 0;
#endif

    static State *&current()
    {
        static State *state = nullptr;
        return state;
    }
    void enter();
    void aboutToLeave();
};

void Fiber::State::enter()
{
#ifdef TIDELINE_SIM_ASAN
    __sanitizer_finish_switch_fiber(nullptr, &outsideStack, &outsideBytes);
#endif
    body();
    body = nullptr;
    ended = true;
    aboutToLeave();
}

void Fiber::State::aboutToLeave()
{
#ifdef TIDELINE_SIM_ASAN
    __sanitizer_start_switch_fiber(ended ? nullptr : &fakeStack, outsideStack, outsideBytes);
#endif
}

Fiber::Fiber(std::function<void()> body) : m_state(std::make_unique<State>())
{
    State *state = m_state.get();
    state->body = std::move(body);
    StackPool pool;
    const boost::context::stack_context stack = pool.allocate();
#ifdef TIDELINE_SIM_ASAN
    state->stack = static_cast<char *>(stack.sp) - kStackBytes;
#endif
    state->inside = boost::context::fiber(std::allocator_arg, boost::context::preallocated(stack.sp, stack.size, stack),
                                          pool, [state](boost::context::fiber &&outside) {
                                              state->outside = std::move(outside);
                                              state->enter();
                                              return std::move(state->outside);
                                          });
}

Fiber::~Fiber()
{
    Q_ASSERT(m_state->ended);
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
    m_state->inside = std::move(m_state->inside).resume();
#ifdef TIDELINE_SIM_ASAN
    __sanitizer_finish_switch_fiber(fake, nullptr, nullptr);
#endif
    swapExceptionState(m_state->exceptions);
    State::current() = nullptr;
}

void Fiber::suspend()
{
    State *state = State::current();
    Q_ASSERT(state);
    state->aboutToLeave();
    state->outside = std::move(state->outside).resume();
#ifdef TIDELINE_SIM_ASAN
    __sanitizer_finish_switch_fiber(state->fakeStack, &state->outsideStack, &state->outsideBytes);
#endif
}

bool Fiber::ended() const
{
    return m_state->ended;
}

}  // namespace tideline::sim
