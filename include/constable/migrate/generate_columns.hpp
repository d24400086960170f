// SPDX-License-Identifier: BSL-1.0
// Which steps make a column what it shall be, while others use its table.
#pragma once

#include "candidates.hpp"
#include "generate_order.hpp"
#include "generation.hpp"

#include "constable/catalog/diff.hpp"
#include "constable/catalog/hazard.hpp"
#include "constable/catalog/names.hpp"
#include "constable/sql/treatment.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::migrating {

/// What the recipes for columns have begun and not yet ended.
struct begun_columns {
    struct checked_column {
        std::string schema{};
        std::string table{};
        std::string column{};
        std::string check{};
    };
    std::vector<checked_column> checks{};                                 ///< that say NOT NULL for a while
    std::set<std::pair<std::string, std::string>> unfilled{};             ///< (table, column) that wait for their default in rows that exist

    [[nodiscard]] const checked_column* find_check(const catalog::table& of, std::string_view name) const {
        for (const checked_column& each : checks)
            if (each.check == name && each.table == of.name && each.schema == of.schema) return &each;
        return nullptr;
    }
    [[nodiscard]] const checked_column* find_column(const catalog::table& of, std::string_view column) const {
        for (const checked_column& each : checks)
            if (each.column == column && each.table == of.name && each.schema == of.schema) return &each;
        return nullptr;
    }
};

/// Finds candidates for changes of columns.
class column_changes {
public:
    column_changes(generation& in, begun_columns& begun, const pending_objects& pending, std::span<const catalog::change> changes, candidates& to)
        : in_(in), begun_(begun), pending_(pending), changes_(changes), to_(to) {}

    void look(const catalog::change& of) {
        switch (of.action) {
        case catalog::change_action::create: return add(of);
        case catalog::change_action::drop: return drop(of);
        case catalog::change_action::rename: return rename(of);
        case catalog::change_action::alter: return alter(of);
        }
    }

    [[nodiscard]] static std::string key_of(std::string_view what, const catalog::table& in, std::string_view name) {
        return sql::joined(what, " ", in.schema, ".", in.name, ".", name);
    }

private:
    using purpose = migration_purpose;

    static std::pair<std::string, std::string> place_of(const catalog::table& in, std::string_view column) {
        return {sql::qualified_identifier(in.schema, in.name), std::string{column}};
    }
    [[nodiscard]] const catalog::table* parent_now(const catalog::table& of) { return of.parent.empty() ? nullptr : in_.table_now(of.parent_schema, of.parent); }
    // Whether PostgreSQL hands on to a partition what is done to its parent.
    [[nodiscard]] bool comes_from_parent(const catalog::change& of) {
        const catalog::table& now = *of.actual.in_table;
        const catalog::table* const parent = parent_now(now);
        if (parent == nullptr || of.expected.in_table == nullptr || of.expected.in_table->parent != now.parent) return false;
        const catalog::table* const wanted = in_.table_to(of.expected.in_table->parent_schema, of.expected.in_table->parent);
        if (wanted == nullptr) return false;
        const std::string_view name = of.place().the_column->name;
        const catalog::column* const there = catalog::find_column(*parent, name);
        const catalog::column* const there_later = catalog::find_column(*wanted, name);
        if (of.action == catalog::change_action::create) return there == nullptr && there_later != nullptr;
        if (of.action == catalog::change_action::drop) return there != nullptr && there_later == nullptr;
        if (there == nullptr || there_later == nullptr) return false;
        if (of.field == "type") return there->type != there_later->type;
        if (of.field == "collation") return there->collation != there_later->collation;
        return of.field == "not_null" && there->not_null != there_later->not_null;
    }

    // ---- new columns

