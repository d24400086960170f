// SPDX-License-Identifier: BSL-1.0
// What an object needs is found in its references and in its texts.
#include <constable/catalog/dependencies.hpp>

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

namespace catalog = constable::catalog;
using catalog::name_space;
using catalog::need;
using catalog::object_kind;

namespace {

/// Looks into a catalog by name.
class looked_into {
public:
    explicit looked_into(const catalog::catalog& of) : of_(of), slots_(catalog::object_lookup::slots_for(of)) { catalog::object_lookup::fill(of_, slots_); }

    catalog::object_lookup lookup() const { return {of_, slots_}; }
    std::size_t find(name_space space, std::string_view schema, std::string_view name) const { return lookup().find(space, schema, name); }
    /// `a! b b? c~`: strict, assumed and deferrable needs of the object of a name.
    std::string needs(std::string_view name, name_space space = name_space::relation) const {
        std::string text;
        catalog::each_need(of_, lookup(), find(space, {}, name), [&](std::size_t on, need how) {
            catalog::with_object(of_, on, [&](const auto& object) { text += (text.empty() ? "" : " ") + std::string(object.name); });
            text += how == need::strict ? '!' : how == need::assumed ? '?' : '~';
        });
        return text;
    }

private:
    catalog::catalog of_;
    std::vector<catalog::object_lookup::slot> slots_;
};

constexpr catalog::enumeration moods[] = {{.name = "mood"}, {.schema = "s", .name = "mood"}};
constexpr catalog::column serial_columns[] = {{.name = "id", .type = "integer", .identity = catalog::identity_kind::serial}};
constexpr catalog::table sources[] = {{.name = "source", .columns = serial_columns}, {.schema = "s", .name = "other"}};

} // namespace

TEST(dependencies, number_objects_kind_after_kind) {
    const catalog::table tables[] = {{.name = "t"}};
    const catalog::catalog of{.enumerations = moods, .tables = tables};
    const catalog::object_numbers numbers(of);
    EXPECT_EQ(numbers.size(), 3U);
    EXPECT_EQ(numbers.number(object_kind::enumeration, 1), 1U);
    EXPECT_EQ(numbers.number(object_kind::table, 0), 2U);
    EXPECT_EQ(numbers.at(2).kind, object_kind::table);
    EXPECT_EQ(numbers.at(1).kind, object_kind::enumeration);
    EXPECT_EQ(numbers.at(1).position, 1U);
}

TEST(dependencies, find_objects_by_name_and_space) {
    const catalog::range_type ranges[] = {{.name = "float_range"}, {.name = "span", .multirange = "spans"}, {.name = "odd"}};
    const catalog::routine routines[] = {{.name = "f", .identity = "integer"}, {.name = "f", .identity = "text"}, {.name = "source"}};
    const catalog::catalog of{.enumerations = moods, .tables = sources, .default_schema = "app", .range_types = ranges, .routines = routines};
    const looked_into in(of);
    const catalog::object_numbers numbers(of);
    constexpr auto missing = catalog::object_lookup::missing;
    EXPECT_EQ(in.find(name_space::relation, {}, "mood"), 0U);
    EXPECT_EQ(in.find(name_space::relation, "s", "mood"), 1U);
    EXPECT_EQ(in.find(name_space::relation, "app", "mood"), 0U) << "the default schema by its name";
    EXPECT_EQ(in.find(name_space::relation, "public", "mood"), missing);
    EXPECT_EQ(in.find(name_space::relation, {}, "source"), numbers.number(object_kind::table, 0));
    EXPECT_EQ(in.find(name_space::relation, {}, "source_id_seq"), numbers.number(object_kind::table, 0)) << "a serial column's sequence";
    EXPECT_EQ(in.find(name_space::routine, {}, "source"), numbers.number(object_kind::function, 2));
    EXPECT_EQ(in.find(name_space::relation, {}, "float_multirange"), numbers.number(object_kind::range_type, 0));
    EXPECT_EQ(in.find(name_space::relation, {}, "spans"), numbers.number(object_kind::range_type, 1));
    EXPECT_EQ(in.find(name_space::relation, {}, "odd_multirange"), numbers.number(object_kind::range_type, 2));
    EXPECT_EQ(in.find(name_space::routine, {}, "span"), numbers.number(object_kind::range_type, 1)) << "its constructor";
    std::size_t overloads = 0;
    in.lookup().each(name_space::routine, {}, "f", [&](std::size_t) { ++overloads; });
    EXPECT_EQ(overloads, 2U);
}

