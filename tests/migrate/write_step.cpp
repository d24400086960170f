// SPDX-License-Identifier: BSL-1.0
// The words of a step, from its value: what a person would have written.
#include "constable/migrate/write_step.hpp"

#include "constable/migrate/make_step.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_write_step {

class step_writers : public ::testing::Test {
protected:
    std::string written(const made_step& step) {
        const catalog::catalog none;
        const pull::object_names names{none, "m1", "app"};
        pull::context in{none, names};
        step_writer writer{in, [](const step_value&) { return pull::word{"m1::it"}; }, [](const step_value&) { return pull::word{"grant<>"}; }};
        return pull::flat(writer.write(step.value, step.said));
    }

    step_storage storage_;
    step_maker make_{storage_};
    const catalog::column columns_[1]{{.name = "id", .type = "bigint", .not_null = true}};
    const catalog::table users_{.name = "users", .columns = columns_};
    const catalog::table tokens_{.schema = "auth", .name = "tokens"};
};

TEST_F(step_writers, write_steps_on_tables) {
    EXPECT_EQ(written(make_.create_table(users_, {})), R"(create_table<"users", column<"id", bigint, not_null>>)");
    EXPECT_EQ(written(make_.add(tokens_, catalog::column{.name = "age", .type = "mood[]"})), R"(add_column<qualified<"auth", "tokens">, column<"age", array<sql_type<"mood">>>>)");
    EXPECT_EQ(written(make_.on_table(users_, step_kind::drop_part, catalog::object_kind::column, "it's \"old\"")), R"(drop_column<"users", "it's \"old\"">)");
    EXPECT_EQ(written(make_.on_table(users_, step_kind::rename_part, catalog::object_kind::index, "a", "b")), R"(rename_index<"users", "a", "b">)");
    EXPECT_EQ(written(make_.on_table(users_, step_kind::set_not_null, catalog::object_kind::column, "a")), R"(set_not_null<"users", "a">)");
    EXPECT_EQ(written(make_.on_table(users_, step_kind::set_comment, catalog::object_kind::table, {}, "Who")), R"(comment_table<"users", "Who">)");
    EXPECT_EQ(written(make_.on_table(users_, step_kind::set_comment, catalog::object_kind::trigger, "t", "Why")), R"(comment_trigger<"users", "t", "Why">)");
    EXPECT_EQ(written(make_.change_type(users_, {.name = "id", .type = "integer"})), R"(change_type<"users", "id", integer>)");
    EXPECT_EQ(written(make_.add_index(users_, {.name = "i", .unique = true}, {{.column = "id"}})), R"(create_index<"users", unique_index<"id", named<"i">>, concurrently>)");
    EXPECT_EQ(written(make_.backfill(users_, "a = b", "a IS NULL", "id")), R"(backfill<"users", assign<"a = b">, where_<"a IS NULL">, walk_by<"id">>)");
    EXPECT_EQ(written(make_.set_table(users_, {.unlogged = true})), R"(set_table<"users", unlogged>)");
    EXPECT_EQ(written(make_.replace_columns(users_, {{.name = "a", .type = "text"}, {.name = "b", .type = "text"}})),
              R"(alter_table<"users", parts<column<"a", text>, column<"b", text>>>)");
}

TEST_F(step_writers, write_steps_on_other_objects) {
    const std::string_view labels[] = {"ok"};
    const catalog::enumeration mood{.name = "mood", .labels = labels};
    EXPECT_EQ(written(make_.take(step_kind::create_object, mood)), "create<m1::it>");
    EXPECT_EQ(written(make_.take(step_kind::replace_object, mood)), "replace<m1::it>");
    EXPECT_EQ(written(make_.add_label(mood, "sad", label_place::before, "ok")), R"(add_value<"mood", "sad", before_label<"ok">>)");
    EXPECT_EQ(written(make_.on_object(step_kind::drop_object, catalog::object_kind::function, "auth", "f", {}, "integer")), R"(drop_function<qualified<"auth", "f">, "integer">)");
    EXPECT_EQ(written(make_.on_object(step_kind::rename_object, catalog::object_kind::materialized_view, "", "a", "b")), R"(rename_view<"a", "b">)");
    EXPECT_EQ(written(make_.privileges(step_kind::drop_object, std::vector<catalog::grant>{{.name = "users"}})), "remove_privileges<grant<>>");
}

TEST_F(step_writers, say_what_was_acknowledged) {
    made_step step = make_.on_table(users_, step_kind::drop_part, catalog::object_kind::column, "a");
    const acknowledgement all[] = {{unsafe_rule::data_loss, "users.a", "generated, not reviewed"}};
    step.value.accepted = all;
    EXPECT_EQ(written(step), R"(drop_column<"users", "a", accept<data_loss, "users.a", "generated, not reviewed">>)");
}

} // namespace test_of_write_step
} // namespace constable::migrating
