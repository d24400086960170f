// SPDX-License-Identifier: BSL-1.0
// The lock of a session: had by one, checked, given back with the settings as they were.
#include "constable/runner/session_lock.hpp"

#include "runner_test.hpp"

using namespace constable;
using namespace constable::testing;

namespace {

class session_lock : public runner_test {};

TEST_F(session_lock, is_had_by_one_and_given_back) {
    made_up_history history;
    const migrating::history_value value = history.value();
    const startup::log to{config_};
    pqxx::connection second{where_->connection_string()};
    constable::database::session one{*connection_};
    constable::database::session two{second};
    runner::workbench first{one, value, config_, to};
    runner::workbench other{two, value, config_, to};
    one.send("SET lock_timeout = '3s'");
    {
        runner::session_lock holding{first};
        runner::session_lock waiting{other};
        EXPECT_TRUE(holding.take());
        EXPECT_EQ(one.send("SHOW lock_timeout").at(0, 0), "0");
        EXPECT_FALSE(waiting.take());
        holding.release();
        EXPECT_TRUE(waiting.take());
    } // by its destructor too
    EXPECT_EQ(one.send("SHOW lock_timeout").at(0, 0), "3s");
    EXPECT_EQ(where_->value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"), "0");
}

TEST_F(session_lock, notices_that_it_is_lost_or_another_process_answers) {
    made_up_history history;
    const migrating::history_value value = history.value();
    const startup::log to{config_};
    constable::database::session one{*connection_};
    runner::workbench bench{one, value, config_, to};
    runner::session_lock holding{bench};
    ASSERT_TRUE(holding.take());
    EXPECT_NO_THROW(holding.check(one.send("SELECT pg_backend_pid()"), 0));
    EXPECT_THROW(holding.check(one.send("SELECT pg_backend_pid() + 1"), 0), startup::failure);
    one.send("SELECT pg_advisory_unlock_all()");
    EXPECT_THROW(holding.release(), startup::failure);
}

} // namespace
