// SPDX-License-Identifier: BSL-1.0
// Reads the catalog of a live database: one statement, one snapshot, whatever its size.
#pragma once

#include "live_catalog.hpp"
#include "session.hpp"

#include "constable/catalog/model.hpp"
#include "constable/strings/identifier.hpp"
#include "constable/strings/sink.hpp"

#include <string>
#include <string_view>

namespace constable::database {

namespace detail {

// Every row has the columns kind, schema, relation, position and twelve texts; `live_catalog` knows what they hold.
// pg_catalog only; columns that only newer servers have are asked for through to_jsonb().
inline constexpr std::string_view facts_query =
    "SELECT 'facts' AS kind, current_schema()::text AS schema, current_user::text AS relation, 0 AS position,"
    " current_setting('server_version_num') AS first,"
    " pg_is_in_recovery()::text, current_database()::text, has_schema_privilege(current_schema(), 'CREATE')::text,"
    " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL";

inline constexpr std::string_view relations_query =
    " UNION ALL SELECT 'relation', n.nspname, c.relname, 0, c.relkind::text,"
    " (SELECT description FROM pg_catalog.pg_description WHERE objoid = c.oid AND classoid = 'pg_catalog.pg_class'::regclass AND objsubid = 0),"
    " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"
    " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c') AND ";

inline constexpr std::string_view columns_query =
    " UNION ALL SELECT 'column', n.nspname, c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull::text,"
    " pg_get_expr(d.adbin, d.adrelid), a.attidentity::text, a.attgenerated::text,"
    " CASE WHEN a.attcollation <> t.typcollation THEN (SELECT collname FROM pg_catalog.pg_collation WHERE oid = a.attcollation) END,"
    " (SELECT description FROM pg_catalog.pg_description WHERE objoid = c.oid AND classoid = 'pg_catalog.pg_class'::regclass AND objsubid = a.attnum),"
    " NULL, NULL, NULL, NULL"
    " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
    " JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
    " LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum"
    " WHERE c.relkind IN ('r', 'p') AND ";

inline constexpr std::string_view constraints_query =
    " UNION ALL SELECT 'constraint', n.nspname, c.relname, 0, k.conname, k.contype::text,"
    " ARRAY(SELECT a.attname FROM unnest(k.conkey) WITH ORDINALITY u(num, at)"
    " JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num ORDER BY u.at)::text,"
    " CASE k.contype WHEN 'c' THEN pg_get_expr(k.conbin, k.conrelid) WHEN 'x' THEN pg_get_constraintdef(k.oid) END,"
    " fn.nspname, f.relname,"
    " ARRAY(SELECT a.attname FROM unnest(k.confkey) WITH ORDINALITY u(num, at)"
    " JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num ORDER BY u.at)::text,"
    " concat(k.confupdtype, k.confdeltype, k.confmatchtype),"
    " ARRAY(SELECT a.attname FROM jsonb_array_elements_text(CASE WHEN jsonb_typeof(to_jsonb(k) -> 'confdelsetcols') = 'array'"
    " THEN to_jsonb(k) -> 'confdelsetcols' END) WITH ORDINALITY u(num, at)"
    " JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num::int ORDER BY u.at)::text,"
    " concat(CASE WHEN k.condeferrable THEN 'd' END, CASE WHEN k.condeferred THEN 'i' END, CASE WHEN k.connoinherit THEN 'n' END,"
    " CASE WHEN to_jsonb(x) ->> 'indnullsnotdistinct' = 'true' THEN 'u' END, CASE WHEN NOT k.convalidated THEN 'v' END),"
    " (SELECT description FROM pg_catalog.pg_description WHERE objoid = k.oid AND classoid = 'pg_catalog.pg_constraint'::regclass),"
    " ARRAY(SELECT a.attname FROM generate_series(x.indnkeyatts, x.indnatts - 1) at"
    " JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[at] ORDER BY at)::text"
    " FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " LEFT JOIN pg_catalog.pg_class f ON f.oid = k.confrelid LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace"
    " LEFT JOIN pg_catalog.pg_index x ON x.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')"
    " WHERE c.relkind IN ('r', 'p') AND k.contype IN ('p', 'u', 'f', 'c', 'x') AND ";

inline constexpr std::string_view indexes_query =
    " UNION ALL SELECT 'index', n.nspname, c.relname, 0, i.relname, m.amname,"
    " ARRAY(SELECT coalesce(a.attname, '') FROM generate_series(0, x.indnkeyatts - 1) at"
    " LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[at] AND x.indkey[at] <> 0 ORDER BY at)::text,"
    " ARRAY(SELECT CASE WHEN x.indkey[at] = 0 THEN pg_get_indexdef(x.indexrelid, at + 1, false) ELSE '' END"
    " FROM generate_series(0, x.indnkeyatts - 1) at ORDER BY at)::text,"
    " ARRAY(SELECT x.indoption[at]::text FROM generate_series(0, x.indnkeyatts - 1) at ORDER BY at)::text,"
    " ARRAY(SELECT CASE WHEN o.opcdefault THEN '' ELSE o.opcname END FROM generate_series(0, x.indnkeyatts - 1) at"
    " JOIN pg_catalog.pg_opclass o ON o.oid = x.indclass[at] ORDER BY at)::text,"
    " ARRAY(SELECT CASE WHEN l.oid IS NULL OR l.oid = a.attcollation AND x.indkey[at] <> 0 OR l.collname = 'default' THEN '' ELSE l.collname END"
    " FROM generate_series(0, x.indnkeyatts - 1) at LEFT JOIN pg_catalog.pg_collation l ON l.oid = x.indcollation[at]"
    " LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[at] ORDER BY at)::text,"
    " ARRAY(SELECT a.attname FROM generate_series(x.indnkeyatts, x.indnatts - 1) at"
    " JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[at] ORDER BY at)::text,"
    " pg_get_expr(x.indpred, x.indrelid),"
    " concat(CASE WHEN x.indisunique THEN 'u' END, CASE WHEN to_jsonb(x) ->> 'indnullsnotdistinct' = 'true' THEN 'd' END,"
    " CASE WHEN NOT x.indisvalid THEN 'v' END),"
    " (SELECT description FROM pg_catalog.pg_description WHERE objoid = i.oid AND classoid = 'pg_catalog.pg_class'::regclass AND objsubid = 0),"
    " NULL"
    " FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid JOIN pg_catalog.pg_class c ON c.oid = x.indrelid"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace JOIN pg_catalog.pg_am m ON m.oid = i.relam"
    " WHERE c.relkind IN ('r', 'p') AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k"
    " WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x')) AND ";

inline constexpr std::string_view enumerations_query =
    " UNION ALL SELECT 'enumeration', n.nspname, t.typname, 0,"
    " ARRAY(SELECT e.enumlabel FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder)::text,"
    " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"
    " FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'e' AND ";

// Whether `n` is the default schema or one that the catalog names.
inline std::string is_wanted_namespace(const catalog::catalog& expected) {
    return strings::to_string([&](auto& sink) {
        sink.add("(n.nspname = current_schema() OR n.nspname IN (NULL");
        std::string_view last;
        const auto add = [&](std::string_view schema) {
            if (schema.empty() || schema == last) return;
            last = schema;
            sink.add(", ");
            strings::add_literal(sink, schema);
        };
        for (const catalog::table& table : expected.tables) add(table.schema);
        for (const catalog::enumeration& type : expected.enumerations) add(type.schema);
        sink.add("))");
    });
}

} // namespace detail

/// The statement that reads all objects of the default schema and of the schemas that `expected` names. `more` is
/// appended: further rows of kind 'stamp'.
inline std::string introspection_statement(const catalog::catalog& expected, std::string_view more = {}) {
    const std::string wanted = detail::is_wanted_namespace(expected);
    std::string text{"SELECT * FROM ("};
    text.append(detail::facts_query);
    for (const std::string_view query : {detail::relations_query, detail::columns_query, detail::constraints_query,
                                         detail::indexes_query, detail::enumerations_query})
        text.append(query).append(wanted);
    // each relation's rows together, the relation first
    return text.append(more).append(") o ORDER BY schema, relation, kind <> 'relation', kind, position, first");
}

/// Reads a live database. Throws sql_failure.
inline live_catalog introspect(session& with, const catalog::catalog& expected) {
    return live_catalog{with.send(introspection_statement(expected))};
}

} // namespace constable::database
