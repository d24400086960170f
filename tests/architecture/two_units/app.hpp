// SPDX-License-Identifier: BSL-1.0
// The schema that two translation units declare.
#pragma once

#include <constable.hpp>

#include <string_view>

struct teams : constable::table<"teams",
    constable::column<"id", constable::bigint, constable::identity<>, constable::primary_key<>>,
    constable::column<"name", constable::varchar<100>, constable::not_null, constable::unique<>>
> {};

struct app : constable::schema<teams> {};

/// What the other translation unit takes for the DDL; it calls ensure_schema too when `start` is set.
std::string_view ddl_of_the_other_unit(bool start);
