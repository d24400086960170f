// SPDX-License-Identifier: BSL-1.0
// GRANT, REVOKE and ALTER DEFAULT PRIVILEGES, word by word.
#include <constable/sql/privileges.hpp>

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace catalog = constable::catalog;
namespace sql = constable::sql;
using catalog::object_kind;

namespace {

std::string grants(const std::vector<catalog::grant>& of) {
    return constable::strings::to_string([&](auto& sink) { sql::add_grants(sink, of); });
}
std::string defaults(const std::vector<catalog::default_privilege>& of, std::string_view schema = {}) {
    return constable::strings::to_string([&](auto& sink) { sql::add_default_privileges(sink, of, schema); });
}

} // namespace

TEST(privileges, are_granted_together_where_they_differ_in_nothing_else) {
    EXPECT_EQ(grants({{.schema = "s", .name = "t", .grantee = "A", .privilege = "INSERT"},
                      {.schema = "s", .name = "t", .grantee = "A", .privilege = "SELECT"},
                      {.schema = "s", .name = "t", .grantee = "A", .privilege = "UPDATE", .with_grant_option = true},
                      {.schema = "s", .name = "t", .privilege = "SELECT"},
                      {.schema = "s", .name = "u", .privilege = "SELECT"}}),
              "GRANT INSERT, SELECT ON TABLE s.t TO \"A\";\nGRANT UPDATE ON TABLE s.t TO \"A\" WITH GRANT OPTION;\n"
              "GRANT SELECT ON TABLE s.t TO PUBLIC;\nGRANT SELECT ON TABLE s.u TO PUBLIC;\n");
}

TEST(privileges, name_every_kind_of_object) {
    EXPECT_EQ(grants({{.kind = object_kind::schema, .name = "s", .grantee = "r", .privilege = "USAGE"}}), "GRANT USAGE ON SCHEMA s TO r;\n");
    EXPECT_EQ(grants({{.kind = object_kind::view, .name = "v", .grantee = "r", .privilege = "SELECT"}}), "GRANT SELECT ON TABLE v TO r;\n");
    EXPECT_EQ(grants({{.kind = object_kind::column, .name = "t", .part = "Order", .grantee = "r", .privilege = "SELECT"},
                      {.kind = object_kind::column, .name = "t", .part = "Order", .grantee = "r", .privilege = "UPDATE"}}),
              "GRANT SELECT (\"Order\"), UPDATE (\"Order\") ON TABLE t TO r;\n");
    EXPECT_EQ(grants({{.kind = object_kind::sequence, .name = "q", .grantee = "r", .privilege = "USAGE"}}), "GRANT USAGE ON SEQUENCE q TO r;\n");
    EXPECT_EQ(grants({{.kind = object_kind::function, .name = "f", .part = "integer, text", .privilege = "EXECUTE", .is_revoked = true}}),
              "REVOKE EXECUTE ON FUNCTION f(integer, text) FROM PUBLIC;\n");
    EXPECT_EQ(grants({{.kind = object_kind::aggregate, .name = "f", .grantee = "r", .privilege = "EXECUTE"}}), "GRANT EXECUTE ON FUNCTION f() TO r;\n");
    EXPECT_EQ(grants({{.kind = object_kind::procedure, .name = "f", .grantee = "r", .privilege = "EXECUTE"}}), "GRANT EXECUTE ON PROCEDURE f() TO r;\n");
    EXPECT_EQ(grants({{.kind = object_kind::domain, .name = "d", .grantee = "r", .privilege = "USAGE"}}), "GRANT USAGE ON TYPE d TO r;\n");
    EXPECT_EQ(grants({{.kind = object_kind::database, .name = "d", .grantee = "r", .privilege = "CONNECT"}}), "GRANT CONNECT ON DATABASE d TO r;\n");
}

TEST(privileges, can_be_taken_back) {
    const catalog::grant granted[] = {{.name = "t", .grantee = "r", .privilege = "SELECT", .with_grant_option = true}};
    EXPECT_EQ(constable::strings::to_string([&](auto& sink) { sql::add_grant(sink, granted, true); }), "REVOKE SELECT ON TABLE t FROM r;\n");
    const catalog::default_privilege usual[] = {{.in_all_schemas = true, .kind = object_kind::function, .privilege = "EXECUTE", .is_revoked = true}};
    EXPECT_EQ(constable::strings::to_string([&](auto& sink) { sql::add_default_privilege(sink, usual, {}, true); }),
              "ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;\n");
}

TEST(privileges, of_future_objects_are_for_a_role_and_a_schema) {
    EXPECT_EQ(defaults({{.role = "Boss", .schema = "s", .kind = object_kind::sequence, .grantee = "r", .privilege = "SELECT", .with_grant_option = true},
                        {.role = "Boss", .schema = "s", .kind = object_kind::sequence, .grantee = "r", .privilege = "USAGE", .with_grant_option = true}}),
              "ALTER DEFAULT PRIVILEGES FOR ROLE \"Boss\" IN SCHEMA s GRANT SELECT, USAGE ON SEQUENCES TO r WITH GRANT OPTION;\n");
    EXPECT_EQ(defaults({{.grantee = "r", .privilege = "SELECT"}}, "app"), "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO r;\n");
    EXPECT_EQ(defaults({{.grantee = "r", .privilege = "SELECT"}}), "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO r;\n");
    EXPECT_EQ(defaults({{.in_all_schemas = true, .kind = object_kind::type, .privilege = "USAGE", .is_revoked = true}}),
              "ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC;\n");
    EXPECT_EQ(defaults({{.in_all_schemas = true, .kind = object_kind::schema, .grantee = "r", .privilege = "USAGE"}}),
              "ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO r;\n");
}
