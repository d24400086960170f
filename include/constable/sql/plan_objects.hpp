// SPDX-License-Identifier: BSL-1.0
// Decides, for a set of changes, which objects are dropped, created, replaced and altered: those that the changes name,
// and those that stand in their way because they depend on them.
#pragma once

#include "inheritance.hpp"
#include "object_pairs.hpp"
#include "partitions.hpp"
#include "server_lacks.hpp"
#include "treatment.hpp"

#include "constable/catalog/change.hpp"
#include "constable/catalog/object_graph.hpp"
#include "constable/catalog/sides.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace constable::sql {

/// What happens to every object of two catalogs.
class plan_objects {
public:
    static constexpr std::uint32_t no_node = catalog::graph_node::no_node;

    /// What happens to an object of the actual catalog.
    struct fate {
        bool dropped = false;    ///< and created again, when it has a partner that is
        bool converted = false;  ///< a column that gets another type
        bool recomputed = false; ///< a generated column that is dropped and added
        bool is_old_type = false; ///< renamed, to be dropped when no column has it any more
        std::uint32_t partner = no_node;
        const catalog::change* of = nullptr;
    };
    /// What happens to an object of the expected catalog.
    struct aim {
        bool created = false;
        bool replaced = false;
        std::uint32_t partner = no_node;
        const catalog::change* of = nullptr;
        std::vector<const catalog::change*> alterations{};
    };

    /// `server_version`: as in `server_version_num`; 0: not known.
    plan_objects(const catalog::catalog& expected, const catalog::catalog& actual, std::span<const catalog::change> changes, int server_version = 0)
        : server_version_(server_version), sides_{expected, actual}, after_(expected), before_(actual), pairs_(sides_, after_, before_, changes), fates_(before_.nodes().size()), aims_(after_.nodes().size()) {
        for (std::uint32_t id = 0; id != fates_.size(); ++id) fates_[id].partner = pairs_.after(id);
        for (std::uint32_t id = 0; id != aims_.size(); ++id) aims_[id].partner = pairs_.before(id);
        refused_ = refused_objects(after_, pairs_, changes, server_version);
        for (const catalog::change& each : changes) take(each);
        for (const catalog::change* each : repartitioned_) make_table_anew(*each);
        spread();
        for (std::uint32_t id = 0; id != fates_.size(); ++id) revive(id);
        for (std::uint32_t id = 0; id != aims_.size(); ++id) complete(id);
    }

    plan_objects(const plan_objects&) = delete; // its pairs point into it
    plan_objects& operator=(const plan_objects&) = delete;

    [[nodiscard]] const catalog::object_graph& after() const { return after_; }
    [[nodiscard]] const catalog::object_graph& before() const { return before_; }
    [[nodiscard]] const fate& fate_of(std::uint32_t id) const { return fates_[id]; }
    [[nodiscard]] const aim& aim_of(std::uint32_t id) const { return aims_[id]; }
    [[nodiscard]] const catalog::sides& both() const { return sides_; }
    /// 0: not known.
    [[nodiscard]] int server_version() const { return server_version_; }
    /// Renamings, in their order.
    [[nodiscard]] const std::vector<const catalog::change*>& renamings() const { return renamings_; }
    /// Changes of objects that are no part of the graph: privileges.
    [[nodiscard]] const std::vector<const catalog::change*>& others() const { return others_; }
    /// Columns and checks of partitions that come with those of their parents.
    [[nodiscard]] const std::vector<const catalog::change*>& came_with_parent() const { return came_with_parent_; }
    /// Columns of heirs that become again what they are in their parents.
    [[nodiscard]] const std::vector<const catalog::change*>& went_back() const { return went_back_; }
    /// Columns that tables keep of former parents.
    [[nodiscard]] const std::vector<const catalog::change*>& left_by_parents() const { return left_by_parents_; }
    /// Tables that are dropped and created, and whose rows are put into them again: of the actual catalog. Not those of
    /// their partitions that are made anew with them.
    [[nodiscard]] const std::vector<std::uint32_t>& made_anew() const { return made_anew_; }
    /// Changes that no statement can make.
    [[nodiscard]] const std::vector<const catalog::change*>& impossible() const { return impossible_; }

