// SPDX-License-Identifier: BSL-1.0
// Generated migrations as a C++ header, formatted like one that a person has written; and the template of an empty one.
#pragma once

#include "apply_step.hpp"
#include "generated.hpp"
#include "migration_version.hpp"
#include "replayed_catalog.hpp"
#include "step_sql.hpp"
#include "write_objects.hpp"
#include "write_step.hpp"

#include "constable/pull/cpp_names.hpp"
#include "constable/pull/layout.hpp"
#include "constable/pull/write_literal.hpp"
#include "constable/sql/change_plan.hpp"
#include "constable/sql/object_name.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::migrating {

/// How migrations are written.
struct write_options {
    std::string message{};                ///< "Add users.phone"; empty: it is made from the steps
    std::vector<std::string> versions{};  ///< of the history: the next ones follow their scheme
    std::string time{};                   ///< "20260131120000": versions are times; empty: they are counted on
    std::string namespace_name{};         ///< of the migrations; empty: the global one
    std::string include{"constable.hpp"};
    bool shows_way_back = true;           ///< the SQL that takes each migration back, as a comment
};

/// What was written.
struct written_migrations {
    std::string text{};                ///< the header
    std::string file_name{};           ///< "004_add_users_phone.hpp"
    std::vector<std::string> names{};  ///< of the structs, in the order in which `migrations<…>` lists them
    std::vector<std::string> versions{};
    std::string advice{};              ///< which line of the program changes, and how
};

