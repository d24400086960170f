// SPDX-License-Identifier: BSL-1.0
// Steps on a table that exists: what they make of it, and why they cannot.
#pragma once

#include "column_renamer.hpp"
#include "part_dropper.hpp"
#include "table_parts_step.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace constable::migrating {

/// Applies one step to a table.
class table_step {
    // First what the functions below are made of: Clang evaluates templates where they stand.
    template <class Part>
    constexpr bool attach_to(std::span<const Part> catalog::table::* list, const Part& of_parent) {
        for (std::size_t i = 0; i != (table_->*list).size(); ++i) {
            Part attached = (table_->*list)[i];
            if (!attached.attached_to.empty() || !is_alike(attached, of_parent)) continue;
            attached.attached_to = of_parent.name;
            table_->*list = to_.replaced(table_->*list, i, attached);
            return true;
        }
        return false;
    }
    template <class Part>
    constexpr replay_mistake replace(std::span<const Part> catalog::table::* list, std::span<const Part> by) {
        for (const Part& each : by) {
            const std::size_t at = find_part(table_->*list, each.name);
            if (at == (table_->*list).size())
                return {.kind = replay_mistake_kind::part_is_unknown, .subject = each.name, .other = table_->name};
            table_->*list = to_.replaced(table_->*list, at, each);
        }
        return {};
    }
    template <class Part>
    constexpr replay_mistake rename(std::span<const Part> catalog::table::* list) {
        const std::size_t at = find_part(table_->*list, step_.name);
        if (at == (table_->*list).size()) return unknown_part();
        if (find_part(table_->*list, step_.other) != (table_->*list).size())
            return {.kind = replay_mistake_kind::part_exists, .subject = step_.other, .other = step_.table};
        Part renamed = (table_->*list)[at];
        renamed.name = step_.other;
        table_->*list = to_.replaced(table_->*list, at, renamed);
        return {};
    }
    template <class Part>
    constexpr replay_mistake comment(std::span<const Part> catalog::table::* list) {
        const std::size_t at = find_part(table_->*list, step_.name);
        if (at == (table_->*list).size()) return unknown_part();
        Part said = (table_->*list)[at];
        said.comment = step_.other;
        table_->*list = to_.replaced(table_->*list, at, said);
        return {};
    }

public:
    constexpr table_step(replayed_catalog& to, const step_value& step, const fragment& said) : to_(to), step_(step), said_(said) {}

    constexpr replay_mistake apply() {
        table_ = to_.find_table(step_.schema, step_.table);
        if (table_ == nullptr) return {.kind = replay_mistake_kind::table_is_unknown, .subject = step_.table};
        if (said_.mistake) return wrong_declaration(said_.mistake);
        if (const replay_mistake found = column_of_another()) return found;
        switch (step_.kind) {
        case step_kind::set_table: return set_facts();
        case step_kind::add_parts: return part_adder{to_}.add(*table_, said_, false);
        case step_kind::replace_parts: return replace_parts();
        case step_kind::attach_partition: return attach();
        case step_kind::detach_partition: return detach();
        case step_kind::drop_part: return part_dropper{to_, *table_, step_}.apply();
        case step_kind::rename_part: return rename_part();
        case step_kind::validate_constraint: return validate();
        case step_kind::use_index: return use_index();
        case step_kind::set_comment: return set_comment();
        default: return alter_column();
        }
    }

private:
    using kind = catalog::object_kind;

    [[nodiscard]] constexpr replay_mistake unknown_part() const { return migrating::unknown_part(step_); }

    // ---- columns that are not the table's own

    // The column that a step adds, drops, renames or converts; empty: none.
    [[nodiscard]] constexpr std::string_view reshaped_column() const {
        if (step_.kind == step_kind::add_parts && !said_.table->columns.empty()) return said_.table->columns[0].name;
        if (step_.kind == step_kind::change_type) return step_.name;
        const bool is_of_column = step_.of == kind::column && (step_.kind == step_kind::drop_part || step_.kind == step_kind::rename_part);
        return is_of_column ? step_.name : std::string_view{};
    }
    [[nodiscard]] constexpr replay_mistake column_of_another() const {
        if (table_->of_type.empty() && table_->parent.empty() && table_->inherits.empty()) return {};
        const std::string_view column = reshaped_column();
        if (column.empty()) return {};
        if (!table_->of_type.empty()) return {.kind = replay_mistake_kind::columns_are_of_type, .subject = column, .other = table_->name};
        if (!table_->parent.empty()) return {.kind = replay_mistake_kind::columns_are_of_parent, .subject = column, .other = table_->parent};
        if (step_.kind == step_kind::add_parts) return {}; // it merges with the parent's
        for (const catalog::qualified_name& each : table_->inherits) {
            const catalog::table* const parent = to_.find_table(each.schema, each.name);
            if (parent != nullptr && catalog::find_column(*parent, column) != nullptr)
                return {.kind = replay_mistake_kind::columns_are_of_parent, .subject = column, .other = each.name};
        }
        return {};
    }

