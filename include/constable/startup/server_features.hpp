// SPDX-License-Identifier: BSL-1.0
// What a declaration uses that a server is too old for: known before anything is changed.
#pragma once

#include "constable/catalog/model.hpp"
#include "constable/strings/identifier.hpp"
#include "constable/strings/sink.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace constable::startup {

/// A feature of PostgreSQL that a declared object uses, and the major version that brought it.
struct missing_feature {
    std::string object;       ///< "table users, column name"
    std::string_view feature; ///< "COMPRESSION"
    int since;                ///< 14
};

namespace detail {

/// Walks over a catalog and asks of each word that not every server knows.
class feature_search {
public:
    feature_search(int server_version, std::vector<missing_feature>& found) : major_(server_version / 10000), found_(found) {}

    void look_at(const catalog::catalog& of) {
        for (const catalog::table& each : of.tables) look_at(each);
        for (const catalog::view& each : of.views) look_at(each);
        for (const catalog::domain& each : of.domains) look_at(each);
        for (const catalog::sequence& each : of.sequences) {
            about("sequence", each.schema, each.name);
            need(each.unlogged, 15, "UNLOGGED of a sequence");
        }
        for (const catalog::range_type& each : of.range_types) {
            about("type", each.schema, each.name);
            need(!each.multirange.empty(), 14, "MULTIRANGE_TYPE_NAME");
        }
        for (const catalog::composite_type& each : of.composite_types) {
            about("type", each.schema, each.name);
            for (const catalog::attribute& attribute : each.attributes) need_type(attribute.type);
        }
        for (const catalog::collation& each : of.collations) {
            about("collation", each.schema, each.name);
            need(!each.rules.empty(), 16, "RULES of a collation");
            need(each.provider == "builtin", 17, "the collation provider builtin");
        }
        for (const catalog::routine& each : of.routines) {
            about("routine", each.schema, each.name);
            need(!each.sql_body.empty(), 14, "a body that is SQL and no text (BEGIN ATOMIC, RETURN)");
            const bool has_output = each.arguments.starts_with("OUT ") || each.arguments.find(", OUT ") != each.arguments.npos;
            need(each.kind == catalog::routine_kind::procedure && has_output, 14, "OUT arguments of a procedure");
        }
        for (const catalog::grant& each : of.grants) {
            about("grant on", each.schema, each.name);
            need(each.privilege == "MAINTAIN", 17, "the privilege MAINTAIN");
        }
        for (const catalog::default_privilege& each : of.default_privileges) {
            object_ = "default privileges";
            need(each.privilege == "MAINTAIN", 17, "the privilege MAINTAIN");
        }
    }

private:
    void about(std::string_view kind, std::string_view schema, std::string_view name) {
        object_ = strings::to_string([&](auto& sink) {
            sink.add(kind);
            sink.add(' ');
            strings::add_qualified(sink, schema, name);
        });
        part_.clear();
    }
    void part(std::string_view kind, std::string_view name) {
        part_.assign(", ").append(kind).append(" ").append(name);
    }
    void need(bool is_used, int since, std::string_view feature) {
        if (is_used && major_ < since) found_.push_back({object_ + part_, feature, since});
    }
    void need_type(std::string_view type) {
        for (const std::string_view name : {"int4multirange", "int8multirange", "nummultirange", "tsmultirange", "tstzmultirange", "datemultirange"})
            need(type.starts_with(name), 14, "multirange types");
    }

    void look_at(const catalog::table& of) {
        about("table", of.schema, of.name);
        need(!of.access_method.empty() && !of.partition_key.empty(), 17, "USING of a partitioned table");
        for (const catalog::column& each : of.columns) {
            part("column", each.name);
            need_type(each.type);
            need(each.details->is_virtual, 18, "VIRTUAL generated columns");
            need(!each.details->not_null_name.empty(), 18, "a name for NOT NULL");
            need(each.details->compression != catalog::compression_method::by_default, 14, "COMPRESSION");
            need(each.details->sequence != nullptr && each.details->sequence->unlogged, 15, "UNLOGGED of a sequence");
        }
        for (const catalog::constraint& each : of.constraints) {
            look_at(each);
            need(each.kind == catalog::constraint_kind::exclude && !of.partition_key.empty(), 17, "EXCLUDE of a partitioned table");
        }
        look_at_parts(of);
        for (const catalog::trigger& each : of.triggers) {
            part("trigger", each.name);
            need(!of.partition_key.empty() && each.for_each_row && each.time == catalog::trigger_time::before, 13,
                 "BEFORE triggers for each row of a partitioned table");
        }
    }
    void look_at(const catalog::constraint& of) {
        part("constraint", of.name);
        need(of.nulls_not_distinct, 15, "NULLS NOT DISTINCT");
        need(!of.on_delete_columns.empty(), 15, "ON DELETE SET NULL or DEFAULT of some of the columns");
        need(of.not_enforced, 18, "NOT ENFORCED");
        need(of.period, 18, of.kind == catalog::constraint_kind::foreign_key ? "PERIOD" : "WITHOUT OVERLAPS");
        for (const catalog::key& each : of.keys) look_at(each);
    }
    void look_at(const catalog::key& of) {
        need(of.operator_class.find('(') != of.operator_class.npos, 13, "parameters of an operator class");
    }
    // what tables and views share
    void look_at_parts(const auto& of) {
        for (const catalog::index& each : of.indexes) {
            part("index", each.name);
            need(each.nulls_not_distinct, 15, "NULLS NOT DISTINCT");
            need(each.method == "spgist" && !each.include.empty(), 14, "INCLUDE of an SP-GiST index");
            for (const catalog::key& key : each.keys) look_at(key);
        }
        for (const catalog::statistics& each : of.statistics) {
            part("statistics", each.name);
            need(each.target != -1, 13, "a target of extended statistics");
            for (const std::string_view expression : each.expressions)
                need(expression.starts_with('('), 14, "expressions in extended statistics");
        }
    }
    void look_at(const catalog::view& of) {
        about(of.is_materialized ? "materialized view" : "view", of.schema, of.name);
        for (const std::string_view option : of.options) need(option.starts_with("security_invoker"), 15, "security_invoker");
        look_at_parts(of);
    }
    void look_at(const catalog::domain& of) {
        about("domain", of.schema, of.name);
        need_type(of.type);
        need(!of.not_null_name.empty(), 17, "a name for NOT NULL of a domain");
    }

    int major_;
    std::vector<missing_feature>& found_;
    std::string object_;
    std::string part_;
};

} // namespace detail

/// What `of` uses and a server of this version lacks; `server_version` as in `server_version_num`: 150004.
/// https://www.postgresql.org/docs/release/
inline std::vector<missing_feature> missing_features(const catalog::catalog& of, int server_version) {
    std::vector<missing_feature> found;
    detail::feature_search{server_version, found}.look_at(of);
    return found;
}

/// One sentence: where, what, which version it takes, what to do.
inline std::string describe(const missing_feature& of, int server_version) {
    return of.object + ": PostgreSQL " + std::to_string(of.since) + " is needed for " + std::string{of.feature} + ", and this server is " +
           std::to_string(server_version / 10000) + "; upgrade the server, or leave that out of the declaration";
}

} // namespace constable::startup
