// SPDX-License-Identifier: BSL-1.0
// The words for privileges, as few as say the same: one for all roles that have the same privileges on an object.
#pragma once

#include "context.hpp"

#include "constable/catalog/model.hpp"
#include "constable/catalog/names.hpp"
#include "constable/strings/sink.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace constable::pull {

namespace detail {

using text_list = std::vector<std::string_view>;

// Adds a value to the list that belongs to the key, which keeps its place among the others.
template <class Key, class Value>
class gathered {
public:
    void add(const Key& key, const Value& value) {
        const auto [found, is_new] = place_of_.try_emplace(key, all_.size());
        if (is_new) all_.push_back({key, {}});
        all_[found->second].second.push_back(value);
    }
    [[nodiscard]] const std::vector<std::pair<Key, std::vector<Value>>>& all() const { return all_; }

private:
    std::map<Key, std::size_t> place_of_;
    std::vector<std::pair<Key, std::vector<Value>>> all_;
};

inline word texts(std::string_view name, const text_list& all) { return literals(name, catalog::names{all}); }

inline bool is_sequence_of(const catalog::table& table, const catalog::column& column, std::string_view name) {
    if (column.identity == catalog::identity_kind::none) return false;
    if (column.details->sequence != nullptr) return column.details->sequence->name == name;
    return name ==
           strings::to_string([&](auto& sink) { catalog::add_object_name(sink, table.name, column.name, "seq"); });
}

// `on_sequence_of<users, "id">`: a sequence that has no struct of its own.
inline word column_sequence_word(const catalog::grant& of, context& in) {
    for (const catalog::table& table : in.all.tables)
        for (const catalog::column& column : table.columns)
            if (table.schema == of.schema && is_sequence_of(table, column, of.name))
                return {"on_sequence_of", {in.refer(in.names.of(&table)), write_literal(column.name)}};
    return {};
}

inline const cpp_name* find_granted(const catalog::grant& of, const object_names& names) {
    switch (of.kind) {
    case catalog::object_kind::schema: return names.find_schema(of.name);
    case catalog::object_kind::sequence: return names.find_sequence(of.schema, of.name);
    case catalog::object_kind::type: return names.find_type(of.schema, of.name);
    case catalog::object_kind::function:
    case catalog::object_kind::procedure:
    case catalog::object_kind::aggregate: return names.find_routine(of.schema, of.name, of.part);
    default: return names.find_relation(of.schema, of.name);
    }
}

// `on<users>`, `on_columns<users, "a", "b">`; empty where the object has no struct.
inline word object_word(const catalog::grant& of, const text_list& columns, context& in) {
    if (const cpp_name* name = find_granted(of, in.names)) {
        if (columns.empty()) return {"on", {in.refer(*name)}};
        word written{"on_columns", {in.refer(*name)}};
        for (const std::string_view each : columns) written.add(write_literal(each));
        return written;
    }
    return of.kind == catalog::object_kind::sequence ? column_sequence_word(of, in) : word{};
}

inline void add_grantees(word& to, const text_list& grantees, bool is_revoked) {
    text_list roles;
    bool is_public = false;
    for (const std::string_view each : grantees) {
        if (each.empty()) is_public = true;
        else roles.push_back(each);
    }
    if (is_revoked) to.add(is_public ? word{"from_public"} : texts("from", roles));
    else to.add(is_public ? word{"to_public"} : texts("to", roles));
}

// What is said of one object to some roles.
struct grant_group {
    const catalog::grant* first;
    text_list columns;
    text_list privileges;
    text_list grantees;
};

using grant_object = std::tuple<catalog::object_kind, std::string_view, std::string_view, std::string_view>;

inline grant_object object_of(const catalog::grant& each) {
    const bool is_column = each.kind == catalog::object_kind::column;
    return {each.kind, each.schema, each.name, is_column ? std::string_view{} : each.part};
}

// PUBLIC stands alone: it has a word of its own.
inline std::vector<grant_group> group_grants(const std::vector<const catalog::grant*>& of_object) {
    using to = std::tuple<std::string_view, bool, bool>;
    gathered<std::pair<std::string_view, to>, std::string_view> by_column; // → privileges
    for (const catalog::grant* each : of_object)
        by_column.add({each->kind == catalog::object_kind::column ? each->part : std::string_view{},
                       {each->grantee, each->with_grant_option, each->is_revoked}},
                      each->privilege);
    gathered<std::pair<to, text_list>, std::string_view> by_privileges; // → columns
    for (const auto& [key, privileges] : by_column.all()) by_privileges.add({key.second, privileges}, key.first);
    gathered<std::tuple<bool, bool, bool, text_list, text_list>, std::string_view> by_all; // → roles
    for (const auto& [key, columns] : by_privileges.all()) {
        const auto& [grantee, option, revoked] = key.first;
        by_all.add({grantee.empty(), option, revoked, columns, key.second}, grantee);
    }
    std::vector<grant_group> groups;
    for (const auto& [key, grantees] : by_all.all()) {
        const auto& [is_public, option, revoked, columns, privileges] = key;
        // Clang 14 captures no structured bindings
        const auto is_first = [with = option, is_revoked = revoked,
                               grantee = grantees.front()](const catalog::grant* each) {
            return each->grantee == grantee && each->with_grant_option == with && each->is_revoked == is_revoked;
        };
        const catalog::grant* first = *std::ranges::find_if(of_object, is_first);
        groups.push_back({first, columns.front().empty() ? text_list{} : columns, privileges, grantees});
    }
    return groups;
}

inline word write_grant(const grant_group& of, const word& object) {
    word written{of.first->is_revoked ? "revoke_" : "grant", {texts("privileges", of.privileges), object}};
    add_grantees(written, of.grantees, of.first->is_revoked);
    add_if(written, of.first->with_grant_option, "with_grant_option");
    return written;
}

inline std::string described(const catalog::grant& of) {
    return std::string{of.is_revoked ? "revoke " : "grant "} + std::string{of.privilege} + " on " +
           std::string{word_of(of.kind)} + " " + std::string{of.schema} + (of.schema.empty() ? "" : ".") +
           std::string{of.name} + (of.grantee.empty() ? " to PUBLIC" : " to " + std::string{of.grantee}) +
           ": the object is not here";
}

inline std::string object_kind_word(catalog::object_kind kind) {
    switch (kind) {
    case catalog::object_kind::sequence: return "on_sequences";
    case catalog::object_kind::function: return "on_functions";
    case catalog::object_kind::type: return "on_types";
    case catalog::object_kind::schema: return "on_schemas";
    default: return "on_tables";
    }
}

} // namespace detail

