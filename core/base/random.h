// Randomness as an effect: injected, so that a simulation replays from its seed.
#pragma once

#include <QtGlobal>

#include <memory>
#include <span>

namespace tideline {

/// A source of random bytes.
/// Thread: any for systemRandom(); a simulated one is used from one fiber at a time.
class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<unsigned char> bytes) = 0;

    /// 64 random bits.
    quint64 next();
    /// Uniform in [0, bound); bound > 0.
    quint64 below(quint64 bound);
};

/// The operating system's generator: fit for tokens and ids. A process that forks uses it in one of the two alone, until exec.
Random &systemRandom();

/// Repeatable numbers from a seed (SplitMix64): for tests, benches and the simulation; never for secrets.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(quint64 seed) : m_state(seed) {}
    void fill(std::span<unsigned char> bytes) override;

private:
    quint64 m_state;
};

}  // namespace tideline
