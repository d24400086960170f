// SPDX-License-Identifier: BSL-1.0
// What each object of a catalog needs of the others, down to columns and defaults: for planning changes.
#pragma once

#include "arena.hpp"
#include "change.hpp"
#include "model.hpp"
#include "named_in_text.hpp"
#include "own_sequence.hpp"
#include "sides.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
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

/// All objects of a catalog, each with what it needs. PostgreSQL knows better (`pg_depend`), but a catalog is texts: an
/// object needs what its texts could mean. Objects are known by their addresses: no two tables may share their columns.
class object_graph {
public:
    static constexpr std::uint32_t no_node = graph_node::no_node;

    explicit object_graph(const catalog& of) : of_(of) {
        add_nodes();
        ids_.sort([](const void* left, const void* right) { return known_id::compare(*static_cast<const known_id*>(left), *static_cast<const known_id*>(right)); });
        names_.sort([](const void* left, const void* right) {
            return known_name::compare(*static_cast<const known_name*>(left), *static_cast<const known_name*>(right));
        });
        for (std::uint32_t id = 0; id != nodes_.size(); ++id) link(id);
        for (graph_node& each : nodes_) make_unique(each.needs), make_unique(each.wants);
        dependents_.resize(nodes_.size());
        for (std::uint32_t id = 0; id != nodes_.size(); ++id)
            for (const std::uint32_t needed : nodes_[id].needs) dependents_[needed].push_back(id);
    }

    [[nodiscard]] const std::vector<graph_node>& nodes() const { return nodes_; }
    [[nodiscard]] const graph_node& operator[](std::uint32_t id) const { return nodes_[id]; }
    /// What needs a node.
    [[nodiscard]] std::span<const std::uint32_t> dependents_of(std::uint32_t id) const { return dependents_[id]; }
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

