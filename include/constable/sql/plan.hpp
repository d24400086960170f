// SPDX-License-Identifier: BSL-1.0
// Changes as statements, in an order in which they work: from what a database is to what it shall be, its rows kept.
#pragma once

#include "alter.hpp"
#include "create_constraint.hpp"
#include "create_raw.hpp"
#include "create_routine.hpp"
#include "create_sequence.hpp"
#include "create_table.hpp"
#include "create_table_parts.hpp"
#include "create_types.hpp"
#include "create_view.hpp"
#include "drop.hpp"
#include "plan_objects.hpp"
#include "plan_privileges.hpp"

#include "constable/catalog/hazard.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::sql {

/// One or more statements for one purpose.
struct statement {
    std::string text{}; ///< without a line break at its end
    catalog::hazard hazard{};
    const catalog::change* of = nullptr; ///< null where something stands in the way of a change, and goes or comes back
};

/// What turns one catalog into another.
struct change_plan {
    std::vector<statement> before{};     ///< each in a transaction of its own, committed before the others
    std::vector<statement> statements{}; ///< together in one transaction
    std::vector<const catalog::change*> impossible{}; ///< what no statement can change, or the catalog has no words for

    [[nodiscard]] bool empty() const { return before.empty() && statements.empty(); }
    /// All statements as a script for psql.
    [[nodiscard]] std::string script() const {
        std::string text;
        for (const statement& each : before) text += each.text + "\n";
        if (statements.empty()) return text;
        text += "BEGIN;\n";
        for (const statement& each : statements) text += each.text + "\n";
        return text + "COMMIT;\n";
    }
};

namespace detail {

class planner {
public:
    planner(const catalog::catalog& expected, const catalog::catalog& actual, std::span<const catalog::change> changes)
        : expected_(expected), actual_(actual), objects_(expected, actual, changes), after_(objects_.after()), before_(objects_.before()) {}

    change_plan run() {
        plan_.impossible = objects_.impossible();
        for (const catalog::change* each : objects_.renamings()) add(rename_statement(*each), each);
        detach_partitions();
        keep_sequences();
        drop_all();
        rename_parts();
        set_old_types_aside();
        create_and_alter();
        for (const catalog::change* each : objects_.came_with_parent()) complete_part(*each);
        for (const catalog::change* each : objects_.went_back()) become_inherited(*each);
        restore_heirs();
        for (const catalog::change* each : attachments_) attach(*each);
        settle_tables();
        drop_late();
        const plan_privileges privileges{expected_, actual_, objects_};
        for (const std::string& each : privileges.statements()) add(each, nullptr);
        if (has_routines_) plan_.statements.insert(plan_.statements.begin(), statement{"SET LOCAL check_function_bodies = off;", {}, nullptr});
        separate_labels();
        return std::move(plan_);
    }

private:
    static constexpr std::uint32_t no_node = plan_objects::no_node;

    void add(std::string text, const catalog::change* of) {
        text = trimmed_text(std::move(text));
        if (text.empty()) return;
        plan_.statements.push_back({std::move(text), of == nullptr ? catalog::hazard{.lock = catalog::lock_level::access_exclusive} : hazard_of(*of), of});
    }
    template <class Write>
    void write(const catalog::change* of, const Write& render) {
        add(strings::to_string(render), of);
    }

    // ---- first: what goes

    void detach_partitions() {
        for (std::uint32_t id = 0; id != before_.nodes().size(); ++id) {
            const catalog::table* const table = before_[id].place.the_table;
            const plan_objects::fate& fate = objects_.fate_of(id);
            if (table == nullptr || table->parent.empty() || fate.dropped || fate.partner == no_node) continue;
            const catalog::table& now = *after_[fate.partner].place.the_table;
            if (!objects_.is_detached(now, *table)) continue;
            add(joined("ALTER TABLE ", qualified_identifier(table->parent_schema, table->parent), " DETACH PARTITION ",
                       qualified_identifier(now.schema, now.name), ";"), change_of_parent(fate.partner));
        }
    }
    [[nodiscard]] const catalog::change* change_of_parent(std::uint32_t after) const {
        for (const catalog::change* each : objects_.aim_of(after).alterations)
            if (is_any_of(each->field, "parent", "parent_schema", "partition_bound")) return each;
        return nullptr;
    }
    // A sequence that stays while its column goes.
    void keep_sequences() {
        for (std::uint32_t id = 0; id != before_.nodes().size(); ++id) {
            const catalog::sequence* const sequence = before_[id].place.the_sequence;
            const plan_objects::fate& fate = objects_.fate_of(id);
            if (sequence == nullptr || sequence->owner_table.empty() || fate.dropped || fate.partner == no_node || !loses_owner(*sequence)) continue;
            const catalog::sequence& now = *after_[fate.partner].place.the_sequence;
            add(joined("ALTER SEQUENCE ", qualified_identifier(now.schema, now.name), " OWNED BY NONE;"), nullptr);
        }
    }
    [[nodiscard]] bool loses_owner(const catalog::sequence& of) const {
        for (const catalog::table& each : actual_.tables) {
            if (each.name != of.owner_table || each.schema != of.schema) continue;
            if (objects_.fate_of(before_.find(&each)).dropped) return true;
            const catalog::column* const column = find_column(each, of.owner_column);
            return column != nullptr && objects_.fate_of(before_.find(column)).dropped;
        }
        return false;
    }

