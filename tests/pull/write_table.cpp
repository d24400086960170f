// SPDX-License-Identifier: BSL-1.0
// The struct of a table.
#include <constable/pull/write_table.hpp>

#include <gtest/gtest.h>

namespace pull = constable::pull;
namespace catalog = constable::catalog;
using catalog::constraint_kind;
using catalog::identity_kind;

namespace {

constexpr std::string_view id[] = {"id"};
constexpr std::string_view name[] = {"name"};
constexpr std::string_view both[] = {"id", "name"};

struct written {
    std::string text;
    std::vector<std::string> omitted;
};

written write(const catalog::table& of, const catalog::table& other = {.name = "other"}) {
    const catalog::table tables[] = {of, other};
    const catalog::catalog all{.tables = tables};
    const pull::object_names names{all, "pulled", "app"};
    pull::context in{all, names};
    std::string text = pull::write_table(tables[0], in);
    return {text, in.omitted};
}

} // namespace

TEST(write_table, reads_like_one_that_a_person_wrote) {
    const catalog::column columns[] = {
        {.name = "id", .type = "bigint", .identity = identity_kind::always, .not_null = true},
        {.name = "team_id", .type = "bigint", .not_null = true},
        {.name = "name", .type = "character varying(100)", .default_expression = "'x'::text", .comment = "c"},
        {.name = "age", .type = "integer"}};
    const std::string_view team_id[] = {"team_id"};
    const catalog::constraint constraints[] = {
        {.name = "users_age_check", .expression = "(age >= 0)"},
        {.kind = constraint_kind::primary_key, .name = "users_pkey", .columns = id},
        {.kind = constraint_kind::foreign_key,
         .name = "users_team_id_fkey",
         .columns = team_id,
         .referenced_table = "other",
         .referenced_columns = id,
         .on_delete = catalog::referential_action::cascade}};
    const catalog::key keys[] = {{.column = "team_id"}, {.column = "name"}};
    const catalog::index indexes[] = {{.name = "users_team_id_name_idx", .keys = keys, .comment = "i"}};
    const catalog::column other_columns[] = {{.name = "id", .type = "bigint"}};
    EXPECT_EQ(
        write(
            {.name = "users", .columns = columns, .constraints = constraints, .indexes = indexes, .comment = "People"},
            {.name = "other", .columns = other_columns})
            .text,
        R"~(struct users : table<"users",
    column<"id",      bigint, identity<>, primary_key<>>,
    column<"team_id", bigint, not_null, references<other, "id", on_delete<cascade>>>,
    column<"name",    varchar<100>, default_<"'x'::text">, comment<"c">>,
    column<"age",     integer, check<"(age >= 0)">>,
    index_<"team_id", "name">,
    comment<"People">,
    comment_on<"users_team_id_name_idx", "i">
> {};
)~");
}

TEST(write_table, says_not_null_where_nothing_else_does) {
    const catalog::column columns[] = {{.name = "id", .type = "integer", .not_null = true},
                                       {.name = "name", .type = "text", .not_null = true},
                                       {.name = "x", .type = "text", .not_null = true}};
    const catalog::constraint constraints[] = {
        {.kind = constraint_kind::primary_key, .name = "t_pkey", .columns = both}};
    EXPECT_EQ(write({.name = "t", .columns = columns, .constraints = constraints}).text,
              R"~(struct t : table<"t",
    column<"id",   integer>,
    column<"name", text>,
    column<"x",    text, not_null>,
    primary_key<"id", "name">
> {};
)~");
}

TEST(write_table, knows_serial_columns) {
    const catalog::sequence odd{.name = "odd", .type = "integer", .maximum = 2147483647};
    const catalog::column_details details{.sequence = &odd};
    const catalog::column columns[] = {
        {.name = "a", .type = "bigint", .identity = identity_kind::serial, .not_null = true},
        {.name = "b", .type = "integer", .identity = identity_kind::serial, .not_null = true, .details = &details},
        {.name = "c", .type = "smallint", .identity = identity_kind::serial}};
    EXPECT_EQ(write({.name = "t", .columns = columns}).text, R"~(struct t : table<"t",
    column<"a", bigserial>,
    column<"b", serial, with_sequence<sequence_name<"odd">>>,
    column<"c", smallserial, nullable>
> {};
)~");
}

