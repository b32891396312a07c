#include "app/cli/help.h"

#include "app/cli/command_table.h"
#include "app/cli/format.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace tideline::cli {

using namespace Qt::StringLiterals;

namespace {
struct Heading {
    Group group;
    QStringView text;
};
constexpr Heading kHeadings[] = {{Group::Start, u"Start"},
                                 {Group::Daily, u"Every day"},
                                 {Group::Look, u"Look"},
                                 {Group::Mend, u"Mend"},
                                 {Group::Settings, u"Settings"}};

QString padded(const QString &text, int columns)
{
    return text + QString(std::max(1, columns - columnsIn(text)), u' ');
}

QString inUsage(const Parameter &parameter)
{
    if (parameter.isPositional()) {
        const QString name = spelt(parameter);
        switch (parameter.count) {
        case Parameter::Count::One: return name;
        case Parameter::Count::Optional: return u'[' + name + u']';
        case Parameter::Count::Many: return u'[' + name + u"…]"_s;
        case Parameter::Count::Some: return name + u'…';
        }
    }
    QString text = QString::fromLatin1(parameter.name).section(u',', -1);
    if (text.size() > 3 && QString::fromLatin1(parameter.name).contains(u','))
        text = QString::fromLatin1(parameter.name).section(u',', 0, 0);
    if (*parameter.placeholder)
        text += u' ' + QLatin1StringView(parameter.placeholder);
    return parameter.required ? text : u'[' + text + u']';
}

/// Edits (insert, drop, replace, swap of neighbours) between two words.
int distance(const QString &a, const QString &b)
{
    std::vector<std::vector<int>> cost(a.size() + 1, std::vector<int>(b.size() + 1));
    for (qsizetype i = 0; i <= a.size(); ++i)
        cost[i][0] = int(i);
    for (qsizetype j = 0; j <= b.size(); ++j)
        cost[0][j] = int(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        for (qsizetype j = 1; j <= b.size(); ++j) {
            cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1,
                                   cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[a.size()][b.size()];
}
}  // namespace

QString spelt(const Parameter &parameter)
{
    if (parameter.isPositional())
        return QString::fromLatin1(*parameter.placeholder ? parameter.placeholder : parameter.name);
    QString text = QString::fromLatin1(parameter.name);
    text.replace(u","_s, u", "_s);
    if (*parameter.placeholder)
        text += u' ' + QLatin1StringView(parameter.placeholder);
    return text;
}

QString usageOf(const Command &command, const QString &path)
{
    QString text = u"tide "_s + path;
    if (!command.subcommands.empty()) {
        QStringList names;
        for (const Command &sub : command.subcommands)
            names += QString::fromLatin1(sub.name);
        text += (command.run ? u" [%1]"_s : u" %1"_s).arg(names.join(u'|'));
    }
    for (const Parameter &parameter : command.parameters) {
        if (parameter.isPositional())
            text += u' ' + inUsage(parameter);
    }
    for (const Parameter &parameter : command.parameters) {
        if (!parameter.isPositional())
            text += u' ' + inUsage(parameter);
    }
    return text;
}

QString overview(const Terminal &terminal)
{
    QString text = u"tide keeps your projects' folders and their cloud equal.\n\n"
                   u"  tide [--profile DIR] [--json] [-q|-v] COMMAND …\n"_s;
    for (const Heading &heading : kHeadings) {
        text += u'\n' + terminal.onOut(heading.text.toString(), Tone::Strong) + u'\n';
        for (const Command &command : commandTable()) {
            if (command.group == heading.group)
                text += u"  "_s + padded(QString::fromLatin1(command.name), 12) + QString::fromUtf8(command.summary) + u'\n';
        }
    }
    text += u"\ntide COMMAND --help tells more, with an example. Exit codes: 0 done, 1 failed,\n"
            u"2 usage, 3 conflicts wait, 4 cloud unreachable, 5 sign in, 6 refused by a guard.\n"_s;
    return text;
}

QString helpOf(const Command &command, const QString &path, const Terminal &terminal)
{
    const auto heading = [&](const QString &text) { return u'\n' + terminal.onOut(text, Tone::Strong) + u'\n'; };
    QString text = usageOf(command, path) + u"\n\n"_s + QString::fromUtf8(command.summary) + u".\n"_s;
    if (*command.details)
        text += QString::fromUtf8(command.details) + u'\n';
    if (!command.subcommands.empty()) {
        text += heading(u"Commands"_s);
        std::vector<std::pair<QString, const char *>> rows;
        int width = 0;
        for (const Command &sub : command.subcommands) {
            rows.emplace_back(usageOf(sub, QString::fromLatin1(sub.name)).mid(5), sub.summary);  // without "tide "
            width = std::max(width, columnsIn(rows.back().first));
        }
        for (const auto &[usage, summary] : rows)
            text += u"  "_s + padded(usage, width + 2) + QString::fromUtf8(summary) + u'\n';
    }
    if (!command.parameters.empty()) {
        text += heading(u"Arguments"_s);
        int width = 0;
        for (const Parameter &parameter : command.parameters)
            width = std::max(width, columnsIn(spelt(parameter)));
        for (const Parameter &parameter : command.parameters)
            text += u"  "_s + padded(spelt(parameter), width + 2) + QString::fromUtf8(parameter.help) + u'\n';
    }
    if (!command.examples.empty()) {
        text += heading(command.examples.size() == 1 ? u"Example"_s : u"Examples"_s);
        int width = 0;
        for (const Example &example : command.examples)
            width = std::max(width, columnsIn(QString::fromUtf8(example.line)));
        for (const Example &example : command.examples) {
            const QString line = QString::fromUtf8(example.line);
            text += u"  "_s + (*example.what ? padded(line, width + 2) : line)
                    + terminal.onOut(QString::fromUtf8(example.what), Tone::Calm) + u'\n';
        }
    }
    return text;
}

QString nearest(const QString &word, const QStringList &candidates)
{
    QString best;
    int bestDistance = std::numeric_limits<int>::max();
    for (const QString &candidate : candidates) {
        const bool begins = word.size() >= 2 && candidate.startsWith(word);
        const int here = begins ? 0 : distance(word.left(40), candidate);
        if (here < bestDistance && here <= std::max<int>(1, int(candidate.size()) / 3)) {
            best = candidate;
            bestDistance = here;
        }
    }
    return best;
}

}  // namespace tideline::cli
