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

/// How many parts tables have.
struct part_counts {
    std::size_t columns = 0;
    std::size_t constraints = 0;
    std::size_t indexes = 0;

    [[nodiscard]] constexpr std::size_t sum() const { return columns + constraints + indexes; }
    constexpr void add(const part_counts& more) {
        columns += more.columns;
        constraints += more.constraints;
        indexes += more.indexes;
    }
};

/// Estimates what steps cost, one after the other: most of them copy a list of their table.
class step_weights {
public:
    constexpr std::size_t next(const step_value& step, const fragment& said) {
        const std::size_t here = place_of(step.table);
        part_counts added;
        if (said.table != nullptr) {
            added = {said.table->columns.size(), said.table->constraints.size(), said.table->indexes.size()};
            if (!said.table->parent.empty()) {
                const std::size_t parent = place_of(said.table->parent);
                if (said.takes_over) added.add(parts_[parent]);
                ++partitions_[parent];
            }
        }
        parts_[here].add(added);
        all_ += added.sum();
        if (step.kind == step_kind::rename_object) {
            parts_[place_of(step.other)].add(parts_[place_of(step.name)]);
            partitions_[place_of(step.other)] += partitions_[place_of(step.name)];
        }
        touch(step);
        std::size_t weight = 500 + 200 * parts_[here].sum() * (1 + partitions_[here]) + 30 * (step.sql.size() + step.other.size());
        if (step.kind == step_kind::create_table) weight += 400 * added.sum();
        if (step.kind == step_kind::drop_part || step.kind == step_kind::drop_object || step.kind == step_kind::rename_object) weight += 60 * all_;
        return weight;
    }
    /// How many parts the tables have by now that steps were about since the last `begin`: rather too many than too few.
    [[nodiscard]] constexpr part_counts touched() const {
        part_counts sum;
        for (std::size_t i = 0; i != places; ++i)
            if (is_touched_[i]) sum.add(parts_[i]);
        return sum;
    }
    /// Begins a chunk with the step that was weighed last.
    constexpr void begin(const step_value& with) {
        for (bool& each : is_touched_) each = false;
        touch(with);
    }

private:
    constexpr void touch(const step_value& with) {
        is_touched_[place_of(with.table)] = true;
        if (with.kind == step_kind::rename_object) is_touched_[place_of(with.other)] = true;
    }
    // Tables that share a place weigh too much.
    static constexpr std::size_t places = 64;
    static constexpr std::size_t place_of(const std::string_view& name) {
        const std::uint32_t key = key_of(name);
        return (key ^ key >> 8U ^ key >> 16U ^ key >> 24U) % places;
    }

    part_counts parts_[places]{};
    std::size_t partitions_[places]{};
    bool is_touched_[places]{};
    std::size_t all_ = 0;
};

/// The first steps of the chunks of a history with so many steps, and what the tables have after each chunk that it is about.
template <std::size_t Steps>
struct chunk_list {
    std::size_t count = 0;
    std::array<std::size_t, Steps + 1> begins{};
    std::array<part_counts, Steps + 1> touched{};
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
            if (at != 0) cut.touched[cut.count - 1] = weights.touched();
            weights.begin(step_at(at));
            cut.begins[cut.count++] = at;
            spent = 0;
        }
        spent += weight;
    }
    if (cut.count != 0) cut.touched[cut.count - 1] = weights.touched();
    cut.begins[cut.count] = Steps;
    return cut;
}

} // namespace constable::migrating
