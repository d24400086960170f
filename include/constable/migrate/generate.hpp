// SPDX-License-Identifier: BSL-1.0
// Writes migrations by itself: from what a history has made, or a database has, to what is declared. No database is asked.
#pragma once

#include "generate_objects.hpp"
#include "rename_questions.hpp"

#include "constable/sql/describe.hpp"
#include "constable/sql/plan.hpp"

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::migrating {

/// What `generate` is told beside both catalogs.
struct generate_options {
    std::vector<renaming> renamings{}; ///< beside those that `renamed_from` declares
};

namespace detail {

class generator {
public:
    generator(const catalog::catalog& from, const catalog::catalog& to, const generate_options& how) : in_(from, to, how.renamings) {}

    generated run() {
        in_.result().questions = find_rename_questions(in_.to(), in_.now());
        find_used_labels();
        rename_all();
        drop_obstacles();
        while (in_.step_count() < most_steps && next(nullptr)) {}
        list_what_is_left();
        return in_.finish();
    }

private:
    // More than that is no schema, but a mistake of ours.
    static constexpr std::size_t most_steps = 100'000;

    static catalog::comparison comparison_of_steps() { return {.unmodelled = false}; }
    [[nodiscard]] std::vector<catalog::change> changes_now() {
        now_ = in_.now();
        return catalog::diff(in_.to(), now_, comparison_of_steps());
    }

    // The next step; `only` of some changes. False where there is none.
    bool next(bool (*only)(const catalog::change&)) {
        const std::vector<catalog::change> changes = changes_now();
        const pending_objects pending{in_.after(), changes};
        candidates found{tried_, in_.step_count()};
        column_changes columns{in_, begun_, pending, changes, found};
        part_changes parts{in_, begun_, pending, changes, found};
        object_changes objects{in_, pending, changes, has_used_labels_, found};
        for (const catalog::change& each : changes) {
            if (only != nullptr && !only(each)) continue;
            const bool is_in_table = each.expected.in_table != nullptr || each.actual.in_table != nullptr;
            if (!is_in_table) objects.look(each);
            else if (each.place().the_column != nullptr) columns.look(each);
            else parts.look(each);
        }
        for (const catalog::table& each : now_.tables) {
            objects.release(each); // renamings of its columns wait for that
            if (only == nullptr) columns.fill(each);
        }
        const candidate best = found.best();
        if (!best.emit) return false;
        const std::size_t before = in_.step_count();
        if (best.emit()) tried_.note_success(best.key);
        else tried_.note_failure(best.key, before);
        return true;
    }

    void find_used_labels() {
        const std::vector<catalog::change> changes = changes_now();
        for (const catalog::change& each : changes)
            if (each.kind == catalog::object_kind::enumeration && each.field == "labels") {
                has_used_labels_ = !sql::plan(in_.to(), now_, changes).before.empty();
                return;
            }
    }
    void rename_all() {
        while (next([](const catalog::change& each) { return each.action == catalog::change_action::rename; })) {}
    }

    void drop_obstacles() {
        const std::vector<catalog::change> changes = changes_now();
        for (const obstacle& each : find_obstacles(in_.to(), now_, changes)) {
            made_step step;
            release_identity(each);
            if (each.table.empty()) step = in_.make.on_object(step_kind::drop_object, each.kind, each.schema, each.name);
            else step = in_.make.on_table({.schema = each.schema, .name = each.table}, step_kind::drop_part, each.kind, each.name);
            (void)in_.push(migration_purpose::expand, step); // what cannot go now is tried again in the usual order
        }
    }

    // What names an index as its identity names another before that goes: on the way back the index comes first.
    void release_identity(const obstacle& of) {
        const catalog::table* const table = of.table.empty() ? nullptr : in_.table_now(of.schema, of.table);
        if (table != nullptr && table->replica_index == of.name) (void)in_.push(migration_purpose::expand, in_.make.unset_identity(*table));
    }

    void list_what_is_left() {
        for (const catalog::change& each : changes_now()) {
            const bool is_schema_under_objects = each.kind == catalog::object_kind::schema && each.field != "comment" &&
                                                 each.place().the_schema != nullptr && in_.is_used_or_default(each.place().the_schema->name);
            if (!is_schema_under_objects) in_.result().unsaid.push_back(sql::describe(each));
        }
        for (const catalog::unmodelled& each : in_.to().unmodelled_objects)
            in_.result().warnings.push_back(sql::joined("not compared: ", each.kind, " ", each.name));
    }

    generation in_;
    begun_columns begun_{};
    tried_candidates tried_{};
    catalog::catalog now_{};
    bool has_used_labels_ = false;
};

} // namespace detail

/// The migrations that lead from one catalog to another: what is new first, what is dropped last, each change that would
/// stop others in the steps of its recipe. What breaks a rule all the same is acknowledged, with the reason
/// `generated_reason`, which a person must replace. Whatever cannot be said is listed.
inline generated generate(const catalog::catalog& from, const catalog::catalog& to, const generate_options& how = {}) {
    return detail::generator{from, to, how}.run();
}

/// Everything that would have to be generated, in sentences; empty: models and migrations agree. For a build's pipeline.
inline std::vector<std::string> ungenerated(const catalog::catalog& from, const catalog::catalog& to) {
    std::vector<std::string> all;
    for (const catalog::change& each : catalog::diff(to, from, {.unmodelled = false})) {
        const bool is_only_a_schema = each.kind == catalog::object_kind::schema && each.field != "comment";
        if (!is_only_a_schema) all.push_back(sql::describe(each));
    }
    return all;
}

} // namespace constable::migrating
