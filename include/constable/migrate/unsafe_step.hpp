// SPDX-License-Identifier: BSL-1.0
// Which steps hurt while others use the database: the rules of migrate/RULES.md.
#pragma once

#include "replay_mistake.hpp"
#include "replayed_catalog.hpp"
#include "sql_words_in.hpp"
#include "table_step.hpp"
#include "type_change.hpp"

#include "constable/catalog/hazard.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace constable::migrating {

/// A step among those of its migration.
struct step_place {
    std::span<const step_value* const> steps{}; ///< of the migration
    std::span<const fragment> fragments{};
    std::size_t at = 0;
    bool is_stepwise = false; ///< each step is committed by itself
};

/// Looks for the rules that one step breaks.
class unsafe_step {
public:
    /// `before`: the catalog that the step is applied to.
    constexpr unsafe_step(const replayed_catalog& before, const step_place& in) : before_(before), in_(in), step_(*in.steps[in.at]), said_(in.fragments[in.at]) {}

    /// The first rule that the step breaks and nobody has acknowledged, or an acknowledgement that is about nothing.
    constexpr replay_mistake find() {
        look();
        if (found_) return found_;
        for (std::size_t i = 0; i != step_.accepted.size(); ++i)
            if ((used_ & (1U << i)) == 0)
                return {.kind = replay_mistake_kind::acknowledgement_is_idle, .subject = step_.accepted[i].object, .other = word_of(step_.accepted[i].rule)};
        return {};
    }

private:
    using kind = catalog::object_kind;

    constexpr void raise(unsafe_rule rule, std::string_view table, std::string_view part = {}) {
        for (std::size_t i = 0; i != step_.accepted.size(); ++i) {
            if (step_.accepted[i].rule != rule || !is_called(step_.accepted[i].object, table, part)) continue;
            used_ |= 1U << i;
            return;
        }
        if (!found_) found_ = {.kind = replay_mistake_kind::unsafe, .subject = part.empty() ? table : part, .other = part.empty() ? part : table, .rule = rule};
    }
    // `users`, `users.phone`, `auth.users.phone`, or `phone`
    [[nodiscard]] constexpr bool is_called(std::string_view name, std::string_view table, std::string_view part) const {
        if (!step_.schema.empty() && name.size() > step_.schema.size() && name[step_.schema.size()] == '.' && name.substr(0, step_.schema.size()) == step_.schema)
            name.remove_prefix(step_.schema.size() + 1);
        if (strings::same(name, table) || (!part.empty() && strings::same(name, part))) return true;
        return name.size() == table.size() + 1 + part.size() && name[table.size()] == '.' && name.substr(0, table.size()) == table &&
               name.substr(table.size() + 1) == part;
    }

    // A table that this migration has created: nobody uses it yet.
    [[nodiscard]] constexpr bool is_new(std::string_view schema, std::string_view name) const {
        for (std::size_t i = in_.at; i-- != 0;) {
            const step_value& earlier = *in_.steps[i];
            if (earlier.kind == step_kind::create_table && strings::same(earlier.table, name) && strings::same(earlier.schema, schema)) return true;
            if (earlier.kind == step_kind::rename_object && earlier.of == kind::table && strings::same(earlier.other, name) && strings::same(earlier.schema, schema))
                name = earlier.name;
        }
        return false;
    }

    constexpr void look() {
        switch (step_.kind) {
        case step_kind::create_table:
        case step_kind::create_object: return;
        case step_kind::drop_object: return look_at_drop();
        case step_kind::rename_object:
            if (step_.of != kind::table || !is_new(step_.schema, step_.name)) raise(unsafe_rule::breaking_rename, step_.name);
            return;
        case step_kind::rename_label: return raise(unsafe_rule::breaking_rename, step_.table, step_.name);
        case step_kind::add_label: return look_at_label();
        case step_kind::replace_object: return look_at_replacement();
        case step_kind::execute: return look_at_sql();
        case step_kind::run:
        case step_kind::backfill:
        case step_kind::set_comment: return;
        default: break;
        }
        table_ = before_.find_table(step_.schema, step_.table);
        if (table_ == nullptr || is_new(step_.schema, step_.table)) return; // the replay says the former
        look_at_table();
    }
    constexpr void look_at_table() {
        switch (step_.kind) {
        case step_kind::set_table: return look_at_facts();
        case step_kind::add_parts: return look_at_new_parts();
        case step_kind::replace_parts: return look_at_replaced_parts();
        case step_kind::attach_partition:
            if (!is_new(step_.schema, step_.table)) raise(unsafe_rule::blocking_partition, step_.table);
            return;
        case step_kind::detach_partition:
            if (!step_.concurrently) raise(unsafe_rule::blocking_partition, step_.table);
            return;
        case step_kind::drop_part: return look_at_dropped_part();
        case step_kind::rename_part:
            if (step_.of == kind::column) raise(unsafe_rule::breaking_rename, step_.table, step_.name);
            return;
        case step_kind::set_not_null:
            if (!is_known_not_null(step_.name)) raise(unsafe_rule::scanning_not_null, step_.table, step_.name);
            return;
        case step_kind::drop_not_null: return raise(unsafe_rule::weaker_constraint, step_.table, step_.name);
        case step_kind::change_type: return look_at_type(step_.name, said_.table->columns[0].type, said_.table->columns[0].collation);
        case step_kind::validate_constraint:
            if (!in_.is_stepwise && adds_constraint_here(step_.name)) raise(unsafe_rule::early_validation, step_.table, step_.name);
            return;
        case step_kind::use_index:
            if (said_.table->constraints[0].kind != catalog::constraint_kind::primary_key) return;
            for (const std::string_view each : said_.table->constraints[0].columns)
                if (!is_known_not_null(each)) raise(unsafe_rule::scanning_not_null, step_.table, each);
            return;
        default: return;
        }
    }

