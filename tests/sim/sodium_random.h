// libsodium's random numbers from a seed: salts of password hashes are written to the server's disk.
#pragma once

#include <QtGlobal>

namespace tideline::sim {

/// To be called once, before libsodium's first use in the program.
void prepareSodium();
/// What it draws from here on follows from `seed`.
void seedSodium(quint64 seed);

}  // namespace tideline::sim