    /// The expected table that an actual table becomes, or nothing.
    [[nodiscard]] const catalog::table* table_after(const catalog::table* before) const {
        if (before == nullptr) return nullptr;
        const std::uint32_t partner = fates_[before_.find(before)].partner;
        return partner == no_node ? nullptr : after_[partner].place.the_table;
    }
    [[nodiscard]] const catalog::table* table_before(const catalog::table* after) const {
        if (after == nullptr) return nullptr;
        const std::uint32_t partner = aims_[after_.find(after)].partner;
        return partner == no_node ? nullptr : before_[partner].place.the_table;
    }
    /// Whether a partition is detached, and mostly attached again, in the course of the changes.
    [[nodiscard]] bool is_detached(const catalog::table& after, const catalog::table& before) const {
        return after.partition_bound != before.partition_bound ||
               !sides_.same_table({after.parent_schema, after.parent}, {before.parent_schema, before.parent});
    }
    /// Whether an object goes away with the table or view that it stands on.
    [[nodiscard]] bool goes_with_owner(std::uint32_t before) const {
        const std::uint32_t owner = before_[before].owner;
        return owner != no_node && fates_[owner].dropped;
    }
    [[nodiscard]] bool comes_with_owner(std::uint32_t after) const {
        const std::uint32_t owner = after_[after].owner;
        return owner != no_node && aims_[owner].created;
    }

private:
    // ---- what the changes themselves ask for

    [[nodiscard]] bool is_refused(const catalog::change& of) const {
        if (refused_.empty() || of.action != catalog::change_action::create) return false;
        const std::uint32_t id = pairs_.node_after(of);
        return id != no_node && refused_[id];
    }

    void drop(std::uint32_t before, const catalog::change* of = nullptr) {
        if (before == no_node) return;
        fate& mine = fates_[before];
        if (mine.of == nullptr) mine.of = of;
        if (mine.dropped) return;
        mine.dropped = true;
        moved_.push_back(before);
    }
    void create(std::uint32_t after, const catalog::change* of = nullptr) {
        if (after == no_node) return;
        aims_[after].created = true;
        if (aims_[after].of == nullptr) aims_[after].of = of;
    }
    void convert(std::uint32_t before, const catalog::change* of = nullptr) {
        fate& mine = fates_[before];
        if (mine.of == nullptr) mine.of = of;
        if (mine.converted) return;
        mine.converted = true;
        moved_.push_back(before);
    }
    void make_new_type(std::uint32_t before, const catalog::change* of = nullptr) {
        fates_[before].is_old_type = true;
        drop(before, of);
    }

