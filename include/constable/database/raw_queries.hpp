// SPDX-License-Identifier: BSL-1.0
// What reads objects of kinds without words of their own: each is written as the SQL that makes it.
#pragma once

#include "query_text.hpp"

#include "constable/catalog/raw_object.hpp"
#include "constable/strings/identifier.hpp"
#include "constable/strings/sink.hpp"

#include <span>
#include <string>
#include <string_view>

/// What pg_dump writes of these kinds, with names as the search path finds them.
/// https://www.postgresql.org/docs/current/catalogs.html
namespace constable::database::detail {

/// How the objects of one kind are found: `o` is the object, `n` its schema.
struct raw_source {
    std::string_view kind;
    std::string_view catalog;
    std::string_view schema; ///< the column of the schema's oid; empty where there is none
    std::string_view name;   ///< SQL: the name, as DROP takes it
    std::string_view condition;
};

// The kinds in the order of catalog::raw_kinds. Objects of the server itself have oids below 16384.
inline constexpr raw_source raw_sources[] = {
    {"language", "pg_language", "", "pg_catalog.quote_ident(o.lanname)", "o.oid >= 16384 AND o.lanname <> 'plpgsql'"},
    {"access method", "pg_am", "", "pg_catalog.quote_ident(o.amname)", "o.oid >= 16384"},
    {"operator", "pg_operator", "oprnamespace",
     "o.oprname || '(' || CASE o.oprleft WHEN 0 THEN 'NONE' ELSE pg_catalog.format_type(o.oprleft, NULL) END || ','"
     " || CASE o.oprright WHEN 0 THEN 'NONE' ELSE pg_catalog.format_type(o.oprright, NULL) END || ')'",
     "o.oprcode <> 0"}, // otherwise only announced by another
    {"operator family", "pg_opfamily", "opfnamespace",
     "pg_catalog.quote_ident(o.opfname) || ' USING ' || (SELECT pg_catalog.quote_ident(amname) FROM pg_catalog.pg_am WHERE oid = o.opfmethod)", "true"},
    {"operator class", "pg_opclass", "opcnamespace",
     "pg_catalog.quote_ident(o.opcname) || ' USING ' || (SELECT pg_catalog.quote_ident(amname) FROM pg_catalog.pg_am WHERE oid = o.opcmethod)", "true"},
    // one between a range and its multirange comes with the type
    {"cast", "pg_cast", "", "'(' || pg_catalog.format_type(o.castsource, NULL) || ' AS ' || pg_catalog.format_type(o.casttarget, NULL) || ')'",
     "o.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_cast'::regclass AND d.objid = o.oid"
     " AND d.deptype = 'i')"},
    {"transform", "pg_transform", "",
     "'FOR ' || pg_catalog.format_type(o.trftype, NULL) || ' LANGUAGE ' || (SELECT pg_catalog.quote_ident(lanname) FROM pg_catalog.pg_language"
     " WHERE oid = o.trflang)", "true"},
    {"conversion", "pg_conversion", "connamespace", "pg_catalog.quote_ident(o.conname)", "true"},
    {"text search parser", "pg_ts_parser", "prsnamespace", "pg_catalog.quote_ident(o.prsname)", "true"},
    {"text search template", "pg_ts_template", "tmplnamespace", "pg_catalog.quote_ident(o.tmplname)", "true"},
    {"text search dictionary", "pg_ts_dict", "dictnamespace", "pg_catalog.quote_ident(o.dictname)", "true"},
    {"text search configuration", "pg_ts_config", "cfgnamespace", "pg_catalog.quote_ident(o.cfgname)", "true"},
    {"foreign data wrapper", "pg_foreign_data_wrapper", "", "pg_catalog.quote_ident(o.fdwname)", "NOT o.fdwoptions::text ~* '(passw|secret|token|credential)[^,]*=' IS TRUE"},
    {"server", "pg_foreign_server", "", "pg_catalog.quote_ident(o.srvname)", "NOT o.srvoptions::text ~* '(passw|secret|token|credential)[^,]*=' IS TRUE"},
    {"foreign table", "pg_class", "relnamespace", "pg_catalog.quote_ident(o.relname)", "o.relkind = 'f'"},
    {"publication", "pg_publication", "", "pg_catalog.quote_ident(o.pubname)", "true"},
    {"event trigger", "pg_event_trigger", "", "pg_catalog.quote_ident(o.evtname)", "true"},
};
static_assert(sizeof raw_sources / sizeof raw_sources[0] == catalog::raw_kind_count);

// ---- pieces of definitions; `o.name` below stands for the full name

inline std::string schema_prefix() { return "CASE WHEN n.nspname = current_schema() THEN '' ELSE pg_catalog.quote_ident(n.nspname) || '.' END"; }
inline std::string raw_name(const raw_source& of) {
    return of.schema.empty() ? std::string{of.name} : schema_prefix().append(" || ").append(of.name);
}
// The name of an object of another catalog, by the column that refers to it.
inline std::string name_of_other(std::string_view catalog, std::string_view kind, std::string_view prefix, std::string_view oid) {
    return std::string{"(SELECT "}.append(visible_name(kind, "x", prefix)).append(" FROM pg_catalog.").append(catalog).append(" x WHERE x.oid = ")
        .append(oid).append(")");
}
inline std::string plain_name(std::string_view catalog, std::string_view column, std::string_view oid) {
    return std::string{"(SELECT pg_catalog.quote_ident("}.append(column).append(") FROM pg_catalog.").append(catalog).append(" WHERE oid = ")
        .append(oid).append(")");
}
// ` OPTIONS (a 'b', …)`; NULL when there are none.
inline std::string options_clause(std::string_view options) {
    return std::string{"(SELECT ' OPTIONS (' || string_agg(pg_catalog.quote_ident(p.option_name) || ' ' || pg_catalog.quote_literal(p.option_value), ', ' ORDER BY p.option_name COLLATE \"C\")"
                       " || ')' FROM pg_catalog.pg_options_to_table("}.append(options).append(") p)");
}
// `, WORD = function`; nothing when there is none.
inline std::string function_option(std::string_view word, std::string_view oid) {
    return std::string{", CASE WHEN "}.append(oid).append(" <> 0 THEN '").append(word).append(" = ' || ").append(name_of_function(oid)).append(" END");
}
inline std::string function_clause(std::string_view word, std::string_view oid) {
    return std::string{", CASE WHEN "}.append(oid).append(" <> 0 THEN ' ").append(word).append(" ' || ").append(name_of_function(oid)).append(" END");
}

// Members of an operator class or, loose ones, of a family: each depends on it.
inline std::string members(std::string_view catalog, std::string_view entry, std::string_view order, std::string_view of) {
    return std::string{"SELECT "}.append(entry).append(" AS item, ").append(order).append(" FROM pg_catalog.").append(catalog)
        .append(" m JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.").append(catalog).append("'::regclass AND d.objid = m.oid"
                " AND d.refclassid = 'pg_catalog.").append(of).append("'::regclass AND d.refobjid = o.oid");
}
inline std::string all_members(std::string_view of) {
    const std::string family = name_of_other("pg_opfamily", "opfamily", "opf", "m.amopsortfamily");
    return members("pg_amop", "'OPERATOR ' || m.amopstrategy || ' ' || m.amopopr::regoperator::text || CASE WHEN m.amopsortfamily <> 0 THEN ' FOR ORDER BY ' || " +
                                  family + " ELSE '' END", "1 AS sort, m.amopstrategy AS number, m.amoplefttype::regtype::text AS l, m.amoprighttype::regtype::text AS r", of) +
           " UNION ALL " +
           members("pg_amproc", "'FUNCTION ' || m.amprocnum || ' (' || pg_catalog.format_type(m.amproclefttype, NULL) || ', ' ||"
                                " pg_catalog.format_type(m.amprocrighttype, NULL) || ') ' || m.amproc::oid::regprocedure::text",
                   "2, m.amprocnum, m.amproclefttype::regtype::text, m.amprocrighttype::regtype::text", of);
}
inline std::string member_list(std::string_view of) {
    return "(SELECT string_agg(i.item, E',\\n    ' ORDER BY i.sort, i.number, i.l COLLATE \"C\", i.r COLLATE \"C\") FROM (" + all_members(of) + ") i)";
}

inline std::string definition_of_operator() {
    return "'CREATE OPERATOR ' || " + schema_prefix() + " || o.oprname || ' (' || pg_catalog.concat_ws(', ', 'FUNCTION = ' || " + name_of_function("o.oprcode") +
           ", CASE WHEN o.oprleft <> 0 THEN 'LEFTARG = ' || pg_catalog.format_type(o.oprleft, NULL) END"
           ", CASE WHEN o.oprright <> 0 THEN 'RIGHTARG = ' || pg_catalog.format_type(o.oprright, NULL) END"
           ", CASE WHEN o.oprcom <> 0 THEN 'COMMUTATOR = ' || " + name_of_operator("o.oprcom") +
           " END, CASE WHEN o.oprnegate <> 0 THEN 'NEGATOR = ' || " + name_of_operator("o.oprnegate") + " END" +
           function_option("RESTRICT", "o.oprrest") + function_option("JOIN", "o.oprjoin") +
           ", CASE WHEN o.oprcanmerge THEN 'MERGES' END, CASE WHEN o.oprcanhash THEN 'HASHES' END) || ');'";
}
inline std::string definition_of_family(const raw_source& of) {
    return "'CREATE OPERATOR FAMILY ' || " + raw_name(of) + " || ';' || coalesce(E'\\nALTER OPERATOR FAMILY ' || " + raw_name(of) + " || E' ADD\\n    ' || " +
           member_list("pg_opfamily") + " || ';', '')";
}
inline std::string definition_of_class() {
    return "'CREATE OPERATOR CLASS ' || " + schema_prefix() + " || pg_catalog.quote_ident(o.opcname) || CASE WHEN o.opcdefault THEN ' DEFAULT' ELSE '' END"
           " || ' FOR TYPE ' || pg_catalog.format_type(o.opcintype, NULL) || ' USING ' || " + plain_name("pg_am", "amname", "o.opcmethod") +
           " || ' FAMILY ' || " + name_of_other("pg_opfamily", "opfamily", "opf", "o.opcfamily") +
           " || E' AS\\n    ' || pg_catalog.concat_ws(E',\\n    ', CASE WHEN o.opckeytype <> 0 THEN 'STORAGE ' || pg_catalog.format_type(o.opckeytype, NULL)"
           " WHEN " + member_list("pg_opclass") + " IS NULL THEN 'STORAGE ' || pg_catalog.format_type(o.opcintype, NULL) END, " + member_list("pg_opclass") +
           ") || ';'";
}
inline std::string definition_of_cast(const raw_source& of) {
    return "'CREATE CAST ' || " + raw_name(of) + " || CASE o.castmethod WHEN 'b' THEN ' WITHOUT FUNCTION' WHEN 'i' THEN ' WITH INOUT'"
           " ELSE ' WITH FUNCTION ' || o.castfunc::regprocedure::text END || CASE o.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT'"
           " ELSE '' END || ';'";
}
inline std::string definition_of_transform(const raw_source& of) {
    return "'CREATE TRANSFORM ' || " + raw_name(of) + " || ' (' || pg_catalog.concat_ws(', ', CASE WHEN o.trffromsql <> 0 THEN 'FROM SQL WITH FUNCTION ' ||"
           " o.trffromsql::regprocedure::text END, CASE WHEN o.trftosql <> 0 THEN 'TO SQL WITH FUNCTION ' || o.trftosql::regprocedure::text END) || ');'";
}
// The mappings in the order of the parser's token types.
inline std::string definition_of_configuration(const raw_source& of) {
    return "'CREATE TEXT SEARCH CONFIGURATION ' || " + raw_name(of) + " || ' (PARSER = ' || " + name_of_other("pg_ts_parser", "ts_parser", "prs", "o.cfgparser") +
           " || ');' || coalesce((SELECT string_agg(E'\\nALTER TEXT SEARCH CONFIGURATION ' || " + raw_name(of) + " || ' ADD MAPPING FOR ' || pg_catalog.quote_ident(t.alias)"
           " || ' WITH ' || m.dictionaries || ';', '' ORDER BY t.tokid) FROM pg_catalog.ts_token_type(o.cfgparser) t JOIN (SELECT maptokentype, string_agg(" +
           name_of_other("pg_ts_dict", "ts_dict", "dict", "mapdict") + ", ', ' ORDER BY mapseqno) AS dictionaries FROM pg_catalog.pg_ts_config_map WHERE mapcfg = o.oid"
           " GROUP BY maptokentype) m ON m.maptokentype = t.tokid), '')";
}
inline std::string definition_of_server(const raw_source& of) {
    return "pg_catalog.concat('CREATE SERVER ', " + raw_name(of) + ", ' TYPE ' || pg_catalog.quote_literal(o.srvtype), ' VERSION ' ||"
           " pg_catalog.quote_literal(o.srvversion), ' FOREIGN DATA WRAPPER ', " + plain_name("pg_foreign_data_wrapper", "fdwname", "o.srvfdw") + ", " +
           options_clause("o.srvoptions") + ", ';')";
}

// A foreign table with all that stands on it. One that is a partition is attached, since PARTITION OF takes no options of columns.
inline std::string definition_of_foreign_table(const raw_source& of, int version) {
    const std::string name = raw_name(of);
    const std::string collation = "CASE WHEN a.attcollation <> t.typcollation THEN ' COLLATE ' || " + name_of_other("pg_collation", "collation", "coll", "a.attcollation") + " END";
    const std::string generated = version >= 180000 ? "CASE a.attgenerated WHEN 'v' THEN ' VIRTUAL' ELSE ' STORED' END" : "' STORED'";
    // a partition may have got the name of NOT NULL from its parent
    const std::string name_of_not_null =
        version >= 180000 ? "(SELECT ' CONSTRAINT ' || pg_catalog.quote_ident(k.conname) FROM pg_catalog.pg_constraint k WHERE k.conrelid = o.oid AND k.contype = 'n'"
                            " AND k.conkey[1] = a.attnum AND k.conname <> pg_catalog.concat(o.relname, '_', a.attname, '_not_null')), "
                          : "";
    return "pg_catalog.concat('CREATE FOREIGN TABLE ', " + name + ", E' (', (SELECT string_agg(pg_catalog.concat(E'\\n    ', pg_catalog.quote_ident(a.attname), ' ',"
           " pg_catalog.format_type(a.atttypid, a.atttypmod), " + options_clause("a.attfdwoptions") + ", " + collation +
           ", CASE WHEN a.attgenerated <> '' THEN ' GENERATED ALWAYS AS (' || pg_catalog.pg_get_expr(d.adbin, d.adrelid) || ')' || " + generated +
           " ELSE ' DEFAULT ' || pg_catalog.pg_get_expr(d.adbin, d.adrelid) END, CASE WHEN a.attnotnull THEN pg_catalog.concat(" + name_of_not_null + "' NOT NULL') END), ',' ORDER BY a.attnum)"
           " FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
           " WHERE a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped AND (a.attislocal OR o.relispartition)),"
           " (SELECT string_agg(E',\\n    CONSTRAINT ' || pg_catalog.quote_ident(k.conname) || ' ' || pg_catalog.pg_get_constraintdef(k.oid), '' ORDER BY k.conname COLLATE \"C\")"
           " FROM pg_catalog.pg_constraint k WHERE k.conrelid = o.oid AND k.contype = 'c' AND (k.conislocal OR o.relispartition)), E'\\n)',"
           " (SELECT ' INHERITS (' || string_agg(h.inhparent::regclass::text, ', ' ORDER BY h.inhseqno) || ')' FROM pg_catalog.pg_inherits h WHERE h.inhrelid = o.oid"
           " AND NOT o.relispartition), ' SERVER ', (SELECT " + plain_name("pg_foreign_server", "srvname", "f.ftserver") + " || coalesce(" + options_clause("f.ftoptions") +
           ", '') FROM pg_catalog.pg_foreign_table f WHERE f.ftrelid = o.oid), ';',"
           " (SELECT E'\\nALTER TABLE ONLY ' || h.inhparent::regclass::text || ' ATTACH PARTITION ' || " + name + " || ' ' || pg_catalog.pg_get_expr(o.relpartbound, o.oid) || ';'"
           " FROM pg_catalog.pg_inherits h WHERE h.inhrelid = o.oid AND o.relispartition),"
           " (SELECT string_agg(E'\\nCOMMENT ON COLUMN ' || " + name + " || '.' || pg_catalog.quote_ident(a.attname) || ' IS ' || pg_catalog.quote_literal(c.description) || ';', ''"
           " ORDER BY a.attnum) FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_description c ON c.objoid = o.oid AND c.objsubid = a.attnum AND c.classoid ="
           " 'pg_catalog.pg_class'::regclass WHERE a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped),"
           " (SELECT string_agg(E'\\n' || pg_catalog.pg_get_triggerdef(g.oid) || ';' || CASE g.tgenabled WHEN 'O' THEN '' ELSE E'\\nALTER FOREIGN TABLE ' || " + name +
           " || CASE g.tgenabled WHEN 'D' THEN ' DISABLE' WHEN 'R' THEN ' ENABLE REPLICA' ELSE ' ENABLE ALWAYS' END || ' TRIGGER ' || pg_catalog.quote_ident(g.tgname) || ';' END, ''"
           " ORDER BY g.tgname COLLATE \"C\") FROM pg_catalog.pg_trigger g WHERE g.tgrelid = o.oid AND NOT g.tgisinternal" +
           (version >= 130000 ? " AND g.tgparentid = 0" : "") + "))";
}

inline std::string definition_of_publication(const raw_source& of, int version) {
    const std::string name = raw_name(of);
    const std::string generated = version >= 180000 ? ", CASE o.pubgencols WHEN 's' THEN 'publish_generated_columns = stored' END" : "";
    const std::string columns = version >= 150000 ? " || coalesce((SELECT ' (' || string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attnum) || ')' FROM"
                                                    " pg_catalog.pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs::int2[])), '')"
                                                    " || coalesce(' WHERE (' || pg_catalog.pg_get_expr(r.prqual, r.prrelid) || ')', '')"
                                                  : "";
    const std::string schemas = version >= 150000 ? ", (SELECT string_agg(E'\\nALTER PUBLICATION ' || " + name + " || ' ADD TABLES IN SCHEMA ' || pg_catalog.quote_ident(s.nspname) || ';', ''"
                                                    " ORDER BY s.nspname COLLATE \"C\") FROM pg_catalog.pg_publication_namespace p JOIN pg_catalog.pg_namespace s ON s.oid = p.pnnspid"
                                                    " WHERE p.pnpubid = o.oid)"
                                                  : "";
    return "pg_catalog.concat('CREATE PUBLICATION ', " + name + ", CASE WHEN o.puballtables THEN ' FOR ALL TABLES' END, ' WITH (' || nullif(pg_catalog.concat_ws(', ',"
           " CASE WHEN NOT (o.pubinsert AND o.pubupdate AND o.pubdelete AND o.pubtruncate) THEN 'publish = ' || pg_catalog.quote_literal(pg_catalog.concat_ws(', ',"
           " CASE WHEN o.pubinsert THEN 'insert' END, CASE WHEN o.pubupdate THEN 'update' END, CASE WHEN o.pubdelete THEN 'delete' END,"
           " CASE WHEN o.pubtruncate THEN 'truncate' END)) END" + (version >= 130000 ? ", CASE WHEN o.pubviaroot THEN 'publish_via_partition_root = true' END" : "") + generated +
           "), '') || ')', ';'" + schemas + ", (SELECT string_agg(E'\\nALTER PUBLICATION ' || " + name + " || ' ADD TABLE ONLY ' || r.prrelid::regclass::text" + columns +
           " || ';', '' ORDER BY r.prrelid::regclass::text COLLATE \"C\") FROM pg_catalog.pg_publication_rel r WHERE r.prpubid = o.oid))";
}
inline std::string definition_of_event_trigger(const raw_source& of) {
    return "pg_catalog.concat('CREATE EVENT TRIGGER ', " + raw_name(of) + ", ' ON ', o.evtevent, (SELECT ' WHEN TAG IN (' || string_agg(pg_catalog.quote_literal(u.tag), ', '"
           " ORDER BY u.at) || ')' FROM pg_catalog.unnest(o.evttags) WITH ORDINALITY u(tag, at)), ' EXECUTE FUNCTION ', " + name_of_function("o.evtfoid") +
           ", '();', CASE WHEN o.evtenabled <> 'O' THEN E'\\nALTER EVENT TRIGGER ' || " + raw_name(of) +
           " || CASE o.evtenabled WHEN 'D' THEN ' DISABLE' WHEN 'R' THEN ' ENABLE REPLICA' ELSE ' ENABLE ALWAYS' END || ';' END)";
}

/// An SQL expression: the statements that make the object `o`.
inline std::string raw_definition(const raw_source& of, int version) {
    const std::string name = raw_name(of);
    const std::string_view kind = of.kind;
    if (kind == "language")
        return "pg_catalog.concat('CREATE ', CASE WHEN o.lanpltrusted THEN 'TRUSTED ' END, 'PROCEDURAL LANGUAGE ', " + name + function_clause("HANDLER", "o.lanplcallfoid") +
               function_clause("INLINE", "o.laninline") + function_clause("VALIDATOR", "o.lanvalidator") + ", ';')";
    if (kind == "access method")
        return "pg_catalog.concat('CREATE ACCESS METHOD ', " + name + ", CASE o.amtype WHEN 'i' THEN ' TYPE INDEX' ELSE ' TYPE TABLE' END" +
               function_clause("HANDLER", "o.amhandler") + ", ';')";
    if (kind == "operator") return definition_of_operator();
    if (kind == "operator family") return definition_of_family(of);
    if (kind == "operator class") return definition_of_class();
    if (kind == "cast") return definition_of_cast(of);
    if (kind == "transform") return definition_of_transform(of);
    if (kind == "conversion")
        return "pg_catalog.concat('CREATE ', CASE WHEN o.condefault THEN 'DEFAULT ' END, 'CONVERSION ', " + name + ", ' FOR ', pg_catalog.quote_literal("
               "pg_catalog.pg_encoding_to_char(o.conforencoding)), ' TO ', pg_catalog.quote_literal(pg_catalog.pg_encoding_to_char(o.contoencoding)), ' FROM ', " +
               name_of_function("o.conproc") + ", ';')";
    if (kind == "text search parser")
        return "'CREATE TEXT SEARCH PARSER ' || " + name + " || ' (' || pg_catalog.concat_ws(', '" + function_option("START", "o.prsstart") + function_option("GETTOKEN", "o.prstoken") +
               function_option("END", "o.prsend") + function_option("HEADLINE", "o.prsheadline") + function_option("LEXTYPES", "o.prslextype") + ") || ');'";
    if (kind == "text search template")
        return "'CREATE TEXT SEARCH TEMPLATE ' || " + name + " || ' (' || pg_catalog.concat_ws(', '" + function_option("INIT", "o.tmplinit") +
               function_option("LEXIZE", "o.tmpllexize") + ") || ');'";
    if (kind == "text search dictionary")
        return "'CREATE TEXT SEARCH DICTIONARY ' || " + name + " || ' (' || pg_catalog.concat_ws(', ', 'TEMPLATE = ' || " +
               name_of_other("pg_ts_template", "ts_template", "tmpl", "o.dicttemplate") + ", o.dictinitoption) || ');'";
    if (kind == "text search configuration") return definition_of_configuration(of);
    if (kind == "foreign data wrapper")
        return "pg_catalog.concat('CREATE FOREIGN DATA WRAPPER ', " + name + function_clause("HANDLER", "o.fdwhandler") + function_clause("VALIDATOR", "o.fdwvalidator") + ", " +
               options_clause("o.fdwoptions") + ", ';')";
    if (kind == "server") return definition_of_server(of);
    if (kind == "foreign table") return definition_of_foreign_table(of, version);
    if (kind == "publication") return definition_of_publication(of, version);
    return definition_of_event_trigger(of);
}

/// ` FROM …` of the objects of a kind; `n` is the common table of schemas, or `pg_catalog.pg_namespace`.
inline std::string raw_from(const raw_source& of, std::string_view namespaces) {
    std::string text = std::string{" FROM pg_catalog."}.append(of.catalog).append(" o");
    if (!of.schema.empty()) text.append(" JOIN ").append(namespaces).append(" n ON n.oid = o.").append(of.schema);
    return text;
}

/// The condition that an object of a kind is one of the declared ones; nothing where none of that kind is declared.
inline std::string is_declared_raw(const raw_source& of, std::span<const catalog::raw_object> declared) {
    std::string names;
    strings::appender sink{names};
    for (const catalog::raw_object& each : declared) {
        if (each.kind != of.kind) continue;
        sink.add(names.empty() ? "((" : ", (");
        if (each.schema.empty()) sink.add(of.schema.empty() ? "NULL" : "current_schema()");
        else strings::add_literal(sink, each.schema);
        sink.add(", ");
        strings::add_literal(sink, each.name);
        sink.add(')');
    }
    if (names.empty()) return {};
    const std::string_view schema = of.schema.empty() ? std::string_view{} : "(n.nspname, ";
    if (!schema.empty()) return std::string{schema}.append(of.name).append(") IN ").append(names).append(")");
    return std::string{of.name}.append(" IN (SELECT v.name FROM (VALUES ").append(names.substr(1)).append(") v(schema, name))");
}

/// All of the schemas that are read; of those that belong to the database as a whole, the declared ones or all.
inline void add_raw_objects(query_text& query, const scope& all) {
    if (all.reach == scope::extent::temporary) return;
    for (const raw_source& each : raw_sources) {
        const bool is_whole = all.reach == scope::extent::whole || !each.schema.empty();
        const std::string declared = is_whole ? std::string{"true"} : is_declared_raw(each, all.raw_objects);
        if (declared.empty()) continue;
        query.add("raw object", "o.oid", "0", "0",
                  {each.schema.empty() ? std::string{"NULL"} : std::string{"n.nspname"}, "'" + std::string{each.kind} + "'", each.name,
                   raw_definition(each, query.version), "e.description"},
                  raw_from(each, "wanted").substr(1) + comment_of(each.catalog, "o.oid") + " WHERE (" + std::string{each.condition} + ") AND " + declared + " AND" +
                      is_own(each.catalog, "o.oid"));
    }
}

} // namespace constable::database::detail
