// SPDX-License-Identifier: BSL-1.0
// A snapshot that is read again is the same catalog, and written again the same text.
#include "constable/catalog/snapshot.hpp"

#include "support/full_catalog.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>

namespace catalog = constable::catalog;

namespace {

void expect_round_trip(const catalog::catalog& value) {
    const std::string text = catalog::write_snapshot(value);
    const catalog::stored_catalog read = catalog::read_snapshot(text);
    EXPECT_EQ(catalog::first_inequality(value, read.view()), "") << text;
    EXPECT_EQ(read.view().name, value.name);
    EXPECT_EQ(read.view().default_schema, value.default_schema);
    EXPECT_EQ(catalog::write_snapshot(read.view()), text);
}

} // namespace

TEST(snapshot, of_nothing_is_a_line) {
    EXPECT_EQ(catalog::write_snapshot({}), "constable snapshot 1\n");
    expect_round_trip({});
}

TEST(snapshot, keeps_every_field_and_every_list) { expect_round_trip(test::full_catalog{}.value()); }

TEST(snapshot, keeps_every_text) {
    static constexpr std::string_view texts[] = {" ",
                                                 "a ",
                                                 "\ta",
                                                 "a\t",
                                                 "a\tb",
                                                 "\n",
                                                 "\n\n",
                                                 "a\n",
                                                 "\na",
                                                 "a\r\nb",
                                                 "\r",
                                                 "\x01\x7f",
                                                 "\"",
                                                 "\"C\"",
                                                 "\"a\" b",
                                                 "|",
                                                 "- a",
                                                 "a: b",
                                                 "a = \"b\"",
                                                 "#",
                                                 "true",
                                                 "\\",
                                                 "\\n",
                                                 "a\n  b\n\tc \n|d\n\"e\"\n\nf\r\n- g",
                                                 "日本語 🙂",
                                                 "a,b",
                                                 ", ",
                                                 "a, \"b",
                                                 "a.b",
                                                 "<<<<<<<",
                                                 "it's",
                                                 "\xff\xfe"};
    for (const std::string_view text : texts) {
        const std::string_view list[] = {text, "", text, text, "x"};
        const std::string long_text(200, 'x');
        const std::string_view long_list[] = {text, long_text, "", text};
        const catalog::qualified_name parents[] = {{text, text}, {{}, text}, {text, "x"}};
        const catalog::column columns[] = {{.name = text, .type = text}, {.name = "b"}};
        const catalog::key keys[] = {{.column = text}, {.expression = text}};
        const catalog::index indexes[] = {{.name = text, .keys = keys, .include = list}};
        const catalog::table tables[] = {{.schema = text,
                                          .name = text,
                                          .columns = columns,
                                          .indexes = indexes,
                                          .comment = text,
                                          .options = list,
                                          .toast_options = long_list,
                                          .inherits = parents}};
        const catalog::enumeration types[] = {{.name = text, .labels = {&text, 1}}};
        const catalog::grant grants[] = {{.name = text, .grantee = text, .privilege = text}};
        const catalog::unmodelled objects[] = {{.kind = text, .name = text}};
        expect_round_trip({.name = text,
                           .enumerations = types,
                           .tables = tables,
                           .default_schema = text,
                           .grants = grants,
                           .unmodelled_objects = objects});
    }
}

TEST(snapshot, is_fit_to_be_reviewed) {
    static constexpr std::string_view id[] = {"id"};
    static constexpr std::string_view labels[] = {"sad", "ok", "very, very happy"};
    static constexpr catalog::enumeration mood{.name = "mood", .labels = labels};
    static constexpr catalog::column columns[] = {
        {.name = "id", .type = "bigint", .identity = catalog::identity_kind::by_default, .not_null = true},
        {.name = "full name", .type = "text", .default_expression = "'x'::text", .collation = "\"C\""}};
    static constexpr catalog::constraint constraints[] = {
        {.kind = catalog::constraint_kind::primary_key, .name = "users_pkey", .columns = id}};
    static constexpr catalog::key keys[] = {{.column = "full name", .descending = true},
                                            {.expression = "lower(\"full name\")"}};
    static constexpr catalog::index indexes[] = {{.name = "by_name", .keys = keys, .predicate = "(id > 0)"}};
    static constexpr catalog::table users{.schema = "auth",
                                          .name = "users",
                                          .columns = columns,
                                          .constraints = constraints,
                                          .indexes = indexes,
                                          .comment = "People who can sign in"};
    static constexpr catalog::routine touch{
        .name = "touch", .result = "trigger", .language = "plpgsql", .body = "\nbegin\n  return new; \nend\n"};
    static constexpr catalog::grant grant{.name = "users", .grantee = "app", .privilege = "SELECT"};
    static constexpr catalog::catalog all{.enumerations = {&mood, 1},
                                          .tables = {&users, 1},
                                          .default_schema = "public",
                                          .routines = {&touch, 1},
                                          .grants = {&grant, 1}};
    EXPECT_EQ(catalog::write_snapshot(all), R"(constable snapshot 1
default_schema: public

enum mood
  labels: sad, ok, "very, very happy"

routine touch
  result: trigger
  language: plpgsql
  body:
    |
    |begin
    "  return new; "
    |end
    |

table auth.users
  comment: People who can sign in
  column id
    type: bigint
    identity: BY DEFAULT
    not_null: true
  column "full name"
    type: text
    default_expression: 'x'::text
    collation: "C"
  constraint users_pkey
    kind: PRIMARY KEY
    columns: id
  index by_name
    predicate: (id > 0)
    key "full name"
      descending: true
    key
      expression: lower("full name")

grant SELECT
  name: users
  grantee: app
)");
    expect_round_trip(all);
}

TEST(snapshot, does_not_depend_on_the_order_of_objects) {
    static constexpr catalog::table forth[] = {
        {.schema = "b", .name = "a"}, {.name = "c"}, {.schema = "a", .name = "b"}};
    static constexpr catalog::table back[] = {
        {.schema = "a", .name = "b"}, {.schema = "b", .name = "a"}, {.name = "c"}};
    EXPECT_EQ(catalog::write_snapshot({.tables = forth}), catalog::write_snapshot({.tables = back}));
}
