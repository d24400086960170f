// SPDX-License-Identifier: BSL-1.0
// A raw object without SQL is refused.
// expect: constable: a raw object is made by nothing; give its struct a static constexpr std::string_view sql
// expect: files
#include <constable/schema.hpp>

using namespace constable;

struct files : raw<"server", "files"> {
#ifndef REJECT
    static constexpr std::string_view sql = "CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;";
#endif
};

struct app : schema<files> {};

std::string_view ddl() { return ddl_of<app>; }
