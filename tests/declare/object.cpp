// SPDX-License-Identifier: BSL-1.0
// Words describe one value of the catalog, and the wrong ones are refused.
#include "support/everything.hpp"

#include <gtest/gtest.h>
#include <string_view>

namespace catalog = constable::catalog;
namespace declare = constable::declare;
using namespace constable;
using namespace constable::testing;

TEST(object, is_described_by_its_words) {
    constexpr catalog::extension made = declare::described<version<"2">, in_schema<"x">, comment<"c">>(catalog::extension{.name = "e"});
    static_assert(made.name == "e" && made.version == "2" && made.schema == "x" && made.comment == "c");
}

TEST(object, takes_only_words_that_mean_something) {
    static_assert(declare::word_belongs_in_an_object<comment<"c">, catalog::extension>);
    static_assert(!declare::word_belongs_in_an_object<cycle, catalog::extension>);
    static_assert(!declare::word_belongs_in_an_object<in_schema<"s">, catalog::database_schema>);
}

TEST(object, was_in_its_schema_when_it_had_another_name) {
    using renamed = sequence<"n", in_schema<"auth">, renamed_from<"m">>;
    static_assert(renamed::value.renamed_from.schema == "auth" && renamed::value.renamed_from.name == "m");
    static_assert(sequence<"n", in_schema<"auth">, renamed_from_in<"", "m">>::value.renamed_from.schema.empty());
}
