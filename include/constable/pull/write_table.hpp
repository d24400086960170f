// SPDX-License-Identifier: BSL-1.0
// The struct of a table.
#pragma once

#include "context.hpp"
#include "nameless.hpp"
#include "short_partition.hpp"
#include "sql_text.hpp"
#include "write_constraint.hpp"
#include "write_relation_parts.hpp"
#include "write_sequence.hpp"
#include "write_type.hpp"

#include "constable/catalog/find_mistake.hpp"
#include "constable/catalog/model.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace constable::pull {

namespace detail {

// The constraints of a table in the order in which they are written: each column's inside it, then the others.
struct placed_constraints {
    std::vector<catalog::constraint> all;
    std::vector<std::string_view> homes;
    nameless_objects nameless;
};

// A key over the columns of an earlier one can only be meant when it has a name.
inline void name_repeated_keys(placed_constraints& placed) {
    for (std::size_t i = 0; i != placed.all.size(); ++i)
        for (std::size_t k = 0; k != i; ++k)
            if (catalog::detail::repeats(placed.all[i], placed.all[k])) placed.nameless.constraints[i] = false;
}

inline placed_constraints place_constraints(const catalog::table& of, const std::vector<catalog::index>& indexes,
                                            context& in) {
    placed_constraints placed;
    std::vector<std::string_view> homes;
    std::vector<const catalog::constraint*> known;
    for (const catalog::constraint& each : of.constraints) {
        const bool is_foreign = each.kind == constraint_kind::foreign_key;
        if (is_foreign && find_table(in.all, each.referenced_schema, each.referenced_table) == nullptr) {
            in.omitted.push_back("foreign key " + std::string{each.name} + " of " + std::string{of.name} +
                                 ": references " + std::string{each.referenced_table} + ", which is not here");
            continue;
        }
        known.push_back(&each);
        homes.push_back(home_of(of, each));
    }
    const auto take = [&](std::string_view home) {
        for (std::size_t i = 0; i != known.size(); ++i) {
            if (homes[i] != home) continue;
            placed.all.push_back(*known[i]);
            placed.homes.push_back(home);
        }
    };
    for (const catalog::column& each : of.columns) take(each.name);
    take({});
    catalog::table ordered = of;
    ordered.constraints = placed.all;
    ordered.indexes = indexes;
    placed.nameless = find_nameless(ordered);
    name_repeated_keys(placed);
    return placed;
}

inline word type_of(const catalog::column& of, context& in) {
    if (of.identity == catalog::identity_kind::serial)
        return of.type == "bigint" ? "bigserial" : of.type == "smallint" ? "smallserial" : "serial";
    return write_type(of.type, in);
}

inline bool is_in_primary_key(const catalog::table& table, std::string_view column) {
    const catalog::constraint* key = catalog::primary_key_of(table);
    return key != nullptr && std::ranges::find(key->columns, column) != key->columns.end();
}

inline void add_nullability(word& to, const catalog::table& table, const catalog::column& of) {
    const bool has_name = !of.details->not_null_name.empty();
    const bool is_implied = of.identity != catalog::identity_kind::none || is_in_primary_key(table, of.name);
    if (of.not_null && (!is_implied || has_name)) to.add("not_null");
    if (has_name) to.add(literals("not_null_named", of.details->not_null_name));
    if (!of.not_null && of.identity == catalog::identity_kind::serial) to.add("nullable");
}

inline void add_source_of_values(word& to, const catalog::table& table, const catalog::column& of) {
    if (of.identity == catalog::identity_kind::always) to.add({"identity", {}});
    if (of.identity == catalog::identity_kind::by_default) to.add({"identity", {"by_default"}});
    if (of.details->sequence != nullptr) to.add(write_column_sequence(table, of, *of.details->sequence));
    add_text(to, "default_", of.default_expression);
    add_text(to, of.details->is_virtual ? "generated_virtual" : "generated", of.generated_expression);
}

inline void add_details(word& to, const catalog::column_details& of) {
    if (of.storage != catalog::storage_kind::by_type) to.add(literals("storage", word_of(of.storage)));
    if (of.compression != catalog::compression_method::by_default)
        to.add(literals("compression", word_of(of.compression)));
    if (of.statistics != -1) to.add(number("statistics_target", of.statistics));
    add_texts(to, "column_options", of.options);
    add_if(to, of.is_inherited, "inherited");
}

inline word write_column(const catalog::table& table, const catalog::column& of, const placed_constraints& placed,
                         std::size_t longest, context& in) {
    word written{"column", {write_literal(of.name)}};
    const std::size_t size = width(written.arguments.front().text);
    written.arguments.front().padding = size < longest ? longest - size : 0;
    written.add(type_of(of, in));
    add_nullability(written, table, of);
    add_source_of_values(written, table, of);
    add_collation(written, "collate", of.collation);
    for (std::size_t i = 0; i != placed.all.size(); ++i)
        if (!placed.homes[i].empty() && placed.homes[i] == of.name)
            written.add(write_constraint(table, placed.all[i], true, placed.nameless.constraints[i], in));
    add_details(written, *of.details);
    add_text(written, "comment", of.comment);
    return written;
}

// The types of columns stand in one line below the other; a few long names are left to stand out.
inline std::size_t longest_name(const catalog::table& of) {
    std::size_t longest = 0;
    for (const catalog::column& each : of.columns)
        if (const std::size_t size = width(write_literal(each.name)); size <= 26) longest = std::max(longest, size);
    return longest;
}

inline void add_partitioning(word& to, const catalog::table& of, context& in) {
    if (!of.parent.empty()) {
        if (const cpp_name* parent = in.names.find_relation(of.parent_schema, of.parent))
            to.add({"partition_of", {in.refer(*parent), write_literal(of.partition_bound)}});
        else
            in.omitted.push_back("table " + std::string{of.name} + ": partition of " + std::string{of.parent} +
                                 ", which is not here");
    }
    if (of.partition_key.empty()) return;
    const std::size_t open = of.partition_key.find('(');
    const std::string_view strategy = of.partition_key.substr(0, open);
    const bool is_range = strategy.starts_with("RANGE");
    word key{is_range                       ? "partition_by_range"
             : strategy.starts_with("LIST") ? "partition_by_list"
                                            : "partition_by_hash",
             {}};
    for (const std::string& each : split_list(without_parentheses(of.partition_key.substr(open))))
        key.add(write_literal(each));
    to.add(key);
}

inline void add_inheritance(word& to, const catalog::table& of, context& in) {
    word inherits{"inherits", {}};
    for (const catalog::qualified_name& each : of.inherits) {
        if (const cpp_name* parent = in.names.find_relation(each.schema, each.name)) inherits.add(in.refer(*parent));
        else
            in.omitted.push_back("table " + std::string{of.name} + ": inherits " + std::string{each.name} +
                                 ", which is not here");
    }
    if (!inherits.arguments.empty()) to.add(inherits);
    add_text(to, "of_type", of.of_type);
}

inline void add_properties(word& to, const catalog::table& of) {
    add_if(to, of.unlogged, "unlogged");
    add_text(to, "access_method", of.access_method);
    add_texts(to, "parameters", of.options);
    add_texts(to, "toast_parameters", of.toast_options);
    add_if(to, of.row_security, "row_level_security");
    add_if(to, of.force_row_security, "force_row_level_security");
    add_if(to, of.replica_identity == catalog::replica_identity_kind::nothing, "replica_identity_nothing");
    add_if(to, of.replica_identity == catalog::replica_identity_kind::full, "replica_identity_full");
    if (of.replica_identity == catalog::replica_identity_kind::index)
        to.add(literals("replica_identity_index", of.replica_index));
    add_text(to, "clustered_on", of.clustered_on);
}

// An index that a failed CREATE INDEX CONCURRENTLY left is nothing to declare.
inline std::vector<catalog::index> valid_indexes(const catalog::table& of, context& in) {
    std::vector<catalog::index> valid;
    for (const catalog::index& each : of.indexes) {
        if (each.is_invalid)
            in.omitted.push_back("index " + std::string{each.name} + " of " + std::string{of.name} + ": it is invalid");
        else valid.push_back(each);
    }
    return valid;
}

} // namespace detail

