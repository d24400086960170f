// SPDX-License-Identifier: BSL-1.0
// Constable in one file, made by single_include/generate.sh from the headers of include/: change those.
#pragma once

// ---- constable/catalog/mistake.hpp
// What can be wrong with a declaration, as a value that the compiler turns into an error.

#include <string_view>

namespace constable::catalog {

/// Why a declaration is refused. Each kind has one text, in `declare/rejection.hpp`.
enum class mistake_kind : unsigned char {
    none,
    table_has_no_name,
    name_is_too_long,
    column_is_repeated,
    column_word_is_repeated,
    primary_key_is_repeated,
    primary_key_is_nullable,
    not_null_is_contradicted,
    constraint_is_repeated,
    constrained_column_is_unknown,
    constrained_column_is_repeated,
    indexed_column_is_unknown,
    index_has_no_key,
    object_name_is_repeated,
    identity_is_not_an_integer,
    default_is_contradicted,
    collation_of_no_text,
    set_null_on_not_null,
    on_delete_column_is_foreign,
    enum_label_is_repeated,
    enum_hides_behind_a_type,
    serial_is_no_type,
    comment_on_nothing,
    referenced_column_is_unknown,
    referenced_columns_are_not_unique,
    referenced_table_has_no_primary_key,
    referenced_column_count_differs,
    referenced_type_differs,
    table_is_repeated,
    referenced_table_is_missing,
    enum_is_contradicted,
    relation_name_is_taken,
};

/// A mistake and the names to show with it.
struct mistake {
    mistake_kind kind = mistake_kind::none;
    std::string_view subject{}; ///< the column, constraint or index at fault
    std::string_view other{};   ///< what it collides with or refers to

    constexpr explicit operator bool() const { return kind != mistake_kind::none; }
};

} // namespace constable::catalog

// ---- constable/catalog/model.hpp
// The catalog: what a database schema is, as plain values. Declared types, a live database, a snapshot and, later,

// replayed migrations all become this one thing; rendering, hashing and comparing know nothing else.

// ---- constable/catalog/words.hpp
// The words of the catalog: enumerations, and the names by which queries and snapshots write them.

#include <array>
#include <cstddef>
#include <span>

namespace constable::catalog {

using names = std::span<const std::string_view>;

/// A name with its database schema; empty: the default schema.
struct qualified_name {
    std::string_view schema{};
    std::string_view name{};
};

/// `pg_constraint.confdeltype` and `confupdtype`.
enum class referential_action : unsigned char { no_action, restrict, cascade, set_null, set_default };

/// `pg_constraint.confmatchtype`. PostgreSQL has no MATCH PARTIAL.
enum class match_type : unsigned char { simple, full };

/// What fills a column: `pg_attribute.attidentity`, or `serial`: a sequence that the column owns, and nextval() of it
/// as the default.
enum class identity_kind : unsigned char { none, always, by_default, serial };

/// Where NULLs stand in an index. `by_direction`: last when ascending, first when descending.
enum class nulls_order : unsigned char { by_direction, first, last };

/// `pg_constraint.contype`.
enum class constraint_kind : unsigned char { primary_key, unique, foreign_key, check, exclude };

/// Who knows how a type's name is spelt.
enum class type_origin : unsigned char {
    built_in,    ///< of pg_catalog, spelt as format_type() spells it
    enumeration, ///< declared with `enum_`
    opaque,      ///< `sql_type<"…">`: only the server can compare it
};

/// `pg_attribute.attstorage`, where it is not the type's own.
enum class storage_kind : unsigned char { by_type, plain, external, extended, main };

/// `pg_attribute.attcompression`: PostgreSQL 14.
enum class compression_method : unsigned char { by_default, pglz, lz4 };

/// `pg_class.relreplident`.
enum class replica_identity_kind : unsigned char { by_default, nothing, full, index };

/// `pg_trigger.tgenabled` and `pg_rewrite.ev_enabled`.
enum class enabled_state : unsigned char { origin, disabled, replica, always };

/// When a trigger fires (`pg_trigger.tgtype`).
enum class trigger_time : unsigned char { before, after, instead_of };

/// `pg_policy.polcmd`, `pg_rewrite.ev_type`.
enum class command_kind : unsigned char { all, select, insert, update, remove };

/// `pg_proc.prokind`.
enum class routine_kind : unsigned char { function, procedure, aggregate, window };

/// `pg_proc.provolatile`.
enum class volatility_kind : unsigned char { volatile_, stable, immutable };

/// `pg_proc.proparallel`.
enum class parallel_safety : unsigned char { unsafe, restricted, safe };

/// Kinds of objects, for privileges, changes and reports.
enum class object_kind : unsigned char {
    schema, extension, collation, enumeration, domain, composite_type, range_type, sequence, table, column, constraint,
    index, view, materialized_view, function, procedure, aggregate, trigger, rule, policy, statistics, type, database,
    grant, default_privilege, other,
};

/// The names of an enumeration's values, in their order. A snapshot keeps them: they never change.
template <class Enumeration>
inline constexpr std::array<std::string_view, 0> words_of{};
template <>
inline constexpr std::array<std::string_view, 5> words_of<referential_action>{"NO ACTION", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT"};
template <>
inline constexpr std::array<std::string_view, 2> words_of<match_type>{"SIMPLE", "FULL"};
template <>
inline constexpr std::array<std::string_view, 4> words_of<identity_kind>{"none", "ALWAYS", "BY DEFAULT", "serial"};
template <>
inline constexpr std::array<std::string_view, 3> words_of<nulls_order>{"by direction", "FIRST", "LAST"};
template <>
inline constexpr std::array<std::string_view, 5> words_of<constraint_kind>{"PRIMARY KEY", "UNIQUE", "FOREIGN KEY", "CHECK", "EXCLUDE"};
template <>
inline constexpr std::array<std::string_view, 5> words_of<storage_kind>{"by type", "PLAIN", "EXTERNAL", "EXTENDED", "MAIN"};
template <>
inline constexpr std::array<std::string_view, 3> words_of<compression_method>{"default", "pglz", "lz4"};
template <>
inline constexpr std::array<std::string_view, 4> words_of<replica_identity_kind>{"DEFAULT", "NOTHING", "FULL", "INDEX"};
template <>
inline constexpr std::array<std::string_view, 4> words_of<enabled_state>{"origin", "DISABLE", "REPLICA", "ALWAYS"};
template <>
inline constexpr std::array<std::string_view, 3> words_of<trigger_time>{"BEFORE", "AFTER", "INSTEAD OF"};
template <>
inline constexpr std::array<std::string_view, 5> words_of<command_kind>{"ALL", "SELECT", "INSERT", "UPDATE", "DELETE"};
template <>
inline constexpr std::array<std::string_view, 4> words_of<routine_kind>{"FUNCTION", "PROCEDURE", "AGGREGATE", "WINDOW"};
template <>
inline constexpr std::array<std::string_view, 3> words_of<volatility_kind>{"VOLATILE", "STABLE", "IMMUTABLE"};
template <>
inline constexpr std::array<std::string_view, 3> words_of<parallel_safety>{"UNSAFE", "RESTRICTED", "SAFE"};
template <>
inline constexpr std::array<std::string_view, 26> words_of<object_kind>{
    "SCHEMA", "EXTENSION", "COLLATION", "ENUM", "DOMAIN", "COMPOSITE TYPE", "RANGE TYPE", "SEQUENCE", "TABLE", "COLUMN",
    "CONSTRAINT", "INDEX", "VIEW", "MATERIALIZED VIEW", "FUNCTION", "PROCEDURE", "AGGREGATE", "TRIGGER", "RULE", "POLICY",
    "STATISTICS", "TYPE", "DATABASE", "GRANT", "DEFAULT PRIVILEGE", "OTHER"};

/// The name of an enumeration's value.
template <class Enumeration>
    requires(words_of<Enumeration>.size() != 0)
constexpr std::string_view word_of(Enumeration value) {
    return words_of<Enumeration>[static_cast<std::size_t>(value)];
}

/// The value of that name; `fallback` where there is none.
template <class Enumeration>
constexpr Enumeration value_of(std::string_view word, Enumeration fallback = {}) {
    for (std::size_t i = 0; i != words_of<Enumeration>.size(); ++i)
        if (words_of<Enumeration>[i] == word) return static_cast<Enumeration>(i);
    return fallback;
}

} // namespace constable::catalog

// ---- constable/catalog/constraint.hpp
// Constraints and indexes, of whatever they stand on.

#include <cstdint>
#include <type_traits>

namespace constable::catalog {

/// One key of an index or of an exclusion constraint (`pg_index.indkey`, `indclass`, `indoption`).
struct key {
    std::string_view column{};         ///< empty for an expression
    std::string_view expression{};     ///< SQL text
    std::string_view collation{};      ///< SQL text; empty: the one of the column or of the expression's type
    std::string_view operator_class{}; ///< SQL text, with parameters; empty: the default one
    std::string_view with_operator{};  ///< for exclusion constraints: `=`, `OPERATOR(schema.=)`
    bool descending = false;
    nulls_order nulls = nulls_order::by_direction;
    std::int16_t statistics = -1; ///< of an expression: ALTER INDEX … ALTER COLUMN … SET STATISTICS; -1: the server's default
};
constexpr void each_field(std::type_identity<key>, auto&& visit) {
    visit("column", &key::column);
    visit("expression", &key::expression);
    visit("collation", &key::collation);
    visit("operator_class", &key::operator_class);
    visit("with_operator", &key::with_operator);
    visit("descending", &key::descending);
    visit("nulls", &key::nulls);
    visit("statistics", &key::statistics);
}

/// A constraint (`pg_constraint`).
struct constraint {
    constraint_kind kind = constraint_kind::check;
    std::string_view name{};
    names columns{};               ///< primary key, unique, foreign key
    std::string_view expression{}; ///< check: the condition

    std::string_view referenced_schema{}; ///< foreign key
    std::string_view referenced_table{};
    names referenced_columns{};
    referential_action on_update = referential_action::no_action;
    referential_action on_delete = referential_action::no_action;
    names on_delete_columns{}; ///< SET NULL (a, b): PostgreSQL 15
    match_type match = match_type::simple;
    bool across_types = false; ///< the two sides may have different types; only declarations know it

    names include{};              ///< primary key, unique, exclude
    std::string_view method{};    ///< exclude: the access method; empty: gist
    std::span<const key> keys{};  ///< exclude
    std::string_view predicate{}; ///< exclude: WHERE

    bool nulls_not_distinct = false; ///< unique: PostgreSQL 15
    bool deferrable = false;
    bool initially_deferred = false;
    bool no_inherit = false; ///< check
    bool not_valid = false;  ///< check, foreign key
    bool not_enforced = false; ///< check, foreign key: PostgreSQL 18
    bool period = false; ///< PostgreSQL 18: the last column is WITHOUT OVERLAPS (primary key, unique) or PERIOD (foreign key)
    names options{};     ///< storage parameters of its index: `fillfactor=70`
    std::string_view attached_to{}; ///< the index of the parent that the index of this partition belongs to
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<constraint>, auto&& visit) {
    visit("kind", &constraint::kind);
    visit("name", &constraint::name);
    visit("columns", &constraint::columns);
    visit("expression", &constraint::expression);
    visit("referenced_schema", &constraint::referenced_schema);
    visit("referenced_table", &constraint::referenced_table);
    visit("referenced_columns", &constraint::referenced_columns);
    visit("on_update", &constraint::on_update);
    visit("on_delete", &constraint::on_delete);
    visit("on_delete_columns", &constraint::on_delete_columns);
    visit("match", &constraint::match);
    visit("include", &constraint::include);
    visit("method", &constraint::method);
    visit("predicate", &constraint::predicate);
    visit("nulls_not_distinct", &constraint::nulls_not_distinct);
    visit("deferrable", &constraint::deferrable);
    visit("initially_deferred", &constraint::initially_deferred);
    visit("no_inherit", &constraint::no_inherit);
    visit("not_valid", &constraint::not_valid);
    visit("not_enforced", &constraint::not_enforced);
    visit("period", &constraint::period);
    visit("options", &constraint::options);
    visit("attached_to", &constraint::attached_to);
    visit("comment", &constraint::comment);
}

/// An index that is not a constraint (`pg_index`).
struct index {
    std::string_view name{};
    std::string_view method{}; ///< empty: btree
    std::span<const key> keys{};
    names include{};
    std::string_view predicate{}; ///< WHERE
    bool unique = false;
    bool nulls_not_distinct = false; ///< PostgreSQL 15
    bool is_invalid = false;         ///< left over from a failed CREATE INDEX CONCURRENTLY
    names options{};                 ///< storage parameters: `fillfactor=70`
    std::string_view attached_to{};  ///< the index of the parent that this index of a partition belongs to
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<index>, auto&& visit) {
    visit("name", &index::name);
    visit("method", &index::method);
    visit("include", &index::include);
    visit("predicate", &index::predicate);
    visit("unique", &index::unique);
    visit("nulls_not_distinct", &index::nulls_not_distinct);
    visit("is_invalid", &index::is_invalid);
    visit("options", &index::options);
    visit("attached_to", &index::attached_to);
    visit("comment", &index::comment);
}

} // namespace constable::catalog

// ---- constable/catalog/privileges.hpp
// Who may do what, beside the owner.

namespace constable::catalog {

/// One privilege that a role has beyond, or lacks of, what the server gives by itself. The owner's own are left out.
struct grant {
    object_kind kind = object_kind::table; ///< schema, table (views too), column, sequence, function, procedure, aggregate, type (domains too)
    std::string_view schema{};             ///< empty for a schema
    std::string_view name{};
    std::string_view part{};    ///< a column's name; a routine's `identity`
    std::string_view grantee{}; ///< a role's name, unquoted; empty: PUBLIC
    std::string_view privilege{}; ///< SELECT, USAGE, EXECUTE, …
    bool with_grant_option = false;
    bool is_revoked = false; ///< PUBLIC has it by default (EXECUTE, USAGE of a type), and here it has not
};
constexpr void each_field(std::type_identity<grant>, auto&& visit) {
    visit("kind", &grant::kind);
    visit("schema", &grant::schema);
    visit("name", &grant::name);
    visit("part", &grant::part);
    visit("grantee", &grant::grantee);
    visit("privilege", &grant::privilege);
    visit("with_grant_option", &grant::with_grant_option);
    visit("is_revoked", &grant::is_revoked);
}

/// A privilege that objects created in future come with (`pg_default_acl`).
struct default_privilege {
    std::string_view role{};   ///< whose objects; unquoted; empty: the owner of the tables, who is the current role
    std::string_view schema{}; ///< where
    bool in_all_schemas = false; ///< no IN SCHEMA: `schema` means nothing
    object_kind kind = object_kind::table; ///< table, sequence, function, type, schema
    std::string_view grantee{}; ///< empty: PUBLIC
    std::string_view privilege{};
    bool with_grant_option = false;
    bool is_revoked = false;
};
constexpr void each_field(std::type_identity<default_privilege>, auto&& visit) {
    visit("role", &default_privilege::role);
    visit("schema", &default_privilege::schema);
    visit("in_all_schemas", &default_privilege::in_all_schemas);
    visit("kind", &default_privilege::kind);
    visit("grantee", &default_privilege::grantee);
    visit("privilege", &default_privilege::privilege);
    visit("with_grant_option", &default_privilege::with_grant_option);
    visit("is_revoked", &default_privilege::is_revoked);
}

} // namespace constable::catalog

// ---- constable/catalog/routine.hpp
// Functions, procedures and aggregates: bodies are text, what surrounds them is not.

namespace constable::catalog {

/// A function, procedure, aggregate or window function (`pg_proc`).
struct routine {
    std::string_view schema{};
    std::string_view name{};
    std::string_view identity{}; ///< input types, as pg_get_function_identity_arguments() writes them but without names and modes: `integer, text`
    routine_kind kind = routine_kind::function;
    std::string_view arguments{}; ///< with names, modes and defaults, as pg_get_function_arguments() writes them
    std::string_view result{};    ///< as pg_get_function_result() writes it; empty for a procedure
    std::string_view language{};
    std::string_view body{};     ///< AS '…': prosrc. For an aggregate what stands in its second parentheses: `SFUNC = …, STYPE = …`
    std::string_view library{};  ///< AS 'library', 'symbol': probin
    std::string_view sql_body{}; ///< BEGIN ATOMIC … END or RETURN …: PostgreSQL 14
    volatility_kind volatility = volatility_kind::volatile_;
    parallel_safety parallel = parallel_safety::unsafe;
    bool strict = false;
    bool security_definer = false;
    bool leakproof = false;
    std::string_view cost{};    ///< a number; empty: the language's default
    std::string_view rows{};    ///< a number; empty: the default
    std::string_view support{}; ///< SQL text: a function
    names transforms{};         ///< FOR TYPE …
    names settings{};           ///< SET: `search_path=pg_catalog, public`
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<routine>, auto&& visit) {
    visit("schema", &routine::schema);
    visit("name", &routine::name);
    visit("identity", &routine::identity);
    visit("kind", &routine::kind);
    visit("arguments", &routine::arguments);
    visit("result", &routine::result);
    visit("language", &routine::language);
    visit("body", &routine::body);
    visit("library", &routine::library);
    visit("sql_body", &routine::sql_body);
    visit("volatility", &routine::volatility);
    visit("parallel", &routine::parallel);
    visit("strict", &routine::strict);
    visit("security_definer", &routine::security_definer);
    visit("leakproof", &routine::leakproof);
    visit("cost", &routine::cost);
    visit("rows", &routine::rows);
    visit("support", &routine::support);
    visit("transforms", &routine::transforms);
    visit("settings", &routine::settings);
    visit("comment", &routine::comment);
}

} // namespace constable::catalog

// ---- constable/catalog/table.hpp
// Sequences, columns, tables, and what stands on a table.

#include <limits>

namespace constable::catalog {

/// An enum type (`pg_type`, `pg_enum`).
struct enumeration {
    std::string_view schema{}; ///< empty: the connection's default schema
    std::string_view name{};
    names labels{}; ///< in sort order
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<enumeration>, auto&& visit) {
    visit("schema", &enumeration::schema);
    visit("name", &enumeration::name);
    visit("labels", &enumeration::labels);
    visit("comment", &enumeration::comment);
}

/// A sequence (`pg_sequence`). All numbers are those that the server keeps, none means "default".
struct sequence {
    std::string_view schema{};
    std::string_view name{};
    std::string_view type{"bigint"}; ///< smallint, integer or bigint
    std::int64_t start = 1;
    std::int64_t increment = 1;
    std::int64_t minimum = 1;
    std::int64_t maximum = std::numeric_limits<std::int64_t>::max();
    std::int64_t cache = 1;
    bool cycle = false;
    bool unlogged = false;           ///< PostgreSQL 15
    std::string_view owner_table{};  ///< OWNED BY, of the same schema; empty: NONE
    std::string_view owner_column{};
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<sequence>, auto&& visit) {
    visit("schema", &sequence::schema);
    visit("name", &sequence::name);
    visit("type", &sequence::type);
    visit("start", &sequence::start);
    visit("increment", &sequence::increment);
    visit("minimum", &sequence::minimum);
    visit("maximum", &sequence::maximum);
    visit("cache", &sequence::cache);
    visit("cycle", &sequence::cycle);
    visit("unlogged", &sequence::unlogged);
    visit("owner_table", &sequence::owner_table);
    visit("owner_column", &sequence::owner_column);
    visit("comment", &sequence::comment);
}

/// What few columns say of themselves.
struct column_details {
    std::string_view not_null_name{}; ///< PostgreSQL 18; empty: the default name
    storage_kind storage = storage_kind::by_type;
    compression_method compression = compression_method::by_default;
    std::int16_t statistics = -1; ///< SET STATISTICS; -1: the server's default
    names options{};              ///< `n_distinct=5`
    bool is_virtual = false;      ///< of a generated column: PostgreSQL 18
    bool is_inherited = false;    ///< the parent's column, listed here because something of it is different here
    const catalog::sequence* sequence = nullptr; ///< of an identity or serial column, where it is not the default one
};
constexpr void each_field(std::type_identity<column_details>, auto&& visit) {
    visit("not_null_name", &column_details::not_null_name);
    visit("storage", &column_details::storage);
    visit("compression", &column_details::compression);
    visit("statistics", &column_details::statistics);
    visit("options", &column_details::options);
    visit("is_virtual", &column_details::is_virtual);
    visit("is_inherited", &column_details::is_inherited);
}

/// What most columns say.
inline constexpr column_details no_details{};

/// A column (`pg_attribute`, `pg_attrdef`).
struct column {
    std::string_view name{};
    std::string_view type{}; ///< SQL text, as format_type() writes it
    std::string_view default_expression{}; ///< empty for a serial column
    std::string_view generated_expression{}; ///< GENERATED ALWAYS AS (…)
    std::string_view collation{};            ///< SQL text; empty: the one of the type
    std::string_view comment{};
    const enumeration* declared_enumeration = nullptr; ///< the enum that `type` (or its element) names
    type_origin origin = type_origin::built_in;
    identity_kind identity = identity_kind::none;
    bool not_null = false;
    const column_details* details = &no_details; ///< never null
};
constexpr void each_field(std::type_identity<column>, auto&& visit) {
    visit("name", &column::name);
    visit("type", &column::type);
    visit("default_expression", &column::default_expression);
    visit("generated_expression", &column::generated_expression);
    visit("collation", &column::collation);
    visit("comment", &column::comment);
    visit("identity", &column::identity);
    visit("not_null", &column::not_null);
}

/// A trigger (`pg_trigger`), not one of those that keep constraints.
struct trigger {
    std::string_view name{};
    trigger_time time = trigger_time::before;
    bool on_insert = false;
    bool on_update = false;
    bool on_delete = false;
    bool on_truncate = false;
    names update_columns{}; ///< UPDATE OF
    bool for_each_row = false;
    std::string_view when_expression{};
    std::string_view function{}; ///< SQL text: its name, qualified where needed
    names arguments{};           ///< as texts, unquoted
    bool is_constraint = false;
    bool deferrable = false;
    bool initially_deferred = false;
    std::string_view referenced_table{}; ///< FROM, of a constraint trigger; SQL text
    std::string_view old_table{};        ///< REFERENCING OLD TABLE AS; unquoted
    std::string_view new_table{};
    enabled_state enabled = enabled_state::origin;
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<trigger>, auto&& visit) {
    visit("name", &trigger::name);
    visit("time", &trigger::time);
    visit("on_insert", &trigger::on_insert);
    visit("on_update", &trigger::on_update);
    visit("on_delete", &trigger::on_delete);
    visit("on_truncate", &trigger::on_truncate);
    visit("update_columns", &trigger::update_columns);
    visit("for_each_row", &trigger::for_each_row);
    visit("when_expression", &trigger::when_expression);
    visit("function", &trigger::function);
    visit("arguments", &trigger::arguments);
    visit("is_constraint", &trigger::is_constraint);
    visit("deferrable", &trigger::deferrable);
    visit("initially_deferred", &trigger::initially_deferred);
    visit("referenced_table", &trigger::referenced_table);
    visit("old_table", &trigger::old_table);
    visit("new_table", &trigger::new_table);
    visit("enabled", &trigger::enabled);
    visit("comment", &trigger::comment);
}

/// A rewrite rule (`pg_rewrite`), not the one that makes a view.
struct rule {
    std::string_view name{};
    command_kind event = command_kind::insert;
    bool instead = false;
    std::string_view condition{}; ///< WHERE
    std::string_view action{};    ///< SQL text: NOTHING, one statement, or several in parentheses
    enabled_state enabled = enabled_state::origin;
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<rule>, auto&& visit) {
    visit("name", &rule::name);
    visit("event", &rule::event);
    visit("instead", &rule::instead);
    visit("condition", &rule::condition);
    visit("action", &rule::action);
    visit("enabled", &rule::enabled);
    visit("comment", &rule::comment);
}

/// A row-level security policy (`pg_policy`).
struct policy {
    std::string_view name{};
    bool permissive = true;
    command_kind command = command_kind::all;
    names roles{}; ///< unquoted, sorted; empty: PUBLIC
    std::string_view using_expression{};
    std::string_view check_expression{};
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<policy>, auto&& visit) {
    visit("name", &policy::name);
    visit("permissive", &policy::permissive);
    visit("command", &policy::command);
    visit("roles", &policy::roles);
    visit("using_expression", &policy::using_expression);
    visit("check_expression", &policy::check_expression);
    visit("comment", &policy::comment);
}

/// Extended statistics (`pg_statistic_ext`).
struct statistics {
    std::string_view schema{}; ///< of its own, mostly the table's
    std::string_view name{};
    names kinds{};       ///< ndistinct, dependencies, mcv in this order; empty: all, or a single expression
    names expressions{}; ///< SQL text: columns first, quoted where needed, then expressions in parentheses
    std::int16_t target = -1;
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<statistics>, auto&& visit) {
    visit("schema", &statistics::schema);
    visit("name", &statistics::name);
    visit("kinds", &statistics::kinds);
    visit("expressions", &statistics::expressions);
    visit("target", &statistics::target);
    visit("comment", &statistics::comment);
}

/// A table (`pg_class` of relkind 'r' and 'p'). A partition lists all its columns, its checks, and its own indexes and
/// keys, as if it had been created alone and attached. A child by inheritance lists what it adds.
struct table {
    std::string_view schema{}; ///< empty: the connection's default schema
    std::string_view name{};
    std::span<const column> columns{};
    std::span<const constraint> constraints{};
    std::span<const index> indexes{};
    std::string_view comment{};

    bool unlogged = false;
    std::string_view access_method{}; ///< empty: heap
    names options{};                  ///< storage parameters: `fillfactor=70`
    names toast_options{};            ///< of its TOAST table, without the prefix `toast.`
    std::string_view partition_key{}; ///< SQL text: `RANGE (created_at)`; empty: not partitioned
    std::string_view parent_schema{}; ///< of a partition
    std::string_view parent{};        ///< of a partition; empty: no partition
    std::string_view partition_bound{}; ///< SQL text: `FOR VALUES FROM (…) TO (…)`, `DEFAULT`
    std::span<const qualified_name> inherits{};
    std::string_view of_type{}; ///< OF, SQL text
    bool row_security = false;
    bool force_row_security = false;
    replica_identity_kind replica_identity = replica_identity_kind::by_default;
    std::string_view replica_index{};
    std::string_view clustered_on{}; ///< an index or a key's name
    std::span<const trigger> triggers{};
    std::span<const rule> rules{};
    std::span<const policy> policies{};
    std::span<const catalog::statistics> statistics{};
};
constexpr void each_field(std::type_identity<table>, auto&& visit) {
    visit("schema", &table::schema);
    visit("name", &table::name);
    visit("comment", &table::comment);
    visit("unlogged", &table::unlogged);
    visit("access_method", &table::access_method);
    visit("options", &table::options);
    visit("toast_options", &table::toast_options);
    visit("partition_key", &table::partition_key);
    visit("parent_schema", &table::parent_schema);
    visit("parent", &table::parent);
    visit("partition_bound", &table::partition_bound);
    visit("inherits", &table::inherits);
    visit("of_type", &table::of_type);
    visit("row_security", &table::row_security);
    visit("force_row_security", &table::force_row_security);
    visit("replica_identity", &table::replica_identity);
    visit("replica_index", &table::replica_index);
    visit("clustered_on", &table::clustered_on);
}

} // namespace constable::catalog

// ---- constable/catalog/types.hpp
// What stands outside of tables and may be needed by them: database schemas, extensions, collations, types, sequences.

namespace constable::catalog {

/// A database schema (`pg_namespace`).
struct database_schema {
    std::string_view name{};
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<database_schema>, auto&& visit) {
    visit("name", &database_schema::name);
    visit("comment", &database_schema::comment);
}

/// An extension (`pg_extension`). Its own objects are no part of a catalog.
struct extension {
    std::string_view schema{};
    std::string_view name{};
    std::string_view version{}; ///< empty: the server's default version, whichever that is
    std::string_view comment{}; ///< empty: the one that the extension brings
};
constexpr void each_field(std::type_identity<extension>, auto&& visit) {
    visit("schema", &extension::schema);
    visit("name", &extension::name);
    visit("version", &extension::version);
    visit("comment", &extension::comment);
}

/// A collation (`pg_collation`).
struct collation {
    std::string_view schema{};
    std::string_view name{};
    std::string_view provider{};   ///< icu, libc or builtin
    std::string_view locale{};     ///< icu and builtin; libc when both categories are the same
    std::string_view lc_collate{}; ///< libc, when the categories differ
    std::string_view lc_ctype{};
    std::string_view rules{}; ///< icu: PostgreSQL 16
    bool deterministic = true;
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<collation>, auto&& visit) {
    visit("schema", &collation::schema);
    visit("name", &collation::name);
    visit("provider", &collation::provider);
    visit("locale", &collation::locale);
    visit("lc_collate", &collation::lc_collate);
    visit("lc_ctype", &collation::lc_ctype);
    visit("rules", &collation::rules);
    visit("deterministic", &collation::deterministic);
    visit("comment", &collation::comment);
}

/// A domain (`pg_type` of typtype 'd').
struct domain {
    std::string_view schema{};
    std::string_view name{};
    std::string_view type{};      ///< what it narrows; SQL text, as format_type() writes it
    std::string_view collation{}; ///< SQL text; empty: the one of the type
    std::string_view default_expression{};
    bool not_null = false;
    std::string_view not_null_name{}; ///< PostgreSQL 18; empty: the default name
    std::span<const constraint> constraints{}; ///< checks
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<domain>, auto&& visit) {
    visit("schema", &domain::schema);
    visit("name", &domain::name);
    visit("type", &domain::type);
    visit("collation", &domain::collation);
    visit("default_expression", &domain::default_expression);
    visit("not_null", &domain::not_null);
    visit("not_null_name", &domain::not_null_name);
    visit("comment", &domain::comment);
}

/// An attribute of a composite type (`pg_attribute`).
struct attribute {
    std::string_view name{};
    std::string_view type{};      ///< SQL text, as format_type() writes it
    std::string_view collation{}; ///< SQL text; empty: the one of the type
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<attribute>, auto&& visit) {
    visit("name", &attribute::name);
    visit("type", &attribute::type);
    visit("collation", &attribute::collation);
    visit("comment", &attribute::comment);
}

/// A composite type (`pg_type` of typtype 'c', `pg_class` of relkind 'c').
struct composite_type {
    std::string_view schema{};
    std::string_view name{};
    std::span<const attribute> attributes{};
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<composite_type>, auto&& visit) {
    visit("schema", &composite_type::schema);
    visit("name", &composite_type::name);
    visit("comment", &composite_type::comment);
}

/// A range type (`pg_range`). All but the names is SQL text, qualified where needed.
struct range_type {
    std::string_view schema{};
    std::string_view name{};
    std::string_view subtype{};
    std::string_view operator_class{}; ///< empty: the default one
    std::string_view collation{};
    std::string_view canonical{};  ///< a function
    std::string_view difference{}; ///< a function
    std::string_view multirange{}; ///< a type's name, unquoted: PostgreSQL 14; empty: the default name
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<range_type>, auto&& visit) {
    visit("schema", &range_type::schema);
    visit("name", &range_type::name);
    visit("subtype", &range_type::subtype);
    visit("operator_class", &range_type::operator_class);
    visit("collation", &range_type::collation);
    visit("canonical", &range_type::canonical);
    visit("difference", &range_type::difference);
    visit("multirange", &range_type::multirange);
    visit("comment", &range_type::comment);
}

} // namespace constable::catalog

// ---- constable/catalog/view.hpp
// Views and materialized views: queries under a name.

namespace constable::catalog {

/// A column of a view, where something is said of it.
struct view_column {
    std::string_view name{};
    std::string_view default_expression{}; ///< ALTER VIEW … ALTER COLUMN … SET DEFAULT
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<view_column>, auto&& visit) {
    visit("name", &view_column::name);
    visit("default_expression", &view_column::default_expression);
    visit("comment", &view_column::comment);
}

/// A view or a materialized view (`pg_class` of relkind 'v' and 'm', `pg_get_viewdef()`).
struct view {
    std::string_view schema{};
    std::string_view name{};
    bool is_materialized = false;
    std::string_view query{};         ///< SQL text without a semicolon
    names options{};                  ///< `security_barrier=true`, `check_option=local`, storage parameters
    std::string_view access_method{}; ///< of a materialized view; empty: heap
    std::string_view clustered_on{};
    std::span<const view_column> columns{}; ///< only those of which something is said
    std::span<const index> indexes{};
    std::span<const trigger> triggers{};
    std::span<const rule> rules{};
    std::span<const catalog::statistics> statistics{};
    std::string_view comment{};
};
constexpr void each_field(std::type_identity<view>, auto&& visit) {
    visit("schema", &view::schema);
    visit("name", &view::name);
    visit("is_materialized", &view::is_materialized);
    visit("query", &view::query);
    visit("options", &view::options);
    visit("access_method", &view::access_method);
    visit("clustered_on", &view::clustered_on);
    visit("comment", &view::comment);
}

} // namespace constable::catalog

// ---- constable/strings/same.hpp
// Whether two texts are the same, at a price that the compiler can pay thousands of times.

namespace constable::strings {

/// `left == right`. In constant expressions of libstdc++ 12 the operator makes two calls for each byte; this, none.
constexpr bool same(const std::string_view& left, const std::string_view& right) {
    const std::size_t size = left.size();
    if (size != right.size()) return false;
    const char* a = left.data();
    const char* b = right.data();
    for (std::size_t i = size; i-- != 0;) // from the end: names of one size mostly differ there
        if (a[i] != b[i]) return false;
    return true;
}

} // namespace constable::strings

/// The model mirrors the system catalogs: https://www.postgresql.org/docs/current/catalogs.html
/// All texts are views and all lists are spans. A declared catalog points into read-only data, a live one into
/// its `database::live_catalog`. Each struct tells its own members to `each_field`; lists of structs are no fields.
namespace constable::catalog {

/// An object that the catalog has no words for. It is never passed over in silence.
struct unmodelled {
    std::string_view kind{}; ///< "operator", "cast", "publication", …
    std::string_view name{}; ///< as pg_identify_object() writes it
};
constexpr void each_field(std::type_identity<unmodelled>, auto&& visit) {
    visit("kind", &unmodelled::kind);
    visit("name", &unmodelled::name);
}

/// A whole schema of an application, or all of a database.
struct catalog {
    std::string_view name{}; ///< what the advisory lock's key is hashed from
    std::span<const enumeration> enumerations{};
    std::span<const table> tables{}; ///< in the order of declaration
    std::string_view default_schema{}; ///< of a live database: the one that objects without a schema lie in

    std::span<const database_schema> schemas{}; ///< those of which something is said, or that exist
    std::span<const extension> extensions{};
    std::span<const collation> collations{};
    std::span<const domain> domains{};
    std::span<const composite_type> composite_types{};
    std::span<const range_type> range_types{};
    std::span<const sequence> sequences{}; ///< but for those of identity and serial columns
    std::span<const routine> routines{};
    std::span<const view> views{};
    std::span<const grant> grants{};
    std::span<const default_privilege> default_privileges{};
    std::span<const unmodelled> unmodelled_objects{};

    /// A schema's name as this catalog writes it.
    [[nodiscard]] constexpr std::string_view own_name_of(std::string_view schema) const {
        return schema == default_schema ? std::string_view{} : schema;
    }
};

/// The column of that name, or nothing.
constexpr const column* find_column(const table& in, std::string_view name) {
    for (const column& each : in.columns)
        if (strings::same(each.name, name)) return &each;
    return nullptr;
}

/// The primary key, or nothing.
constexpr const constraint* primary_key_of(const table& of) {
    for (const constraint& each : of.constraints)
        if (each.kind == constraint_kind::primary_key) return &each;
    return nullptr;
}

} // namespace constable::catalog

// ---- constable/declare/draft.hpp
// The words of a declaration as values, and what they write into while the compiler lowers a table.

/// A word is a type only as far as people write it. What it means is a value of few members, so that the compiler
/// instantiates no function for it: plain loops read these values.
namespace constable::declare {

/// A constraint as its word tells it.
struct constraint_value {
    catalog::constraint_kind kind = catalog::constraint_kind::check;
    std::string_view text{};                              ///< check: the condition; foreign key: the table that it references
    std::string_view schema{};                            ///< foreign key: where that table lies
    catalog::names columns{};                             ///< that the word lists; a foreign key lists the referenced ones
    catalog::names include{};
    std::span<const catalog::key> keys{};                 ///< exclude
    void (*apply_options)(catalog::constraint&) = nullptr; ///< null: nothing to apply
};

/// An index as its word tells it.
struct index_value {
    bool unique;
    std::span<const catalog::key> keys;
    catalog::names include;
    void (*apply_options)(catalog::index&); ///< null: nothing to apply
};

/// A comment on a constraint or an index, by name.
struct object_comment {
    std::string_view name;
    std::string_view text;
};

/// What a word says of its column.
enum class column_saying : unsigned char {
    not_null,
    nullable,
    identity,
    default_expression,
    generated_expression,
    collation,
    comment,
    constraint,
};

/// A word inside a column. What it says tells which members mean anything.
struct column_word_value {
    column_saying says;
    catalog::identity_kind identity = catalog::identity_kind::none;
    std::string_view text{};
    constraint_value constraint{};
};

/// What a part is to its table.
enum class part_role : unsigned char { column, constraint, foreign_key, index, comment, comment_on, schema };

/// A part of a table. Its role tells which members mean anything.
struct part_value {
    part_role role;
    std::string_view text{};   ///< a comment, a schema's name, a column's type
    catalog::names columns{};  ///< a column's name, a foreign key's columns
    catalog::type_origin origin = catalog::type_origin::built_in;
    const catalog::enumeration* enumeration = nullptr;
    const column_word_value* const* words = nullptr; ///< of a column, up to a null pointer
    std::size_t constraints = 0;                     ///< how many of those words are constraints
    const constraint_value* constraint = nullptr;
    const index_value* index = nullptr;
    const declare::object_comment* object_comment = nullptr;
};

/// How much room parts need, or where it begins.
struct part_size {
    std::size_t columns = 0;
    std::size_t column_constraints = 0; ///< written inside a column: they are named first, as PostgreSQL does
    std::size_t table_constraints = 0;
    std::size_t indexes = 0;
    std::size_t comments = 0; ///< on constraints and indexes

    constexpr part_size operator+(const part_size& more) const {
        return {columns + more.columns, column_constraints + more.column_constraints,
                table_constraints + more.table_constraints, indexes + more.indexes, comments + more.comments};
    }
};

/// A table under construction. The pointers walk over arrays that are exactly large enough.
struct table_draft {
    catalog::column* next_column;
    catalog::constraint* next_column_constraint;
    catalog::constraint* next_table_constraint;
    catalog::index* next_index;
    object_comment* next_comment;
    std::string_view schema{};
    std::string_view comment{};
    catalog::mistake mistake{}; ///< the first one seen

    constexpr void refuse(catalog::mistake_kind kind, std::string_view subject = {}, std::string_view other = {}) {
        if (!mistake) mistake = {kind, subject, other};
    }
};

/// A column under construction.
struct column_draft {
    catalog::column& column;
    table_draft& table;
    catalog::names itself; ///< the column's own name, as a list of one: what its constraints stand on
    bool nullable = false; ///< said so explicitly
    bool primary_key = false;

    /// Sets a text that may be said once only.
    constexpr void say(std::string_view& where, const std::string_view& text, const char* word) const {
        if (!where.empty()) table.refuse(catalog::mistake_kind::column_word_is_repeated, column.name, word);
        where = text;
    }
    constexpr catalog::constraint& add_constraint(catalog::constraint_kind kind) const {
        catalog::constraint& added = *table.next_column_constraint++;
        added.kind = kind;
        if (kind != catalog::constraint_kind::check) added.columns = itself;
        return added;
    }
};

} // namespace constable::declare

// ---- constable/strings/fixed_string.hpp
// Text as a template argument: the names and SQL snippets that people write between angle brackets.

namespace constable::strings {

/// A string literal that can be a template argument. `Size` counts bytes without the closing zero.
template <std::size_t Size>
struct fixed_string {
    char bytes[Size + 1]{};

    constexpr fixed_string() = default;

    // NOLINTNEXTLINE(google-explicit-constructor): a literal must convert by itself
    constexpr fixed_string(const char (&literal)[Size + 1]) {
        for (std::size_t i = 0; i != Size; ++i) bytes[i] = literal[i];
    }

    /// Copies the first `Size` bytes of `text`.
    constexpr explicit fixed_string(std::string_view text) {
        for (std::size_t i = 0; i != Size; ++i) bytes[i] = text[i];
    }

    /// The text, without the closing zero. It lives as long as this object: for a template argument, for ever.
    [[nodiscard]] constexpr std::string_view view() const { return {bytes, Size}; }

    [[nodiscard]] static constexpr std::size_t size() { return Size; }
};

template <std::size_t Length>
fixed_string(const char (&)[Length]) -> fixed_string<Length - 1>;

} // namespace constable::strings

// ---- constable/declare/option.hpp
// The words that stand inside constraints and indexes, beside column names: `named<"…">`, `where_<"…">`, …

namespace constable {

using strings::fixed_string;

namespace declare {

/// Where an option may stand.
enum place : unsigned {
    in_primary_key = 1,
    in_unique = 2,
    in_foreign_key = 4,
    in_check = 8,
    in_exclude = 16,
    in_index = 32,
    in_key = 64,
    in_unique_index = 128,
};

/// What an option may change. Each constraint or index word offers the members that make sense for it.
struct option_word {
    static constexpr std::size_t columns = 0;  ///< column names that it brings
    static constexpr std::size_t keys = 0;     ///< index keys that it brings
    static constexpr std::size_t includes = 0; ///< INCLUDE columns that it brings

    static constexpr void add_columns(std::string_view*&) {}
    static constexpr void add_keys(catalog::key*&) {}
    static constexpr void add_includes(std::string_view*&) {}
    template <class Target>
    static constexpr void apply(Target&) {}
};

/// A column's name among the options.
template <std::size_t Size>
struct column_name : option_word {
    static constexpr unsigned places = in_primary_key | in_unique | in_foreign_key | in_index | in_unique_index;
    static constexpr std::size_t columns = 1;
    static constexpr std::size_t keys = 1;
    fixed_string<Size> text;

    constexpr explicit column_name(const char (&literal)[Size + 1]) : text(literal) {}
    constexpr void add_columns(std::string_view*& to) const { *to++ = text.view(); }
    constexpr void add_keys(catalog::key*& to) const { (to++)->column = text.view(); }
};

/// One argument of a constraint or index: a string literal, which names a column, or a word.
template <class Word>
struct option {
    Word word;

    // NOLINTBEGIN(google-explicit-constructor): arguments convert by themselves
    constexpr option(Word given) : word(given) {}
    template <std::size_t Length>
    constexpr option(const char (&literal)[Length]) : word(literal) {}
    // NOLINTEND(google-explicit-constructor)
};
template <std::size_t Length>
option(const char (&)[Length]) -> option<column_name<Length - 1>>;
template <class Word>
option(Word) -> option<Word>;

/// `Option` may not stand at `Place`.
template <class Option, place Place>
inline constexpr bool option_belongs_here = (Option::places & Place) != 0;

template <class Option, place Place>
constexpr void require_option() {
    static_assert(option_belongs_here<Option, Place>,
                  "constable: an option does not belong here; see the reference for the options of each word");
}

/// What options say, beside the columns and keys that they bring.
template <class Target, class... Words>
constexpr void apply_options(Target& target) {
    (Words::apply(target), ...);
}

/// `apply_options` for these options, or a null pointer where there are none. Refuses options that mean nothing there.
template <class Target, place Place, class... Words>
constexpr auto options_of(const Words&...) -> void (*)(Target&) {
    if constexpr (!((((Words::places & Place) != 0)) && ...)) return (require_option<Words, Place>(), ..., nullptr);
    else if constexpr (sizeof...(Words) == 0) return nullptr;
    else return &apply_options<Target, Words...>;
}

// These take the options as arguments, so that one instantiation serves all options of the same types. The texts
// stay where they are: in the template arguments.
template <class... Words>
constexpr auto columns_in(const Words&... words) {
    std::array<std::string_view, (0 + ... + Words::columns)> all{};
    [[maybe_unused]] std::string_view* to = all.data();
    (words.add_columns(to), ...);
    return all;
}
template <class... Words>
constexpr auto keys_in(const Words&... words) {
    std::array<catalog::key, (0 + ... + Words::keys)> all{};
    [[maybe_unused]] catalog::key* to = all.data();
    (words.add_keys(to), ...);
    return all;
}
template <class... Words>
constexpr auto includes_in(const Words&...) {
    std::array<std::string_view, (0 + ... + Words::includes)> all{};
    [[maybe_unused]] std::string_view* to = all.data();
    (Words::add_includes(to), ...);
    return all;
}

/// Lists that options bring, in arrays of exactly their size.
template <option... Options>
inline constexpr auto option_columns = columns_in(Options.word...);
template <option... Options>
inline constexpr auto option_keys = keys_in(Options.word...);
template <option... Options>
inline constexpr auto option_includes = includes_in(Options.word...);

// Nearly no word includes columns: then there is no list to make.
template <bool Any, option... Options>
inline constexpr catalog::names included_columns{};
template <option... Options>
inline constexpr catalog::names included_columns<true, Options...>{option_includes<Options...>};

template <fixed_string... Texts>
inline constexpr std::array<std::string_view, sizeof...(Texts)> text_list{Texts.view()...};

template <fixed_string Name>
struct named_option : option_word {
    static constexpr unsigned places = in_primary_key | in_unique | in_foreign_key | in_check | in_exclude | in_index | in_unique_index;
    static constexpr void apply(catalog::constraint& target) { target.name = Name.view(); }
    static constexpr void apply(catalog::index& target) { target.name = Name.view(); }
};

template <fixed_string Condition>
struct where_option : option_word {
    static constexpr unsigned places = in_exclude | in_index | in_unique_index;
    static constexpr void apply(catalog::index& target) { target.predicate = Condition.view(); }
    static constexpr void apply(catalog::constraint& target) { target.predicate = Condition.view(); }
};

template <fixed_string Method>
struct using_option : option_word {
    static constexpr unsigned places = in_exclude | in_index | in_unique_index;
    static constexpr void apply(catalog::index& target) { target.method = Method.view(); }
    static constexpr void apply(catalog::constraint& target) { target.method = Method.view(); }
};

template <fixed_string... Columns>
struct include_option : option_word {
    static constexpr unsigned places = in_primary_key | in_unique | in_exclude | in_index | in_unique_index;
    static constexpr std::size_t includes = sizeof...(Columns);
    static constexpr void add_includes(std::string_view*& to) { ((*to++ = Columns.view()), ...); }
};

struct nulls_not_distinct_option : option_word {
    static constexpr unsigned places = in_unique | in_unique_index;
    static constexpr void apply(catalog::index& target) { target.nulls_not_distinct = true; }
    static constexpr void apply(catalog::constraint& target) { target.nulls_not_distinct = true; }
};

struct deferrable_option : option_word {
    static constexpr unsigned places = in_primary_key | in_unique | in_foreign_key | in_exclude;
    static constexpr void apply(catalog::constraint& target) { target.deferrable = true; }
};
struct initially_deferred_option : option_word {
    static constexpr unsigned places = in_primary_key | in_unique | in_foreign_key | in_exclude;
    static constexpr void apply(catalog::constraint& target) { target.deferrable = target.initially_deferred = true; }
};
struct no_inherit_option : option_word {
    static constexpr unsigned places = in_check;
    static constexpr void apply(catalog::constraint& target) { target.no_inherit = true; }
};
struct across_types_option : option_word {
    static constexpr unsigned places = in_foreign_key;
    static constexpr void apply(catalog::constraint& target) { target.across_types = true; }
};

template <catalog::referential_action Action, fixed_string... Columns>
struct on_delete_option : option_word {
    static constexpr unsigned places = in_foreign_key;
    static constexpr void apply(catalog::constraint& target) {
        target.on_delete = Action;
        target.on_delete_columns = text_list<Columns...>;
    }
};
template <catalog::referential_action Action>
struct on_update_option : option_word {
    static constexpr unsigned places = in_foreign_key;
    static constexpr void apply(catalog::constraint& target) { target.on_update = Action; }
};
template <catalog::match_type Type>
struct match_option : option_word {
    static constexpr unsigned places = in_foreign_key;
    static constexpr void apply(catalog::constraint& target) { target.match = Type; }
};

// What may be said of one key of an index.
struct descending_option : option_word {
    static constexpr unsigned places = in_key;
    static constexpr void apply(catalog::key& target) { target.descending = true; }
};
template <catalog::nulls_order Order>
struct nulls_option : option_word {
    static constexpr unsigned places = in_key;
    static constexpr void apply(catalog::key& target) { target.nulls = Order; }
};
template <fixed_string Name>
struct operator_class_option : option_word {
    static constexpr unsigned places = in_key;
    static constexpr void apply(catalog::key& target) { target.operator_class = Name.view(); }
};
template <fixed_string Name>
struct collation_option : option_word {
    static constexpr unsigned places = in_key;
    static constexpr void apply(catalog::key& target) { target.collation = Name.view(); }
};
template <fixed_string Operator>
struct with_operator_option : option_word {
    static constexpr unsigned places = in_key;
    static constexpr void apply(catalog::key& target) { target.with_operator = Operator.view(); }
};

template <bool IsExpression, fixed_string Text, option... Options>
struct key_option : option_word {
    static constexpr unsigned places = in_index | in_unique_index | in_exclude;
    static constexpr std::size_t keys = 1;
    static constexpr void add_keys(catalog::key*& to) {
        catalog::key& added = *to++;
        (IsExpression ? added.expression : added.column) = Text.view();
        (Options.word.apply(added), ...);
    }
};

} // namespace declare

/// Names a constraint or an index, where PostgreSQL's own name is not wanted.
template <fixed_string Name>
inline constexpr declare::named_option<Name> named{};

/// `WHERE (…)` of a partial index or exclusion constraint.
template <fixed_string Condition>
inline constexpr declare::where_option<Condition> where_{};

/// `USING method`: btree, hash, gin, gist, spgist, brin, or what an extension brings.
template <fixed_string Method>
inline constexpr declare::using_option<Method> using_{};

/// `INCLUDE (…)` columns of an index, a unique constraint or a primary key.
template <fixed_string... Columns>
inline constexpr declare::include_option<Columns...> include{};

/// `NULLS NOT DISTINCT` of a unique constraint or index. PostgreSQL 15.
inline constexpr declare::nulls_not_distinct_option nulls_not_distinct{};

/// `DEFERRABLE`.
inline constexpr declare::deferrable_option deferrable{};
/// `DEFERRABLE INITIALLY DEFERRED`.
inline constexpr declare::initially_deferred_option initially_deferred{};
/// `NO INHERIT` of a check.
inline constexpr declare::no_inherit_option no_inherit{};
/// Lets a foreign key's column have another type than the column that it references.
inline constexpr declare::across_types_option across_types{};

/// Actions of a foreign key. https://www.postgresql.org/docs/current/sql-createtable.html
inline constexpr auto no_action = catalog::referential_action::no_action;
inline constexpr auto restrict = catalog::referential_action::restrict;
inline constexpr auto cascade = catalog::referential_action::cascade;
inline constexpr auto set_null = catalog::referential_action::set_null;
inline constexpr auto set_default = catalog::referential_action::set_default;

/// `ON DELETE action`; with columns, `SET NULL (…)` or `SET DEFAULT (…)` of PostgreSQL 15.
template <catalog::referential_action Action, fixed_string... Columns>
inline constexpr declare::on_delete_option<Action, Columns...> on_delete{};
/// `ON UPDATE action`.
template <catalog::referential_action Action>
inline constexpr declare::on_update_option<Action> on_update{};

/// `MATCH SIMPLE` and `MATCH FULL`.
inline constexpr auto simple = catalog::match_type::simple;
inline constexpr auto full = catalog::match_type::full;
template <catalog::match_type Type>
inline constexpr declare::match_option<Type> match{};

/// A key of an index: a column with what is said of it.
template <fixed_string Column, declare::option... Options>
inline constexpr declare::key_option<false, Column, Options...> key{};
/// A key of an index: an SQL expression, written without outer parentheses.
template <fixed_string Expression, declare::option... Options>
inline constexpr declare::key_option<true, Expression, Options...> expression{};
/// A key of an index: a column in descending order.
template <fixed_string Column, declare::option... Options>
inline constexpr declare::key_option<false, Column, declare::descending_option{}, Options...> descending{};

/// `DESC`, inside `key` or `expression`.
inline constexpr declare::descending_option desc{};
/// `NULLS FIRST`, inside `key`, `descending` or `expression`.
inline constexpr declare::nulls_option<catalog::nulls_order::first> nulls_first{};
/// `NULLS LAST`, inside `key`, `descending` or `expression`.
inline constexpr declare::nulls_option<catalog::nulls_order::last> nulls_last{};
/// The operator class of a key.
template <fixed_string Name>
inline constexpr declare::operator_class_option<Name> operator_class{};
/// `COLLATE` of a key.
template <fixed_string Name>
inline constexpr declare::collation_option<Name> collation{};

/// `column WITH operator` of an exclusion constraint.
template <fixed_string Column, fixed_string Operator, declare::option... Options>
inline constexpr declare::key_option<false, Column, declare::with_operator_option<Operator>{}, Options...> with_{};
/// `(expression) WITH operator` of an exclusion constraint.
template <fixed_string Expression, fixed_string Operator, declare::option... Options>
inline constexpr declare::key_option<true, Expression, declare::with_operator_option<Operator>{}, Options...> with_expression{};

} // namespace constable

// ---- constable/declare/constraints.hpp
// Constraints, as words of a column and of a table: keys, checks, references, exclusions.

namespace constable {

namespace declare {

/// Stands inside `column<…>`, and has a `column_word_value` called `in_column`.
struct column_word {
    static constexpr std::size_t constraints = 0; ///< how many it brings
};
/// Stands inside `table<…>`, and has a `part_value` called `in_table`.
struct table_part {};

/// Stands in both.
struct constraint_word : column_word, table_part {
    static constexpr std::size_t constraints = 1;
};

template <std::size_t Columns>
constexpr column_saying require_no_columns() {
    static_assert(Columns == 0, "constable: a key inside a column names columns; leave the list empty there, "
                                "or write the key beside the columns");
    return column_saying::constraint;
}
template <std::size_t Columns>
constexpr part_role require_columns() {
    static_assert(Columns != 0, "constable: a key of a table names no column; list its columns");
    return part_role::constraint;
}

/// A primary key or unique constraint.
template <catalog::constraint_kind Kind, place Place, option... Options>
struct key_constraint : constraint_word {
private:
    static constexpr constraint_value value_{.kind = Kind,
                                             .columns = option_columns<Options...>,
                                             .include = included_columns<(false || ... || (Options.word.includes != 0)), Options...>,
                                             .apply_options = options_of<catalog::constraint, Place>(Options.word...)};

public:
    static constexpr column_word_value in_column{.says = require_no_columns<(std::size_t{0} + ... + Options.word.columns)>(),
                                                 .constraint = value_};
    static constexpr part_value in_table{.role = require_columns<(std::size_t{0} + ... + Options.word.columns)>(),
                                         .constraint = &value_};
};

/// The columns of a table's primary key, or none. Asks for no other table, so that tables may refer in circles.
template <class Table>
constexpr catalog::names primary_key_columns();

/// The database schema of a table.
template <class Table>
constexpr std::string_view schema_of();

/// What a reference lists, or else the primary key.
template <bool AreListed, class Table, option... Options>
inline constexpr catalog::names referenced_columns{option_columns<Options...>};
template <class Table, option... Options>
inline constexpr catalog::names referenced_columns<false, Table, Options...> = primary_key_columns<Table>();

} // namespace declare

/// `PRIMARY KEY`: `primary_key<>` in a column, `primary_key<"a", "b">` in a table.
/// Options: column names, `named`, `include`, `deferrable`, `initially_deferred`.
template <declare::option... Options>
struct primary_key : declare::key_constraint<catalog::constraint_kind::primary_key, declare::in_primary_key, Options...> {};

/// `UNIQUE`: `unique<>` in a column, `unique<"a", "b">` in a table.
/// Options: column names, `named`, `nulls_not_distinct`, `include`, `deferrable`, `initially_deferred`.
template <declare::option... Options>
struct unique : declare::key_constraint<catalog::constraint_kind::unique, declare::in_unique, Options...> {};

/// `CHECK (condition)`. Options: `named`, `no_inherit`.
template <fixed_string Condition, declare::option... Options>
struct check : declare::constraint_word {
    static constexpr declare::column_word_value in_column{
        .says = declare::column_saying::constraint,
        .constraint = {.kind = catalog::constraint_kind::check,
                       .text = Condition.view(),
                       .apply_options = declare::options_of<catalog::constraint, declare::in_check>(Options.word...)}};
    static constexpr declare::part_value in_table{.role = declare::part_role::constraint, .constraint = &in_column.constraint};
};

/// `REFERENCES table (columns)`. Without columns: the table's primary key, as in SQL.
/// Options: column names, `on_delete`, `on_update`, `match`, `deferrable`, `initially_deferred`, `named`,
/// `across_types`. The table may be declared later; a forward declaration of its struct is enough.
template <class Table, declare::option... Options>
struct references : declare::column_word {
    using target = Table;
    static constexpr std::size_t constraints = 1;
    static constexpr declare::column_word_value in_column{
        .says = declare::column_saying::constraint,
        .constraint = {.kind = catalog::constraint_kind::foreign_key,
                       .text = Table::table_name,
                       .schema = declare::schema_of<Table>(),
                       .columns = declare::referenced_columns<(std::size_t{0} + ... + Options.word.columns) != 0, Table, Options...>,
                       .apply_options = declare::options_of<catalog::constraint, declare::in_foreign_key>(Options.word...)}};
};

/// A list of columns, for `foreign_key`.
template <fixed_string... Columns>
struct columns {};

/// `FOREIGN KEY (a, b) REFERENCES …`: `foreign_key<columns<"a", "b">, references<teams, "x", "y">>`.
template <class Columns, class References>
struct foreign_key;
template <fixed_string... Columns, class Table, declare::option... Options>
struct foreign_key<columns<Columns...>, references<Table, Options...>> : declare::table_part {
    using target = Table;
    static constexpr declare::part_value in_table{.role = declare::part_role::foreign_key,
                                                  .columns = declare::text_list<Columns...>,
                                                  .constraint = &references<Table, Options...>::in_column.constraint};
};

/// `EXCLUDE USING method (key WITH operator, …) WHERE (…)`:
/// `exclude<using_<"gist">, with_<"room", "=">, with_<"during", "&&">>`.
/// Options: `using_`, `with_`, `with_expression`, `where_`, `include`, `named`, `deferrable`, `initially_deferred`.
template <declare::option... Options>
struct exclude : declare::table_part {
private:
    static constexpr declare::constraint_value value_{
        .kind = catalog::constraint_kind::exclude,
        .include = declare::included_columns<(false || ... || (Options.word.includes != 0)), Options...>,
        .keys = declare::option_keys<Options...>,
        .apply_options = declare::options_of<catalog::constraint, declare::in_exclude>(Options.word...)};

public:
    static constexpr declare::part_value in_table{.role = declare::part_role::constraint, .constraint = &value_};
};

} // namespace constable

// ---- constable/strings/sink.hpp
// Where rendered text goes: first a counter, then an array of just that size; a std::string at run time.

#include <string>

namespace constable::strings {

/// Measures text.
struct counter {
    std::size_t size = 0;

    constexpr void add(const std::string_view& text) { size += text.size(); }
    template <std::size_t Length>
    constexpr void add(const char (&)[Length]) {
        size += Length - 1;
    }
    constexpr void add(char) { ++size; }
};

/// Writes text into memory that is known to be large enough.
/// g++ 12 pays for each call, the more for arguments of class type: views come by reference, literals as they are.
struct writer {
    char* end;

    constexpr void add(const std::string_view& text) {
        const std::size_t size = text.size();
        copy(text.data(), size);
    }
    template <std::size_t Length>
    constexpr void add(const char (&literal)[Length]) {
        copy(literal, Length - 1);
    }
    constexpr void add(char byte) { *end++ = byte; }

private:
    constexpr void copy(const char* from, std::size_t size) {
        char* const to = end;
        for (std::size_t i = 0; i != size; ++i) to[i] = from[i];
        end = to + size;
    }
};

/// Appends text to a string.
struct appender {
    std::string& text;

    void add(std::string_view more) { text.append(more); }
    void add(char byte) { text.push_back(byte); }
};

/// What `render(sink)` writes, as an array of exactly its size, in a constant expression.
/// `Render` is a captureless callable that takes any sink by reference.
template <auto Render>
constexpr auto to_array() {
    constexpr std::size_t size = [] {
        counter measured;
        Render(measured);
        return measured.size;
    }();
    std::array<char, size + 1> text{}; // closed by a zero, for C's sake
    writer sink{text.data()};
    Render(sink);
    return text;
}

/// The text that an array made by `to_array` holds.
template <std::size_t Size>
constexpr std::string_view view(const std::array<char, Size>& text) {
    return {text.data(), Size - 1};
}

/// What `render(sink)` writes, without the closing zero of `to_array`: a piece of a text.
template <auto Render>
constexpr auto to_piece() {
    constexpr std::size_t size = [] {
        counter measured;
        Render(measured);
        return measured.size;
    }();
    std::array<char, size> text{};
    writer sink{text.data()};
    Render(sink);
    return text;
}

namespace detail {

// Bytes at a place in a row; an empty base takes none.
template <std::size_t Place, std::size_t Size>
struct piece {
    std::array<char, Size> text;
};
template <std::size_t Place>
struct piece<Place, 0> {};

template <class... Pieces>
struct row : Pieces... {
    char closing_zero;
};

} // namespace detail

/// What `render(sink)` writes, as a string.
template <class Render>
std::string to_string(const Render& render) {
    std::string text;
    appender sink{text};
    render(sink);
    return text;
}

/// Writes a number in decimal.
template <class Sink>
constexpr void add_number(Sink& sink, unsigned long long number) {
    char digits[20]{};
    std::size_t at = sizeof digits;
    do {
        digits[--at] = static_cast<char>('0' + number % 10);
        number /= 10;
    } while (number != 0);
    sink.add(std::string_view{digits + at, sizeof digits - at});
}

} // namespace constable::strings

// ---- constable/strings/identifier.hpp
// SQL identifiers and literals: when to quote, how to quote, where PostgreSQL cuts a long name.

namespace constable::strings {

/// The longest identifier in bytes (`NAMEDATALEN - 1`). PostgreSQL cuts longer ones with only a notice.
/// https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS
inline constexpr std::size_t max_identifier_size = 63;

namespace detail {

// Every key word that is not wholly unreserved in some version from 12 to 18: what quote_ident() quotes.
// In alphabetical order; a quoted name that needed no quotes is still the same name.
inline constexpr std::string_view keywords[] = {
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization",
    "between", "bigint", "binary", "bit", "boolean", "both",
    "case", "cast", "char", "character", "check", "coalesce", "collate", "collation", "column", "concurrently",
    "constraint", "create", "cross", "current_catalog", "current_date", "current_role", "current_schema",
    "current_time", "current_timestamp", "current_user",
    "dec", "decimal", "default", "deferrable", "desc", "distinct", "do",
    "else", "end", "except", "exists", "extract",
    "false", "fetch", "float", "for", "foreign", "freeze", "from", "full",
    "grant", "greatest", "group", "grouping",
    "having",
    "ilike", "in", "initially", "inner", "inout", "int", "integer", "intersect", "interval", "into", "is", "isnull",
    "join", "json", "json_array", "json_arrayagg", "json_exists", "json_object", "json_objectagg", "json_query",
    "json_scalar", "json_serialize", "json_table", "json_value",
    "lateral", "leading", "least", "left", "like", "limit", "localtime", "localtimestamp",
    "merge_action",
    "national", "natural", "nchar", "none", "normalize", "not", "notnull", "null", "nullif", "numeric",
    "offset", "on", "only", "or", "order", "out", "outer", "overlaps", "overlay",
    "placing", "position", "precision", "primary",
    "real", "references", "returning", "right", "row",
    "select", "session_user", "setof", "similar", "smallint", "some", "substring", "symmetric", "system_user",
    "table", "tablesample", "then", "time", "timestamp", "to", "trailing", "treat", "trim", "true",
    "union", "unique", "user", "using",
    "values", "varchar", "variadic", "verbose",
    "when", "where", "window", "with",
    "xmlattributes", "xmlconcat", "xmlelement", "xmlexists", "xmlforest", "xmlnamespaces", "xmlparse", "xmlpi",
    "xmlroot", "xmlserialize", "xmltable"};

inline constexpr std::size_t keyword_count = sizeof keywords / sizeof keywords[0];

// Where the key words that begin with each letter start: names are checked by the thousand in the compiler.
inline constexpr auto keywords_from = [] {
    std::array<unsigned char, 27> first{};
    std::size_t at = 0;
    for (std::size_t letter = 0; letter != 27; ++letter) {
        while (at != keyword_count && keywords[at][0] < static_cast<char>('a' + letter)) ++at;
        first[letter] = static_cast<unsigned char>(at);
    }
    return first;
}();

constexpr bool is_keyword(const char* name, std::size_t size) {
    const auto letter = static_cast<std::size_t>(name[0] - 'a');
    for (std::size_t at = keywords_from[letter]; at != keywords_from[letter + 1]; ++at) {
        if (keywords[at].size() != size) continue;
        const char* keyword = keywords[at].data();
        std::size_t same = 1;
        while (same != size && keyword[same] == name[same]) ++same;
        if (same == size) return true;
    }
    return false;
}

} // namespace detail

/// Whether `name` must stand in double quotes, as `quote_ident()` decides: it is not made of lower-case letters,
/// digits and underscores only, begins with a digit, is empty, or is a key word.
constexpr bool needs_quotes(std::string_view name) {
    const char* bytes = name.data();
    const std::size_t size = name.size();
    if (size == 0) return true;
    bool only_letters = true;
    for (std::size_t i = 0; i != size; ++i) {
        const char byte = bytes[i];
        if (byte >= 'a' && byte <= 'z') continue;
        if (byte == '_') {
            if (i == 0) only_letters = false;
            continue;
        }
        if (byte >= '0' && byte <= '9' && i != 0) {
            only_letters = false; // no key word holds a digit
            continue;
        }
        return true;
    }
    return only_letters && detail::is_keyword(bytes, size);
}

/// Writes `text` between two `quote` bytes, doubling those inside.
template <class Sink>
constexpr void add_quoted(Sink& sink, std::string_view text, char quote) {
    sink.add(quote);
    for (const char byte : text) {
        if (byte == quote) sink.add(quote);
        sink.add(byte);
    }
    sink.add(quote);
}

/// Writes an identifier, in double quotes where it needs them.
template <class Sink>
constexpr void add_identifier(Sink& sink, std::string_view name) {
    if (needs_quotes(name)) add_quoted(sink, name, '"');
    else sink.add(name);
}

/// Writes `schema.name`, or `name` when the schema is empty.
template <class Sink>
constexpr void add_qualified(Sink& sink, std::string_view schema, std::string_view name) {
    if (!schema.empty()) {
        add_identifier(sink, schema);
        sink.add('.');
    }
    add_identifier(sink, name);
}

/// Writes a string literal. One with a backslash becomes `E'…'`, so that it means the same whatever
/// `standard_conforming_strings` says.
template <class Sink>
constexpr void add_literal(Sink& sink, std::string_view text) {
    bool has_backslash = false;
    for (const char byte : text) has_backslash = has_backslash || byte == '\\';
    if (!has_backslash) return add_quoted(sink, text, '\'');
    sink.add("E'");
    for (const char byte : text) {
        if (byte == '\'' || byte == '\\') sink.add(byte);
        sink.add(byte);
    }
    sink.add('\'');
}

/// The longest prefix of `text` that has at most `limit` bytes and ends between two UTF-8 characters
/// (`pg_mbcliplen`).
constexpr std::string_view clip(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text;
    while (limit != 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
    return text.substr(0, limit);
}

} // namespace constable::strings

// ---- constable/declare/types.hpp
// The types of columns: PostgreSQL's own, arrays, enums, and the spelling of any other.

namespace constable {

using strings::fixed_string;

namespace declare {

/// What every type word is, and says unless it knows better.
struct type_word {
    static constexpr catalog::type_origin origin = catalog::type_origin::built_in;
    static constexpr const catalog::enumeration* enumeration = nullptr;
};

/// A type without parameters. `sql` is what `format_type()` writes.
template <fixed_string Sql>
struct plain_type : type_word {
    static constexpr std::string_view sql = Sql.view();
};

constexpr void add_signed(auto& sink, int number) {
    if (number < 0) sink.add('-');
    strings::add_number(sink, static_cast<unsigned>(number < 0 ? -number : number));
}

/// `before(first[,second])after`.
template <fixed_string Before, fixed_string After, int... Numbers>
struct parameterised_type : type_word {
private:
    static constexpr auto text_ = strings::to_array<[](auto& sink) {
        sink.add(Before.view());
        [[maybe_unused]] char separator = '(';
        ((sink.add(separator), separator = ',', add_signed(sink, Numbers)), ...);
        if constexpr (sizeof...(Numbers) != 0) sink.add(')');
        sink.add(After.view());
    }>();

public:
    static constexpr std::string_view sql = strings::view(text_);
};

template <fixed_string Before, fixed_string After, int... Precision>
struct time_type : parameterised_type<Before, After, Precision...> {
    static_assert(((Precision >= 0 && Precision <= 6) && ...),
                  "constable: the precision of a time is out of range; PostgreSQL keeps 0 to 6 digits of a second");
};

template <int... Length>
inline constexpr bool length_is_positive = ((Length > 0) && ...);

} // namespace declare

/// https://www.postgresql.org/docs/current/datatype.html
struct smallint : declare::plain_type<"smallint"> {};
struct integer : declare::plain_type<"integer"> {};
struct bigint : declare::plain_type<"bigint"> {};
struct real : declare::plain_type<"real"> {};
struct double_precision : declare::plain_type<"double precision"> {};
struct boolean : declare::plain_type<"boolean"> {};
struct text : declare::plain_type<"text"> {};
struct bytea : declare::plain_type<"bytea"> {};
struct date : declare::plain_type<"date"> {};
struct uuid : declare::plain_type<"uuid"> {};
struct json : declare::plain_type<"json"> {};
struct jsonb : declare::plain_type<"jsonb"> {};
struct xml : declare::plain_type<"xml"> {};
struct inet : declare::plain_type<"inet"> {};
struct cidr : declare::plain_type<"cidr"> {};
struct macaddr : declare::plain_type<"macaddr"> {};
struct macaddr8 : declare::plain_type<"macaddr8"> {};
struct tsvector : declare::plain_type<"tsvector"> {};
struct tsquery : declare::plain_type<"tsquery"> {};
struct oid : declare::plain_type<"oid"> {};
struct money : declare::plain_type<"money"> {};

struct int4range : declare::plain_type<"int4range"> {};
struct int8range : declare::plain_type<"int8range"> {};
struct numrange : declare::plain_type<"numrange"> {};
struct tsrange : declare::plain_type<"tsrange"> {};
struct tstzrange : declare::plain_type<"tstzrange"> {};
struct daterange : declare::plain_type<"daterange"> {};
/// Multiranges: PostgreSQL 14.
struct int4multirange : declare::plain_type<"int4multirange"> {};
struct int8multirange : declare::plain_type<"int8multirange"> {};
struct nummultirange : declare::plain_type<"nummultirange"> {};
struct tsmultirange : declare::plain_type<"tsmultirange"> {};
struct tstzmultirange : declare::plain_type<"tstzmultirange"> {};
struct datemultirange : declare::plain_type<"datemultirange"> {};

/// `timestamp [without time zone]`; `timestamp::precision<3>` for `timestamp(3)`.
struct timestamp : declare::time_type<"timestamp", " without time zone"> {
    template <int Digits>
    using precision = declare::time_type<"timestamp", " without time zone", Digits>;
};
/// `timestamp with time zone`; `timestamptz::precision<3>` for `timestamp(3) with time zone`.
struct timestamptz : declare::time_type<"timestamp", " with time zone"> {
    template <int Digits>
    using precision = declare::time_type<"timestamp", " with time zone", Digits>;
};
/// `time [without time zone]`; `time_::precision<3>` for `time(3)`. With the underscore because C's library has a
/// function `time` in the global namespace, which makes the bare word ambiguous after a using-directive.
struct time_ : declare::time_type<"time", " without time zone"> {
    template <int Digits>
    using precision = declare::time_type<"time", " without time zone", Digits>;
};
using time = time_;
/// `time with time zone`; `timetz::precision<3>` for `time(3) with time zone`.
struct timetz : declare::time_type<"time", " with time zone"> {
    template <int Digits>
    using precision = declare::time_type<"time", " with time zone", Digits>;
};
/// `interval`; `interval::precision<3>` for `interval(3)`. Fields (`interval day to second`) through `sql_type`.
struct interval : declare::time_type<"interval", ""> {
    template <int Digits>
    using precision = declare::time_type<"interval", "", Digits>;
};

/// `numeric<>`, `numeric<10>` (as PostgreSQL stores it: scale 0) or `numeric<10, 2>`.
template <int... PrecisionAndScale>
struct numeric;
template <>
struct numeric<> : declare::plain_type<"numeric"> {};
template <int Precision, int Scale>
struct numeric<Precision, Scale> : declare::parameterised_type<"numeric", "", Precision, Scale> {
    static_assert(Precision >= 1 && Precision <= 1000 && Scale >= -1000 && Scale <= 1000,
                  "constable: a numeric's precision or scale is out of range; precision is 1 to 1000, scale -1000 to 1000");
};
template <int Precision>
struct numeric<Precision> : numeric<Precision, 0> {};

/// `character varying`, `character varying(N)`. Lengths count characters.
template <int... Length>
struct varchar : declare::parameterised_type<"character varying", "", Length...> {
    static_assert(declare::length_is_positive<Length...> && sizeof...(Length) <= 1,
                  "constable: the length of a varchar is not positive; write varchar<> for one without limit");
};
/// `character(N)`. `char_<>` is `character(1)`, as in SQL.
template <int Length = 1>
struct char_ : declare::parameterised_type<"character", "", Length> {
    static_assert(declare::length_is_positive<Length>, "constable: the length of a char_ is not positive; write at least 1");
};
/// `bit(N)`. `bit<>` is `bit(1)`, as in SQL.
template <int Length = 1>
struct bit : declare::parameterised_type<"bit", "", Length> {
    static_assert(declare::length_is_positive<Length>, "constable: the length of a bit is not positive; write at least 1");
};
/// `bit varying`, `bit varying(N)`.
template <int... Length>
struct varbit : declare::parameterised_type<"bit varying", "", Length...> {
    static_assert(declare::length_is_positive<Length...> && sizeof...(Length) <= 1,
                  "constable: the length of a varbit is not positive; write varbit<> for one without limit");
};

/// Any other type, spelt as SQL: `sql_type<"geometry(Point,4326)">`. The server compares it, not the compiler.
template <fixed_string Sql>
struct sql_type : declare::plain_type<Sql> {
    static constexpr catalog::type_origin origin = catalog::type_origin::opaque;
};

/// An array. PostgreSQL does not tell dimensions apart.
template <class Element>
struct array : declare::type_word {
private:
    static constexpr auto text_ = strings::to_array<[](auto& sink) {
        sink.add(Element::sql);
        sink.add("[]");
    }>();

public:
    static constexpr std::string_view sql = strings::view(text_);
    static constexpr catalog::type_origin origin = Element::origin;
    static constexpr const catalog::enumeration* enumeration = Element::enumeration;
};

template <class Element>
struct array<array<Element>> : array<Element> {};

/// An enum type in a named database schema: `enum_in<"auth", "role", "user", "admin">`.
template <fixed_string Schema, fixed_string Name, fixed_string... Labels>
struct enum_in : declare::type_word {
private:
    static constexpr std::array<std::string_view, sizeof...(Labels)> labels_{Labels.view()...};
    static constexpr catalog::enumeration value_{Schema.view(), Name.view(), labels_};
    static constexpr auto text_ = strings::to_array<[](auto& sink) {
        strings::add_qualified(sink, Schema.view(), Name.view());
    }>();

public:
    static constexpr std::string_view sql = strings::view(text_);
    static constexpr catalog::type_origin origin = catalog::type_origin::enumeration;
    static constexpr const catalog::enumeration* enumeration = &value_;
};

/// An enum type: `enum_<"mood", "sad", "ok">`. It is created before the first table that uses it.
/// https://www.postgresql.org/docs/current/datatype-enum.html
template <fixed_string Name, fixed_string... Labels>
struct enum_ : enum_in<"", Name, Labels...> {};

} // namespace constable

// ---- constable/declare/column.hpp
// A column and the words that belong to a column alone.

namespace constable {

/// `NOT NULL`.
struct not_null : declare::column_word {
    static constexpr declare::column_word_value in_column{declare::column_saying::not_null};
};

/// `NULL`: says aloud what is so anyway.
struct nullable : declare::column_word {
    static constexpr declare::column_word_value in_column{declare::column_saying::nullable};
};

/// `DEFAULT expression`.
template <fixed_string Expression>
struct default_ : declare::column_word {
    static constexpr declare::column_word_value in_column{.says = declare::column_saying::default_expression,
                                                          .text = Expression.view()};
};

/// `GENERATED ALWAYS AS (expression) STORED`.
template <fixed_string Expression>
struct generated : declare::column_word {
    static constexpr declare::column_word_value in_column{.says = declare::column_saying::generated_expression,
                                                          .text = Expression.view()};
};

inline constexpr auto always = catalog::identity_kind::always;
inline constexpr auto by_default = catalog::identity_kind::by_default;

/// `GENERATED ALWAYS AS IDENTITY`; `identity<by_default>` for `GENERATED BY DEFAULT AS IDENTITY`. The column is
/// NOT NULL, as PostgreSQL makes it.
template <catalog::identity_kind Kind = always>
struct identity : declare::column_word {
    static constexpr declare::column_word_value in_column{.says = declare::column_saying::identity, .identity = Kind};
};

/// `COLLATE "name"`. A part of an index has `collation` instead.
template <fixed_string Name>
struct collate : declare::column_word {
    static constexpr declare::column_word_value in_column{.says = declare::column_saying::collation, .text = Name.view()};
};

/// `COMMENT ON COLUMN` inside a column, `COMMENT ON TABLE` inside a table.
template <fixed_string Text>
struct comment : declare::column_word, declare::table_part {
    static constexpr declare::column_word_value in_column{.says = declare::column_saying::comment, .text = Text.view()};
    static constexpr declare::part_value in_table{.role = declare::part_role::comment, .text = Text.view()};
};

namespace declare {

// The words of a column. Many columns say the same, and share this.
template <class... Words>
inline constexpr const column_word_value* column_words[] = {&Words::in_column..., nullptr};

} // namespace declare

/// A column: its name, its type, and words in any order. Columns that several tables share can be written once:
/// `using created_at = column<"created_at", timestamptz, not_null, default_<"now()">>;`
template <fixed_string Name, class Type, class... Words>
struct column : declare::table_part {
    static constexpr std::string_view itself[1] = {Name.view()};
    static constexpr declare::part_value in_table{.role = declare::part_role::column,
                                                  .text = Type::sql,
                                                  .columns = itself,
                                                  .origin = Type::origin,
                                                  .enumeration = Type::enumeration,
                                                  .words = declare::column_words<Words...>,
                                                  .constraints = (std::size_t{0} + ... + Words::constraints)};
};

namespace declare {

/// `Type` is no type of a column.
template <class Type, class Column, class Table>
inline constexpr bool column_type_is_a_type = __is_base_of(type_word, Type);

/// `Word` says nothing about a column.
template <class Word, class Column, class Table>
inline constexpr bool word_belongs_in_a_column = __is_base_of(column_word, Word);

template <class Type, class Column, class Table>
constexpr void require_type() {
    static_assert(column_type_is_a_type<Type, Column, Table>,
                  "constable: the second argument of a column is no type; write one like bigint or sql_type<\"…\">");
}
template <class Word, class Column, class Table>
constexpr void require_column_word() {
    static_assert(word_belongs_in_a_column<Word, Column, Table>,
                  "constable: a word does not belong in a column; move it beside the columns of the table");
}

} // namespace declare

} // namespace constable

// ---- constable/declare/index.hpp
// Indexes that are not constraints.

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
};

} // namespace constable

// ---- constable/declare/table.hpp
// Tables and schemas: the named structs that everything else is keyed by.

#include <boost/hana/tuple.hpp>
#include <boost/hana/type.hpp>

namespace constable {

namespace declare {

/// What `in_schema` is, whatever its name.
struct schema_word : table_part {};

} // namespace declare

/// Puts a table into a named database schema: `in_schema<"auth">`. Without it the table lies in the connection's
/// default schema, the first one of its `search_path`.
template <fixed_string Name>
struct in_schema : declare::schema_word {
    static constexpr std::string_view schema_name = Name.view();
    static constexpr declare::part_value in_table{.role = declare::part_role::schema, .text = Name.view()};
};

namespace declare {

template <class... Parts>
struct part_list {};

/// `Part` says nothing about a table.
template <class Part, class Table>
inline constexpr bool word_belongs_in_a_table = __is_base_of(table_part, Part);

template <class Part, class Table>
constexpr void require_table_part() {
    static_assert(word_belongs_in_a_table<Part, Table>,
                  "constable: a word does not belong in a table; put it into the column that it is about");
}

} // namespace declare

/// A table: derive a struct from it, `struct users : table<"users", column<…>, …> {};`. An alias will not do: the
/// struct is what other tables refer to, what compilers cache by, and what error messages say.
/// Parts: `column`, `primary_key`, `unique`, `foreign_key`, `check`, `exclude`, `index_`, `unique_index`,
/// `comment`, `comment_on`, `in_schema`.
template <fixed_string Name, class... Parts>
struct table {
    using declared_parts = declare::part_list<Parts...>;
    static constexpr std::string_view table_name = Name.view();
};

/// The schema of an application: `struct app : schema<teams, users> {};`, in any order.
/// `app::tables` is a Boost.Hana tuple of the tables' types, for `hana::for_each` and friends.
template <class... Tables>
struct schema {
    using table_list = declare::part_list<Tables...>;
    static constexpr auto tables = boost::hana::tuple_t<Tables...>;
};

} // namespace constable

// ---- constable/strings/tokens.hpp
// SQL text cut into tokens: enough to see which names an expression mentions.

#include <algorithm>

namespace constable::strings {

namespace detail {

constexpr bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
           static_cast<unsigned char>(byte) >= 0x80;
}
constexpr bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
constexpr char to_lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte; }

constexpr bool equal_folded(std::string_view written, std::string_view name) {
    if (written.size() != name.size()) return false;
    for (std::size_t i = 0; i != name.size(); ++i)
        if (to_lower(written[i]) != name[i]) return false;
    return true;
}

// A quoted word holds each quote twice.
constexpr bool equal_quoted(std::string_view written, std::string_view name) {
    std::size_t at = 0;
    for (std::size_t i = 0; i != written.size(); ++i, ++at) {
        if (at == name.size() || written[i] != name[at]) return false;
        if (written[i] == '"') ++i;
    }
    return at == name.size();
}

} // namespace detail

/// One piece of SQL text, enough to see which names an expression mentions.
/// https://www.postgresql.org/docs/current/sql-syntax-lexical.html
struct token {
    enum class kind : unsigned char { end, word, quoted_word, string, number, symbol };
    kind type = kind::end;
    std::string_view text; ///< a quoted word without its quotes, but with those inside still doubled

    /// Whether this token names `name`, folded to lower case unless it was quoted.
    [[nodiscard]] constexpr bool names(std::string_view name) const {
        if (type == kind::word) return detail::equal_folded(text, name);
        return type == kind::quoted_word && detail::equal_quoted(text, name);
    }
    /// Writes the name that this word means: folded to lower case, or without the doubling of its quotes.
    template <class Sink>
    constexpr void add_name(Sink& sink) const {
        for (std::size_t i = 0; i != text.size(); ++i) {
            sink.add(type == kind::word ? detail::to_lower(text[i]) : text[i]);
            if (type == kind::quoted_word && text[i] == '"') ++i;
        }
    }
    [[nodiscard]] constexpr bool is(std::string_view symbol) const { return type == kind::symbol && text == symbol; }
    [[nodiscard]] constexpr bool is_word() const { return type == kind::word || type == kind::quoted_word; }
};

/// Cuts SQL text into tokens; comments and white space are passed over.
class tokenizer {
public:
    constexpr explicit tokenizer(std::string_view text) : rest_(text) {}

    constexpr token next() {
        skip_space();
        if (rest_.empty()) return {};
        const char first = rest_[0];
        if (is_string_start()) return string();
        if (detail::is_letter(first)) return take(word_size(), token::kind::word);
        if (first == '"') return quoted('"', 0, token::kind::quoted_word);
        if (first == '\'') return quoted('\'', 0, token::kind::string);
        if (first == '$' && rest_.size() > 1 && !detail::is_digit(rest_[1])) return dollar_quoted();
        if (detail::is_digit(first)) return take(number_size(), token::kind::number);
        if (rest_.starts_with("::")) return take(2, token::kind::symbol);
        return take(1, token::kind::symbol);
    }

private:
    constexpr token take(std::size_t size, token::kind kind) {
        const token taken{kind, rest_.substr(0, size)};
        rest_.remove_prefix(size);
        return taken;
    }
    constexpr void skip_space() {
        for (;;) {
            while (!rest_.empty() && (rest_[0] == ' ' || (rest_[0] >= '\t' && rest_[0] <= '\r'))) rest_.remove_prefix(1);
            if (rest_.starts_with("--")) rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
            else if (rest_.starts_with("/*")) skip_comment();
            else return;
        }
    }
    // comments may lie in comments
    constexpr void skip_comment() {
        std::size_t depth = 0;
        do {
            const bool opens = rest_.starts_with("/*");
            const bool closes = rest_.starts_with("*/");
            if (opens) ++depth;
            if (closes) --depth;
            rest_.remove_prefix(opens || closes ? 2 : 1);
        } while (depth != 0 && !rest_.empty());
    }
    [[nodiscard]] constexpr std::size_t word_size() const {
        std::size_t size = 1;
        while (size != rest_.size() && (detail::is_letter(rest_[size]) || detail::is_digit(rest_[size]) || rest_[size] == '$'))
            ++size;
        return size;
    }
    [[nodiscard]] constexpr std::size_t number_size() const {
        std::size_t size = 1;
        while (size != rest_.size() && (detail::is_digit(rest_[size]) || rest_[size] == '.' || detail::is_letter(rest_[size])))
            ++size;
        return size;
    }
    // E'…', B'…', X'…', N'…'
    [[nodiscard]] constexpr bool is_string_start() const {
        if (rest_.size() < 2 || rest_[1] != '\'') return false;
        const char kind = detail::to_lower(rest_[0]);
        return kind == 'e' || kind == 'b' || kind == 'x' || kind == 'n';
    }
    constexpr token string() { return quoted('\'', 1, token::kind::string, detail::to_lower(rest_[0]) == 'e'); }
    constexpr token quoted(char quote, std::size_t prefix, token::kind kind, bool backslashes = false) {
        std::size_t at = prefix + 1;
        while (at < rest_.size()) {
            if (backslashes && rest_[at] == '\\') at += 2;
            else if (rest_[at] != quote) ++at;
            else if (at + 1 < rest_.size() && rest_[at + 1] == quote) at += 2;
            else break;
        }
        const std::size_t end = std::min(at, rest_.size());
        const token taken{kind, rest_.substr(prefix + 1, end - prefix - 1)};
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        return taken;
    }
    constexpr token dollar_quoted() {
        const std::size_t second = rest_.find('$', 1);
        if (second == std::string_view::npos) return take(1, token::kind::symbol);
        const std::string_view tag = rest_.substr(0, second + 1);
        const std::size_t end = std::min(rest_.find(tag, tag.size()), rest_.size() - tag.size());
        return take(end + tag.size(), token::kind::string);
    }

    std::string_view rest_;
};

} // namespace constable::strings

// ---- constable/catalog/expression_reader.hpp
// Walks through an SQL expression token by token; knows how types and their literals are spelt.

#include <initializer_list>

namespace constable::catalog {

/// A position in an SQL expression. Copies of it look ahead.
class expression_reader {
public:
    constexpr explicit expression_reader(std::string_view text) : tokens_(text) { step(); }

    /// The token at the position; of kind `end` behind the last one.
    [[nodiscard]] constexpr const strings::token& now() const { return now_; }
    [[nodiscard]] constexpr bool at_end() const { return now_.type == strings::token::kind::end; }
    /// Whether an unquoted word, in any case, stands at the position.
    [[nodiscard]] constexpr bool at_word(std::string_view word) const {
        return now_.type == strings::token::kind::word && now_.names(word);
    }
    [[nodiscard]] constexpr bool at_one_of(std::initializer_list<std::string_view> words) const {
        for (const std::string_view word : words)
            if (at_word(word)) return true;
        return false;
    }

    constexpr void step() { now_ = tokens_.next(); }

    /// Passes a word, if it stands at the position.
    constexpr bool pass(std::string_view word) {
        if (!at_word(word)) return false;
        step();
        return true;
    }
    /// Passes a group in brackets, whose opening one stands at the position, with all groups in it.
    constexpr void pass_group(std::string_view open, std::string_view close) {
        std::size_t depth = 0;
        do {
            if (now_.is(open)) ++depth;
            if (now_.is(close)) --depth;
            step();
        } while (depth != 0 && !at_end());
    }
    /// Passes `a.b.c`; returns its last token.
    constexpr strings::token pass_qualified_name() {
        strings::token last = now_;
        step();
        while (now_.is(".")) {
            step();
            last = now_;
            step();
        }
        return last;
    }
    /// Passes the name of a type but for its array brackets; returns the token that names it in `pg_type`.
    /// https://www.postgresql.org/docs/current/datatype.html
    constexpr strings::token pass_type() {
        pass("national");
        const strings::token first = now_;
        strings::token name = pass_qualified_name();
        if (first.type != strings::token::kind::word) return pass_modifiers(name);
        if (first.names("double") && pass("precision")) return system_name("float8");
        if (first.names("interval")) {
            pass_interval_fields();
            return name;
        }
        if (first.names("float") && now_.is("(")) return pass_float();
        const bool varies = pass("varying");
        pass_modifiers(name);
        if (varies) return system_name(first.names("bit") ? "varbit" : "varchar");
        if (at_one_of({"with", "without"}) && (first.names("time") || first.names("timestamp"))) {
            const bool has_zone = at_word("with");
            for (int words = 0; words != 3; ++words) step();
            if (has_zone) return system_name(first.names("time") ? "timetz" : "timestamptz");
        }
        return name.text.data() == first.text.data() ? stored_type(first) : name;
    }
    /// Passes `date '2020-01-01'`, `interval '1' day` and the like, if one stands at the position.
    constexpr bool pass_typed_literal(strings::token& type) {
        if (!now_.is_word()) return false;
        expression_reader ahead = *this;
        const strings::token found = ahead.pass_type();
        if (ahead.now_.type != strings::token::kind::string) return false;
        ahead.step();
        if (found.names("interval")) ahead.pass_interval_fields();
        *this = ahead;
        type = found;
        return true;
    }

private:
    static constexpr strings::token system_name(std::string_view name) { return {strings::token::kind::word, name}; }

    constexpr strings::token pass_modifiers(const strings::token& name) {
        if (now_.is("(")) pass_group("(", ")");
        return name;
    }
    // `day to second(3)`, `(3)`
    constexpr void pass_interval_fields() {
        while (at_one_of({"year", "month", "day", "hour", "minute", "second", "to"})) step();
        if (now_.is("(")) pass_group("(", ")");
    }
    // float(24) is the last one that real can hold
    constexpr strings::token pass_float() {
        expression_reader inside = *this;
        inside.step();
        std::size_t bits = 0;
        for (const char digit : inside.now_.text) bits = 10 * bits + static_cast<std::size_t>(digit - '0');
        pass_group("(", ")");
        return system_name(bits <= 24 ? "float4" : "float8");
    }
    // Types of the SQL standard are stored under other names.
    static constexpr strings::token stored_type(const strings::token& word) {
        constexpr std::string_view renamed[][2] = {
            {"integer", "int4"},   {"int", "int4"},      {"smallint", "int2"},    {"bigint", "int8"},
            {"real", "float4"},    {"float", "float8"},  {"boolean", "bool"},     {"decimal", "numeric"},
            {"dec", "numeric"},    {"char", "bpchar"},   {"character", "bpchar"}, {"nchar", "bpchar"}};
        for (const auto& pair : renamed)
            if (word.names(pair[0])) return system_name(pair[1]);
        return word;
    }

    strings::tokenizer tokens_;
    strings::token now_;
};

} // namespace constable::catalog

// ---- constable/catalog/expression_name.hpp
// The name that PostgreSQL gives to an index's expression when it makes up the name of the index.

namespace constable::catalog {

namespace detail {

/// Follows `FigureColname` of PostgreSQL: a column or function lends its name, a cast its type's, a CASE its ELSE's.
class name_reader : expression_reader {
public:
    using expression_reader::expression_reader;

    /// The name, of kind `end` when there is none.
    constexpr strings::token read() {
        const guess found = primary();
        return at_end() ? found.name : strings::token{};
    }

private:
    // PostgreSQL's "strength": a cast's type gives way to a name from within.
    struct guess {
        strings::token name{};
        bool strong = false;
    };
    static constexpr guess named(std::string_view name) { return {{strings::token::kind::word, name}, true}; }

    // An operand and what follows it more tightly than any operator. Whoever finds more behind it has an operation,
    // which has no name.
    constexpr guess primary() {
        guess found = operand();
        for (;;) {
            if (now().is("::")) {
                step();
                const strings::token type = pass_type();
                if (!found.strong) found = {type, false};
            } else if (now().is("[")) {
                pass_group("[", "]");
            } else if (now().is(".")) { // a field
                step();
                found = {now(), true};
                step();
            } else if (pass("collate")) {
                pass_qualified_name();
            } else if (pass("at")) {
                if (!pass("local")) {
                    step();
                    step();
                    primary();
                }
                found = named("timezone");
            } else if (at_word("is") && pass_normalized()) {
                found = named("is_normalized");
            } else {
                return found;
            }
        }
    }

    constexpr guess operand() {
        if (now().is("(")) return group();
        if (!now().is_word()) {
            step();
            return {};
        }
        if (pass("case")) return case_expression();
        if (at_one_of({"not", "true", "false", "null"})) {
            step();
            return {};
        }
        if (strings::token type; pass_typed_literal(type)) return {type, false};
        const strings::token last = pass_qualified_name();
        if (now().is("[") && last.names("array")) {
            pass_group("[", "]");
            return named("array");
        }
        if (!now().is("(")) return {last, true};
        if (last.type == strings::token::kind::word && last.names("cast")) return cast();
        const guess found = last.type == strings::token::kind::word && last.names("trim") ? trim() : guess{last, true};
        pass_group("(", ")");
        return found;
    }

    // An expression in parentheses, or a row.
    constexpr guess group() {
        step();
        const guess inner = primary();
        const bool is_whole = now().is(")");
        const bool is_row = pass_rest_of_group();
        if (!is_row) return is_whole ? inner : guess{};
        if (!at_word("overlaps")) return named("row");
        step();
        operand();
        return named("overlaps");
    }
    constexpr guess cast() {
        step();
        guess inner = primary();
        if (!at_word("as")) inner = {};
        while (!at_word("as") && !at_end()) pass_one();
        step();
        const strings::token type = pass_type();
        pass_rest_of_group();
        return inner.strong ? inner : guess{type, false};
    }
    // TRIM is grammar for one of three functions.
    constexpr guess trim() const {
        expression_reader ahead = *this;
        ahead.step();
        if (ahead.at_word("leading")) return named("ltrim");
        return named(ahead.at_word("trailing") ? "rtrim" : "btrim");
    }
    constexpr guess case_expression() {
        while (!at_one_of({"else", "end"}) && !at_end()) pass_one();
        guess found;
        if (pass("else")) {
            found = primary();
            if (!at_word("end")) found = {};
        }
        while (!at_word("end") && !at_end()) pass_one();
        step();
        return found.strong ? found : guess{{strings::token::kind::word, "case"}, false};
    }
    // `is [nfc] normalized` is grammar for a function, other tests are not.
    constexpr bool pass_normalized() {
        expression_reader ahead = *this;
        ahead.step();
        if (ahead.at_one_of({"nfc", "nfd", "nfkc", "nfkd"})) ahead.step();
        if (!ahead.pass("normalized")) return false;
        static_cast<expression_reader&>(*this) = ahead;
        return true;
    }

    // A token, a group or a whole CASE.
    constexpr void pass_one() {
        if (now().is("(")) pass_group("(", ")");
        else if (pass("case")) case_expression();
        else step();
    }
    // Up to and past the closing parenthesis; whether a comma came before it.
    constexpr bool pass_rest_of_group() {
        bool has_comma = false;
        while (!now().is(")") && !at_end()) {
            has_comma = has_comma || now().is(",");
            pass_one();
        }
        step();
        return has_comma;
    }
};

} // namespace detail

/// Writes the name under which an expression counts in an index's default name: `lower` for `lower(email)`, `expr`
/// when nothing better is to be had. Unquoted names are folded to lower case.
template <class Sink>
constexpr void add_expression_name(Sink& sink, std::string_view expression) {
    const strings::token name = detail::name_reader{expression}.read();
    // the server cuts every name that it reads
    if (name.is_word()) strings::token{name.type, strings::clip(name.text, strings::max_identifier_size)}.add_name(sink);
    else sink.add("expr");
}

} // namespace constable::catalog

// ---- constable/catalog/mentioned_column.hpp
// The one column that a condition mentions: PostgreSQL puts it into the name of a check.

namespace constable::catalog {

namespace detail {

/// Passes over whatever in an expression is no column: functions, types, literals, and the words of SQL's grammar,
/// many of which are fit to be the name of a column.
class mention_reader : expression_reader {
public:
    using expression_reader::expression_reader;

    /// Calls `mentioned` with the token of each column's name.
    template <class Mentioned>
    constexpr void read(const Mentioned& mentioned) {
        while (!at_end()) {
            if (!now().is_word()) pass_other();
            else if (after_operand_ && now().type == strings::token::kind::word) pass_operator();
            else pass_operand(mentioned);
        }
    }

private:
    constexpr void pass_other() {
        if (now().is(".")) { // a field of what stands before
            step();
            step();
        } else if (now().is("::")) {
            step();
            pass_type();
        } else {
            after_operand_ = now().is(")") || now().is("]") || now().type != strings::token::kind::symbol;
            step();
        }
    }

    // A word behind an operand is never a column.
    constexpr void pass_operator() {
        after_operand_ = false;
        if (pass("is")) {
            pass("not");
            if (pass("distinct")) return;
            step(); // null, true, unknown, document, normalized, a form and normalized, …
            pass("normalized");
            after_operand_ = true;
        } else if (pass("as")) {
            pass_type();
            after_operand_ = true;
        } else if (pass("collate")) {
            pass_qualified_name();
            after_operand_ = true;
        } else if (pass("at")) {
            if (pass("time")) step();
            else after_operand_ = pass("local");
        } else if (!pass_written_operator()) {
            after_operand_ = at_one_of({"isnull", "notnull", "end"});
            step();
        }
    }

    template <class Mentioned>
    constexpr void pass_operand(const Mentioned& mentioned) {
        after_operand_ = true;
        if (strings::token type; pass_typed_literal(type)) return;
        if (is_reserved_value()) return step();
        after_operand_ = false;
        if (is_reserved_prefix()) return step();
        if (pass_written_operator()) return;
        const bool is_extract = at_word("extract");
        const strings::token last = pass_qualified_name();
        if (now().is("(")) { // a function
            if (!is_extract) return;
            step();
            step(); // the field
            after_operand_ = true;
            return;
        }
        if (names_an_argument()) return;
        after_operand_ = true;
        mentioned(last);
    }

    // operator(pg_catalog.+)
    constexpr bool pass_written_operator() {
        if (!pass("operator")) return false;
        if (now().is("(")) pass_group("(", ")");
        return true;
    }
    // f(name => value)
    [[nodiscard]] constexpr bool names_an_argument() const {
        if (!now().is("=") && !now().is(":")) return false;
        expression_reader ahead = *this;
        ahead.step();
        return now().is("=") ? ahead.now().is(">") : ahead.now().is("=");
    }
    [[nodiscard]] constexpr bool is_reserved_value() const {
        return at_one_of({"true", "false", "null", "end", "user", "current_user", "session_user", "system_user",
                          "current_role", "current_catalog", "current_schema", "current_date", "current_time",
                          "current_timestamp", "localtime", "localtimestamp"});
    }
    [[nodiscard]] constexpr bool is_reserved_prefix() const {
        return at_one_of({"not", "case", "when", "then", "else", "and", "or", "distinct", "symmetric", "asymmetric",
                          "any", "all", "some", "array", "both", "leading", "trailing", "from", "for", "placing", "in",
                          "variadic"});
    }

    bool after_operand_ = false;
};

} // namespace detail

/// The one column that a check's condition mentions; empty if it mentions none or several. `column_name(i)` gives the
/// table's i-th column of `columns`.
template <class ColumnName>
constexpr std::string_view mentioned_column(std::string_view expression, std::size_t columns, const ColumnName& column_name) {
    std::string_view only;
    bool several = false;
    detail::mention_reader{expression}.read([&](const strings::token& mentioned) {
        for (std::size_t i = 0; i != columns; ++i) {
            const std::string_view column = column_name(i);
            if (!mentioned.names(column)) continue;
            several = several || !(only.empty() || only == column);
            only = column;
        }
    });
    return several ? std::string_view{} : only;
}

} // namespace constable::catalog

// ---- constable/catalog/names.hpp
// The names that PostgreSQL gives to constraints and indexes without one, cut to 63 bytes as it cuts them.

namespace constable::catalog {

/// A name of at most 63 bytes, held in place.
struct name_buffer {
    std::array<char, strings::max_identifier_size + 1> bytes{};
    std::size_t size = 0;

    constexpr void add(std::string_view text) {
        const char* from = text.data();
        for (std::size_t i = 0; i != text.size() && size != strings::max_identifier_size; ++i) bytes[size++] = from[i];
    }
    constexpr void add(char byte) { bytes[size++] = byte; }
    [[nodiscard]] constexpr std::string_view view() const { return {bytes.data(), size}; }
};

/// `makeObjectName` of PostgreSQL: `<table>_<middle>_<label>`, where the longer of the first two gives way until
/// all fit into 63 bytes. Without `middle`: `<table>_<label>`. A `number` above 0 is appended to the label.
template <class Sink>
constexpr void add_object_name(Sink& sink, std::string_view table, std::string_view middle, std::string_view label,
                               std::size_t number = 0) {
    std::size_t digits = 0;
    for (std::size_t rest = number; rest != 0; rest /= 10) ++digits;
    const std::size_t overhead = 1 + label.size() + digits + (middle.empty() ? 0 : 1);
    const std::size_t available = strings::max_identifier_size - overhead;
    std::size_t table_size = table.size();
    std::size_t middle_size = middle.size();
    while (table_size + middle_size > available) {
        if (table_size > middle_size) --table_size;
        else --middle_size;
    }
    sink.add(strings::clip(table, table_size));
    if (!middle.empty()) {
        sink.add('_');
        sink.add(strings::clip(middle, middle_size));
    }
    sink.add('_');
    sink.add(label);
    if (number != 0) strings::add_number(sink, number);
}

/// `ChooseIndexNameAddition` and `ChooseForeignKeyConstraintNameAddition`: column names joined by underscores, as
/// many as begin within the first 64 bytes.
struct name_addition {
    std::array<char, 2 * (strings::max_identifier_size + 1)> bytes{};
    std::size_t size = 0;

    constexpr void add(std::string_view column) {
        if (size > strings::max_identifier_size) return;
        if (size != 0) bytes[size++] = '_';
        for (std::size_t i = 0; i != column.size() && i != strings::max_identifier_size; ++i) bytes[size++] = column[i];
    }
    [[nodiscard]] constexpr std::string_view view() const { return {bytes.data(), size}; }
};

} // namespace constable::catalog

// ---- constable/catalog/default_names.hpp
// Gives every nameless constraint and index of a table the name that PostgreSQL would choose.

namespace constable::catalog {

namespace detail {

// The names of an index's keys, joined. As `ChooseIndexColumnNames` does, it numbers repeated ones. What comes after the
// first 64 bytes does not count, so that all names to tell apart stand whole in the joined text.
class key_names {
public:
    constexpr void add(std::string_view base) {
        if (is_full()) return;
        name_buffer numbered;
        std::string_view name = base;
        for (std::size_t number = 1; is_taken(name); ++number) {
            write(numbered, base, number);
            name = numbered.view();
        }
        joined_.add(name);
        ends_[count_++] = static_cast<unsigned char>(joined_.size);
    }
    constexpr void add(std::span<const key> keys) {
        for (const key& each : keys) {
            if (is_full()) return;
            if (!each.column.empty()) {
                add(each.column);
                continue;
            }
            name_buffer name;
            add_expression_name(name, each.expression);
            add(name.view());
        }
    }
    [[nodiscard]] constexpr std::string_view view() const { return joined_.view(); }

private:
    [[nodiscard]] constexpr bool is_full() const { return joined_.size > strings::max_identifier_size; }

    static constexpr void write(name_buffer& to, std::string_view base, std::size_t number) {
        std::size_t digits = 0;
        for (std::size_t rest = number; rest != 0; rest /= 10) ++digits;
        to = {};
        to.add(strings::clip(base, strings::max_identifier_size - digits));
        strings::add_number(to, number);
    }
    [[nodiscard]] constexpr bool is_taken(std::string_view name) const {
        std::size_t from = 0;
        for (std::size_t i = 0; i != count_; from = ends_[i++] + 1U)
            if (strings::same(joined_.view().substr(from, ends_[i] - from), name)) return true;
        return false;
    }

    name_addition joined_;
    std::array<unsigned char, 64> ends_{}; // a name and its underscore take two bytes at least
    std::size_t count_ = 0;
};

// What a constraint or index stands on, as the middle of its name.
struct name_source {
    names columns{};
    std::span<const key> keys{};
    names include{};
};

// Nearly every name joins one or two different columns: those need no room to count and number in.
constexpr std::string_view only_part(const name_source& of) {
    if (of.columns.size() + of.keys.size() + of.include.size() != 1) return {};
    if (of.columns.size() == 1) return of.columns[0];
    return of.keys.size() == 1 ? of.keys[0].column : std::string_view{};
}

// Names of one table, given and chosen. The chosen ones stand one behind the other in `text`.
class table_names {
public:
    constexpr table_names(const table& of, char* text, std::span<std::uint8_t> sizes) : of_(of), text_(text), end_(text), sizes_(sizes) {}

    // The next object has a name already.
    constexpr void skip() { ++count_; }

    constexpr void choose(const name_source& of, std::string_view label) {
        if (const std::string_view only = only_part(of); !only.empty()) return choose(only, label);
        key_names all;
        for (const std::string_view column : of.columns) all.add(column);
        all.add(of.keys);
        for (const std::string_view column : of.include) all.add(column);
        choose(all.view(), label);
    }
    // As ChooseRelationName and ChooseConstraintName do: the plain name, then label1, label2, …
    constexpr void choose(std::string_view middle, std::string_view label) {
        for (std::size_t number = 0;; ++number) {
            strings::writer sink{end_};
            add_object_name(sink, of_.name, middle, label, number);
            const std::string_view name{end_, static_cast<std::size_t>(sink.end - end_)};
            if (holds(name)) continue;
            sizes_[count_++] = static_cast<std::uint8_t>(name.size());
            end_ = sink.end;
            return;
        }
    }
    [[nodiscard]] constexpr std::size_t size() const { return static_cast<std::size_t>(end_ - text_); }

private:
    [[nodiscard]] constexpr bool holds(const std::string_view& name) const {
        for (const constraint& each : of_.constraints)
            if (strings::same(each.name, name)) return true;
        for (const index& each : of_.indexes)
            if (strings::same(each.name, name)) return true;
        const char* at = text_;
        for (std::size_t i = 0; i != count_; at += sizes_[i++])
            if (sizes_[i] == name.size() && strings::same({at, sizes_[i]}, name)) return true;
        return false;
    }

    const table& of_;
    char* text_;
    char* end_;
    std::span<std::uint8_t> sizes_;
    std::size_t count_ = 0;
};

constexpr void choose_name(const table& of, const constraint& nameless, table_names& chosen) {
    const name_source source{nameless.columns, nameless.keys, nameless.include};
    switch (nameless.kind) {
    case constraint_kind::primary_key: return chosen.choose(std::string_view{}, "pkey");
    case constraint_kind::foreign_key: return chosen.choose(source, "fkey");
    case constraint_kind::unique: return chosen.choose(source, "key");
    case constraint_kind::exclude: return chosen.choose(source, "excl");
    case constraint_kind::check: break;
    }
    const auto column_name = [&](std::size_t i) { return of.columns[i].name; };
    chosen.choose(mentioned_column(nameless.expression, of.columns.size(), column_name), "check");
}

} // namespace detail

/// How many bytes the default names of a table's constraints and indexes may take.
constexpr std::size_t room_for_names(const table& of) {
    std::size_t nameless = 0;
    for (const constraint& each : of.constraints) nameless += each.name.empty() ? 1U : 0U;
    for (const index& each : of.indexes) nameless += each.name.empty() ? 1U : 0U;
    return nameless * strings::max_identifier_size;
}

/// Chooses default names for all nameless constraints, then for all nameless indexes of a table. Writes them one
/// behind the other to `text`, and their sizes to `sizes`: one for each constraint and each index, 0 for those that
/// have a name. Returns how many bytes were written. Numbers after clashes within the table are the server's own.
/// https://www.postgresql.org/docs/current/sql-createtable.html, "CONSTRAINT constraint_name"
constexpr std::size_t choose_names(const table& of, char* text, std::span<std::uint8_t> sizes) {
    detail::table_names chosen{of, text, sizes};
    for (const constraint& each : of.constraints) {
        if (each.name.empty()) detail::choose_name(of, each, chosen);
        else chosen.skip();
    }
    for (const index& each : of.indexes) {
        if (each.name.empty()) chosen.choose(detail::name_source{{}, each.keys, each.include}, "idx");
        else chosen.skip();
    }
    return chosen.size();
}

} // namespace constable::catalog

// ---- constable/catalog/find_mistake.hpp
// Looks for mistakes that one table shows by itself, and in its references to another.

namespace constable::catalog {

namespace detail {

// Loops over plain pointers: iterators of a span cost g++ 12 several calls for each step of a constant expression.
constexpr bool is_one_of(const std::string_view& word, const std::string_view* first, std::size_t count) {
    for (std::size_t i = 0; i != count; ++i)
        if (strings::same(first[i], word)) return true;
    return false;
}
constexpr bool is_one_of(const std::string_view& word, const names& list) { return is_one_of(word, list.data(), list.size()); }

constexpr bool has_column(const table& in, const std::string_view& name) {
    const column* const columns = in.columns.data();
    const std::size_t count = in.columns.size();
    for (std::size_t i = 0; i != count; ++i)
        if (strings::same(columns[i].name, name)) return true;
    return false;
}

// `timestamp(3) with time zone`: compared without the group in parentheses.
constexpr bool same_base_type(const std::string_view& left, const std::string_view& right) {
    if (strings::same(left, right)) return true;
    const std::size_t left_open = left.find('(');
    const std::size_t right_open = right.find('(');
    if (left_open == std::string_view::npos && right_open == std::string_view::npos) return left == right;
    const auto tail = [](std::string_view type) {
        const std::size_t close = type.find(')');
        return close == std::string_view::npos ? std::string_view{} : type.substr(close + 1);
    };
    const std::string_view left_head = left.substr(0, left_open);
    const std::string_view right_head = right.substr(0, right_open);
    if (left_open != std::string_view::npos && right_open != std::string_view::npos)
        return left_head == right_head && tail(left) == tail(right);
    const std::string_view whole = left_open == std::string_view::npos ? left : right;
    const std::string_view cut = left_open == std::string_view::npos ? right : left;
    const std::string_view head = left_open == std::string_view::npos ? right_head : left_head;
    const std::string_view rest = tail(cut);
    return whole.size() == head.size() + rest.size() && whole.starts_with(head) && whole.ends_with(rest);
}

constexpr bool is_integer(const std::string_view& type) {
    return strings::same(type, "bigint") || strings::same(type, "integer") || strings::same(type, "smallint");
}

constexpr bool takes_collation(const column& of) {
    const std::string_view type = of.type;
    return of.origin == type_origin::opaque || type.starts_with("text") || type.starts_with("character") ||
           type.starts_with("name") || type.starts_with("bpchar");
}

constexpr bool is_too_long(const std::string_view& name) { return name.size() > strings::max_identifier_size; }

constexpr mistake in_enumeration(const enumeration& type) {
    if (is_too_long(type.name)) return {mistake_kind::name_is_too_long, type.name};
    const std::string_view* const labels = type.labels.data();
    const std::size_t count = type.labels.size();
    for (std::size_t i = 0; i != count; ++i) {
        if (is_too_long(labels[i])) return {mistake_kind::name_is_too_long, labels[i]};
        if (is_one_of(labels[i], labels + i + 1, count - i - 1)) return {mistake_kind::enum_label_is_repeated, labels[i], type.name};
    }
    return {};
}

// Types of pg_catalog of any supported version: an unqualified name means them, whatever the search path says.
inline constexpr std::string_view built_in_types[] = {
    "aclitem", "any", "anyarray", "anycompatible", "anyelement", "anyenum", "anymultirange", "anynonarray", "anyrange", "bit",
    "bool", "box", "bpchar", "bytea", "char", "cid", "cidr", "circle", "cstring", "date", "datemultirange", "daterange",
    "event_trigger", "float4", "float8", "inet", "int2", "int2vector", "int4", "int4multirange", "int4range", "int8",
    "int8multirange", "int8range", "internal", "interval", "json", "jsonb", "jsonpath", "line", "lseg", "macaddr", "macaddr8",
    "money", "name", "numeric", "nummultirange", "numrange", "oid", "oidvector", "path", "pg_lsn", "pg_snapshot", "point",
    "polygon", "record", "refcursor", "regclass", "regcollation", "regconfig", "regdictionary", "regnamespace", "regoper",
    "regoperator", "regproc", "regprocedure", "regrole", "regtype", "text", "tid", "time", "timestamp", "timestamptz", "timetz",
    "trigger", "tsmultirange", "tsquery", "tsrange", "tstzmultirange", "tstzrange", "tsvector", "txid_snapshot", "unknown",
    "uuid", "varbit", "varchar", "void", "xid", "xid8", "xml"};

// What CREATE TABLE takes for a type, and turns into a sequence and a default.
inline constexpr std::string_view serial_types[] = {"serial",  "serial4", "bigserial", "serial8", "smallserial", "serial2"};

constexpr bool is_in(const std::string_view& word, std::span<const std::string_view> list) {
    for (std::size_t i = 0; i != list.size(); ++i)
        if (strings::same(word, list[i])) return true;
    return false;
}

constexpr mistake in_column(const column& of) {
    if (of.origin == type_origin::opaque && is_in(of.type, serial_types)) return {mistake_kind::serial_is_no_type, of.name, of.type};
    if (is_too_long(of.name)) return {mistake_kind::name_is_too_long, of.name};
    const bool is_identity = of.identity != identity_kind::none;
    if (is_identity && of.origin == type_origin::built_in && !is_integer(of.type))
        return {mistake_kind::identity_is_not_an_integer, of.name, of.type};
    const int sources = (is_identity ? 1 : 0) + (of.default_expression.empty() ? 0 : 1) + (of.generated_expression.empty() ? 0 : 1);
    if (sources > 1) return {mistake_kind::default_is_contradicted, of.name};
    if (!of.collation.empty() && !takes_collation(of)) return {mistake_kind::collation_of_no_text, of.name, of.type};
    return {};
}

constexpr mistake in_columns(const table& of) {
    const column* const columns = of.columns.data();
    const std::size_t count = of.columns.size();
    for (std::size_t i = 0; i != count; ++i) {
        const column& each = columns[i];
        if (const mistake found = in_column(each)) return found;
        if (each.declared_enumeration != nullptr && each.declared_enumeration->schema.empty() &&
            is_in(each.declared_enumeration->name, built_in_types))
            return {mistake_kind::enum_hides_behind_a_type, each.name, each.declared_enumeration->name};
        if (each.declared_enumeration != nullptr)
            if (const mistake found = in_enumeration(*each.declared_enumeration)) return found;
        for (std::size_t k = i + 1; k != count; ++k)
            if (strings::same(columns[k].name, each.name)) return {mistake_kind::column_is_repeated, each.name};
    }
    return {};
}

constexpr mistake in_column_list(const table& of, const names& list, const std::string_view& where) {
    const std::string_view* const columns = list.data();
    const std::size_t count = list.size();
    for (std::size_t i = 0; i != count; ++i) {
        if (!has_column(of, columns[i])) return {mistake_kind::constrained_column_is_unknown, columns[i], where};
        if (is_one_of(columns[i], columns + i + 1, count - i - 1))
            return {mistake_kind::constrained_column_is_repeated, columns[i], where};
    }
    return {};
}

constexpr mistake in_keys(const table& of, const std::span<const key>& keys, const std::string_view& where) {
    const key* const first = keys.data();
    const std::size_t count = keys.size();
    if (count == 0) return {mistake_kind::index_has_no_key, where};
    for (std::size_t i = 0; i != count; ++i)
        if (!first[i].column.empty() && !has_column(of, first[i].column))
            return {mistake_kind::indexed_column_is_unknown, first[i].column, where};
    return {};
}

constexpr mistake in_set_null(const table& of, const names& columns, const std::string_view& where) {
    for (std::size_t i = 0; i != columns.size(); ++i)
        if (find_column(of, columns[i])->not_null) return {mistake_kind::set_null_on_not_null, columns[i], where};
    return {};
}

constexpr mistake in_foreign_key(const table& of, const constraint& key) {
    const names& listed = key.on_delete_columns;
    for (std::size_t i = 0; i != listed.size(); ++i)
        if (!is_one_of(listed[i], key.columns)) return {mistake_kind::on_delete_column_is_foreign, listed[i], key.name};
    if (key.on_delete == referential_action::set_null)
        if (const mistake found = in_set_null(of, listed.empty() ? key.columns : listed, key.name)) return found;
    if (key.on_update == referential_action::set_null) return in_set_null(of, key.columns, key.name);
    return {};
}

constexpr bool is_key(const constraint& each) {
    return each.kind == constraint_kind::primary_key || each.kind == constraint_kind::unique;
}

// Two keys on the same list: PostgreSQL itself would drop the second if it had no name.
constexpr bool repeats(const constraint& later, const constraint& earlier) {
    if (!is_key(later) || !is_key(earlier) || later.columns.size() != earlier.columns.size()) return false;
    for (std::size_t i = 0; i != later.columns.size(); ++i)
        if (!strings::same(later.columns[i], earlier.columns[i])) return false;
    return true;
}

constexpr mistake in_constraint(const table& of, std::size_t at) {
    const constraint* const all = of.constraints.data();
    const constraint& each = all[at];
    if (is_too_long(each.name)) return {mistake_kind::name_is_too_long, each.name};
    if (const mistake found = in_column_list(of, each.columns, each.name)) return found;
    if (const mistake found = in_column_list(of, each.include, each.name)) return found;
    for (std::size_t k = 0; k != at; ++k) {
        const constraint& earlier = all[k];
        if (each.kind == constraint_kind::primary_key && earlier.kind == each.kind)
            return {mistake_kind::primary_key_is_repeated, each.columns.front(), earlier.columns.front()};
        if (repeats(each, earlier)) return {mistake_kind::constraint_is_repeated, each.name, earlier.name};
        if (strings::same(each.name, earlier.name)) return {mistake_kind::object_name_is_repeated, each.name};
    }
    if (each.kind == constraint_kind::foreign_key) return in_foreign_key(of, each);
    if (each.kind == constraint_kind::exclude) return in_keys(of, each.keys, each.name);
    return {};
}

constexpr mistake in_index(const table& of, std::size_t at) {
    const index* const all = of.indexes.data();
    const index& each = all[at];
    if (is_too_long(each.name)) return {mistake_kind::name_is_too_long, each.name};
    if (const mistake found = in_keys(of, each.keys, each.name)) return found;
    for (std::size_t i = 0; i != each.include.size(); ++i)
        if (!has_column(of, each.include[i])) return {mistake_kind::indexed_column_is_unknown, each.include[i], each.name};
    for (std::size_t k = 0; k != at; ++k)
        if (strings::same(all[k].name, each.name)) return {mistake_kind::object_name_is_repeated, each.name};
    const constraint* const constraints = of.constraints.data();
    const std::size_t count = of.constraints.size();
    for (std::size_t k = 0; k != count; ++k)
        if (strings::same(constraints[k].name, each.name)) return {mistake_kind::object_name_is_repeated, each.name};
    return {};
}

constexpr bool same_columns(const names& left, const names& right) {
    const std::size_t count = left.size();
    if (count != right.size()) return false;
    for (std::size_t i = 0; i != count; ++i)
        if (!is_one_of(left.data()[i], right)) return false;
    return true;
}

// A foreign key needs a unique, not deferrable, not partial key on just those columns.
constexpr bool are_unique(const table& of, const names& columns) {
    const constraint* const constraints = of.constraints.data();
    const std::size_t count = of.constraints.size();
    for (std::size_t i = 0; i != count; ++i) {
        const constraint& each = constraints[i];
        if (is_key(each) && !each.deferrable && same_columns(each.columns, columns)) return true;
    }
    for (const index& each : of.indexes) {
        if (!each.unique || !each.predicate.empty() || each.keys.size() != columns.size()) continue;
        bool covers = true;
        for (const key& part : each.keys) covers = covers && is_one_of(part.column, columns);
        if (covers) return true;
    }
    return false;
}

} // namespace detail

/// The first mistake that a table shows by itself.
constexpr mistake find_mistake(const table& in) {
    if (in.name.empty()) return {mistake_kind::table_has_no_name};
    if (detail::is_too_long(in.name)) return {mistake_kind::name_is_too_long, in.name};
    if (detail::is_too_long(in.schema)) return {mistake_kind::name_is_too_long, in.schema};
    if (const mistake found = detail::in_columns(in)) return found;
    for (std::size_t i = 0; i != in.constraints.size(); ++i)
        if (const mistake found = detail::in_constraint(in, i)) return found;
    for (std::size_t i = 0; i != in.indexes.size(); ++i)
        if (const mistake found = detail::in_index(in, i)) return found;
    return {};
}

/// The first mistake in a foreign key of `from` that references `to`.
constexpr mistake find_reference_mistake(const table& from, const constraint& key, const table& to) {
    if (key.referenced_columns.empty()) return {mistake_kind::referenced_table_has_no_primary_key, key.name, to.name};
    if (key.columns.size() != key.referenced_columns.size())
        return {mistake_kind::referenced_column_count_differs, key.name, to.name};
    for (std::size_t i = 0; i != key.columns.size(); ++i) {
        const column* here = find_column(from, key.columns[i]);
        const column* there = find_column(to, key.referenced_columns[i]);
        if (there == nullptr) return {mistake_kind::referenced_column_is_unknown, key.columns[i], key.referenced_columns[i]};
        const bool comparable = here->origin != type_origin::opaque && there->origin != type_origin::opaque;
        if (comparable && !key.across_types && !detail::same_base_type(here->type, there->type))
            return {mistake_kind::referenced_type_differs, key.columns[i], key.referenced_columns[i]};
    }
    if (!detail::are_unique(to, key.referenced_columns))
        return {mistake_kind::referenced_columns_are_not_unique, key.columns.front(), key.referenced_columns.front()};
    return {};
}

} // namespace constable::catalog

// ---- constable/declare/lower.hpp
// Lowers the declared types into the plain values of the catalog. Behind this door there are no templates.

namespace constable::declare {

/// A table as a value: its name and its parts, up to a null pointer.
struct table_entry {
    std::string_view name;
    const part_value* const* parts;

    [[nodiscard]] constexpr part_size size() const {
        part_size sum;
        for (const part_value* const* part = parts; *part != nullptr; ++part) {
            sum.column_constraints += (*part)->constraints;
            switch ((*part)->role) {
            case part_role::column: ++sum.columns; break;
            case part_role::constraint:
            case part_role::foreign_key: ++sum.table_constraints; break;
            case part_role::index: ++sum.indexes; break;
            case part_role::comment_on: ++sum.comments; break;
            case part_role::comment:
            case part_role::schema: break;
            }
        }
        return sum;
    }
};

// Whether a part is what it must be, so that its value can be asked for.
template <class Part>
inline constexpr bool part_is_sound = __is_base_of(table_part, Part);
template <fixed_string Name, class Type, class... Words>
inline constexpr bool part_is_sound<column<Name, Type, Words...>> =
    __is_base_of(type_word, Type) && (__is_base_of(column_word, Words) && ...);

template <class Table, class Part>
constexpr void refuse(const Part*) {
    require_table_part<Part, Table>();
}
template <class Table, fixed_string Name, class Type, class... Words>
constexpr void refuse(const column<Name, Type, Words...>*) {
    using itself = column<Name, Type, Words...>;
    require_type<Type, itself, Table>();
    if constexpr (__is_base_of(type_word, Type)) (require_column_word<Words, itself, Table>(), ...);
}

constexpr bool are_all(std::initializer_list<bool> facts) {
    for (const bool each : facts)
        if (!each) return false;
    return true;
}

/// The values of a table's parts, up to a null pointer.
template <class Table, class Parts = typename Table::declared_parts>
struct parts_of;
template <class Table, class... Parts>
    requires (are_all({true, part_is_sound<Parts>...})) // no fold: a table may have more parts than Clang folds
struct parts_of<Table, part_list<Parts...>> {
    static constexpr const part_value* values[] = {&Parts::in_table..., nullptr};
};
template <class Table, class... Parts>
struct parts_of<Table, part_list<Parts...>> {
    static constexpr const part_value* values[] = {(refuse<Table>(static_cast<const Parts*>(nullptr)), nullptr)...};
};

template <class Table>
constexpr table_entry entry_of() {
    return {Table::table_name, parts_of<Table>::values};
}

template <class Tables>
struct entries_of;
template <class... Tables>
struct entries_of<part_list<Tables...>> {
    static constexpr std::array<table_entry, sizeof...(Tables)> all{entry_of<Tables>()...};
};

/// The tables of a schema, before their words have spoken.
template <class App>
inline constexpr const auto& entries = entries_of<typename App::table_list>::all;

// What follows is worked out for a few tables at a time: a variable for each table costs the compiler much more, and
// one for all tables passes the number of steps that Clang allows a constant expression.
inline constexpr std::size_t chunk_tables = 16;

template <class App>
inline constexpr std::size_t chunk_count = (entries<App>.size() + chunk_tables - 1) / chunk_tables;

constexpr std::span<const table_entry> chunk_of(std::span<const table_entry> all, std::size_t chunk) {
    const std::size_t from = chunk * chunk_tables;
    return all.subspan(from, std::min(chunk_tables, all.size() - from));
}

constexpr part_size size_of(std::span<const table_entry> tables) {
    part_size sum;
    for (std::size_t i = 0; i != tables.size(); ++i) sum = sum + tables[i].size();
    return sum;
}

/// Where the objects of one table lie in the arrays of its chunk.
struct table_place {
    part_size from;
    part_size size;
    std::string_view schema;
    std::string_view comment;
    catalog::mistake mistake;

    [[nodiscard]] constexpr std::size_t first_constraint() const { return from.column_constraints + from.table_constraints; }
    [[nodiscard]] constexpr std::size_t constraints() const { return size.column_constraints + size.table_constraints; }
};

/// What the words of some tables have said.
template <part_size Size>
struct drafts {
    std::array<catalog::column, Size.columns> columns{};
    std::array<catalog::constraint, Size.column_constraints + Size.table_constraints> constraints{};
    std::array<catalog::index, Size.indexes> indexes{};
    std::array<object_comment, Size.comments> comments{};
    std::array<table_place, chunk_tables> places{};
};

// What a constraint says beside its kind and the columns that it stands on.
constexpr void fill(catalog::constraint& added, const constraint_value& value) {
    if (value.kind == catalog::constraint_kind::check) {
        added.expression = value.text;
    } else if (value.kind == catalog::constraint_kind::foreign_key) {
        added.referenced_schema = value.schema;
        added.referenced_table = value.text;
        added.referenced_columns = value.columns;
    } else {
        added.keys = value.keys;
        added.include = value.include;
    }
    if (value.apply_options != nullptr) value.apply_options(added);
}

constexpr void add_word(column_draft& draft, const column_word_value& word) {
    catalog::column& column = draft.column;
    switch (word.says) {
    case column_saying::not_null:
        if (column.not_null) draft.table.refuse(catalog::mistake_kind::column_word_is_repeated, column.name, "not_null");
        column.not_null = true;
        break;
    case column_saying::nullable: draft.nullable = true; break;
    case column_saying::identity:
        if (column.identity != catalog::identity_kind::none)
            draft.table.refuse(catalog::mistake_kind::column_word_is_repeated, column.name, "identity");
        column.identity = word.identity;
        break;
    case column_saying::default_expression: draft.say(column.default_expression, word.text, "default_"); break;
    case column_saying::generated_expression: draft.say(column.generated_expression, word.text, "generated"); break;
    case column_saying::collation: draft.say(column.collation, word.text, "collate"); break;
    case column_saying::comment: draft.say(column.comment, word.text, "comment"); break;
    case column_saying::constraint:
        fill(draft.add_constraint(word.constraint.kind), word.constraint);
        if (word.constraint.kind == catalog::constraint_kind::primary_key) draft.primary_key = true;
        break;
    }
}

// What no column can be without NOT NULL: an identity or a part of the primary key.
constexpr void settle_nullability(const column_draft& draft) {
    catalog::column& column = draft.column;
    const bool required = column.not_null || draft.primary_key || column.identity != catalog::identity_kind::none;
    if (draft.nullable && required)
        draft.table.refuse(draft.primary_key ? catalog::mistake_kind::primary_key_is_nullable
                                             : catalog::mistake_kind::not_null_is_contradicted,
                           column.name);
    column.not_null = required;
}

constexpr void add_column(table_draft& table, const part_value& part) {
    column_draft draft{*table.next_column++, table, part.columns};
    draft.column.name = *part.columns.data();
    draft.column.type = part.text;
    draft.column.origin = part.origin;
    draft.column.declared_enumeration = part.enumeration;
    for (const column_word_value* const* word = part.words; *word != nullptr; ++word) add_word(draft, **word);
    settle_nullability(draft);
}

constexpr void add_constraint(table_draft& draft, const constraint_value& value, const catalog::names& columns) {
    catalog::constraint& added = *draft.next_table_constraint++;
    added.kind = value.kind;
    added.columns = columns;
    fill(added, value);
}

constexpr void add_index(table_draft& draft, const index_value& value) {
    catalog::index& added = *draft.next_index++;
    added.unique = value.unique;
    added.keys = value.keys;
    added.include = value.include;
    if (value.apply_options != nullptr) value.apply_options(added);
}

constexpr void add_part(table_draft& draft, const part_value& part) {
    switch (part.role) {
    case part_role::column: add_column(draft, part); break;
    case part_role::constraint: add_constraint(draft, *part.constraint, part.constraint->columns); break;
    case part_role::foreign_key: add_constraint(draft, *part.constraint, part.columns); break;
    case part_role::index: add_index(draft, *part.index); break;
    case part_role::comment: draft.comment = part.text; break;
    case part_role::comment_on: *draft.next_comment++ = *part.object_comment; break;
    case part_role::schema: draft.schema = part.text; break;
    }
}

// PostgreSQL makes the columns of a primary key NOT NULL. One that stands in a column has said so already.
constexpr void require_primary_keys(catalog::column* columns, std::size_t count, const catalog::constraint* first,
                                    const catalog::constraint* last) {
    for (; first != last; ++first)
        if (first->kind == catalog::constraint_kind::primary_key)
            for (std::size_t i = 0; i != count; ++i)
                if (catalog::detail::is_one_of(columns[i].name, first->columns)) columns[i].not_null = true;
}

template <part_size Size>
constexpr auto draft_tables(std::span<const table_entry> tables) {
    drafts<Size> all;
    part_size from;
    for (std::size_t i = 0; i != tables.size(); ++i) {
        const part_size size = tables[i].size();
        catalog::column* const columns = all.columns.data() + from.columns;
        catalog::constraint* const constraints = all.constraints.data() + from.column_constraints + from.table_constraints;
        catalog::constraint* const table_constraints = constraints + size.column_constraints;
        table_draft draft{columns, constraints, table_constraints, all.indexes.data() + from.indexes,
                          all.comments.data() + from.comments};
        for (const part_value* const* part = tables[i].parts; *part != nullptr; ++part) add_part(draft, **part);
        require_primary_keys(columns, size.columns, table_constraints, draft.next_table_constraint);
        all.places[i] = {from, size, draft.schema, draft.comment, draft.mistake};
        from = from + size;
    }
    return all;
}

template <class App, std::size_t Chunk>
inline constexpr auto draft = draft_tables<size_of(chunk_of(entries<App>, Chunk))>(chunk_of(entries<App>, Chunk));

/// The i-th table of a chunk, with constraints and indexes out of the given arrays.
template <class Draft>
constexpr catalog::table table_in(const Draft& all, std::string_view name, std::size_t i,
                                  std::span<const catalog::constraint> constraints, std::span<const catalog::index> indexes) {
    const table_place& place = all.places[i];
    return {place.schema, name, std::span{all.columns}.subspan(place.from.columns, place.size.columns),
            constraints.subspan(place.first_constraint(), place.constraints()),
            indexes.subspan(place.from.indexes, place.size.indexes), place.comment};
}

/// The default names of some tables' constraints and indexes: of each table first the constraints', then the indexes'.
template <std::size_t Room, std::size_t Names>
struct name_list {
    std::array<char, Room> text{};
    std::array<std::uint8_t, Names> sizes{};
};

template <class Draft>
constexpr std::size_t room_for_names(const Draft& all) {
    return catalog::room_for_names({{}, {}, {}, all.constraints, all.indexes, {}});
}

template <std::size_t Room, class Draft>
constexpr auto choose_default_names(const Draft& all, std::span<const table_entry> tables) {
    name_list<Room, std::tuple_size_v<decltype(all.constraints)> + std::tuple_size_v<decltype(all.indexes)>> chosen;
    char* text = chosen.text.data();
    std::size_t at = 0;
    for (std::size_t i = 0; i != tables.size(); ++i) {
        const catalog::table table = table_in(all, tables[i].name, i, all.constraints, all.indexes);
        const std::size_t count = table.constraints.size() + table.indexes.size();
        text += catalog::choose_names(table, text, std::span{chosen.sizes}.subspan(at, count));
        at += count;
    }
    return chosen;
}

template <class App, std::size_t Chunk>
inline constexpr auto default_names =
    choose_default_names<room_for_names(draft<App, Chunk>)>(draft<App, Chunk>, chunk_of(entries<App>, Chunk));

/// Constraints and indexes under their names.
template <std::size_t Constraints, std::size_t Indexes>
struct named_objects {
    std::array<catalog::constraint, Constraints> constraints;
    std::array<catalog::index, Indexes> indexes;
};

constexpr std::string_view comment_on_object(std::span<const object_comment> comments, std::string_view name) {
    for (const object_comment& each : comments)
        if (each.name == name) return each.text;
    return {};
}

template <class Draft, class Names>
constexpr auto name_objects(const Draft& all, const Names& names, std::size_t tables) {
    named_objects<std::tuple_size_v<decltype(all.constraints)>, std::tuple_size_v<decltype(all.indexes)>> named{all.constraints, all.indexes};
    const char* text = names.text.data();
    std::size_t at = 0;
    for (std::size_t i = 0; i != tables; ++i) {
        const table_place& place = all.places[i];
        const auto comments = std::span{all.comments}.subspan(place.from.comments, place.size.comments);
        const auto name = [&](auto& object) {
            const std::size_t size = names.sizes[at++];
            if (size != 0) object.name = {text, size};
            if (!comments.empty()) object.comment = comment_on_object(comments, object.name);
            text += size;
        };
        for (std::size_t k = 0; k != place.constraints(); ++k) name(named.constraints[place.first_constraint() + k]);
        for (std::size_t k = 0; k != place.size.indexes; ++k) name(named.indexes[place.from.indexes + k]);
    }
    return named;
}

template <class App, std::size_t Chunk>
inline constexpr auto objects =
    name_objects(draft<App, Chunk>, default_names<App, Chunk>, chunk_of(entries<App>, Chunk).size());

// The primary key and the database schema of a table that may still be on its way.
template <class... Parts>
constexpr std::string_view schema_in(part_list<Parts...>) {
    std::string_view found;
    [[maybe_unused]] const auto look_at = [&]<class Part>(const Part*) {
        if constexpr (__is_base_of(schema_word, Part)) found = Part::schema_name;
    };
    if constexpr ((__is_base_of(schema_word, Parts) || ...)) (look_at(static_cast<const Parts*>(nullptr)), ...);
    return found;
}

template <class Table>
constexpr std::string_view schema_of() {
    return schema_in(typename Table::declared_parts{});
}

template <class Word>
inline constexpr bool is_primary_key_word = false;
template <option... Options>
inline constexpr bool is_primary_key_word<primary_key<Options...>> = true;

template <class Part>
struct primary_key_in {
    static constexpr catalog::names columns{};
};
template <option... Options>
struct primary_key_in<primary_key<Options...>> {
    static constexpr catalog::names columns{option_columns<Options...>};
};
template <fixed_string Name, class Type, class... Words>
struct primary_key_in<column<Name, Type, Words...>> {
    static constexpr catalog::names columns = (is_primary_key_word<Words> || ...)
                                                  ? catalog::names{column<Name, Type, Words...>::itself}
                                                  : catalog::names{};
};

template <class... Parts>
constexpr catalog::names primary_key_among(part_list<Parts...>) {
    for (const catalog::names each : {catalog::names{}, primary_key_in<Parts>::columns...})
        if (!each.empty()) return each;
    return {};
}

template <class Table>
constexpr catalog::names primary_key_columns() {
    return primary_key_among(typename Table::declared_parts{});
}

} // namespace constable::declare

// ---- constable/declare/rejection.hpp
// Turns a mistake in a declaration into one compile error that names the table and the column.

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
                      "constable: a column has two of identity, default_ and generated; keep one of them");
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
                      "constable: a serial is no type but a default; write bigint with identity<>");
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

// ---- constable/strings/hash.hpp
// A 64-bit hash (FNV-1a) that the compiler can afford over every declared word.

namespace constable::strings {

/// Gathers a 64-bit FNV-1a hash over texts and numbers. Not for secrets: it tells versions apart, no more.
struct hasher {
    std::uint64_t state = 0xcbf29ce484222325ULL;

    constexpr void add_number(std::uint64_t number) { state = (state ^ number) * 0x100000001b3ULL; }

    /// Adds a text and its length, so that "ab" + "c" differs from "a" + "bc".
    constexpr void add(std::string_view text) {
        const char* bytes = text.data();
        const std::size_t size = text.size();
        std::uint64_t now = state;
        for (std::size_t i = 0; i != size; ++i) now = (now ^ static_cast<unsigned char>(bytes[i])) * 0x100000001b3ULL;
        state = now;
        add_number(size + 0x100);
    }

    /// The hash, with its bits well spread.
    [[nodiscard]] constexpr std::uint64_t value() const {
        std::uint64_t mixed = state;
        mixed = (mixed ^ (mixed >> 33U)) * 0xff51afd7ed558ccdULL;
        mixed = (mixed ^ (mixed >> 33U)) * 0xc4ceb9fe1a85ec53ULL;
        return mixed ^ (mixed >> 33U);
    }
};

/// The hash of one text.
constexpr std::uint64_t hash(std::string_view text) {
    hasher all;
    all.add(text);
    return all.value();
}

} // namespace constable::strings

// ---- constable/catalog/creation_order.hpp
// The order in which tables can be created, so that foreign keys find what they reference.

#include <bit>

namespace constable::catalog {

/// Finds tables by name among thousands. The caller keeps the memory, so that it works in constant expressions.
class table_lookup {
public:
    /// How many slots `tables` tables need.
    static constexpr std::size_t slots_for(std::size_t tables) { return std::bit_ceil(2 * tables + 1); }
    static constexpr std::size_t missing = static_cast<std::size_t>(-1);

    /// Fills `slots`: `slots_for(tables.size())` zeros. Of two tables with one name only the first will be found.
    static constexpr void fill(std::span<const table> tables, std::span<std::uint32_t> slots) {
        const table_lookup lookup{tables, slots};
        for (std::size_t i = 0; i != tables.size(); ++i) {
            const std::size_t slot = lookup.slot_of(tables[i].schema, tables[i].name);
            if (slots[slot] == 0) slots[slot] = static_cast<std::uint32_t>(i + 1);
        }
    }

    /// Looks into slots that `fill` has filled.
    constexpr table_lookup(std::span<const table> tables, std::span<const std::uint32_t> slots)
        : tables_(tables), slots_(slots) {}

    /// The position of a table, or `missing`.
    [[nodiscard]] constexpr std::size_t find(std::string_view schema, std::string_view name) const {
        const std::uint32_t found = slots_[slot_of(schema, name)];
        return found == 0 ? missing : found - 1;
    }

private:
    // where the table is, or the free slot where it would be
    [[nodiscard]] constexpr std::size_t slot_of(std::string_view schema, std::string_view name) const {
        strings::hasher both;
        both.add(schema);
        both.add(name);
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t slot = both.value() & mask;; slot = (slot + 1) & mask) {
            if (slots_[slot] == 0) return slot;
            const table& here = tables_[slots_[slot] - 1];
            if (strings::same(here.name, name) && strings::same(here.schema, schema)) return slot;
        }
    }

    std::span<const table> tables_;
    std::span<const std::uint32_t> slots_;
};

/// Writes to `order` the positions of all tables, each after those that its foreign keys reference, otherwise as
/// declared. Where references go in a circle, a foreign key to a later table must be added afterwards.
/// `next` and `stack` are memory for the walk, one zeroed element for each table.
constexpr void sort_for_creation(std::span<const table> tables, const table_lookup& lookup, std::span<std::uint32_t> order,
                                 std::span<std::uint32_t> next, std::span<std::uint32_t> stack) {
    constexpr std::uint32_t done = static_cast<std::uint32_t>(-1);
    std::size_t written = 0;
    for (std::uint32_t root = 0; root != tables.size(); ++root) {
        if (next[root] != 0) continue;
        std::size_t depth = 0;
        stack[depth++] = root;
        next[root] = 1; // one more than the constraint to look at next; not zero: on its way
        while (depth != 0) {
            const std::uint32_t at = stack[depth - 1];
            const auto& constraints = tables[at].constraints;
            if (next[at] > constraints.size()) {
                next[at] = done;
                order[written++] = at;
                --depth;
                continue;
            }
            const constraint& each = constraints[next[at]++ - 1];
            if (each.kind != constraint_kind::foreign_key) continue;
            const std::size_t target = lookup.find(each.referenced_schema, each.referenced_table);
            if (target == table_lookup::missing || next[target] != 0) continue;
            next[target] = 1;
            stack[depth++] = static_cast<std::uint32_t>(target);
        }
    }
}

/// Whether a foreign key of the table created as number `at` references a table that is created after it.
/// `position` tells the number of each table; a table that is not there counts as created before.
constexpr bool is_created_later(const constraint& key, std::size_t at, const table_lookup& lookup,
                                std::span<const std::uint32_t> position) {
    if (key.kind != constraint_kind::foreign_key) return false;
    const std::size_t target = lookup.find(key.referenced_schema, key.referenced_table);
    return target != table_lookup::missing && position[target] > at;
}

} // namespace constable::catalog

// ---- constable/catalog/fingerprint.hpp
// A 64-bit number that differs when two catalogs differ: a compile-time constant of every declared schema.

namespace constable::catalog {

/// Grows when the meaning of fingerprints changes, so that an old one is never taken for a new one.
inline constexpr std::uint64_t fingerprint_version = 1;

namespace detail {

constexpr void add(strings::hasher& all, names list) {
    all.add_number(list.size());
    for (const std::string_view each : list) all.add(each);
}

constexpr void add(strings::hasher& all, const column& each) {
    all.add(each.name);
    all.add(each.type);
    all.add_number((each.not_null ? 1U : 0U) | (static_cast<unsigned>(each.identity) << 1U) |
                   (static_cast<unsigned>(each.origin) << 3U));
    // most columns have none of these
    if (!each.default_expression.empty()) { all.add_number(1); all.add(each.default_expression); }
    if (!each.generated_expression.empty()) { all.add_number(2); all.add(each.generated_expression); }
    if (!each.collation.empty()) { all.add_number(3); all.add(each.collation); }
    if (!each.comment.empty()) { all.add_number(4); all.add(each.comment); }
}

constexpr void add(strings::hasher& all, const key& each) {
    all.add(each.column);
    all.add(each.expression);
    all.add(each.collation);
    all.add(each.operator_class);
    all.add(each.with_operator);
    all.add_number((each.descending ? 1U : 0U) | (static_cast<unsigned>(each.nulls) << 1U));
}

constexpr void add(strings::hasher& all, const constraint& each) {
    all.add_number(static_cast<unsigned>(each.kind));
    all.add(each.name);
    add(all, each.columns);
    all.add_number((each.nulls_not_distinct ? 1U : 0U) | (each.deferrable ? 2U : 0U) |
                   (each.initially_deferred ? 4U : 0U) | (each.no_inherit ? 8U : 0U));
    if (!each.include.empty()) add(all, each.include);
    if (!each.comment.empty()) all.add(each.comment);
    if (each.kind == constraint_kind::check) all.add(each.expression);
    if (each.kind == constraint_kind::exclude) {
        all.add(each.method);
        for (const key& part : each.keys) add(all, part);
        all.add(each.predicate);
    }
    if (each.kind != constraint_kind::foreign_key) return;
    all.add(each.referenced_schema);
    all.add(each.referenced_table);
    add(all, each.referenced_columns);
    all.add_number(static_cast<unsigned>(each.on_update) | (static_cast<unsigned>(each.on_delete) << 3U) |
                   (static_cast<unsigned>(each.match) << 6U));
    add(all, each.on_delete_columns);
}

constexpr void add(strings::hasher& all, const index& each) {
    all.add(each.name);
    all.add(each.method);
    for (const key& part : each.keys) add(all, part);
    add(all, each.include);
    all.add(each.predicate);
    all.add(each.comment);
    all.add_number((each.unique ? 1U : 0U) | (each.nulls_not_distinct ? 2U : 0U));
}

} // namespace detail

/// The fingerprint of one table.
constexpr std::uint64_t fingerprint(const table& of) {
    strings::hasher all;
    all.add_number(fingerprint_version);
    all.add(of.schema);
    all.add(of.name);
    all.add(of.comment);
    for (const column& each : of.columns) detail::add(all, each);
    for (const constraint& each : of.constraints) detail::add(all, each);
    for (const index& each : of.indexes) detail::add(all, each);
    return all.value();
}

/// The fingerprint of one enum type.
constexpr std::uint64_t fingerprint(const enumeration& of) {
    strings::hasher all;
    all.add(of.schema);
    all.add(of.name);
    detail::add(all, of.labels);
    return all.value();
}

/// The sum of the fingerprints of some tables, which does not depend on their order.
constexpr std::uint64_t sum_of_fingerprints(std::span<const table> tables) {
    std::uint64_t sum = 0;
    for (const table& each : tables) sum += fingerprint(each);
    return sum;
}

/// The fingerprint of a catalog, given `sum_of_fingerprints` of its tables.
constexpr std::uint64_t fingerprint(const catalog& of, std::uint64_t sum) {
    sum += strings::hash(of.name);
    for (const enumeration& each : of.enumerations) sum += fingerprint(each);
    strings::hasher all;
    all.add_number(sum);
    all.add_number(of.tables.size());
    return all.value();
}

/// The fingerprint of a catalog.
constexpr std::uint64_t fingerprint(const catalog& of) { return fingerprint(of, sum_of_fingerprints(of.tables)); }

} // namespace constable::catalog

// ---- constable/declare/derive.hpp
// What the compiler derives from a declaration: the expected catalog and its fingerprint, or the first mistake.

#include <tuple>

namespace constable {

namespace declare {

/// The name of a schema's struct, as the compiler spells it; the same in g++ and Clang.
template <class App>
constexpr std::string_view type_name() {
    const std::string_view function = __PRETTY_FUNCTION__;
    const std::size_t begin = function.find("App = ") + 6;
    return function.substr(begin, function.find_first_of(";]", begin) - begin);
}

/// The name of a schema: its own member `name`, or that of its struct.
template <class App>
constexpr std::string_view name_of() {
    if constexpr (requires { App::name; }) return App::name;
    else return type_name<App>();
}

template <class App>
using chunks_of = std::make_index_sequence<chunk_count<App>>;

template <class App, std::size_t Chunk, std::size_t Tables>
constexpr void add_chunk(std::array<catalog::table, Tables>& all) {
    const auto chunk = chunk_of(entries<App>, Chunk);
    for (std::size_t i = 0; i != chunk.size(); ++i)
        all[Chunk * chunk_tables + i] =
            table_in(draft<App, Chunk>, chunk[i].name, i, objects<App, Chunk>.constraints, objects<App, Chunk>.indexes);
}

template <class App, std::size_t... Chunk>
constexpr auto gather_tables(std::index_sequence<Chunk...>) {
    std::array<catalog::table, entries<App>.size()> all{};
    (add_chunk<App, Chunk>(all), ...);
    return all;
}

/// All tables of a schema as values, in the order of declaration.
template <class App>
inline constexpr auto tables = gather_tables<App>(chunks_of<App>{});

/// A mistake and the position of the table that makes it.
struct found_mistake {
    catalog::mistake mistake{};
    std::size_t table = 0;
};

template <class App>
constexpr std::span<const catalog::table> tables_in(std::size_t chunk) {
    const std::span<const catalog::table> all{tables<App>};
    const std::size_t from = chunk * chunk_tables;
    return all.subspan(from, std::min(chunk_tables, all.size() - from));
}

constexpr catalog::mistake find_lost_comment(std::span<const object_comment> comments, const catalog::table& of) {
    for (const object_comment& comment : comments) {
        bool found = false;
        for (const catalog::constraint& each : of.constraints) found = found || each.name == comment.name;
        for (const catalog::index& each : of.indexes) found = found || each.name == comment.name;
        if (!found) return {catalog::mistake_kind::comment_on_nothing, comment.name};
    }
    return {};
}

template <class Draft>
constexpr found_mistake find_own_mistake(const Draft& said, std::span<const catalog::table> in) {
    for (std::size_t i = 0; i != in.size(); ++i) {
        const table_place& place = said.places[i];
        if (place.mistake) return {place.mistake, i};
        if (const catalog::mistake found = catalog::find_mistake(in[i])) return {found, i};
        const auto comments = std::span{said.comments}.subspan(place.from.comments, place.size.comments);
        if (const catalog::mistake found = find_lost_comment(comments, in[i])) return {found, i};
    }
    return {};
}

/// The first mistake that a table shows by itself.
template <class App, std::size_t Chunk>
inline constexpr found_mistake own_mistake = find_own_mistake(draft<App, Chunk>, tables_in<App>(Chunk));

template <class App>
inline constexpr auto lookup_slots = [] {
    std::array<std::uint32_t, catalog::table_lookup::slots_for(entries<App>.size())> slots{};
    catalog::table_lookup::fill(tables<App>, slots);
    return slots;
}();

template <class App>
inline constexpr catalog::table_lookup lookup{tables<App>, lookup_slots<App>};

constexpr found_mistake find_mistake_between(std::span<const catalog::table> all, const catalog::table_lookup& by_name,
                                             std::size_t from, std::size_t count) {
    for (std::size_t i = from; i != from + count; ++i) {
        const catalog::table& table = all[i];
        if (by_name.find(table.schema, table.name) != i)
            return {{catalog::mistake_kind::table_is_repeated, table.name, table.schema}, i};
        for (const catalog::constraint& each : table.constraints) {
            if (each.kind != catalog::constraint_kind::foreign_key) continue;
            const std::size_t target = by_name.find(each.referenced_schema, each.referenced_table);
            if (target == catalog::table_lookup::missing)
                return {{catalog::mistake_kind::referenced_table_is_missing, each.name, each.referenced_table}, i};
            if (const catalog::mistake found = catalog::find_reference_mistake(table, each, all[target])) return {found, i};
        }
    }
    return {};
}

/// The first mistake between tables.
template <class App, std::size_t Chunk>
inline constexpr found_mistake reference_mistake =
    find_mistake_between(tables<App>, lookup<App>, Chunk * chunk_tables, tables_in<App>(Chunk).size());

template <std::size_t Room>
struct found_enumerations {
    std::array<catalog::enumeration, Room> all{};
    std::size_t count = 0;
    catalog::mistake mistake{};

    constexpr void add(const catalog::enumeration& type) {
        for (std::size_t i = 0; i != count; ++i) {
            if (all[i].name != type.name || all[i].schema != type.schema) continue;
            if (catalog::fingerprint(all[i]) != catalog::fingerprint(type))
                mistake = {catalog::mistake_kind::enum_is_contradicted, type.name};
            return;
        }
        all[count++] = type;
    }
};

template <class App>
inline constexpr std::size_t enumeration_uses = [] {
    std::size_t count = 0;
    for (const catalog::table& table : tables<App>)
        for (const catalog::column& column : table.columns) count += column.declared_enumeration != nullptr ? 1U : 0U;
    return count;
}();

/// Enum types used by any table, each once.
template <class App>
inline constexpr auto enumerations = [] {
    found_enumerations<enumeration_uses<App>> found;
    for (const catalog::table& table : tables<App>)
        for (const catalog::column& column : table.columns)
            if (column.declared_enumeration != nullptr) found.add(*column.declared_enumeration);
    return found;
}();

template <class App>
constexpr std::span<const catalog::enumeration> enumerations_of() {
    return {enumerations<App>.all.data(), enumerations<App>.count};
}

// Tables, indexes, key constraints and types of one database schema share one space of names. Names are hashed chunk
// by chunk; the whole schema then costs a few steps for each name.
constexpr bool is_relation(const catalog::constraint& each) {
    return each.kind != catalog::constraint_kind::check && each.kind != catalog::constraint_kind::foreign_key;
}

constexpr std::uint64_t hash_name(std::string_view schema, std::string_view name) {
    strings::hasher both;
    both.add(schema);
    both.add(name);
    return both.value() | 1U; // never 0, which marks a free slot
}

constexpr std::size_t count_names(std::span<const catalog::table> in) {
    std::size_t count = in.size();
    for (const catalog::table& table : in) count += table.constraints.size() + table.indexes.size();
    return count;
}

template <std::size_t Names>
constexpr auto hash_names(std::span<const catalog::table> in) {
    std::array<std::uint64_t, Names> hashes{};
    std::size_t at = 0;
    for (const catalog::table& table : in) {
        hashes[at++] = hash_name(table.schema, table.name);
        for (const catalog::constraint& each : table.constraints)
            hashes[at++] = is_relation(each) ? hash_name(table.schema, each.name) : 0;
        for (const catalog::index& each : table.indexes) hashes[at++] = hash_name(table.schema, each.name);
    }
    return hashes;
}

template <class App, std::size_t Chunk>
inline constexpr auto name_hashes = hash_names<count_names(tables_in<App>(Chunk))>(tables_in<App>(Chunk));

// A set of hashes that tells when one comes twice.
template <std::size_t Names>
class hash_set {
public:
    constexpr bool add(std::uint64_t hash) {
        std::size_t slot = (hash >> 1U) & (slots_.size() - 1);
        for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1))
            if (slots_[slot] == hash) return false;
        slots_[slot] = hash;
        return true;
    }

private:
    std::array<std::uint64_t, std::bit_ceil(2 * Names + 1)> slots_{};
};

// The n-th name that a chunk hashes, and its table.
constexpr found_mistake name_at(std::span<const catalog::table> in, std::size_t at) {
    for (std::size_t i = 0; i != in.size(); ++i) {
        const catalog::table& table = in[i];
        const std::size_t constraints = table.constraints.size();
        if (at == 0) return {{catalog::mistake_kind::relation_name_is_taken, table.name}, i};
        if (--at < constraints) return {{catalog::mistake_kind::relation_name_is_taken, table.constraints[at].name}, i};
        at -= constraints;
        if (at < table.indexes.size()) return {{catalog::mistake_kind::relation_name_is_taken, table.indexes[at].name}, i};
        at -= table.indexes.size();
    }
    return {};
}

template <class App, std::size_t... Chunk>
constexpr found_mistake find_taken_name(std::index_sequence<Chunk...>) {
    constexpr std::span<const std::uint64_t> lists[] = {std::span<const std::uint64_t>{}, name_hashes<App, Chunk>...};
    hash_set<(std::size_t{enumerations<App>.count} + ... + name_hashes<App, Chunk>.size())> taken;
    for (const catalog::enumeration& type : enumerations_of<App>()) taken.add(hash_name(type.schema, type.name));
    for (std::size_t chunk = 0; chunk != sizeof...(Chunk); ++chunk) {
        const auto& hashes = lists[chunk + 1];
        for (std::size_t k = 0; k != hashes.size(); ++k) {
            if (hashes[k] == 0 || taken.add(hashes[k])) continue;
            found_mistake found = name_at(tables_in<App>(chunk), k);
            found.table += chunk * chunk_tables;
            return found;
        }
    }
    return {};
}

template <class App>
inline constexpr found_mistake name_mistake = find_taken_name<App>(chunks_of<App>{});

template <class App, std::size_t... Chunk>
constexpr found_mistake first_own_mistake(std::index_sequence<Chunk...>) {
    found_mistake first;
    ((first.mistake || (first = own_mistake<App, Chunk>, first.table += Chunk * chunk_tables, false)), ...);
    return first;
}

template <class App, std::size_t... Chunk>
constexpr found_mistake first_reference_mistake(std::index_sequence<Chunk...>) {
    found_mistake first;
    ((first.mistake || (first = reference_mistake<App, Chunk>, false)), ...);
    return first;
}

// The first error wins: each kind of check is made only when those before it found nothing.
template <class App, bool IsWhole>
constexpr found_mistake find_first_mistake() {
    constexpr found_mistake own = first_own_mistake<App>(chunks_of<App>{});
    if constexpr (own.mistake || !IsWhole) {
        return own;
    } else {
        constexpr found_mistake reference = first_reference_mistake<App>(chunks_of<App>{});
        if constexpr (reference.mistake) return reference;
        else if constexpr (enumerations<App>.mistake) return {enumerations<App>.mistake, 0};
        else return name_mistake<App>;
    }
}

template <class App, bool IsWhole>
inline constexpr found_mistake first_mistake = find_first_mistake<App, IsWhole>();

template <class App, bool IsWhole>
constexpr catalog::mistake get_mistake() {
    return first_mistake<App, IsWhole>.mistake;
}

template <std::size_t At, class... Tables>
auto table_at(part_list<Tables...>) -> std::tuple_element_t<At, std::tuple<std::type_identity<Tables>...>>;

/// Whether a declaration has no mistake; it is a compile error if it has one.
template <class App, bool IsWhole>
inline constexpr bool is_sound = [] {
    if constexpr (first_mistake<App, IsWhole>.mistake) {
        using table = typename decltype(table_at<first_mistake<App, IsWhole>.table>(typename App::table_list{}))::type;
        [[maybe_unused]] reject<get_mistake<App, IsWhole>, table> refused;
        return false;
    } else {
        return true;
    }
}();

template <class App>
constexpr catalog::catalog make_catalog() {
    if constexpr (is_sound<App, true>)
        return {.name = name_of<App>(), .enumerations = enumerations_of<App>(), .tables = tables<App>};
    else return {};
}

} // namespace declare

/// The expected catalog of a schema, as a constexpr value: tables, columns, constraints, indexes and enum types.
/// `static_assert(catalog_of<app>.tables[0].name == "teams");`
template <class App>
inline constexpr catalog::catalog catalog_of = declare::make_catalog<App>();

namespace declare {

template <class App, std::size_t Chunk>
inline constexpr std::uint64_t chunk_fingerprint = catalog::sum_of_fingerprints(tables_in<App>(Chunk));

template <class App, std::size_t... Chunk>
constexpr std::uint64_t make_fingerprint(std::index_sequence<Chunk...>) {
    return catalog::fingerprint(catalog_of<App>, (std::uint64_t{0} + ... + chunk_fingerprint<App, Chunk>));
}

} // namespace declare

/// A 64-bit number that differs when the declaration of a schema differs.
template <class App>
inline constexpr std::uint64_t fingerprint_of = declare::make_fingerprint<App>(declare::chunks_of<App>{});

} // namespace constable

// ---- constable/sql/create.hpp
// Renders catalog objects as PostgreSQL's DDL, in the compiler and at run time alike.

/// Each function writes to a sink with `add(std::string_view)` and `add(char)`, see strings/sink.hpp.
namespace constable::sql {

using strings::add_identifier;
using strings::add_literal;
using strings::add_qualified;

/// An SQL text as it was declared. One that may end in a comment does not swallow what stands behind it.
template <class Sink>
constexpr void add_expression(Sink& sink, std::string_view text) {
    sink.add(text);
    for (std::size_t i = 0; i + 1 < text.size(); ++i)
        if (text[i] == '-' && text[i + 1] == '-') return sink.add('\n');
}

/// `a, b, c`, quoted where needed.
template <class Sink>
constexpr void add_names(Sink& sink, catalog::names names) {
    bool first = true;
    for (const std::string_view name : names) {
        if (!first) sink.add(", ");
        first = false;
        add_identifier(sink, name);
    }
}

/// `name type …`: a column as CREATE TABLE and ADD COLUMN want it.
/// https://www.postgresql.org/docs/current/sql-createtable.html
template <class Sink>
constexpr void add_column_definition(Sink& sink, const catalog::column& column) {
    add_identifier(sink, column.name);
    sink.add(' ');
    sink.add(column.type);
    if (!column.collation.empty()) {
        sink.add(" COLLATE ");
        add_identifier(sink, column.collation);
    }
    if (column.identity == catalog::identity_kind::always) sink.add(" GENERATED ALWAYS AS IDENTITY");
    if (column.identity == catalog::identity_kind::by_default) sink.add(" GENERATED BY DEFAULT AS IDENTITY");
    if (!column.generated_expression.empty()) {
        sink.add(" GENERATED ALWAYS AS (");
        add_expression(sink, column.generated_expression);
        sink.add(") STORED");
    }
    if (!column.default_expression.empty()) {
        sink.add(" DEFAULT ");
        add_expression(sink, column.default_expression);
    }
    if (column.not_null) sink.add(" NOT NULL");
}

/// One key of an index or an exclusion constraint.
template <class Sink>
constexpr void add_key(Sink& sink, const catalog::key& key) {
    if (!key.column.empty()) {
        add_identifier(sink, key.column);
    } else {
        sink.add('(');
        add_expression(sink, key.expression);
        sink.add(')');
    }
    if (!key.collation.empty()) {
        sink.add(" COLLATE ");
        add_identifier(sink, key.collation);
    }
    if (!key.operator_class.empty()) {
        sink.add(' ');
        sink.add(key.operator_class);
    }
    if (key.descending) sink.add(" DESC");
    if (key.nulls == catalog::nulls_order::first) sink.add(" NULLS FIRST");
    if (key.nulls == catalog::nulls_order::last) sink.add(" NULLS LAST");
    if (!key.with_operator.empty()) {
        sink.add(" WITH ");
        sink.add(key.with_operator);
    }
}

template <class Sink>
constexpr void add_keys(Sink& sink, std::span<const catalog::key> keys) {
    bool first = true;
    sink.add('(');
    for (const catalog::key& key : keys) {
        if (!first) sink.add(", ");
        first = false;
        add_key(sink, key);
    }
    sink.add(')');
}

template <class Sink>
constexpr void add_include(Sink& sink, catalog::names include) {
    if (include.empty()) return;
    sink.add(" INCLUDE (");
    add_names(sink, include);
    sink.add(')');
}

/// The SQL spelling of a referential action.
constexpr std::string_view to_sql(catalog::referential_action action) {
    switch (action) {
    case catalog::referential_action::restrict: return "RESTRICT";
    case catalog::referential_action::cascade: return "CASCADE";
    case catalog::referential_action::set_null: return "SET NULL";
    case catalog::referential_action::set_default: return "SET DEFAULT";
    case catalog::referential_action::no_action: break;
    }
    return "NO ACTION";
}

template <class Sink>
constexpr void add_references(Sink& sink, const catalog::constraint& key) {
    sink.add(" REFERENCES ");
    add_qualified(sink, key.referenced_schema, key.referenced_table);
    sink.add(" (");
    add_names(sink, key.referenced_columns);
    sink.add(')');
    if (key.match == catalog::match_type::full) sink.add(" MATCH FULL");
    if (key.on_update != catalog::referential_action::no_action) {
        sink.add(" ON UPDATE ");
        sink.add(to_sql(key.on_update));
    }
    if (key.on_delete == catalog::referential_action::no_action) return;
    sink.add(" ON DELETE ");
    sink.add(to_sql(key.on_delete));
    if (key.on_delete_columns.empty()) return;
    sink.add(" (");
    add_names(sink, key.on_delete_columns);
    sink.add(')');
}

/// `CONSTRAINT name …`, as CREATE TABLE and ADD CONSTRAINT want it.
template <class Sink>
constexpr void add_constraint_definition(Sink& sink, const catalog::constraint& constraint) {
    using catalog::constraint_kind;
    sink.add("CONSTRAINT ");
    add_identifier(sink, constraint.name);
    switch (constraint.kind) {
    case constraint_kind::primary_key: sink.add(" PRIMARY KEY ("); break;
    case constraint_kind::unique: sink.add(constraint.nulls_not_distinct ? " UNIQUE NULLS NOT DISTINCT (" : " UNIQUE ("); break;
    case constraint_kind::foreign_key: sink.add(" FOREIGN KEY ("); break;
    case constraint_kind::check: sink.add(" CHECK ("); break;
    case constraint_kind::exclude: sink.add(" EXCLUDE "); break;
    }
    if (constraint.kind == constraint_kind::check) {
        add_expression(sink, constraint.expression);
        sink.add(')');
        if (constraint.no_inherit) sink.add(" NO INHERIT");
        return;
    }
    if (constraint.kind == constraint_kind::exclude) {
        if (!constraint.method.empty()) {
            sink.add("USING ");
            add_identifier(sink, constraint.method);
            sink.add(' ');
        }
        add_keys(sink, constraint.keys);
    } else {
        add_names(sink, constraint.columns);
        sink.add(')');
    }
    add_include(sink, constraint.include);
    if (constraint.kind == constraint_kind::foreign_key) add_references(sink, constraint);
    if (!constraint.predicate.empty()) {
        sink.add(" WHERE (");
        add_expression(sink, constraint.predicate);
        sink.add(')');
    }
    if (constraint.deferrable) sink.add(" DEFERRABLE");
    if (constraint.initially_deferred) sink.add(" INITIALLY DEFERRED");
}

/// `CREATE [UNIQUE] INDEX …;`
/// https://www.postgresql.org/docs/current/sql-createindex.html
template <class Sink>
constexpr void add_create_index(Sink& sink, const catalog::table& table, const catalog::index& index) {
    sink.add(index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
    add_identifier(sink, index.name);
    sink.add(" ON ");
    add_qualified(sink, table.schema, table.name);
    sink.add(' ');
    if (!index.method.empty()) {
        sink.add("USING ");
        add_identifier(sink, index.method);
        sink.add(' ');
    }
    add_keys(sink, index.keys);
    add_include(sink, index.include);
    if (index.nulls_not_distinct) sink.add(" NULLS NOT DISTINCT");
    if (!index.predicate.empty()) {
        sink.add(" WHERE (");
        add_expression(sink, index.predicate);
        sink.add(')');
    }
    sink.add(";\n");
}

/// `CREATE TYPE … AS ENUM (…);`
/// https://www.postgresql.org/docs/current/sql-createtype.html
template <class Sink>
constexpr void add_create_enumeration(Sink& sink, const catalog::enumeration& type) {
    sink.add("CREATE TYPE ");
    add_qualified(sink, type.schema, type.name);
    sink.add(" AS ENUM (");
    bool first = true;
    for (const std::string_view label : type.labels) {
        if (!first) sink.add(", ");
        first = false;
        add_literal(sink, label);
    }
    sink.add(");\n");
}

/// `CREATE SCHEMA IF NOT EXISTS …;`
template <class Sink>
constexpr void add_create_schema(Sink& sink, std::string_view name) {
    sink.add("CREATE SCHEMA IF NOT EXISTS ");
    add_identifier(sink, name);
    sink.add(";\n");
}

/// `ALTER TABLE … ADD CONSTRAINT …;`
template <class Sink>
constexpr void add_constraint(Sink& sink, const catalog::table& table, const catalog::constraint& constraint) {
    sink.add("ALTER TABLE ");
    add_qualified(sink, table.schema, table.name);
    sink.add(" ADD ");
    add_constraint_definition(sink, constraint);
    sink.add(";\n");
}

template <class Sink>
constexpr void add_comment_text(Sink& sink, std::string_view text) {
    sink.add(" IS ");
    add_literal(sink, text);
    sink.add(";\n");
}

/// `COMMENT ON CONSTRAINT …;` where the constraint has one.
/// https://www.postgresql.org/docs/current/sql-comment.html
template <class Sink>
constexpr void add_constraint_comment(Sink& sink, const catalog::table& table, const catalog::constraint& constraint) {
    if (constraint.comment.empty()) return;
    sink.add("COMMENT ON CONSTRAINT ");
    add_identifier(sink, constraint.name);
    sink.add(" ON ");
    add_qualified(sink, table.schema, table.name);
    add_comment_text(sink, constraint.comment);
}

/// The comments of a table, its columns and its indexes.
template <class Sink>
constexpr void add_comments(Sink& sink, const catalog::table& table) {
    if (!table.comment.empty()) {
        sink.add("COMMENT ON TABLE ");
        add_qualified(sink, table.schema, table.name);
        add_comment_text(sink, table.comment);
    }
    for (const catalog::column& column : table.columns) {
        if (column.comment.empty()) continue;
        sink.add("COMMENT ON COLUMN ");
        add_qualified(sink, table.schema, table.name);
        sink.add('.');
        add_identifier(sink, column.name);
        add_comment_text(sink, column.comment);
    }
    for (const catalog::index& index : table.indexes) {
        if (index.comment.empty()) continue;
        sink.add("COMMENT ON INDEX ");
        add_qualified(sink, table.schema, index.name);
        add_comment_text(sink, index.comment);
    }
}

/// A table with everything in it: CREATE TABLE, its indexes, its comments. Constraints of which `is_later` is true
/// are left out, for `add_late_constraints`.
/// https://www.postgresql.org/docs/current/sql-createtable.html
template <class Sink, class IsLater>
constexpr void add_create_table(Sink& sink, const catalog::table& table, const IsLater& is_later) {
    sink.add("CREATE TABLE ");
    add_qualified(sink, table.schema, table.name);
    sink.add(" (");
    std::string_view separator = "\n    ";
    for (const catalog::column& column : table.columns) {
        sink.add(separator);
        separator = ",\n    ";
        add_column_definition(sink, column);
    }
    for (const catalog::constraint& constraint : table.constraints) {
        if (is_later(constraint)) continue;
        sink.add(separator);
        separator = ",\n    ";
        add_constraint_definition(sink, constraint);
    }
    sink.add("\n);\n");
    for (const catalog::index& index : table.indexes) add_create_index(sink, table, index);
    add_comments(sink, table);
    for (const catalog::constraint& constraint : table.constraints)
        if (!is_later(constraint)) add_constraint_comment(sink, table, constraint);
}

/// The constraints that `add_create_table` left out.
template <class Sink, class IsLater>
constexpr void add_late_constraints(Sink& sink, const catalog::table& table, const IsLater& is_later) {
    for (const catalog::constraint& constraint : table.constraints) {
        if (!is_later(constraint)) continue;
        add_constraint(sink, table, constraint);
        add_constraint_comment(sink, table, constraint);
    }
}

/// What must stand before any table: the named database schemas, each once, and the enum types.
template <class Sink>
constexpr void add_preamble(Sink& sink, std::span<const catalog::enumeration> types, std::span<const catalog::table> tables) {
    std::string_view last; // tables of one schema mostly stand together
    const auto add_schema = [&](std::string_view name, std::size_t at) {
        if (name.empty() || name == last) return;
        last = name;
        for (std::size_t i = 0; i != at; ++i)
            if ((i < types.size() ? types[i].schema : tables[i - types.size()].schema) == name) return;
        add_create_schema(sink, name);
    };
    for (std::size_t i = 0; i != types.size(); ++i) add_schema(types[i].schema, i);
    for (std::size_t i = 0; i != tables.size(); ++i) add_schema(tables[i].schema, types.size() + i);
    for (const catalog::enumeration& type : types) add_create_enumeration(sink, type);
}

} // namespace constable::sql

// ---- constable/declare/ddl.hpp
// The DDL of a schema or a table, rendered by the compiler into read-only data.

namespace constable {

namespace declare {

/// The order of creation, and each table's position in it.
template <std::size_t Tables>
struct creation_plan {
    std::array<std::uint32_t, Tables> order{};
    std::array<std::uint32_t, Tables> position{};
};

template <class App>
inline constexpr auto plan = [] {
    constexpr std::size_t count = entries<App>.size();
    creation_plan<count> made;
    std::array<std::uint32_t, count> next{};
    std::array<std::uint32_t, count> stack{};
    catalog::sort_for_creation(tables<App>, lookup<App>, made.order, next, stack);
    for (std::size_t i = 0; i != count; ++i) made.position[made.order[i]] = static_cast<std::uint32_t>(i);
    return made;
}();

// Renders those tables that stand at the positions of one chunk in the order of creation.
template <class App, std::size_t Chunk, bool Late>
constexpr void render_chunk(auto& sink) {
    const std::size_t from = Chunk * chunk_tables;
    for (std::size_t i = from; i != from + tables_in<App>(Chunk).size(); ++i) {
        const auto is_later = [i](const catalog::constraint& each) {
            return catalog::is_created_later(each, i, lookup<App>, plan<App>.position);
        };
        const catalog::table& table = tables<App>[plan<App>.order[i]];
        if constexpr (Late) sql::add_late_constraints(sink, table, is_later);
        else sql::add_create_table(sink, table, is_later);
    }
}

template <class App, std::size_t Chunk, bool Late>
inline constexpr auto chunk_text = strings::to_array<[](auto& sink) { render_chunk<App, Chunk, Late>(sink); }>();

template <class App>
inline constexpr auto preamble_text =
    strings::to_array<[](auto& sink) { sql::add_preamble(sink, enumerations_of<App>(), std::span<const catalog::table>{tables<App>}); }>();

// Text is joined piece by piece. Clang counts every step of a constant expression, but copies memory in one.
constexpr char* append(char* to, std::string_view text) {
#if defined(__clang__)
    __builtin_memcpy(to, text.data(), text.size());
    return to + text.size();
#else
    strings::writer sink{to};
    sink.add(text);
    return sink.end;
#endif
}

template <class App, std::size_t... Chunk>
constexpr auto join_text(std::index_sequence<Chunk...>) {
    constexpr std::string_view pieces[] = {strings::view(preamble_text<App>), strings::view(chunk_text<App, Chunk, false>)...,
                                           strings::view(chunk_text<App, Chunk, true>)...};
    constexpr std::size_t size = [&] {
        std::size_t sum = 0;
        for (const std::string_view piece : pieces) sum += piece.size();
        return sum;
    }();
    std::array<char, size + 1> text{};
    char* end = text.data();
    for (const std::string_view piece : pieces) end = append(end, piece);
    return text;
}

template <class App>
inline constexpr auto whole_text = join_text<App>(chunks_of<App>{});

template <class App, bool IsWhole>
constexpr std::string_view make_ddl() {
    if constexpr (!is_sound<App, IsWhole>) return {};
    else if constexpr (IsWhole) return strings::view(whole_text<App>);
    else return strings::view(chunk_text<App, 0, false>);
}

template <class Declared>
constexpr std::string_view make_ddl_of() {
    if constexpr (requires { typename Declared::table_list; }) return make_ddl<Declared, true>();
    else return make_ddl<schema<Declared>, false>();
}

} // namespace declare

/// The DDL of a schema (`ddl_of<app>`) or of one table (`ddl_of<users>`), as text in read-only data. `psql` takes it
/// as it is. Tables come after those they reference; where references go in a circle, a later ALTER TABLE closes it.
template <class Declared>
inline constexpr std::string_view ddl_of = declare::make_ddl_of<Declared>();

} // namespace constable

// ---- constable/declare/table_of.hpp
// A plain struct that Boost.Hana knows, as the declaration of a table.

#include <boost/hana/accessors.hpp>
#include <boost/hana/at.hpp>
#include <boost/hana/core/to.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/length.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/string.hpp>

#include <chrono>
#include <optional>
#include <vector>

namespace constable {

/// The SQL type of a C++ type, for `table_of`. Specialise it for types of your own:
/// `template <> struct constable::sql_type_of<point> { using type = constable::sql_type<"point">; };`
template <class Cpp>
struct sql_type_of;

template <> struct sql_type_of<short> { using type = smallint; };
template <> struct sql_type_of<int> { using type = integer; };
template <> struct sql_type_of<long> { using type = bigint; };
template <> struct sql_type_of<long long> { using type = bigint; };
template <> struct sql_type_of<float> { using type = real; };
template <> struct sql_type_of<double> { using type = double_precision; };
template <> struct sql_type_of<bool> { using type = boolean; };
template <> struct sql_type_of<std::string> { using type = text; };
template <> struct sql_type_of<std::string_view> { using type = text; };
template <> struct sql_type_of<std::vector<std::byte>> { using type = bytea; };
template <> struct sql_type_of<std::basic_string<std::byte>> { using type = bytea; };
template <> struct sql_type_of<std::chrono::year_month_day> { using type = date; };
template <class Duration>
struct sql_type_of<std::chrono::time_point<std::chrono::system_clock, Duration>> { using type = timestamptz; };
template <class Element>
struct sql_type_of<std::vector<Element>> { using type = array<typename sql_type_of<Element>::type>; };

/// Adds words to a column of `table_of`: `with<"id", identity<>, primary_key<>>`.
template <fixed_string Column, class... Words>
struct with {};

namespace declare {

/// No SQL type is known for the C++ type of a member.
template <class Cpp, class Member>
inline constexpr bool cpp_type_has_an_sql_type = requires { typename sql_type_of<Cpp>::type; };

/// Stands among the parts where a member's type is unknown, and is refused there.
template <class Cpp, class Member>
struct untyped_member {};
template <class Table, class Cpp, class Member>
constexpr void refuse(const untyped_member<Cpp, Member>*) {
    static_assert(cpp_type_has_an_sql_type<Cpp, Member>,
                  "constable: a member of an adapted struct has a C++ type without an SQL type; specialise sql_type_of for it");
}

template <class Cpp>
struct member_type {
    using value_type = Cpp;
    using nullability = not_null;
};
template <class Cpp>
struct member_type<std::optional<Cpp>> {
    using value_type = Cpp;
    using nullability = nullable;
};

template <class Struct, std::size_t At>
constexpr auto accessor_at() {
    return boost::hana::at_c<At>(boost::hana::accessors<Struct>());
}

template <class Struct, std::size_t At>
constexpr auto member_name() {
    constexpr auto name = boost::hana::first(accessor_at<Struct, At>());
    constexpr std::string_view text{boost::hana::to<const char*>(name)};
    return fixed_string<text.size()>{text};
}

template <class Struct, std::size_t At>
using member_at =
    std::remove_cvref_t<decltype(boost::hana::second(accessor_at<Struct, At>())(std::declval<const Struct&>()))>;

template <class Struct, fixed_string Name> struct member {};

// `not_null` comes from the C++ type; a word that says so too replaces it.
template <class Nullability, class... Words>
using nullability_word = std::conditional_t<(std::is_same_v<not_null, Words> || ...), part_list<>, part_list<Nullability>>;

template <fixed_string Name, class Type, class First, class Words>
struct column_with;
template <fixed_string Name, class Type, class... First, class... Words>
struct column_with<Name, Type, part_list<First...>, part_list<Words...>> {
    using type = column<Name, Type, First..., Words...>;
};

template <fixed_string Name, class Part>
struct words_for { using type = part_list<>; };
template <fixed_string Name, fixed_string Column, class... Words>
struct words_for<Name, with<Column, Words...>> {
    using type = std::conditional_t<Name.view() == Column.view(), part_list<Words...>, part_list<>>;
};

template <class... Lists>
struct join { using type = part_list<>; };
template <class... First, class... Second, class... Rest>
struct join<part_list<First...>, part_list<Second...>, Rest...> : join<part_list<First..., Second...>, Rest...> {};
template <class... Only>
struct join<part_list<Only...>> { using type = part_list<Only...>; };

// Whether a part that replaces the member stands among the parts.
template <fixed_string Name, class Part>
inline constexpr bool replaces = false;
template <fixed_string Name, class Type, class... Words>
inline constexpr bool replaces<Name, column<Name, Type, Words...>> = true;

template <class Words, class Nullability>
struct with_nullability;
template <class... Words, class Nullability>
struct with_nullability<part_list<Words...>, Nullability> { using type = nullability_word<Nullability, Words...>; };

template <class Struct, std::size_t At, class... Parts>
struct member_column {
    static constexpr auto name = member_name<Struct, At>();
    using cpp = member_type<member_at<Struct, At>>;
    using value = typename cpp::value_type;
    using words = typename join<part_list<>, typename words_for<name, Parts>::type...>::type;
    using first = typename with_nullability<words, typename cpp::nullability>::type;

    static constexpr auto make() {
        if constexpr ((replaces<name, Parts> || ...)) return part_list<>{};
        else if constexpr (!cpp_type_has_an_sql_type<value, void>) return part_list<untyped_member<value, member<Struct, name>>>{};
        else return part_list<typename column_with<name, typename sql_type_of<value>::type, first, words>::type>{};
    }
    using type = decltype(make());
};

/// Whether `Column` is a member of the struct.
template <class Struct, class Column, class Indexes>
inline constexpr bool with_names_a_member = false;
template <class Struct, fixed_string Column, std::size_t... At>
inline constexpr bool with_names_a_member<Struct, member<Struct, Column>, std::index_sequence<At...>> =
    ((member_name<Struct, At>().view() == Column.view()) || ...);

/// Stands among the parts in place of a `with` for no member, and is refused there.
template <class Struct, class Column, class Indexes>
struct lost_with {};
template <class Table, class Struct, class Column, class Indexes>
constexpr void refuse(const lost_with<Struct, Column, Indexes>*) {
    static_assert(with_names_a_member<Struct, Column, Indexes>,
                  "constable: a with<…> names no member of the struct; correct the name");
}

template <class Struct, class Indexes, class Part>
struct kept_part { using type = part_list<Part>; };
template <class Struct, class Indexes, fixed_string Column, class... Words>
struct kept_part<Struct, Indexes, with<Column, Words...>> {
    using named = member<Struct, Column>;
    using type = std::conditional_t<with_names_a_member<Struct, named, Indexes>, part_list<>,
                                    part_list<lost_with<Struct, named, Indexes>>>;
};

template <class Struct, class Indexes, class... Parts>
struct adapted_parts;
template <class Struct, std::size_t... At, class... Parts>
struct adapted_parts<Struct, std::index_sequence<At...>, Parts...> {
    using type = typename join<part_list<>, typename member_column<Struct, At, Parts...>::type..., typename kept_part<Struct, std::index_sequence<At...>, Parts>::type...>::type;
};

template <class Struct>
inline constexpr std::size_t member_count = decltype(boost::hana::length(boost::hana::accessors<Struct>()))::value;

} // namespace declare

/// A table whose columns are the members of a struct adapted by Boost.Hana (`BOOST_HANA_DEFINE_STRUCT`,
/// `BOOST_HANA_ADAPT_STRUCT`, …): member names are column names, `sql_type_of` gives the types, `std::optional` is
/// a nullable column and anything else NOT NULL. `with<"member", words…>` adds words to a column, and
/// a `column<"member", …>` among the parts takes the place of one. All parts of `table` may follow.
/// https://www.boost.org/doc/libs/release/libs/hana/doc/html/group__group-Struct.html
template <class Struct, fixed_string Name, class... Parts>
struct table_of {
    using row = Struct;
    using declared_parts = typename declare::adapted_parts<Struct, std::make_index_sequence<declare::member_count<Struct>>, Parts...>::type;
    static constexpr std::string_view table_name = Name.view();
};

} // namespace constable

// ---- constable/startup/configuration_error.hpp
// The error that lists everything that is wrong with a configuration.

#include <stdexcept>

namespace constable {

/// Thrown for a configuration that cannot be used. It lists all mistakes, each with the field and variable, its
/// value, what is allowed and what to do; never a password.
class configuration_error : public std::invalid_argument {
public:
    /// Each mistake is one sentence in one line.
    explicit configuration_error(const std::vector<std::string>& mistakes) : std::invalid_argument{text_of(mistakes)} {}

private:
    static std::string text_of(const std::vector<std::string>& mistakes) {
        if (mistakes.size() == 1) return "constable: " + mistakes.front();
        std::string text = "constable: the configuration has " + std::to_string(mistakes.size()) + " mistakes:";
        for (const std::string& mistake : mistakes) text.append("\n  - ").append(mistake);
        return text;
    }
};

namespace startup {

/// Throws a configuration_error if there is any mistake.
inline void throw_if_any(const std::vector<std::string>& mistakes) {
    if (!mistakes.empty()) throw configuration_error{mistakes};
}

} // namespace startup
} // namespace constable

// ---- constable/startup/environment_variables.hpp
// The environment variables that Constable reads, as a plain value that a test can write down by hand.

extern "C" char** environ; // NOLINT(readability-redundant-declaration): POSIX lets the program declare it

namespace constable::startup {

/// The variables of a process, or those that a test makes up. A variable that is set but empty counts as not set:
/// that is how Dockerfiles and shells, which cannot always unset one, take a setting back.
struct environment_variables {
    const char* const* entries; ///< `NAME=value` each, closed by a null pointer, as in POSIX's environ

    /// The value of a variable; empty when it is not set.
    [[nodiscard]] std::string_view find(std::string_view name) const {
        for (const char* const* entry = entries; entry != nullptr && *entry != nullptr; ++entry) {
            const std::string_view text = *entry;
            if (text.size() > name.size() && text[name.size()] == '=' && text.starts_with(name)) {
                return text.substr(name.size() + 1);
            }
        }
        return {};
    }

    /// Whether a variable is set, and not empty.
    [[nodiscard]] bool has(std::string_view name) const { return !find(name).empty(); }
};

/// The variables of this process. They are not copied: nobody may change them while they are read.
inline environment_variables process_environment() { return {environ}; }

/// The text with A to Z made small; other bytes, those of other languages' letters included, stay.
inline std::string to_lower(std::string_view text) {
    std::string lower{text};
    for (char& byte : lower) {
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
    }
    return lower;
}

/// The number that the text is, from 0 to 999999999; -1 when it is none.
inline int to_number(std::string_view text) {
    // not std::from_chars: its templates take 50 ms to compile, more than all of this header
    int number = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9' || number > 99'999'999) return -1;
        number = number * 10 + (digit - '0');
    }
    return text.empty() ? -1 : number;
}

/// The hexadecimal spelling of a byte, in small letters.
struct hexadecimal_byte {
    char high;
    char low;

    constexpr explicit hexadecimal_byte(char byte)
        : high{"0123456789abcdef"[static_cast<unsigned char>(byte) >> 4U]},
          low{"0123456789abcdef"[static_cast<unsigned char>(byte) & 0xfU]} {}
};

/// A text without control characters, and cut when it is long, so that it does not disturb a message.
inline std::string escaped(std::string_view text) {
    constexpr std::size_t longest = 80;
    std::size_t end = text.size() < longest ? text.size() : longest;
    const bool is_cut = end != text.size();
    while (is_cut && end != 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end; // not inside a letter
    std::string result;
    for (const char byte : text.substr(0, end)) {
        const auto code = static_cast<unsigned char>(byte);
        if (code >= 0x20 && code != 0x7f) {
            result += byte;
        } else {
            const hexadecimal_byte spelled{byte};
            result.append("\\x");
            result += spelled.high;
            result += spelled.low;
        }
    }
    if (is_cut) result.append("...");
    return result;
}

/// The same in single quotes.
inline std::string in_quotes(std::string_view text) { return "'" + escaped(text) + "'"; }

/// A variable's value as a message shows it. What may hold a password, a URI or a connection string in the wrong
/// place, is not shown at all.
inline std::string shown(std::string_view value) {
    const bool may_be_secret =
        value.find('@') != std::string_view::npos || to_lower(value).find("password") != std::string::npos;
    return may_be_secret ? "(not shown: it may hold a password)" : in_quotes(value);
}

} // namespace constable::startup

// ---- constable/startup/conninfo.hpp
// The parameters of a connection, what is wrong with them, and libpq's keyword string of them.

namespace constable {

/// One parameter of a connection, as in "Parameter Key Words" of libpq's documentation.
struct connection_parameter {
    std::string keyword;
    std::string value;

    friend bool operator==(const connection_parameter&, const connection_parameter&) = default;
};

/// Parameters in the order given; of two with one keyword libpq takes the later.
using connection_parameters = std::vector<connection_parameter>;

} // namespace constable

namespace constable::startup {

/// A connection string that was read. The mistake, empty if there is none, goes on after the string's name ("…
/// has no …") and quotes nothing of the string: where one is malformed, any part may be the password's.
struct conninfo {
    connection_parameters parameters;
    std::string mistake;
};

/// The value that counts for a keyword; null when it is not given.
inline const std::string* find_parameter(const connection_parameters& parameters, std::string_view keyword) {
    const std::string* found = nullptr;
    for (const connection_parameter& parameter : parameters) {
        if (parameter.keyword == keyword) found = &parameter.value;
    }
    return found;
}

/// libpq's keyword string of these parameters, each value in quotes.
inline std::string write_conninfo(const connection_parameters& parameters) {
    std::string text;
    for (const auto& [keyword, value] : parameters) {
        if (!text.empty()) text += ' ';
        text.append(keyword).append("='");
        for (const char byte : value) {
            if (byte == '\'' || byte == '\\') text += '\\';
            text += byte;
        }
        text += '\'';
    }
    return text;
}

/// The values that libpq takes for sslmode.
inline constexpr std::array<std::string_view, 6> ssl_modes = {"disable", "allow",     "prefer",
                                                              "require", "verify-ca", "verify-full"};

/// Whether the text is one of them.
inline bool is_ssl_mode(std::string_view text) {
    for (const std::string_view mode : ssl_modes) {
        if (text == mode) return true;
    }
    return false;
}

/// Whether the text is a port, 1 to 65535, or a list as libpq takes it for several hosts: `5432,5433`, where an
/// empty place means the default.
inline bool is_port_list(std::string_view text) {
    const bool is_list = text.find(',') != std::string_view::npos;
    for (bool more = true; more;) {
        const std::size_t comma = text.find(',');
        const std::string_view port = text.substr(0, comma);
        more = comma != std::string_view::npos;
        if (more) text.remove_prefix(comma + 1);
        if (port.empty() && is_list) continue;
        const int number = to_number(port);
        if (number < 1 || number > 65535) return false;
    }
    return true;
}

/// What is wrong with the parameters, as in conninfo::mistake; empty if nothing is.
inline std::string mistake_in(const connection_parameters& parameters) {
    for (const auto& [keyword, value] : parameters) {
        constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789_";
        if (keyword.empty() || keyword.find_first_not_of(allowed) != std::string::npos) {
            return "has a parameter whose name is none of libpq's; put a value that holds spaces into single quotes";
        }
        if (value.find('\0') != std::string::npos) return "has a zero byte, behind which libpq would not read on";
        if (keyword == "port" && !value.empty() && !is_port_list(value)) {
            return "has a port that is not a number from 1 to 65535; correct it, and in a URI percent-encode the "
                   "special characters of user name and password";
        }
        if (keyword == "sslmode" && !value.empty() && !is_ssl_mode(value)) {
            return "has an sslmode that is none of disable, allow, prefer, require, verify-ca and verify-full; correct "
                   "it";
        }
    }
    return {};
}

/// Makes a mistake of what is wrong with the parameters that were read.
inline conninfo checked(conninfo read) {
    if (read.mistake.empty()) read.mistake = mistake_in(read.parameters);
    if (!read.mistake.empty()) read.parameters.clear();
    return read;
}

} // namespace constable::startup

// ---- constable/startup/read_uri.hpp
// Reads PostgreSQL's URIs. libpq could do that by itself, but quotes a malformed one in its error message, with the

// password.

namespace constable::startup {

/// Reads what stands behind `postgresql://`, by the rules of libpq's conninfo_uri_parse_options.
class uri_reader {
public:
    explicit uri_reader(std::string_view rest) : rest_{rest} {}

    conninfo read() {
        read_user();
        if (is_well_formed()) read_hosts();
        if (is_well_formed() && rest_.starts_with('/')) read_database();
        if (is_well_formed() && rest_.starts_with('?')) read_query();
        return std::move(result_);
    }

private:
    [[nodiscard]] bool is_well_formed() const { return result_.mistake.empty(); }

    void fail(std::string_view mistake) {
        if (is_well_formed()) result_.mistake = mistake;
    }

    void fail_at_special_character() {
        fail("has a special character as it is where it can have another meaning; in user name, password and "
             "parameters percent-encode them: @ as %40, / as %2F, ? as %3F, : as %3A, % as %25");
    }

    /// Takes what stands before the first of these characters, or all that is left.
    std::string_view take_until(std::string_view characters) {
        const std::string_view taken = rest_.substr(0, rest_.find_first_of(characters));
        rest_.remove_prefix(taken.size());
        return taken;
    }

    static int hexadecimal(char digit) {
        if (digit >= '0' && digit <= '9') return digit - '0';
        const char small = static_cast<char>(digit | 0x20);
        return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
    }

    std::string decode(std::string_view text) {
        std::string decoded;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '%') {
                decoded += text[i];
                continue;
            }
            const int high = i + 2 < text.size() ? hexadecimal(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hexadecimal(text[i + 2]) : -1;
            if (high < 0 || low < 0) fail("has a % without two hexadecimal digits behind it; write % itself as %25");
            else if (high == 0 && low == 0) fail("has a %00, which no parameter may hold");
            if (!is_well_formed()) return {};
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        }
        return decoded;
    }

    void add(std::string keyword, std::string_view encoded) {
        result_.parameters.push_back({std::move(keyword), decode(encoded)});
    }

    void read_user() {
        const std::size_t end = rest_.find_first_of("@/");
        if (end != std::string_view::npos && rest_[end] == '@') {
            const std::string_view both = rest_.substr(0, end);
            const std::size_t colon = both.find(':');
            rest_.remove_prefix(end + 1);
            add_user(both.substr(0, colon),
                     colon == std::string_view::npos ? std::string_view{} : both.substr(colon + 1));
        }
        const std::string_view before_query = rest_.substr(0, rest_.find('?'));
        if (before_query.find('@') != std::string_view::npos) fail_at_special_character();
    }

    void add_user(std::string_view user, std::string_view password) {
        // a query that stands before the @: what libpq takes for user, password and host is then a parameter's value
        const std::size_t query = password.find('?');
        const bool has_query = query != std::string_view::npos && password.find('=', query) != std::string_view::npos;
        if (user.find('?') != std::string_view::npos || has_query) return fail_at_special_character();
        if (!user.empty()) add("user", user);
        if (!password.empty()) add("password", password);
    }

    void read_hosts() {
        std::string hosts;
        std::string ports;
        while (is_well_formed()) {
            hosts += read_host();
            if (rest_.starts_with(':')) {
                rest_.remove_prefix(1);
                ports += take_until("/?,");
            }
            if (!rest_.starts_with(',')) break;
            rest_.remove_prefix(1);
            hosts += ',';
            ports += ',';
        }
        if (!hosts.empty()) add("host", hosts);
        if (!ports.empty()) add("port", ports);
    }

    std::string_view read_host() {
        if (!rest_.starts_with('[')) return take_until(":/?,");
        rest_.remove_prefix(1);
        const std::string_view address = take_until("]");
        if (rest_.empty() || address.empty()) fail("has an IPv6 address that is empty or open; write it as [::1]");
        else rest_.remove_prefix(1);
        if (!rest_.empty() && std::string_view{":/?,"}.find(rest_.front()) == std::string_view::npos) {
            fail("has something behind an IPv6 address that is neither a port nor a database; write it as [::1]:5432");
        }
        return address;
    }

    void read_database() {
        rest_.remove_prefix(1);
        const std::string_view name = take_until("?");
        if (!name.empty()) add("dbname", name);
    }

    void read_query() {
        rest_.remove_prefix(1);
        while (!rest_.empty() && is_well_formed()) {
            const std::string_view parameter = take_until("&");
            if (!rest_.empty()) rest_.remove_prefix(1);
            const std::size_t equals = parameter.find('=');
            if (equals == std::string_view::npos || parameter.find('=', equals + 1) != std::string_view::npos) {
                return fail("has a parameter behind the ? that is not name=value; write a = in a value as %3D");
            }
            const std::string keyword = decode(parameter.substr(0, equals));
            const std::string_view value = parameter.substr(equals + 1);
            // else the query may have begun in a password, and what was read before be parts of it
            if (value.find('@') != std::string_view::npos && keyword != "user" && keyword != "password") {
                return fail_at_special_character();
            }
            add_from_query(keyword, decode(value));
        }
    }

    /// JDBC writes `ssl=true`, asyncpg `ssl=verify-full`; libpq knows only the first of them.
    void add_from_query(std::string keyword, std::string value) {
        const bool is_ssl_true = keyword == "ssl" && value == "true";
        if (is_ssl_true) value = "require";
        if (is_ssl_true || (keyword == "ssl" && is_ssl_mode(value))) keyword = "sslmode";
        result_.parameters.push_back({std::move(keyword), std::move(value)});
    }

    std::string_view rest_;
    conninfo result_;
};

/// The scheme of a URI, in small letters; empty when the text does not begin with one.
inline std::string uri_scheme(std::string_view text) {
    const std::size_t end = text.find("://");
    if (end == std::string_view::npos) return {};
    std::string scheme = to_lower(text.substr(0, end));
    const bool is_scheme = scheme.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789+-.") == std::string::npos;
    return is_scheme ? scheme : std::string{};
}

/// Reads a `postgresql://` or `postgres://` URI; the driver that SQLAlchemy names, `postgresql+asyncpg://`, is
/// dropped.
inline conninfo read_uri(std::string_view text) {
    const std::string scheme = uri_scheme(text);
    const std::string product = scheme.substr(0, scheme.find('+'));
    if (product == "postgresql" || product == "postgres") {
        return checked(uri_reader{text.substr(scheme.size() + 3)}.read());
    }
    const std::string found = scheme.empty() ? "is no URI" : "has the scheme " + in_quotes(scheme);
    return {{}, found + "; write it as postgresql://user:password@host:5432/database"};
}

} // namespace constable::startup

// ---- constable/startup/read_conninfo.hpp
// Reads libpq's connection strings: URIs and keyword strings.

namespace constable::startup {

/// Reads `keyword = value` pairs, by the rules of libpq's conninfo_parse.
class keyword_reader {
public:
    explicit keyword_reader(std::string_view rest) : rest_{rest} {}

    conninfo read() {
        skip_blanks();
        while (!rest_.empty() && result_.mistake.empty()) {
            std::string keyword = read_keyword();
            skip_blanks();
            if (!rest_.starts_with('=')) {
                result_.mistake = "is neither a URI (postgresql://...) nor keyword=value pairs (host=... dbname=...); "
                                  "put a value that holds spaces into single quotes";
                break;
            }
            rest_.remove_prefix(1);
            skip_blanks();
            result_.parameters.push_back({std::move(keyword), rest_.starts_with('\'') ? read_quoted() : read_plain()});
            skip_blanks();
        }
        return std::move(result_);
    }

private:
    static bool is_blank(char byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

    void skip_blanks() {
        while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
    }

    char take() {
        const char byte = rest_.front();
        rest_.remove_prefix(1);
        return byte;
    }

    std::string read_keyword() {
        std::string keyword;
        while (!rest_.empty() && rest_.front() != '=' && !is_blank(rest_.front())) keyword += take();
        return keyword;
    }

    std::string read_plain() {
        std::string value;
        while (!rest_.empty() && !is_blank(rest_.front())) {
            const char byte = take();
            if (byte != '\\') value += byte;
            else if (!rest_.empty()) value += take();
        }
        return value;
    }

    std::string read_quoted() {
        std::string value;
        rest_.remove_prefix(1);
        while (!rest_.empty()) {
            const char byte = take();
            if (byte == '\'') return value;
            if (byte != '\\') value += byte;
            else if (!rest_.empty()) value += take();
        }
        result_.mistake = "has a single quote that is not closed; write one inside a value as \\'";
        return {};
    }

    std::string_view rest_;
    conninfo result_;
};

/// Reads a connection string of either kind.
inline conninfo read_conninfo(std::string_view text) {
    return uri_scheme(text).empty() ? checked(keyword_reader{text}.read()) : read_uri(text);
}

} // namespace constable::startup

// ---- constable/startup/settings.hpp
// The settings that have a MIGRATION_* variable, and the words that are allowed in them.

namespace constable {

/// How closely a start looks at the database before it believes that all is up to date.
enum class verify_mode {
    marker,    ///< trust the state row that the last start left behind
    catalog,   ///< and see from the catalogs' rows that nothing was altered since
    everything ///< MIGRATION_VERIFY=full: compare every object
};

/// What a start does about a database that differs from the declarations in a way it may not mend.
enum class drift_policy {
    warn, ///< report it and go on
    fail  ///< report it and fail
};

/// From which severity on a line is logged.
enum class log_severity { debug, info, warn, error };

/// The table in which a start leaves its state; without a schema, in the first one of the search path.
struct state_table_name {
    std::string schema;
    std::string table;

    friend bool operator==(const state_table_name&, const state_table_name&) = default;
};

} // namespace constable

namespace constable::startup {

/// A field of migration_config, its variable, and what may stand in both.
struct setting {
    std::string_view field;
    std::string_view variable;
    std::string_view allowed;
    std::string_view default_value;
};

inline constexpr int longest_timeout_seconds = 86400; // a day

inline constexpr std::string_view allowed_switch = "true, false, 1, 0, yes, no, on or off";
inline constexpr std::string_view allowed_timeout = "a whole number of seconds from 1 to 86400";

/// All settings that have a variable.
inline constexpr std::array all_settings = {
    setting{"enabled", "MIGRATION_ENABLED", allowed_switch, "true"},
    setting{"timeout_seconds", "MIGRATION_TIMEOUT", allowed_timeout, "30"},
    setting{"lock_timeout_seconds", "MIGRATION_LOCK_TIMEOUT", allowed_timeout, "30"},
    setting{"enable_logging", "MIGRATION_LOGGING", allowed_switch, "true"},
    setting{"log_level", "MIGRATION_LOG_LEVEL", "DEBUG, INFO, WARN or ERROR", "INFO"},
    setting{"skip_validation", "MIGRATION_SKIP_VALIDATION", allowed_switch, "false"},
    setting{"concurrent_safety", "MIGRATION_CONCURRENT_SAFETY", allowed_switch, "true"},
    setting{"verify", "MIGRATION_VERIFY", "marker, catalog or full", "catalog"},
    setting{"on_drift", "MIGRATION_ON_DRIFT", "warn or fail", "warn"},
    setting{"state_table", "MIGRATION_STATE_TABLE",
            "a table or schema.table, as plain names of 1 to 63 bytes without quotes, in no schema of PostgreSQL's own",
            "constable_state"},
};

/// The setting with this field, which there must be.
constexpr const setting& setting_of(std::string_view field) {
    std::size_t i = 0;
    while (all_settings[i].field != field) ++i;
    return all_settings[i];
}

/// The sentence for a value that is not allowed, given as a message may show it.
inline std::string mistake_in(const setting& about, const std::string& shown_value) {
    std::string text{about.field};
    text.append(" (").append(about.variable).append(") is ").append(shown_value);
    text.append(", but must be ").append(about.allowed).append("; correct it, or leave it out for the default, ");
    return text.append(about.default_value);
}

/// A word and what it stands for.
template <class Meaning>
struct word {
    std::string_view text;
    Meaning meaning;
};

inline constexpr std::array switch_words = {
    word<bool>{"true", true},   word<bool>{"1", true},  word<bool>{"yes", true}, word<bool>{"on", true},
    word<bool>{"false", false}, word<bool>{"0", false}, word<bool>{"no", false}, word<bool>{"off", false}};

inline constexpr std::array severity_words = {
    word<log_severity>{"debug", log_severity::debug}, word<log_severity>{"info", log_severity::info},
    word<log_severity>{"warn", log_severity::warn}, word<log_severity>{"warning", log_severity::warn},
    word<log_severity>{"error", log_severity::error}};

inline constexpr std::array verify_words = {word<verify_mode>{"marker", verify_mode::marker},
                                            word<verify_mode>{"catalog", verify_mode::catalog},
                                            word<verify_mode>{"full", verify_mode::everything}};

inline constexpr std::array drift_words = {word<drift_policy>{"warn", drift_policy::warn},
                                           word<drift_policy>{"fail", drift_policy::fail}};

/// What a text means, in small letters or capitals; null when it is none of the words.
template <class Meaning, std::size_t Size>
const Meaning* meaning_of(std::string_view text, const std::array<word<Meaning>, Size>& words) {
    const std::string lower = to_lower(text);
    for (const word<Meaning>& known : words) {
        if (known.text == lower) return &known.meaning;
    }
    return nullptr;
}

/// The same, or a configuration_error about the field.
template <class Meaning, std::size_t Size>
Meaning meaning_or_throw(std::string_view field, std::string_view text, const std::array<word<Meaning>, Size>& words) {
    if (const Meaning* const meaning = meaning_of(text, words)) return *meaning;
    throw configuration_error{{mistake_in(setting_of(field), shown(text))}};
}

/// Whether the text can name a schema or a table.
inline bool is_plain_name(std::string_view text) {
    for (const char byte : text) {
        if (byte == '.' || byte == '"' || static_cast<unsigned char>(byte) < 0x20) return false;
    }
    return !text.empty() && text.size() <= 63;
}

/// The table that a text names, as `table` or `schema.table`; one without a name when the text is not allowed. The
/// parts are names, not SQL: nothing in them is folded to small letters.
inline state_table_name read_state_table(std::string_view text) {
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos)
        return is_plain_name(text) ? state_table_name{{}, std::string{text}} : state_table_name{};
    const std::string_view schema = text.substr(0, dot);
    const std::string_view table = text.substr(dot + 1);
    const bool is_of_postgresql = schema.starts_with("pg_") || schema == "information_schema";
    if (is_of_postgresql || !is_plain_name(schema) || !is_plain_name(table)) return {};
    return {std::string{schema}, std::string{table}};
}

} // namespace constable::startup

// ---- constable/startup/config.hpp
// What can be configured about a start, by a program or by the MIGRATION_* variables.

#include <memory>

namespace spdlog {
class logger;
}

namespace constable {

/// What can be configured about a start. The names in capitals are the environment variables of the same meaning.
struct migration_config {
    bool enabled = true;                         ///< MIGRATION_ENABLED: without it a start leaves the database alone
    int timeout_seconds = 30;                    ///< MIGRATION_TIMEOUT: for all of it, waiting and retries included
    int lock_timeout_seconds = 30;               ///< MIGRATION_LOCK_TIMEOUT: for the wait for another instance
    bool enable_logging = true;                  ///< MIGRATION_LOGGING
    std::string log_level = "INFO";              ///< MIGRATION_LOG_LEVEL: DEBUG, INFO, WARN or ERROR
    bool skip_validation = false;                ///< MIGRATION_SKIP_VALIDATION: of what was created
    bool concurrent_safety = true;               ///< MIGRATION_CONCURRENT_SAFETY: one instance at a time
    std::string verify = "catalog";              ///< MIGRATION_VERIFY: marker, catalog or full
    std::string on_drift = "warn";               ///< MIGRATION_ON_DRIFT: warn or fail
    std::string state_table = "constable_state"; ///< MIGRATION_STATE_TABLE: table or schema.table
    std::string connection = {};                 ///< libpq's URI or keyword string; empty: from the environment
    std::shared_ptr<spdlog::logger> logger = {}; ///< where to log; empty: a logger of Constable's own

    /// The configuration that this process's MIGRATION_* variables ask for. Throws a configuration_error that
    /// lists every value that is not allowed.
    static migration_config from_environment();

    /// Throws a configuration_error that lists every value that is not allowed.
    void validate() const;

    /// The texts above as what they mean. Each throws a configuration_error when its text is not allowed.
    [[nodiscard]] log_severity severity() const;
    [[nodiscard]] verify_mode verification() const;
    [[nodiscard]] drift_policy drift() const;
    [[nodiscard]] state_table_name state() const;
};

} // namespace constable

namespace constable::startup {

/// A sentence for each field that has a variable and is not as allowed.
inline std::vector<std::string> mistakes_in(const migration_config& config) {
    std::vector<std::string> mistakes;
    const auto require = [&mistakes](bool is_allowed, std::string_view field, const std::string& shown_value) {
        if (!is_allowed) mistakes.push_back(mistake_in(setting_of(field), shown_value));
    };
    const auto is_timeout = [](int seconds) { return seconds > 0 && seconds <= longest_timeout_seconds; };
    const auto number = [](int value) { return in_quotes(std::to_string(value)); };
    require(is_timeout(config.timeout_seconds), "timeout_seconds", number(config.timeout_seconds));
    require(is_timeout(config.lock_timeout_seconds), "lock_timeout_seconds", number(config.lock_timeout_seconds));
    require(meaning_of(config.log_level, severity_words) != nullptr, "log_level", shown(config.log_level));
    require(meaning_of(config.verify, verify_words) != nullptr, "verify", shown(config.verify));
    require(meaning_of(config.on_drift, drift_words) != nullptr, "on_drift", shown(config.on_drift));
    require(!read_state_table(config.state_table).table.empty(), "state_table", shown(config.state_table));
    return mistakes;
}

/// The parameters of a connection string that was read, whose mistake is added under the string's name.
inline connection_parameters accept(std::string_view name, conninfo read, std::vector<std::string>& mistakes) {
    if (!read.mistake.empty()) mistakes.push_back(std::string{name} + " " + read.mistake);
    return std::move(read.parameters);
}

/// The parameters of the configuration's own connection string; what is wrong with it is added to the mistakes.
inline connection_parameters read_connection_of(const migration_config& config, std::vector<std::string>& mistakes) {
    return accept("migration_config::connection", read_conninfo(config.connection), mistakes);
}

/// Takes values out of variables into fields. A value that cannot be read is a mistake, and the field stays.
class settings_reader {
public:
    settings_reader(const environment_variables& environment, std::vector<std::string>& mistakes)
        : environment_{environment}, mistakes_{mistakes} {}

    void read(std::string_view field, bool& value) const {
        const setting& known = setting_of(field);
        const std::string_view text = environment_.find(known.variable);
        const bool* const meaning = meaning_of(text, switch_words);
        if (meaning != nullptr) value = *meaning;
        else if (!text.empty()) mistakes_.push_back(mistake_in(known, shown(text)));
    }

    void read(std::string_view field, int& value) const {
        const setting& known = setting_of(field);
        const std::string_view text = environment_.find(known.variable);
        const int number = to_number(text);
        if (number >= 0) value = number;
        else if (!text.empty()) mistakes_.push_back(mistake_in(known, shown(text)));
    }

    void read(std::string_view field, std::string& value) const {
        const std::string_view text = environment_.find(setting_of(field).variable);
        if (!text.empty()) value = text;
    }

private:
    const environment_variables& environment_;
    std::vector<std::string>& mistakes_;
};

/// The configuration that these variables ask for; what is wrong with it is added to the mistakes.
inline migration_config read_config(const environment_variables& environment, std::vector<std::string>& mistakes) {
    migration_config config;
    const settings_reader settings_of{environment, mistakes};
    settings_of.read("enabled", config.enabled);
    settings_of.read("timeout_seconds", config.timeout_seconds);
    settings_of.read("lock_timeout_seconds", config.lock_timeout_seconds);
    settings_of.read("enable_logging", config.enable_logging);
    settings_of.read("log_level", config.log_level);
    settings_of.read("skip_validation", config.skip_validation);
    settings_of.read("concurrent_safety", config.concurrent_safety);
    settings_of.read("verify", config.verify);
    settings_of.read("on_drift", config.on_drift);
    settings_of.read("state_table", config.state_table);
    for (std::string& mistake : mistakes_in(config)) mistakes.push_back(std::move(mistake));
    return config;
}

} // namespace constable::startup

inline constable::migration_config constable::migration_config::from_environment() {
    std::vector<std::string> mistakes;
    migration_config config = startup::read_config(startup::process_environment(), mistakes);
    startup::throw_if_any(mistakes);
    return config;
}

inline void constable::migration_config::validate() const {
    std::vector<std::string> mistakes = startup::mistakes_in(*this);
    startup::read_connection_of(*this, mistakes);
    startup::throw_if_any(mistakes);
}

inline constable::log_severity constable::migration_config::severity() const {
    return startup::meaning_or_throw("log_level", log_level, startup::severity_words);
}

inline constable::verify_mode constable::migration_config::verification() const {
    return startup::meaning_or_throw("verify", verify, startup::verify_words);
}

inline constable::drift_policy constable::migration_config::drift() const {
    return startup::meaning_or_throw("on_drift", on_drift, startup::drift_words);
}

inline constable::state_table_name constable::migration_config::state() const {
    state_table_name name = startup::read_state_table(state_table);
    if (!name.table.empty()) return name;
    throw configuration_error{{startup::mistake_in(startup::setting_of("state_table"), startup::shown(state_table))}};
}

// ---- constable/startup/redact.hpp
// Takes passwords out of a message, however they are spelled in it.

namespace constable::startup {

/// Whether a byte stands at the beginning of the text in each of its spellings.
struct byte_spellings {
    bool raw = false;             ///< as it is: 1 byte
    bool escaped = false;         ///< `\'` as in a connection string, `''` as in SQL: 2 bytes
    bool percent_encoded = false; ///< `%2F` as in a URI: 3 bytes

    byte_spellings(std::string_view text, char byte) {
        if (text.empty()) return;
        raw = text[0] == byte;
        escaped = text.size() >= 2 && text[1] == byte && (text[0] == '\\' || (text[0] == '\'' && byte == '\''));
        if (text.size() < 3 || text[0] != '%') return;
        const hexadecimal_byte spelled{byte};
        percent_encoded = is_digit(text[1], spelled.high) && is_digit(text[2], spelled.low);
    }

private:
    static bool is_digit(char found, char small) {
        return found == small || (small >= 'a' && found == static_cast<char>(small - 'a' + 'A'));
    }
};

/// How many bytes at the beginning of the text spell the secret; 0 when they do not. Each byte may have its own
/// spelling, since nobody agrees on which characters a URI must encode; of several readings the longest counts.
inline std::size_t spelled_size(std::string_view text, std::string_view secret) {
    std::string ends{'\1'}; // at i a mark when the first i bytes of the text spell what was looked at of the secret
    for (const char byte : secret) {
        std::string next(ends.size() + 3, '\0');
        bool is_spelled = false;
        for (std::size_t end = 0; end != ends.size(); ++end) {
            if (ends[end] == '\0') continue;
            const byte_spellings spellings{text.substr(end), byte};
            if (spellings.raw) next[end + 1] = '\1';
            if (spellings.escaped) next[end + 2] = '\1';
            if (spellings.percent_encoded) next[end + 3] = '\1';
            is_spelled = is_spelled || spellings.raw || spellings.escaped || spellings.percent_encoded;
        }
        if (!is_spelled) return 0;
        ends = std::move(next);
    }
    return ends.rfind('\1');
}

/// The longest spelling of one of the secrets at the beginning of the text; 0 when there is none.
inline std::size_t longest_spelled_size(std::string_view text, const std::vector<std::string>& secrets) {
    std::size_t longest = 0;
    for (const std::string& secret : secrets) {
        const std::size_t size = spelled_size(text, secret);
        if (size > longest) longest = size;
    }
    return longest;
}

/// A character that is in none of the secrets, so that together with the text around it, it cannot spell one; a
/// zero byte when all that are suitable are in them.
inline char mask_for(const std::vector<std::string>& secrets) {
    for (const char mask : std::string_view{"*#~_-+.:"}) {
        bool is_free = true;
        for (const std::string& secret : secrets) is_free = is_free && secret.find(mask) == std::string::npos;
        if (is_free) return mask;
    }
    return '\0';
}

/// The message with `***`, or another character if a secret has a `*`, for every secret.
inline std::string redact(std::string_view message, const std::vector<std::string>& secrets) {
    const char mask = mask_for(secrets);
    std::string redacted;
    while (!message.empty()) {
        const std::size_t size = longest_spelled_size(message, secrets);
        if (size != 0 && mask == '\0') return "(message withheld: it holds the password)";
        if (size != 0) redacted.append(3, mask);
        else redacted += message.front();
        message.remove_prefix(size != 0 ? size : 1);
    }
    return redacted;
}

} // namespace constable::startup

// ---- constable/startup/connection_settings.hpp
// What is passed to libpq to connect, and how to speak of it without the password.

namespace constable {

/// Who said where the database is. The first of these that is set is used.
enum class connection_source {
    configuration,        ///< migration_config::connection
    postgresql_addon,     ///< POSTGRESQL_ADDON_HOST and its like
    postgresql_addon_uri, ///< POSTGRESQL_ADDON_URI alone
    db,                   ///< DB_HOST and its like
    database_url,         ///< DATABASE_URL
    libpq                 ///< nobody: libpq's own PG* variables, files and defaults
};

/// How a message names the source.
constexpr std::string_view name_of(connection_source source) {
    switch (source) {
    case connection_source::configuration: return "migration_config::connection";
    case connection_source::postgresql_addon: return "POSTGRESQL_ADDON_*";
    case connection_source::postgresql_addon_uri: return "POSTGRESQL_ADDON_URI";
    case connection_source::db: return "DB_*";
    case connection_source::database_url: return "DATABASE_URL";
    case connection_source::libpq: break;
    }
    return "libpq's PG* variables and defaults";
}

/// What is passed to libpq to connect.
struct connection_settings {
    connection_parameters parameters;
    connection_parameters inherited; ///< what libpq adds from PG* variables where `parameters` is silent
    connection_source source = connection_source::libpq;

    /// The value that libpq will use for a keyword, as far as it can be known without its files; empty for its
    /// default.
    [[nodiscard]] std::string_view effective(std::string_view keyword) const {
        const std::string* found = startup::find_parameter(parameters, keyword);
        if (found == nullptr) found = startup::find_parameter(inherited, keyword);
        return found == nullptr ? std::string_view{} : *found;
    }

    /// The parameters as libpq's keyword string. It holds the password: pass it to libpq and to nothing else.
    [[nodiscard]] std::string connection_string() const { return startup::write_conninfo(parameters); }

    /// Host, port, database, user and source, for messages; never the password.
    [[nodiscard]] std::string describe() const;

    /// The message without any password of these settings, however it is spelled.
    [[nodiscard]] std::string redact(std::string_view message) const;
};

} // namespace constable

namespace constable::startup {

/// Whether the value of this parameter is a secret.
inline bool is_secret(std::string_view keyword) {
    return keyword == "password" || keyword == "sslpassword" || keyword == "oauth_client_secret" ||
           keyword == "scram_client_key" || keyword == "scram_server_key";
}

/// Adds the secrets among the parameters.
inline void add_secrets(const connection_parameters& parameters, std::vector<std::string>& secrets) {
    for (const auto& [keyword, value] : parameters) {
        if (is_secret(keyword)) secrets.push_back(value);
    }
}

} // namespace constable::startup

inline std::string constable::connection_settings::describe() const {
    std::string text;
    for (const std::string_view keyword : {"host", "hostaddr", "port", "dbname", "user", "service"}) {
        const std::string_view value = effective(keyword);
        const bool is_always_told = keyword != "hostaddr" && keyword != "service";
        if (value.empty() && !is_always_told) continue;
        // a whole URI where a part of one belongs
        const bool may_be_secret = value.find("://") != std::string_view::npos;
        text.append(keyword).append("=").append(value.empty()   ? "(default)"
                                                : may_be_secret ? "(not shown)"
                                                                : startup::escaped(value));
        text += ' ';
    }
    return text.append("from ").append(name_of(source));
}

inline std::string constable::connection_settings::redact(std::string_view message) const {
    std::vector<std::string> secrets;
    startup::add_secrets(parameters, secrets);
    startup::add_secrets(inherited, secrets);
    return startup::redact(message, secrets);
}

// ---- constable/startup/choose_connection.hpp
// Chooses who says where the database is: the program, one group of variables, or libpq's defaults.

namespace constable::startup {

/// A variable and the parameter of libpq that it gives.
struct parameter_variable {
    std::string_view name;
    std::string_view keyword;
};

inline constexpr std::array<parameter_variable, 9> postgresql_addon_variables = {{
    {"POSTGRESQL_ADDON_HOST", "host"},
    {"POSTGRESQL_ADDON_PORT", "port"},
    {"POSTGRESQL_ADDON_DB", "dbname"},
    {"POSTGRESQL_ADDON_USER", "user"},
    {"POSTGRESQL_ADDON_PASSWORD", "password"},
    {"POSTGRESQL_ADDON_SSLMODE", "sslmode"},
    {"POSTGRESQL_ADDON_SSLROOTCERT", "sslrootcert"},
    {"POSTGRESQL_ADDON_SSLCERT", "sslcert"},
    {"POSTGRESQL_ADDON_SSLKEY", "sslkey"},
}};

inline constexpr std::array<parameter_variable, 9> db_variables = {{
    {"DB_HOST", "host"},
    {"DB_PORT", "port"},
    {"DB_NAME", "dbname"},
    {"DB_USER", "user"},
    {"DB_PASSWORD", "password"},
    {"DB_SSLMODE", "sslmode"},
    {"DB_SSLROOTCERT", "sslrootcert"},
    {"DB_SSLCERT", "sslcert"},
    {"DB_SSLKEY", "sslkey"},
}};

/// How many variables at the end of both groups are about TLS.
inline constexpr std::size_t tls_variable_count = 4;

/// Of libpq's own variables those that a message, or the choice of a time-out, depends on.
inline constexpr std::array<parameter_variable, 9> libpq_variables = {{
    {"PGHOST", "host"},
    {"PGHOSTADDR", "hostaddr"},
    {"PGPORT", "port"},
    {"PGDATABASE", "dbname"},
    {"PGUSER", "user"},
    {"PGPASSWORD", "password"},
    {"PGSERVICE", "service"},
    {"PGSSLMODE", "sslmode"},
    {"PGCONNECT_TIMEOUT", "connect_timeout"},
}};

/// Who says where the database is. A group of variables does when it names a host or a database.
inline connection_source choose_source(const migration_config& config, const environment_variables& environment) {
    if (!config.connection.empty()) return connection_source::configuration;
    if (environment.has("POSTGRESQL_ADDON_HOST") || environment.has("POSTGRESQL_ADDON_DB")) {
        return connection_source::postgresql_addon;
    }
    if (environment.has("POSTGRESQL_ADDON_URI")) return connection_source::postgresql_addon_uri;
    if (environment.has("DB_HOST") || environment.has("DB_NAME")) return connection_source::db;
    if (environment.has("DATABASE_URL")) return connection_source::database_url;
    return connection_source::libpq;
}

/// What is wrong with a variable's value, to stand behind its name; empty if nothing is.
inline std::string mistake_in(const parameter_variable& variable, std::string_view value) {
    const std::string_view keyword = variable.keyword;
    if (keyword == "port" && !is_port_list(value)) {
        const std::string_view hint = value.starts_with("tcp://")
                                          ? " (Kubernetes and Docker set it for a service of that name: choose another "
                                            "name, or switch service links off)"
                                          : "";
        return "is " + shown(value) + ", but must be a number from 1 to 65535; correct it" + std::string{hint};
    }
    if (keyword == "sslmode" && !is_ssl_mode(value)) {
        return "is " + shown(value) +
               ", but must be disable, allow, prefer, require, verify-ca or verify-full; correct it";
    }
    const bool is_name = keyword == "host" || keyword == "dbname" || keyword == "user";
    if (is_name && value.find("://") != std::string_view::npos) {
        return "holds a whole URI, but must be only the " + std::string{keyword} + "; put the URI into DATABASE_URL";
    }
    const bool is_path = value.starts_with('/') || value.starts_with('@'); // a socket's directory or abstract name
    const bool holds_more = (value.find(':') != std::string_view::npos && value.find(':') == value.rfind(':')) ||
                            value.find('@') != std::string_view::npos;
    if (keyword == "host" && !is_path && holds_more) {
        return "holds a ':' or '@', but must be only the host; put port, user and password into the variables for them";
    }
    return {};
}

/// The parameters that a group of variables gives.
inline connection_parameters read_variables(std::span<const parameter_variable> variables,
                                            const environment_variables& environment,
                                            std::vector<std::string>& mistakes) {
    connection_parameters parameters;
    for (const parameter_variable& variable : variables) {
        const std::string_view value = environment.find(variable.name);
        if (value.empty()) continue;
        const std::string mistake = mistake_in(variable, value);
        if (!mistake.empty()) mistakes.push_back(std::string{variable.name} + " " + mistake);
        parameters.push_back({std::string{variable.keyword}, std::string{value}});
    }
    return parameters;
}

/// POSTGRESQL_ADDON_HOST and its like. Its provider always sets host, database and user: where one is missing,
/// something went wrong, and libpq's defaults would lead to some other database.
inline connection_parameters read_postgresql_addon(const environment_variables& environment,
                                                   std::vector<std::string>& mistakes) {
    for (const std::string_view name : {"POSTGRESQL_ADDON_HOST", "POSTGRESQL_ADDON_DB", "POSTGRESQL_ADDON_USER"}) {
        if (environment.has(name)) continue;
        mistakes.push_back(std::string{name} + " is not set, but others of POSTGRESQL_ADDON_* are; set it, or remove "
                                               "them all to use DB_* or DATABASE_URL");
    }
    connection_parameters parameters = read_variables(postgresql_addon_variables, environment, mistakes);
    if (!find_parameter(parameters, "port")) parameters.push_back({"port", "5432"});
    return parameters;
}

/// POSTGRESQL_ADDON_URI, with POSTGRESQL_ADDON_SSLMODE and its like where the URI is silent.
inline connection_parameters read_postgresql_addon_uri(const environment_variables& environment,
                                                       std::vector<std::string>& mistakes) {
    const conninfo uri = read_uri(environment.find("POSTGRESQL_ADDON_URI"));
    connection_parameters parameters = accept("POSTGRESQL_ADDON_URI", uri, mistakes);
    const auto tls_variables = std::span{postgresql_addon_variables}.last<tls_variable_count>();
    for (connection_parameter& variable : read_variables(tls_variables, environment, mistakes)) {
        if (!find_parameter(parameters, variable.keyword)) parameters.push_back(std::move(variable));
    }
    return parameters;
}

/// The parameters that a source gives.
inline connection_parameters read_source(connection_source source, const migration_config& config,
                                         const environment_variables& environment, std::vector<std::string>& mistakes) {
    switch (source) {
    case connection_source::configuration: return read_connection_of(config, mistakes);
    case connection_source::postgresql_addon: return read_postgresql_addon(environment, mistakes);
    case connection_source::postgresql_addon_uri: return read_postgresql_addon_uri(environment, mistakes);
    case connection_source::db: return read_variables(db_variables, environment, mistakes);
    case connection_source::database_url:
        return accept("DATABASE_URL", read_uri(environment.find("DATABASE_URL")), mistakes);
    case connection_source::libpq: break;
    }
    return {};
}

/// How to connect with this configuration and these variables. What is wrong is added to the mistakes.
inline connection_settings read_connection(const migration_config& config, const environment_variables& environment,
                                           std::vector<std::string>& mistakes) {
    connection_settings chosen;
    chosen.source = choose_source(config, environment);
    chosen.parameters = read_source(chosen.source, config, environment, mistakes);
    for (const parameter_variable& variable : libpq_variables) {
        const std::string_view value = environment.find(variable.name);
        if (!value.empty()) chosen.inherited.push_back({std::string{variable.keyword}, std::string{value}});
    }
    // Both only where nobody else decided. No `options`: PgBouncer refuses start-up parameters that it does not know.
    if (!find_parameter(chosen.parameters, "fallback_application_name")) {
        chosen.parameters.push_back({"fallback_application_name", "constable"});
    }
    if (!find_parameter(chosen.parameters, "connect_timeout") && chosen.effective("connect_timeout").empty()) {
        chosen.parameters.push_back({"connect_timeout", std::to_string(config.timeout_seconds)});
    }
    return chosen;
}

} // namespace constable::startup

namespace constable {

/// How to connect with this configuration: by its `connection`, else by the first of POSTGRESQL_ADDON_*, DB_* and
/// DATABASE_URL that this process has been given, else by libpq's PG* variables and defaults. Throws a
/// configuration_error that lists every value that is not allowed.
inline connection_settings connection_settings_for(const migration_config& config) {
    std::vector<std::string> mistakes = startup::mistakes_in(config);
    connection_settings settings = startup::read_connection(config, startup::process_environment(), mistakes);
    startup::throw_if_any(mistakes);
    return settings;
}

} // namespace constable

// ---- constable/catalog/diff.hpp
// What a database lacks or has otherwise than was declared.

namespace constable::catalog {

enum class difference_kind : unsigned char {
    missing_enumeration,
    enumeration_labels,
    missing_table,
    missing_column,
    unknown_column,
    column_type,
    column_nullability,
    column_identity,
    column_default,   ///< one side has a default, the other none
    column_generated, ///< one side is generated, the other not
    column_collation,
    missing_constraint,
    constraint_differs,
    unknown_constraint,
    missing_index,
    index_differs,
    unknown_index,
};

/// One difference. The pointers lead into the expected catalog; which of them are set, the kind tells.
struct difference {
    difference_kind kind;
    const enumeration* enumerated = nullptr;
    const table* in = nullptr;
    const column* of_column = nullptr;
    const constraint* of_constraint = nullptr;
    const index* of_index = nullptr;
    std::string actual{}; ///< what stands there instead, or the name of what was not declared
};

namespace detail {

inline bool same_names(names left, names right) {
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i != left.size(); ++i)
        if (left[i] != right[i]) return false;
    return true;
}

inline bool same_action(const constraint& left, const constraint& right) {
    return left.referenced_table == right.referenced_table && same_names(left.referenced_columns, right.referenced_columns) &&
           left.on_update == right.on_update &&
           left.on_delete == right.on_delete && left.match == right.match &&
           same_names(left.on_delete_columns, right.on_delete_columns);
}

// What two constraints of one name must share. Expressions are the server's to compare.
inline bool same_meaning(const constraint& left, const constraint& right) {
    if (left.kind != right.kind || left.deferrable != right.deferrable || left.initially_deferred != right.initially_deferred)
        return false;
    switch (left.kind) {
    case constraint_kind::check: return left.no_inherit == right.no_inherit;
    case constraint_kind::exclude: return same_names(left.include, right.include);
    case constraint_kind::foreign_key: return same_names(left.columns, right.columns) && same_action(left, right);
    case constraint_kind::primary_key:
    case constraint_kind::unique: break;
    }
    return same_names(left.columns, right.columns) && same_names(left.include, right.include) &&
           left.nulls_not_distinct == right.nulls_not_distinct;
}

inline bool nulls_come_first(const key& of) {
    return of.nulls == nulls_order::by_direction ? of.descending : of.nulls == nulls_order::first;
}

// An expression that is but a column is stored as that column.
inline bool same_key(const key& expected, const key& actual) {
    const bool same_part = expected.column.empty() && !actual.column.empty()
                               ? expected.expression == actual.column
                               : expected.column == actual.column && expected.expression.empty() == actual.expression.empty();
    return same_part && expected.descending == actual.descending && nulls_come_first(expected) == nulls_come_first(actual);
}

// What the server stores in fewer words: DEFAULT NULL and COLLATE "default" as nothing at all.
inline bool is_default(const column& of) {
    return !of.default_expression.empty() && of.default_expression != "NULL" && of.default_expression != "null";
}
inline std::string_view collation_of(const column& of) { return of.collation == "default" ? std::string_view{} : of.collation; }

inline bool same_keys(std::span<const key> left, std::span<const key> right) {
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i != left.size(); ++i)
        if (!same_key(left[i], right[i])) return false;
    return true;
}

inline bool same_meaning(const index& left, const index& right) {
    const std::string_view left_method = left.method.empty() ? "btree" : left.method;
    const std::string_view right_method = right.method.empty() ? "btree" : right.method;
    return left.unique == right.unique && left_method == right_method && left.nulls_not_distinct == right.nulls_not_distinct &&
           left.predicate.empty() == right.predicate.empty() && same_names(left.include, right.include) &&
           same_keys(left.keys, right.keys);
}

class table_diff {
public:
    table_diff(const table& expected, const table& actual, const catalog& live, std::vector<difference>& found)
        : expected_(expected), actual_(actual), live_(live), found_(found) {}

    void run() {
        for (const column& each : expected_.columns) compare(each);
        for (const column& each : actual_.columns)
            if (find_column(expected_, each.name) == nullptr) add(difference_kind::unknown_column).actual = each.name;
        for (const constraint& each : expected_.constraints) compare(each);
        for (const constraint& each : actual_.constraints) look_for(each);
        for (const index& each : expected_.indexes) compare(each);
        for (const index& each : actual_.indexes) look_for(each);
    }

private:
    difference& add(difference_kind kind) {
        found_.push_back({.kind = kind, .in = &expected_});
        return found_.back();
    }
    void add(difference_kind kind, const column& of, std::string_view actual) {
        difference& added = add(kind);
        added.of_column = &of;
        added.actual = actual;
    }

    void compare(const column& expected) {
        const column* actual = find_column(actual_, expected.name);
        if (actual == nullptr) return add(difference_kind::missing_column, expected, {});
        if (expected.type != actual->type) add(difference_kind::column_type, expected, actual->type);
        // in the order in which they can be settled: an identity needs NOT NULL as long as it is there
        const bool loses_identity = expected.identity == identity_kind::none && actual->identity != expected.identity;
        if (loses_identity) add(difference_kind::column_identity, expected, name_of(actual->identity));
        if (expected.not_null != actual->not_null)
            add(difference_kind::column_nullability, expected, actual->not_null ? "NOT NULL" : "nullable");
        if (!loses_identity && expected.identity != actual->identity)
            add(difference_kind::column_identity, expected, name_of(actual->identity));
        if (is_default(expected) != is_default(*actual))
            add(difference_kind::column_default, expected, actual->default_expression);
        if (expected.generated_expression.empty() != actual->generated_expression.empty())
            add(difference_kind::column_generated, expected, actual->generated_expression);
        if (collation_of(expected) != collation_of(*actual)) add(difference_kind::column_collation, expected, actual->collation);
    }
    static std::string_view name_of(identity_kind kind) {
        if (kind == identity_kind::none) return "no identity";
        return kind == identity_kind::always ? "GENERATED ALWAYS AS IDENTITY" : "GENERATED BY DEFAULT AS IDENTITY";
    }

    void compare(const constraint& expected) {
        const constraint* by_name = nullptr;
        for (const constraint& each : actual_.constraints) {
            if (each.name == expected.name) by_name = &each;
            if (says_the_same(expected, each)) return;
        }
        difference& added = add(by_name == nullptr ? difference_kind::missing_constraint : difference_kind::constraint_differs);
        added.of_constraint = &expected;
    }
    // Keys and references are known by what they say; checks and exclusions by name, until the server compares them.
    [[nodiscard]] bool says_the_same(const constraint& expected, const constraint& actual) const {
        const bool by_name = expected.kind == constraint_kind::check || expected.kind == constraint_kind::exclude;
        return same_meaning(expected, actual) && (!by_name || expected.name == actual.name) &&
               live_.own_name_of(expected.referenced_schema) == actual.referenced_schema;
    }
    void look_for(const constraint& actual) {
        for (const constraint& each : expected_.constraints)
            if (each.name == actual.name || says_the_same(each, actual)) return;
        add(difference_kind::unknown_constraint).actual = actual.name;
    }

    void compare(const index& expected) {
        const index* by_name = nullptr;
        for (const index& each : actual_.indexes)
            if (each.name == expected.name) by_name = &each;
        if (by_name != nullptr && same_meaning(expected, *by_name)) return;
        difference& added = add(by_name == nullptr ? difference_kind::missing_index : difference_kind::index_differs);
        added.of_index = &expected;
    }
    void look_for(const index& actual) {
        for (const index& each : expected_.indexes)
            if (each.name == actual.name) return;
        add(difference_kind::unknown_index).actual = actual.name;
    }

    const table& expected_;
    const table& actual_;
    const catalog& live_;
    std::vector<difference>& found_;
};

} // namespace detail

/// Everything that `actual` lacks of `expected` or has otherwise; tables that were not declared are nobody's business.
/// Expressions (of checks, defaults, generated columns, predicates) and comments are not compared.
inline std::vector<difference> diff(const catalog& expected, const catalog& actual) {
    std::vector<difference> found;
    for (const enumeration& each : expected.enumerations) {
        const enumeration* same = nullptr;
        for (const enumeration& other : actual.enumerations)
            if (other.name == each.name && other.schema == actual.own_name_of(each.schema)) same = &other;
        if (same == nullptr)
            found.push_back({.kind = difference_kind::missing_enumeration, .enumerated = &each});
        else if (!detail::same_names(each.labels, same->labels))
            found.push_back({.kind = difference_kind::enumeration_labels, .enumerated = &each});
    }
    std::vector<std::uint32_t> slots(table_lookup::slots_for(actual.tables.size()));
    table_lookup::fill(actual.tables, slots);
    const table_lookup by_name{actual.tables, slots};
    for (const table& each : expected.tables) {
        const std::size_t same = by_name.find(actual.own_name_of(each.schema), each.name);
        if (same == table_lookup::missing) found.push_back({.kind = difference_kind::missing_table, .in = &each});
        else detail::table_diff{each, actual.tables[same], actual, found}.run();
    }
    return found;
}

} // namespace constable::catalog

// ---- constable/database/sql_failure.hpp
// A failed message to the server, whatever version of libpqxx reported it.

namespace constable::database {

/// What the server or libpq refused.
class sql_failure : public std::runtime_error {
public:
    sql_failure(std::string sqlstate, std::string statement, const std::string& text, bool is_disconnected)
        : std::runtime_error(text), sqlstate_(std::move(sqlstate)), statement_(std::move(statement)),
          is_disconnected_(is_disconnected) {}

    /// Five characters, https://www.postgresql.org/docs/current/errcodes-appendix.html, or empty.
    [[nodiscard]] std::string_view sqlstate() const { return sqlstate_; }
    [[nodiscard]] std::string_view statement() const { return statement_; }
    /// Whether the connection is gone.
    [[nodiscard]] bool is_disconnected() const { return is_disconnected_; }

    /// Whether the same again may succeed: a lock not had in time, a deadlock, a serialisation failure.
    [[nodiscard]] bool is_passing() const { return sqlstate_ == "55P03" || sqlstate_ == "40P01" || sqlstate_ == "40001"; }
    /// Whether somebody else created the same object at the same time.
    [[nodiscard]] bool is_collision() const {
        return sqlstate_ == "42P07" || sqlstate_ == "42710" || sqlstate_ == "42P06" || sqlstate_ == "23505";
    }

private:
    std::string sqlstate_;
    std::string statement_;
    bool is_disconnected_;
};

} // namespace constable::database

// ---- constable/database/session.hpp
// The one door to libpqxx: messages to the server over an open connection, from libpqxx 6.4 to 8.

#include <pqxx/connection>
#include <pqxx/except>
#include <pqxx/nontransaction>
#include <pqxx/result>

namespace constable::database {

/// The rows that a statement returned.
class rows {
public:
    rows() = default;
    explicit rows(pqxx::result result) : result_(std::move(result)) {}

    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(result_.size()); }
    [[nodiscard]] bool empty() const { return size() == 0; }

    /// The text of a field, empty for NULL. It lives as long as this object or a copy of it.
    [[nodiscard]] std::string_view at(std::size_t row, std::size_t column) const {
        const auto field = result_[static_cast<pqxx::result::size_type>(row)][static_cast<row_size>(column)];
        if (field.is_null()) return {};
#if defined(PQXX_VERSION_MAJOR) && PQXX_VERSION_MAJOR >= 7
        return field.view();
#else
        return {field.c_str(), field.size()};
#endif
    }

private:
#if defined(PQXX_VERSION_MAJOR) && PQXX_VERSION_MAJOR >= 7
    using row_size = pqxx::row::size_type;
#else
    using row_size = pqxx::row_size_type;
#endif
    pqxx::result result_;
};

namespace detail {

// libpqxx 6.4 forgets the code of these errors, and does not derive all of them from sql_error.
inline std::string sqlstate_of(const pqxx::failure& error) {
    if (dynamic_cast<const pqxx::insufficient_privilege*>(&error) != nullptr) return "42501";
    if (dynamic_cast<const pqxx::deadlock_detected*>(&error) != nullptr) return "40P01";
    if (dynamic_cast<const pqxx::serialization_failure*>(&error) != nullptr) return "40001";
    const auto* const known = dynamic_cast<const pqxx::sql_error*>(&error);
    return known == nullptr ? std::string{} : known->sqlstate();
}

// libpqxx 6.4 asks a connection that was just lost for its encoding, and reports only that.
inline std::string text_of(const pqxx::failure& error) {
    const std::string text = error.what();
    return text.find("client encoding") == std::string::npos ? text : "the server closed the connection";
}

} // namespace detail

/// Sends messages over a connection and counts them. Transactions are begun and ended by statements inside the
/// messages, since libpqxx's own would cost round trips of their own. Whatever is open when a session ends is rolled back.
class session {
public:
    /// The connection must stay open and must have no transaction object on it.
    explicit session(pqxx::connection& connection) : connection_(connection) {
        try {
            work_ = std::make_unique<pqxx::nontransaction>(connection);
        } catch (const pqxx::usage_error& error) {
            throw sql_failure{"", "", std::string{"the connection is in use by a transaction; finish it first: "} + error.what(), false};
        }
    }
    session(const session&) = delete;
    session& operator=(const session&) = delete;
    ~session() {
        try {
            rollback();
        } catch (...) { // the connection is gone, and the transaction with it
        }
    }

    /// Sends one message of one or more statements and returns the rows of the last.
    /// Throws sql_failure.
    rows send(const std::string& message) {
        ++round_trips_;
        try {
            return rows{work_->exec(message)};
        } catch (const pqxx::failure& error) {
            const bool is_broken = dynamic_cast<const pqxx::broken_connection*>(&error) != nullptr || !connection_.is_open();
            throw sql_failure{detail::sqlstate_of(error), message, detail::text_of(error), is_broken};
        }
    }

    /// Sends a message that begins a transaction.
    rows begin(const std::string& message) {
        in_transaction_ = true;
        return send("BEGIN; " + message);
    }
    /// Sends a message and commits in it.
    void commit(const std::string& message) {
        send(message + "COMMIT");
        in_transaction_ = false;
    }
    /// Ends the transaction, if there is one, without its effects.
    void rollback() {
        if (!in_transaction_) return;
        in_transaction_ = false;
        send("ROLLBACK");
    }

    /// Sends a message and takes its effects back, inside a transaction or without one; an error does not end the
    /// transaction.
    rows try_out(const std::string& message) {
        const bool is_inside = in_transaction_;
        const auto take_back = [&] {
            if (is_inside) send("ROLLBACK TO SAVEPOINT try_out");
            else rollback();
        };
        rows answer;
        try {
            answer = is_inside ? send("SAVEPOINT try_out; " + message) : begin(message);
        } catch (const sql_failure& error) {
            if (!error.is_disconnected()) take_back();
            throw;
        }
        take_back();
        return answer;
    }

    /// Messages sent so far: each is one round trip.
    [[nodiscard]] std::size_t round_trips() const { return round_trips_; }

private:
    pqxx::connection& connection_;
    std::unique_ptr<pqxx::nontransaction> work_;
    std::size_t round_trips_ = 0;
    bool in_transaction_ = false;
};

/// Opens a connection. Throws sql_failure without an SQLSTATE, since libpq does not tell any.
inline std::unique_ptr<pqxx::connection> connect(const std::string& connection_string) {
    try {
        return std::make_unique<pqxx::connection>(connection_string);
    } catch (const pqxx::failure& error) {
        throw sql_failure{"", "", error.what(), true};
    }
}

} // namespace constable::database

// ---- constable/database/live_catalog.hpp
// A catalog that was read from a live database, with the memory that its views point into.

#include <cstdlib>

namespace constable::database {

/// Anything with a name that a table of that name would collide with.
struct live_relation {
    std::string_view schema; ///< empty: the default schema
    std::string_view name;
    char kind; ///< pg_class.relkind

    /// "view", "sequence", …
    [[nodiscard]] std::string_view kind_name() const {
        switch (kind) {
        case 'v': return "view";
        case 'm': return "materialized view";
        case 'f': return "foreign table";
        case 'S': return "sequence";
        case 'c': return "composite type";
        default: return "table";
        }
    }
    [[nodiscard]] bool is_table() const { return kind == 'r' || kind == 'p'; }
};

/// What the stamp of a verified catalog is stored as: text of type oid[], and the stamp.
struct live_stamp {
    std::string_view tables;
    std::string_view relations;
    std::string_view types;
    std::string_view namespaces;
    std::string_view stamp;
};

/// A catalog read from a database. Names of the default schema are left unqualified, as a declaration leaves them.
/// Its texts are those of the server's answer, which it keeps. Headers of C++ that compile slowly are not used here.
class live_catalog {
public:
    /// Reads what `introspection_statement` returned.
    explicit live_catalog(rows answer) : rows_(std::move(answer)) {
        for (std::size_t row = 0; row != rows_.size(); ++row) read_facts(row); // they tell the default schema
        for (std::size_t row = 0; row != rows_.size(); ++row) read_object(row);
        for (const contents& each : contents_)
            tables_.push_back({each.schema, each.name, each.columns, each.constraints, each.indexes, each.comment});
    }
    live_catalog(const live_catalog&) = delete;
    live_catalog& operator=(const live_catalog&) = delete;
    live_catalog(live_catalog&&) = default;
    live_catalog& operator=(live_catalog&&) = default;

    /// The catalog; it points into this object.
    [[nodiscard]] catalog::catalog view() const { return {database_, enumerations_, tables_, default_schema_}; }
    [[nodiscard]] const std::vector<live_relation>& relations() const { return relations_; }
    [[nodiscard]] const live_stamp& stamp() const { return stamp_; }

    [[nodiscard]] std::string_view database() const { return database_; }
    [[nodiscard]] std::string_view user() const { return user_; }
    /// The first schema of the search path that exists; empty when there is none.
    [[nodiscard]] std::string_view default_schema() const { return default_schema_; }
    /// Whether the role may create objects in the default schema.
    [[nodiscard]] bool may_create() const { return may_create_; }
    [[nodiscard]] bool is_standby() const { return is_standby_; }
    /// As `server_version_num`: 150004 for 15.4.
    [[nodiscard]] int server_version() const { return server_version_; }

    /// The table, view or whatever else has that name, or nothing.
    [[nodiscard]] const live_relation* find_relation(std::string_view schema, std::string_view name) const {
        for (const live_relation& each : relations_)
            if (each.name == name && each.schema == schema_of(schema)) return &each;
        return nullptr;
    }

private:
    struct contents {
        std::string_view schema;
        std::string_view name;
        std::string_view comment{};
        std::vector<catalog::column> columns{};
        std::vector<catalog::constraint> constraints{};
        std::vector<catalog::index> indexes{};
    };

    [[nodiscard]] std::string_view text(std::size_t row, std::size_t at) const { return rows_.at(row, 4 + at); }

    // an unqualified declaration means the default schema
    [[nodiscard]] std::string_view schema_of(std::string_view name) const { return name == default_schema_ ? std::string_view{} : name; }

    // The elements of an array of texts, as `array_out` writes it. Only those with escapes need memory of their own.
    std::vector<std::string_view> elements_of(std::string_view array) {
        std::vector<std::string_view> elements;
        std::size_t at = 1;
        while (at + 1 < array.size()) {
            const bool is_quoted = array[at] == '"';
            const std::size_t begin = is_quoted ? at + 1 : at;
            std::size_t end = begin;
            bool has_escapes = false;
            while (is_quoted ? array[end] != '"' : (array[end] != ',' && end + 1 != array.size())) {
                has_escapes = has_escapes || array[end] == '\\';
                end += is_quoted && array[end] == '\\' ? 2 : 1;
            }
            const std::string_view element = array.substr(begin, end - begin);
            elements.push_back(has_escapes ? unescaped(element) : element);
            at = end + (is_quoted ? 2 : 1);
        }
        return elements;
    }
    std::string_view unescaped(std::string_view element) {
        std::string text;
        for (std::size_t i = 0; i != element.size(); ++i) text.push_back(element[i] == '\\' ? element[++i] : element[i]);
        return keep(std::move(text));
    }
    std::string_view keep(std::string text) {
        texts_.push_back(std::make_unique<std::string>(std::move(text)));
        return *texts_.back();
    }
    catalog::names names_in(std::string_view array) {
        lists_.push_back(elements_of(array));
        return lists_.back();
    }

    void read_facts(std::size_t row) {
        const std::string_view kind = rows_.at(row, 0);
        if (kind == "stamp") stamp_ = {text(row, 0), text(row, 1), text(row, 2), text(row, 3), text(row, 4)};
        if (kind != "facts") return;
        default_schema_ = rows_.at(row, 1);
        user_ = rows_.at(row, 2);
        server_version_ = std::atoi(std::string{text(row, 0)}.c_str());
        is_standby_ = text(row, 1) == "true";
        database_ = text(row, 2);
        may_create_ = text(row, 3) == "true";
    }

    // Rows of one relation stand together, the relation first.
    void read_object(std::size_t row) {
        const std::string_view kind = rows_.at(row, 0);
        const std::string_view schema = schema_of(rows_.at(row, 1));
        const std::string_view name = rows_.at(row, 2);
        if (kind == "enumeration") {
            enumerations_.push_back({schema, name, names_in(text(row, 0))});
        } else if (kind == "relation") {
            relations_.push_back({schema, name, text(row, 0)[0]});
            if (relations_.back().is_table()) contents_.push_back({schema, name, text(row, 1)});
        } else if (kind == "column") {
            contents_.back().columns.push_back(read_column(row));
        } else if (kind == "constraint") {
            contents_.back().constraints.push_back(read_constraint(row));
        } else if (kind == "index") {
            contents_.back().indexes.push_back(read_index(row));
        }
    }

    [[nodiscard]] catalog::column read_column(std::size_t row) const {
        catalog::column column;
        column.name = text(row, 0);
        column.type = text(row, 1);
        column.not_null = text(row, 2) == "true";
        (text(row, 5).empty() ? column.default_expression : column.generated_expression) = text(row, 3);
        if (text(row, 4) == "a") column.identity = catalog::identity_kind::always;
        if (text(row, 4) == "d") column.identity = catalog::identity_kind::by_default;
        column.collation = text(row, 6);
        column.comment = text(row, 7);
        return column;
    }

    static catalog::referential_action action_of(char code) {
        switch (code) {
        case 'r': return catalog::referential_action::restrict;
        case 'c': return catalog::referential_action::cascade;
        case 'n': return catalog::referential_action::set_null;
        case 'd': return catalog::referential_action::set_default;
        default: return catalog::referential_action::no_action;
        }
    }
    static catalog::constraint_kind kind_of(char code) {
        switch (code) {
        case 'p': return catalog::constraint_kind::primary_key;
        case 'u': return catalog::constraint_kind::unique;
        case 'f': return catalog::constraint_kind::foreign_key;
        case 'x': return catalog::constraint_kind::exclude;
        default: return catalog::constraint_kind::check;
        }
    }
    [[nodiscard]] bool has(std::size_t row, std::size_t at, char flag) const { return text(row, at).find(flag) != std::string_view::npos; }

    catalog::constraint read_constraint(std::size_t row) {
        catalog::constraint read;
        read.name = text(row, 0);
        read.kind = kind_of(text(row, 1)[0]);
        if (read.kind != catalog::constraint_kind::check && read.kind != catalog::constraint_kind::exclude) read.columns = names_in(text(row, 2));
        read.expression = text(row, 3);
        if (read.kind == catalog::constraint_kind::foreign_key) {
            read.referenced_schema = schema_of(text(row, 4));
            read.referenced_table = text(row, 5);
            read.referenced_columns = names_in(text(row, 6));
            read.on_update = action_of(text(row, 7)[0]);
            read.on_delete = action_of(text(row, 7)[1]);
            read.match = text(row, 7)[2] == 'f' ? catalog::match_type::full : catalog::match_type::simple;
            read.on_delete_columns = names_in(text(row, 8));
        }
        read.deferrable = has(row, 9, 'd');
        read.initially_deferred = has(row, 9, 'i');
        read.no_inherit = read.kind == catalog::constraint_kind::check && has(row, 9, 'n');
        read.nulls_not_distinct = has(row, 9, 'u');
        read.comment = text(row, 10);
        read.include = names_in(text(row, 11));
        return read;
    }

    catalog::index read_index(std::size_t row) {
        catalog::index read;
        read.name = text(row, 0);
        if (text(row, 1) != "btree") read.method = text(row, 1);
        keys_.push_back(read_keys(row));
        read.keys = keys_.back();
        read.include = names_in(text(row, 7));
        read.predicate = text(row, 8);
        read.unique = has(row, 9, 'u');
        read.nulls_not_distinct = has(row, 9, 'd');
        read.comment = text(row, 10);
        return read;
    }

    std::vector<catalog::key> read_keys(std::size_t row) {
        const auto columns = elements_of(text(row, 2));
        const auto expressions = elements_of(text(row, 3));
        const auto options = elements_of(text(row, 4));
        const auto classes = elements_of(text(row, 5));
        const auto collations = elements_of(text(row, 6));
        std::vector<catalog::key> keys(columns.size());
        for (std::size_t i = 0; i != keys.size(); ++i) {
            catalog::key& key = keys[i];
            key.column = columns[i];
            key.expression = expressions[i];
            key.descending = options[i] == "1" || options[i] == "3";
            const bool nulls_first = options[i] == "2" || options[i] == "3";
            if (nulls_first != key.descending) key.nulls = nulls_first ? catalog::nulls_order::first : catalog::nulls_order::last;
            key.operator_class = classes[i];
            key.collation = collations[i];
        }
        return keys;
    }

    rows rows_;
    std::vector<std::unique_ptr<std::string>> texts_;
    std::vector<std::vector<std::string_view>> lists_;
    std::vector<std::vector<catalog::key>> keys_;
    std::vector<contents> contents_;
    std::vector<live_relation> relations_;
    std::vector<catalog::enumeration> enumerations_;
    std::vector<catalog::table> tables_;
    live_stamp stamp_;
    std::string_view database_;
    std::string_view user_;
    std::string_view default_schema_;
    int server_version_ = 0;
    bool is_standby_ = false;
    bool may_create_ = false;
};

} // namespace constable::database

// ---- constable/database/introspect.hpp
// Reads the catalog of a live database: one statement, one snapshot, whatever its size.

namespace constable::database {

namespace detail {

// Every row has the columns kind, schema, relation, position and twelve texts; `live_catalog` knows what they hold.
// pg_catalog only; columns that only newer servers have are asked for through to_jsonb().
inline constexpr std::string_view facts_query =
    "SELECT 'facts' AS kind, current_schema()::text AS schema, current_user::text AS relation, 0 AS position,"
    " current_setting('server_version_num') AS first,"
    " pg_is_in_recovery()::text, current_database()::text, has_schema_privilege(current_schema(), 'CREATE')::text,"
    " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL";

inline constexpr std::string_view relations_query =
    " UNION ALL SELECT 'relation', n.nspname, c.relname, 0, c.relkind::text,"
    " (SELECT description FROM pg_catalog.pg_description WHERE objoid = c.oid AND classoid = 'pg_catalog.pg_class'::regclass AND objsubid = 0),"
    " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"
    " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c') AND ";

inline constexpr std::string_view columns_query =
    " UNION ALL SELECT 'column', n.nspname, c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull::text,"
    " pg_get_expr(d.adbin, d.adrelid), a.attidentity::text, a.attgenerated::text,"
    " CASE WHEN a.attcollation <> t.typcollation THEN (SELECT collname FROM pg_catalog.pg_collation WHERE oid = a.attcollation) END,"
    " (SELECT description FROM pg_catalog.pg_description WHERE objoid = c.oid AND classoid = 'pg_catalog.pg_class'::regclass AND objsubid = a.attnum),"
    " NULL, NULL, NULL, NULL"
    " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
    " JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
    " LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum"
    " WHERE c.relkind IN ('r', 'p') AND ";

inline constexpr std::string_view constraints_query =
    " UNION ALL SELECT 'constraint', n.nspname, c.relname, 0, k.conname, k.contype::text,"
    " ARRAY(SELECT a.attname FROM unnest(k.conkey) WITH ORDINALITY u(num, at)"
    " JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num ORDER BY u.at)::text,"
    " CASE k.contype WHEN 'c' THEN pg_get_expr(k.conbin, k.conrelid) WHEN 'x' THEN pg_get_constraintdef(k.oid) END,"
    " fn.nspname, f.relname,"
    " ARRAY(SELECT a.attname FROM unnest(k.confkey) WITH ORDINALITY u(num, at)"
    " JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num ORDER BY u.at)::text,"
    " concat(k.confupdtype, k.confdeltype, k.confmatchtype),"
    " ARRAY(SELECT a.attname FROM jsonb_array_elements_text(CASE WHEN jsonb_typeof(to_jsonb(k) -> 'confdelsetcols') = 'array'"
    " THEN to_jsonb(k) -> 'confdelsetcols' END) WITH ORDINALITY u(num, at)"
    " JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num::int ORDER BY u.at)::text,"
    " concat(CASE WHEN k.condeferrable THEN 'd' END, CASE WHEN k.condeferred THEN 'i' END, CASE WHEN k.connoinherit THEN 'n' END,"
    " CASE WHEN to_jsonb(x) ->> 'indnullsnotdistinct' = 'true' THEN 'u' END, CASE WHEN NOT k.convalidated THEN 'v' END),"
    " (SELECT description FROM pg_catalog.pg_description WHERE objoid = k.oid AND classoid = 'pg_catalog.pg_constraint'::regclass),"
    " ARRAY(SELECT a.attname FROM generate_series(x.indnkeyatts, x.indnatts - 1) at"
    " JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[at] ORDER BY at)::text"
    " FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " LEFT JOIN pg_catalog.pg_class f ON f.oid = k.confrelid LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace"
    " LEFT JOIN pg_catalog.pg_index x ON x.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')"
    " WHERE c.relkind IN ('r', 'p') AND k.contype IN ('p', 'u', 'f', 'c', 'x') AND ";

inline constexpr std::string_view indexes_query =
    " UNION ALL SELECT 'index', n.nspname, c.relname, 0, i.relname, m.amname,"
    " ARRAY(SELECT coalesce(a.attname, '') FROM generate_series(0, x.indnkeyatts - 1) at"
    " LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[at] AND x.indkey[at] <> 0 ORDER BY at)::text,"
    " ARRAY(SELECT CASE WHEN x.indkey[at] = 0 THEN pg_get_indexdef(x.indexrelid, at + 1, false) ELSE '' END"
    " FROM generate_series(0, x.indnkeyatts - 1) at ORDER BY at)::text,"
    " ARRAY(SELECT x.indoption[at]::text FROM generate_series(0, x.indnkeyatts - 1) at ORDER BY at)::text,"
    " ARRAY(SELECT CASE WHEN o.opcdefault THEN '' ELSE o.opcname END FROM generate_series(0, x.indnkeyatts - 1) at"
    " JOIN pg_catalog.pg_opclass o ON o.oid = x.indclass[at] ORDER BY at)::text,"
    " ARRAY(SELECT CASE WHEN l.oid IS NULL OR l.oid = a.attcollation AND x.indkey[at] <> 0 OR l.collname = 'default' THEN '' ELSE l.collname END"
    " FROM generate_series(0, x.indnkeyatts - 1) at LEFT JOIN pg_catalog.pg_collation l ON l.oid = x.indcollation[at]"
    " LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[at] ORDER BY at)::text,"
    " ARRAY(SELECT a.attname FROM generate_series(x.indnkeyatts, x.indnatts - 1) at"
    " JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[at] ORDER BY at)::text,"
    " pg_get_expr(x.indpred, x.indrelid),"
    " concat(CASE WHEN x.indisunique THEN 'u' END, CASE WHEN to_jsonb(x) ->> 'indnullsnotdistinct' = 'true' THEN 'd' END,"
    " CASE WHEN NOT x.indisvalid THEN 'v' END),"
    " (SELECT description FROM pg_catalog.pg_description WHERE objoid = i.oid AND classoid = 'pg_catalog.pg_class'::regclass AND objsubid = 0),"
    " NULL"
    " FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid JOIN pg_catalog.pg_class c ON c.oid = x.indrelid"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace JOIN pg_catalog.pg_am m ON m.oid = i.relam"
    " WHERE c.relkind IN ('r', 'p') AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k"
    " WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x')) AND ";

inline constexpr std::string_view enumerations_query =
    " UNION ALL SELECT 'enumeration', n.nspname, t.typname, 0,"
    " ARRAY(SELECT e.enumlabel FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder)::text,"
    " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"
    " FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'e' AND ";

// Whether `n` is the default schema or one that the catalog names.
inline std::string is_wanted_namespace(const catalog::catalog& expected) {
    return strings::to_string([&](auto& sink) {
        sink.add("(n.nspname = current_schema() OR n.nspname IN (NULL");
        std::string_view last;
        const auto add = [&](std::string_view schema) {
            if (schema.empty() || schema == last) return;
            last = schema;
            sink.add(", ");
            strings::add_literal(sink, schema);
        };
        for (const catalog::table& table : expected.tables) add(table.schema);
        for (const catalog::enumeration& type : expected.enumerations) add(type.schema);
        sink.add("))");
    });
}

} // namespace detail

/// The statement that reads all objects of the default schema and of the schemas that `expected` names. `more` is
/// appended: further rows of kind 'stamp'.
inline std::string introspection_statement(const catalog::catalog& expected, std::string_view more = {}) {
    const std::string wanted = detail::is_wanted_namespace(expected);
    std::string text{"SELECT * FROM ("};
    text.append(detail::facts_query);
    for (const std::string_view query : {detail::relations_query, detail::columns_query, detail::constraints_query,
                                         detail::indexes_query, detail::enumerations_query})
        text.append(query).append(wanted);
    // each relation's rows together, the relation first
    return text.append(more).append(") o ORDER BY schema, relation, kind <> 'relation', kind, position, first");
}

/// Reads a live database. Throws sql_failure.
inline live_catalog introspect(session& with, const catalog::catalog& expected) {
    return live_catalog{with.send(introspection_statement(expected))};
}

} // namespace constable::database

// ---- constable/database/lock.hpp
// The advisory lock that lets one instance at a time change a schema.

namespace constable::database {

/// The key of a schema's lock, hashed from its name: unrelated applications do not wait for each other.
constexpr std::int64_t lock_key_of(std::string_view schema_name) {
    strings::hasher all;
    all.add("constable");
    all.add(schema_name);
    return static_cast<std::int64_t>(all.value());
}

/// Asks for the lock and never waits: waiting inside the server would deadlock with CREATE INDEX CONCURRENTLY.
/// The lock ends with the transaction, which is what a pooler in transaction mode can bear.
/// https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
inline std::string try_lock(std::int64_t key) { return "SELECT pg_try_advisory_xact_lock('" + std::to_string(key) + "'::bigint)"; }

/// Who holds the lock: process id, application, role, state, seconds.
inline std::string lock_holder(std::int64_t key) {
    const auto bits = static_cast<std::uint64_t>(key);
    return "SELECT a.pid, a.application_name, a.usename, a.state, round(extract(epoch FROM now() - coalesce(a.xact_start, a.state_change)))"
           " FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid"
           " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
           " AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())"
           " AND l.classid = '" + std::to_string(bits >> 32U) + "'::oid AND l.objid = '" + std::to_string(bits & 0xffffffffU) + "'::oid";
}

} // namespace constable::database

// ---- constable/database/stamp.hpp
// The one statement of a start with nothing to do: has a catalog row of the declared objects changed since they were

// verified?

namespace constable::database {

// A stamp is the number of catalog rows of the declared objects and the sum of their xmin, catalog by catalog.
//
// Why equal stamps mean that nothing changed: whatever DDL does to a row, the new row carries the id of the altering
// transaction. With equal counts, as many rows have come as have gone; every row that came is younger than every row
// that went, so the sum has grown unless none did. A transaction that had its id before the youngest stamped row was
// written could break "younger"; while one is open, stamp_row() stores an empty stamp, which agrees with nothing.
//
// xmin has no sum() and a cast through text costs more than the scan; age(xmin) is a cheap int4. It moves with the
// server's clock of transactions, by the same amount for each row and for the fixed id 3: stamps_agree() takes that
// amount off. VACUUM, ANALYZE, freezing (which keeps xmin since 9.4), VACUUM FULL of a catalog, writing rows and DDL
// on other tables leave stamps alone. A false alarm costs one full comparison: TRUNCATE, VACUUM FULL or REINDEX of a
// declared table, GRANT, a restored dump, and the hour in which ids pass half their circle beyond 3 or beyond xmin.
//
// What no row of these catalogs shows: functions, operators and types used by expressions (their renaming or body),
// policies, extended statistics; comments, triggers and enumerations only when asked for with stamp_parts.

/// What a stamp covers beyond tables, columns, constraints and indexes. Each part costs the scan of one more catalog,
/// two for enumerations, so ask for what the declared schema uses.
struct stamp_parts {
    /// `pg_type` and `pg_enum` of the declared enumerations.
    bool enumerations = false;
    /// `pg_description` of the declared tables and their columns.
    bool comments = false;
    /// `pg_trigger` of the declared tables: foreign keys of other tables that refer to them too, and `DISABLE TRIGGER`.
    bool triggers = false;
};

/// SQL expressions of type `oid[]` for the objects of a stamp.
struct stamped_objects {
    /// The declared tables.
    std::string tables;
    /// The tables, their indexes and the sequences that they own; stamp_row() finds these.
    std::string relations;
    /// The declared enumerations.
    std::string types;
    /// The database schemas that hold declared objects.
    std::string namespaces;
};

namespace detail {

// One catalog, and which of its rows belong to the objects.
struct stamp_source {
    std::string_view catalog;
    std::string_view key;
    const std::string& oids;
    bool wanted;
};

inline std::array<stamp_source, 8> stamp_sources(const stamped_objects& objects, stamp_parts parts) {
    return {{{"pg_class", "oid", objects.relations, true},
             {"pg_attribute", "attrelid", objects.tables, true},
             {"pg_constraint", "conrelid", objects.tables, true},
             {"pg_index", "indrelid", objects.tables, true},
             {"pg_type", "oid", objects.types, parts.enumerations},
             {"pg_enum", "enumtypid", objects.types, parts.enumerations},
             {"pg_description", "objoid", objects.tables, parts.comments},
             {"pg_trigger", "tgrelid", objects.tables, parts.triggers}}};
}

inline std::string rows_of(const stamp_source& source) {
    return std::string("pg_catalog.").append(source.catalog).append(" WHERE ").append(source.key).append(" = ANY (")
        .append(source.oids).append(")");
}

// True when a transaction of this database is still open whose id precedes a stamped row. The lower bound leaves out
// rows so old that age() has come round to negative numbers.
inline std::string older_writer_is_open(const stamped_objects& objects, stamp_parts parts) {
    std::string text = "EXISTS (SELECT FROM (SELECT age(l.transactionid) AS of_writer FROM pg_catalog.pg_locks l"
                       " LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid"
                       " WHERE l.locktype = 'transactionid' AND l.granted AND l.pid IS DISTINCT FROM pg_backend_pid()"
                       " AND (l.pid IS NULL OR a.datname = current_database())"
                       " AND a.backend_type IS DISTINCT FROM 'autovacuum worker' OFFSET 0) w WHERE false";
    for (const stamp_source& source : stamp_sources(objects, parts)) {
        if (!source.wanted) continue;
        text.append(" OR EXISTS (SELECT FROM ").append(rows_of(source));
        text.append(" AND age(xmin) > -100000000 AND age(xmin) < w.of_writer)");
    }
    return text.append(")");
}

struct number_reader {
    std::string_view rest;
    bool good = true;

    // A number and the space after it; nothing at all is 0, as concat() writes the sum over no rows.
    constexpr std::uint64_t next() {
        const bool negative = !rest.empty() && rest.front() == '-';
        if (negative) rest.remove_prefix(1);
        std::uint64_t value = 0;
        while (!rest.empty() && rest.front() != ' ') {
            good = good && rest.front() >= '0' && rest.front() <= '9';
            value = value * 10 + static_cast<std::uint64_t>(rest.front() - '0');
            rest.remove_prefix(1);
        }
        if (rest.empty()) good = false;
        else rest.remove_prefix(1);
        return negative ? 0 - value : value;
    }
};

} // namespace detail

/// The stamp as one SQL expression of type `text`: the version of this format, the age of transaction 3, rows and sum
/// of ages of each catalog, a colon, the schema that unqualified names go to, the present names of the namespaces.
/// https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT
inline std::string stamp_expression(const stamped_objects& objects, stamp_parts parts) {
    std::string text = "concat('1 ', age('3'::xid), ' '";
    for (const detail::stamp_source& source : detail::stamp_sources(objects, parts)) {
        if (!source.wanted) continue;
        text.append(", (SELECT concat(count(*), ' ', sum(age(xmin)), ' ') FROM ");
        text.append(detail::rows_of(source)).append(")");
    }
    return text.append(", ':', current_schema(), ").append(objects.namespaces).append("::regnamespace[])");
}

/// The whole message of a start with nothing to do: live stamp, stored stamp, differences, report, verified_at of the
/// state row with this fingerprint; no row when there is none, SQLSTATE 42P01 when there is no state table.
/// `state_table` is quoted already. It writes nothing, locks nothing but ACCESS SHARE, needs no privilege but SELECT on
/// the state table, and fits a standby and a pooler. Send it outside a transaction block: there SET LOCAL ends with the
/// message.
inline std::string stamp_statement(std::string_view state_table, std::int64_t fingerprint, stamp_parts parts = {}) {
    // The planner takes an array of unknown length for ten elements, and so scans a catalog of some hundred rows whole,
    // comparing each row with each element: twice the time at 50 tables.
    std::string text = "SET LOCAL enable_seqscan = off; SELECT ";
    text.append(stamp_expression({"s.tables", "s.relations", "s.types", "s.namespaces"}, parts));
    text.append(" AS live, s.stamp, s.differences, s.report, s.verified_at FROM ").append(state_table);
    return text.append(" s WHERE s.fingerprint = '").append(std::to_string(fingerprint)).append("'::bigint");
}

/// A query for what the state row must hold: tables, relations, types, namespaces, stamp. `relations` of `objects` is
/// not read. Run it in the ensuring transaction after the last DDL and before (or in the same statement as) the reads
/// that verify: what another session commits in between is then a false alarm, and never goes unnoticed. Every declared
/// object must exist.
inline std::string stamp_row(const stamped_objects& objects, stamp_parts parts = {}) {
    const stamped_objects found{"o.tables", "o.relations", "o.types", "o.namespaces"};
    std::string text = "SELECT o.tables, o.relations, o.types, o.namespaces, CASE WHEN ";
    text.append(detail::older_writer_is_open(found, parts)).append(" THEN '' ELSE ");
    text.append(stamp_expression(found, parts)).append(" END AS stamp FROM (SELECT d.*, ARRAY(SELECT unnest(d.tables)");
    text.append(" UNION SELECT indexrelid FROM pg_catalog.pg_index WHERE indrelid = ANY (d.tables)");
    text.append(" UNION SELECT c.oid FROM pg_catalog.pg_depend JOIN pg_catalog.pg_class c ON c.oid = objid");
    text.append(" WHERE classid = 'pg_catalog.pg_class'::regclass AND refclassid = 'pg_catalog.pg_class'::regclass");
    text.append(" AND refobjid = ANY (d.tables) AND deptype IN ('a', 'i') AND c.relkind = 'S' ORDER BY 1)");
    text.append(" AS relations FROM (SELECT ").append(objects.tables).append(" AS tables, ").append(objects.types);
    return text.append(" AS types, ").append(objects.namespaces).append(" AS namespaces OFFSET 0) d OFFSET 0) o");
}

/// Whether two stamps, taken at different times, show the same rows. An empty stamp agrees with nothing.
constexpr bool stamps_agree(std::string_view stored, std::string_view live) {
    const auto stored_end = stored.find(':');
    const auto live_end = live.find(':');
    if (stored_end == stored.npos || live_end == live.npos) return false;
    if (stored.substr(stored_end) != live.substr(live_end)) return false;

    detail::number_reader before{stored.substr(0, stored_end)};
    detail::number_reader now{live.substr(0, live_end)};
    if (before.next() != now.next()) return false; // the version
    const std::uint64_t base = before.next();
    const std::uint64_t passed = now.next() - base; // transactions since then
    do {
        const std::uint64_t rows = before.next();
        if (rows != now.next()) return false;
        const std::uint64_t ages = before.next();
        if (now.next() - ages != rows * passed) return false;
    } while (before.good && now.good && !before.rest.empty() && !now.rest.empty());
    return before.good && now.good && before.rest.empty() && now.rest.empty();
}

} // namespace constable::database

// ---- constable/database/state.hpp
// The state row: what a verified start leaves behind so that the next one costs a single round trip.

namespace constable::database {

/// What a state row says besides its stamp.
struct state_row {
    std::int64_t fingerprint; ///< of the declaration; each release of an application has a row of its own
    std::string_view name;    ///< of the schema's struct, for people who read the table
    std::size_t differences;  ///< how many were found
    std::string_view report;  ///< which
};

/// What must be stamped of a catalog.
inline stamp_parts stamp_parts_of(const catalog::catalog& of) { return {.enumerations = !of.enumerations.empty()}; }

/// `CREATE TABLE IF NOT EXISTS`; run it under the lock only.
inline std::string create_state_table(std::string_view table) {
    return std::string{"CREATE TABLE IF NOT EXISTS "}.append(table).append(
        " (fingerprint bigint PRIMARY KEY, name text NOT NULL, tables oid[] NOT NULL, relations oid[] NOT NULL,"
        " types oid[] NOT NULL, namespaces oid[] NOT NULL, stamp text NOT NULL, differences integer NOT NULL,"
        " report text NOT NULL, verified_at timestamptz NOT NULL DEFAULT now());\n");
}

/// Writes or replaces the row of a fingerprint.
inline std::string store_state(std::string_view table, const state_row& row, const live_stamp& stamp) {
    return strings::to_string([&](auto& sink) {
        sink.add("INSERT INTO ");
        sink.add(table);
        sink.add(" (fingerprint, name, tables, relations, types, namespaces, stamp, differences, report) VALUES (");
        sink.add(std::to_string(row.fingerprint));
        for (const std::string_view text : {row.name, std::string_view{stamp.tables}, std::string_view{stamp.relations},
                                            std::string_view{stamp.types}, std::string_view{stamp.namespaces},
                                            std::string_view{stamp.stamp}}) {
            sink.add(", ");
            strings::add_literal(sink, text);
        }
        sink.add(", ");
        sink.add(std::to_string(row.differences));
        sink.add(", ");
        strings::add_literal(sink, row.report);
        sink.add(") ON CONFLICT (fingerprint) DO UPDATE SET name = excluded.name, tables = excluded.tables,"
                 " relations = excluded.relations, types = excluded.types, namespaces = excluded.namespaces,"
                 " stamp = excluded.stamp, differences = excluded.differences, report = excluded.report,"
                 " verified_at = excluded.verified_at;\n");
    });
}

/// The state row as it is, whatever has happened to the database since: live stamp (the stored one), stored stamp,
/// differences, report, verified_at.
inline std::string marker_statement(std::string_view table, std::int64_t fingerprint) {
    return std::string{"SELECT s.stamp AS live, s.stamp, s.differences, s.report, s.verified_at FROM "}
        .append(table)
        .append(" s WHERE s.fingerprint = '")
        .append(std::to_string(fingerprint))
        .append("'::bigint");
}

/// A row of kind 'stamp' for `introspection_statement`: what the state row of these objects must hold. Objects that
/// do not exist are left out.
inline std::string stamp_query(const catalog::catalog& of) {
    const auto pairs = [](const auto& objects) {
        return strings::to_string([&](auto& sink) {
            sink.add("((NULL, NULL)");
            for (const auto& each : objects) {
                sink.add(", (");
                if (each.schema.empty()) sink.add("current_schema()");
                else strings::add_literal(sink, each.schema);
                sink.add(", ");
                strings::add_literal(sink, each.name);
                sink.add(')');
            }
            sink.add(')');
        });
    };
    const auto namespaces = [&] {
        return strings::to_string([&](auto& sink) {
            sink.add("(current_schema()");
            std::string_view last;
            const auto add = [&](std::string_view schema) {
                if (schema.empty() || schema == last) return;
                last = schema;
                sink.add(", ");
                strings::add_literal(sink, schema);
            };
            for (const catalog::table& each : of.tables) add(each.schema);
            for (const catalog::enumeration& each : of.enumerations) add(each.schema);
            sink.add(')');
        });
    };
    const stamped_objects objects{
        .tables = "ARRAY(SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                  " WHERE c.relkind IN ('r', 'p') AND (n.nspname, c.relname) IN " + pairs(of.tables) + " ORDER BY 1)",
        .relations = {},
        .types = "ARRAY(SELECT t.oid FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace"
                 " WHERE t.typtype = 'e' AND (n.nspname, t.typname) IN " + pairs(of.enumerations) + " ORDER BY 1)",
        .namespaces = "ARRAY(SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname IN " + namespaces() + " ORDER BY 1)"};
    return " UNION ALL SELECT 'stamp', NULL, NULL, 0, w.tables::text, w.relations::text, w.types::text, w.namespaces::text,"
           " w.stamp, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM (" +
           stamp_row(objects, stamp_parts_of(of)) + ") w";
}

} // namespace constable::database

// ---- constable/sql/repair.hpp
// Says a difference in words, and the statement that would end it.

namespace constable::sql {

namespace detail {

inline std::string qualified(std::string_view schema, std::string_view name) {
    return strings::to_string([&](auto& sink) { strings::add_qualified(sink, schema, name); });
}
inline std::string quoted(std::string_view name) {
    return strings::to_string([&](auto& sink) { strings::add_identifier(sink, name); });
}
template <class... Parts>
std::string concat(const Parts&... parts) {
    std::string text;
    (text.append(parts), ...);
    return text;
}

// "ALTER TABLE users ALTER COLUMN age …;"
inline std::string alter_column(const catalog::difference& of, std::string_view what) {
    return concat("ALTER TABLE ", qualified(of.in->schema, of.in->name), " ALTER COLUMN ", quoted(of.of_column->name), " ", what, ";");
}

inline std::string identity_change(const catalog::difference& of) {
    switch (of.of_column->identity) {
    case catalog::identity_kind::none: return alter_column(of, "DROP IDENTITY");
    case catalog::identity_kind::always:
        return alter_column(of, of.actual == "no identity" ? "ADD GENERATED ALWAYS AS IDENTITY" : "SET GENERATED ALWAYS");
    case catalog::identity_kind::by_default:
    case catalog::identity_kind::serial: break;
    }
    return alter_column(of, of.actual == "no identity" ? "ADD GENERATED BY DEFAULT AS IDENTITY" : "SET GENERATED BY DEFAULT");
}

inline std::string trimmed(std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

} // namespace detail

/// One sentence: the object, what was expected and what stands there.
inline std::string describe(const catalog::difference& of) {
    using catalog::difference_kind;
    using detail::concat;
    const std::string table = of.in == nullptr ? std::string{} : detail::qualified(of.in->schema, of.in->name);
    const auto column = [&](std::string_view expected, std::string_view actual) {
        return concat("column ", table, ".", detail::quoted(of.of_column->name), ": expected ", expected, ", found ", actual);
    };
    const auto or_none = [](std::string_view text) { return text.empty() ? std::string_view{"none"} : text; };
    const auto identity = [](catalog::identity_kind kind) -> std::string_view {
        if (kind == catalog::identity_kind::none) return "no identity";
        return kind == catalog::identity_kind::always ? "GENERATED ALWAYS AS IDENTITY" : "GENERATED BY DEFAULT AS IDENTITY";
    };
    switch (of.kind) {
    case difference_kind::missing_enumeration: return concat("type ", detail::qualified(of.enumerated->schema, of.enumerated->name), " is missing");
    case difference_kind::enumeration_labels: return concat("type ", detail::qualified(of.enumerated->schema, of.enumerated->name), " has other labels than declared");
    case difference_kind::missing_table: return concat("table ", table, " is missing");
    case difference_kind::missing_column: return concat("column ", table, ".", detail::quoted(of.of_column->name), " (", of.of_column->type, ") is missing");
    case difference_kind::unknown_column: return concat("column ", table, ".", detail::quoted(of.actual), " is not declared");
    case difference_kind::column_type: return column(concat("type ", of.of_column->type), concat("type ", of.actual));
    case difference_kind::column_nullability: return column(of.of_column->not_null ? "NOT NULL" : "nullable", of.actual);
    case difference_kind::column_identity: return column(identity(of.of_column->identity), of.actual);
    case difference_kind::column_default: return column(concat("default ", or_none(of.of_column->default_expression)), concat("default ", or_none(of.actual)));
    case difference_kind::column_generated: return column(concat("generation expression ", or_none(of.of_column->generated_expression)), or_none(of.actual));
    case difference_kind::column_collation: return column(concat("collation ", or_none(of.of_column->collation)), or_none(of.actual));
    case difference_kind::missing_constraint: return concat("constraint ", detail::quoted(of.of_constraint->name), " of table ", table, " is missing");
    case difference_kind::constraint_differs: return concat("constraint ", detail::quoted(of.of_constraint->name), " of table ", table, " is another than declared");
    case difference_kind::unknown_constraint: return concat("constraint ", detail::quoted(of.actual), " of table ", table, " is not declared");
    case difference_kind::missing_index: return concat("index ", detail::quoted(of.of_index->name), " of table ", table, " is missing");
    case difference_kind::index_differs: return concat("index ", detail::quoted(of.of_index->name), " of table ", table, " is another than declared");
    case difference_kind::unknown_index: return concat("index ", detail::quoted(of.actual), " of table ", table, " is not declared");
    }
    return {};
}

/// The statement that would end the difference, for a person to judge; empty where there is no single safe one.
inline std::string repair(const catalog::difference& of) {
    using catalog::difference_kind;
    using detail::concat;
    const auto render = [](const auto& write) { return detail::trimmed(strings::to_string(write)); };
    switch (of.kind) {
    case difference_kind::missing_enumeration: return render([&](auto& sink) { add_create_enumeration(sink, *of.enumerated); });
    case difference_kind::missing_table: return render([&](auto& sink) { add_create_table(sink, *of.in, [](const auto&) { return false; }); });
    case difference_kind::missing_column:
        return render([&](auto& sink) {
            sink.add("ALTER TABLE ");
            add_qualified(sink, of.in->schema, of.in->name);
            sink.add(" ADD COLUMN ");
            add_column_definition(sink, *of.of_column);
            sink.add(';');
        });
    case difference_kind::column_type: return detail::alter_column(of, concat("TYPE ", of.of_column->type));
    case difference_kind::column_nullability: return detail::alter_column(of, of.of_column->not_null ? "SET NOT NULL" : "DROP NOT NULL");
    case difference_kind::column_identity: return detail::identity_change(of);
    case difference_kind::column_default:
        return detail::alter_column(of, of.of_column->default_expression.empty() ? std::string{"DROP DEFAULT"}
                                                                                : concat("SET DEFAULT ", of.of_column->default_expression));
    case difference_kind::missing_constraint: return render([&](auto& sink) { add_constraint(sink, *of.in, *of.of_constraint); });
    case difference_kind::missing_index: return render([&](auto& sink) { add_create_index(sink, *of.in, *of.of_index); });
    case difference_kind::enumeration_labels:
    case difference_kind::unknown_column:
    case difference_kind::column_generated:
    case difference_kind::column_collation:
    case difference_kind::constraint_differs:
    case difference_kind::unknown_constraint:
    case difference_kind::index_differs:
    case difference_kind::unknown_index: break;
    }
    return {};
}

} // namespace constable::sql

// ---- constable/sql/create_missing.hpp
// The statements that create what a database lacks, and nothing else.

namespace constable::sql {

/// Whether a difference ends when a table or type is created, which touches nothing that exists.
inline bool is_creatable(const catalog::difference& each) {
    return each.kind == catalog::difference_kind::missing_table || each.kind == catalog::difference_kind::missing_enumeration;
}

/// What creates the missing objects.
struct creation {
    std::string statements;          ///< one message
    std::vector<std::string> tables; ///< qualified where needed, in the order of creation
};

/// Creates missing database schemas, enum types and tables, each after what it refers to.
inline creation create_missing(const std::vector<catalog::difference>& differences) {
    std::vector<catalog::table> tables;
    std::vector<catalog::enumeration> types;
    for (const catalog::difference& each : differences) {
        if (each.kind == catalog::difference_kind::missing_table) tables.push_back(*each.in);
        if (each.kind == catalog::difference_kind::missing_enumeration) types.push_back(*each.enumerated);
    }
    std::vector<std::uint32_t> slots(catalog::table_lookup::slots_for(tables.size()));
    std::vector<std::uint32_t> order(tables.size());
    std::vector<std::uint32_t> next(tables.size());
    std::vector<std::uint32_t> stack(tables.size());
    std::vector<std::uint32_t> position(tables.size());
    catalog::table_lookup::fill(tables, slots);
    const catalog::table_lookup lookup{tables, slots};
    catalog::sort_for_creation(tables, lookup, order, next, stack);
    for (std::size_t i = 0; i != order.size(); ++i) position[order[i]] = static_cast<std::uint32_t>(i);

    creation made;
    strings::appender sink{made.statements};
    add_preamble(sink, std::span<const catalog::enumeration>{types}, std::span<const catalog::table>{tables});
    for (const bool late : {false, true})
        for (std::size_t i = 0; i != order.size(); ++i) {
            const auto is_later = [&](const catalog::constraint& each) { return catalog::is_created_later(each, i, lookup, position); };
            if (late) add_late_constraints(sink, tables[order[i]], is_later);
            else add_create_table(sink, tables[order[i]], is_later);
        }
    for (const std::uint32_t at : order) made.tables.push_back(detail::qualified(tables[at].schema, tables[at].name));
    return made;
}

} // namespace constable::sql

// ---- constable/startup/result.hpp
// What a start reports: done, found different, or failed and why.

#include <ctime>

namespace constable {

/// Why a start failed.
enum class failure_kind : unsigned char {
    none,
    configuration, ///< a bad variable or field
    connection,    ///< no server, no such database, wrong password, connection lost
    privilege,     ///< the role may not do what is needed
    read_only,     ///< a standby or a read-only session
    locked,        ///< another session held a lock for too long
    timeout,       ///< the time allowed was over
    conflict,      ///< something else has the name of a declared object
    drift,         ///< differences, and MIGRATION_ON_DRIFT=fail
    verification,  ///< what was created is not what was declared
    statement,     ///< the server refused a statement for another reason
};

/// A difference between the declaration and the database, which a start leaves for people to settle.
struct schema_difference {
    std::string description; ///< object, what was expected, what stands there
    std::string statement;   ///< SQL that would end it; empty where there is no single one
};

/// The outcome of a start.
struct migration_result {
    bool success = false;
    std::string message;                        ///< one line
    std::vector<std::string> tables_created;    ///< by this call, in the order of creation
    std::vector<std::string> errors;            ///< what went wrong and what to do
    std::vector<schema_difference> differences; ///< reported, never touched
    bool up_to_date = false;                    ///< nothing was to be done
    failure_kind failure = failure_kind::none;
    std::string sqlstate;                       ///< of the server's error, where there was one
    std::int64_t lock_key = 0;                  ///< of the advisory lock that keeps instances apart
    std::size_t round_trips = 0;
    std::chrono::duration<double> duration{};   ///< seconds
    std::string timestamp;                      ///< of the end, ISO 8601, UTC
    std::string service;                        ///< the schema's name
};

namespace startup {

inline std::string now_in_utc() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

} // namespace startup

/// Thrown by `ensure_schema` when the database could not be made to agree. `what()` is the first error with its advice.
class migration_error : public std::runtime_error {
public:
    explicit migration_error(migration_result result)
        : std::runtime_error(text_of(result)), result_(std::move(result)) {}

    [[nodiscard]] const migration_result& result() const { return result_; }

private:
    static std::string text_of(const migration_result& result) {
        std::string text = result.message;
        for (const std::string& error : result.errors) text.append("\n  ").append(error);
        return text;
    }

    migration_result result_;
};

} // namespace constable

// ---- constable/startup/compare.hpp
// Compares a live database with a declaration, asking the server where only the server knows.

namespace constable::startup {

namespace detail {

// A type whose spelling is not ours: `sql_type<"int4">` may well be the integer that stands there.
inline bool is_uncertain(const catalog::difference& each) {
    return each.kind == catalog::difference_kind::column_type && each.of_column->origin != catalog::type_origin::built_in;
}

// EXPLAIN spells types as format_type() does; it runs nothing, writes nothing, needs no privilege, and works on a standby.
inline constexpr std::string_view spelling_end = ", '|'::text";

inline std::string spelling_question(const std::vector<std::string_view>& types) {
    std::string text = "EXPLAIN (VERBOSE, COSTS OFF) SELECT ";
    for (const std::string_view type : types) text.append("CAST(NULL AS ").append(type).append("), '|'::text, ");
    return text.append("NULL");
}

// `  Output: NULL::integer, '|'::text, NULL::character varying(20), '|'::text, …`
inline std::vector<std::string> read_spellings(const database::rows& plan) {
    std::vector<std::string> spellings;
    for (std::size_t row = 0; row != plan.size(); ++row) {
        std::string_view line = plan.at(row, 0);
        if (line.find("Output: ") == line.npos) continue;
        for (std::size_t end = 0; (end = line.find(spelling_end)) != line.npos; line.remove_prefix(end + spelling_end.size())) {
            const std::string_view cast = line.substr(0, end);
            spellings.emplace_back(cast.substr(cast.rfind("::") + 2));
        }
    }
    return spellings;
}

// How the server spells these types; nothing for one that it does not know.
inline std::vector<std::string> spell(database::session& session, const std::vector<std::string_view>& types) {
    try {
        return read_spellings(session.try_out(spelling_question(types)));
    } catch (const database::sql_failure& error) {
        if (error.is_disconnected()) throw;
        if (types.size() == 1) return {std::string{}};
    }
    std::vector<std::string> spellings;
    for (const std::string_view type : types) spellings.push_back(spell(session, {type}).front());
    return spellings;
}

} // namespace detail

/// All differences between a declaration and what was read over `session`. Two messages more than the reading, and
/// only when types are spelt otherwise than declared; it leaves nothing behind. Throws database::sql_failure.
inline std::vector<catalog::difference> compare(database::session& session, const catalog::catalog& expected,
                                                const database::live_catalog& live) {
    std::vector<catalog::difference> found = catalog::diff(expected, live.view());
    std::vector<std::size_t> uncertain;
    std::vector<std::string_view> types;
    for (std::size_t i = 0; i != found.size(); ++i) {
        if (!detail::is_uncertain(found[i])) continue;
        uncertain.push_back(i);
        types.push_back(found[i].of_column->type);
    }
    if (types.empty()) return found;
    const std::vector<std::string> spellings = detail::spell(session, types);
    // erasing from the end leaves the other positions alone
    for (std::size_t i = spellings.size() < types.size() ? spellings.size() : types.size(); i-- != 0;)
        if (found[uncertain[i]].actual == spellings[i]) found.erase(found.begin() + static_cast<std::ptrdiff_t>(uncertain[i]));
    return found;
}

/// The differences in words.
inline std::vector<schema_difference> in_words(const std::vector<catalog::difference>& differences) {
    std::vector<schema_difference> words;
    for (const catalog::difference& each : differences) words.push_back({sql::describe(each), sql::repair(each)});
    return words;
}

/// Differences as one text, between ASCII's own separators: what the state row keeps.
inline std::string write_report(const std::vector<schema_difference>& differences) {
    std::string report;
    for (const schema_difference& each : differences) report.append(each.description).append("\x1f").append(each.statement).append("\x1e");
    return report;
}

/// The differences in a text that `write_report` wrote.
inline std::vector<schema_difference> read_report(std::string_view report) {
    std::vector<schema_difference> differences;
    while (!report.empty()) {
        const std::string_view one = report.substr(0, report.find('\x1e'));
        const std::size_t middle = one.find('\x1f');
        const std::string_view statement = middle == one.npos ? std::string_view{} : one.substr(middle + 1);
        differences.push_back({std::string{one.substr(0, middle)}, std::string{statement}});
        report.remove_prefix(one.size() == report.size() ? one.size() : one.size() + 1);
    }
    return differences;
}

} // namespace constable::startup

// ---- constable/startup/failure.hpp
// Turns what the server or libpq said into one error that tells what to do next.

namespace constable::startup {

/// A failed start: its kind, what was wrong and what to do.
class failure : public std::runtime_error {
public:
    failure(failure_kind kind, const std::string& text, std::string sqlstate = {})
        : std::runtime_error(text), kind_(kind), sqlstate_(std::move(sqlstate)) {}

    [[nodiscard]] failure_kind kind() const { return kind_; }
    [[nodiscard]] const std::string& sqlstate() const { return sqlstate_; }

private:
    failure_kind kind_;
    std::string sqlstate_;
};

namespace detail {

inline std::string first_line(std::string_view text) {
    std::string line{text.substr(0, text.find('\n'))};
    for (const std::string_view prefix : {"ERROR:  ", "FATAL:  "})
        if (line.starts_with(prefix)) line.erase(0, prefix.size());
    return line;
}

// What else the server said that helps to find the place: "; LINE 3: …" of the message, "; DETAIL: …".
inline std::string particulars(std::string_view text) {
    std::string found;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        if (line.starts_with("LINE ") || line.starts_with("DETAIL: ")) found.append("; ").append(line);
        text.remove_prefix(line.size() == text.size() ? line.size() : line.size() + 1);
    }
    return found;
}

struct advice {
    std::string_view code; ///< an SQLSTATE, or the beginning of one
    failure_kind kind;
    std::string_view text;
};

// https://www.postgresql.org/docs/current/errcodes-appendix.html, the first that fits
inline constexpr advice by_sqlstate[] = {
    {"42501", failure_kind::privilege, "grant the role what is missing, e.g. GRANT CREATE ON SCHEMA … TO …, or connect as the owner of the schema"},
    {"25P02", failure_kind::statement, "a transaction was open on this connection; finish it before the start"},
    {"25006", failure_kind::read_only, "connect to the primary, or switch default_transaction_read_only off for this role"},
    {"55P03", failure_kind::locked, "another session holds a lock on a table that is needed here, as one that a foreign key references; end it or raise MIGRATION_TIMEOUT"},
    {"40P01", failure_kind::locked, "other sessions kept deadlocking with this one; start again when they are done"},
    {"40001", failure_kind::locked, "other sessions kept interfering; start again when they are done"},
    {"57014", failure_kind::timeout, "the statement took too long or was cancelled; raise MIGRATION_TIMEOUT or see what the server was waiting for"},
    {"57P", failure_kind::connection, "the server is shutting down or starting; start again when it is up"},
    {"53300", failure_kind::connection, "the server has no connection slots left; raise max_connections or close idle connections"},
    {"53", failure_kind::statement, "the server is short of resources; see its log"},
    {"3F000", failure_kind::statement, "create the database schema, or set search_path so that it leads to one that exists"},
    {"42704", failure_kind::statement, "a type, collation or operator class is unknown here; if an extension brings it, CREATE EXTENSION first"},
    {"42883", failure_kind::statement, "a function or operator is unknown here; if an extension brings it, CREATE EXTENSION first"},
    {"42P07", failure_kind::conflict, "something else has that name; rename it, or name the declared object otherwise with named<…>"},
    {"42710", failure_kind::conflict, "something else has that name; rename it, or name the declared object otherwise with named<…>"},
    {"0A000", failure_kind::statement, "this server's version lacks a declared feature; upgrade the server or leave the feature out"},
    {"42601", failure_kind::statement, "an SQL text in the declaration is not valid; correct it"},
    {"42703", failure_kind::statement, "an expression in the declaration names a column that does not exist; correct it"},
};

// libpq reports a failed connection by text alone
struct connection_advice {
    std::string_view part;
    std::string_view text;
};
inline constexpr connection_advice by_text[] = {
    {"password authentication failed", "check the user and the password"},
    {"no password supplied", "set the password (DB_PASSWORD, POSTGRESQL_ADDON_PASSWORD, PGPASSWORD or a password file)"},
    {"does not exist", "check the name of the database and of the user; the database must be created beforehand"},
    {"Connection refused", "check that the server runs and that host and port are right"},
    {"No such file or directory", "check that the server runs and that host and port are right"},
    {"could not translate host name", "check the host's name"},
    {"timeout expired", "check the network and the firewall between this host and the server"},
    {"no pg_hba.conf entry", "let the server's pg_hba.conf admit this host, user and database, or use TLS with sslmode=require"},
    {"SSL", "check sslmode and the certificates on both sides"},
    {"too many connections", "raise the connection limit of the role or database, or close idle connections"},
    {"connection slots", "raise max_connections or close idle connections"},
    {"too many clients", "raise max_connections or close idle connections"},
    {"starting up", "start again when the server is up"},
    {"shutting down", "start again when the server is up"},
};

} // namespace detail

/// The failure behind an error of the server. `doing` says what was being done, as in "creating missing tables".
inline failure explain(const database::sql_failure& error, std::string_view doing) {
    std::string text = std::string{doing}.append(" failed: ").append(detail::first_line(error.what()));
    if (!error.sqlstate().empty()) text.append(" (SQLSTATE ").append(error.sqlstate()).append(")");
    text.append(detail::particulars(error.what()));
    for (const detail::advice& each : detail::by_sqlstate)
        if (!error.sqlstate().empty() && error.sqlstate().starts_with(each.code))
            return {each.kind, text.append("; ").append(each.text), std::string{error.sqlstate()}};
    if (!error.is_disconnected())
        return {failure_kind::statement, text.append("; the database is as it was; see the server's log for the statement"), std::string{error.sqlstate()}};
    return {failure_kind::connection, text.append("; the connection was lost and the transaction with it; start again when the server is up"), {}};
}

/// The failure behind a connection that could not be opened.
inline failure explain_connection(const database::sql_failure& error, std::string_view where) {
    std::string text = "cannot connect to the database (" + std::string{where} + "): " + detail::first_line(error.what());
    const std::string_view said = error.what();
    for (const detail::connection_advice& each : detail::by_text)
        if (said.find(each.part) != std::string_view::npos) return {failure_kind::connection, text.append("; ").append(each.text)};
    return {failure_kind::connection, text.append("; check that the server runs and that the settings are right")};
}

} // namespace constable::startup

// ---- constable/startup/log.hpp
// The one door to spdlog: log lines, into the caller's logger when there is one.

#include <spdlog/formatter.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

namespace constable::startup {

/// Writes log lines at or above the configured severity. With MIGRATION_LOGGING=false only warnings and errors.
class log {
public:
    explicit log(const migration_config& config)
        : logger_(config.logger ? config.logger : own_logger()), threshold_(config.severity()) {
        if (!config.enable_logging && threshold_ < log_severity::warn) threshold_ = log_severity::warn;
    }

    void debug(std::string_view line) const { write(log_severity::debug, spdlog::level::debug, line); }
    void info(std::string_view line) const { write(log_severity::info, spdlog::level::info, line); }
    void warn(std::string_view line) const { write(log_severity::warn, spdlog::level::warn, line); }
    void error(std::string_view line) const { write(log_severity::error, spdlog::level::err, line); }

    /// A heading between two rules.
    void headline(std::string_view title) const {
        info(wide_rule);
        info(title);
        info(wide_rule);
    }
    void subheading(std::string_view title) const {
        info(narrow_rule);
        info(title);
        info(narrow_rule);
    }

    static constexpr std::string_view wide_rule = "============================================================";
    static constexpr std::string_view narrow_rule = "----------------------------------------";

private:
    // "[INFO] line": a formatter of our own, since spdlog's patterns take long to compile and write [info]
    class line_formatter : public spdlog::formatter {
    public:
        void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& to) override {
            for (const std::string_view part : {std::string_view{"["}, name_of(message.level), std::string_view{"] "},
                                                std::string_view{message.payload.data(), message.payload.size()}, std::string_view{"\n"}})
                to.append(part.data(), part.data() + part.size());
        }
        [[nodiscard]] std::unique_ptr<spdlog::formatter> clone() const override { return std::make_unique<line_formatter>(); }

    private:
        static std::string_view name_of(spdlog::level::level_enum level) {
            switch (level) {
            case spdlog::level::debug: return "DEBUG";
            case spdlog::level::info: return "INFO";
            case spdlog::level::warn: return "WARN";
            default: return "ERROR";
            }
        }
    };

    // Constable's own logger writes to standard error, where container platforms collect it.
    static const std::shared_ptr<spdlog::logger>& own_logger() {
        static const std::shared_ptr<spdlog::logger> own = [] {
            auto logger = std::make_shared<spdlog::logger>("constable", std::make_shared<spdlog::sinks::stderr_sink_mt>());
            logger->set_formatter(std::make_unique<line_formatter>());
            logger->set_level(spdlog::level::debug);
            return logger;
        }();
        return own;
    }

    void write(log_severity severity, spdlog::level::level_enum level, std::string_view line) const {
        // no format string: a line may hold braces
        if (severity >= threshold_) logger_->log(level, spdlog::string_view_t{line.data(), line.size()});
    }

    std::shared_ptr<spdlog::logger> logger_;
    log_severity threshold_;
};

} // namespace constable::startup

// ---- constable/startup/ensure.hpp
// The start-up protocol: one round trip when nothing is to be done, else lock, re-read, create, verify, store, commit.

namespace constable::startup {

/// What the compiler knows of a schema.
struct declaration {
    const catalog::catalog& catalog;
    std::uint64_t fingerprint;
};

using steady = std::chrono::steady_clock;

/// Makes a database agree with a declaration, over one connection. Only what is missing is created; what is different
/// is reported. Everything or nothing.
class ensurer {
public:
    ensurer(database::session& session, const declaration& declared, const migration_config& config, const log& to)
        : session_(session), expected_(declared.catalog), fingerprint_(static_cast<std::int64_t>(declared.fingerprint)),
          config_(config), log_(to), deadline_(steady::now() + std::chrono::seconds{config.timeout_seconds}),
          state_table_(sql::detail::qualified(config.state().schema, config.state().table)) {
        result_.lock_key = database::lock_key_of(expected_.name);
    }

    /// Throws failure.
    migration_result run() {
        if (config_.verification() == verify_mode::everything ? is_the_same() : is_up_to_date()) {
            log_.info("Database schema is up to date");
        } else {
            start();
        }
        report_differences();
        result_.success = true;
        result_.round_trips = session_.round_trips();
        return std::move(result_);
    }

    [[nodiscard]] std::int64_t lock_key() const { return result_.lock_key; }

private:
    static constexpr std::int64_t longest_lock_wait = 3000; ///< milliseconds in a queue where everybody else waits behind us
    static constexpr std::int64_t shortest_attempt = 500;   ///< milliseconds; with less, the deadline would hide what was in the way
    static constexpr int most_collisions = 5;

    // The one message. A missing state table is an ordinary first start; one that this role may not read tells nothing.
    bool is_up_to_date() {
        doing_ = "reading the state of the schema";
        try {
            const bool trust = config_.verification() == verify_mode::marker;
            const database::rows row =
                session_.send("SET LOCAL lock_timeout = " + std::to_string(milliseconds_left()) + "; " +
                              (trust ? database::marker_statement(state_table_, fingerprint_)
                                     : database::stamp_statement(state_table_, fingerprint_, database::stamp_parts_of(expected_))));
            if (row.empty() || (!trust && !database::stamps_agree(row.at(0, 1), row.at(0, 0)))) return false;
            result_.differences = read_report(row.at(0, 3));
        } catch (const database::sql_failure& error) {
            const std::string_view code = error.sqlstate();
            const bool is_unknown = code == "42P01" || code == "3F000" || code == "42703" || code == "42501";
            if (!is_unknown) throw explain(error, doing_);
            return false;
        }
        result_.up_to_date = true;
        result_.message = "Database schema is up to date";
        return true;
    }

    // The full comparison, without a lock: it finds what there is to do, and what the stamp cannot see.
    bool is_the_same() {
        doing_ = "reading the catalog";
        try {
            const database::live_catalog live = database::introspect(session_, expected_);
            refuse_collisions(live);
            const std::vector<catalog::difference> differences = compare(session_, expected_, live);
            if (needs_creation(differences)) return false;
            result_.differences = in_words(differences);
        } catch (const database::sql_failure& error) {
            throw explain(error, doing_);
        }
        result_.up_to_date = true;
        result_.message = "Database schema is up to date";
        return true;
    }

    static bool needs_creation(const std::vector<catalog::difference>& differences) {
        for (const catalog::difference& each : differences)
            if (sql::is_creatable(each)) return true;
        return false;
    }

    void start() {
        log_.headline("STARTING DATABASE MIGRATION");
        log_.info("Database connection healthy: True");
        log_.debug("Advisory lock key: " + std::to_string(result_.lock_key));
        for (int collisions = 0;;) {
            try {
                attempt();
                return;
            } catch (const database::sql_failure& error) {
                if (!error.is_disconnected()) session_.rollback();
                const bool again = error.is_passing() || (error.is_collision() && ++collisions <= most_collisions);
                if (!again || milliseconds_left() < shortest_attempt) throw explain(error, doing_);
                log_.debug(std::string{doing_} + ": " + detail::first_line(error.what()) + "; trying again");
                pause();
            }
        }
    }

    void attempt() {
        result_.tables_created.clear(); // of an attempt that failed
        if (acquire_lock() && config_.verification() != verify_mode::everything) {
            session_.send("SAVEPOINT look"); // whoever held the lock may have left no state table
            if (is_up_to_date()) {
                session_.rollback();
                log_.info("Another instance has brought the schema up to date");
                return;
            }
            session_.send("ROLLBACK TO SAVEPOINT look");
        }
        doing_ = "reading the catalog";
        const database::live_catalog before{session_.send(database::introspection_statement(expected_, database::stamp_query(expected_)))};
        refuse_collisions(before);
        const std::vector<catalog::difference> differences = compare(session_, expected_, before);
        describe_tables(before);
        if (!needs_creation(differences)) {
            keep_state(before, differences);
            result_.up_to_date = true;
            result_.message = "All tables exist";
            return;
        }
        refuse_to_create(before);
        create(differences);
    }

    // Whether somebody else had the lock first.
    bool acquire_lock() {
        doing_ = "taking the lock of the schema";
        const auto lock_deadline = steady::now() + std::chrono::seconds{config_.lock_timeout_seconds};
        for (bool has_waited = false;; has_waited = true) {
            const std::int64_t left = milliseconds_left();
            // shorter than the whole, so that the server says that it was a lock
            const std::int64_t wait = left - left / 10;
            const std::string settings = "SET LOCAL lock_timeout = " + std::to_string(wait < longest_lock_wait ? wait : longest_lock_wait) +
                                         "; SET LOCAL statement_timeout = " + std::to_string(left) +
                                         "; SET LOCAL client_min_messages = warning; ";
            const database::rows got = session_.begin(settings + (config_.concurrent_safety ? database::try_lock(result_.lock_key) : "SELECT true") +
                                                 ", now() = statement_timestamp()");
            if (got.at(0, 1) != "t") // the transaction is older than this message
                throw failure{failure_kind::statement, "a transaction was open on this connection, and was rolled back; finish it before the start"};
            if (got.at(0, 0) == "t") return has_waited;
            session_.rollback();
            if (!has_waited) log_.info("Another instance is migrating this schema; waiting for it");
            if (steady::now() >= lock_deadline || steady::now() >= deadline_) throw locked_out();
            pause();
        }
    }

    failure locked_out() {
        std::string text = "Migration lock acquisition failed: another session has held the advisory lock " +
                           std::to_string(result_.lock_key) + " for longer than MIGRATION_LOCK_TIMEOUT (" +
                           std::to_string(config_.lock_timeout_seconds) + " s)";
        const database::rows holder = session_.send(database::lock_holder(result_.lock_key));
        if (!holder.empty())
            text.append("; it is held by process ").append(holder.at(0, 0)).append(" (application \"").append(holder.at(0, 1))
                .append("\", role ").append(holder.at(0, 2)).append(", ").append(holder.at(0, 3)).append(", for ")
                .append(holder.at(0, 4)).append(" s)");
        return {failure_kind::locked, text + "; wait until it is done, or end it with pg_terminate_backend if it hangs"};
    }

    [[nodiscard]] std::int64_t milliseconds_left() const {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - steady::now()).count();
        return left > 1 ? left : 1;
    }

    // 20 to 120 ms, different in each process. The C++ library's clocks and generators take long to compile.
    static void pause() {
        timespec now{};
        clock_gettime(CLOCK_MONOTONIC, &now);
        const timespec wait{0, 20'000'000 + now.tv_nsec % 100'000'000};
        nanosleep(&wait, nullptr);
    }

    void refuse_collisions(const database::live_catalog& live) const {
        bool needs_default = false;
        for (const catalog::table& each : expected_.tables) needs_default = needs_default || each.schema.empty();
        if (needs_default && live.default_schema().empty())
            throw failure{failure_kind::statement, "no schema of the search_path exists, so there is nowhere to create tables; create the "
                                                   "schema, set search_path, or put the tables into one with in_schema<…>"};
        for (const catalog::table& each : expected_.tables) {
            const database::live_relation* there = live.find_relation(each.schema, each.name);
            if (there != nullptr && !there->is_table())
                throw failure{failure_kind::conflict, "table " + sql::detail::qualified(each.schema, each.name) + " cannot be created: a " +
                                                          std::string{there->kind_name()} + " has that name; rename one of them"};
        }
    }

    void refuse_to_create(const database::live_catalog& live) const {
        std::string missing;
        bool needs_default = false;
        for (const catalog::table& each : expected_.tables) {
            if (live.find_relation(each.schema, each.name) != nullptr) continue;
            missing.append(missing.empty() ? "" : ", ").append(sql::detail::qualified(each.schema, each.name));
            needs_default = needs_default || each.schema.empty();
        }
        if (live.is_standby())
            throw failure{failure_kind::read_only, "tables are missing (" + missing + ") and this server is a read-only standby; "
                                                   "connect to the primary to create them"};
        if (needs_default && !live.may_create())
            throw failure{failure_kind::privilege, "tables are missing (" + missing + ") and role " + sql::detail::quoted(live.user()) +
                                                       " may not create them in schema " + sql::detail::quoted(live.default_schema()) +
                                                       "; GRANT CREATE ON SCHEMA " + sql::detail::quoted(live.default_schema()) + " TO " +
                                                       sql::detail::quoted(live.user()) + ", or connect as another role", "42501"};
    }

    void describe_tables(const database::live_catalog& live) const {
        std::vector<std::string> existing;
        std::vector<std::string> missing;
        for (const catalog::table& each : expected_.tables) {
            const bool exists = live.find_relation(each.schema, each.name) != nullptr;
            (exists ? existing : missing).push_back(sql::detail::qualified(each.schema, each.name));
        }
        log_.info("Existing tables: " + std::to_string(existing.size()));
        if (!existing.empty()) log_.info("Found tables: " + joined(existing));
        log_.info("Missing tables: " + std::to_string(missing.size()));
        if (!missing.empty()) log_.info("Tables to create: " + joined(missing));
        log_.info(std::string{"Migration needed: "} + (missing.empty() ? "False" : "True"));
    }
    static std::string counted(std::size_t count, std::string_view what) {
        return std::to_string(count).append(" ").append(what).append(count == 1 ? "" : "s");
    }
    static std::string joined(const std::vector<std::string>& texts) {
        std::string all;
        for (const std::string& each : texts) all.append(all.empty() ? "" : ", ").append(each);
        return all;
    }

    void create(const std::vector<catalog::difference>& differences) {
        sql::creation creation = sql::create_missing(differences);
        result_.tables_created = std::move(creation.tables);
        std::string message = std::move(creation.statements);
        log_.subheading("STARTING SCHEMA CREATION");
        log_.info("Creating " + counted(result_.tables_created.size(), "missing table") + "...");
        log_.debug(message);
        doing_ = "creating missing tables";
        message.append(database::create_state_table(state_table_));
        message.append(database::introspection_statement(expected_, database::stamp_query(expected_)));
        const database::live_catalog after{session_.send(message)};
        std::vector<catalog::difference> left;
        for (const catalog::difference& each : differences)
            if (!sql::is_creatable(each)) left.push_back(each);
        if (!config_.skip_validation) {
            left = compare(session_, expected_, after);
            refuse_incomplete(left);
        }
        doing_ = "committing";
        store(after, left);
        for (const std::string& each : result_.tables_created) log_.info("✓ Created table: " + each);
        log_.info("✓ Successfully created all " + counted(result_.tables_created.size(), "table"));
        result_.message = "Created " + counted(result_.tables_created.size(), "table") + " successfully";
    }

    // What this very transaction has created must be what was declared.
    void refuse_incomplete(const std::vector<catalog::difference>& left) const {
        for (const catalog::difference& each : left) {
            if (sql::is_creatable(each) || (each.in != nullptr && is_created(*each.in)))
                throw failure{failure_kind::verification, "the created schema is not the declared one: " + sql::describe(each) +
                                                              "; look for event triggers on this server; nothing was kept"};
        }
    }

    [[nodiscard]] bool is_created(const catalog::table& table) const {
        const std::string name = sql::detail::qualified(table.schema, table.name);
        for (const std::string& each : result_.tables_created)
            if (each == name) return true;
        return false;
    }

    void store(const database::live_catalog& live, const std::vector<catalog::difference>& differences) {
        result_.differences = in_words(differences);
        const std::string report = write_report(result_.differences);
        session_.commit(database::store_state(state_table_, {fingerprint_, expected_.name, result_.differences.size(), report}, live.stamp()));
    }

    // Remembers a schema that needed nothing. Where that may not be written down, every start compares anew.
    void keep_state(const database::live_catalog& live, const std::vector<catalog::difference>& differences) {
        result_.differences = in_words(differences);
        if (live.is_standby()) return session_.rollback();
        try {
            doing_ = "storing the state of the schema";
            make_state_table();
            store(live, differences);
        } catch (const database::sql_failure& error) {
            if (error.sqlstate() != "42501" && error.sqlstate() != "25006" && error.sqlstate() != "42P01") throw;
            session_.rollback();
            log_.warn("The state of the schema cannot be stored (" + detail::first_line(error.what()) + "), so every start compares it anew; " +
                      "grant this role INSERT and UPDATE on " + state_table_ + ", or let another role start once");
        }
    }

    // CREATE TABLE IF NOT EXISTS asks for the privilege to create before it sees that the table exists.
    void make_state_table() {
        session_.send("SAVEPOINT state_table");
        try {
            session_.send(database::create_state_table(state_table_));
        } catch (const database::sql_failure& error) {
            if (error.sqlstate() != "42501") throw;
            session_.send("ROLLBACK TO SAVEPOINT state_table");
        }
    }

    void report_differences() {
        if (!result_.differences.empty()) result_.message += "; " + counted(result_.differences.size(), "difference") + " left";
        for (const schema_difference& each : result_.differences) {
            log_.warn("Difference: " + each.description);
            if (!each.statement.empty()) log_.warn("  to settle it: " + each.statement);
        }
        if (result_.differences.empty() || config_.drift() == drift_policy::warn) return;
        throw failure{failure_kind::drift, counted(result_.differences.size(), "difference") + " between declaration and database, the first: " +
                                               result_.differences.front().description + "; settle them, or set MIGRATION_ON_DRIFT=warn"};
    }

    database::session& session_;
    const catalog::catalog& expected_;
    std::int64_t fingerprint_;
    const migration_config& config_;
    const log& log_;
    steady::time_point deadline_;
    std::string state_table_;
    std::string_view doing_ = "starting";
    migration_result result_;
};

} // namespace constable::startup

// ---- constable/startup/ensure_schema.hpp
// The one line in main: ensure_schema<app>().

#include <cstdio>
#include <exception>

namespace constable {

namespace startup {

inline void log_outcome(const migration_result& result, const log& to) {
    if (result.success && result.round_trips <= 1) return;
    if (result.success) {
        to.headline("MIGRATION COMPLETED SUCCESSFULLY");
        char seconds[32];
        std::snprintf(seconds, sizeof seconds, "%.2f", result.duration.count());
        to.info("Duration: " + std::string{seconds} + " seconds");
        to.info("Tables created: " + std::to_string(result.tables_created.size()));
        if (!result.tables_created.empty()) {
            std::string names;
            for (const std::string& each : result.tables_created) names.append(names.empty() ? "" : ", ").append(each);
            to.info("Created: " + names);
        }
        to.info("Result: " + result.message);
        to.info(log::wide_rule);
        return;
    }
    to.error("MIGRATION FAILED");
    for (const std::string& each : result.errors) to.error(each);
}

inline migration_result failed(failure_kind kind, std::string error, std::string sqlstate = {}) {
    migration_result result;
    result.message = "Migration failed";
    result.failure = kind;
    result.sqlstate = std::move(sqlstate);
    result.errors.push_back(std::move(error));
    return result;
}

// Runs `work`, which returns a migration_result, and turns everything that it throws into one.
template <class Work>
migration_result guarded(const Work& work) {
    try {
        return work();
    } catch (const configuration_error& error) {
        log{migration_config{}}.error(error.what()); // nobody knows yet where else to log
        return failed(failure_kind::configuration, error.what());
    } catch (const failure& error) {
        return failed(error.kind(), error.what(), error.sqlstate());
    } catch (const database::sql_failure& error) {
        const failure explained = explain(error, "migration");
        return failed(explained.kind(), explained.what(), explained.sqlstate());
    } catch (const std::exception& error) {
        return failed(failure_kind::statement, error.what());
    }
}

inline migration_result disabled(const log& to) {
    to.info("Database migration is disabled (MIGRATION_ENABLED=false)");
    migration_result result;
    result.success = true;
    result.message = "Migration is disabled";
    return result;
}

// What every result says, of success and of failure.
inline void name_result(migration_result& result, const declaration& declared) {
    result.lock_key = database::lock_key_of(declared.catalog.name);
    result.service = declared.catalog.name;
    result.timestamp = now_in_utc();
}

/// Ensures over an open connection. Throws nothing but std::bad_alloc.
inline migration_result ensure(const declaration& declared, pqxx::connection& connection, const migration_config& config) {
    const auto begin = steady::now();
    return guarded([&] {
        config.validate();
        const log to{config};
        if (!config.enabled) return disabled(to);
        migration_result result = guarded([&] {
            database::session session{connection};
            return ensurer{session, declared, config, to}.run();
        });
        name_result(result, declared);
        result.duration = steady::now() - begin;
        log_outcome(result, to);
        return result;
    });
}

/// Opens a connection as configured and ensures over it.
inline migration_result ensure(const declaration& declared, const migration_config& config) {
    return guarded([&] {
        const connection_settings settings = connection_settings_for(config);
        const log to{config};
        if (!config.enabled) return disabled(to);
        const auto begin = steady::now();
        migration_result result = guarded([&] {
            to.debug("Connecting to " + settings.describe());
            std::unique_ptr<pqxx::connection> connection;
            try {
                connection = database::connect(settings.connection_string());
            } catch (const database::sql_failure& error) {
                throw explain_connection(error, settings.describe());
            }
            database::session session{*connection};
            return ensurer{session, declared, config, to}.run();
        });
        for (std::string& each : result.errors) each = settings.redact(each);
        name_result(result, declared);
        result.duration = steady::now() - begin;
        log_outcome(result, to);
        return result;
    });
}

inline migration_result checked(migration_result result) {
    if (!result.success) throw migration_error{std::move(result)};
    return result;
}

// noexcept even when memory runs out
template <class Work>
migration_result unfailing(const Work& work) noexcept {
    try {
        return guarded(work);
    } catch (...) {
        return {};
    }
}

template <class App>
declaration declaration_of() {
    return {catalog_of<App>, fingerprint_of<App>};
}

} // namespace startup

/// Makes the database agree with the schema `App`, or throws migration_error which says exactly where it does not.
/// Creates what is missing, in one transaction; alters and drops nothing; reports what is different. Safe to call in
/// many processes at once; costs one round trip when there is nothing to do.
/// Connection and settings come from the environment: POSTGRESQL_ADDON_*, DB_*, DATABASE_URL, PG*; MIGRATION_*.
template <class App>
migration_result ensure_schema() {
    return startup::checked(startup::guarded([] { return startup::ensure(startup::declaration_of<App>(), migration_config::from_environment()); }));
}
/// The same with settings of the program's own; a connection that they do not name comes from the environment.
template <class App>
migration_result ensure_schema(const migration_config& config) {
    return startup::checked(startup::ensure(startup::declaration_of<App>(), config));
}
/// The same over an open connection, which must have no transaction open. Settings come from MIGRATION_*.
template <class App>
migration_result ensure_schema(pqxx::connection& connection) {
    return startup::checked(startup::guarded([&] {
        return startup::ensure(startup::declaration_of<App>(), connection, migration_config::from_environment());
    }));
}
/// The same over an open connection with settings of the program's own.
template <class App>
migration_result ensure_schema(pqxx::connection& connection, const migration_config& config) {
    return startup::checked(startup::ensure(startup::declaration_of<App>(), connection, config));
}

/// `ensure_schema` that returns failures instead of throwing them.
template <class App>
[[nodiscard]] migration_result try_ensure_schema() noexcept {
    return startup::unfailing([] { return startup::ensure(startup::declaration_of<App>(), migration_config::from_environment()); });
}
template <class App>
[[nodiscard]] migration_result try_ensure_schema(const migration_config& config) noexcept {
    return startup::unfailing([&] { return startup::ensure(startup::declaration_of<App>(), config); });
}
template <class App>
[[nodiscard]] migration_result try_ensure_schema(pqxx::connection& connection) noexcept {
    return startup::unfailing([&] {
        return startup::ensure(startup::declaration_of<App>(), connection, migration_config::from_environment());
    });
}
template <class App>
[[nodiscard]] migration_result try_ensure_schema(pqxx::connection& connection, const migration_config& config) noexcept {
    return startup::unfailing([&] { return startup::ensure(startup::declaration_of<App>(), connection, config); });
}

/// Runs the start by hand, whatever MIGRATION_ENABLED says, and returns the outcome.
template <class App>
[[nodiscard]] migration_result trigger_manual_migration(pqxx::connection& connection) noexcept {
    return startup::unfailing([&] {
        migration_config config = migration_config::from_environment();
        config.enabled = true;
        return startup::ensure(startup::declaration_of<App>(), connection, config);
    });
}

} // namespace constable

// ---- constable/startup/environment.hpp
// Looks over the environment before a start, without connecting: what is wrong, and what may surprise.

namespace constable {

/// What is to be said about an environment; never a password.
struct environment_report {
    bool valid = true;                 ///< whether there are no errors
    std::vector<std::string> errors;   ///< with any of these a start fails
    std::vector<std::string> warnings; ///< with these it goes on, perhaps elsewhere or less safely than was meant
};

} // namespace constable

namespace constable::startup {

/// How many letters must be put in, taken out or exchanged to make one name of the other.
inline std::size_t edit_distance(std::string_view from, std::string_view to) {
    std::array<std::size_t, 64> row{}; // of the table of distances; names longer than this are compared in part
    to = to.substr(0, row.size() - 1);
    for (std::size_t j = 0; j <= to.size(); ++j) row[j] = j;
    for (std::size_t i = 0; i != from.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j != to.size(); ++j) {
            std::size_t distance = diagonal + (from[i] == to[j] ? 0 : 1);
            if (row[j] + 1 < distance) distance = row[j] + 1;
            diagonal = row[j + 1];
            if (diagonal + 1 < distance) distance = diagonal + 1;
            row[j + 1] = distance;
        }
    }
    return row[to.size()];
}

/// Finds what may surprise. Each function adds its warnings.
class environment_review {
public:
    environment_review(const environment_variables& environment, const migration_config& config,
                       const connection_settings& connection)
        : environment_{environment}, config_{config}, connection_{connection} {}

    std::vector<std::string> warnings() {
        review_names();
        review_config();
        review_sources();
        review_parts();
        review_values();
        review_transport();
        return std::move(warnings_);
    }

private:
    void warn(std::string warning) { warnings_.push_back(std::move(warning)); }

    void review_names() {
        for (const char* const* entry = environment_.entries; entry != nullptr && *entry != nullptr; ++entry) {
            const std::string_view text = *entry;
            const std::string_view name = text.substr(0, text.find('='));
            if (name.starts_with("MIGRATION_") && environment_.has(name)) review_name(name);
        }
    }

    void review_name(std::string_view name) {
        if (name == "MIGRATION_ENV") return; // says which environment this is, production or another
        const setting* nearest = nullptr;
        std::size_t smallest = 0;
        for (const setting& known : all_settings) {
            const std::size_t distance = edit_distance(name, known.variable);
            if (distance == 0) return;
            if (nearest != nullptr && distance >= smallest) continue;
            nearest = &known;
            smallest = distance;
        }
        warn(escaped(name) + " is no variable of Constable and is ignored; did you mean " +
             std::string{nearest->variable} + "?");
    }

    void review_config() {
        if (!config_.enabled) warn("MIGRATION_ENABLED is false: a start leaves the database as it is");
        if (!config_.concurrent_safety) {
            warn("MIGRATION_CONCURRENT_SAFETY is false: instances that start at the same time can fail; set it to true "
                 "unless only one ever starts");
        }
        if (config_.skip_validation) {
            warn("MIGRATION_SKIP_VALIDATION is true: a start does not look whether the database is as declared");
        }
        if (config_.lock_timeout_seconds > config_.timeout_seconds) {
            warn("MIGRATION_LOCK_TIMEOUT (" + std::to_string(config_.lock_timeout_seconds) +
                 " s) is longer than MIGRATION_TIMEOUT (" + std::to_string(config_.timeout_seconds) +
                 " s), which ends the wait; raise the latter");
        }
    }

    void review_sources() {
        const connection_source used = connection_.source;
        const bool is_addon =
            used == connection_source::postgresql_addon || used == connection_source::postgresql_addon_uri;
        if (!is_addon && has_any(postgresql_addon_variables)) {
            warn_of_part("POSTGRESQL_ADDON_*", "POSTGRESQL_ADDON_HOST");
        }
        if (used != connection_source::db) {
            if (environment_.has("DB_HOST") || environment_.has("DB_NAME")) warn_of_both("DB_*");
            else if (has_any(db_variables)) warn_of_part("DB_*", "DB_HOST or DB_NAME");
        }
        if (used != connection_source::database_url && environment_.has("DATABASE_URL")) warn_of_both("DATABASE_URL");
        const bool says_where = !connection_.effective("host").empty() || !connection_.effective("hostaddr").empty() ||
                                !connection_.effective("dbname").empty() || !connection_.effective("service").empty();
        if (used == connection_source::libpq && !says_where) {
            warn("no variable says where the database is, so that libpq's defaults apply; set DB_* or DATABASE_URL");
        }
    }

    void warn_of_both(const std::string& unused) {
        const std::string used{name_of(connection_.source)};
        warn(used + " and " + unused + " are both set: " + used + " is used, " + unused + " is ignored");
    }

    void warn_of_part(const std::string& group, const std::string& missing) {
        warn("only a part of " + group + " is set, and is ignored; set " + missing + " too, or remove it");
    }

    [[nodiscard]] bool has_any(std::span<const parameter_variable> variables) const {
        for (const parameter_variable& variable : variables) {
            if (environment_.has(variable.name)) return true;
        }
        return false;
    }

    void review_parts() {
        const auto expect = [this](const std::string& name, const std::string& fallback) {
            if (environment_.has(name)) return;
            const std::string instead = environment_.has(fallback) ? fallback + " is used" : "libpq's default applies";
            warn(name + " is not set: " + instead);
        };
        const connection_source used = connection_.source;
        if (used == connection_source::postgresql_addon) expect("POSTGRESQL_ADDON_PASSWORD", "PGPASSWORD");
        if (used != connection_source::db) return;
        expect("DB_HOST", "PGHOST");
        expect("DB_NAME", "PGDATABASE");
        expect("DB_USER", "PGUSER");
        expect("DB_PASSWORD", "PGPASSWORD");
        if (environment_.has("PGPORT")) expect("DB_PORT", "PGPORT"); // else it is 5432, as everybody expects
    }

    void review_values() {
        for (const auto& [keyword, value] : connection_.parameters) {
            constexpr std::string_view blanks = " \t\r\n";
            const bool is_trimmed = value.empty() || (blanks.find(value.front()) == std::string_view::npos &&
                                                      blanks.find(value.back()) == std::string_view::npos);
            if (is_trimmed) continue;
            warn("the " + keyword + " from " + std::string{name_of(connection_.source)} +
                 " begins or ends with white space, perhaps the line end of the file it came from; remove it");
        }
        if (environment_.has("PGHOSTADDR") && find_parameter(connection_.parameters, "host") &&
            !find_parameter(connection_.parameters, "hostaddr")) {
            warn("PGHOSTADDR is set, and libpq connects to it whatever the host is; unset it");
        }
    }

    static bool is_local(std::string_view host) {
        return host.empty() || host.starts_with('/') || host.starts_with('@') || host == "localhost" ||
               host.starts_with("127.") || host == "::1";
    }

    /// Without sslmode libpq asks for TLS, and does without it when the server, or who stands between, says no.
    void review_transport() {
        const bool is_chosen = !connection_.effective("sslmode").empty();
        const bool has_password = !connection_.effective("password").empty();
        if (is_chosen || !has_password) return;
        std::string_view hosts = connection_.effective("host");
        for (bool more = true; more;) {
            const std::size_t comma = hosts.find(',');
            if (!is_local(hosts.substr(0, comma))) {
                return warn("a password is sent to another host, but no sslmode is set: libpq then goes on without TLS "
                            "when it is refused; set sslmode to require, or better to verify-full");
            }
            more = comma != std::string_view::npos;
            if (more) hosts.remove_prefix(comma + 1);
        }
    }

    const environment_variables& environment_;
    const migration_config& config_;
    const connection_settings& connection_;
    std::vector<std::string> warnings_;
};

/// The report about these variables.
inline environment_report review_environment(const environment_variables& environment) {
    environment_report report;
    const migration_config config = read_config(environment, report.errors);
    const connection_settings connection = read_connection(config, environment, report.errors);
    report.warnings = environment_review{environment, config, connection}.warnings();
    report.valid = report.errors.empty();
    return report;
}

} // namespace constable::startup

namespace constable {

/// Looks over this process's MIGRATION_*, POSTGRESQL_ADDON_*, DB_*, DATABASE_URL and PG* variables without
/// connecting.
inline environment_report validate_migration_environment() {
    return startup::review_environment(startup::process_environment());
}

} // namespace constable

// ---- constable/startup/status.hpp
// How a database stands to a declaration, without touching it: for health checks and for people.

namespace constable {

/// The state of a database as a health check wants it.
struct migration_status_report {
    std::string health;         ///< "healthy", "degraded" (differences, or tables are missing) or "unhealthy" (no connection)
    std::string health_message; ///< one sentence
    bool database_exists = false;
    bool connection_healthy = false;
    bool migration_needed = false; ///< declared tables or types are missing
    std::vector<std::string> existing_tables; ///< declared tables that exist
    std::vector<std::string> missing_tables;  ///< declared tables that do not
    std::size_t total_expected_tables = 0;
    std::size_t total_existing_tables = 0;
    std::vector<schema_difference> differences; ///< what is different otherwise
    migration_config configuration;
    std::string timestamp; ///< ISO 8601, UTC
    std::string service;   ///< the schema's name
};

namespace startup {

inline migration_status_report empty_status(const declaration& declared, const migration_config& config) {
    migration_status_report report;
    report.total_expected_tables = declared.catalog.tables.size();
    report.configuration = config;
    report.configuration.connection.clear(); // it may hold a password
    report.timestamp = now_in_utc();
    report.service = declared.catalog.name;
    return report;
}

inline migration_status_report unhealthy(migration_status_report report, const std::string& why) {
    report.health = "unhealthy";
    report.health_message = why;
    return report;
}

inline void fill_status(migration_status_report& report, const declaration& declared, database::session& session) {
    const database::live_catalog live = database::introspect(session, declared.catalog);
    for (const catalog::table& each : declared.catalog.tables) {
        const database::live_relation* there = live.find_relation(each.schema, each.name);
        const bool exists = there != nullptr && there->is_table();
        (exists ? report.existing_tables : report.missing_tables).push_back(sql::detail::qualified(each.schema, each.name));
    }
    report.total_existing_tables = report.existing_tables.size();
    report.migration_needed = !report.missing_tables.empty();
    std::vector<catalog::difference> different;
    for (catalog::difference& each : compare(session, declared.catalog, live)) {
        report.migration_needed = report.migration_needed || sql::is_creatable(each);
        if (each.kind != catalog::difference_kind::missing_table) different.push_back(std::move(each));
    }
    report.differences = in_words(different);
}

inline migration_status_report read_status(const declaration& declared, pqxx::connection& connection, const migration_config& config) {
    migration_status_report report = empty_status(declared, config);
    try {
        database::session session{connection};
        fill_status(report, declared, session);
    } catch (const database::sql_failure& error) {
        report.database_exists = report.connection_healthy = !error.is_disconnected();
        return unhealthy(std::move(report), explain(error, "reading the catalog").what());
    }
    report.database_exists = true;
    report.connection_healthy = true;
    const bool is_healthy = !report.migration_needed && report.differences.empty();
    report.health = is_healthy ? "healthy" : "degraded";
    if (is_healthy) report.health_message = "Database is healthy and up to date";
    else if (report.migration_needed) report.health_message = "Missing tables: " + std::to_string(report.missing_tables.size());
    else report.health_message = "Database differs from its declaration: " + report.differences.front().description;
    return report;
}

inline migration_status_report read_status(const declaration& declared, const migration_config& config) {
    const connection_settings settings = connection_settings_for(config);
    try {
        const std::unique_ptr<pqxx::connection> connection = database::connect(settings.connection_string());
        return read_status(declared, *connection, config);
    } catch (const database::sql_failure& error) {
        return unhealthy(empty_status(declared, config), settings.redact(explain_connection(error, settings.describe()).what()));
    }
}

} // namespace startup

/// How the database of the environment stands to the schema `App`. Reads only, in one round trip after connecting.
/// A database that cannot be reached is a report, not an exception; a bad configuration throws configuration_error.
template <class App>
[[nodiscard]] migration_status_report migration_status() {
    return startup::read_status(startup::declaration_of<App>(), migration_config::from_environment());
}
template <class App>
[[nodiscard]] migration_status_report migration_status(const migration_config& config) {
    return startup::read_status(startup::declaration_of<App>(), config);
}
template <class App>
[[nodiscard]] migration_status_report migration_status(pqxx::connection& connection,
                                                       const migration_config& config = migration_config::from_environment()) {
    return startup::read_status(startup::declaration_of<App>(), connection, config);
}

} // namespace constable
