// SPDX-License-Identifier: BSL-1.0
// A column, constraint, index, … goes from a table: what goes with it, and who needs it.
#pragma once

#include "column_use.hpp"
#include "table_parts_step.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace constable::migrating {

/// Drops a part of a table, with what PostgreSQL drops with it.
class part_dropper {
    // First what the functions below are made of: Clang evaluates templates where they stand.
    template <class Part>
    constexpr bool erase(catalog::table& from, std::span<const Part> catalog::table::* list, std::string_view name) {
        const std::size_t at = find_part(from.*list, name);
        if (at == (from.*list).size()) return false;
        from.*list = to_.erased(from.*list, at);
        return true;
    }

public:
    constexpr part_dropper(replayed_catalog& to, catalog::table& table, const step_value& step) : to_(to), table_(table), step_(step) {}

    constexpr replay_mistake apply() {
        bool found = false;
        switch (step_.of) {
        case kind::column: return drop_column();
        case kind::constraint:
        case kind::index: return drop_constraint_or_index();
        case kind::trigger: found = erase(table_, &catalog::table::triggers, step_.name); break;
        case kind::rule: found = erase(table_, &catalog::table::rules, step_.name); break;
        case kind::policy: found = erase(table_, &catalog::table::policies, step_.name); break;
        default: found = erase(table_, &catalog::table::statistics, step_.name); break;
        }
        return found ? replay_mistake{} : unknown_part(step_);
    }

private:
    using kind = catalog::object_kind;

