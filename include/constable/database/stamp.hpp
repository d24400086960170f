// SPDX-License-Identifier: BSL-1.0
// The one statement of a start with nothing to do: has a catalog row of the declared objects changed since they were
// verified?
#pragma once

#include "constable/catalog/raw_object.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::database {

// A stamp is the number of catalog rows of the declared objects and the sum of their xmin, catalog by catalog.
//
// Why equal stamps mean that nothing changed: whatever DDL does to a row, the new row carries the id of the altering
// transaction. With equal counts, as many rows have come as have gone; every row that came is younger than every row
// that went, so the sum has grown unless none did. A transaction that had its id before the youngest stamped row was
// written could break "younger"; while one is open, stamp_row() stores an empty stamp, which agrees with nothing.
//
// xmin has no sum() and a cast through text costs more than the scan; age(xmin) is a cheap int4. It moves with the
// server's clock of transactions, by the same amount for each row and for the fixed id 3: stamps_agree() takes that
// amount off. VACUUM, ANALYZE, freezing (which keeps xmin since 9.4), VACUUM FULL of a catalog, writing rows and DDL
// on other tables leave stamps alone. A false alarm costs one full comparison: TRUNCATE, VACUUM FULL or REINDEX of a
// declared table, GRANT, a restored dump, and the hour in which ids pass half their circle beyond 3 or beyond xmin.
//
// What no row of these catalogs shows: functions, operators and types that expressions use and nobody declared (their
// renaming or body). Everything beyond tables is looked at only when asked for with stamp_parts.

/// What a stamp covers beyond tables, columns, constraints and indexes. Each part costs the scan of one more catalog,
/// some two, so ask for what the declared schema uses.
struct stamp_parts {
    /// `pg_type` and `pg_enum` of the declared enumerations.
    bool enumerations = false;
    /// `pg_description` of the declared tables and their columns.
    bool comments = false;
    /// `pg_trigger` of the declared tables: foreign keys of other tables that refer to them too, and `DISABLE TRIGGER`.
    bool triggers = false;
    /// `pg_type`, `pg_range` and the checks of domains.
    bool types = false;
    /// `pg_proc`.
    bool routines = false;
    /// `pg_rewrite`: rules, and the queries of views.
    bool rules = false;
    /// `pg_policy`.
    bool policies = false;
    /// `pg_statistic_ext`.
    bool statistics = false;
    /// `pg_sequence`.
    bool sequences = false;
    /// `pg_extension`.
    bool extensions = false;
    /// `pg_collation`.
    bool collations = false;
    /// `pg_namespace`: the privileges and the owners of the database schemas.
    bool namespaces = false;
    /// `pg_default_acl`.
    bool default_privileges = false;
    /// `pg_description` of everything but tables and their columns.
    bool part_comments = false;
    /// A bit for each of `catalog::raw_kinds`.
    std::uint32_t raw_kinds = 0;
    /// `pg_depend`: what comes into the database schemas and goes from them, declared or not.
    bool unknown_objects = false;
};

/// SQL expressions of type `oid[]` for the objects of a stamp.
struct stamped_objects {
    /// The declared tables, views, sequences, and the relations of composite types.
    std::string tables;
    /// These, their indexes and the sequences that they own; stamp_row() finds these.
    std::string relations;
    /// What is declared and is no relation: types, routines, extensions, collations.
    std::string types;
    /// The database schemas that hold declared objects.
    std::string namespaces;
    /// The state table itself, of type `oid`: it comes when everything else is there.
    std::string state = "'0'::oid";
    /// Of type `text`: whatever else must be the same, as what a ledger says.
    std::string also{};
};

