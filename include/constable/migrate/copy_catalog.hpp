// SPDX-License-Identifier: BSL-1.0
// A catalog of one's own, whose texts live as long as it does.
#pragma once

#include "generated.hpp"

#include "constable/catalog/lists.hpp"
#include "constable/catalog/stored_catalog.hpp"
#include "constable/pull/write_type.hpp"

#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace constable::migrating {

namespace detail {

class catalog_copier {
public:
    catalog_copier(catalog::stored_catalog& to, std::span<const renaming> renamings) : to_(to), renamings_(renamings) {}

    void run(const catalog::catalog& of) { to_.view() = copied(of); }

private:
    std::string_view text(std::string_view of) { return of.empty() ? std::string_view{} : to_.keep(std::string{of}); }
    catalog::names texts(catalog::names of) {
        std::vector<std::string_view> all;
        for (const std::string_view each : of) all.push_back(text(each));
        return to_.keep(std::move(all));
    }

    template <class Object>
    Object copied(const Object& of) {
        Object made = of;
        catalog::each_field(std::type_identity<Object>{}, [&](const char*, auto member) {
            using value = std::remove_cvref_t<decltype(made.*member)>;
            if constexpr (std::is_same_v<value, std::string_view>) made.*member = text(of.*member);
            else if constexpr (std::is_same_v<value, catalog::names>) made.*member = texts(of.*member);
            else if constexpr (std::is_same_v<value, std::span<const catalog::qualified_name>>) made.*member = names(of.*member);
        });
        catalog::each_list(std::type_identity<Object>{}, [&](const char*, auto member, auto) { made.*member = list(of.*member); });
        complete(made);
        return made;
    }
    template <class Item>
    std::span<const Item> list(std::span<const Item> of) {
        std::vector<Item> all;
        for (const Item& each : of) all.push_back(copied(each));
        return to_.keep(std::move(all));
    }
    std::span<const catalog::qualified_name> names(std::span<const catalog::qualified_name> of) {
        std::vector<catalog::qualified_name> all;
        for (const catalog::qualified_name& each : of) all.push_back({text(each.schema), text(each.name)});
        return to_.keep(std::move(all));
    }

    // What is no field.
    template <class Object>
    void complete(Object& of) {
        if constexpr (std::is_same_v<Object, catalog::column>) complete_column(of);
        else if constexpr (std::is_same_v<Object, catalog::table>) complete_table(of);
        else if constexpr (requires { of.renamed_from.name; }) rename(of);
        else if constexpr (requires { of.renamed_from.size(); }) of.renamed_from = text(of.renamed_from);
    }
    template <class Object>
    void rename(Object& of) {
        of.renamed_from = {text(of.renamed_from.schema), text(of.renamed_from.name)};
        const catalog::object_kind kind = kind_of_renaming(of);
        for (const renaming& each : renamings_)
            if (each.kind == kind && each.schema == of.schema && each.to == of.name) of.renamed_from = {of.schema, text(each.from)};
    }
    template <class Object>
    static catalog::object_kind kind_of_renaming(const Object&) {
        using catalog::object_kind;
        if constexpr (std::is_same_v<Object, catalog::table>) return object_kind::table;
        else if constexpr (std::is_same_v<Object, catalog::view>) return object_kind::view;
        else if constexpr (std::is_same_v<Object, catalog::sequence>) return object_kind::sequence;
        else if constexpr (std::is_same_v<Object, catalog::enumeration>) return object_kind::enumeration;
        else if constexpr (std::is_same_v<Object, catalog::domain>) return object_kind::domain;
        else return object_kind::composite_type;
    }
    void complete_table(catalog::table& of) {
        rename(of);
        std::vector<catalog::column> columns{of.columns.begin(), of.columns.end()};
        bool is_changed = false;
        for (catalog::column& column : columns)
            for (const renaming& each : renamings_) {
                if (each.kind != catalog::object_kind::column || each.schema != of.schema || each.table != of.name || each.to != column.name) continue;
                catalog::column_details details = *column.details;
                details.renamed_from = text(each.from);
                column.details = to_.keep(std::vector{details}).data();
                is_changed = true;
            }
        if (is_changed) of.columns = to_.keep(std::move(columns));
    }
    // Types come by steps of their own; only the words for types know which of them are PostgreSQL's.
    void complete_column(catalog::column& of) {
        of.declared_enumeration = nullptr;
        std::string_view element = of.type;
        while (element.ends_with("[]")) element.remove_suffix(2);
        const bool is_known = pull::detail::plain_type_word(element) || pull::detail::numbered_type_word(element);
        of.origin = is_known ? catalog::type_origin::built_in : catalog::type_origin::opaque;
        if (of.details == &catalog::no_details) return;
        catalog::column_details details = copied(*of.details);
        details.renamed_from = text(of.details->renamed_from);
        if (of.details->sequence != nullptr) details.sequence = to_.keep(std::vector{copied(*of.details->sequence)}).data();
        of.details = to_.keep(std::vector{details}).data();
    }
    void complete(catalog::column_details&) {}

    catalog::stored_catalog& to_;
    std::span<const renaming> renamings_;
};

} // namespace detail

/// Everything that a catalog says, in memory of its own, with renamings that it does not declare itself.
inline catalog::stored_catalog copy_catalog(const catalog::catalog& of, std::span<const renaming> renamings = {}) {
    catalog::stored_catalog made;
    detail::catalog_copier{made, renamings}.run(of);
    return made;
}

} // namespace constable::migrating
