// SPDX-License-Identifier: BSL-1.0
// Rewrite rules and row-level security policies.
#pragma once

#include "trigger.hpp"

#include <string_view>

namespace constable {

namespace declare {

/// What a rule or a policy is for.
template <catalog::command_kind Command, unsigned Places>
struct command_option : option_word {
    static constexpr unsigned places = Places;
    static constexpr void apply(catalog::rule& it) { it.event = Command; }
    static constexpr void apply(catalog::policy& it) { it.command = Command; }
};
struct instead_option : option_word {
    static constexpr unsigned places = in_rule;
    static constexpr void apply(catalog::rule& it) { it.instead = true; }
};
template <fixed_string Action>
struct do_option : option_word {
    static constexpr unsigned places = in_rule;
    static constexpr void apply(catalog::rule& it) { it.action = Action.view(); }
};
struct restrictive_option : option_word {
    static constexpr unsigned places = in_policy;
    static constexpr void apply(catalog::policy& it) { it.permissive = false; }
};
template <fixed_string Condition>
struct with_check_option : option_word {
    static constexpr unsigned places = in_policy;
    static constexpr void apply(catalog::policy& it) { it.check_expression = Condition.view(); }
};

/// Roles: of a policy, and those whom privileges are granted to.
template <fixed_string... Roles>
struct to_option : option_word {
    static constexpr unsigned places = in_policy | in_grant | in_default_privileges;
    static constexpr void apply(auto& it) { it.roles = sorted_list<Roles...>; }
};
/// PUBLIC is a role without a name.
struct to_public_option : option_word {
    static constexpr unsigned places = in_policy | in_grant | in_default_privileges;
    static constexpr std::string_view itself[1] = {{}};
    static constexpr catalog::names roles{itself};
    static constexpr void apply(catalog::policy& it) { it.roles = {}; }
    static constexpr void apply(auto& it) { it.roles = roles; }
};

} // namespace declare

/// What a rule or a policy is for.
inline constexpr declare::command_option<catalog::command_kind::all, declare::in_policy> for_all{};
inline constexpr declare::command_option<catalog::command_kind::select, declare::in_rule | declare::in_policy> for_select{};
inline constexpr declare::command_option<catalog::command_kind::insert, declare::in_rule | declare::in_policy> for_insert{};
inline constexpr declare::command_option<catalog::command_kind::update, declare::in_rule | declare::in_policy> for_update{};
inline constexpr declare::command_option<catalog::command_kind::remove, declare::in_rule | declare::in_policy> for_delete{};
/// `DO INSTEAD` of a rule.
inline constexpr declare::instead_option instead{};
/// What a rule does: `NOTHING`, a statement, or several in parentheses with semicolons between them.
template <fixed_string Action>
inline constexpr declare::do_option<Action> do_{};

/// A rule: `rule<"keep", for_delete, instead, do_<"NOTHING">>`, part of a table or view.
/// Options: `for_select`, `for_insert`, `for_update`, `for_delete`, `instead`, `where_`, `do_`, `disabled`, `enabled_replica`,
/// `enabled_always`. https://www.postgresql.org/docs/current/sql-createrule.html
template <fixed_string Name, declare::option... Options>
struct rule : declare::table_part {
private:
    static constexpr catalog::rule value_ =
        declare::with_options<declare::in_rule>(catalog::rule{.name = Name.view()}, Options.word...);
    static constexpr declare::extra_value extra_{.role = declare::extra_role::rule, .rule = &value_};

public:
    static constexpr declare::part_value in_table{.role = declare::part_role::extra, .extra = &extra_};
};

/// `COMMENT ON RULE`.
template <fixed_string Name, fixed_string Text>
struct comment_on_rule : declare::part_comment<declare::extra_role::rule, Name, Text> {};

/// `AS RESTRICTIVE` of a policy.
inline constexpr declare::restrictive_option restrictive{};
/// The roles that a policy holds for, or that privileges are granted to. Names, not quoted.
template <fixed_string... Roles>
inline constexpr declare::to_option<Roles...> to{};
/// All roles: PUBLIC.
inline constexpr declare::to_public_option to_public{};
/// `WITH CHECK (condition)` of a policy.
template <fixed_string Condition>
inline constexpr declare::with_check_option<Condition> with_check{};

/// A row-level security policy: `policy<"own", for_select, to<"app">, using_<"owner = current_user">>`, part of a table.
/// Options: `for_all`, `for_select`, `for_insert`, `for_update`, `for_delete`, `restrictive`, `to`, `to_public`, `using_`,
/// `with_check`. https://www.postgresql.org/docs/current/sql-createpolicy.html
template <fixed_string Name, declare::option... Options>
struct policy : declare::table_part {
private:
    static constexpr catalog::policy value_ =
        declare::with_options<declare::in_policy>(catalog::policy{.name = Name.view()}, Options.word...);
    static constexpr declare::extra_value extra_{.role = declare::extra_role::policy, .policy = &value_};

public:
    static constexpr declare::part_value in_table{.role = declare::part_role::extra, .extra = &extra_};
};

/// `COMMENT ON POLICY`.
template <fixed_string Name, fixed_string Text>
struct comment_on_policy : declare::part_comment<declare::extra_role::policy, Name, Text> {};

} // namespace constable
