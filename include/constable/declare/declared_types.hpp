// SPDX-License-Identifier: BSL-1.0
// Types that a declaration makes: domains, composite types, ranges. Enums are in types.hpp.
#pragma once

#include "column_details.hpp"
#include "database_schema.hpp"
#include "index.hpp"

#include "constable/catalog/names.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace constable {

namespace declare {

/// A type's name as SQL text, quoted and qualified where it must be.
template <const auto& Value>
inline constexpr auto type_text =
    strings::to_array<[](auto& sink) { strings::add_qualified(sink, Value.schema, Value.name); }>();

// The default names of a domain's checks, as ChooseConstraintName makes them; empty where a check has a name.
template <std::size_t Checks>
constexpr auto choose_check_names(std::string_view domain, const std::array<catalog::constraint, Checks>& checks) {
    std::array<catalog::name_buffer, Checks> chosen{};
    for (std::size_t i = 0; i != Checks; ++i) {
        if (!checks[i].name.empty()) continue;
        for (std::size_t number = 0;; ++number) {
            chosen[i] = {};
            catalog::add_object_name(chosen[i], domain, {}, "check", number);
            bool is_taken = false;
            for (std::size_t k = 0; k != Checks; ++k)
                is_taken = is_taken || checks[k].name == chosen[i].view() || (k < i && chosen[k].view() == chosen[i].view());
            if (!is_taken) break;
        }
    }
    return chosen;
}

template <class Word>
inline constexpr bool is_check = false;
template <fixed_string Condition, option... Options>
inline constexpr bool is_check<check<Condition, Options...>> = true;
template <class Word>
inline constexpr bool is_object_comment = false;
template <fixed_string Name, fixed_string Text>
inline constexpr bool is_object_comment<comment_on<Name, Text>> = true;

template <class Word, std::size_t Checks>
constexpr void add_check([[maybe_unused]] std::array<catalog::constraint, Checks>& checks, [[maybe_unused]] std::size_t& at) {
    if constexpr (is_check<Word>) {
        catalog::constraint& added = checks[at++];
        added.expression = Word::in_column.constraint.text;
        if (Word::in_column.constraint.apply_options != nullptr) Word::in_column.constraint.apply_options(added);
    }
}
template <class... Words>
constexpr auto gather_checks() {
    std::array<catalog::constraint, (std::size_t{0} + ... + std::size_t{is_check<Words>})> checks{};
    [[maybe_unused]] std::size_t at = 0;
    (add_check<Words>(checks, at), ...);
    return checks;
}
template <class Word, std::size_t Checks>
constexpr void comment_check([[maybe_unused]] std::array<catalog::constraint, Checks>& checks) {
    if constexpr (is_object_comment<Word>)
        for (catalog::constraint& each : checks)
            if (each.name == Word::in_table.object_comment->name) each.comment = Word::in_table.object_comment->text;
}

template <class Word>
inline constexpr bool is_attribute = false;

} // namespace declare

/// A domain: `struct postal : domain<"postal", text, check<"VALUE ~ '^[0-9]{5}$'">> {};`. The struct is a type of columns.
/// Words: `not_null`, `not_null_named`, `default_`, `collate`, `collate_in`, `check` with its options, `comment_on` of a
/// check, `in_schema`, `comment`. https://www.postgresql.org/docs/current/sql-createdomain.html
template <fixed_string Name, class Type, class... Words>
struct domain : declare::type_word {
private:
    static constexpr catalog::domain said_ =
        declare::described<Words...>(catalog::domain{.name = Name.view(), .type = Type::sql});
    static constexpr auto nameless_ = declare::gather_checks<Words...>();
    static constexpr auto names_ = declare::choose_check_names(Name.view(), nameless_);
    static constexpr auto checks_ = [] {
        auto made = nameless_;
        for (std::size_t i = 0; i != made.size(); ++i)
            if (made[i].name.empty()) made[i].name = names_[i].view();
        (declare::comment_check<Words>(made), ...);
        return made;
    }();
    static constexpr const declare::declared_type* uses_[] = {Type::declared};

public:
    static constexpr catalog::domain value = [] {
        catalog::domain made = said_;
        made.constraints = checks_;
        return made;
    }();

private:
    static constexpr declare::declared_type declared_{.domain = &value, .uses = uses_};

public:
    static constexpr std::string_view sql = strings::view(declare::type_text<said_>);
    static constexpr catalog::type_origin origin = catalog::type_origin::enumeration;
    static constexpr const declare::declared_type* declared = &declared_;
};

/// An attribute of a composite type. Words: `collate`, `collate_in`, `comment`.
template <fixed_string Name, class Type, class... Words>
struct attribute {
    static constexpr catalog::attribute value = declare::described<Words...>(catalog::attribute{.name = Name.view(), .type = Type::sql});
    static constexpr void describe(catalog::composite_type&) {}
    using type = Type;
};

