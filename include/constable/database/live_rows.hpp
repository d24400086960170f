// SPDX-License-Identifier: BSL-1.0
// The rows of an introspection by kind, by the object that they belong to, and in their order.
#pragma once

#include "record_reader.hpp"

#include "constable/catalog/arena.hpp"

#include <cstddef>
#include <cstdint>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

namespace constable::database {

/// Where things stand in a row; the texts of an object follow.
namespace row_part {
inline constexpr std::size_t kind = 0;
inline constexpr std::size_t id = 1;
inline constexpr std::size_t owner = 2;
inline constexpr std::size_t position = 3;
inline constexpr std::size_t fields = 4;
} // namespace row_part

/// Where a struct comes from.
struct record_origin {
    std::uint32_t id;
    std::uint32_t owner;
    std::uint32_t position;
    std::size_t row;
};

/// Where structs come from, those of one owner side by side.
class record_origins {
public:
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] const record_origin& origin_of(std::size_t at) const { return origins_[at]; }
    /// Those of one owner, as positions.
    [[nodiscard]] std::pair<std::size_t, std::size_t> range_of(std::uint32_t owner) const {
        std::size_t first = 0;
        for (std::size_t last = size_; first != last;) {
            const std::size_t middle = first + (last - first) / 2;
            if (origins_[middle].owner < owner) first = middle + 1;
            else last = middle;
        }
        std::size_t last = first;
        while (last != size_ && origins_[last].owner == owner) ++last;
        return {first, last};
    }

protected:
    record_origin* origins_ = nullptr;
    std::size_t size_ = 0;
};

/// Structs of one kind, in memory that somebody else keeps: a plain value, of which the compiler makes no functions.
template <class Record>
class owned_records : public record_origins {
public:
    /// Takes memory for so many; what was here is forgotten.
    void make_room(catalog::arena& memory, std::size_t size) {
        origins_ = static_cast<record_origin*>(memory.allocate(size * sizeof(record_origin)));
        records_ = static_cast<Record*>(memory.allocate(size * sizeof(Record)));
        size_ = 0;
    }
    /// There must be room.
    void add(const record_origin& from, const Record& record) {
        new (origins_ + size_) record_origin(from);
        new (records_ + size_) Record(record);
        ++size_;
    }
    /// Leaves out those of which `is_unwanted(record, origin)` holds.
    template <class Condition>
    void leave_out(const Condition& is_unwanted) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i != size_; ++i) {
            if (is_unwanted(records_[i], origins_[i])) continue;
            if (kept != i) {
                records_[kept] = records_[i];
                origins_[kept] = origins_[i];
            }
            ++kept;
        }
        size_ = kept;
    }

    [[nodiscard]] Record& operator[](std::size_t at) { return records_[at]; }
    [[nodiscard]] std::span<const Record> all() const { return {records_, size_}; }
    /// Those of one owner.
    [[nodiscard]] std::span<Record> of(std::uint32_t owner) {
        const auto [first, last] = range_of(owner);
        return {records_ + first, last - first};
    }

private:
    static_assert(std::is_trivially_copyable_v<Record>);
    Record* records_ = nullptr;
};

/// The rows of an answer, sorted.
class live_rows {
public:
    live_rows(const record_reader& from, std::string_view default_schema) : from_(from), default_schema_(default_schema) {
        entries_.reserve(from.size());
        for (std::size_t row = 0; row != from.size(); ++row)
            entries_.push_back({this, from.text(row, row_part::kind), from.number(row, row_part::owner), from.number(row, row_part::position), row});
        entries_.sort([](const void* left, const void* right) {
            return compare(*static_cast<const entry*>(left), *static_cast<const entry*>(right));
        });
    }
    live_rows(const live_rows&) = delete;
    live_rows& operator=(const live_rows&) = delete;

    /// The rows of a kind.
    [[nodiscard]] std::pair<std::size_t, std::size_t> range_of(std::string_view kind) const {
        const std::size_t first = entries_.count_of([&](const entry& each) { return each.kind < kind; });
        std::size_t last = first;
        while (last != entries_.size() && entries_[last].kind == kind) ++last;
        return {first, last};
    }
    [[nodiscard]] record_origin origin_of(std::size_t at) const {
        const entry& one = entries_[at];
        return {from_.number(one.row, row_part::id), one.owner, one.position, one.row};
    }

private:
    struct entry {
        const live_rows* in;
        std::string_view kind;
        std::uint32_t owner;
        std::uint32_t position;
        std::size_t row;
    };

    // Objects by schema, name and what tells them apart; parts by position or name: the same in every database.
    static int compare(const entry& left, const entry& right) {
        if (const int by_kind = left.kind.compare(right.kind); by_kind != 0) return by_kind;
        if (left.owner != right.owner) return left.owner < right.owner ? -1 : 1;
        if (left.position != right.position) return left.position < right.position ? -1 : 1;
        for (std::size_t field = row_part::fields; field != row_part::fields + 8; ++field)
            if (const int by_text = left.in->text(left.row, field).compare(left.in->text(right.row, field)); by_text != 0) return by_text;
        return left.row < right.row ? -1 : 1;
    }

    // the default schema, which comes first, has another name in each database
    [[nodiscard]] std::string_view text(std::size_t row, std::size_t field) const {
        const std::string_view value = from_.text(row, field);
        return value == default_schema_ ? std::string_view{} : value;
    }

    const record_reader& from_;
    std::string_view default_schema_;
    catalog::plain_list<entry> entries_;
};

} // namespace constable::database
