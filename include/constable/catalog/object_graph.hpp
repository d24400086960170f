// SPDX-License-Identifier: BSL-1.0
// What each object of a catalog needs of the others: for planning changes.
#pragma once

#include "arena.hpp"
#include "change.hpp"
#include "graph_nodes.hpp"
#include "model.hpp"
#include "named_in_text.hpp"
#include "sides.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace constable::catalog {

/// All objects of a catalog, each with what it needs. PostgreSQL knows better (`pg_depend`), but a catalog is texts: an
/// object needs what its texts could mean.
class object_graph {
public:
    static constexpr std::uint32_t no_node = graph_node::no_node;

    explicit object_graph(const catalog& of) : all_(of) {
        for (std::uint32_t id = 0; id != nodes().size(); ++id) link(id);
        for (graph_node& each : all_.nodes()) make_unique(each.needs), make_unique(each.wants);
        dependents_.resize(nodes().size());
        for (std::uint32_t id = 0; id != nodes().size(); ++id)
            for (const std::uint32_t needed : nodes()[id].needs) dependents_[needed].push_back(id);
    }

    [[nodiscard]] const std::vector<graph_node>& nodes() const { return all_.nodes(); }
    [[nodiscard]] const graph_node& operator[](std::uint32_t id) const { return nodes()[id]; }
    /// What needs a node.
    [[nodiscard]] std::span<const std::uint32_t> dependents_of(std::uint32_t id) const { return dependents_[id]; }
    /// The node of an object of this catalog, or `no_node`. With `default_of` that of its default.
    [[nodiscard]] std::uint32_t find(const void* object, bool default_of = false) const { return all_.find(object, default_of); }
    /// Calls `visit` with every node that stands on `owner`.
    template <class Visit>
    void each_part_of(std::uint32_t owner, const Visit& visit) const {
        all_.each_part_of(owner, visit);
    }

private:
    static void make_unique(std::vector<std::uint32_t>& ids) {
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    }

    void need(std::uint32_t id, std::uint32_t other) { all_.nodes()[id].needs.push_back(other); }
    void need_schema(std::uint32_t id, std::string_view schema) {
        all_.each_schema_named(schema, [&](std::uint32_t found) { need(id, found); });
    }
    void need_table(std::uint32_t id, std::string_view schema, std::string_view name) {
        all_.each_named(schema, name, [&](std::uint32_t found) {
            if (nodes()[found].place.the_table != nullptr && found != id) need(id, found);
        });
    }
    void need_column(std::uint32_t id, const table& in, std::string_view name) {
        if (const column* found = find_column(in, name); found != nullptr) need(id, find(found));
    }

    // ---- texts

    struct reading {
        bool as_type = false;       ///< the text is a type: `users` means the rows of a table
        bool all_functions = false; ///< functions are named without parentheses
        bool only_wanted = false;   ///< a body that PostgreSQL does not look into
    };
    // Sequences too, and columns as far as they stand for theirs.
    [[nodiscard]] static bool is_relation(const object_place& of) {
        return of.the_sequence != nullptr || of.the_table != nullptr || of.the_view != nullptr || of.the_column != nullptr;
    }
    void read(std::uint32_t id, std::string_view text, const table* own, reading how) {
        if (text.empty()) return;
        const names_in_text found = all_names_in(text);
        graph_node& reader = all_.nodes()[id];
        std::vector<std::uint32_t>& to = how.only_wanted ? reader.wants : reader.needs;
        plain_list<const table*> tables;
        const auto add_table = [&](const table* one) {
            for (const table* each : tables)
                if (each == one) return;
            tables.push_back(one);
        };
        if (own != nullptr) add_table(own);
        for (const name_in_text& each : found.names) {
            if ((how.as_type || each.is_type) && each.is_built_in_type()) continue;
            all_.each_named(each.schema, each.name, [&](std::uint32_t named) {
                if (named == id || named == nodes()[id].owner) return;
                const graph_node& target = nodes()[named];
                if (target.place.the_routine != nullptr && !each.is_called && !how.all_functions) return;
                if (each.is_literal && !is_relation(target.place)) return;
                to.push_back(named);
                if (target.place.the_table != nullptr && !each.is_literal) add_table(target.place.the_table);
            });
        }
        if (how.as_type || how.only_wanted) return;
        need_raw(id, text);
        for (const table* each : tables)
            for (const column& part : each->columns)
                if (&part != nodes()[id].place.the_column && found.has_word(part.name)) to.push_back(find(&part));
    }
    // Operators, text search configurations, … that a text may mean.
    void need_raw(std::uint32_t id, std::string_view text) {
        for (const std::uint32_t each : all_.raw_objects()) {
            const raw_object& raw = *nodes()[each].place.the_raw;
            if (each != id && !comes_last(raw) && may_mention(text, raw)) need(id, each);
        }
    }
    void read(std::uint32_t id, names texts, const table* own, reading how) {
        for (const std::string_view each : texts) read(id, each, own, how);
    }

