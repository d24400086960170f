// SPDX-License-Identifier: BSL-1.0
// The words of a step, from its value: what a person would have written.
#pragma once

#include "generated.hpp"

#include "constable/pull/write_constraint.hpp"
#include "constable/pull/write_privileges.hpp"
#include "constable/pull/write_relation_parts.hpp"
#include "constable/pull/write_table.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::migrating {

namespace detail {

using pull::word;

inline word object_word(std::string_view schema, std::string_view name) {
    if (schema.empty()) return pull::write_literal(name);
    return {"qualified", {pull::write_literal(schema), pull::write_literal(name)}};
}

inline std::string kind_word(catalog::object_kind kind) {
    using catalog::object_kind;
    switch (kind) {
    case object_kind::table: return "table";
    case object_kind::column: return "column";
    case object_kind::constraint: return "constraint";
    case object_kind::index: return "index";
    case object_kind::trigger: return "trigger";
    case object_kind::rule: return "rule";
    case object_kind::policy: return "policy";
    case object_kind::statistics: return "statistics";
    case object_kind::schema: return "schema";
    case object_kind::extension: return "extension";
    case object_kind::collation: return "collation";
    case object_kind::enumeration: return "enum";
    case object_kind::domain: return "domain";
    case object_kind::composite_type: return "composite_type";
    case object_kind::range_type: return "range_type";
    case object_kind::sequence: return "sequence";
    case object_kind::view: return "view";
    case object_kind::materialized_view: return "materialized_view";
    case object_kind::procedure: return "procedure";
    case object_kind::aggregate: return "aggregate";
    default: return "function";
    }
}

} // namespace detail

/// Writes steps. `in` knows all tables by name; `struct_of(step)` is the name of the struct that stands for the object of
/// a step, in front of the migration; `privileges_of(step)` its word for privileges.
class step_writer {
public:
    using word = pull::word;
    using name_of_step = std::function<word(const step_value&)>;

    step_writer(pull::context& in, name_of_step struct_of, name_of_step privileges_of)
        : in_(in), struct_of_(std::move(struct_of)), privileges_of_(std::move(privileges_of)) {}

    [[nodiscard]] word write(const step_value& step, const fragment& said) {
        word written = write_what(step, said);
        if (step.kind == step_kind::change_type && !step.sql.empty()) written.add(pull::literals("using_", step.sql));
        pull::add_if(written, step.concurrently, "concurrently");
        for (const acknowledgement& each : step.accepted)
            written.add({"accept", {std::string{word_of(each.rule)}, pull::write_literal(each.object), pull::write_literal(each.reason)}});
        return written;
    }

private:
    using kind = catalog::object_kind;

    word on_table(std::string name, const step_value& step) { return {std::move(name), {detail::object_word(step.schema, step.table)}}; }

    word write_what(const step_value& step, const fragment& said) {
        switch (step.kind) {
        case step_kind::create_table: {
            word written = on_table("create_table", step);
            pull::add_table_parts(written, *said.table, in_);
            written.is_list = written.arguments.size() > 2;
            if (pull::detail::flat_size(written) < pull::line_width - 8) // on one line nothing is aligned
                for (word& part : written.arguments)
                    for (word& each : part.arguments) each.padding = 0;
            return written;
        }
        case step_kind::create_object:
        case step_kind::replace_object:
        case step_kind::drop_object:
        case step_kind::rename_object: return write_object(step);
        case step_kind::set_table: {
            word written = on_table("set_table", step);
            pull::detail::add_properties(written, *said.table);
            pull::add_text(written, "of_type", said.table->of_type);
            return written;
        }
        case step_kind::attach_partition: {
            word written = on_table("attach_partition", step);
            pull::detail::add_partitioning(written, *said.table, in_);
            return written;
        }
        case step_kind::detach_partition: return on_table("detach_partition", step);
        case step_kind::add_parts: {
            const bool is_new = step.of != kind::column && step.of != kind::constraint;
            return with_parts(on_table((is_new ? "create_" : "add_") + detail::kind_word(step.of), step), *said.table);
        }
        case step_kind::replace_parts: return write_replacement(step, *said.table);
        case step_kind::drop_part: return with_names("drop_" + detail::kind_word(step.of), step);
        case step_kind::rename_part: return with_names("rename_" + detail::kind_word(step.of), step, true);
        case step_kind::set_default: return with_names("set_column_default", step, true);
        case step_kind::drop_default: return with_names("drop_column_default", step);
        case step_kind::set_not_null: return with_names("set_not_null", step);
        case step_kind::drop_not_null: return with_names("drop_not_null", step);
        case step_kind::change_type: {
            word written = with_names("change_type", step);
            return written.add(pull::write_type(said.table->columns[0].type, in_));
        }
        case step_kind::validate_constraint: return with_names("validate_constraint", step);
        case step_kind::use_index: {
            word written = on_table("add_constraint_using_index", step);
            const catalog::constraint& key = said.table->constraints[0];
            written.add(pull::write_constraint(*said.table, without_what_the_index_says(key), false, key.name == step.name, in_));
            return written.add(pull::write_literal(step.name));
        }
        case step_kind::add_label:
        case step_kind::rename_label: return write_label(step);
        case step_kind::set_comment: return write_comment_step(step);
        case step_kind::execute: return pull::literals("execute", step.sql);
        case step_kind::run: return {"run", {}};
        case step_kind::backfill: return write_backfill(step);
        }
        return {};
    }
    static catalog::constraint without_what_the_index_says(catalog::constraint of) {
        of.options = {};
        of.nulls_not_distinct = false;
        return of;
    }
    word with_names(std::string name, const step_value& step, bool both = false) {
        word written = on_table(std::move(name), step);
        written.add(pull::write_literal(step.name));
        if (both) written.add(pull::write_literal(step.other));
        return written;
    }

