// SPDX-License-Identifier: BSL-1.0
// A catalog that steps are applied to: its lists can be edited, and what they hold is shared with what was before.
#pragma once

#include "pool.hpp"

#include "constable/catalog/lists.hpp"
#include "constable/catalog/model.hpp"
#include "constable/strings/same.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>

namespace constable::migrating {

namespace detail {

template <class Object>
struct list_holder {
    list<Object> held{};
};
template <class Item>
struct pool_holder {
    pool<Item> held{};
};

struct top_lists : list_holder<catalog::database_schema>, list_holder<catalog::extension>, list_holder<catalog::collation>,
                   list_holder<catalog::enumeration>, list_holder<catalog::domain>, list_holder<catalog::composite_type>,
                   list_holder<catalog::range_type>, list_holder<catalog::sequence>, list_holder<catalog::routine>,
                   list_holder<catalog::table>, list_holder<catalog::view>, list_holder<catalog::raw_object>, list_holder<catalog::grant>,
                   list_holder<catalog::default_privilege> {};
struct part_pools : pool_holder<char>, pool_holder<std::string_view>, pool_holder<catalog::key>, pool_holder<catalog::column>,
                    pool_holder<catalog::constraint>, pool_holder<catalog::index>, pool_holder<catalog::trigger>,
                    pool_holder<catalog::rule>, pool_holder<catalog::policy>, pool_holder<catalog::statistics>,
                    pool_holder<catalog::view_column>, pool_holder<catalog::attribute> {};

} // namespace detail

/// Gives (member pointer) of every list of a catalog that can be replayed.
constexpr void each_replayed_list(const auto& visit) {
    using catalog::catalog;
    visit(&catalog::schemas), visit(&catalog::extensions), visit(&catalog::collations), visit(&catalog::enumerations);
    visit(&catalog::domains), visit(&catalog::composite_types), visit(&catalog::range_types), visit(&catalog::sequences);
    visit(&catalog::routines), visit(&catalog::tables), visit(&catalog::views), visit(&catalog::grants);
    visit(&catalog::default_privileges), visit(&catalog::raw_objects);
}

/// A catalog under the hands of steps.
class replayed_catalog {
public:
    /// The objects of one kind.
    template <class Object>
    [[nodiscard]] constexpr list<Object>& all() {
        return static_cast<detail::list_holder<Object>&>(lists_).held;
    }
    template <class Object>
    [[nodiscard]] constexpr const list<Object>& all() const {
        return static_cast<const detail::list_holder<Object>&>(lists_).held;
    }
    /// The arrays of one kind that steps have made.
    template <class Item>
    [[nodiscard]] constexpr pool<Item>& made() {
        return static_cast<detail::pool_holder<Item>&>(pools_).held;
    }
    template <class Item>
    [[nodiscard]] constexpr const pool<Item>& made() const {
        return static_cast<const detail::pool_holder<Item>&>(pools_).held;
    }

private: // first what the functions below are made of: Clang evaluates templates where they stand
    template <class Item>
    static constexpr void copy(std::span<const Item> from, Item* to) {
        for (std::size_t i = 0; i != from.size(); ++i) std::construct_at(to + i, from[i]);
    }
    template <class Object>
    constexpr list<Object>& all_of(std::span<const Object>) {
        return all<Object>();
    }
    template <class Object>
    constexpr const list<Object>& all_of(std::span<const Object>) const {
        return all<Object>();
    }

public:
    constexpr replayed_catalog() = default;
    constexpr explicit replayed_catalog(const catalog::catalog& from) : name_(from.name) {
        each_replayed_list([&](auto member) { all_of(from.*member).assign(from.*member); });
        for (const catalog::table& each : all<catalog::table>()) table_keys_.push_back(key_of(each.name));
    }
    replayed_catalog(const replayed_catalog&) = delete;
    replayed_catalog& operator=(const replayed_catalog&) = delete;

    /// The catalog as it is; it changes with the next step.
    [[nodiscard]] constexpr catalog::catalog view() const {
        catalog::catalog seen{.name = name_};
        each_replayed_list([&](auto member) { seen.*member = all_of(seen.*member).view(); });
        return seen;
    }

