// SPDX-License-Identifier: BSL-1.0
// Functions, procedures and aggregates. Their bodies are static members of the structs: text, however long.
#pragma once

#include "database_schema.hpp"
#include "types.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace constable {

namespace declare {

enum class argument_mode : unsigned char { in, out, inout, variadic };

/// An argument as its word tells it.
struct argument_value {
    argument_mode mode = argument_mode::in;
    std::string_view name{};
    std::string_view type{};
    std::string_view default_expression{};
    const declared_type* declared = nullptr;
};

// The types of arguments and results have no lengths and precisions: `numeric(10,2)[]` is `numeric[]` there.
constexpr void add_argument_type(auto& sink, std::string_view type) {
    const std::size_t open = type.find('(');
    const std::size_t close = type.find(')');
    if (open == std::string_view::npos || close == std::string_view::npos) return sink.add(type);
    sink.add(type.substr(0, open));
    sink.add(type.substr(close + 1));
}

constexpr void add_argument(auto& sink, const argument_value& each) {
    if (each.mode == argument_mode::out) sink.add("OUT ");
    if (each.mode == argument_mode::inout) sink.add("INOUT ");
    if (each.mode == argument_mode::variadic) sink.add("VARIADIC ");
    if (!each.name.empty()) {
        strings::add_identifier(sink, each.name);
        sink.add(' ');
    }
    add_argument_type(sink, each.type);
    if (each.default_expression.empty()) return;
    sink.add(" DEFAULT ");
    sink.add(each.default_expression);
}

template <argument_mode Mode, fixed_string Name, class Type, class... Words>
struct any_argument {
    static constexpr argument_value value =
        described<Words...>(argument_value{.mode = Mode, .name = Name.view(), .type = Type::sql, .declared = Type::declared});
};

template <class Type>
inline constexpr auto argument_type = strings::to_array<[](auto& sink) { add_argument_type(sink, Type::sql); }>();

// Lists that words bring, in one array.
template <class Word>
inline constexpr catalog::names settings_in{};
template <class... Words>
inline constexpr auto settings_of = [] {
    std::array<std::string_view, (std::size_t{0} + ... + settings_in<Words>.size())> all{};
    [[maybe_unused]] std::size_t at = 0;
    [[maybe_unused]] const auto add = [&](catalog::names some) {
        for (std::size_t i = 0; i != some.size(); ++i) all[at++] = some[i];
    };
    (add(settings_in<Words>), ...);
    return all;
}();
template <class Word>
inline constexpr std::span<const declared_type* const> types_in{};

} // namespace declare

/// Arguments of a routine: in, `OUT`, `INOUT`, `VARIADIC`. A name may be empty. Words: `default_`.
template <fixed_string Name, class Type, class... Words>
struct argument : declare::any_argument<declare::argument_mode::in, Name, Type, Words...> {};
template <fixed_string Name, class Type>
struct out : declare::any_argument<declare::argument_mode::out, Name, Type> {};
template <fixed_string Name, class Type, class... Words>
struct inout : declare::any_argument<declare::argument_mode::inout, Name, Type, Words...> {};
template <fixed_string Name, class Type, class... Words>
struct variadic : declare::any_argument<declare::argument_mode::variadic, Name, Type, Words...> {};

