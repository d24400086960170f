// SPDX-License-Identifier: BSL-1.0
// Which steps make constraints, indexes, triggers, rules, policies and statistics what they shall be.
#pragma once

#include "generate_columns.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace constable::migrating {

/// Finds candidates for changes of what stands on tables.
class part_changes {
public:
    part_changes(generation& in, begun_columns& begun, const pending_objects& pending, std::span<const catalog::change> changes, candidates& to)
        : in_(in), begun_(begun), pending_(pending), changes_(changes), to_(to) {}

    void look(const catalog::change& of) {
        switch (of.kind) {
        case catalog::object_kind::constraint: return look_at_constraint(of);
        case catalog::object_kind::index: return look_at_index(of);
        case catalog::object_kind::trigger: return look_at_part(of, of.expected.the_trigger, of.actual.the_trigger);
        case catalog::object_kind::rule: return look_at_part(of, of.expected.the_rule, of.actual.the_rule);
        case catalog::object_kind::policy: return look_at_part(of, of.expected.the_policy, of.actual.the_policy);
        default: return look_at_part(of, of.expected.the_statistics, of.actual.the_statistics);
        }
    }

private:
    using purpose = migration_purpose;
    using kind = catalog::object_kind;

    static bool is_key(const catalog::constraint& of) {
        return of.kind == catalog::constraint_kind::primary_key || of.kind == catalog::constraint_kind::unique;
    }
    template <class Make>
    void propose(purpose what_for, int rank, std::string_view what, const catalog::table& table, std::string_view name, const Make& make, bool is_ready = true) {
        to_.add({what_for, rank, is_ready, column_changes::key_of(what, table, name), [this, what_for, make] { return in_.push(what_for, make()); }});
    }
    void propose_on(purpose what_for, int rank, std::string_view what, const catalog::table& table, step_kind step, kind of, std::string_view name,
                    std::string_view other = {}) {
        propose(what_for, rank, what, table, name, [this, &table, step, of, name, other] { return in_.make.on_table(table, step, of, name, other); });
    }
    [[nodiscard]] bool is_about_columns_that_go(const catalog::table& now, const auto& part) const {
        for (const catalog::change& each : changes_)
            if (each.action == catalog::change_action::drop && each.actual.in_table == &now && each.actual.the_column != nullptr && detail::stands_on(part, each.actual.the_column->name))
                return true;
        return false;
    }
    // Whether what a partition has goes and comes with what its parent has.
    template <class Part>
    [[nodiscard]] bool waits_for_parent(const catalog::table& now, const Part& wanted) {
        if (wanted.attached_to.empty()) return false;
        const catalog::table* const parent = now.parent.empty() ? nullptr : in_.table_now(now.parent_schema, now.parent);
        return parent == nullptr || (find_part(parent->constraints, wanted.attached_to) == parent->constraints.size() &&
                                     find_part(parent->indexes, wanted.attached_to) == parent->indexes.size());
    }
    template <class Part>
    [[nodiscard]] bool goes_with_parent(const catalog::table& now, const Part& gone) {
        const catalog::table* const parent = now.parent.empty() ? nullptr : in_.table_now(now.parent_schema, now.parent);
        if (parent == nullptr) return false;
        if (!gone.attached_to.empty())
            return find_part(parent->constraints, gone.attached_to) != parent->constraints.size() || find_part(parent->indexes, gone.attached_to) != parent->indexes.size();
        if constexpr (std::is_same_v<Part, catalog::constraint>) {
            const std::size_t at = find_part(parent->constraints, gone.name);
            return gone.kind == catalog::constraint_kind::check && at != parent->constraints.size() && parent->constraints[at].kind == gone.kind;
        }
        return false;
    }
    [[nodiscard]] bool comes_with_parent(const catalog::table& wanted_in, const catalog::table& now, const catalog::constraint& wanted) {
        if (wanted.kind != catalog::constraint_kind::check || now.parent.empty() || wanted_in.parent != now.parent) return false;
        const catalog::table* const later = in_.table_to(wanted_in.parent_schema, wanted_in.parent);
        const catalog::table* const parent = in_.table_now(now.parent_schema, now.parent);
        return later != nullptr && parent != nullptr && find_part(later->constraints, wanted.name) != later->constraints.size() &&
               find_part(parent->constraints, wanted.name) == parent->constraints.size();
    }

