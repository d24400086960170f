// SPDX-License-Identifier: BSL-1.0
// The structs that the steps of one migration name: views, types, routines, …, in a C++ namespace of their own.
#pragma once

#include "generated.hpp"

#include "constable/pull/order_declarations.hpp"
#include "constable/pull/write_privileges.hpp"
#include "constable/pull/write_routine.hpp"
#include "constable/pull/write_sequence.hpp"
#include "constable/pull/write_types.hpp"
#include "constable/pull/write_view.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::migrating {

/// Gathers the objects of a migration, gives them names, and writes them.
class written_objects {
public:
    /// `scope`: the C++ namespace: `m004`.
    written_objects(const generated& all, const generated_migration& of, std::string scope) : from_(all.from->view()), to_(all.to->view()), scope_(std::move(scope)) {
        for (const step_value* each : of.steps) gather(*each);
        for (const step_value* each : of.steps)
            if (each->object != nullptr)
                for (const catalog::grant& grant : each->object->grants) gather_granted(grant);
        name_tables();
        show();
        names_ = std::make_unique<pull::object_names>(objects_, scope_, "migrations");
        objects_.tables = tables_;
        names_->say_by_name(tables_);
    }
    written_objects(const written_objects&) = delete;
    written_objects& operator=(const written_objects&) = delete;

    [[nodiscard]] pull::context context() const { return {objects_, *names_}; }
    /// A context in which types are but names: those of steps.
    [[nodiscard]] pull::context context_of_steps() {
        if (!plain_names_) {
            plain_names_ = std::make_unique<pull::object_names>(catalog::catalog{}, scope_, "migrations");
            plain_names_->say_by_name(tables_);
        }
        return {objects_, *plain_names_};
    }

    /// The struct of the object that a step creates or replaces.
    [[nodiscard]] pull::word struct_of(const step_value& step) const {
        const auto found = place_of_.find(&step);
        if (found == place_of_.end()) return {};
        const pull::cpp_name& name = names_->of(found->second());
        return outside(name.scope.empty() ? name.name : name.scope + "::" + name.name);
    }
    /// `grant<privileges<"SELECT">, on<table_named<"users">>, to<"reader">>`; empty where its object cannot be named.
    [[nodiscard]] pull::word privileges_of(const step_value& step) const {
        catalog::catalog only = objects_;
        only.grants = step.object->grants;
        only.default_privileges = step.object->default_privileges;
        pull::context in{only, *names_};
        std::vector<pull::word> words = step.object->grants.empty() ? pull::write_default_privileges(only) : pull::write_grants(in);
        if (words.size() != 1) return {};
        for (pull::word& each : words[0].arguments)
            if (each.text == "on" || each.text == "on_columns") each.arguments[0].text = outside(each.arguments[0].text);
        return words[0];
    }

    /// All structs, in their namespace; empty where there is none. What could not be said is added to `omitted`.
    [[nodiscard]] std::string declarations(std::vector<std::string>& omitted) const {
        std::vector<pull::declaration> all;
        const auto add = [&](const auto& objects, const auto& write) {
            for (const auto& each : objects) {
                pull::context in{objects_, *names_, names_->of(&each).scope};
                std::string text = write(each, in);
                omitted.insert(omitted.end(), in.omitted.begin(), in.omitted.end());
                std::erase_if(in.said, [](const pull::cpp_name* name) { return name->name.starts_with("table_named<"); });
                all.push_back({&names_->of(&each), std::move(text), std::move(in.said)});
            }
        };
        add(schemas_, pull::write_database_schema);
        add(extensions_, pull::write_extension);
        add(collations_, pull::write_collation);
        add(enumerations_, pull::write_enumeration);
        add(domains_, pull::write_domain);
        add(composite_types_, pull::write_composite_type);
        add(range_types_, pull::write_range_type);
        add(sequences_, pull::write_sequence);
        add(views_, pull::write_view);
        add(routines_, pull::write_routine);
        if (all.empty()) return {};
        return "namespace " + scope_ + " {\n" + pull::place_declarations(all) + "\n} // namespace " + scope_ + "\n";
    }

private:
    [[nodiscard]] std::string outside(const std::string& name) const { return name.starts_with("table_named<") ? name : scope_ + "::" + name; }