    // The column by which a backfill walks the rows; empty: the primary key. False where there is none.
    [[nodiscard]] static bool can_walk(const catalog::table& in, std::string_view& by) {
        for (const catalog::constraint& each : in.constraints)
            if (each.kind == catalog::constraint_kind::primary_key && each.columns.size() == 1) return true;
        for (const catalog::constraint& each : in.constraints) {
            if (each.kind != catalog::constraint_kind::unique || each.columns.size() != 1) continue;
            const catalog::column* const column = catalog::find_column(in, each.columns[0]);
            if (column == nullptr || !column->not_null) continue;
            by = column->name;
            return true;
        }
        return false;
    }
    void add(const catalog::change& of) {
        if (comes_from_parent(of)) return;
        const catalog::table& table = *of.actual.in_table;
        const catalog::column& wanted = *of.expected.the_column;
        const bool is_ready = pending_.is_ready(&wanted) && pending_.is_ready(&wanted, true);
        to_.add({purpose::expand, 26, is_ready, key_of("add", table, wanted.name), [this, &table, wanted] {
                     catalog::column added = wanted;
                     if (in_.is_new(table) || !in_.is_plain(table) || wanted.details->is_inherited) return in_.push(purpose::expand, in_.make.add(table, added));
                     return add_online(table, added);
                 }});
    }
    bool add_online(const catalog::table& table, catalog::column added) {
        const std::string_view value = catalog::default_or_none(added.default_expression);
        const bool fills_itself = added.identity != catalog::identity_kind::none || !added.generated_expression.empty();
        std::string_view walk_by;
        const bool is_unfilled = !value.empty() && !catalog::detail::is_constant(value) && can_walk(table, walk_by);
        const auto place = place_of(table, added.name);
        const bool has_no_value = added.not_null && value.empty() && !fills_itself;
        const std::string name = sql::joined(place.first, ".", sql::identifier(added.name));
        if (is_unfilled) added.default_expression = {};
        if (is_unfilled || has_no_value) added.not_null = false;
        if (!in_.push(purpose::expand, in_.make.add(table, added))) return false;
        if (is_unfilled) begun_.unfilled.insert(place);
        if (has_no_value)
            in_.warn(name + " must not be NULL, and has no default: write a backfill<…> behind the step that adds it, or its check is never valid where there are rows");
        return true;
    }

    // ---- columns that go, or are called otherwise

    void drop(const catalog::change& of) {
        if (comes_from_parent(of)) return;
        const catalog::table& table = *of.actual.in_table;
        const std::string_view name = of.actual.the_column->name;
        to_.add({purpose::contract, 30, !in_.is_needed_now(of.actual.the_column), key_of("drop column", table, name), [this, &table, name] {
                     return in_.push(purpose::contract, in_.make.on_table(table, step_kind::drop_part, catalog::object_kind::column, name));
                 }});
    }
    void rename(const catalog::change& of) {
        if (!of.actual.in_table->parent.empty() && comes_renamed(of)) return;
        const catalog::table& table = *of.actual.in_table;
        to_.add({purpose::expand, 2, true, key_of("rename column", table, of.actual.the_column->name), [this, &table, of] {
                     return in_.push(purpose::expand, in_.make.on_table(table, step_kind::rename_part, catalog::object_kind::column, of.actual.the_column->name,
                                                                        of.expected.the_column->name));
                 }});
    }
    [[nodiscard]] bool comes_renamed(const catalog::change& of) {
        const catalog::table* const parent = parent_now(*of.actual.in_table);
        return parent != nullptr && catalog::find_column(*parent, of.actual.the_column->name) != nullptr;
    }

    // ---- columns that change

