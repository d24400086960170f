// SPDX-License-Identifier: BSL-1.0
// What few columns say: how they are stored, how much is known of them, where they come from.
#pragma once

#include "column.hpp"

#include <cstdint>
#include <string_view>

namespace constable {

namespace declare {

/// A word of a column that lands in `catalog::column_details`.
struct detail_word : column_word {
    static constexpr std::size_t constraints = detail_unit;
};

template <fixed_string Schema, fixed_string Name, bool IsInSchema>
struct renaming_word : detail_word, table_part {
    template <class Object>
    static constexpr auto describe(Object& object) -> decltype(void(object.renamed_from)) {
        if constexpr (requires { object.renamed_from.schema; }) {
            object.renamed_from.name = Name.view();
            if constexpr (IsInSchema) object.renamed_from.schema = Schema.view();
        } else {
            object.renamed_from = Name.view();
        }
    }

private:
    static constexpr detail_value detail_{.says = detail_saying::renamed_from, .text = Name.view()};
    static constexpr extra_value extra_{.role = extra_role::fact, .apply = [](catalog::table& it) { renaming_word::describe(it); }};

public:
    static constexpr column_word_value in_column{.says = column_saying::detail, .detail = &detail_};
    static constexpr part_value in_table{.role = part_role::extra, .extra = &extra_};
};
} // namespace declare

/// `STORAGE kind`: PLAIN, EXTERNAL, EXTENDED or MAIN, where it is not the type's own.
/// https://www.postgresql.org/docs/current/storage-toast.html
template <fixed_string Kind>
struct storage : declare::detail_word {
private:
    static constexpr declare::detail_value detail_{.says = declare::detail_saying::storage, .text = Kind.view()};

public:
    static constexpr declare::column_word_value in_column{.says = declare::column_saying::detail, .detail = &detail_};
};

/// `COMPRESSION method`: pglz or lz4. PostgreSQL 14.
template <fixed_string Method>
struct compression : declare::detail_word {
private:
    static constexpr declare::detail_value detail_{.says = declare::detail_saying::compression, .text = Method.view()};

public:
    static constexpr declare::column_word_value in_column{.says = declare::column_saying::detail, .detail = &detail_};
};

/// `SET STATISTICS target`: how much ANALYZE looks at.
template <std::int16_t Target>
struct statistics_target : declare::detail_word {
private:
    static constexpr declare::detail_value detail_{.says = declare::detail_saying::statistics, .number = Target};

public:
    static constexpr declare::column_word_value in_column{.says = declare::column_saying::detail, .detail = &detail_};
};

/// `SET (…)` of a column: `column_options<"n_distinct=5">`.
template <fixed_string... Options>
struct column_options : declare::detail_word {
private:
    static constexpr declare::detail_value detail_{.says = declare::detail_saying::options, .list = declare::text_list<Options...>};

public:
    static constexpr declare::column_word_value in_column{.says = declare::column_saying::detail, .detail = &detail_};
};

/// `GENERATED ALWAYS AS (expression) VIRTUAL`. PostgreSQL 18.
template <fixed_string Expression>
struct generated_virtual : declare::detail_word {
private:
    static constexpr declare::detail_value detail_{.says = declare::detail_saying::virtual_expression, .text = Expression.view()};

public:
    static constexpr declare::column_word_value in_column{.says = declare::column_saying::detail, .detail = &detail_};
};

/// `CONSTRAINT name NOT NULL`, of a column or a domain. PostgreSQL 18.
template <fixed_string Name>
struct not_null_named : declare::detail_word {
private:
    static constexpr declare::detail_value detail_{.says = declare::detail_saying::not_null_name, .text = Name.view()};

public:
    static constexpr declare::column_word_value in_column{.says = declare::column_saying::detail, .detail = &detail_};
    static constexpr void describe(catalog::domain& it) {
        it.not_null = true;
        it.not_null_name = Name.view();
    }
};

/// The former name of a table, a view, a column, …, which a comparison with a live database then takes for the same:
/// `renamed_from<"people">`. In the same database schema; otherwise, `renamed_from_in<"schema", "name">`.
template <fixed_string Name>
struct renamed_from : declare::renaming_word<"", Name, false> {};
template <fixed_string Schema, fixed_string Name>
struct renamed_from_in : declare::renaming_word<Schema, Name, true> {};

/// The column is its parent's, and is written here because something of it is different here.
struct inherited : declare::detail_word {
private:
    static constexpr declare::detail_value detail_{.says = declare::detail_saying::is_inherited};

public:
    static constexpr declare::column_word_value in_column{.says = declare::column_saying::detail, .detail = &detail_};
};

} // namespace constable