    template <class Object>
    void take(const step_value& step, std::vector<Object>& list, const Object* object) {
        if (object == nullptr) return;
        list.push_back(*object);
        place_of_[&step] = [&list, at = list.size() - 1]() -> const void* { return &list[at]; };
    }
    void gather(const step_value& step) {
        if (step.object == nullptr) return;
        const declare::object_entry& of = *step.object;
        take(step, schemas_, of.schema);
        take(step, extensions_, of.extension);
        take(step, collations_, of.collation);
        take(step, sequences_, of.sequence);
        take(step, routines_, of.routine);
        if (of.type != nullptr) {
            take(step, enumerations_, of.type->enumeration);
            take(step, domains_, of.type->domain);
            take(step, composite_types_, of.type->composite);
            take(step, range_types_, of.type->range);
        }
        if (of.role == declare::object_role::view) take(step, views_, view_of(step));
    }
    [[nodiscard]] const catalog::view* view_of(const step_value& step) const {
        for (const catalog::view& each : to_.views)
            if (each.name == step.name && each.schema == step.schema) return &each;
        return nullptr;
    }

    // ---- objects that are only granted: any struct of their name will do

    template <class Object>
    static const Object* find(std::span<const Object> in, std::string_view schema, std::string_view name, std::string_view identity = {}) {
        for (const Object& each : in) {
            bool is_it = each.name == name;
            if constexpr (requires { each.schema; }) is_it = is_it && each.schema == schema;
            if constexpr (std::is_same_v<Object, catalog::routine>) is_it = is_it && each.identity == identity;
            if (is_it) return &each;
        }
        return nullptr;
    }
    template <class Object>
    void gather_from(std::vector<Object>& list, std::span<const Object> catalog::catalog::* member, const catalog::grant& of) {
        if (find(std::span<const Object>{list}, of.schema, of.name, of.part) != nullptr) return;
        const Object* found = find(to_.*member, of.schema, of.name, of.part);
        if (found == nullptr) found = find(from_.*member, of.schema, of.name, of.part);
        if (found != nullptr) list.push_back(*found);
    }
    void gather_granted(const catalog::grant& of) {
        using catalog::object_kind;
        switch (of.kind) {
        case object_kind::schema:
            if (find(std::span<const catalog::database_schema>{schemas_}, {}, of.name) == nullptr) schemas_.push_back({.name = of.name});
            return;
        case object_kind::sequence:
            gather_from(sequences_, &catalog::catalog::sequences, of);
            if (find(std::span<const catalog::sequence>{sequences_}, of.schema, of.name) != nullptr) return;
            sequences_.emplace_back(); // that of a column
            sequences_.back().schema = of.schema;
            sequences_.back().name = of.name;
            return;
        case object_kind::type:
            gather_from(enumerations_, &catalog::catalog::enumerations, of);
            gather_from(domains_, &catalog::catalog::domains, of);
            gather_from(composite_types_, &catalog::catalog::composite_types, of);
            return gather_from(range_types_, &catalog::catalog::range_types, of);
        case object_kind::function:
        case object_kind::procedure:
        case object_kind::aggregate: return gather_from(routines_, &catalog::catalog::routines, of);
        default: return;
        }
    }
    void name_tables() {
        const auto add = [&](const auto& relations) {
            for (const auto& each : relations) {
                const bool is_there = std::ranges::any_of(tables_, [&](const catalog::table& other) { return other.name == each.name && other.schema == each.schema; });
                const bool is_struct = find(std::span<const catalog::view>{views_}, each.schema, each.name) != nullptr;
                if (is_there || is_struct) continue;
                if constexpr (std::is_same_v<std::remove_cvref_t<decltype(each)>, catalog::table>) tables_.push_back(each);
                else tables_.push_back({.schema = each.schema, .name = each.name});
            }
        };
        add(to_.tables), add(from_.tables), add(to_.views), add(from_.views);
    }
    void show() {
        objects_.schemas = schemas_;
        objects_.extensions = extensions_;
        objects_.collations = collations_;
        objects_.enumerations = enumerations_;
        objects_.domains = domains_;
        objects_.composite_types = composite_types_;
        objects_.range_types = range_types_;
        objects_.sequences = sequences_;
        objects_.views = views_;
        objects_.routines = routines_;
    }

    const catalog::catalog& from_;
    const catalog::catalog& to_;
    std::string scope_;
    std::vector<catalog::database_schema> schemas_;
    std::vector<catalog::extension> extensions_;
    std::vector<catalog::collation> collations_;
    std::vector<catalog::enumeration> enumerations_;
    std::vector<catalog::domain> domains_;
    std::vector<catalog::composite_type> composite_types_;
    std::vector<catalog::range_type> range_types_;
    std::vector<catalog::sequence> sequences_;
    std::vector<catalog::view> views_;
    std::vector<catalog::routine> routines_;
    std::vector<catalog::table> tables_;
    catalog::catalog objects_{};
    std::map<const step_value*, std::function<const void*()>> place_of_;
    std::unique_ptr<pull::object_names> names_;
    std::unique_ptr<pull::object_names> plain_names_;
};

} // namespace constable::migrating
