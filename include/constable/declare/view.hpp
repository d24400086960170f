// SPDX-License-Identifier: BSL-1.0
// Views and materialized views. Their queries are static members of the structs.
#pragma once

#include "object.hpp"
#include "table_parts.hpp"

namespace constable {

namespace declare {

template <class Table, class Parts>
struct parts_of;

template <bool IsMaterialized, fixed_string Name, class... Parts>
struct any_view : schema_object {
    using declared_parts = part_list<Parts...>;
    static constexpr std::string_view table_name = Name.view();

    template <class Self>
    static constexpr object_entry entry_of() {
        object_entry made{.role = object_role::view,
                          .view = {table_name, parts_of<Self, declared_parts>::values},
                          .is_materialized = IsMaterialized};
        if constexpr (requires { Self::query; }) made.text = Self::query;
        return made;
    }
};

template <fixed_string Column, fixed_string Default, fixed_string Comment>
struct view_column_part : table_part {
private:
    static constexpr catalog::view_column value_{Column.view(), Default.view(), Comment.view()};
    static constexpr extra_value extra_{.role = extra_role::view_column, .view_column = &value_};

public:
    static constexpr part_value in_table{.role = part_role::extra, .extra = &extra_};
};

} // namespace declare

/// `COMMENT ON COLUMN` of a view.
template <fixed_string Column, fixed_string Text>
struct column_comment : declare::view_column_part<Column, "", Text> {};
/// `ALTER VIEW … ALTER COLUMN … SET DEFAULT`.
template <fixed_string Column, fixed_string Expression>
struct column_default : declare::view_column_part<Column, Expression, ""> {};

/// A view; its query, without a semicolon, is a static member of the struct:
/// `struct adults : view<"adults"> { static constexpr std::string_view query = "SELECT * FROM users WHERE age > 17"; };`
/// Parts: `parameters` ("security_barrier=true", "check_option=local"), `column_comment`, `column_default`, `trigger`,
/// `comment_on_trigger`, `rule`, `comment_on_rule`, `in_schema`, `comment`.
/// https://www.postgresql.org/docs/current/sql-createview.html
template <fixed_string Name, class... Parts>
struct view : declare::any_view<false, Name, Parts...> {};

/// A materialized view, with a `query`. Parts: `index_`, `unique_index`, `comment_on`, `statistics`, `comment_on_statistics`,
/// `parameters`, `access_method`, `clustered_on`, `column_comment`, `in_schema`, `comment`.
/// https://www.postgresql.org/docs/current/sql-creatematerializedview.html
template <fixed_string Name, class... Parts>
struct materialized_view : declare::any_view<true, Name, Parts...> {};

} // namespace constable