    [[nodiscard]] std::vector<const catalog::change*> changes_of(const catalog::column& now) const {
        std::vector<const catalog::change*> all;
        for (const catalog::change& each : changes_)
            if (each.action == catalog::change_action::alter && each.actual.the_column == &now) all.push_back(&each);
        return all;
    }
    static bool converts(const catalog::change& of) {
        return of.kind == catalog::object_kind::column && sql::detail::is_any_of(of.field, "type", "collation", "generated_expression", "is_virtual");
    }
    [[nodiscard]] static bool has(const std::vector<const catalog::change*>& all, std::string_view field) {
        return std::ranges::any_of(all, [&](const catalog::change* each) { return each->field == field; });
    }
    // As it shall be, but for what has steps of its own.
    [[nodiscard]] static catalog::column altered(const catalog::column& wanted, const catalog::column& now) {
        catalog::column made = wanted;
        made.comment = now.comment;
        made.not_null = wanted.identity != catalog::identity_kind::none ? wanted.not_null : now.not_null;
        return made;
    }
    // All columns of the table that are converted: they may depend on each other, or something on both.
    [[nodiscard]] std::vector<catalog::column> converted_columns(const catalog::table& of) {
        std::vector<catalog::column> all;
        for (const catalog::change& each : changes_) {
            if (each.action != catalog::change_action::alter || each.actual.in_table != &of || !converts(each) || comes_from_parent(each)) continue;
            const bool is_there = std::ranges::any_of(all, [&](const catalog::column& other) { return other.name == each.expected.the_column->name; });
            if (!is_there) all.push_back(altered(*each.expected.the_column, *each.actual.the_column));
        }
        return all;
    }
    void alter(const catalog::change& of) {
        const catalog::table& table = *of.actual.in_table;
        const catalog::column& now = *of.actual.the_column;
        const catalog::column& wanted = *of.expected.the_column;
        if (comes_from_parent(of)) return;
        if (of.field == "comment" && of.kind == catalog::object_kind::column)
            return propose(purpose::expand, 60, "comment on column", table, now.name, [this, &table, &wanted] {
                return in_.make.on_table(table, step_kind::set_comment, catalog::object_kind::column, wanted.name, wanted.comment);
            });
        const std::vector<const catalog::change*> all = changes_of(now);
        if (of.field == "not_null" && wanted.identity == catalog::identity_kind::none) return alter_nullability(table, wanted, now);
        if (converts(of)) return convert(table, wanted, now, all);
        if (std::ranges::any_of(all, [](const catalog::change* each) { return converts(*each); })) return; // comes with it
        const bool has_others = std::ranges::any_of(all, [](const catalog::change* each) {
            return !sql::detail::is_any_of(each->field, "comment", "not_null", "default_expression");
        });
        if (of.field == "default_expression" && !has_others) return alter_default(table, wanted);
        if (of.field == "comment" || of.field == "default_expression" || of.field == "not_null") {
            if (of.kind == catalog::object_kind::column && of.field != "not_null") return; // comes with the others
        }
        propose(purpose::expand, 31, "alter column", table, now.name, [this, &table, &wanted, &now] { return in_.make.replace(table, altered(wanted, now)); },
                pending_.is_ready(&wanted, true));
    }
    void convert(const catalog::table& table, const catalog::column& wanted, const catalog::column& now, const std::vector<const catalog::change*>& all) {
        std::vector<catalog::column> together = converted_columns(table);
        bool is_ready = true;
        for (const catalog::column& each : together) {
            const catalog::column* const later = catalog::find_column(*changes_table(table), each.name);
            is_ready = is_ready && pending_.is_ready(later) && pending_.is_ready(later, true);
        }
        if (together.size() > 1) {
            to_.add({purpose::expand, 30, is_ready, key_of("convert columns of", table, ""), [this, &table, together] {
                         return in_.push(purpose::expand, in_.make.replace_columns(table, together));
                     }});
            return;
        }
        const bool is_plain = wanted.identity == catalog::identity_kind::none && now.identity == catalog::identity_kind::none && wanted.generated_expression.empty() &&
                              now.generated_expression.empty() && has(all, "type") && !has(all, "collation") && !has(all, "default_expression") && !has(all, "is_virtual") &&
                              wanted.details->options.empty() && wanted.details->storage == now.details->storage && wanted.details->compression == now.details->compression;
        propose(purpose::expand, 30, "convert column", table, now.name,
                [this, is_plain, &table, &wanted, &now] { return is_plain ? in_.make.change_type(table, wanted) : in_.make.replace(table, altered(wanted, now)); }, is_ready);
    }
    [[nodiscard]] const catalog::table* changes_table(const catalog::table& now) const {
        for (const catalog::change& each : changes_)
            if (each.actual.in_table == &now && each.expected.in_table != nullptr) return each.expected.in_table;
        return &now;
    }
    void alter_default(const catalog::table& table, const catalog::column& wanted) {
        const std::string_view value = catalog::default_or_none(wanted.default_expression);
        const step_kind kind = value.empty() ? step_kind::drop_default : step_kind::set_default;
        propose(purpose::expand, 32, "set default", table, wanted.name,
                [this, kind, value, &table, &wanted] { return in_.make.on_table(table, kind, catalog::object_kind::column, wanted.name, value); },
                pending_.is_ready(&wanted, true));
    }