    static bool is_dropped_late(const catalog::graph_node& of, const plan_objects::fate& fate) {
        const catalog::object_place& place = of.place;
        if (fate.is_old_type) return true;
        return of.owner == no_node && (place.the_schema != nullptr || place.the_extension != nullptr || place.the_collation != nullptr || place.the_enumeration != nullptr ||
                                       (place.the_domain != nullptr && !of.is_default) || place.the_composite != nullptr || place.the_range != nullptr || place.the_sequence != nullptr);
    }
    // Every node after those that need it.
    [[nodiscard]] std::vector<std::uint32_t> in_order_of_dropping(bool late) const {
        std::vector<std::uint32_t> order;
        std::vector<char> seen(before_.nodes().size());
        const auto is_meant = [&](std::uint32_t id) { return objects_.fate_of(id).dropped && is_dropped_late(before_[id], objects_.fate_of(id)) == late; };
        const auto visit = [&](const auto& self, std::uint32_t id) -> void {
            if (seen[id] != 0) return;
            seen[id] = 1;
            for (const std::uint32_t dependent : before_.dependents_of(id))
                if (objects_.fate_of(dependent).dropped) self(self, dependent);
            if (is_meant(id)) order.push_back(id);
        };
        for (std::uint32_t id = static_cast<std::uint32_t>(before_.nodes().size()); id-- != 0;)
            if (objects_.fate_of(id).dropped) visit(visit, id);
        return order;
    }
    void drop_all() {
        for (const std::uint32_t id : in_order_of_dropping(false)) {
            if (is_default_of_serial(id)) continue;
            const catalog::graph_node& node = before_[id];
            const bool is_reference = node.place.the_constraint != nullptr && node.place.the_constraint->kind == catalog::constraint_kind::foreign_key;
            if (objects_.goes_with_owner(id) && !is_reference) continue;
            if (goes_with_parent(node.place)) continue;
            drop(id);
        }
    }
    [[nodiscard]] bool is_default_of_serial(std::uint32_t id) const {
        // a default that goes with its column
        const catalog::graph_node& node = before_[id];
        return node.is_default && node.place.the_column != nullptr && objects_.fate_of(before_.find(node.place.the_column)).dropped;
    }
    void drop(std::uint32_t id) {
        const catalog::graph_node& node = before_[id];
        const plan_objects::fate& fate = objects_.fate_of(id);
        const catalog::table* const now = objects_.table_after(node.place.in_table);
        if (node.is_default) {
            const std::string on = relation_of(node.place, now);
            if (node.place.the_domain != nullptr) return add(joined("ALTER DOMAIN ", on, " DROP DEFAULT;"), fate.of);
            const std::uint32_t column = objects_.fate_of(before_.find(node.place.the_column)).partner;
            const std::string_view name = column == no_node ? node.place.the_column->name : after_[column].place.the_column->name;
            return add(joined(now != nullptr && has_heirs(*now) ? "ALTER TABLE " : "ALTER TABLE ONLY ", on, " ALTER COLUMN ", identifier(name), " DROP DEFAULT;"), fate.of);
        }
        catalog::object_place place = node.place;
        if (fate.partner != no_node) follow_renaming(place, after_[fate.partner].place);
        add(drop_statement(node.kind, place, now), fate.of);
    }
    // Views and columns that have just been renamed.
    static void follow_renaming(catalog::object_place& of, const catalog::object_place& now) {
        if (of.the_view != nullptr) of.the_view = now.the_view;
        if (of.the_column != nullptr) of.the_column = now.the_column;
    }
    // The index of a partition goes when that of its parent does.
    [[nodiscard]] bool goes_with_parent(const catalog::object_place& of) const {
        const std::string_view parent_index = of.the_index != nullptr ? of.the_index->attached_to : of.the_constraint != nullptr ? of.the_constraint->attached_to : "";
        if (parent_index.empty() || of.in_table == nullptr) return false;
        if (const catalog::table* now = objects_.table_after(of.in_table); now != nullptr && objects_.is_detached(*now, *of.in_table)) return false;
        for (const catalog::table& each : actual_.tables) {
            if (each.name != of.in_table->parent || each.schema != of.in_table->parent_schema) continue;
            for (const catalog::index& other : each.indexes)
                if (other.name == parent_index) return objects_.fate_of(before_.find(&other)).dropped;
            for (const catalog::constraint& other : each.constraints)
                if (other.name == parent_index) return objects_.fate_of(before_.find(&other)).dropped;
        }
        return false;
    }

    // ---- constraints and indexes that are only called otherwise: new ones may want their names

    struct renamed_part {
        const catalog::change* of;
        std::string_view from;
        std::string_view to;
    };
    static bool is_renaming(const catalog::change& of) {
        return of.field == "name" && (of.kind == catalog::object_kind::constraint || of.kind == catalog::object_kind::index);
    }
    static std::string rename_part(const catalog::change& of, std::string_view from, std::string_view to) {
        if (of.kind == catalog::object_kind::index) {
            const std::string_view schema = of.expected.in_table != nullptr ? of.expected.in_table->schema : of.expected.in_view->schema;
            return joined("ALTER INDEX ", qualified_identifier(schema, from), " RENAME TO ", identifier(to), ";");
        }
        const std::string_view word = of.expected.in_domain != nullptr ? "ALTER DOMAIN " : "ALTER TABLE ";
        return joined(word, owner_name(of.expected), " RENAME CONSTRAINT ", identifier(from), " TO ", identifier(to), ";");
    }
    void rename_parts() {
        std::vector<renamed_part> all;
        for (std::uint32_t id = 0; id != after_.nodes().size(); ++id) {
            const plan_objects::aim& aim = objects_.aim_of(id);
            for (const catalog::change* each : aim.alterations) {
                if (!is_renaming(*each) || aim.created) continue;
                if (each->kind == catalog::object_kind::index) all.push_back({each, each->actual.the_index->name, each->expected.the_index->name});
                else all.push_back({each, each->actual.the_constraint->name, each->expected.the_constraint->name});
            }
        }
        std::vector<bool> waits(all.size()); // for another to give up its name
        for (std::size_t i = 0; i != all.size(); ++i) {
            for (const renamed_part& other : all) waits[i] = waits[i] || (other.of != all[i].of && other.from == all[i].to);
            if (waits[i]) add(rename_part(*all[i].of, all[i].from, old_name(all[i].to)), all[i].of);
        }
        for (std::size_t i = 0; i != all.size(); ++i)
            add(rename_part(*all[i].of, waits[i] ? old_name(all[i].to) : std::string{all[i].from}, all[i].to), all[i].of);
    }

