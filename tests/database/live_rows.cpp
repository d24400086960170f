// SPDX-License-Identifier: BSL-1.0
// Rows come back by kind, sorted, and each owner finds its own.
#include "constable/database/live_rows.hpp"

#include "support/server.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace constable::database;

namespace {

class sorted_rows : public constable::testing::server_test {
protected:
    // kind, id, owner, position and a name; the rest is NULL
    static record_reader read(const std::string& values) {
        pqxx::connection connection{constable::testing::shared_server().connection_string()};
        session with{connection};
        return record_reader{with.send("SELECT v.*, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM (VALUES " + values + ") v")};
    }
    static owned_records<std::string_view> names_of(record_reader& reader, std::string_view kind) {
        const live_rows all{reader, "public"};
        const auto [first, last] = all.range_of(kind);
        owned_records<std::string_view> names;
        names.make_room(reader.memory(), last - first);
        for (std::size_t at = first; at != last; ++at) names.add(all.origin_of(at), reader.text(all.origin_of(at).row, row_part::fields));
        return names;
    }
    static std::vector<std::string> list(std::span<const std::string_view> names) { return {names.begin(), names.end()}; }
};
using texts = std::vector<std::string>;

TEST_F(sorted_rows, stand_by_owner_and_position_and_name) {
    record_reader reader = read("('b', 1, 20, 2, 'x'), ('a', 9, 0, 0, 'other'), ('b', 2, 20, 1, 'y'), ('b', 3, 10, 0, 'd'), ('b', 4, 10, 0, 'c'),"
                                      " ('b', 5, 4294967295, 0, 'last')");
    owned_records<std::string_view> found = names_of(reader, "b");
    EXPECT_EQ(list(found.all()), (texts{"c", "d", "y", "x", "last"}));
    EXPECT_EQ(found.origin_of(0).id, 4U);
    EXPECT_EQ(found.origin_of(3).position, 2U);
    EXPECT_EQ(list(found.of(20)), (texts{"y", "x"}));
    EXPECT_EQ(list(found.of(10)), (texts{"c", "d"}));
    EXPECT_TRUE(found.of(15).empty());
    EXPECT_EQ(names_of(reader, "c").size(), 0U);
}

TEST_F(sorted_rows, begin_with_those_of_the_default_schema) {
    record_reader reader = read("('a', 1, 0, 0, 'far'), ('a', 2, 0, 0, 'public'), ('a', 3, 0, 0, 'Z')");
    EXPECT_EQ(list(names_of(reader, "a").all()), (texts{"public", "Z", "far"}));
}

TEST_F(sorted_rows, can_be_left_out) {
    record_reader reader = read("('a', 1, 1, 0, 'x'), ('a', 2, 2, 0, 'y'), ('a', 3, 2, 1, 'z')");
    owned_records<std::string_view> found = names_of(reader, "a");
    found.leave_out([](std::string_view name, const auto& origin) { return name == "x" || origin.position == 1; });
    EXPECT_EQ(list(found.all()), (texts{"y"}));
    EXPECT_EQ(list(found.of(2)), (texts{"y"}));
    EXPECT_TRUE(found.of(1).empty());
}

} // namespace
