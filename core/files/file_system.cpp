#include "core/files/file_system.h"

namespace tideline::files {

std::vector<Result<std::optional<FileStat>>> FileSystem::renameAll(std::span<const Renaming> renamings)
{
    std::vector<Result<std::optional<FileStat>>> done;
    done.reserve(renamings.size());
    for (const auto &[from, to] : renamings) {
        if (auto renamed = rename(from, to, IfExists::Fail); !renamed) {
            done.emplace_back(renamed.error());
            continue;
        }
        auto stat = this->stat(to);
        done.emplace_back(stat ? *stat : std::optional<FileStat>{});
    }
    return done;
}

}  // namespace tideline::files
