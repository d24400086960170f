// SPDX-License-Identifier: BSL-1.0
// Functions, procedures and aggregates: bodies are text, what surrounds them is not.
#pragma once

#include "words.hpp"

#include <string_view>
#include <type_traits>

namespace constable::catalog {

/// A function, procedure, aggregate or window function (`pg_proc`).
struct routine {
    std::string_view schema{};
    std::string_view name{};
    std::string_view identity{}; ///< input types, as pg_get_function_identity_arguments() writes them but without names and modes: `integer, text`
    routine_kind kind = routine_kind::function;
    std::string_view arguments{}; ///< with names, modes and defaults, as pg_get_function_arguments() writes them
    std::string_view result{};    ///< as pg_get_function_result() writes it; empty for a procedure
    std::string_view language{};
    std::string_view body{};     ///< AS '…': prosrc. For an aggregate what stands in its second parentheses: `SFUNC = …, STYPE = …`
    std::string_view library{};  ///< AS 'library', 'symbol': probin
    std::string_view sql_body{}; ///< BEGIN ATOMIC … END or RETURN …: PostgreSQL 14
    volatility_kind volatility = volatility_kind::volatile_;
    parallel_safety parallel = parallel_safety::unsafe;
    bool strict = false;
    bool security_definer = false;
    bool leakproof = false;
    std::string_view cost{};    ///< a number; empty: the language's default
    std::string_view rows{};    ///< a number; empty: the default
    std::string_view support{}; ///< SQL text: a function
    names transforms{};         ///< FOR TYPE …
    names settings{};           ///< SET: `search_path=pg_catalog, public`
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<routine>, auto&& visit) {
    visit("schema", &routine::schema);
    visit("name", &routine::name);
    visit("identity", &routine::identity);
    visit("kind", &routine::kind);
    visit("arguments", &routine::arguments);
    visit("result", &routine::result);
    visit("language", &routine::language);
    visit("body", &routine::body);
    visit("library", &routine::library);
    visit("sql_body", &routine::sql_body);
    visit("volatility", &routine::volatility);
    visit("parallel", &routine::parallel);
    visit("strict", &routine::strict);
    visit("security_definer", &routine::security_definer);
    visit("leakproof", &routine::leakproof);
    visit("cost", &routine::cost);
    visit("rows", &routine::rows);
    visit("support", &routine::support);
    visit("transforms", &routine::transforms);
    visit("settings", &routine::settings);
    visit("comment", &routine::comment);
}

} // namespace constable::catalog