    // ---- the table itself

    constexpr replay_mistake set_facts() {
        const catalog::table& facts = *said_.table;
        table_->unlogged = facts.unlogged;
        table_->access_method = facts.access_method;
        table_->options = facts.options;
        table_->toast_options = facts.toast_options;
        table_->row_security = facts.row_security;
        table_->force_row_security = facts.force_row_security;
        table_->replica_identity = facts.replica_identity;
        table_->replica_index = facts.replica_index;
        table_->clustered_on = facts.clustered_on;
        table_->of_type = facts.of_type;
        return {};
    }

    constexpr replay_mistake attach() {
        catalog::table* const parent = to_.find_table(said_.table->parent_schema, said_.table->parent);
        if (parent == nullptr) return {.kind = replay_mistake_kind::table_is_unknown, .subject = said_.table->parent};
        if (parent->partition_key.empty())
            return wrong_declaration({catalog::mistake_kind::parent_is_not_partitioned, table_->name, parent->name});
        for (const catalog::constraint& each : parent->constraints) {
            if (each.kind == catalog::constraint_kind::foreign_key || each.kind == catalog::constraint_kind::check) continue;
            if (!attach_to(&catalog::table::constraints, each)) return lacks(each.name);
        }
        for (const catalog::index& each : parent->indexes)
            if (!attach_to(&catalog::table::indexes, each)) return lacks(each.name);
        table_->parent_schema = parent->schema;
        table_->parent = parent->name;
        table_->partition_bound = said_.table->partition_bound;
        return {};
    }
    [[nodiscard]] constexpr replay_mistake lacks(std::string_view index) const {
        return {.kind = replay_mistake_kind::partition_lacks_index, .subject = table_->name, .other = index};
    }
    static constexpr bool same_keys(std::span<const catalog::key> left, std::span<const catalog::key> right) {
        if (left.size() != right.size()) return false;
        for (std::size_t i = 0; i != left.size(); ++i)
            if (!strings::same(left[i].column, right[i].column) || !strings::same(left[i].expression, right[i].expression) ||
                left[i].descending != right[i].descending)
                return false;
        return true;
    }
    static constexpr bool is_alike(const catalog::constraint& left, const catalog::constraint& right) {
        if (left.kind != right.kind || left.columns.size() != right.columns.size()) return false;
        for (std::size_t i = 0; i != left.columns.size(); ++i)
            if (!strings::same(left.columns[i], right.columns[i])) return false;
        return same_keys(left.keys, right.keys);
    }
    static constexpr bool is_alike(const catalog::index& left, const catalog::index& right) {
        return left.unique == right.unique && strings::same(left.method, right.method) && strings::same(left.predicate, right.predicate) &&
               same_keys(left.keys, right.keys);
    }
    constexpr replay_mistake detach() {
        if (table_->parent.empty()) return {.kind = replay_mistake_kind::no_partition, .subject = table_->name};
        table_->parent_schema = table_->parent = table_->partition_bound = {};
        for (std::size_t i = 0; i != table_->constraints.size(); ++i) {
            catalog::constraint alone = table_->constraints[i];
            alone.attached_to = {};
            table_->constraints = to_.replaced(table_->constraints, i, alone);
        }
        for (std::size_t i = 0; i != table_->indexes.size(); ++i) {
            catalog::index alone = table_->indexes[i];
            alone.attached_to = {};
            table_->indexes = to_.replaced(table_->indexes, i, alone);
        }
        return {};
    }

    // ---- parts in the place of others

