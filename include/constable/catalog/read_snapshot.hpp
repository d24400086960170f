// SPDX-License-Identifier: BSL-1.0
// Reads the text format of snapshots (`snapshot.hpp` describes it): first lines become a tree, then the tree a catalog.
#pragma once

#include "equal.hpp"
#include "lists.hpp"
#include "snapshot_text.hpp"
#include "snapshot_tree.hpp"
#include "stored_catalog.hpp"
#include "write_snapshot.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

namespace constable::catalog {

namespace detail {

class snapshot_reader {
public:
    explicit snapshot_reader(stored_catalog& to) : to_(to) {}

    template <class Object>
    Object build(const snapshot_node& node) {
        Object object;
        set_header(object, node);
        column_details details;
        for (const snapshot_field& each : node.fields) {
            const bool is_repeated = std::count_if(node.fields.begin(), node.fields.end(),
                                                   [&](const auto& other) { return other.name == each.name; }) > 1;
            if (is_repeated)
                throw snapshot_error(each.line, "'" + std::string{each.name} + "' is said twice; keep one of them");
            bool is_known = set_field(object, each);
            if constexpr (std::is_same_v<Object, column>) is_known = is_known || set_field(details, each);
            if (!is_known) throw unknown(each.line, each.name, "field", node.word);
        }
        std::size_t used = 0;
        each_list(std::type_identity<Object>{}, [&](std::string_view word, auto member, list_order order) {
            using item = std::remove_cvref_t<decltype((object.*member)[0])>;
            auto items = build_all<item>(node, word);
            used += items.size();
            if (order == list_order::by_name) refuse_twins<item>(items, node, word);
            object.*member = to_.keep(std::move(items));
        });
        if constexpr (std::is_same_v<Object, column>) used += set_details(object, details, node);
        if (used != node.children.size()) refuse_unknown_children<Object>(node);
        return object;
    }

private:
    static snapshot_error unknown(std::size_t line, std::string_view name, std::string_view what, std::string_view of) {
        return {line, "'" + std::string{name} + "' is no " + std::string{what} + " of a " + std::string{of} +
                          " that this version of Constable knows; correct it, or update Constable when a newer one has "
                          "written it"};
    }

    template <class Item>
    std::vector<Item> build_all(const snapshot_node& node, std::string_view word) {
        std::vector<Item> items;
        for (const snapshot_node& each : node.children)
            if (each.word == word) items.push_back(build<Item>(each));
        return items;
    }

    template <class Item>
    static void refuse_twins(std::span<const Item> items, const snapshot_node& node, std::string_view word) {
        const std::vector<const Item*> sorted = sorted_by_key(items);
        for (std::size_t i = 1; i < sorted.size(); ++i) {
            if (compare_keys(*sorted[i - 1], *sorted[i]) != 0) continue;
            auto at = sorted[i] - items.data();
            for (const snapshot_node& each : node.children)
                if (each.word == word && at-- == 0)
                    throw snapshot_error(each.line,
                                         in_words(word, *sorted[i], 0) + " is there twice; keep one of them");
        }
    }

    template <class Object>
    static void refuse_unknown_children(const snapshot_node& node) {
        for (const snapshot_node& child : node.children) {
            bool is_known = std::is_same_v<Object, column> && child.word == "sequence";
            each_list(std::type_identity<Object>{},
                      [&](std::string_view word, auto, auto) { is_known = is_known || word == child.word; });
            if (!is_known) throw unknown(child.line, child.word, "part", node.word);
        }
    }

    template <class Object>
    static void set_header(Object& object, const snapshot_node& node) {
        if constexpr (std::is_same_v<Object, catalog>) return;
        else {
            if constexpr (requires { object.privilege; }) object.privilege = node.header.name;
            else if constexpr (std::is_same_v<Object, key>) object.column = node.header.name;
            else object.name = node.header.name;
            if (node.header.schema.empty()) return;
            if constexpr (is_in_header<Object>("schema") && requires { object.schema; })
                object.schema = node.header.schema;
            else
                throw snapshot_error(node.line,
                                     "a " + std::string{node.word} +
                                         " has no schema of its own; put a name with a full stop into double quotes");
        }
    }

