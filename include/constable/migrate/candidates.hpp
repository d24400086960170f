// SPDX-License-Identifier: BSL-1.0
// Steps that could come next, and which of them does.
#pragma once

#include "generated.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace constable::migrating {

/// A step, or a few that belong together, for one difference.
struct candidate {
    migration_purpose purpose = migration_purpose::expand;
    int rank = 0;         ///< among those of its purpose, the lowest first
    bool is_ready = true; ///< nothing that it needs is still to come
    std::string key{};    ///< what it does, in words that no other has
    std::function<bool()> emit{};
};

/// Which candidates have been tried.
class tried_candidates {
public:
    /// Whether it may come: it has neither failed since the last step, nor come twice in vain.
    [[nodiscard]] bool may_come(const std::string& key, std::size_t step_count) const {
        const auto found = all_.find(key);
        return found == all_.end() || (found->second.failed_at != step_count && found->second.successes < 2);
    }
    void note_failure(const std::string& key, std::size_t step_count) { all_[key].failed_at = step_count; }
    void note_success(const std::string& key) { ++all_[key].successes; }

private:
    struct record {
        std::size_t failed_at = static_cast<std::size_t>(-1);
        int successes = 0;
    };
    std::map<std::string, record> all_;
};

/// Keeps the candidate that comes next: what is ready, then what seems to wait in circles, then what is dropped.
class candidates {
public:
    candidates(const tried_candidates& tried, std::size_t step_count) : tried_(tried), step_count_(step_count) {}

    void add(candidate more) {
        if (!tried_.may_come(more.key, step_count_)) return;
        if (!best_.emit || order_of(more) < order_of(best_)) best_ = std::move(more);
    }
    /// Its `emit` is empty where there is none.
    [[nodiscard]] const candidate& best() const { return best_; }

private:
    using order = std::tuple<bool, bool, migration_purpose, int>;
    static order order_of(const candidate& of) {
        const bool is_drop = of.purpose >= migration_purpose::contract;
        return {is_drop, !of.is_ready, of.purpose, of.rank};
    }

    const tried_candidates& tried_;
    std::size_t step_count_;
    candidate best_{};
};

} // namespace constable::migrating
