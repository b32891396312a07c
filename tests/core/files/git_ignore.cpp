#include "tests/core/files/git_ignore.h"

#include "core/base/result.h"
#include "tests/support/temp_folder.h"

#include <QProcess>

namespace tideline::test {

QList<GitAnswer> askGit(const std::vector<GitQuestion> &questions)
{
    const TempFolder repository;
    QByteArray asked;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const auto &[files, path] = questions[i];
        const QByteArray top = "case" + QByteArray::number(i) + '/';
        repository.write(top + path + (path.endsWith('/') ? ".keep" : ""), "x");
        for (const auto &[folder, rules] : files)
            repository.write(top + (folder.isEmpty() ? QByteArray() : folder + '/') + ".gitignore", rules);
        asked += top + (path.endsWith('/') ? path.chopped(1) : path) + '\0';
    }
    QProcess git;
    git.setWorkingDirectory(repository.path());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"GIT_CONFIG_NOSYSTEM"_s, u"1"_s);
    environment.insert(u"HOME"_s, repository.path());
    environment.insert(u"XDG_CONFIG_HOME"_s, repository.path());
    git.setProcessEnvironment(environment);
    git.start(u"git"_s, {u"init"_s, u"-q"_s});
    if (!git.waitForFinished() || git.exitCode() != 0)
        return {};
    git.start(u"git"_s, {u"check-ignore"_s, u"--no-index"_s, u"-v"_s, u"-n"_s, u"-z"_s, u"--stdin"_s});
    git.write(asked);
    git.closeWriteChannel();
    if (!git.waitForFinished())
        return {};
    const QList<QByteArray> fields = git.readAllStandardOutput().split('\0');  // source, line, pattern, path
    QList<GitAnswer> answers;
    for (qsizetype i = 0; i + 3 < fields.size(); i += 4) {
        const QByteArray &pattern = fields[i + 2];
        answers.append({!pattern.isEmpty() && !pattern.startsWith('!'), pattern, fields[i + 1].toInt()});
    }
    return answers.size() == qsizetype(questions.size()) ? answers : QList<GitAnswer>{};
}

}  // namespace tideline::test