TEST(write_table, says_the_details_of_columns) {
    const std::string_view options[] = {"n_distinct=5"};
    const catalog::column_details details{.not_null_name = "n",
                                          .storage = catalog::storage_kind::external,
                                          .compression = catalog::compression_method::lz4,
                                          .statistics = 7,
                                          .options = options,
                                          .is_inherited = true};
    const catalog::column_details is_virtual{.is_virtual = true};
    const catalog::column columns[] = {
        {.name = "a", .type = "text", .collation = "\"C\"", .not_null = true, .details = &details},
        {.name = "b", .type = "integer", .generated_expression = "1", .details = &is_virtual}};
    EXPECT_EQ(write({.name = "t", .columns = columns}).text, R"~(struct t : table<"t",
    column<"a", text, not_null, not_null_named<"n">, collate<"C">, storage<"EXTERNAL">, compression<"lz4">,
           statistics_target<7>, column_options<"n_distinct=5">, inherited>,
    column<"b", integer, generated_virtual<"1">>
> {};
)~");
}

TEST(write_table, says_partitions_and_parents) {
    EXPECT_EQ(write({.name = "t", .partition_key = "RANGE (created_at, lower((a)::text))"}).text,
              "struct t : table<\"t\", partition_by_range<\"created_at\", \"lower((a)::text)\">> {};\n");
    EXPECT_EQ(write({.name = "t", .parent = "other", .partition_bound = "FOR VALUES IN ('a')"}).text,
              "struct t : table<\"t\", partition_of<other, \"FOR VALUES IN ('a')\">> {};\n");
    const catalog::qualified_name parents[] = {{"", "other"}};
    EXPECT_EQ(write({.name = "t", .inherits = parents}).text, "struct t : table<\"t\", inherits<other>> {};\n");
}

TEST(write_table, says_its_properties) {
    const std::string_view options[] = {"fillfactor=70"};
    EXPECT_EQ(write({.name = "t",
                     .unlogged = true,
                     .options = options,
                     .toast_options = options,
                     .row_security = true,
                     .force_row_security = true,
                     .replica_identity = catalog::replica_identity_kind::index,
                     .replica_index = "i",
                     .clustered_on = "i"})
                  .text,
              R"~(struct t : table<"t",
    unlogged,
    parameters<"fillfactor=70">,
    toast_parameters<"fillfactor=70">,
    row_level_security,
    force_row_level_security,
    replica_identity_index<"i">,
    clustered_on<"i">
> {};
)~");
}

TEST(write_table, names_a_key_that_repeats_another) {
    const catalog::column columns[] = {{.name = "name", .type = "text"}};
    const catalog::constraint constraints[] = {
        {.kind = constraint_kind::unique, .name = "t_name_key", .columns = name},
        {.kind = constraint_kind::unique, .name = "t_name_key1", .columns = name}};
    EXPECT_EQ(write({.name = "t", .columns = columns, .constraints = constraints}).text,
              "struct t : table<\"t\",\n    column<\"name\", text, unique<>, unique<named<\"t_name_key1\">>>\n> {};\n");
}

TEST(write_table, tells_what_it_leaves_out) {
    const catalog::column columns[] = {{.name = "id", .type = "text"}};
    const catalog::constraint constraints[] = {{.kind = constraint_kind::foreign_key,
                                                .name = "f",
                                                .columns = id,
                                                .referenced_table = "gone",
                                                .referenced_columns = id}};
    const catalog::key keys[] = {{.column = "id"}};
    const catalog::index indexes[] = {{.name = "i", .keys = keys, .is_invalid = true}};
    const auto [text, omitted] =
        write({.name = "t", .columns = columns, .constraints = constraints, .indexes = indexes});
    EXPECT_EQ(text, "struct t : table<\"t\",\n    column<\"id\", text>\n> {};\n");
    EXPECT_EQ(omitted, (std::vector<std::string>{"index i of t: it is invalid",
                                                 "foreign key f of t: references gone, which is not here"}));
}
