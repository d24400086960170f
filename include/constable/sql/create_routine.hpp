// SPDX-License-Identifier: BSL-1.0
// DDL of functions, procedures and aggregates.
#pragma once

#include "clauses.hpp"

#include "constable/catalog/routine.hpp"

#include <cstddef>
#include <string_view>

namespace constable::sql {

/// `FUNCTION`, `PROCEDURE` or `AGGREGATE`, as COMMENT ON, ALTER and DROP name it.
constexpr std::string_view routine_word(catalog::routine_kind kind) {
    if (kind == catalog::routine_kind::procedure) return "PROCEDURE";
    return kind == catalog::routine_kind::aggregate ? "AGGREGATE" : "FUNCTION";
}

/// `schema.name(integer, text)`, as COMMENT ON, ALTER and DROP want it.
template <class Sink>
constexpr void add_signature(Sink& sink, const catalog::routine& routine) {
    add_qualified(sink, routine.schema, routine.name);
    sink.add('(');
    if (routine.identity.empty() && routine.kind == catalog::routine_kind::aggregate) sink.add('*');
    else sink.add(routine.identity);
    sink.add(')');
}

namespace detail {

constexpr char lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte; }

// Settings whose value is a list of names: each of them is a literal (GUC_LIST_QUOTE of PostgreSQL's guc_tables.c).
constexpr bool is_list_of_names(std::string_view setting) {
    constexpr std::string_view lists[] = {"local_preload_libraries", "search_path", "session_preload_libraries",
                                          "shared_preload_libraries", "temp_tablespaces", "unix_socket_directories"};
    for (const std::string_view list : lists) {
        bool same = setting.size() == list.size();
        for (std::size_t i = 0; same && i != list.size(); ++i) same = lower(setting[i]) == list[i];
        if (same) return true;
    }
    return false;
}

// `"$user", public` as `'$user', 'public'`
template <class Sink>
constexpr void add_list_of_names(Sink& sink, std::string_view list) {
    const char* separator = "";
    for (std::size_t at = 0; at <= list.size();) {
        while (at < list.size() && (list[at] == ' ' || list[at] == ',')) ++at;
        if (at >= list.size()) break;
        sink.add(std::string_view{separator});
        separator = ", ";
        sink.add('\'');
        const bool is_quoted = list[at] == '"';
        if (is_quoted) ++at;
        for (; at < list.size(); ++at) {
            const char byte = list[at];
            if (is_quoted && byte == '"') {
                if (at + 1 == list.size() || list[at + 1] != '"') break;
                ++at;
            }
            if (!is_quoted && (byte == ',' || byte == ' ')) break;
            if (byte == '\'') sink.add('\'');
            sink.add(byte);
        }
        if (is_quoted) ++at;
        sink.add('\'');
    }
    if (*separator == '\0') sink.add("''");
}

} // namespace detail

/// `SET name TO value` of a `name=value`, as CREATE FUNCTION wants it.
template <class Sink>
constexpr void add_setting(Sink& sink, std::string_view setting) {
    const std::size_t equals = setting.find('=');
    const std::string_view name = setting.substr(0, equals);
    const std::string_view value = equals == std::string_view::npos ? std::string_view{} : setting.substr(equals + 1);
    sink.add("SET ");
    if (name.find('.') == std::string_view::npos) {
        add_identifier(sink, name);
    } else { // `plugin.setting`: each part is a word of its own
        add_qualified(sink, name.substr(0, name.find('.')), name.substr(name.find('.') + 1));
    }
    sink.add(" TO ");
    if (detail::is_list_of_names(name)) detail::add_list_of_names(sink, value);
    else add_literal(sink, value);
}

