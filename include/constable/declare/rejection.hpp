// SPDX-License-Identifier: BSL-1.0
// Turns a mistake in a declaration into one compile error that names the table and the column.
#pragma once

#include "constable/catalog/mistake.hpp"
#include "constable/strings/fixed_string.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

namespace constable::declare {

using catalog::mistake_kind;

/// A name, for a compiler's message.
template <strings::fixed_string Text>
struct name {};

#if defined(__clang__)
// Clang before 16 prints the bytes of a class-type argument as numbers, later ones those of long texts, and only the
// first ten of them; characters are printed as characters by all.
template <char... Bytes>
struct letters {};
template <strings::fixed_string Text, std::size_t... Index>
constexpr auto spell(std::index_sequence<Index...>) -> letters<Text.bytes[Index]...>;
template <strings::fixed_string Text>
constexpr auto spell() {
    if constexpr (__clang_major__ >= 16 && Text.size() <= 30) return name<Text>{};
    else return decltype(spell<Text>(std::make_index_sequence<Text.size()>{})){};
}
template <strings::fixed_string Text>
using spelt = decltype(spell<Text>());
#else
template <strings::fixed_string Text>
using spelt = name<Text>;
#endif

// Each mistake is a sentence that is false of some table; the sentence stands in the first line of the error.
template <class Table, class Subject, class Other> inline constexpr bool table_has_a_name = false;
template <class Table, class Subject, class Other> inline constexpr bool name_fits_into_63_bytes = false;
template <class Table, class Subject, class Other> inline constexpr bool column_is_declared_once = false;
template <class Table, class Subject, class Other> inline constexpr bool column_word_is_said_once = false;
template <class Table, class Subject, class Other> inline constexpr bool table_has_one_primary_key = false;
template <class Table, class Subject, class Other> inline constexpr bool primary_key_is_not_null = false;
template <class Table, class Subject, class Other> inline constexpr bool nullability_is_clear = false;
template <class Table, class Subject, class Other> inline constexpr bool constraint_is_declared_once = false;
template <class Table, class Subject, class Other> inline constexpr bool constrained_column_is_declared = false;
template <class Table, class Subject, class Other> inline constexpr bool constrained_column_is_listed_once = false;
template <class Table, class Subject, class Other> inline constexpr bool indexed_column_is_declared = false;
template <class Table, class Subject, class Other> inline constexpr bool index_has_a_key = false;
template <class Table, class Subject, class Other> inline constexpr bool name_is_used_once = false;
template <class Table, class Subject, class Other> inline constexpr bool identity_column_is_an_integer = false;
template <class Table, class Subject, class Other> inline constexpr bool column_has_one_source_of_values = false;
template <class Table, class Subject, class Other> inline constexpr bool collated_column_is_text = false;
template <class Table, class Subject, class Other> inline constexpr bool column_set_null_is_nullable = false;
template <class Table, class Subject, class Other> inline constexpr bool on_delete_column_is_in_the_foreign_key = false;
template <class Table, class Subject, class Other> inline constexpr bool enum_label_is_declared_once = false;
template <class Table, class Subject, class Other> inline constexpr bool enum_has_a_name_of_its_own = false;
template <class Table, class Subject, class Other> inline constexpr bool type_is_no_serial = false;
template <class Table, class Subject, class Other> inline constexpr bool commented_object_is_declared = false;
template <class Table, class Subject, class Other> inline constexpr bool foreign_key_column_is_declared = false;
template <class Table, class Subject, class Other> inline constexpr bool referenced_columns_are_unique = false;
template <class Table, class Subject, class Other> inline constexpr bool referenced_table_has_a_primary_key = false;
template <class Table, class Subject, class Other> inline constexpr bool foreign_key_has_as_many_columns_as_its_target = false;
template <class Table, class Subject, class Other> inline constexpr bool foreign_key_has_the_type_of_its_target = false;
template <class Table, class Subject, class Other> inline constexpr bool table_is_declared_once = false;
template <class Table, class Subject, class Other> inline constexpr bool referenced_table_is_in_the_schema = false;
template <class Table, class Subject, class Other> inline constexpr bool enum_is_declared_alike_everywhere = false;
template <class Table, class Subject, class Other> inline constexpr bool relation_name_is_used_once = false;

/// Refuses the mistake `Kind` in `Table`. Nothing is wrong with `mistake_kind::none`.
template <mistake_kind Kind, class Table, class Subject, class Other>
struct rejection;
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::none, Table, Subject, Other> {
    static constexpr void refuse() {}
};

template <class Table, class Subject, class Other>
struct rejection<mistake_kind::table_has_no_name, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(table_has_a_name<Table, Subject, Other>,
                      "constable: a table has no name; write one between the quotes");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::name_is_too_long, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(name_fits_into_63_bytes<Table, Subject, Other>,
                      "constable: a name has more than 63 bytes and PostgreSQL would cut it; shorten it");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::column_is_repeated, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(column_is_declared_once<Table, Subject, Other>,
                      "constable: a column is declared twice; rename one of them or remove it");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::column_word_is_repeated, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(column_word_is_said_once<Table, Subject, Other>,
                      "constable: a column says the same word twice; keep one of them");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::primary_key_is_repeated, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(table_has_one_primary_key<Table, Subject, Other>,
                      "constable: a table has two primary keys; keep one, or write one primary_key<…> that lists all its columns beside them");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::primary_key_is_nullable, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(primary_key_is_not_null<Table, Subject, Other>,
                      "constable: a column of the primary key is nullable; remove nullable, or make the key unique<> instead");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::not_null_is_contradicted, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(nullability_is_clear<Table, Subject, Other>,
                      "constable: a column is both nullable and not; remove one of the words");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::constraint_is_repeated, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(constraint_is_declared_once<Table, Subject, Other>,
                      "constable: two keys stand on the same columns; remove one of them");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::constrained_column_is_unknown, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(constrained_column_is_declared<Table, Subject, Other>,
                      "constable: a constraint is about a column that the table does not have; declare the column or correct its name");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::constrained_column_is_repeated, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(constrained_column_is_listed_once<Table, Subject, Other>,
                      "constable: a constraint lists a column twice; list it once");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::indexed_column_is_unknown, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(indexed_column_is_declared<Table, Subject, Other>,
                      "constable: an index is about a column that the table does not have; declare the column or correct its name");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::index_has_no_key, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(index_has_a_key<Table, Subject, Other>,
                      "constable: an index or exclusion has no key; list its columns");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::object_name_is_repeated, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(name_is_used_once<Table, Subject, Other>,
                      "constable: two constraints or indexes of a table would get one name; give one of them another with named<…>");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::identity_is_not_an_integer, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(identity_column_is_an_integer<Table, Subject, Other>,
                      "constable: an identity column is no integer; make it smallint, integer or bigint");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::default_is_contradicted, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(column_has_one_source_of_values<Table, Subject, Other>,
                      "constable: a column has two of serial, identity, default_ and generated; keep one of them");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::collation_of_no_text, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(collated_column_is_text<Table, Subject, Other>,
                      "constable: a column with a collation is no text; remove collate<…>");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::set_null_on_not_null, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(column_set_null_is_nullable<Table, Subject, Other>,
                      "constable: a foreign key sets a column to NULL that may not be NULL; remove not_null or choose another action");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::on_delete_column_is_foreign, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(on_delete_column_is_in_the_foreign_key<Table, Subject, Other>,
                      "constable: on_delete lists a column that is not in its foreign key; list columns of the key only");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::enum_hides_behind_a_type, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(enum_has_a_name_of_its_own<Table, Subject, Other>,
                      "constable: an enum has the name of a built-in type, which would be used in its place; rename it, or put it into a schema with enum_in");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::serial_is_no_type, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(type_is_no_serial<Table, Subject, Other>,
                      "constable: a serial is no type of its own; write serial, bigserial or smallserial without sql_type");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::enum_label_is_repeated, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(enum_label_is_declared_once<Table, Subject, Other>,
                      "constable: an enum has the same label twice; remove one of them");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::comment_on_nothing, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(commented_object_is_declared<Table, Subject, Other>,
                      "constable: comment_on names no constraint or index of its table; correct the name");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::referenced_column_is_unknown, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(foreign_key_column_is_declared<Table, Subject, Other>,
                      "constable: a foreign key references a column that the other table does not have; correct the name");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::referenced_columns_are_not_unique, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(referenced_columns_are_unique<Table, Subject, Other>,
                      "constable: a foreign key references columns that are not unique; make them primary_key<…> or unique<…> there");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::referenced_table_has_no_primary_key, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(referenced_table_has_a_primary_key<Table, Subject, Other>,
                      "constable: a foreign key without columns references a table without a primary key; name the referenced columns");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::referenced_column_count_differs, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(foreign_key_has_as_many_columns_as_its_target<Table, Subject, Other>,
                      "constable: a foreign key has not as many columns as it references; make both lists equally long");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::referenced_type_differs, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(foreign_key_has_the_type_of_its_target<Table, Subject, Other>,
                      "constable: a foreign key has another type than the column that it references; use one type, or say across_types");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::table_is_repeated, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(table_is_declared_once<Table, Subject, Other>,
                      "constable: two tables of a schema have the same name; rename one of them or list it once");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::referenced_table_is_missing, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(referenced_table_is_in_the_schema<Table, Subject, Other>,
                      "constable: a foreign key references a table that is not in the schema; add it to schema<…>");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::enum_is_contradicted, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(enum_is_declared_alike_everywhere<Table, Subject, Other>,
                      "constable: two enums have one name and different labels; declare the enum once and use it in both places");
    }
};
template <class Table, class Subject, class Other>
struct rejection<mistake_kind::relation_name_is_taken, Table, Subject, Other> {
    static constexpr void refuse() {
        static_assert(relation_name_is_used_once<Table, Subject, Other>,
                      "constable: two tables, indexes, constraints or types of a schema would get one name; give one of them another with named<…>");
    }
};

/// Refuses `Mistake`, a function that returns a mistake in a constant expression, in the name of `Table`.
template <auto Mistake, class Table>
struct reject {
    // Within a function: Clang complains about every user of a class in which an assertion fails.
    constexpr reject() {
        rejection<Mistake().kind, Table, spelt<strings::fixed_string<Mistake().subject.size()>{Mistake().subject}>,
                  spelt<strings::fixed_string<Mistake().other.size()>{Mistake().other}>>::refuse();
    }
};

} // namespace constable::declare
