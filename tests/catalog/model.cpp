// SPDX-License-Identifier: BSL-1.0
// The model is plain values that can be searched.
#include <constable/catalog/model.hpp>

#include <gtest/gtest.h>
#include <string_view>
#include <type_traits>

namespace catalog = constable::catalog;

namespace {

constexpr std::string_view key[] = {"id"};
constexpr catalog::column columns[] = {{.name = "id", .type = "bigint"}, {.name = "email", .type = "text"}};
constexpr catalog::constraint constraints[] = {{.kind = catalog::constraint_kind::unique, .name = "users_email_key"},
                                               {.kind = catalog::constraint_kind::primary_key, .columns = key}};
constexpr catalog::table users{.name = "users", .columns = columns, .constraints = constraints};

} // namespace

TEST(model, finds_a_column_by_its_name) {
    static_assert(catalog::find_column(users, "email") == &columns[1]);
    static_assert(catalog::find_column(users, "Email") == nullptr && catalog::find_column({}, "id") == nullptr);
}

TEST(model, finds_the_primary_key) {
    static_assert(catalog::primary_key_of(users) == &constraints[1]);
    static_assert(catalog::primary_key_of({}) == nullptr);
}

TEST(model, is_copied_like_plain_memory) {
    static_assert(std::is_trivially_copyable_v<catalog::table> && std::is_trivially_copyable_v<catalog::column> &&
                  std::is_trivially_copyable_v<catalog::constraint> && std::is_trivially_copyable_v<catalog::index> &&
                  std::is_trivially_copyable_v<catalog::enumeration> && std::is_trivially_copyable_v<catalog::catalog>);
}

TEST(model, says_what_ddl_says_when_nothing_is_said) {
    static_assert(!catalog::column{}.not_null && catalog::column{}.identity == catalog::identity_kind::none);
    static_assert(catalog::constraint{}.on_delete == catalog::referential_action::no_action &&
                  catalog::constraint{}.match == catalog::match_type::simple && !catalog::constraint{}.deferrable);
    static_assert(!catalog::index{}.unique && catalog::key{}.nulls == catalog::nulls_order::by_direction);
}
