// SPDX-License-Identifier: BSL-1.0
// The structs of schemas, extensions, collations and types.
#include <constable/pull/write_types.hpp>

#include <gtest/gtest.h>

namespace pull = constable::pull;
namespace catalog = constable::catalog;

namespace {

template <class Object, class Write>
std::string text(std::span<const Object> catalog::catalog::*list, const Object& of, const Write& write) {
    const Object objects[] = {of};
    catalog::catalog all;
    all.*list = objects;
    const pull::object_names names{all, "pulled", "app"};
    pull::context in{all, names, names.of(&objects[0]).scope};
    return write(objects[0], in);
}

constexpr std::string_view labels[] = {"sad", "it's \"ok\""};

} // namespace

TEST(write_types, writes_database_schemas_and_extensions) {
    EXPECT_EQ(text(&catalog::catalog::schemas, {.name = "auth", .comment = "Who"}, pull::write_database_schema),
              "struct auth_schema : database_schema<\"auth\", comment<\"Who\">> {};\n");
    EXPECT_EQ(text(&catalog::catalog::extensions, {.schema = "ext", .name = "uuid-ossp", .version = "1.1"},
                   pull::write_extension),
              "struct uuid_ossp_extension : extension<\"uuid-ossp\", in_schema<\"ext\">, version<\"1.1\">> {};\n");
}

TEST(write_types, writes_collations) {
    EXPECT_EQ(text(&catalog::catalog::collations,
                   {.name = "german", .provider = "icu", .locale = "de-DE", .deterministic = false},
                   pull::write_collation),
              "struct german : collation_<\"german\", provider<\"icu\">, locale<\"de-DE\">, nondeterministic> {};\n");
}

TEST(write_types, writes_enums) {
    EXPECT_EQ(text(&catalog::catalog::enumerations, {.name = "mood", .labels = labels}, pull::write_enumeration),
              "struct mood : enum_<\"mood\", \"sad\", \"it's \\\"ok\\\"\"> {};\n");
    EXPECT_EQ(text(&catalog::catalog::enumerations, {.schema = "a", .name = "mood", .labels = labels},
                   pull::write_enumeration),
              "struct mood : enum_in<\"a\", \"mood\", \"sad\", \"it's \\\"ok\\\"\"> {};\n");
}

TEST(write_types, writes_domains_with_checks_under_their_names) {
    const catalog::constraint checks[] = {
        {.name = "is_positive", .expression = "(VALUE > 0)", .not_valid = true, .comment = "c"}};
    EXPECT_EQ(
        text(&catalog::catalog::domains,
             {.name = "postal", .type = "integer", .default_expression = "1", .not_null = true, .constraints = checks},
             pull::write_domain),
        "struct postal : domain<\"postal\", integer,\n    not_null,\n    default_<\"1\">,\n    check<\"(VALUE > 0)\", "
        "not_valid, named<\"is_positive\">>,\n"
        "    comment_on<\"is_positive\", \"c\">\n> {};\n");
}

TEST(write_types, leaves_out_the_default_name_of_an_only_check) {
    const catalog::constraint checks[] = {{.name = "postal_check", .expression = "(VALUE > 0)"}};
    EXPECT_EQ(text(&catalog::catalog::domains, {.name = "postal", .type = "integer", .constraints = checks},
                   pull::write_domain),
              "struct postal : domain<\"postal\", integer, check<\"(VALUE > 0)\">> {};\n");
}

TEST(write_types, writes_composite_and_range_types) {
    const catalog::attribute attributes[] = {{.name = "street", .type = "text", .collation = "\"C\"", .comment = "c"}};
    EXPECT_EQ(text(&catalog::catalog::composite_types, {.name = "address", .attributes = attributes},
                   pull::write_composite_type),
              "struct address : composite_type<\"address\", attribute<\"street\", text, collate<\"C\">, "
              "comment<\"c\">>> {};\n");
    EXPECT_EQ(text(&catalog::catalog::range_types,
                   {.name = "r", .subtype = "double precision", .difference = "float8mi", .multirange = "m"},
                   pull::write_range_type),
              "struct r : range_type<\"r\", subtype<\"double precision\">, subtype_difference<\"float8mi\">, "
              "multirange_name<\"m\">> {};\n");
}
