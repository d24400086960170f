// SPDX-License-Identifier: BSL-1.0
// The structs of views.
#include <constable/pull/write_view.hpp>

#include <gtest/gtest.h>

namespace pull = constable::pull;
namespace catalog = constable::catalog;

namespace {

std::string text(const catalog::view& of) {
    const catalog::view views[] = {of};
    const catalog::catalog all{.views = views};
    const pull::object_names names{all, "pulled", "app"};
    pull::context in{all, names};
    return pull::write_view(views[0], in);
}

} // namespace

TEST(write_view, has_its_query_as_a_member) {
    EXPECT_EQ(text({.name = "v", .query = " SELECT 1"}),
              "struct v : view<\"v\"> {\n    static constexpr std::string_view query = \" SELECT 1\";\n};\n");
}

TEST(write_view, says_options_and_columns) {
    const std::string_view options[] = {"security_barrier=true"};
    const catalog::view_column columns[] = {{.name = "a", .default_expression = "1", .comment = "c"}};
    EXPECT_EQ(text({.name = "v", .options = options, .columns = columns, .comment = "d"}),
              R"(struct v : view<"v",
    parameters<"security_barrier=true">,
    column_default<"a", "1">,
    column_comment<"a", "c">,
    comment<"d">
> {};
)");
}

TEST(write_view, knows_indexes_of_materialized_views) {
    const catalog::key keys[] = {{.column = "a"}};
    const catalog::index indexes[] = {{.name = "m_a_idx", .keys = keys, .unique = true},
                                      {.name = "i", .keys = keys, .is_invalid = true}};
    EXPECT_EQ(text({.name = "m", .is_materialized = true, .indexes = indexes}),
              "struct m : materialized_view<\"m\", unique_index<\"a\">> {};\n");
}