    /// The object of that name, or nothing.
    template <class Object>
    [[nodiscard]] constexpr Object* find(std::string_view schema, std::string_view name) {
        for (Object& each : all<Object>())
            if (strings::same(each.name, name) && strings::same(each.schema, schema)) return &each;
        return nullptr;
    }

    // ---- tables, of which there are many: they are looked for by a key of their name

    [[nodiscard]] constexpr catalog::table* find_table(std::string_view schema, std::string_view name) {
        const std::size_t at = place_of_table(schema, name);
        return at == table_keys_.size() ? nullptr : all<catalog::table>().data() + at;
    }
    [[nodiscard]] constexpr const catalog::table* find_table(std::string_view schema, std::string_view name) const {
        const std::size_t at = place_of_table(schema, name);
        return at == table_keys_.size() ? nullptr : all<catalog::table>().data() + at;
    }
    /// Tables come, go and get other names by these alone: one that is put into the list itself would not be found.
    constexpr catalog::table& add_table(const catalog::table& added) {
        table_keys_.push_back(key_of(added.name));
        return all<catalog::table>().push_back(added);
    }
    constexpr void erase_table(const catalog::table& gone) {
        const std::size_t at = static_cast<std::size_t>(&gone - all<catalog::table>().data());
        table_keys_.erase(at);
        all<catalog::table>().erase(at);
    }
    constexpr void rename_table(catalog::table& renamed, std::string_view name) {
        renamed.name = name;
        table_keys_[static_cast<std::size_t>(&renamed - all<catalog::table>().data())] = key_of(name);
    }

    // ---- lists of parts: a change makes a new array

    template <class Item>
    constexpr std::span<const Item> appended(std::span<const Item> to, const Item& added) {
        Item* const made_here = made<Item>().make(to.size() + 1);
        copy(to, made_here);
        std::construct_at(made_here + to.size(), added);
        return {made_here, to.size() + 1};
    }
    template <class Item>
    constexpr std::span<const Item> replaced(std::span<const Item> in, std::size_t at, const Item& by) {
        Item* const made_here = made<Item>().make(in.size());
        copy(in, made_here);
        made_here[at] = by;
        return {made_here, in.size()};
    }
    template <class Item>
    constexpr std::span<const Item> erased(std::span<const Item> from, std::size_t at) {
        Item* const made_here = made<Item>().make(from.size() - 1);
        for (std::size_t i = 0, to = 0; i != from.size(); ++i)
            if (i != at) std::construct_at(made_here + to++, from[i]);
        return {made_here, from.size() - 1};
    }
    template <class Item>
    constexpr std::span<const Item> inserted(std::span<const Item> into, std::size_t at, const Item& added) {
        Item* const made_here = made<Item>().make(into.size() + 1);
        for (std::size_t i = 0; i != into.size() + 1; ++i) std::construct_at(made_here + i, i < at ? into[i] : i == at ? added : into[i - 1]);
        return {made_here, into.size() + 1};
    }
    /// A text that did not exist before.
    constexpr std::string_view made_text(std::string_view text) {
        char* const bytes = made<char>().make(text.size());
        for (std::size_t i = 0; i != text.size(); ++i) bytes[i] = text[i];
        return {bytes, text.size()};
    }

private:
    // The number of tables where there is none of that name.
    [[nodiscard]] constexpr std::size_t place_of_table(std::string_view schema, std::string_view name) const {
        const std::uint32_t key = key_of(name);
        const std::uint32_t* const keys = table_keys_.data();
        const catalog::table* const tables = all<catalog::table>().data();
        const std::size_t size = table_keys_.size();
        std::size_t at = 0;
        for (; at != size; ++at)
            if (keys[at] == key && strings::same(tables[at].name, name) && strings::same(tables[at].schema, schema)) break;
        return at;
    }

    std::string_view name_{};
    detail::top_lists lists_{};
    list<std::uint32_t> table_keys_{};
    detail::part_pools pools_{};
};

/// The position of the part with that name; the size of the list where there is none.
template <class Part>
constexpr std::size_t find_part(std::span<const Part> parts, std::string_view name) {
    std::size_t at = 0;
    while (at != parts.size() && !strings::same(parts[at].name, name)) ++at;
    return at;
}

} // namespace constable::migrating
