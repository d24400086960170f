// SPDX-License-Identifier: BSL-1.0
// A catalog in which every field of every struct says something, and the same with one thing changed: for tests that
// must not forget a field when the model grows. No server would take it.
#pragma once

#include "constable/catalog/lists.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace test {

/// What is done to the value of one field, or to one list.
enum class alteration : unsigned char { other_value, default_value };

class full_catalog {
    static constexpr std::size_t nothing = std::numeric_limits<std::size_t>::max();

public:
    explicit full_catalog(std::size_t changed = nothing, alteration how = alteration::other_value)
        : changed_(changed), how_(how), value_(make<constable::catalog::catalog>("catalog")) {}
    full_catalog(const full_catalog&) = delete;
    full_catalog& operator=(const full_catalog&) = delete;

    [[nodiscard]] const constable::catalog::catalog& value() const { return value_; }
    /// How many things can be changed.
    [[nodiscard]] std::size_t size() const { return count_; }
    /// Where the changed thing is: `catalog/table/column/type`.
    [[nodiscard]] const std::string& what() const { return what_; }

private:
    bool is_changed(const std::string& path) {
        const bool changed = count_++ == changed_;
        if (changed) what_ = path;
        return changed;
    }

    std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }
    template <class Item>
    std::span<const Item> keep(std::vector<Item> items) {
        const auto kept = std::make_shared<std::vector<Item>>(std::move(items));
        memory_.push_back(kept);
        return *kept;
    }

    // ---- values, each unlike the default one

    void say(std::string_view& value, const std::string& path, bool other) {
        value = keep(path + " " + std::to_string(count_) + (other ? " other" : ""));
    }
    static void say(bool& value, const std::string&, bool) { value = !value; } // both alterations are the default
    template <class Number>
    requires std::is_arithmetic_v<Number>
    static void say(Number& value, const std::string&, bool other) {
        value = static_cast<Number>(value == 17 ? 18 : other ? 19 : 17);
    }
    template <class Word>
    requires std::is_enum_v<Word>
    static void say(Word& value, const std::string&, bool other) {
        constexpr std::size_t words = constable::catalog::words_of<Word>.size();
        value = static_cast<Word>((static_cast<std::size_t>(value) + (other ? 2 : 1)) % words);
    }
    void say(constable::catalog::names& value, const std::string& path, bool other) {
        std::vector<std::string_view> items(2);
        say(items[0], path, false);
        say(items[1], path, other);
        value = keep(std::move(items));
    }
    void say(std::span<const constable::catalog::qualified_name>& value, const std::string& path, bool other) {
        std::vector<constable::catalog::qualified_name> items(2);
        say(items[0].name, path, false);
        say(items[1].schema, path, other);
        say(items[1].name, path, false);
        value = keep(std::move(items));
    }

    template <class Object>
    void fill_fields(Object& object, const std::string& path) {
        each_field(std::type_identity<Object>{}, [&](std::string_view name, auto member) {
            const std::string where = path + "/" + std::string{name};
            const bool changed = is_changed(where);
            if (changed && (how_ == alteration::default_value || std::is_same_v<decltype(object.*member), bool&>))
                return;
            say(object.*member, where, changed);
        });
    }

    template <class Object>
    Object make(const std::string& path) {
        Object object;
        fill_fields(object, path);
        each_list(std::type_identity<Object>{}, [&](std::string_view word, auto member, auto) {
            using item = std::remove_cvref_t<decltype((object.*member)[0])>;
            const std::string where = path + "/" + std::string{word};
            std::vector<item> items;
            items.push_back(make<item>(where));
            items.emplace_back(); // and one of which nothing is said
            if (is_changed(where)) items.resize(how_ == alteration::default_value ? 0 : 1);
            object.*member = keep(std::move(items));
        });
        if constexpr (std::is_same_v<Object, constable::catalog::column>) add_details(object, path);
        return object;
    }

    void add_details(constable::catalog::column& column, const std::string& path) {
        constable::catalog::column_details details;
        fill_fields(details, path);
        const auto sequence = keep(std::vector{make<constable::catalog::sequence>(path + "/sequence")});
        if (!is_changed(path + "/sequence")) details.sequence = sequence.data();
        column.details = keep(std::vector{details}).data();
    }

    std::size_t changed_;
    alteration how_;
    std::size_t count_ = 0;
    std::string what_;
    std::deque<std::string> texts_;
    std::vector<std::shared_ptr<void>> memory_;
    constable::catalog::catalog value_;
};

/// Gives (changed catalog, what is changed) for everything that can be changed alone. The fields of the catalog itself
/// are no part of it.
template <class Visitor>
void each_change(const Visitor& visit) {
    const std::size_t changes = full_catalog{}.size();
    for (std::size_t i = 0; i != changes; ++i)
        for (const alteration how : {alteration::other_value, alteration::default_value}) {
            const full_catalog changed{i, how};
            if (changed.what() == "catalog/name" || changed.what() == "catalog/default_schema") continue;
            visit(changed.value(), changed.what());
        }
}

} // namespace test
