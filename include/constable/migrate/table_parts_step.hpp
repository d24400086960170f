// SPDX-License-Identifier: BSL-1.0
// What comes to a table: columns, constraints, indexes, …, with the names that PostgreSQL would choose, and what
// partitions get of it.
#pragma once

#include "replay_mistake.hpp"
#include "replayed_catalog.hpp"

#include "constable/catalog/default_names.hpp"
#include "constable/catalog/find_mistake.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

namespace constable::migrating {

constexpr replay_mistake wrong_declaration(const catalog::mistake& found) {
    return {.kind = replay_mistake_kind::declaration, .subject = found.subject, .other = found.other, .of_declaration = found};
}

/// Calls `visit(partition)` for each partition of a table; `visit` may change it, but the list of tables must stay.
constexpr void each_partition(replayed_catalog& in, std::string_view schema, std::string_view name, const auto& visit) {
    for (catalog::table& each : in.all<catalog::table>())
        if (!each.parent.empty() && strings::same(each.parent, name) && strings::same(each.parent_schema, schema)) visit(each);
}

/// Adds the parts of one table to another.
class part_adder {
    // First what the functions below are made of: Clang evaluates templates where they stand.
    template <class Part>
    constexpr void append(catalog::table& table, std::span<const Part> catalog::table::* list, std::span<const Part> added) {
        for (const Part& each : added) table.*list = to_.appended(table.*list, each);
    }
    template <class Part>
    constexpr replay_mistake add_new(catalog::table& table, std::span<const Part> catalog::table::* list, std::span<const Part> added) {
        for (const Part& each : added) {
            if (find_part(table.*list, each.name) != (table.*list).size())
                return {.kind = replay_mistake_kind::part_exists, .subject = each.name, .other = table.name};
            table.*list = to_.appended(table.*list, each);
        }
        return {};
    }

public:
    constexpr explicit part_adder(replayed_catalog& to) : to_(to) {}

    /// Gives the table what the parts declare, and its nameless constraints and indexes names. `fresh`: the table is new.
    constexpr replay_mistake add(catalog::table& table, const fragment& said, bool fresh) {
        const catalog::table& parts = *said.table;
        for (const catalog::column& each : parts.columns)
            if (const replay_mistake found = add_column(table, each, fresh)) return found;
        const std::size_t constraints = fresh ? 0 : table.constraints.size();
        const std::size_t indexes = fresh ? 0 : table.indexes.size();
        if (!fresh) append(table, &catalog::table::constraints, parts.constraints);
        if (!fresh) append(table, &catalog::table::indexes, parts.indexes);
        complete_references(table, constraints);
        if (!fresh || said.named == nullptr) name_parts(table, said.comments);
        require_not_null(table, constraints);
        if (const replay_mistake found = check(table, constraints, indexes, fresh)) return found;
        if (!fresh)
            if (const replay_mistake found = add_rest(table, parts)) return found;
        if (table.partition_key.empty()) return {};
        return fresh ? replay_mistake{} : hand_on(table, parts, constraints, indexes);
    }

    /// The enum types that columns need and that do not exist are created with them.
    constexpr replay_mistake add_types(const catalog::table& of) {
        for (const catalog::column& each : of.columns)
            if (const replay_mistake found = add_type(each)) return found;
        return {};
    }

    /// Puts a schema on the list of those that something lies in.
    constexpr void add_schema(std::string_view name) {
        if (name.empty()) return;
        for (const catalog::database_schema& each : to_.all<catalog::database_schema>())
            if (strings::same(each.name, name)) return;
        to_.all<catalog::database_schema>().push_back({.name = name});
    }

    /// A partition gets its parent's columns, checks, keys and indexes.
    constexpr void take_over(catalog::table& partition, const catalog::table& parent) {
        partition.columns = {};
        for (const catalog::column& each : parent.columns) partition.columns = to_.appended(partition.columns, as_inherited(each));
        partition.constraints = {};
        for (const catalog::constraint& each : parent.constraints) hand_on(partition, each);
        partition.indexes = {};
        for (const catalog::index& each : parent.indexes) hand_on(partition, each);
        name_parts(partition, {});
    }

