// SPDX-License-Identifier: BSL-1.0
// The part of a plan that follows inheritance: what is altered in a table is altered in its children and partitions too.
#pragma once

#include "alter.hpp"
#include "create_table.hpp"
#include "inheritance.hpp"
#include "plan_part.hpp"

#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

namespace constable::sql::detail {

/// Settles what children and partitions have otherwise than their parents.
class plan_heirs : plan_part {
public:
    using plan_part::plan_part;

    void settle() {
        for (const catalog::change* each : objects_.left_by_parents()) settle_left(*each, *left_by_parent(*each, actual_));
        for (const catalog::change* each : objects_.came_with_parent()) complete_part(*each);
        for (const catalog::change* each : objects_.went_back()) become_inherited(*each);
        restore_heirs();
        restore_partitions();
        add(std::move(draft_.comments), nullptr);
    }

private:
    // A column that was the former parent's becomes as the table has it.
    void settle_left(const catalog::change& of, const catalog::column& left) {
        const catalog::table& in = *of.expected.in_table;
        const catalog::column& now = *of.expected.the_column;
        const bool converts = now.type != left.type || now.collation != left.collation;
        catalog::column bare = left;
        if (converts && !left.default_expression.empty()) {
            bare.default_expression = {};
            add(alter_column_statement(in, bare, left, "default_expression"), &of);
        }
        if (converts) add(alter_type_statement(in, now, left.type), &of);
        if (now.default_expression != bare.default_expression) add(alter_column_statement(in, now, bare, "default_expression"), &of);
        if (now.not_null != left.not_null) add(alter_column_statement(in, now, left, "not_null"), &of);
        // a table has its own of these, whatever the parent says
        const catalog::column_details stored{.storage = left.details->storage, .compression = left.details->compression};
        catalog::each_field(std::type_identity<catalog::column_details>{}, [&](std::string_view name, auto field) {
            bare.details = &stored;
            if (!is_any_of(name, "is_inherited", "sequence", "is_virtual", "not_null_name") && !catalog::same_value(now.details->*field, stored.*field)) add(alter_column_statement(in, now, bare, name), &of);
        });
        write(&of, [&](auto& sink) { add_column_comment(sink, in.schema, in.name, now.name, now.comment); });
    }
    void become_inherited(const catalog::change& of) {
        const catalog::column* const inherited = inherited_column(*of.expected.in_table, of.actual.the_column->name);
        if (inherited == nullptr) return;
        const catalog::column& actual = *of.actual.the_column;
        const catalog::table& in = *of.expected.in_table;
        if (inherited->default_expression != actual.default_expression) add(alter_column_statement(in, *inherited, actual, "default_expression"), &of);
        if (inherited->not_null != actual.not_null) add(alter_column_statement(in, *inherited, actual, "not_null"), &of);
        catalog::each_field(std::type_identity<catalog::column_details>{}, [&](std::string_view name, auto field) {
            if (!catalog::same_value(inherited->details->*field, actual.details->*field)) add(alter_column_statement(in, *inherited, actual, name), &of);
        });
        if (!actual.comment.empty())
            add(comment_statement("COLUMN", joined(qualified_identifier(in.schema, in.name), ".", identifier(actual.name)), ""), &of);
    }
    // Heirs that have something otherwise get it back after their parents have been altered.
    void restore_heirs() {
        for (const catalog::table& heir : expected_.tables) {
            if (heir.inherits.empty() || objects_.aim_of(after_.find(&heir)).created) continue;
            store_alike(heir);
            for (const catalog::column& each : heir.columns) {
                if (!each.details->is_inherited) continue;
                const catalog::column* const inherited = inherited_column(heir, each.name);
                if (inherited == nullptr || !is_touched(*inherited)) continue;
                add(alter_column_statement(heir, each, *inherited, "default_expression"), nullptr);
                if (each.not_null && !inherited->not_null) add(alter_column_statement(heir, each, *inherited, "not_null"), nullptr);
                write(nullptr, [&](auto& sink) { add_column_settings(sink, heir, each); });
            }
        }
    }
    // A new column of a parent comes to children that are there as it would be without its storage.
    void store_alike(const catalog::table& heir) {
        for (const catalog::table& parent : expected_.tables) {
            if (!inherits(heir, parent)) continue;
            for (const catalog::column& each : parent.columns) {
                if (!objects_.aim_of(after_.find(&each)).created || find_column(heir, each.name) != nullptr) continue;
                const catalog::column_details stored{.storage = each.details->storage, .compression = each.details->compression};
                catalog::column alike = each;
                alike.details = &stored;
                write(nullptr, [&](auto& sink) { add_column_settings(sink, heir, alike); });
            }
        }
    }
    // DROP NOT NULL of a partitioned table reaches its partitions, wherever they got theirs from.
    void restore_partitions() {
        for (const catalog::table& each : expected_.tables) {
            if (each.parent.empty() || is_reattached(&each)) continue;
            for (const catalog::column& column : each.columns) {
                const catalog::column* const inherited = column.not_null ? inherited_column(each, column.name) : nullptr;
                if (inherited == nullptr || inherited->not_null) continue;
                const std::uint32_t partner = objects_.aim_of(after_.find(inherited)).partner;
                if (partner != no_node && before_[partner].place.the_column->not_null) add(alter_column_statement(each, column, *inherited, "not_null"), nullptr);
            }
        }
    }
    [[nodiscard]] bool is_touched(const catalog::column& of) const {
        const std::uint32_t by_default = after_.find(&of, true);
        const std::uint32_t id = after_.find(&of);
        const std::uint32_t partner = objects_.aim_of(id).partner;
        if (by_default != no_node && objects_.aim_of(by_default).created) return true;
        if (partner != no_node)
            if (const std::uint32_t before = before_.find(before_[partner].place.the_column, true); before != no_node && objects_.fate_of(before).dropped) return true;
        return is_active(id);
    }
    // The column that was added, of the parent of a parent maybe: what all of its heirs begin with.
    [[nodiscard]] const catalog::column* added_column(const catalog::table& in, std::string_view name) const {
        const catalog::column* found = inherited_column(in, name);
        for (const catalog::column* above = found; above != nullptr;) {
            found = above;
            above = nullptr;
            for (const catalog::change* each : objects_.came_with_parent())
                if (each->expected.the_column == found) above = inherited_column(*each->expected.in_table, name);
        }
        return found;
    }
    // What a partition says otherwise of a column or a check that came from its parent.
    void complete_part(const catalog::change& of) {
        const catalog::table& in = *of.expected.in_table;
        if (of.expected.the_constraint != nullptr) return write(&of, [&](auto& sink) { add_constraint_comment(sink, in, *of.expected.the_constraint); });
        const catalog::column& column = *of.expected.the_column;
        const catalog::column* const inherited = added_column(in, column.name);
        if (inherited != nullptr && inherited->default_expression != column.default_expression) add(alter_column_statement(in, column, *inherited, "default_expression"), &of);
        if (inherited != nullptr && inherited->not_null != column.not_null) add(alter_column_statement(in, column, *inherited, "not_null"), &of);
        write(&of, [&](auto& sink) {
            add_column_settings(sink, in, column);
            add_column_comment(sink, in.schema, in.name, column.name, column.comment);
        });
    }
};

} // namespace constable::sql::detail