    // ---- what comes to a table

    constexpr void look_at_new_parts() {
        for (const catalog::column& each : said_.table->columns) look_at_new_column(each);
        for (const catalog::constraint& each : said_.table->constraints) look_at_new_constraint(each);
        if (!step_.concurrently)
            for (const catalog::index& each : said_.table->indexes) raise(unsafe_rule::blocking_index, step_.table, each.name);
    }
    constexpr void look_at_new_column(const catalog::column& added) {
        const bool is_filled = !catalog::default_or_none(added.default_expression).empty();
        if (added.identity != catalog::identity_kind::none) return raise(unsafe_rule::volatile_default, step_.table, added.name);
        if (!added.generated_expression.empty()) {
            if (!added.details->is_virtual) raise(unsafe_rule::generated_column, step_.table, added.name);
            return;
        }
        if (is_filled && !catalog::detail::is_constant(added.default_expression)) raise(unsafe_rule::volatile_default, step_.table, added.name);
        if (added.not_null && !is_filled) raise(unsafe_rule::required_column, step_.table, added.name);
    }
    constexpr void look_at_new_constraint(const catalog::constraint& added) {
        if (added.not_valid || added.not_enforced) return;
        const std::string_view name = !added.name.empty() ? added.name : !added.columns.empty() ? added.columns[0] : std::string_view{};
        switch (added.kind) {
        case catalog::constraint_kind::check: return raise(unsafe_rule::scanning_check, step_.table, name);
        case catalog::constraint_kind::foreign_key: return raise(unsafe_rule::scanning_foreign_key, step_.table, name);
        default: return raise(unsafe_rule::blocking_key, step_.table, name);
        }
    }
    constexpr void look_at_replaced_parts() {
        for (const catalog::column& each : said_.table->columns) {
            const catalog::column* const there = catalog::find_column(*table_, each.name);
            if (there == nullptr) continue;
            look_at_type(each.name, each.type, each.collation);
            if (each.not_null && !there->not_null && !is_known_not_null(each.name)) raise(unsafe_rule::scanning_not_null, step_.table, each.name);
            if (!each.not_null && there->not_null) raise(unsafe_rule::weaker_constraint, step_.table, each.name);
            if (!each.generated_expression.empty() && !strings::same(each.generated_expression, there->generated_expression))
                raise(unsafe_rule::generated_column, step_.table, each.name);
        }
        for (const catalog::constraint& each : said_.table->constraints) look_at_new_constraint(each);
        for (const catalog::index& each : said_.table->indexes) raise(unsafe_rule::blocking_index, step_.table, each.name);
    }
    constexpr void look_at_type(std::string_view column, std::string_view type, std::string_view collation) {
        const catalog::column* const there = catalog::find_column(*table_, column);
        if (there == nullptr) return;
        switch (change_between(there->type, type)) {
        case type_change::narrows: return raise(unsafe_rule::narrowing, step_.table, column);
        case type_change::rewrites: return raise(unsafe_rule::table_rewrite, step_.table, column);
        case type_change::keeps: break;
        }
        if (!collation.empty() && !strings::same(collation, there->collation)) raise(unsafe_rule::table_rewrite, step_.table, column);
    }
    constexpr void look_at_facts() {
        const catalog::table& facts = *said_.table;
        if (facts.unlogged != table_->unlogged || !strings::same(facts.access_method, table_->access_method)) raise(unsafe_rule::table_rewrite, step_.table);
        if ((table_->row_security && !facts.row_security) || (table_->force_row_security && !facts.force_row_security))
            raise(unsafe_rule::weaker_security, step_.table);
    }
    // Whether a valid check says that a column is NOT NULL: then PostgreSQL reads no row.
    [[nodiscard]] constexpr bool is_known_not_null(std::string_view column) const {
        const catalog::column* const there = catalog::find_column(*table_, column);
        if (there == nullptr || there->not_null) return true;
        for (const catalog::constraint& each : table_->constraints)
            if (each.kind == catalog::constraint_kind::check && !each.not_valid && !each.not_enforced && says_not_null(each.expression, column)) return true;
        return false;
    }
    static constexpr bool says_not_null(std::string_view expression, std::string_view column) {
        strings::tokenizer tokens{expression};
        strings::token each = tokens.next();
        while (each.is("(")) each = tokens.next();
        if (!each.names(column)) return false;
        for (const std::string_view word : {"is", "not", "null"}) {
            each = tokens.next();
            if (each.type != strings::token::kind::word || !each.names(word)) return false;
        }
        each = tokens.next();
        while (each.is(")")) each = tokens.next();
        return each.type == strings::token::kind::end;
    }
    [[nodiscard]] constexpr bool adds_constraint_here(std::string_view name) const {
        for (std::size_t i = in_.at; i-- != 0;) {
            const step_value& earlier = *in_.steps[i];
            if (earlier.kind != step_kind::add_parts || !strings::same(earlier.table, step_.table) || !strings::same(earlier.schema, step_.schema)) continue;
            for (const catalog::constraint& each : in_.fragments[i].table->constraints)
                if (each.name.empty() || strings::same(each.name, name)) return true;
        }
        return false;
    }

