// SPDX-License-Identifier: BSL-1.0
// Names are found by where they stand in a text, whatever they are.
#include <constable/catalog/mentioned_names.hpp>

#include <gtest/gtest.h>
#include <string>
#include <string_view>

namespace catalog = constable::catalog;
using catalog::name_space;

namespace {

// `r:a t:s.b`: r for relations and types, f for routines, c for collations
class listed {
public:
    void operator()(name_space space, std::string_view schema, std::string_view name) const {
        if (!text.empty()) text += ' ';
        text += space == name_space::relation ? "r:" : space == name_space::routine ? "f:" : "c:";
        if (!schema.empty()) text.append(schema) += '.';
        text += name;
    }
    mutable std::string text;
};
std::string mentioned(std::string_view in) {
    const listed found;
    catalog::each_mention(in, found);
    return found.text;
}
std::string named(std::string_view in, name_space space = name_space::relation) {
    const listed found;
    catalog::each_name(in, space, found);
    return found.text;
}
std::string types(std::string_view in) {
    const listed found;
    catalog::each_type_name(in, found);
    return found.text;
}
std::string arguments(std::string_view in) {
    const listed found;
    catalog::each_argument_mention(in, found);
    return found.text;
}

} // namespace

TEST(mentioned_names, are_relations_where_a_query_reads_from) {
    EXPECT_EQ(mentioned("SELECT a, b AS users FROM orders o, auth.\"Users\" u, ONLY x WHERE teams = 1 ORDER BY y, z"), "r:orders r:auth.Users r:x");
    EXPECT_EQ(mentioned("SELECT 1 FROM ((a JOIN b ON ((a.x = b.y))) LEFT JOIN c USING (d, e)), f"), "r:a r:b r:c r:f");
    EXPECT_EQ(mentioned("SELECT x FROM (SELECT y FROM a UNION SELECT z, w FROM b) q, LATERAL (SELECT 1 FROM c) r"), "r:a r:b r:c");
    EXPECT_EQ(mentioned("SELECT (SELECT max(m) FROM a), n FROM b"), "f:max r:max r:a r:b");
}

TEST(mentioned_names, are_relations_where_a_statement_writes_to) {
    EXPECT_EQ(mentioned("INSERT INTO s.a (x, y) VALUES (1, 2); UPDATE b SET c = 1; DELETE FROM d USING e WHERE f = 1"), "r:s.a r:b r:d r:e");
    EXPECT_EQ(mentioned("BEGIN ATOMIC SELECT 1 FROM a; SELECT b; END"), "r:a");
}

TEST(mentioned_names, are_routines_where_they_are_called) {
    EXPECT_EQ(mentioned("lower(a) || s.\"F\"(b)"), "f:lower r:lower f:s.F r:s.F");
    EXPECT_EQ(mentioned("SELECT 1 FROM f(1) WITH ORDINALITY, b"), "f:f r:f r:b");
}

TEST(mentioned_names, are_types_where_something_is_cast) {
    EXPECT_EQ(mentioned("'sad'::mood"), "r:mood");
    EXPECT_EQ(mentioned("ARRAY[a]::auth.mood[] = CAST(b AS s.t)"), "r:auth.mood r:s.t");
    EXPECT_EQ(mentioned("mood 'sad'"), "r:mood");
    EXPECT_EQ(mentioned("NULL::things"), "r:things");
}

TEST(mentioned_names, are_collations_behind_the_word) { EXPECT_EQ(mentioned("(a COLLATE s.\"De\") > b"), "c:s.De"); }

TEST(mentioned_names, stand_in_texts_that_mean_names) {
    EXPECT_EQ(mentioned("nextval('s.\"Seq\"'::regclass)"), "f:nextval r:nextval r:s.Seq f:s.Seq");
    EXPECT_EQ(mentioned("nextval('seq')"), "f:nextval r:nextval r:seq f:seq");
    EXPECT_EQ(mentioned("concat('seq', 'x'::text)"), "f:concat r:concat");
    EXPECT_EQ(mentioned("'touch'::regproc"), "r:regproc r:touch f:touch");
}

TEST(mentioned_names, are_folded_as_the_server_folds_them) {
    EXPECT_EQ(mentioned("SELECT 1 FROM Users, \"Users\", \"a\"\"b\""), "r:users r:Users r:a\"b");
    EXPECT_EQ(mentioned("f(\"\")"), "f:f r:f");
}

TEST(mentioned_names, are_not_in_comments_texts_and_columns) {
    EXPECT_EQ(mentioned("a > 0 /* FROM b */ AND c = 'FROM d' -- FROM e"), "");
    EXPECT_EQ(mentioned("SELECT a.*, a.b FROM x a"), "r:x");
}

TEST(mentioned_names, of_built_in_types_mean_no_own_object) {
    EXPECT_EQ(types("time(3) without time zone, \"char\", public.\"time\""), "r:public.time");
    EXPECT_EQ(mentioned("'1'::time without time zone < date '2020-01-01'"), "");
    EXPECT_EQ(mentioned("SELECT 1 FROM \"time\""), "r:time") << "a relation is one";
    EXPECT_EQ(arguments("a time without time zone, double precision"), "r:precision");
}

TEST(mentioned_names, survive_deep_and_odd_parentheses) {
    EXPECT_EQ(mentioned(std::string(200, '(') + "f(1)" + std::string(200, ')') + ") ) ::t"), "f:f r:f r:t");
    EXPECT_EQ(mentioned(""), "");
}

TEST(mentioned_names, can_be_all_of_a_text) {
    EXPECT_EQ(named("auth.mood[]"), "r:auth.mood");
    EXPECT_EQ(named("integer, s.\"T\""), "r:integer r:s.T");
    EXPECT_EQ(types("mood[]"), "r:mood");
    EXPECT_EQ(types("numeric(10,2), s.\"T\", users"), "r:s.T r:users");
    EXPECT_EQ(named("s.touch", name_space::routine), "f:s.touch");
    EXPECT_EQ(named(""), "");
}

TEST(mentioned_names, of_arguments_are_their_types) {
    EXPECT_EQ(arguments("users teams"), "r:teams") << "the first is the argument's name";
    EXPECT_EQ(arguments("users"), "r:users");
    EXPECT_EQ(arguments("a integer, VARIADIC b s.mood[] DEFAULT f(1, 2), OUT c d"), "f:f r:f r:s.mood r:d");
    EXPECT_EQ(arguments("SETOF users"), "r:users");
    EXPECT_EQ(arguments("TABLE(users integer, b teams)"), "f:table r:table r:teams");
    EXPECT_EQ(arguments(""), "");
    EXPECT_EQ(arguments("a t = 'x'::m, b u"), "r:m r:t r:u");
}

static_assert([] { // it works in the compiler
    bool found = false;
    catalog::each_mention("SELECT f(a) FROM b", [&](name_space space, std::string_view, std::string_view name) { found = found || (space == name_space::relation && name == "b"); });
    return found;
}());
