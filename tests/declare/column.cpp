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

constexpr const auto& made = catalog_of<app>.tables[0].columns;

} // namespace

TEST(column, has_a_name_and_a_type_and_is_nullable) {
    static_assert(made.size() == 9);
    static_assert(made[0].name == "plain" && made[0].type == "text" && !made[0].not_null && !made[1].not_null);
    static_assert(made[0].default_expression.empty() && made[0].generated_expression.empty() && made[0].collation.empty() &&
                  made[0].comment.empty() && made[0].identity == catalog::identity_kind::none);
}

TEST(column, is_required_when_it_says_so_or_is_an_identity) {
    static_assert(made[2].not_null && made[3].not_null && made[4].not_null);
    static_assert(made[3].identity == catalog::identity_kind::always && made[4].identity == catalog::identity_kind::by_default);
}

TEST(column, takes_words_in_any_order) {
    static_assert(made[5].generated_expression == "chosen * 2");
    static_assert(made[6].collation == "\"C\"" && made[6].comment == "It's commented" && made[6].default_expression == "'x'");
    static_assert(catalog::fingerprint(catalog_of<schema<forth>>.tables[0]) == catalog::fingerprint(catalog_of<schema<back>>.tables[0]));
}

TEST(column, knows_its_enum) {
    static_assert(made[7].declared_enumeration != nullptr && made[7].declared_enumeration->name == "mood");
    static_assert(made[0].declared_enumeration == nullptr);
}

TEST(column, can_be_shared_by_tables) {
    static_assert(made[8].name == "created_at" && made[8].default_expression == "now()");
    static_assert(catalog_of<app>.tables[1].columns[0].type == made[8].type);
}
