// SPDX-License-Identifier: BSL-1.0
// Random tables, and what stands on them.
#pragma once

#include "random_types.hpp"

#include "constable/catalog/own_sequence.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::testing {

class random_tables : protected random_types {
protected:
    struct column_draft {
        catalog::column value;
        catalog::column_details details{};
        column_type type{};
        bool alive = true;
        bool is_movable = true; ///< no text depends on its type
        std::string_view name_of_not_null{};
        column_draft* origin = nullptr; ///< of a view's column: the table's

        /// A text is about to be written that depends on its type.
        void stay() { (origin == nullptr ? *this : *origin).is_movable = false; }
    };

    struct table_draft {
        catalog::table value{};
        bool alive = true;
        std::deque<column_draft> columns{};
        std::vector<part<catalog::constraint>> constraints{};
        std::vector<part<catalog::index>> indexes{};
        std::vector<part<catalog::trigger>> triggers{};
        std::vector<part<catalog::rule>> rules{};
        std::vector<part<catalog::policy>> policies{};
        std::vector<part<catalog::statistics>> statistics{};
        std::set<std::vector<std::string_view>>
            unique_lists{}; ///< the server drops the second of two equal constraints

        [[nodiscard]] bool has(std::string_view name) const { return alive && column(name).alive; }
        [[nodiscard]] bool has(const std::vector<std::string_view>& names) const {
            return std::ranges::all_of(names, [&](std::string_view each) { return has(each); });
        }
        [[nodiscard]] const column_draft& column(std::string_view name) const {
            return *std::ranges::find(columns, name, [](const column_draft& each) { return each.value.name; });
        }
        column_draft& column(std::string_view name) {
            return *std::ranges::find(columns, name, [](const column_draft& each) { return each.value.name; });
        }
    };

    random_tables(std::uint32_t seed, const server_facts& facts, std::uint32_t variant)
        : random_types(seed, facts, variant) {
        tables_.resize(1 + upto(3));
        for (table_draft& each : tables_) make_table(each);
        own_some_sequences();
        for (table_draft& each : tables_) add_foreign_keys(each);
        for (table_draft& each : tables_) add_what_stands_on_it(each);
        if (chance(3)) make_partitioned_table();
        if (chance(3)) make_child();
        if (chance(4)) make_typed_table();
        if (chance(4)) make_temporal_tables();
    }

    // ---- columns

    void make_table(table_draft& table) {
        table.value.schema = any_schema();
        table.value.name = new_name();
        table.value.comment = comment();
        table.alive = kept();
        const bool unlogged = chance(8);
        table.value.unlogged = unlogged;
        for (std::size_t count = 1 + upto(6); count != 0; --count) make_column(table);
        // a table keeps one column at least
        if (std::ranges::none_of(table.columns, &column_draft::alive)) {
            table.columns[0].value.collation = {}; // which may be gone
            if (table.columns[0].type.alive) table.columns[0].alive = true;
            else table.alive = false;
        }
        if (!chance(4)) add_key(table, catalog::constraint_kind::primary_key);
        for (std::size_t count = upto(2); count != 0; --count) add_key(table, catalog::constraint_kind::unique);
    }

    column_draft& new_column(table_draft& table, const column_type& type) {
        column_draft& column = table.columns.emplace_back();
        column.value.name = new_name();
        column.value.type = type.sql;
        column.type = type;
        column.alive = kept() && type.alive;
        const bool not_null = chance(3);
        column.value.not_null = either(not_null, !not_null);
        const std::string_view name_of_not_null = new_name();
        const bool is_named = chance(6);
        if (is_named && since(18)) column.name_of_not_null = name_of_not_null;
        column.value.comment = comment();
        return column;
    }

    void make_column(table_draft& table) {
        if (!table.columns.empty() && chance(8)) return make_generated_column(table);
        const column_type type = any_type();
        column_draft& column = new_column(table, type);
        const bool has_identity = chance(4);
        const bool has_default = chance(3);
        if ((type.can & detail::numbers) != 0 && !type.is_own && has_identity) make_identity(table, column);
        else if (type.sql == "integer" && chance(4)) {
            column.value.default_expression = keep(std::string{integer_function_.value} + "(3)");
            if (!integer_function_.alive) column.value.default_expression = {};
        } else if (type.sql == "bigint" && !sequences_.empty() && chance(3)) default_from_sequence(column);
        else if (either(has_default, !has_default)) column.value.default_expression = type.literal;
        add_collation(column);
        add_details(column);
    }

    void make_identity(const table_draft& table, column_draft& column) {
        static constexpr catalog::identity_kind kinds[] = {
            catalog::identity_kind::always, catalog::identity_kind::by_default, catalog::identity_kind::serial};
        const catalog::identity_kind usual = any_of(kinds);
        column.stay();
        column.value.identity = usual;
        column.value.not_null = true;
        catalog::sequence own{.schema = table.value.schema, .name = new_name()};
        give_options(own);
        // an identity column's sequence has its type
        const bool is_serial = usual == catalog::identity_kind::serial;
        own.comment = comment();
        const std::int64_t most = catalog::largest_of(column.value.type);
        if (!is_serial || varies()) own.type = column.value.type;
        if (own.type == column.value.type && own.increment < 0) own.minimum = -most - 1;
        if (own.type == column.value.type && own.minimum == 1) own.maximum = most;
        own.unlogged = table.value.unlogged && !is_serial;
        if (chance(2)) column.details.sequence = keep_list(std::vector{own}).data();
    }

