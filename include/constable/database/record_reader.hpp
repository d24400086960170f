// SPDX-License-Identifier: BSL-1.0
// Fills structs of the catalog from the texts of a row, in the order of `each_field`.
#pragma once

#include "session.hpp"

#include "constable/catalog/arena.hpp"
#include "constable/catalog/model.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace constable::database {

/// Reads fields of the server's answer, which it keeps: the texts of all that was read are views of it. Lists and
/// texts with escapes get memory of their own.
class record_reader {
public:
    explicit record_reader(rows answer) : rows_(std::move(answer)) {}

    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    [[nodiscard]] std::string_view text(std::size_t row, std::size_t column) const { return rows_.at(row, column); }
    [[nodiscard]] std::uint32_t number(std::size_t row, std::size_t column) const { return static_cast<std::uint32_t>(to_number(text(row, column))); }
    [[nodiscard]] bool flag(std::size_t row, std::size_t column) const { return text(row, column) == "true"; }

    /// The struct whose fields begin at that column. NULL and empty texts leave what the struct has by itself.
    template <class Record>
    Record read(std::size_t row, std::size_t first_column) {
        Record record{};
        each_field(std::type_identity<Record>{}, [&](const char*, auto member) { set(record.*member, rows_.at(row, first_column++)); });
        return record;
    }

    /// The elements of an array of texts, as `array_out` writes it.
    catalog::names list(std::string_view array) { return keep_list(elements_of(array)); }
    catalog::names keep_list(const std::vector<std::string_view>& list) {
        if (list.empty()) return {};
        return kept_.copy(list.data(), list.size());
    }
    std::span<catalog::qualified_name> keep_list(const catalog::plain_list<catalog::qualified_name>& list) { return kept_.copy(list.data(), list.size()); }
    std::string_view keep(std::string_view text) { return kept_.copy(text); }
    /// Memory that lasts as long as the answer.
    catalog::arena& memory() { return kept_; }

    static std::int64_t to_number(std::string_view text) {
        const bool is_negative = text.starts_with('-');
        std::uint64_t value = 0;
        for (const char digit : text.substr(is_negative ? 1 : 0)) value = value * 10 + static_cast<std::uint64_t>(digit - '0');
        return static_cast<std::int64_t>(is_negative ? 0 - value : value);
    }

private:
    void set(std::string_view& field, std::string_view text) const {
        if (!text.empty()) field = text;
    }
    void set(bool& field, std::string_view text) const {
        if (!text.empty()) field = text == "true";
    }
    void set(std::int16_t& field, std::string_view text) const {
        if (!text.empty()) field = static_cast<std::int16_t>(to_number(text));
    }
    void set(std::int64_t& field, std::string_view text) const {
        if (!text.empty()) field = to_number(text);
    }
    void set(catalog::names& field, std::string_view text) { field = list(text); }
    // pairs of a schema and a name: {{a,b},{c,d}}
    void set(std::span<const catalog::qualified_name>& field, std::string_view text) {
        const std::vector<std::string_view> elements = elements_of(text);
        catalog::plain_list<catalog::qualified_name> names;
        for (std::size_t i = 0; i + 1 < elements.size(); i += 2) names.push_back({elements[i], elements[i + 1]});
        field = keep_list(names);
    }
    template <class Enumeration>
        requires std::is_enum_v<Enumeration>
    void set(Enumeration& field, std::string_view text) const {
        if (!text.empty()) field = catalog::value_of<Enumeration>(text, field);
    }

    // Of nested arrays it takes the innermost elements. What is no array has none: some lists come in another form.
    std::vector<std::string_view> elements_of(std::string_view array) {
        std::vector<std::string_view> elements;
        if (!array.starts_with('{') || !array.ends_with('}')) return elements;
        std::size_t at = 0;
        while (at < array.size()) {
            if (array[at] == '{' || array[at] == '}' || array[at] == ',') {
                ++at;
                continue;
            }
            const bool is_quoted = array[at] == '"';
            const std::size_t begin = is_quoted ? at + 1 : at;
            std::size_t end = begin;
            bool has_escapes = false;
            while (is_quoted ? array[end] != '"' : (array[end] != ',' && array[end] != '}')) {
                has_escapes = has_escapes || array[end] == '\\';
                end += array[end] == '\\' ? 2 : 1;
            }
            const std::string_view element = array.substr(begin, end - begin);
            elements.push_back(has_escapes ? unescaped(element) : element);
            at = end + (is_quoted ? 1 : 0);
        }
        return elements;
    }
    std::string_view unescaped(std::string_view element) {
        std::string text;
        for (std::size_t i = 0; i != element.size(); ++i) text.push_back(element[i] == '\\' ? element[++i] : element[i]);
        return keep(text);
    }

    rows rows_;
    catalog::arena kept_;
};

} // namespace constable::database
