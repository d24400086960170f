// SPDX-License-Identifier: BSL-1.0
// The part of a plan that keeps the rows of tables that are made anew, and puts them back.
#pragma once

#include "plan_part.hpp"

#include "constable/catalog/own_sequence.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace constable::sql::detail {

/// Rows wait in temporary tables until their table is there again with all of its partitions, and before anything that
/// would look at them or act on them: foreign keys, triggers, views.
class plan_rows : plan_part {
public:
    explicit plan_rows(plan_draft& draft) : plan_part(draft) {
        if (objects_.made_anew().empty()) return;
        wholes_.resize(after_.nodes().size(), no_node);
        for (std::size_t i = 0; i != objects_.made_anew().size(); ++i) {
            tables_.push_back({objects_.made_anew()[i], {}, 0});
            gather(static_cast<std::uint32_t>(i), objects_.fate_of(objects_.made_anew()[i]).partner);
        }
    }

    /// Calls `visit` with all that must be created before something that needs `id`: the table with its partitions.
    template <class Visit>
    void each_of_whole(std::uint32_t id, const Visit& visit) const {
        if (wholes_.empty() || wholes_[id] == no_node) return;
        for (const std::uint32_t each : tables_[wholes_[id]].parts) visit(each);
    }
    [[nodiscard]] bool are_of_one_table(std::uint32_t one, std::uint32_t other) const {
        return !wholes_.empty() && wholes_[one] != no_node && wholes_[one] == wholes_[other];
    }

    void keep() {
        for (std::size_t i = 0; i != tables_.size(); ++i) keep(tables_[i].before, i);
    }
    /// `id` has been created.
    void put_back_with(std::uint32_t id) {
        if (wholes_.empty() || wholes_[id] == no_node) return;
        const std::uint32_t i = wholes_[id];
        if (++tables_[i].created == tables_[i].parts.size()) put_back(tables_[i].before, i);
    }

private:
    struct whole_table {
        std::uint32_t before;
        std::vector<std::uint32_t> parts{}; ///< the table itself and its partitions, as far as they are created
        std::size_t created = 0;
    };

    void gather(std::uint32_t whole, std::uint32_t id) {
        wholes_[id] = whole;
        tables_[whole].parts.push_back(id);
        const catalog::table& table = *after_[id].place.the_table;
        for (const std::uint32_t each : after_.dependents_of(id)) {
            const catalog::table* const part = after_[each].place.the_table;
            const bool is_partition = part != nullptr && part->parent == table.name && objects_.both().same_schema_of_expected(part->parent_schema, table.schema);
            if (is_partition && wholes_[each] == no_node && objects_.aim_of(each).created) gather(whole, each);
        }
    }
    static std::string kept_rows(std::size_t number) { return joined("constable_rows_", std::to_string(number + 1)); }
    static std::string kept_sequence(std::size_t number, std::size_t column) {
        return joined("constable_sequence_", std::to_string(number + 1), "_", std::to_string(column + 1));
    }
    // Calls `visit` with each column that is there before and afterwards.
    template <class Visit>
    void each_kept_column(std::uint32_t before, const Visit& visit) const {
        const catalog::table& was = *before_[before].place.the_table;
        for (std::size_t i = 0; i != was.columns.size(); ++i) {
            const std::uint32_t partner = objects_.fate_of(before_.find(&was.columns[i])).partner;
            if (partner != no_node) visit(*after_[partner].place.the_column, was.columns[i], i);
        }
    }
    // The old type may be gone when the value comes back.
    [[nodiscard]] bool goes_through_text(const catalog::column& now, const catalog::column& old) const {
        if (now.type == old.type) return objects_.fate_of(before_.find(&old)).converted;
        return !has_assignment_cast(old.type, now.type) || is_text(base_type(now.type));
    }
    [[nodiscard]] const catalog::change* cause_of(std::uint32_t before) const { return objects_.fate_of(before).of; }

    void keep(std::uint32_t before, std::size_t number) {
        const catalog::table& was = *before_[before].place.the_table;
        const catalog::table& now = *after_[objects_.fate_of(before).partner].place.the_table;
        const std::string from = joined(was.partition_key.empty() ? "ONLY " : "", qualified_identifier(now.schema, now.name));
        // what is written from now on, and rows that are not seen, would be lost
        add(joined("SET LOCAL row_security = off;\nLOCK TABLE ", from, " IN ACCESS EXCLUSIVE MODE;"), cause_of(before));
        std::string values;
        each_kept_column(before, [&](const catalog::column& column, const catalog::column& old, std::size_t) {
            const std::string name = identifier(column.name);
            values += joined(values.empty() ? " " : ", ", name, goes_through_text(column, old) ? joined("::text AS ", name) : std::string{});
        });
        add(joined("CREATE TEMPORARY TABLE ", kept_rows(number), " ON COMMIT DROP AS SELECT", values, " FROM ", from, ";"), cause_of(before));
        each_kept_column(before, [&](const catalog::column& column, const catalog::column& old, std::size_t i) {
            if (!owns_sequence(column) || !owns_sequence(old)) return;
            catalog::name_buffer name;
            const catalog::sequence own = catalog::own_sequence_of(was, old, name);
            add(joined("CREATE TEMPORARY TABLE ", kept_sequence(number, i), " ON COMMIT DROP AS SELECT last_value, is_called FROM ",
                       qualified_identifier(own.schema, own.name), ";"), cause_of(before));
        });
    }
    void put_back(std::uint32_t before, std::size_t number) {
        const catalog::table& now = *after_[objects_.fate_of(before).partner].place.the_table;
        const std::string table = qualified_identifier(now.schema, now.name);
        std::string names;
        std::string values;
        each_kept_column(before, [&](const catalog::column& column, const catalog::column& old, std::size_t) {
            if (!column.generated_expression.empty()) return;
            const std::string_view separator = names.empty() ? "" : ", ";
            names += joined(separator, identifier(column.name));
            values += joined(separator, identifier(column.name), goes_through_text(column, old) ? joined("::", column.type) : std::string{});
        });
        if (!names.empty())
            add(joined("INSERT INTO ", table, " (", names, ") OVERRIDING SYSTEM VALUE SELECT ", values, " FROM pg_temp.", kept_rows(number), ";"), cause_of(before));
        each_kept_column(before, [&](const catalog::column& column, const catalog::column& old, std::size_t i) {
            if (!owns_sequence(column)) return;
            catalog::name_buffer name;
            const catalog::sequence own = catalog::own_sequence_of(now, column, name);
            if (owns_sequence(old)) {
                add(joined("SELECT pg_catalog.setval(", literal(qualified_identifier(own.schema, own.name)), ", last_value, is_called) FROM pg_temp.", kept_sequence(number, i), ";"), cause_of(before));
                return add(joined("DROP TABLE pg_temp.", kept_sequence(number, i), ";"), cause_of(before));
            }
            add(go_on_counting(now, column, own), cause_of(before));
        });
        add(joined("DROP TABLE pg_temp.", kept_rows(number), ";"), cause_of(before));
    }

    std::vector<whole_table> tables_{};
    std::vector<std::uint32_t> wholes_{}; // of each expected object, the table that is made anew and that it is, or is a partition of
};

} // namespace constable::sql::detail
