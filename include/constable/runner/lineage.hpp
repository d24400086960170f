// SPDX-License-Identifier: BSL-1.0
// Which migrations come before which: the graph of a history.
#pragma once

#include "constable/migrate/step.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace constable::runner {

/// Which migrations each one depends on, as positions in the history.
class lineage {
public:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    explicit lineage(const migrating::history_value& of) : history_(of) {
        const std::size_t size = of.migrations.size();
        ancestors_.assign(size, std::vector<bool>(size));
        for (std::size_t i = 0; i != size; ++i)
            for (const std::size_t parent : parents(i)) {
                ancestors_[i][parent] = true;
                for (std::size_t j = 0; j != parent; ++j)
                    if (ancestors_[parent][j]) ancestors_[i][j] = true;
            }
    }

    [[nodiscard]] std::size_t size() const { return ancestors_.size(); }
    /// The position of a version, or `none`.
    [[nodiscard]] std::size_t find(std::string_view version) const {
        for (std::size_t i = 0; i != size(); ++i)
            if (history_.migrations[i].version == version) return i;
        return none;
    }
    /// The migrations that one depends on directly: those that it names, else the one before it in the list.
    [[nodiscard]] std::vector<std::size_t> parents(std::size_t of) const {
        std::vector<std::size_t> found;
        for (const std::string_view each : history_.migrations[of].depends_on)
            if (const std::size_t at = find(each); at < of) found.push_back(at);
        if (history_.migrations[of].depends_on.empty() && of != 0) found.push_back(of - 1);
        return found;
    }
    /// Whether `of` depends on `on`, directly or through others.
    [[nodiscard]] bool depends(std::size_t of, std::size_t on) const { return ancestors_[of][on]; }
    /// The migrations that depend on one directly.
    [[nodiscard]] std::vector<std::size_t> children(std::size_t of) const {
        std::vector<std::size_t> found;
        for (std::size_t i = of + 1; i < size(); ++i)
            for (const std::size_t parent : parents(i))
                if (parent == of) found.push_back(i);
        return found;
    }
    /// Those that no other depends on.
    [[nodiscard]] std::vector<std::size_t> heads() const {
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i != size(); ++i) {
            bool is_head = true;
            for (std::size_t j = i + 1; j < size(); ++j) is_head = is_head && !depends(j, i);
            if (is_head) found.push_back(i);
        }
        return found;
    }

private:
    const migrating::history_value& history_;
    std::vector<std::vector<bool>> ancestors_;
};

} // namespace constable::runner
