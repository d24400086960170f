// SPDX-License-Identifier: BSL-1.0
// Routines: arguments and results as texts, bodies as they are.
#include "support/everything.hpp"

#include <gtest/gtest.h>
#include <string_view>

namespace catalog = constable::catalog;
using namespace constable;
using namespace constable::testing;

namespace {

constexpr const catalog::catalog& all = catalog_of<everything::app>;

constexpr const catalog::table& table_named(std::string_view name) {
    for (const catalog::table& each : all.tables)
        if (each.name == name) return each;
    throw name; // a compile error
}

} // namespace

TEST(routine, has_arguments_as_postgresql_writes_them) {
    constexpr const catalog::routine& add = all.routines[1];
    static_assert(add.schema == "auth" && add.name == "add" && add.identity == "numeric, mood, character varying[]");
    static_assert(add.arguments == "a numeric, \"B\" mood DEFAULT 'ok', OUT c integer, INOUT d character varying[]");
    static_assert(add.result == "record", "of two results");
}

TEST(routine, takes_the_type_of_its_only_result) {
    static_assert(function<"f", arguments<out<"a", numeric<5>>>>::said.result == "numeric");
    static_assert(function<"f", returns<varchar<3>>, arguments<argument<"", integer>>>::said.result == "character varying");
    static_assert(function<"f", arguments<argument<"", integer>>>::said.arguments == "integer");
    static_assert(procedure<"p", arguments<inout<"a", integer>>>::said.result.empty());
}

TEST(routine, has_the_body_that_its_struct_says) {
    static_assert(all.routines[0].body == "BEGIN NEW.touched_at := now(); RETURN NEW; END" && all.routines[0].result == "trigger");
    static_assert(all.routines[2].body.empty() && all.routines[2].sql_body.starts_with("BEGIN ATOMIC") && all.routines[2].language == "sql");
}

TEST(routine, says_how_it_behaves) {
    constexpr const catalog::routine& add = all.routines[1];
    static_assert(add.volatility == catalog::volatility_kind::immutable && add.parallel == catalog::parallel_safety::safe);
    static_assert(add.strict && add.security_definer && add.leakproof && add.cost == "5" && add.comment == "Adds");
    static_assert(all.routines[2].rows == "10" && all.routines[2].parallel == catalog::parallel_safety::restricted);
}

TEST(routine, gathers_its_settings) {
    constexpr auto& settings = all.routines[1].settings;
    static_assert(settings.size() == 2 && settings[0] == "search_path=public" && settings[1] == "work_mem=4MB");
}

TEST(routine, may_be_a_procedure_or_an_aggregate) {
    static_assert(all.routines[3].kind == catalog::routine_kind::procedure && all.routines[3].arguments == "VARIADIC ids bigint[]");
    static_assert(all.routines[4].kind == catalog::routine_kind::aggregate && all.routines[4].body == "SFUNC = int4pl, STYPE = integer");
    static_assert(window_function<"w">::said.kind == catalog::routine_kind::window);
}
