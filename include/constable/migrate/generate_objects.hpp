// SPDX-License-Identifier: BSL-1.0
// Which steps make tables as a whole, views, types, routines, sequences, schemas and privileges what they shall be.
#pragma once

#include "generate_table_parts.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace constable::migrating {

/// Finds candidates for changes of objects as a whole.
class object_changes {
public:
    object_changes(generation& in, const pending_objects& pending, std::span<const catalog::change> changes, bool has_used_labels, candidates& to)
        : in_(in), pending_(pending), changes_(changes), has_used_labels_(has_used_labels), to_(to) {}

    void look(const catalog::change& of) {
        if (of.kind == catalog::object_kind::table) return look_at_table(of);
        if (of.kind == catalog::object_kind::grant) return look_at_grant(of, of.expected.the_grant, of.actual.the_grant);
        if (of.kind == catalog::object_kind::default_privilege) return look_at_grant(of, of.expected.the_default_privilege, of.actual.the_default_privilege);
        if (of.expected.in_view != nullptr || of.actual.in_view != nullptr) return look_at(of, of.expected.in_view, of.actual.in_view);
        if (of.expected.in_domain != nullptr || of.actual.in_domain != nullptr) return look_at(of, of.expected.in_domain, of.actual.in_domain);
        if (of.expected.in_composite != nullptr || of.actual.in_composite != nullptr) return look_at(of, of.expected.in_composite, of.actual.in_composite);
        look_at(of, of.expected.the_schema, of.actual.the_schema);
        look_at(of, of.expected.the_extension, of.actual.the_extension);
        look_at(of, of.expected.the_collation, of.actual.the_collation);
        look_at(of, of.expected.the_enumeration, of.actual.the_enumeration);
        look_at(of, of.expected.the_domain, of.actual.the_domain);
        look_at(of, of.expected.the_composite, of.actual.the_composite);
        look_at(of, of.expected.the_range, of.actual.the_range);
        look_at(of, of.expected.the_sequence, of.actual.the_sequence);
        look_at(of, of.expected.the_routine, of.actual.the_routine);
        look_at(of, of.expected.the_view, of.actual.the_view);
    }

private:
    using purpose = migration_purpose;
    using kind = catalog::object_kind;

    template <class Make>
    void propose(purpose what_for, int rank, std::string key, const Make& make, bool is_ready = true) {
        to_.add({what_for, rank, is_ready, std::move(key), [this, what_for, make] { return in_.push(what_for, make()); }});
    }
    template <class Object>
    static std::string key_of(std::string_view what, const Object& of) {
        std::string key = sql::joined(what, " ", word_of(catalog::kind_of(of)), " ");
        if constexpr (requires { of.schema; }) key += sql::joined(of.schema, ".");
        key += of.name;
        if constexpr (std::is_same_v<Object, catalog::routine>) key += sql::joined("(", of.identity, ")");
        return key;
    }

    // ---- tables

    void look_at_table(const catalog::change& of) {
        switch (of.action) {
        case catalog::change_action::create: return create_table(*of.expected.the_table);
        case catalog::change_action::drop: return drop(*of.actual.the_table, kind::table);
        case catalog::change_action::rename: return rename(of, *of.expected.the_table, *of.actual.the_table);
        case catalog::change_action::alter: break;
        }
        const catalog::table& wanted = *of.expected.the_table;
        const catalog::table& now = *of.actual.the_table;
        if (of.field == "comment")
            return propose(purpose::expand, 60, key_of("comment on", now),
                           [this, &wanted, &now] { return in_.make.on_table(now, step_kind::set_comment, kind::table, {}, wanted.comment); });
        if (sql::detail::is_any_of(of.field, "parent", "parent_schema", "partition_bound")) return move_partition(wanted, now);
        if (sql::detail::is_any_of(of.field, "partition_key", "inherits")) return;
        set_facts(wanted, now);
    }
    void set_facts(const catalog::table& wanted, const catalog::table& now) {
        const auto has_index = [&](std::string_view name) {
            return name.empty() || find_part(now.constraints, name) != now.constraints.size() || find_part(now.indexes, name) != now.indexes.size();
        };
        const bool is_of_type = wanted.of_type.empty() || is_as_its_type(wanted, now);
        const bool is_ready = has_index(wanted.replica_index) && has_index(wanted.clustered_on) && can_identify(now, wanted.replica_index) && is_of_type;
        // what names an index that goes, or whose columns may become NULL, must change before they do; so on the way back
        const bool leaves_index = now.replica_identity == catalog::replica_identity_kind::index && wanted.replica_index != now.replica_index;
        if (!is_ready && leaves_index)
            return propose(purpose::expand, 3, key_of("unset", now), [this, &now] { return in_.make.unset_identity(now); });
        const bool is_last = !is_of_type && has_columns_that_go(now);
        propose(is_last ? purpose::contract : is_ready ? purpose::expand : purpose::tighten, is_last ? 61 : leaves_index ? 3 : is_ready ? 36 : 59, key_of("set", now),
                [this, &wanted, &now] { return in_.make.set_table(now, wanted); }, is_ready);
    }
    // Whether an index can be the replica identity: none of its columns may be NULL.
    [[nodiscard]] static bool can_identify(const catalog::table& in, std::string_view index) {
        const auto is_required = [&](std::string_view name) {
            const catalog::column* const column = catalog::find_column(in, name);
            return column == nullptr || column->not_null;
        };
        for (const catalog::constraint& each : in.constraints)
            if (each.name == index && !std::ranges::all_of(each.columns, is_required)) return false;
        for (const catalog::index& each : in.indexes)
            if (each.name == index && !std::ranges::all_of(each.keys, [&](const catalog::key& key) { return is_required(key.column); })) return false;
        return true;
    }
    [[nodiscard]] bool has_columns_that_go(const catalog::table& of) const {
        return std::ranges::any_of(changes_, [&](const catalog::change& each) {
            return each.action == catalog::change_action::drop && each.actual.in_table == &of && each.actual.the_column != nullptr;
        });
    }

