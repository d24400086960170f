// SPDX-License-Identifier: BSL-1.0
// Gives every nameless constraint and index of a table the name that PostgreSQL would choose.
#pragma once

#include "expression_name.hpp"
#include "mentioned_column.hpp"
#include "model.hpp"
#include "names.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace constable::catalog {

namespace detail {

// The names of an index's keys, joined. As `ChooseIndexColumnNames` does, it numbers repeated ones. What comes after the
// first 64 bytes does not count, so that all names to tell apart stand whole in the joined text.
class key_names {
public:
    constexpr void add(std::string_view base) {
        if (is_full()) return;
        name_buffer numbered;
        std::string_view name = base;
        for (std::size_t number = 1; is_taken(name); ++number) {
            write(numbered, base, number);
            name = numbered.view();
        }
        joined_.add(name);
        ends_[count_++] = static_cast<unsigned char>(joined_.size);
    }
    constexpr void add(std::span<const key> keys) {
        for (const key& each : keys) {
            if (is_full()) return;
            if (!each.column.empty()) {
                add(each.column);
                continue;
            }
            name_buffer name;
            add_expression_name(name, each.expression);
            add(name.view());
        }
    }
    [[nodiscard]] constexpr std::string_view view() const { return joined_.view(); }

private:
    [[nodiscard]] constexpr bool is_full() const { return joined_.size > strings::max_identifier_size; }

    static constexpr void write(name_buffer& to, std::string_view base, std::size_t number) {
        std::size_t digits = 0;
        for (std::size_t rest = number; rest != 0; rest /= 10) ++digits;
        to = {};
        to.add(strings::clip(base, strings::max_identifier_size - digits));
        strings::add_number(to, number);
    }
    [[nodiscard]] constexpr bool is_taken(std::string_view name) const {
        std::size_t from = 0;
        for (std::size_t i = 0; i != count_; from = ends_[i++] + 1U)
            if (strings::same(joined_.view().substr(from, ends_[i] - from), name)) return true;
        return false;
    }

    name_addition joined_;
    std::array<unsigned char, 64> ends_{}; // a name and its underscore take two bytes at least
    std::size_t count_ = 0;
};

// What a constraint or index stands on, as the middle of its name.
struct name_source {
    names columns{};
    std::span<const key> keys{};
    names include{};
};

// Nearly every name joins one or two different columns: those need no room to count and number in.
constexpr std::string_view only_part(const name_source& of) {
    if (of.columns.size() + of.keys.size() + of.include.size() != 1) return {};
    if (of.columns.size() == 1) return of.columns[0];
    return of.keys.size() == 1 ? of.keys[0].column : std::string_view{};
}

// Names of one table, given and chosen. The chosen ones stand one behind the other in `text`.
class table_names {
public:
    constexpr table_names(const table& of, char* text, std::span<std::uint8_t> sizes) : of_(of), text_(text), end_(text), sizes_(sizes) {}

    // The next object has a name already.
    constexpr void skip() { ++count_; }

    constexpr void choose(const name_source& of, std::string_view label) {
        if (const std::string_view only = only_part(of); !only.empty()) return choose(only, label);
        key_names all;
        for (const std::string_view column : of.columns) all.add(column);
        all.add(of.keys);
        for (const std::string_view column : of.include) all.add(column);
        choose(all.view(), label);
    }
    // As ChooseRelationName and ChooseConstraintName do: the plain name, then label1, label2, …
    constexpr void choose(std::string_view middle, std::string_view label) {
        for (std::size_t number = 0;; ++number) {
            strings::writer sink{end_};
            add_object_name(sink, of_.name, middle, label, number);
            const std::string_view name{end_, static_cast<std::size_t>(sink.end - end_)};
            if (holds(name)) continue;
            sizes_[count_++] = static_cast<std::uint8_t>(name.size());
            end_ = sink.end;
            return;
        }
    }
    [[nodiscard]] constexpr std::size_t size() const { return static_cast<std::size_t>(end_ - text_); }

private:
    [[nodiscard]] constexpr bool holds(const std::string_view& name) const {
        for (const constraint& each : of_.constraints)
            if (strings::same(each.name, name)) return true;
        for (const index& each : of_.indexes)
            if (strings::same(each.name, name)) return true;
        const char* at = text_;
        for (std::size_t i = 0; i != count_; at += sizes_[i++])
            if (sizes_[i] == name.size() && strings::same({at, sizes_[i]}, name)) return true;
        return false;
    }

    const table& of_;
    char* text_;
    char* end_;
    std::span<std::uint8_t> sizes_;
    std::size_t count_ = 0;
};

constexpr void choose_name(const table& of, const constraint& nameless, table_names& chosen) {
    const name_source source{nameless.columns, nameless.keys, nameless.include};
    switch (nameless.kind) {
    case constraint_kind::primary_key: return chosen.choose(std::string_view{}, "pkey");
    case constraint_kind::foreign_key: return chosen.choose(source, "fkey");
    case constraint_kind::unique: return chosen.choose(source, "key");
    case constraint_kind::exclude: return chosen.choose(source, "excl");
    case constraint_kind::check: break;
    }
    const auto column_name = [&](std::size_t i) { return of.columns[i].name; };
    chosen.choose(mentioned_column(nameless.expression, of.columns.size(), column_name), "check");
}

} // namespace detail

/// How many bytes the default names of a table's constraints and indexes may take.
constexpr std::size_t room_for_names(const table& of) {
    std::size_t nameless = 0;
    for (const constraint& each : of.constraints) nameless += each.name.empty() ? 1U : 0U;
    for (const index& each : of.indexes) nameless += each.name.empty() ? 1U : 0U;
    return nameless * strings::max_identifier_size;
}

/// Chooses default names for all nameless constraints, then for all nameless indexes of a table. Writes them one
/// behind the other to `text`, and their sizes to `sizes`: one for each constraint and each index, 0 for those that
/// have a name. Returns how many bytes were written. Numbers after clashes within the table are the server's own.
/// https://www.postgresql.org/docs/current/sql-createtable.html, "CONSTRAINT constraint_name"
constexpr std::size_t choose_names(const table& of, char* text, std::span<std::uint8_t> sizes) {
    detail::table_names chosen{of, text, sizes};
    for (const constraint& each : of.constraints) {
        if (each.name.empty()) detail::choose_name(of, each, chosen);
        else chosen.skip();
    }
    for (const index& each : of.indexes) {
        if (each.name.empty()) chosen.choose(detail::name_source{{}, each.keys, each.include}, "idx");
        else chosen.skip();
    }
    return chosen.size();
}

} // namespace constable::catalog