/// Adds what a table consists of: its parts, in the order in which they are written. Whether columns are among them.
inline bool add_table_parts(word& written, const catalog::table& of, context& in) {
    const std::vector<catalog::index> indexes = detail::valid_indexes(of, in);
    const detail::placed_constraints placed = detail::place_constraints(of, indexes, in);
    detail::add_partitioning(written, of, in);
    detail::add_inheritance(written, of, in);
    const catalog::table* const parent = of.parent.empty() ? nullptr : detail::find_table(in.all, of.parent_schema, of.parent);
    const bool is_short = parent != nullptr && can_take_over_parent(of, *parent);
    catalog::table rest = of;
    if (is_short) rest.columns = {};
    const std::size_t longest = detail::longest_name(of);
    for (const catalog::column& each : rest.columns) written.add(detail::write_column(of, each, placed, longest, in));
    for (std::size_t i = 0; i != placed.all.size(); ++i)
        if (placed.homes[i].empty() && !is_short)
            written.add(write_constraint(of, placed.all[i], false, placed.nameless.constraints[i], in));
    for (std::size_t i = 0; i != indexes.size() && !is_short; ++i) written.add(write_index(indexes[i], placed.nameless.indexes[i]));
    for (const catalog::trigger& each : of.triggers) written.add(write_trigger(each));
    for (const catalog::rule& each : of.rules) written.add(write_rule(each));
    for (const catalog::policy& each : of.policies) written.add(write_policy(each));
    for (const catalog::statistics& each : of.statistics) written.add(write_statistics(each, of.schema));
    detail::add_properties(written, of);
    add_text(written, "comment", of.comment);
    add_comments(written, "comment_on", placed.all);
    add_comments(written, "comment_on", indexes);
    add_comments(written, "comment_on_trigger", of.triggers);
    add_comments(written, "comment_on_rule", of.rules);
    add_comments(written, "comment_on_policy", of.policies);
    add_comments(written, "comment_on_statistics", of.statistics);
    return !rest.columns.empty();
}

/// `struct users : table<"users", …> {};`
inline std::string write_table(const catalog::table& of, context& in) {
    word written = literals("table", of.name);
    add_text(written, "in_schema", of.schema);
    const bool has_columns = add_table_parts(written, of, in);
    return write_struct(in.names.of(&of).name, written, {}, 1, has_columns);
}

} // namespace constable::pull
