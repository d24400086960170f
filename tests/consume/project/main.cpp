// SPDX-License-Identifier: BSL-1.0
// A program of somebody who uses the library: prints its DDL, or starts with `start`.
#include <constable.hpp>

#include <cstdio>
#include <string_view>

using namespace constable;

struct teams : table<"teams",
    column<"id", bigint, identity<>, primary_key<>>,
    column<"name", varchar<100>, not_null, unique<>>
> {};

struct app : schema<teams> {};

static_assert(ddl_of<app>.find("teams") != std::string_view::npos);

int main(int argument_count, char**) {
    if (argument_count > 1) ensure_schema<app>();
    else std::printf("%.*s", static_cast<int>(ddl_of<app>.size()), ddl_of<app>.data());
}