namespace detail {

// One catalog, and which of its rows belong to the objects.
struct stamp_source {
    std::string_view catalog;
    std::string rows; ///< a condition
    bool wanted;
};

inline std::string any_of(std::string_view key, const std::string& oids) {
    return std::string{key}.append(" = ANY (").append(oids).append(")");
}

// The rows that initdb wrote have one age for ever. Whatever changes them writes new ones.
inline constexpr std::string_view not_of_initdb = " AND age(xmin) < 2147483647";

// Comments on what is no table: by the oids that are known, and by those of what stands on the tables.
inline std::string part_comments_of(const stamped_objects& objects) {
    std::string text = "objoid IN (SELECT unnest(" + objects.relations + " || " + objects.types + " || " + objects.namespaces + ")";
    const auto parts = [&](std::string_view catalog, std::string_view key, const std::string& oids) {
        text.append(" UNION ALL SELECT oid FROM pg_catalog.").append(catalog).append(" WHERE ").append(any_of(key, oids));
    };
    parts("pg_constraint", "conrelid", objects.tables);
    parts("pg_constraint", "contypid", objects.types);
    parts("pg_trigger", "tgrelid", objects.tables);
    parts("pg_policy", "polrelid", objects.tables);
    parts("pg_rewrite", "ev_class", objects.tables);
    parts("pg_statistic_ext", "stxrelid", objects.tables);
    return text.append(")").append(not_of_initdb);
}

// The catalogs of raw objects, by their kinds: a foreign table is a relation too, and what a publication holds depends on it.
inline void add_raw_sources(std::vector<stamp_source>& to, const stamped_objects& objects, std::uint32_t kinds) {
    struct source {
        std::string_view kind;
        std::string_view catalog;
        std::string_view key;
    };
    static constexpr source all[] = {
        {"language", "pg_language", "oid"}, {"access method", "pg_am", "oid"}, {"operator", "pg_operator", "oid"}, {"operator family", "pg_opfamily", "oid"},
        {"operator family", "pg_amop", "amopfamily"}, {"operator family", "pg_amproc", "amprocfamily"}, {"operator class", "pg_opclass", "oid"},
        {"cast", "pg_cast", "oid"}, {"transform", "pg_transform", "oid"}, {"conversion", "pg_conversion", "oid"}, {"text search parser", "pg_ts_parser", "oid"},
        {"text search template", "pg_ts_template", "oid"}, {"text search dictionary", "pg_ts_dict", "oid"}, {"text search configuration", "pg_ts_config", "oid"},
        {"text search configuration", "pg_ts_config_map", "mapcfg"}, {"foreign data wrapper", "pg_foreign_data_wrapper", "oid"},
        {"server", "pg_foreign_server", "oid"}, {"foreign table", "pg_class", "oid"}, {"foreign table", "pg_attribute", "attrelid"},
        {"foreign table", "pg_foreign_table", "ftrelid"}, {"foreign table", "pg_constraint", "conrelid"}, {"foreign table", "pg_trigger", "tgrelid"},
        {"foreign table", "pg_description", "objoid"}, {"publication", "pg_publication", "oid"},
        {"publication", "pg_depend", "refclassid = 'pg_catalog.pg_publication'::regclass AND refobjid"}, {"event trigger", "pg_event_trigger", "oid"}};
    if (kinds == 0) return;
    for (const source& each : all) {
        const std::size_t kind = catalog::position_of_raw_kind(each.kind);
        to.push_back({each.catalog, any_of(each.key, objects.types), (kinds >> kind & 1U) != 0});
    }
}

inline std::vector<stamp_source> stamp_sources(const stamped_objects& objects, stamp_parts parts) {
    std::vector<stamp_source> sources{{"pg_class", any_of("oid", objects.relations), true},
                                      {"pg_attribute", any_of("attrelid", objects.tables), true},
                                      {"pg_constraint", any_of("conrelid", objects.tables), true},
                                      {"pg_index", any_of("indrelid", objects.tables), true},
                                      {"pg_type", any_of("oid", objects.types), parts.enumerations || parts.types},
                                      {"pg_enum", any_of("enumtypid", objects.types), parts.enumerations},
                                      {"pg_description", any_of("objoid", objects.tables), parts.comments},
                                      {"pg_trigger", any_of("tgrelid", objects.tables), parts.triggers},
                                      {"pg_range", any_of("rngtypid", objects.types), parts.types},
                                      {"pg_constraint", any_of("contypid", objects.types), parts.types},
                                      {"pg_proc", any_of("oid", objects.types), parts.routines},
                                      {"pg_rewrite", any_of("ev_class", objects.tables), parts.rules},
                                      {"pg_policy", any_of("polrelid", objects.tables), parts.policies},
                                      {"pg_statistic_ext", any_of("stxrelid", objects.tables), parts.statistics},
                                      {"pg_sequence", any_of("seqrelid", objects.relations), parts.sequences},
                                      {"pg_extension", any_of("oid", objects.types).append(not_of_initdb), parts.extensions},
                                      {"pg_collation", any_of("oid", objects.types), parts.collations},
                                      {"pg_namespace", any_of("oid", objects.namespaces).append(not_of_initdb), parts.namespaces},
                                      {"pg_default_acl", any_of("defaclnamespace", objects.namespaces + " || '0'::oid"), parts.default_privileges},
                                      {"pg_description", parts.part_comments ? part_comments_of(objects) : std::string{}, parts.part_comments}};
    add_raw_sources(sources, objects, parts.raw_kinds);
    return sources;
}

// What depends on a database schema is what lies in it: one index tells of all kinds.
inline stamp_source everything_in_schemas(const stamped_objects& objects, stamp_parts parts) {
    return {"pg_depend", "refclassid = 'pg_catalog.pg_namespace'::regclass AND " + any_of("refobjid", objects.namespaces) +
                             " AND objid <> " + objects.state + std::string{not_of_initdb}, parts.unknown_objects};
}

inline std::string rows_of(const stamp_source& source) {
    return std::string("pg_catalog.").append(source.catalog).append(" WHERE ").append(source.rows);
}

// True when a transaction of this database is still open whose id precedes a stamped row. The lower bound leaves out
// rows so old that age() has come round to negative numbers.
inline std::string older_writer_is_open(const stamped_objects& objects, stamp_parts parts) {
    std::string text = "EXISTS (SELECT FROM (SELECT age(l.transactionid) AS of_writer FROM pg_catalog.pg_locks l"
                       " LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid"
                       " WHERE l.locktype = 'transactionid' AND l.granted AND l.pid IS DISTINCT FROM pg_backend_pid()"
                       " AND (l.pid IS NULL OR a.datname = current_database())"
                       " AND a.backend_type IS DISTINCT FROM 'autovacuum worker' OFFSET 0) w WHERE false";
    const auto add = [&](const stamp_source& source) {
        if (!source.wanted) return;
        text.append(" OR EXISTS (SELECT FROM ").append(rows_of(source));
        text.append(" AND age(xmin) > -100000000 AND age(xmin) < w.of_writer)");
    };
    for (const stamp_source& source : stamp_sources(objects, parts)) add(source);
    add(everything_in_schemas(objects, parts));
    return text.append(")");
}

struct number_reader {
    std::string_view rest;
    bool good = true;

