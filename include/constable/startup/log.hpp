// SPDX-License-Identifier: BSL-1.0
// The one door to spdlog: log lines, into the caller's logger when there is one.
#pragma once

#include "constable/startup/config.hpp"

#include <spdlog/formatter.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <memory>
#include <string>
#include <string_view>

namespace constable::startup {

/// Writes log lines at or above the configured severity. With MIGRATION_LOGGING=false only warnings and errors.
class log {
public:
    explicit log(const migration_config& config)
        : logger_(config.logger ? config.logger : own_logger()), threshold_(config.severity()) {
        if (!config.enable_logging && threshold_ < log_severity::warn) threshold_ = log_severity::warn;
    }

    void debug(std::string_view line) const { write(log_severity::debug, spdlog::level::debug, line); }
    void info(std::string_view line) const { write(log_severity::info, spdlog::level::info, line); }
    void warn(std::string_view line) const { write(log_severity::warn, spdlog::level::warn, line); }
    void error(std::string_view line) const { write(log_severity::error, spdlog::level::err, line); }

    /// A heading between two rules.
    void headline(std::string_view title) const {
        info(wide_rule);
        info(title);
        info(wide_rule);
    }
    void subheading(std::string_view title) const {
        info(narrow_rule);
        info(title);
        info(narrow_rule);
    }

    static constexpr std::string_view wide_rule = "============================================================";
    static constexpr std::string_view narrow_rule = "----------------------------------------";

private:
    // "[INFO] line": a formatter of our own, since spdlog's patterns take long to compile and write [info]
    class line_formatter : public spdlog::formatter {
    public:
        void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& to) override {
            for (const std::string_view part : {std::string_view{"["}, name_of(message.level), std::string_view{"] "},
                                                std::string_view{message.payload.data(), message.payload.size()}, std::string_view{"\n"}})
                to.append(part.data(), part.data() + part.size());
        }
        [[nodiscard]] std::unique_ptr<spdlog::formatter> clone() const override { return std::make_unique<line_formatter>(); }

    private:
        static std::string_view name_of(spdlog::level::level_enum level) {
            switch (level) {
            case spdlog::level::debug: return "DEBUG";
            case spdlog::level::info: return "INFO";
            case spdlog::level::warn: return "WARN";
            default: return "ERROR";
            }
        }
    };

    // Constable's own logger writes to standard error, where container platforms collect it.
    static const std::shared_ptr<spdlog::logger>& own_logger() {
        static const std::shared_ptr<spdlog::logger> own = [] {
            auto logger = std::make_shared<spdlog::logger>("constable", std::make_shared<spdlog::sinks::stderr_sink_mt>());
            logger->set_formatter(std::make_unique<line_formatter>());
            logger->set_level(spdlog::level::debug);
            return logger;
        }();
        return own;
    }

    void write(log_severity severity, spdlog::level::level_enum level, std::string_view line) const {
        // no format string: a line may hold braces
        if (severity >= threshold_) logger_->log(level, spdlog::string_view_t{line.data(), line.size()});
    }

    std::shared_ptr<spdlog::logger> logger_;
    log_severity threshold_;
};

} // namespace constable::startup
