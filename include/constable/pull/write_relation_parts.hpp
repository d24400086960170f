// SPDX-License-Identifier: BSL-1.0
// The words for what stands on tables and views: triggers, rules, policies, statistics, and their comments.
#pragma once

#include "context.hpp"
#include "sql_text.hpp"

#include "constable/catalog/model.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace constable::pull {

namespace detail {

inline void add_enabled(word& to, catalog::enabled_state state) {
    add_if(to, state == catalog::enabled_state::disabled, "disabled");
    add_if(to, state == catalog::enabled_state::replica, "enabled_replica");
    add_if(to, state == catalog::enabled_state::always, "enabled_always");
}

inline std::string command_word(catalog::command_kind kind) {
    switch (kind) {
    case catalog::command_kind::select: return "for_select";
    case catalog::command_kind::insert: return "for_insert";
    case catalog::command_kind::update: return "for_update";
    case catalog::command_kind::remove: return "for_delete";
    case catalog::command_kind::all: break;
    }
    return "for_all";
}

} // namespace detail

/// `trigger<"touch", before, update_, for_each_row, execute_function<"touch">>`
inline word write_trigger(const catalog::trigger& of) {
    word written = literals("trigger", of.name);
    const bool is_after = of.time == catalog::trigger_time::after;
    written.add(of.time == catalog::trigger_time::before ? "before" : is_after ? "after" : "instead_of");
    add_if(written, of.on_insert, "insert_");
    if (of.on_update)
        written.add(of.update_columns.empty() ? word{"update_"} : literals("update_of", of.update_columns));
    add_if(written, of.on_delete, "delete_");
    add_if(written, of.on_truncate, "truncate_");
    add_text(written, "from_table", of.referenced_table);
    add_if(written, of.is_constraint, "constraint_trigger");
    if (of.initially_deferred) written.add("initially_deferred");
    else add_if(written, of.deferrable, "deferrable");
    add_text(written, "old_table", of.old_table);
    add_text(written, "new_table", of.new_table);
    add_if(written, of.for_each_row, "for_each_row");
    add_text(written, "when_", of.when_expression);
    word call = literals("execute_function", of.function);
    for (const std::string_view each : of.arguments) call.add(write_literal(each));
    written.add(call);
    detail::add_enabled(written, of.enabled);
    return written;
}

/// `rule<"keep", for_delete, instead, do_<"NOTHING">>`
inline word write_rule(const catalog::rule& of) {
    word written = literals("rule", of.name);
    written.add(detail::command_word(of.event));
    add_if(written, of.instead, "instead");
    add_text(written, "where_", of.condition);
    written.add(literals("do_", of.action));
    detail::add_enabled(written, of.enabled);
    return written;
}

/// `policy<"own", for_select, to<"app">, using_<"…">>`
inline word write_policy(const catalog::policy& of) {
    word written = literals("policy", of.name);
    if (of.command != catalog::command_kind::all) written.add(detail::command_word(of.command));
    add_if(written, !of.permissive, "restrictive");
    add_texts(written, "to", of.roles);
    add_text(written, "using_", of.using_expression);
    add_text(written, "with_check", of.check_expression);
    return written;
}

/// `statistics<"s", ndistinct, "a", "b", expression<"lower(a)">>`
inline word write_statistics(const catalog::statistics& of, std::string_view schema_of_table) {
    word written = literals("statistics", of.name);
    for (const std::string_view each : of.kinds) written.add(std::string{each});
    for (const std::string_view each : of.expressions) {
        const std::optional<sql_name> column = read_name(each);
        if (column) written.add(write_literal(column->name));
        else written.add(literals("expression", without_parentheses(each)));
    }
    if (of.schema != schema_of_table) written.add(literals("statistics_in", of.schema));
    if (of.target != -1) written.add(number("target", of.target));
    return written;
}

/// Adds `comment_on_trigger<"name", "…">` and its like for each object that has a comment.
template <class Objects>
void add_comments(word& to, std::string_view name, const Objects& objects) {
    for (const auto& each : objects)
        if (!each.comment.empty()) to.add({std::string{name}, {write_literal(each.name), write_literal(each.comment)}});
}

} // namespace constable::pull
