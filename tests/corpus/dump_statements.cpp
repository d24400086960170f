// SPDX-License-Identifier: BSL-1.0
// Splits SQL as psql does: by semicolons outside of quotes, comments, parentheses and the bodies of SQL routines.
#include "dump_statements.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <iterator>

namespace constable::testing {
namespace {

bool begins_word(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return std::isalpha(byte) != 0 || c == '_' || byte >= 0x80;
}
bool continues_word(char c) { return begins_word(c) || std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '$'; }

std::string upper(std::string_view word) {
    std::string text(word);
    for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return text;
}

/// Walks over SQL text, one token at a time.
class splitter {
public:
    explicit splitter(std::string_view text) : text_(text) {}

    std::vector<std::string> split() {
        while (at_ < text_.size()) step();
        finish();
        return std::move(statements_);
    }

private:
    bool sees(std::string_view what) const { return text_.substr(at_).starts_with(what); }

    void step() {
        const char c = text_[at_];
        if (begin_ == nowhere) {
            if (std::isspace(static_cast<unsigned char>(c)) != 0 || c == ';') return void(++at_);
            // A command of psql takes the line.
            if (c == '\\') return skip_line();
            if (!sees("--") && !sees("/*")) begin_ = at_;
        }
        if (sees("--")) skip_line();
        else if (sees("/*")) skip_comment();
        else if (c == '\'') skip_quoted(c, escapes_before());
        else if (c == '"') skip_quoted(c, false);
        else if (c == '$' && !after_word() && skip_dollar_quoted()) return;
        else if (begins_word(c)) read_word();
        else read_other(c);
    }

    void read_other(char c) {
        if (c == '(') ++parentheses_;
        if (c == ')') --parentheses_;
        if (c == ';' && parentheses_ == 0 && nesting_ == 0) return finish();
        ++at_;
    }

    /// BEGIN ATOMIC … END holds statements, and CASE has an END of its own.
    void read_word() {
        auto end = at_;
        while (end < text_.size() && continues_word(text_[end])) ++end;
        const auto word = upper(text_.substr(at_, end - at_));
        at_ = end;
        if (words_.size() < 4) words_.push_back(word);
        if (!makes_routine()) return;
        if (word == "ATOMIC" && previous_ == "BEGIN") ++nesting_;
        else if (word == "CASE" && nesting_ > 0) ++nesting_;
        else if (word == "END" && nesting_ > 0) --nesting_;
        previous_ = word;
    }

    bool makes_routine() const {
        const auto is = [this](std::size_t place) {
            return words_.size() > place && (words_[place] == "FUNCTION" || words_[place] == "PROCEDURE");
        };
        return !words_.empty() && words_.front() == "CREATE" && (is(1) || is(3));
    }

    bool after_word() const { return at_ > 0 && continues_word(text_[at_ - 1]); }

    /// Whether the quote here opens an E'…' text.
    bool escapes_before() const {
        return at_ > 0 && (text_[at_ - 1] == 'E' || text_[at_ - 1] == 'e') && (at_ < 2 || !continues_word(text_[at_ - 2]));
    }

    void skip_line() {
        const auto end = text_.find('\n', at_);
        at_ = end == nowhere ? text_.size() : end + 1;
    }

    /// Comments nest.
    void skip_comment() {
        int depth = 0;
        do {
            if (sees("/*")) {
                ++depth;
                at_ += 2;
            } else if (sees("*/")) {
                --depth;
                at_ += 2;
            } else {
                ++at_;
            }
        } while (depth > 0 && at_ < text_.size());
    }

    /// A doubled quote closes one text and opens another, which comes to the same.
    void skip_quoted(char quote, bool escapes) {
        for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_)
            if (escapes && text_[at_] == '\\') ++at_;
        at_ = std::min(at_ + 1, text_.size());
    }

    bool skip_dollar_quoted() {
        auto end = at_ + 1;
        while (end < text_.size() && continues_word(text_[end]) && text_[end] != '$') ++end;
        if (end >= text_.size() || text_[end] != '$' || std::isdigit(static_cast<unsigned char>(text_[at_ + 1])) != 0)
            return false;
        const auto tag = text_.substr(at_, end + 1 - at_);
        const auto close = text_.find(tag, end + 1);
        at_ = close == nowhere ? text_.size() : close + tag.size();
        return true;
    }

    void finish() {
        if (begin_ != nowhere) statements_.emplace_back(text_.substr(begin_, at_ - begin_));
        begin_ = nowhere;
        parentheses_ = nesting_ = 0;
        words_.clear();
        previous_.clear();
    }

    static constexpr auto nowhere = std::string_view::npos;
    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t begin_ = nowhere;
    int parentheses_ = 0;
    int nesting_ = 0;
    std::vector<std::string> words_;
    std::string previous_;
    std::vector<std::string> statements_;
};

constexpr std::array<std::string_view, 2> settings_of_tables = {"SET default_tablespace = ",
                                                                "SET default_table_access_method = "};

bool is_setting(std::string_view statement) {
    return statement.starts_with("SET ") || statement.starts_with("SELECT pg_catalog.set_config(");
}

bool is_table(std::string_view statement) {
    constexpr std::array<std::string_view, 3> beginnings = {"CREATE TABLE ", "CREATE UNLOGGED TABLE ",
                                                            "CREATE MATERIALIZED VIEW "};
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [=](std::string_view beginning) { return statement.starts_with(beginning); });
}

} // namespace

std::vector<std::string> dump_statements(std::string_view dump) {
    std::vector<std::string> kept;
    std::array<std::string, settings_of_tables.size()> settings;
    for (auto& statement : splitter(dump).split()) {
        for (std::size_t i = 0; i < settings.size(); ++i)
            if (statement.starts_with(settings_of_tables[i])) settings[i] = statement;
        if (is_setting(statement)) continue;
        if (is_table(statement))
            for (const auto& setting : settings)
                if (!setting.empty() && !setting.ends_with("''") && !setting.ends_with(" heap"))
                    statement.insert(0, setting + "; ");
        kept.push_back(std::move(statement));
    }
    return kept;
}

dump_difference compare_dumps(std::string_view left, std::string_view right) {
    auto left_statements = dump_statements(left);
    auto right_statements = dump_statements(right);
    std::sort(left_statements.begin(), left_statements.end());
    std::sort(right_statements.begin(), right_statements.end());
    dump_difference found;
    std::set_difference(left_statements.begin(), left_statements.end(), right_statements.begin(),
                        right_statements.end(), std::back_inserter(found.only_left));
    std::set_difference(right_statements.begin(), right_statements.end(), left_statements.begin(),
                        left_statements.end(), std::back_inserter(found.only_right));
    return found;
}

} // namespace constable::testing
