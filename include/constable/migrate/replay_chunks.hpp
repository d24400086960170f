// SPDX-License-Identifier: BSL-1.0
// Where a replay is cut: compilers limit how much one constant expression may do, and each beginning costs them.
#pragma once

#include "pool.hpp"
#include "step.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace constable::migrating {

// In statements, as Clang counts them up to 1,048,576 and GCC some seven operations for each up to 33 million. A weight is
// an estimate, and what is carried from chunk to chunk comes on top: of 200 migrations over 50 tables each chunk spends
// less than half of what Clang allows, of a table with 400 parts nearly all.
#ifdef __clang__
inline constexpr std::size_t chunk_budget = 200'000;
#else
inline constexpr std::size_t chunk_budget = 1'600'000;
#endif

/// Estimates what steps cost, one after the other: most of them copy a list of their table.
class step_weights {
public:
    constexpr std::size_t next(const step_value& step, const fragment& said) {
        const std::size_t here = place_of(step.table);
        std::size_t added = 0;
        if (said.table != nullptr) {
            added = said.table->columns.size() + said.table->constraints.size() + said.table->indexes.size();
            if (!said.table->parent.empty()) {
                const std::size_t parent = place_of(said.table->parent);
                if (said.takes_over) added += parts_[parent];
                ++partitions_[parent];
            }
        }
        parts_[here] += added;
        all_ += added;
        if (step.kind == step_kind::rename_object) {
            parts_[place_of(step.other)] += parts_[place_of(step.name)];
            partitions_[place_of(step.other)] += partitions_[place_of(step.name)];
        }
        std::size_t weight = 500 + 200 * parts_[here] * (1 + partitions_[here]) + 30 * (step.sql.size() + step.other.size());
        if (step.kind == step_kind::create_table) weight += 400 * added;
        if (step.kind == step_kind::drop_part || step.kind == step_kind::drop_object || step.kind == step_kind::rename_object) weight += 60 * all_;
        return weight;
    }

private:
    // Tables that share a place weigh too much.
    static constexpr std::size_t places = 64;
    static constexpr std::size_t place_of(const std::string_view& name) {
        const std::uint32_t key = key_of(name);
        return (key ^ key >> 8U ^ key >> 16U ^ key >> 24U) % places;
    }

    std::size_t parts_[places]{};
    std::size_t partitions_[places]{};
    std::size_t all_ = 0;
};

/// The first steps of the chunks of a history with so many steps.
template <std::size_t Steps>
struct chunk_list {
    std::size_t count = 0;
    std::array<std::size_t, Steps + 1> begins{};
};

/// `step_at(i)` and `fragment_at(i)` give what is replayed.
template <std::size_t Steps>
constexpr chunk_list<Steps> cut_into_chunks(const auto& step_at, const auto& fragment_at) {
    chunk_list<Steps> cut;
    step_weights weights;
    std::size_t spent = 0;
    for (std::size_t at = 0; at != Steps; ++at) {
        const std::size_t weight = weights.next(step_at(at), fragment_at(at));
        if (at == 0 || spent + weight > chunk_budget) {
            cut.begins[cut.count++] = at;
            spent = 0;
        }
        spent += weight;
    }
    cut.begins[cut.count] = Steps;
    return cut;
}

} // namespace constable::migrating
