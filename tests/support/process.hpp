// SPDX-License-Identifier: BSL-1.0
// Child processes whose output is captured, for tests that start, watch and kill programs.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace constable::testing {

/// What a process left behind.
struct process_result {
    /// As a shell reports it: the exit status, or 128 + the signal that ended the process.
    int exit_code = -1;
    std::string out;
    std::string err;

    bool succeeded() const { return exit_code == 0; }
};

struct process_options {
    /// Variables set on top of the inherited environment.
    std::vector<std::pair<std::string, std::string>> environment = {};
    /// Inherited variables that begin with one of these are removed first: {"PG", "MIGRATION_"}.
    std::vector<std::string> without = {};
    /// What the process reads from its standard input.
    std::string input = {};
};

/// A running process; the destructor kills one that is still running.
class child_process {
public:
    /// Starts a program, looked up in PATH. Throws std::system_error when no process can be made; a program that does
    /// not exist ends with exit code 127.
    explicit child_process(const std::vector<std::string>& command, const process_options& options = {});

    /// Runs `body` in a fork of this process; what it returns is the exit code, an exception is written to `err` and
    /// becomes 125. Tests after a fork must not rely on other threads of the parent.
    explicit child_process(const std::function<int()>& body, const process_options& options = {});

    ~child_process();
    child_process(child_process&& other) noexcept;
    child_process(const child_process&) = delete;
    child_process& operator=(const child_process&) = delete;
    child_process& operator=(child_process&&) = delete;

    pid_t pid() const { return pid_; }
    bool running();
    void kill(int signal = 9) const;

    /// What has been written so far.
    std::string out() const;
    std::string err() const;

    /// Waits for the end. A process that takes longer is killed (exit code 137) and says so in `err`.
    process_result wait(std::chrono::milliseconds at_most = std::chrono::minutes(2));

private:
    void start(const std::function<int()>& body, const process_options& options);

    pid_t pid_ = -1;
    int out_ = -1;
    int err_ = -1;
    int exit_code_ = -1;
};

/// Starts a program and waits for it.
process_result run(const std::vector<std::string>& command, const process_options& options = {});

} // namespace constable::testing
