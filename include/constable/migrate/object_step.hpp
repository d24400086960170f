// SPDX-License-Identifier: BSL-1.0
// Steps that create, replace, drop and rename whole objects, and those on enums: what they make of a catalog.
#pragma once

#include "table_parts_step.hpp"

#include "constable/catalog/named_in_text.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>

namespace constable::migrating {

namespace detail {

// Objects are told apart by these names, beside their kind.
template <class Object>
constexpr bool has_name(const Object& of, std::string_view schema, std::string_view name, std::string_view identity) {
    if (!strings::same(of.name, name)) return false;
    if constexpr (std::is_same_v<Object, catalog::routine>) return strings::same(of.schema, schema) && strings::same(of.identity, identity);
    else if constexpr (std::is_same_v<Object, catalog::raw_object>) return strings::same(of.schema, schema) && strings::same(of.kind, identity);
    else if constexpr (std::is_same_v<Object, catalog::database_schema> || std::is_same_v<Object, catalog::extension>) return true;
    else return strings::same(of.schema, schema);
}
template <class Object>
constexpr bool has_same_name(const Object& left, const Object& right) {
    if constexpr (std::is_same_v<Object, catalog::routine>) return has_name(left, right.schema, right.name, right.identity);
    else if constexpr (std::is_same_v<Object, catalog::raw_object>) return has_name(left, right.schema, right.name, right.kind);
    else if constexpr (std::is_same_v<Object, catalog::database_schema>) return strings::same(left.name, right.name);
    else return has_name(left, right.schema, right.name, {});
}
constexpr bool is_same_grant(const catalog::grant& left, const catalog::grant& right) {
    return left.kind == right.kind && strings::same(left.schema, right.schema) && strings::same(left.name, right.name) &&
           strings::same(left.part, right.part) && strings::same(left.grantee, right.grantee) && strings::same(left.privilege, right.privilege);
}
constexpr bool is_same_grant(const catalog::default_privilege& left, const catalog::default_privilege& right) {
    return strings::same(left.role, right.role) && strings::same(left.schema, right.schema) && left.in_all_schemas == right.in_all_schemas &&
           left.kind == right.kind && strings::same(left.grantee, right.grantee) && strings::same(left.privilege, right.privilege);
}
// `mood` and `mood[]` name the type `mood`, as format_type() writes it.
constexpr bool names_type(std::string_view text, std::string_view type) {
    while (text.ends_with("[]")) text.remove_suffix(2);
    return strings::same(text, type);
}

} // namespace detail

/// Applies one step to an object as a whole.
class object_step {
    // First what the functions below are made of: Clang evaluates templates where they stand.
    template <class Object>
    constexpr replay_mistake take(const Object& taken) {
        auto& all = to_.all<Object>();
        std::size_t at = 0;
        while (at != all.size() && !detail::has_same_name(all[at], taken)) ++at;
        if (step_.kind == step_kind::replace_object) {
            if (at == all.size()) return {.kind = replay_mistake_kind::object_is_unknown, .subject = taken.name};
            all[at] = taken;
            return {};
        }
        constexpr bool is_relation = std::is_same_v<Object, catalog::view> || std::is_same_v<Object, catalog::sequence> ||
                                     std::is_same_v<Object, catalog::enumeration> || std::is_same_v<Object, catalog::domain> ||
                                     std::is_same_v<Object, catalog::composite_type> || std::is_same_v<Object, catalog::range_type>;
        if (at != all.size()) return exists(taken.name);
        if constexpr (is_relation)
            if (is_taken(taken.schema, taken.name)) return {.kind = replay_mistake_kind::name_is_taken, .subject = taken.name};
        if constexpr (requires { taken.schema; }) part_adder{to_}.add_schema(taken.schema);
        all.push_back(taken);
        return {};
    }
    template <class Grant>
    constexpr replay_mistake take_all(std::span<const Grant> taken) {
        auto& all = to_.all<Grant>();
        for (const Grant& each : taken) {
            for (const Grant& other : all)
                if (detail::is_same_grant(each, other)) return exists(each.privilege);
            all.push_back(each);
        }
        return {};
    }
    template <class Grant>
    constexpr replay_mistake remove(std::span<const Grant> gone) {
        auto& all = to_.all<Grant>();
        for (const Grant& each : gone) {
            std::size_t at = 0;
            while (at != all.size() && !detail::is_same_grant(all[at], each)) ++at;
            if (at == all.size()) return {.kind = replay_mistake_kind::object_is_unknown, .subject = each.privilege, .other = each.grantee};
            all.erase(at);
        }
        return {};
    }
    template <class Object>
    constexpr replay_mistake change() {
        auto& all = to_.all<Object>();
        std::size_t at = 0;
        while (at != all.size() && !detail::has_name(all[at], step_.schema, step_.name, step_.detail)) ++at;
        if (at == all.size()) return unknown();
        if (step_.kind == step_kind::drop_object) {
            all.erase(at);
            erase_grants(step_.of, step_.schema, step_.name, step_.detail);
        } else if (step_.kind == step_kind::set_comment) {
            all[at].comment = step_.other;
        } else {
            for (const Object& each : all)
                if (detail::has_name(each, step_.schema, step_.other, step_.detail)) return exists(step_.other);
            all[at].name = step_.other;
        }
        return {};
    }
    template <class Type>
    constexpr replay_mistake change_type() {
        if (step_.kind == step_kind::set_comment) return change<Type>();
        type_text before;
        strings::add_qualified(before, step_.schema, step_.name);
        if (step_.kind == step_kind::drop_object) {
            for (const catalog::table& table : to_.all<catalog::table>()) {
                if (detail::names_type(table.of_type, before.view())) return needed_by(table.name);
                for (const catalog::column& each : table.columns)
                    if (detail::names_type(each.type, before.view())) return needed_by(table.name);
            }
            return change<Type>();
        }
        if (const replay_mistake found = change<Type>()) return found;
        type_text after;
        strings::add_qualified(after, step_.schema, step_.other);
        for (catalog::table& table : to_.all<catalog::table>()) {
            if (detail::names_type(table.of_type, before.view())) table.of_type = to_.made_text(after.view());
            for (std::size_t i = 0; i != table.columns.size(); ++i) {
                if (!detail::names_type(table.columns[i].type, before.view())) continue;
                catalog::column each = table.columns[i];
                type_text now = after;
                now.add(each.type.substr(before.size)); // the brackets of an array
                each.type = to_.made_text(now.view());
                each.declared_enumeration = nullptr;
                table.columns = to_.replaced(table.columns, i, each);
            }
        }
        return {};
    }

public:
    constexpr object_step(replayed_catalog& to, const step_value& step, const fragment& said) : to_(to), step_(step), said_(said) {}

