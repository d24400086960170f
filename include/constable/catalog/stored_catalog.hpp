// SPDX-License-Identifier: BSL-1.0
// A catalog together with the memory that it points into.
#pragma once

#include "model.hpp"

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace constable::catalog {

/// Owns the texts and lists of a catalog that is made at run time. Moving it moves no text and no list.
class stored_catalog {
public:
    stored_catalog() = default;
    stored_catalog(stored_catalog&&) = default;
    stored_catalog& operator=(stored_catalog&&) = default;
    stored_catalog(const stored_catalog&) = delete;
    stored_catalog& operator=(const stored_catalog&) = delete;
    ~stored_catalog() = default;

    [[nodiscard]] const catalog& view() const { return view_; }
    [[nodiscard]] catalog& view() { return view_; }

    /// Keeps a text as long as the catalog lives.
    std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }
    /// Keeps a list as long as the catalog lives.
    template <class Item>
    std::span<const Item> keep(std::vector<Item> items) {
        if (items.empty()) return {};
        return std::get<std::deque<std::vector<Item>>>(lists_).emplace_back(std::move(items));
    }

private:
    template <class... Item>
    using lists_of = std::tuple<std::deque<std::vector<Item>>...>;

    catalog view_{};
    std::deque<std::string> texts_;
    lists_of<std::string_view, qualified_name, key, constraint, index, enumeration, sequence, column_details, column,
             trigger, rule, policy, statistics, table, database_schema, extension, collation, domain, attribute,
             composite_type, range_type, view_column, ::constable::catalog::view, routine, raw_object, grant, default_privilege,
             unmodelled>
        lists_;
};

} // namespace constable::catalog
