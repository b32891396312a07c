// What `git check-ignore` says, for the tests of the ignore rules.
#pragma once

#include <QByteArray>
#include <QList>

#include <utility>
#include <vector>

namespace tideline::test {

/// Is `path` ignored where these rule files stand? All paths are below one folder.
struct GitQuestion {
    std::vector<std::pair<QByteArray, QByteArray>> files;  ///< folder ("" = the top), the text of its rule file
    QByteArray path;                                       ///< ends with '/' for a folder
};

struct GitAnswer {
    bool ignored = false;
    QByteArray rule;  ///< empty when none matches
    int line = 0;
};

/// Puts each question into a folder of its own in one new repository and asks git of all at once; empty when git failed.
QList<GitAnswer> askGit(const std::vector<GitQuestion> &questions);

}  // namespace tideline::test
