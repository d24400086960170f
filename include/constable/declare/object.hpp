// SPDX-License-Identifier: BSL-1.0
// What stands in a schema beside tables: named structs whose words describe one value of the catalog.
#pragma once

#include "draft.hpp"

#include <span>
#include <string_view>

namespace constable::declare {

/// A table or a view as a value: its name and its parts, up to a null pointer.
struct table_entry {
    std::string_view name;
    const part_value* const* parts;

    [[nodiscard]] constexpr part_size size() const;
};

/// What an object of a schema is.
enum class object_role : unsigned char {
    schema, extension, collation, type, comment_on_type, sequence, routine, view, grant, default_privilege, raw,
};

/// An object of a schema. Its role tells which members mean anything.
struct object_entry {
    object_role role;
    const catalog::database_schema* schema = nullptr;
    const catalog::extension* extension = nullptr;
    const catalog::collation* collation = nullptr;
    const catalog::sequence* sequence = nullptr;
    const catalog::routine* routine = nullptr;
    const catalog::raw_object* raw = nullptr;
    const declared_type* type = nullptr;
    std::span<const declared_type* const> uses{}; ///< types that a routine is about
    table_entry view{};
    bool is_materialized = false;
    std::string_view text{}; ///< the query of a view, the comment on a type
    catalog::qualified_name renamed_from{}; ///< of a type
    std::span<const catalog::grant> grants{};
    std::span<const catalog::default_privilege> default_privileges{};
};

/// What every object of a schema but tables and types is. Has `entry_of<Self>()`, an `object_entry` of the struct that
/// is derived from it.
struct schema_object {};

/// `Word` says nothing about an object like this.
template <class Word, class Object>
inline constexpr bool word_belongs_in_an_object = requires(Object& object) { Word::describe(object); };

template <class Word, class Object>
constexpr void say(Object& object) {
    static_assert(word_belongs_in_an_object<Word, Object>,
                  "constable: a word does not belong in an object of this kind; see the reference for the words of each");
    if constexpr (word_belongs_in_an_object<Word, Object>) Word::describe(object);
}

/// The object, after its words have spoken.
template <class... Words, class Object>
constexpr Object described(Object object) {
    (say<Words>(object), ...);
    if constexpr (requires { object.renamed_from.schema; }) keep_schema(object.renamed_from, object.schema);
    return object;
}

/// What an object is known by: the kind by which privileges call it.
struct object_name {
    catalog::object_kind kind = catalog::object_kind::table;
    std::string_view schema{};
    std::string_view name{};
    std::string_view part{}; ///< the identity of a routine
};

} // namespace constable::declare