    // ---- types that are made anew

    static std::string old_name(std::string_view name) { return std::string{strings::clip(name, strings::max_identifier_size - 9)} + "_replaced"; }
    void set_old_types_aside() {
        for (std::uint32_t id = 0; id != before_.nodes().size(); ++id) {
            if (!objects_.fate_of(id).is_old_type) continue;
            const catalog::object_place& place = before_[id].place;
            const auto rename = [&](const auto* object) {
                if (object == nullptr) return;
                add(joined("ALTER ", drop_word(before_[id].kind), " ", qualified_identifier(object->schema, object->name), " RENAME TO ", identifier(old_name(object->name)), ";"),
                    objects_.fate_of(id).of);
            };
            rename(place.the_enumeration), rename(place.the_domain), rename(place.the_composite), rename(place.the_range), rename(place.the_collation);
        }
    }
    void drop_late() {
        for (const std::uint32_t id : in_order_of_dropping(true)) {
            const catalog::graph_node& node = before_[id];
            const plan_objects::fate& fate = objects_.fate_of(id);
            if (fate.is_old_type) {
                const auto drop_old = [&](const auto* object) {
                    if (object != nullptr) add(joined("DROP ", drop_word(node.kind), " ", qualified_identifier(object->schema, old_name(object->name)), ";"), fate.of);
                };
                drop_old(node.place.the_enumeration), drop_old(node.place.the_domain), drop_old(node.place.the_composite), drop_old(node.place.the_range);
                drop_old(node.place.the_collation);
                continue;
            }
            if (node.place.the_sequence != nullptr && (loses_owner(*node.place.the_sequence) || becomes_owned(*node.place.the_sequence))) continue;
            drop(id);
        }
    }
    // Whether a sequence becomes that of a serial or identity column, or was that.
    static bool is_own_sequence(const catalog::catalog& in, const catalog::sequence& of) {
        for (const catalog::table& each : in.tables)
            for (const catalog::column& column : each.columns) {
                if (!owns_sequence(column)) continue;
                catalog::name_buffer name;
                const catalog::sequence own = catalog::own_sequence_of(each, column, name);
                if (own.name == of.name && own.schema == of.schema) return true;
            }
        return false;
    }
    [[nodiscard]] bool becomes_owned(const catalog::sequence& of) const { return is_own_sequence(expected_, of); }
    [[nodiscard]] bool was_owned(const catalog::sequence& of) const { return is_own_sequence(actual_, of); }

    // ---- then: what comes, and what is altered

    // Parts of new tables, columns, views and domains come with them, but for what may have to wait.
    [[nodiscard]] std::uint32_t unit_of(std::uint32_t id) const {
        const catalog::graph_node& node = after_[id];
        if (node.is_default && node.place.the_column != nullptr) {
            const std::uint32_t column = after_.find(node.place.the_column);
            if (objects_.aim_of(column).created) return unit_of(column);
        }
        if (!objects_.comes_with_owner(id)) return id;
        if (node.place.the_trigger != nullptr || node.place.the_rule != nullptr || node.place.the_policy != nullptr || node.place.the_statistics != nullptr) return id;
        if (node.place.the_constraint != nullptr && node.place.in_table != nullptr && is_later(*node.place.in_table, *node.place.the_constraint)) return id;
        return node.owner;
    }
    static bool is_later(const catalog::table& in, const catalog::constraint& of) {
        if (of.kind == catalog::constraint_kind::foreign_key || of.not_valid) return true;
        for (const catalog::constraint& each : in.constraints) { // CREATE TABLE would take two alike for one
            if (&each == &of) return false;
            const bool are_keys = of.kind != catalog::constraint_kind::check && each.kind != catalog::constraint_kind::check;
            if (are_keys && catalog::same_value(each.columns, of.columns) && !of.columns.empty()) return true;
        }
        return false;
    }
    [[nodiscard]] bool is_active(std::uint32_t id) const {
        const plan_objects::aim& aim = objects_.aim_of(id);
        return aim.created || aim.replaced || !aim.alterations.empty() || is_converted(id);
    }
    [[nodiscard]] bool is_converted(std::uint32_t id) const {
        const std::uint32_t partner = objects_.aim_of(id).partner;
        return partner != no_node && objects_.fate_of(partner).converted && !objects_.fate_of(partner).dropped;
    }
    static int rank(const catalog::object_place& of) {
        if (of.the_schema != nullptr) return 0;
        if (of.the_extension != nullptr) return 1;
        if (of.the_raw != nullptr && comes_last(*of.the_raw)) return 8;
        if (of.the_constraint != nullptr && of.the_constraint->kind == catalog::constraint_kind::foreign_key) return 6;
        if (of.the_trigger != nullptr || of.the_rule != nullptr || of.the_policy != nullptr) return 7;
        if (of.the_view != nullptr) return 5;
        if (of.the_index != nullptr || of.the_constraint != nullptr || of.the_statistics != nullptr) return 4;
        return of.the_table != nullptr || of.in_table != nullptr ? 3 : 2;
    }

