// SPDX-License-Identifier: BSL-1.0
// Brings what was read into the form that a declaration has: no default names, serial columns, inherited columns, keys.
#pragma once

#include "definition_parts.hpp"
#include "live_parts.hpp"

#include "constable/catalog/model.hpp"
#include "constable/catalog/names.hpp"
#include "constable/catalog/own_sequence.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace constable::database::detail {

/// Where the tables stand, by their oids.
class table_positions {
public:
    explicit table_positions(const owned_records<catalog::table>& tables) {
        for (std::size_t i = 0; i != tables.size(); ++i) entries_.push_back({tables.origin_of(i).id, i});
        entries_.sort([](const void* left, const void* right) {
            return static_cast<const entry*>(left)->id < static_cast<const entry*>(right)->id ? -1 : 1; // no two have the same
        });
    }
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
    [[nodiscard]] std::size_t find(std::uint32_t id) const {
        const std::size_t found = entries_.count_of([id](const entry& each) { return each.id < id; });
        return found != entries_.size() && entries_[found].id == id ? entries_[found].at : nowhere;
    }

private:
    struct entry {
        std::uint32_t id;
        std::size_t at;
    };
    catalog::plain_list<entry> entries_;
};

// Texts of rows behind those of their structs; see table_queries.hpp.
inline constexpr std::size_t details_of_column = 8;
inline constexpr std::size_t parents_of_table = 18;
inline constexpr std::size_t kind_of_owner = 13;
inline constexpr std::size_t owner_of_sequence = 14;
inline constexpr std::size_t column_of_sequence = 15;
inline constexpr std::size_t is_default_of_column = 16;

inline bool is_default_name(std::string_view name, std::string_view object, std::string_view part, std::string_view label) {
    catalog::name_buffer made;
    catalog::add_object_name(made, object, part, label);
    return name == made.view();
}

// PostgreSQL 18 numbers the names that are taken: `t_c_not_null1` where long names have been cut to the same.
inline bool is_default_not_null_name(std::string_view name, std::string_view table, std::string_view column) {
    const std::size_t at = name.rfind("not_null");
    if (at == name.npos || name.find_first_not_of("0123456789", at + 8) != name.npos) return false;
    return is_default_name(name, table, column, name.substr(at));
}

using catalog::default_multirange_name;

/// Columns get their details, and sequences go to the columns that they fill.
class column_settler {
public:
    column_settler(live_parts& parts, catalog::plain_list<catalog::column_details>& details, catalog::plain_list<catalog::sequence>& sequences)
        : parts_(parts), tables_(parts.tables), details_(details), sequences_(sequences) {}

    void settle() {
        read_details();
        sequences_.reserve(parts_.sequences.size());
        std::vector<bool> has_sequence(parts_.columns.size());
        parts_.sequences.leave_out([&](const catalog::sequence& each, const record_origin& origin) { return give_to_column(each, origin.row, has_sequence); });
        // the column of a partition is filled by its parent's sequence
        for (std::size_t i = 0; i != parts_.columns.size(); ++i)
            if (!has_sequence[i]) parts_.columns[i].identity = catalog::identity_kind::none;
        store_as_parents();
        leave_out_inherited();
        for (std::size_t i = 0; i != details_.size(); ++i)
            if (!is_plain(details_[i])) parts_.columns[i].details = &details_[i];
    }

    /// Leaves out inherited columns that are as the parent has them.
    void leave_out_inherited() {
        bool any = false;
        for (const catalog::column_details& each : details_) any = any || each.is_inherited;
        if (!any) return;
        std::vector<bool> is_unwanted(parts_.columns.size());
        for (std::size_t i = 0; i != parts_.columns.size(); ++i)
            is_unwanted[i] = details_[i].is_inherited && is_as_inherited(i);
        std::size_t at = 0;
        std::size_t kept = 0;
        parts_.columns.leave_out([&](const catalog::column&, const auto&) {
            if (!is_unwanted[at]) details_[kept++] = details_[at];
            return is_unwanted[at++];
        });
        details_.shorten(kept);
    }

private:
    static bool is_plain(const catalog::column_details& details) {
        return details.not_null_name.empty() && details.storage == catalog::storage_kind::by_type &&
               details.compression == catalog::compression_method::by_default && details.statistics == -1 && details.options.empty() &&
               !details.is_virtual && !details.is_inherited && details.sequence == nullptr;
    }

