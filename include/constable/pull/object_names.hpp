// SPDX-License-Identifier: BSL-1.0
// The struct of each object of a catalog: what it is called, in which C++ namespace, and how others say its name.
#pragma once

#include "cpp_names.hpp"
#include "sql_text.hpp"
#include "write_literal.hpp"

#include "constable/catalog/model.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace constable::pull {

/// Where a struct stands. `scope` is the C++ namespace of a database schema; empty: the outermost one of the header.
struct cpp_name {
    std::string scope;
    std::string name;
};

/// The names of all structs of a catalog. Database schemas but the default one are C++ namespaces, whose names no struct
/// has anywhere, so that `auth::users` means the same wherever it is written.
class object_names {
public:
    object_names(const catalog::catalog& of, std::string_view outermost, std::string_view app) : outermost_(outermost) {
        reserve_outermost();
        name_scopes(of, app);
        app_ = names_of("").give(app, "schema");
        name_objects(of);
    }

    /// Lets tables that have no struct be said by their names: `table_named<"users">`.
    void say_by_name(std::span<const catalog::table> tables) {
        for (const catalog::table& each : tables) {
            const std::string name = write_literal(each.name);
            const std::string said = each.schema.empty() ? name : "qualified<" + write_literal(each.schema) + ", " + name + ">";
            const cpp_name given{"", "table_named<" + said + ">"};
            objects_[&each] = given;
            relations_[{std::string{each.schema}, std::string{each.name}}] = given;
        }
    }

    [[nodiscard]] const std::string& app() const { return app_; }
    /// The C++ namespaces of the database schemas.
    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& scopes() const { return scope_of_; }
    [[nodiscard]] const std::string& scope_of(std::string_view schema) const { return scope_of_.find(schema)->second; }

    /// The name of an object of the catalog, by where the object itself lies.
    [[nodiscard]] const cpp_name& of(const void* object) const { return objects_.at(object); }

    /// Tables and views.
    [[nodiscard]] const cpp_name* find_relation(std::string_view schema, std::string_view name) const {
        return find(relations_, schema, name);
    }
    [[nodiscard]] const cpp_name* find_sequence(std::string_view schema, std::string_view name) const {
        return find(sequences_, schema, name);
    }
    /// Enums, domains, composite and range types.
    [[nodiscard]] const cpp_name* find_type(std::string_view schema, std::string_view name) const {
        return find(types_, schema, name);
    }
    [[nodiscard]] const cpp_name* find_schema(std::string_view name) const { return find(schemas_, "", name); }
    [[nodiscard]] const cpp_name* find_routine(std::string_view schema, std::string_view name,
                                               std::string_view identity) const {
        return find(routines_, schema, std::string{name} + '(' + std::string{identity});
    }

    /// A struct's name as it is written inside a C++ namespace.
    [[nodiscard]] std::string refer(const cpp_name& to, std::string_view from) const {
        if (to.scope == from) return to.name;
        if (!to.scope.empty()) return to.scope + "::" + to.name;
        const auto nearer = names_.find(from);
        const bool is_hidden = nearer != names_.end() && nearer->second.holds(to.name);
        return is_hidden ? outermost_ + "::" + to.name : to.name;
    }

private:
    using index = std::map<std::pair<std::string, std::string>, cpp_name>;

    static const cpp_name* find(const index& in, std::string_view schema, std::string_view name) {
        const auto found = in.find({std::string{schema}, std::string{name}});
        return found == in.end() ? nullptr : &found->second;
    }

    scope_names& names_of(const std::string& scope) {
        const auto [found, is_new] = names_.try_emplace(scope);
        if (is_new)
            for (const auto& [schema, taken] : scope_of_) found->second.reserve(taken);
        if (is_new) found->second.reserve(first_of_outermost_);
        return found->second;
    }

    // A nested one: its parts are said wherever a struct of it is.
    void reserve_outermost() {
        first_of_outermost_ = outermost_.substr(0, outermost_.find("::"));
        if (outermost_.empty()) first_of_outermost_ = "std";
    }

    // The one that was asked for keeps its name.
    void name_scopes(const catalog::catalog& of, std::string_view app) {
        scope_names given;
        given.reserve(app);
        given.reserve(first_of_outermost_);
        const auto add = [&](std::string_view schema) {
            if (schema.empty()) scope_of_[""] = "";
            else if (!scope_of_.contains(schema)) scope_of_[std::string{schema}] = given.give(schema, "schema");
        };
        const auto add_all = [&](const auto& objects) {
            for (const auto& each : objects) add(each.schema);
        };
        add("");
        for (const catalog::database_schema& each : of.schemas) add(of.own_name_of(each.name));
        add_all(of.collations);
        add_all(of.enumerations);
        add_all(of.domains);
        add_all(of.composite_types);
        add_all(of.range_types);
        add_all(of.sequences);
        add_all(of.tables);
        add_all(of.views);
        add_all(of.routines);
        add_all(of.raw_objects);
    }

    template <class Object>
    const cpp_name& add(const Object& object, std::string_view kind) {
        const std::string& scope = scope_of(object.schema);
        return objects_[&object] = {scope, names_of(scope).give(object.name, kind)};
    }
    template <class Objects>
    void add_all(const Objects& objects, std::string_view kind, index* found_by) {
        for (const auto& each : objects) {
            const cpp_name& given = add(each, kind);
            if (found_by != nullptr) (*found_by)[{std::string{each.schema}, std::string{each.name}}] = given;
        }
    }

    // Those that are spoken of most come first, and have the plain name when several want it.
    void name_objects(const catalog::catalog& of) {
        add_all(of.tables, "table", &relations_);
        add_all(of.views, "view", &relations_);
        add_all(of.enumerations, "enum", &types_);
        add_all(of.domains, "domain", &types_);
        add_all(of.composite_types, "type", &types_);
        add_all(of.range_types, "range", &types_);
        add_all(of.sequences, "sequence", &sequences_);
        add_all(of.collations, "collation", nullptr);
        for (const catalog::routine& each : of.routines) {
            const cpp_name& given = add(each, each.kind == catalog::routine_kind::procedure ? "procedure" : "function");
            routines_[{std::string{each.schema}, std::string{each.name} + '(' + std::string{each.identity}}] = given;
        }
        for (const catalog::raw_object& each : of.raw_objects) {
            const std::string_view bare = catalog::bare_name(each);
            const bool is_name = each.kind != "operator" && !bare.empty(); // an operator has no letters, a cast no name
            const std::string& scope = scope_of(each.schema);
            objects_[&each] = {scope, is_name ? names_of(scope).give(bare, to_identifier(each.kind))
                                               : names_of(scope).give_with_kind(each.kind, to_identifier(each.name))};
            if (catalog::is_foreign_table(each)) relations_[{std::string{each.schema}, std::string{bare}}] = objects_[&each];
        }
        for (const catalog::extension& each : of.extensions)
            objects_[&each] = {"", names_of("").give_with_kind(each.name, "extension")};
        for (const catalog::database_schema& each : of.schemas) {
            objects_[&each] = {"", names_of("").give_with_kind(each.name, "schema")};
            schemas_[{"", std::string{each.name}}] = objects_[&each];
        }
    }

    std::string outermost_;
    std::string first_of_outermost_;
    std::string app_;
    std::map<std::string, std::string, std::less<>> scope_of_;
    std::map<std::string, scope_names, std::less<>> names_;
    std::map<const void*, cpp_name> objects_;
    index relations_;
    index types_;
    index sequences_;
    index schemas_;
    index routines_;
};

} // namespace constable::pull
