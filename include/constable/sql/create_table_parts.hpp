// SPDX-License-Identifier: BSL-1.0
// DDL of what stands on a table or a view: triggers, rules, policies, statistics, and how the table treats rows.
#pragma once

#include "clauses.hpp"

#include "constable/catalog/table.hpp"

#include <string_view>

namespace constable::sql {

namespace detail {

// `INSERT OR UPDATE OF a, b OR DELETE`
template <class Sink>
constexpr void add_trigger_events(Sink& sink, const catalog::trigger& trigger) {
    const char* separator = "";
    const auto add_event = [&](bool fires, std::string_view event) {
        if (!fires) return;
        sink.add(std::string_view{separator});
        separator = " OR ";
        sink.add(event);
    };
    add_event(trigger.on_insert, "INSERT");
    add_event(trigger.on_delete, "DELETE");
    add_event(trigger.on_update, "UPDATE");
    if (trigger.on_update && !trigger.update_columns.empty()) {
        sink.add(" OF ");
        add_names(sink, trigger.update_columns);
    }
    add_event(trigger.on_truncate, "TRUNCATE");
}

template <class Sink>
constexpr void add_transition_tables(Sink& sink, const catalog::trigger& trigger) {
    if (trigger.old_table.empty() && trigger.new_table.empty()) return;
    sink.add(" REFERENCING");
    if (!trigger.old_table.empty()) {
        sink.add(" OLD TABLE AS ");
        add_identifier(sink, trigger.old_table);
    }
    if (trigger.new_table.empty()) return;
    sink.add(" NEW TABLE AS ");
    add_identifier(sink, trigger.new_table);
}

// `ALTER TABLE … DISABLE TRIGGER …;`
template <class Sink>
constexpr void add_enabled(Sink& sink, std::string_view schema, std::string_view table, std::string_view kind, std::string_view name,
                           catalog::enabled_state state) {
    add_head(sink, "ALTER TABLE ", schema, table);
    switch (state) {
    case catalog::enabled_state::origin: sink.add("ENABLE "); break;
    case catalog::enabled_state::disabled: sink.add("DISABLE "); break;
    case catalog::enabled_state::replica: sink.add("ENABLE REPLICA "); break;
    case catalog::enabled_state::always: sink.add("ENABLE ALWAYS "); break;
    }
    sink.add(kind);
    sink.add(' ');
    add_identifier(sink, name);
    sink.add(";\n");
}

} // namespace detail

/// `ALTER TABLE … ENABLE | DISABLE … TRIGGER …;`
template <class Sink>
constexpr void add_trigger_state(Sink& sink, std::string_view schema, std::string_view table, const catalog::trigger& trigger) {
    detail::add_enabled(sink, schema, table, "TRIGGER", trigger.name, trigger.enabled);
}

/// `ALTER TABLE … ENABLE | DISABLE … RULE …;`
template <class Sink>
constexpr void add_rule_state(Sink& sink, std::string_view schema, std::string_view table, const catalog::rule& rule) {
    detail::add_enabled(sink, schema, table, "RULE", rule.name, rule.enabled);
}

/// `CREATE TRIGGER …;` on a table or view, with its state and comment.
/// https://www.postgresql.org/docs/current/sql-createtrigger.html
template <class Sink>
constexpr void add_create_trigger(Sink& sink, std::string_view schema, std::string_view table, const catalog::trigger& trigger) {
    sink.add(trigger.is_constraint ? "CREATE CONSTRAINT TRIGGER " : "CREATE TRIGGER ");
    add_identifier(sink, trigger.name);
    sink.add(' ');
    sink.add(catalog::word_of(trigger.time));
    sink.add(' ');
    detail::add_trigger_events(sink, trigger);
    sink.add(" ON ");
    add_qualified(sink, schema, table);
    if (!trigger.referenced_table.empty()) {
        sink.add(" FROM ");
        sink.add(trigger.referenced_table);
    }
    if (trigger.deferrable) sink.add(" DEFERRABLE");
    if (trigger.initially_deferred) sink.add(" INITIALLY DEFERRED");
    detail::add_transition_tables(sink, trigger);
    sink.add(trigger.for_each_row ? " FOR EACH ROW" : " FOR EACH STATEMENT");
    if (!trigger.when_expression.empty()) {
        sink.add(" WHEN (");
        add_expression(sink, trigger.when_expression);
        sink.add(')');
    }
    sink.add(" EXECUTE FUNCTION ");
    sink.add(trigger.function);
    std::string_view separator = "(";
    for (const std::string_view argument : trigger.arguments) {
        sink.add(separator);
        separator = ", ";
        add_literal(sink, argument);
    }
    sink.add(trigger.arguments.empty() ? "();\n" : ");\n");
    if (trigger.enabled != catalog::enabled_state::origin) add_trigger_state(sink, schema, table, trigger);
    add_comment_on_part(sink, "TRIGGER", trigger.name, schema, table, trigger.comment);
}

/// `CREATE RULE …;` on a table or view, with its state and comment.
/// https://www.postgresql.org/docs/current/sql-createrule.html
template <class Sink>
constexpr void add_create_rule(Sink& sink, std::string_view schema, std::string_view table, const catalog::rule& rule) {
    sink.add("CREATE RULE ");
    add_identifier(sink, rule.name);
    sink.add(" AS ON ");
    sink.add(catalog::word_of(rule.event));
    sink.add(" TO ");
    add_qualified(sink, schema, table);
    if (!rule.condition.empty()) {
        sink.add(" WHERE (");
        add_expression(sink, rule.condition);
        sink.add(')');
    }
    sink.add(rule.instead ? " DO INSTEAD " : " DO ");
    add_expression(sink, rule.action.empty() ? std::string_view{"NOTHING"} : rule.action);
    sink.add(";\n");
    if (rule.enabled != catalog::enabled_state::origin) add_rule_state(sink, schema, table, rule);
    add_comment_on_part(sink, "RULE", rule.name, schema, table, rule.comment);
}

/// `CREATE POLICY …;` with its comment.
/// https://www.postgresql.org/docs/current/sql-createpolicy.html
template <class Sink>
constexpr void add_create_policy(Sink& sink, const catalog::table& table, const catalog::policy& policy) {
    const auto add_condition = [&](std::string_view words, std::string_view condition) {
        if (condition.empty()) return;
        sink.add(words);
        add_expression(sink, condition);
        sink.add(')');
    };
    sink.add("CREATE POLICY ");
    add_identifier(sink, policy.name);
    sink.add(" ON ");
    add_qualified(sink, table.schema, table.name);
    if (!policy.permissive) sink.add(" AS RESTRICTIVE");
    if (policy.command != catalog::command_kind::all) {
        sink.add(" FOR ");
        sink.add(catalog::word_of(policy.command));
    }
    if (!policy.roles.empty()) {
        sink.add(" TO ");
        add_names(sink, policy.roles);
    }
    add_condition(" USING (", policy.using_expression);
    add_condition(" WITH CHECK (", policy.check_expression);
    sink.add(";\n");
    add_comment_on_part(sink, "POLICY", policy.name, table.schema, table.name, policy.comment);
}

/// `CREATE STATISTICS …;` on a table or materialized view, with its target and comment.
/// https://www.postgresql.org/docs/current/sql-createstatistics.html
template <class Sink>
constexpr void add_create_statistics(Sink& sink, std::string_view schema, std::string_view table, const catalog::statistics& statistics) {
    add_head(sink, "CREATE STATISTICS ", statistics.schema, statistics.name);
    if (!statistics.kinds.empty()) {
        sink.add('(');
        add_names(sink, statistics.kinds);
        sink.add(") ");
    }
    std::string_view separator = "ON ";
    for (const std::string_view expression : statistics.expressions) {
        sink.add(separator);
        separator = ", ";
        add_expression(sink, expression);
    }
    sink.add(" FROM ");
    add_qualified(sink, schema, table);
    sink.add(";\n");
    if (statistics.target >= 0) {
        add_head(sink, "ALTER STATISTICS ", statistics.schema, statistics.name);
        sink.add("SET STATISTICS ");
        add_signed(sink, statistics.target);
        sink.add(";\n");
    }
    add_comment(sink, "STATISTICS", statistics.schema, statistics.name, statistics.comment);
}

/// `ALTER TABLE … CLUSTER ON …;`, of a table or a materialized view, where there is such an index.
template <class Sink>
constexpr void add_cluster_on(Sink& sink, std::string_view schema, std::string_view table, std::string_view index) {
    if (index.empty()) return;
    add_head(sink, "ALTER TABLE ", schema, table);
    sink.add("CLUSTER ON ");
    add_identifier(sink, index);
    sink.add(";\n");
}

/// `ALTER TABLE ONLY … REPLICA IDENTITY …;`
/// https://www.postgresql.org/docs/current/sql-altertable.html
template <class Sink>
constexpr void add_replica_identity(Sink& sink, const catalog::table& table) {
    add_head(sink, "ALTER TABLE ONLY ", table.schema, table.name);
    sink.add("REPLICA IDENTITY ");
    if (table.replica_identity == catalog::replica_identity_kind::index) {
        sink.add("USING INDEX ");
        add_identifier(sink, table.replica_index);
    } else {
        sink.add(catalog::word_of(table.replica_identity));
    }
    sink.add(";\n");
}

/// What a table says of its rows as a whole: CLUSTER ON, REPLICA IDENTITY, row-level security.
template <class Sink>
constexpr void add_table_settings(Sink& sink, const catalog::table& table) {
    add_cluster_on(sink, table.schema, table.name, table.clustered_on);
    if (table.replica_identity != catalog::replica_identity_kind::by_default) add_replica_identity(sink, table);
    const auto add_security = [&](bool wanted, std::string_view words) {
        if (!wanted) return;
        add_head(sink, "ALTER TABLE ", table.schema, table.name);
        sink.add(words);
    };
    add_security(table.row_security, "ENABLE ROW LEVEL SECURITY;\n");
    add_security(table.force_row_security, "FORCE ROW LEVEL SECURITY;\n");
}

} // namespace constable::sql
