// SPDX-License-Identifier: BSL-1.0
// Migrations and histories: the structs that people write, and what is known of them without replaying.
#pragma once

#include "step_word.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

namespace constable {

namespace migrating {

/// What stands in a migration beside its steps.
struct migration_word {};

template <class Part, class Migration>
inline constexpr bool word_belongs_in_a_migration = __is_base_of(step_word, Part) || __is_base_of(migration_word, Part);

/// A migration has a version, by which the ledger knows it.
template <fixed_string Description, bool IsWritten>
inline constexpr bool version_is_written = IsWritten;

template <auto Question>
constexpr question question_of() {
    return [](pqxx::transaction_base& transaction) -> bool { return Question(transaction); };
}

} // namespace migrating

/// A migration: `struct add_phone : migration<"003", "Add users.phone", add_column<"users", column<"phone", varchar<20>>>> {};`.
/// Parts: steps, in the order in which they run; `depends_on`, `validate`, `validate_with`.
template <fixed_string Version, fixed_string Description, class... Parts>
struct migration {
    static_assert(migrating::version_is_written<Description, Version.size() != 0>,
                  "constable: a migration has no version; write one between the first quotes");
    using declared_parts = declare::part_list<Parts...>;
    static constexpr std::string_view version = Version.view();
    static constexpr std::string_view description = Description.view();
};

/// The versions that must be applied before; without it, the migration before it in the list. Several of them merge branches.
template <fixed_string... Versions>
struct depends_on : migrating::migration_word {
    static constexpr std::array<std::string_view, sizeof...(Versions)> versions{Versions.view()...};
};
/// A condition that must hold before the migration begins: a SELECT that gives one boolean, and what to say and to do
/// when it gives false: `validate<"SELECT count(*) = 0 FROM users WHERE email IS NULL", "give all users an email first">`.
template <fixed_string Select, fixed_string Message>
struct validate : migrating::migration_word {
    static constexpr migrating::precondition condition{.sql = Select.view(), .message = Message.view()};
};
/// The same, asked by code of the program: `bool (pqxx::transaction_base&)`.
template <auto Question, fixed_string Message>
struct validate_with : migrating::migration_word {
    static constexpr migrating::precondition condition{.ask = migrating::question_of<Question>(), .message = Message.view()};
};

/// The migrations of a program, each after those that it depends on: `struct history : migrations<initial, add_phone> {};`.
template <class... Migrations>
struct migrations {
    using declared_migrations = declare::part_list<Migrations...>;
};

namespace migrating {

template <class Part>
constexpr const step_value* step_of() {
    if constexpr (__is_base_of(step_word, Part)) return &Part::value;
    else return nullptr;
}
template <class Part>
constexpr std::span<const std::string_view> dependencies_of() {
    if constexpr (requires { Part::versions; }) return Part::versions;
    else return {};
}
template <class Part>
constexpr const precondition* condition_of() {
    if constexpr (requires { Part::condition; }) return &Part::condition;
    else return nullptr;
}

// Functions of few kinds rather than a lambda for each migration: a lambda is a type of its own.
constexpr std::size_t count_pointers(std::span<const precondition* const> list) {
    std::size_t count = 0;
    for (const precondition* each : list) count += each != nullptr ? 1U : 0U;
    return count;
}
template <std::size_t Count>
constexpr std::array<const step_value*, Count> gather_steps(std::span<const step_value* const> list) {
    std::array<const step_value*, Count> all{};
    std::size_t at = 0;
    for (const step_value* each : list)
        if (each != nullptr) all[at++] = each;
    return all;
}
template <std::size_t Count>
constexpr std::array<precondition, Count> gather_conditions(std::span<const precondition* const> list) {
    std::array<precondition, Count> all{};
    std::size_t at = 0;
    for (const precondition* each : list)
        if (each != nullptr) all[at++] = *each;
    return all;
}
constexpr std::span<const std::string_view> last_dependencies(std::initializer_list<std::span<const std::string_view>> list) {
    std::span<const std::string_view> found;
    for (const std::span<const std::string_view>& each : list)
        if (!each.empty()) found = each;
    return found;
}

template <class Migration, class Parts = typename Migration::declared_parts>
struct migration_parts;
template <class Migration, class... Parts>
struct migration_parts<Migration, declare::part_list<Parts...>> {
private:
    template <class Part>
    static constexpr bool require_word() {
        static_assert(word_belongs_in_a_migration<Part, Migration>,
                      "constable: something in a migration is neither a step nor a word of migrations; see the reference of migrations");
        return true;
    }
    static constexpr bool words_are_known_[sizeof...(Parts) + 1] = {true, require_word<Parts>()...};
    static constexpr const step_value* mixed_steps_[sizeof...(Parts) + 1] = {nullptr, step_of<Parts>()...};
    static constexpr const precondition* mixed_conditions_[sizeof...(Parts) + 1] = {nullptr, condition_of<Parts>()...};
    static constexpr std::size_t count_ = words_are_known_[0] ? declare::count_true({__is_base_of(step_word, Parts)...}) : 0; // else a compile error by then

public:
    static constexpr std::array<const step_value*, count_> steps = gather_steps<count_>(mixed_steps_);
    static constexpr std::array<precondition, count_pointers(mixed_conditions_)> conditions = gather_conditions<count_pointers(mixed_conditions_)>(mixed_conditions_);
    static constexpr std::span<const std::string_view> depends_on = last_dependencies({dependencies_of<Parts>()...});
};

/// A step, and the position of its migration.
struct placed_step {
    const step_value* step = nullptr;
    std::uint32_t migration = 0;
};

template <class Migrations>
struct steps_in;
template <class... Migrations>
struct steps_in<declare::part_list<Migrations...>> {
private:
    static constexpr std::span<const step_value* const> lists_[sizeof...(Migrations) + 1] = {std::span<const step_value* const>{}, migration_parts<Migrations>::steps...};
    static constexpr std::size_t count_ = (std::size_t{0} + ... + migration_parts<Migrations>::steps.size());

public:
    static constexpr std::array<placed_step, count_> all = [] {
        std::array<placed_step, count_> made{};
        std::size_t at = 0;
        for (std::size_t i = 0; i != sizeof...(Migrations); ++i)
            for (const step_value* each : lists_[i + 1]) made[at++] = {each, static_cast<std::uint32_t>(i)};
        return made;
    }();
};

/// All steps of a history, in their order.
template <class History>
inline constexpr const auto& steps_of = steps_in<typename History::declared_migrations>::all;

} // namespace migrating

} // namespace constable
