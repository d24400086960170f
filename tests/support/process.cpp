// SPDX-License-Identifier: BSL-1.0
// Child processes: fork, files in memory for their output, and a patient wait.
#include "process.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <string_view>
#include <sys/mman.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

extern char** environ;

namespace constable::testing {
namespace {

int memory_file(const char* name, std::string_view content = {}) {
    const int file = memfd_create(name, MFD_CLOEXEC);
    if (file < 0) throw std::system_error(errno, std::generic_category(), "memfd_create");
    while (!content.empty()) {
        const auto written = write(file, content.data(), content.size());
        if (written < 0) throw std::system_error(errno, std::generic_category(), "write");
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    lseek(file, 0, SEEK_SET);
    return file;
}

std::string content_of(int file) {
    std::string text;
    char buffer[65536];
    for (ssize_t got = 0; (got = pread(file, buffer, sizeof buffer, static_cast<off_t>(text.size()))) > 0;)
        text.append(buffer, static_cast<std::size_t>(got));
    return text;
}

void apply_environment(const process_options& options) {
    std::vector<std::string> removed;
    for (char** entry = environ; *entry != nullptr; ++entry)
        for (const auto& prefix : options.without)
            if (std::string_view(*entry).starts_with(prefix)) removed.emplace_back(*entry, std::strcspn(*entry, "="));
    for (const auto& name : removed) unsetenv(name.c_str());
    for (const auto& [name, value] : options.environment) setenv(name.c_str(), value.c_str(), 1);
}

int exec(const std::vector<std::string>& command) {
    std::vector<char*> arguments;
    arguments.reserve(command.size() + 1);
    for (const auto& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    execvp(arguments[0], arguments.data());
    std::fprintf(stderr, "cannot run %s: %s\n", arguments[0], std::strerror(errno));
    return 127;
}

int guarded(const std::function<int()>& body) noexcept {
    try {
        return body();
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "%s\n", problem.what());
    } catch (...) {
        std::fprintf(stderr, "an exception of an unknown type\n");
    }
    return 125;
}

} // namespace

child_process::child_process(const std::vector<std::string>& command, const process_options& options) {
    start([&command] { return exec(command); }, options);
}

child_process::child_process(const std::function<int()>& body, const process_options& options) { start(body, options); }

child_process::child_process(child_process&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), out_(std::exchange(other.out_, -1)), err_(std::exchange(other.err_, -1)),
      exit_code_(other.exit_code_) {}

child_process::~child_process() {
    if (running()) {
        kill();
        wait();
    }
    if (out_ >= 0) close(out_);
    if (err_ >= 0) close(err_);
}

void child_process::start(const std::function<int()>& body, const process_options& options) {
    const int input = memory_file("stdin", options.input);
    out_ = memory_file("stdout");
    err_ = memory_file("stderr");
    std::fflush(nullptr);
    pid_ = fork();
    if (pid_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
    if (pid_ == 0) {
        dup2(input, 0);
        dup2(out_, 1);
        dup2(err_, 2);
        apply_environment(options);
        const int exit_code = guarded(body);
        std::fflush(nullptr);
        _exit(exit_code);
    }
    close(input);
}

bool child_process::running() {
    if (pid_ < 0 || exit_code_ >= 0) return false;
    int status = 0;
    if (waitpid(pid_, &status, WNOHANG) == 0) return true;
    exit_code_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    return false;
}

void child_process::kill(int signal) const {
    if (pid_ > 0 && exit_code_ < 0) ::kill(pid_, signal);
}

std::string child_process::out() const { return content_of(out_); }
std::string child_process::err() const { return content_of(err_); }

process_result child_process::wait(std::chrono::milliseconds at_most) {
    const auto deadline = std::chrono::steady_clock::now() + at_most;
    auto pause = std::chrono::microseconds(200);
    std::string remark;
    while (running()) {
        if (std::chrono::steady_clock::now() > deadline && remark.empty()) {
            remark = "\nkilled: it took longer than " + std::to_string(at_most.count()) + " ms\n";
            kill();
        }
        std::this_thread::sleep_for(pause);
        pause = std::min(pause * 2, std::chrono::microseconds(10'000));
    }
    return {exit_code_, out(), err() + remark};
}

process_result run(const std::vector<std::string>& command, const process_options& options) {
    return child_process(command, options).wait();
}

} // namespace constable::testing
