// SPDX-License-Identifier: BSL-1.0
// What the tests of a start share: a log that is kept, a connection that is counted, a database that is compared.
#pragma once

#include "support/proxy.hpp"
#include "support/server.hpp"

#include <constable.hpp>

#include <memory>
#include <pqxx/pqxx>
#include <spdlog/sinks/ostream_sink.h>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace constable::testing {

/// A logger of the caller's, and what it was given.
class kept_log {
public:
    kept_log() : logger_(std::make_shared<spdlog::logger>("kept", std::make_shared<spdlog::sinks::ostream_sink_mt>(lines_))) {
        logger_->set_level(spdlog::level::trace);
        logger_->set_pattern("[%l] %v");
    }

    const std::shared_ptr<spdlog::logger>& logger() const { return logger_; }
    std::string text() const { return lines_.str(); }
    bool has(std::string_view part) const { return text().find(part) != std::string::npos; }

private:
    std::ostringstream lines_;
    std::shared_ptr<spdlog::logger> logger_;
};

/// A connection through a proxy that counts.
class counted_connection {
public:
    explicit counted_connection(const database& where) : between_(where.home()), connection_(open(where.name())) {
        pqxx::nontransaction{connection_}.exec("SELECT 1");
        between_.reset();
    }

    pqxx::connection& get() { return connection_; }
    proxy& between() { return between_; }
    /// What was said since the last call.
    traffic counted() {
        traffic said = between_.counted();
        between_.reset();
        return said;
    }

private:
    std::string open(const std::string& name) const { return between_.connection_string(name); }

    proxy between_;
    pqxx::connection connection_;
};

/// A configuration that says everything into a log.
inline migration_config talking_to(const kept_log& log) {
    migration_config config;
    config.log_level = "DEBUG";
    config.logger = log.logger();
    return config;
}

/// A configuration that says nothing but warnings, into a log.
inline migration_config quiet(const kept_log& log) {
    migration_config config;
    config.log_level = "WARN";
    config.logger = log.logger();
    return config;
}

/// Everything in a database, rows included, but the state table, which a start may write.
inline std::string contents_of(const database& where) { return pg_dump(where, {"--exclude-table=*constable_state"}).out; }

/// Whether a text has a part.
inline bool says(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

/// What a failed start says, in one text.
inline std::string errors_of(const migration_result& result) {
    std::string all;
    for (const std::string& each : result.errors) all.append(all.empty() ? "" : "\n").append(each);
    return all;
}

/// The descriptions of differences, one a line.
inline std::string described(const std::vector<schema_difference>& differences) {
    std::string all;
    for (const schema_difference& each : differences) all.append(each.description).append(" | ").append(each.statement).append("\n");
    return all;
}

} // namespace constable::testing
