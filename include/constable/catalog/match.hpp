// SPDX-License-Identifier: BSL-1.0
// Pairs the objects of two lists, in the compiler and among thousands alike.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

namespace constable::catalog {

/// How the objects of two lists are told apart. Positions stand for the objects, so that the pairing is compiled once for
/// all kinds of them.
class object_keys {
public:
    constexpr object_keys(std::size_t expected_size, std::size_t actual_size) : expected_size_(expected_size), actual_size_(actual_size) {}
    [[nodiscard]] constexpr std::size_t expected_size() const { return expected_size_; }
    [[nodiscard]] constexpr std::size_t actual_size() const { return actual_size_; }

    // ---- the first round
    [[nodiscard]] constexpr virtual std::uint64_t hash_of_expected(std::size_t at) const = 0;
    [[nodiscard]] constexpr virtual std::uint64_t hash_of_actual(std::size_t at) const = 0;
    [[nodiscard]] constexpr virtual bool same(std::size_t expected, std::size_t actual) const = 0;

    // ---- later rounds, 1 up to `rounds`, look among what is left
    [[nodiscard]] constexpr virtual std::size_t rounds() const { return 0; }
    [[nodiscard]] constexpr virtual bool may_be_same(std::size_t, std::size_t) const { return true; }
    [[nodiscard]] constexpr virtual bool also_same(std::size_t, std::size_t, std::size_t) const { return false; }

protected:
    constexpr ~object_keys() = default;

private:
    std::size_t expected_size_;
    std::size_t actual_size_;
};

namespace detail {

// Memory that lasts as long as a comparison; the compiler may have it too, as a vector of libstdc++ 12 may not.
template <class Item>
class scratch {
public:
    constexpr explicit scratch(std::size_t size) : items_(size == 0 ? nullptr : new Item[size]{}), size_(size) {}
    constexpr ~scratch() {
        if (items_ != nullptr) delete[] items_;
    }
    scratch(const scratch&) = delete;
    scratch& operator=(const scratch&) = delete;

    constexpr Item& operator[](std::size_t at) { return items_[at]; }
    constexpr const Item& operator[](std::size_t at) const { return items_[at]; }
    [[nodiscard]] constexpr std::size_t size() const { return size_; }

private:
    Item* items_;
    std::size_t size_;
};

// Finds an actual object by the key of an expected one.
class index_by_key {
public:
    static constexpr std::size_t missing = static_cast<std::size_t>(-1);

    constexpr explicit index_by_key(const object_keys& keys)
        : keys_(keys), slots_(keys.actual_size() > few ? std::bit_ceil(2 * keys.actual_size()) : 0) {
        if (slots_.size() == 0) return;
        for (std::size_t i = 0; i != keys.actual_size(); ++i) {
            std::size_t slot = keys.hash_of_actual(i) & (slots_.size() - 1);
            while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
            slots_[slot] = static_cast<std::uint32_t>(i + 1);
        }
    }
    // The first that is not taken.
    [[nodiscard]] constexpr std::size_t find(std::size_t expected, const scratch<bool>& taken) const {
        if (slots_.size() == 0) {
            for (std::size_t i = 0; i != keys_.actual_size(); ++i)
                if (!taken[i] && keys_.same(expected, i)) return i;
            return missing;
        }
        for (std::size_t slot = keys_.hash_of_expected(expected) & (slots_.size() - 1); slots_[slot] != 0;
             slot = (slot + 1) & (slots_.size() - 1)) {
            const std::size_t at = slots_[slot] - 1;
            if (!taken[at] && keys_.same(expected, at)) return at;
        }
        return missing;
    }

private:
    static constexpr std::size_t few = 8; // so many are compared faster than hashed

    const object_keys& keys_;
    scratch<std::uint32_t> slots_;
};

} // namespace detail

/// Which objects of two lists are the same.
class matched_objects {
public:
    static constexpr std::size_t nobody = detail::index_by_key::missing;

    constexpr explicit matched_objects(const object_keys& keys)
        : is_one_to_one_(are_one_to_one(keys)), partners_(is_one_to_one_ ? 0 : keys.expected_size()),
          taken_(is_one_to_one_ ? 0 : keys.actual_size()) {
        if (!is_one_to_one_) find_others(keys, find_same(keys));
    }

    /// The actual object that an expected one is, or `nobody`.
    [[nodiscard]] constexpr std::size_t partner_of(std::size_t expected) const { return is_one_to_one_ ? expected : partners_[expected]; }
    /// Whether an actual object is one of those that are expected.
    [[nodiscard]] constexpr bool is_expected(std::size_t actual) const { return is_one_to_one_ || taken_[actual]; }

private:
    // mostly nothing has changed: no memory is needed
    static constexpr bool are_one_to_one(const object_keys& keys) {
        if (keys.expected_size() != keys.actual_size()) return false;
        for (std::size_t i = 0; i != keys.expected_size(); ++i)
            if (!keys.same(i, i)) return false;
        return true;
    }
    // How many remain without a partner.
    constexpr std::size_t find_same(const object_keys& keys) {
        const detail::index_by_key by_key{keys};
        std::size_t lonely = 0;
        std::size_t hint = 0;
        for (std::size_t i = 0; i != keys.expected_size(); ++i) {
            const bool is_next = hint < keys.actual_size() && !taken_[hint] && keys.same(i, hint);
            partners_[i] = is_next ? hint : by_key.find(i, taken_);
            if (partners_[i] == nobody) {
                ++lonely;
                continue;
            }
            taken_[partners_[i]] = true;
            hint = partners_[i] + 1;
        }
        return lonely;
    }
    constexpr void find_others(const object_keys& keys, std::size_t lonely) {
        for (std::size_t round = 1; round <= keys.rounds() && lonely != 0; ++round)
            for (std::size_t i = 0; i != keys.expected_size(); ++i) {
                if (partners_[i] != nobody || !keys.may_be_same(round, i)) continue;
                for (std::size_t at = 0; at != keys.actual_size() && partners_[i] == nobody; ++at)
                    if (!taken_[at] && keys.also_same(round, i, at)) partners_[i] = at;
                if (partners_[i] == nobody) continue;
                taken_[partners_[i]] = true;
                --lonely;
            }
    }

    bool is_one_to_one_;
    detail::scratch<std::size_t> partners_;
    detail::scratch<bool> taken_;
};

/// Calls `pair(expected, actual)` for all objects of the two lists that `keys` knows: with both where they are the same
/// object, with one null pointer where there is no other. The expected ones come in their order, then the actual ones
/// that nobody expects.
template <class Object, class Pair>
constexpr void match(std::span<const Object> expected, std::span<const Object> actual, const object_keys& keys, const Pair& pair) {
    const matched_objects found{keys};
    for (std::size_t i = 0; i != expected.size(); ++i) {
        const std::size_t partner = found.partner_of(i);
        pair(&expected[i], partner == matched_objects::nobody ? nullptr : &actual[partner]);
    }
    for (std::size_t at = 0; at != actual.size(); ++at)
        if (!found.is_expected(at)) pair(static_cast<const Object*>(nullptr), &actual[at]);
}

} // namespace constable::catalog