    // ---- tables of a type: PostgreSQL changes neither their columns nor the type

    [[nodiscard]] static bool reshapes(const catalog::change& of) {
        if (of.action != catalog::change_action::alter) return true;
        return sql::detail::is_any_of(of.field, "type", "collation", "generated_expression", "is_virtual", "identity");
    }
    [[nodiscard]] bool is_named(const catalog::object_place& of, std::string_view type) const {
        const catalog::composite_type* const composite = of.in_composite != nullptr ? of.in_composite : of.the_composite;
        return composite != nullptr && sql::names_type(type, composite->schema, composite->name, in_.to().default_schema);
    }
    [[nodiscard]] bool is_changing_type(const catalog::change& of, std::string_view type) const {
        if (of.field == "comment" || (of.action == catalog::change_action::rename && of.expected.in_composite == nullptr)) return false;
        return is_named(of.expected, type) || is_named(of.actual, type);
    }
    [[nodiscard]] bool is_as_its_type(const catalog::table& wanted, const catalog::table& now) const {
        return std::ranges::none_of(changes_, [&](const catalog::change& each) {
            const bool is_column = each.actual.in_table == &now && each.place().the_column != nullptr;
            return (is_column && reshapes(each)) || is_changing_type(each, wanted.of_type);
        });
    }

public:
    /// A table whose columns or type change is of no type until they have.
    void release(const catalog::table& now) {
        if (now.of_type.empty()) return;
        const bool is_in_the_way = std::ranges::any_of(changes_, [&](const catalog::change& each) {
            if (each.actual.the_table == &now && each.field == "of_type") return true;
            const bool is_column = each.actual.in_table == &now && each.place().the_column != nullptr;
            return (is_column && reshapes(each)) || is_changing_type(each, now.of_type);
        });
        if (!is_in_the_way) return;
        propose(purpose::expand, 1, key_of("unset type of", now), [this, &now] { return in_.make.unset_type(now); });
    }

private:
    // ---- tables that come
    // Foreign keys, triggers, … whose objects come later come later.
    [[nodiscard]] static bool can_wait(const catalog::object_place& part) {
        const bool is_reference = part.the_constraint != nullptr && part.the_constraint->kind == catalog::constraint_kind::foreign_key;
        return is_reference || part.the_trigger != nullptr || part.the_rule != nullptr || part.the_policy != nullptr || part.the_statistics != nullptr;
    }
    void create_table(const catalog::table& wanted) {
        const bool is_type_changing = !wanted.of_type.empty() && std::ranges::any_of(changes_, [&](const catalog::change& each) { return is_changing_type(each, wanted.of_type); });
        const bool is_ready = pending_.is_ready_with_parts(&wanted, can_wait) && !is_parent_changing(wanted) && !is_type_changing;
        const bool is_last = parent_loses_columns(wanted);
        propose(is_last ? purpose::contract : purpose::expand, is_last ? 35 : 23, key_of("create", wanted),
                [this, &wanted] { return in_.make.create_table(wanted, ready_parts(wanted)); }, is_ready);
    }
    [[nodiscard]] bool parent_loses_columns(const catalog::table& of) const {
        return std::ranges::any_of(changes_, [&](const catalog::change& each) {
            return each.action == catalog::change_action::drop && each.place().the_column != nullptr && is_partition_of(of, each.expected.in_table);
        });
    }
    // A partition must have what its parent has, from the beginning; a child has its parent's columns.
    [[nodiscard]] bool is_parent_changing(const catalog::table& of) const {
        return std::ranges::any_of(changes_, [&](const catalog::change& each) {
            if (each.expected.in_table == nullptr || each.field == "comment") return false;
            const bool is_column = each.place().the_column != nullptr;
            if (is_child_of(of, *each.expected.in_table)) return is_column && each.action == catalog::change_action::create;
            if (!is_partition_of(of, each.expected.in_table)) return false;
            const catalog::constraint* const constraint = each.place().the_constraint;
            return each.action == catalog::change_action::alter || is_column || (constraint != nullptr && constraint->kind == catalog::constraint_kind::check);
        });
    }
    [[nodiscard]] static bool is_partition_of(const catalog::table& of, const catalog::table* parent) {
        return parent != nullptr && !of.parent.empty() && parent->name == of.parent && parent->schema == of.parent_schema;
    }
    [[nodiscard]] static bool is_child_of(const catalog::table& of, const catalog::table& parent) {
        return std::ranges::any_of(of.inherits, [&](const catalog::qualified_name& each) { return each.name == parent.name && each.schema == parent.schema; });
    }
    [[nodiscard]] catalog_parts ready_parts(const catalog::table& of) {
        catalog_parts parts;
        for (const catalog::constraint& each : of.constraints) {
            const bool is_reference = each.kind == catalog::constraint_kind::foreign_key;
            const bool is_own = each.referenced_table == of.name && each.referenced_schema == of.schema;
            const catalog::table* const target = is_reference && !is_own ? in_.table_now(each.referenced_schema, each.referenced_table) : nullptr;
            if (is_reference && !is_own && (target == nullptr || !catalog::detail::are_unique(*target, each.referenced_columns))) continue;
            catalog::constraint made = each;
            made.across_types = made.across_nulls = true;
            parts.constraints.push_back(made);
        }
        const auto take_ready = [&](const auto& from, auto& to) {
            for (const auto& each : from)
                if (pending_.is_ready(&each)) to.push_back(each);
        };
        take_ready(of.triggers, parts.triggers);
        take_ready(of.rules, parts.rules);
        take_ready(of.policies, parts.policies);
        take_ready(of.statistics, parts.statistics);
        return parts;
    }
    void move_partition(const catalog::table& wanted, const catalog::table& now) {
        if (!now.parent.empty())
            return propose(purpose::expand, 8, key_of("detach", now), [this, &now] { return in_.make.on_table(now, step_kind::detach_partition, kind::table); });
        const bool is_last = has_columns_that_go(now) || parent_loses_columns(wanted);
        propose(is_last ? purpose::contract : purpose::tighten, is_last ? 35 : 70, key_of("attach", now), [this, &wanted, &now] { return in_.make.attach(now, wanted); });
    }

