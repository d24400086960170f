// SPDX-License-Identifier: BSL-1.0
// A history as the compiler has checked it: every step applies, none is unsafe without somebody knowing, and all of them
// lead to the schema of the program.
#pragma once

#include "replay.hpp"
#include "replay_rejection.hpp"
#include "unsafe_rejection.hpp"

#include "constable/declare/object_rejection.hpp"

#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace constable {

namespace migrating {

// Each mistake is a sentence that is false of some history.
template <class Migration, class Version, class Other> inline constexpr bool version_is_used_once = false;
template <class Migration, class Version, class Other> inline constexpr bool dependency_comes_before = false;
template <class Migration, class Version, class Other> inline constexpr bool history_has_one_head = false;
template <class Migration, class Version, class Other> inline constexpr bool branches_touch_different_objects = false;
template <class Schema, class Object, class Part, class Field> inline constexpr bool models_and_migrations_agree = false;

template <order_mistake_kind Kind, class Migration, class Version, class Other>
constexpr void refuse_order() {
    if constexpr (Kind == order_mistake_kind::version_is_repeated)
        static_assert(version_is_used_once<Migration, Version, Other>,
                      "constable: two migrations have one version; give one of them another");
    else if constexpr (Kind == order_mistake_kind::dependency_is_unknown)
        static_assert(dependency_comes_before<Migration, Version, Other>,
                      "constable: a migration depends on a version that does not come before it in migrations<…>; correct it, or list that one earlier");
    else if constexpr (Kind == order_mistake_kind::heads_commute)
        static_assert(history_has_one_head<Migration, Version, Other>,
                      "constable: a history has two heads, whose branches touch different objects; join them with a migration without steps that depends_on both");
    else
        static_assert(branches_touch_different_objects<Migration, Version, Other>,
                      "constable: a history has two heads, whose branches touch the same object; see what both do to it, then join them with a migration that depends_on both");
}

template <std::size_t At, class... Migrations>
auto migration_at(declare::part_list<Migrations...>) -> std::tuple_element_t<At, std::tuple<std::type_identity<Migrations>...>>;
template <class History, std::size_t At>
using migration_type = typename decltype(migration_at<At>(typename History::declared_migrations{}))::type;

/// A text that a constant expression knows, for a compiler's message. By a function with a name: Clang 14 ends on a lambda
/// in a decltype that it reads from a precompiled header.
template <std::string_view (*Text)()>
constexpr auto spell_text() {
    constexpr std::string_view text = Text();
    return declare::spelt<fixed_string<text.size()>{text}>{};
}

template <class History>
inline constexpr order_mistake order_mistake_of = find_order_mistake(migrations_of<History>);
template <class History>
inline constexpr chunk_outcome replay_outcome = first_replay_mistake<History>();
template <class App, class History>
inline constexpr first_difference difference_of = find_difference<App, History>(declare::chunks_of<App>{});

template <class History>
constexpr std::size_t step_number() {
    constexpr std::size_t at = replay_outcome<History>.at;
    std::size_t first = at;
    while (first != 0 && steps_of<History>[first - 1].migration == steps_of<History>[at].migration) --first;
    return at - first + 1;
}

template <class History>
constexpr std::string_view subject_of_order() { return order_mistake_of<History>.subject; }
template <class History>
constexpr std::string_view other_of_order() { return order_mistake_of<History>.other; }
template <class History>
constexpr std::string_view subject_of_replay() { return replay_outcome<History>.named_subject(); }
template <class History>
constexpr std::string_view other_of_replay() { return replay_outcome<History>.named_other(); }
template <class App, class History>
constexpr std::string_view object_of_difference() { return difference_of<App, History>.object; }
template <class App, class History>
constexpr std::string_view part_of_difference() { return difference_of<App, History>.part; }
template <class App, class History>
constexpr std::string_view field_of_difference() {
    constexpr const first_difference& found = difference_of<App, History>;
    return found.field.empty() ? catalog::word_of(found.action) : found.field;
}

template <class History>
constexpr void refuse_step() {
    constexpr replay_mistake mistake = replay_outcome<History>.mistake;
    using where = migration_type<History, steps_of<History>[replay_outcome<History>.at].migration>;
    using subject = decltype(spell_text<subject_of_replay<History>>());
    using other = decltype(spell_text<other_of_replay<History>>());
    if constexpr (mistake.kind == replay_mistake_kind::declaration) declare::rejection<mistake.of_declaration.kind, where, subject, other>::refuse();
    else if constexpr (mistake.kind == replay_mistake_kind::unsafe) unsafe_rejection<mistake.rule, where, step_number<History>(), subject, other>::refuse();
    else replay_rejection<mistake.kind, where, step_number<History>(), subject, other>::refuse();
}

/// Whether a history can be replayed; it is a compile error if it cannot.
template <class History>
inline constexpr bool can_be_replayed = [] {
    if constexpr (order_mistake_of<History>) {
        using where = migration_type<History, order_mistake_of<History>.position>;
        using version = decltype(spell_text<subject_of_order<History>>());
        using other = decltype(spell_text<other_of_order<History>>());
        refuse_order<order_mistake_of<History>.kind, where, version, other>();
        return false;
    } else if constexpr (replay_outcome<History>.mistake) {
        refuse_step<History>();
        return false;
    } else {
        return true;
    }
}();

template <class App, class History>
constexpr void require_agreement() {
    constexpr first_difference found = difference_of<App, History>;
    if constexpr (found.differs) {
        using object = decltype(spell_text<object_of_difference<App, History>>());
        using part = decltype(spell_text<part_of_difference<App, History>>());
        using field = decltype(spell_text<field_of_difference<App, History>>());
        if constexpr (found.action == catalog::change_action::create)
            static_assert(models_and_migrations_agree<App, object, part, field>,
                          "constable: the schema declares what its migrations do not make; add a step that creates it");
        else if constexpr (found.action == catalog::change_action::drop)
            static_assert(models_and_migrations_agree<App, object, part, field>,
                          "constable: the migrations make what the schema does not declare; declare it, or add a step that drops it");
        else
            static_assert(models_and_migrations_agree<App, object, part, field>,
                          "constable: the schema declares something otherwise than its migrations make it; add a step that alters it, or correct the declaration");
    }
}

/// Whether a history can be replayed and leads to a schema; it is a compile error if it does not.
template <class App, class History>
inline constexpr bool agrees = [] {
    if constexpr (!can_be_replayed<History>) return false;
    else {
        require_agreement<App, History>();
        return !difference_of<App, History>.differs;
    }
}();

template <class History>
constexpr history_value make_history() {
    if constexpr (!can_be_replayed<History>) return {};
    else return {.name = declare::name_of<History>(), .migrations = migrations_of<History>};
}
template <class App, class History>
constexpr history_value make_history_of_app() {
    if constexpr (!agrees<App, History>) return {};
    else return {.name = declare::name_of<App>(), .migrations = migrations_of<History>};
}

} // namespace migrating

/// A history as a value, checked: every step applies to what the steps before it have made.
template <class History>
inline constexpr migrating::history_value history_of = migrating::make_history<History>();
/// The same, which must lead to the schema `App`.
template <class App, class History>
inline constexpr migrating::history_value history_to = migrating::make_history_of_app<App, History>();

/// The catalog that a history leads to.
template <class History>
inline constexpr catalog::catalog catalog_of_history = migrating::replayed_catalog_of<History>();

} // namespace constable