    template <class Object>
    bool set_field(Object& object, const snapshot_field& from) {
        bool found = false;
        each_field(std::type_identity<Object>{}, [&](std::string_view name, auto member) {
            if (found || name != from.name || is_in_header<Object>(name)) return;
            found = true;
            set(object.*member, from);
        });
        return found;
    }

    // How many parts of the column are its sequence.
    std::size_t set_details(column& object, column_details& details, const snapshot_node& node) {
        std::vector<sequence> own = build_all<sequence>(node, "sequence");
        const std::size_t used = own.size();
        if (used > 1) throw snapshot_error(node.children[1].line, "a column has one sequence; keep one of them");
        if (used == 1) details.sequence = to_.keep(std::move(own)).data();
        const bool says_something =
            used == 1 || std::any_of(node.fields.begin(), node.fields.end(), [](const auto& each) {
                bool is_detail = false;
                each_field(std::type_identity<column_details>{},
                           [&](std::string_view name, auto) { is_detail = is_detail || name == each.name; });
                return is_detail;
            });
        if (says_something) object.details = to_.keep(std::vector{details}).data();
        return used;
    }

    // ---- values

    static snapshot_error no_such_value(const snapshot_field& from, std::string_view wanted) {
        return {from.line, "'" + std::string{from.name} + "' must be " + std::string{wanted} +
                               "; correct it, or update Constable when a newer one has written it"};
    }
    static std::string_view plain(const snapshot_field& from, std::string_view wanted) {
        if (from.form != snapshot_form::plain) throw no_such_value(from, wanted);
        return from.text;
    }

    void set(std::string_view& value, const snapshot_field& from) {
        if (from.form == snapshot_form::items) throw no_such_value(from, "one text");
        value = from.text;
    }
    static void set(bool& value, const snapshot_field& from) {
        const std::string_view word = plain(from, "true or false");
        if (word != "true" && word != "false") throw no_such_value(from, "true or false");
        value = word == "true";
    }
    template <class Number>
    requires std::is_arithmetic_v<Number>
    static void set(Number& value, const snapshot_field& from) {
        const std::string_view digits = plain(from, "a number");
        const char* const end = digits.data() + digits.size();
        const auto [behind, error] = std::from_chars(digits.data(), end, value);
        if (error != std::errc{} || behind != end) throw no_such_value(from, "a number within its range");
    }
    template <class Word>
    requires std::is_enum_v<Word>
    static void set(Word& value, const snapshot_field& from) {
        std::string wanted = "one of ";
        const std::string_view word = plain(from, "a word");
        for (std::size_t i = 0; i != words_of<Word>.size(); ++i) {
            if (words_of<Word>[i] == word) {
                value = static_cast<Word>(i);
                return;
            }
            wanted.append(i == 0 ? "" : ", ").append(words_of<Word>[i]);
        }
        throw no_such_value(from, wanted);
    }
    void set(names& value, const snapshot_field& from) {
        std::vector<std::string_view> items;
        for (const snapshot_item& each : items_of(from)) items.push_back(each.whole);
        value = to_.keep(std::move(items));
    }
    void set(std::span<const qualified_name>& value, const snapshot_field& from) {
        std::vector<qualified_name> items;
        for (const snapshot_item& each : items_of(from)) items.push_back(take_qualified(to_, each.source, from.line));
        value = to_.keep(std::move(items));
    }
    std::vector<snapshot_item> items_of(const snapshot_field& from) {
        if (from.form == snapshot_form::items) return from.items;
        return split_items(to_, plain(from, "a list"), from.line);
    }

    stored_catalog& to_;
};

} // namespace detail

/// Reads what `write_snapshot` wrote. Throws `snapshot_error`.
inline stored_catalog read_snapshot(std::string_view text) {
    stored_catalog to;
    const detail::snapshot_node top = detail::read_tree(to, text);
    to.view() = detail::snapshot_reader{to}.build<catalog>(top);
    return to;
}

} // namespace constable::catalog