    // ---- what each kind needs

    void link(std::uint32_t id) {
        const object_place place = nodes()[id].place;
        if (nodes()[id].owner != no_node) need(id, nodes()[id].owner);
        else need_schema(id, graph_nodes::schema_of(place));
        if (place.the_extension != nullptr) need_schema(id, place.the_extension->schema);
        if (place.the_composite != nullptr)
            for (const attribute& each : place.the_composite->attributes) {
                read(id, each.type, nullptr, {.as_type = true});
                read(id, each.collation, nullptr, {.as_type = true});
            }
        if (place.the_range != nullptr) link_range(id, *place.the_range);
        if (place.the_domain != nullptr) link_domain(id, *place.the_domain);
        if (place.the_routine != nullptr) link_routine(id, *place.the_routine);
        if (place.the_raw != nullptr) link_raw(id, *place.the_raw);
        if (place.the_table != nullptr) link_table(id, *place.the_table);
        if (place.the_view != nullptr) read(id, place.the_view->query, nullptr, {});
        if (place.the_column != nullptr) link_column(id, *place.in_table, *place.the_column);
        if (place.the_constraint != nullptr) link_constraint(id, place, *place.the_constraint);
        if (place.the_index != nullptr) link_index(id, place, *place.the_index);
        if (place.the_trigger != nullptr) link_trigger(id, place, *place.the_trigger);
        if (place.the_rule != nullptr) {
            read(id, place.the_rule->condition, place.in_table, {});
            read(id, place.the_rule->action, place.in_table, {});
        }
        if (place.the_policy != nullptr) {
            read(id, place.the_policy->using_expression, place.in_table, {});
            read(id, place.the_policy->check_expression, place.in_table, {});
        }
        if (place.the_statistics != nullptr) {
            need_schema(id, place.the_statistics->schema);
            read(id, place.the_statistics->expressions, place.in_table, {});
        }
    }
    void link_range(std::uint32_t id, const range_type& of) {
        read(id, of.subtype, nullptr, {.as_type = true});
        read(id, of.collation, nullptr, {.as_type = true});
        read(id, of.difference, nullptr, {.as_type = true, .all_functions = true});
    }
    void link_domain(std::uint32_t id, const domain& of) {
        if (nodes()[id].is_default) return read(id, of.default_expression, nullptr, {});
        read(id, of.type, nullptr, {.as_type = true});
        read(id, of.collation, nullptr, {.as_type = true});
    }
    void link_routine(std::uint32_t id, const routine& of) {
        read(id, of.identity, nullptr, {.as_type = true});
        read(id, of.arguments, nullptr, {.as_type = true});
        read(id, of.result, nullptr, {.as_type = true});
        read(id, of.sql_body, nullptr, {});
        read(id, of.support, nullptr, {.as_type = true, .all_functions = true});
        const bool is_aggregate = of.kind == routine_kind::aggregate;
        read(id, of.body, nullptr, {.as_type = is_aggregate, .all_functions = is_aggregate, .only_wanted = !is_aggregate});
    }
    void link_raw(std::uint32_t id, const raw_object& of) {
        read(id, of.definition, nullptr, {.as_type = true, .all_functions = true});
        const std::size_t kind = position_of_raw_kind(of.kind);
        for (const std::uint32_t each : all_.raw_objects()) {
            const raw_object& other = *nodes()[each].place.the_raw;
            if (position_of_raw_kind(other.kind) < kind && may_mention(of.definition, other)) need(id, each);
        }
    }
    void link_table(std::uint32_t id, const table& of) {
        need_table(id, of.parent_schema, of.parent);
        for (const qualified_name& each : of.inherits) need_table(id, each.schema, each.name);
        read(id, of.of_type, nullptr, {.as_type = true});
        read(id, of.partition_key, nullptr, {.as_type = true});
    }
    void link_column(std::uint32_t id, const table& in, const column& of) {
        if (nodes()[id].is_default) {
            need(id, find(&of));
            return read(id, of.default_expression, nullptr, {});
        }
        read(id, of.type, nullptr, {.as_type = true});
        read(id, of.collation, nullptr, {.as_type = true});
        read(id, of.generated_expression, &in, {});
    }
    void link_keys(std::uint32_t id, const table* in, std::span<const key> keys) {
        for (const key& each : keys) {
            if (in != nullptr) need_column(id, *in, each.column);
            read(id, each.expression, in, {});
            read(id, each.collation, nullptr, {.as_type = true});
            need_raw(id, each.operator_class);
            need_raw(id, each.with_operator);
        }
    }
    void link_attached(std::uint32_t id, const object_place& place, std::string_view to) {
        if (to.empty() || place.in_table == nullptr) return;
        all_.each_named(place.in_table->parent_schema, place.in_table->parent, [&](std::uint32_t parent) {
            if (nodes()[parent].place.the_table == nullptr) return;
            each_part_of(parent, [&](std::uint32_t part) {
                const object_place& there = nodes()[part].place;
                if ((there.the_index != nullptr && there.the_index->name == to) || (there.the_constraint != nullptr && there.the_constraint->name == to))
                    need(id, part);
            });
        });
    }
    void link_constraint(std::uint32_t id, const object_place& place, const constraint& of) {
        const table* const in = place.in_table;
        read(id, of.expression, in, {});
        read(id, of.predicate, in, {});
        link_keys(id, in, of.keys);
        if (in == nullptr) return;
        for (const std::string_view each : of.columns) need_column(id, *in, each);
        for (const std::string_view each : of.include) need_column(id, *in, each);
        link_attached(id, place, of.attached_to);
        if (of.kind != constraint_kind::foreign_key) return;
        all_.each_named(of.referenced_schema, of.referenced_table, [&](std::uint32_t found) {
            const table* const target = nodes()[found].place.the_table;
            if (target == nullptr) return;
            need(id, found);
            for (const std::string_view each : of.referenced_columns) need_column(id, *target, each);
            each_part_of(found, [&](std::uint32_t part) {
                if (is_key_of(nodes()[part].place, of.referenced_columns)) need(id, part);
            });
        });
    }
    [[nodiscard]] static bool is_key_of(const object_place& place, names columns) {
        if (const constraint* found = place.the_constraint; found != nullptr)
            return (found->kind == constraint_kind::primary_key || found->kind == constraint_kind::unique) && hold_the_same(found->columns, columns);
        const index* const found = place.the_index;
        if (found == nullptr || !found->unique || !found->predicate.empty() || found->keys.size() != columns.size()) return false;
        return std::all_of(found->keys.begin(), found->keys.end(), [&](const key& each) {
            return std::find(columns.begin(), columns.end(), each.column) != columns.end();
        });
    }
    void link_index(std::uint32_t id, const object_place& place, const index& of) {
        link_keys(id, place.in_table, of.keys);
        read(id, of.predicate, place.in_table, {});
        if (place.in_table == nullptr) return;
        for (const std::string_view each : of.include) need_column(id, *place.in_table, each);
        link_attached(id, place, of.attached_to);
    }
    void link_trigger(std::uint32_t id, const object_place& place, const trigger& of) {
        read(id, of.function, nullptr, {.as_type = true, .all_functions = true});
        read(id, of.when_expression, place.in_table, {});
        read(id, of.referenced_table, nullptr, {.as_type = true});
        if (place.in_table == nullptr) return;
        for (const std::string_view each : of.update_columns) need_column(id, *place.in_table, each);
    }

    graph_nodes all_;
    std::vector<std::vector<std::uint32_t>> dependents_{};
};

} // namespace constable::catalog