    void create_and_alter() {
        struct unit {
            std::vector<std::uint32_t> needs{};
            std::vector<std::uint32_t> wants{};
            bool done = true;
        };
        std::vector<unit> units(after_.nodes().size());
        std::vector<std::uint32_t> waiting;
        for (std::uint32_t id = 0; id != units.size(); ++id) {
            if (!is_active(id)) continue;
            const std::uint32_t own = unit_of(id);
            units[own].done = false;
            const auto gather = [&](std::span<const std::uint32_t> from, std::vector<std::uint32_t>& to) {
                for (const std::uint32_t needed : from)
                    if (is_active(needed) && unit_of(needed) != own) to.push_back(unit_of(needed));
            };
            gather(after_[id].needs, units[own].needs);
            gather(after_[id].wants, units[own].wants);
        }
        for (std::uint32_t id = 0; id != units.size(); ++id)
            if (!units[id].done) waiting.push_back(id);
        std::sort(waiting.begin(), waiting.end(), [&](std::uint32_t left, std::uint32_t right) {
            return std::pair{rank(after_[left].place), left} < std::pair{rank(after_[right].place), right};
        });
        const auto is_ready = [&](std::uint32_t id, bool wants_too) {
            const auto is_done = [&](std::uint32_t needed) { return units[needed].done; };
            return std::all_of(units[id].needs.begin(), units[id].needs.end(), is_done) &&
                   (!wants_too || std::all_of(units[id].wants.begin(), units[id].wants.end(), is_done));
        };
        // what is ready, round after round; where bodies of functions go in circles, without them; where texts seem to, the first
        while (!waiting.empty()) {
            std::size_t left = 0;
            bool any = false;
            for (std::size_t i = 0; i != waiting.size(); ++i) {
                const std::uint32_t id = waiting[i];
                if (!is_ready(id, true)) {
                    waiting[left++] = id;
                    continue;
                }
                make(id);
                units[id].done = true;
                any = true;
            }
            waiting.resize(left);
            if (any || waiting.empty()) continue;
            auto next = std::find_if(waiting.begin(), waiting.end(), [&](std::uint32_t id) { return is_ready(id, false); });
            if (next == waiting.end()) next = waiting.begin();
            make(*next);
            units[*next].done = true;
            waiting.erase(next);
        }
    }

    void make(std::uint32_t id) {
        const plan_objects::aim& aim = objects_.aim_of(id);
        const catalog::graph_node& node = after_[id];
        if (aim.created) return create(id, node, aim);
        if (aim.replaced) replace(node, aim);
        if (node.place.the_column != nullptr && !node.is_default) return alter_column(id, node, aim);
        bool has_policy = false;
        bool has_deferrable = false;
        for (const catalog::change* each : aim.alterations) {
            if (each->kind == catalog::object_kind::policy && each->field != "comment" && std::exchange(has_policy, true)) continue;
            if (is_any_of(each->field, "deferrable", "initially_deferred") && std::exchange(has_deferrable, true)) continue;
            alter(*each);
        }
    }
    void replace(const catalog::graph_node& node, const plan_objects::aim& aim) {
        if (node.place.the_view != nullptr) write(aim.of, [&](auto& sink) { add_create_view_alone(sink, *node.place.the_view, true); });
        if (node.place.the_routine == nullptr) return;
        has_routines_ = true;
        write(aim.of, [&](auto& sink) { add_create_routine(sink, *node.place.the_routine, true); });
    }
    // Defaults, indexes and comments of the view stay.
    template <class Sink>
    static void add_create_view_alone(Sink& sink, const catalog::view& of, bool replace) {
        catalog::view alone = of;
        alone.indexes = {};
        alone.columns = {};
        alone.comment = {};
        add_create_view(sink, alone, population::at_once, replace);
    }
    void alter(const catalog::change& each) {
        if (each.expected.the_attribute != nullptr || each.actual.the_attribute != nullptr) return alter_attribute(each);
        if (each.kind == catalog::object_kind::table) {
            if (is_any_of(each.field, "parent", "parent_schema", "partition_bound")) return attachments_.push_back(&each);
            if (is_any_of(each.field, "clustered_on", "replica_identity", "replica_index")) return;
        }
        if (each.kind == catalog::object_kind::sequence && is_any_of(each.field, "owner_table", "owner_column")) return owners_.push_back(each.expected.the_sequence);
        if (is_renaming(each)) return; // is done
        if (each.field == "attached_to" && is_reattached(each.expected.in_table)) return;
        add(alter_statement(each), &each);
    }
    void alter_attribute(const catalog::change& each) {
        if (each.action == catalog::change_action::drop) return add(drop_statement(each.kind, each.actual), &each);
        if (each.action == catalog::change_action::alter) return add(alter_statement(each), &each);
        add(joined("ALTER TYPE ", owner_name(each.expected), " ADD ATTRIBUTE ",
                   strings::to_string([&](auto& sink) { add_attribute_definition(sink, *each.expected.the_attribute); }), ";"), &each);
        if (!each.expected.the_attribute->comment.empty()) add(comment_statement(each.kind, each.expected, each.expected.the_attribute->comment), &each);
    }
    [[nodiscard]] bool is_reattached(const catalog::table* table) const {
        if (table == nullptr || table->parent.empty()) return false;
        const catalog::table* const before = objects_.table_before(table);
        return before == nullptr || objects_.is_detached(*table, *before);
    }