    // A number and the space after it; nothing at all is 0, as concat() writes the sum over no rows.
    constexpr std::uint64_t next() {
        const bool negative = !rest.empty() && rest.front() == '-';
        if (negative) rest.remove_prefix(1);
        std::uint64_t value = 0;
        while (!rest.empty() && rest.front() != ' ') {
            good = good && rest.front() >= '0' && rest.front() <= '9';
            value = value * 10 + static_cast<std::uint64_t>(rest.front() - '0');
            rest.remove_prefix(1);
        }
        if (rest.empty()) good = false;
        else rest.remove_prefix(1);
        return negative ? 0 - value : value;
    }
};

} // namespace detail

/// The stamp as one SQL expression of type `text`: the version of this format, the age of transaction 3, rows and sum
/// of ages of each catalog, a colon, the schema that unqualified names go to, the present names of the namespaces.
/// https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT
inline std::string stamp_expression(const stamped_objects& objects, stamp_parts parts) {
    std::string text = "concat('2 ', age('3'::xid), ' '";
    const auto add = [&](const detail::stamp_source& source) {
        if (!source.wanted) return;
        text.append(", (SELECT concat(count(*), ' ', sum(age(xmin)), ' ') FROM ");
        text.append(detail::rows_of(source)).append(")");
    };
    for (const detail::stamp_source& source : detail::stamp_sources(objects, parts)) add(source);
    add(detail::everything_in_schemas(objects, parts));
    text.append(", ':', current_schema(), ").append(objects.namespaces).append("::regnamespace[]");
    if (!objects.also.empty()) text.append(", '|', ").append(objects.also);
    return text.append(")");
}

