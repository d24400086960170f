// SPDX-License-Identifier: BSL-1.0
// The structs of functions, procedures and aggregates. Their bodies are members, not template arguments.
#pragma once

#include "context.hpp"

#include "constable/catalog/model.hpp"

#include <string>
#include <string_view>

namespace constable::pull {

/// `    static constexpr std::string_view body = R"sql(…)sql";`, or nothing for an empty text.
inline std::string write_member(std::string_view name, std::string_view text) {
    if (text.empty()) return {};
    const std::string literal = write_literal(text);
    const std::string start = "    static constexpr std::string_view " + std::string{name} + " =";
    const bool fits = !literal.starts_with('R') && start.size() + literal.size() + 2 > line_width;
    return start + (fits ? "\n        " : " ") + literal + ";\n";
}

namespace detail {

inline std::string routine_word(catalog::routine_kind kind) {
    switch (kind) {
    case catalog::routine_kind::procedure: return "procedure";
    case catalog::routine_kind::aggregate: return "aggregate";
    case catalog::routine_kind::window: return "window_function";
    case catalog::routine_kind::function: break;
    }
    return "function";
}

inline void add_behaviour(word& to, const catalog::routine& of) {
    add_if(to, of.volatility == catalog::volatility_kind::immutable, "immutable");
    add_if(to, of.volatility == catalog::volatility_kind::stable, "stable");
    add_if(to, of.strict, "strict");
    add_if(to, of.security_definer, "security_definer");
    add_if(to, of.leakproof, "leakproof");
    add_if(to, of.parallel == catalog::parallel_safety::safe, "parallel_safe");
    add_if(to, of.parallel == catalog::parallel_safety::restricted, "parallel_restricted");
    add_text(to, "cost", of.cost);
    add_text(to, "rows", of.rows);
    add_text(to, "support", of.support);
    add_texts(to, "transforms", of.transforms);
    add_texts(to, "set_", of.settings);
}

} // namespace detail

/// `struct touch : function<"touch", returns_<"trigger">, language<"plpgsql">> { … };`
inline std::string write_routine(const catalog::routine& of, context& in) {
    word written = literals(detail::routine_word(of.kind), of.name);
    add_text(written, "in_schema", of.schema);
    if (!of.identity.empty() || !of.arguments.empty())
        written.add({"arguments_", {write_literal(of.identity), write_literal(of.arguments)}});
    add_text(written, "returns_", of.result);
    add_text(written, "language", of.language);
    detail::add_behaviour(written, of);
    add_text(written, "comment", of.comment);
    const bool does_nothing = !of.language.empty() && of.body.empty() && of.sql_body.empty(); // but is there
    const std::string members =
        (does_nothing ? "    static constexpr std::string_view body = \"\";\n" : write_member("body", of.body)) + write_member("library", of.library) + write_member("sql_body", of.sql_body);
    return write_struct(in.names.of(&of).name, written, members);
}

} // namespace constable::pull
