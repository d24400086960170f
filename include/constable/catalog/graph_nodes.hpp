// SPDX-License-Identifier: BSL-1.0
// The objects of a catalog one by one, down to columns and defaults, found by their addresses and by their names.
#pragma once

#include "arena.hpp"
#include "change.hpp"
#include "model.hpp"
#include "names.hpp"
#include "own_sequence.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace constable::catalog {

/// An object, or the default of a column or a domain, which can come and go without it.
struct graph_node {
    object_kind kind = object_kind::other;
    object_place place{};
    bool is_default = false;
    std::uint32_t owner = no_node;      ///< the table, view, domain that it stands on, and goes with
    std::vector<std::uint32_t> needs{}; ///< what must be there before, by what the texts mention
    std::vector<std::uint32_t> wants{}; ///< what bodies of functions mention, which PostgreSQL does not follow

    static constexpr std::uint32_t no_node = static_cast<std::uint32_t>(-1);
};

/// All objects of a catalog, parts behind what they stand on. They are known by their addresses: no two tables may share
/// their columns.
class graph_nodes {
public:
    static constexpr std::uint32_t no_node = graph_node::no_node;

    explicit graph_nodes(const catalog& of) : of_(of) {
        add_nodes();
        ids_.sort([](const void* left, const void* right) { return known_id::compare(*static_cast<const known_id*>(left), *static_cast<const known_id*>(right)); });
        names_.sort([](const void* left, const void* right) {
            return known_name::compare(*static_cast<const known_name*>(left), *static_cast<const known_name*>(right));
        });
    }

    [[nodiscard]] const std::vector<graph_node>& nodes() const { return nodes_; }
    [[nodiscard]] std::vector<graph_node>& nodes() { return nodes_; }
    /// The nodes of raw objects, which texts name in other ways.
    [[nodiscard]] const plain_list<std::uint32_t>& raw_objects() const { return raw_objects_; }
    /// The node of an object of this catalog, or `no_node`. With `default_of` that of its default.
    [[nodiscard]] std::uint32_t find(const void* object, bool default_of = false) const {
        const std::size_t first = ids_.count_of([&](const known_id& each) { return std::less<>{}(each.object, object); });
        for (std::size_t at = first; at != ids_.size() && ids_[at].object == object; ++at)
            if (nodes_[ids_[at].id].is_default == default_of) return ids_[at].id;
        return no_node;
    }
    /// Calls `visit` with every node that stands on `owner`.
    template <class Visit>
    void each_part_of(std::uint32_t owner, const Visit& visit) const {
        for (std::uint32_t id = owner + 1; id != nodes_.size() && nodes_[id].owner != no_node; ++id)
            if (nodes_[id].owner == owner) visit(id);
    }
    /// Calls `visit` with every object outside of tables that has that name.
    template <class Visit>
    void each_named(std::string_view schema, std::string_view name, const Visit& visit) const {
        const std::string_view own = of_.own_name_of(schema);
        for (std::size_t at = first_of(name); at != names_.size() && names_[at].name == name; ++at) {
            const graph_node& each = nodes_[names_[at].id];
            if (each.place.the_schema == nullptr && each.place.the_extension == nullptr && schema_of(each.place) == own) visit(names_[at].id);
        }
    }
    /// Calls `visit` with the database schema of that name, if it is in the catalog.
    template <class Visit>
    void each_schema_named(std::string_view name, const Visit& visit) const {
        if (name.empty()) return;
        for (std::size_t at = first_of(name); at != names_.size() && names_[at].name == name; ++at)
            if (nodes_[names_[at].id].place.the_schema != nullptr) visit(names_[at].id);
    }
    /// The database schema that an object says it is in.
    [[nodiscard]] static std::string_view schema_of(const object_place& of) {
        if (of.the_table != nullptr) return of.the_table->schema;
        if (of.the_view != nullptr) return of.the_view->schema;
        if (of.the_routine != nullptr) return of.the_routine->schema;
        if (of.the_enumeration != nullptr) return of.the_enumeration->schema;
        if (of.the_domain != nullptr) return of.the_domain->schema;
        if (of.the_composite != nullptr) return of.the_composite->schema;
        if (of.the_range != nullptr) return of.the_range->schema;
        if (of.the_sequence != nullptr) return of.the_sequence->schema;
        if (of.the_collation != nullptr) return of.the_collation->schema;
        if (of.the_raw != nullptr) return of.the_raw->schema;
        if (of.the_column != nullptr) return of.the_column->details->sequence != nullptr ? of.the_column->details->sequence->schema : of.in_table->schema;
        return {};
    }

private:
    struct known_id {
        const void* object;
        std::uint32_t id;