    [[nodiscard]] constexpr replay_mistake needed_by(std::string_view who) const {
        return {.kind = replay_mistake_kind::object_is_needed, .subject = step_.name, .other = who};
    }
    // Which foreign key of any table stands on columns that are no longer unique, or no longer there. A key goes with any
    // column that it stands on, those that it only includes among them.
    [[nodiscard]] constexpr std::string_view orphaned_reference(std::string_view gone_column) {
        catalog::table rest = table_;
        bool is_cut = gone_column.empty();
        for (const catalog::table& each : to_.all<catalog::table>())
            for (const catalog::constraint& reference : each.constraints) {
                if (!detail::is_reference_to(reference, table_)) continue;
                if (!gone_column.empty() && &each == &table_ && detail::names_column(reference.columns, gone_column)) continue; // goes too
                if (!is_cut) {
                    is_cut = true;
                    erase_standing_on(rest, gone_column);
                }
                if (!catalog::detail::are_unique(rest, reference.referenced_columns)) return reference.name;
            }
        return {};
    }
    constexpr replay_mistake drop_column() {
        const std::size_t at = find_part(table_.columns, step_.name);
        if (at == table_.columns.size()) return unknown_part(step_);
        const std::string_view gone = step_.name;
        if (const std::string_view who = orphaned_reference(gone); !who.empty()) return needed_by(who);
        if (mentions_column(table_.partition_key, gone)) return needed_by("the partition key");
        for (const catalog::column& each : table_.columns)
            if (mentions_column(each.generated_expression, gone)) return needed_by(each.name);
        for (const catalog::trigger& each : table_.triggers)
            if (detail::names_column(each.update_columns, gone) || mentions_column(each.when_expression, gone)) return needed_by(each.name);
        for (const catalog::policy& each : table_.policies)
            if (mentions_column(each.using_expression, gone) || mentions_column(each.check_expression, gone)) return needed_by(each.name);
        erase_column(table_, gone);
        auto& grants = to_.all<catalog::grant>();
        for (std::size_t i = grants.size(); i-- != 0;)
            if (grants[i].kind == kind::column && strings::same(grants[i].part, gone) && strings::same(grants[i].name, table_.name) &&
                strings::same(grants[i].schema, table_.schema))
                grants.erase(i);
        return {};
    }
    constexpr void erase_standing_on(catalog::table& from, std::string_view gone) {
        for (std::size_t i = from.constraints.size(); i-- != 0;)
            if (detail::stands_on(from.constraints[i], gone)) from.constraints = to_.erased(from.constraints, i);
        for (std::size_t i = from.indexes.size(); i-- != 0;)
            if (detail::stands_on(from.indexes[i], gone)) from.indexes = to_.erased(from.indexes, i);
    }
    // As PostgreSQL does, with the constraints, indexes and statistics that stand on it.
    constexpr void erase_column(catalog::table& from, std::string_view gone) {
        erase(from, &catalog::table::columns, gone);
        erase_standing_on(from, gone);
        for (std::size_t i = from.statistics.size(); i-- != 0;)
            for (const std::string_view each : from.statistics[i].expressions)
                if (mentions_column(each, gone)) {
                    from.statistics = to_.erased(from.statistics, i);
                    break;
                }
        erase_inherited(from, gone);
        if (!from.partition_key.empty())
            each_partition(to_, from.schema, from.name, [&](catalog::table& each) { erase_column(each, gone); });
        else
            for (catalog::sequence* each = to_.all<catalog::sequence>().end(); each != to_.all<catalog::sequence>().begin();) {
                --each;
                if (strings::same(each->owner_table, from.name) && strings::same(each->schema, from.schema) && strings::same(each->owner_column, gone))
                    to_.all<catalog::sequence>().erase(static_cast<std::size_t>(each - to_.all<catalog::sequence>().begin()));
            }
    }
    // What children say of a column that they have of this parent alone goes with it.
    constexpr void erase_inherited(const catalog::table& from, std::string_view gone) {
        for (catalog::table& child : to_.all<catalog::table>()) {
            bool is_heir = false;
            bool has_another = false;
            for (const catalog::qualified_name& each : child.inherits) {
                const bool is_it = strings::same(each.name, from.name) && strings::same(each.schema, from.schema);
                const catalog::table* const parent = is_it ? nullptr : to_.find_table(each.schema, each.name);
                is_heir = is_heir || is_it;
                has_another = has_another || (parent != nullptr && catalog::find_column(*parent, gone) != nullptr);
            }
            if (!is_heir || has_another) continue;
            const catalog::column* const there = catalog::find_column(child, gone);
            if (there != nullptr && there->details->is_inherited) erase_column(child, gone);
        }
    }
    constexpr replay_mistake drop_constraint_or_index() {
        const bool is_index = step_.of == kind::index;
        const catalog::table before = table_;
        const std::size_t at = find_part(before.constraints, step_.name);
        const bool is_check = !is_index && at != before.constraints.size() && before.constraints[at].kind == catalog::constraint_kind::check;
        const bool found = is_index ? erase(table_, &catalog::table::indexes, step_.name) : erase(table_, &catalog::table::constraints, step_.name);
        if (!found) return unknown_part(step_);
        if (const std::string_view who = orphaned_reference({}); !who.empty()) {
            table_ = before;
            return needed_by(who);
        }
        if (!table_.partition_key.empty()) erase_attached(table_, step_.name, is_check);
        if (strings::same(table_.clustered_on, step_.name)) table_.clustered_on = {};
        return {};
    }
    constexpr void erase_attached(const catalog::table& of, std::string_view name, bool is_check) {
        each_partition(to_, of.schema, of.name, [&](catalog::table& each) {
            for (std::size_t i = each.constraints.size(); i-- != 0;) {
                const catalog::constraint& part = each.constraints[i];
                const bool goes = is_check ? part.kind == catalog::constraint_kind::check && strings::same(part.name, name) : strings::same(part.attached_to, name);
                if (!goes) continue;
                const std::string_view own = part.name;
                each.constraints = to_.erased(each.constraints, i);
                if (!each.partition_key.empty()) erase_attached(each, own, is_check);
            }
            for (std::size_t i = each.indexes.size(); i-- != 0;) {
                if (!strings::same(each.indexes[i].attached_to, name)) continue;
                const std::string_view own = each.indexes[i].name;
                each.indexes = to_.erased(each.indexes, i);
                if (!each.partition_key.empty()) erase_attached(each, own, is_check);
            }
        });
    }

    replayed_catalog& to_;
    catalog::table& table_;
    const step_value& step_;
};

} // namespace constable::migrating