    void default_from_sequence(column_draft& column) {
        const part<catalog::sequence>& from = any_of(sequences_);
        const std::string name = qualified(from.value.schema, from.value.name);
        if (from.alive) column.value.default_expression = keep("nextval(" + literal(name) + "::regclass)");
    }

    void add_collation(column_draft& column) {
        static constexpr std::string_view collations[] = {"\"C\"", "\"POSIX\"", "\"de-x-icu\"", "\"und-x-icu\"",
                                                          "ucs_basic"};
        const bool can = (column.type.can & detail::collates) != 0;
        const std::string_view built_in = any_of(collations);
        if (chance(4) && can) column.value.collation = built_in;
        if (collations_.empty()) return;
        const part<catalog::collation>& own = any_of(collations_);
        if (!chance(4) || !can || !own.value.deterministic) return;
        column.value.collation = keep(qualified(own.value.schema, own.value.name));
        column.alive = column.alive && own.alive;
    }

    void add_details(column_draft& column) {
        static constexpr catalog::storage_kind storages[] = {catalog::storage_kind::external,
                                                             catalog::storage_kind::main};
        catalog::column_details& to = column.details;
        const bool is_long =
            column.value.type == "text" || column.value.type == "bytea" || column.value.type == "jsonb";
        const catalog::storage_kind storage = any_of(storages);
        const bool has_storage = chance(6);
        if (is_long && either(has_storage, !has_storage)) to.storage = storage;
        if (chance(8) && is_long && since(14)) to.compression = catalog::compression_method::pglz;
        const auto target = static_cast<std::int16_t>(upto(1000));
        const bool has_target = chance(8);
        if (either(has_target, !has_target)) to.statistics = target;
        std::vector<std::string_view> options;
        if (chance(8)) options = {"n_distinct=-0.5", "n_distinct_inherited=7"};
        if (varies()) options = {"n_distinct=5"};
        to.options = keep_names(std::move(options));
    }

    void make_generated_column(table_draft& table) {
        column_draft& source = table.columns[upto(table.columns.size() - 1)];
        if (!source.value.generated_expression.empty() || source.type.is_own || !source.value.collation.empty()) return;
        source.stay();
        const std::string name = quoted(source.value.name);
        std::string expression;
        std::string_view type = source.value.type;
        if (type == "integer") expression = either("(" + name + " * 2)", "(" + name + " + 7)");
        else if (type == "bigint") expression = "(" + name + " + 1)";
        else if (type == "text") expression = chance(2) ? "lower(" + name + ")" : "(" + name + " || '-'::text)";
        else if (type == "jsonb") expression = "(" + name + " ->> 'key'::text)", type = "text";
        else return;
        const unsigned can = detail::plain | (type == "text" ? detail::collates : 0U);
        column_draft& column = new_column(table, {.sql = type, .cast = type, .literal = {}, .can = can});
        column.value.generated_expression = keep(std::move(expression));
        column.alive = column.alive && source.alive;
        column.details.is_virtual = since(18) && chance(2);
        if (column.details.is_virtual) column.type.can = 0;
    }

    std::vector<std::string_view> columns_that_can(const table_draft& table, unsigned what) {
        std::vector<std::string_view> found;
        for (const column_draft& each : table.columns)
            if ((each.type.can & what) == what) found.push_back(each.value.name);
        shuffle(found);
        return found;
    }
    std::vector<std::string_view> included(const table_draft& table, const std::vector<std::string_view>& keys) {
        std::vector<std::string_view> names;
        if (!chance(5)) return {};
        for (const column_draft& each : table.columns)
            if (std::ranges::find(keys, each.value.name) == keys.end() && names.size() < 2 && chance(2) &&
                !each.details.is_virtual)
                names.push_back(each.value.name);
        return names;
    }

    // ---- constraints

    void maybe_deferrable(catalog::constraint& key, std::size_t one_in) {
        const bool deferrable = chance(one_in);
        const bool deferred = chance(2);
        key.deferrable = deferrable;
        key.initially_deferred = deferrable && deferred;
    }
    void add_constraint(table_draft& table, const catalog::constraint& value, bool alive) {
        table.constraints.push_back({value, kept() && table.alive && alive});
    }