namespace detail {

// what stands between LANGUAGE and the body
template <class Sink>
constexpr void add_routine_options(Sink& sink, const catalog::routine& routine) {
    const auto add_text = [&](std::string_view name, std::string_view value) {
        if (value.empty()) return;
        sink.add(name);
        sink.add(value);
    };
    std::string_view separator = " TRANSFORM FOR TYPE ";
    for (const std::string_view type : routine.transforms) {
        sink.add(separator);
        separator = ", FOR TYPE ";
        sink.add(type);
    }
    if (routine.kind == catalog::routine_kind::window) sink.add(" WINDOW");
    if (routine.volatility != catalog::volatility_kind::volatile_) {
        sink.add(' ');
        sink.add(catalog::word_of(routine.volatility));
    }
    if (routine.strict) sink.add(" STRICT");
    if (routine.security_definer) sink.add(" SECURITY DEFINER");
    if (routine.leakproof) sink.add(" LEAKPROOF");
    if (routine.parallel != catalog::parallel_safety::unsafe) {
        sink.add(" PARALLEL ");
        sink.add(catalog::word_of(routine.parallel));
    }
    add_text(" COST ", routine.cost);
    add_text(" ROWS ", routine.rows);
    add_text(" SUPPORT ", routine.support);
    for (const std::string_view setting : routine.settings) {
        sink.add("\n    ");
        add_setting(sink, setting);
    }
}

template <class Sink>
constexpr void add_routine_body(Sink& sink, const catalog::routine& routine) {
    sink.add('\n');
    if (!routine.sql_body.empty()) {
        add_expression(sink, routine.sql_body);
        return;
    }
    sink.add("AS ");
    if (!routine.library.empty()) {
        add_literal(sink, routine.library);
        if (routine.body.empty()) return;
        sink.add(", ");
        add_literal(sink, routine.body);
        return;
    }
    add_dollar_quoted(sink, routine.body);
}

template <class Sink>
constexpr void add_create_aggregate(Sink& sink, const catalog::routine& routine, bool replace) {
    sink.add(replace ? "CREATE OR REPLACE AGGREGATE " : "CREATE AGGREGATE ");
    add_qualified(sink, routine.schema, routine.name);
    sink.add('(');
    const std::string_view arguments = routine.arguments.empty() ? routine.identity : routine.arguments;
    sink.add(arguments.empty() ? std::string_view{"*"} : arguments);
    sink.add(") (");
    add_expression(sink, routine.body);
    sink.add(");\n");
}

} // namespace detail

/// `COMMENT ON FUNCTION …;` where there is one.
template <class Sink>
constexpr void add_routine_comment(Sink& sink, const catalog::routine& routine) {
    if (routine.comment.empty()) return;
    sink.add("COMMENT ON ");
    sink.add(routine_word(routine.kind));
    sink.add(' ');
    add_signature(sink, routine);
    add_comment_text(sink, routine.comment);
}

/// `CREATE [OR REPLACE] FUNCTION | PROCEDURE | AGGREGATE …;` with its comment.
/// https://www.postgresql.org/docs/current/sql-createfunction.html
template <class Sink>
constexpr void add_create_routine(Sink& sink, const catalog::routine& routine, bool replace = false) {
    if (routine.kind == catalog::routine_kind::aggregate) {
        detail::add_create_aggregate(sink, routine, replace);
        return add_routine_comment(sink, routine);
    }
    sink.add(replace ? "CREATE OR REPLACE " : "CREATE ");
    sink.add(routine_word(routine.kind));
    sink.add(' ');
    add_qualified(sink, routine.schema, routine.name);
    sink.add('(');
    sink.add(routine.arguments.empty() ? routine.identity : routine.arguments);
    sink.add(')');
    if (!routine.result.empty()) {
        sink.add(" RETURNS ");
        sink.add(routine.result);
    }
    sink.add("\n    LANGUAGE ");
    add_identifier(sink, routine.language);
    detail::add_routine_options(sink, routine);
    detail::add_routine_body(sink, routine);
    sink.add(";\n");
    add_routine_comment(sink, routine);
}

} // namespace constable::sql
