// SPDX-License-Identifier: BSL-1.0
// Privileges follow their objects, and default privileges do not slip in.
#include "constable/sql/plan_privileges.hpp"

#include "constable/catalog/diff.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace constable::catalog;

namespace {

std::string planned(const catalog& expected, const catalog& actual) {
    const std::vector<change> changes = diff(expected, actual);
    const constable::sql::plan_objects objects{expected, actual, changes};
    const constable::sql::plan_privileges privileges{expected, actual, objects};
    std::string text;
    for (const std::string& each : privileges.statements()) text += each;
    return text;
}

const table tables[] = {{.name = "t"}};
const grant read[] = {{.name = "t", .grantee = "reader", .privilege = "SELECT"}};

TEST(plan_privileges, are_granted_and_revoked) {
    EXPECT_EQ(planned({.tables = tables, .grants = read}, {.tables = tables}), "GRANT SELECT ON TABLE t TO reader;\n");
    EXPECT_EQ(planned({.tables = tables}, {.tables = tables, .grants = read}), "REVOKE SELECT ON TABLE t FROM reader;\n");
    grant with_option = read[0];
    with_option.with_grant_option = true;
    EXPECT_EQ(planned({.tables = tables, .grants = {&with_option, 1}}, {.tables = tables, .grants = read}), "GRANT SELECT ON TABLE t TO reader WITH GRANT OPTION;\n");
    EXPECT_EQ(planned({.tables = tables, .grants = read}, {.tables = tables, .grants = {&with_option, 1}}), "REVOKE GRANT OPTION FOR SELECT ON TABLE t FROM reader;\n");
}

TEST(plan_privileges, of_a_dropped_table_need_no_statement) { EXPECT_EQ(planned({}, {.tables = tables, .grants = read}), ""); }

TEST(plan_privileges, go_with_what_takes_their_object_with_it) {
    const column serial[] = {{.name = "id", .type = "integer", .identity = identity_kind::serial}};
    const table with_serial[] = {{.name = "t", .columns = serial}};
    const grant usage[] = {{.kind = object_kind::sequence, .name = "t_id_seq", .grantee = "app", .privilege = "USAGE"}};
    EXPECT_EQ(planned({}, {.tables = with_serial, .grants = usage}), "");
    EXPECT_EQ(planned({.tables = with_serial}, {.tables = with_serial, .grants = usage}), "REVOKE USAGE ON SEQUENCE t_id_seq FROM app;\n");
    const default_privilege in_schema[] = {{.schema = "s", .kind = object_kind::table, .grantee = "app", .privilege = "SELECT"}};
    const database_schema schemas[] = {{.name = "s"}};
    catalog actual{.default_privileges = in_schema};
    actual.schemas = schemas;
    EXPECT_EQ(planned({}, actual), "");
}

TEST(plan_privileges, of_an_object_that_comes_back_are_granted_again) {
    const view before[] = {{.name = "t", .query = " SELECT 1 AS a"}};
    const view after[] = {{.name = "t", .query = " SELECT 2 AS b"}};
    EXPECT_EQ(planned({.views = after, .grants = read}, {.views = before, .grants = read}), "GRANT SELECT ON TABLE t TO reader;\n");
}

TEST(plan_privileges, of_columns_survive_those_of_the_table) {
    const grant column_only[] = {{.kind = object_kind::column, .name = "t", .part = "a", .grantee = "reader", .privilege = "SELECT"}};
    EXPECT_EQ(planned({.tables = tables, .grants = column_only}, {.tables = tables, .grants = read}),
              "REVOKE SELECT ON TABLE t FROM reader;\nGRANT SELECT (a) ON TABLE t TO reader;\n");
}

TEST(plan_privileges, by_default_do_not_stay_on_new_objects_unless_wanted) {
    const default_privilege every[] = {{.in_all_schemas = true, .kind = object_kind::table, .grantee = "reader", .privilege = "SELECT"}};
    EXPECT_EQ(planned({.tables = tables, .default_privileges = every}, {.default_privileges = every}), "REVOKE SELECT ON TABLE t FROM reader;\n");
    EXPECT_EQ(planned({.tables = tables, .grants = read, .default_privileges = every}, {.default_privileges = every}), "GRANT SELECT ON TABLE t TO reader;\n");
}

TEST(plan_privileges, by_default_are_altered) {
    const default_privilege every[] = {{.schema = "s", .kind = object_kind::function, .grantee = "app", .privilege = "EXECUTE"}};
    EXPECT_EQ(planned({.default_privileges = every}, {}), "ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT EXECUTE ON FUNCTIONS TO app;\n");
    EXPECT_EQ(planned({}, {.default_privileges = every}), "ALTER DEFAULT PRIVILEGES IN SCHEMA s REVOKE EXECUTE ON FUNCTIONS FROM app;\n");
}

} // namespace
