// SPDX-License-Identifier: BSL-1.0
// Which line goes to which stream, what progress looks like, and that no password gets out.
#include "constable/tools/cli_terminal.hpp"

#include "cli_testing.hpp"

#include <gtest/gtest.h>

using namespace constable;
namespace suite = constable::testing;
using tools::cli_detail;
using tools::cli_terminal;

namespace {

struct streams {
    suite::text_stream out;
    suite::text_stream err;
};

TEST(cli_terminal, has_no_colours_where_there_is_no_terminal) {
    streams to;
    cli_terminal terminal{to.out.file(), to.err.file(), cli_detail::normal, false};
    terminal.say("answer", cli_terminal::green);
    terminal.tell("work");
    terminal.warn("odd");
    terminal.error("bad");
    terminal.debug("detail");
    EXPECT_EQ(to.out.text(), "answer\nwork\n");
    EXPECT_EQ(to.err.text(), "warning: odd\nerror: bad\n");
    EXPECT_FALSE(cli_terminal::has_colour(to.out.file()));
}

TEST(cli_terminal, keeps_the_answer_clean_for_machines) {
    streams to;
    cli_terminal terminal{to.out.file(), to.err.file(), cli_detail::verbose, true};
    terminal.tell("work");
    terminal.debug("detail");
    terminal.write("{}\n");
    EXPECT_EQ(to.out.text(), "{}\n");
    EXPECT_EQ(to.err.text(), "work\ndetail\n");
}

TEST(cli_terminal, is_quiet_when_told_so) {
    streams to;
    cli_terminal terminal{to.out.file(), to.err.file(), cli_detail::quiet, false};
    terminal.tell("work");
    terminal.say("answer");
    terminal.show({.version = "1", .description = "", .rows = 5});
    EXPECT_EQ(to.out.text() + to.err.text(), "answer\n");
}

TEST(cli_terminal, takes_the_lines_of_the_library_but_for_errors) {
    streams to;
    cli_terminal terminal{to.out.file(), to.err.file(), cli_detail::normal, false};
    migration_config config;
    config.logger = terminal.logger();
    config.log_level = "DEBUG";
    const startup::log log{config};
    log.info("✓ Applied");
    log.debug("detail");
    log.warn("odd: ALTER ROLE x PASSWORD 'Zebra'");
    log.error("told later");
    EXPECT_EQ(to.out.text(), "✓ Applied\n");
    EXPECT_EQ(to.err.text(), "warning: odd: ALTER ROLE x PASSWORD ***\n");
}

TEST(cli_terminal, shows_progress_in_lines) {
    streams to;
    cli_terminal terminal{to.out.file(), to.err.file(), cli_detail::normal, false};
    cli_terminal::show_progress({.version = "003", .description = ""}, &terminal);
    cli_terminal::show_progress({.version = "003", .description = "", .rows = 1000, .estimated_rows = 4000}, &terminal);
    cli_terminal::show_progress({.version = "003", .description = "", .rows = 2000, .estimated_rows = 4000}, &terminal); // too soon
    EXPECT_EQ(to.out.text(), "  003: 1000 of about 4000 rows\n");
}

TEST(cli_terminal, draws_bars) {
    EXPECT_EQ(cli_terminal::bar(0, 10, 5), "[     ]");
    EXPECT_EQ(cli_terminal::bar(5, 10, 5), "[##   ]");
    EXPECT_EQ(cli_terminal::bar(20, 10, 5), "[#####]");
    EXPECT_EQ(cli_terminal::bar(1, 0, 5), "[     ]");
}

} // namespace
