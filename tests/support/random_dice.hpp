// SPDX-License-Identifier: BSL-1.0
// What random catalogs are made with: dice, memory, names of every nasty kind.
#pragma once

#include "random_schema.hpp"

#include "constable/catalog/stored_catalog.hpp"
#include "constable/strings/identifier.hpp"
#include "constable/strings/sink.hpp"

#include <cstddef>
#include <cstdint>
#include <random>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::testing {

/// Two rows of numbers: the first decides what there could be, and is the same for all variants of a catalog; the
/// second decides what a variant leaves out or has otherwise. Variant 0 leaves out nothing.
class random_dice {
protected:
    random_dice(std::uint32_t seed, std::uint32_t variant)
        : random_(seed), other_(seed * 31 + variant), variant_(variant) {}

    std::size_t upto(std::size_t most) { return random_() % (most + 1); }
    bool chance(std::size_t one_in) { return upto(one_in - 1) == 0; }
    template <class Range>
    const auto& any_of(const Range& range) {
        return range[upto(std::size(range) - 1)];
    }
    template <class Value>
    void shuffle(std::vector<Value>& values) {
        for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[upto(i - 1)]);
    }

    /// Whether this variant has the object.
    bool kept() { return variant_ == 0 || other_() % 8 != 0; }
    /// Whether this variant has a field otherwise.
    bool varies() { return variant_ != 0 && other_() % 6 == 0; }
    /// One of two values; both are made in every variant.
    template <class Value>
    Value either(Value usual, Value otherwise) {
        return varies() ? std::move(otherwise) : std::move(usual);
    }
    [[nodiscard]] std::uint32_t variant() const { return variant_; }

    // ---- memory

    std::string_view keep(std::string text) { return all_.keep(std::move(text)); }
    catalog::names keep_names(std::vector<std::string_view> names) { return all_.keep(std::move(names)); }
    template <class Item>
    std::span<const Item> keep_list(std::vector<Item> items) {
        return all_.keep(std::move(items));
    }

    // ---- SQL text

    static std::string quoted(std::string_view name) {
        return strings::to_string([&](auto& sink) { strings::add_identifier(sink, name); });
    }
    static std::string qualified(std::string_view schema, std::string_view name) {
        return strings::to_string([&](auto& sink) { strings::add_qualified(sink, schema, name); });
    }
    /// As the server writes a constant: never E'…'.
    static std::string literal(std::string_view text) {
        return strings::to_string([&](auto& sink) { strings::add_quoted(sink, text, '\''); });
    }

    // ---- names: each is used once in a catalog

    std::string_view new_name(bool may_be_keyword = true) {
        if (may_be_keyword && chance(12)) {
            std::string word{any_of(detail::keywords)};
            if (used_words_.insert(word).second) return keep(std::move(word));
        }
        const std::string number = std::to_string(++names_);
        switch (upto(11)) {
        case 0: return keep("Camel" + number);
        case 1: return keep(number + " starts with a digit");
        case 2: return keep("a b.c\"d'e\\f{g},h;i%j$k::l" + number);
        case 3: return keep("größe_" + number);
        case 4: return keep("日本語" + number);
        case 5: return keep("🙂 שלום " + number);
        case 6: return keep(("long_" + number + std::string(63, '_')).substr(0, 63));
        case 7:
            return keep(number + "|" +
                        std::string(strings::clip("äöüßäöüßäöüßäöüßäöüßäöüßäöüßäöüßäöüß", 62 - number.size())));
        default: return keep("plain_" + number);
        }
    }
    std::string_view some_comment() {
        static constexpr std::string_view comments[] = {"People who can sign in",
                                                        "it's \"quoted\" \\ and\n\ttwo lines; -- ", "日本語 🙂",
                                                        "$$ E'\\x' /* */ %s {}"};
        return any_of(comments);
    }
    std::string_view comment() {
        const std::string_view usual = some_comment();
        const std::string_view otherwise = some_comment();
        const bool has_one = chance(5);
        const bool has_other = chance(2);
        return either(has_one ? usual : std::string_view{}, has_other ? otherwise : std::string_view{});
    }

    catalog::stored_catalog all_;

private:
    std::mt19937 random_;
    std::mt19937 other_;
    std::uint32_t variant_;
    std::size_t names_ = 0;
    std::set<std::string> used_words_;
};

} // namespace constable::testing
