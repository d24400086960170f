// SPDX-License-Identifier: BSL-1.0
// Reads the catalog of a live database: one message, one snapshot, whatever its size.
#pragma once

#include "live_catalog.hpp"
#include "object_queries.hpp"
#include "pinned_settings.hpp"
#include "privilege_queries.hpp"
#include "query_text.hpp"
#include "raw_queries.hpp"
#include "routine_queries.hpp"
#include "session.hpp"
#include "table_queries.hpp"
#include "unmodelled_queries.hpp"

#include "constable/catalog/model.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace constable::database {

namespace detail {

inline void add_facts(query_text& query, const scope& all) {
    query.add("facts", "0", "0", "0",
              {"current_schema()::text", "current_user::text", "current_setting('server_version_num')", "pg_catalog.pg_is_in_recovery()::text",
               "current_database()::text", "pg_catalog.has_schema_privilege(current_schema(), 'CREATE')::text",
               all.reach == scope::extent::temporary
                   ? "(SELECT nspname FROM pg_catalog.pg_namespace WHERE oid = pg_catalog.pg_my_temp_schema())::text"
                   : "NULL::text"},
              "");
}

} // namespace detail

/// The message that reads all objects of a scope; only its last statement returns what `live_catalog` reads. It leaves
/// all settings as they were. `more` is appended: rows of kind 'stamp', each a SELECT of kind, two texts, a number
/// and twelve texts, after UNION ALL.
inline std::string introspection_statement(int server_version, const scope& all, std::string_view more = {}) {
    detail::query_text query{server_version};
    query.add_raw(pin_settings());
    query.add_raw(detail::common_tables(all));
    detail::add_facts(query, all);
    detail::add_relations(query);
    detail::add_tables(query);
    detail::add_columns(query);
    detail::add_constraints(query);
    detail::add_indexes(query);
    detail::add_keys(query);
    detail::add_sequences(query);
    detail::add_schemas(query, all);
    detail::add_extensions(query, all);
    detail::add_collations(query);
    detail::add_types(query);
    detail::add_views(query);
    detail::add_triggers(query);
    detail::add_rules(query);
    detail::add_policies(query);
    detail::add_statistics(query);
    detail::add_routines(query);
    detail::add_raw_objects(query, all);
    detail::add_grants(query, all);
    detail::add_default_privileges(query, all);
    detail::add_unmodelled(query, all);
    if (!more.empty())
        query.add("stamp", "0", "0", "0", {"m.f0::text", "m.f1::text", "m.f2::text", "m.f3::text", "m.f4::text"},
                  std::string{"FROM (SELECT NULL::text, NULL::text, NULL::text, 0, NULL::text, NULL::text, NULL::text, NULL::text, NULL::text,"
                              " NULL::text, NULL::text, NULL::text, NULL::text, NULL::text, NULL::text, NULL::text WHERE false"}
                      .append(more)
                      .append(") m(kind, schema, relation, position, f0, f1, f2, f3, f4)"));
    // the parts of a UNION ALL run one after the other: this one last
    query.add("settings", "0", "0", "0", {std::string{"concat("}.append(restored_settings()).append(")")}, "");
    return std::move(query.text());
}

/// Reads a live database, or the part of it that a catalog names. Throws sql_failure.
inline live_catalog introspect(session& with, const scope& all) {
    return live_catalog{with.send(introspection_statement(with.server_version(), all))};
}

} // namespace constable::database
