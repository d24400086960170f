// SPDX-License-Identifier: BSL-1.0
// What is no snapshot is refused, with the line and what to do.
#include "constable/catalog/read_snapshot.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>

namespace catalog = constable::catalog;

namespace {

void expect_refused(const std::string& text, std::size_t line, std::string_view because) {
    try {
        (void)catalog::read_snapshot(text);
        ADD_FAILURE() << "is read: " << text;
    } catch (const catalog::snapshot_error& error) {
        EXPECT_EQ(error.line(), line) << error.what();
        EXPECT_NE(std::string_view{error.what()}.find(because), std::string_view::npos) << error.what();
        EXPECT_TRUE(std::string_view{error.what()}.starts_with("snapshot, line " + std::to_string(line) + ": "));
    }
}

const std::string first = "constable snapshot 1\n";

} // namespace

TEST(read_snapshot, refuses_what_is_no_snapshot) {
    for (const char* text : {"", "\n", "CREATE TABLE t ();\n", "constable snapshot\n", "constable snapshot one\n",
                             "constable snapshot 1 \n"})
        expect_refused(text, 1, "this is no snapshot");
    expect_refused("constable snapshot 2\n", 1, "update Constable");
    expect_refused("constable snapshot 0\n", 1, "version 0");
}

TEST(read_snapshot, refuses_what_it_does_not_know) {
    expect_refused(first + "table t\n  colour: red\n", 3, "'colour' is no field of a table");
    expect_refused(first + "chair c\n", 2, "'chair' is no part of a catalog");
    expect_refused(first + "table t\n  column a\n    key b\n", 4, "'key' is no part of a column");
    expect_refused(first + "colour: red\n", 2, "update Constable");
    expect_refused(first + "table t\n  name: u\n", 3, "'name' is no field");
    expect_refused(first + "table t\n  column a\n    identity: SOMETIMES\n", 4,
                   "one of none, ALWAYS, BY DEFAULT, serial");
    expect_refused(first + "table t\n  unlogged: yes\n", 3, "true or false");
    expect_refused(first + "sequence s\n  cache: 1.5\n", 3, "a number");
    expect_refused(first + "table t\n  statistics s\n    target: 40000\n", 4, "within its range");
    expect_refused(first + "sequence s\n  cache = \"1\"\n", 3, "a number");
    expect_refused(first + "table t\n  comment:\n    - a\n", 3, "one text");
}

TEST(read_snapshot, refuses_repetition) {
    expect_refused(first + "table t\n  comment: a\n  comment: b\n", 3, "said twice");
    expect_refused(first + "table t\n\ntable s.t\n\ntable \"t\"\n", 6, "table t is there twice");
    expect_refused(first + "table t\n  index i\n  index i\n", 4, "index i is there twice");
    expect_refused(first + "table t\n  column a\n    sequence s\n    sequence u\n", 5, "one sequence");
}

TEST(read_snapshot, refuses_broken_lines) {
    expect_refused(first + "Table t\n", 2, "neither");
    expect_refused(first + "table t u\n", 2, "is no name");
    expect_refused(first + "table \"t\n", 2, "not closed");
    expect_refused(first + "table \"\\q\"\n", 2, "an escape is none of");
    expect_refused(first + "table a.b.c\n", 2, "is no name");
    expect_refused(first + "table t\n  column a.b\n", 3, "no schema of its own");
    expect_refused(first + "table t\n    comment: a\n", 3, "neither");
    expect_refused(first + "table t\n comment: a\n", 3, "neither");
    expect_refused(first + "table t\n  comment:a\n", 3, "neither");
    expect_refused(first + "table t\n  comment: \n", 3, "neither");
    expect_refused(first + "table t\n  comment:\n  unlogged: true\n", 3, "has no value");
    expect_refused(first + "table t\n  comment = a\n", 3, "neither");
    expect_refused(first + "table t\n  comment = \"a\" b\n", 3, "neither");
    expect_refused(first + "table t\n  comment:\n    |a\n    - b\n", 5, "neither");
    expect_refused(first + "table t\n  options: a,b\n", 3, "a comma and a space");
    expect_refused(first + "table t\n  options: a, , b\n", 3, "is empty");
    expect_refused(first + "table t\n  column a\n  comment: b\n", 4, "put fields before");
    expect_refused(first + "<<<<<<< HEAD\n", 2, "merge conflict");
}

TEST(read_snapshot, bears_what_editors_do) {
    const catalog::stored_catalog read =
        catalog::read_snapshot("constable snapshot 1\r\n\r\n\r\ntable t\r\n\r\n  comment:\r\n    |a\r\n    |\r\n    "
                               "|b\r\n  column a\r\n    \r\n    type: text");
    ASSERT_EQ(read.view().tables.size(), 1U);
    EXPECT_EQ(read.view().tables[0].comment, "a\n\nb");
    EXPECT_EQ(read.view().tables[0].columns[0].type, "text");
}

TEST(read_snapshot, gives_what_is_not_said_its_default) {
    const catalog::stored_catalog read = catalog::read_snapshot(first + "sequence s\ntable t\n  column a\n");
    EXPECT_EQ(read.view().sequences[0].type, "bigint");
    EXPECT_EQ(read.view().tables[0].columns[0].details, &catalog::no_details);
}
