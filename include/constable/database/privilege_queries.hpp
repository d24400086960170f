// SPDX-License-Identifier: BSL-1.0
// What reads privileges: those that differ from what an object has by itself.
#pragma once

#include "query_text.hpp"

#include <string>
#include <string_view>

/// https://www.postgresql.org/docs/current/ddl-priv.html
namespace constable::database::detail {

// Compares the list `g.acl` with `g.base`, for all roles but `g.owner`.
inline constexpr std::string_view changed_privileges =
    " CROSS JOIN LATERAL (SELECT a.grantee, a.privilege_type, bool_or(a.is_grantable) AS is_grantable, false AS is_revoked"
    " FROM pg_catalog.aclexplode(g.acl) a WHERE a.grantee IS DISTINCT FROM g.owner AND NOT EXISTS (SELECT FROM pg_catalog.aclexplode(g.base) b"
    " WHERE b.grantee = a.grantee AND b.privilege_type = a.privilege_type AND b.is_grantable = a.is_grantable) GROUP BY 1, 2"
    " UNION ALL SELECT b.grantee, b.privilege_type, false, true FROM pg_catalog.aclexplode(g.base) b WHERE b.grantee IS DISTINCT FROM g.owner"
    " AND NOT EXISTS (SELECT FROM pg_catalog.aclexplode(g.acl) a WHERE a.grantee = b.grantee AND a.privilege_type = b.privilege_type)) p";

// What the schema public comes with, whoever owns it: initdb grants it.
inline std::string base_of_schema(int version) {
    return std::string{"CASE n.nspname WHEN 'public' THEN ARRAY[makeaclitem(0::oid, n.nspowner, 'USAGE', false)"}
        .append(version < 150000 ? ", makeaclitem(0::oid, n.nspowner, 'CREATE', false)" : "")
        .append("] ELSE pg_catalog.acldefault('n', n.nspowner) END");
}

inline void add_grants(query_text& query, const scope& all) {
    const std::string role = "CASE WHEN p.grantee <> 0 THEN pg_catalog.pg_get_userbyid(p.grantee)::text END";
    const std::string schemas =
        all.reach == scope::extent::temporary
            ? std::string{}
            : " UNION ALL SELECT 'SCHEMA', NULL, n.nspname, NULL, n.nspowner, n.nspacl, " +
                  base_of_schema(query.version) + " FROM wanted n WHERE n.nspacl IS NOT NULL AND" + is_own("pg_namespace", "n.oid");
    query.add("grant", "0", "0", "0",
              {"g.kind", "g.schema", "g.name", "g.part", role, "p.privilege_type", "p.is_grantable::text", "p.is_revoked::text"},
              "FROM (SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, c.nspname AS schema, c.relname AS name, NULL::text AS part,"
              " c.relowner AS owner, c.relacl AS acl, pg_catalog.acldefault(CASE c.relkind WHEN 'S' THEN 's'::\"char\" ELSE 'r' END, c.relowner) AS base"
              " FROM relations c WHERE c.relacl IS NOT NULL AND c.relkind <> 'c'"
              " UNION ALL SELECT 'COLUMN', c.nspname, c.relname, a.attname, c.relowner, a.attacl, pg_catalog.acldefault('c', c.relowner)"
              " FROM relations c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid WHERE a.attacl IS NOT NULL AND a.attnum > 0 AND NOT a.attisdropped" +
                  schemas +
                  " UNION ALL SELECT CASE f.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END, n.nspname, f.proname,"
                  " pg_catalog.oidvectortypes(f.proargtypes), f.proowner, f.proacl, pg_catalog.acldefault('f', f.proowner)"
                  " FROM pg_catalog.pg_proc f JOIN wanted n ON n.oid = f.pronamespace WHERE f.proacl IS NOT NULL AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d"
                  " WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid = f.oid AND d.deptype = 'i') AND" + // of a range type
                  is_own("pg_proc", "f.oid") +
                  " UNION ALL SELECT 'TYPE', n.nspname, t.typname, NULL, t.typowner, t.typacl, pg_catalog.acldefault('T', t.typowner)"
                  " FROM pg_catalog.pg_type t JOIN wanted n ON n.oid = t.typnamespace WHERE t.typacl IS NOT NULL AND" +
                  // since PostgreSQL 17 multiranges have those of their ranges
                  (query.version < 170000 ? "" : " t.typtype <> 'm' AND") + is_own("pg_type", "t.oid") + ") g" +
                  std::string{changed_privileges});
}

// What a row `d` of `pg_default_acl` is about, and what such an object has by itself.
inline constexpr std::string_view kind_of_default_privileges =
    "CASE d.defaclobjtype WHEN 'r' THEN 'TABLE' WHEN 'S' THEN 'SEQUENCE' WHEN 'f' THEN 'FUNCTION' WHEN 'T' THEN 'TYPE' ELSE 'SCHEMA' END";
inline constexpr std::string_view base_of_default_privileges =
    "pg_catalog.acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END, d.defaclrole)";

// Those of a single schema add to the others; those of all schemas replace what objects have by themselves.
inline void add_default_privileges(query_text& query, const scope& all) {
    if (all.reach == scope::extent::temporary) return;
    const std::string role = "CASE WHEN p.grantee <> 0 THEN pg_catalog.pg_get_userbyid(p.grantee)::text END";
    query.add("default privilege", "0", "0", "0",
              {"nullif(pg_catalog.pg_get_userbyid(g.role), current_user)::text", "g.schema", "(g.schema IS NULL)::text", "g.kind", role, "p.privilege_type",
               "p.is_grantable::text", "p.is_revoked::text"},
              "FROM (SELECT d.defaclrole AS role, CASE d.defaclnamespace WHEN 0 THEN d.defaclrole END AS owner, n.nspname AS schema,"
              " " + std::string{kind_of_default_privileges} +
                  " AS kind, d.defaclacl AS acl, CASE d.defaclnamespace WHEN 0 THEN " + std::string{base_of_default_privileges} + " ELSE pg_catalog.acldefault('c', d.defaclrole) END AS base"
              " FROM pg_catalog.pg_default_acl d LEFT JOIN wanted n ON n.oid = d.defaclnamespace"
              " WHERE (d.defaclnamespace = 0 OR n.oid IS NOT NULL) AND d.defaclobjtype IN ('r', 'S', 'f', 'T', 'n')) g" +
                  std::string{changed_privileges});
}

} // namespace constable::database::detail