    void alter_column(std::uint32_t id, const catalog::graph_node& node, const plan_objects::aim& aim) {
        const catalog::table& in = *node.place.in_table;
        const catalog::column& expected = *node.place.the_column;
        if (aim.partner == no_node) return;
        const catalog::object_place& was = before_[aim.partner].place;
        const catalog::column& actual = *was.the_column;
        const auto change_of = [&](std::string_view field) -> const catalog::change* {
            for (const catalog::change* each : aim.alterations)
                if (each->field == field && each->kind == catalog::object_kind::column) return each;
            return nullptr;
        };
        const catalog::change* const identity = change_of("identity");
        const bool loses_identity = identity != nullptr && actual.identity != catalog::identity_kind::none &&
                                    (expected.identity == catalog::identity_kind::none || expected.identity == catalog::identity_kind::serial ||
                                     actual.identity == catalog::identity_kind::serial);
        if (loses_identity) add_identity_change(in, expected, *was.in_table, actual, identity);
        if (const catalog::change* gone = change_of("generated_expression"); gone != nullptr)
            add(joined("ALTER TABLE ONLY ", qualified_identifier(in.schema, in.name), " ALTER COLUMN ", identifier(expected.name), " DROP EXPRESSION;"), gone);
        if (is_converted(id)) convert(in, expected, actual, objects_.fate_of(aim.partner).of);
        for (const std::string_view field : {"not_null", "not_null_name"})
            if (const catalog::change* each = change_of(field); each != nullptr) add(alter_statement(*each), each);
        if (identity != nullptr && !loses_identity) add_identity_change(in, expected, *was.in_table, actual, identity);
        for (const catalog::change* each : aim.alterations)
            if (each->kind != catalog::object_kind::column || each->field == "comment") add(alter_statement(*each), each);
            else if (!is_any_of(each->field, "identity", "not_null", "not_null_name", "generated_expression")) add(alter_column_statement(in, expected, actual, each->field, !has_heirs(in)), each);
    }
    void add_identity_change(const catalog::table& in, const catalog::column& expected, const catalog::table& was_in, const catalog::column& actual, const catalog::change* of) {
        catalog::name_buffer name;
        const catalog::sequence own = expected.identity == catalog::identity_kind::none ? catalog::own_sequence_of(was_in, actual, name) : catalog::own_sequence_of(in, expected, name);
        const bool is_lost = expected.identity == catalog::identity_kind::none;
        const catalog::sequence* const alone = standing_alone(is_lost ? expected_ : actual_, own);
        add(alter_identity_statements(in, expected, was_in, actual, alone != nullptr), of);
        if (alone != nullptr) settle_sequence(is_lost ? *alone : own, is_lost ? own : *alone, of);
    }
    static const catalog::sequence* standing_alone(const catalog::catalog& in, const catalog::sequence& like) {
        for (const catalog::sequence& each : in.sequences)
            if (each.name == like.name && each.schema == like.schema) return &each;
        return nullptr;
    }
    // The sequence goes on with another column, or none.
    void settle_sequence(const catalog::sequence& expected, const catalog::sequence& actual, const catalog::change* of) {
        catalog::each_field(std::type_identity<catalog::sequence>{}, [&](std::string_view name, auto field) {
            if (name == "owner_table" || name == "owner_column" || catalog::same_value(expected.*field, actual.*field)) return;
            if (name == "comment")
                return add(joined("COMMENT ON SEQUENCE ", qualified_identifier(expected.schema, expected.name), " IS ",
                                  expected.comment.empty() ? std::string{"NULL"} : literal(expected.comment), ";"), of);
            add(alter_sequence_field(expected, name), of);
        });
    }
    void convert(const catalog::table& in, const catalog::column& expected, const catalog::column& actual, const catalog::change* of) {
        if (is_done_by_parent(in, expected)) return;
        const bool is_same_name = expected.type == actual.type && expected.collation == actual.collation;
        // a type of the same name that is another one now
        if (is_same_name && convert_rows(in, expected, of)) return;
        add(is_same_name ? alter_type_statement(in, expected, expected.type.ends_with("[]") ? "\"?\"[]" : "\"?\"") : alter_type_statement(in, expected, actual.type), of);
        if (expected.identity != catalog::identity_kind::serial || actual.identity != catalog::identity_kind::serial) return;
        if (expected.details->sequence != nullptr || expected.type == actual.type) return;
        catalog::name_buffer name;
        add(alter_sequence_field(catalog::own_sequence_of(in, expected, name), "type"), of);
    }
    // Values of a composite type that is another one now, by the names of its attributes. False for other types.
    bool convert_rows(const catalog::table& in, const catalog::column& of, const catalog::change* cause) {
        for (const std::uint32_t needed : after_[after_.find(&of)].needs) {
            const catalog::composite_type* const type = after_[needed].place.the_composite;
            const std::uint32_t partner = objects_.aim_of(needed).partner;
            if (type == nullptr || partner == no_node || !objects_.fate_of(partner).is_old_type) continue;
            const catalog::composite_type& old = *before_[partner].place.the_composite;
            const std::string head = joined("ALTER TABLE ", qualified_identifier(in.schema, in.name), " ALTER COLUMN ", identifier(of.name), " TYPE ", of.type, " USING ");
            if (!of.type.ends_with("]")) {
                add(joined(head, row_of(*type, old, identifier(of.name)), ";"), cause);
                return true;
            }
            // ALTER TABLE takes no subquery, but a function that has one
            const std::string made = qualified_identifier(type->schema, type->name);
            const std::string signature = joined("pg_temp.constable_rows(", qualified_identifier(old.schema, old_name(old.name)), "[])");
            add(joined("CREATE FUNCTION ", signature, " RETURNS ", made, "[] LANGUAGE sql AS $_$SELECT CASE WHEN $1 IS NOT NULL THEN coalesce(array_agg(",
                       row_of(*type, old, "$1[i]"), " ORDER BY i), '{}') END FROM generate_subscripts($1, 1) AS i$_$;"), cause);
            add(joined(head, "pg_temp.constable_rows(", identifier(of.name), ");"), cause);
            add(joined("DROP FUNCTION ", signature, ";"), cause);
            return true;
        }
        return false;
    }
    static std::string row_of(const catalog::composite_type& type, const catalog::composite_type& old, const std::string& from) {
        std::string values;
        for (const catalog::attribute& each : type.attributes) {
            const auto same = std::find_if(old.attributes.begin(), old.attributes.end(), [&](const catalog::attribute& other) { return other.name == each.name; });
            values += values.empty() ? "" : ", ";
            if (same == old.attributes.end()) values += "NULL";
            else values += joined("(", from, ").", identifier(each.name), has_assignment_cast(same->type, each.type) ? "" : joined("::text::", each.type));
        }
        return joined("CASE WHEN ", from, " IS DISTINCT FROM NULL THEN ROW(", values, ")::", qualified_identifier(type.schema, type.name), " END");
    }
    [[nodiscard]] bool is_done_by_parent(const catalog::table& in, const catalog::column& of) const {
        if (in.parent.empty() || is_reattached(&in)) return false;
        for (const catalog::table& each : expected_.tables) {
            if (each.name != in.parent || !objects_.both().same_schema_of_expected(each.schema, in.parent_schema)) continue;
            const catalog::column* const found = find_column(each, of.name);
            return found != nullptr && is_converted(after_.find(found));
        }
        return false;
    }

