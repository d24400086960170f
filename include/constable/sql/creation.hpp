// SPDX-License-Identifier: BSL-1.0
// The script that creates a whole catalog, phase by phase, each phase in the order of dependencies.
#pragma once

#include "create.hpp"

#include "constable/catalog/creation_order.hpp"
#include "constable/catalog/dependencies.hpp"
#include "constable/catalog/model.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace constable::sql {

/// The parts of a script, in their order. What may refer forward comes in a later phase than what it refers to.
enum class creation_phase : unsigned char {
    objects,      ///< types, sequences, routines, tables, views, with all that need not wait
    checks,       ///< defaults and checks that mention something later, from the last table to the first
    keys,         ///< keys and indexes that call routines, and those of tables whose partitions attach theirs
    foreign_keys, ///< those that point forward
    parts,        ///< owners of sequences, attached indexes, triggers, rules, policies, statistics
    contents,     ///< materialized views are filled
};
inline constexpr std::size_t creation_phases = 6;

/// A catalog and the order in which to create it. The memory belongs to the caller.
struct creation_plan {
    const catalog::catalog* of;
    catalog::object_lookup lookup;
    std::span<const std::uint32_t> order;    ///< the number of the object at each position
    std::span<const std::uint32_t> position; ///< the position of each object
    std::span<const bool> attaches;          ///< for each table: partitions attach their indexes to its own
};

namespace detail {

/// Which parts of one table or domain have to wait.
class late_parts {
    // first, since Clang evaluates templates where they stand
    template <class Counts>
    constexpr bool mentions(std::string_view text, const Counts& counts) const {
        bool found = false;
        if (text.empty()) return found;
        catalog::each_mention(text, [&](catalog::name_space space, std::string_view schema, std::string_view name) {
            plan_.lookup.each(space, schema, name, [&](std::size_t number) { found = found || counts(static_cast<std::uint32_t>(number)); });
        });
        return found;
    }

public:
    constexpr late_parts(const creation_plan& plan, std::uint32_t number, bool attaches)
        : plan_(plan), at_(plan.position[number]), attaches_(attaches) {}

    constexpr bool operator()(const catalog::constraint& each) const {
        using catalog::constraint_kind;
        switch (each.kind) {
        case constraint_kind::primary_key: return false; // a view may group by it
        case constraint_kind::unique: return attaches_;
        case constraint_kind::foreign_key: return references_later(each);
        case constraint_kind::check: return mentions_later(each.expression);
        case constraint_kind::exclude: return attaches_ || any_waits(each.keys) || waits(each.predicate);
        }
        return false;
    }
    constexpr bool operator()(const catalog::column& each) const { return mentions_later(each.default_expression); }
    constexpr bool operator()(const catalog::index& each) const {
        return attaches_ || any_waits(each.keys) || waits(each.predicate);
    }
    constexpr bool mentions_later(std::string_view text) const {
        return mentions(text, [&](std::uint32_t number) { return plan_.position[number] > at_; });
    }

private:
    constexpr bool references_later(const catalog::constraint& key) const {
        const std::size_t target = plan_.lookup.find(catalog::name_space::relation, key.referenced_schema, key.referenced_table);
        if (target == catalog::object_lookup::missing) return false;
        const auto [kind, table] = catalog::object_numbers(*plan_.of).at(target);
        return plan_.position[target] > at_ || (kind == catalog::object_kind::table && plan_.attaches[table]);
    }
    // An index is planned when it is created: its functions are called, with all that their bodies need.
    constexpr bool waits(std::string_view text) const {
        const catalog::object_numbers numbers(*plan_.of);
        return mentions(text, [&](std::uint32_t number) {
            return plan_.position[number] > at_ || numbers.at(number).kind == catalog::object_kind::function;
        });
    }
    constexpr bool any_waits(std::span<const catalog::key> keys) const {
        for (const catalog::key& each : keys)
            if (waits(each.expression)) return true;
        return false;
    }

    const creation_plan& plan_;
    std::uint32_t at_;
    bool attaches_;
};

// Writes what one object has to say in one phase.
template <class Sink>
class phase_writer {
public:
    constexpr phase_writer(Sink& sink, const creation_plan& plan, creation_phase phase, std::uint32_t number)
        : sink_(sink), plan_(plan), phase_(phase), number_(number) {}