/// The arguments of a routine: `arguments<argument<"a", integer>, argument<"b", text, default_<"'x'">>>`.
template <class... Arguments>
struct arguments {
private:
    static constexpr std::size_t outputs_ =
        (std::size_t{0} + ... +
         (Arguments::value.mode == declare::argument_mode::out || Arguments::value.mode == declare::argument_mode::inout ? 1U : 0U));
    static constexpr auto identity_ = strings::to_array<[](auto& sink) {
        [[maybe_unused]] bool first = true;
        [[maybe_unused]] const auto add = [&](const declare::argument_value& each) {
            if (each.mode == declare::argument_mode::out) return;
            if (!first) sink.add(", ");
            first = false;
            declare::add_argument_type(sink, each.type);
        };
        (add(Arguments::value), ...);
    }>();
    static constexpr auto list_ = strings::to_array<[](auto& sink) {
        [[maybe_unused]] bool first = true;
        ((first ? void() : sink.add(", "), first = false, declare::add_argument(sink, Arguments::value)), ...);
    }>();
    static constexpr auto result_ = strings::to_array<[](auto& sink) {
        if constexpr (1 < outputs_) sink.add("record");
        [[maybe_unused]] const auto add = [&](const declare::argument_value& each) {
            if (outputs_ == 1 && (each.mode == declare::argument_mode::out || each.mode == declare::argument_mode::inout))
                declare::add_argument_type(sink, each.type);
        };
        (add(Arguments::value), ...);
    }>();

public:
    static constexpr std::array<const declare::declared_type*, sizeof...(Arguments)> types{Arguments::value.declared...};
    static constexpr void describe(catalog::routine& it) {
        it.identity = strings::view(identity_);
        it.arguments = strings::view(list_);
        if (it.result.empty() && it.kind == catalog::routine_kind::function) it.result = strings::view(result_);
    }
};

/// The arguments as SQL texts: the types of the input arguments, and the list with names, modes and defaults, as
/// `pg_get_function_arguments()` writes it.
template <fixed_string Identity, fixed_string List>
struct arguments_ {
    static constexpr void describe(catalog::routine& it) {
        it.identity = Identity.view();
        it.arguments = List.view();
    }
};

/// `RETURNS type`. Not needed where there are `out` arguments.
template <class Type>
struct returns {
    static constexpr std::array<const declare::declared_type*, 1> types{Type::declared};
    static constexpr void describe(catalog::routine& it) { it.result = strings::view(declare::argument_type<Type>); }
};
/// `RETURNS …` as SQL text: `returns_<"SETOF users">`, `returns_<"TABLE(a integer)">`.
template <fixed_string Result>
struct returns_ {
    static constexpr void describe(catalog::routine& it) { it.result = Result.view(); }
};

/// `LANGUAGE name`.
template <fixed_string Name>
struct language {
    static constexpr void describe(catalog::routine& it) { it.language = Name.view(); }
};
/// `IMMUTABLE`, `STABLE`, `STRICT`, `SECURITY DEFINER`, `LEAKPROOF`, `PARALLEL SAFE`, `PARALLEL RESTRICTED`.
struct immutable {
    static constexpr void describe(catalog::routine& it) { it.volatility = catalog::volatility_kind::immutable; }
};
struct stable {
    static constexpr void describe(catalog::routine& it) { it.volatility = catalog::volatility_kind::stable; }
};
struct strict {
    static constexpr void describe(catalog::routine& it) { it.strict = true; }
};
struct security_definer {
    static constexpr void describe(catalog::routine& it) { it.security_definer = true; }
};
struct leakproof {
    static constexpr void describe(catalog::routine& it) { it.leakproof = true; }
};
struct parallel_safe {
    static constexpr void describe(catalog::routine& it) { it.parallel = catalog::parallel_safety::safe; }
};
struct parallel_restricted {
    static constexpr void describe(catalog::routine& it) { it.parallel = catalog::parallel_safety::restricted; }
};
/// `COST number`, `ROWS number`.
template <fixed_string Number>
struct cost {
    static constexpr void describe(catalog::routine& it) { it.cost = Number.view(); }
};
template <fixed_string Number>
struct rows {
    static constexpr void describe(catalog::routine& it) { it.rows = Number.view(); }
};
/// `SUPPORT function`; SQL text.
template <fixed_string Function>
struct support {
    static constexpr void describe(catalog::routine& it) { it.support = Function.view(); }
};
/// `TRANSFORM FOR TYPE …`; SQL texts.
template <fixed_string... Types>
struct transforms {
    static constexpr void describe(catalog::routine& it) { it.transforms = declare::text_list<Types...>; }
};
/// `SET name = value`: `set_<"search_path=public">`, any number of them.
template <fixed_string... Settings>
struct set_ {
    static constexpr void describe(catalog::routine&) {} // all of them are gathered
};