    // ---- parts of tables: names are said, since nobody sees here which others there are

    word part_of(const catalog::table& parts, const catalog::column& each) {
        pull::detail::placed_constraints none;
        return pull::detail::write_column(parts, each, none, 0, in_);
    }
    word with_parts(word written, const catalog::table& parts) {
        for (const catalog::column& each : parts.columns) written.add(part_of(parts, each));
        const catalog::table* const whole = pull::detail::find_table(in_.all, parts.schema, parts.name); // whose columns have types
        for (const catalog::constraint& each : parts.constraints)
            written.add(pull::write_constraint(whole == nullptr ? parts : *whole, each, false, false, in_));
        for (const catalog::index& each : parts.indexes) written.add(pull::write_index(each, false));
        for (const catalog::trigger& each : parts.triggers) written.add(pull::write_trigger(each));
        for (const catalog::rule& each : parts.rules) written.add(pull::write_rule(each));
        for (const catalog::policy& each : parts.policies) written.add(pull::write_policy(each));
        for (const catalog::statistics& each : parts.statistics) written.add(pull::write_statistics(each, parts.schema));
        return written;
    }
    word write_replacement(const step_value& step, const catalog::table& parts) {
        const std::size_t commented = comment_count(parts.constraints) + comment_count(parts.indexes) + comment_count(parts.triggers) + comment_count(parts.rules) +
                                      comment_count(parts.policies) + comment_count(parts.statistics);
        if (step.of != kind::table && commented == 0) return with_parts(on_table("alter_" + detail::kind_word(step.of), step), parts);
        word list = with_parts({"parts", {}}, parts);
        pull::add_comments(list, "comment_on", parts.constraints);
        pull::add_comments(list, "comment_on", parts.indexes);
        pull::add_comments(list, "comment_on_trigger", parts.triggers);
        pull::add_comments(list, "comment_on_rule", parts.rules);
        pull::add_comments(list, "comment_on_policy", parts.policies);
        pull::add_comments(list, "comment_on_statistics", parts.statistics);
        word written = on_table("alter_table", step);
        return written.add(std::move(list));
    }
    template <class Parts>
    static std::size_t comment_count(const Parts& parts) {
        std::size_t count = 0;
        for (const auto& each : parts) count += each.comment.empty() ? 0U : 1U;
        return count;
    }

    // ---- other objects

    word write_object(const step_value& step) {
        const bool is_privilege = step.object != nullptr && (!step.object->grants.empty() || !step.object->default_privileges.empty());
        if (is_privilege) return {step.kind == step_kind::drop_object ? "remove_privileges" : "add_privileges", {privileges_of_(step)}};
        if (step.kind == step_kind::create_object) return {"create", {struct_of_(step)}};
        if (step.kind == step_kind::replace_object) return {"replace", {struct_of_(step)}};
        const bool is_drop = step.kind == step_kind::drop_object;
        const bool has_no_schema = step.of == kind::schema || step.of == kind::extension;
        const bool is_routine = step.of == kind::function || step.of == kind::procedure || step.of == kind::aggregate;
        const kind called = !is_drop && step.of == kind::materialized_view ? kind::view : step.of;
        word written{(is_drop ? "drop_" : "rename_") + detail::kind_word(called), {detail::object_word(has_no_schema ? std::string_view{} : step.schema, step.name)}};
        if (is_routine) written.add(pull::write_literal(step.detail));
        if (!is_drop) written.add(pull::write_literal(step.other));
        return written;
    }
    word write_label(const step_value& step) {
        word written{step.kind == step_kind::add_label ? "add_value" : "rename_value", {detail::object_word(step.schema, step.table), pull::write_literal(step.name)}};
        if (step.kind == step_kind::rename_label) return written.add(pull::write_literal(step.other));
        if (step.where == label_place::before) written.add(pull::literals("before_label", step.other));
        if (step.where == label_place::after) written.add(pull::literals("after_label", step.other));
        return written;
    }
    word write_comment_step(const step_value& step) {
        if (step.table.empty()) return {"comment_" + detail::kind_word(step.of), {detail::object_word(step.schema, step.name), pull::write_literal(step.other)}};
        if (step.of != kind::table) return with_names("comment_" + detail::kind_word(step.of), step, true);
        word written = on_table("comment_table", step);
        return written.add(pull::write_literal(step.other));
    }
    word write_backfill(const step_value& step) {
        word written = on_table("backfill", step);
        written.add(pull::literals("assign", step.backfill->set));
        pull::add_text(written, "where_", step.backfill->where);
        pull::add_text(written, "walk_by", step.backfill->key);
        return written;
    }

    pull::context& in_;
    name_of_step struct_of_;
    name_of_step privileges_of_;
};

} // namespace constable::migrating
