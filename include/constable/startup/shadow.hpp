// SPDX-License-Identifier: BSL-1.0
// Shadows: declared objects made anew in the session's temporary schema, so that the server writes their texts.
#pragma once

#include "constable/catalog/arena.hpp"
#include "constable/catalog/model.hpp"
#include "constable/sql/create.hpp"
#include "constable/strings/identifier.hpp"
#include "constable/strings/sink.hpp"

#include <cstddef>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace constable::startup {

/// One statement that makes a shadow, or a part of one.
struct shadow_step {
    std::string object;    ///< for people: "table users", "constraint users_age_check of table users"
    std::string statement;
};

/// A step that the server refused, and what it said.
struct refused_step {
    std::size_t step;
    std::string_view reason;
};

namespace detail {

inline constexpr std::string_view shadow_schema = "pg_temp";

inline std::string rendered(const auto& write) {
    std::string text;
    strings::appender sink{text};
    write(sink);
    return text;
}

// Each step in a subtransaction of its own: one that fails takes no other with it, and all are one message. Where
// nothing may be created at all, the whole message fails with the code that says so.
inline std::string shadow_block(std::span<const shadow_step> steps) {
    std::string text = "DECLARE refused text := ''; BEGIN"
                       " IF NOT has_database_privilege(current_database(), 'TEMP') THEN RAISE insufficient_privilege; END IF;"
                       " IF current_setting('transaction_read_only')::boolean THEN RAISE read_only_sql_transaction; END IF;\n";
    for (std::size_t i = 0; i != steps.size(); ++i) {
        text.append("BEGIN EXECUTE ");
        strings::appender sink{text};
        strings::add_literal(sink, steps[i].statement);
        text.append("; EXCEPTION WHEN OTHERS THEN refused := concat(refused, '").append(std::to_string(i));
        text.append("', chr(31), SQLERRM, chr(30)); END;\n");
    }
    return text.append("PERFORM set_config('constable.refused', refused, true); END");
}

} // namespace detail

/// The statements that make shadows, to stand before an introspection of the temporary schema in one message. To be sent
/// inside a transaction and taken back. Names mean what they mean to the session, never a shadow.
inline std::string make_shadows(std::span<const shadow_step> steps) {
    std::string text = "SET LOCAL client_min_messages = warning; SET LOCAL check_function_bodies = off;"
                       " SELECT set_config('search_path', concat((SELECT string_agg(quote_ident(s), ', ' ORDER BY at) || ', '"
                       " FROM unnest(current_schemas(false)) WITH ORDINALITY u(s, at) WHERE s NOT LIKE 'pg\\_temp\\_%'), 'pg_temp'), true);\nDO ";
    strings::appender sink{text};
    sql::add_dollar_quoted(sink, detail::shadow_block(steps));
    return text.append(";\n");
}

/// A row of kind 'stamp' for the introspection behind `make_shadows`: the steps that were refused, for `read_refused`.
inline constexpr std::string_view refused_query =
    " UNION ALL SELECT 'stamp', NULL, NULL, 0, current_setting('constable.refused', true), NULL, NULL, NULL,"
    " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL";

/// The steps that were refused.
inline catalog::plain_list<refused_step> read_refused(std::string_view text) {
    catalog::plain_list<refused_step> refused;
    while (!text.empty()) {
        const std::string_view one = text.substr(0, text.find('\x1e'));
        const std::size_t middle = one.find('\x1f');
        if (middle != one.npos)
            refused.push_back({static_cast<std::size_t>(std::atol(std::string{one.substr(0, middle)}.c_str())), one.substr(middle + 1)});
        text.remove_prefix(one.size() == text.size() ? one.size() : one.size() + 1);
    }
    return refused;
}

// ---- one shadow each: only what its texts need to be understood

