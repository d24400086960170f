// SPDX-License-Identifier: BSL-1.0
// Database schemas, extensions and collations say what the catalog keeps of them.
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

TEST(database_schema, is_listed_with_its_comment) {
    static_assert(all.schemas[0].name == "auth" && all.schemas[0].comment == "Who may come in");
}

TEST(database_schema, of_anything_is_listed_once) { static_assert(all.schemas.size() == 1, "tables, types and routines lie in auth"); }

TEST(database_schema, is_where_an_extension_goes) {
    static_assert(all.extensions.size() == 1 && all.extensions[0].name == "pg_trgm");
    static_assert(all.extensions[0].schema == "auth" && all.extensions[0].version == "1.6" && all.extensions[0].comment.empty());
}

TEST(database_schema, has_collations) {
    constexpr const catalog::collation& german = all.collations[0];
    static_assert(german.name == "german" && german.provider == "icu" && german.locale == "de-DE" && !german.deterministic);
    using libc = collation_<"c", provider<"libc">, lc_collate<"C">, lc_ctype<"de_DE">, in_schema<"auth">>;
    static_assert(libc::value.lc_collate == "C" && libc::value.lc_ctype == "de_DE" && libc::value.deterministic && libc::value.schema == "auth");
    static_assert(collation_<"r", provider<"icu">, locale<"und">, rules<"&a < b">>::value.rules == "&a < b");
}
