// SPDX-License-Identifier: BSL-1.0
// A history as SQL: the statements of each step, forwards and backwards.
#include "constable/migrate/script.hpp"

#include "support/histories.hpp"

#include <gtest/gtest.h>

#include <string>

namespace constable::migrating {
namespace test_of_script {

using namespace constable::testing::histories;

std::string text_of(const std::vector<step_script>& all) {
    std::string text;
    for (const step_script& each : all) {
        for (const std::string& statement : each.statements) text += statement + "\n";
        for (const std::string& loss : each.losses) text += "loses " + loss + "\n";
    }
    return text;
}

TEST(script_writer, renders_a_history_forwards) {
    const history_value of = history_of<history>;
    script_writer writer{of};
    EXPECT_EQ(text_of(writer.up(1)), "ALTER TABLE users ADD COLUMN age integer;\n"
                                     "ALTER TABLE users ADD CONSTRAINT users_age_check CHECK (age >= 0) NOT VALID;\n"
                                     "CREATE INDEX CONCURRENTLY users_age_idx ON users (age);\n");
    EXPECT_EQ(text_of(writer.up(2)), "ALTER TABLE users VALIDATE CONSTRAINT users_age_check;\nALTER TYPE mood ADD VALUE 'great' AFTER 'ok';\n");
    EXPECT_EQ(text_of(writer.up(3)), "ALTER TABLE users RENAME COLUMN name TO full_name;\n"
                                     "ALTER TABLE users RENAME TO people;\nALTER SEQUENCE users_id_seq RENAME TO people_id_seq;\n"
                                     "CREATE VIEW adults AS\nSELECT id, full_name FROM people WHERE age >= 18;\n"
                                     "UPDATE people SET age = 0 WHERE age IS NULL;\n");
}

TEST(script_writer, renders_a_history_backwards) {
    const history_value of = history_of<history>;
    script_writer writer{of};
    EXPECT_EQ(text_of(writer.down(3)), "UPDATE people SET age = NULL WHERE age = 0;\nDROP VIEW adults;\n"
                                       "ALTER TABLE people RENAME TO users;\nALTER SEQUENCE people_id_seq RENAME TO users_id_seq;\n"
                                       "ALTER TABLE users RENAME COLUMN full_name TO name;\n");
    EXPECT_EQ(text_of(writer.down(1)), "DROP INDEX CONCURRENTLY users_age_idx;\nALTER TABLE users DROP CONSTRAINT users_age_check;\n"
                                       "ALTER TABLE users DROP COLUMN age;\nloses column users.age\n");
}

TEST(script_writer, knows_the_catalog_after_each_migration) {
    const history_value of = history_of<history>;
    script_writer writer{of};
    EXPECT_TRUE(writer.after(4).tables.empty());
    EXPECT_EQ(writer.after(0).tables.size(), 2U);
    EXPECT_EQ(writer.after(3).views.size(), 1U);
    EXPECT_EQ(writer.after(0).views.size(), 0U);
}

} // namespace test_of_script
} // namespace constable::migrating