    // ---- constraints

    void look_at_constraint(const catalog::change& of) {
        const catalog::table& table = *of.actual.in_table;
        if (of.action == catalog::change_action::create) return add_constraint(*of.expected.in_table, table, *of.expected.the_constraint);
        const catalog::constraint& now = *of.actual.the_constraint;
        if (of.action == catalog::change_action::drop) return drop_constraint(table, now);
        const catalog::constraint& wanted = *of.expected.the_constraint;
        if (of.field == "name") {
            if (goes_with_parent(table, now) && now.attached_to.empty()) return;
            return propose_on(purpose::expand, 4, "rename constraint", table, step_kind::rename_part, kind::constraint, now.name, wanted.name);
        }
        if (wanted.name != now.name) return; // first its name
        if (of.field == "comment") return propose_on(purpose::expand, 60, "comment on constraint", table, step_kind::set_comment, kind::constraint, now.name, wanted.comment);
        if (of.field == "index_comment") return propose_on(purpose::expand, 60, "comment on index", table, step_kind::set_comment, kind::index, now.name, wanted.index_comment);
        if (of.field == "not_valid" && !wanted.not_valid)
            return propose_on(purpose::validate, 20, "validate", table, step_kind::validate_constraint, kind::column, now.name);
        const bool is_remade = !catalog::has_index(wanted) && !of.field.starts_with("attached");
        if (is_remade && in_.is_plain(table)) return propose_on(purpose::expand, 38, "drop constraint", table, step_kind::drop_part, kind::constraint, now.name);
        if (of.field == "attached_to" && waits_for_parent(table, wanted)) return;
        propose(purpose::expand, 45, "alter constraint", table, now.name, [this, &table, &wanted, &now] {
            catalog::constraint made = completed(wanted);
            made.comment = now.comment;
            return in_.make.replace(table, made);
        }, pending_.is_ready(&wanted));
    }
    // What only declarations know, and a live catalog does not.
    static catalog::constraint completed(catalog::constraint of) {
        of.across_types = true;
        of.across_nulls = true;
        return of;
    }
    [[nodiscard]] bool has_referenced_key(const catalog::constraint& of) {
        const catalog::table* const target = in_.table_now(of.referenced_schema, of.referenced_table);
        return target != nullptr && catalog::detail::are_unique(*target, of.referenced_columns);
    }
    void add_constraint(const catalog::table& wanted_in, const catalog::table& table, const catalog::constraint& wanted) {
        if (waits_for_parent(table, wanted) || comes_with_parent(wanted_in, table, wanted)) return;
        const bool is_plain = in_.is_plain(table) && !in_.is_new(table);
        if (is_key(wanted) && is_plain && !wanted.period) return add_key(table, wanted);
        const bool is_reference = wanted.kind == catalog::constraint_kind::foreign_key;
        const bool is_ready = pending_.is_ready(&wanted) && (!is_reference || has_referenced_key(wanted));
        const bool is_later = is_plain && !wanted.not_enforced && (is_reference || wanted.kind == catalog::constraint_kind::check);
        propose(purpose::expand, is_reference ? 51 : 48, "add constraint", table, wanted.name, [this, is_later, &table, &wanted] {
            catalog::constraint made = completed(wanted);
            made.comment = {};
            made.not_valid = made.not_valid || is_later;
            return in_.make.add(table, made);
        }, is_ready);
    }
    // A unique index is built while others work, then the key takes it over.
    void add_key(const catalog::table& table, const catalog::constraint& wanted) {
        const bool is_primary = wanted.kind == catalog::constraint_kind::primary_key;
        if (find_part(table.indexes, wanted.name) == table.indexes.size())
            return propose(purpose::online, 10, "build index of key", table, wanted.name, [this, &table, &wanted] {
                std::vector<catalog::key> keys;
                for (const std::string_view each : wanted.columns) keys.push_back({.column = each});
                catalog::index index{.name = wanted.name, .include = wanted.include, .unique = true, .nulls_not_distinct = wanted.nulls_not_distinct, .options = wanted.options};
                return in_.make.add_index(table, index, std::move(keys));
            }, pending_.is_ready(&wanted));
        bool is_ready = true;
        for (const std::string_view each : wanted.columns) {
            const catalog::column* const column = catalog::find_column(table, each);
            is_ready = is_ready && column != nullptr && (column->not_null || !is_primary);
        }
        const catalog::constraint* const other = catalog::primary_key_of(table);
        if (is_primary && other != nullptr) return drop_old_key(table, *other);
        propose(purpose::tighten, 20, "key over index", table, wanted.name, [this, &table, &wanted] {
            catalog::constraint made = completed(wanted);
            made.comment = made.index_comment = {};
            return in_.make.use_index(table, made, wanted.name);
        }, is_ready);
    }
    void drop_old_key(const catalog::table& table, const catalog::constraint& now) {
        propose_on(purpose::tighten, 15, "drop constraint", table, step_kind::drop_part, kind::constraint, now.name);
    }
    void drop_constraint(const catalog::table& table, const catalog::constraint& now) {
        if (goes_with_parent(table, now)) return;
        if (const begun_columns::checked_column* const begun = begun_.find_check(table, now.name)) {
            const catalog::column* const column = catalog::find_column(table, begun->column);
            if (column != nullptr && !column->not_null) return;
            return propose_on(purpose::tighten, 12, "drop constraint", table, step_kind::drop_part, kind::constraint, now.name);
        }
        const bool is_primary = now.kind == catalog::constraint_kind::primary_key;
        const bool is_replaced = is_primary && std::ranges::any_of(changes_, [&](const catalog::change& each) {
            return each.action == catalog::change_action::create && each.actual.in_table == &table && each.expected.the_constraint != nullptr &&
                   each.expected.the_constraint->kind == catalog::constraint_kind::primary_key;
        });
        if (is_replaced && in_.is_plain(table)) return; // at the last moment
        const bool is_reference = now.kind == catalog::constraint_kind::foreign_key;
        if (is_about_columns_that_go(table, now) && !is_replaced)
            return propose_on(purpose::contract, is_reference ? 10 : 31, "drop constraint", table, step_kind::drop_part, kind::constraint, now.name);
        propose_on(purpose::expand, is_reference ? 38 : 40, "drop constraint", table, step_kind::drop_part, kind::constraint, now.name);
    }

