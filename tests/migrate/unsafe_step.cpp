// SPDX-License-Identifier: BSL-1.0
// Which steps hurt while others use the database: the rules of migrate/RULES.md.
#include "constable/migrate/unsafe_step.hpp"

#include "constable/migrate/apply_step.hpp"
#include "support/histories.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_unsafe_step {

using first = migration<"1", "one",
    create_table<"t", column<"a", integer, primary_key<>>, column<"b", varchar<20>>, column<"c", integer, not_null>, index_<"b">, unique<"c">,
                 policy<"p", using_<"a > 0">>, row_level_security>,
    create_table<"p", column<"d", date>, partition_by_range<"d">>, create_table<"part", partition_of<table_named<"p">, "DEFAULT">>,
    create<enum_<"mood", "sad">>>;

template <class... Steps>
replay_mistake found_in() {
    using all = migrations<first, migration<"2", "two", Steps...>>;
    replayed_catalog now;
    for (std::size_t i = 0; i != steps_of<all>.size(); ++i) {
        const migration_value& in = migrations_of<all>[steps_of<all>[i].migration];
        const std::size_t begin = steps_of<all>[i].migration == 0 ? 0 : migrations_of<all>[0].steps.size();
        if (const replay_mistake found = unsafe_step{now, {in.steps, in.fragments, i - begin, in.is_stepwise()}}.find()) return found;
        if (const replay_mistake found = apply_step(now, *steps_of<all>[i].step, fragments_of<all>[i])) return found;
    }
    return {};
}
template <class... Steps>
unsafe_rule rule_of() {
    const replay_mistake found = found_in<Steps...>();
    EXPECT_TRUE(!found || found.kind == replay_mistake_kind::unsafe);
    return found.rule;
}

TEST(unsafe_step, knows_every_rule) {
    EXPECT_EQ((rule_of<create_index<"t", index_<"c">>>()), unsafe_rule::blocking_index);
    EXPECT_EQ((rule_of<drop_index<"t", "t_b_idx">>()), unsafe_rule::blocking_index_drop);
    EXPECT_EQ((rule_of<add_constraint<"t", unique<"b">>>()), unsafe_rule::blocking_key);
    EXPECT_EQ((rule_of<add_constraint<"t", check<"c > 0">>>()), unsafe_rule::scanning_check);
    EXPECT_EQ((rule_of<add_constraint<"t", foreign_key<columns<"c">, references<table_named<"t">, "a">>>>()), unsafe_rule::scanning_foreign_key);
    EXPECT_EQ((rule_of<set_not_null<"t", "b">>()), unsafe_rule::scanning_not_null);
    EXPECT_EQ((rule_of<add_constraint<"t", check<"c > 0", not_valid>>, validate_constraint<"t", "t_c_check">>()), unsafe_rule::early_validation);
    EXPECT_EQ((rule_of<change_type<"t", "c", bigint>>()), unsafe_rule::table_rewrite);
    EXPECT_EQ((rule_of<change_type<"t", "b", varchar<10>>>()), unsafe_rule::narrowing);
    EXPECT_EQ((rule_of<add_column<"t", column<"n", uuid, default_<"gen_random_uuid()">>>>()), unsafe_rule::volatile_default);
    EXPECT_EQ((rule_of<add_column<"t", column<"n", bigserial>>>()), unsafe_rule::volatile_default);
    EXPECT_EQ((rule_of<add_column<"t", column<"n", integer, constable::generated<"c + 1">>>>()), unsafe_rule::generated_column);
    EXPECT_EQ((rule_of<add_column<"t", column<"n", integer, not_null>>>()), unsafe_rule::required_column);
    EXPECT_EQ((rule_of<drop_column<"t", "b">>()), unsafe_rule::data_loss);
    EXPECT_EQ((rule_of<drop_table<"t">>()), unsafe_rule::data_loss);
    EXPECT_EQ((rule_of<rename_column<"t", "b", "n">>()), unsafe_rule::breaking_rename);
    EXPECT_EQ((rule_of<rename_table<"t", "n">>()), unsafe_rule::breaking_rename);
    EXPECT_EQ((rule_of<rename_value<"mood", "sad", "low">>()), unsafe_rule::breaking_rename);
    EXPECT_EQ((rule_of<drop_enum<"mood">>()), unsafe_rule::breaking_drop);
    EXPECT_EQ((rule_of<drop_not_null<"t", "c">>()), unsafe_rule::weaker_constraint);
    EXPECT_EQ((rule_of<drop_constraint<"t", "t_c_key">>()), unsafe_rule::weaker_constraint);
    EXPECT_EQ((rule_of<drop_policy<"t", "p">>()), unsafe_rule::weaker_security);
    EXPECT_EQ((rule_of<set_table<"t">>()), unsafe_rule::weaker_security);
    EXPECT_EQ((rule_of<set_table<"t", row_level_security, unlogged>>()), unsafe_rule::table_rewrite);
    EXPECT_EQ((rule_of<add_value<"mood", "ok">, execute<"INSERT INTO m VALUES ('ok')", irreversible>>()), unsafe_rule::fresh_label);
    EXPECT_EQ((rule_of<detach_partition<"part">>()), unsafe_rule::blocking_partition);
    EXPECT_EQ((rule_of<execute<"CREATE INDEX CONCURRENTLY i ON t (c)", irreversible>>()), unsafe_rule::hidden_concurrently);
    EXPECT_EQ((rule_of<execute<"DROP TABLE t CASCADE", irreversible>>()), unsafe_rule::cascading_sql);
    EXPECT_EQ((rule_of<add_column<"t", column<"n", integer>>, execute<"UPDATE t SET n = 1", irreversible>>()), unsafe_rule::unbatched_update);
    EXPECT_EQ((rule_of<execute<"LOCK TABLE t", irreversible>>()), unsafe_rule::blocking_sql);
    EXPECT_EQ((rule_of<execute<"REINDEX TABLE t", irreversible>>()), unsafe_rule::blocking_sql);
}

