// SPDX-License-Identifier: BSL-1.0
// The state row: what a verified start leaves behind so that the next one costs a single round trip.
#pragma once

#include "live_catalog.hpp"
#include "raw_queries.hpp"
#include "stamp.hpp"

#include "constable/catalog/model.hpp"
#include "constable/strings/identifier.hpp"
#include "constable/strings/sink.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace constable::database {

/// What a state row says besides its stamp.
struct state_row {
    std::int64_t fingerprint; ///< of the declaration; each release of an application has a row of its own
    std::string_view name;    ///< of the schema's struct, for people who read the table
    std::size_t differences;  ///< how many were found
    std::string_view report;  ///< which
};

namespace detail {

inline bool has_comment(const auto& objects) {
    for (const auto& each : objects)
        if (!each.comment.empty()) return true;
    return false;
}

// What stands on a table or on a view.
inline void add_parts_of(stamp_parts& parts, const auto& of) {
    parts.triggers = parts.triggers || !of.triggers.empty();
    parts.rules = parts.rules || !of.rules.empty();
    parts.statistics = parts.statistics || !of.statistics.empty();
    parts.comments = parts.comments || !of.comment.empty() || has_comment(of.columns);
    parts.part_comments = parts.part_comments || has_comment(of.indexes) || has_comment(of.triggers) || has_comment(of.rules) ||
                          has_comment(of.statistics);
}

} // namespace detail

/// What must be stamped of a catalog; `unknown_objects` when what was not declared matters too.
inline stamp_parts stamp_parts_of(const catalog::catalog& of, bool unknown_objects = false) {
    stamp_parts parts{.enumerations = !of.enumerations.empty(),
                      .types = !of.domains.empty() || !of.composite_types.empty() || !of.range_types.empty(),
                      .routines = !of.routines.empty(),
                      .rules = !of.views.empty(),
                      .sequences = !of.sequences.empty(),
                      .extensions = !of.extensions.empty(),
                      .collations = !of.collations.empty(),
                      .namespaces = !of.grants.empty() || detail::has_comment(of.schemas),
                      .default_privileges = !of.default_privileges.empty(),
                      .unknown_objects = unknown_objects};
    for (const catalog::table& each : of.tables) {
        detail::add_parts_of(parts, each);
        parts.policies = parts.policies || !each.policies.empty();
        parts.part_comments = parts.part_comments || detail::has_comment(each.constraints) || detail::has_comment(each.policies);
        for (const catalog::column& column : each.columns) parts.sequences = parts.sequences || column.details->sequence != nullptr;
    }
    for (const catalog::view& each : of.views) detail::add_parts_of(parts, each);
    for (const catalog::raw_object& each : of.raw_objects) parts.raw_kinds |= 1U << catalog::position_of_raw_kind(each.kind);
    parts.comments = parts.comments || detail::has_comment(of.sequences);
    parts.part_comments = parts.part_comments || detail::has_comment(of.schemas) || detail::has_comment(of.enumerations) ||
                          detail::has_comment(of.domains) || detail::has_comment(of.composite_types) || detail::has_comment(of.range_types) ||
                          detail::has_comment(of.routines) || detail::has_comment(of.extensions) || detail::has_comment(of.collations) ||
                          detail::has_comment(of.raw_objects);
    for (const catalog::domain& each : of.domains) parts.part_comments = parts.part_comments || detail::has_comment(each.constraints);
    for (const catalog::composite_type& each : of.composite_types) parts.comments = parts.comments || detail::has_comment(each.attributes);
    return parts;
}

/// `CREATE TABLE IF NOT EXISTS`; run it under the lock only.
inline std::string create_state_table(std::string_view table) {
    return std::string{"CREATE TABLE IF NOT EXISTS "}.append(table).append(
        " (fingerprint bigint PRIMARY KEY, name text NOT NULL, tables oid[] NOT NULL, relations oid[] NOT NULL,"
        " types oid[] NOT NULL, namespaces oid[] NOT NULL, stamp text NOT NULL, differences integer NOT NULL,"
        " report text NOT NULL, verified_at timestamptz NOT NULL DEFAULT now());\n");
}

/// Writes or replaces the row of a fingerprint.
inline std::string store_state(std::string_view table, const state_row& row, const live_stamp& stamp) {
    return strings::to_string([&](auto& sink) {
        sink.add("INSERT INTO ");
        sink.add(table);
        sink.add(" (fingerprint, name, tables, relations, types, namespaces, stamp, differences, report) VALUES (");
        sink.add(std::to_string(row.fingerprint));
        for (const std::string_view text : {row.name, std::string_view{stamp.tables}, std::string_view{stamp.relations},
                                            std::string_view{stamp.types}, std::string_view{stamp.namespaces},
                                            std::string_view{stamp.stamp}}) {
            sink.add(", ");
            strings::add_literal(sink, text);
        }
        sink.add(", ");
        sink.add(std::to_string(row.differences));
        sink.add(", ");
        strings::add_literal(sink, row.report);
        sink.add(") ON CONFLICT (fingerprint) DO UPDATE SET name = excluded.name, tables = excluded.tables,"
                 " relations = excluded.relations, types = excluded.types, namespaces = excluded.namespaces,"
                 " stamp = excluded.stamp, differences = excluded.differences, report = excluded.report,"
                 " verified_at = excluded.verified_at;\n");
    });
}