/// The words for all grants, in the order in which their objects first come.
inline std::vector<word> write_grants(context& in) {
    detail::gathered<detail::grant_object, const catalog::grant*> by_object;
    for (const catalog::grant& each : in.all.grants) by_object.add(detail::object_of(each), &each);
    std::vector<word> written;
    for (const auto& [object, grants] : by_object.all())
        for (const detail::grant_group& group : detail::group_grants(grants)) {
            const word name = detail::object_word(*group.first, group.columns, in);
            if (name.text.empty()) in.omitted.push_back(detail::described(*group.first));
            else written.push_back(detail::write_grant(group, name));
        }
    return written;
}

/// The words for all default privileges.
inline std::vector<word> write_default_privileges(const catalog::catalog& of) {
    using key =
        std::tuple<std::string_view, std::string_view, bool, catalog::object_kind, std::string_view, bool, bool>;
    detail::gathered<key, std::string_view> gathered;
    for (const catalog::default_privilege& each : of.default_privileges)
        gathered.add({each.role, each.schema, each.in_all_schemas, each.kind, each.grantee, each.with_grant_option,
                      each.is_revoked},
                     each.privilege);
    std::vector<word> all;
    for (const auto& [said, privileges] : gathered.all()) {
        const auto& [role, schema, in_all_schemas, kind, grantee, with_grant_option, is_revoked] = said;
        word written{is_revoked ? "revoke_default_privileges" : "default_privileges",
                     {detail::texts("privileges", privileges), detail::object_kind_word(kind)}};
        detail::add_grantees(written, {grantee}, is_revoked);
        add_text(written, "for_role", role);
        if (!in_all_schemas) written.add(literals("in_schemas", schema));
        add_if(written, with_grant_option, "with_grant_option");
        all.push_back(written);
    }
    return all;
}

} // namespace constable::pull
