#include "ui/settings/ignore_presets.h"

#include <QCoreApplication>

namespace tideline::ui {

using namespace Qt::StringLiterals;

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(IgnorePresets)
};
}  // namespace

QList<IgnorePreset> ignorePresets()
{
    return {
        {u"python"_s, Text::tr("Python: build folders and caches of test tools"),
         {u"*.pyc"_s, u"*.egg-info/"_s, u".pytest_cache/"_s, u".mypy_cache/"_s, u".ruff_cache/"_s, u".tox/"_s, u"build/"_s, u"dist/"_s}},
        {u"r"_s, Text::tr("R: history, session data, packages of renv"), {u".Rhistory"_s, u".RData"_s, u".Rproj.user/"_s, u"renv/library/"_s}},
        {u"latex"_s, Text::tr("LaTeX: what a run leaves beside the text"),
         {u"*.aux"_s, u"*.bbl"_s, u"*.blg"_s, u"*.fdb_latexmk"_s, u"*.fls"_s, u"*.synctex.gz"_s, u"*.toc"_s}},
        {u"models"_s, Text::tr("Training runs: checkpoints and logs"), {u"checkpoints/"_s, u"lightning_logs/"_s, u"mlruns/"_s, u"wandb/"_s, u"*.ckpt"_s}},
    };
}

QStringList rulesOf(const QStringList &presets, bool readGitIgnore)
{
    QStringList lines;
    if (readGitIgnore)
        lines.append(u"# tideline: read .gitignore"_s);
    const QList<IgnorePreset> all = ignorePresets();
    for (const IgnorePreset &one : all) {
        if (presets.contains(one.name))
            lines += one.rules;
    }
    return lines;
}

}  // namespace tideline::ui
