// SPDX-License-Identifier: BSL-1.0
// What reads schemas, extensions, collations, types, views, routines, and what stands on tables and views.
#pragma once

#include "privilege_queries.hpp"
#include "query_text.hpp"

#include "constable/strings/identifier.hpp"
#include "constable/strings/sink.hpp"

#include <string>
#include <string_view>

/// https://www.postgresql.org/docs/current/catalogs.html
namespace constable::database::detail {

// What initdb says of the schema public is no comment.
inline constexpr std::string_view comment_on_schema = "CASE WHEN n.nspname <> 'public' OR e.description <> 'standard public schema' THEN e.description END";

// The default schema shows only when something is said of it.
inline void add_schemas(query_text& query, const scope& all) {
    if (all.reach == scope::extent::temporary) return;
    query.add("schema", "n.oid", "0", "0", {"n.nspname", comment_on_schema},
              "FROM wanted n" + comment_of("pg_namespace", "n.oid") + " WHERE" + is_own("pg_namespace", "n.oid") +
                  " AND (n.nspname IS DISTINCT FROM current_schema() OR " + std::string{comment_on_schema} + " IS NOT NULL OR EXISTS"
                  " (SELECT FROM (SELECT n.nspowner AS owner, n.nspacl AS acl, " + base_of_schema(query.version) +
                  " AS base WHERE n.nspacl IS NOT NULL) g" + std::string{changed_privileges} + "))");
}

inline void add_extensions(query_text& query, const scope& all) {
    if (all.reach == scope::extent::temporary) return;
    const std::string wanted = strings::to_string([&](auto& sink) {
        if (all.reach == scope::extent::whole) return sink.add("true");
        sink.add("x.extnamespace IN (SELECT oid FROM wanted) OR x.extname IN (NULL");
        for (const std::string_view name : all.extensions) {
            sink.add(", ");
            strings::add_literal(sink, name);
        }
        sink.add(")");
    });
    query.add("extension", "x.oid", "0", "0",
              {"n.nspname", "x.extname", "x.extversion",
               "CASE WHEN e.description IS DISTINCT FROM (SELECT v.comment FROM pg_catalog.pg_available_extensions v WHERE v.name = x.extname)"
               " THEN e.description END"},
              "FROM pg_catalog.pg_extension x JOIN pg_catalog.pg_namespace n ON n.oid = x.extnamespace" + comment_of("pg_extension", "x.oid") +
                  " WHERE x.extname <> 'plpgsql' AND (" + wanted + ")");
}

// Before PostgreSQL 15 the locale of an ICU collation stands in collcollate.
inline void add_collations(query_text& query) {
    const std::string icu_locale = query.version >= 170000   ? "l.colllocale"
                                   : query.version >= 150000 ? "l.colliculocale"
                                                             : "CASE WHEN l.collprovider = 'i' THEN l.collcollate END";
    const std::string locale = "coalesce(" + icu_locale + ", CASE WHEN l.collprovider = 'c' AND l.collcollate = l.collctype THEN l.collcollate END)::text";
    query.add("collation", "l.oid", "0", "0",
              {"n.nspname", "l.collname", "CASE l.collprovider WHEN 'i' THEN 'icu' WHEN 'c' THEN 'libc' WHEN 'b' THEN 'builtin' END", locale,
               "CASE WHEN l.collprovider = 'c' AND l.collcollate <> l.collctype THEN l.collcollate END::text",
               "CASE WHEN l.collprovider = 'c' AND l.collcollate <> l.collctype THEN l.collctype END::text",
               query.version >= 160000 ? "l.collicurules" : "NULL", "l.collisdeterministic::text", "e.description"},
              "FROM pg_catalog.pg_collation l JOIN wanted n ON n.oid = l.collnamespace" + comment_of("pg_collation", "l.oid") + " WHERE" +
                  is_own("pg_collation", "l.oid"));
}

inline void add_types(query_text& query) {
    const std::string of_types = "FROM pg_catalog.pg_type t JOIN wanted n ON n.oid = t.typnamespace" + comment_of("pg_type", "t.oid");
    const std::string are_own = " AND" + is_own("pg_type", "t.oid");
    query.add("enumeration", "t.oid", "0", "0",
              {"n.nspname", "t.typname", "ARRAY(SELECT l.enumlabel FROM pg_catalog.pg_enum l WHERE l.enumtypid = t.oid ORDER BY l.enumsortorder)::text",
               "e.description"},
              of_types + " WHERE t.typtype = 'e'" + are_own);

    const std::string collation = "CASE WHEN l.oid IS NOT NULL THEN " + collation_name("l") + " END";
    const bool has_names = query.version >= 170000;
    query.add("domain", "t.oid", "0", "0",
              {"n.nspname", "t.typname", "pg_catalog.format_type(t.typbasetype, t.typtypmod)", collation,
               "coalesce(pg_catalog.pg_get_expr(t.typdefaultbin, 0), pg_catalog.quote_literal(t.typdefault))", "t.typnotnull::text",
               has_names ? "nn.conname" : "NULL", "e.description"},
              of_types + " JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype" +
                  " LEFT JOIN pg_catalog.pg_collation l ON l.oid = t.typcollation AND t.typcollation <> b.typcollation" +
                  (has_names ? " LEFT JOIN pg_catalog.pg_constraint nn ON nn.contypid = t.oid AND nn.contype = 'n'" : "") +
                  " WHERE t.typtype = 'd'" + are_own);
    query.add("constraint", "0", "t.oid", "0",
              {"'CHECK'", "k.conname", "NULL", "pg_catalog.pg_get_expr(k.conbin, 0)", "NULL", "NULL", "NULL", "NULL", "NULL", "NULL", "NULL", "NULL",
               "NULL", "NULL", "NULL", "NULL", "NULL", "NULL", "(NOT k.convalidated)::text", "NULL", "NULL", "NULL", "NULL", "e.description", "NULL"},
              "FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_type t ON t.oid = k.contypid JOIN wanted n ON n.oid = t.typnamespace" +
                  comment_of("pg_constraint", "k.oid") + " WHERE k.contype = 'c'");

    // the comment of a composite type is its type's, that of an attribute its relation's
    query.add("composite type", "c.oid", "0", "0", {"c.nspname", "c.relname", "e.description"},
              "FROM relations c" + comment_of("pg_type", "c.reltype") + " WHERE c.relkind = 'c'");
    query.add("attribute", "0", "a.attrelid", "a.attnum",
              {"a.attname", "pg_catalog.format_type(a.atttypid, a.atttypmod)", collation, "e.description"},
              "FROM relations c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
              " JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
              " LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation AND a.attcollation <> t.typcollation" +
                  comment_of("pg_class", "a.attrelid", "a.attnum") + " WHERE c.relkind = 'c'");

    const std::string operator_class = "CASE WHEN NOT o.opcdefault THEN " + visible_name("opclass", "o", "opc") + " END";
    query.add("range type", "t.oid", "0", "0",
              {"n.nspname", "t.typname", "pg_catalog.format_type(r.rngsubtype, NULL)", operator_class, collation, name_of_function("r.rngcanonical"),
               name_of_function("r.rngsubdiff"), query.version >= 140000 ? "(SELECT m.typname FROM pg_catalog.pg_type m WHERE m.oid = r.rngmultitypid)" : "NULL",
               "e.description"},
              of_types + " JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid JOIN pg_catalog.pg_type b ON b.oid = r.rngsubtype"
                         " JOIN pg_catalog.pg_opclass o ON o.oid = r.rngsubopc"
                         " LEFT JOIN pg_catalog.pg_collation l ON l.oid = r.rngcollation AND r.rngcollation <> b.typcollation WHERE t.typtype = 'r'" +
                  are_own);
}

inline void add_views(query_text& query) {
    query.add("view", "c.oid", "0", "0",
              {"c.nspname", "c.relname", "(c.relkind = 'm')::text", "pg_catalog.pg_get_viewdef(c.oid)", "c.reloptions::text", "nullif(m.amname, 'heap')",
               "k.relname", "e.description"},
              "FROM relations c LEFT JOIN pg_catalog.pg_am m ON m.oid = c.relam"
              " LEFT JOIN (SELECT x.indrelid, i.relname FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid"
              " WHERE x.indisclustered) k ON k.indrelid = c.oid" +
                  comment_of("pg_class", "c.oid") + " WHERE c.relkind IN ('v', 'm')");
    query.add("view column", "0", "a.attrelid", "a.attnum", {"a.attname", "pg_catalog.pg_get_expr(d.adbin, d.adrelid)", "e.description"},
              "FROM relations c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
              " LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum" +
                  comment_of("pg_class", "a.attrelid", "a.attnum") +
                  " WHERE c.relkind IN ('v', 'm') AND (d.oid IS NOT NULL OR e.description IS NOT NULL)");
}

// The arguments come as the hexadecimal digits of texts that each end with a zero; the condition as the definition that
// it stands in.
inline void add_triggers(query_text& query) {
    const std::string function = function_name("f");
    const std::string columns = "CASE WHEN pg_catalog.array_length(t.tgattr::int2[], 1) > 0 THEN " + column_names("t.tgattr::int2[]", "t.tgrelid") + " END";
    query.add("trigger", "0", "t.tgrelid", "0",
              {"t.tgname", "CASE WHEN t.tgtype & 2 <> 0 THEN 'BEFORE' WHEN t.tgtype & 64 <> 0 THEN 'INSTEAD OF' ELSE 'AFTER' END",
               "(t.tgtype & 4 <> 0)::text", "(t.tgtype & 16 <> 0)::text", "(t.tgtype & 8 <> 0)::text", "(t.tgtype & 32 <> 0)::text", columns,
               "(t.tgtype & 1 <> 0)::text", "CASE WHEN t.tgqual IS NOT NULL THEN pg_catalog.pg_get_triggerdef(t.oid) END", function,
               "CASE WHEN t.tgnargs <> 0 THEN pg_catalog.encode(t.tgargs, 'hex') END", "(t.tgconstraint <> 0)::text", "t.tgdeferrable::text",
               "t.tginitdeferred::text", "CASE WHEN t.tgconstrrelid <> 0 THEN t.tgconstrrelid::regclass::text END", "t.tgoldtable", "t.tgnewtable",
               "CASE t.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'REPLICA' WHEN 'A' THEN 'ALWAYS' END", "e.description"},
              "FROM relations c JOIN pg_catalog.pg_trigger t ON t.tgrelid = c.oid JOIN pg_catalog.pg_proc f ON f.oid = t.tgfoid" +
                  comment_of("pg_trigger", "t.oid") + " WHERE NOT t.tgisinternal" + (query.version >= 130000 ? " AND t.tgparentid = 0" : "") +
                  " AND" + is_own("pg_trigger", "t.oid"));
}

// The action comes as the definition that it stands in.
inline void add_rules(query_text& query) {
    query.add("rule", "0", "r.ev_class", "0",
              {"r.rulename", "CASE r.ev_type WHEN '1' THEN 'SELECT' WHEN '2' THEN 'UPDATE' WHEN '3' THEN 'INSERT' ELSE 'DELETE' END",
               "r.is_instead::text", "NULL", "pg_catalog.pg_get_ruledef(r.oid)",
               "CASE r.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'REPLICA' WHEN 'A' THEN 'ALWAYS' END", "e.description"},
              "FROM relations c JOIN pg_catalog.pg_rewrite r ON r.ev_class = c.oid" + comment_of("pg_rewrite", "r.oid") +
                  " WHERE r.rulename <> '_RETURN' AND" + is_own("pg_rewrite", "r.oid"));
}

inline void add_policies(query_text& query) {
    query.add("policy", "0", "p.polrelid", "0",
              {"p.polname", "p.polpermissive::text",
               "CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END",
               "CASE WHEN p.polroles <> '{0}' THEN ARRAY(SELECT role FROM (SELECT DISTINCT pg_catalog.pg_get_userbyid(u)::text AS role"
               " FROM pg_catalog.unnest(p.polroles) u) once ORDER BY role COLLATE \"C\")::text END",
               "pg_catalog.pg_get_expr(p.polqual, p.polrelid)", "pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)", "e.description"},
              "FROM relations c JOIN pg_catalog.pg_policy p ON p.polrelid = c.oid" + comment_of("pg_policy", "p.oid"));
}

// The server leaves out the kinds when they are all; expressions come as one list.
inline void add_statistics(query_text& query) {
    const bool has_expressions = query.version >= 140000;
    query.add("statistics", "0", "s.stxrelid", "0",
              {"n.nspname", "s.stxname",
               "CASE WHEN NOT s.stxkind @> '{d,f,m}' AND s.stxkind && '{d,f,m}' THEN ARRAY(SELECT CASE u WHEN 'd' THEN 'ndistinct'"
               " WHEN 'f' THEN 'dependencies' ELSE 'mcv' END FROM pg_catalog.unnest(s.stxkind) u WHERE u <> 'e'"
               " ORDER BY pg_catalog.strpos('dfm', u::text))::text END",
               has_expressions ? "pg_catalog.pg_get_statisticsobjdef_columns(s.oid)"
                               : "(SELECT string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY u.at) FROM pg_catalog.unnest(s.stxkeys)"
                                 " WITH ORDINALITY u(num, at) JOIN pg_catalog.pg_attribute a ON a.attrelid = s.stxrelid AND a.attnum = u.num)",
               query.version >= 130000 ? "nullif(s.stxstattarget, -1)::text" : "NULL", "e.description"},
              "FROM relations c JOIN pg_catalog.pg_statistic_ext s ON s.stxrelid = c.oid"
              " JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace" +
                  comment_of("pg_statistic_ext", "s.oid") + " WHERE" + is_own("pg_statistic_ext", "s.oid"));
}

} // namespace constable::database::detail