    // ---- indexes

    void look_at_index(const catalog::change& of) {
        const catalog::table& table = *of.actual.in_table;
        const bool is_plain = table.partition_key.empty() && !in_.is_new(table);
        if (of.action == catalog::change_action::create) {
            const catalog::index& wanted = *of.expected.the_index;
            if (waits_for_parent(table, wanted)) return;
            const bool is_alone = is_plain && wanted.attached_to.empty();
            return propose(is_alone ? purpose::online : purpose::expand, is_alone ? 20 : 50, "create index", table, wanted.name, [this, is_alone, &table, &wanted] {
                catalog::index made = wanted;
                made.comment = {};
                return in_.make.add(table, made, is_alone);
            }, pending_.is_ready(&wanted));
        }
        const catalog::index& now = *of.actual.the_index;
        if (of.action == catalog::change_action::drop) return drop_index(*of.expected.in_table, table, now, is_plain);
        const catalog::index& wanted = *of.expected.the_index;
        if (of.field == "name") return propose_on(purpose::expand, 4, "rename index", table, step_kind::rename_part, kind::index, now.name, wanted.name);
        if (wanted.name != now.name) return;
        if (of.field == "comment") return propose_on(purpose::expand, 60, "comment on index", table, step_kind::set_comment, kind::index, now.name, wanted.comment);
        if (of.field == "attached_to" && waits_for_parent(table, wanted)) return;
        const bool is_rebuilt = is_plain && in_.is_plain(table) && sql::treatment_of(of) == sql::treatment::recreate;
        if (is_rebuilt) return rebuild(table, wanted, now);
        propose(purpose::expand, 49, "alter index", table, now.name, [this, &table, &wanted, &now] {
            catalog::index made = wanted;
            made.comment = now.comment;
            return in_.make.replace(table, made);
        }, pending_.is_ready(&wanted));
    }
    void drop_index(const catalog::table& wanted_in, const catalog::table& table, const catalog::index& now, bool is_plain) {
        if (goes_with_parent(table, now) || is_about_columns_that_go(table, now)) return;
        for (const catalog::constraint& each : wanted_in.constraints) // that takes it over
            if (each.name == now.name && is_key(each) && find_part(table.constraints, now.name) == table.constraints.size()) return;
        const bool is_alone = is_plain && now.attached_to.empty();
        propose(is_alone ? purpose::contract_online : purpose::contract, 20, "drop index", table, now.name, [this, is_alone, &table, &now] {
            made_step made = in_.make.on_table(table, step_kind::drop_part, kind::index, now.name);
            made.value.concurrently = is_alone;
            return made;
        });
    }
    // Another one is built beside it first: queries are never without.
    void rebuild(const catalog::table& table, const catalog::index& wanted, const catalog::index& now) {
        to_.add({purpose::online, 30, pending_.is_ready(&wanted), column_changes::key_of("rebuild index", table, now.name), [this, &table, &wanted, &now] {
                     catalog::index made = wanted;
                     made.comment = {};
                     made.name = in_.make.text(sql::joined(strings::clip(now.name, strings::max_identifier_size - 4), "_new"));
                     const made_step build = in_.make.add(table, made, true);
                     made_step drop = in_.make.on_table(table, step_kind::drop_part, kind::index, now.name);
                     drop.value.concurrently = true;
                     const made_step rename = in_.make.on_table(table, step_kind::rename_part, kind::index, made.name, wanted.name);
                     return in_.push(purpose::online, build) && in_.push(purpose::online, drop) && in_.push(purpose::online, rename);
                 }});
    }

