// SPDX-License-Identifier: BSL-1.0
// The structs that the steps of one migration name: views, types, routines, …, in a C++ namespace of their own.
#include "constable/migrate/write_objects.hpp"

#include "constable/migrate/generate.hpp"
#include "constable/schema.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_write_objects {

struct auth : database_schema<"auth"> {};
struct users : table<"users", column<"id", bigint, primary_key<>>> {};
struct adults : view<"adults", in_schema<"auth">> {
    static constexpr std::string_view query = "SELECT users.id FROM users";
};
struct app : schema<auth, users, adults, grant<privileges<"SELECT">, on<adults>, to<"reader">>, grant<privileges<"SELECT">, on<users>, to<"reader">>> {};

TEST(written_objects, name_and_write_what_steps_create) {
    const generated made = generate({}, catalog_of<app>);
    ASSERT_EQ(made.migrations.size(), 1U);
    const written_objects objects{made, made.migrations[0], "m001"};
    std::vector<std::string> omitted;
    const std::string text = objects.declarations(omitted);
    EXPECT_TRUE(omitted.empty());
    EXPECT_NE(text.find("struct auth_schema : database_schema<\"auth\"> {};"), std::string::npos) << text;
    EXPECT_NE(text.find("namespace auth {"), std::string::npos) << text;
    std::vector<std::string> grants;
    for (const step_value* each : made.migrations[0].steps) {
        if (each->of == catalog::object_kind::view) {
            EXPECT_EQ(pull::flat(objects.struct_of(*each)), "m001::auth::adults");
        }
        if (each->object != nullptr && !each->object->grants.empty()) grants.push_back(pull::flat(objects.privileges_of(*each)));
    }
    EXPECT_EQ(grants, (std::vector<std::string>{R"(grant<privileges<"SELECT">, on<m001::auth::adults>, to<"reader">>)",
                                                R"(grant<privileges<"SELECT">, on<table_named<"users">>, to<"reader">>)"}));
}

} // namespace test_of_write_objects
} // namespace constable::migrating
