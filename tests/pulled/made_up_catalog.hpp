// SPDX-License-Identifier: BSL-1.0
// A catalog with everything in it that is hard to write as C++.
#pragma once

#include <constable/catalog/model.hpp>

#include <cstdint>
#include <string_view>

namespace constable::testing {

namespace made_up {

using std::string_view;

// ---- texts

inline constexpr string_view quotes = "it's \"quoted\" \\ back\\\\slash \t tab";
inline constexpr string_view lines = "first\n  second )sql\" still\nthird\\";
inline constexpr string_view strange = "\x01\x7F\r\n ?\?= ?\?/ %d \u202E \u200Fé 表 😀 */ // <: :> <%";
inline constexpr string_view broken = "not UTF-8: \xFF\xC3( 8";

inline constexpr string_view id[] = {"id"};
inline constexpr string_view a_b[] = {"a", "b"};
inline constexpr string_view b[] = {"b"};
inline constexpr string_view up[] = {"up"};
inline constexpr string_view options[] = {"autovacuum_enabled=false", "fillfactor=70"};

// ---- database schemas, extensions, types

inline constexpr catalog::database_schema schemas[] = {
    {.name = "class", .comment = quotes}, {.name = "Zweites Schema"}, {.name = "app"}, {.name = "public", .comment = lines}};
inline constexpr catalog::extension extensions[] = {
    {.schema = "class", .name = "uuid-ossp", .version = "1.1", .comment = quotes}};
inline constexpr catalog::collation collations[] = {
    {.name = "german", .provider = "icu", .locale = "de-DE", .deterministic = false, .comment = quotes},
    {.schema = "class", .name = "other", .provider = "libc", .lc_collate = "C", .lc_ctype = "POSIX"}};
inline constexpr string_view labels[] = {"sad", "it's", "\"ok\"", "", "größer"};
inline constexpr catalog::enumeration enumerations[] = {{.name = "mood", .labels = labels, .comment = quotes},
                                                        {.schema = "class", .name = "mood", .labels = labels},
                                                        {.name = "Text", .labels = a_b}};
inline constexpr catalog::constraint domain_checks[] = {
    {.name = "postal_check", .expression = "(VALUE ~ '^\\d{5}$'::text)", .comment = quotes},
    {.name = "Other", .expression = "true", .not_valid = true}};
inline constexpr catalog::domain domains[] = {{.name = "postal",
                                               .type = "text",
                                               .collation = "\"C\"",
                                               .default_expression = "'\"'::text",
                                               .not_null = true,
                                               .constraints = domain_checks,
                                               .comment = quotes},
                                              {.schema = "class", .name = "postal", .type = "postal"}};
inline constexpr catalog::attribute attributes[] = {
    {.name = "street", .type = "text", .collation = "class.other", .comment = quotes},
    {.name = "mood", .type = "class.mood[]"}};
inline constexpr catalog::composite_type composite_types[] = {
    {.name = "address", .attributes = attributes, .comment = quotes}};
inline constexpr catalog::range_type range_types[] = {{.name = "float_range",
                                                       .subtype = "double precision",
                                                       .difference = "float8mi",
                                                       .multirange = "floats",
                                                       .comment = quotes}};

// ---- sequences

inline constexpr catalog::sequence sequences[] = {
    {.name = "numbers",
     .type = "smallint",
     .start = -5,
     .increment = -5,
     .minimum = -32768,
     .maximum = -1,
     .cycle = true,
     .comment = quotes},
    {.name = "all_of_them", .start = 1, .minimum = INT64_MIN, .cache = 20},
    {.schema = "class", .name = "owned", .unlogged = true, .owner_table = "users", .owner_column = "id"}};
inline constexpr catalog::sequence odd{
    .name = "odd \"one\"", .type = "bigint", .start = 1000, .increment = 2, .unlogged = true, .comment = quotes};
inline constexpr catalog::sequence later{.name = "keywords_up_seq", .type = "bigint", .start = 7, .unlogged = true};

// ---- tables

inline constexpr catalog::column_details with_odd{.sequence = &odd};
inline constexpr catalog::column_details with_later{.sequence = &later};
inline constexpr catalog::column_details detailed{.not_null_name = "is there",
                                                  .storage = catalog::storage_kind::external,
                                                  .compression = catalog::compression_method::lz4,
                                                  .statistics = 500,
                                                  .options = options};
inline constexpr catalog::column_details is_virtual{.is_virtual = true};

inline constexpr catalog::column keyword_columns[] = {
    {.name = "id",
     .type = "integer",
     .identity = catalog::identity_kind::serial,
     .not_null = true,
     .details = &with_odd},
    {.name = "up",
     .type = "bigint",
     .identity = catalog::identity_kind::by_default,
     .not_null = true,
     .details = &with_later},
    {.name = "namespace", .type = "text", .default_expression = quotes, .comment = quotes},
    {.name = "größe \"x\"", .type = "numeric(10,2)", .default_expression = "0", .comment = lines, .not_null = true},
    {.name = "a", .type = "text[]", .collation = "\"C\"", .comment = strange, .not_null = true, .details = &detailed},
    {.name = "b", .type = "integer", .generated_expression = "(id + 1)", .comment = broken, .details = &is_virtual},
    {.name = "mood", .type = "mood", .default_expression = "'sad'::mood"},
    {.name = "moods", .type = "class.mood[]"},
    {.name = "own text", .type = "\"Text\""},
    {.name = "place", .type = "geometry(Point,4326)"},
    {.name = "a_very_long_name_that_would_push_all_types_far_to_the_right", .type = "timestamp(3) with time zone"}};
inline constexpr catalog::constraint keyword_constraints[] = {
    {.kind = catalog::constraint_kind::primary_key, .name = "keywords_pkey", .columns = id, .comment = quotes},
    {.kind = catalog::constraint_kind::unique,
     .name = "keywords_a_b_key",
     .columns = a_b,
     .include = up,
     .nulls_not_distinct = true,
     .options = options},
    {.kind = catalog::constraint_kind::unique,
     .name = "keywords_a_b_key1",
     .columns = a_b,
     .deferrable = true,
     .initially_deferred = true},
    {.kind = catalog::constraint_kind::foreign_key,
     .name = "keywords_up_fkey",
     .columns = up,
     .referenced_schema = "class",
     .referenced_table = "keywords",
     .referenced_columns = id,
     .on_update = catalog::referential_action::set_null,
     .on_delete = catalog::referential_action::cascade,
     .not_valid = true},
    {.name = "keywords_b_check", .expression = "(b > 0)", .no_inherit = true},
    {.name = "odd check", .expression = "((b > id) AND (namespace <> '\"'::text))"}};
inline constexpr catalog::key keyword_keys[] = {
    {.column = "namespace",
     .collation = "class.other",
     .operator_class = "text_pattern_ops",
     .descending = true,
     .nulls = catalog::nulls_order::last},
    {.expression = "lower(namespace)", .nulls = catalog::nulls_order::first, .statistics = 7}};
inline constexpr catalog::index keyword_indexes[] = {
    {.name = "keywords_namespace_lower_idx", .keys = keyword_keys, .comment = quotes},
    {.name = "by \"name\"",
     .keys = keyword_keys,
     .include = b,
     .predicate = "(b IS NOT NULL)",
     .unique = true,
     .nulls_not_distinct = true,
     .options = options}};
inline constexpr catalog::trigger triggers[] = {{.name = "touch",
                                                 .on_insert = true,
                                                 .on_update = true,
                                                 .for_each_row = true,
                                                 .function = "touch",
                                                 .arguments = a_b,
                                                 .comment = quotes},
                                                {.name = "\"T\"",
                                                 .time = catalog::trigger_time::after,
                                                 .on_update = true,
                                                 .update_columns = a_b,
                                                 .for_each_row = true,
                                                 .when_expression = "(new.b > 0)",
                                                 .function = "class.touch",
                                                 .is_constraint = true,
                                                 .deferrable = true,
                                                 .initially_deferred = true,
                                                 .referenced_table = "class.keywords",
                                                 .enabled = catalog::enabled_state::always},
                                                {.name = "all",
                                                 .time = catalog::trigger_time::after,
                                                 .on_delete = true,
                                                 .function = "touch",
                                                 .old_table = "old one",
                                                 .enabled = catalog::enabled_state::disabled}};
inline constexpr catalog::rule rules[] = {{.name = "keep",
                                           .event = catalog::command_kind::remove,
                                           .instead = true,
                                           .condition = "(old.b > 0)",
                                           .action = "NOTHING",
                                           .comment = quotes}};
inline constexpr catalog::policy policies[] = {{.name = "own",
                                                .permissive = false,
                                                .command = catalog::command_kind::update,
                                                .roles = a_b,
                                                .using_expression = "(b > 0)",
                                                .check_expression = "true",
                                                .comment = quotes},
                                               {.name = "all", .using_expression = "true"}};
inline constexpr string_view kinds[] = {"ndistinct", "mcv"};
inline constexpr string_view measured[] = {"a", "\"größe \"\"x\"\"\"", "(lower(namespace))", "((b + 1))"};
inline constexpr catalog::statistics statistics[] = {
    {.schema = "class", .name = "Some", .kinds = kinds, .expressions = measured, .target = 9, .comment = quotes}};

inline constexpr catalog::column plain_columns[] = {
    {.name = "id", .type = "bigint", .identity = catalog::identity_kind::always, .not_null = true},
    {.name = "up", .type = "bigint"}};
inline constexpr catalog::constraint other_constraints[] = {
    {.kind = catalog::constraint_kind::primary_key, .name = "the key", .columns = id},
    {.kind = catalog::constraint_kind::foreign_key,
     .name = "keywords_up_fkey",
     .columns = up,
     .referenced_table = "keywords",
     .referenced_columns = id}};
inline constexpr catalog::column part_columns[] = {{.name = "id", .type = "bigint"}, {.name = "up", .type = "bigint"}};
inline constexpr catalog::constraint parent_key[] = {
    {.kind = catalog::constraint_kind::unique, .name = "whole_id_key", .columns = id}};
inline constexpr catalog::constraint part_key[] = {
    {.kind = catalog::constraint_kind::unique, .name = "part_id_key", .columns = id, .attached_to = "whole_id_key"}};
inline constexpr catalog::qualified_name parents[] = {{"", "whole"}, {"class", "keywords"}};
inline constexpr catalog::key excluded[] = {{.column = "id", .with_operator = "="},
                                            {.expression = "(up + 1)", .with_operator = "OPERATOR(class.&&)"}};
inline constexpr catalog::constraint exclusions[] = {{.kind = catalog::constraint_kind::exclude,
                                                      .name = "users_id_expr_excl",
                                                      .method = "gist",
                                                      .keys = excluded,
                                                      .predicate = "(up > 0)"}};

inline constexpr catalog::table tables[] = {
    {.name = "keywords",
     .columns = keyword_columns,
     .constraints = keyword_constraints,
     .indexes = keyword_indexes,
     .comment = lines,
     .unlogged = true,
     .access_method = "heap2",
     .options = options,
     .toast_options = options,
     .row_security = true,
     .force_row_security = true,
     .replica_identity = catalog::replica_identity_kind::index,
     .replica_index = "by \"name\"",
     .clustered_on = "keywords_pkey",
     .triggers = triggers,
     .rules = rules,
     .policies = policies,
     .statistics = statistics},
    {.schema = "class", .name = "keywords", .columns = plain_columns, .constraints = other_constraints},
    {.name = "Keywords", .columns = plain_columns, .replica_identity = catalog::replica_identity_kind::full},
    {.name = "keywords ", .columns = plain_columns},
    {.name = "2fa", .columns = plain_columns},
    {.name = "заказы", .columns = plain_columns},
    {.name = "EOF", .columns = plain_columns},
    {.name = "__x", .columns = plain_columns},
    {.name = "class", .columns = plain_columns},
    {.name = "pulled", .columns = plain_columns},
    {.name = "app", .columns = plain_columns},
    {.name = "table", .columns = plain_columns},
    {.name = "column", .columns = plain_columns},
    {.name = "time", .columns = plain_columns},
    {.name = "enum", .columns = plain_columns},
    {.schema = "app", .name = "app", .columns = plain_columns},
    {.name = "select", .columns = plain_columns},
    {.name = "std", .columns = plain_columns},
    {.name = "import", .columns = plain_columns},
    {.name = "assert", .columns = plain_columns},
    {.schema = "class", .name = "users", .columns = plain_columns, .constraints = exclusions},
    {.schema = "Zweites Schema", .name = "users", .columns = plain_columns},
    {.name = "whole",
     .columns = part_columns,
     .constraints = parent_key,
     .partition_key = "RANGE (id, lower((up)::text))"},
    {.name = "part",
     .columns = part_columns,
     .constraints = part_key,
     .parent = "whole",
     .partition_bound = "FOR VALUES FROM ('1', 'a\"') TO ('2', MAXVALUE)"},
    {.name = "rest",
     .columns = part_columns,
     .partition_key = "HASH (id)",
     .parent_schema = "",
     .parent = "whole",
     .partition_bound = "DEFAULT"},
    {.schema = "class",
     .name = "child",
     .inherits = parents,
     .replica_identity = catalog::replica_identity_kind::nothing}};

// ---- views and routines

inline constexpr catalog::view_column view_columns[] = {{.name = "a", .comment = quotes}};
inline constexpr catalog::view_column other_view_columns[] = {{.name = "b", .default_expression = "1"}};
inline constexpr string_view view_options[] = {"check_option=local", "security_barrier=true"};
inline constexpr catalog::key view_keys[] = {{.column = "a"}};
inline constexpr catalog::index view_indexes[] = {
    {.name = "totals_a_idx", .keys = view_keys, .unique = true, .comment = quotes}};
inline constexpr catalog::trigger view_triggers[] = {{.name = "redirect",
                                                      .time = catalog::trigger_time::instead_of,
                                                      .on_insert = true,
                                                      .for_each_row = true,
                                                      .function = "touch"}};
inline constexpr catalog::view views[] = {
    {.name = "active",
     .query = " SELECT keywords.id AS \"a\\b\",\n    'it''s ?\?='::text\n   FROM keywords",
     .options = view_options,
     .columns = view_columns,
     .triggers = view_triggers,
     .comment = quotes},
    {.schema = "class", .name = "active", .query = " SELECT 1 AS b", .columns = other_view_columns, .rules = rules},
    {.name = "totals",
     .is_materialized = true,
     .query = " SELECT 1 AS a",
     .options = options,
     .clustered_on = "totals_a_idx",
     .columns = view_columns,
     .indexes = view_indexes,
     .comment = lines}};

inline constexpr string_view settings[] = {"search_path=class, public", "work_mem=4MB"};
inline constexpr string_view transforms[] = {"hstore"};
inline constexpr catalog::routine routines[] = {
    {.name = "touch", .result = "trigger", .language = "plpgsql", .body = lines, .comment = quotes},
    {.schema = "class",
     .name = "touch",
     .identity = "integer, text",
     .arguments = "a integer, b text DEFAULT '\"'::text",
     .result = "SETOF keywords",
     .language = "sql",
     .body = strange,
     .volatility = catalog::volatility_kind::stable,
     .parallel = catalog::parallel_safety::restricted,
     .strict = true,
     .security_definer = true,
     .leakproof = true,
     .cost = "5",
     .rows = "10",
     .support = "class.helper",
     .settings = settings},
    {.name = "touch",
     .identity = "integer",
     .arguments = "integer",
     .result = "integer",
     .language = "sql",
     .sql_body = "RETURN ($1 + 1)",
     .volatility = catalog::volatility_kind::immutable,
     .parallel = catalog::parallel_safety::safe,
     .transforms = transforms},
    {.name = "in C",
     .identity = "internal",
     .arguments = "internal",
     .result = "void",
     .language = "c",
     .body = "symbol",
     .library = "$libdir/lib"},
    {.name = "proc",
     .identity = "text",
     .kind = catalog::routine_kind::procedure,
     .arguments = "INOUT a text",
     .language = "plpgsql",
     .body = broken},
    {.name = "sum",
     .identity = "integer",
     .kind = catalog::routine_kind::aggregate,
     .arguments = "integer",
     .result = "integer",
     .body = "SFUNC = int4pl, STYPE = integer"},
    {.name = "rank",
     .kind = catalog::routine_kind::window,
     .result = "bigint",
     .language = "internal",
     .body = "window_rank"}};

// ---- privileges

inline constexpr catalog::grant grants[] = {
    {.kind = catalog::object_kind::schema, .name = "class", .grantee = "some \"one\"", .privilege = "USAGE"},
    {.kind = catalog::object_kind::column, .name = "keywords", .part = "a", .grantee = "reader", .privilege = "SELECT"},
    {.kind = catalog::object_kind::column, .name = "keywords", .part = "b", .grantee = "reader", .privilege = "SELECT"},
    {.kind = catalog::object_kind::table, .name = "keywords", .grantee = "reader", .privilege = "SELECT"},
    {.kind = catalog::object_kind::table,
     .name = "keywords",
     .grantee = "writer",
     .privilege = "INSERT",
     .with_grant_option = true},
    {.kind = catalog::object_kind::table, .name = "keywords", .grantee = "writer", .privilege = "SELECT"},
    {.kind = catalog::object_kind::table, .name = "active", .privilege = "SELECT"},
    {.kind = catalog::object_kind::sequence, .name = "numbers", .grantee = "writer", .privilege = "USAGE"},
    {.kind = catalog::object_kind::sequence, .name = "odd \"one\"", .grantee = "writer", .privilege = "USAGE"},
    {.kind = catalog::object_kind::sequence, .name = "Keywords_id_seq", .grantee = "writer", .privilege = "USAGE"},
    {.kind = catalog::object_kind::function,
     .schema = "class",
     .name = "touch",
     .part = "integer, text",
     .privilege = "EXECUTE",
     .is_revoked = true},
    {.kind = catalog::object_kind::procedure,
     .name = "proc",
     .part = "text",
     .grantee = "writer",
     .privilege = "EXECUTE"},
    {.kind = catalog::object_kind::type, .name = "mood", .privilege = "USAGE", .is_revoked = true},
    {.kind = catalog::object_kind::type,
     .schema = "class",
     .name = "postal",
     .grantee = "writer",
     .privilege = "USAGE"}};
inline constexpr catalog::default_privilege default_privileges[] = {
    {.schema = "class", .grantee = "reader", .privilege = "SELECT"},
    {.schema = "",
     .kind = catalog::object_kind::sequence,
     .grantee = "reader",
     .privilege = "USAGE",
     .with_grant_option = true},
    {.role = "some \"one\"",
     .in_all_schemas = true,
     .kind = catalog::object_kind::function,
     .privilege = "EXECUTE",
     .is_revoked = true}};

} // namespace made_up

/// What `pull` must write so that a compiler reads the same.
inline constexpr catalog::catalog made_up_catalog{.enumerations = made_up::enumerations,
                                                  .tables = made_up::tables,
                                                  .default_schema = "public",
                                                  .schemas = made_up::schemas,
                                                  .extensions = made_up::extensions,
                                                  .collations = made_up::collations,
                                                  .domains = made_up::domains,
                                                  .composite_types = made_up::composite_types,
                                                  .range_types = made_up::range_types,
                                                  .sequences = made_up::sequences,
                                                  .routines = made_up::routines,
                                                  .views = made_up::views,
                                                  .grants = made_up::grants,
                                                  .default_privileges = made_up::default_privileges};

} // namespace constable::testing