    void add_key(table_draft& table, catalog::constraint_kind kind) {
        std::vector<std::string_view> names = columns_that_can(table, detail::sorts);
        if (names.empty()) return;
        names.resize(std::min(names.size(), 1 + upto(2)));
        if (!table.unique_lists.insert(names).second) return;
        catalog::constraint key{.kind = kind, .name = new_name(), .comment = comment(), .index_comment = comment()};
        std::vector<std::string_view> include = included(table, names);
        key.columns = keep_names(names);
        key.include = keep_names(include);
        maybe_deferrable(key, 6);
        key.nulls_not_distinct = chance(5) && kind == catalog::constraint_kind::unique && since(15);
        if (chance(5)) key.options = keep_names({"fillfactor=70"});
        if (varies()) key.options = keep_names({"deduplicate_items=off", "fillfactor=80"});
        if (!since(13) || !include.empty()) key.options = {};
        include.insert(include.end(), names.begin(), names.end());
        add_constraint(table, key, table.has(include));
        if (kind == catalog::constraint_kind::primary_key)
            for (const std::string_view each : names) {
                column_draft& column = table.column(each);
                column.value.not_null = column.value.not_null || table.constraints.back().alive;
            }
    }

    void add_foreign_keys(table_draft& table) {
        for (std::size_t count = upto(2); count != 0; --count) {
            table_draft& target = tables_[upto(tables_.size() - 1)];
            std::vector<std::size_t> keys;
            for (std::size_t i = 0; i != target.constraints.size(); ++i)
                if (target.constraints[i].value.kind != catalog::constraint_kind::foreign_key &&
                    !target.constraints[i].value.deferrable)
                    keys.push_back(i);
            if (keys.empty() || (target.value.unlogged && !table.value.unlogged)) continue;
            add_foreign_key(table, target, any_of(keys));
        }
    }
    void add_foreign_key(table_draft& table, table_draft& target, std::size_t key_number) {
        const part<catalog::constraint> to = target.constraints[key_number];
        std::vector<std::string_view> names;
        for (const std::string_view each : to.value.columns) {
            column_draft& like = target.column(each);
            like.is_movable = false;
            column_type type = like.type;
            const std::string_view collation = like.value.collation;
            const bool is_integer = chance(3);
            type.can = 0;
            type.alive = type.alive && like.alive;
            if (type.sql == "bigint" && is_integer) type.sql = "integer";
            column_draft& column = new_column(table, type);
            column.value.collation = collation;
            column.is_movable = false;
            names.push_back(column.value.name);
        }
        catalog::constraint key{.kind = catalog::constraint_kind::foreign_key, .name = new_name()};
        key.comment = comment();
        key.columns = keep_names(names);
        key.referenced_schema = target.value.schema;
        key.referenced_table = target.value.name;
        key.referenced_columns = to.value.columns;
        key.on_update = static_cast<catalog::referential_action>(upto(4));
        const auto other_action = static_cast<catalog::referential_action>(upto(4));
        key.on_delete = either(static_cast<catalog::referential_action>(upto(4)), other_action);
        key.match = chance(4) ? catalog::match_type::full : catalog::match_type::simple;
        const std::string_view one = any_of(names);
        const bool sets = key.on_delete == catalog::referential_action::set_null ||
                          key.on_delete == catalog::referential_action::set_default;
        if (chance(2) && sets && since(15)) key.on_delete_columns = keep_names({one});
        maybe_deferrable(key, 4);
        const bool not_valid = chance(6);
        key.not_valid = either(not_valid, !not_valid);
        const bool not_enforced = chance(6);
        if (since(18) && either(not_enforced, !not_enforced)) {
            key.not_enforced = true;
            key.not_valid = false;
        }
        add_constraint(table, key, table.has(names) && to.alive && target.alive);
    }

    /// A condition on a column, as pg_get_expr() writes it.
    std::string condition(column_draft& column, const std::string& prefix = {}) {
        column.stay();
        const std::string name = prefix + quoted(column.value.name);
        const std::string_view type = column.value.type;
        const bool is_other = chance(4);
        const bool is_second = chance(2);
        if (column.type.is_own || is_other) return "(" + name + " IS NOT NULL)";
        if (type == "integer") return is_second ? "(" + name + " > 0)" : "(" + name + " = ANY (ARRAY[1, 2, 3]))";
        if (type == "smallint" || type == "bigint") return "(" + name + " <> 0)";
        if (type.starts_with("numeric") && !type.ends_with("]")) return "(" + name + " >= (0)::numeric)";
        if (type == "real" || type == "double precision")
            return "((" + name + " > (0)::double precision) AND (" + name + " < (100)::double precision))";
        if (type == "boolean") return is_second ? "(" + name + " IS NOT TRUE)" : "(NOT " + name + ")";
        if (type == "text") return is_second ? "(" + name + " <> ''::text)" : "(length(" + name + ") > 3)";
        if (type == "character varying") return "((" + name + ")::text ~~ 'a%'::text)";
        if (type == "jsonb") return "(jsonb_typeof(" + name + ") = 'object'::text)";
        if (type == "date") return "(" + name + " > '2000-01-01'::date)";
        return "(" + name + " IS NOT NULL)";
    }
    column_draft& any_column(table_draft& of) { return of.columns[upto(of.columns.size() - 1)]; }