    /// Names for nameless constraints and indexes, and their comments.
    constexpr void name_parts(catalog::table& table, std::span<const declare::object_comment> comments) {
        const std::size_t room = catalog::room_for_names(table);
        if (room == 0 && comments.empty()) return;
        const std::size_t count = table.constraints.size() + table.indexes.size();
        auto* const text = new char[room + 1]{};
        auto* const sizes = new std::uint8_t[count + 1]{};
        catalog::choose_names(table, text, {sizes, count});
        const std::uint8_t* size = sizes;
        char* at = text;
        const auto name = [&](auto list) {
            auto* const named = to_.made<std::remove_const_t<typename decltype(list)::element_type>>().make(list.size());
            for (std::size_t i = 0; i != list.size(); ++i) {
                std::construct_at(named + i, list[i]);
                if (named[i].name.empty()) {
                    named[i].name = to_.made_text({at, *size}); // of its own: names are kept one by one
                    at += *size;
                }
                ++size;
                for (const declare::object_comment& comment : comments)
                    if (strings::same(comment.name, named[i].name)) named[i].comment = comment.text;
            }
            return std::span{std::as_const(named), list.size()};
        };
        table.constraints = name(table.constraints);
        table.indexes = name(table.indexes);
        delete[] sizes;
        delete[] text;
    }

private:
    // What a partition has of a column of its parent: neither its identity nor its comment.
    static constexpr catalog::column as_inherited(catalog::column of) {
        of.comment = {};
        of.identity = catalog::identity_kind::none;
        return of;
    }
    constexpr replay_mistake add_column(catalog::table& table, const catalog::column& added, bool fresh) {
        if (const replay_mistake found = add_type(added)) return found;
        if (fresh) return {};
        if (catalog::find_column(table, added.name) != nullptr)
            return {.kind = replay_mistake_kind::column_exists, .subject = added.name, .other = table.name};
        if (const catalog::mistake found = catalog::detail::in_column(added)) return wrong_declaration(found);
        table.columns = to_.appended(table.columns, added);
        if (!table.partition_key.empty())
            each_partition(to_, table.schema, table.name, [&](catalog::table& each) { hand_on(each, added); });
        return {};
    }
    constexpr void hand_on(catalog::table& partition, const catalog::column& added) {
        if (catalog::find_column(partition, added.name) == nullptr)
            partition.columns = to_.appended(partition.columns, as_inherited(added));
        each_partition(to_, partition.schema, partition.name, [&](catalog::table& each) { hand_on(each, added); });
    }
    // A foreign key is no part of a partition's own; keys and indexes get names of their own there.
    constexpr void hand_on(catalog::table& partition, catalog::constraint added) {
        if (added.kind == catalog::constraint_kind::foreign_key) return;
        added.comment = added.index_comment = {};
        const bool is_check = added.kind == catalog::constraint_kind::check;
        if (is_check && find_part(partition.constraints, added.name) != partition.constraints.size()) return; // PostgreSQL makes one of both
        if (!is_check) {
            added.attached_to = added.name;
            added.name = {};
        }
        partition.constraints = to_.appended(partition.constraints, added);
    }
    constexpr void hand_on(catalog::table& partition, catalog::index added) {
        added.comment = {};
        added.attached_to = added.name;
        added.name = {};
        partition.indexes = to_.appended(partition.indexes, added);
    }
    constexpr replay_mistake hand_on(const catalog::table& table, const catalog::table&, std::size_t constraints, std::size_t indexes) {
        const std::span<const catalog::constraint> new_constraints = table.constraints.subspan(constraints);
        const std::span<const catalog::index> new_indexes = table.indexes.subspan(indexes);
        if (new_constraints.empty() && new_indexes.empty()) return {};
        each_partition(to_, table.schema, table.name, [&](catalog::table& each) {
            const std::size_t first_constraint = each.constraints.size();
            const std::size_t first_index = each.indexes.size();
            for (const catalog::constraint& added : new_constraints) hand_on(each, added);
            for (const catalog::index& added : new_indexes) hand_on(each, added);
            name_parts(each, {});
            require_not_null(each, first_constraint);
            if (!each.partition_key.empty()) (void)hand_on(each, each, first_constraint, first_index);
        });
        return {};
    }

