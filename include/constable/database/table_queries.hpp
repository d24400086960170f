// SPDX-License-Identifier: BSL-1.0
// What reads tables, their columns, constraints and indexes, and sequences.
#pragma once

#include "query_text.hpp"

#include <string>
#include <string_view>

/// https://www.postgresql.org/docs/current/catalogs.html
namespace constable::database::detail {

inline void add_relations(query_text& query) {
    query.add("relation", "c.oid", "0", "0", {"n.nspname", "c.relname", "c.relkind::text"},
              "FROM pg_catalog.pg_class c JOIN wanted n ON n.oid = c.relnamespace"
              " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c')");
}

// A partition has one parent, other children have a list of them.
inline void add_tables(query_text& query) {
    query.add("table", "c.oid", "0", "0",
              {"c.nspname", "c.relname", "e.description", "(c.relpersistence = 'u')::text", "nullif(m.amname, 'heap')", "c.reloptions::text", "t.reloptions::text",
               "CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END",
               "CASE WHEN c.relispartition THEN h.schemas[1] END", "CASE WHEN c.relispartition THEN h.names[1] END",
               "CASE WHEN c.relispartition THEN pg_catalog.pg_get_expr(c.relpartbound, c.oid) END",
               "CASE WHEN NOT c.relispartition THEN h.pairs::text END",
               "CASE WHEN c.reloftype <> 0 THEN pg_catalog.format_type(c.reloftype, NULL) END", "c.relrowsecurity::text",
               "c.relforcerowsecurity::text", "CASE c.relreplident WHEN 'n' THEN 'NOTHING' WHEN 'f' THEN 'FULL' WHEN 'i' THEN 'INDEX' END",
               "CASE WHEN c.relreplident = 'i' THEN (SELECT i.relname FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid"
               " WHERE x.indrelid = c.oid AND x.indisreplident) END",
               "k.relname", "h.parents::text"},
              "FROM relations c LEFT JOIN pg_catalog.pg_am m ON m.oid = c.relam"
              " LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid AND t.reloptions IS NOT NULL"
              " LEFT JOIN (SELECT i.inhrelid, array_agg(pn.nspname ORDER BY i.inhseqno) AS schemas, array_agg(p.relname ORDER BY i.inhseqno) AS names,"
              " array_agg(ARRAY[pn.nspname, p.relname] ORDER BY i.inhseqno) AS pairs, array_agg(p.oid ORDER BY i.inhseqno) AS parents"
              " FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p ON p.oid = i.inhparent"
              " JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace WHERE p.relkind IN ('r', 'p') GROUP BY i.inhrelid) h ON h.inhrelid = c.oid"
              " LEFT JOIN (SELECT x.indrelid, i.relname FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid"
              " WHERE x.indisclustered) k ON k.indrelid = c.oid" +
                  comment_of("pg_class", "c.oid") + " WHERE c.relkind IN ('r', 'p')");
}

// Columns, their details, and whether the table has the column of its own.
inline void add_columns(query_text& query) {
    const std::string collation = "CASE WHEN l.oid IS NOT NULL THEN " + collation_name("l") + " END";
    const bool has_names = query.version >= 180000;
    query.add("column", "0", "a.attrelid", "a.attnum",
              {"a.attname", "pg_catalog.format_type(a.atttypid, a.atttypmod)",
               "CASE WHEN a.attgenerated = '' THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) END",
               "CASE WHEN a.attgenerated <> '' THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) END", collation, "e.description",
               "CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END", "a.attnotnull::text",
               has_names ? "nn.conname" : "NULL",
               "CASE WHEN a.attstorage <> t.typstorage THEN CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL'"
               " WHEN 'x' THEN 'EXTENDED' ELSE 'MAIN' END END",
               query.version >= 140000 ? "CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END" : "NULL",
               "nullif(a.attstattarget, -1)::text", "a.attoptions::text", "(a.attgenerated = 'v')::text", "(NOT a.attislocal AND NOT c.relispartition)::text"},
              "FROM relations c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
              " JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
              " LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
              " LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation AND a.attcollation <> t.typcollation" +
                  comment_of("pg_class", "a.attrelid", "a.attnum") +
                  (has_names ? " LEFT JOIN pg_catalog.pg_constraint nn ON nn.conrelid = a.attrelid AND nn.contype = 'n' AND nn.conkey[1] = a.attnum" : "") +
                  " WHERE c.relkind IN ('r', 'p')");
}

inline constexpr std::string_view constraint_kinds =
    "CASE k.contype WHEN 'p' THEN 'PRIMARY KEY' WHEN 'u' THEN 'UNIQUE' WHEN 'f' THEN 'FOREIGN KEY' WHEN 'x' THEN 'EXCLUDE' ELSE 'CHECK' END";

inline std::string referential_action_of(std::string_view column) {
    return std::string{"CASE WHEN k.contype = 'f' THEN CASE k."}.append(column)
        .append(" WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' END END");
}

// PostgreSQL 18 keeps NOT NULL here too, and all versions constraint triggers: kinds are allowed, not excluded. What a
// partition or a child only has from its parent is left out, but for the keys and checks of a partition.
inline void add_constraints(query_text& query) {
    const std::string columns = "CASE WHEN k.contype IN ('p', 'u', 'f') THEN " + column_names("k.conkey", "k.conrelid") + " END";
    const std::string referenced = "CASE WHEN k.contype = 'f' THEN " + column_names("k.confkey", "k.confrelid") + " END";
    const std::string set_columns = query.version < 150000 ? std::string{"NULL"}
                                        : "CASE WHEN k.confdelsetcols IS NOT NULL THEN " + column_names("k.confdelsetcols", "k.conrelid") + " END";
    const std::string include = "CASE WHEN x.indnatts > x.indnkeyatts THEN " +
                                column_names("x.indkey[x.indnkeyatts : x.indnatts - 1]", "x.indrelid") + " END";
    const std::string on_update = referential_action_of("confupdtype");
    const std::string on_delete = referential_action_of("confdeltype");
    const bool has_enforced = query.version >= 180000;
    query.add("constraint", "coalesce(x.indexrelid, 0)", "k.conrelid", "0",
              {constraint_kinds, "k.conname", columns, "CASE WHEN k.contype = 'c' THEN pg_catalog.pg_get_expr(k.conbin, k.conrelid) END",
               "CASE WHEN k.contype = 'f' THEN fn.nspname END", "CASE WHEN k.contype = 'f' THEN f.relname END", referenced, on_update, on_delete,
               set_columns, "CASE WHEN k.contype = 'f' AND k.confmatchtype = 'f' THEN 'FULL' END", include,
               "CASE WHEN k.contype = 'x' THEN nullif(m.amname, 'btree') END",
               "CASE WHEN k.contype = 'x' THEN pg_catalog.pg_get_expr(x.indpred, x.indrelid) END",
               query.version >= 150000 ? "x.indnullsnotdistinct::text" : "NULL", "k.condeferrable::text", "k.condeferred::text",
               "(k.contype = 'c' AND k.connoinherit)::text", has_enforced ? "(k.conenforced AND NOT k.convalidated)::text" : "(NOT k.convalidated)::text",
               has_enforced ? "(NOT k.conenforced)::text" : "NULL", has_enforced ? "k.conperiod::text" : "NULL", "i.reloptions::text", "hp.relname",
               "e.description", "ie.description"},
              "FROM relations c JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid"
              " LEFT JOIN pg_catalog.pg_class f ON f.oid = k.confrelid LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace"
              " LEFT JOIN pg_catalog.pg_index x ON x.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')"
              " LEFT JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid LEFT JOIN pg_catalog.pg_am m ON m.oid = i.relam"
              " LEFT JOIN pg_catalog.pg_inherits h ON h.inhrelid = x.indexrelid LEFT JOIN pg_catalog.pg_class hp ON hp.oid = h.inhparent" +
                  comment_of("pg_constraint", "k.oid") + comment_of("pg_class", "x.indexrelid", "0", "ie") +
                  " WHERE c.relkind IN ('r', 'p') AND (k.contype IN ('p', 'u', 'x') OR k.contype = 'f' AND k.conparentid = 0"
                  " OR k.contype = 'c' AND (k.conislocal OR c.relispartition))");
}

// Indexes that are no constraints. Two texts more: the expressions of the keys, and, where a collation of an expression
// can only be told from it, the whole definition.
inline void add_indexes(query_text& query) {
    const std::string include = "CASE WHEN x.indnatts > x.indnkeyatts THEN " +
                                column_names("x.indkey[x.indnkeyatts : x.indnatts - 1]", "x.indrelid") + " END";
    query.add("index", "x.indexrelid", "x.indrelid", "0",
              {"i.relname", "nullif(m.amname, 'btree')", include, "pg_catalog.pg_get_expr(x.indpred, x.indrelid)", "x.indisunique::text",
               query.version >= 150000 ? "x.indnullsnotdistinct::text" : "NULL", "(NOT x.indisvalid AND i.relkind = 'i')::text", "i.reloptions::text", "hp.relname",
               "e.description"},
              "FROM relations c JOIN pg_catalog.pg_index x ON x.indrelid = c.oid JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid"
              " JOIN pg_catalog.pg_am m ON m.oid = i.relam"
              " LEFT JOIN pg_catalog.pg_inherits h ON h.inhrelid = x.indexrelid LEFT JOIN pg_catalog.pg_class hp ON hp.oid = h.inhparent" +
                  comment_of("pg_class", "x.indexrelid") +
                  " WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x'))");
    query.add("expressions", "0", "x.indexrelid", "0",
              {"pg_catalog.pg_get_expr(x.indexprs, x.indrelid)",
               "CASE WHEN EXISTS (SELECT FROM pg_catalog.unnest(x.indcollation) u WHERE u <> 0) THEN pg_catalog.pg_get_indexdef(x.indexrelid) END"},
              "FROM relations c JOIN pg_catalog.pg_index x ON x.indrelid = c.oid WHERE x.indexprs IS NOT NULL");
}

// The keys of indexes and of exclusion constraints. An operator class shows when it is not the one that the column's
// type would get, or has parameters.
inline void add_keys(query_text& query) {
    const std::string collation = "CASE WHEN l.oid IS NOT NULL THEN " + collation_name("l") + " END";
    const std::string operator_class =
        "CASE WHEN " + std::string{query.version >= 130000 ? "ia.attoptions IS NOT NULL OR" : ""} +
        " NOT (o.opcdefault AND (better.oid IS NULL OR better.oid = o.oid)) THEN " + visible_name("opclass", "o", "opc") +
        (query.version < 130000 ? std::string{}
                                : " || coalesce(' (' || (SELECT string_agg(w.name || '=' ||"
                                  " CASE WHEN pg_catalog.quote_ident(w.value) = w.value THEN w.value ELSE pg_catalog.quote_literal(w.value) END, ', ')"
                                  " FROM pg_catalog.unnest(ia.attoptions) u, LATERAL (SELECT split_part(u, '=', 1) AS name,"
                                  " substr(u, strpos(u, '=') + 1) AS value) w) || ')', '')") +
        " END";
    const std::string with_operator = "CASE WHEN k.conexclop IS NOT NULL THEN " + name_of_operator("k.conexclop[ia.attnum]") + " END";
    query.add("key", "0", "x.indexrelid", "ia.attnum",
              {"a.attname", "NULL", collation, operator_class, with_operator, "(x.indoption[ia.attnum - 1] & 1 = 1)::text",
               "CASE x.indoption[ia.attnum - 1] & 3 WHEN 1 THEN 'LAST' WHEN 2 THEN 'FIRST' END", "nullif(ia.attstattarget, -1)::text"},
              "FROM relations c JOIN pg_catalog.pg_index x ON x.indrelid = c.oid"
              " JOIN pg_catalog.pg_attribute ia ON ia.attrelid = x.indexrelid AND ia.attnum <= x.indnkeyatts"
              " JOIN pg_catalog.pg_opclass o ON o.oid = x.indclass[ia.attnum - 1]"
              " LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[ia.attnum - 1] AND a.attnum <> 0"
              " LEFT JOIN pg_catalog.pg_type t ON t.oid = coalesce(a.atttypid, CASE WHEN o.opckeytype = 0 THEN ia.atttypid END)"
              " LEFT JOIN pg_catalog.pg_opclass better ON better.opcmethod = o.opcmethod AND better.opcdefault"
              " AND better.opcintype = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END"
              " LEFT JOIN pg_catalog.pg_collation l ON l.oid = x.indcollation[ia.attnum - 1] AND l.oid IS DISTINCT FROM a.attcollation"
              " LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x')"
              " WHERE k.oid IS NULL OR k.contype = 'x'");
}

// Sequences; four texts more: how, by which table and by which column each is owned, and whether that column's default
// is its next value.
inline void add_sequences(query_text& query) {
    query.add("sequence", "c.oid", "0", "0",
              {"c.nspname", "c.relname", "pg_catalog.format_type(s.seqtypid, NULL)", "s.seqstart::text", "s.seqincrement::text", "s.seqmin::text",
               "s.seqmax::text", "s.seqcache::text", "s.seqcycle::text", "(c.relpersistence = 'u')::text", "t.relname", "a.attname",
               "e.description", "p.deptype::text", "p.refobjid::text", "p.refobjsubid::text",
               "(pg_catalog.pg_get_expr(d.adbin, d.adrelid) = 'nextval(''' || replace(c.oid::regclass::text, '''', '''''') || '''::regclass)')::text"},
              "FROM relations c JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid"
              " LEFT JOIN pg_catalog.pg_depend p ON p.classid = 'pg_catalog.pg_class'::regclass AND p.objid = c.oid AND p.objsubid = 0"
              " AND p.refclassid = 'pg_catalog.pg_class'::regclass AND p.deptype IN ('a', 'i')"
              " LEFT JOIN pg_catalog.pg_class t ON t.oid = p.refobjid"
              " LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = p.refobjid AND a.attnum = p.refobjsubid"
              " LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = p.refobjid AND d.adnum = p.refobjsubid" +
                  comment_of("pg_class", "c.oid") + " WHERE c.relkind = 'S'");
}

} // namespace constable::database::detail