/// The whole message of a start with nothing to do: live stamp, stored stamp, differences, report, verified_at of the
/// state row with this fingerprint; no row when there is none, SQLSTATE 42P01 when there is no state table.
/// `state_table` is quoted already. It writes nothing, locks nothing but ACCESS SHARE, needs no privilege but SELECT on
/// the state table, and fits a standby and a pooler. Send it outside a transaction block: there SET LOCAL ends with the
/// message.
inline std::string stamp_statement(std::string_view state_table, std::int64_t fingerprint, stamp_parts parts = {}, const std::string& also = {}) {
    // The planner takes an array of unknown length for ten elements, and so scans a catalog of some hundred rows whole,
    // comparing each row with each element: twice the time at 50 tables.
    std::string text = "SET LOCAL enable_seqscan = off; SELECT ";
    text.append(stamp_expression({"s.tables", "s.relations", "s.types", "s.namespaces", "s.tableoid", also}, parts));
    text.append(" AS live, s.stamp, s.differences, s.report, s.verified_at FROM ").append(state_table);
    return text.append(" s WHERE s.fingerprint = '").append(std::to_string(fingerprint)).append("'::bigint");
}

/// A query for what the state row must hold: tables, relations, types, namespaces, stamp. `relations` of `objects` is
/// not read. Run it in the ensuring transaction after the last DDL and before (or in the same statement as) the reads
/// that verify: what another session commits in between is then a false alarm, and never goes unnoticed. Every declared
/// object must exist.
inline std::string stamp_row(const stamped_objects& objects, stamp_parts parts = {}) {
    const stamped_objects found{"o.tables", "o.relations", "o.types", "o.namespaces", objects.state, objects.also};
    std::string text = "SELECT o.tables, o.relations, o.types, o.namespaces, CASE WHEN ";
    text.append(detail::older_writer_is_open(found, parts)).append(" THEN '' ELSE ");
    text.append(stamp_expression(found, parts)).append(" END AS stamp FROM (SELECT d.*, ARRAY(SELECT unnest(d.tables)");
    text.append(" UNION SELECT indexrelid FROM pg_catalog.pg_index WHERE indrelid = ANY (d.tables)");
    text.append(" UNION SELECT c.oid FROM pg_catalog.pg_depend JOIN pg_catalog.pg_class c ON c.oid = objid");
    text.append(" WHERE classid = 'pg_catalog.pg_class'::regclass AND refclassid = 'pg_catalog.pg_class'::regclass");
    text.append(" AND refobjid = ANY (d.tables) AND deptype IN ('a', 'i') AND c.relkind = 'S' ORDER BY 1)");
    text.append(" AS relations FROM (SELECT ").append(objects.tables).append(" AS tables, ").append(objects.types);
    return text.append(" AS types, ").append(objects.namespaces).append(" AS namespaces OFFSET 0) d OFFSET 0) o");
}

/// Whether two stamps, taken at different times, show the same rows. An empty stamp agrees with nothing.
constexpr bool stamps_agree(std::string_view stored, std::string_view live) {
    const auto stored_end = stored.find(':');
    const auto live_end = live.find(':');
    if (stored_end == stored.npos || live_end == live.npos) return false;
    if (stored.substr(stored_end) != live.substr(live_end)) return false;

    detail::number_reader before{stored.substr(0, stored_end)};
    detail::number_reader now{live.substr(0, live_end)};
    if (before.next() != now.next()) return false; // the version
    const std::uint64_t base = before.next();
    const std::uint64_t passed = now.next() - base; // transactions since then
    do {
        const std::uint64_t rows = before.next();
        if (rows != now.next()) return false;
        const std::uint64_t ages = before.next();
        if (now.next() - ages != rows * passed) return false;
    } while (before.good && now.good && !before.rest.empty() && !now.rest.empty());
    return before.good && now.good && before.rest.empty() && now.rest.empty();
}

} // namespace constable::database
