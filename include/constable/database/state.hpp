// SPDX-License-Identifier: BSL-1.0
// The state row: what a verified start leaves behind so that the next one costs a single round trip.
#pragma once

#include "live_catalog.hpp"
#include "stamp.hpp"

#include "constable/catalog/model.hpp"
#include "constable/strings/identifier.hpp"
#include "constable/strings/sink.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace constable::database {

/// What a state row says besides its stamp.
struct state_row {
    std::int64_t fingerprint; ///< of the declaration; each release of an application has a row of its own
    std::string_view name;    ///< of the schema's struct, for people who read the table
    std::size_t differences;  ///< how many were found
    std::string_view report;  ///< which
};

/// What must be stamped of a catalog.
inline stamp_parts stamp_parts_of(const catalog::catalog& of) { return {.enumerations = !of.enumerations.empty()}; }

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

/// A row of kind 'stamp' for `introspection_statement`: what the state row of these objects must hold. Objects that
/// do not exist are left out.
inline std::string stamp_query(const catalog::catalog& of) {
    const auto pairs = [](const auto& objects) {
        return strings::to_string([&](auto& sink) {
            sink.add("((NULL, NULL)");
            for (const auto& each : objects) {
                sink.add(", (");
                if (each.schema.empty()) sink.add("current_schema()");
                else strings::add_literal(sink, each.schema);
                sink.add(", ");
                strings::add_literal(sink, each.name);
                sink.add(')');
            }
            sink.add(')');
        });
    };
    const auto namespaces = [&] {
        return strings::to_string([&](auto& sink) {
            sink.add("(current_schema()");
            std::string_view last;
            const auto add = [&](std::string_view schema) {
                if (schema.empty() || schema == last) return;
                last = schema;
                sink.add(", ");
                strings::add_literal(sink, schema);
            };
            for (const catalog::table& each : of.tables) add(each.schema);
            for (const catalog::enumeration& each : of.enumerations) add(each.schema);
            sink.add(')');
        });
    };
    const stamped_objects objects{
        .tables = "ARRAY(SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                  " WHERE c.relkind IN ('r', 'p') AND (n.nspname, c.relname) IN " + pairs(of.tables) + " ORDER BY 1)",
        .relations = {},
        .types = "ARRAY(SELECT t.oid FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace"
                 " WHERE t.typtype = 'e' AND (n.nspname, t.typname) IN " + pairs(of.enumerations) + " ORDER BY 1)",
        .namespaces = "ARRAY(SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname IN " + namespaces() + " ORDER BY 1)"};
    return " UNION ALL SELECT 'stamp', NULL, NULL, 0, w.tables::text, w.relations::text, w.types::text, w.namespaces::text,"
           " w.stamp, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM (" +
           stamp_row(objects, stamp_parts_of(of)) + ") w";
}

} // namespace constable::database
