// SPDX-License-Identifier: BSL-1.0
// Indexes that are not constraints.
#pragma once

#include "constraints.hpp"

namespace constable {

namespace declare {

template <bool Unique, option... Options>
struct index_part : table_part {
private:
    static constexpr index_value value_{Unique, option_keys<Options...>,
                                        included_columns<(false || ... || (Options.word.includes != 0)), Options...>,
                                        options_of<catalog::index, Unique ? in_unique_index : in_index>(Options.word...)};

public:
    static constexpr part_value in_table{.role = part_role::index, .index = &value_};
};

} // namespace declare

/// `CREATE INDEX`: `index_<"team_id", descending<"created_at">, where_<"active">>`.
/// Options: column names, `key`, `descending`, `expression`, `using_`, `include`, `where_`, `named`.
/// With the underscore because C's library has a function `index` in the global namespace, which makes the bare
/// word ambiguous after a using-directive; `constable::index` is the same word.
template <declare::option... Options>
struct index_ : declare::index_part<false, Options...> {};

template <declare::option... Options>
using index = index_<Options...>;

/// `CREATE UNIQUE INDEX`. Options as for `index_`, and `nulls_not_distinct`.
template <declare::option... Options>
struct unique_index : declare::index_part<true, Options...> {};

/// `COMMENT ON CONSTRAINT` or `COMMENT ON INDEX`: `comment_on<"users_email_key", "…">` beside the columns, after
/// the constraint or index whose name (given or default) it says.
template <fixed_string Name, fixed_string Text>
struct comment_on : declare::table_part {
private:
    static constexpr declare::object_comment made_{Name.view(), Text.view()};

public:
    static constexpr declare::part_value in_table{.role = declare::part_role::comment_on, .object_comment = &made_};
    static constexpr void describe(catalog::domain&) {} // which reads `in_table`
};

} // namespace constable
