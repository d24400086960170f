// SPDX-License-Identifier: BSL-1.0
// The structs of routines.
#include <constable/pull/write_routine.hpp>

#include <gtest/gtest.h>

namespace pull = constable::pull;
namespace catalog = constable::catalog;

namespace {

std::string text(const catalog::routine& of) {
    const catalog::routine routines[] = {of};
    const catalog::catalog all{.routines = routines};
    const pull::object_names names{all, "pulled", "app"};
    pull::context in{all, names};
    return pull::write_routine(routines[0], in);
}

} // namespace

TEST(write_routine, keeps_the_body_out_of_the_template_arguments) {
    EXPECT_EQ(
        text({.name = "touch", .result = "trigger", .language = "plpgsql", .body = "\nBEGIN\n  RETURN NEW;\nEND"}),
        "struct touch : function<\"touch\", returns_<\"trigger\">, language<\"plpgsql\">> {\n"
        "    static constexpr std::string_view body = R\"sql(\nBEGIN\n  RETURN NEW;\nEND)sql\";\n};\n");
}

TEST(write_routine, says_a_body_that_is_empty) {
    EXPECT_EQ(text({.name = "nothing", .result = "void", .language = "sql", .body = ""}),
              "struct nothing : function<\"nothing\", returns_<\"void\">, language<\"sql\">> {\n    static constexpr std::string_view body = \"\";\n};\n");
}

TEST(write_routine, says_arguments_and_behaviour) {
    const std::string_view settings[] = {"search_path=public"};
    EXPECT_EQ(text({.schema = "",
                    .name = "f",
                    .identity = "integer",
                    .arguments = "a integer DEFAULT 1",
                    .result = "integer",
                    .language = "sql",
                    .sql_body = "RETURN a",
                    .volatility = catalog::volatility_kind::immutable,
                    .parallel = catalog::parallel_safety::safe,
                    .strict = true,
                    .cost = "5",
                    .settings = settings}),
              R"(struct f : function<"f",
    arguments_<"integer", "a integer DEFAULT 1">,
    returns_<"integer">,
    language<"sql">,
    immutable,
    strict,
    parallel_safe,
    cost<"5">,
    set_<"search_path=public">
> {
    static constexpr std::string_view sql_body = "RETURN a";
};
)");
}

TEST(write_routine, knows_all_kinds) {
    EXPECT_EQ(text({.name = "p", .kind = catalog::routine_kind::procedure}), "struct p : procedure<\"p\"> {};\n");
    EXPECT_EQ(text({.name = "a",
                    .identity = "integer",
                    .kind = catalog::routine_kind::aggregate,
                    .arguments = "integer",
                    .body = "SFUNC = int4pl, STYPE = integer"}),
              "struct a : aggregate<\"a\", arguments_<\"integer\", \"integer\">> {\n    static constexpr "
              "std::string_view body = \"SFUNC = int4pl, STYPE = integer\";\n};\n");
    EXPECT_EQ(text({.name = "w", .kind = catalog::routine_kind::window}), "struct w : window_function<\"w\"> {};\n");
}

TEST(write_member, moves_a_long_text_to_the_next_line) {
    const std::string body(100, 'x');
    EXPECT_EQ(pull::write_member("body", body),
              "    static constexpr std::string_view body =\n        \"" + body + "\";\n");
    EXPECT_EQ(pull::write_member("body", ""), "");
}
