// SPDX-License-Identifier: BSL-1.0
// What the server said becomes one error with a kind and a next step.
#include "constable/startup/failure.hpp"

#include <gtest/gtest.h>
#include <string>

using namespace constable;
using namespace constable::startup;
using constable::database::sql_failure;

namespace {

bool says(const failure& error, std::string_view part) { return std::string_view{error.what()}.find(part) != std::string_view::npos; }

failure explained(const std::string& code) { return explain(sql_failure{code, "CREATE …", "ERROR:  it went wrong\nDETAIL:  much", false}, "creating"); }

TEST(explain, says_what_was_done_what_was_said_and_what_to_do) {
    EXPECT_STREQ(explained("42501").what(), "creating failed: it went wrong (SQLSTATE 42501); DETAIL:  much; grant the role what is missing, e.g. GRANT CREATE ON SCHEMA … "
                                            "TO …, or connect as the owner of the schema");
    EXPECT_EQ(explained("42501").sqlstate(), "42501");
}

TEST(explain, shows_the_line_that_the_server_points_at) {
    const database::sql_failure error{"42883", "", "ERROR:  function f() does not exist\nLINE 3:     id bigint DEFAULT f(),\n        ^\n", false};
    EXPECT_NE(std::string_view{explain(error, "creating").what()}.find("; LINE 3:     id bigint DEFAULT f(),; "), std::string_view::npos);
}

TEST(explain, tells_the_kinds_apart) {
    EXPECT_EQ(explained("42501").kind(), failure_kind::privilege);
    EXPECT_EQ(explained("25006").kind(), failure_kind::read_only);
    EXPECT_EQ(explained("55P03").kind(), failure_kind::locked);
    EXPECT_EQ(explained("40P01").kind(), failure_kind::locked);
    EXPECT_EQ(explained("40001").kind(), failure_kind::locked);
    EXPECT_EQ(explained("57014").kind(), failure_kind::timeout);
    EXPECT_EQ(explained("57P01").kind(), failure_kind::connection);
    EXPECT_EQ(explained("53300").kind(), failure_kind::connection);
    EXPECT_EQ(explained("53100").kind(), failure_kind::statement);
    EXPECT_EQ(explained("42P07").kind(), failure_kind::conflict);
    EXPECT_EQ(explained("42704").kind(), failure_kind::statement);
}

TEST(explain, has_a_word_for_errors_that_it_does_not_know) {
    EXPECT_EQ(explained("22012").kind(), failure_kind::statement);
    EXPECT_TRUE(says(explained("22012"), "(SQLSTATE 22012)") && says(explained("22012"), "see the server's log for the statement"));
    EXPECT_FALSE(says(explained(""), "SQLSTATE"));
}

TEST(explain, knows_a_lost_connection) {
    const failure lost = explain(sql_failure{"", "", "the server closed the connection", true}, "creating");
    EXPECT_EQ(lost.kind(), failure_kind::connection);
    EXPECT_TRUE(says(lost, "start again when the server is up"));
}

TEST(explain_connection, says_where_and_what_to_check) {
    const struct {
        const char* said;
        const char* advice;
    } cases[] = {
        {"FATAL:  password authentication failed for user \"x\"", "check the user and the password"},
        {"fe_sendauth: no password supplied", "set the password"},
        {"FATAL:  database \"x\" does not exist", "check the name of the database"},
        {"connection refused: Connection refused\n\tIs the server running?", "check that the server runs"},
        {"could not translate host name \"x\"", "check the host's name"},
        {"timeout expired", "check the network"},
        {"FATAL:  no pg_hba.conf entry for host", "pg_hba.conf"},
        {"server does not support SSL, but SSL was required", "check sslmode"},
        {"FATAL:  sorry, too many clients already", "max_connections"},
        {"FATAL:  too many connections for role \"x\"", "connection limit"},
        {"FATAL:  remaining connection slots are reserved", "max_connections"},
        {"FATAL:  the database system is starting up", "start again"},
        {"something new", "check that the server runs and that the settings are right"},
    };
    for (const auto& each : cases) {
        const failure error = explain_connection(sql_failure{"", "", each.said, true}, "host=x");
        EXPECT_EQ(error.kind(), failure_kind::connection);
        EXPECT_TRUE(says(error, "cannot connect to the database (host=x): ") && says(error, each.advice)) << error.what();
        EXPECT_FALSE(says(error, "\n"));
    }
}

} // namespace
