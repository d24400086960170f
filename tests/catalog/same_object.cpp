// SPDX-License-Identifier: BSL-1.0
// Objects are the same when every field, and every list in its order, is.
#include "constable/catalog/same_object.hpp"

#include "constable/schema.hpp"

#include <gtest/gtest.h>

namespace {

using namespace constable;

struct one_release {
    struct users : table<"users", column<"id", bigint, identity<>, primary_key<>>, column<"name", text, storage<"EXTERNAL">>, check<"name <> ''">, index_<"name">> {};
    struct app : schema<users> {};
};
struct the_same {
    struct users : table<"users", column<"id", bigint, identity<>, primary_key<>>, column<"name", text, storage<"EXTERNAL">>, check<"name <> ''">, index_<"name">> {};
    struct app : schema<users> {};
};
struct another_default {
    struct users : table<"users", column<"id", bigint, identity<>, primary_key<>>, column<"name", text, storage<"EXTERNAL">, default_<"'x'">>, check<"name <> ''">, index_<"name">> {};
    struct app : schema<users> {};
};
struct another_storage {
    struct users : table<"users", column<"id", bigint, identity<>, primary_key<>>, column<"name", text>, check<"name <> ''">, index_<"name">> {};
    struct app : schema<users> {};
};
struct another_key {
    struct users : table<"users", column<"id", bigint, identity<>, primary_key<>>, column<"name", text, storage<"EXTERNAL">>, check<"name <> ''">, index_<descending<"name">>> {};
    struct app : schema<users> {};
};
struct one_less {
    struct users : table<"users", column<"id", bigint, identity<>, primary_key<>>, column<"name", text, storage<"EXTERNAL">>, check<"name <> ''">> {};
    struct app : schema<users> {};
};
struct another_order {
    struct users : table<"users", column<"name", text, storage<"EXTERNAL">>, column<"id", bigint, identity<>, primary_key<>>, check<"name <> ''">, index_<"name">> {};
    struct app : schema<users> {};
};

template <class Left, class Right>
constexpr bool are_same = catalog::same_object(catalog_of<typename Left::app>.tables[0], catalog_of<typename Right::app>.tables[0]);

TEST(same_object, sees_every_field_and_list) {
    static_assert(are_same<one_release, one_release>);
    static_assert(are_same<one_release, the_same>);
    static_assert(!are_same<one_release, another_default>);
    static_assert(!are_same<one_release, another_storage>);
    static_assert(!are_same<one_release, another_key>);
    static_assert(!are_same<one_release, one_less> && !are_same<one_less, one_release>);
    static_assert(!are_same<one_release, another_order>);
}

} // namespace