    void add_checks(table_draft& table) {
        for (std::size_t count = upto(2); count != 0; --count) {
            column_draft& one = any_column(table);
            column_draft& other = any_column(table);
            const std::string first = condition(one);
            const std::string second = condition(other);
            const bool has_both = chance(3);
            catalog::constraint check{.kind = catalog::constraint_kind::check, .name = new_name()};
            check.comment = comment();
            check.expression = keep(has_both ? "(" + first + " OR " + second + ")" : first);
            bool alive = one.alive && (other.alive || !has_both);
            if (chance(4) && one.value.type == "integer" && !one.type.is_own) {
                check.expression =
                    keep("(" + std::string{integer_function_.value} + "(" + quoted(one.value.name) + ") > 0)");
                alive = one.alive && integer_function_.alive;
            }
            check.no_inherit = chance(6);
            const bool not_valid = chance(6);
            check.not_valid = either(not_valid, !not_valid);
            if (since(18) && chance(6)) {
                check.not_enforced = true;
                check.not_valid = false;
            }
            add_constraint(table, check, alive);
        }
    }

    void add_exclusion(table_draft& table) {
        const auto spans = columns_that_can(table, detail::ranges);
        const std::string predicate = condition(any_column(table));
        if (spans.empty() || !chance(2)) return;
        catalog::constraint exclude{.kind = catalog::constraint_kind::exclude, .name = new_name(), .method = "gist"};
        exclude.keys = keep_list(std::vector<catalog::key>{{.column = spans[0], .with_operator = "&&"}});
        exclude.comment = comment();
        exclude.index_comment = comment();
        maybe_deferrable(exclude, 4);
        table.column(spans[0]).stay(); // few types have &&
        add_constraint(table, exclude, table.has(spans[0]));
    }

    // ---- indexes

    void add_index(std::vector<part<catalog::index>>& to, const catalog::index& value, bool alive) {
        to.push_back({value, kept() && alive});
    }

    void add_indexes(table_draft& table) {
        for (std::size_t count = upto(3); count != 0; --count) {
            const bool is_btree = chance(2);
            if (is_btree) add_btree(table);
            else add_other_index(table);
        }
    }

    void add_btree(table_draft& table) {
        std::vector<std::string_view> names = columns_that_can(table, detail::sorts);
        if (names.empty()) return;
        names.resize(std::min(names.size(), 1 + upto(2)));
        catalog::index index{.name = new_name()};
        index.comment = comment();
        std::vector<std::string_view> needs = included(table, names);
        index.include = keep_names(needs);
        std::vector<catalog::key> keys;
        for (const std::string_view each : names) keys.push_back(btree_key(table.column(each)));
        index.keys = keep_list(std::move(keys));
        const bool unique = chance(4);
        index.unique = either(unique, !unique);
        const bool nulls_not_distinct = chance(3);
        index.nulls_not_distinct = nulls_not_distinct && index.unique && since(15);
        column_draft& of_predicate = any_column(table);
        const std::string predicate = condition(of_predicate);
        const bool has_predicate = chance(4);
        if (has_predicate) {
            index.predicate = keep(predicate);
            needs.push_back(of_predicate.value.name);
        }
        const bool has_options = chance(6);
        if (either(has_options, !has_options)) index.options = keep_names({"fillfactor=70"});
        needs.insert(needs.end(), names.begin(), names.end());
        const bool is_usable =
            std::ranges::none_of(needs, [&](std::string_view each) { return table.column(each).details.is_virtual; });
        if (is_usable) add_index(table.indexes, index, table.has(needs));
    }

    catalog::key btree_key(column_draft& column) {
        catalog::key key{.column = column.value.name};
        const std::string name = quoted(column.value.name);
        const bool is_plain = !column.type.is_own && column.value.collation.empty();
        const bool wants_expression = chance(4);
        const bool wants_class = chance(4);
        const bool wants_collation = chance(4);
        const std::string_view type = column.value.type;
        if (is_plain && wants_expression) {
            std::string expression;
            if (type == "integer" || type == "bigint") expression = "(" + name + " + 1)";
            if (type == "text") expression = "lower(" + name + ")";
            if (type == "jsonb") expression = "(" + name + " ->> 'key'::text)";
            if (type == "boolean") expression = "(NOT " + name + ")";
            if (!expression.empty()) {
                key = {.expression = keep(std::move(expression))};
                if (varies()) key.statistics = 33;
            }
        }
        if (wants_expression || wants_class || wants_collation) column.stay();
        const bool is_text = type == "text" || (!key.expression.empty() && type == "jsonb");
        if (is_text && wants_class) key.operator_class = "text_pattern_ops";
        else if (key.expression.empty() && type == "character varying" && wants_class)
            key.operator_class = "varchar_pattern_ops";
        if (is_text && column.value.collation != "\"C\"" && wants_collation) key.collation = "\"C\"";
        const bool descending = chance(3);
        key.descending = either(descending, !descending);
        const bool turned = chance(6);
        if (turned) key.nulls = key.descending ? catalog::nulls_order::last : catalog::nulls_order::first;
        return key;
    }

