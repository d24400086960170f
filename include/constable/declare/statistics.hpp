// SPDX-License-Identifier: BSL-1.0
// Extended statistics of tables and materialized views.
#pragma once

#include "trigger.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace constable {

namespace declare {

/// What is kept: one bit of a set, so that they come in PostgreSQL's order.
template <unsigned Kind>
struct statistics_kind_option : option_word {
    static constexpr unsigned places = in_statistics;
    static constexpr unsigned kind = Kind;
};
template <fixed_string Schema>
struct statistics_schema_option : option_word {
    static constexpr unsigned places = in_statistics;
    static constexpr void apply(catalog::statistics& it) { it.schema = Schema.view(); }
};
template <std::int16_t Target>
struct statistics_target_option : option_word {
    static constexpr unsigned places = in_statistics;
    static constexpr void apply(catalog::statistics& it) { it.target = Target; }
};

inline constexpr std::array<std::string_view, 3> statistics_kinds{"ndistinct", "dependencies", "mcv"};

template <unsigned Set>
inline constexpr auto statistics_kinds_in = [] {
    std::array<std::string_view, (Set & 1U) + (Set >> 1U & 1U) + (Set >> 2U & 1U)> made{};
    std::size_t at = 0;
    for (std::size_t i = 0; i != 3; ++i)
        if ((Set >> i & 1U) != 0) made[at++] = statistics_kinds[i];
    return made;
}();

template <class Word>
constexpr unsigned statistics_kind() {
    if constexpr (requires { Word::kind; }) return Word::kind;
    else return 0;
}

constexpr void add_statistics_text(auto& sink, const catalog::key& key) {
    if (!key.column.empty()) return strings::add_identifier(sink, key.column);
    sink.add('(');
    sink.add(key.expression);
    sink.add(')');
}

template <std::size_t At, option... Options>
inline constexpr auto statistics_text =
    strings::to_array<[](auto& sink) { add_statistics_text(sink, option_keys<Options...>[At]); }>();

// Columns first, then expressions.
template <option... Options>
inline constexpr auto statistics_texts = []<std::size_t... At>(std::index_sequence<At...>) {
    std::array<std::string_view, sizeof...(At)> all{};
    [[maybe_unused]] std::size_t to = 0;
    ((option_keys<Options...>[At].column.empty() ? void() : void(all[to++] = strings::view(statistics_text<At, Options...>))), ...);
    ((option_keys<Options...>[At].column.empty() ? void(all[to++] = strings::view(statistics_text<At, Options...>)) : void()), ...);
    return all;
}(std::make_index_sequence<option_keys<Options...>.size()>{});

template <class... Words>
constexpr catalog::statistics describe_statistics(catalog::statistics value, const Words&...) {
    if constexpr ((((Words::places & in_statistics) != 0) && ...)) (Words::apply(value), ...);
    else (require_option<Words, in_statistics>(), ...);
    value.kinds = statistics_kinds_in<(0U | ... | statistics_kind<Words>())>;
    return value;
}

} // namespace declare

/// Kinds of extended statistics; without any, all of them are kept.
inline constexpr declare::statistics_kind_option<1> ndistinct{};
inline constexpr declare::statistics_kind_option<2> dependencies{};
inline constexpr declare::statistics_kind_option<4> mcv{};
/// The database schema of extended statistics, where it is not the default one.
template <fixed_string Schema>
inline constexpr declare::statistics_schema_option<Schema> statistics_in{};
/// `SET STATISTICS` of extended statistics.
template <std::int16_t Target>
inline constexpr declare::statistics_target_option<Target> target{};

/// Extended statistics: `statistics<"city_zip", dependencies, "city", "zip">`, part of a table or materialized view.
/// Options: column names, `expression`, `ndistinct`, `dependencies`, `mcv`, `statistics_in`, `target`.
/// https://www.postgresql.org/docs/current/sql-createstatistics.html
template <fixed_string Name, declare::option... Options>
struct statistics : declare::table_part {
private:
    static constexpr catalog::statistics value_ = declare::describe_statistics(
        catalog::statistics{.name = Name.view(), .expressions = declare::statistics_texts<Options...>}, Options.word...);
    static constexpr declare::extra_value extra_{.role = declare::extra_role::statistics, .statistics = &value_};

public:
    static constexpr declare::part_value in_table{.role = declare::part_role::extra, .extra = &extra_};
};

/// `COMMENT ON STATISTICS`.
template <fixed_string Name, fixed_string Text>
struct comment_on_statistics : declare::part_comment<declare::extra_role::statistics, Name, Text> {};

} // namespace constable
