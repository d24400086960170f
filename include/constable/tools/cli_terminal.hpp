// SPDX-License-Identifier: BSL-1.0
// What a command-line tool shows to people: lines, colours where there is a terminal, and a bar for what takes long.
#pragma once

#include "constable/runner/hide_passwords.hpp"
#include "constable/runner/options.hpp"
#include "constable/startup/log.hpp"

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <string>
#include <string_view>
#include <unistd.h>

namespace constable::tools {

/// How much is told.
enum class cli_detail : unsigned char {
    quiet,   ///< what was asked for, and errors
    normal,
    verbose, ///< the library's debug lines too
};

/// Two streams: results on the one, everything about the work on the other. No text leaves it with a password in it,
/// but for those that `write` is given: scripts must stay what they are.
class cli_terminal {
public:
    /// `is_for_machines`: the first stream takes JSON only.
    cli_terminal(std::FILE* out, std::FILE* err, cli_detail detail, bool is_for_machines)
        : out_(out), err_(err), detail_(detail), is_for_machines_(is_for_machines), out_has_colour_(has_colour(out)), err_has_colour_(has_colour(err)),
          has_bar_(is_terminal(err)) {}
    ~cli_terminal() { clear_bar(); }
    cli_terminal(const cli_terminal&) = delete;
    cli_terminal& operator=(const cli_terminal&) = delete;

    [[nodiscard]] bool is_for_machines() const { return is_for_machines_; }

    /// A text as it is.
    void write(std::string_view text) {
        clear_bar();
        std::fwrite(text.data(), 1, text.size(), out_);
        std::fflush(out_);
    }
    /// A line of the answer.
    void say(std::string_view line, std::string_view colour = {}) { write(painted(line, colour, out_has_colour_) + "\n"); }
    /// A line about the work: quiet tools do without it.
    void tell(std::string_view line, std::string_view colour = {}) {
        if (detail_ == cli_detail::quiet) return;
        if (is_for_machines_) to_err(line, colour);
        else say(line, colour);
    }
    void debug(std::string_view line) {
        if (detail_ == cli_detail::verbose) to_err(line, grey);
    }
    void warn(std::string_view line) { to_err("warning: " + std::string{line}, yellow); }
    void error(std::string_view line) { to_err("error: " + std::string{line}, red); }

    /// How far a migration has come: a bar on a terminal, a line every few seconds elsewhere.
    void show(const migration_progress& how_far) {
        if (detail_ == cli_detail::quiet || how_far.is_done) return clear_bar();
        if (has_bar_) draw_bar(how_far);
        else if (how_far.rows != 0 && is_time()) tell("  " + std::string{how_far.version} + ": " + rows_of(how_far));
    }
    /// For `migrate_options::progress`; `user` is a cli_terminal.
    static void show_progress(const migration_progress& how_far, void* user) { static_cast<cli_terminal*>(user)->show(how_far); }

    /// Where the library logs while this lives. What fails comes as a result, and is told once.
    [[nodiscard]] std::shared_ptr<spdlog::logger> logger() {
        auto made = std::make_shared<spdlog::logger>("constable", std::make_shared<sink>(*this));
        made->set_level(spdlog::level::debug);
        return made;
    }

    static constexpr std::string_view green = "32";
    static constexpr std::string_view yellow = "33";
    static constexpr std::string_view red = "31";
    static constexpr std::string_view grey = "2";

    /// Whether escape codes are welcome: on a terminal, unless NO_COLOR (https://no-color.org) says otherwise.
    static bool has_colour(std::FILE* stream) {
        const char* const no = std::getenv("NO_COLOR");
        const char* const kind = std::getenv("TERM");
        return is_terminal(stream) && (no == nullptr || *no == '\0') && (kind == nullptr || std::string_view{kind} != "dumb");
    }

    /// A bar with `width` places: `[####      ]`.
    static std::string bar(std::size_t done, std::size_t all, std::size_t width) {
        const std::size_t filled = all == 0 ? 0 : done * width / all;
        return "[" + std::string(filled < width ? filled : width, '#') + std::string(filled < width ? width - filled : 0, ' ') + "]";
    }

private:
    class sink : public spdlog::sinks::sink {
    public:
        explicit sink(cli_terminal& to) : to_(to) {}
        void log(const spdlog::details::log_msg& message) override {
            const std::string_view line{message.payload.data(), message.payload.size()};
            if (message.level >= spdlog::level::err) return;
            if (message.level == spdlog::level::warn) to_.warn(line);
            else if (message.level == spdlog::level::info) to_.tell(runner::hide_passwords(line), line.starts_with("✓") ? green : std::string_view{});
            else to_.debug(line);
        }
        void flush() override {}
        void set_pattern(const std::string&) override {}
        void set_formatter(std::unique_ptr<spdlog::formatter>) override {}

    private:
        cli_terminal& to_;
    };

    static bool is_terminal(std::FILE* stream) {
        const int descriptor = fileno(stream);
        return descriptor >= 0 && isatty(descriptor) == 1;
    }
    static std::string painted(std::string_view line, std::string_view colour, bool has_colour) {
        if (!has_colour || colour.empty()) return std::string{line};
        return "\x1b[" + std::string{colour} + "m" + std::string{line} + "\x1b[0m";
    }
    void to_err(std::string_view line, std::string_view colour) {
        clear_bar();
        std::fputs((painted(runner::hide_passwords(line), colour, err_has_colour_) + "\n").c_str(), err_);
        std::fflush(err_);
    }

    static std::string rows_of(const migration_progress& how_far) {
        const std::string rows = std::to_string(how_far.rows);
        return how_far.estimated_rows > 0 ? rows + " of about " + std::to_string(how_far.estimated_rows) + " rows" : rows + " rows";
    }
    void draw_bar(const migration_progress& how_far) {
        const bool has_rows = how_far.rows != 0 && how_far.estimated_rows > 0;
        const std::size_t within = has_rows ? static_cast<std::size_t>(100 * how_far.rows / how_far.estimated_rows)
                                            : how_far.steps == 0 ? 0 : 100 * how_far.step / how_far.steps;
        const std::size_t done = how_far.migration == 0 ? 0 : how_far.migration - 1;
        std::string line = bar(100 * done + (within < 100 ? within : 100), 100 * how_far.migrations, 24) + " " + std::to_string(done) + "/" +
                           std::to_string(how_far.migrations) + " " + std::string{how_far.version} + " " + std::string{how_far.description};
        line = line.substr(0, line.find('\n'));
        if (how_far.rows != 0) line += ", " + rows_of(how_far);
        std::fputs(("\r\x1b[K" + line).c_str(), err_);
        std::fflush(err_);
        is_drawn_ = true;
    }
    void clear_bar() {
        if (!is_drawn_) return;
        std::fputs("\r\x1b[K", err_);
        std::fflush(err_);
        is_drawn_ = false;
    }
    bool is_time() {
        const std::time_t now = std::time(nullptr);
        if (now - told_at_ < 5) return false;
        told_at_ = now;
        return true;
    }

    std::FILE* out_;
    std::FILE* err_;
    cli_detail detail_;
    bool is_for_machines_;
    bool out_has_colour_;
    bool err_has_colour_;
    bool has_bar_;
    bool is_drawn_ = false;
    std::time_t told_at_ = 0;
};

} // namespace constable::tools
