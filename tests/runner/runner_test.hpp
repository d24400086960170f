// SPDX-License-Identifier: BSL-1.0
// Histories that are written down by hand, and a database to run them in.
#pragma once

#include "constable/migrate/step.hpp"
#include "constable/runner/ledger.hpp"
#include "constable/startup/config.hpp"

#include "support/server.hpp"

#include <deque>
#include <gtest/gtest.h>
#include <initializer_list>
#include <optional>
#include <pqxx/pqxx>
#include <spdlog/spdlog.h>
#include <string>
#include <string_view>
#include <vector>

namespace constable::testing {

/// SQL that runs forwards, and backwards.
inline migrating::step_value sql_step(std::string_view up, std::string_view down = {}) {
    return {.kind = migrating::step_kind::execute, .sql = up, .reverse = down, .irreversible = down.empty()};
}
/// SQL that runs outside of transactions.
inline migrating::step_value alone_step(std::string_view up, std::string_view down = {}) {
    migrating::step_value made = sql_step(up, down);
    made.outside_transaction = true;
    return made;
}
inline migrating::step_value run_step(migrating::callable up, migrating::callable down = nullptr) {
    return {.kind = migrating::step_kind::run, .irreversible = down == nullptr, .call = up, .call_back = down};
}

/// A history that grows.
class made_up_history {
public:
    explicit made_up_history(std::string_view name = "made up") : name_(name) {}
    made_up_history(const made_up_history&) = delete;
    made_up_history& operator=(const made_up_history&) = delete;

    made_up_history& add(std::string_view version, std::vector<migrating::step_value> steps, std::vector<std::string_view> depends_on = {},
                         std::vector<migrating::precondition> preconditions = {}) {
        parts& made = parts_.emplace_back();
        for (const migrating::step_value& each : steps) made.steps.push_back(each);
        for (const migrating::step_value& each : made.steps) made.pointers.push_back(&each);
        made.depends_on = std::move(depends_on);
        made.preconditions = std::move(preconditions);
        migrations_.push_back({.version = version, .description = "made up", .steps = made.pointers,
                               .depends_on = made.depends_on, .preconditions = made.preconditions});
        return *this;
    }
    /// A table for each version: 1, 2, …
    made_up_history& add_tables(std::initializer_list<std::string_view> versions) {
        for (const std::string_view each : versions) add(each, {table_step(each)});
        return *this;
    }
    /// `CREATE TABLE t<version> ()` and its reverse.
    migrating::step_value table_step(std::string_view version) {
        const std::string name = "t" + std::string{version};
        return sql_step(kept("CREATE TABLE " + name + " (id bigint PRIMARY KEY, name text)"), kept("DROP TABLE " + name));
    }
    /// Makes a migration look edited; once more, and it is as it was.
    void edit(std::size_t at) {
        std::string_view& revision = parts_[at].steps.front().revision;
        revision = revision.empty() ? "edited" : "";
    }
    /// A text that lives as long as this.
    std::string_view kept(std::string text) { return texts_.emplace_back(std::move(text)); }

    std::vector<migrating::migration_value>& migrations() { return migrations_; }
    [[nodiscard]] migrating::history_value value() const { return {name_, migrations_}; }

private:
    struct parts {
        std::deque<migrating::step_value> steps;
        std::vector<const migrating::step_value*> pointers;
        std::vector<std::string_view> depends_on;
        std::vector<migrating::precondition> preconditions;
    };
    std::string_view name_;
    std::deque<parts> parts_;
    std::deque<std::string> texts_;
    std::vector<migrating::migration_value> migrations_;
};

/// A database, and a connection to it.
class runner_test : public server_test {
protected:
    void SetUp() override {
        server_test::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        where_.emplace();
        connection_.emplace(where_->connection_string());
        config_.logger = std::make_shared<spdlog::logger>("silent"); // without a sink
        config_.timeout_seconds = 5;
        config_.lock_timeout_seconds = 5;
    }
    /// `1 applied, 2 failed`
    [[nodiscard]] std::string ledger() const {
        return where_->value("SELECT string_agg(version || ' ' || status, ', ' ORDER BY version) FROM schema_migrations");
    }
    /// Whether a table, an index, … of that name exists.
    [[nodiscard]] bool exists(std::string_view name) const { return where_->value("SELECT to_regclass('" + std::string{name} + "') IS NOT NULL") == "t"; }

    std::optional<database> where_;
    std::optional<pqxx::connection> connection_;
    migration_config config_;
};

using names = std::vector<std::string>;

} // namespace constable::testing