    void create(std::uint32_t id, const catalog::graph_node& node, const plan_objects::aim& aim) {
        const catalog::object_place& place = node.place;
        if (node.is_default) return create_default(place, aim);
        if (place.the_schema != nullptr) write(aim.of, [&](auto& sink) { add_create_schema(sink, *place.the_schema); });
        if (place.the_extension != nullptr) write(aim.of, [&](auto& sink) { add_create_extension(sink, *place.the_extension); });
        if (place.the_collation != nullptr) write(aim.of, [&](auto& sink) { add_create_collation(sink, *place.the_collation); });
        if (place.the_enumeration != nullptr) write(aim.of, [&](auto& sink) { add_create_enumeration(sink, *place.the_enumeration); });
        if (place.the_domain != nullptr) write(aim.of, [&](auto& sink) { add_create_domain(sink, *place.the_domain); });
        if (place.the_composite != nullptr) write(aim.of, [&](auto& sink) { add_create_composite_type(sink, *place.the_composite); });
        if (place.the_range != nullptr) write(aim.of, [&](auto& sink) { add_create_range_type(sink, *place.the_range); });
        if (place.the_sequence != nullptr) create_sequence(*place.the_sequence, aim);
        if (place.the_routine != nullptr) {
            has_routines_ = true;
            write(aim.of, [&](auto& sink) { add_create_routine(sink, *place.the_routine); });
        }
        if (place.the_view != nullptr) write(aim.of, [&](auto& sink) { add_create_view(sink, *place.the_view); });
        if (place.the_raw != nullptr) write(aim.of, [&](auto& sink) { add_create_raw(sink, *place.the_raw); });
        if (place.the_table != nullptr) create_table(*place.the_table, aim);
        if (place.the_column != nullptr) create_column(*place.in_table, *place.the_column, aim);
        if (place.the_constraint != nullptr) create_constraint(place, aim);
        if (place.the_index != nullptr) create_index(place, aim);
        create_part(id, place, aim);
    }
    void create_default(const catalog::object_place& of, const plan_objects::aim& aim) {
        if (of.the_domain != nullptr)
            return add(joined("ALTER DOMAIN ", qualified_identifier(of.the_domain->schema, of.the_domain->name), " SET DEFAULT ", of.the_domain->default_expression, ";"), aim.of);
        add(alter_column_statement(*of.in_table, *of.the_column, *of.the_column, "default_expression", !has_heirs(*of.in_table)), aim.of);
    }
    void create_sequence(const catalog::sequence& of, const plan_objects::aim& aim) {
        if (!was_owned(of)) write(aim.of, [&](auto& sink) { add_create_sequence(sink, of); });
        if (!of.owner_table.empty()) owners_.push_back(&of);
    }
    struct later_parts {
        const catalog::table& in;
        bool operator()(const catalog::constraint& each) const { return is_later(in, each); }
    };
    void create_table(const catalog::table& of, const plan_objects::aim& aim) {
        write(aim.of, [&](auto& sink) { add_create_table(sink, of, later_parts{of}); });
    }
    void create_column(const catalog::table& in, const catalog::column& of, const plan_objects::aim& aim) {
        std::string text;
        strings::appender sink{text};
        if (of.identity == catalog::identity_kind::serial && of.details->sequence != nullptr) add_create_sequence(sink, *of.details->sequence);
        add_head(sink, "ALTER TABLE ", in.schema, in.name);
        sink.add("ADD COLUMN ");
        add_column_definition(sink, of);
        sink.add(";\n");
        add_column_settings(sink, in, of);
        add_owned_sequence(sink, in, of);
        add_column_comment(sink, in.schema, in.name, of.name, of.comment);
        add(text, aim.of);
    }
    // Whether partitions bring their own indexes for one of their parent's.
    [[nodiscard]] bool has_attached(const catalog::table& in, std::string_view name) const {
        if (in.partition_key.empty()) return false;
        for (const catalog::table& each : expected_.tables) {
            if (each.parent != in.name || !objects_.both().same_schema_of_expected(each.parent_schema, in.schema)) continue;
            for (const catalog::index& other : each.indexes)
                if (other.attached_to == name) return true;
            for (const catalog::constraint& other : each.constraints)
                if (other.attached_to == name) return true;
        }
        return false;
    }
    void create_constraint(const catalog::object_place& of, const plan_objects::aim& aim) {
        const catalog::constraint& made = *of.the_constraint;
        if (of.in_domain != nullptr) return write(aim.of, [&](auto& sink) { add_domain_constraint(sink, *of.in_domain, made); });
        const bool is_key = made.kind != catalog::constraint_kind::foreign_key && made.kind != catalog::constraint_kind::check;
        write(aim.of, [&](auto& sink) {
            add_constraint(sink, *of.in_table, made, is_key && has_attached(*of.in_table, made.name));
            add_constraint_comment(sink, *of.in_table, made);
            if (!made.attached_to.empty() && !is_reattached(of.in_table)) add_attach_index(sink, *of.in_table, made.name, made.attached_to);
        });
    }
    void create_index(const catalog::object_place& of, const plan_objects::aim& aim) {
        const catalog::index& made = *of.the_index;
        const std::string_view schema = of.in_table != nullptr ? of.in_table->schema : of.in_view->schema;
        const std::string_view name = of.in_table != nullptr ? of.in_table->name : of.in_view->name;
        write(aim.of, [&](auto& sink) {
            add_create_index(sink, schema, name, made, of.in_table != nullptr && has_attached(*of.in_table, made.name));
            add_comment(sink, "INDEX", schema, made.name, made.comment);
            if (!made.attached_to.empty() && !is_reattached(of.in_table)) add_attach_index(sink, *of.in_table, made.name, made.attached_to);
        });
    }
    void create_part(std::uint32_t, const catalog::object_place& of, const plan_objects::aim& aim) {
        const std::string_view schema = of.in_table != nullptr ? of.in_table->schema : of.in_view != nullptr ? of.in_view->schema : "";
        const std::string_view name = of.in_table != nullptr ? of.in_table->name : of.in_view != nullptr ? of.in_view->name : "";
        if (of.the_trigger != nullptr) write(aim.of, [&](auto& sink) { add_create_trigger(sink, schema, name, *of.the_trigger); });
        if (of.the_rule != nullptr) write(aim.of, [&](auto& sink) { add_create_rule(sink, schema, name, *of.the_rule); });
        if (of.the_policy != nullptr) write(aim.of, [&](auto& sink) { add_create_policy(sink, *of.in_table, *of.the_policy); });
        if (of.the_statistics != nullptr) write(aim.of, [&](auto& sink) { add_create_statistics(sink, schema, name, *of.the_statistics); });
    }

