// SPDX-License-Identifier: BSL-1.0
// Memory for catalogs that are put together at run time: what it gives stays where it is until the arena goes.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>

namespace constable::catalog {

/// Blocks of memory that end together. The structs of the model are plain values, so that no destructor need run; and
/// one class for all of them costs the compiler much less than a `std::vector` of each.
class arena {
public:
    arena() = default;
    arena(const arena&) = delete;
    arena& operator=(const arena&) = delete;
    arena(arena&& other) noexcept : last_(other.last_) { other.last_ = nullptr; }
    arena& operator=(arena&& other) noexcept {
        block* const mine = last_;
        last_ = other.last_;
        other.last_ = mine;
        return *this;
    }
    ~arena() {
        while (last_ != nullptr) {
            block* const before = last_->before;
            std::free(last_);
            last_ = before;
        }
    }

    /// Memory for any object, of all zeros. Throws std::bad_alloc.
    void* allocate(std::size_t bytes) {
        auto* const made = static_cast<block*>(std::calloc(1, sizeof(block) + bytes));
        if (made == nullptr) throw std::bad_alloc{};
        made->before = last_;
        last_ = made;
        return made + 1;
    }

    /// A copy of a list.
    template <class Item>
        requires std::is_trivially_copyable_v<Item>
    std::span<Item> copy(const Item* from, std::size_t count) {
        if (count == 0) return {};
        void* const to = allocate(count * sizeof(Item));
        std::memcpy(to, static_cast<const void*>(from), count * sizeof(Item));
        return {static_cast<Item*>(to), count};
    }

    /// A copy of a text.
    std::string_view copy(std::string_view text) {
        if (text.empty()) return {};
        char* const to = static_cast<char*>(allocate(text.size()));
        std::memcpy(to, text.data(), text.size());
        return {to, text.size()};
    }

private:
    struct alignas(std::max_align_t) block {
        block* before;
    };
    block* last_ = nullptr;
};

/// The part of `plain_list` that is the same for all of them.
class raw_list {
public:
    raw_list() = default;
    raw_list(const raw_list&) = delete;
    raw_list& operator=(const raw_list&) = delete;
    raw_list(raw_list&& other) noexcept : data_(other.data_), size_(other.size_), room_(other.room_) {
        other.data_ = nullptr;
        other.size_ = other.room_ = 0;
    }
    raw_list& operator=(raw_list&& other) noexcept {
        std::free(data_);
        data_ = other.data_;
        size_ = other.size_;
        room_ = other.room_;
        other.data_ = nullptr;
        other.size_ = other.room_ = 0;
        return *this;
    }
    ~raw_list() { std::free(data_); }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }

protected:
    void make_room(std::size_t items, std::size_t item_size) {
        if (items <= room_) return;
        if (items < 2 * room_) items = 2 * room_;
        void* const more = std::realloc(data_, items * item_size);
        if (more == nullptr) throw std::bad_alloc{};
        data_ = more;
        room_ = items;
    }
    void sort_raw(std::size_t item_size, int (*compare)(const void*, const void*)) {
        if (size_ > 1) std::qsort(data_, size_, item_size, compare);
    }

    void* data_ = nullptr;
    std::size_t size_ = 0;
    std::size_t room_ = 0;
};

/// A growing list of plain values: as much of `std::vector` as is needed for them.
template <class Item>
class plain_list : public raw_list {
    static_assert(std::is_trivially_copyable_v<Item>);

public:
    void reserve(std::size_t items) { make_room(items, sizeof(Item)); }
    Item& push_back(const Item& added) {
        const Item kept = added; // it may stand in this very list
        make_room(size_ + 1, sizeof(Item));
        return *new (data() + size_++) Item(kept);
    }
    /// Leaves out all but the first ones.
    void shorten(std::size_t size) { size_ = size; }
    /// Sorts by a comparison as std::qsort wants it: negative, zero or positive for two pointers to items. std::sort would
    /// be compiled anew for every list.
    void sort(int (*compare)(const void*, const void*)) { sort_raw(sizeof(Item), compare); }
    /// Where in a sorted list the items end of which `is_before(item)` holds.
    template <class Condition>
    [[nodiscard]] std::size_t count_of(const Condition& is_before) const {
        std::size_t first = 0;
        for (std::size_t last = size_; first != last;) {
            const std::size_t middle = first + (last - first) / 2;
            if (is_before(data()[middle])) first = middle + 1;
            else last = middle;
        }
        return first;
    }

    [[nodiscard]] Item* data() { return static_cast<Item*>(data_); }
    [[nodiscard]] const Item* data() const { return static_cast<const Item*>(data_); }
    [[nodiscard]] Item* begin() { return data(); }
    [[nodiscard]] Item* end() { return data() + size_; }
    [[nodiscard]] const Item* begin() const { return data(); }
    [[nodiscard]] const Item* end() const { return data() + size_; }
    [[nodiscard]] Item& operator[](std::size_t at) { return data()[at]; }
    [[nodiscard]] const Item& operator[](std::size_t at) const { return data()[at]; }
};

} // namespace constable::catalog