    void add_other_index(table_draft& table) {
        struct kind {
            std::string_view method;
            unsigned needs;
        };
        static constexpr kind kinds[] = {{"gin", detail::inverts},
                                         {"hash", detail::hashes},
                                         {"gist", detail::ranges},
                                         {"brin", detail::summarises},
                                         {"spgist", detail::ranges}};
        const kind chosen = any_of(kinds);
        const auto names = columns_that_can(table, chosen.needs);
        catalog::index index{.name = new_name(), .method = chosen.method};
        index.comment = comment();
        if (names.empty()) return;
        column_draft& column = table.column(names[0]);
        column.stay();
        const std::string_view type = column.value.type;
        if (column.type.is_own || column.details.is_virtual) return;
        if (chosen.method == "spgist" && type.find("multirange") != std::string_view::npos) return;
        if (type.starts_with("bit") && chosen.method != "brin") return;
        catalog::key key{.column = names[0]};
        if (chosen.method == "gin" && type == "jsonb")
            key.operator_class = either<std::string_view>("", "jsonb_path_ops");
        if (chosen.method == "brin" && type == "integer" && since(14) && chance(2))
            key.operator_class = "int4_minmax_multi_ops (values_per_range='16')";
        if (chosen.method == "brin" && chance(2)) index.options = keep_names({"pages_per_range=32"});
        index.keys = keep_list(std::vector{key});
        add_index(table.indexes, index, table.has(names[0]));
    }
    void add_trigram_index(table_draft& table) {
        catalog::index index{.name = new_name(), .method = "gin"};
        column_draft& column = any_column(table);
        column.stay();
        if (trigram_class_.empty() || column.value.type != "text") return;
        index.keys =
            keep_list(std::vector<catalog::key>{{.column = column.value.name, .operator_class = trigram_class_}});
        if (!column.details.is_virtual) add_index(table.indexes, index, table.has(column.value.name));
    }

    // ---- what stands on a table

    void add_what_stands_on_it(table_draft& table) {
        add_checks(table);
        add_exclusion(table);
        add_indexes(table);
        add_trigram_index(table);
        add_triggers(table);
        if (chance(4)) add_rule(table);
        for (std::size_t count = chance(3) ? 1 + upto(1) : 0; count != 0; --count) add_policy(table);
        if (chance(3)) add_statistics(table);
        add_table_settings(table);
    }

    void add_triggers(table_draft& table) {
        for (std::size_t count = upto(2); count != 0; --count) {
            catalog::trigger made{.name = new_name()};
            made.comment = comment();
            const bool before = chance(2);
            made.time = before ? catalog::trigger_time::before : catalog::trigger_time::after;
            made.on_insert = chance(2);
            made.on_delete = chance(2);
            made.on_update = !made.on_insert || chance(2);
            made.for_each_row = chance(2);
            made.on_truncate = !made.for_each_row && chance(3);
            column_draft& column = any_column(table);
            bool alive = trigger_function_.alive;
            if (chance(2) && made.on_update) {
                made.update_columns = keep_names({column.value.name});
                alive = alive && column.alive;
            }
            const bool has_condition = chance(3);
            if (made.for_each_row && has_condition && !made.on_delete) {
                made.when_expression = either<std::string_view>("(pg_trigger_depth() = 0)", "(pg_trigger_depth() < 3)");
            }
            if (chance(3)) made.arguments = keep_names({"a", "it's \\ \"b\"", "ä c"});
            const bool is_constraint = chance(4) && !before && made.for_each_row;
            if (is_constraint) {
                made.is_constraint = true;
                const table_draft& other = tables_[upto(tables_.size() - 1)];
                if (chance(3) && &other != &table) {
                    made.referenced_table = keep(qualified(other.value.schema, other.value.name));
                    alive = alive && other.alive;
                }
                made.deferrable = chance(2);
                made.initially_deferred = made.deferrable && chance(2);
            } else if (chance(3) && !before && made.update_columns.empty() && !made.on_truncate &&
                       (made.on_insert ? 1 : 0) + (made.on_update ? 1 : 0) + (made.on_delete ? 1 : 0) == 1) {
                if (!made.on_delete) made.new_table = new_name();
                if (!made.on_insert) made.old_table = new_name();
            }
            const auto state = static_cast<catalog::enabled_state>(upto(3));
            const bool is_usual = chance(2);
            made.enabled = either(is_usual ? catalog::enabled_state::origin : state, catalog::enabled_state::disabled);
            made.function = trigger_function_.value;
            if (!made.function.empty()) table.triggers.push_back({made, kept() && table.alive && alive});
        }
    }

    void add_rule(table_draft& table) {
        static constexpr catalog::command_kind events[] = {catalog::command_kind::insert, catalog::command_kind::update,
                                                           catalog::command_kind::remove};
        catalog::rule made{.name = new_name(), .event = any_of(events), .instead = chance(2)};
        made.comment = comment();
        const std::string_view action = either<std::string_view>("NOTHING", "NOTIFY something");
        column_draft& column = any_column(table);
        const bool has_condition = chance(2);
        const std::string text = condition(column, made.event == catalog::command_kind::insert ? "new." : "old.");
        if (has_condition) made.condition = keep(text);
        // a condition goes with no NOTIFY
        made.action = has_condition ? std::string_view{"NOTHING"} : action;
        const auto state = static_cast<catalog::enabled_state>(upto(3));
        made.enabled = either(catalog::enabled_state::origin, state);
        table.rules.push_back({made, kept() && table.alive && (column.alive || !has_condition)});
    }