    void take(const catalog::change& each) {
        using catalog::change_action;
        using catalog::object_kind;
        if (each.kind == object_kind::other || lacks_statement(each, server_version_) || is_refused(each) || waits_for_parent(each, sides_.expected, sides_.actual) ||
            is_inherited_anyway(each, sides_.expected, sides_.actual))
            return impossible_.push_back(&each);
        if (each.kind == object_kind::grant || each.kind == object_kind::default_privilege) return others_.push_back(&each);
        if (is_done_by_parent(each)) {
            if (each.action == change_action::create) came_with_parent_.push_back(&each);
            if (each.action == change_action::alter && detail::is_any_of(each.field, "type", "collation")) convert(pairs_.node_before(each), &each); // with what needs it
            return;
        }
        if (const catalog::column* column = each.place().the_column; column != nullptr && column->details->is_inherited) {
            if (each.action == change_action::create) return came_with_parent_.push_back(&each);
            if (each.action == change_action::drop) return went_back_.push_back(&each);
        }
        if (const catalog::column* left = left_by_parent(each, sides_.actual); left != nullptr) return take_left(each, *left);
        if (each.action == change_action::rename) return renamings_.push_back(&each);
        const std::uint32_t after = pairs_.node_after(each);
        const std::uint32_t before = pairs_.node_before(each);
        if (each.expected.the_attribute != nullptr || each.actual.the_attribute != nullptr) return take_attribute(each, after, before);
        if (each.action == change_action::create) return create(after, &each);
        if (each.action == change_action::drop) return becomes_another_kind(before) ? make_new_type(before, &each) : drop(before, &each);
        if (each.kind == object_kind::column && each.field == "default_expression" && each.expected.the_column != nullptr) return take_default(each);
        if (each.kind == object_kind::domain && each.field == "default_expression") {
            if (!each.expected.the_domain->default_expression.empty()) create(after_.find(each.expected.the_domain, true), &each);
            else drop(before_.find(each.actual.the_domain, true), &each);
            return;
        }
        switch (treatment_of(each)) {
        case treatment::in_place: take_alteration(each, after, before); break;
        case treatment::replace:
            aims_[after].replaced = true;
            aims_[after].of = &each;
            break;
        case treatment::recreate: drop(before, &each); break;
        case treatment::new_type: make_new_type(before, &each); break;
        case treatment::new_column:
            fates_[before].recomputed = true;
            drop(before, &each);
            break;
        case treatment::new_table: repartitioned_.push_back(&each); break;
        case treatment::nothing: impossible_.push_back(&each); break;
        }
    }
    // A table whose rows go to other partitions, or begin or cease to be in any, goes with those of its partitions that stay
    // and comes again with them. A partition that nobody declares, or drops, must not be lost: then it is impossible.
    void make_table_anew(const catalog::change& each) {
        const std::uint32_t id = pairs_.node_before(each);
        const catalog::table& before = *each.actual.the_table;
        const catalog::table& after = *each.expected.the_table;
        for (const catalog::change* other : repartitioned_) {
            if (other == &each || !is_partition_of(before, *other->actual.the_table, sides_.actual)) continue;
            if (!is_partition_of(after, *other->expected.the_table, sides_.expected)) impossible_.push_back(&each); // its rows would be kept twice
            return;
        }
        if (before.name != after.name || !sides_.same_schema_of_expected(after.schema, before.schema) || !has_only_known_partitions(id)) return impossible_.push_back(&each);
        made_anew_.push_back(id);
        drop_with_partitions(id, each);
    }
    template <class Visit>
    void each_partition_before(std::uint32_t id, const Visit& visit) const {
        const catalog::table& whole = *before_[id].place.the_table;
        for (const std::uint32_t each : before_.dependents_of(id)) {
            const catalog::table* const table = before_[each].place.the_table;
            if (table != nullptr && table->parent == whole.name && table->parent_schema == whole.schema) visit(each, *table);
        }
    }
    [[nodiscard]] bool has_only_known_partitions(std::uint32_t id) const {
        bool are_known = true;
        each_partition_before(id, [&](std::uint32_t each, const catalog::table&) {
            are_known = are_known && (fates_[each].partner != no_node || fates_[each].dropped) && has_only_known_partitions(each);
        });
        return are_known;
    }
    void drop_with_partitions(std::uint32_t id, const catalog::change& of) {
        drop(id, &of);
        const catalog::table& whole = *after_[fates_[id].partner].place.the_table;
        each_partition_before(id, [&](std::uint32_t each, const catalog::table&) {
            const std::uint32_t partner = fates_[each].partner;
            if (partner != no_node && is_partition_of(*after_[partner].place.the_table, whole, sides_.expected)) drop_with_partitions(each, of);
        });
    }
    // What fills a column cannot be left behind, and a table that cannot have its new parents leaves none.
    void take_left(const catalog::change& each, const catalog::column& left) {
        const catalog::column& wanted = *each.expected.the_column;
        const bool is_filled_alike = !owns_sequence(wanted) && wanted.generated_expression == left.generated_expression;
        const bool leaves = can_join_parents(*each.expected.in_table, *each.actual.in_table, sides_.expected, sides_.actual);
        (is_filled_alike && leaves ? left_by_parents_ : impossible_).push_back(&each);
    }
    // Whether a type makes room for one of another kind that has its name.
    [[nodiscard]] bool becomes_another_kind(std::uint32_t before) const {
        if (before == no_node) return false;
        const catalog::object_place& place = before_[before].place;
        const auto is_in = [&](const auto& list, std::string_view schema, std::string_view name) {
            return std::any_of(list.begin(), list.end(), [&](const auto& each) { return each.name == name && sides_.same_schema_of_expected(each.schema, schema); });
        };
        const auto look = [&](const auto* type) {
            const catalog::catalog& to = sides_.expected;
            return type != nullptr && (is_in(to.enumerations, type->schema, type->name) || is_in(to.domains, type->schema, type->name) ||
                                       is_in(to.composite_types, type->schema, type->name) || is_in(to.range_types, type->schema, type->name));
        };
        return look(place.the_enumeration) || look(place.the_domain) || look(place.the_composite) || look(place.the_range);
    }
    void take_alteration(const catalog::change& each, std::uint32_t after, std::uint32_t before) {
        if (each.kind == catalog::object_kind::column && each.expected.the_column != nullptr && (each.field == "type" || each.field == "collation"))
            return convert(before, &each);
        aims_[after].alterations.push_back(&each);
    }
    void take_default(const catalog::change& each) {
        const bool has_one = !catalog::default_or_none(each.expected.the_column->default_expression).empty();
        if (has_one) create(after_.find(each.expected.the_column, true), &each);
        else drop(before_.find(each.actual.the_column, true), &each);
    }
    // Attributes that come last are added; others need a new type.
    void take_attribute(const catalog::change& each, std::uint32_t after, std::uint32_t before) {
        const bool changes_type = each.action == catalog::change_action::alter && each.field != "comment";
        if (changes_type && is_held(before)) return make_new_type(before, &each); // ALTER ATTRIBUTE would refuse
        if (each.action != catalog::change_action::create) return aims_[after].alterations.push_back(&each);
        bool is_last = true;
        bool behind = false;
        for (const catalog::attribute& other : each.expected.in_composite->attributes) {
            for (const catalog::attribute& old : each.actual.in_composite->attributes) is_last = is_last && !(behind && old.name == other.name);
            behind = behind || &other == each.expected.the_attribute;
        }
        if (is_last) aims_[after].alterations.push_back(&each);
        else make_new_type(before, &each);
    }
    [[nodiscard]] bool is_held(std::uint32_t type) const {
        for (const std::uint32_t dependent : before_.dependents_of(type)) {
            const catalog::column* const column = before_[dependent].place.the_column;
            if (column != nullptr && !before_[dependent].is_default) return true;
        }
        return false;
    }

