// SPDX-License-Identifier: BSL-1.0
// Words for sequences.
#include <constable/pull/write_sequence.hpp>

#include <gtest/gtest.h>

namespace pull = constable::pull;
namespace catalog = constable::catalog;

namespace {

constexpr catalog::column columns[] = {{.name = "id", .type = "integer"}};
constexpr catalog::table tables[] = {{.schema = "shop", .name = "orders", .columns = columns}};

std::string text(const catalog::sequence& of) {
    const catalog::sequence sequences[] = {of};
    const catalog::catalog all{.tables = tables, .sequences = sequences};
    const pull::object_names names{all, "pulled", "app"};
    pull::context in{all, names, "shop"};
    const std::string written = pull::write_sequence(sequences[0], in);
    return in.omitted.empty() ? written : written + in.omitted[0];
}
std::string column_text(const catalog::sequence& of) {
    return pull::flat(pull::write_column_sequence(tables[0], columns[0], of));
}

} // namespace

TEST(write_sequence, says_only_what_is_not_so_anyway) {
    EXPECT_EQ(text({.name = "n"}), "struct n : sequence<\"n\"> {};\n");
}

TEST(write_sequence, derives_bounds_and_start_as_the_server_does) {
    EXPECT_EQ(text({.name = "n", .type = "smallint", .maximum = 32767}),
              "struct n : sequence<\"n\", as<\"smallint\">> {};\n");
    EXPECT_EQ(text({.name = "n", .start = -1, .increment = -1, .minimum = INT64_MIN, .maximum = -1}),
              "struct n : sequence<\"n\", increment_by<-1>> {};\n");
    EXPECT_EQ(text({.name = "n", .start = 10, .minimum = 10}), "struct n : sequence<\"n\", minvalue<10>> {};\n");
}

TEST(write_sequence, says_everything_else) {
    EXPECT_EQ(text({.schema = "shop",
                    .name = "n",
                    .start = 5,
                    .increment = 2,
                    .maximum = 99,
                    .cache = 7,
                    .cycle = true,
                    .unlogged = true,
                    .owner_table = "orders",
                    .owner_column = "id",
                    .comment = "c"}),
              "struct n : sequence<\"n\",\n    in_schema<\"shop\">,\n    start_with<5>,\n    increment_by<2>,\n    "
              "maxvalue<99>,\n    cache<7>,\n"
              "    cycle,\n    unlogged,\n    owned_by<orders, \"id\">,\n    comment<\"c\">\n> {};\n");
}

TEST(write_sequence, tells_of_an_owner_that_is_not_here) {
    EXPECT_NE(text({.name = "n", .owner_table = "gone", .owner_column = "id"}).find("OWNED BY gone"),
              std::string::npos);
}

TEST(write_column_sequence, says_what_the_server_would_not_choose) {
    EXPECT_EQ(column_text(
                  {.schema = "shop", .name = "orders_id_seq", .type = "integer", .start = 100, .maximum = 2147483647}),
              "with_sequence<start_with<100>>");
    EXPECT_EQ(column_text({.schema = "shop", .name = "numbers"}),
              R"(with_sequence<sequence_name<"numbers">, as<"bigint">>)");
}

TEST(write_column_sequence, says_whether_it_is_logged_where_its_table_is_not_so) {
    static constexpr catalog::table fleeting{.schema = "shop", .name = "orders", .columns = columns, .unlogged = true};
    catalog::sequence own{.schema = "shop", .name = "orders_id_seq", .type = "integer", .maximum = 2147483647};
    EXPECT_EQ(pull::flat(pull::write_column_sequence(fleeting, columns[0], own)), "with_sequence<logged>");
    own.unlogged = true;
    EXPECT_EQ(pull::flat(pull::write_column_sequence(fleeting, columns[0], own)), "with_sequence<>");
    EXPECT_EQ(column_text(own), "with_sequence<unlogged>");
}
