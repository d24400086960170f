// SPDX-License-Identifier: BSL-1.0
// Columns and the words that belong to a column alone.
#include <constable/schema.hpp>

#include <gtest/gtest.h>
#include <string_view>

namespace catalog = constable::catalog;
using namespace constable;

namespace {

using created_at = column<"created_at", timestamptz, not_null, default_<"now()">>;

struct sample : table<"sample",
    column<"plain", text>,
    column<"may_be_null", text, nullable>,
    column<"required", text, not_null>,
    column<"number", bigint, identity<>>,
    column<"chosen", integer, identity<by_default>>,
    column<"doubled", integer, generated<"chosen * 2">>,
    column<"named", text, collate<"C">, comment<"It's commented">, default_<"'x'">>,
    column<"mood", enum_<"mood", "sad", "ok">>,
    created_at
> {};
struct other : table<"other", created_at> {};

struct forth : table<"same", column<"name", text, not_null, default_<"'x'">, comment<"c">, unique<>, collate<"C">>> {};
struct back : table<"same", column<"name", text, collate<"C">, unique<>, comment<"c">, default_<"'x'">, not_null>> {};

struct app : schema<sample, other> {};

constexpr const auto& columns = catalog_of<app>.tables[0].columns;

} // namespace

TEST(column, has_a_name_and_a_type_and_is_nullable) {
    static_assert(columns.size() == 9);
    static_assert(columns[0].name == "plain" && columns[0].type == "text" && !columns[0].not_null && !columns[1].not_null);
    static_assert(columns[0].default_expression.empty() && columns[0].generated_expression.empty() && columns[0].collation.empty() &&
                  columns[0].comment.empty() && columns[0].identity == catalog::identity_kind::none);
}

TEST(column, is_required_when_it_says_so_or_is_an_identity) {
    static_assert(columns[2].not_null && columns[3].not_null && columns[4].not_null);
    static_assert(columns[3].identity == catalog::identity_kind::always && columns[4].identity == catalog::identity_kind::by_default);
}

TEST(column, takes_words_in_any_order) {
    static_assert(columns[5].generated_expression == "chosen * 2");
    static_assert(columns[6].collation == "C" && columns[6].comment == "It's commented" && columns[6].default_expression == "'x'");
    static_assert(catalog::fingerprint(catalog_of<schema<forth>>.tables[0]) == catalog::fingerprint(catalog_of<schema<back>>.tables[0]));
}

TEST(column, knows_its_enum) {
    static_assert(columns[7].declared_enumeration != nullptr && columns[7].declared_enumeration->name == "mood");
    static_assert(columns[0].declared_enumeration == nullptr);
}

TEST(column, can_be_shared_by_tables) {
    static_assert(columns[8].name == "created_at" && columns[8].default_expression == "now()");
    static_assert(catalog_of<app>.tables[1].columns[0].type == columns[8].type);
}