    void add_policy(table_draft& table) {
        catalog::policy made{
            .name = new_name(), .permissive = !chance(3), .command = static_cast<catalog::command_kind>(upto(4))};
        made.comment = comment();
        column_draft& column = any_column(table);
        const std::string usual = condition(column);
        const std::string text = either(usual, std::string{"true"});
        if (made.command != catalog::command_kind::insert) made.using_expression = keep(text);
        if (made.command != catalog::command_kind::select && made.command != catalog::command_kind::remove && chance(2))
            made.check_expression = keep(text);
        if (made.command == catalog::command_kind::insert) made.check_expression = keep(text);
        const bool has_roles = chance(2);
        if (either(has_roles, !has_roles)) made.roles = keep_names({random_roles[0], random_roles[1]});
        table.policies.push_back({made, kept() && table.alive && (column.alive || text == "true")});
    }

    void add_statistics(table_draft& table) {
        std::vector<std::string_view> names;
        std::vector<std::string_view> texts;
        for (const column_draft& each : table.columns)
            if ((each.type.can & detail::sorts) != 0 && names.size() < 3 && !each.details.is_virtual) {
                names.push_back(each.value.name);
                texts.push_back(keep(quoted(each.value.name)));
            }
        catalog::statistics made{.schema = table.value.schema, .name = new_name()};
        made.comment = comment();
        if (chance(2)) made.kinds = keep_names(either<std::vector<std::string_view>>({"ndistinct", "dependencies"}, {"mcv"}));
        if (varies() && since(13)) made.target = 77;
        made.expressions = keep_names(texts);
        if (names.size() >= 2) table.statistics.push_back({made, kept() && table.has(names)});
    }

    void add_table_settings(table_draft& table) {
        catalog::table& to = table.value;
        if (chance(5)) to.options = keep_names({"autovacuum_enabled=false", "fillfactor=70"});
        if (varies()) to.options = keep_names({"fillfactor=55"});
        const bool has_toast = std::ranges::any_of(table.columns, [](const column_draft& each) {
            return each.alive && each.value.type == "text" && each.value.generated_expression.empty();
        });
        const bool wants_toast = chance(5);
        if (has_toast && either(wants_toast, !wants_toast)) to.toast_options = keep_names({"autovacuum_enabled=false"});
        const bool secure = chance(4);
        to.row_security = either(secure, !secure);
        const bool forced = chance(6);
        to.force_row_security = either(forced, !forced);
        const bool full = chance(6);
        to.replica_identity =
            either(full ? catalog::replica_identity_kind::full : catalog::replica_identity_kind::by_default,
                   catalog::replica_identity_kind::nothing);
        const bool wants_index = chance(6);
        const bool wants_cluster = chance(5);
        for (const part<catalog::constraint>& each : table.constraints)
            if (each.value.kind == catalog::constraint_kind::primary_key && each.alive) {
                if (either(wants_cluster, !wants_cluster)) to.clustered_on = each.value.name;
                if (either(wants_index, !wants_index) && !each.value.deferrable) {
                    to.replica_identity = catalog::replica_identity_kind::index;
                    to.replica_index = each.value.name;
                }
            }
    }

    void own_some_sequences() {
        for (part<catalog::sequence>& each : sequences_) {
            table_draft& table = tables_[upto(tables_.size() - 1)];
            const column_draft& column = any_column(table);
            const bool is_owned = chance(2);
            if (!is_owned || table.value.schema != each.value.schema || !table.has(column.value.name)) continue;
            if (column.value.identity != catalog::identity_kind::none || varies()) continue;
            if (!column.value.default_expression.empty()) continue;
            each.value.owner_table = table.value.name;
            each.value.owner_column = column.value.name;
        }
    }

    // ---- families of tables

    void make_partitioned_table();
    void make_child();
    column_draft& parent_column(std::size_t table) { return any_column(tables_[table]); }

    /// A table of a composite type.
    void make_typed_table() {
        if (row_type_.value.name.empty()) return;
        table_draft& table = tables_.emplace_back();
        table.value.schema = any_schema();
        table.value.name = new_name();
        table.value.comment = comment();
        table.alive = kept() && row_type_.alive;
        const bool is_typed = chance(3);
        if (either(!is_typed, is_typed)) table.value.of_type = keep(qualified(row_type_.value.schema, row_type_.value.name));
        for (const row_attribute& each : row_attributes_) {
            column_draft& column = new_column(table, each.type);
            column.value.name = each.name;
            column.alive = each.type.alive;
            column.is_movable = false;
            const bool has_default = chance(3);
            if (either(has_default, !has_default)) column.value.default_expression = each.type.literal;
        }
        add_key(table, catalog::constraint_kind::unique);
        add_btree(table);
        add_checks(table);
    }

