// Which entries a project leaves alone: gitignore rules from .tidelineignore files, and from .gitignore when the project says so.
#pragma once

#include "core/files/file_system.h"
#include "core/files/glob.h"

#include <unordered_map>

namespace tideline::files {

inline constexpr char kIgnoreFileName[] = ".tidelineignore";
inline constexpr char kGitIgnoreFileName[] = ".gitignore";
/// A line of the .tidelineignore at a project's root that lets every .gitignore count, too.
inline constexpr char kReadGitIgnoreLine[] = "# tideline: read .gitignore";
inline constexpr qint64 kMaxIgnoreFileBytes = 1 << 20;

/// The rules that hold where nobody says otherwise; in the same syntax, shown to the user as they are.
inline constexpr char kDefaultIgnoreRules[] = R"(# What comes with the tools, and can be made again.
.ipynb_checkpoints/
__pycache__/
.venv/
venv/
node_modules/
# A repository is many files that belong together: git itself carries it, whole.
.git
# Editors' and office programs' temporary files and locks.
*~
.*.swp
.~lock.*#
~$*
.#*
# Tideline's own, and the desktops'.
*.tmp-tideline
.DS_Store
Thumbs.db
)";

/// Whether an entry is ignored, and which rule says so: the last one that matches it or a folder above it.
struct IgnoreDecision {
    bool ignored = false;
    QByteArray rule;    ///< the line as written; empty when no rule matches. "!…" when a rule keeps the entry
    QByteArray source;  ///< the rule file's path in the project, or "defaults"
    int line = 0;       ///< 1 = first
    bool operator==(const IgnoreDecision &) const = default;
};

class FolderRules;

/// The rules of a project. Later lines win over earlier ones, deeper files over those above, every .tidelineignore over
/// every .gitignore, and both over the defaults. What lies in an ignored folder is ignored: no rule brings it back.
///
/// Thread:    const functions from any; changes from one, while no other uses it.
/// Ownership: holds the compiled rules; a FolderRules borrows them.
class IgnoreRules {
public:
    enum class GitIgnore { AsTheProjectSays, Read };
    explicit IgnoreRules(GitIgnore gitIgnore = GitIgnore::AsTheProjectSays, QByteArrayView defaults = kDefaultIgnoreRules);

    /// Whether a file of this name holds rules: a scanner that lists one calls readFolder() before it decides. Folders are read
    /// from the root down: its file says whether .gitignore counts.
    bool isRuleFile(QByteArrayView name) const;
    /// Reads the rule files of one folder from the disk, and forgets those that are gone.
    /// Errors: as FileSystem, or Invalid (over 1 MiB); the old rules stay, and the caller must not take the folder's
    /// entries for unignored.
    Result<void> readFolder(FileSystem &fs, const RelativePath &folder);
    /// The text of one rule file: replaces what was known of it; empty forgets it.
    /// Precondition: isRuleFile(file.name()).
    void setFile(const RelativePath &file, QByteArrayView text);

    /// For many entries of one folder. Takes part: every rule file read so far in it and above it.
    FolderRules inFolder(const RelativePath &folder) const;
    /// For one path, with the folders above it. The root is never ignored.
    IgnoreDecision decide(const RelativePath &path, bool isFolder) const;

private:
    friend class FolderRules;
    struct Rule {
        Glob glob;
        bool keeps = false;        ///< began with '!'
        bool foldersOnly = false;  ///< ended with '/'
        bool onName = false;       ///< matched against the name; else against the path below the file's folder
        QByteArray text;
        int line = 0;
    };
    struct RuleFile {
        QByteArray source;
        qsizetype baseSize = 0;  ///< bytes of a path that the rules do not see: the folder and its '/'
        std::vector<Rule> rules;
        bool onNamesOnly = true;
    };
    using RuleFiles = std::unordered_map<QByteArray, RuleFile>;  ///< by folder
    static RuleFile parse(QByteArrayView text, const QByteArray &source, const RelativePath &folder);
    static Rule parseLine(QByteArrayView line, int number);

    bool readsGit() const { return m_gitIgnore == GitIgnore::Read || m_asksForGit; }

    GitIgnore m_gitIgnore;
    bool m_asksForGit = false;  ///< the project does
    RuleFile m_defaults;
    RuleFiles m_own;
    RuleFiles m_git;
};

/// The rules as they apply to the entries of one folder. Borrows the IgnoreRules, which must not change meanwhile.
class FolderRules {
public:
    /// Does not look at the folders above: whoever walks down has asked for them already.
    IgnoreDecision decide(QByteArrayView name, bool isFolder) const;
    /// The same answer without its reason: no allocation in the common case.
    bool ignores(QByteArrayView name, bool isFolder) const;
    /// All rules in the order in which they are asked: the first that matches decides.
    std::vector<IgnoreDecision> all() const;

private:
    friend class IgnoreRules;
    struct Match {
        const IgnoreRules::RuleFile *file = nullptr;
        const IgnoreRules::Rule *rule = nullptr;
    };
    Match find(QByteArrayView name, bool isFolder) const;

    std::vector<const IgnoreRules::RuleFile *> m_files;  ///< the strongest first
    QByteArray m_prefix;                                 ///< the folder's path and '/'; empty for the root
};

}  // namespace tideline::files