    // ---- what goes

    constexpr void look_at_drop() {
        if (step_.object != nullptr) return raise(unsafe_rule::breaking_drop, "privileges");
        const bool is_stored = step_.of == kind::table || step_.of == kind::sequence;
        if (step_.of == kind::table && is_new(step_.schema, step_.name)) return;
        raise(is_stored ? unsafe_rule::data_loss : unsafe_rule::breaking_drop, step_.name);
    }
    constexpr void look_at_dropped_part() {
        switch (step_.of) {
        case kind::column: return raise(unsafe_rule::data_loss, step_.table, step_.name);
        case kind::policy: return raise(unsafe_rule::weaker_security, step_.table, step_.name);
        case kind::index:
            if (!step_.concurrently) raise(unsafe_rule::blocking_index_drop, step_.table, step_.name);
            return;
        case kind::constraint: {
            const std::size_t at = find_part(table_->constraints, step_.name);
            if (at == table_->constraints.size()) return;
            const catalog::constraint_kind which = table_->constraints[at].kind;
            if (which != catalog::constraint_kind::check && which != catalog::constraint_kind::foreign_key)
                raise(unsafe_rule::weaker_constraint, step_.table, step_.name);
            return;
        }
        default: return;
        }
    }

    // ---- the rest

    constexpr void look_at_label() {
        if (in_.is_stepwise) return;
        for (std::size_t i = in_.at + 1; i != in_.steps.size(); ++i) {
            bool uses = has_literal(in_.steps[i]->sql, step_.name) || has_literal(in_.steps[i]->other, step_.name);
            if (const catalog::table* const parts = in_.fragments[i].table; parts != nullptr) {
                for (const catalog::column& each : parts->columns) uses = uses || has_literal(each.default_expression, step_.name);
                for (const catalog::constraint& each : parts->constraints) uses = uses || has_literal(each.expression, step_.name);
                for (const catalog::index& each : parts->indexes) uses = uses || has_literal(each.predicate, step_.name);
            }
            if (uses) return raise(unsafe_rule::fresh_label, step_.table, step_.name);
        }
    }
    constexpr void look_at_replacement() {
        const declare::declared_type* const type = step_.object->type;
        if (type == nullptr || type->domain == nullptr) return;
        for (const catalog::domain& each : before_.all<catalog::domain>()) {
            if (!strings::same(each.name, type->domain->name) || !strings::same(each.schema, type->domain->schema)) continue;
            for (const catalog::constraint& check : type->domain->constraints)
                if (!check.not_valid && find_part(each.constraints, check.name) == each.constraints.size()) raise(unsafe_rule::domain_check, each.name, check.name);
        }
    }
    constexpr void look_at_sql() {
        const sql_facts facts = facts_of(step_.sql);
        if (facts.needs_no_transaction && !step_.outside_transaction) raise(unsafe_rule::hidden_concurrently, "execute");
        if (facts.cascades) raise(unsafe_rule::cascading_sql, "execute");
        if (facts.blocks) raise(unsafe_rule::blocking_sql, "execute");
        if (facts.changes_rows && !in_.is_stepwise && holds_lock()) raise(unsafe_rule::unbatched_update, "execute");
    }
    // Whether a step before, in the same transaction, has locked a table that others use.
    [[nodiscard]] constexpr bool holds_lock() const {
        for (std::size_t i = in_.at; i-- != 0;) {
            const step_value& earlier = *in_.steps[i];
            const bool is_on_table = !earlier.table.empty() && earlier.kind != step_kind::create_table && earlier.kind != step_kind::add_label &&
                                     earlier.kind != step_kind::rename_label && earlier.kind != step_kind::backfill;
            if (is_on_table && !is_new(earlier.schema, earlier.table)) return true;
        }
        return false;
    }

    const replayed_catalog& before_;
    const step_place& in_;
    const step_value& step_;
    const fragment& said_;
    const catalog::table* table_ = nullptr;
    replay_mistake found_{};
    unsigned used_ = 0;
};

} // namespace constable::migrating
