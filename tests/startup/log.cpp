// SPDX-License-Identifier: BSL-1.0
// Lines, their severities, and where they go.
#include "constable/startup/log.hpp"

#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <sstream>
#include <string>

using namespace constable;

namespace {

class logging : public ::testing::Test {
protected:
    std::string lines(migration_config config) {
        std::ostringstream text;
        config.logger = std::make_shared<spdlog::logger>("caller", std::make_shared<spdlog::sinks::ostream_sink_mt>(text));
        config.logger->set_pattern("%l: %v");
        config.logger->set_level(spdlog::level::trace);
        const startup::log to{config};
        to.debug("a {} b");
        to.info("c");
        to.warn("d %v");
        to.error("e");
        return text.str();
    }
};

TEST_F(logging, lets_through_what_the_level_asks_for) {
    EXPECT_EQ(lines({.log_level = "DEBUG"}), "debug: a {} b\ninfo: c\nwarning: d %v\nerror: e\n");
    EXPECT_EQ(lines({.log_level = "info"}), "info: c\nwarning: d %v\nerror: e\n");
    EXPECT_EQ(lines({.log_level = "WARN"}), "warning: d %v\nerror: e\n");
    EXPECT_EQ(lines({.log_level = "ERROR"}), "error: e\n");
}

TEST_F(logging, is_down_to_warnings_when_switched_off) {
    EXPECT_EQ(lines({.enable_logging = false, .log_level = "DEBUG"}), "warning: d %v\nerror: e\n");
    EXPECT_EQ(lines({.enable_logging = false, .log_level = "ERROR"}), "error: e\n");
}

TEST_F(logging, goes_to_standard_error_by_itself) {
    ::testing::internal::CaptureStderr();
    const startup::log to{migration_config{.log_level = "DEBUG"}};
    to.headline("title");
    to.subheading("part");
    to.debug("d");
    to.warn("w");
    to.error("e");
    const std::string wide(60, '=');
    const std::string narrow(40, '-');
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "[INFO] " + wide + "\n[INFO] title\n[INFO] " + wide + "\n[INFO] " + narrow + "\n[INFO] part\n[INFO] " +
                                                            narrow + "\n[DEBUG] d\n[WARN] w\n[ERROR] e\n");
}

TEST_F(logging, refuses_a_level_that_does_not_exist) {
    EXPECT_THROW(startup::log{migration_config{.log_level = "LOUD"}}, configuration_error);
}

} // namespace
