#include "app/cli/completion.h"

#include "app/cli/command_table.h"

#include <functional>

namespace tideline::cli {

using namespace Qt::StringLiterals;

namespace {
using Takes = Parameter::Takes;

QStringList spellings(const Parameter &parameter)
{
    return QString::fromLatin1(parameter.name).split(u',');
}

QStringList visibleNames(const std::vector<Command> &commands)
{
    QStringList names;
    for (const Command &command : commands) {
        if (&commands != &commandTable() || command.group != Group::Hidden)
            names += QString::fromLatin1(command.name);
    }
    return names;
}

/// Calls `visit` with "trash", "trash list", … and each command.
void eachCommand(const std::vector<Command> &commands, const QString &above,
                 const std::function<void(const QString &, const Command &)> &visit)
{
    for (const Command &command : commands) {
        if (above.isEmpty() && command.group == Group::Hidden)
            continue;
        const QString path = (above + u' ' + QLatin1StringView(command.name)).trimmed();
        visit(path, command);
        eachCommand(command.subcommands, path, visit);
    }
}

QStringList optionsOf(const std::vector<Parameter> &parameters)
{
    QStringList options;
    for (const Parameter &parameter : parameters) {
        if (!parameter.isPositional())
            options += spellings(parameter);
    }
    return options;
}

/// What stands for a value of this kind in bash's `case`: files, dirs, projects, words.
QString bashValues(const Parameter &parameter)
{
    switch (parameter.takes) {
    case Takes::Folder: return u"dirs"_s;
    case Takes::File:
    case Takes::Path: return u"files"_s;
    case Takes::Project: return u"projects"_s;
    case Takes::Choice: {
        QStringList words;
        for (const char *choice : parameter.choices)
            words += QString::fromLatin1(choice);
        return u"words "_s + words.join(u' ');
    }
    default: return u"none"_s;
    }
}

QString quoted(const char *text)
{
    return QString::fromUtf8(text).replace(u'\'', u"'\\''"_s);
}
}  // namespace

QString bashCompletion()
{
    QString options;  // what follows an option that takes a value
    QString words;    // options and commands of each command
    QString values;   // kind of each command's positionals
    const auto optionValues = [&](const QString &path, const std::vector<Parameter> &parameters) {
        for (const Parameter &parameter : parameters) {
            if (parameter.isPositional() || parameter.takes == Takes::Flag)
                continue;
            QStringList patterns;
            for (const QString &name : spellings(parameter))
                patterns += u"'%1 %2'"_s.arg(path, name);
            options += u"        %1) kind='%2' ;;\n"_s.arg(patterns.join(u'|'), bashValues(parameter));
        }
    };
    eachCommand(commandTable(), {}, [&](const QString &path, const Command &command) {
        optionValues(path, command.parameters);
        words += u"        '%1') words='%2' ;;\n"_s.arg(
            path, (visibleNames(command.subcommands) + optionsOf(command.parameters)).join(u' '));
        for (const Parameter &parameter : command.parameters) {
            if (parameter.isPositional()) {
                values += u"        '%1') kind='%2' ;;\n"_s.arg(path, bashValues(parameter));
                break;
            }
        }
    });
    QString nested;
    for (const Command &command : commandTable()) {
        if (!command.subcommands.empty() && command.group != Group::Hidden)
            nested += (nested.isEmpty() ? u""_s : u"|"_s) + QString::fromLatin1(command.name);
    }
    return QString::fromLatin1(R"sh(# bash completion of tide; made by "tide completion bash"
_tide() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} path='' words='' kind='' i word
    local IFS=$' \t\n'
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        case $word in
        --profile) ((i++)) ;;
        -*) ;;
        *)
            if [[ -z $path ]]; then path=$word; else
                case $path in @NESTED@) path+=" $word" ;; esac
                break
            fi ;;
        esac
    done
    case "$path $prev" in
        *' --profile') kind='dirs' ;;
@OPTIONS@    esac
    if [[ -z $kind && $cur != -* ]]; then
        case $path in
        '') words='@COMMANDS@' ;;
        esac
        case $path in
@VALUES@        esac
    fi
    if [[ -z $kind || $kind == none ]]; then
        case $path in