    constexpr replay_mistake replace_parts() {
        catalog::table parts = *said_.table;
        const catalog::table& there = *table_;
        parts.name = there.name;
        if (parts.columns.empty()) parts.columns = there.columns; // checks are named after the columns that they mention
        part_adder{to_}.name_parts(parts, said_.comments);
        for (const catalog::column& each : said_.table->columns) {
            const std::size_t at = find_part(table_->columns, each.name);
            if (at == table_->columns.size())
                return {.kind = replay_mistake_kind::column_is_unknown, .subject = each.name, .other = table_->name};
            if (const catalog::mistake found = catalog::detail::in_column(each)) return wrong_declaration(found);
            const catalog::column before = table_->columns[at];
            catalog::column now = each;
            const catalog::constraint* const key = catalog::primary_key_of(*table_);
            now.not_null = now.not_null || (key != nullptr && detail::names_column(key->columns, now.name));
            table_->columns = to_.replaced(table_->columns, at, now);
            hand_on_column(*table_, before, now);
        }
        if (const replay_mistake found = replace(&catalog::table::constraints, parts.constraints)) return found;
        if (const replay_mistake found = replace(&catalog::table::indexes, parts.indexes)) return found;
        if (const replay_mistake found = replace(&catalog::table::triggers, parts.triggers)) return found;
        if (const replay_mistake found = replace(&catalog::table::rules, parts.rules)) return found;
        if (const replay_mistake found = replace(&catalog::table::policies, parts.policies)) return found;
        return replace(&catalog::table::statistics, parts.statistics);
    }

    // ---- columns

    // What partitions have of a column is what their parent has, in type and NOT NULL.
    constexpr void hand_on_column(const catalog::table& of, const catalog::column& before, const catalog::column& now) {
        if (of.partition_key.empty()) return;
        each_partition(to_, of.schema, of.name, [&](catalog::table& each) {
            const std::size_t at = find_part(each.columns, now.name);
            if (at == each.columns.size()) return;
            catalog::column changed = each.columns[at];
            changed.type = now.type;
            changed.collation = now.collation;
            changed.origin = now.origin;
            changed.declared_enumeration = now.declared_enumeration;
            if (before.not_null != now.not_null) changed.not_null = now.not_null;
            each.columns = to_.replaced(each.columns, at, changed);
            hand_on_column(each, before, now);
        });
    }
    constexpr replay_mistake alter_column() {
        const std::size_t at = find_part(table_->columns, step_.name);
        if (at == table_->columns.size()) return {.kind = replay_mistake_kind::column_is_unknown, .subject = step_.name, .other = step_.table};
        const catalog::column before = table_->columns[at];
        catalog::column now = before;
        switch (step_.kind) {
        case step_kind::set_default: now.default_expression = step_.other; break;
        case step_kind::drop_default: now.default_expression = {}; break;
        case step_kind::set_not_null: now.not_null = true; break;
        case step_kind::drop_not_null: {
            const catalog::constraint* const key = catalog::primary_key_of(*table_);
            const bool is_key = key != nullptr && detail::names_column(key->columns, step_.name);
            const bool is_identity = now.identity == catalog::identity_kind::always || now.identity == catalog::identity_kind::by_default;
            if (is_key || is_identity)
                return {.kind = replay_mistake_kind::not_null_is_required, .subject = step_.name, .other = is_key ? key->name : step_.table};
            now.not_null = false;
            break;
        }
        default: // change_type: the fragment has the column with its new type
            now.type = said_.table->columns[0].type;
            now.origin = said_.table->columns[0].origin;
            now.declared_enumeration = said_.table->columns[0].declared_enumeration;
            if (!said_.table->columns[0].collation.empty()) now.collation = said_.table->columns[0].collation;
            if (const replay_mistake found = part_adder{to_}.add_types(*said_.table)) return found;
        }
        if (const catalog::mistake found = catalog::detail::in_column(now)) return wrong_declaration(found);
        table_->columns = to_.replaced(table_->columns, at, now);
        hand_on_column(*table_, before, now);
        return {};
    }

    // ---- what gets another name

    constexpr replay_mistake rename_part() {
        if (step_.other.empty() || step_.other.size() > strings::max_identifier_size)
            return wrong_declaration({step_.other.empty() ? catalog::mistake_kind::name_is_empty : catalog::mistake_kind::name_is_too_long, step_.other});
        switch (step_.of) {
        case kind::column: return column_renamer{to_, *table_, step_}.apply();
        case kind::constraint:
        case kind::index: {
            const replay_mistake found = step_.of == kind::index ? rename(&catalog::table::indexes) : rename(&catalog::table::constraints);
            if (found) return found;
            if (strings::same(table_->clustered_on, step_.name)) table_->clustered_on = step_.other;
            if (strings::same(table_->replica_index, step_.name)) table_->replica_index = step_.other;
            each_partition(to_, table_->schema, table_->name, [&](catalog::table& each) { follow_renaming(each); });
            return {};
        }
        case kind::trigger: return rename(&catalog::table::triggers);
        case kind::rule: return rename(&catalog::table::rules);
        case kind::policy: return rename(&catalog::table::policies);
        default: return rename(&catalog::table::statistics);
        }
    }
    constexpr void follow_renaming(catalog::table& partition) {
        for (std::size_t i = 0; i != partition.constraints.size(); ++i) {
            catalog::constraint each = partition.constraints[i];
            const bool is_attached = strings::same(each.attached_to, step_.name);
            const bool is_check = each.kind == catalog::constraint_kind::check && strings::same(each.name, step_.name);
            if (is_attached) each.attached_to = step_.other;
            if (is_check) each.name = step_.other;
            if (is_attached || is_check) partition.constraints = to_.replaced(partition.constraints, i, each);
        }
        for (std::size_t i = 0; i != partition.indexes.size(); ++i) {
            catalog::index each = partition.indexes[i];
            if (!strings::same(each.attached_to, step_.name)) continue;
            each.attached_to = step_.other;
            partition.indexes = to_.replaced(partition.indexes, i, each);
        }
    }
    // ---- constraints