    void read_details() {
        details_.reserve(parts_.columns.size());
        for (std::size_t i = 0; i != parts_.columns.size(); ++i) {
            const record_origin& origin = parts_.columns.origin_of(i);
            auto read = parts_.read<catalog::column_details>(origin.row, details_of_column);
            if (const std::size_t table = tables_.find(origin.owner); table != table_positions::nowhere &&
                is_default_not_null_name(read.not_null_name, parts_.tables[table].name, parts_.columns[i].name))
                read.not_null_name = {};
            details_.push_back(read);
        }
    }

    // Whether the sequence is a column's own, and so no object of the catalog.
    bool give_to_column(const catalog::sequence& sequence, std::size_t row, std::vector<bool>& has_sequence) {
        const bool is_identity = parts_.text(row, kind_of_owner) == "i";
        if (!is_identity && parts_.text(row, is_default_of_column) != "true") return false;
        const auto table_id = static_cast<std::uint32_t>(record_reader::to_number(parts_.text(row, owner_of_sequence)));
        const std::size_t table_at = tables_.find(table_id);
        if (table_at == table_positions::nowhere) return false;
        const catalog::table& table = parts_.tables[table_at];
        const auto position = static_cast<std::uint32_t>(record_reader::to_number(parts_.text(row, column_of_sequence)));
        const auto [first, last] = parts_.columns.range_of(table_id);
        for (std::size_t i = first; i != last; ++i) {
            if (parts_.columns.origin_of(i).position != position) continue;
            catalog::column& column = parts_.columns[i];
            if (!is_identity && !is_serial(column)) return false;
            has_sequence[i] = true;
            if (!is_identity) {
                column.identity = catalog::identity_kind::serial;
                column.default_expression = {};
            }
            if (!is_default(sequence, table, column)) {
                catalog::sequence& own = sequences_.push_back(sequence); // it stays there: there is room for all
                own.owner_table = own.owner_column = {};
                // before PostgreSQL 15 sequences know no such thing, and one of an unlogged table is no different one
                if (is_identity && parts_.server_version < 150000) own.unlogged = table.unlogged;
                details_[i].sequence = &own;
            }
            return true;
        }
        return false;
    }
    static bool is_serial(const catalog::column& column) {
        return column.identity == catalog::identity_kind::none && (column.type == "integer" || column.type == "bigint" || column.type == "smallint");
    }
    // Whether PostgreSQL would make this sequence by itself. Those of an unlogged table are unlogged since version 15.
    [[nodiscard]] bool is_default(const catalog::sequence& sequence, const catalog::table& table, const catalog::column& column) const {
        return sequence.schema == table.schema && is_default_name(sequence.name, table.name, column.name, "seq") && sequence.type == column.type &&
               sequence.start == 1 && sequence.increment == 1 && sequence.minimum == 1 && sequence.maximum == catalog::largest_of(sequence.type) &&
               sequence.cache == 1 && !sequence.cycle && sequence.comment.empty() &&
               sequence.unlogged == (table.unlogged && parts_.server_version >= 150000);
    }

    // The texts of a column's row that a parent hands down: default, generation, NOT NULL, storage, compression. A target
    // of statistics, options and a comment it keeps to itself.
    [[nodiscard]] bool is_as_inherited(std::size_t at) {
        if (!parts_.columns[at].comment.empty() || details_[at].statistics != -1 || !details_[at].options.empty()) return false;
        bool is_same = true;
        each_parent_column(at, [&](std::size_t parent) {
            for (const std::size_t text : {2U, 3U, 7U, 9U, 10U}) is_same = is_same && same_text(at, parent, text);
        });
        return is_same;
    }
    // What a column inherits of its storage is nothing of its own.
    void store_as_parents() {
        for (std::size_t i = 0; i != details_.size(); ++i) {
            if (!details_[i].is_inherited) continue;
            each_parent_column(i, [&](std::size_t parent) {
                if (same_text(i, parent, details_of_column + 1)) details_[i].storage = catalog::storage_kind::by_type;
                if (same_text(i, parent, details_of_column + 2)) details_[i].compression = catalog::compression_method::by_default;
            });
        }
    }
    [[nodiscard]] bool same_text(std::size_t column, std::size_t other, std::size_t text) const {
        return parts_.text(parts_.columns.origin_of(column).row, text) == parts_.text(parts_.columns.origin_of(other).row, text);
    }
    template <class Visit>
    void each_parent_column(std::size_t at, const Visit& visit) {
        const std::size_t table = tables_.find(parts_.columns.origin_of(at).owner);
        if (table == table_positions::nowhere) return;
        for (const std::string_view parent : parts_.reader.list(parts_.text(parts_.tables.origin_of(table).row, parents_of_table))) {
            const auto [first, last] = parts_.columns.range_of(static_cast<std::uint32_t>(record_reader::to_number(parent)));
            for (std::size_t i = first; i != last; ++i)
                if (parts_.columns[i].name == parts_.columns[at].name) visit(i);
        }
    }

