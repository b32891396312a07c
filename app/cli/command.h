// A command of `tide` as data: parsing, --help and the completions are all made from it.
#pragma once

#include <QString>
#include <QStringList>

#include <map>
#include <vector>

namespace tideline::cli {

class Context;

/// What the user wrote for one command, already checked against its parameters.
class Arguments {
public:
    /// By the parameter's key: "DIR", "token-file".
    bool has(const char *key) const { return m_values.contains(QLatin1StringView(key)); }
    /// The value, or "" when it was not given.
    QString text(const char *key) const { return texts(key).value(0); }
    QStringList texts(const char *key) const;
    qint64 integer(const char *key, qint64 fallback = 0) const;

    void set(const QString &key, const QStringList &values) { m_values[key] = values; }

private:
    std::map<QString, QStringList> m_values;
};

/// One thing that a command may be told.
struct Parameter {
    enum class Takes { Flag, Text, Folder, File, Project, Path, Number, Choice };
    enum class Count { One, Optional, Many, Some };  ///< of positionals; Many = none or more, Some = one or more
    /// A positional's word ("DIR"), or an option with its dashes ("--token-file", "-m,--message").
    const char *name = "";
    Takes takes = Takes::Flag;
    const char *help = "";
    Count count = Count::Optional;
    const char *placeholder = "";  ///< of an option's value: "FILE"; of a positional, when its word says too little
    std::vector<const char *> choices = {};
    bool required = false;  ///< options only

    bool isPositional() const { return name[0] != '-'; }
    bool isList() const { return isPositional() && (count == Count::Many || count == Count::Some); }
    bool isNeeded() const { return isPositional() ? count == Count::One || count == Count::Some : required; }
    /// What Arguments knows it by: "DIR", "token-file", "message".
    QString key() const;
};

struct Example {
    const char *line = "";
    const char *what = "";
};

/// The parts of the overview.
enum class Group { Start, Daily, Look, Mend, Settings, Hidden };

struct Command {
    const char *name = "";
    const char *summary = "";  ///< one line, for the overview
    Group group = Group::Hidden;
    const char *details = "";  ///< what a newcomer must know; lines of at most 78 columns
    std::vector<Parameter> parameters = {};
    std::vector<Example> examples = {};
    std::vector<Command> subcommands = {};
    /// Returns the exit code. Null only for a command that is nothing without its subcommand.
    int (*run)(Context &, const Arguments &) = nullptr;
};

}  // namespace tideline::cli