@WORDS@        esac
        [[ $cur == -* ]] && words+=' @COMMON@'
        COMPREPLY=($(compgen -W "$words" -- "$cur"))
        return
    fi
    case $kind in
        dirs) compopt -o filenames; IFS=$'\n'; COMPREPLY=($(compgen -d -- "$cur")) ;;
        files) compopt -o filenames; IFS=$'\n'; COMPREPLY=($(compgen -f -- "$cur")) ;;
        projects)
            compopt -o filenames; IFS=$'\n'
            COMPREPLY=($(compgen -W "$(tide --json projects 2>/dev/null | sed -n 's/.*"project":"\([^"\\]*\)".*/\1/p')" -- "$cur")
                       $(compgen -d -- "$cur")) ;;
        words*) COMPREPLY=($(compgen -W "${kind#words }" -- "$cur")) ;;
    esac
}
complete -F _tide tide
)sh")
        .replace(u"@NESTED@"_s, nested)
        .replace(u"@OPTIONS@"_s, options)
        .replace(u"@COMMANDS@"_s, visibleNames(commandTable()).join(u' '))
        .replace(u"@VALUES@"_s, values)
        .replace(u"@WORDS@"_s, words)
        .replace(u"@COMMON@"_s, optionsOf(commonParameters()).join(u' '));
}

QString zshCompletion()
{
    // zsh runs bash's function through its own emulation, and shows the summaries of the commands itself.
    QString rows;
    for (const Command &command : commandTable()) {
        if (command.group != Group::Hidden)
            rows += u"        '%1:%2'\n"_s.arg(QLatin1StringView(command.name), quoted(command.summary).replace(u':', u"\\:"_s));
    }
    return QString::fromLatin1(R"sh(#compdef tide
# zsh completion of tide; made by "tide completion zsh"
autoload -U +X bashcompinit && bashcompinit
)sh") + bashCompletion()
               .replace(u"complete -F _tide tide\n"_s, QString())
               .replace(u"_tide()"_s, u"_tide_words()"_s)
               .replace(u"compopt -o filenames; "_s, QString())
           + QString::fromLatin1(R"sh(_tide() {
    local -a commands=(
%1    )
    if ((CURRENT == 2)) && [[ ${words[2]} != -* ]]; then
        _describe command commands
    else
        _bash_complete -F _tide_words
    fi
}
compdef _tide tide
)sh").arg(rows);
}

QString fishCompletion()
{
    QString text = QString::fromLatin1(R"sh(# fish completion of tide; made by "tide completion fish"
function __tide_projects
    tide --json projects 2>/dev/null | string match -rg '"project":"([^"\\\\]*)"'
end
complete -c tide -f
)sh");
    const auto valuesOf = [](const Parameter &parameter) -> QString {
        switch (parameter.takes) {
        case Takes::Flag: return {};
        case Takes::Folder: return u" -xa '(__fish_complete_directories)'"_s;
        case Takes::File:
        case Takes::Path: return u" -rF"_s;
        case Takes::Project: return u" -xa '(__tide_projects)'"_s;
        case Takes::Choice: {
            QStringList words;
            for (const char *choice : parameter.choices)
                words += QString::fromLatin1(choice);
            return u" -xa '%1'"_s.arg(words.join(u' '));
        }
        default: return u" -x"_s;
        }
    };
    const auto option = [&](const QString &condition, const Parameter &parameter) {
        QString line = u"complete -c tide"_s + condition;
        for (const QString &name : spellings(parameter))
            line += name.startsWith("--"_L1) ? u" -l "_s + name.mid(2) : u" -s "_s + name.mid(1);
        text += line + valuesOf(parameter) + u" -d '%1'\n"_s.arg(quoted(parameter.help));
    };
    for (const Parameter &parameter : commonParameters())
        option({}, parameter);
    eachCommand(commandTable(), {}, [&](const QString &path, const Command &command) {
        const QString above = path.section(u' ', 0, -2);
        const QString before = above.isEmpty() ? u"__fish_use_subcommand"_s : u"__fish_seen_subcommand_from "_s + above;
        text += u"complete -c tide -n '%1' -a %2 -d '%3'\n"_s.arg(before, QLatin1StringView(command.name), quoted(command.summary));
        const QString inside = u" -n '__fish_seen_subcommand_from %1'"_s.arg(path.section(u' ', -1));
        for (const Parameter &parameter : command.parameters) {
            if (!parameter.isPositional())
                option(inside, parameter);
            else if (!valuesOf(parameter).isEmpty() && parameter.takes != Takes::Text && parameter.takes != Takes::Number)
                text += u"complete -c tide%1%2\n"_s.arg(inside, valuesOf(parameter));
        }
    });
    return text;
}

}  // namespace tideline::cli