    static void make_unique(std::vector<std::uint32_t>& ids) {
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    }

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
        for (const range_type& each : of_.range_types) add({}, each);
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
            for (const catalog_index& part : each.indexes) add(here, part, id);
            for (const trigger& part : each.triggers) add(here, part, id);
            for (const rule& part : each.rules) add(here, part, id);
            for (const statistics& part : each.statistics) add(here, part, id);
        }
        for (const raw_object& each : of_.raw_objects) add({}, each);
    }
    using catalog_index = index;
    void add_parts(const table& of, std::uint32_t id) {
        const object_place here{.in_table = &of};
        for (const column& part : of.columns) {
            const std::uint32_t made = add(here, part, id);
            if (owns_sequence(part)) name_sequence(of, part, made);
            if (!part.default_expression.empty()) add(here, part, id, true);
        }
        for (const constraint& part : of.constraints) add(here, part, id);
        for (const catalog_index& part : of.indexes) add(here, part, id);
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
    /// Calls `visit` with every object outside of tables that has that name.
    template <class Visit>
    void each_named(std::string_view schema, std::string_view name, const Visit& visit) const {
        const std::string_view own = of_.own_name_of(schema);
        for (std::size_t at = first_of(name); at != names_.size() && names_[at].name == name; ++at) {
            const graph_node& each = nodes_[names_[at].id];
            if (each.place.the_schema == nullptr && each.place.the_extension == nullptr && schema_of(each.place) == own) visit(names_[at].id);
        }
    }
    void need_schema(std::uint32_t id, std::string_view schema) {
        if (schema.empty()) return;
        for (std::size_t at = first_of(schema); at != names_.size() && names_[at].name == schema; ++at)
            if (nodes_[names_[at].id].place.the_schema != nullptr) nodes_[id].needs.push_back(names_[at].id);
    }
    void need_table(std::uint32_t id, std::string_view schema, std::string_view name) {
        each_named(schema, name, [&](std::uint32_t found) {
            if (nodes_[found].place.the_table != nullptr && found != id) nodes_[id].needs.push_back(found);
        });
    }
    void need_column(std::uint32_t id, const table& in, std::string_view name) {
        if (const column* found = find_column(in, name); found != nullptr) nodes_[id].needs.push_back(find(found));
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
        std::vector<std::uint32_t>& to = how.only_wanted ? nodes_[id].wants : nodes_[id].needs;
        plain_list<const table*> tables;
        const auto add_table = [&](const table* one) {
            for (const table* each : tables)
                if (each == one) return;
            tables.push_back(one);
        };
        if (own != nullptr) add_table(own);
        for (const name_in_text& each : found.names) {
            if ((how.as_type || each.is_type) && each.is_built_in_type()) continue;
            each_named(each.schema, each.name, [&](std::uint32_t named) {
                if (named == id || named == nodes_[id].owner) return;
                const graph_node& target = nodes_[named];
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
                if (&part != nodes_[id].place.the_column && found.has_word(part.name)) to.push_back(find(&part));
    }
    // Operators, text search configurations, … that a text may mean.
    void need_raw(std::uint32_t id, std::string_view text) {
        for (const std::uint32_t each : raw_objects_) {
            const raw_object& raw = *nodes_[each].place.the_raw;
            if (each != id && !comes_last(raw) && may_mention(text, raw)) nodes_[id].needs.push_back(each);
        }
    }
    void read(std::uint32_t id, names texts, const table* own, reading how) {
        for (const std::string_view each : texts) read(id, each, own, how);
    }

    // ---- what each kind needs

    void link(std::uint32_t id) {
        const object_place place = nodes_[id].place;
        if (nodes_[id].owner != no_node) nodes_[id].needs.push_back(nodes_[id].owner);
        else need_schema(id, schema_of(place));
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
        if (nodes_[id].is_default) return read(id, of.default_expression, nullptr, {});
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
        for (const std::uint32_t each : raw_objects_) {
            const raw_object& other = *nodes_[each].place.the_raw;
            if (position_of_raw_kind(other.kind) < kind && may_mention(of.definition, other)) nodes_[id].needs.push_back(each);
        }
    }
    void link_table(std::uint32_t id, const table& of) {
        need_table(id, of.parent_schema, of.parent);
        for (const qualified_name& each : of.inherits) need_table(id, each.schema, each.name);
        read(id, of.of_type, nullptr, {.as_type = true});
        read(id, of.partition_key, nullptr, {.as_type = true});
    }
    void link_column(std::uint32_t id, const table& in, const column& of) {
        if (nodes_[id].is_default) {
            nodes_[id].needs.push_back(find(&of));
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
        each_named(place.in_table->parent_schema, place.in_table->parent, [&](std::uint32_t parent) {
            if (nodes_[parent].place.the_table == nullptr) return;
            each_part_of(parent, [&](std::uint32_t part) {
                const object_place& there = nodes_[part].place;
                if ((there.the_index != nullptr && there.the_index->name == to) || (there.the_constraint != nullptr && there.the_constraint->name == to))
                    nodes_[id].needs.push_back(part);
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
        each_named(of.referenced_schema, of.referenced_table, [&](std::uint32_t found) {
            const table* const target = nodes_[found].place.the_table;
            if (target == nullptr) return;
            nodes_[id].needs.push_back(found);
            for (const std::string_view each : of.referenced_columns) need_column(id, *target, each);
            each_part_of(found, [&](std::uint32_t part) {
                if (is_key_of(nodes_[part].place, of.referenced_columns)) nodes_[id].needs.push_back(part);
            });
        });
    }
    [[nodiscard]] static bool is_key_of(const object_place& place, names columns) {
        if (const constraint* found = place.the_constraint; found != nullptr)
            return (found->kind == constraint_kind::primary_key || found->kind == constraint_kind::unique) && hold_the_same(found->columns, columns);
        const catalog_index* const found = place.the_index;
        if (found == nullptr || !found->unique || !found->predicate.empty() || found->keys.size() != columns.size()) return false;
        return std::all_of(found->keys.begin(), found->keys.end(), [&](const key& each) {
            return std::find(columns.begin(), columns.end(), each.column) != columns.end();
        });
    }
    void link_index(std::uint32_t id, const object_place& place, const catalog_index& of) {
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

    const catalog& of_;
    std::vector<graph_node> nodes_{};
    std::vector<std::vector<std::uint32_t>> dependents_{};
    plain_list<known_id> ids_{};
    plain_list<known_name> names_{};
    std::deque<name_buffer> names_of_sequences_{}; // where they are the server's choice; their addresses stay
    plain_list<std::uint32_t> raw_objects_{};
};

} // namespace constable::catalog
