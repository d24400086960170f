// SPDX-License-Identifier: BSL-1.0
// Memory for a replay: lists that grow, and arrays that never change once they are written. Both work in constant
// expressions, where std::vector costs the compiler several calls for each element.
#pragma once

#include "constable/strings/same.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>

namespace constable::migrating {

/// The size of a text and three of its bytes: comparing them costs a constant expression a fraction of a call.
constexpr std::uint32_t key_of(const std::string_view& text) {
    const std::size_t size = text.size();
    if (size == 0) return 0;
    const char* const bytes = text.data();
    return static_cast<std::uint32_t>(size & 255U) | static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[size - 1])) << 8U |
           static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[size / 2])) << 16U |
           static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[size - 1 - size / 4])) << 24U;
}

namespace detail {

// Memory without objects in it: to make objects only to overwrite them costs the compiler a call for each member.
template <class Item>
constexpr Item* allocate(std::size_t size) {
    return std::allocator<Item>{}.allocate(size);
}
template <class Item>
constexpr void deallocate(Item* data, std::size_t size) {
    if (data != nullptr) std::allocator<Item>{}.deallocate(data, size);
}

} // namespace detail

/// A growing list of values.
template <class Item>
class list {
    static_assert(std::is_trivially_destructible_v<Item>);

public:
    constexpr list() = default;
    list(const list&) = delete;
    list& operator=(const list&) = delete;
    constexpr ~list() { detail::deallocate(data_, room_); }

    constexpr Item& push_back(const Item& added) {
        if (size_ == room_) make_room(room_ == 0 ? 8 : 2 * room_);
        return *std::construct_at(data_ + size_++, added);
    }
    constexpr void erase(std::size_t at) {
        for (--size_; at != size_; ++at) data_[at] = data_[at + 1];
    }
    constexpr void assign(std::span<const Item> from) {
        size_ = 0;
        const std::size_t count = from.size();
        if (count > room_) make_room(count + 8);
        const Item* each = from.data();
        for (; size_ != count; ++size_, ++each) std::construct_at(data_ + size_, *each);
    }

    [[nodiscard]] constexpr std::size_t size() const { return size_; }
    [[nodiscard]] constexpr Item* data() { return data_; }
    [[nodiscard]] constexpr const Item* data() const { return data_; }
    [[nodiscard]] constexpr Item* begin() { return data_; }
    [[nodiscard]] constexpr Item* end() { return data_ + size_; }
    [[nodiscard]] constexpr const Item* begin() const { return data_; }
    [[nodiscard]] constexpr const Item* end() const { return data_ + size_; }
    [[nodiscard]] constexpr Item& operator[](std::size_t at) { return data_[at]; }
    [[nodiscard]] constexpr const Item& operator[](std::size_t at) const { return data_[at]; }
    [[nodiscard]] constexpr std::span<const Item> view() const { return {data_, size_}; }

private:
    constexpr void make_room(std::size_t room) {
        Item* const more = detail::allocate<Item>(room);
        for (std::size_t i = 0; i != size_; ++i) std::construct_at(more + i, data_[i]);
        detail::deallocate(data_, room_);
        data_ = more;
        room_ = room;
    }

    Item* data_ = nullptr;
    std::size_t size_ = 0;
    std::size_t room_ = 0;
};

/// Arrays that live as long as the pool. What of them is still in use after a replay in a constant expression is
/// copied out of it: `mark` an array to keep it, ask for its `place_of` among those that were marked.
template <class Item>
class pool {
public:
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

    constexpr pool() = default;
    pool(const pool&) = delete;
    pool& operator=(const pool&) = delete;
    constexpr ~pool() {
        for (const block& each : blocks_) detail::deallocate(each.data, each.size);
    }

    /// Room for so many items, which the caller constructs; bytes are there already.
    constexpr Item* make(std::size_t size) {
        if (size == 0) return nullptr;
        Item* const made = detail::allocate<Item>(size);
        if constexpr (std::is_same_v<Item, char>)
            for (std::size_t i = 0; i != size; ++i) std::construct_at(made + i);
        return blocks_.push_back({made, size, nowhere}).data;
    }
    [[nodiscard]] constexpr bool empty() const { return blocks_.size() == 0; }

    /// Keeps the array that begins there, if it is one of this pool. Whether it was not kept before.
    constexpr bool mark(const Item* begin) {
        block* const found = find(begin);
        if (found == nullptr || found->place != nowhere) return false;
        found->place = marked_;
        marked_ += found->size;
        return true;
    }
    /// Before texts are looked for: all of them are written by now.
    constexpr void index()
        requires(std::is_same_v<Item, char>)
    {
        for (std::size_t i = texts_.size(); i != blocks_.size(); ++i) {
            const std::uint32_t key = key_of({blocks_[i].data, blocks_[i].size});
            std::size_t& first = first_[bucket_of(key)];
            texts_.push_back({key, first});
            first = i + 1;
        }
    }
    /// The same for texts, which are known by what they say: compilers do not compare the addresses of literals.
    constexpr bool mark_same(const std::string_view& text)
        requires(std::is_same_v<Item, char>)
    {
        block* const found = find_same(text);
        if (found == nullptr || found->place != nowhere) return false;
        found->place = marked_;
        marked_ += found->size;
        return true;
    }
    [[nodiscard]] constexpr std::size_t place_of_same(const std::string_view& text) const
        requires(std::is_same_v<Item, char>)
    {
        const block* const found = const_cast<pool*>(this)->find_same(text);
        return found == nullptr ? nowhere : found->place;
    }
    /// How many items the marked arrays have.
    [[nodiscard]] constexpr std::size_t marked() const { return marked_; }
    /// Where an array begins among the marked ones; `nowhere` for one that is not of this pool.
    [[nodiscard]] constexpr std::size_t place_of(const Item* begin) const {
        const block* const found = const_cast<pool*>(this)->find(begin);
        return found == nullptr ? nowhere : found->place;
    }
    /// Copies the marked arrays, one behind the other.
    constexpr void copy_to(Item* to) const {
        for (const block& each : blocks_) {
            if (each.place == nowhere) continue;
            for (std::size_t i = 0; i != each.size; ++i) to[each.place + i] = each.data[i];
        }
    }

private:
    struct block {
        Item* data = nullptr;
        std::size_t size = 0;
        std::size_t place = nowhere;
    };
    constexpr block* find(const Item* begin) {
        if (begin == nullptr) return nullptr;
        for (block& each : blocks_)
            if (each.data == begin) return &each;
        return nullptr;
    }

    constexpr block* find_same(const std::string_view& text) {
        const std::uint32_t key = key_of(text);
        for (std::size_t next = first_[bucket_of(key)]; next != 0; next = texts_.data()[next - 1].next)
            if (texts_.data()[next - 1].key == key && strings::same({blocks_[next - 1].data, blocks_[next - 1].size}, text)) return &blocks_[next - 1];
        return nullptr;
    }
    static constexpr std::size_t buckets = std::is_same_v<Item, char> ? 256 : 1;
    static constexpr std::size_t bucket_of(std::uint32_t key) { return (key ^ key >> 8U ^ key >> 16U ^ key >> 24U) % buckets; }

    // Of texts: their key, and the number of the next one in the same bucket.
    struct indexed_text {
        std::uint32_t key = 0;
        std::size_t next = 0;
    };
    std::size_t first_[buckets]{};
    list<indexed_text> texts_{};
    list<block> blocks_{};
    std::size_t marked_ = 0;
};

} // namespace constable::migrating
