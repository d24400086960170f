// SPDX-License-Identifier: BSL-1.0
// Writes a catalog in the text format of snapshots (`snapshot.hpp` describes it).
#pragma once

#include "equal.hpp"
#include "field_value.hpp"
#include "lists.hpp"
#include "snapshot_text.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace constable::catalog {

namespace detail {

/// Which fields of an object stand behind its word: `table auth.users`, `key email`, `grant SELECT`.
template <class Object>
constexpr bool is_in_header(std::string_view field) {
    if constexpr (requires(Object object) { object.privilege; }) return field == "privilege";
    else if constexpr (std::is_same_v<Object, key>) return field == "column";
    else return field == "schema" || field == "name";
}

/// The same for an object of the top: `name` and `default_schema` of a catalog are fields like others.
template <>
constexpr bool is_in_header<catalog>(std::string_view) {
    return false;
}

/// What an object is of which nothing is said.
template <class Object>
inline constexpr Object says_nothing{};

class snapshot_writer {
public:
    std::string text = "constable snapshot " + std::to_string(snapshot_version) + "\n";

    template <class Object>
    void add_object(std::string_view word, const Object& object, std::size_t depth) {
        if (depth == 0) text.push_back('\n');
        indent(depth);
        text.append(word);
        add_header(object);
        text.push_back('\n');
        add_inside(object, depth + 1);
    }

    template <class Object>
    void add_inside(const Object& object, std::size_t depth) {
        add_fields(object, depth);
        if constexpr (std::is_same_v<Object, column>) add_fields(*object.details, depth);
        each_part(object, [&]<class Item>(std::string_view word, std::span<const Item> list, list_order order) {
            if (order == list_order::matters) {
                for (const Item& each : list) add_object(word, each, depth);
            } else {
                for (const Item* const each : sorted_by_key(list)) add_object(word, *each, depth);
            }
        });
    }

private:
    static constexpr std::size_t widest_line = 100;

    void indent(std::size_t depth) { text.append(2 * depth, ' '); }

    template <class Object>
    void add_header(const Object& object) {
        strings::appender sink{text};
        const auto add = [&](std::string_view schema, std::string_view name) {
            if (schema.empty() && name.empty()) return;
            text.push_back(' ');
            add_qualified_name(sink, schema, name);
        };
        if constexpr (requires { object.privilege; }) add({}, object.privilege);
        else if constexpr (std::is_same_v<Object, key>) add({}, object.column);
        else if constexpr (requires { object.schema; }) add(object.schema, object.name);
        else add({}, object.name);
    }

    template <class Object>
    void add_fields(const Object& object, std::size_t depth) {
        each_field(std::type_identity<Object>{}, [&](std::string_view name, auto member) {
            if (is_in_header<Object>(name) || same_value(object.*member, says_nothing<Object>.*member)) return;
            if constexpr (std::is_same_v<decltype(object.*member), const names&>)
                if (is_set(name)) return add_set(name, object.*member, depth);
            add_field(name, object.*member, depth);
        });
    }

    void add_field(std::string_view name, std::string_view value, std::size_t depth) {
        strings::appender sink{text};
        indent(depth);
        text.append(name);
        if (is_safe_value(value)) {
            text.append(": ").append(value).push_back('\n');
        } else if (value.find('\n') == std::string_view::npos) {
            text.append(" = ");
            add_escaped(sink, value);
            text.push_back('\n');
        } else {
            text.append(":\n");
            add_lines(value, depth + 1);
        }
    }
    void add_lines(std::string_view value, std::size_t depth) {
        strings::appender sink{text};
        for (bool more = true; more;) {
            const std::size_t end = value.find('\n');
            const std::string_view line = value.substr(0, end);
            indent(depth);
            if (is_safe_line(line)) text.append("|").append(line);
            else add_escaped(sink, line);
            text.push_back('\n');
            more = end != std::string_view::npos;
            if (more) value.remove_prefix(end + 1);
        }
    }

    template <class Value>
    requires(std::is_arithmetic_v<Value> || std::is_enum_v<Value>) void add_field(std::string_view name, Value value,
                                                                                  std::size_t depth) {
        strings::appender sink{text};
        indent(depth);
        text.append(name).append(": ");
        add_value(sink, value);
        text.push_back('\n');
    }

    void add_set(std::string_view name, names set, std::size_t depth) {
        std::vector<std::string_view> sorted(set.begin(), set.end());
        std::sort(sorted.begin(), sorted.end());
        add_field(name, names{sorted}, depth);
    }

    // On one line, or an item a line when that would be long.
    template <class Item>
    void add_field(std::string_view name, std::span<const Item> list, std::size_t depth) {
        std::string line = std::string(2 * depth, ' ').append(name).append(": ");
        for (std::size_t i = 0; i != list.size(); ++i) {
            if (i != 0) line.append(", ");
            add_item(line, list[i], is_safe_item);
        }
        if (line.size() <= widest_line) {
            text.append(line).push_back('\n');
            return;
        }
        indent(depth);
        text.append(name).append(":\n");
        for (const Item& each : list) {
            indent(depth + 1);
            text.append("- ");
            add_item(text, each, [](std::string_view item) { return is_safe_value(item) && item.front() != '"'; });
            text.push_back('\n');
        }
    }
    static void add_item(std::string& to, std::string_view item, bool (*is_safe)(std::string_view)) {
        strings::appender sink{to};
        if (is_safe(item)) to.append(item);
        else add_escaped(sink, item);
    }
    static void add_item(std::string& to, const qualified_name& item, bool (*)(std::string_view)) {
        strings::appender sink{to};
        add_qualified_name(sink, item.schema, item.name);
    }
};

} // namespace detail

/// A catalog as a text that can be kept, reviewed and read again.
inline std::string write_snapshot(const catalog& of) {
    detail::snapshot_writer writer;
    writer.add_inside(of, 0);
    return std::move(writer.text);
}

} // namespace constable::catalog
