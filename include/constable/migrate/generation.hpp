// SPDX-License-Identifier: BSL-1.0
// Where a run of `generate` is: the catalog that its steps have made so far, and the migrations that they stand in.
#pragma once

#include "apply_step.hpp"
#include "copy_catalog.hpp"
#include "generate_order.hpp"
#include "generated.hpp"
#include "make_step.hpp"
#include "unsafe_step.hpp"

#include "constable/catalog/lists.hpp"
#include "constable/catalog/object_graph.hpp"
#include "constable/sql/object_name.hpp"

#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::migrating {

/// The reason in each acknowledgement that is generated: a person must put another in its place.
inline constexpr std::string_view generated_reason = "generated, not reviewed";

/// Adds steps to migrations, one after the other, each applied to what the steps before have made.
class generation {
public:
    generation(const catalog::catalog& from, const catalog::catalog& to, std::span<const renaming> renamings)
        : from_(std::make_shared<catalog::stored_catalog>(copy_catalog(from))),
          to_(std::make_shared<catalog::stored_catalog>(copy_catalog(to, renamings))), storage_(std::make_shared<step_storage>()), make{*storage_},
          now_(from_->view()), after_(to_->view()) {}
    generation(const generation&) = delete;
    generation& operator=(const generation&) = delete;

    [[nodiscard]] const catalog::catalog& to() const { return to_->view(); }
    /// What the steps have made so far; it changes with the next step.
    [[nodiscard]] catalog::catalog now() const {
        catalog::catalog seen = now_.view();
        seen.default_schema = from_->view().default_schema;
        return seen;
    }
    [[nodiscard]] const catalog::table* table_now(std::string_view schema, std::string_view name) {
        return now_.find_table(own(schema), name);
    }
    /// A table of the catalog that is wanted, as the steps have it now: with its former name until it is renamed.
    [[nodiscard]] const catalog::table* table_to(std::string_view schema, std::string_view name) const {
        for (const catalog::table& each : to().tables)
            if (each.name == name && own_to(each.schema) == own_to(schema)) return &each;
        return nullptr;
    }
    [[nodiscard]] const catalog::object_graph& after() const { return after_; }
    [[nodiscard]] std::size_t step_count() const { return step_count_; }

    /// Adds a step for a purpose; it begins a new migration where the last one has another purpose. The rules that it
    /// breaks are acknowledged. False where it cannot apply: then nothing has happened.
    bool push(migration_purpose purpose, made_step step) {
        const bool is_new = made_.migrations.empty() || made_.migrations.back().purpose != purpose;
        static const generated_migration none{};
        const generated_migration& in = is_new ? none : made_.migrations.back();
        acknowledge(in, step);
        replayed_catalog trial{now_.view()};
        if (apply_step(trial, step.value, step.said)) return false;
        (void)apply_step(now_, step.value, step.said);
        if (is_new) {
            made_.migrations.push_back({.purpose = purpose});
            new_tables_.clear();
        }
        if (step.value.kind == step_kind::create_table) new_tables_.insert({std::string{step.value.schema}, std::string{step.value.table}});
        made_.migrations.back().steps.push_back(&storage_->keep(step.value));
        made_.migrations.back().fragments.push_back(step.said);
        ++step_count_;
        return true;
    }

    /// Whether the last migration has created a table: nobody uses it yet.
    [[nodiscard]] bool is_new(const catalog::table& of) const { return new_tables_.contains({std::string{of.schema}, std::string{of.name}}); }
    /// Whether PostgreSQL does to a table alone what is asked of it: it has neither partitions nor a parent nor heirs.
    [[nodiscard]] bool is_plain(const catalog::table& of) const {
        if (!of.partition_key.empty() || !of.parent.empty() || !of.inherits.empty()) return false;
        for (const catalog::table& each : now_.all<catalog::table>())
            for (const catalog::qualified_name& parent : each.inherits)
                if (parent.name == of.name && parent.schema == of.schema) return false;
        return true;
    }

    /// Whether objects stand in a database schema that nobody declares, or it is the default one.
    [[nodiscard]] bool is_used_or_default(std::string_view schema) const {
        if (schema == from_->view().default_schema || schema == to().default_schema) return true;
        bool found = false;
        catalog::each_list(std::type_identity<catalog::catalog>{}, [&](const char*, auto member, auto) {
            for (const auto& each : to().*member)
                if constexpr (requires { each.schema; each.name; }) found = found || each.schema == schema;
        });
        return found;
    }
    /// Whether something else needs an object of the catalog that the steps have made so far.
    [[nodiscard]] bool is_needed_now(const void* object) {
        if (!graph_ || graph_at_ != step_count_) {
            seen_ = now();
            graph_ = std::make_unique<catalog::object_graph>(seen_);
            graph_at_ = step_count_;
        }
        return is_needed(*graph_, object);
    }

    void warn(std::string text) {
        for (const std::string& each : made_.warnings)
            if (each == text) return;
        made_.warnings.push_back(std::move(text));
    }
    generated& result() { return made_; }
    [[nodiscard]] generated finish() {
        made_.from = from_;
        made_.to = to_;
        made_.storage = storage_;
        return std::move(made_);
    }

private:
    std::shared_ptr<catalog::stored_catalog> from_;
    std::shared_ptr<catalog::stored_catalog> to_;
    std::shared_ptr<step_storage> storage_;

public:
    step_maker make;

    /// A schema's name, empty for the default one.
    [[nodiscard]] std::string_view own(std::string_view schema) const { return schema == to().default_schema ? std::string_view{} : schema; }

private:
    [[nodiscard]] std::string_view own_to(std::string_view schema) const { return own(schema); }

    // What the step breaks is said, so that it compiles; a person must look at it.
    void acknowledge(const generated_migration& in, made_step& step) {
        std::vector<acknowledgement> accepted;
        std::vector<const step_value*> steps = in.steps;
        std::vector<fragment> fragments = in.fragments;
        steps.push_back(&step.value);
        fragments.push_back(step.said);
        const bool is_stepwise = in.is_stepwise() || step.value.is_alone();
        while (accepted.size() != 30) { // as many as unsafe_step tells apart
            step.value.accepted = accepted;
            const replay_mistake found = unsafe_step{now_, {steps, fragments, steps.size() - 1, is_stepwise}}.find();
            if (found.kind != replay_mistake_kind::unsafe) break;
            std::string object{step.value.schema};
            if (!object.empty()) object += ".";
            if (!found.other.empty()) object += std::string{found.other} + ".";
            object += found.subject;
            const bool is_said = !accepted.empty() && accepted.back().rule == found.rule && accepted.back().object == object;
            if (is_said) break;
            accepted.push_back({found.rule, storage_->keep_text(object), generated_reason});
        }
        step.value.accepted = storage_->keep(std::move(accepted));
    }

    replayed_catalog now_;
    catalog::object_graph after_;
    std::set<std::pair<std::string, std::string>> new_tables_;
    std::size_t step_count_ = 0;
    catalog::catalog seen_{};
    std::unique_ptr<catalog::object_graph> graph_{};
    std::size_t graph_at_ = 0;
    generated made_{};
};

} // namespace constable::migrating
