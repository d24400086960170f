// SPDX-License-Identifier: BSL-1.0
// Messages over a connection: counted, in transactions of their own, and with the server's codes.
#include "constable/database/session.hpp"

#include "support/server.hpp"

#include <gtest/gtest.h>
#include <optional>
#include <pqxx/pqxx>
#include <string>

using constable::database::session;
using constable::database::sql_failure;

namespace {

class sessions : public constable::testing::server_test {
protected:
    void SetUp() override {
        server_test::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        where_.emplace();
        connection_.emplace(where_->connection_string());
    }
    std::string exists(const std::string& table) const { return where_->value("SELECT to_regclass('" + table + "') IS NOT NULL"); }

    std::optional<constable::testing::database> where_;
    std::optional<pqxx::connection> connection_;
};

TEST_F(sessions, return_the_rows_of_the_last_statement) {
    session with{*connection_};
    const auto rows = with.send("SELECT 1; SELECT 'a', NULL, '' UNION ALL SELECT 'b', 'c', 'd'");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows.at(0, 0), "a");
    EXPECT_EQ(rows.at(0, 1), "");
    EXPECT_EQ(rows.at(1, 2), "d");
    EXPECT_TRUE(with.send("SELECT 1 WHERE false").empty());
    EXPECT_EQ(with.round_trips(), 2U);
}

TEST_F(sessions, commit_what_was_begun) {
    session with{*connection_};
    with.begin("CREATE TABLE kept ()");
    EXPECT_EQ(exists("kept"), "f");
    with.commit("CREATE TABLE kept_too (); ");
    EXPECT_EQ(exists("kept") + exists("kept_too"), "tt");
    EXPECT_EQ(with.round_trips(), 2U);
}

TEST_F(sessions, roll_back_what_was_not_committed) {
    {
        session with{*connection_};
        with.begin("CREATE TABLE gone ()");
        with.rollback();
        with.rollback(); // nothing is open
        EXPECT_EQ(with.round_trips(), 2U);
        with.begin("CREATE TABLE gone_too ()");
    }
    EXPECT_EQ(pqxx::nontransaction{*connection_}.exec("SELECT to_regclass('gone_too') IS NULL")[0][0].as<bool>(), true);
    EXPECT_EQ(exists("gone") + exists("gone_too"), "ff");
}

TEST_F(sessions, take_back_what_is_tried_out) {
    session with{*connection_};
    EXPECT_EQ(with.try_out("CREATE TABLE tried (); SELECT 7").at(0, 0), "7");
    EXPECT_EQ(exists("tried"), "f");
    with.begin("CREATE TABLE around ()");
    EXPECT_EQ(with.try_out("CREATE TABLE tried (); SELECT 8").at(0, 0), "8");
    EXPECT_THROW(with.try_out("CREATE TABLE around ()"), sql_failure);
    with.commit("CREATE TABLE after (); ");
    EXPECT_EQ(exists("tried") + exists("around") + exists("after"), "ftt");
    EXPECT_THROW(with.try_out("SELECT nonsense"), sql_failure);
    EXPECT_EQ(with.send("SELECT 9").at(0, 0), "9");
}

TEST_F(sessions, refuse_a_connection_that_is_in_use) {
    pqxx::work other{*connection_};
    try {
        session with{*connection_};
        FAIL() << "nothing was thrown";
    } catch (const sql_failure& error) {
        EXPECT_NE(std::string{error.what()}.find("finish it first"), std::string::npos);
        EXPECT_FALSE(error.is_disconnected());
    }
}

// libpqxx reports some of these codes by the exception's type alone.
TEST_F(sessions, tell_the_code_of_every_error) {
    session with{*connection_};
    for (const std::string code : {"0A000", "22P02", "23505", "25006", "25P02", "40001", "40P01", "42501", "42601", "42703", "42704", "42710",
                                   "42883", "42P01", "42P06", "42P07", "3F000", "53100", "55P03", "57014", "P0001", "XX000"}) {
        const std::string statement = "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '" + code + "', MESSAGE = 'raised'; END $$";
        try {
            with.send(statement);
            ADD_FAILURE() << "nothing was thrown";
        } catch (const sql_failure& error) {
            EXPECT_EQ(error.sqlstate(), code);
            EXPECT_EQ(error.statement(), statement);
            EXPECT_NE(std::string{error.what()}.find("raised"), std::string::npos);
            EXPECT_FALSE(error.is_disconnected()) << code;
        }
    }
}

TEST_F(sessions, send_a_transaction_in_one_message) {
    session with{*connection_};
    EXPECT_EQ(with.transact("CREATE TABLE whole (id integer); ", "SELECT count(*) FROM whole").at(0, 0), "0");
    EXPECT_EQ(with.round_trips(), 1U);
    EXPECT_THROW(with.transact("INSERT INTO whole VALUES (1); INSERT INTO whole VALUES ('x'); "), sql_failure);
    with.rollback();
    EXPECT_EQ(with.send("SELECT count(*) FROM whole").at(0, 0), "0");
    with.rollback(); // nothing is open
    EXPECT_EQ(with.round_trips(), 4U);
}

TEST_F(sessions, call_functions_of_the_program) {
    session with{*connection_};
    with.begin("CREATE TABLE called (id integer)");
    with.call(+[](pqxx::transaction_base& to) { to.exec("INSERT INTO called VALUES (1)"); });
    EXPECT_TRUE(with.call(+[](pqxx::transaction_base& to) { return to.exec("SELECT count(*) = 1 FROM called")[0][0].as<bool>(); }));
    try {
        with.call(+[](pqxx::transaction_base& to) { to.exec("SELECT nothing FROM nowhere"); });
        FAIL() << "nothing was thrown";
    } catch (const sql_failure& error) {
        EXPECT_EQ(error.sqlstate(), "42P01");
        EXPECT_EQ(error.statement(), "SELECT nothing FROM nowhere");
    }
    with.rollback();
}

TEST_F(sessions, notice_that_the_connection_is_lost) {
    session with{*connection_};
    try {
        with.send("SELECT pg_terminate_backend(pg_backend_pid())");
        FAIL() << "nothing was thrown";
    } catch (const sql_failure& error) {
        EXPECT_TRUE(error.is_disconnected());
        EXPECT_EQ(std::string{error.what()}.find("encoding"), std::string::npos) << error.what();
    }
}

TEST_F(sessions, cannot_begin_without_a_server) {
    try {
        constable::database::connect("host=127.0.0.1 port=1");
        FAIL() << "nothing was thrown";
    } catch (const sql_failure& error) {
        EXPECT_TRUE(error.is_disconnected());
        EXPECT_NE(std::string{error.what()}.find("Connection refused"), std::string::npos);
    }
}

} // namespace