    /// WITHOUT OVERLAPS and PERIOD.
    void make_temporal_tables() {
        static constexpr column_type number{.sql = "int4range", .cast = "int4range", .literal = {}, .can = 0};
        static constexpr column_type time{.sql = "daterange", .cast = "daterange", .literal = {}, .can = 0};
        table_draft* tables[2];
        for (table_draft*& each : tables) {
            each = &tables_.emplace_back();
            each->value.schema = any_schema();
            each->value.name = new_name();
            each->alive = kept();
            for (const column_type& type : {number, time}) {
                column_draft& column = new_column(*each, type);
                column.alive = true;
                column.is_movable = false;
            }
        }
        const bool is_primary = chance(2);
        catalog::constraint key{.kind = is_primary ? catalog::constraint_kind::primary_key : catalog::constraint_kind::unique, .name = new_name()};
        catalog::constraint reference{.kind = catalog::constraint_kind::foreign_key, .name = new_name()};
        key.period = reference.period = true;
        key.columns = keep_names({tables[0]->columns[0].value.name, tables[0]->columns[1].value.name});
        key.comment = comment();
        reference.columns = keep_names({tables[1]->columns[0].value.name, tables[1]->columns[1].value.name});
        reference.referenced_schema = tables[0]->value.schema;
        reference.referenced_table = tables[0]->value.name;
        reference.referenced_columns = key.columns;
        if (!since(18)) return;
        add_constraint(*tables[0], key, true);
        const bool alive = tables[0]->constraints.back().alive;
        if (is_primary && alive)
            for (column_draft& each : tables[0]->columns) each.value.not_null = true;
        add_constraint(*tables[1], reference, alive);
    }

    /// Other types for columns of which no text depends on it, in some variants.
    void move_types() {
        for (table_draft& table : tables_)
            for (column_draft& column : table.columns) {
                const std::size_t first = upto(9);
                const detail::type_move* to = nullptr;
                std::size_t count = 0;
                for (const detail::type_move& each : detail::type_moves)
                    if (each.from == column.value.type && ++count != 0 && (to == nullptr || first % count == 0)) to = &each;
                const bool moves = varies();
                if (to == nullptr || !moves || !column.is_movable || !column.value.collation.empty()) continue;
                if (!column.value.default_expression.empty() && column.value.default_expression != column.type.literal) continue;
                if (!column.value.generated_expression.empty() || column.details.storage != catalog::storage_kind::by_type ||
                    column.details.compression != catalog::compression_method::by_default)
                    continue;
                column.value.type = to->to;
                if (!column.value.default_expression.empty()) column.value.default_expression = to->literal;
            }
    }

    std::deque<table_draft> tables_;
};

