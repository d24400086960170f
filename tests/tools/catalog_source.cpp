// SPDX-License-Identifier: BSL-1.0
// Catalogs out of databases, files and programs.
#include "constable/tools/catalog_source.hpp"

#include "constable/schema.hpp"

#include "support/server.hpp"

#include <filesystem>
#include <gtest/gtest.h>
#include <string>

using namespace constable;
namespace suite = constable::testing;

namespace {

struct teams : table<"teams", column<"id", bigint, primary_key<>>> {};
struct app : schema<teams> {};

class catalog_source : public suite::server_test {};

std::string failure_of(const std::string& source) {
    try {
        const tools::catalog_source opened{source};
    } catch (const tools::failure& error) {
        return error.what();
    }
    return {};
}

TEST_F(catalog_source, is_a_database) {
    const suite::database where;
    where.execute("CREATE TABLE t (id integer CHECK (id IN (1, 2)))");
    const tools::catalog_source source{where.connection_string()};
    ASSERT_EQ(source.view().tables.size(), 1U);
    EXPECT_EQ(source.view().tables[0].name, "t");
    EXPECT_NE(source.in_own_words(source.view()), nullptr);
}

TEST(catalog_source_without_a_server, is_a_snapshot) {
    const std::string path = (std::filesystem::temp_directory_path() / suite::random_name("snapshot")).string();
    tools::write_file(path, catalog::write_snapshot(catalog_of<app>));
    const tools::catalog_source source{"snapshot:" + path};
    std::filesystem::remove(path);
    EXPECT_EQ(source.view().tables.size(), 1U);
    EXPECT_EQ(source.in_own_words(catalog_of<app>), nullptr);
    EXPECT_EQ(failure_of("snapshot:" + path), "cannot read the snapshot " + path + "; check the path, or write one with: constable snapshot -o " + path);
}

TEST(catalog_source_without_a_server, is_what_the_program_has) {
    const tools::catalog_source source{catalog_of<app>};
    EXPECT_EQ(source.view().tables[0].name, "teams");
    EXPECT_EQ(source.in_own_words(catalog_of<app>), nullptr);
}

TEST(catalog_source_without_a_server, says_what_to_do) {
    const std::string text = failure_of("postgresql://u:Zebra@127.0.0.1:1/x");
    EXPECT_NE(text.find("check that the server runs"), text.npos) << text;
    EXPECT_EQ(text.find("Zebra"), text.npos) << text;
    EXPECT_THROW(tools::write_file("/nonexistent/folder/file", "x"), tools::failure);
}

} // namespace