/// The columns of a table under a name in the temporary schema, generated ones aside: `shadow_of_generated` adds them.
inline std::string shadow_of_columns(const catalog::table& of, std::string_view name) {
    return detail::rendered([&](auto& sink) {
        sink.add("CREATE TABLE ");
        sql::add_qualified(sink, detail::shadow_schema, name);
        sink.add(" (");
        std::string_view separator;
        for (const catalog::column& each : of.columns) {
            if (!each.generated_expression.empty()) continue;
            sink.add(separator);
            separator = ", ";
            sql::add_identifier(sink, each.name);
            sink.add(' ');
            sink.add(each.identity == catalog::identity_kind::serial && each.type.empty() ? std::string_view{"bigint"} : each.type);
            if (each.collation.empty()) continue;
            sink.add(" COLLATE ");
            sink.add(each.collation);
        }
        sink.add(')');
    });
}
inline std::string shadow_of_table(const catalog::table& of) {
    std::string text = of.of_type.empty() ? shadow_of_columns(of, of.name) : detail::rendered([&](auto& sink) {
        sink.add("CREATE TABLE ");
        sql::add_qualified(sink, detail::shadow_schema, of.name);
        sink.add(" OF ");
        sink.add(of.of_type);
    });
    std::string_view separator = " INHERITS (";
    strings::appender sink{text};
    for (const catalog::qualified_name& parent : of.inherits) {
        sink.add(separator);
        separator = ", ";
        sql::add_qualified(sink, parent.schema, parent.name);
    }
    if (!of.inherits.empty()) sink.add(')');
    if (!of.partition_key.empty()) text.append(" PARTITION BY ").append(of.partition_key);
    return text;
}
/// The columns as the database has them, where the declared ones cannot be made.
inline std::string shadow_of_live_table(const catalog::table& declared, const catalog::table& live) {
    return detail::rendered([&](auto& sink) {
        sql::add_head(sink, "CREATE TABLE IF NOT EXISTS ", detail::shadow_schema, declared.name);
        sink.add("(LIKE ");
        sql::add_qualified(sink, live.schema, live.name);
        sink.add(')');
    });
}
/// A partition and its parent, both under made-up names: the bound must fit the parent's key, nothing else must.
inline std::string shadow_of_bound(const catalog::table& of, std::string_view parents_key, std::string_view name) {
    const std::string parent = std::string{name} + "_parent";
    return shadow_of_columns(of, parent).append(" PARTITION BY ").append(parents_key).append("; CREATE TABLE pg_temp.").append(name)
        .append(" PARTITION OF pg_temp.").append(parent).append(" ").append(of.partition_bound);
}
inline std::string shadow_of_generated(const catalog::table& of, const catalog::column& column) {
    catalog::column_details details;
    details.is_virtual = column.details->is_virtual;
    const catalog::column reduced{.name = column.name, .type = column.type, .generated_expression = column.generated_expression,
                                  .collation = column.collation, .details = &details};
    return detail::rendered([&](auto& sink) {
        sql::add_head(sink, "ALTER TABLE ", detail::shadow_schema, of.name);
        sink.add("ADD COLUMN ");
        sql::add_column_definition(sink, reduced);
    });
}
inline std::string shadow_of_default(const catalog::table& of, const catalog::column& column) {
    return detail::rendered([&](auto& sink) {
        sql::add_head(sink, "ALTER TABLE ", detail::shadow_schema, of.name);
        sink.add("ALTER COLUMN ");
        sql::add_identifier(sink, column.name);
        sink.add(" SET DEFAULT ");
        sql::add_expression(sink, column.default_expression);
    });
}
/// A check or an exclusion constraint.
inline std::string shadow_of_constraint(const catalog::table& of, const catalog::constraint& constraint) {
    const catalog::table shadow{.schema = detail::shadow_schema, .name = of.name};
    const catalog::constraint reduced{.kind = constraint.kind, .name = constraint.name, .expression = constraint.expression,
                                      .method = constraint.method, .keys = constraint.keys, .predicate = constraint.predicate};
    return detail::rendered([&](auto& sink) { sql::add_constraint(sink, shadow, reduced); });
}
inline std::string shadow_of_index(std::string_view relation, const catalog::index& index) {
    const catalog::index reduced{.name = index.name, .method = index.method, .keys = index.keys, .predicate = index.predicate};
    return detail::rendered([&](auto& sink) { sql::add_create_index(sink, detail::shadow_schema, relation, reduced); });
}
inline std::string shadow_of_trigger(std::string_view relation, const catalog::trigger& trigger) {
    catalog::trigger reduced = trigger;
    reduced.is_constraint = reduced.deferrable = reduced.initially_deferred = false;
    reduced.referenced_table = reduced.comment = {};
    reduced.enabled = catalog::enabled_state::origin;
    return detail::rendered([&](auto& sink) { sql::add_create_trigger(sink, detail::shadow_schema, relation, reduced); });
}
inline std::string shadow_of_rule(std::string_view relation, const catalog::rule& rule) {
    catalog::rule reduced = rule;
    reduced.comment = {};
    reduced.enabled = catalog::enabled_state::origin;
    return detail::rendered([&](auto& sink) { sql::add_create_rule(sink, detail::shadow_schema, relation, reduced); });
}
inline std::string shadow_of_policy(const catalog::table& of, const catalog::policy& policy) {
    const catalog::table shadow{.schema = detail::shadow_schema, .name = of.name};
    catalog::policy reduced = policy;
    reduced.roles = {};
    reduced.comment = {};
    return detail::rendered([&](auto& sink) { sql::add_create_policy(sink, shadow, reduced); });
}
inline std::string shadow_of_statistics(std::string_view relation, const catalog::statistics& statistics) {
    catalog::statistics reduced = statistics;
    reduced.schema = detail::shadow_schema;
    reduced.comment = {};
    reduced.target = -1;
    return detail::rendered([&](auto& sink) { sql::add_create_statistics(sink, detail::shadow_schema, relation, reduced); });
}
/// A view's query; that of a materialized view too, which is not run.
inline std::string shadow_of_query(const catalog::view& of) {
    return detail::rendered([&](auto& sink) {
        sql::add_head(sink, "CREATE VIEW ", detail::shadow_schema, of.name);
        sink.add("AS ");
        sink.add(of.query);
    });
}
/// The columns of a materialized view, for its indexes to stand on.
inline std::string shadow_of_materialized(const catalog::view& of) {
    return detail::rendered([&](auto& sink) {
        sql::add_head(sink, "CREATE TABLE ", detail::shadow_schema, of.name);
        sink.add("AS ");
        sql::add_expression(sink, of.query);
        sink.add(" WITH NO DATA");
    });
}
inline std::string shadow_of_view_default(const catalog::view& of, const catalog::view_column& column) {
    const catalog::view shadow{.schema = detail::shadow_schema, .name = of.name};
    return detail::rendered([&](auto& sink) { sql::add_view_default(sink, shadow, column); });
}
inline std::string shadow_of_domain(const catalog::domain& of) {
    const catalog::domain reduced{.schema = detail::shadow_schema, .name = of.name, .type = of.type, .collation = of.collation};
    return detail::rendered([&](auto& sink) { sql::add_create_domain(sink, reduced, [](const auto&) { return false; }); });
}
inline std::string shadow_of_domain_default(const catalog::domain& of) {
    return detail::rendered([&](auto& sink) {
        sql::add_head(sink, "ALTER DOMAIN ", detail::shadow_schema, of.name);
        sink.add("SET DEFAULT ");
        sql::add_expression(sink, of.default_expression);
    });
}
inline std::string shadow_of_domain_check(const catalog::domain& of, const catalog::constraint& check) {
    const catalog::domain shadow{.schema = detail::shadow_schema, .name = of.name};
    const catalog::constraint reduced{.name = check.name, .expression = check.expression};
    return detail::rendered([&](auto& sink) { sql::add_domain_constraint(sink, shadow, reduced); });
}
inline std::string shadow_of_composite(const catalog::composite_type& of) {
    catalog::composite_type reduced = of;
    reduced.schema = detail::shadow_schema;
    reduced.comment = {};
    catalog::arena memory;
    const std::span<catalog::attribute> attributes = memory.copy(of.attributes.data(), of.attributes.size());
    for (catalog::attribute& each : attributes) each.comment = {};
    reduced.attributes = attributes;
    return detail::rendered([&](auto& sink) { sql::add_create_composite_type(sink, reduced); });
}
inline std::string shadow_of_range(const catalog::range_type& of) {
    catalog::range_type reduced = of;
    reduced.schema = detail::shadow_schema;
    reduced.canonical = reduced.multirange = reduced.comment = {};
    return detail::rendered([&](auto& sink) { sql::add_create_range_type(sink, reduced); });
}
inline std::string shadow_of_collation(const catalog::collation& of) {
    catalog::collation reduced = of;
    reduced.schema = detail::shadow_schema;
    reduced.comment = {};
    return detail::rendered([&](auto& sink) { sql::add_create_collation(sink, reduced); });
}
/// A routine under a made-up name, without what takes a superuser.
inline std::string shadow_of_routine(const catalog::routine& of, std::string_view name) {
    catalog::routine reduced = of;
    reduced.schema = detail::shadow_schema;
    reduced.name = name;
    reduced.support = reduced.comment = {};
    reduced.leakproof = reduced.security_definer = false;
    return detail::rendered([&](auto& sink) { sql::add_create_routine(sink, reduced); });
}

} // namespace constable::startup