inline void random_tables::make_partitioned_table() {
    struct strategy {
        std::string_view type;
        std::string_view key;
        std::string_view bounds[3];
    };
    static constexpr strategy strategies[] = {
        {"integer", "RANGE", {"FOR VALUES FROM (1) TO (10)", "FOR VALUES FROM (10) TO (MAXVALUE)", "DEFAULT"}},
        {"date",
         "RANGE",
         {"FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')", "FOR VALUES FROM (MINVALUE) TO ('2024-01-01')",
          "DEFAULT"}},
        {"text", "LIST", {"FOR VALUES IN ('a', 'it''s')", "FOR VALUES IN (NULL)", "DEFAULT"}},
        {"bigint",
         "HASH",
         {"FOR VALUES WITH (modulus 3, remainder 0)", "FOR VALUES WITH (modulus 3, remainder 1)",
          "FOR VALUES WITH (modulus 3, remainder 2)"}},
    };
    const strategy chosen = any_of(strategies);
    table_draft& parent = tables_.emplace_back();
    parent.value.schema = any_schema();
    parent.value.name = new_name();
    parent.value.comment = comment();
    parent.alive = kept();
    new_column(parent, {.sql = chosen.type, .cast = chosen.type, .literal = {}, .can = 0}).alive = true;
    const std::string_view other_type = either<std::string_view>("bigint", "numeric");
    const bool is_numeric = other_type == "numeric";
    column_draft& other = new_column(parent, {.sql = other_type, .cast = other_type, .literal = {}, .can = 0});
    for (column_draft& each : parent.columns) each.is_movable = false; // partitions would have to move too
    other.value.default_expression = either<std::string_view>("", is_numeric ? "'5'::numeric" : "'5'::bigint");
    const std::string_view key = parent.columns[0].value.name;
    parent.value.partition_key = keep(std::string{chosen.key} + " (" + quoted(key) + ")");
    const bool has_key = chance(2) && chosen.key != "LIST";
    const bool has_index = chance(2);
    const std::string_view key_name = new_name();
    const std::string_view index_name = new_name();
    const std::string_view check_name = new_name();
    const bool has_check = chance(2);
    const bool key_alive = kept();
    const bool index_alive = kept() && other.alive;
    if (has_key && key_alive) parent.columns[0].value.not_null = true;
    const catalog::constraint primary{
        .kind = catalog::constraint_kind::primary_key, .name = key_name, .columns = keep_names({key})};
    const catalog::index index{.name = index_name,
                               .keys = keep_list(std::vector<catalog::key>{{.column = other.value.name}})};
    const catalog::constraint check{.kind = catalog::constraint_kind::check,
                                    .name = check_name,
                                    .expression = keep("(" + quoted(other.value.name) + (is_numeric ? " > (0)::numeric)" : " > 0)"))};
    const std::size_t count = upto(3);
    const bool is_divided = chance(2);
    if (has_key) parent.constraints.push_back({primary, key_alive});
    if (has_check) parent.constraints.push_back({check, other.alive});
    if (has_index) parent.indexes.push_back({index, index_alive});
    const table_draft like = parent; // the deque moves nothing, but the parent's parts are copied before they change
    const auto add_partition = [&](const table_draft& of, std::string_view bound, std::string_view key_of, std::string_view index_of) -> table_draft& {
        table_draft& child = tables_.emplace_back();
        child.value.schema = any_schema();
        child.value.name = new_name();
        child.value.comment = comment();
        child.alive = kept() && of.alive;
        child.value.parent = of.value.name;
        child.value.parent_schema = of.value.schema;
        child.value.partition_bound = bound;
        for (const column_draft& each : of.columns) {
            column_draft& column = child.columns.emplace_back(each);
            column.value.comment = comment();
        }
        const bool has_own_default = chance(4);
        if (either(has_own_default, !has_own_default)) child.columns[1].value.default_expression = is_numeric ? "'6'::numeric" : "'6'::bigint";
        const bool is_stricter = chance(4);
        if (either(is_stricter, !is_stricter)) child.columns[1].value.not_null = true;
        catalog::constraint own_key = primary;
        own_key.name = new_name();
        own_key.attached_to = key_of;
        catalog::index own_index = index;
        own_index.name = new_name();
        own_index.attached_to = index_of;
        if (has_key) child.constraints.push_back({own_key, key_alive});
        if (has_check) child.constraints.push_back({check, other.alive});
        if (has_index) child.indexes.push_back({own_index, index_alive});
        return child;
    };
    for (std::size_t i = 0; i != count; ++i) {
        table_draft& child = add_partition(like, chosen.bounds[i], primary.name, index.name);
        if (i != 0 || !is_divided) continue;
        // partitions of a partition
        child.value.partition_key = keep("HASH (" + quoted(key) + ")");
        const table_draft divided = child;
        const std::string_view own_key = has_key ? divided.constraints[0].value.name : std::string_view{};
        const std::string_view own_index = has_index ? divided.indexes[0].value.name : std::string_view{};
        add_partition(divided, "FOR VALUES WITH (modulus 2, remainder 0)", own_key, own_index);
        add_partition(divided, "FOR VALUES WITH (modulus 2, remainder 1)", own_key, own_index);
    }
}

inline void random_tables::make_child() {
    const std::size_t at = upto(tables_.size() - 1);
    table_draft& parent = tables_[at];
    if (!parent.value.partition_key.empty() || !parent.value.parent.empty() || parent.value.unlogged) return;
    if (std::ranges::any_of(parent.columns, [](const column_draft& each) {
            return each.details.statistics != -1 || !each.details.options.empty();
        }))
        return;
    table_draft& child = tables_.emplace_back();
    child.value.schema = any_schema();
    child.value.name = new_name();
    child.value.comment = comment();
    child.alive = kept() && tables_[at].alive;
    // a column that has another default here
    column_draft& inherited = parent_column(at);
    const bool is_other = chance(2);
    const bool has_sample = inherited.value.default_expression.empty() || inherited.value.default_expression == inherited.type.literal;
    if (is_other && inherited.value.generated_expression.empty() && inherited.value.identity == catalog::identity_kind::none &&
        !inherited.type.is_own && !inherited.type.literal.empty() && inherited.value.type.find('(') == std::string_view::npos) {
        inherited.stay();
        column_draft& own = child.columns.emplace_back(inherited);
        own.details = {};
        own.details.is_inherited = true;
        own.value.comment = "of the child";
        own.value.default_expression = inherited.value.default_expression.empty() ? inherited.type.literal : std::string_view{};
        if (since(18) && own.name_of_not_null.empty()) { // an inherited NOT NULL is called as the parent's
            catalog::name_buffer chosen;
            catalog::add_object_name(chosen, tables_[at].value.name, own.value.name, "not_null");
            own.name_of_not_null = keep(std::string{chosen.view()});
        }
        own.alive = inherited.alive && has_sample;
        own.type.can = 0;
        own.is_movable = false;
    }
    new_column(child, {.sql = "integer", .cast = "integer", .literal = {}, .can = detail::plain}).alive = true;
    new_column(child, {.sql = "text", .cast = "text", .literal = {}, .can = detail::plain});
    child.value.inherits =
        keep_list(std::vector<catalog::qualified_name>{{tables_[at].value.schema, tables_[at].value.name}});
    add_key(child, catalog::constraint_kind::primary_key);
    add_btree(child);
}

} // namespace constable::testing
