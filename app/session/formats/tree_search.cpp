#include "app/session/formats/tree_search.h"

#include "app/session/formats/table_rows.h"

#include <deque>

namespace tideline::session::table {

namespace {

constexpr qint64 kMostNodes = 10'000;  ///< a search goes through: a second or two
constexpr std::size_t kDepth = 16;     ///< a group may be its own child, and the way to each node is gone from the root

bool holds(const preview::TreeNode &node, const QString &text)
{
    return node.name.contains(text, Qt::CaseInsensitive) || node.value.contains(text, Qt::CaseInsensitive);
}

}  // namespace

Result<std::optional<preview::Place>> findInTree(preview::Preview &tree, const QString &text, qint64 from, const preview::Cancelled &cancelled)
{
    std::deque<std::vector<qint64>> groups(text.isEmpty() ? 0 : 1);
    for (qint64 number = 0; !groups.empty(); groups.pop_front()) {
        std::vector<qint64> address = groups.front();
        address.push_back(0);
        while (true) {
            if (cancelled)
                return stopped();
            const Result<std::vector<preview::TreeNode>> nodes = tree.children(groups.front(), address.back(), preview::kMaxChildren, cancelled);
            if (!nodes)
                return nodes.error();
            if (nodes->empty())
                break;
            for (const preview::TreeNode &node : *nodes) {
                if (++number > kMostNodes)
                    return Error{Error::Kind::Refused, u"It was not found in the first %1 nodes, and more are not searched."_s.arg(kMostNodes), {}, {}};
                if (number >= from && holds(node, text))
                    return std::optional(preview::Place{number, 0, int(text.size()), address});
                if (node.type == u"group" && node.childCount > 0 && address.size() < kDepth)
                    groups.push_back(address);
                ++address.back();
            }
        }
    }
    return std::optional<preview::Place>();
}

}  // namespace tideline::session::table
