// SPDX-License-Identifier: BSL-1.0
// Indexes that are not constraints.
#pragma once

#include "constraints.hpp"

namespace constable {

namespace declare {

template <bool Unique, class Where, option... Options>
struct index_part : table_part {
    static constexpr part_size size{.indexes = 1};

    static constexpr void describe(table_draft& draft) {
        require_options<in_index, Where, Options...>();
        catalog::index& added = *draft.next_index++;
        added.unique = Unique;
        added.keys = option_keys<Options...>;
        added.include = option_includes<Options...>;
        (Options.word.apply(added), ...);
    }
};

} // namespace declare

/// `CREATE INDEX`: `index_<"team_id", descending<"created_at">, where_<"active">>`.
/// Options: column names, `key`, `descending`, `expression`, `using_`, `include`, `where_`, `named`.
/// With the underscore because C's library has a function `index` in the global namespace, which makes the bare
/// word ambiguous after a using-directive; `constable::index` is the same word.
template <declare::option... Options>
struct index_ : declare::index_part<false, index_<Options...>, Options...> {};

template <declare::option... Options>
using index = index_<Options...>;

/// `CREATE UNIQUE INDEX`. Options as for `index_`, and `nulls_not_distinct`.
template <declare::option... Options>
struct unique_index : declare::index_part<true, unique_index<Options...>, Options...> {};

/// `COMMENT ON CONSTRAINT` or `COMMENT ON INDEX`: `comment_on<"users_email_key", "…">` beside the columns, after
/// the constraint or index whose name (given or default) it says.
template <fixed_string Name, fixed_string Text>
struct comment_on : declare::table_part {
    static constexpr declare::part_size size{.comments = 1};
    static constexpr void describe(declare::table_draft& draft) {
        *draft.next_comment++ = {Name.view(), Text.view()};
    }
};

} // namespace constable
