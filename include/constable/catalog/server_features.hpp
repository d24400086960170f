// SPDX-License-Identifier: BSL-1.0
// What a catalog says that an older server cannot be told: https://www.postgresql.org/docs/release/
#pragma once

#include "model.hpp"

#include <string_view>

namespace constable::catalog {

/// A feature of which an object makes use, the first version that has it, and where it is used.
struct lacking_feature {
    std::string_view feature{};  ///< "COMPRESSION"; empty: nothing is lacking
    int since = 0;               ///< as `server_version_num`: 140000
    std::string_view kind{};     ///< "table"
    std::string_view schema{};
    std::string_view name{};
    std::string_view part_kind{}; ///< "column"; empty: the object itself
    std::string_view part{};

    constexpr explicit operator bool() const { return since != 0; }
};

namespace detail {

/// Walks over a catalog and tells `Found` of each word that a server of that version does not know.
template <class Found>
class feature_search {
public:
    constexpr feature_search(int version, Found& found) : version_(version), found_(found) {}

    constexpr void look_at(const catalog& of) {
        for (const table& each : of.tables) look_at(each);
        for (const view& each : of.views) look_at(each);
        for (const domain& each : of.domains) {
            about("domain", each.schema, each.name);
            need_type(each.type);
            need(!each.not_null_name.empty(), 17, "a name for NOT NULL of a domain");
        }
        for (const sequence& each : of.sequences) {
            about("sequence", each.schema, each.name);
            need(each.unlogged, 15, "UNLOGGED of a sequence");
        }
        for (const range_type& each : of.range_types) {
            about("type", each.schema, each.name);
            need(!each.multirange.empty(), 14, "MULTIRANGE_TYPE_NAME");
        }
        for (const composite_type& each : of.composite_types) {
            about("type", each.schema, each.name);
            for (const attribute& member : each.attributes) {
                part("attribute", member.name);
                need_type(member.type);
            }
        }
        for (const collation& each : of.collations) {
            about("collation", each.schema, each.name);
            need(!each.rules.empty(), 16, "RULES of a collation");
            need(each.provider == "builtin", 17, "the collation provider builtin");
        }
        for (const routine& each : of.routines) look_at(each);
        for (const grant& each : of.grants) {
            about("grant on", each.schema, each.name);
            need(each.privilege == "MAINTAIN", 17, "the privilege MAINTAIN");
        }
        for (const default_privilege& each : of.default_privileges) {
            about("default privileges", {}, {});
            need(each.privilege == "MAINTAIN", 17, "the privilege MAINTAIN");
        }
    }

private:
    constexpr void about(std::string_view kind, std::string_view schema, std::string_view name) {
        place_ = {.kind = kind, .schema = schema, .name = name};
    }
    constexpr void part(std::string_view kind, std::string_view name) {
        place_.part_kind = kind;
        place_.part = name;
    }
    constexpr void need(bool is_used, int major, std::string_view feature) {
        if (!is_used || version_ >= major * 10000) return;
        lacking_feature lacking = place_;
        lacking.feature = feature;
        lacking.since = major * 10000;
        found_(lacking);
    }
    constexpr void need_type(std::string_view type) {
        for (const std::string_view name : {"int4multirange", "int8multirange", "nummultirange", "tsmultirange", "tstzmultirange", "datemultirange"})
            need(type.starts_with(name), 14, "multirange types");
    }

    constexpr void look_at(const table& of) {
        about("table", of.schema, of.name);
        const bool is_partitioned = !of.partition_key.empty();
        need(is_partitioned && !of.access_method.empty(), 17, "USING of a partitioned table");
        for (const column& each : of.columns) {
            part("column", each.name);
            if (each.origin != type_origin::enumeration) need_type(each.type);
            if (each.details != &no_details) look_at(*each.details, each.identity, of.unlogged);
        }
        for (const constraint& each : of.constraints) {
            part("constraint", each.name);
            need(each.nulls_not_distinct, 15, "NULLS NOT DISTINCT");
            need(!each.on_delete_columns.empty(), 15, "ON DELETE SET NULL or DEFAULT of some of the columns");
            need(each.not_enforced, 18, "NOT ENFORCED");
            need(each.period, 18, each.kind == constraint_kind::foreign_key ? "PERIOD" : "WITHOUT OVERLAPS");
            need(is_partitioned && each.kind == constraint_kind::exclude, 17, "EXCLUDE of a partitioned table");
            for (const key& member : each.keys) look_at(member);
        }
        for (const trigger& each : of.triggers) {
            part("trigger", each.name);
            need(is_partitioned && each.for_each_row && each.time == trigger_time::before, 13,
                 "BEFORE triggers for each row of a partitioned table");
        }
        look_at_parts(of);
    }
    constexpr void look_at(const column_details& of, identity_kind identity, bool is_in_unlogged_table) {
        need(of.is_virtual, 18, "VIRTUAL generated columns");
        need(!of.not_null_name.empty(), 18, "a name for NOT NULL");
        need(of.compression != compression_method::by_default, 14, "COMPRESSION");
        if (of.sequence == nullptr) return;
        // that of an identity column is as its table is, without a word
        const bool by_itself = identity != identity_kind::serial && is_in_unlogged_table;
        need(of.sequence->unlogged && !by_itself, 15, "UNLOGGED of a sequence");
        need(!of.sequence->unlogged && by_itself, 15, "LOGGED of a sequence");
    }
    constexpr void look_at(const key& of) {
        need(of.operator_class.find('(') != std::string_view::npos, 13, "parameters of an operator class");
    }
    constexpr void look_at(const view& of) {
        about(of.is_materialized ? "materialized view" : "view", of.schema, of.name);
        for (const std::string_view option : of.options) need(option.starts_with("security_invoker"), 15, "security_invoker");
        look_at_parts(of);
    }
    constexpr void look_at(const routine& of) {
        about("routine", of.schema, of.name);
        need(!of.sql_body.empty(), 14, "a body that is SQL and no text (BEGIN ATOMIC, RETURN)");
        const bool has_output = of.arguments.starts_with("OUT ") || of.arguments.find(", OUT ") != std::string_view::npos;
        need(of.kind == routine_kind::procedure && has_output, 14, "OUT arguments of a procedure");
    }
    // what tables and views share
    constexpr void look_at_parts(const auto& of) {
        for (const index& each : of.indexes) {
            part("index", each.name);
            need(each.nulls_not_distinct, 15, "NULLS NOT DISTINCT");
            need(each.method == "spgist" && !each.include.empty(), 14, "INCLUDE of an SP-GiST index");
            for (const key& member : each.keys) look_at(member);
        }
        for (const statistics& each : of.statistics) {
            part("statistics", each.name);
            need(each.target != -1, 13, "a target of extended statistics");
            for (const std::string_view expression : each.expressions)
                need(expression.starts_with('('), 14, "expressions in extended statistics");
        }
    }

    int version_;
    Found& found_;
    lacking_feature place_{};
};

} // namespace detail

/// Calls `found` with each `lacking_feature`: what a catalog uses and a server of that version (`server_version_num`:
/// 140000 for 14) lacks.
template <class Found>
constexpr void for_each_lacking_feature(const catalog& of, int server_version, Found found) {
    detail::feature_search<Found>{server_version, found}.look_at(of);
}

/// The first of them.
constexpr lacking_feature find_lacking_feature(const catalog& of, int server_version) {
    lacking_feature first;
    for_each_lacking_feature(of, server_version, [&](const lacking_feature& each) {
        if (!first) first = each;
    });
    return first;
}

} // namespace constable::catalog
