// SPDX-License-Identifier: BSL-1.0
// Texts of a row become the fields of a struct.
#include "constable/database/record_reader.hpp"

#include "support/server.hpp"

#include <gtest/gtest.h>
#include <limits>
#include <string>
#include <vector>

namespace catalog = constable::catalog;
using namespace constable::database;

namespace {

class record : public constable::testing::server_test {
protected:
    record_reader read(const std::string& query) const {
        pqxx::connection connection{constable::testing::shared_server().connection_string()};
        session with{connection};
        return record_reader{with.send(query)};
    }
    static std::vector<std::string> list(catalog::names names) { return {names.begin(), names.end()}; }
};
using texts = std::vector<std::string>;

TEST_F(record, takes_its_fields_in_their_order) {
    record_reader reader = read("SELECT 'before', 'a', 'b + 1', '\"C\"', 'ops', '=', 'true', 'LAST', '-7'");
    const auto key = reader.read<catalog::key>(0, 1);
    EXPECT_EQ(key.column, "a");
    EXPECT_EQ(key.expression, "b + 1");
    EXPECT_EQ(key.collation, "\"C\"");
    EXPECT_EQ(key.operator_class, "ops");
    EXPECT_EQ(key.with_operator, "=");
    EXPECT_TRUE(key.descending);
    EXPECT_EQ(key.nulls, catalog::nulls_order::last);
    EXPECT_EQ(key.statistics, -7);
}

TEST_F(record, keeps_what_it_has_where_nothing_is_said) {
    record_reader reader = read("SELECT NULL, 's', NULL, NULL, NULL, '-9223372036854775808', NULL, '', NULL, NULL, NULL, NULL, NULL");
    const auto sequence = reader.read<catalog::sequence>(0, 0);
    EXPECT_EQ(sequence.type, "bigint");
    EXPECT_EQ(sequence.minimum, std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(sequence.maximum, std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(sequence.cache, 1);
    EXPECT_EQ(reader.read<catalog::key>(0, 8).statistics, -1);
}

TEST_F(record, reads_lists_with_any_character) {
    record_reader reader = read(R"(SELECT ARRAY['z', 'a, b', '{c}', 'it''s "q" \', 'NULL', '', 'ü']::text, ARRAY[ARRAY['', 'a'], ARRAY['s, t', '"']]::text, '{}', 'no array')");
    EXPECT_EQ(list(reader.list(reader.text(0, 0))), (texts{"z", "a, b", "{c}", "it's \"q\" \\", "NULL", "", "ü"}));
    EXPECT_EQ(list(reader.list(reader.text(0, 1))), (texts{"", "a", "s, t", "\""}));
    EXPECT_TRUE(reader.list(reader.text(0, 2)).empty());
    EXPECT_TRUE(reader.list(reader.text(0, 3)).empty());
}

TEST_F(record, reads_pairs_of_names) {
    record_reader reader = read("SELECT NULL, 't', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, ARRAY[ARRAY['s', 'a'], ARRAY['public', 'b']]::text,"
                                " NULL, NULL, NULL, NULL, NULL, NULL");
    const auto table = reader.read<catalog::table>(0, 0);
    ASSERT_EQ(table.inherits.size(), 2U);
    EXPECT_EQ(table.inherits[0].schema, "s");
    EXPECT_EQ(table.inherits[1].name, "b");
}

} // namespace
