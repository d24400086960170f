// SPDX-License-Identifier: BSL-1.0
// C++ identifiers for SQL names: what may be one, how any other becomes one, and no two the same.
#pragma once

#include "transliterate.hpp"

#include <set>
#include <string>
#include <string_view>

namespace constable::pull {

namespace detail {

// Words separated by spaces: one literal compiles faster than a thousand.
inline constexpr std::string_view reserved_words =
    // C++23 and its alternative tokens
    " alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t char8_t class "
    "co_await"
    " co_return co_yield compl concept const const_cast consteval constexpr constinit continue decltype default delete "
    "do double"
    " dynamic_cast else enum explicit export extern false final float for friend goto if import inline int long module "
    "mutable"
    " namespace new noexcept not not_eq nullptr operator or or_eq override private protected public register "
    "reinterpret_cast"
    " requires return short signed sizeof static static_assert static_cast struct switch template this thread_local "
    "throw true"
    " try typedef typeid typename union unsigned using virtual void volatile wchar_t while xor xor_eq"
    // namespaces that a declaration needs, and macros in small letters
    " std boost constable fmt pqxx spdlog"
    " alloca assert emit errno foreach linux major makedev minor offsetof sigmask signals slots stderr stdin stdout "
    "unix"
    // the words of a declaration, and what else is in namespace constable
    " access_method across_nulls across_types action after aggregate always argument arguments arguments_ array as"
    " attached_to attribute before bigint bigserial bit body boolean by_default bytea cache canonical cascade catalog "
    "catalog_of"
    " char_ check cidr circle clustered_on collate collate_in collation collation_ collation_in column column_comment"
    " column_default column_options columns comment comment_on comment_on_policy comment_on_rule comment_on_statistics"
    " comment_on_trigger comment_on_type composite_type compression config constraint constraint_trigger cost cycle "
    "database"
    " database_schema date datemultirange daterange ddl ddl_of declare default_ default_privileges deferrable "
    "definition delete_"
    " dependencies desc descending diff disabled do_ domain double_precision enabled enabled_always enabled_replica "
    "enum_"
    " enum_in exclude execute execute_function expression extension fingerprint_of fixed_string for_all for_delete for_each_row "
    "for_insert"
    " for_role for_select for_update force_row_level_security foreign_key from_public from_table full function "
    "generated"
    " generated_virtual grant identity immutable in_schema include increment_by index index_ index_comment inet inherited inherits"
    " initially_deferred inout insert_ instead instead_of int4multirange int4range int8multirange int8range integer "
    "interval"
    " json jsonb key key_statistics language lc_collate lc_ctype leakproof library locale logged macaddr macaddr8 match"
    " materialized_view maxvalue mcv migration minvalue money multirange_name named ndistinct nextval no_action "
    "no_inherit"
    " nondeterministic not_enforced not_null not_null_named not_valid nullable nulls_first nulls_last "
    "nulls_not_distinct"
    " numeric nummultirange numrange of_type oid old_table new_table on on_columns on_delete on_functions on_insert "
    "on_schemas on_select"
    " on_sequence_of on_sequences on_tables on_types on_update operator_class option out owned_by parallel_restricted "
    "parallel_safe parameters"
    " partition_by_hash partition_by_list partition_by_range partition_of period policy primary_key privileges "
    "procedure"
    " provider pull query range_type raw real references renamed_from renamed_from_in replica_identity_full "
    "replica_identity_index"
    " replica_identity_nothing restrict restrictive returns returns_ revoke revoke_ revoke_default_privileges "
    "row_level_security rows"
    " rule rules schema security_definer sequence sequence_name serial set_ set_default set_null simple smallint "
    "smallserial sql sql_body"
    " sql_type sql_type_of stable start_with startup statistics statistics_in statistics_target storage "
    "storage_parameters strict strings"
    " subtype subtype_difference subtype_operator_class support table table_of tables target text time time_ timestamp"
    " timestamptz timetz to to_public toast_parameters tools transforms trigger truncate_ tsmultirange tsquery tsrange "
    "type_renamed_from"
    " tstzmultirange tstzrange tsvector unique unique_index unlogged update_ update_of using_ uuid varbit varchar "
    "variadic"
    " verify version view when_ where_ window_function with with_ with_check with_expression with_grant_option "
    "with_parameters"
    " with_sequence without_overlaps xml"
    // names that C's library has in the global namespace: ambiguous there after `using namespace`
    " abort abs accept access alarm bind brk calloc clock clone close connect creat crypt daemon div dup environ execl "
    "execv exit"
    " exp fork free gamma getopt hypot isalpha kill labs link listen log malloc nice open optarg pause pipe pow printf "
    "profil"
    " puts raise rand random read realloc recv remove rename rewind rint round scanf select send shutdown signal "
    "signgam sin"
    " sleep socket splice sqrt stat stime swab sync syscall system tan tee timezone trunc truncate tzname umask unlink "
    "unshare"
    " usleep utime vfork wait write y0 y1 yn j0 j1 jn ";

inline bool has_small_letter(std::string_view name) {
    for (const char each : name)
        if (each >= 'a' && each <= 'z') return true;
    return false;
}

} // namespace detail

/// Whether a declaration may not be called so: a key word, a word of the DSL, a name of C's library.
inline bool is_reserved(std::string_view name) {
    return detail::reserved_words.find(" " + std::string{name} + " ") != std::string_view::npos;
}

/// A C++ identifier that reads like the SQL name: ASCII, no two underscores in a row and none in front, which are the
/// compiler's; not all capitals, which are the macros'; `_` (or `_2`) behind one that is taken.
inline std::string to_identifier(std::string_view sql_name) {
    std::string name;
    for (const char each : transliterate(sql_name))
        if (each != '_' || (!name.empty() && name.back() != '_')) name += each;
    while (!name.empty() && name.back() == '_') name.pop_back();
    if (name.empty()) name = "unnamed";
    if (!detail::has_small_letter(name))
        for (char& each : name)
            if (each >= 'A' && each <= 'Z') each = static_cast<char>(each - 'A' + 'a');
    if (name[0] >= '0' && name[0] <= '9') name.insert(name.begin(), 'n');
    if (is_reserved(name)) name += is_reserved(name + '_') ? "_2" : "_";
    return name;
}

/// The names of one scope.
class scope_names {
public:
    /// Keeps a name from being given.
    void reserve(std::string_view name) { taken_.emplace(name); }

    [[nodiscard]] bool holds(std::string_view name) const { return taken_.contains(name); }

    /// A name like the SQL name that nobody has: the name itself, else with its kind behind it, else with a number.
    std::string give(std::string_view sql_name, std::string_view kind) {
        const std::string plain = to_identifier(sql_name);
        if (taken_.insert(plain).second) return plain;
        return give_longer(plain, kind);
    }

    /// The same for objects that are seldom spoken of, and leave the plain name to others.
    std::string give_with_kind(std::string_view sql_name, std::string_view kind) {
        return give_longer(to_identifier(sql_name), kind);
    }

private:
    std::string give_longer(const std::string& plain, std::string_view kind) {
        const std::string joint = plain.ends_with('_') ? "" : "_";
        std::string longer = plain + joint + std::string{kind};
        if (taken_.insert(longer).second) return longer;
        for (std::size_t number = 2;; ++number) {
            longer = plain + joint + std::to_string(number);
            if (taken_.insert(longer).second) return longer;
        }
    }

    std::set<std::string, std::less<>> taken_;
};

} // namespace constable::pull