    // ---- triggers, rules, policies, statistics

    template <class Part>
    void look_at_part(const catalog::change& of, const Part* wanted, const Part* now) {
        const catalog::table& table = *of.actual.in_table;
        if (of.action == catalog::change_action::create)
            return propose(purpose::expand, 57, sql::joined("create ", word_of(of.kind)), table, wanted->name, [this, &table, wanted] {
                Part made = *wanted;
                made.comment = {};
                return in_.make.add(table, made);
            }, pending_.is_ready(wanted));
        if (of.action == catalog::change_action::drop)
            return propose_on(purpose::contract, 5, sql::joined("drop ", word_of(of.kind)), table, step_kind::drop_part, of.kind, now->name);
        if (of.field == "comment")
            return propose_on(purpose::expand, 60, sql::joined("comment on ", word_of(of.kind)), table, step_kind::set_comment, of.kind, now->name, wanted->comment);
        propose(purpose::expand, 58, sql::joined("alter ", word_of(of.kind)), table, now->name, [this, &table, wanted, now] {
            Part made = *wanted;
            made.comment = now->comment;
            return in_.make.replace(table, made);
        }, pending_.is_ready(wanted));
    }

    generation& in_;
    begun_columns& begun_;
    const pending_objects& pending_;
    std::span<const catalog::change> changes_;
    candidates& to_;
};

} // namespace constable::migrating
