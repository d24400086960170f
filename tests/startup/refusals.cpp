// SPDX-License-Identifier: BSL-1.0
// What cannot be created is refused, with what to do about it.
#include "constable/startup/refusals.hpp"

#include "constable/database/introspect.hpp"
#include "support/server.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace constable;

namespace {

class refusals : public constable::testing::server_test {
protected:
    // What is said when `refuse(live)` throws; nothing when it does not.
    static std::string refused(const std::string& statements, const auto& refuse) {
        const constable::testing::database where;
        where.execute(statements);
        pqxx::connection connection{where.connection_string()};
        database::session with{connection};
        const database::live_catalog live = database::introspect(with, database::scope::whole_database());
        try {
            refuse(live);
        } catch (const startup::failure& error) {
            return error.what();
        }
        return {};
    }
};

TEST_F(refusals, tell_who_has_the_name) {
    const catalog::table things{.name = "things"};
    const catalog::catalog declared{.tables = {&things, 1}};
    const auto refuse = [&](const database::live_catalog& live) { startup::refuse_collisions(declared, live); };
    EXPECT_EQ(refused("CREATE VIEW things AS SELECT 1 AS a", refuse), "table things cannot be created: a view has that name; rename one of them");
    EXPECT_EQ(refused("CREATE TABLE things ()", refuse), "");
}

TEST_F(refusals, want_nothing_of_a_role_that_may_create) {
    const catalog::table things{.name = "things"};
    catalog::change missing{.action = catalog::change_action::create, .kind = catalog::object_kind::table};
    missing.expected.the_table = &things;
    EXPECT_EQ(refused("SELECT 1", [&](const database::live_catalog& live) { startup::refuse_to_create({missing}, live); }), "");
}

TEST(old_servers, are_told_what_they_lack) {
    const catalog::constraint one{.kind = catalog::constraint_kind::unique, .name = "u", .nulls_not_distinct = true};
    const catalog::table things{.name = "things", .constraints = {&one, 1}};
    const catalog::catalog declared{.tables = {&things, 1}};
    EXPECT_NO_THROW(startup::refuse_old_server(declared, 150000));
    EXPECT_THROW(startup::refuse_old_server(declared, 140000), startup::failure);
}

} // namespace
