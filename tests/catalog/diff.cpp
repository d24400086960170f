// SPDX-License-Identifier: BSL-1.0
// What counts as a change between two catalogs, and what does not.
#include "constable/catalog/diff.hpp"
#include "constable/sql/describe.hpp"

#include "support/full_catalog.hpp"

#include <chrono>
#include <gtest/gtest.h>
#include <initializer_list>
#include <set>
#include <string>
#include <vector>

using namespace constable::catalog;

namespace {

using made_index = constable::catalog::index;

/// A table that a test may change.
struct made_table {
    std::vector<column> columns;
    std::vector<constraint> constraints{};
    std::vector<made_index> indexes{};
    std::string_view schema{};
    std::string_view name{"things"};
    qualified_name former{};

    table get() const {
        table made;
        made.schema = schema;
        made.name = name;
        made.columns = columns;
        made.constraints = constraints;
        made.indexes = indexes;
        made.renamed_from = former;
        return made;
    }
};

column plain(std::string_view name, std::string_view type = "integer") {
    column made;
    made.name = name;
    made.type = type;
    return made;
}
key on(std::string_view column_name) {
    key made;
    made.column = column_name;
    return made;
}

/// `alter column type`, one for each change.
std::string words(const std::vector<change>& found) {
    std::string text;
    for (const change& each : found) {
        text += (text.empty() ? "" : "; ") + std::string{word_of(each.action)} + " " + std::string{constable::sql::kind_name(each.kind)};
        if (!each.field.empty()) text += " " + std::string{each.field};
    }
    return text;
}
std::string between(const made_table& expected, const made_table& actual, std::string_view default_schema = "public", const comparison& how = {}) {
    const table left[] = {expected.get()};
    const table right[] = {actual.get()};
    return words(diff({.name = "app", .tables = left}, {.name = "live", .tables = right, .default_schema = default_schema}, how));
}

// ---- everything

TEST(diff, finds_nothing_between_equals) {
    const test::full_catalog one;
    const test::full_catalog other;
    EXPECT_EQ(words(diff(one.value(), other.value())), "");
}

TEST(diff, notices_every_field_that_changes) {
    const test::full_catalog whole;
    // other words for the same: NULLS LAST is the default, no version is any version, who owns a column's sequence is
    // known, exclusion constraints have no statistics of their own, and NOT NULL without a name takes any
    const std::set<std::string> same_meaning{
        "catalog/domain/constraint/key/nulls", "catalog/domain/constraint/key/statistics", "catalog/table/constraint/key/nulls",
        "catalog/table/constraint/key/statistics", "catalog/table/index/key/nulls", "catalog/view/index/key/nulls", "catalog/view/column",
        "catalog/extension/version", "catalog/table/column/sequence/owner_table", "catalog/table/column/sequence/owner_column",
        "catalog/table/column/not_null_name", "catalog/domain/not_null_name"};
    test::each_change([&](const catalog& changed, const std::string& what) {
        if (same_meaning.contains(what)) return;
        EXPECT_FALSE(diff(whole.value(), changed).empty()) << what;
        EXPECT_FALSE(diff(changed, whole.value()).empty()) << what;
    });
}

// ---- tables and columns

TEST(diff, does_not_mind_the_order_of_columns_unless_asked) {
    const made_table expected{{plain("a"), plain("b")}};
    const made_table actual{{plain("b"), plain("a")}};
    EXPECT_EQ(between(expected, actual), "");
    EXPECT_EQ(between(expected, actual, "public", {.column_order = true}), "alter table order");
    EXPECT_EQ(between(expected, {{plain("a"), plain("x"), plain("b")}}, "public", {.column_order = true}), "drop column");
}

TEST(diff, finds_what_only_one_side_has) {
    const table tables[] = {made_table{{plain("a")}}.get()};
    EXPECT_EQ(words(diff({.tables = tables}, {})), "create table");
    EXPECT_EQ(words(diff({}, {.tables = tables})), "drop table");
    EXPECT_EQ(words(diff({}, {.tables = tables}, {.unknown_objects = false})), "");
    EXPECT_EQ(between({{plain("a"), plain("b")}}, {{plain("a"), plain("c")}}), "create column; drop column");
}

TEST(diff, gives_a_change_for_each_field_of_a_column) {
    column wanted = plain("a", "bigint");
    wanted.not_null = true;
    wanted.comment = "said";
    EXPECT_EQ(between({{wanted}}, {{plain("a")}}), "alter column type; alter column comment; alter column not_null");
    static constexpr column_details external{.storage = storage_kind::external};
    wanted = plain("a");
    wanted.details = &external;
    EXPECT_EQ(between({{wanted}}, {{plain("a")}}), "alter column storage");
}

TEST(diff, minds_the_name_of_not_null_only_where_one_is_declared) {
    static constexpr column_details named{.not_null_name = "said"};
    column with_name = plain("a");
    with_name.details = &named;
    EXPECT_EQ(between({{plain("a")}}, {{with_name}}), "");
    EXPECT_EQ(between({{with_name}}, {{plain("a")}}), "alter column not_null_name");

    const domain with_said[] = {{.name = "short", .type = "text", .not_null = true, .not_null_name = "said"}};
    const domain without[] = {{.name = "short", .type = "text", .not_null = true}};
    EXPECT_EQ(words(diff({.domains = without}, {.domains = with_said})), "");
    EXPECT_EQ(words(diff({.domains = with_said}, {.domains = without})), "alter domain not_null_name");
}

TEST(diff, takes_a_declared_name_of_not_null_for_the_servers_choice_where_it_is_that) {
    static constexpr column_details named{.not_null_name = "things_a_not_null"};
    column with_name = plain("a");
    with_name.details = &named;
    EXPECT_EQ(between({{with_name}}, {{plain("a")}}), "");
    EXPECT_EQ(between({{with_name}, {}, {}, {}, "others", {.name = "things"}}, {{plain("a")}}), "rename table name");
    EXPECT_EQ(between({{with_name}}, {{plain("a")}, {}, {}, {}, "others"}), "create table; drop table");

    const domain chosen[] = {{.name = "short", .type = "text", .not_null = true, .not_null_name = "short_not_null"}};
    const domain nameless[] = {{.name = "short", .type = "text", .not_null = true}};
    EXPECT_EQ(words(diff({.domains = chosen}, {.domains = nameless})), "");
}

TEST(diff, takes_a_null_default_for_none_and_the_default_collation_too) {
    column wanted = plain("a", "text");
    wanted.default_expression = "NULL";
    wanted.collation = "\"default\"";
    EXPECT_EQ(between({{wanted}}, {{plain("a", "text")}}), "");
    wanted.collation = "\"C\"";
    wanted.default_expression = "'x'";
    EXPECT_EQ(between({{wanted}}, {{plain("a", "text")}}), "alter column default_expression; alter column collation");
}

TEST(diff, knows_the_default_schema_by_its_name) {
    EXPECT_EQ(between({.columns = {plain("a")}, .schema = "public"}, {{plain("a")}}), "");
    EXPECT_EQ(between({.columns = {plain("a")}, .schema = "other"}, {{plain("a")}}, "other"), "");
    EXPECT_EQ(between({.columns = {plain("a")}, .schema = "other"}, {{plain("a")}}), "create table; drop table");
    EXPECT_EQ(between({{plain("a")}}, {.columns = {plain("a")}, .schema = "public"}), "");
}

TEST(diff, lets_the_default_schema_be_where_nothing_is_said_of_it) {
    constexpr database_schema plain[] = {{.name = "public"}};
    constexpr database_schema said[] = {{.name = "public", .comment = "ours"}};
    constable::catalog::catalog there{.default_schema = "public"};
    constable::catalog::catalog other{.default_schema = "public"};
    there.schemas = plain;
    EXPECT_TRUE(diff(other, there).empty());
    EXPECT_TRUE(diff(there, other).empty());
    there.schemas = said;
    EXPECT_EQ(diff(other, there).size(), 1U);
    there.default_schema = other.default_schema = "app";
    there.schemas = plain;
    EXPECT_EQ(diff(other, there).size(), 1U);
}

TEST(diff, compares_sequences_of_columns_with_the_default_one) {
    column wanted = plain("a");
    wanted.identity = identity_kind::serial;
    column actual = wanted;
    EXPECT_EQ(between({{wanted}}, {{actual}}), "");
    const sequence as_usual{.schema = "public", .name = "things_a_seq", .type = "integer", .maximum = 2147483647};
    const column_details usual{.sequence = &as_usual};
    actual.details = &usual;
    EXPECT_EQ(between({{wanted}}, {{actual}}), "");
    const sequence fast{.name = "things_a_seq", .type = "integer", .increment = 10, .maximum = 2147483647, .cache = 5};
    const column_details unusual{.sequence = &fast};
    actual.details = &unusual;
    EXPECT_EQ(between({{wanted}}, {{actual}}), "alter sequence increment; alter sequence cache");
}

// ---- renaming

TEST(diff, renames_only_what_says_so) {
    EXPECT_EQ(between({.columns = {plain("a")}, .name = "people"}, {.columns = {plain("a")}, .name = "users"}), "create table; drop table");
    EXPECT_EQ(between({.columns = {plain("a")}, .name = "people", .former = {"", "users"}}, {.columns = {plain("a")}, .name = "users"}), "rename table name");
    static constexpr column_details was_b{.renamed_from = "b"};
    column renamed = plain("a");
    renamed.details = &was_b;
    EXPECT_EQ(between({{renamed}}, {{plain("b")}}), "rename column name");
    EXPECT_EQ(between({{renamed}}, {{plain("a")}}), "");
    EXPECT_EQ(between({{renamed}}, {{plain("a"), plain("b")}}), "drop column");
}

TEST(diff, follows_renamed_columns_into_keys_and_indexes) {
    static constexpr column_details was_b{.renamed_from = "b"};
    static constexpr std::string_view a[] = {"a"};
    static constexpr std::string_view b[] = {"b"};
    static const key by_a[] = {on("a")};
    static const key by_b[] = {on("b")};
    column renamed = plain("a");
    renamed.details = &was_b;
    const constraint new_key{.kind = constraint_kind::unique, .name = "k", .columns = a};
    const constraint old_key{.kind = constraint_kind::unique, .name = "k", .columns = b};
    EXPECT_EQ(between({{renamed}, {new_key}, {{.name = "i", .keys = by_a}}}, {{plain("b")}, {old_key}, {{.name = "i", .keys = by_b}}}), "rename column name");
}

TEST(diff, follows_renamed_tables_into_references) {
    static constexpr std::string_view id[] = {"id"};
    const constraint to_people{.kind = constraint_kind::foreign_key, .name = "f", .columns = id, .referenced_table = "people", .referenced_columns = id};
    constraint to_users = to_people;
    to_users.referenced_table = "users";
    const table left[] = {made_table{.columns = {plain("id")}, .name = "people", .former = {"", "users"}}.get(), made_table{{plain("id")}, {to_people}}.get()};
    const std::vector<column> columns{plain("id")};
    const std::vector<constraint> keys{to_people};
    const std::vector<constraint> old_keys{to_users};
    table people{.name = "people", .columns = columns};
    people.renamed_from = {"", "users"};
    const table expected[] = {people, {.name = "things", .columns = columns, .constraints = keys}};
    const table actual[] = {{.name = "users", .columns = columns}, {.name = "things", .columns = columns, .constraints = old_keys}};
    EXPECT_EQ(words(diff({.tables = expected}, {.tables = actual, .default_schema = "public"})), "rename table name");
    EXPECT_EQ(left[0].name, "people");
}

// ---- constraints and indexes

TEST(diff, knows_constraints_by_what_they_say_and_then_by_name) {
    static constexpr std::string_view a[] = {"a"};
    static constexpr std::string_view b[] = {"b"};
    const std::vector<column> columns{plain("a"), plain("b")};
    const constraint wanted{.kind = constraint_kind::unique, .name = "k", .columns = a};
    constraint actual = wanted;
    actual.name = "other";
    EXPECT_EQ(between({columns, {wanted}}, {columns, {actual}}), "alter constraint name");
    actual.name = "k";
    actual.columns = b;
    EXPECT_EQ(between({columns, {wanted}}, {columns, {actual}}), "alter constraint columns");
    actual.deferrable = true;
    actual.columns = a;
    EXPECT_EQ(between({columns, {wanted}}, {columns, {actual}}), "alter constraint deferrable");
    // both at once: the one that says it is the one that is meant
    EXPECT_EQ(between({columns, {wanted}}, {columns, {{.kind = constraint_kind::unique, .name = "k", .columns = b}, {.kind = constraint_kind::unique, .name = "x", .columns = a}}}),
              "alter constraint name; drop constraint");
}

TEST(diff, tells_that_only_a_name_is_different) {
    static constexpr std::string_view a[] = {"a"};
    const std::vector<constraint> one{{.kind = constraint_kind::unique, .name = "k", .columns = a}};
    const std::vector<constraint> other{{.kind = constraint_kind::unique, .name = "x", .columns = a}};
    const table left[] = {{.name = "t", .constraints = one}};
    const table right[] = {{.name = "t", .constraints = other}};
    const std::vector<change> found = diff({.tables = left}, {.tables = right});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(is_only_a_name(found[0]));
    EXPECT_FALSE(is_only_a_name({.action = change_action::alter, .kind = object_kind::table, .field = "name"}));
}

TEST(diff, knows_indexes_by_name_and_then_by_what_they_say) {
    static const key by_a[] = {on("a")};
    static const key by_b[] = {on("b")};
    const std::vector<column> columns{plain("a"), plain("b")};
    const auto with = [&](std::string_view name, std::span<const key> keys) { return made_table{columns, {}, {{.name = name, .keys = keys}}}; };
    EXPECT_EQ(between(with("i", by_a), with("i", by_b)), "alter index keys");
    EXPECT_EQ(between(with("i", by_a), with("j", by_a)), "alter index name");
    EXPECT_EQ(between(with("i", by_a), with("j", by_b)), "create index; drop index");
}

TEST(diff, takes_an_expression_that_is_a_column_for_the_column) {
    key wanted;
    wanted.expression = "a";
    wanted.nulls = nulls_order::last;
    const key keys[] = {wanted};
    const key live[] = {on("a")};
    const made_index left{.name = "i", .keys = keys};
    const made_index right{.name = "i", .method = "btree", .keys = live};
    EXPECT_EQ(between({{plain("a")}, {}, {left}}, {{plain("a")}, {}, {right}}), "");
}

TEST(diff, compares_storage_parameters_as_a_set) {
    static constexpr std::string_view one[] = {"fillfactor=70", "deduplicate_items=off"};
    static constexpr std::string_view other[] = {"deduplicate_items=off", "fillfactor=70"};
    static constexpr std::string_view third[] = {"deduplicate_items=off", "fillfactor=71"};
    static const key by_a[] = {on("a")};
    const auto with = [&](names options) { return made_table{{plain("a")}, {}, {{.name = "i", .keys = by_a, .options = options}}}; };
    EXPECT_EQ(between(with(one), with(other)), "");
    EXPECT_EQ(between(with(one), with(third)), "alter index options");
}

// ---- other objects

TEST(diff, takes_any_version_of_an_extension_where_none_is_said) {
    const extension any[] = {{.name = "citext"}};
    const extension installed[] = {{.schema = "public", .name = "citext", .version = "1.6"}};
    EXPECT_EQ(words(diff({.extensions = any}, {.default_schema = "public", .extensions = installed})), "");
    const extension newer[] = {{.schema = "apart", .name = "citext", .version = "1.7"}};
    EXPECT_EQ(words(diff({.extensions = newer}, {.default_schema = "public", .extensions = installed})), "alter extension schema; alter extension version");
}

TEST(diff, tells_functions_apart_by_their_arguments) {
    const routine one[] = {{.name = "f", .identity = "integer", .body = "a"}, {.name = "f", .identity = "text"}};
    const routine other[] = {{.name = "f", .identity = "integer", .body = "b"}, {.name = "f", .identity = "bigint"}};
    EXPECT_EQ(words(diff({.routines = one}, {.routines = other})), "alter function body; create function; drop function");
}

TEST(diff, minds_the_order_of_labels_and_of_attributes) {
    static constexpr std::string_view two[] = {"a", "b"};
    static constexpr std::string_view turned[] = {"b", "a"};
    const enumeration expected[] = {{.name = "mood", .labels = two}};
    const enumeration actual[] = {{.name = "mood", .labels = turned}};
    EXPECT_EQ(words(diff({.enumerations = expected}, {.enumerations = actual})), "alter type labels");
    const attribute pair[] = {{.name = "a", .type = "integer"}, {.name = "b", .type = "integer"}};
    const attribute reversed[] = {pair[1], pair[0]};
    const composite_type left[] = {{.name = "p", .attributes = pair}};
    const composite_type right[] = {{.name = "p", .attributes = reversed}};
    EXPECT_EQ(words(diff({.composite_types = left}, {.composite_types = right})), "alter type order");
}

TEST(diff, says_what_views_say_of_their_columns) {
    const view_column commented[] = {{.name = "a", .comment = "said"}};
    const view left[] = {{.name = "v", .query = "SELECT 1 AS a", .columns = commented}};
    const view right[] = {{.name = "v", .query = "SELECT 1 AS a"}};
    EXPECT_EQ(words(diff({.views = left}, {.views = right})), "alter column comment");
    EXPECT_EQ(words(diff({.views = right}, {.views = left})), "alter column comment");
}

TEST(diff, can_leave_privileges_out) {
    const grant granted[] = {{.name = "t", .grantee = "reader", .privilege = "SELECT"}};
    const grant with_option[] = {{.name = "t", .grantee = "reader", .privilege = "SELECT", .with_grant_option = true}};
    EXPECT_EQ(words(diff({.grants = granted}, {.grants = with_option})), "alter privilege with_grant_option");
    EXPECT_EQ(words(diff({.grants = granted}, {}, {.privileges = false})), "");
}

TEST(diff, reports_what_is_not_modelled) {
    const unmodelled found[] = {{.kind = "cast", .name = "(a AS b)"}};
    EXPECT_EQ(words(diff({}, {.unmodelled_objects = found})), "drop object");
    EXPECT_EQ(words(diff({}, {.unmodelled_objects = found}, {.unmodelled = false})), "");
}

// ---- in the compiler

constexpr column old_columns[] = {{.name = "a", .type = "integer"}, {.name = "b", .type = "text"}};
constexpr column new_columns[] = {{.name = "a", .type = "bigint"}, {.name = "c", .type = "text"}};
constexpr table old_tables[] = {{.name = "t", .columns = old_columns}};
constexpr table new_tables[] = {{.name = "t", .columns = new_columns}, {.name = "u"}};
constexpr catalog old_app{.name = "app", .tables = old_tables};
constexpr catalog new_app{.name = "app", .tables = new_tables};

TEST(diff, is_a_value_in_the_compiler) {
    constexpr auto changes = changes_between<[] { return new_app; }, [] { return old_app; }>();
    static_assert(changes.size() == 4);
    static_assert(changes[0].field == "type" && changes[0].expected.the_column == &new_columns[0]);
    static_assert(changes[3].kind == object_kind::table);
    EXPECT_EQ(words(std::vector<change>(changes.begin(), changes.end())), "alter column type; create column; drop column; create table");
}

// ---- its price

TEST(diff, of_thousands_of_tables_is_linear) {
    const auto seconds = [](std::size_t count) {
        std::vector<std::string> texts;
        for (std::size_t i = 0; i != count; ++i) texts.push_back("table_" + std::to_string(i));
        const std::vector<column> columns{plain("a"), plain("b"), plain("c"), plain("d"), plain("e"), plain("f"), plain("g"), plain("h")};
        std::vector<table> left;
        for (const std::string& each : texts) left.push_back({.name = each, .columns = columns});
        const std::vector<table> right{left.rbegin(), left.rend()};
        const auto start = std::chrono::steady_clock::now();
        EXPECT_TRUE(diff({.tables = left}, {.tables = right}).empty());
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    seconds(500);
    EXPECT_LT(seconds(8000), 40 * seconds(1000) + 0.05); // quadratic would be 64 times
}

} // namespace
