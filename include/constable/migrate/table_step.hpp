// SPDX-License-Identifier: BSL-1.0
// Steps on a table that exists: what they make of it, and why they cannot.
#pragma once

#include "rewrite_column.hpp"
#include "table_parts_step.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace constable::migrating {

namespace detail {

constexpr bool names_column(catalog::names list, std::string_view column) { return catalog::detail::is_one_of(column, list); }

constexpr bool stands_on(const catalog::constraint& of, std::string_view column) {
    if (names_column(of.columns, column) || names_column(of.include, column) || mentions_column(of.predicate, column)) return true;
    if (of.kind == catalog::constraint_kind::check) return mentions_column(of.expression, column);
    for (const catalog::key& each : of.keys)
        if (strings::same(each.column, column) || mentions_column(each.expression, column)) return true;
    return false;
}
constexpr bool stands_on(const catalog::index& of, std::string_view column) {
    if (names_column(of.include, column) || mentions_column(of.predicate, column)) return true;
    for (const catalog::key& each : of.keys)
        if (strings::same(each.column, column) || mentions_column(each.expression, column)) return true;
    return false;
}
constexpr bool is_reference_to(const catalog::constraint& of, const catalog::table& table) {
    return of.kind == catalog::constraint_kind::foreign_key && strings::same(of.referenced_table, table.name) &&
           strings::same(of.referenced_schema, table.schema);
}

} // namespace detail

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
    constexpr bool erase(catalog::table& from, std::span<const Part> catalog::table::* list, std::string_view name) {
        const std::size_t at = find_part(from.*list, name);
        if (at == (from.*list).size()) return false;
        from.*list = to_.erased(from.*list, at);
        return true;
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
        switch (step_.kind) {
        case step_kind::set_table: return set_facts();
        case step_kind::add_parts: return part_adder{to_}.add(*table_, said_, false);
        case step_kind::replace_parts: return replace_parts();
        case step_kind::attach_partition: return attach();
        case step_kind::detach_partition: return detach();
        case step_kind::drop_part: return drop_part();
        case step_kind::rename_part: return rename_part();
        case step_kind::validate_constraint: return validate();
        case step_kind::use_index: return use_index();
        case step_kind::set_comment: return set_comment();
        default: return alter_column();
        }
    }