namespace detail {

// Words of migrations, which a struct beside `using namespace constable` cannot be called. Those of declarations are
// known to pull.
inline constexpr std::string_view words_of_migrations =
    " accept add_column add_constraint add_constraint_using_index add_privileges add_value after_label alter_column alter_constraint alter_index alter_policy"
    " alter_rule alter_statistics alter_table alter_trigger assign attach_partition backfill batch_size before_label blocking_index blocking_key change_type"
    " comment_column comment_constraint comment_enum comment_index comment_table concurrently create create_index create_policy create_rule create_statistics"
    " create_table create_trigger data_loss depends_on detach_partition drop_aggregate drop_collation drop_column drop_column_default drop_composite_type"
    " drop_constraint drop_domain drop_enum drop_extension drop_function drop_index drop_materialized_view drop_not_null drop_policy drop_procedure"
    " drop_range_type drop_rule drop_schema drop_sequence drop_statistics drop_table drop_trigger drop_view execute history_of history_to irreversible"
    " migrate migration migrations narrowing outside_transaction parts pause_between qualified remove_privileges rename_column rename_composite_type"
    " rename_constraint rename_domain rename_enum rename_index rename_sequence rename_table rename_value rename_view replace required_column reverse"
    " reverse_run run set_column_default set_not_null set_table soft_delete table_named table_rewrite timestamps validate validate_constraint validate_with"
    " volatile_default walk_by weaker_constraint weaker_security ";

inline std::string struct_name(std::string_view description, pull::scope_names& taken) {
    std::string words;
    for (const char each : description.substr(0, 60)) {
        const bool is_letter = (each >= 'A' && each <= 'Z');
        const bool is_kept = is_letter || (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || static_cast<unsigned char>(each) >= 0x80;
        words += is_letter ? static_cast<char>(each - 'A' + 'a') : is_kept ? each : '_';
    }
    const std::string name = pull::to_identifier(words);
    return taken.give(name, "migration");
}

// What a few steps do, in a few words.
inline std::string description_of(const generated_migration& of) {
    std::string text;
    std::size_t said = 0;
    const auto add = [&](std::string_view verb, std::string_view object) {
        if (said++ < 3) text += sql::joined(text.empty() ? "" : ", ", verb, " ", object);
    };
    for (const step_value* each : of.steps) {
        const std::string part = sql::joined(each->table, ".", each->name);
        switch (each->kind) {
        case step_kind::create_table: add("create", each->table); break;
        case step_kind::create_object: add("create", each->name.empty() ? "privileges" : each->name); break;
        case step_kind::drop_object: add("drop", each->name.empty() ? "privileges" : each->name); break;
        case step_kind::replace_object: add("change", each->name); break;
        case step_kind::rename_object: add("rename", each->name); break;
        case step_kind::add_parts: add("add to", each->table); break;
        case step_kind::drop_part: add("drop", part); break;
        case step_kind::rename_part: add("rename", part); break;
        case step_kind::validate_constraint: add("validate", part); break;
        case step_kind::backfill: add("fill", each->table); break;
        case step_kind::add_label: add("add label", part); break;
        default: add("change", each->table.empty() ? each->name : each->name.empty() ? each->table : std::string_view{part}); break;
        }
    }
    if (said > 3) text += sql::joined(" and ", std::to_string(said - 3), " more");
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

inline void add_commented(std::string& to, std::string_view text) {
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        to += "//   " + pull::write_comment(text.substr(0, end)) + "\n";
        if (end == std::string_view::npos) return;
        text.remove_prefix(end + 1);
    }
}

class migration_writer {
public:
    migration_writer(const generated& of, const write_options& how) : of_(of), how_(how), now_(std::make_unique<replayed_catalog>(of.from->view())) {}

    written_migrations write() {
        std::string body;
        std::vector<std::string> versions = how_.versions;
        for (std::size_t i = 0; i != of_.migrations.size(); ++i) {
            versions.push_back(next_version(versions, how_.time));
            made_.versions.push_back(versions.back());
            body += write_one(of_.migrations[i], versions.back(), description(i));
        }
        made_.text = beginning() + body + end();
        const std::string first = made_.names.empty() ? "nothing" : made_.names.front();
        made_.file_name = (made_.versions.empty() ? "" : made_.versions.front() + "_") + first + ".hpp";
        made_.advice = advice();
        return std::move(made_);
    }

private:
    [[nodiscard]] std::string description(std::size_t i) const {
        const generated_migration& of = of_.migrations[i];
        if (how_.message.empty()) return description_of(of);
        const std::string_view what = word_of(of.purpose);
        if (i == 0) return how_.message;
        return what.empty() ? how_.message + ": the rest" : how_.message + ": " + std::string{what};
    }
    [[nodiscard]] std::string beginning() const {
        std::string text = "// Generated by Constable; read it before it is run.\n#pragma once\n\n#include <" + how_.include + ">\n\n";
        const auto list = [&](std::string_view head, const auto& sentences) {
            if (sentences.empty()) return;
            text += sql::joined("// ", head, "\n");
            for (const auto& each : sentences) {
                if constexpr (std::is_same_v<std::remove_cvref_t<decltype(each)>, rename_question>) add_commented(text, each.text());
                else add_commented(text, each);
            }
            text += "\n";
        };
        list(sql::joined("NOT GENERATED: no step says these differences; ", sql::anew_by_hand, "."), of_.unsaid);
        list("To look at:", of_.warnings);
        list("Perhaps renamed:", of_.questions);
        if (!how_.namespace_name.empty()) text += "namespace " + how_.namespace_name + " {\n\n";
        return text + "using namespace constable;\n";
    }
    [[nodiscard]] std::string end() const {
        std::string text;
        if (!omitted_.empty()) text += "\n// LEFT OUT:\n";
        for (const std::string& each : omitted_) add_commented(text, each);
        if (!how_.namespace_name.empty()) text += "\n} // namespace " + how_.namespace_name + "\n";
        return text;
    }
    [[nodiscard]] std::string advice() const {
        std::string names;
        for (const std::string& each : made_.names) {
            names += names.empty() ? "" : ", ";
            if (!how_.namespace_name.empty()) names += how_.namespace_name + "::";
            names += each;
        }
        return "add to migrations<…>, at its end: " + names;
    }

    std::string write_one(const generated_migration& of, const std::string& version, const std::string& description) {
        written_objects objects{of_, of, "m" + pull::to_identifier("n" + version).substr(1)};
        pull::context in = objects.context_of_steps();
        step_writer steps{in, [&](const step_value& step) { return objects.struct_of(step); },
                          [&](const step_value& step) {
                              pull::word word = objects.privileges_of(step);
                              if (word.text.empty()) omitted_.push_back("privileges on an object that has no struct");
                              return word;
                          }};
        pull::word written{"migration", {pull::write_literal(version), pull::write_literal(description)}};
        for (std::size_t i = 0; i != of.steps.size(); ++i) written.add(steps.write(*of.steps[i], of.fragments[i]));
        const std::string name = struct_name(description, taken_);
        made_.names.push_back(name);
        omitted_.insert(omitted_.end(), in.omitted.begin(), in.omitted.end());
        const std::string structs = objects.declarations(omitted_);
        std::string text = structs.empty() ? "" : "\n" + structs;
        text += "\n" + way_back(of);
        return text + pull::write_struct(name, written, {}, 2, true);
    }
    // Applied all the same: what comes after stands on it.
    std::string way_back(const generated_migration& of) {
        std::vector<std::string> back;
        for (std::size_t i = 0; i != of.steps.size(); ++i) {
            const replayed_catalog before{now_->view()};
            (void)apply_step(*now_, *of.steps[i], of.fragments[i]);
            std::vector<std::string> losses;
            std::string text;
            if (how_.shows_way_back)
                for (const std::string& each : statements_back(*of.steps[i], before.view(), now_->view(), losses)) text += each + "\n";
            for (const std::string& each : losses) text += "-- loses " + each + "\n";
            back.push_back(std::move(text));
        }
        if (!how_.shows_way_back) return {};
        std::string text = of.is_stepwise() ? "// Step by step, in no transaction. The way back:\n" : "// The way back:\n";
        for (std::size_t i = back.size(); i-- != 0;) add_commented(text, back[i]);
        return text;
    }

    const generated& of_;
    const write_options& how_;
    std::unique_ptr<replayed_catalog> now_;
    pull::scope_names taken_ = [] {
        pull::scope_names names;
        for (std::string_view rest = words_of_migrations.substr(1); !rest.empty(); rest.remove_prefix(rest.find(' ') + 1)) names.reserve(rest.substr(0, rest.find(' ')));
        return names;
    }();
    std::vector<std::string> omitted_;
    written_migrations made_;
};

} // namespace detail

/// The header of generated migrations: structs of the objects that they create, in a C++ namespace for each (`m004`), and
/// the migrations. What could not be said stands at its beginning and end, loudly.
inline written_migrations write_migration(const generated& of, const write_options& how = {}) { return detail::migration_writer{of, how}.write(); }

/// The header of a migration without steps, to be filled in by hand.
inline written_migrations write_empty_migration(const write_options& how) {
    written_migrations made;
    pull::scope_names taken;
    const std::string message = how.message.empty() ? "Describe me" : how.message;
    made.versions = {next_version(how.versions, how.time)};
    made.names = {detail::struct_name(message, taken)};
    made.file_name = made.versions[0] + "_" + made.names[0] + ".hpp";
    made.text = "#pragma once\n\n#include <" + how.include + ">\n\n";
    if (!how.namespace_name.empty()) made.text += "namespace " + how.namespace_name + " {\n\n";
    made.text += "using namespace constable;\n\n"
                 "// Steps, in the order in which they run: add_column<\"users\", column<\"phone\", varchar<20>>>,\n"
                 "// execute<\"UPDATE …\", reverse<\"UPDATE …\">>, backfill<\"users\", assign<\"a = b\">>, …\n";
    made.text += pull::write_struct(made.names[0], {"migration", {pull::write_literal(made.versions[0]), pull::write_literal(message)}}, {}, 2, true);
    if (!how.namespace_name.empty()) made.text += "\n} // namespace " + how.namespace_name + "\n";
    made.advice = "add to migrations<…>, at its end: " + (how.namespace_name.empty() ? "" : how.namespace_name + "::") + made.names[0];
    return made;
}

} // namespace constable::migrating
