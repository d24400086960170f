// SPDX-License-Identifier: BSL-1.0
// Words for privileges.
#include <constable/pull/write_privileges.hpp>

#include <gtest/gtest.h>

namespace pull = constable::pull;
namespace catalog = constable::catalog;
using catalog::grant;
using catalog::object_kind;

namespace {

constexpr catalog::column columns[] = {{.name = "id", .type = "bigint", .identity = catalog::identity_kind::serial}};
constexpr catalog::table tables[] = {{.name = "users", .columns = columns}};
constexpr catalog::raw_object raw_objects[] = {{.kind = "foreign table", .name = "\"Old ones\""}, {.kind = "publication", .name = "gone"}};
constexpr catalog::routine routines[] = {{.name = "f", .identity = "integer"}};

struct written {
    std::vector<std::string> words;
    std::vector<std::string> omitted;
};

written write(std::vector<grant> grants) {
    const catalog::catalog all{.tables = tables, .routines = routines, .raw_objects = raw_objects, .grants = grants};
    const pull::object_names names{all, "pulled", "app"};
    pull::context in{all, names};
    written result;
    for (const pull::word& each : pull::write_grants(in)) result.words.push_back(pull::flat(each));
    result.omitted = in.omitted;
    return result;
}
grant table_grant(std::string_view grantee, std::string_view privilege) {
    return {.kind = object_kind::table, .name = "users", .grantee = grantee, .privilege = privilege};
}
grant column_grant(std::string_view column, std::string_view grantee, std::string_view privilege) {
    return {.kind = object_kind::column, .name = "users", .part = column, .grantee = grantee, .privilege = privilege};
}
using list = std::vector<std::string>;

} // namespace

TEST(write_grants, gathers_privileges_and_roles) {
    EXPECT_EQ(write({table_grant("a", "SELECT"), table_grant("a", "INSERT"), table_grant("b", "SELECT"),
                     table_grant("b", "INSERT"), table_grant("c", "SELECT")})
                  .words,
              (list{R"(grant<privileges<"SELECT", "INSERT">, on<users>, to<"a", "b">>)",
                    R"(grant<privileges<"SELECT">, on<users>, to<"c">>)"}));
}

TEST(write_grants, gathers_columns) {
    EXPECT_EQ(
        write({column_grant("id", "a", "SELECT"), column_grant("x", "a", "SELECT"), column_grant("x", "a", "UPDATE")})
            .words,
        (list{R"(grant<privileges<"SELECT">, on_columns<users, "id">, to<"a">>)",
              R"(grant<privileges<"SELECT", "UPDATE">, on_columns<users, "x">, to<"a">>)"}));
    EXPECT_EQ(write({column_grant("id", "a", "SELECT"), column_grant("x", "a", "SELECT")}).words,
              (list{R"(grant<privileges<"SELECT">, on_columns<users, "id", "x">, to<"a">>)"}));
}

TEST(write_grants, has_words_for_public_and_the_grant_option) {
    grant option = table_grant("a", "SELECT");
    option.with_grant_option = true;
    EXPECT_EQ(write({table_grant("", "SELECT"), option}).words,
              (list{R"(grant<privileges<"SELECT">, on<users>, to_public>)",
                    R"(grant<privileges<"SELECT">, on<users>, to<"a">, with_grant_option>)"}));
    EXPECT_EQ(write({{.kind = object_kind::function,
                      .name = "f",
                      .part = "integer",
                      .privilege = "EXECUTE",
                      .is_revoked = true}})
                  .words,
              (list{R"(revoke_<privileges<"EXECUTE">, on<f>, from_public>)"}));
}

TEST(write_grants, finds_the_sequence_of_a_column) {
    EXPECT_EQ(
        write({{.kind = object_kind::sequence, .name = "users_id_seq", .grantee = "a", .privilege = "USAGE"}}).words,
        (list{R"(grant<privileges<"USAGE">, on_sequence_of<users, "id">, to<"a">>)"}));
}

TEST(write_grants, finds_a_foreign_table) {
    EXPECT_EQ(write({{.kind = object_kind::table, .name = "Old ones", .grantee = "a", .privilege = "SELECT"},
                     {.kind = object_kind::column, .name = "Old ones", .part = "id", .grantee = "b", .privilege = "SELECT"}})
                  .words,
              (list{R"(grant<privileges<"SELECT">, on<Old_ones>, to<"a">>)", R"(grant<privileges<"SELECT">, on_columns<Old_ones, "id">, to<"b">>)"}));
    EXPECT_EQ(write({{.kind = object_kind::table, .name = "gone", .grantee = "a", .privilege = "SELECT"}}).words, list{});
}

TEST(write_grants, tells_of_objects_that_are_not_here) {
    const auto [words, omitted] =
        write({{.kind = object_kind::table, .schema = "s", .name = "gone", .grantee = "a", .privilege = "SELECT"}});
    EXPECT_EQ(words, list{});
    EXPECT_EQ(omitted, (list{"grant SELECT on TABLE s.gone to a: the object is not here"}));
}

TEST(write_default_privileges, writes_roles_and_schemas) {
    const catalog::default_privilege all[] = {{.schema = "s", .grantee = "a", .privilege = "SELECT"},
                                              {.schema = "s", .grantee = "a", .privilege = "INSERT"},
                                              {.role = "r",
                                               .in_all_schemas = true,
                                               .kind = object_kind::function,
                                               .privilege = "EXECUTE",
                                               .is_revoked = true}};
    list words;
    for (const pull::word& each : pull::write_default_privileges({.default_privileges = all}))
        words.push_back(pull::flat(each));
    EXPECT_EQ(words,
              (list{R"(default_privileges<privileges<"SELECT", "INSERT">, on_tables, to<"a">, in_schemas<"s">>)",
                    R"(revoke_default_privileges<privileges<"EXECUTE">, on_functions, from_public, for_role<"r">>)"}));
}
