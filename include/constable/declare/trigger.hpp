// SPDX-License-Identifier: BSL-1.0
// Triggers of tables and views.
#pragma once

#include "constraints.hpp"

#include <string_view>

namespace constable {

namespace declare {

struct trigger_option : option_word {
    static constexpr unsigned places = in_trigger;
};

template <catalog::trigger_time Time>
struct trigger_time_option : trigger_option {
    static constexpr void apply(catalog::trigger& it) { it.time = Time; }
};
template <bool catalog::trigger::*Member>
struct trigger_fact_option : trigger_option {
    static constexpr void apply(catalog::trigger& it) { it.*Member = true; }
};
struct constraint_trigger_option : trigger_option {
    static constexpr void apply(catalog::trigger& it) {
        it.is_constraint = it.for_each_row = true;
        it.time = catalog::trigger_time::after;
    }
};
template <fixed_string... Columns>
struct update_of_option : trigger_option {
    static constexpr void apply(catalog::trigger& it) {
        it.on_update = true;
        it.update_columns = text_list<Columns...>;
    }
};
template <fixed_string Text, std::string_view catalog::trigger::*Member>
struct trigger_text_option : trigger_option {
    static constexpr void apply(catalog::trigger& it) { it.*Member = Text.view(); }
};
template <fixed_string Function, fixed_string... Arguments>
struct execute_option : trigger_option {
    static constexpr void apply(catalog::trigger& it) {
        it.function = Function.view();
        it.arguments = text_list<Arguments...>;
    }
};

/// Of a trigger or a rule.
template <catalog::enabled_state State>
struct enabled_option : option_word {
    static constexpr unsigned places = in_trigger | in_rule;
    static constexpr void apply(auto& it) { it.enabled = State; }
};

template <place Place, class Value, class... Words>
constexpr Value with_options(Value value, const Words&...) {
    if constexpr ((((Words::places & Place) != 0) && ...)) (Words::apply(value), ...);
    else (require_option<Words, Place>(), ...);
    return value;
}

} // namespace declare

/// When a trigger fires.
inline constexpr declare::trigger_time_option<catalog::trigger_time::before> before{};
inline constexpr declare::trigger_time_option<catalog::trigger_time::after> after{};
/// Of a view's trigger, which takes the place of the statement.
inline constexpr declare::trigger_time_option<catalog::trigger_time::instead_of> instead_of{};
/// What a trigger fires at.
inline constexpr declare::trigger_fact_option<&catalog::trigger::on_insert> insert_{};
inline constexpr declare::trigger_fact_option<&catalog::trigger::on_update> update_{};
inline constexpr declare::trigger_fact_option<&catalog::trigger::on_delete> delete_{};
inline constexpr declare::trigger_fact_option<&catalog::trigger::on_truncate> truncate_{};
/// `UPDATE OF columns`.
template <fixed_string... Columns>
inline constexpr declare::update_of_option<Columns...> update_of{};
/// `FOR EACH ROW`; without it a trigger fires once for each statement.
inline constexpr declare::trigger_fact_option<&catalog::trigger::for_each_row> for_each_row{};
/// `WHEN (condition)`.
template <fixed_string Condition>
inline constexpr declare::trigger_text_option<Condition, &catalog::trigger::when_expression> when_{};
/// `EXECUTE FUNCTION function(arguments)`. The function is SQL text, the arguments are texts without quotes.
template <fixed_string Function, fixed_string... Arguments>
inline constexpr declare::execute_option<Function, Arguments...> execute_function{};
/// `CREATE CONSTRAINT TRIGGER … AFTER … FOR EACH ROW`.
inline constexpr declare::constraint_trigger_option constraint_trigger{};
/// `FROM table` of a constraint trigger; SQL text.
template <fixed_string Table>
inline constexpr declare::trigger_text_option<Table, &catalog::trigger::referenced_table> from_table{};
/// `REFERENCING OLD TABLE AS name`.
template <fixed_string Name>
inline constexpr declare::trigger_text_option<Name, &catalog::trigger::old_table> old_table{};
/// `REFERENCING NEW TABLE AS name`.
template <fixed_string Name>
inline constexpr declare::trigger_text_option<Name, &catalog::trigger::new_table> new_table{};
/// `DISABLE`, `ENABLE REPLICA` and `ENABLE ALWAYS` of a trigger or a rule.
inline constexpr declare::enabled_option<catalog::enabled_state::disabled> disabled{};
inline constexpr declare::enabled_option<catalog::enabled_state::replica> enabled_replica{};
inline constexpr declare::enabled_option<catalog::enabled_state::always> enabled_always{};

/// A trigger: `trigger<"touch_users", before, update_, for_each_row, execute_function<"touch">>`, part of a table or view.
/// Options: `before`, `after`, `instead_of`, `insert_`, `update_`, `update_of`, `delete_`, `truncate_`, `for_each_row`,
/// `when_`, `execute_function`, `constraint_trigger`, `deferrable`, `initially_deferred`, `from_table`, `old_table`, `new_table`,
/// `disabled`, `enabled_replica`, `enabled_always`. https://www.postgresql.org/docs/current/sql-createtrigger.html
template <fixed_string Name, declare::option... Options>
struct trigger : declare::table_part {
private:
    static constexpr catalog::trigger value_ =
        declare::with_options<declare::in_trigger>(catalog::trigger{.name = Name.view()}, Options.word...);
    static constexpr declare::extra_value extra_{.role = declare::extra_role::trigger, .trigger = &value_};

public:
    static constexpr declare::part_value in_table{.role = declare::part_role::extra, .extra = &extra_};
};

namespace declare {

/// A comment on a part that has a name.
template <extra_role Of, fixed_string Name, fixed_string Text>
struct part_comment : table_part {
private:
    static constexpr object_comment comment_{Name.view(), Text.view()};
    static constexpr extra_value extra_{.role = extra_role::part_comment, .comment = &comment_, .of = Of};

public:
    static constexpr part_value in_table{.role = part_role::extra, .extra = &extra_};
};

} // namespace declare

/// `COMMENT ON TRIGGER`.
template <fixed_string Name, fixed_string Text>
struct comment_on_trigger : declare::part_comment<declare::extra_role::trigger, Name, Text> {};

} // namespace constable