    live_parts& parts_;
    table_positions tables_;
    catalog::plain_list<catalog::column_details>& details_;
    catalog::plain_list<catalog::sequence>& sequences_;
};

/// Keys that are expressions get them. The collation of such a key shows where the index's definition shows it.
inline void settle_keys(live_parts& parts) {
    for (std::size_t i = 0; i != parts.expressions.size(); ++i) {
        const std::vector<std::string_view> expressions = split_list(parts.expressions[i].list);
        const auto [first, last] = parts.keys.range_of(parts.expressions.origin_of(i).owner);
        std::size_t next = 0;
        for (std::size_t at = first; at != last && next != expressions.size(); ++at) {
            catalog::key& key = parts.keys[at];
            if (!key.column.empty()) continue;
            key.expression = expressions[next++];
            if (!key.collation.empty() && !key_shows_collation(parts.expressions[i].definition, at - first, key.expression)) key.collation = {};
        }
    }
}

/// Default names are left out.
inline void settle_types(live_parts& parts) {
    for (std::size_t i = 0; i != parts.domains.size(); ++i)
        if (catalog::domain& each = parts.domains[i]; is_default_name(each.not_null_name, each.name, {}, "not_null")) each.not_null_name = {};
    for (std::size_t i = 0; i != parts.range_types.size(); ++i)
        if (catalog::range_type& each = parts.range_types[i]; each.multirange == default_multirange_name(each.name)) each.multirange = {};
}

/// A schema grants to itself, not to something in it.
inline void settle_grants(live_parts& parts) {
    for (std::size_t i = 0; i != parts.grants.size(); ++i)
        if (parts.grants[i].kind == catalog::object_kind::schema) parts.grants[i].schema = {};
}

/// Parts go to what they stand on.
inline void put_together(live_parts& parts) {
    for (std::size_t i = 0; i != parts.indexes.size(); ++i) parts.indexes[i].keys = parts.keys.of(parts.indexes.origin_of(i).id);
    for (std::size_t i = 0; i != parts.constraints.size(); ++i)
        if (parts.constraints[i].kind == catalog::constraint_kind::exclude) parts.constraints[i].keys = parts.keys.of(parts.constraints.origin_of(i).id);
    for (std::size_t i = 0; i != parts.tables.size(); ++i) {
        const std::uint32_t id = parts.tables.origin_of(i).id;
        catalog::table& table = parts.tables[i];
        table.columns = parts.columns.of(id);
        table.constraints = parts.constraints.of(id);
        table.indexes = parts.indexes.of(id);
        table.triggers = parts.triggers.of(id);
        table.rules = parts.rules.of(id);
        table.policies = parts.policies.of(id);
        table.statistics = parts.statistics.of(id);
    }
    for (std::size_t i = 0; i != parts.views.size(); ++i) {
        const std::uint32_t id = parts.views.origin_of(i).id;
        catalog::view& view = parts.views[i];
        view.columns = parts.view_columns.of(id);
        view.indexes = parts.indexes.of(id);
        view.triggers = parts.triggers.of(id);
        view.rules = parts.rules.of(id);
        view.statistics = parts.statistics.of(id);
    }
    for (std::size_t i = 0; i != parts.domains.size(); ++i) parts.domains[i].constraints = parts.constraints.of(parts.domains.origin_of(i).id);
    for (std::size_t i = 0; i != parts.composite_types.size(); ++i)
        parts.composite_types[i].attributes = parts.attributes.of(parts.composite_types.origin_of(i).id);
}

} // namespace constable::database::detail
