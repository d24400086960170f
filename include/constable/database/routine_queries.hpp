// SPDX-License-Identifier: BSL-1.0
// What reads functions, procedures, aggregates and window functions.
#pragma once

#include "query_text.hpp"

#include <string>
#include <string_view>

/// https://www.postgresql.org/docs/current/catalog-pg-proc.html
namespace constable::database::detail {

// `NAME = function`, when there is one.
inline std::string aggregate_function(std::string_view option, std::string_view column) {
    return std::string{", CASE WHEN g."}.append(column).append(" <> 0 THEN '").append(option).append(" = ' || ")
        .append(name_of_function(std::string{"g."}.append(column))).append(" END");
}
inline std::string aggregate_modification(std::string_view option, std::string_view column, std::string_view function) {
    return std::string{", CASE WHEN g."}.append(function).append(" <> 0 AND g.").append(column)
        .append(" <> CASE g.aggkind WHEN 'n' THEN 'r'::\"char\" ELSE 'w' END THEN '").append(option).append(" = ' || CASE g.").append(column)
        .append(" WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END");
}

// What stands in the second parentheses of CREATE AGGREGATE, without what is default there, in pg_dump's order.
inline std::string aggregate_body() {
    return "pg_catalog.concat_ws(', ', 'SFUNC = ' || " + name_of_function("g.aggtransfn") +
           ", 'STYPE = ' || pg_catalog.format_type(g.aggtranstype, NULL), CASE WHEN g.aggtransspace <> 0 THEN 'SSPACE = ' || g.aggtransspace END"
           ", 'INITCOND = ' || pg_catalog.quote_literal(g.agginitval)" +
           aggregate_function("FINALFUNC", "aggfinalfn") + ", CASE WHEN g.aggfinalextra THEN 'FINALFUNC_EXTRA' END" +
           aggregate_modification("FINALFUNC_MODIFY", "aggfinalmodify", "aggfinalfn") + aggregate_function("COMBINEFUNC", "aggcombinefn") +
           aggregate_function("SERIALFUNC", "aggserialfn") + aggregate_function("DESERIALFUNC", "aggdeserialfn") +
           aggregate_function("MSFUNC", "aggmtransfn") + aggregate_function("MINVFUNC", "aggminvtransfn") +
           ", CASE WHEN g.aggmtranstype <> 0 THEN 'MSTYPE = ' || pg_catalog.format_type(g.aggmtranstype, NULL) END"
           ", CASE WHEN g.aggmtransspace <> 0 THEN 'MSSPACE = ' || g.aggmtransspace END"
           ", 'MINITCOND = ' || pg_catalog.quote_literal(g.aggminitval)" +
           aggregate_function("MFINALFUNC", "aggmfinalfn") + ", CASE WHEN g.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END" +
           aggregate_modification("MFINALFUNC_MODIFY", "aggmfinalmodify", "aggmfinalfn") +
           ", CASE WHEN g.aggsortop <> 0 THEN 'SORTOP = ' || " + name_of_operator("g.aggsortop") +
           " END, CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END"
           ", CASE WHEN g.aggkind = 'h' THEN 'HYPOTHETICAL' END)";
}

// All of an aggregate stands in its body. Functions that a type brings with it (a range's constructors) are no objects.
inline void add_routines(query_text& query) {
    const auto unless_aggregate = [](std::string_view expression) {
        return std::string{"CASE WHEN g.aggfnoid IS NULL THEN "}.append(expression).append(" END");
    };
    const bool has_sql_bodies = query.version >= 140000;
    query.add("routine", "p.oid", "0", "0",
              {"n.nspname", "p.proname", "pg_catalog.oidvectortypes(p.proargtypes)",
               "CASE p.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' WHEN 'w' THEN 'WINDOW' ELSE 'FUNCTION' END",
               "CASE WHEN g.aggfnoid IS NOT NULL AND p.pronargs = 0 THEN '*' ELSE pg_catalog.pg_get_function_arguments(p.oid) END",
               unless_aggregate("CASE WHEN p.prokind <> 'p' THEN pg_catalog.pg_get_function_result(p.oid) END"), unless_aggregate("l.lanname"),
               "CASE WHEN g.aggfnoid IS NULL THEN p.prosrc ELSE " + aggregate_body() + " END", unless_aggregate("p.probin"),
               has_sql_bodies ? "pg_catalog.pg_get_function_sqlbody(p.oid)" : "NULL",
               unless_aggregate("CASE p.provolatile WHEN 'i' THEN 'IMMUTABLE' WHEN 's' THEN 'STABLE' END"),
               unless_aggregate("CASE p.proparallel WHEN 's' THEN 'SAFE' WHEN 'r' THEN 'RESTRICTED' END"), unless_aggregate("p.proisstrict::text"),
               unless_aggregate("p.prosecdef::text"), unless_aggregate("p.proleakproof::text"),
               unless_aggregate("nullif(p.procost, CASE WHEN l.lanname IN ('internal', 'c') THEN 1 ELSE 100 END)::text"),
               unless_aggregate("nullif(p.prorows, CASE WHEN p.proretset THEN 1000 ELSE 0 END)::text"),
               "CASE WHEN p.prosupport <> 0 THEN " + name_of_function("p.prosupport") + " END",
               "CASE WHEN p.protrftypes IS NOT NULL THEN ARRAY(SELECT pg_catalog.format_type(u, NULL) FROM pg_catalog.unnest(p.protrftypes)"
               " WITH ORDINALITY w(u, at) ORDER BY at)::text END",
               "p.proconfig::text", "e.description"},
              "FROM pg_catalog.pg_proc p JOIN wanted n ON n.oid = p.pronamespace JOIN pg_catalog.pg_language l ON l.oid = p.prolang"
              " LEFT JOIN pg_catalog.pg_aggregate g ON g.aggfnoid = p.oid" +
                  comment_of("pg_proc", "p.oid") +
                  " WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid"
                  " AND d.deptype IN ('e', 'i'))");
}

} // namespace constable::database::detail