TEST(unsafe_step, lets_what_is_safe_pass) {
    EXPECT_EQ((rule_of<create_index<"t", index_<"c">, concurrently>>()), unsafe_rule::none);
    EXPECT_EQ((rule_of<add_constraint<"t", check<"c > 0", not_valid>>>()), unsafe_rule::none);
    EXPECT_EQ((rule_of<add_column<"t", column<"n", integer, not_null, default_<"0">>>>()), unsafe_rule::none);
    EXPECT_EQ((rule_of<add_column<"t", column<"n", timestamptz, not_null, default_<"now()">>>>()), unsafe_rule::none);
    EXPECT_EQ((rule_of<change_type<"t", "b", text>>()), unsafe_rule::none);
    EXPECT_EQ((rule_of<execute<"UPDATE t SET c = 1", irreversible>>()), unsafe_rule::none);
    EXPECT_EQ((rule_of<execute<"REFRESH MATERIALIZED VIEW CONCURRENTLY v", irreversible>>()), unsafe_rule::none);
}

TEST(unsafe_step, leaves_tables_alone_that_the_migration_creates) {
    using fresh = create_table<"n", column<"a", integer>>;
    EXPECT_EQ((rule_of<fresh, create_index<"n", index_<"a">>, set_not_null<"n", "a">, add_constraint<"n", primary_key<"a">>, drop_column<"n", "a">>()), unsafe_rule::none);
    EXPECT_EQ((rule_of<fresh, rename_table<"n", "m">, create_index<"m", index_<"a">>>()), unsafe_rule::none);
}

TEST(unsafe_step, knows_a_column_that_a_check_keeps_from_null) {
    using all = migrations<first, migration<"2", "two", add_constraint<"t", check<"b IS NOT NULL", named<"b_is_there">, not_valid>>>,
                           migration<"3", "three", validate_constraint<"t", "b_is_there">>, migration<"4", "four", set_not_null<"t", "b">>>;
    EXPECT_EQ(first_replay_mistake<all>().mistake.kind, replay_mistake_kind::none);
}

TEST(unsafe_step, is_passed_where_somebody_knows_it) {
    EXPECT_EQ((rule_of<create_index<"t", index_<"c">, accept<blocking_index, "t", "small">>>()), unsafe_rule::none);
    EXPECT_EQ((rule_of<drop_column<"t", "b", accept<data_loss, "t.b", "unused">>>()), unsafe_rule::none);
    EXPECT_EQ((rule_of<drop_column<"t", "b", accept<data_loss, "t.c", "unused">>>()), unsafe_rule::data_loss);
    EXPECT_EQ((rule_of<create_index<"t", index_<"c">, accept<data_loss, "t", "small">>>()), unsafe_rule::blocking_index);
    EXPECT_EQ((found_in<create_index<"t", index_<"c">, concurrently, accept<blocking_index, "t", "small">>>().kind), replay_mistake_kind::acknowledgement_is_idle);
}

} // namespace test_of_unsafe_step
} // namespace constable::migrating