    constexpr void write(const catalog::raw_object& each) const {
        if (phase_ == creation_phase::objects && !comes_last(each)) add_create_raw(sink_, each);
    }
    constexpr void write(const catalog::collation& each) const {
        if (phase_ == creation_phase::objects) add_create_collation(sink_, each);
    }
    constexpr void write(const catalog::enumeration& each) const {
        if (phase_ == creation_phase::objects) add_create_enumeration(sink_, each);
    }
    constexpr void write(const catalog::composite_type& each) const {
        if (phase_ == creation_phase::objects) add_create_composite_type(sink_, each);
    }
    constexpr void write(const catalog::range_type& each) const {
        if (phase_ == creation_phase::objects) add_create_range_type(sink_, each);
    }
    constexpr void write(const catalog::routine& each) const {
        if (phase_ == creation_phase::objects) add_create_routine(sink_, each);
    }
    constexpr void write(const catalog::sequence& each) const {
        if (phase_ == creation_phase::objects) add_create_sequence(sink_, each);
        if (phase_ == creation_phase::parts) add_sequence_owner(sink_, each);
    }
    constexpr void write(const catalog::domain& each) const {
        const late_parts later(plan_, number_, false);
        const bool default_waits = later.mentions_later(each.default_expression);
        if (phase_ == creation_phase::objects) add_create_domain(sink_, each, later, !default_waits);
        if (phase_ != creation_phase::checks) return;
        if (default_waits) {
            add_head(sink_, "ALTER DOMAIN ", each.schema, each.name);
            sink_.add("SET DEFAULT ");
            add_expression(sink_, each.default_expression);
            sink_.add(";\n");
        }
        add_late_domain_constraints(sink_, each, later);
    }
    constexpr void write(const catalog::table& each) const {
        using catalog::constraint_kind;
        const bool attaches = plan_.attaches[catalog::object_numbers(*plan_.of).at(number_).position];
        const late_parts later(plan_, number_, attaches);
        const auto add_constraints = [&](auto... kinds) {
            add_late_constraints(sink_, each, later, [&](constraint_kind kind) { return ((kind == kinds) || ...); }, attaches);
        };
        switch (phase_) {
        case creation_phase::objects: return add_create_table(sink_, each, later);
        case creation_phase::checks:
            for (const catalog::column& column : each.columns)
                if (later(column)) add_set_default(sink_, each, column);
            return add_constraints(constraint_kind::check);
        case creation_phase::keys:
            add_constraints(constraint_kind::primary_key, constraint_kind::unique, constraint_kind::exclude);
            for (const catalog::index& index : each.indexes) {
                if (!later(index)) continue;
                add_create_index(sink_, each, index, attaches);
                add_comment(sink_, "INDEX", each.schema, index.name, index.comment);
            }
            return;
        case creation_phase::foreign_keys: return add_constraints(constraint_kind::foreign_key);
        case creation_phase::parts: return write_parts(each);
        case creation_phase::contents: return;
        }
    }
    constexpr void write(const catalog::view& each) const {
        const bool is_filled_later = each.is_materialized && !plan_.of->routines.empty();
        catalog::view alone = each;
        alone.indexes = {};
        switch (phase_) {
        case creation_phase::objects:
            return is_filled_later ? add_create_view(sink_, alone, population::later) : add_create_view(sink_, each);
        case creation_phase::keys:
            for (const catalog::index& index : each.indexes) {
                if (!is_filled_later) break;
                add_create_index(sink_, each.schema, each.name, index);
                add_comment(sink_, "INDEX", each.schema, index.name, index.comment);
            }
            return;
        case creation_phase::parts: return add_view_parts(sink_, each);
        case creation_phase::contents:
            if (is_filled_later) add_refresh(sink_, each);
            return;
        default: return;
        }
    }

private:
    constexpr void write_parts(const catalog::table& each) const {
        for (const catalog::constraint& key : each.constraints)
            if (!key.attached_to.empty()) add_attach_index(sink_, each, key.name, key.attached_to);
        for (const catalog::index& index : each.indexes)
            if (!index.attached_to.empty()) add_attach_index(sink_, each, index.name, index.attached_to);
        add_table_settings(sink_, each);
        for (const catalog::statistics& part : each.statistics) add_create_statistics(sink_, each.schema, each.name, part);
        for (const catalog::trigger& part : each.triggers) add_create_trigger(sink_, each.schema, each.name, part);
        for (const catalog::rule& part : each.rules) add_create_rule(sink_, each.schema, each.name, part);
        for (const catalog::policy& part : each.policies) add_create_policy(sink_, each, part);
    }

