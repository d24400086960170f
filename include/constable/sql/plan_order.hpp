// SPDX-License-Identifier: BSL-1.0
// The order in which a plan creates and alters: everything after what it needs.
#pragma once

#include "plan_part.hpp"
#include "plan_rows.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace constable::sql::detail {

/// Puts in order what is created, replaced or altered.
class plan_order : plan_part {
public:
    plan_order(plan_draft& draft, const plan_rows& rows) : plan_part(draft), rows_(rows) {}

    // Calls `make(id)` for each object of the expected catalog that something is done to. What is made together with its
    // owner is not called for.
    template <class Make>
    void each(const Make& make) const {
        struct unit {
            std::vector<std::uint32_t> needs{};
            std::vector<std::uint32_t> wants{};
            bool done = true;
        };
        std::vector<unit> units(after_.nodes().size());
        std::vector<std::uint32_t> waiting;
        for (std::uint32_t id = 0; id != units.size(); ++id) {
            if (!is_active(id)) continue;
            const std::uint32_t own = unit_of(id);
            units[own].done = false;
            const auto gather = [&](std::span<const std::uint32_t> from, std::vector<std::uint32_t>& to) {
                for (const std::uint32_t needed : from) {
                    if (!is_active(needed) || unit_of(needed) == own) continue;
                    to.push_back(unit_of(needed));
                    if (!rows_.are_of_one_table(unit_of(needed), own)) rows_.each_of_whole(unit_of(needed), [&](std::uint32_t each) { to.push_back(each); });
                }
            };
            gather(after_[id].needs, units[own].needs);
            gather(after_[id].wants, units[own].wants);
            if (!is_converted(id)) continue;
            const std::uint32_t parent = converting_parent(*after_[id].place.in_table, *after_[id].place.the_column);
            if (parent != no_node) units[own].needs.push_back(unit_of(parent)); // then its default fits
        }
        for (std::uint32_t id = 0; id != units.size(); ++id)
            if (!units[id].done) waiting.push_back(id);
        std::sort(waiting.begin(), waiting.end(), [&](std::uint32_t left, std::uint32_t right) {
            return std::pair{rank(after_[left].place), left} < std::pair{rank(after_[right].place), right};
        });
        const auto is_ready = [&](std::uint32_t id, bool wants_too) {
            const auto is_done = [&](std::uint32_t needed) { return units[needed].done; };
            return std::all_of(units[id].needs.begin(), units[id].needs.end(), is_done) &&
                   (!wants_too || std::all_of(units[id].wants.begin(), units[id].wants.end(), is_done));
        };
        // what is ready, round after round; where bodies of functions go in circles, without them; where texts seem to, the first
        while (!waiting.empty()) {
            std::size_t left = 0;
            bool any = false;
            for (std::size_t i = 0; i != waiting.size(); ++i) {
                const std::uint32_t id = waiting[i];
                if (!is_ready(id, true)) {
                    waiting[left++] = id;
                    continue;
                }
                make(id);
                units[id].done = true;
                any = true;
            }
            waiting.resize(left);
            if (any || waiting.empty()) continue;
            auto next = std::find_if(waiting.begin(), waiting.end(), [&](std::uint32_t id) { return is_ready(id, false); });
            if (next == waiting.end()) next = waiting.begin();
            make(*next);
            units[*next].done = true;
            waiting.erase(next);
        }
    }

private:
    // Parts of new tables, columns, views and domains come with them, but for what may have to wait.
    [[nodiscard]] std::uint32_t unit_of(std::uint32_t id) const {
        const catalog::graph_node& node = after_[id];
        if (node.is_default && node.place.the_column != nullptr) {
            const std::uint32_t column = after_.find(node.place.the_column);
            if (objects_.aim_of(column).created) return unit_of(column);
        }
        if (!objects_.comes_with_owner(id)) return id;
        if (node.place.the_trigger != nullptr || node.place.the_rule != nullptr || node.place.the_policy != nullptr || node.place.the_statistics != nullptr) return id;
        if (node.place.the_constraint != nullptr && node.place.in_table != nullptr && is_later(*node.place.in_table, *node.place.the_constraint)) return id;
        return node.owner;
    }
    static int rank(const catalog::object_place& of) {
        if (of.the_schema != nullptr) return 0;
        if (of.the_extension != nullptr) return 1;
        if (of.the_raw != nullptr && comes_last(*of.the_raw)) return 8;
        if (of.the_constraint != nullptr && of.the_constraint->kind == catalog::constraint_kind::foreign_key) return 6;
        if (of.the_trigger != nullptr || of.the_rule != nullptr || of.the_policy != nullptr) return 7;
        if (of.the_view != nullptr) return 5;
        if (of.the_index != nullptr || of.the_constraint != nullptr || of.the_statistics != nullptr) return 4;
        return of.the_table != nullptr || of.in_table != nullptr ? 3 : 2;
    }

    const plan_rows& rows_;
};

} // namespace constable::sql::detail
