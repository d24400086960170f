// SPDX-License-Identifier: BSL-1.0
// Shadows are made where they hide nothing and are taken back, and one that fails takes no other with it.
#include "constable/startup/shadow.hpp"

#include "constable/database/introspect.hpp"
#include "support/server.hpp"

#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <vector>

using namespace constable;
using namespace constable::startup;

namespace {

class shadow : public constable::testing::server_test {
protected:
    void SetUp() override {
        server_test::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        where_.emplace();
        connection_.emplace(where_->connection_string());
    }
    database::live_catalog read(database::session& with, const std::vector<shadow_step>& steps) {
        return database::live_catalog{with.try_out(make_shadows(steps) + database::introspection_statement(with.server_version(),
                                                                                                       database::scope::temporary_objects(), refused_query))};
    }
    std::optional<constable::testing::database> where_;
    std::optional<pqxx::connection> connection_;
};

const catalog::column columns[] = {{.name = "id", .type = "int4"}, {.name = "it's", .type = "varchar(3)"}};
const catalog::table things{.name = "things", .columns = columns};

TEST_F(shadow, shows_how_the_server_writes_what_was_declared) {
    where_->execute("CREATE TABLE things (id text)");
    database::session with{*connection_};
    const catalog::constraint check{.name = "c", .expression = "id IN (1, 2)"};
    const database::live_catalog live = read(with, {{"table", shadow_of_table(things)}, {"check", shadow_of_constraint(things, check)}});
    EXPECT_EQ(with.round_trips(), 2U);
    EXPECT_EQ(live.stamp().tables, "");
    const catalog::catalog view = live.view();
    ASSERT_EQ(view.tables.size(), 1U);
    EXPECT_EQ(view.tables[0].name, "things");
    ASSERT_EQ(view.tables[0].columns.size(), 2U);
    EXPECT_EQ(view.tables[0].columns[1].type, "character varying(3)");
    ASSERT_EQ(view.tables[0].constraints.size(), 1U);
    EXPECT_EQ(view.tables[0].constraints[0].expression, "(id = ANY (ARRAY[1, 2]))");
}

TEST_F(shadow, that_fails_takes_no_other_with_it) {
    database::session with{*connection_};
    with.begin("CREATE TABLE kept ()");
    const database::live_catalog live = read(with, {{"a", "CREATE TABLE pg_temp.a (x no_such_type)"}, {"b", shadow_of_table(things)},
                                                    {"c", "SELECT 1/0"}, {"d", "CREATE VIEW pg_temp.d AS SELECT 1 AS one"}});
    const auto refused = read_refused(live.stamp().tables);
    ASSERT_EQ(refused.size(), 2U);
    EXPECT_EQ(refused[0].step, 0U);
    EXPECT_EQ(refused[0].reason, "type \"no_such_type\" does not exist");
    EXPECT_EQ(refused[1].step, 2U);
    EXPECT_EQ(refused[1].reason, "division by zero");
    EXPECT_EQ(live.view().tables.size(), 1U);
    EXPECT_EQ(live.view().views.size(), 1U);
    with.commit("");
    EXPECT_EQ(where_->value("SELECT to_regclass('kept')"), "kept");
    EXPECT_EQ(where_->value("SELECT count(*) FROM pg_class WHERE relname IN ('things', 'd')"), "0");
}

TEST_F(shadow, hides_no_object_from_the_texts_of_others) {
    where_->execute("CREATE TABLE things (id integer, secret text); CREATE TYPE mood AS ENUM ('ok')");
    database::session with{*connection_};
    const catalog::view view{.name = "seen", .query = "SELECT secret FROM things"};
    const catalog::column column{.name = "m", .type = "mood"};
    const catalog::table moods{.name = "mood", .columns = {&column, 1}}; // its row type has the enum's name
    const database::live_catalog live = read(with, {{"", shadow_of_table(things)}, {"", shadow_of_table(moods)}, {"", shadow_of_query(view)}});
    EXPECT_EQ(live.stamp().tables, "");
    ASSERT_EQ(live.view().views.size(), 1U);
    EXPECT_NE(live.view().views[0].query.find("FROM things"), std::string_view::npos) << live.view().views[0].query;
    EXPECT_EQ(live.view().tables[0].columns[0].type, "mood");
}

TEST_F(shadow, is_refused_as_a_whole_where_nothing_may_be_made) {
    database::session with{*connection_};
    with.send("SET default_transaction_read_only = on");
    try {
        (void)read(with, {{"", shadow_of_table(things)}});
        FAIL() << "nothing was thrown";
    } catch (const database::sql_failure& error) {
        EXPECT_EQ(error.sqlstate(), "25006");
    }
    const constable::testing::role reader{where_->home()};
    where_->execute("REVOKE TEMPORARY ON DATABASE " + where_->name() + " FROM PUBLIC");
    pqxx::connection other{where_->connection_string(reader.name())};
    database::session without{other};
    try {
        (void)read(without, {{"", shadow_of_table(things)}});
        FAIL() << "nothing was thrown";
    } catch (const database::sql_failure& error) {
        EXPECT_EQ(error.sqlstate(), "42501");
    }
}

TEST(shadow_text, has_only_what_its_texts_need) {
    const catalog::column_details details{.is_virtual = true};
    const catalog::column all[] = {{.name = "id", .type = "bigint", .identity = catalog::identity_kind::always, .not_null = true},
                                   {.name = "a b", .type = "text", .default_expression = "'x'", .collation = "\"C\"", .comment = "c"},
                                   {.name = "g", .type = "integer", .generated_expression = "id + 1", .details = &details}};
    const catalog::qualified_name parent{.schema = "auth", .name = "base"};
    const std::string_view options[] = {"fillfactor=70"};
    const catalog::table table{.schema = "auth", .name = "t", .columns = all, .comment = "x", .unlogged = true, .options = options,
                               .partition_key = "RANGE (id)", .inherits = {&parent, 1}};
    EXPECT_EQ(shadow_of_table(table), "CREATE TABLE pg_temp.t (id bigint, \"a b\" text COLLATE \"C\") INHERITS (auth.base) PARTITION BY RANGE (id)");
    EXPECT_EQ(shadow_of_generated(table, all[2]), "ALTER TABLE pg_temp.t ADD COLUMN g integer GENERATED ALWAYS AS (id + 1) VIRTUAL");
    EXPECT_EQ(shadow_of_default(table, all[1]), "ALTER TABLE pg_temp.t ALTER COLUMN \"a b\" SET DEFAULT 'x'");
    const catalog::index index{.name = "i", .predicate = "id > 1", .unique = true, .options = options, .comment = "x"};
    EXPECT_EQ(shadow_of_index("t", index), "CREATE INDEX i ON pg_temp.t () WHERE (id > 1);\n");
    EXPECT_EQ(shadow_of_bound({.name = "p", .partition_bound = "DEFAULT"}, "LIST (a)", "n"),
              "CREATE TABLE pg_temp.n_parent () PARTITION BY LIST (a); CREATE TABLE pg_temp.n PARTITION OF pg_temp.n_parent DEFAULT");
}

} // namespace
