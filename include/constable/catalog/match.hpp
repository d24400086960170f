// SPDX-License-Identifier: BSL-1.0
// Pairs the objects of two lists, in the compiler and among thousands alike.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

namespace constable::catalog {

namespace detail {

// Memory that lasts as long as a comparison; the compiler may have it too, as a vector of libstdc++ 12 may not.
template <class Item>
class scratch {
public:
    constexpr explicit scratch(std::size_t size) : items_(new Item[size + 1]{}), size_(size) {}
    constexpr ~scratch() { delete[] items_; }
    scratch(const scratch&) = delete;
    scratch& operator=(const scratch&) = delete;

    constexpr Item& operator[](std::size_t at) { return items_[at]; }
    constexpr const Item& operator[](std::size_t at) const { return items_[at]; }
    [[nodiscard]] constexpr std::size_t size() const { return size_; }

private:
    Item* items_;
    std::size_t size_;
};

// Finds an object among `objects` by a key that `keys` hashes and compares.
template <class Object, class Keys>
class index_by_key {
public:
    static constexpr std::size_t missing = static_cast<std::size_t>(-1);

    constexpr index_by_key(std::span<const Object> objects, const Keys& keys)
        : objects_(objects), keys_(keys), slots_(objects.size() > few ? std::bit_ceil(2 * objects.size()) : 0) {
        if (slots_.size() == 0) return;
        for (std::size_t i = 0; i != objects.size(); ++i) {
            std::size_t slot = keys.hash_of_actual(objects[i]) & (slots_.size() - 1);
            while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
            slots_[slot] = static_cast<std::uint32_t>(i + 1);
        }
    }
    // The first that is not taken.
    constexpr std::size_t find(const Object& expected, const scratch<bool>& taken) const {
        if (slots_.size() == 0) {
            for (std::size_t i = 0; i != objects_.size(); ++i)
                if (!taken[i] && keys_.same(expected, objects_[i])) return i;
            return missing;
        }
        for (std::size_t slot = keys_.hash_of_expected(expected) & (slots_.size() - 1); slots_[slot] != 0;
             slot = (slot + 1) & (slots_.size() - 1)) {
            const std::size_t at = slots_[slot] - 1;
            if (!taken[at] && keys_.same(expected, objects_[at])) return at;
        }
        return missing;
    }

private:
    static constexpr std::size_t few = 8; // so many are compared faster than hashed

    std::span<const Object> objects_;
    const Keys& keys_;
    scratch<std::uint32_t> slots_;
};

} // namespace detail

/// Calls `pair(expected, actual)` for all objects of two lists: with both where they are the same object, with one null
/// pointer where there is no other. `keys` has `hash_of_expected`, `hash_of_actual` and `same` for the first round; later
/// rounds, `keys.also_same(round, expected, actual)` for `round` 1 up to `keys.rounds`, look among what is left.
/// The expected ones come in their order, then the actual ones that nobody expects.
template <class Object, class Keys, class Pair>
constexpr void match(std::span<const Object> expected, std::span<const Object> actual, const Keys& keys, const Pair& pair) {
    if (expected.size() == actual.size()) { // mostly nothing has changed: no memory is needed
        std::size_t same = 0;
        while (same != expected.size() && keys.same(expected[same], actual[same])) ++same;
        if (same == expected.size()) {
            for (std::size_t i = 0; i != same; ++i) pair(&expected[i], &actual[i]);
            return;
        }
    }
    constexpr std::size_t missing = static_cast<std::size_t>(-1);
    detail::scratch<bool> taken{actual.size()};
    detail::scratch<std::size_t> partner{expected.size()};
    std::size_t lonely = 0;
    {
        const detail::index_by_key<Object, Keys> by_key{actual, keys};
        std::size_t hint = 0;
        for (std::size_t i = 0; i != expected.size(); ++i) {
            const bool is_next = hint < actual.size() && !taken[hint] && keys.same(expected[i], actual[hint]);
            partner[i] = is_next ? hint : by_key.find(expected[i], taken);
            if (partner[i] == missing) {
                ++lonely;
                continue;
            }
            taken[partner[i]] = true;
            hint = partner[i] + 1;
        }
    }
    for (std::size_t round = 1; round <= keys.rounds && lonely != 0; ++round)
        for (std::size_t i = 0; i != expected.size(); ++i) {
            if (partner[i] != missing || !keys.may_be_same(round, expected[i])) continue;
            for (std::size_t at = 0; at != actual.size() && partner[i] == missing; ++at)
                if (!taken[at] && keys.also_same(round, expected[i], actual[at])) partner[i] = at;
            if (partner[i] == missing) continue;
            taken[partner[i]] = true;
            --lonely;
        }
    for (std::size_t i = 0; i != expected.size(); ++i)
        pair(&expected[i], partner[i] == missing ? nullptr : &actual[partner[i]]);
    for (std::size_t at = 0; at != actual.size(); ++at)
        if (!taken[at]) pair(static_cast<const Object*>(nullptr), &actual[at]);
}

} // namespace constable::catalog