    // ---- other objects

    template <class Object>
    void look_at(const catalog::change& of, const Object* wanted, const Object* now) {
        if (wanted == nullptr && now == nullptr) return;
        if (now == nullptr) return create(*wanted);
        if (wanted == nullptr) return drop(*now, catalog::kind_of(*now));
        if (of.action == catalog::change_action::rename && of.expected.in_composite == nullptr) return rename(of, *wanted, *now);
        replace(of, *wanted, *now);
    }
    template <class Object>
    static int rank_of_creation() {
        if constexpr (std::is_same_v<Object, catalog::database_schema>) return 10;
        else if constexpr (std::is_same_v<Object, catalog::extension>) return 12;
        else if constexpr (std::is_same_v<Object, catalog::collation>) return 14;
        else if constexpr (std::is_same_v<Object, catalog::routine>) return 22;
        else if constexpr (std::is_same_v<Object, catalog::view>) return 54;
        else return 20;
    }
    template <class Object>
    void create(const Object& wanted) {
        propose(purpose::expand, rank_of_creation<Object>(), key_of("create", wanted), [this, &wanted] { return in_.make.take(step_kind::create_object, as_it_can_be(wanted)); },
                pending_.is_ready_with_parts(&wanted, [](const auto&) { return false; }));
    }
    template <class Object>
    [[nodiscard]] const Object& as_it_can_be(const Object& of) {
        if constexpr (std::is_same_v<Object, catalog::sequence>) {
            const catalog::table* const owner = of.owner_table.empty() ? nullptr : in_.table_now(of.schema, of.owner_table);
            if (of.owner_table.empty() || (owner != nullptr && catalog::find_column(*owner, of.owner_column) != nullptr)) return of;
            catalog::sequence alone = of; // until its owner comes
            alone.owner_table = alone.owner_column = {};
            return in_.make.kept(alone);
        } else if constexpr (std::is_same_v<Object, catalog::enumeration>) {
            if (of.comment.empty()) return of;
            catalog::enumeration silent = of; // the word for an enum has no room for its comment
            silent.comment = {};
            return in_.make.kept(silent);
        } else {
            return of;
        }
    }
    template <class Object>
    void rename(const catalog::change&, const Object& wanted, const Object& now) {
        if constexpr (requires { wanted.schema; }) {
            if (in_.own(wanted.schema) != in_.own(now.schema)) return; // nothing says that
            if (std::is_same_v<Object, catalog::range_type> || std::is_same_v<Object, catalog::routine>) return;
            propose(purpose::expand, 0, key_of("rename", now), [this, &wanted, &now] {
                return in_.make.on_object(step_kind::rename_object, catalog::kind_of(now), now.schema, now.name, wanted.name);
            });
        }
    }
    template <class Object>
    void replace(const catalog::change& of, const Object& wanted, const Object& now) {
        if (wanted.name != now.name) return; // first its name
        int rank = 24;
        if constexpr (std::is_same_v<Object, catalog::routine>) rank = 28;
        if constexpr (std::is_same_v<Object, catalog::sequence>) rank = 37;
        if constexpr (std::is_same_v<Object, catalog::view>) rank = 56;
        if constexpr (std::is_same_v<Object, catalog::enumeration>) {
            if (of.field == "comment")
                return propose(purpose::expand, 60, key_of("comment on", now), [this, &wanted, &now] {
                    return in_.make.on_object(step_kind::set_comment, kind::enumeration, now.schema, now.name, wanted.comment);
                });
            if (sql::detail::only_adds_labels(wanted, now)) return add_label(wanted, now);
        }
        if constexpr (std::is_same_v<Object, catalog::database_schema>)
            if (of.field != "comment") return;
        propose(purpose::expand, rank, key_of("replace", now), [this, &wanted] { return in_.make.take(step_kind::replace_object, as_it_can_be(wanted)); },
                pending_.is_ready_with_parts(&wanted, [](const auto&) { return false; }));
    }
    // The first that is missing: all before it are there.
    void add_label(const catalog::enumeration& wanted, const catalog::enumeration& now) {
        for (std::size_t i = 0; i != wanted.labels.size(); ++i) {
            if (std::ranges::find(now.labels, wanted.labels[i]) != now.labels.end()) continue;
            const bool is_last = i == now.labels.size();
            const label_place where = is_last ? label_place::last : i == 0 ? label_place::before : label_place::after;
            const std::string_view beside = is_last ? std::string_view{} : i == 0 ? now.labels[0] : wanted.labels[i - 1];
            return propose(has_used_labels_ ? purpose::labels : purpose::expand, 16, key_of(sql::joined("label ", wanted.labels[i]), now),
                           [this, &now, label = wanted.labels[i], where, beside] { return in_.make.add_label(now, label, where, beside); });
        }
    }
    template <class Object>
    void drop(const Object& now, kind of) {
        if constexpr (std::is_same_v<Object, catalog::database_schema>)
            if (in_.is_used_or_default(now.name)) return;
        std::string_view detail;
        if constexpr (std::is_same_v<Object, catalog::routine>) detail = now.identity;
        std::string_view schema;
        if constexpr (requires { now.schema; } && !std::is_same_v<Object, catalog::extension>) schema = now.schema;
        const int rank = std::is_same_v<Object, catalog::view>                                                                       ? 15
                         : std::is_same_v<Object, catalog::table>                                                                    ? 40
                         : std::is_same_v<Object, catalog::database_schema> || std::is_same_v<Object, catalog::extension> ? 60
                                                                                                                             : 50;
        if constexpr (std::is_same_v<Object, catalog::table>) drop_references(now);
        to_.add({purpose::contract, rank, !in_.is_needed_now(&now), key_of("drop", now), [this, &now, of, schema, detail] {
                     return in_.push(purpose::contract, in_.make.on_object(step_kind::drop_object, of, schema, now.name, {}, detail));
                 }});
    }

