// SPDX-License-Identifier: BSL-1.0
// What the parts of the planner share: the catalogs, what happens to their objects, the statements so far.
#pragma once

#include "alter.hpp"
#include "change_plan.hpp"
#include "object_name.hpp"
#include "plan_objects.hpp"

#include "constable/catalog/change.hpp"
#include "constable/catalog/hazard.hpp"
#include "constable/catalog/own_sequence.hpp"
#include "constable/strings/identifier.hpp"
#include "constable/strings/sink.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace constable::sql::detail {

/// A plan in the making.
struct plan_draft {
    plan_draft(const catalog::catalog& to, const catalog::catalog& from, std::span<const catalog::change> changes, int server_version = 0)
        : expected(to), actual(from), objects(to, from, changes, server_version) {}

    const catalog::catalog& expected;
    const catalog::catalog& actual;
    plan_objects objects;
    change_plan made{};
    std::string comments{};    ///< of what comes with a parent, when it is there
    bool has_routines = false; ///< whose bodies may name what comes later
    std::vector<const catalog::change*> attachments{}; ///< of partitions, when all else is made
    std::vector<const catalog::sequence*> owners{};    ///< sequences that get their owners at the end
};

/// What each part of the planner knows and asks.
class plan_part {
public:
    explicit plan_part(plan_draft& draft)
        : draft_(draft), expected_(draft.expected), actual_(draft.actual), objects_(draft.objects), after_(draft.objects.after()), before_(draft.objects.before()) {}

protected:
    static constexpr std::uint32_t no_node = plan_objects::no_node;

    void add(std::string text, const catalog::change* of) {
        text = trimmed_text(std::move(text));
        if (text.empty()) return;
        draft_.made.statements.push_back({std::move(text), of == nullptr ? catalog::hazard{.lock = catalog::lock_level::access_exclusive} : hazard_of(*of), of});
    }
    template <class Write>
    void write(const catalog::change* of, const Write& render) {
        add(strings::to_string(render), of);
    }

    [[nodiscard]] bool is_active(std::uint32_t id) const {
        const plan_objects::aim& aim = objects_.aim_of(id);
        return aim.created || aim.replaced || !aim.alterations.empty() || is_converted(id);
    }
    [[nodiscard]] bool is_converted(std::uint32_t id) const {
        const std::uint32_t partner = objects_.aim_of(id).partner;
        return partner != no_node && objects_.fate_of(partner).converted && !objects_.fate_of(partner).dropped;
    }
    [[nodiscard]] bool is_reattached(const catalog::table* table) const {
        if (table == nullptr || table->parent.empty()) return false;
        const catalog::table* const before = objects_.table_before(table);
        return before == nullptr || objects_.is_detached(*table, *before);
    }

    // Tables that inherit without being partitions list only what they have otherwise: what is done to their parents is
    // done to them too.
    [[nodiscard]] bool inherits(const catalog::table& heir, const catalog::table& from) const {
        for (const catalog::qualified_name& each : heir.inherits)
            if (each.name == from.name && objects_.both().same_schema_of_expected(each.schema, from.schema)) return true;
        return false;
    }
    [[nodiscard]] bool has_heirs(const catalog::table& of) const {
        return std::any_of(expected_.tables.begin(), expected_.tables.end(), [&](const catalog::table& each) { return inherits(each, of); });
    }
    [[nodiscard]] const catalog::column* inherited_column(const catalog::table& in, std::string_view name) const {
        for (const catalog::table& each : expected_.tables) {
            const bool is_parent = (each.name == in.parent && objects_.both().same_schema_of_expected(each.schema, in.parent_schema)) || inherits(in, each);
            if (!is_parent) continue;
            if (const catalog::column* found = find_column(each, name); found != nullptr) return found;
            if (const catalog::column* further = inherited_column(each, name); further != nullptr) return further;
        }
        return nullptr;
    }

