#include "app/cli/manual.h"

#include "app/cli/command_table.h"
#include "app/cli/help.h"

namespace tideline::cli {

using namespace Qt::StringLiterals;

namespace {
/// Text as roff shows it: '-' is the character that a shell takes, and no line is taken for a request.
QString roff(QString text)
{
    text.replace(u'\\', u"\\e"_s).replace(u'-', u"\\-"_s).replace(u'~', u"\\(ti"_s).replace(u'^', u"\\(ha"_s);
    QStringList lines = text.split(u'\n');
    for (QString &line : lines) {
        if (line.startsWith(u'.') || line.startsWith(u'\''))
            line.prepend(u"\\&"_s);
    }
    return lines.join(u'\n');
}

QString roff(const char *text)
{
    return roff(QString::fromUtf8(text));
}

/// Lines that are filled as one paragraph, but those that are indented in the table.
QString paragraphs(const char *text)
{
    QString page;
    bool indented = false;
    for (const QString &line : QString::fromUtf8(text).split(u'\n', Qt::SkipEmptyParts)) {
        const bool isExample = line.startsWith(u' ');
        if (isExample != std::exchange(indented, isExample))
            page += isExample ? u".RS\n.EX\n"_s : u".EE\n.RE\n"_s;
        page += roff(isExample ? line.trimmed() : line) + u'\n';
    }
    return indented ? page + u".EE\n.RE\n"_s : page;
}

QString parameters(const std::vector<Parameter> &all)
{
    QString page;
    for (const Parameter &parameter : all)
        page += u".TP\n\\fB%1\\fR\n%2\n"_s.arg(roff(spelt(parameter)), roff(parameter.help));
    return page;
}

QString section(const Command &command, const QString &path)
{
    QString page = u".SS %1\n\\fB%2\\fR\n.PP\n%3.\n"_s.arg(roff(u"tide "_s + path), roff(usageOf(command, path)),
                                                           roff(command.summary));
    page += paragraphs(command.details);
    page += parameters(command.parameters);
    if (!command.examples.empty())
        page += u".PP\nFor example:\n.RS\n"_s;
    for (const Example &example : command.examples) {
        page += u".PP\n\\fB%1\\fR\n"_s.arg(roff(example.line));
        if (*example.what)
            page += u".RS\n%1.\n.RE\n"_s.arg(roff(example.what));
    }
    if (!command.examples.empty())
        page += u".RE\n"_s;
    for (const Command &sub : command.subcommands)
        page += section(sub, path + u' ' + QLatin1StringView(sub.name));
    return page;
}

constexpr char kHead[] = R"(.SH NAME
tide \- keep the folders of data\-science projects and their cloud equal
.SH SYNOPSIS
\fBtide\fR [\fB\-\-profile\fR \fIDIR\fR] [\fB\-\-json\fR] [\fB\-q\fR|\fB\-v\fR] \fICOMMAND\fR …
.SH DESCRIPTION
.B tide
does in a terminal, in scripts and on machines without a screen what the window,
.BR tideline (1),
does on a desktop. A project is a folder on this computer and its counterpart on a
.BR tideline\-server (8);
what changes on either side comes to the other, edits made offline wait, and nothing that was saved is lost.
Data goes to the standard output, words and progress to the standard error.
.SH OPTIONS
They may stand before a command's name or after it.
)";

constexpr char kTail[] = R"(.SH EXIT STATUS
.TP
.B 0
done
.TP
.B 1
failed; the message says on what, and what to do
.TP
.B 2
wrong use
.TP
.B 3
done, and conflicts wait
.TP
.B 4
the cloud cannot be reached; edits are kept, try again
.TP
.B 5
sign in
.TP
.B 6
refused by a guard, which wants a yes
.SH ENVIRONMENT
.TP
.B TIDELINE_PROFILE
The profile's folder, absolute, where
.B \-\-profile
is not given. Without either it is
.IR $XDG_DATA_HOME/tideline ,
or
.IR \(ti/.local/share/tideline .
.TP
.B TIDELINE_SERVER
The server that
.B tide login
signs in to when it is given none.
.TP
.B TIDELINE_STAGE
.IR local ,
.I dev
or
.I prod
(default). A stage has a profile of its own
.RI ( $XDG_DATA_HOME/tideline\-local ,
.IR tideline\-dev ),
.I local
signs in to http://127.0.0.1:8480, and both log all that they do.
.TP
.B TIDELINE_POLICY
An administrator's file, where there is no
.IR /etc/tideline/policy.json :
to try one.
.TP
.B NO_COLOR
When it is set, no colours.
.SH FILES
.TP
.I /etc/tideline/policy.json
What an administrator gives to all profiles of this computer: settings, by the names of
.BR "tide config" ,
which then win over the user's, and the servers that may be used. Without
.I servers
all may be. For example:
.RS
.EX
{"version": 1,
 "settings": {"upload_limit_bytes_s": 2000000, "metered_network": "wait"},
 "servers": ["https://cloud.example.org"]}
.EE
.RE
.IP
It is read when the engine begins: a program that runs follows a change when it is started again.
.B "tide config"
says which settings are given by it, and
.B "tide doctor"
what is wrong in it: what is right holds all the same, and no sync waits for it. Passwords and pauses cannot be given.
.TP
.I .tidelineignore
Which files of a folder stay on this computer alone; see
.BR tidelineignore (5).
.TP
.I .tideline/trash
In a project's folder: what a sync replaced or took away, for at least 30 days.
.TP
.I \(ti/.local/share/tideline
The profile: its store, settings and token.
.SH SEE ALSO
.BR tideline (1),
.BR tidelineignore (5),
.BR tideline\-server (8)
)";
}  // namespace

QString manualPage()
{
    QString page = u".\\\" Made from the command table by: tide manual\n.TH TIDE 1 \"\" \"Tideline " TIDELINE_VERSION
                   "\" \"User Commands\"\n"_s
        + QString::fromUtf8(kHead) + parameters(commonParameters()) + u".SH COMMANDS\n"_s;
    for (const Command &command : commandTable()) {
        if (command.group != Group::Hidden)
            page += section(command, QString::fromLatin1(command.name));
    }
    return page + QString::fromUtf8(kTail);
}

}  // namespace tideline::cli
