// SPDX-License-Identifier: BSL-1.0
// The lines of a snapshot as a tree of objects and fields that knows nothing of the model.
#pragma once

#include "snapshot_text.hpp"
#include "stored_catalog.hpp"
#include "words.hpp"

#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::catalog::detail {

/// How a value is written: as it is, in quotes or line by line, or an item a line.
enum class snapshot_form : unsigned char { plain, escaped, items };

struct snapshot_item {
    std::string_view whole;  ///< without quotes and escapes
    std::string_view source; ///< as it stands there
};

struct snapshot_field {
    std::string_view name;
    std::size_t line;
    snapshot_form form = snapshot_form::plain;
    std::string_view text{};
    std::vector<snapshot_item> items{};
};

struct snapshot_node {
    std::string_view word;
    std::size_t line;
    qualified_name header{};
    std::vector<snapshot_field> fields{};
    std::vector<snapshot_node> children{};
};

/// Takes the text in quotes that begins at `from`.
inline std::string_view take_escaped(stored_catalog& to, std::string_view in, std::size_t& from, std::size_t line) {
    std::string text;
    if (!take_escaped(in, from, text))
        throw snapshot_error(
            line, "a text in double quotes is not closed, or an escape is none of \\\" \\\\ \\n \\r \\t \\x00");
    return to.keep(std::move(text));
}

inline std::string_view take_name(stored_catalog& to, std::string_view in, std::size_t& from, std::size_t line) {
    if (from < in.size() && in[from] == '"') return take_escaped(to, in, from, line);
    std::size_t end = from;
    while (end < in.size() && is_safe_name(in.substr(end, 1))) ++end;
    const std::string_view name = in.substr(from, end - from);
    from = end;
    return name;
}

/// Reads `name`, or `schema.name`.
inline qualified_name take_qualified(stored_catalog& to, std::string_view in, std::size_t line) {
    std::size_t from = 0;
    qualified_name read{{}, take_name(to, in, from, line)};
    if (from < in.size() && in[from] == '.') {
        read.schema = read.name;
        read.name = take_name(to, in, ++from, line);
    }
    if (from == 0 || from != in.size())
        throw snapshot_error(line,
                             "'" + std::string{in} + "' is no name; put it into double quotes, schema and name apart");
    return read;
}

/// Splits `a, b, "c, d"`.
inline std::vector<snapshot_item> split_items(stored_catalog& to, std::string_view in, std::size_t line) {
    std::vector<snapshot_item> items;
    for (std::size_t from = 0;;) {
        // A qualified name may have quotes anywhere.
        std::size_t end = from;
        std::string_view whole;
        while (end < in.size() && in[end] != ',') {
            if (in[end] != '"') ++end;
            else whole = take_escaped(to, in, end, line);
        }
        const std::string_view source = in.substr(from, end - from);
        if (source.empty()) throw snapshot_error(line, "an item of the list is empty; write it as \"\"");
        items.push_back({source.front() == '"' ? whole : source, source});
        if (end == in.size()) return items;
        if (in.substr(end, 2) != ", ")
            throw snapshot_error(
                line, "items are parted by a comma and a space; put an item with a comma into double quotes");
        from = end + 2;
    }
}

class snapshot_lines {
public:
    snapshot_lines(stored_catalog& to, std::string_view text) : to_(to), rest_(to.keep(std::string{text})) { next(); }

    snapshot_node read() {
        constexpr std::string_view first = "constable snapshot ";
        unsigned version = 0;
        if (!here_ || !line_.starts_with(first) ||
            std::from_chars(line_.data() + first.size(), line_.data() + line_.size(), version).ptr !=
                line_.data() + line_.size())
            throw snapshot_error(
                1, "this is no snapshot: its first line is not 'constable snapshot 1'; write the snapshot again");
        if (version == 0 || version > snapshot_version)
            throw snapshot_error(1, "its format has version " + std::to_string(version) +
                                        ", this Constable reads versions up to " + std::to_string(snapshot_version) +
                                        "; update Constable, or write the snapshot again with this one");
        next();
        snapshot_node top{"catalog", 1};
        read_inside(top, 0);
        if (here_) throw broken();
        return top;
    }

private:
    // The next line that is not empty. Files that went through Windows end their lines with CR LF.
    void next() {
        for (;;) {
            here_ = !rest_.empty();
            if (!here_) return;
            ++number_;
            const std::size_t end = rest_.find('\n');
            line_ = rest_.substr(0, end);
            rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
            if (!line_.empty() && line_.back() == '\r') line_.remove_suffix(1);
            indent_ = line_.find_first_not_of(' ');
            if (indent_ != std::string_view::npos) break;
        }
        line_.remove_prefix(indent_);
    }

