// SPDX-License-Identifier: BSL-1.0
// Tests of the child processes that other tests start.
#include "support/process.hpp"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <gtest/gtest.h>
#include <stdexcept>
#include <thread>
#include <unistd.h>

namespace {

using namespace constable::testing;
using namespace std::chrono_literals;

TEST(process, gives_back_output_and_exit_code) {
    const auto result = run({"sh", "-c", "echo out; echo err >&2; exit 3"});
    EXPECT_EQ(result.exit_code, 3);
    EXPECT_EQ(result.out, "out\n");
    EXPECT_EQ(result.err, "err\n");
    EXPECT_FALSE(result.succeeded());
}

TEST(process, reads_its_input_and_environment) {
    setenv("LEFT_OUT_BY_PREFIX", "1", 1);
    const auto result = run({"sh", "-c", "cat; echo \"$ADDED${LEFT_OUT_BY_PREFIX-, removed}\""},
                            {.environment = {{"ADDED", "added"}}, .without = {"LEFT_OUT_"}, .input = "input\n"});
    EXPECT_EQ(result.out, "input\nadded, removed\n");
}

TEST(process, passes_on_more_output_than_a_pipe_holds) {
    EXPECT_EQ(run({"sh", "-c", "head -c 1000000 /dev/zero"}).out.size(), 1'000'000u);
}

TEST(process, says_which_program_does_not_exist) {
    const auto result = run({"no-such-program"});
    EXPECT_EQ(result.exit_code, 127);
    EXPECT_NE(result.err.find("no-such-program"), std::string::npos);
}

TEST(process, can_be_killed_while_it_runs) {
    child_process sleeper({"sleep", "100"});
    EXPECT_TRUE(sleeper.running());
    sleeper.kill();
    EXPECT_EQ(sleeper.wait().exit_code, 128 + SIGKILL);
}

TEST(process, is_killed_when_it_takes_too_long) {
    const auto result = child_process({"sleep", "100"}).wait(50ms);
    EXPECT_EQ(result.exit_code, 128 + SIGKILL);
    EXPECT_NE(result.err.find("took longer than 50 ms"), std::string::npos);
}

TEST(process, is_killed_by_the_destructor) {
    pid_t pid = -1;
    {
        const child_process sleeper({"sleep", "100"});
        pid = sleeper.pid();
        EXPECT_EQ(::kill(pid, 0), 0);
    }
    EXPECT_NE(::kill(pid, 0), 0);
}

TEST(process, runs_a_function_in_a_fork) {
    const auto result = child_process(std::function<int()>([] {
                            std::puts("from the fork");
                            return 7;
                        })).wait();
    EXPECT_EQ(result.exit_code, 7);
    EXPECT_EQ(result.out, "from the fork\n");
}

TEST(process, reports_an_exception_of_the_fork) {
    const auto result =
        child_process(std::function<int()>([]() -> int { throw std::runtime_error("what went wrong"); })).wait();
    EXPECT_EQ(result.exit_code, 125);
    EXPECT_EQ(result.err, "what went wrong\n");
}

TEST(process, shows_output_while_it_still_runs) {
    child_process speaker({"sh", "-c", "echo early; sleep 100"});
    for (int i = 0; i < 500 && speaker.out().empty(); ++i) std::this_thread::sleep_for(10ms);
    EXPECT_EQ(speaker.out(), "early\n");
    EXPECT_TRUE(speaker.running());
}

} // namespace