    // ---- at the end

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
    void become_inherited(const catalog::change& of) {
        const catalog::column* const inherited = inherited_column(*of.expected.in_table, of.actual.the_column->name);
        if (inherited == nullptr) return;
        const catalog::column& actual = *of.actual.the_column;
        const catalog::table& in = *of.expected.in_table;
        if (inherited->default_expression != actual.default_expression) add(alter_column_statement(in, *inherited, actual, "default_expression"), &of);
        if (inherited->not_null != actual.not_null) add(alter_column_statement(in, *inherited, actual, "not_null"), &of);
        catalog::each_field(std::type_identity<catalog::column_details>{}, [&](std::string_view name, auto field) {
            if (!catalog::same_value(inherited->details->*field, actual.details->*field)) add(alter_column_statement(in, *inherited, actual, name), &of);
        });
        if (!actual.comment.empty())
            add(joined("COMMENT ON COLUMN ", qualified_identifier(in.schema, in.name), ".", identifier(actual.name), " IS NULL;"), &of);
    }
    // Heirs that have something otherwise get it back after their parents have been altered.
    void restore_heirs() {
        for (const catalog::table& heir : expected_.tables) {
            if (heir.inherits.empty() || objects_.aim_of(after_.find(&heir)).created) continue;
            for (const catalog::column& each : heir.columns) {
                if (!each.details->is_inherited) continue;
                const catalog::column* const inherited = inherited_column(heir, each.name);
                if (inherited == nullptr || !is_touched(*inherited)) continue;
                add(alter_column_statement(heir, each, *inherited, "default_expression"), nullptr);
                if (each.not_null && !inherited->not_null) add(alter_column_statement(heir, each, *inherited, "not_null"), nullptr);
                write(nullptr, [&](auto& sink) { add_column_settings(sink, heir, each); });
            }
        }
    }
    [[nodiscard]] bool is_touched(const catalog::column& of) const {
        const std::uint32_t by_default = after_.find(&of, true);
        const std::uint32_t id = after_.find(&of);
        const std::uint32_t partner = objects_.aim_of(id).partner;
        if (by_default != no_node && objects_.aim_of(by_default).created) return true;
        if (partner != no_node)
            if (const std::uint32_t before = before_.find(before_[partner].place.the_column, true); before != no_node && objects_.fate_of(before).dropped) return true;
        return is_active(id);
    }