    constexpr replay_mistake apply() {
        if (said_.mistake) return wrong_declaration(said_.mistake);
        switch (step_.kind) {
        case step_kind::create_table: return create_table();
        case step_kind::create_object:
        case step_kind::replace_object: return take_object();
        case step_kind::add_label:
        case step_kind::rename_label: return change_label();
        default: break;
        }
        if (step_.object != nullptr) return remove_privileges();
        switch (step_.of) {
        case kind::table: return step_.kind == step_kind::drop_object ? drop_table() : step_.kind == step_kind::rename_object ? rename_table() : change<catalog::table>();
        case kind::schema: return change<catalog::database_schema>();
        case kind::extension: return change<catalog::extension>();
        case kind::collation: return change<catalog::collation>();
        case kind::enumeration: return change_type<catalog::enumeration>();
        case kind::domain: return change_type<catalog::domain>();
        case kind::composite_type: return change_type<catalog::composite_type>();
        case kind::range_type: return change_type<catalog::range_type>();
        case kind::sequence: return change<catalog::sequence>();
        case kind::view:
        case kind::materialized_view: return change<catalog::view>();
        case kind::raw: return change<catalog::raw_object>();
        default: return change<catalog::routine>();
        }
    }

private:
    using kind = catalog::object_kind;

    [[nodiscard]] constexpr replay_mistake exists(std::string_view name) const { return {.kind = replay_mistake_kind::object_exists, .subject = name}; }
    [[nodiscard]] constexpr replay_mistake unknown() const { return {.kind = replay_mistake_kind::object_is_unknown, .subject = step_.name}; }
    [[nodiscard]] constexpr replay_mistake needed_by(std::string_view who) const {
        return {.kind = replay_mistake_kind::object_is_needed, .subject = step_.name, .other = who};
    }
    // Tables, views, sequences and types share one space of names.
    [[nodiscard]] constexpr bool is_taken(std::string_view schema, std::string_view name) {
        return to_.find_table(schema, name) != nullptr || is_taken_by_another(schema, name);
    }
    [[nodiscard]] constexpr bool is_taken_by_another(std::string_view schema, std::string_view name) {
        return to_.find<catalog::view>(schema, name) != nullptr ||
               to_.find<catalog::sequence>(schema, name) != nullptr || to_.find<catalog::enumeration>(schema, name) != nullptr ||
               to_.find<catalog::domain>(schema, name) != nullptr || to_.find<catalog::composite_type>(schema, name) != nullptr ||
               to_.find<catalog::range_type>(schema, name) != nullptr;
    }

    // ---- tables

