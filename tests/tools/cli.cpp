// SPDX-License-Identifier: BSL-1.0
// The whole command line over values: parsing, errors, sources of its own. With a database: integration/bookings.cpp.
#include "constable/tools/cli.hpp"

#include "constable/migrate/table_words.hpp"
#include "constable/schema.hpp"

#include "cli_testing.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace constable;
namespace suite = constable::testing;

namespace {

struct users : table<"users", column<"id", bigint, primary_key<>>, column<"phone", text>> {};
struct app : schema<users> {};
struct initial : migration<"1", "Users", create_table<"users", column<"id", bigint, primary_key<>>>> {};
struct add_phone : migration<"2", "Phones", add_column<"users", column<"phone", text>>> {};
struct history : migrations<initial, add_phone> {};

struct shorter : migrations<initial> {};

struct answer {
    int code;
    std::string out;
    std::string err;
};

template <class History = history>
answer call(std::vector<std::string> arguments) {
    suite::text_stream out;
    suite::text_stream err;
    arguments.insert(arguments.begin(), "shop");
    std::vector<char*> pointers;
    for (std::string& each : arguments) pointers.push_back(each.data());
    const int code = cli<app, History>(static_cast<int>(pointers.size()), pointers.data(), {.config = migration_config{}, .description = "A shop", .out = out.file(), .err = err.file()});
    return {code, out.text(), err.text()};
}

TEST(cli, explains_itself) {
    const answer help = call({"--help"});
    EXPECT_EQ(help.code, 0);
    for (const char* each : {"A shop", "run", "rollback", "status", "baseline", "pull", "verify"}) EXPECT_NE(help.out.find(each), std::string::npos) << each;
    EXPECT_EQ(call({"--version"}).out, "constable 0.1.0\n");
}

TEST(cli, says_what_is_wrong) {
    EXPECT_EQ(call({}).code, 1);
    const answer unknown = call({"status", "postgresql://u:Zebra@h/d"});
    EXPECT_EQ(unknown.code, 1);
    EXPECT_EQ(unknown.err.find("Zebra"), std::string::npos) << unknown.err;
    EXPECT_FALSE(unknown.err.empty());
    const answer unreachable = call({"status", "--database", "postgresql://u:Zebra@127.0.0.1:1/d", "--json"});
    EXPECT_EQ(unreachable.code, 1);
    EXPECT_NE(unreachable.out.find("\"success\": false"), std::string::npos) << unreachable.out;
    EXPECT_NE(unreachable.err.find("check that the server runs"), std::string::npos) << unreachable.err;
    EXPECT_EQ((unreachable.out + unreachable.err).find("Zebra"), std::string::npos);
}

TEST(cli, compares_what_the_program_has) {
    EXPECT_EQ(call({"diff", "--from", "declared", "--to", "history:head"}).code, 0);
    const answer older = call({"diff", "--from", "history:1", "--to", "declared", "--sql"});
    EXPECT_EQ(older.code, 2);
    EXPECT_NE(older.out.find("ALTER TABLE users ADD COLUMN phone text;"), std::string::npos) << older.out << older.err;
    EXPECT_EQ(call({"verify", "--from", "declared", "history:head"}).code, 0);
    EXPECT_NE(call({"ddl", "declared"}).out.find("CREATE TABLE users"), std::string::npos);
    EXPECT_EQ(call({"ddl", "history:9"}).code, 1);
}

TEST(cli, writes_migrations) {
    EXPECT_NE(call({"create", "-m", "Add a thing", "--empty"}).out.find("struct add_a_thing : migration<\"3\", \"Add a thing\"> {};"), std::string::npos);
    EXPECT_EQ(call({"create", "-m", "Add a thing"}).out, "No changes: the migrations lead to the declared schema; --empty writes a template\n");
    EXPECT_EQ(call({"merge"}).code, 1);
    const answer missing = call<shorter>({"create", "-m", "Phones"});
    EXPECT_EQ(missing.code, 0) << missing.err;
    EXPECT_NE(missing.out.find("struct phones : migration<\"2\", \"Phones\",\n    add_column<\"users\", column<\"phone\", text>>\n> {};"), std::string::npos) << missing.out;
    EXPECT_EQ(call<shorter>({"check", "--offline"}).code, 2);
    EXPECT_EQ(call({"check", "--offline"}).code, 0);
    EXPECT_NE(call({"create", "-m", "Phones", "--from", "history:1"}).out.find("column<\"phone\", text>"), std::string::npos);
    EXPECT_NE(call({"upgrade", "--sql"}).out.find("app from base to head, for psql\n"), std::string::npos);
}

} // namespace