    // Tables that go and that need each other: the foreign keys go first.
    void drop_references(const catalog::table& in) {
        for (const catalog::constraint& each : in.constraints) {
            if (each.kind != catalog::constraint_kind::foreign_key || (each.referenced_table == in.name && each.referenced_schema == in.schema)) continue;
            to_.add({purpose::contract, 39, false, column_changes::key_of("drop constraint", in, each.name), [this, &in, name = each.name] {
                         return in_.push(purpose::contract, in_.make.on_table(in, step_kind::drop_part, kind::constraint, name));
                     }});
        }
    }

    // ---- privileges: those of one role on one object together

    static bool are_said_together(const catalog::grant& left, const catalog::grant& right) {
        return left.kind == right.kind && left.schema == right.schema && left.name == right.name && left.part == right.part && left.grantee == right.grantee &&
               left.with_grant_option == right.with_grant_option && left.is_revoked == right.is_revoked;
    }
    static bool are_said_together(const catalog::default_privilege& left, const catalog::default_privilege& right) {
        return left.role == right.role && left.schema == right.schema && left.in_all_schemas == right.in_all_schemas && left.kind == right.kind &&
               left.grantee == right.grantee && left.with_grant_option == right.with_grant_option && left.is_revoked == right.is_revoked;
    }
    static std::string key_of_grant(std::string_view what, const catalog::grant& of) {
        return sql::joined(what, " ", word_of(of.kind), " ", of.schema, ".", of.name, ".", of.part) +
               sql::joined(" ", of.grantee, of.with_grant_option ? " +" : " ", of.is_revoked ? "-" : "", of.privilege);
    }
    static std::string key_of_grant(std::string_view what, const catalog::default_privilege& of) {
        return sql::joined(what, " default ", word_of(of.kind), " ", of.role, " ", of.schema) +
               sql::joined(" ", of.grantee, of.with_grant_option ? " +" : " ", of.is_revoked ? "-" : "", of.privilege);
    }
    template <class Grant>
    static const Grant* grant_of(const catalog::object_place& of) {
        return of.*catalog::pointer_to<Grant>;
    }
    // Whether what a privilege is on does not exist yet.
    [[nodiscard]] bool is_to_come(const catalog::default_privilege&) const { return false; }
    [[nodiscard]] bool is_to_come(const catalog::grant& of) const {
        return std::ranges::any_of(changes_, [&](const catalog::change& each) {
            if (each.action != catalog::change_action::create) return false;
            const auto is_it = [&](const auto* object) { return object != nullptr && object->name == of.name && object->schema == of.schema; };
            const catalog::object_place& it = each.expected;
            if (of.kind == kind::column && it.the_column != nullptr) return it.the_column->name == of.part && is_it(it.in_table);
            if (it.in_table != nullptr || it.in_view != nullptr) return false;
            return is_it(it.the_table) || is_it(it.the_view) || is_it(it.the_sequence) || is_it(it.the_routine) || is_it(it.the_enumeration) || is_it(it.the_domain) ||
                   is_it(it.the_composite) || is_it(it.the_range);
        });
    }
    template <class Grant>
    void look_at_grant(const catalog::change& of, const Grant* wanted, const Grant* now) {
        const bool is_added = of.action == catalog::change_action::create;
        const Grant& said = is_added ? *wanted : *now; // what is otherwise goes, and comes again
        if (is_added && is_to_come(said)) return;
        const int rank = std::is_same_v<Grant, catalog::grant> ? 90 : 95;
        propose(purpose::expand, is_added ? rank : 6, key_of_grant(is_added ? "grant" : "revoke", said), [this, &of, is_added, &said] {
            std::vector<Grant> together;
            for (const catalog::change& each : changes_) {
                if (each.kind != of.kind || (each.action == catalog::change_action::create) != is_added) continue;
                const Grant* const other = grant_of<Grant>(is_added ? each.expected : each.actual);
                const bool is_there = std::ranges::any_of(together, [&](const Grant& taken) { return taken.privilege == other->privilege; });
                if (!is_there && are_said_together(said, *other)) together.push_back(*other);
            }
            return in_.make.privileges(is_added ? step_kind::create_object : step_kind::drop_object, std::move(together));
        });
    }

    generation& in_;
    const pending_objects& pending_;
    std::span<const catalog::change> changes_;
    bool has_used_labels_;
    candidates& to_;
};

} // namespace constable::migrating
