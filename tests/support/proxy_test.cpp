// SPDX-License-Identifier: BSL-1.0
// Tests of the counting proxy, with libpqxx as the client.
#include "support/proxy.hpp"

#include <gtest/gtest.h>
#include <pqxx/pqxx>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace constable::testing;

struct counting_proxy : server_test {};

TEST_F(counting_proxy, counts_one_round_trip_for_one_statement) {
    const database fresh;
    proxy between(fresh.home());
    pqxx::connection connection(between.connection_string(fresh.name()));
    pqxx::nontransaction session(connection);
    between.reset();
    session.exec("SELECT 1");
    const auto seen = between.counted();
    EXPECT_EQ(seen.round_trips, 1u);
    EXPECT_EQ(seen.requests, 1u);
    EXPECT_EQ(seen.ready_for_query, 1u);
    EXPECT_EQ(seen.statements, std::vector<std::string>{"SELECT 1"});
    EXPECT_EQ(seen.frontend_messages, (std::map<char, std::size_t>{{'Q', 1}}));
    EXPECT_EQ(seen.backend_messages.at('D'), 1u);
    EXPECT_EQ(seen.bytes_to_server, sizeof "SELECT 1" + 5);
}

TEST_F(counting_proxy, does_not_count_the_start_of_a_session) {
    const database fresh;
    const proxy between(fresh.home());
    const pqxx::connection connection(between.connection_string(fresh.name()));
    EXPECT_EQ(between.counted().connections, 1u);
    EXPECT_EQ(between.counted().round_trips, 0u);
}

TEST_F(counting_proxy, counts_several_statements_in_one_message_once) {
    const database fresh;
    proxy between(fresh.home());
    pqxx::connection connection(between.connection_string(fresh.name()));
    pqxx::nontransaction session(connection);
    between.reset();
    session.exec("SELECT 1; SELECT 2; SELECT 3");
    EXPECT_EQ(between.counted().round_trips, 1u);
    EXPECT_EQ(between.counted().backend_messages.at('C'), 3u);
}

TEST_F(counting_proxy, counts_begin_statement_and_commit) {
    const database fresh;
    proxy between(fresh.home());
    pqxx::connection connection(between.connection_string(fresh.name()));
    between.reset();
    pqxx::work transaction(connection);
    transaction.exec("SELECT 1");
    transaction.commit();
    EXPECT_EQ(between.counted().round_trips, 3u);
    EXPECT_EQ(between.counted().requests, 3u);
}

TEST_F(counting_proxy, sees_the_text_of_prepared_statements) {
    const database fresh;
    proxy between(fresh.home());
    pqxx::connection connection(between.connection_string(fresh.name()));
    connection.prepare("named", "SELECT 7");
    pqxx::nontransaction session(connection);
    between.reset();
    session.exec("PREPARE other AS SELECT 8");
    EXPECT_EQ(between.counted().statements, std::vector<std::string>{"PREPARE other AS SELECT 8"});
}

TEST_F(counting_proxy, passes_on_large_messages) {
    const database fresh;
    const proxy between(fresh.home());
    pqxx::connection connection(between.connection_string(fresh.name()));
    pqxx::nontransaction session(connection);
    const auto result = session.exec("SELECT '" + std::string(5'000'000, 'x') + "' FROM generate_series(1, 3)");
    EXPECT_EQ(result.size(), 3);
    EXPECT_EQ(result[2][0].size(), 5'000'000u);
}

/// Sends `CREATE TABLE t()` through a proxy that cuts its first request; says whether the client saw a success and
/// whether the server has the table.
std::pair<bool, bool> cut_while_creating(interruption where) {
    const database fresh;
    proxy between(fresh.home());
    between.interrupt_at(1, where);
    const auto client = run(
        {fresh.home().program("psql"), "-X", "-d", between.connection_string(fresh.name()), "-c", "CREATE TABLE t ()"});
    return {client.succeeded(), fresh.value("SELECT to_regclass('t')") == "t"};
}

TEST_F(counting_proxy, cuts_before_the_server_hears) {
    EXPECT_EQ(cut_while_creating(interruption::before_sending), std::pair(false, false));
}

TEST_F(counting_proxy, cuts_before_the_client_hears) {
    EXPECT_EQ(cut_while_creating(interruption::before_answer), std::pair(false, true));
}

TEST_F(counting_proxy, cuts_after_the_client_has_heard) {
    EXPECT_EQ(cut_while_creating(interruption::after_answer), std::pair(true, true));
}

TEST_F(counting_proxy, cuts_at_the_request_that_was_asked_for) {
    const database fresh;
    proxy between(fresh.home());
    pqxx::connection connection(between.connection_string(fresh.name()));
    pqxx::nontransaction session(connection);
    bool called = false;
    between.interrupt_at(3, interruption::before_sending, [&called] { called = true; });
    session.exec("SELECT 1");
    session.exec("SELECT 2");
    EXPECT_FALSE(called);
    EXPECT_THROW(session.exec("SELECT 3"), pqxx::broken_connection);
    EXPECT_TRUE(called);
}

TEST_F(counting_proxy, cuts_all_and_allows_again) {
    const database fresh;
    proxy between(fresh.home());
    pqxx::connection connection(between.connection_string(fresh.name()));
    pqxx::nontransaction session(connection);
    between.cut_all();
    EXPECT_THROW(session.exec("SELECT 1"), pqxx::broken_connection);
    EXPECT_THROW(pqxx::connection(between.connection_string(fresh.name())), pqxx::broken_connection);
    between.allow_again();
    const pqxx::connection again(between.connection_string(fresh.name()));
    EXPECT_TRUE(again.is_open());
}

TEST_F(counting_proxy, stands_before_whatever_listens_on_a_port) {
    const database fresh;
    const proxy between(fresh.home().port());
    const pqxx::connection connection(between.connection_string(fresh.name()));
    EXPECT_EQ(between.counted().connections, 1u);
}

} // namespace
