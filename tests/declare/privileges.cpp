// SPDX-License-Identifier: BSL-1.0
// Who may do what: one value for each privilege, role and object.
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

namespace {

constexpr const catalog::grant& grant_at(std::size_t at) { return all.grants[at]; }

} // namespace

TEST(privileges, are_listed_one_by_one) {
    static_assert(grant_at(0).name == "users" && grant_at(0).grantee == "app" && grant_at(0).privilege == "SELECT");
    static_assert(grant_at(1).grantee == "app" && grant_at(1).privilege == "INSERT" && grant_at(1).with_grant_option);
    static_assert(grant_at(2).grantee == "writer" && grant_at(3).grantee == "writer");
}

TEST(privileges, are_about_columns_too) {
    static_assert(grant_at(4).kind == catalog::object_kind::column && grant_at(4).part == "name" && grant_at(5).part == "mood");
}

TEST(privileges, know_every_kind_of_object) {
    static_assert(grant_at(6).kind == catalog::object_kind::sequence && grant_at(6).name == "Numbers" && grant_at(6).grantee.empty());
    static_assert(grant_at(7).kind == catalog::object_kind::sequence && grant_at(7).name == "numbers");
    static_assert(grant_at(8).kind == catalog::object_kind::schema && grant_at(8).name == "auth" && grant_at(8).schema.empty());
    static_assert(grant_at(9).kind == catalog::object_kind::function && grant_at(9).schema == "auth" &&
                  grant_at(9).part == "numeric, mood, character varying[]");
    static_assert(grant_at(10).kind == catalog::object_kind::type && grant_at(10).name == "mood");
}

TEST(privileges, are_revoked_from_public) {
    constexpr const catalog::grant& revoked = all.grants[11];
    static_assert(revoked.is_revoked && revoked.grantee.empty() && revoked.privilege == "EXECUTE" && revoked.name == "touch");
}

TEST(privileges, of_objects_to_come_have_an_owner_and_a_place) {
    constexpr auto& future = all.default_privileges;
    static_assert(future[0].role == "owner" && future[0].schema == "auth" && !future[0].in_all_schemas && future[0].kind == catalog::object_kind::table);
    static_assert(future[1].schema.empty() && !future[1].in_all_schemas, "the default schema");
    static_assert(future[2].in_all_schemas && future[2].is_revoked && future[2].kind == catalog::object_kind::function);
}
