// SPDX-License-Identifier: BSL-1.0
// A column gets another name: in its table, its partitions, and in what references it.
#pragma once

#include "column_use.hpp"
#include "table_parts_step.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace constable::migrating {

/// Gives a column another name, wherever it is named.
class column_renamer {
public:
    constexpr column_renamer(replayed_catalog& to, catalog::table& table, const step_value& step) : to_(to), table_(table), step_(step) {}

    constexpr replay_mistake apply() {
        const std::size_t at = find_part(table_.columns, step_.name);
        if (at == table_.columns.size()) return unknown_part(step_);
        if (find_part(table_.columns, step_.other) != table_.columns.size())
            return {.kind = replay_mistake_kind::column_exists, .subject = step_.other, .other = step_.table};
        rename_column_in(table_);
        if (can_be_referenced(step_.other)) rename_in_references();
        for (catalog::sequence& each : to_.all<catalog::sequence>())
            if (strings::same(each.owner_table, table_.name) && strings::same(each.schema, table_.schema) && strings::same(each.owner_column, step_.name))
                each.owner_column = step_.other;
        for (catalog::grant& each : to_.all<catalog::grant>())
            if (each.kind == kind::column && strings::same(each.name, table_.name) && strings::same(each.schema, table_.schema) &&
                strings::same(each.part, step_.name))
                each.part = step_.other;
        return {};
    }

private:
    using kind = catalog::object_kind;

    // Whether a foreign key may be about the column: it is in what is unique. Few are, and there are many tables.
    [[nodiscard]] constexpr bool can_be_referenced(std::string_view column) const {
        for (const catalog::constraint& each : table_.constraints)
            if (catalog::has_index(each) && detail::names_column(each.columns, column))
                return true;
        for (const catalog::index& each : table_.indexes)
            if (each.unique && detail::stands_on(each, column)) return true;
        return false;
    }
    constexpr void rename_in_references() {
        for (catalog::table& each : to_.all<catalog::table>())
            for (std::size_t i = 0; i != each.constraints.size(); ++i)
                if (detail::is_reference_to(each.constraints[i], table_) && detail::names_column(each.constraints[i].referenced_columns, step_.name)) {
                    catalog::constraint reference = each.constraints[i];
                    reference.referenced_columns = renamed(reference.referenced_columns);
                    each.constraints = to_.replaced(each.constraints, i, reference);
                }
    }
    constexpr catalog::names renamed(catalog::names list) {
        for (std::size_t i = 0; i != list.size(); ++i)
            if (strings::same(list[i], step_.name)) list = to_.replaced(list, i, step_.other);
        return list;
    }
    constexpr std::string_view renamed_in(std::string_view expression) { return rewritten(to_, expression, step_.name, step_.other); }
    constexpr std::span<const catalog::key> renamed(std::span<const catalog::key> keys) {
        for (std::size_t i = 0; i != keys.size(); ++i) {
            catalog::key each = keys[i];
            if (strings::same(each.column, step_.name)) each.column = step_.other;
            else if (mentions_column(each.expression, step_.name)) each.expression = renamed_in(each.expression);
            else continue;
            keys = to_.replaced(keys, i, each);
        }
        return keys;
    }
    constexpr void rename_column_in(catalog::table& in) {
        for (std::size_t i = 0; i != in.columns.size(); ++i) {
            catalog::column each = in.columns[i];
            if (strings::same(each.name, step_.name)) each.name = step_.other;
            each.generated_expression = renamed_in(each.generated_expression);
            in.columns = to_.replaced(in.columns, i, each);
        }
        for (std::size_t i = 0; i != in.constraints.size(); ++i) {
            if (!detail::stands_on(in.constraints[i], step_.name)) continue;
            catalog::constraint each = in.constraints[i];
            each.columns = renamed(each.columns);
            each.include = renamed(each.include);
            each.on_delete_columns = renamed(each.on_delete_columns);
            each.keys = renamed(each.keys);
            each.expression = renamed_in(each.expression);
            each.predicate = renamed_in(each.predicate);
            in.constraints = to_.replaced(in.constraints, i, each);
        }
        for (std::size_t i = 0; i != in.indexes.size(); ++i) {
            if (!detail::stands_on(in.indexes[i], step_.name)) continue;
            catalog::index each = in.indexes[i];
            each.keys = renamed(each.keys);
            each.include = renamed(each.include);
            each.predicate = renamed_in(each.predicate);
            in.indexes = to_.replaced(in.indexes, i, each);
        }
        for (std::size_t i = 0; i != in.triggers.size(); ++i) {
            catalog::trigger each = in.triggers[i];
            each.update_columns = renamed(each.update_columns);
            each.when_expression = renamed_in(each.when_expression);
            in.triggers = to_.replaced(in.triggers, i, each);
        }
        for (std::size_t i = 0; i != in.policies.size(); ++i) {
            catalog::policy each = in.policies[i];
            each.using_expression = renamed_in(each.using_expression);
            each.check_expression = renamed_in(each.check_expression);
            in.policies = to_.replaced(in.policies, i, each);
        }
        for (std::size_t i = 0; i != in.statistics.size(); ++i) {
            catalog::statistics each = in.statistics[i];
            for (std::size_t k = 0; k != each.expressions.size(); ++k)
                if (mentions_column(each.expressions[k], step_.name))
                    each.expressions = to_.replaced(each.expressions, k, renamed_in(each.expressions[k]));
            in.statistics = to_.replaced(in.statistics, i, each);
        }
        in.partition_key = renamed_in(in.partition_key);
        if (!in.partition_key.empty()) each_partition(to_, in.schema, in.name, [&](catalog::table& each) { rename_column_in(each); });
    }

    replayed_catalog& to_;
    catalog::table& table_;
    const step_value& step_;
};

} // namespace constable::migrating
