// SPDX-License-Identifier: BSL-1.0
// What keeps a start from creating what is missing, said before anything is changed.
#pragma once

#include "constable/catalog/change.hpp"
#include "constable/catalog/model.hpp"
#include "constable/database/live_catalog.hpp"
#include "constable/sql/object_name.hpp"
#include "constable/startup/failure.hpp"
#include "constable/startup/server_features.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Each throws failure where it refuses.
namespace constable::startup {

/// The declaration uses what a server of this version lacks.
inline void refuse_old_server(const catalog::catalog& expected, int version) {
    std::string all;
    for (const std::string& each : missing_features(expected, version)) all.append(all.empty() ? "" : "\n  ").append(each);
    if (!all.empty()) throw failure{failure_kind::unsupported, all};
}

/// Something else has the name of a declared table or view, or there is no schema to create tables in.
inline void refuse_collisions(const catalog::catalog& expected, const database::live_catalog& live) {
    bool needs_default = false;
    for (const catalog::table& each : expected.tables) needs_default = needs_default || each.schema.empty();
    if (needs_default && live.default_schema().empty())
        throw failure{failure_kind::statement, "no schema of the search_path exists, so there is nowhere to create tables; create the "
                                               "schema, set search_path, or put the tables into one with in_schema<…>"};
    const auto refuse = [&](std::string_view kind, const auto& each, const database::live_relation& there) {
        throw failure{failure_kind::conflict, std::string{kind} + " " + sql::qualified_identifier(each.schema, each.name) + " cannot be created: a " +
                                                  std::string{there.kind_name()} + " has that name; rename one of them"};
    };
    for (const catalog::table& each : expected.tables) {
        const database::live_relation* there = live.find_relation(each.schema, each.name);
        if (there != nullptr && !there->is_table()) refuse("table", each, *there);
    }
    for (const catalog::view& each : expected.views) {
        const database::live_relation* there = live.find_relation(each.schema, each.name);
        if (there != nullptr && there->kind != (each.is_materialized ? 'm' : 'v'))
            refuse(each.is_materialized ? "materialized view" : "view", each, *there);
    }
}

/// Nothing can be created here: the server is a standby, or the role may not.
inline void refuse_to_create(const std::vector<catalog::change>& missing, const database::live_catalog& live) {
    std::string tables;
    std::string objects;
    bool needs_default = false;
    for (const catalog::change& each : missing) {
        const catalog::table* const table = each.expected.the_table;
        std::string& names = table == nullptr ? objects : tables;
        names.append(names.empty() ? "" : ", ");
        names.append(table == nullptr ? sql::object_name(each) : sql::qualified_identifier(table->schema, table->name));
        needs_default = needs_default || (table != nullptr && table->schema.empty());
    }
    const std::string what = tables.empty() ? "objects are missing (" + objects + ")" : "tables are missing (" + tables + ")";
    if (live.is_standby())
        throw failure{failure_kind::read_only, what + " and this server is a read-only standby; connect to the primary to create them"};
    if (needs_default && !live.may_create())
        throw failure{failure_kind::privilege, what + " and role " + sql::identifier(live.user()) +
                                                   " may not create them in schema " + sql::identifier(live.default_schema()) +
                                                   "; GRANT CREATE ON SCHEMA " + sql::identifier(live.default_schema()) + " TO " +
                                                   sql::identifier(live.user()) + ", or connect as another role", "42501"};
}

} // namespace constable::startup