private:
    using kind = catalog::object_kind;

    [[nodiscard]] constexpr replay_mistake unknown_part() const {
        const bool is_column = step_.of == kind::column;
        return {.kind = is_column ? replay_mistake_kind::column_is_unknown : replay_mistake_kind::part_is_unknown, .subject = step_.name, .other = step_.table};
    }
    [[nodiscard]] constexpr replay_mistake needed_by(std::string_view who) const {
        return {.kind = replay_mistake_kind::object_is_needed, .subject = step_.name, .other = who};
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

    // ---- what goes

    constexpr replay_mistake drop_part() {
        bool found = false;
        switch (step_.of) {
        case kind::column: return drop_column();
        case kind::constraint:
        case kind::index: return drop_constraint_or_index();
        case kind::trigger: found = erase(*table_, &catalog::table::triggers, step_.name); break;
        case kind::rule: found = erase(*table_, &catalog::table::rules, step_.name); break;
        case kind::policy: found = erase(*table_, &catalog::table::policies, step_.name); break;
        default: found = erase(*table_, &catalog::table::statistics, step_.name); break;
        }
        return found ? replay_mistake{} : unknown_part();
    }
    // Which foreign key of any table stands on columns that are no longer unique, or no longer there. A key goes with any
    // column that it stands on, those that it only includes among them.
    [[nodiscard]] constexpr std::string_view orphaned_reference(std::string_view gone_column) {
        catalog::table rest = *table_;
        bool is_cut = gone_column.empty();
        for (const catalog::table& each : to_.all<catalog::table>())
            for (const catalog::constraint& reference : each.constraints) {
                if (!detail::is_reference_to(reference, *table_)) continue;
                if (!gone_column.empty() && &each == table_ && detail::names_column(reference.columns, gone_column)) continue; // goes too
                if (!is_cut) {
                    is_cut = true;
                    for (std::size_t i = rest.constraints.size(); i-- != 0;)
                        if (detail::stands_on(rest.constraints[i], gone_column)) rest.constraints = to_.erased(rest.constraints, i);
                    for (std::size_t i = rest.indexes.size(); i-- != 0;)
                        if (detail::stands_on(rest.indexes[i], gone_column)) rest.indexes = to_.erased(rest.indexes, i);
                }
                if (!catalog::detail::are_unique(rest, reference.referenced_columns)) return reference.name;
            }
        return {};
    }
    constexpr replay_mistake drop_column() {
        const std::size_t at = find_part(table_->columns, step_.name);
        if (at == table_->columns.size()) return unknown_part();
        const std::string_view gone = step_.name;
        if (const std::string_view who = orphaned_reference(gone); !who.empty()) return needed_by(who);
        if (mentions_column(table_->partition_key, gone)) return needed_by("the partition key");
        for (const catalog::column& each : table_->columns)
            if (mentions_column(each.generated_expression, gone)) return needed_by(each.name);
        for (const catalog::trigger& each : table_->triggers)
            if (detail::names_column(each.update_columns, gone) || mentions_column(each.when_expression, gone)) return needed_by(each.name);
        for (const catalog::policy& each : table_->policies)
            if (mentions_column(each.using_expression, gone) || mentions_column(each.check_expression, gone)) return needed_by(each.name);
        erase_column(*table_, gone);
        auto& grants = to_.all<catalog::grant>();
        for (std::size_t i = grants.size(); i-- != 0;)
            if (grants[i].kind == kind::column && strings::same(grants[i].part, gone) && strings::same(grants[i].name, table_->name) &&
                strings::same(grants[i].schema, table_->schema))
                grants.erase(i);
        return {};
    }
    // As PostgreSQL does, with the constraints, indexes and statistics that stand on it.
    constexpr void erase_column(catalog::table& from, std::string_view gone) {
        erase(from, &catalog::table::columns, gone);
        for (std::size_t i = from.constraints.size(); i-- != 0;)
            if (detail::stands_on(from.constraints[i], gone)) from.constraints = to_.erased(from.constraints, i);
        for (std::size_t i = from.indexes.size(); i-- != 0;)
            if (detail::stands_on(from.indexes[i], gone)) from.indexes = to_.erased(from.indexes, i);
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
        catalog::table before = *table_;
        const bool is_check = !is_index && find_part(before.constraints, step_.name) != before.constraints.size() &&
                              before.constraints[find_part(before.constraints, step_.name)].kind == catalog::constraint_kind::check;
        const bool found = is_index ? erase(*table_, &catalog::table::indexes, step_.name) : erase(*table_, &catalog::table::constraints, step_.name);
        if (!found) return unknown_part();
        if (const std::string_view who = orphaned_reference({}); !who.empty()) {
            *table_ = before;
            return needed_by(who);
        }
        if (!table_->partition_key.empty()) erase_attached(*table_, step_.name, is_check);
        if (strings::same(table_->clustered_on, step_.name)) table_->clustered_on = {};
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

    // ---- what gets another name

    constexpr replay_mistake rename_part() {
        if (step_.other.empty() || step_.other.size() > strings::max_identifier_size)
            return wrong_declaration({step_.other.empty() ? catalog::mistake_kind::name_is_empty : catalog::mistake_kind::name_is_too_long, step_.other});
        switch (step_.of) {
        case kind::column: return rename_column();
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
    constexpr replay_mistake rename_column() {
        const std::size_t at = find_part(table_->columns, step_.name);
        if (at == table_->columns.size()) return unknown_part();
        if (find_part(table_->columns, step_.other) != table_->columns.size())
            return {.kind = replay_mistake_kind::column_exists, .subject = step_.other, .other = step_.table};
        rename_column_in(*table_);
        if (can_be_referenced(step_.other)) rename_in_references();
        for (catalog::sequence& each : to_.all<catalog::sequence>())
            if (strings::same(each.owner_table, table_->name) && strings::same(each.schema, table_->schema) && strings::same(each.owner_column, step_.name))
                each.owner_column = step_.other;
        for (catalog::grant& each : to_.all<catalog::grant>())
            if (each.kind == kind::column && strings::same(each.name, table_->name) && strings::same(each.schema, table_->schema) &&
                strings::same(each.part, step_.name))
                each.part = step_.other;
        return {};
    }
    // Whether a foreign key may be about the column: it is in what is unique. Few are, and there are many tables.
    [[nodiscard]] constexpr bool can_be_referenced(std::string_view column) const {
        for (const catalog::constraint& each : table_->constraints)
            if (each.kind != catalog::constraint_kind::check && each.kind != catalog::constraint_kind::foreign_key && detail::names_column(each.columns, column))
                return true;
        for (const catalog::index& each : table_->indexes)
            if (each.unique && detail::stands_on(each, column)) return true;
        return false;
    }
    constexpr void rename_in_references() {
        for (catalog::table& each : to_.all<catalog::table>())
            for (std::size_t i = 0; i != each.constraints.size(); ++i)
                if (detail::is_reference_to(each.constraints[i], *table_) && detail::names_column(each.constraints[i].referenced_columns, step_.name)) {
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
        table_->indexes = to_.erased(table_->indexes, at);
        const catalog::constraint keys[] = {key};
        catalog::table parts = *said_.table;
        parts.constraints = keys;
        fragment named = said_;
        named.table = &parts;
        return part_adder{to_}.add(*table_, named, false);
    }

    // ---- comments

    constexpr replay_mistake set_comment() {
        switch (step_.of) {
        case kind::table: table_->comment = step_.other; return {};
        case kind::column: return comment(&catalog::table::columns);
        case kind::constraint: return comment(&catalog::table::constraints);
        case kind::index: return comment(&catalog::table::indexes);
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