    constexpr replay_mistake add_type(const catalog::column& of) {
        const catalog::enumeration* const type = of.declared_enumeration;
        if (type == nullptr) return {};
        const catalog::enumeration* const there = to_.find<catalog::enumeration>(type->schema, type->name);
        if (there == nullptr) {
            if (const catalog::mistake found = catalog::detail::in_enumeration(*type)) return wrong_declaration(found);
            add_schema(type->schema);
            to_.all<catalog::enumeration>().push_back(*type);
            return {};
        }
        bool same = there->labels.size() == type->labels.size();
        for (std::size_t i = 0; same && i != type->labels.size(); ++i) same = strings::same(there->labels[i], type->labels[i]);
        if (same) return {};
        return {.kind = replay_mistake_kind::enum_has_other_labels, .subject = type->name, .other = of.name};
    }

    // `references<table_named<"teams">>` means the primary key that the table has by now.
    constexpr void complete_references(catalog::table& table, std::size_t from) {
        for (std::size_t i = from; i != table.constraints.size(); ++i) {
            const catalog::constraint& each = table.constraints[i];
            if (each.kind != catalog::constraint_kind::foreign_key || !each.referenced_columns.empty()) continue;
            const catalog::table* const target = to_.find_table(each.referenced_schema, each.referenced_table);
            const catalog::constraint* const key = target == nullptr ? nullptr : catalog::primary_key_of(*target);
            if (key == nullptr) continue;
            catalog::constraint completed = each;
            completed.referenced_columns = key->columns;
            table.constraints = to_.replaced(table.constraints, i, completed);
        }
    }
    constexpr void require_not_null(catalog::table& table, std::size_t from) {
        for (std::size_t i = from; i != table.constraints.size(); ++i) {
            if (table.constraints[i].kind != catalog::constraint_kind::primary_key) continue;
            for (std::size_t at = 0; at != table.columns.size(); ++at) {
                if (table.columns[at].not_null || !catalog::detail::is_one_of(table.columns[at].name, table.constraints[i].columns)) continue;
                catalog::column required = table.columns[at];
                required.not_null = true;
                table.columns = to_.replaced(table.columns, at, required);
            }
        }
    }
    constexpr replay_mistake check(const catalog::table& table, std::size_t constraints, std::size_t indexes, bool fresh) {
        if (fresh)
            if (const catalog::mistake found = catalog::find_mistake(table)) return wrong_declaration(found);
        for (std::size_t i = constraints; i != table.constraints.size(); ++i) {
            const catalog::constraint& each = table.constraints[i];
            if (!fresh) {
                for (std::size_t k = 0; k != i; ++k)
                    if (strings::same(table.constraints[k].name, each.name))
                        return {.kind = replay_mistake_kind::part_exists, .subject = each.name, .other = table.name};
                if (const catalog::mistake found = catalog::detail::in_constraint(table, i)) return wrong_declaration(found);
            }
            if (each.kind != catalog::constraint_kind::foreign_key) continue;
            const catalog::table* const target = to_.find_table(each.referenced_schema, each.referenced_table);
            if (target == nullptr)
                return {.kind = replay_mistake_kind::referenced_table_is_unknown, .subject = each.name, .other = each.referenced_table};
            if (const catalog::mistake found = catalog::find_reference_mistake(table, each, *target)) return wrong_declaration(found);
        }
        for (std::size_t i = indexes; !fresh && i != table.indexes.size(); ++i) {
            if (find_part(table.indexes, table.indexes[i].name) != i)
                return {.kind = replay_mistake_kind::part_exists, .subject = table.indexes[i].name, .other = table.name};
            if (const catalog::mistake found = catalog::detail::in_index(table, i)) return wrong_declaration(found);
        }
        return {};
    }
    constexpr replay_mistake add_rest(catalog::table& table, const catalog::table& parts) {
        if (const replay_mistake found = add_new(table, &catalog::table::triggers, parts.triggers)) return found;
        if (const replay_mistake found = add_new(table, &catalog::table::rules, parts.rules)) return found;
        if (const replay_mistake found = add_new(table, &catalog::table::policies, parts.policies)) return found;
        return add_new(table, &catalog::table::statistics, parts.statistics);
    }

    replayed_catalog& to_;
};

} // namespace constable::migrating
