// SPDX-License-Identifier: BSL-1.0
// Privileges are read where they differ from what an object has by itself.
#include "constable/database/privilege_queries.hpp"

#include "support/live_test.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>

namespace {

namespace catalog = constable::catalog;

class privileges_that_are_read : public constable::testing::live_test {
protected:
    // one line for each, the role's random name as `app`
    std::string grants() const {
        std::string text;
        for (const catalog::grant& each : catalog_->grants) {
            text.append(each.is_revoked ? "REVOKE " : "GRANT ").append(each.privilege).append(" ON ").append(catalog::word_of(each.kind)).append(" ");
            text.append(each.schema).append(each.schema.empty() ? "" : ".").append(each.name).append("(").append(each.part).append(") ");
            text.append(each.grantee == app_.name() ? "app" : each.grantee).append(each.with_grant_option ? " GRANT OPTION\n" : "\n");
        }
        return text;
    }
    std::string defaults() const {
        std::string text;
        for (const catalog::default_privilege& each : catalog_->default_privileges) {
            text.append(each.role == app_.name() ? "app: " : each.role).append(each.is_revoked ? "REVOKE " : "GRANT ").append(each.privilege).append(" ON ");
            text.append(catalog::word_of(each.kind)).append(each.in_all_schemas ? "" : " IN ").append(each.schema).append(" ");
            text.append(each.grantee == app_.name() ? "app" : each.grantee).append(each.with_grant_option ? " GRANT OPTION\n" : "\n");
        }
        return text;
    }
    void TearDown() override {
        if (where_) where_->execute("DROP OWNED BY " + app_.name());
    }
    const constable::testing::role app_{constable::testing::shared_server(), "NOLOGIN"};
};

TEST_F(privileges_that_are_read, are_of_every_kind_of_object) {
    const std::string app = app_.name();
    read("CREATE SCHEMA far; CREATE TABLE far.one (a integer, b integer); CREATE VIEW seen AS SELECT 1 AS a; CREATE SEQUENCE numbers; CREATE TYPE mood AS ENUM ('a');"
         "CREATE DOMAIN few AS integer; CREATE FUNCTION f(integer, text) RETURNS integer LANGUAGE sql AS 'select 1'; CREATE PROCEDURE p() LANGUAGE sql AS 'select 1';"
         "GRANT SELECT, UPDATE ON far.one TO " + app + " WITH GRANT OPTION; GRANT UPDATE (b) ON far.one TO PUBLIC; GRANT SELECT ON seen TO PUBLIC;"
         "GRANT USAGE ON SEQUENCE numbers TO " + app + "; REVOKE USAGE ON TYPE mood FROM PUBLIC; REVOKE USAGE ON DOMAIN few FROM PUBLIC;"
         "GRANT USAGE ON DOMAIN few TO " + app + "; REVOKE EXECUTE ON FUNCTION f(integer, text) FROM PUBLIC; GRANT EXECUTE ON PROCEDURE p TO " + app +
         "; GRANT USAGE ON SCHEMA far TO " + app);
    EXPECT_EQ(grants(), "GRANT UPDATE ON COLUMN far.one(b) \nREVOKE EXECUTE ON FUNCTION f(integer, text) \nGRANT EXECUTE ON PROCEDURE p() app\n"
                        "GRANT USAGE ON SCHEMA far() app\nGRANT USAGE ON SEQUENCE numbers() app\nGRANT SELECT ON TABLE seen() \n"
                        "GRANT SELECT ON TABLE far.one() app GRANT OPTION\nGRANT UPDATE ON TABLE far.one() app GRANT OPTION\n"
                        "REVOKE USAGE ON TYPE few() \nGRANT USAGE ON TYPE few() app\nREVOKE USAGE ON TYPE mood() \n");
}

TEST_F(privileges_that_are_read, of_the_schema_public_are_those_that_a_new_database_has_not) {
    read("CREATE TABLE one (a integer); GRANT ALL ON one TO postgres; GRANT USAGE ON SCHEMA public TO PUBLIC");
    EXPECT_EQ(grants(), "");
    read("REVOKE USAGE ON SCHEMA public FROM PUBLIC; GRANT CREATE ON SCHEMA public TO " + app_.name());
    EXPECT_EQ(grants(), "REVOKE USAGE ON SCHEMA public() \nGRANT CREATE ON SCHEMA public() app\n");
}

TEST_F(privileges_that_are_read, are_those_of_objects_to_come) {
    const std::string app = app_.name();
    read("CREATE SCHEMA far; ALTER DEFAULT PRIVILEGES IN SCHEMA far GRANT SELECT ON TABLES TO " + app + " WITH GRANT OPTION;"
         "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC; ALTER DEFAULT PRIVILEGES FOR ROLE " + app + " GRANT USAGE ON SEQUENCES TO PUBLIC;"
         "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON TYPES TO PUBLIC");
    EXPECT_EQ(defaults(), "GRANT USAGE ON TYPE IN  \nREVOKE EXECUTE ON FUNCTION \nGRANT SELECT ON TABLE IN far app GRANT OPTION\napp: GRANT USAGE ON SEQUENCE \n");
}

TEST_F(privileges_that_are_read, are_not_those_of_what_a_range_type_brings) {
    read("ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC; CREATE TYPE span AS RANGE (subtype = text)");
    EXPECT_EQ(grants(), "") << "its constructors are no routines of the catalog";
    where_->execute("ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC");
}

} // namespace