TEST(dependencies, take_public_for_the_default_schema_where_that_has_no_name) {
    EXPECT_EQ(looked_into(catalog::catalog{.enumerations = moods}).find(name_space::relation, "public", "mood"), 0U);
    const catalog::enumeration both[] = {{.name = "mood"}, {.schema = "public", .name = "mood"}};
    EXPECT_EQ(looked_into(catalog::catalog{.enumerations = both}).find(name_space::relation, "public", "mood"), 1U);
}

TEST(dependencies, of_types) {
    const catalog::constraint checks[] = {{.expression = "is_fine(VALUE)"}};
    const catalog::attribute attributes[] = {{.type = "s.mood[]", .collation = "de"}};
    const catalog::collation collations[] = {{.name = "de"}};
    const catalog::domain domains[] = {{.name = "d", .type = "pair", .collation = "de", .default_expression = "made()", .constraints = checks}};
    const catalog::composite_type composites[] = {{.name = "pair", .attributes = attributes}};
    const catalog::range_type ranges[] = {{.name = "r", .subtype = "d", .collation = "de", .canonical = "is_fine", .difference = "made"}};
    const catalog::routine routines[] = {{.name = "is_fine", .identity = "r"}, {.name = "made"}};
    const looked_into in(catalog::catalog{.enumerations = moods, .collations = collations, .domains = domains, .composite_types = composites,
                                          .range_types = ranges, .routines = routines});
    EXPECT_EQ(in.needs("d"), "pair! de! made~ is_fine~");
    EXPECT_EQ(in.needs("pair"), "mood! de!");
    EXPECT_EQ(in.needs("r"), "d! de! is_fine! made!");
    EXPECT_EQ(in.needs("is_fine", name_space::routine), "r~") << "the type is announced before";
    EXPECT_EQ(in.needs("mood"), "");
}

TEST(dependencies, of_tables) {
    const catalog::column columns[] = {{.name = "a", .type = "mood", .default_expression = "f(1)", .collation = "de"},
                                       {.name = "b", .type = "integer", .default_expression = "nextval('source_id_seq'::regclass)"},
                                       {.name = "c", .type = "integer", .generated_expression = "g(b)"}};
    const catalog::constraint constraints[] = {{.kind = catalog::constraint_kind::foreign_key, .referenced_table = "source"},
                                               {.kind = catalog::constraint_kind::check, .expression = "h(a)"}};
    const catalog::qualified_name parents[] = {{"s", "other"}};
    const catalog::table tables[] = {sources[0], sources[1],
                                     {.name = "t", .columns = columns, .constraints = constraints},
                                     {.name = "child", .partition_key = "RANGE (g(a))", .parent_schema = {}, .parent = "t", .inherits = parents, .of_type = "pair"}};
    const catalog::collation collations[] = {{.name = "de"}};
    const catalog::composite_type composites[] = {{.name = "pair"}};
    const catalog::routine routines[] = {{.name = "f", .identity = "integer"}, {.name = "f", .identity = "text"}, {.name = "g"}, {.name = "h"}};
    const looked_into in(catalog::catalog{.enumerations = moods, .tables = tables, .collations = collations, .composite_types = composites, .routines = routines});
    EXPECT_EQ(in.needs("t"), "mood! de! f? f? source~ g! source~ h~") << "which f it is, nobody knows";
    EXPECT_EQ(in.needs("child"), "other! t! pair! g!");
}

TEST(dependencies, of_routines_and_views) {
    const catalog::routine routines[] = {
        {.name = "plain", .language = "sql", .body = "SELECT * FROM source"},
        {.name = "parsed", .language = "sql", .sql_body = "BEGIN ATOMIC SELECT 1 FROM source; END"},
        {.name = "f", .identity = "source", .arguments = "source source, OUT v shown", .result = "SETOF s.other", .support = "plain"},
        {.name = "total", .kind = catalog::routine_kind::aggregate, .body = "SFUNC = plain, STYPE = mood"}};
    const catalog::view views[] = {{.name = "shown", .query = "SELECT parsed() FROM source JOIN s.other ON true"}, {.name = "over", .query = "SELECT 1 FROM shown"}};
    const looked_into in(catalog::catalog{.enumerations = moods, .tables = sources, .routines = routines, .views = views});
    EXPECT_EQ(in.needs("plain", name_space::routine), "") << "its body is only a text";
    EXPECT_EQ(in.needs("parsed", name_space::routine), "source!");
    EXPECT_EQ(in.needs("f", name_space::routine), "source! source! shown! other! plain!");
    EXPECT_EQ(in.needs("total", name_space::routine), "plain! mood!");
    EXPECT_EQ(in.needs("shown"), "parsed! source! other!");
    EXPECT_EQ(in.needs("over"), "shown!");
}
