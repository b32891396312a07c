// Failure as a value: every fallible function of Tideline returns Result<T>.
#pragma once

#include <QString>

#include <optional>
#include <utility>
#include <variant>

namespace tideline {

using namespace Qt::StringLiterals;

/// What failed, where, and how to mend it. A plain value, so it may cross threads and signals.
struct Error {
    /// Decides policy (retry, pause, ask, stop); the text is for people.
    enum class Kind {
        Invalid,    ///< bad input: say so, never retry
        NotFound,   ///< the thing does not exist, with evidence
        Denied,     ///< no right to it (file permissions, role)
        SignIn,     ///< no or wrong credentials: exit 5
        Refused,    ///< a guard said no: exit 6
        Offline,    ///< the cloud cannot be reached: exit 4, retry
        Timeout,    ///< no answer in time: retry
        Conflict,   ///< the state changed underneath: look again, plan again
        Epoch,      ///< the server's history does not contain our cursor: make a union
        Corrupt,    ///< bytes break a format or a hash
        DiskFull,   ///< no space or quota
        Io,         ///< the disk or the system failed (EIO and its kin)
        Cancelled,  ///< asked to stop
    };
    Kind kind = Kind::Invalid;
    QString what;   ///< one sentence a person can read: "The project store is locked."
    QString where;  ///< path, table, URL or sync step the failure belongs to
    QString mend;   ///< the next thing to do; empty when only waiting helps
};

/// The kind in snake_case, as `--json` prints it.
QString toString(Error::Kind kind);
/// "what (where) mend", on one line.
QString toText(const Error &error);

/// A T or an Error, never neither. Test before reading: to read the wrong side is a bug, and ends the program
/// with std::bad_variant_access, which nothing catches.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return m_state.index() == 0; }
    const T &operator*() const & { return std::get<0>(m_state); }
    T &operator*() & { return std::get<0>(m_state); }
    T &&operator*() && { return std::get<0>(std::move(m_state)); }
    const T *operator->() const { return &**this; }
    T *operator->() { return &**this; }
    const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    explicit operator bool() const { return !m_error; }
    const Error &error() const { return m_error.value(); }

private:
    std::optional<Error> m_error;
};

/// The error with `where` in front of what it already says of the place.
Error at(Error error, const QString &where);

}  // namespace tideline