        static int compare(const known_id& left, const known_id& right) {
            if (left.object != right.object) return std::less<>{}(left.object, right.object) ? -1 : 1;
            return left.id < right.id ? -1 : 1;
        }
    };
    struct known_name {
        std::string_view name;
        std::uint32_t id;

        static int compare(const known_name& left, const known_name& right) {
            const int by_name = left.name.compare(right.name);
            return by_name != 0 ? by_name : left.id < right.id ? -1 : 1;
        }
    };

    // ---- nodes: parts follow what they stand on

    template <class Object>
    std::uint32_t add(object_place place, const Object& object, std::uint32_t owner = no_node, bool is_default = false) {
        place.*pointer_to<Object> = &object;
        std::string_view name;
        if constexpr (requires { object.name; }) name = object.name;
        return add_node(kind_of(object), place, &object, name, owner, is_default);
    }
    std::uint32_t add_node(object_kind kind, const object_place& place, const void* object, std::string_view name, std::uint32_t owner, bool is_default) {
        const auto id = static_cast<std::uint32_t>(nodes_.size());
        nodes_.push_back({kind, place, is_default, owner, {}, {}});
        ids_.push_back({object, id});
        if (place.the_raw != nullptr) raw_objects_.push_back(id); // texts name them in other ways
        else if (owner == no_node) names_.push_back({name, id});
        return id;
    }
    void add_nodes() {
        for (const database_schema& each : of_.schemas) add({}, each);
        for (const extension& each : of_.extensions) add({}, each);
        for (const collation& each : of_.collations) add({}, each);
        for (const enumeration& each : of_.enumerations) add({}, each);
        for (const composite_type& each : of_.composite_types) add({}, each);
        for (const range_type& each : of_.range_types) names_.push_back({multiranges_.emplace_back(multirange_name(each.name, each.multirange)), add({}, each)});
        for (const domain& each : of_.domains) {
            const std::uint32_t id = add({}, each);
            if (!each.default_expression.empty()) add({.in_domain = &each}, each, id, true);
            for (const constraint& check : each.constraints) add({.in_domain = &each}, check, id);
        }
        for (const sequence& each : of_.sequences) add({}, each);
        for (const routine& each : of_.routines) add({}, each);
        for (const table& each : of_.tables) add_parts(each, add({}, each));
        for (const view& each : of_.views) {
            const std::uint32_t id = add({}, each);
            const object_place here{.in_view = &each};
            for (const index& part : each.indexes) add(here, part, id);
            for (const trigger& part : each.triggers) add(here, part, id);
            for (const rule& part : each.rules) add(here, part, id);
            for (const statistics& part : each.statistics) add(here, part, id);
        }
        for (const raw_object& each : of_.raw_objects) add({}, each);
    }
    void add_parts(const table& of, std::uint32_t id) {
        const object_place here{.in_table = &of};
        for (const column& part : of.columns) {
            const std::uint32_t made = add(here, part, id);
            if (owns_sequence(part)) name_sequence(of, part, made);
            if (!part.default_expression.empty()) add(here, part, id, true);
        }
        for (const constraint& part : of.constraints) add(here, part, id);
        for (const index& part : of.indexes) add(here, part, id);
        for (const trigger& part : of.triggers) add(here, part, id);
        for (const rule& part : of.rules) add(here, part, id);
        for (const policy& part : of.policies) add(here, part, id);
        for (const statistics& part : of.statistics) add(here, part, id);
    }

    // ---- names

    // Other texts may use the sequence of an identity or serial column: they need the column.
    void name_sequence(const table& in, const column& of, std::uint32_t id) {
        name_buffer& name = names_of_sequences_.emplace_back();
        names_.push_back({own_sequence_of(in, of, name).name, id});
    }
    [[nodiscard]] std::size_t first_of(std::string_view name) const {
        return names_.count_of([&](const known_name& each) { return each.name < name; });
    }

    const catalog& of_;
    std::vector<graph_node> nodes_{};
    plain_list<known_id> ids_{};
    plain_list<known_name> names_{};
    std::deque<name_buffer> names_of_sequences_{}; // where they are the server's choice; their addresses stay
    std::deque<std::string> multiranges_{};        // the types that come with range types; likewise
    plain_list<std::uint32_t> raw_objects_{};
};

} // namespace constable::catalog
