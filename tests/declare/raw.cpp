// SPDX-License-Identifier: BSL-1.0
// Objects that are declared by their SQL.
#include <constable/schema.hpp>

#include <gtest/gtest.h>

namespace catalog = constable::catalog;
using namespace constable;

namespace {

struct watching : raw<"event trigger", "watching"> {
    static constexpr std::string_view sql = "CREATE EVENT TRIGGER watching ON sql_drop EXECUTE FUNCTION watch();";
};
struct words : table<"words", column<"word", text, check<"word === 'a'">>> {};
struct same_word : raw<"operator", "===(text,text)", comment<"the same">> {
    static constexpr std::string_view sql = "CREATE OPERATOR === (FUNCTION = same, LEFTARG = text, RIGHTARG = text);";
};
struct search : raw<"text search configuration", "search", in_schema<"tools">> {
    static constexpr std::string_view sql = "CREATE TEXT SEARCH CONFIGURATION tools.search (PARSER = \"default\");\n"
                                            "ALTER TEXT SEARCH CONFIGURATION tools.search ADD MAPPING FOR word WITH tools.plain;";
};
struct plain : raw<"text search dictionary", "plain", in_schema<"tools">> {
    static constexpr std::string_view sql = "CREATE TEXT SEARCH DICTIONARY tools.plain (TEMPLATE = simple);";
};
struct same : function<"same", arguments<argument<"", text>, argument<"", text>>, returns<boolean>, language<"sql">, immutable> {
    static constexpr std::string_view body = "SELECT lower($1) = lower($2)";
};
struct watch : function<"watch", returns_<"event_trigger">, language<"plpgsql">> {
    static constexpr std::string_view body = "BEGIN END";
};
struct old_ones : raw<"foreign table", "\"Old ones\"", in_schema<"tools">> {
    static constexpr std::string_view sql = "CREATE FOREIGN TABLE tools.\"Old ones\" (id integer) SERVER files;";
};
struct app_with_grants : schema<old_ones, grant<privileges<"SELECT">, on<old_ones>, to<"app">>,
                                grant<privileges<"UPDATE">, on_columns<old_ones, "id">, to<"app">>> {};
struct app : schema<watching, words, same_word, search, plain, same, watch> {};

constexpr std::size_t place_of(std::string_view text) { return ddl_of<app>.find(text); }

} // namespace

TEST(raw, is_what_its_words_say) {
    static_assert(catalog_of<app>.raw_objects.size() == 4);
    constexpr catalog::raw_object object = catalog_of<app>.raw_objects[1];
    static_assert(object.kind == "operator" && object.name == "===(text,text)" && object.comment == "the same" && object.schema.empty());
    static_assert(object.definition == same_word::sql);
    static_assert(catalog_of<app>.raw_objects[2].schema == "tools");
}

TEST(raw, is_called_like_a_table_by_privileges_where_it_is_a_foreign_one) {
    constexpr auto& grants = catalog_of<app_with_grants>.grants;
    static_assert(grants[0].kind == catalog::object_kind::table && grants[0].schema == "tools" && grants[0].name == "Old ones");
    static_assert(grants[1].kind == catalog::object_kind::column && grants[1].part == "id");
    EXPECT_NE(ddl_of<app_with_grants>.find("GRANT SELECT ON TABLE tools.\"Old ones\" TO app;"), std::string_view::npos) << ddl_of<app_with_grants>;
}

TEST(raw, brings_its_schema) {
    static_assert(catalog_of<app>.schemas.size() == 1 && catalog_of<app>.schemas[0].name == "tools");
}

TEST(raw, is_created_between_what_it_needs_and_what_needs_it) {
    EXPECT_LT(place_of("CREATE FUNCTION same"), place_of("CREATE OPERATOR ==="));
    EXPECT_LT(place_of("CREATE OPERATOR ==="), place_of("CREATE TABLE words"));
    EXPECT_LT(place_of("CREATE TEXT SEARCH DICTIONARY tools.plain"), place_of("CREATE TEXT SEARCH CONFIGURATION tools.search"));
    EXPECT_LT(place_of("CREATE TABLE words"), place_of("CREATE EVENT TRIGGER watching"));
    EXPECT_NE(place_of("COMMENT ON OPERATOR ===(text,text) IS 'the same';"), std::string_view::npos);
}

TEST(raw, has_a_fingerprint_that_follows_its_text) {
    catalog::raw_object watching = catalog_of<app>.raw_objects[0];
    const std::uint64_t before = catalog::fingerprint(watching);
    watching.definition = "CREATE EVENT TRIGGER watching ON ddl_command_end EXECUTE FUNCTION watch();";
    EXPECT_NE(catalog::fingerprint(watching), before);
}