    Sink& sink_;
    const creation_plan& plan_;
    creation_phase phase_;
    std::uint32_t number_;
};

} // namespace detail

/// Marks in `attaches`, one element for each table, those that have partitions which attach their own indexes.
constexpr void find_attaching(const catalog::catalog& of, const catalog::object_lookup& lookup, std::span<bool> attaches) {
    const catalog::object_numbers numbers(of);
    for (const catalog::table& each : of.tables) {
        if (each.parent.empty()) continue;
        bool attached = false;
        for (const catalog::constraint& key : each.constraints) attached = attached || !key.attached_to.empty();
        for (const catalog::index& index : each.indexes) attached = attached || !index.attached_to.empty();
        const std::size_t parent = lookup.find(catalog::name_space::relation, each.parent_schema, each.parent);
        if (attached && parent != catalog::object_lookup::missing && numbers.at(parent).kind == catalog::object_kind::table)
            attaches[numbers.at(parent).position] = true;
    }
}

/// Whether a catalog is nothing but tables and enum types that can be created one after the other, foreign keys apart:
/// its script needs no phases.
constexpr bool is_plain(const catalog::catalog& of) {
    if (of.extensions.size() + of.collations.size() + of.domains.size() + of.composite_types.size() + of.range_types.size() != 0) return false;
    if (of.sequences.size() + of.routines.size() + of.views.size() + of.grants.size() + of.default_privileges.size() + of.raw_objects.size() != 0) return false;
    for (const catalog::database_schema& each : of.schemas)
        if (!each.comment.empty()) return false;
    for (const catalog::table& each : of.tables) {
        const bool says_more = each.row_security || each.force_row_security || each.replica_identity != catalog::replica_identity_kind::by_default ||
                               !each.clustered_on.empty();
        if (says_more || each.triggers.size() + each.rules.size() + each.policies.size() + each.statistics.size() != 0) return false;
        if (!each.parent.empty() || !each.inherits.empty() || !each.of_type.empty() || !each.partition_key.empty()) return false;
        for (const catalog::column& column : each.columns) // of a sequence that another table may own
            if (!column.default_expression.empty() && column.default_expression.starts_with("nextval")) return false;
    }
    return true;
}

/// What stands before everything else: database schemas, extensions, types that need a shell.
template <class Sink>
constexpr void add_creation_preamble(Sink& sink, const catalog::catalog& of) {
    for (const catalog::database_schema& each : of.schemas) {
        if (each.name != of.default_schema) add_create_schema(sink, each); // `create_all` has made that one
        else add_comment(sink, "SCHEMA", {}, each.name, each.comment);
    }
    for (const bool dependent : {false, true})
        for (const catalog::extension& each : of.extensions) {
            bool needs_another = each.name == "earthdistance";
            for (const catalog::extension& other : of.extensions) // `postgis_raster` needs `postgis`, `hstore_plperl` both
                needs_another = needs_another || (each.name.size() > other.name.size() && (each.name.starts_with(other.name) || each.name.ends_with(other.name)));
            if (needs_another == dependent) add_create_extension(sink, each);
        }
    for (const catalog::range_type& each : of.range_types)
        if (!each.canonical.empty()) add_create_shell_type(sink, each);
}

/// One phase for the objects at the positions `from` up to `to` in the order of creation. (The phase `checks` goes from
/// the last position to the first.)
template <class Sink>
constexpr void add_creation(Sink& sink, const creation_plan& plan, creation_phase phase, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i != to; ++i) {
        const std::uint32_t number = plan.order[phase == creation_phase::checks ? plan.order.size() - 1 - i : i];
        catalog::with_object(*plan.of, number, [&](const auto& object) { detail::phase_writer<Sink>(sink, plan, phase, number).write(object); });
    }
}

/// What stands behind everything else: privileges, and what watches or publishes the others.
template <class Sink>
constexpr void add_creation_privileges(Sink& sink, const catalog::catalog& of) {
    add_grants(sink, of.grants);
    add_default_privileges(sink, of.default_privileges, of.default_schema);
    for (const std::string_view kind : {"publication", "event trigger"}) // which would fire at what comes after it
        for (const catalog::raw_object& each : of.raw_objects)
            if (each.kind == kind) add_create_raw(sink, each);
}

} // namespace constable::sql