    // ---- NOT NULL

    static std::string text_of_check(std::string_view column) { return sql::identifier(column) + " IS NOT NULL"; }
    void alter_nullability(const catalog::table& table, const catalog::column& wanted, const catalog::column& now) {
        const auto on_column = [this, &table, name = now.name](step_kind kind) {
            return [this, &table, name, kind] { return in_.make.on_table(table, kind, catalog::object_kind::column, name); };
        };
        if (!wanted.not_null) return propose(purpose::expand, 34, "drop not null", table, now.name, on_column(step_kind::drop_not_null));
        if (in_.is_new(table) || !in_.is_plain(table)) return propose(purpose::expand, 46, "set not null", table, now.name, on_column(step_kind::set_not_null));
        const begun_columns::checked_column* const begun = begun_.find_column(table, now.name);
        if (begun == nullptr) return add_check(table, now.name);
        for (const catalog::constraint& each : table.constraints)
            if (each.name == begun->check && each.not_valid)
                return propose(purpose::validate, 10, "validate", table, each.name, [this, &table, name = each.name] {
                    return in_.make.on_table(table, step_kind::validate_constraint, catalog::object_kind::column, name);
                });
        propose(purpose::tighten, 10, "set not null", table, now.name, on_column(step_kind::set_not_null));
    }
    void add_check(const catalog::table& table, std::string_view column) {
        to_.add({purpose::expand, 47, true, key_of("check not null", table, column), [this, &table, column = std::string{column}] {
                     const catalog::constraint check{.name = in_.make.text(free_name(table, column)), .expression = in_.make.text(text_of_check(column)), .not_valid = true};
                     const begun_columns::checked_column begun{std::string{table.schema}, std::string{table.name}, column, std::string{check.name}};
                     if (!in_.push(purpose::expand, in_.make.add(table, check))) return false;
                     begun_.checks.push_back(begun);
                     return true;
                 }});
    }
    // Since PostgreSQL 18 NOT NULL is a constraint too, and names that were cut to 63 bytes meet.
    static std::string free_name(const catalog::table& table, std::string_view column) {
        const auto name_of_not_null = [&](const catalog::column& of) {
            if (!of.details->not_null_name.empty()) return std::string{of.details->not_null_name};
            return strings::to_string([&](auto& sink) { catalog::add_object_name(sink, table.name, of.name, "not_null"); });
        };
        const auto is_taken = [&](std::string_view name) {
            return std::ranges::any_of(table.constraints, [&](const catalog::constraint& each) { return each.name == name; }) ||
                   std::ranges::any_of(table.columns, [&](const catalog::column& each) { return each.not_null && name_of_not_null(each) == name; });
        };
        std::string name = strings::to_string([&](auto& sink) { catalog::add_object_name(sink, table.name, column, "not_null"); });
        for (std::size_t number = 1; is_taken(name) && number != 100; ++number)
            name = strings::to_string([&](auto& sink) { catalog::add_object_name(sink, table.name, column, "not_null", number); });
        return name;
    }

    // The step is made only if it comes next.
    template <class Make>
    void propose(purpose what_for, int rank, std::string_view what, const catalog::table& table, std::string_view name, const Make& make, bool is_ready = true) {
        to_.add({what_for, rank, is_ready, key_of(what, table, name), [this, what_for, make] { return in_.push(what_for, make()); }});
    }

public:
    /// Rows that exist get the default of a new column.
    void fill(const catalog::table& table) {
        for (const catalog::column& each : table.columns) {
            const auto place = place_of(table, each.name);
            if (!begun_.unfilled.contains(place) || each.default_expression.empty()) continue;
            std::string_view walk_by;
            if (!can_walk(table, walk_by)) continue;
            to_.add({purpose::online, 5, true, key_of("fill", table, each.name), [this, &table, walk_by, place, name = sql::identifier(each.name)] {
                         begun_.unfilled.erase(place);
                         return in_.push(purpose::online, in_.make.backfill(table, name + " = DEFAULT", name + " IS NULL", walk_by));
                     }});
        }
    }

private:
    generation& in_;
    begun_columns& begun_;
    const pending_objects& pending_;
    std::span<const catalog::change> changes_;
    candidates& to_;
};

} // namespace constable::migrating