namespace declare {

template <fixed_string Name, class Type, class... Words>
inline constexpr bool is_attribute<attribute<Name, Type, Words...>> = true;

template <class... Words>
inline constexpr auto attributes_of = [] {
    std::array<catalog::attribute, (std::size_t{0} + ... + std::size_t{is_attribute<Words>})> made{};
    [[maybe_unused]] std::size_t at = 0;
    [[maybe_unused]] const auto add = [&]<class Word>(const Word*) {
        if constexpr (is_attribute<Word>) made[at++] = Word::value;
    };
    (add(static_cast<const Words*>(nullptr)), ...);
    return made;
}();
template <class... Words>
inline constexpr auto attribute_types_of = [] {
    std::array<const declared_type*, (std::size_t{0} + ... + std::size_t{is_attribute<Words>})> made{};
    [[maybe_unused]] std::size_t at = 0;
    [[maybe_unused]] const auto add = [&]<class Word>(const Word*) {
        if constexpr (is_attribute<Word>) made[at++] = Word::type::declared;
    };
    (add(static_cast<const Words*>(nullptr)), ...);
    return made;
}();

} // namespace declare

/// A composite type: `struct address : composite_type<"address", attribute<"street", text>> {};`. The struct is a type of
/// columns. Words: `attribute`, `in_schema`, `comment`. https://www.postgresql.org/docs/current/sql-createtype.html
template <fixed_string Name, class... Words>
struct composite_type : declare::type_word {
    static constexpr catalog::composite_type value = declare::described<Words...>(
        catalog::composite_type{.name = Name.view(), .attributes = declare::attributes_of<Words...>});

private:
    static constexpr declare::declared_type declared_{.composite = &value, .uses = declare::attribute_types_of<Words...>};

public:
    static constexpr std::string_view sql = strings::view(declare::type_text<value>);
    static constexpr catalog::type_origin origin = catalog::type_origin::enumeration;
    static constexpr const declare::declared_type* declared = &declared_;
};

/// Words of a range type: `SUBTYPE`, `SUBTYPE_OPCLASS`, `CANONICAL`, `SUBTYPE_DIFF` (SQL texts), and the name of its
/// multirange (PostgreSQL 14).
template <fixed_string Type>
struct subtype {
    static constexpr void describe(catalog::range_type& it) { it.subtype = Type.view(); }
};
template <fixed_string Name>
struct subtype_operator_class {
    static constexpr void describe(catalog::range_type& it) { it.operator_class = Name.view(); }
};
template <fixed_string Function>
struct canonical {
    static constexpr void describe(catalog::range_type& it) { it.canonical = Function.view(); }
};
template <fixed_string Function>
struct subtype_difference {
    static constexpr void describe(catalog::range_type& it) { it.difference = Function.view(); }
};
template <fixed_string Name>
struct multirange_name {
    static constexpr void describe(catalog::range_type& it) { it.multirange = Name.view(); }
};

/// A range type: `struct float_range : range_type<"float_range", subtype<"double precision">> {};`. The struct is a type of
/// columns. Words: `subtype`, `subtype_operator_class`, `collate`, `collate_in`, `canonical`, `subtype_difference`,
/// `multirange_name`, `in_schema`, `comment`.
template <fixed_string Name, class... Words>
struct range_type : declare::type_word {
    static constexpr catalog::range_type value = declare::described<Words...>(catalog::range_type{.name = Name.view()});

private:
    static constexpr declare::declared_type declared_{.range = &value};

public:
    static constexpr std::string_view sql = strings::view(declare::type_text<value>);
    static constexpr catalog::type_origin origin = catalog::type_origin::enumeration;
    static constexpr const declare::declared_type* declared = &declared_;
};

/// The former name of an enum, listed in `schema<…>`: `type_renamed_from<mood, "feeling">`. Other types have `renamed_from`.
template <class Type, fixed_string Name>
struct type_renamed_from : declare::schema_object {
    template <class Self>
    static constexpr declare::object_entry entry_of() {
        return {.role = declare::object_role::comment_on_type, .type = Type::declared, .renamed_from = {{}, Name.view()}};
    }
};

/// The comment of an enum, listed in `schema<…>`: `comment_on_type<mood, "How it feels">`. Other types have
/// `comment`.
template <class Type, fixed_string Text>
struct comment_on_type : declare::schema_object {
    template <class Self>
    static constexpr declare::object_entry entry_of() {
        return {.role = declare::object_role::comment_on_type, .type = Type::declared, .text = Text.view()};
    }
};

} // namespace constable