    // ALTER TABLE of a partitioned table reaches its partitions.
    [[nodiscard]] bool is_done_by_parent(const catalog::change& each) const {
        const catalog::table* const expected = each.expected.in_table;
        const catalog::table* const actual = each.actual.in_table;
        if (expected == nullptr || actual == nullptr || expected->parent.empty() || actual->parent.empty()) return false;
        const catalog::table* const parent = parent_of(*expected);
        const catalog::table* const old_parent = table_before(parent);
        if (old_parent == nullptr || old_parent->name != actual->parent || is_detached(*expected, *actual)) return false;
        if (each.kind == catalog::object_kind::column) return is_column_done_by_parent(each, *parent, *old_parent);
        return each.kind == catalog::object_kind::constraint && is_constraint_done_by_parent(each, *parent, *old_parent);
    }
    [[nodiscard]] const catalog::table* parent_of(const catalog::table& of) const {
        for (const catalog::table& each : sides_.expected.tables)
            if (each.name == of.parent && sides_.same_schema_of_expected(each.schema, of.parent_schema)) return &each;
        return nullptr;
    }

    // ---- what stands in their way

    void spread() {
        while (!moved_.empty()) {
            const std::uint32_t id = moved_.back();
            moved_.pop_back();
            if (before_[id].place.the_schema != nullptr || before_[id].place.the_extension != nullptr) continue;
            for (const std::uint32_t dependent : before_.dependents_of(id)) move(dependent, id);
        }
    }
    // `because` goes away, or is a column that gets another type
    void move(std::uint32_t id, std::uint32_t because) {
        const catalog::graph_node& node = before_[id];
        const catalog::object_place& cause = before_[because].place;
        const bool is_part_of_it = node.owner == because;
        if (is_part_of_it && before_[because].place.the_table != nullptr) return drop_reference(id);
        if (is_part_of_it) return; // with its view or domain
        if (node.place.the_table != nullptr || node.place.the_sequence != nullptr) return;
        const bool only_converted = fates_[because].converted && !fates_[because].dropped;
        if (node.is_default) { // one that uses another column's sequence does not mind the type
            if (!only_converted || node.place.the_column == nullptr || node.place.the_column == cause.the_column) drop(id);
            return;
        }
        if (node.place.the_column != nullptr) return move_column(id, because);
        if (node.place.the_domain != nullptr || node.place.the_composite != nullptr || node.place.the_range != nullptr)
            return is_type(cause) ? make_new_type(id) : void();
        if (only_converted && detail::survives_conversion(node.place)) return let_references_go(id, cause);
        drop(id);
    }
    // PostgreSQL builds a key anew when a column changes that it only includes, but not with the foreign keys that need it.
    void let_references_go(std::uint32_t key, const catalog::object_place& column) {
        const catalog::constraint* const it = before_[key].place.the_constraint;
        if (it == nullptr || column.the_column == nullptr) return;
        if (std::find(it->include.begin(), it->include.end(), column.the_column->name) == it->include.end()) return;
        for (const std::uint32_t dependent : before_.dependents_of(key))
            if (const catalog::constraint* const other = before_[dependent].place.the_constraint; other != nullptr && other->kind == catalog::constraint_kind::foreign_key) drop(dependent);
    }
    // A foreign key to a table that goes must go before, even when its own table goes too.
    void drop_reference(std::uint32_t id) {
        const catalog::constraint* const key = before_[id].place.the_constraint;
        if (key != nullptr && key->kind == catalog::constraint_kind::foreign_key && key->referenced_table != before_[id].place.in_table->name) drop(id);
    }
    [[nodiscard]] static bool is_type(const catalog::object_place& of) {
        return of.the_enumeration != nullptr || of.the_domain != nullptr || of.the_composite != nullptr || of.the_range != nullptr || of.the_collation != nullptr;
    }
    void move_column(std::uint32_t id, std::uint32_t because) {
        if (is_type(before_[because].place)) {
            if (fates_[id].partner != no_node && !fates_[id].dropped) convert(id);
            return;
        }
        if (before_[id].place.the_column->generated_expression.empty()) return;
        fates_[id].recomputed = true;
        drop(id);
    }
    // ---- what is there again afterwards