/// The state row as it is, whatever has happened to the database since: live stamp (the stored one), stored stamp,
/// differences, report, verified_at.
inline std::string marker_statement(std::string_view table, std::int64_t fingerprint) {
    return std::string{"SELECT s.stamp AS live, s.stamp, s.differences, s.report, s.verified_at FROM "}
        .append(table)
        .append(" s WHERE s.fingerprint = '")
        .append(std::to_string(fingerprint))
        .append("'::bigint");
}

namespace detail {

// `((NULL, NULL), ('schema', 'name'), …)` of all the lists.
class name_pairs {
public:
    name_pairs() { text_ = "((NULL, NULL)"; }
    name_pairs& add(const auto& objects) {
        strings::appender sink{text_};
        for (const auto& each : objects) {
            sink.add(", (");
            if (each.schema.empty()) sink.add("current_schema()");
            else strings::add_literal(sink, each.schema);
            sink.add(", ");
            strings::add_literal(sink, each.name);
            sink.add(')');
            is_empty_ = false;
        }
        return *this;
    }
    // ` UNION ALL SELECT t.oid FROM …` of a catalog whose objects lie in schemas; nothing when none are declared.
    [[nodiscard]] std::string query(std::string_view from, std::string_view prefix, std::string_view condition = {}) const {
        if (is_empty_) return {};
        return std::string{" UNION ALL SELECT t.oid FROM pg_catalog."}.append(from).append(" t JOIN pg_catalog.pg_namespace n ON n.oid = t.")
            .append(prefix).append("namespace WHERE (n.nspname, t.").append(prefix).append("name) IN ").append(text_).append(")").append(condition);
    }

private:
    std::string text_;
    bool is_empty_ = true;
};

inline std::string sorted_oids(const std::string& queries) {
    return "ARRAY(SELECT o.oid FROM (SELECT NULL::oid AS oid WHERE false" + queries + ") o ORDER BY 1)";
}

inline std::string oids_of_types(const catalog::catalog& of) {
    std::string queries = name_pairs{}.add(of.enumerations).add(of.domains).add(of.composite_types).add(of.range_types).query(
                              "pg_type", "typ", " AND t.typtype IN ('e', 'd', 'c', 'r')") +
                          name_pairs{}.add(of.routines).query("pg_proc", "pro") + name_pairs{}.add(of.collations).query("pg_collation", "coll");
    for (const catalog::extension& each : of.extensions)
        queries += strings::to_string([&](auto& sink) {
            sink.add(" UNION ALL SELECT t.oid FROM pg_catalog.pg_extension t WHERE t.extname = ");
            strings::add_literal(sink, each.name);
        });
    for (const raw_source& each : raw_sources)
        if (const std::string declared = is_declared_raw(each, of.raw_objects); !declared.empty())
            queries += " UNION ALL SELECT o.oid" + raw_from(each, "pg_catalog.pg_namespace") + " WHERE (" + std::string{each.condition} + ") AND " + declared;
    return sorted_oids(queries);
}

inline std::string oids_of_namespaces(const catalog::catalog& of) {
    return strings::to_string([&](auto& sink) {
        sink.add("ARRAY(SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname IN (current_schema()");
        std::string_view last;
        const auto add = [&](std::string_view schema) {
            if (schema.empty() || schema == last) return;
            last = schema;
            sink.add(", ");
            strings::add_literal(sink, schema);
        };
        for (const catalog::database_schema& each : of.schemas) add(each.name);
        for (const catalog::table& each : of.tables) add(each.schema);
        for (const catalog::enumeration& each : of.enumerations) add(each.schema);
        sink.add(") ORDER BY 1)");
    });
}

} // namespace detail

/// A row of kind 'stamp' for `introspection_statement`: what the state row of these objects must hold. Objects that
/// do not exist are left out. `state_table` is quoted already. `also`: what else must stay the same, as an SQL expression.
inline std::string stamp_query(const catalog::catalog& of, std::string_view state_table, bool unknown_objects = false, std::string also = {}) {
    const stamped_objects objects{
        .tables = detail::sorted_oids(detail::name_pairs{}.add(of.tables).add(of.views).add(of.sequences).add(of.composite_types).query(
            "pg_class", "rel", " AND t.relkind IN ('r', 'p', 'v', 'm', 'S', 'c')")),
        .relations = {},
        .types = detail::oids_of_types(of),
        .namespaces = detail::oids_of_namespaces(of),
        .state = strings::to_string([&](auto& sink) {
            sink.add("coalesce(to_regclass(");
            strings::add_literal(sink, state_table);
            sink.add(")::oid, '0'::oid)");
        }),
        .also = std::move(also)};
    return " UNION ALL SELECT 'stamp', NULL, NULL, 0, w.tables::text, w.relations::text, w.types::text, w.namespaces::text,"
           " w.stamp, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM (" +
           stamp_row(objects, stamp_parts_of(of, unknown_objects)) + ") w";
}

} // namespace constable::database