    // What a partition says otherwise of a column or a check that came from its parent.
    void complete_part(const catalog::change& of) {
        const catalog::table& in = *of.expected.in_table;
        if (of.expected.the_constraint != nullptr) return write(&of, [&](auto& sink) { add_constraint_comment(sink, in, *of.expected.the_constraint); });
        const catalog::column& column = *of.expected.the_column;
        const catalog::column* const inherited = inherited_column(in, column.name);
        if (inherited != nullptr && inherited->default_expression != column.default_expression) add(alter_column_statement(in, column, *inherited, "default_expression"), &of);
        if (inherited != nullptr && inherited->not_null != column.not_null) add(alter_column_statement(in, column, *inherited, "not_null"), &of);
        write(&of, [&](auto& sink) {
            add_column_settings(sink, in, column);
            add_column_comment(sink, in.schema, in.name, column.name, column.comment);
        });
    }

    void attach(const catalog::change& of) {
        const catalog::table& table = *of.expected.the_table;
        if (table.parent.empty() || std::find(attached_.begin(), attached_.end(), &table) != attached_.end()) return;
        attached_.push_back(&table);
        write(&of, [&](auto& sink) { add_attach_partition(sink, table); });
    }
    void settle_tables() {
        std::sort(owners_.begin(), owners_.end());
        owners_.erase(std::unique(owners_.begin(), owners_.end()), owners_.end());
        for (const catalog::sequence* each : owners_) add(alter_sequence_field(*each, "owner_table"), nullptr);
        for (std::uint32_t id = 0; id != after_.nodes().size(); ++id) {
            if (const catalog::table* table = after_[id].place.the_table; table != nullptr) settle(id, *table);
            if (const catalog::view* view = after_[id].place.the_view; view != nullptr && !view->clustered_on.empty() && (objects_.aim_of(id).created || is_new_index(id, view->clustered_on)))
                write(nullptr, [&](auto& sink) { add_cluster_on(sink, view->schema, view->name, view->clustered_on); });
        }
    }
    void settle(std::uint32_t id, const catalog::table& table) {
        const plan_objects::aim& aim = objects_.aim_of(id);
        if (aim.created) return write(aim.of, [&](auto& sink) { add_table_settings(sink, table); });
        const catalog::change* cluster = nullptr;
        const catalog::change* replica = nullptr;
        for (const catalog::change* each : aim.alterations) {
            if (each->field == "clustered_on") cluster = each;
            if (is_any_of(each->field, "replica_identity", "replica_index")) replica = each;
        }
        if (cluster != nullptr || (!table.clustered_on.empty() && is_new_index(id, table.clustered_on))) add(alter_table_field(table, table, "clustered_on"), cluster);
        if (replica != nullptr || (!table.replica_index.empty() && is_new_index(id, table.replica_index))) add(alter_table_field(table, table, "replica_identity"), replica);
    }
    [[nodiscard]] bool is_new_index(std::uint32_t owner, std::string_view name) const {
        bool found = false;
        after_.each_part_of(owner, [&](std::uint32_t part) {
            const catalog::object_place& place = after_[part].place;
            const bool is_it = (place.the_index != nullptr && place.the_index->name == name) || (place.the_constraint != nullptr && place.the_constraint->name == name);
            found = found || (is_it && objects_.aim_of(part).created);
        });
        return found;
    }

    // A new label cannot be used in the transaction that adds it.
    void separate_labels() {
        std::vector<statement>& all = plan_.statements;
        for (std::size_t i = 0; i != all.size(); ++i) {
            if (all[i].of == nullptr || all[i].of->kind != catalog::object_kind::enumeration || all[i].of->field != "labels") continue;
            if (all[i].text.find(" ADD VALUE ") == std::string::npos) continue;
            all[i].hazard.own_transaction = false;
            bool is_used = false;
            for (const std::string_view label : all[i].of->expected.the_enumeration->labels)
                for (const statement& other : all)
                    is_used = is_used || (&other != &all[i] && other.text.find(literal(label)) != std::string::npos);
            if (!is_used) continue;
            all[i].hazard.own_transaction = true;
            plan_.before.push_back(std::move(all[i]));
            all.erase(all.begin() + static_cast<std::ptrdiff_t>(i--));
        }
    }

    const catalog::catalog& expected_;
    const catalog::catalog& actual_;
    plan_objects objects_;
    const catalog::object_graph& after_;
    const catalog::object_graph& before_;
    std::vector<const catalog::change*> attachments_{};
    std::vector<const catalog::table*> attached_{};
    std::vector<const catalog::sequence*> owners_{};
    bool has_routines_ = false;
    change_plan plan_{};
};

} // namespace detail

/// The statements that make `changes` (of `catalog::diff(expected, actual, …)`), with everything that stands in their way
/// dropped before and created again after. They are meant for a session whose `search_path` is the default schema alone.
/// https://www.postgresql.org/docs/current/ddl-alter.html
inline change_plan plan(const catalog::catalog& expected, const catalog::catalog& actual, std::span<const catalog::change> changes) {
    return detail::planner{expected, actual, changes}.run();
}

} // namespace constable::sql