    constexpr replay_mistake validate() {
        const std::size_t at = find_part(table_->constraints, step_.name);
        if (at == table_->constraints.size()) return {.kind = replay_mistake_kind::part_is_unknown, .subject = step_.name, .other = step_.table};
        catalog::constraint valid = table_->constraints[at];
        if (!valid.not_valid) return {.kind = replay_mistake_kind::constraint_is_valid, .subject = step_.name, .other = step_.table};
        valid.not_valid = false;
        table_->constraints = to_.replaced(table_->constraints, at, valid);
        if (!table_->partition_key.empty()) validate_in_partitions(*table_, step_.name);
        return {};
    }
    // PostgreSQL validates the check of each partition with that of its parent.
    constexpr void validate_in_partitions(const catalog::table& of, std::string_view name) {
        each_partition(to_, of.schema, of.name, [&](catalog::table& each) {
            const std::size_t at = find_part(each.constraints, name);
            if (at == each.constraints.size()) return;
            catalog::constraint valid = each.constraints[at];
            valid.not_valid = false;
            each.constraints = to_.replaced(each.constraints, at, valid);
            if (!each.partition_key.empty()) validate_in_partitions(each, name);
        });
    }
    constexpr replay_mistake use_index() {
        const std::size_t at = find_part(table_->indexes, step_.name);
        if (at == table_->indexes.size()) return {.kind = replay_mistake_kind::part_is_unknown, .subject = step_.name, .other = step_.table};
        const catalog::index index = table_->indexes[at];
        catalog::constraint key = said_.table->constraints[0];
        bool fits = index.unique && index.predicate.empty() && index.keys.size() == key.columns.size() && index.include.size() == key.include.size();
        for (std::size_t i = 0; fits && i != index.keys.size(); ++i) fits = strings::same(index.keys[i].column, key.columns[i]);
        if (!fits || (key.kind != catalog::constraint_kind::primary_key && key.kind != catalog::constraint_kind::unique))
            return {.kind = replay_mistake_kind::index_does_not_fit, .subject = step_.name, .other = step_.table};
        if (key.name.empty()) key.name = index.name;
        key.nulls_not_distinct = index.nulls_not_distinct;
        key.options = index.options;
        key.index_comment = index.comment;
        table_->indexes = to_.erased(table_->indexes, at);
        const catalog::constraint keys[] = {key};
        catalog::table parts = *said_.table;
        parts.constraints = keys;
        fragment named = said_;
        named.table = &parts;
        return part_adder{to_}.add(*table_, named, false);
    }

    // ---- comments

    // The index of a key or an exclusion has the name of its constraint.
    constexpr replay_mistake comment_on_index() {
        const std::size_t at = find_part(table_->constraints, step_.name);
        if (at == table_->constraints.size() || !catalog::has_index(table_->constraints[at])) return comment(&catalog::table::indexes);
        catalog::constraint said = table_->constraints[at];
        said.index_comment = step_.other;
        table_->constraints = to_.replaced(table_->constraints, at, said);
        return {};
    }
    constexpr replay_mistake set_comment() {
        switch (step_.of) {
        case kind::table: table_->comment = step_.other; return {};
        case kind::column: return comment(&catalog::table::columns);
        case kind::constraint: return comment(&catalog::table::constraints);
        case kind::index: return comment_on_index();
        case kind::trigger: return comment(&catalog::table::triggers);
        case kind::rule: return comment(&catalog::table::rules);
        case kind::policy: return comment(&catalog::table::policies);
        default: return comment(&catalog::table::statistics);
        }
    }

    replayed_catalog& to_;
    const step_value& step_;
    const fragment& said_;
    catalog::table* table_ = nullptr;
};

} // namespace constable::migrating
