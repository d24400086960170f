// SPDX-License-Identifier: BSL-1.0
// An index on a view that is not materialized is refused.
// expect: constable: a part does not belong in a view of this kind; see the reference for the parts of views
// expect: everyone
#include <constable/schema.hpp>

using namespace constable;

#ifdef REJECT
struct everyone : view<"everyone", index_<"id">> {
#else
struct everyone : materialized_view<"everyone", index_<"id">> {
#endif
    static constexpr std::string_view query = "SELECT 1 AS id";
};

struct app : schema<everyone> {};

std::string_view ddl() { return ddl_of<app>; }
