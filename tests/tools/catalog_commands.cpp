// SPDX-License-Identifier: BSL-1.0
// The commands that need no declaration, on catalogs of the program. On databases: integration/command_line.cpp.
#include "constable/tools/catalog_commands.hpp"

#include "constable/schema.hpp"

#include "cli_testing.hpp"

#include <gtest/gtest.h>

using namespace constable;
namespace suite = constable::testing;

namespace {

struct before : table<"t", column<"id", bigint, primary_key<>>> {};
struct after : table<"t", column<"id", bigint, primary_key<>>, column<"note", text>> {};
struct old_app : schema<before> {};
struct new_app : schema<after> {};

constexpr catalog::unmodelled odd_objects[] = {{.kind = "subscription", .name = "news"}};
constexpr catalog::catalog odd{.unmodelled_objects = odd_objects};

struct answer {
    int code;
    std::string text;
};

answer call(const std::string& line) {
    suite::text_stream out;
    CLI::App app;
    app.fallthrough();
    tools::catalog_commands commands{[](const std::string& from) {
        return from == "odd" ? tools::catalog_source{odd} : from == "old" ? tools::catalog_source{catalog_of<old_app>} : tools::catalog_source{catalog_of<new_app>};
    }};
    app.add_flag("--json", commands.given.json);
    commands.add_to(app);
    commands.add_verify_to(app);
    app.parse(line);
    EXPECT_TRUE(commands.are_called());
    const int code = commands.run(out.file());
    return {code, out.text()};
}

TEST(catalog_commands, write_catalogs) {
    EXPECT_NE(call("pull new --namespace n --name everything").text.find("struct everything : schema<"), std::string::npos);
    EXPECT_NE(call("ddl new").text.find("CREATE TABLE t ("), std::string::npos);
    EXPECT_NE(call("snapshot new").text.find("table t"), std::string::npos);
    EXPECT_TRUE(call("ddl new --json").text.starts_with("{\"text\": \"CREATE TABLE t ("));
}

TEST(catalog_commands, compare_catalogs) {
    EXPECT_EQ(call("diff --from old --to old").text, "No differences\n");
    EXPECT_EQ(call("diff --from old --to old").code, tools::is_well);
    const answer different = call("diff --from old --to new --sql");
    EXPECT_EQ(different.code, tools::is_different);
    EXPECT_NE(different.text.find("ADD COLUMN note text"), std::string::npos) << different.text;
    EXPECT_EQ(call("verify --from new old").code, tools::is_different);
    EXPECT_EQ(call("verify --from new new --json").text, "[]\n");
    EXPECT_THROW(call("diff --from old --to new --sql --json"), tools::failure);
    EXPECT_THROW(call("diff --from old"), CLI::ParseError);
}

TEST(catalog_commands, say_what_they_did_not_compare) {
    ::testing::internal::CaptureStderr();
    EXPECT_EQ(call("diff --from odd --to odd").code, tools::is_well);
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "Not compared, look at both yourself: subscription news (Constable knows them by name alone)\n");
    ::testing::internal::CaptureStderr();
    EXPECT_EQ(call("diff --from odd --to old").code, tools::is_different);
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

} // namespace
