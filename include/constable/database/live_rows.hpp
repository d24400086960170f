// SPDX-License-Identifier: BSL-1.0
// The rows of an introspection by kind, by the object that they belong to, and in their order.
#pragma once

#include "record_reader.hpp"

#include "constable/catalog/arena.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

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

/// The position of the first struct whose owner has that number, or a higher one.
inline std::size_t first_of(const catalog::plain_list<record_origin>& all, std::uint32_t owner) {
    return static_cast<std::size_t>(
        std::lower_bound(all.begin(), all.end(), owner, [](const record_origin& each, std::uint32_t id) { return each.owner < id; }) - all.begin());
}

/// Structs of one kind, those of one owner side by side.
template <class Record>
class owned_records {
public:
    using origin = record_origin;

    void add(const origin& from, const Record& record) {
        origins_.push_back(from);
        records_.push_back(record);
    }
    void reserve(std::size_t size) {
        origins_.reserve(size);
        records_.reserve(size);
    }
    /// Leaves out those of which `is_unwanted(record, origin)` holds.
    template <class Condition>
    void leave_out(const Condition& is_unwanted) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i != records_.size(); ++i) {
            if (is_unwanted(records_[i], origins_[i])) continue;
            if (kept != i) {
                records_[kept] = records_[i];
                origins_[kept] = origins_[i];
            }
            ++kept;
        }
        records_.shorten(kept);
        origins_.shorten(kept);
    }

    [[nodiscard]] std::size_t size() const { return records_.size(); }
    [[nodiscard]] Record& operator[](std::size_t at) { return records_[at]; }
    [[nodiscard]] const origin& origin_of(std::size_t at) const { return origins_[at]; }
    [[nodiscard]] std::span<const Record> all() const { return {records_.data(), records_.size()}; }
    /// Those of one owner, as positions.
    [[nodiscard]] std::pair<std::size_t, std::size_t> range_of(std::uint32_t owner) const {
        return {first_of(origins_, owner), first_of(origins_, owner + 1)};
    }
    /// Those of one owner.
    [[nodiscard]] std::span<Record> of(std::uint32_t owner) {
        const auto [first, last] = range_of(owner);
        return {records_.data() + first, last - first};
    }

private:
    catalog::plain_list<origin> origins_;
    catalog::plain_list<Record> records_;
};

/// The rows of an answer, sorted.
class live_rows {
public:
    live_rows(const record_reader& from, std::string_view default_schema) : from_(from), default_schema_(default_schema) {
        entries_.reserve(from.size());
        for (std::size_t row = 0; row != from.size(); ++row)
            entries_.push_back({from.text(row, row_part::kind), from.number(row, row_part::owner), from.number(row, row_part::position), row});
        std::sort(entries_.begin(), entries_.end(), [this](const entry& left, const entry& right) { return is_before(left, right); });
    }

    /// Reads all rows of a kind into structs.
    template <class Record, class Read>
    owned_records<Record> read(std::string_view kind, const Read& read_row) const {
        const auto first = std::lower_bound(entries_.begin(), entries_.end(), kind, [](const entry& each, std::string_view name) { return each.kind < name; });
        auto last = first;
        while (last != entries_.end() && last->kind == kind) ++last;
        owned_records<Record> records;
        records.reserve(static_cast<std::size_t>(last - first));
        for (auto each = first; each != last; ++each)
            records.add({from_.number(each->row, row_part::id), each->owner, each->position, each->row}, read_row(each->row));
        return records;
    }

private:
    struct entry {
        std::string_view kind;
        std::uint32_t owner;
        std::uint32_t position;
        std::size_t row;
    };

    // Objects by schema, name and what tells them apart; parts by position or name: the same in every database.
    [[nodiscard]] bool is_before(const entry& left, const entry& right) const {
        if (left.kind != right.kind) return left.kind < right.kind;
        if (left.owner != right.owner) return left.owner < right.owner;
        if (left.position != right.position) return left.position < right.position;
        for (std::size_t field = row_part::fields; field != row_part::fields + 8; ++field) {
            const std::string_view first = text(left.row, field);
            const std::string_view second = text(right.row, field);
            if (first != second) return first < second;
        }
        return left.row < right.row;
    }

    // the default schema, which comes first, has another name in each database
    [[nodiscard]] std::string_view text(std::size_t row, std::size_t field) const {
        const std::string_view value = from_.text(row, field);
        return value == default_schema_ ? std::string_view{} : value;
    }

    const record_reader& from_;
    std::string_view default_schema_;
    std::vector<entry> entries_;
};

} // namespace constable::database