    // Whether the table is a partition of the other one, or inherits from it, before and afterwards.
    [[nodiscard]] bool stays_with(const catalog::table& in, const catalog::table& parent) const {
        if (!in.parent.empty()) return in.parent == parent.name && !is_reattached(&in) && objects_.both().same_schema_of_expected(parent.schema, in.parent_schema);
        const catalog::table* const before = objects_.table_before(&in);
        return before != nullptr && std::any_of(in.inherits.begin(), in.inherits.end(), [&](const catalog::qualified_name& each) {
            return each.name == parent.name && objects_.both().same_schema_of_expected(each.schema, parent.schema) && catalog::is_listed(each, before->inherits);
        });
    }
    // The column of a parent whose new type is the heirs' too, even where they list the column; or `no_node`.
    [[nodiscard]] std::uint32_t converting_parent(const catalog::table& in, const catalog::column& of) const {
        if (in.parent.empty() && in.inherits.empty()) return no_node;
        for (const catalog::table& each : expected_.tables) {
            if (!stays_with(in, each)) continue;
            const catalog::column* const found = find_column(each, of.name);
            const std::uint32_t id = found != nullptr ? after_.find(found) : converting_parent(each, of);
            if (id != no_node && is_converted(id)) return id;
        }
        return no_node;
    }

    // What an object is called while another takes its name.
    static std::string old_name(std::string_view name) { return std::string{strings::clip(name, strings::max_identifier_size - 9)} + "_replaced"; }
    // The identity or serial column whose sequence has that name; null where there is none.
    struct own_column {
        const catalog::table* in = nullptr;
        const catalog::column* column = nullptr;
    };
    static own_column owner_of(const catalog::catalog& in, const catalog::sequence& of) {
        for (const catalog::table& each : in.tables)
            for (const catalog::column& column : each.columns) {
                if (!owns_sequence(column)) continue;
                catalog::name_buffer name;
                const catalog::sequence own = catalog::own_sequence_of(each, column, name);
                if (own.name == of.name && own.schema == of.schema) return {&each, &column};
            }
        return {};
    }
    [[nodiscard]] bool is_dropped(const catalog::column& of) const {
        const std::uint32_t id = before_.find(&of);
        return objects_.fate_of(id).dropped || objects_.goes_with_owner(id);
    }
    // Whether the sequence of a column that goes can stay: not that of an identity column.
    static bool is_kept(const catalog::column& of) { return of.identity == catalog::identity_kind::serial; }
    // All options of a sequence in one statement: its type, its bounds and its start must fit together at every moment.
    void alter_sequence(const catalog::sequence& expected, const catalog::sequence& actual, std::span<const catalog::change* const> alterations) {
        std::string options;
        const catalog::change* cause = nullptr;
        for (const catalog::change* each : alterations) {
            const std::string option = each->kind == catalog::object_kind::sequence ? sequence_option(expected, each->field) : std::string{};
            if (option.empty()) continue;
            options += " " + option;
            if (cause == nullptr) cause = each;
        }
        add(alter_sequence_statements(expected, actual, options), cause);
    }
    static bool is_option_of_sequence(const catalog::change& of) {
        return of.kind == catalog::object_kind::sequence && !sequence_option({}, of.field).empty();
    }
    // The sequence goes on with another column, or none.
    void settle_sequence(const catalog::sequence& expected, const catalog::sequence& actual, const catalog::change* of) {
        std::string options;
        catalog::each_field(std::type_identity<catalog::sequence>{}, [&](std::string_view name, auto field) {
            if (name == "owner_table" || name == "owner_column" || catalog::same_value(expected.*field, actual.*field)) return;
            if (const std::string option = sequence_option(expected, name); !option.empty()) return void(options += " " + option);
            if (name == "comment") return add(comment_statement("SEQUENCE", qualified_identifier(expected.schema, expected.name), expected.comment), of);
            add(alter_sequence_field(expected, name), of);
        });
        add(alter_sequence_statements(expected, actual, options), of);
    }
    // Whether a constraint of a new table is made after it.
    static bool is_later(const catalog::table& in, const catalog::constraint& of) {
        return of.kind == catalog::constraint_kind::foreign_key || of.not_valid || !comes_with_table(in, of);
    }

    plan_draft& draft_;
    const catalog::catalog& expected_;
    const catalog::catalog& actual_;
    const plan_objects& objects_;
    const catalog::object_graph& after_;
    const catalog::object_graph& before_;
};

} // namespace constable::sql::detail
