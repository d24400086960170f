// SPDX-License-Identifier: BSL-1.0
// The one door to spdlog: log lines, into the caller's logger when there is one.
#pragma once

#include "constable/startup/config.hpp"

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
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
    // [INFO], where spdlog itself would write [info]
    class level_flag : public spdlog::custom_flag_formatter {
    public:
        void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& to) override {
            const std::string_view name = name_of(message.level);
            to.append(name.data(), name.data() + name.size());
        }
        [[nodiscard]] std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<level_flag>(); }

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
            auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
            auto formatter = std::make_unique<spdlog::pattern_formatter>();
            formatter->add_flag<level_flag>('*').set_pattern("[%*] %v");
            sink->set_formatter(std::move(formatter));
            auto logger = std::make_shared<spdlog::logger>("constable", std::move(sink));
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
