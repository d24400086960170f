// SPDX-License-Identifier: BSL-1.0
// The statements of one step, from the catalogs before and after it.
#include "constable/migrate/step_sql.hpp"

#include <gtest/gtest.h>

namespace constable::migrating {
namespace test_of_step_sql {

TEST(split_statements, minds_quotes) {
    EXPECT_EQ(detail::split_statements("SELECT ';'; SELECT $$;$$;"), (std::vector<std::string>{"SELECT ';';", "SELECT $$;$$;"}));
}

TEST(made_concurrent, makes_each_statement_one_of_its_own) {
    EXPECT_EQ(detail::made_concurrent({"CREATE UNIQUE INDEX i ON t (a);\nCOMMENT ON INDEX i IS 'x';", "DROP INDEX j;"}),
              (std::vector<std::string>{"CREATE UNIQUE INDEX CONCURRENTLY i ON t (a);", "COMMENT ON INDEX i IS 'x';", "DROP INDEX CONCURRENTLY j;"}));
    EXPECT_EQ(detail::made_concurrent({"ALTER TABLE p DETACH PARTITION c;"}), (std::vector<std::string>{"ALTER TABLE p DETACH PARTITION c CONCURRENTLY;"}));
}

TEST(with_semicolon, is_not_swallowed_by_a_comment) {
    EXPECT_EQ(detail::with_semicolon("SELECT 1 ; "), "SELECT 1;");
    EXPECT_EQ(detail::with_semicolon("SELECT 1 -- one"), "SELECT 1 -- one\n;");
    EXPECT_EQ(detail::with_semicolon("SELECT 1 -- one\n+ 1"), "SELECT 1 -- one\n+ 1;");
}

TEST(put_using, takes_the_place_of_the_usual_cast) {
    std::vector<std::string> all{"ALTER TABLE t ALTER COLUMN a TYPE integer USING a::integer;"};
    detail::put_using(all, "a", "length(a)");
    EXPECT_EQ(all[0], "ALTER TABLE t ALTER COLUMN a TYPE integer USING length(a);");
}

TEST(statements_of, let_a_table_of_a_type_go_while_a_constraint_gets_another_name) {
    const catalog::table tables[] = {{.name = "t", .of_type = "p"}, {.name = "u"}};
    const catalog::catalog before{.tables = tables};
    step_value step{.kind = step_kind::rename_part, .of = catalog::object_kind::constraint, .table = "t", .name = "a", .other = "b"};
    EXPECT_EQ(statements_of(step, {}, before, before), (std::vector<std::string>{"ALTER TABLE t NOT OF;\nALTER TABLE t RENAME CONSTRAINT a TO b;\nALTER TABLE t OF p;"}));
    step.table = "u";
    EXPECT_EQ(statements_of(step, {}, before, before), (std::vector<std::string>{"ALTER TABLE u RENAME CONSTRAINT a TO b;"}));
}

} // namespace test_of_step_sql
} // namespace constable::migrating
