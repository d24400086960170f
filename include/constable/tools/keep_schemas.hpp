// SPDX-License-Identifier: BSL-1.0
// The part of a catalog that lies in some database schemas.
#pragma once

#include "constable/catalog/model.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace constable::tools {

/// Holds the lists of what is kept; texts stay with the catalog that it is taken from.
class kept_schemas {
public:
    /// Without names, everything is kept.
    kept_schemas(const catalog::catalog& of, const std::vector<std::string>& schemas) : view_(of) {
        if (schemas.empty()) return;
        for (const std::string& each : schemas) require(of, each);
        const auto is_kept = [&](std::string_view schema) {
            const std::string_view name = schema.empty() ? of.default_schema : schema;
            return std::ranges::find(schemas, name) != schemas.end();
        };
        const auto by_schema = [&](const auto& each) { return is_kept(each.schema); };
        keep(view_.schemas, [&](const auto& each) { return is_kept(each.name); });
        keep(view_.extensions, by_schema);
        keep(view_.collations, by_schema);
        keep(view_.enumerations, by_schema);
        keep(view_.domains, by_schema);
        keep(view_.composite_types, by_schema);
        keep(view_.range_types, by_schema);
        keep(view_.sequences, by_schema);
        keep(view_.tables, by_schema);
        keep(view_.views, by_schema);
        keep(view_.routines, by_schema);
        keep(view_.grants, [&](const catalog::grant& each) {
            return is_kept(each.kind == catalog::object_kind::schema ? each.name : each.schema);
        });
        keep(view_.default_privileges, [&](const catalog::default_privilege& each) {
            return !each.in_all_schemas && is_kept(each.schema);
        });
    }
    kept_schemas(const kept_schemas&) = delete;
    kept_schemas& operator=(const kept_schemas&) = delete;

    [[nodiscard]] const catalog::catalog& view() const { return view_; }

private:
    static void require(const catalog::catalog& of, std::string_view schema) {
        const auto is_named_so = [&](const catalog::database_schema& each) { return each.name == schema; };
        if (schema == of.default_schema || std::ranges::any_of(of.schemas, is_named_so)) return;
        std::string known{of.default_schema};
        for (const catalog::database_schema& each : of.schemas)
            if (each.name != of.default_schema) known.append(known.empty() ? "" : ", ").append(each.name);
        throw std::runtime_error{"there is no database schema " + std::string{schema} + "; choose of " + known};
    }

    template <class Object, class Predicate>
    void keep(std::span<const Object>& list, const Predicate& predicate) {
        auto& kept = std::get<std::vector<Object>>(lists_);
        std::ranges::copy_if(list, std::back_inserter(kept), predicate);
        list = kept;
    }

    catalog::catalog view_;
    std::tuple<std::vector<catalog::database_schema>, std::vector<catalog::extension>,
               std::vector<catalog::collation>, std::vector<catalog::enumeration>,
               std::vector<catalog::domain>, std::vector<catalog::composite_type>,
               std::vector<catalog::range_type>, std::vector<catalog::sequence>,
               std::vector<catalog::table>, std::vector<catalog::view>,
               std::vector<catalog::routine>, std::vector<catalog::grant>,
               std::vector<catalog::default_privilege>>
        lists_;
};

} // namespace constable::tools