    constexpr replay_mistake create_table() {
        catalog::table made = said_.named != nullptr ? *said_.named : *said_.table;
        if (to_.find_table(made.schema, made.name) != nullptr) return {.kind = replay_mistake_kind::table_exists, .subject = made.name};
        if (is_taken_by_another(made.schema, made.name)) return {.kind = replay_mistake_kind::name_is_taken, .subject = made.name};
        const catalog::table* parent = nullptr;
        if (!made.parent.empty()) {
            parent = to_.find_table(made.parent_schema, made.parent);
            if (parent == nullptr) return {.kind = replay_mistake_kind::table_is_unknown, .subject = made.parent, .other = made.name};
            if (parent->partition_key.empty())
                return wrong_declaration({catalog::mistake_kind::parent_is_not_partitioned, made.name, made.parent});
        }
        for (const catalog::qualified_name& each : made.inherits)
            if (to_.find_table(each.schema, each.name) == nullptr)
                return {.kind = replay_mistake_kind::table_is_unknown, .subject = each.name, .other = made.name};
        part_adder parts{to_};
        parts.add_schema(made.schema);
        if (said_.takes_over) parts.take_over(made, *parent);
        catalog::table& added = to_.add_table(made);
        const replay_mistake found = parts.add(added, said_, true);
        if (found) to_.erase_table(added);
        return found;
    }
    constexpr replay_mistake drop_table() {
        const catalog::table* const gone = to_.find_table(step_.schema, step_.name);
        if (gone == nullptr) return {.kind = replay_mistake_kind::table_is_unknown, .subject = step_.name};
        for (const catalog::table& each : to_.all<catalog::table>()) {
            if (&each == gone) continue;
            if (strings::same(each.parent, gone->name) && !each.parent.empty() && strings::same(each.parent_schema, gone->schema)) return needed_by(each.name);
            for (const catalog::qualified_name& parent : each.inherits)
                if (strings::same(parent.name, gone->name) && strings::same(parent.schema, gone->schema)) return needed_by(each.name);
            for (const catalog::constraint& reference : each.constraints)
                if (reference.kind == catalog::constraint_kind::foreign_key && strings::same(reference.referenced_table, gone->name) &&
                    strings::same(reference.referenced_schema, gone->schema))
                    return needed_by(reference.name);
        }
        auto& sequences = to_.all<catalog::sequence>();
        for (std::size_t i = sequences.size(); i-- != 0;)
            if (strings::same(sequences[i].owner_table, gone->name) && !gone->name.empty() && strings::same(sequences[i].schema, gone->schema)) sequences.erase(i);
        erase_grants(kind::table, gone->schema, gone->name, {});
        to_.erase_table(*gone);
        return {};
    }
    // Privileges go with their object; `identity` is that of a routine.
    constexpr void erase_grants(kind of, std::string_view schema, std::string_view name, std::string_view identity) {
        const auto is_about_it = [&](const catalog::grant& each) {
            switch (each.kind) {
            case kind::table:
            case kind::column: return of == kind::table || of == kind::view || of == kind::materialized_view;
            case kind::schema:
            case kind::sequence: return each.kind == of;
            case kind::type: return of == kind::enumeration || of == kind::domain || of == kind::composite_type || of == kind::range_type;
            default: return (of == kind::function || of == kind::procedure || of == kind::aggregate) && strings::same(each.part, identity);
            }
        };
        auto& grants = to_.all<catalog::grant>();
        for (std::size_t i = grants.size(); i-- != 0;)
            if (is_about_it(grants[i]) && strings::same(grants[i].name, name) && (of == kind::schema || strings::same(grants[i].schema, schema))) grants.erase(i);
    }
    constexpr replay_mistake rename_table() {
        catalog::table* const renamed = to_.find_table(step_.schema, step_.name);
        if (renamed == nullptr) return {.kind = replay_mistake_kind::table_is_unknown, .subject = step_.name};
        if (is_taken(step_.schema, step_.other)) return {.kind = replay_mistake_kind::name_is_taken, .subject = step_.other};
        if (step_.other.empty() || step_.other.size() > strings::max_identifier_size)
            return wrong_declaration({step_.other.empty() ? catalog::mistake_kind::name_is_empty : catalog::mistake_kind::name_is_too_long, step_.other});
        to_.rename_table(*renamed, step_.other);
        const auto is_it = [&](std::string_view schema, std::string_view name) { return strings::same(name, step_.name) && strings::same(schema, step_.schema); };
        for (catalog::table& each : to_.all<catalog::table>()) {
            if (!each.parent.empty() && is_it(each.parent_schema, each.parent)) each.parent = step_.other;
            for (std::size_t i = 0; i != each.constraints.size(); ++i) {
                catalog::constraint reference = each.constraints[i];
                if (reference.kind != catalog::constraint_kind::foreign_key || !is_it(reference.referenced_schema, reference.referenced_table)) continue;
                reference.referenced_table = step_.other;
                each.constraints = to_.replaced(each.constraints, i, reference);
            }
        }
        for (catalog::sequence& each : to_.all<catalog::sequence>())
            if (is_it(each.schema, each.owner_table)) each.owner_table = step_.other;
        for (catalog::grant& each : to_.all<catalog::grant>())
            if ((each.kind == kind::table || each.kind == kind::column) && is_it(each.schema, each.name)) each.name = step_.other;
        return {};
    }

