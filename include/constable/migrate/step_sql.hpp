// SPDX-License-Identifier: BSL-1.0
// The statements of one step, from the catalogs before and after it.
#pragma once

#include "step.hpp"

#include "constable/catalog/diff.hpp"
#include "constable/catalog/own_sequence.hpp"
#include "constable/sql/plan.hpp"

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::migrating {

namespace detail {

using sql::joined;
using sql::identifier;
using sql::literal;
using sql::qualified_identifier;

inline const catalog::table* find_table(const catalog::catalog& in, std::string_view schema, std::string_view name) {
    for (const catalog::table& each : in.tables)
        if (each.name == name && each.schema == schema) return &each;
    return nullptr;
}

// Everything that makes `to` of `from`, in statements; what of the stored data goes is told in `losses`.
inline std::vector<std::string> statements_between(const catalog::catalog& from, const catalog::catalog& to, std::vector<std::string>* losses = nullptr) {
    const std::vector<catalog::change> changes = catalog::diff(to, from, {.unmodelled = false});
    sql::change_plan plan = sql::plan(to, from, changes);
    if (!plan.impossible.empty())
        throw std::logic_error{joined("constable: no statement can ", catalog::word_of(plan.impossible.front()->action), " ",
                                      sql::object_name(*plan.impossible.front()), "; ", sql::way_out_of(*plan.impossible.front()))};
    std::vector<std::string> all;
    for (sql::statement& each : plan.before) all.push_back(std::move(each.text));
    for (sql::statement& each : plan.statements) all.push_back(std::move(each.text));
    if (losses != nullptr)
        for (const catalog::change& each : changes)
            if (each.action == catalog::change_action::drop && hazard_of(each).loses_data) losses->push_back(sql::object_name(each));
    return all;
}

// `users.phone`-like texts keep their quotes; a semicolon ends a statement outside of them.
inline std::vector<std::string> split_statements(std::string_view text) {
    std::vector<std::string> all;
    strings::tokenizer tokens{text};
    std::size_t from = 0;
    for (strings::token each = tokens.next(); each.type != strings::token::kind::end; each = tokens.next()) {
        if (!each.is(";")) continue;
        const std::size_t end = static_cast<std::size_t>(each.text.data() - text.data()) + 1;
        all.emplace_back(text.substr(from, end - from));
        from = end;
        while (from != text.size() && (text[from] == '\n' || text[from] == ' ')) ++from;
    }
    if (from != text.size()) all.emplace_back(text.substr(from));
    return all;
}

// CREATE INDEX and DROP INDEX as they run beside others: each a statement of its own.
inline std::vector<std::string> made_concurrent(const std::vector<std::string>& plain) {
    std::vector<std::string> all;
    for (const std::string& text : plain)
        for (std::string& each : split_statements(text)) {
            for (const std::string_view head : {"CREATE INDEX ", "CREATE UNIQUE INDEX ", "DROP INDEX "})
                if (each.starts_with(head)) each.insert(head.size(), "CONCURRENTLY ");
            if (each.starts_with("ALTER TABLE ") && each.find(" DETACH PARTITION ") != std::string::npos) each.insert(each.size() - 1, " CONCURRENTLY");
            all.push_back(std::move(each));
        }
    return all;
}

// ALTER COLUMN … TYPE with another USING.
inline void put_using(std::vector<std::string>& statements, std::string_view column, std::string_view expression) {
    if (expression.empty()) return;
    const std::string mark = joined(" ALTER COLUMN ", identifier(column), " TYPE ");
    for (std::string& each : statements) {
        if (each.find(mark) == std::string::npos || !each.starts_with("ALTER TABLE ")) continue;
        std::size_t end = each.find(" USING ");
        if (end == std::string::npos) end = each.rfind(';');
        each = each.substr(0, end) + joined(" USING ", expression, ";");
    }
}

inline std::string rename_object_statement(const step_value& step, const catalog::catalog& before, std::string_view from, std::string_view to) {
    using catalog::object_kind;
    std::string_view word = "TABLE";
    switch (step.of) {
    case object_kind::table: break;
    case object_kind::view: word = "VIEW"; break;
    case object_kind::materialized_view: word = "MATERIALIZED VIEW"; break;
    case object_kind::sequence: word = "SEQUENCE"; break;
    case object_kind::domain: word = "DOMAIN"; break;
    default: word = "TYPE"; break;
    }
    std::string text = joined("ALTER ", word, " ", qualified_identifier(step.schema, from), " RENAME TO ", identifier(to), ";");
    if (step.of != object_kind::table) return text;
    // PostgreSQL leaves the sequences of serial and identity columns under their former names
    const catalog::table* const table = find_table(before, step.schema, from);
    if (table == nullptr) return text;
    catalog::table renamed = *table;
    renamed.name = to;
    for (const catalog::column& each : table->columns) {
        if (!catalog::owns_sequence(each) || each.details->sequence != nullptr) continue;
        catalog::name_buffer old_name;
        catalog::name_buffer new_name;
        const catalog::sequence old = catalog::own_sequence_of(*table, each, old_name);
        const catalog::sequence now = catalog::own_sequence_of(renamed, each, new_name);
        text += joined("\nALTER SEQUENCE ", qualified_identifier(old.schema, old.name), " RENAME TO ", identifier(now.name), ";");
    }
    return text;
}

inline std::string rename_part_statement(const step_value& step, const catalog::catalog& before, std::string_view from, std::string_view to) {
    using catalog::object_kind;
    const std::string table = qualified_identifier(step.schema, step.table);
    switch (step.of) {
    case object_kind::column: {
        std::string text = joined("ALTER TABLE ", table, " RENAME COLUMN ", identifier(from), " TO ", identifier(to), ";");
        const catalog::table* const in = find_table(before, step.schema, step.table);
        const catalog::column* const column = in == nullptr ? nullptr : catalog::find_column(*in, from);
        if (column == nullptr || !catalog::owns_sequence(*column) || column->details->sequence != nullptr) return text;
        catalog::column renamed = *column;
        renamed.name = to;
        catalog::name_buffer old_name;
        catalog::name_buffer new_name;
        const catalog::sequence old = catalog::own_sequence_of(*in, *column, old_name);
        const catalog::sequence now = catalog::own_sequence_of(*in, renamed, new_name);
        return text + joined("\nALTER SEQUENCE ", qualified_identifier(old.schema, old.name), " RENAME TO ", identifier(now.name), ";");
    }
    case object_kind::constraint: {
        std::string text = joined("ALTER TABLE ", table, " RENAME CONSTRAINT ", identifier(from), " TO ", identifier(to), ";");
        const catalog::table* const in = find_table(before, step.schema, step.table);
        if (in == nullptr || in->of_type.empty()) return text;
        // PostgreSQL renames no constraint of a table of a type
        return joined("ALTER TABLE ", table, " NOT OF;\n", text, "\nALTER TABLE ", table, " OF ", in->of_type, ";");
    }
    case object_kind::index: return joined("ALTER INDEX ", qualified_identifier(step.schema, from), " RENAME TO ", identifier(to), ";");
    case object_kind::trigger: return joined("ALTER TRIGGER ", identifier(from), " ON ", table, " RENAME TO ", identifier(to), ";");
    case object_kind::rule: return joined("ALTER RULE ", identifier(from), " ON ", table, " RENAME TO ", identifier(to), ";");
    case object_kind::policy: return joined("ALTER POLICY ", identifier(from), " ON ", table, " RENAME TO ", identifier(to), ";");
    default: return joined("ALTER STATISTICS ", qualified_identifier(step.schema, from), " RENAME TO ", identifier(to), ";");
    }
}

inline std::string rename_label_statement(const step_value& step, std::string_view from, std::string_view to) {
    return joined("ALTER TYPE ", qualified_identifier(step.schema, step.table), " RENAME VALUE ", literal(from), " TO ", literal(to), ";");
}

inline std::string use_index_statement(const step_value& step, const catalog::catalog& after, const fragment& said) {
    const catalog::table& table = *find_table(after, step.schema, step.table);
    const catalog::constraint* key = nullptr;
    for (const catalog::constraint& each : table.constraints)
        if (each.name == (said.table->constraints[0].name.empty() ? step.name : said.table->constraints[0].name)) key = &each;
    std::string text = joined("ALTER TABLE ", qualified_identifier(step.schema, step.table), " ADD CONSTRAINT ", identifier(key->name),
                              key->kind == catalog::constraint_kind::primary_key ? " PRIMARY KEY" : " UNIQUE", " USING INDEX ", identifier(step.name));
    if (key->deferrable) text += " DEFERRABLE";
    if (key->initially_deferred) text += " INITIALLY DEFERRED";
    return text + ";";
}

// DETACH PARTITION … CONCURRENTLY leaves a CHECK on the partition that says its former bound. It is known by what it says:
// other constraints, whatever their names, stay.
inline void drop_former_bound(std::vector<std::string>& around, const step_value& step, const catalog::catalog& after) {
    const std::string name = qualified_identifier(step.schema, step.table);
    const std::string table = literal(name) + "::regclass";
    std::string known;
    for (const catalog::constraint& each : find_table(after, step.schema, step.table)->constraints)
        if (each.kind == catalog::constraint_kind::check) known += joined(" AND conname <> ", literal(each.name));
    around.insert(around.begin(), "DO $constable$ BEGIN PERFORM pg_catalog.set_config('constable.former_bound', coalesce(pg_catalog.pg_get_partition_constraintdef(" +
                                      table + "), ''), false); END $constable$;");
    around.push_back("DO $constable$ DECLARE bound name; BEGIN SELECT conname INTO bound FROM pg_catalog.pg_constraint WHERE conrelid = " + table +
                     " AND pg_catalog.pg_get_constraintdef(oid) = 'CHECK (' || pg_catalog.current_setting('constable.former_bound') || ')'" + known +
                     "; IF FOUND THEN EXECUTE pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', " + literal(name) + ", bound); END IF; END $constable$;");
}

inline std::string with_semicolon(std::string_view sql) {
    while (sql.ends_with(' ') || sql.ends_with('\n') || sql.ends_with(';')) sql.remove_suffix(1);
    const std::size_t last_line = sql.rfind('\n') + 1; // npos + 1 is 0
    const bool ends_in_comment = sql.find("--", last_line) != std::string_view::npos;
    return std::string{sql} + (ends_in_comment ? "\n;" : ";");
}

} // namespace detail

/// The statements of a step forwards, each with its semicolon; none for code of the program and backfills.
/// Throws std::logic_error where no statement does what the step says: such a history does not come from the compiler.
inline std::vector<std::string> statements_of(const step_value& step, const fragment& said, const catalog::catalog& before, const catalog::catalog& after) {
    switch (step.kind) {
    case step_kind::execute: return {detail::with_semicolon(step.sql)};
    case step_kind::run:
    case step_kind::backfill: return {};
    case step_kind::rename_object: return {detail::rename_object_statement(step, before, step.name, step.other)};
    case step_kind::rename_part: return {detail::rename_part_statement(step, before, step.name, step.other)};
    case step_kind::rename_label: return {detail::rename_label_statement(step, step.name, step.other)};
    case step_kind::use_index: return {detail::use_index_statement(step, after, said)};
    case step_kind::validate_constraint:
        return {detail::joined("ALTER TABLE ", detail::qualified_identifier(step.schema, step.table), " VALIDATE CONSTRAINT ", detail::identifier(step.name), ";")};
    default: break;
    }
    std::vector<std::string> all = detail::statements_between(before, after);
    if (step.kind == step_kind::change_type) detail::put_using(all, step.name, step.sql);
    if (!step.concurrently) return all;
    all = detail::made_concurrent(all);
    if (step.kind == step_kind::detach_partition) detail::drop_former_bound(all, step, after);
    return all;
}

/// The statements that take a step back, and what of the stored data goes with them.
inline std::vector<std::string> statements_back(const step_value& step, const catalog::catalog& before, const catalog::catalog& after,
                                                std::vector<std::string>& losses) {
    switch (step.kind) {
    case step_kind::execute:
    case step_kind::backfill:
        if (step.irreversible || step.reverse.empty()) return {};
        return {detail::with_semicolon(step.reverse)};
    case step_kind::run: return {};
    case step_kind::rename_object: return {detail::rename_object_statement(step, after, step.other, step.name)};
    case step_kind::rename_part: return {detail::rename_part_statement(step, after, step.other, step.name)};
    case step_kind::rename_label: return {detail::rename_label_statement(step, step.other, step.name)};
    default: break;
    }
    std::vector<std::string> all = detail::statements_between(after, before, &losses);
    if (step.kind == step_kind::change_type) detail::put_using(all, step.name, step.reverse);
    return step.concurrently ? detail::made_concurrent(all) : all;
}

} // namespace constable::migrating
