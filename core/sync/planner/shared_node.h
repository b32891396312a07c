// A row of a tree, shared by all who hold it.
#pragma once

#include "core/schema/node.h"

#include <memory>
#include <optional>

namespace tideline::sync {

/// A node's row as it was seen, or none: a std::optional<Node> whose copies cost a pointer. A first sync plans for
/// every file at once, and each row is named by its item and by each of its operations.
///
/// Invariant: a row does not change once it is shared.
class SharedNode {
public:
    SharedNode() = default;
    SharedNode(Node node) : m_node(std::make_shared<const Node>(std::move(node))) {}
    SharedNode(std::optional<Node> node)
    {
        if (node)
            m_node = std::make_shared<const Node>(*std::move(node));
    }

    explicit operator bool() const { return m_node != nullptr; }
    bool has_value() const { return m_node != nullptr; }
    const Node &operator*() const { return *m_node; }
    const Node *operator->() const { return m_node.get(); }

private:
    std::shared_ptr<const Node> m_node;
};

}  // namespace tideline::sync