    [[nodiscard]] snapshot_error broken() const {
        for (const std::string_view marker : {"<<<<<<<", "=======", ">>>>>>>"})
            if (line_.starts_with(marker)) return {number_, "a merge conflict was left here; settle it"};
        return {number_,
                "'" + std::string{line_.substr(0, 40)} +
                    "' is neither 'field: value' nor an object at this depth; correct it, or write the snapshot again"};
    }

    void read_inside(snapshot_node& node, std::size_t indent) {
        while (here_ && indent_ == indent) {
            std::size_t end = 0;
            while (end < line_.size() && ((line_[end] >= 'a' && line_[end] <= 'z') || line_[end] == '_')) ++end;
            const std::string_view word = line_.substr(0, end);
            const std::string_view behind = line_.substr(end);
            if (word.empty()) throw broken();
            if (behind.starts_with(":") || behind.starts_with(" = ")) {
                if (!node.children.empty())
                    throw snapshot_error(number_,
                                         "'" + std::string{word} +
                                             "' stands behind the parts of its object; put fields before them");
                node.fields.push_back(read_field(word, behind, indent));
            } else if (behind.empty() || (behind.front() == ' ' && behind.size() > 1)) {
                snapshot_node& child = node.children.emplace_back(snapshot_node{word, number_});
                if (!behind.empty()) child.header = take_qualified(to_, behind.substr(1), number_);
                next();
                read_inside(child, indent + 2);
            } else throw broken();
        }
        if (here_ && indent_ > indent) throw broken();
    }

    snapshot_field read_field(std::string_view name, std::string_view behind, std::size_t indent) {
        snapshot_field field{name, number_};
        if (behind.starts_with(" = ")) {
            field.form = snapshot_form::escaped;
            std::size_t from = 3;
            if (behind.size() == from || behind[from] != '"') throw broken();
            field.text = take_escaped(to_, behind, from, number_);
            if (from != behind.size()) throw broken();
            next();
        } else if (behind.size() > 2 && behind[1] == ' ') {
            field.text = behind.substr(2);
            next();
        } else if (behind == ":") {
            next();
            read_below(field, indent + 2);
        } else throw broken();
        return field;
    }

    // A text line by line, or a list item by item.
    void read_below(snapshot_field& field, std::size_t indent) {
        std::string text;
        std::size_t lines = 0;
        for (; here_ && indent_ == indent && (line_.front() == '|' || line_.front() == '"' || line_.starts_with("- "));
             next()) {
            const bool is_item = line_.front() == '-';
            if (lines++ == 0) field.form = is_item ? snapshot_form::items : snapshot_form::escaped;
            else if (is_item != (field.form == snapshot_form::items)) throw broken();
            else if (!is_item) text.push_back('\n');
            std::string_view part = line_.substr(is_item ? 2 : line_.front() == '|' ? 1 : 0);
            const std::string_view source = part;
            if (line_.front() != '|' && !part.empty() && part.front() == '"') {
                std::size_t from = 0;
                part = take_escaped(to_, source, from, number_);
                if (from != source.size() && !is_item) throw broken();
            }
            if (is_item) field.items.push_back({part, source});
            else text.append(part);
        }
        if (lines == 0)
            throw snapshot_error(field.line,
                                 "'" + std::string{field.name} + "' has no value; write = \"\" for an empty one");
        if (field.form != snapshot_form::items) field.text = to_.keep(std::move(text));
    }

    stored_catalog& to_;
    std::string_view rest_;
    std::string_view line_{}; ///< without its indentation
    std::size_t indent_ = 0;
    std::size_t number_ = 0;
    bool here_ = false;
};

inline snapshot_node read_tree(stored_catalog& to, std::string_view text) { return snapshot_lines{to, text}.read(); }

} // namespace constable::catalog::detail