    void revive(std::uint32_t id) {
        const fate& mine = fates_[id];
        if (mine.dropped) create(mine.partner, mine.of);
        if (!mine.converted || mine.partner == no_node) return;
        // a default is of the old type: it comes back as it is expected
        if (const std::uint32_t before = before_.find(before_[id].place.the_column, true); before != no_node) {
            fates_[before].dropped = true;
            create(after_.find(after_[mine.partner].place.the_column, true), mine.of);
        }
        if (aims_[mine.partner].of == nullptr) aims_[mine.partner].of = mine.of;
    }
    void complete(std::uint32_t id) {
        if (comes_with_owner(id)) {
            aims_[id].created = true;
            if (aims_[id].of == nullptr) aims_[id].of = aims_[after_[id].owner].of;
        }
        // a column brings its default with it
        const catalog::graph_node& node = after_[id];
        if (node.is_default && node.place.the_column != nullptr && aims_[after_.find(node.place.the_column)].created) aims_[id].created = true;
    }

    int server_version_;
    catalog::sides sides_;
    catalog::object_graph after_;
    catalog::object_graph before_;
    object_pairs pairs_;
    std::vector<fate> fates_;
    std::vector<bool> refused_{}; // of the expected objects; empty where nothing is
    std::vector<aim> aims_;
    std::vector<std::uint32_t> moved_{};
    std::vector<std::uint32_t> made_anew_{};
    std::vector<const catalog::change*> repartitioned_{};
    std::vector<const catalog::change*> renamings_{};
    std::vector<const catalog::change*> others_{};
    std::vector<const catalog::change*> came_with_parent_{};
    std::vector<const catalog::change*> went_back_{};
    std::vector<const catalog::change*> left_by_parents_{};
    std::vector<const catalog::change*> impossible_{};
};

} // namespace constable::sql
