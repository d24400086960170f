// SPDX-License-Identifier: BSL-1.0
// A whole catalog as one script.
#pragma once

#include "creation.hpp"

#include "constable/strings/sink.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace constable::sql {

/// The order in which to create a catalog, with its memory.
class creation_order {
public:
    explicit creation_order(const catalog::catalog& of)
        : of_(of), slots_(catalog::object_lookup::slots_for(of)), attaches_(std::make_unique<bool[]>(of.tables.size())) {
        catalog::object_lookup::fill(of_, slots_);
        const catalog::object_lookup lookup(of_, slots_);
        sort(lookup);
        find_attaching(of_, lookup, {attaches_.get(), of_.tables.size()});
    }
    creation_order(const creation_order&) = delete;
    creation_order& operator=(const creation_order&) = delete;

    [[nodiscard]] creation_plan plan() const {
        return {&of_, catalog::object_lookup(of_, slots_), order_, position_, {attaches_.get(), of_.tables.size()}};
    }

private:
    void sort(const catalog::object_lookup& lookup) {
        const std::size_t count = catalog::object_numbers(of_).size();
        std::vector<std::uint32_t> first{0};
        std::vector<catalog::dependency> edges;
        for (std::size_t i = 0; i != count; ++i) {
            catalog::each_need(of_, lookup, i, [&](std::size_t on, catalog::need how) { edges.push_back({static_cast<std::uint32_t>(on), how}); });
            first.push_back(static_cast<std::uint32_t>(edges.size()));
        }
        order_.resize(count);
        position_.resize(count);
        std::vector<std::uint32_t> next(count);
        std::vector<std::uint32_t> stack(count);
        catalog::sort_objects({first, edges}, order_, next, stack);
        for (std::size_t i = 0; i != count; ++i) position_[order_[i]] = static_cast<std::uint32_t>(i);
    }

    catalog::catalog of_;
    std::vector<catalog::object_lookup::slot> slots_;
    std::vector<std::uint32_t> order_;
    std::vector<std::uint32_t> position_;
    std::unique_ptr<bool[]> attaches_; // std::vector<bool> has no elements to point at
};

/// Everything in a catalog as SQL text that `psql` takes, each object after what it refers to. Texts of a live catalog
/// mean what they say while its default schema is the search path: the script sets it, where it is not `public`.
inline std::string create_all(const catalog::catalog& of) {
    const creation_order order(of);
    const creation_plan plan = order.plan();
    std::string text;
    strings::appender sink{text};
    if (!of.routines.empty()) sink.add("SET check_function_bodies = off;\n");
    if (!of.default_schema.empty() && of.default_schema != "public") {
        add_create_schema(sink, of.default_schema);
        sink.add("SET search_path = ");
        add_identifier(sink, of.default_schema);
        sink.add(";\n");
    }
    add_creation_preamble(sink, of);
    for (std::size_t phase = 0; phase != creation_phases; ++phase)
        add_creation(sink, plan, static_cast<creation_phase>(phase), 0, plan.order.size());
    add_creation_privileges(sink, of);
    return text;
}

} // namespace constable::sql