namespace declare {

template <fixed_string... Settings>
inline constexpr catalog::names settings_in<set_<Settings...>>{text_list<Settings...>};
template <class... Arguments>
inline constexpr std::span<const declared_type* const> types_in<arguments<Arguments...>>{arguments<Arguments...>::types};
template <class Type>
inline constexpr std::span<const declared_type* const> types_in<returns<Type>>{returns<Type>::types};

template <class... Words>
inline constexpr auto types_of = [] {
    std::array<const declared_type*, (std::size_t{0} + ... + types_in<Words>.size())> all{};
    [[maybe_unused]] std::size_t at = 0;
    [[maybe_unused]] const auto add = [&](std::span<const declared_type* const> some) {
        for (std::size_t i = 0; i != some.size(); ++i) all[at++] = some[i];
    };
    (add(types_in<Words>), ...);
    return all;
}();

template <class Self>
inline constexpr catalog::routine routine_of = [] {
    catalog::routine made = Self::said;
    if constexpr (requires { Self::body; }) made.body = Self::body;
    if constexpr (requires { Self::sql_body; }) made.sql_body = Self::sql_body;
    if constexpr (requires { Self::library; }) made.library = Self::library;
    if (made.language.empty() && !made.sql_body.empty()) made.language = "sql";
    return made;
}();

template <catalog::routine_kind Kind>
inline constexpr catalog::object_kind kind_of_routine = Kind == catalog::routine_kind::procedure   ? catalog::object_kind::procedure
                                                        : Kind == catalog::routine_kind::aggregate ? catalog::object_kind::aggregate
                                                                                                   : catalog::object_kind::function;

template <catalog::routine_kind Kind, fixed_string Name, class... Words>
struct any_routine : schema_object {
    static constexpr catalog::routine said = [] {
        catalog::routine made = described<Words...>(catalog::routine{.name = Name.view(), .kind = Kind});
        made.settings = settings_of<Words...>;
        return made;
    }();

    static constexpr object_name known_by() { return {kind_of_routine<Kind>, said.schema, said.name, said.identity}; }
    template <class Self>
    static constexpr object_entry entry_of() {
        return {.role = object_role::routine, .routine = &routine_of<Self>, .uses = types_of<Words...>};
    }
};

} // namespace declare

/// A function; its body is a static member of the struct:
/// `struct twice : function<"twice", arguments<argument<"a", integer>>, returns<integer>, language<"sql">> {`
/// `    static constexpr std::string_view body = "SELECT 2 * a"; };`
/// `sql_body` in place of `body` for `BEGIN ATOMIC … END` and `RETURN …` (PostgreSQL 14); for C, `library`, and the symbol as
/// `body`. Words: `arguments`, `arguments_`, `returns`, `returns_`, `language`, `immutable`, `stable`, `strict`,
/// `security_definer`, `leakproof`, `parallel_safe`, `parallel_restricted`, `cost`, `rows`, `support`, `transforms`, `set_`,
/// `in_schema`, `comment`. https://www.postgresql.org/docs/current/sql-createfunction.html
template <fixed_string Name, class... Words>
struct function : declare::any_routine<catalog::routine_kind::function, Name, Words...> {};
/// A procedure; words and members as of a `function`.
template <fixed_string Name, class... Words>
struct procedure : declare::any_routine<catalog::routine_kind::procedure, Name, Words...> {};
/// An aggregate. Its `body` is what stands in the second parentheses: `SFUNC = int4pl, STYPE = integer`.
template <fixed_string Name, class... Words>
struct aggregate : declare::any_routine<catalog::routine_kind::aggregate, Name, Words...> {};
/// A window function; words and members as of a `function`.
template <fixed_string Name, class... Words>
struct window_function : declare::any_routine<catalog::routine_kind::window, Name, Words...> {};

} // namespace constable
