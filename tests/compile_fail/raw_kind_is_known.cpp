// SPDX-License-Identifier: BSL-1.0
// A raw object of a kind that has words is refused.
// expect: constable: a raw object is of a kind that has words, or that cannot be read back; see the reference for the kinds
// expect: files
#include <constable/schema.hpp>

using namespace constable;

#ifdef REJECT
struct files : raw<"table", "files"> {
#else
struct files : raw<"server", "files"> {
#endif
    static constexpr std::string_view sql = "CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;";
};

struct app : schema<files> {};

std::string_view ddl() { return ddl_of<app>; }
