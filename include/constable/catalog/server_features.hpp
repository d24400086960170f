// SPDX-License-Identifier: BSL-1.0
// What a catalog says that an older server cannot be told: https://www.postgresql.org/docs/release/
#pragma once

#include "model.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace constable::catalog {

/// A feature of which an object makes use, and the first version that has it (as `server_version_num`).
struct lacking_feature {
    std::string_view feature{}; ///< empty: nothing is lacking
    std::string_view object{};
    int since = 0;

    constexpr explicit operator bool() const { return !feature.empty(); }
};

namespace detail {

/// Keeps the first feature that a server of `version` lacks.
class feature_reader {
public:
    constexpr explicit feature_reader(int version) : version_(version) {}

    [[nodiscard]] constexpr const lacking_feature& found() const { return found_; }

    constexpr void read(const catalog& of) {
        for (const table& each : of.tables) read(each);
        for (const domain& each : of.domains) {
            if (!each.not_null_name.empty()) needs(180000, "a named NOT NULL", each.name);
            for (const constraint& check : each.constraints) read(check);
        }
        for (const collation& each : of.collations) {
            if (!each.rules.empty()) needs(160000, "RULES of a collation", each.name);
            if (each.provider == "builtin") needs(170000, "the collation provider builtin", each.name);
        }
        for (const range_type& each : of.range_types)
            if (!each.multirange.empty()) needs(140000, "MULTIRANGE_TYPE_NAME", each.name);
        for (const sequence& each : of.sequences) read(each);
        for (const routine& each : of.routines)
            if (!each.sql_body.empty()) needs(140000, "a body in SQL, BEGIN ATOMIC or RETURN", each.name);
        for (const view& each : of.views) read(each);
        for (const grant& each : of.grants)
            if (each.privilege == "MAINTAIN") needs(170000, "the privilege MAINTAIN", each.name);
    }

private:
    constexpr void needs(int version, std::string_view feature, std::string_view object) {
        if (version > version_ && !found_) found_ = {feature, object, version};
    }
    constexpr void read(const table& of) {
        for (const column& each : of.columns) read(each);
        for (const constraint& each : of.constraints) read(each);
        for (const index& each : of.indexes) read(each);
        for (const statistics& each : of.statistics)
            for (const std::string_view text : each.expressions)
                if (text.starts_with('(')) needs(140000, "statistics of an expression", each.name);
    }
    constexpr void read(const column& of) {
        if (of.origin == type_origin::built_in && of.type.find("multirange") != std::string_view::npos)
            needs(140000, "multiranges", of.name);
        if (of.details == &no_details) return;
        const column_details& details = *of.details;
        if (details.is_virtual) needs(180000, "a virtual generated column", of.name);
        if (!details.not_null_name.empty()) needs(180000, "a named NOT NULL", of.name);
        if (details.compression != compression_method::by_default) needs(140000, "COMPRESSION of a column", of.name);
        if (details.sequence != nullptr) read(*details.sequence);
    }
    constexpr void read(const constraint& of) {
        if (of.nulls_not_distinct) needs(150000, "NULLS NOT DISTINCT", of.name);
        if (!of.on_delete_columns.empty()) needs(150000, "columns of ON DELETE SET NULL", of.name);
        if (of.not_enforced) needs(180000, "NOT ENFORCED", of.name);
        if (of.period) needs(180000, of.kind == constraint_kind::foreign_key ? "PERIOD" : "WITHOUT OVERLAPS", of.name);
    }
    constexpr void read(const index& of) {
        if (of.nulls_not_distinct) needs(150000, "NULLS NOT DISTINCT", of.name);
    }
    constexpr void read(const sequence& of) {
        if (of.unlogged) needs(150000, "an unlogged sequence", of.name);
    }
    constexpr void read(const view& of) {
        for (const std::string_view option : of.options)
            if (option.starts_with("security_invoker")) needs(150000, "security_invoker", of.name);
        for (const index& each : of.indexes) read(each);
    }

    int version_;
    lacking_feature found_{};
};

} // namespace detail

/// The first feature that a catalog uses and a server of that version (`server_version_num`: 140000 for 14) lacks.
constexpr lacking_feature find_lacking_feature(const catalog& of, int server_version) {
    detail::feature_reader reader{server_version};
    reader.read(of);
    return reader.found();
}

} // namespace constable::catalog