    // ---- other objects

    constexpr replay_mistake take_type(const declare::declared_type& type) {
        for (const declare::declared_type* each : type.uses) // those that it is made of come first
            if (each != nullptr && step_.kind == step_kind::create_object && !knows(*each)) // null: one of PostgreSQL's own
                if (const replay_mistake found = take_type(*each)) return found;
        if (type.enumeration != nullptr) return take(*type.enumeration);
        if (type.domain != nullptr) return take(*type.domain);
        if (type.composite != nullptr) return take(*type.composite);
        return take(*type.range);
    }
    [[nodiscard]] constexpr bool knows(const declare::declared_type& type) {
        if (type.enumeration != nullptr) return to_.find<catalog::enumeration>(type.enumeration->schema, type.enumeration->name) != nullptr;
        if (type.domain != nullptr) return to_.find<catalog::domain>(type.domain->schema, type.domain->name) != nullptr;
        if (type.composite != nullptr) return to_.find<catalog::composite_type>(type.composite->schema, type.composite->name) != nullptr;
        return to_.find<catalog::range_type>(type.range->schema, type.range->name) != nullptr;
    }
    constexpr replay_mistake take_object() {
        const declare::object_entry& taken = *step_.object;
        switch (taken.role) {
        case declare::object_role::schema: return take(*taken.schema);
        case declare::object_role::extension: return take(*taken.extension);
        case declare::object_role::collation: return take(*taken.collation);
        case declare::object_role::type: return take_type(*taken.type);
        case declare::object_role::sequence: return take(*taken.sequence);
        case declare::object_role::routine: return take(*taken.routine);
        case declare::object_role::raw: return take(*taken.raw);
        case declare::object_role::view: return take(*said_.view);
        case declare::object_role::grant: return take_all(taken.grants);
        case declare::object_role::default_privilege: return take_all(taken.default_privileges);
        case declare::object_role::comment_on_type: break;
        }
        return {};
    }
    constexpr replay_mistake remove_privileges() {
        if (const replay_mistake found = remove(step_.object->grants)) return found;
        return remove(step_.object->default_privileges);
    }


    // ---- types: columns name them

    struct type_text {
        std::array<char, 2 * (2 * strings::max_identifier_size + 3) + 1> bytes{};
        std::size_t size = 0;

        constexpr void add(std::string_view text) {
            for (const char byte : text) add(byte);
        }
        constexpr void add(char byte) {
            if (size != bytes.size()) bytes[size++] = byte;
        }
        [[nodiscard]] constexpr std::string_view view() const { return {bytes.data(), size}; }
    };
    constexpr replay_mistake change_label() {
        catalog::enumeration* const type = to_.find<catalog::enumeration>(step_.schema, step_.table);
        if (type == nullptr) return {.kind = replay_mistake_kind::object_is_unknown, .subject = step_.table};
        const auto place_of = [&](std::string_view label) {
            std::size_t at = 0;
            while (at != type->labels.size() && !strings::same(type->labels[at], label)) ++at;
            return at;
        };
        const auto unknown_label = [&](std::string_view label) { return replay_mistake{.kind = replay_mistake_kind::label_is_unknown, .subject = label, .other = step_.table}; };
        const std::string_view added = step_.kind == step_kind::add_label ? step_.name : step_.other;
        if (place_of(added) != type->labels.size()) return {.kind = replay_mistake_kind::label_exists, .subject = added, .other = step_.table};
        if (step_.kind == step_kind::rename_label) {
            const std::size_t at = place_of(step_.name);
            if (at == type->labels.size()) return unknown_label(step_.name);
            type->labels = to_.replaced(type->labels, at, step_.other);
            return {};
        }
        std::size_t at = type->labels.size();
        if (step_.where != label_place::last) {
            at = place_of(step_.other);
            if (at == type->labels.size()) return unknown_label(step_.other);
            if (step_.where == label_place::after) ++at;
        }
        type->labels = to_.inserted(type->labels, at, step_.name);
        return {};
    }

    replayed_catalog& to_;
    const step_value& step_;
    const fragment& said_;
};

} // namespace constable::migrating
