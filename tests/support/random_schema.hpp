// SPDX-License-Identifier: BSL-1.0
// Random catalogs that a server accepts, with all texts spelt as the server spells them, so that what is read back can
// be compared letter by letter.
#pragma once

#include "constable/catalog/fingerprint.hpp"
#include "constable/catalog/model.hpp"
#include "constable/strings/identifier.hpp"
#include "constable/strings/sink.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <random>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constable::testing {

namespace detail {

/// What can be done with a type.
enum ability : unsigned {
    sorts = 1,      ///< has a default operator class of btree
    hashes = 2,     ///< … of hash
    numbers = 4,    ///< an integer
    collates = 8,   ///< may have a collation
    ranges = 16,    ///< … of gist, with &&
    inverts = 32,   ///< … of gin
    summarises = 64 ///< … of brin
};

struct type_sample {
    std::string_view sql;     ///< as format_type() writes it
    std::string_view cast;    ///< as a cast of a constant names it, without a type modifier
    std::string_view literal; ///< a default
    unsigned can;
    int since = 120000;
};

inline constexpr unsigned plain = sorts | hashes | summarises;
inline constexpr type_sample type_samples[] = {
    {"smallint", "smallint", "7", plain | numbers},
    {"integer", "integer", "'-3'::integer", plain | numbers},
    {"integer", "integer", "42", plain | numbers},
    {"bigint", "bigint", "'5000000000'::bigint", plain | numbers},
    {"numeric", "numeric", "1.5", plain},
    {"numeric(10,0)", "numeric", "12", plain},
    {"numeric(12,3)", "numeric", "'-0.125'::numeric", plain},
    {"real", "real", "1.5", plain},
    {"double precision", "double precision", "'-1.5'::numeric", plain},
    {"boolean", "boolean", "true", sorts | hashes},
    {"text", "text", "'it''s \"a\" text, with ::casts; and ümläuts'::text", plain | collates},
    {"text", "text", "CURRENT_USER", plain | collates},
    {"character varying", "character varying", "'x'::character varying", plain | collates},
    {"character varying(40)", "character varying", "'x'::character varying", plain | collates},
    {"character(4)", "bpchar", "'ab'::bpchar", plain | collates},
    {"bytea", "bytea", R"('\x00ff'::bytea)", plain},
    {"date", "date", "CURRENT_DATE", plain},
    {"time without time zone", "time without time zone", "'12:30:00'::time without time zone", plain},
    {"time(3) without time zone", "time without time zone", "LOCALTIME", plain},
    {"time with time zone", "time with time zone", "'12:30:00+02'::time with time zone", plain},
    {"timestamp without time zone", "timestamp without time zone", "'2024-02-29 12:30:00'::timestamp without time zone",
     plain},
    {"timestamp(0) without time zone", "timestamp without time zone", "LOCALTIMESTAMP", plain},
    {"timestamp with time zone", "timestamp with time zone", "now()", plain},
    {"timestamp(6) with time zone", "timestamp with time zone", "CURRENT_TIMESTAMP", plain},
    {"interval", "interval", "'1 day'::interval", plain},
    {"interval(3)", "interval", "'00:00:01.5'::interval", plain},
    {"uuid", "uuid", "gen_random_uuid()", plain, 130000},
    {"json", "json", R"('{"a": [1, null]}'::json)", 0},
    {"jsonb", "jsonb", R"('{"a": [1, null]}'::jsonb)", sorts | hashes | inverts},
    {"xml", "xml", "'<a>1</a>'::xml", 0},
    {"inet", "inet", "'127.0.0.1'::inet", plain},
    {"cidr", "cidr", "'10.0.0.0/8'::cidr", plain},
    {"macaddr", "macaddr", "'08:00:2b:01:02:03'::macaddr", plain},
    {"macaddr8", "macaddr8", "'08:00:2b:01:02:03:04:05'::macaddr8", plain},
    {"bit(4)", "\"bit\"", "'1010'::\"bit\"", sorts | summarises},
    {"bit varying", "bit varying", "'101'::bit varying", sorts | summarises},
    {"bit varying(8)", "bit varying", "'101'::bit varying", sorts | summarises},
    {"tsvector", "tsvector", "'''a'' ''b'''::tsvector", sorts | inverts},
    {"tsquery", "tsquery", "'''a'''::tsquery", sorts},
    {"oid", "oid", "'1'::oid", plain},
    {"money", "money", "'$1.00'::money", sorts},
    {"int4range", "int4range", "'[1,5)'::int4range", sorts | hashes | ranges},
    {"int8range", "int8range", "'[1,5)'::int8range", sorts | hashes | ranges},
    {"numrange", "numrange", "'(1,5.5]'::numrange", sorts | hashes | ranges},
    {"tsrange", "tsrange", "'empty'::tsrange", sorts | hashes | ranges},
    {"tstzrange", "tstzrange", "'(,)'::tstzrange", sorts | hashes | ranges},
    {"daterange", "daterange", "'[2024-01-01,2024-02-01)'::daterange", sorts | hashes | ranges},
    {"int4multirange", "int4multirange", "'{[1,5)}'::int4multirange", sorts | hashes | ranges, 140000},
    {"nummultirange", "nummultirange", "'{}'::nummultirange", sorts | hashes | ranges, 140000},
    {"tstzmultirange", "tstzmultirange", "'{}'::tstzmultirange", sorts | hashes | ranges, 140000},
    {"datemultirange", "datemultirange", "'{}'::datemultirange", sorts | hashes | ranges, 140000},
};

/// Types that hold the values of others.
struct type_move {
    std::string_view from;
    std::string_view to;
    std::string_view literal;
    bool keeps_text = true;    ///< values look the same
    bool rounds_back = false; ///< but not all of those that the other type can have
};
inline constexpr type_move type_moves[] = {
    {"smallint", "integer", "42"},
    {"smallint", "text", "'x'::text"},
    {"integer", "bigint", "'5000000000'::bigint"},
    {"integer", "numeric", "1.5", true, true},
    {"integer", "text", "'x'::text"},
    {"bigint", "numeric", "1.5", true, true},
    {"bigint", "text", "'x'::text"},
    {"numeric(12,3)", "numeric", "1.5", false},
    {"real", "double precision", "'-1.5'::numeric"},
    {"boolean", "text", "'x'::text"},
    {"boolean", "integer", "42", false},
    {"text", "character varying", "'x'::character varying"},
    {"character varying", "text", "'x'::text"},
    {"character varying(40)", "character varying", "'x'::character varying"},
    {"character varying(40)", "text", "'x'::text"},
    {"character(4)", "text", "'x'::text", false},
    {"date", "timestamp without time zone", "'2024-02-29 12:30:00'::timestamp without time zone", false},
    {"date", "text", "'x'::text"},
    {"timestamp without time zone", "timestamp with time zone", "now()", false},
    {"interval(3)", "interval", "'1 day'::interval"},
    {"uuid", "text", "'x'::text"},
    {"json", "jsonb", R"('{"a": [1, null]}'::jsonb)", false},
    {"inet", "text", "'x'::text"},
    {"macaddr", "macaddr8", "'08:00:2b:01:02:03:04:05'::macaddr8", false},
    {"oid", "bigint", "'5000000000'::bigint"},
    {"int4range", "text", "'x'::text"},
};

/// Other names of types, which only the server can tell to be the same.
struct type_alias {
    std::string_view sql;
    std::string_view alias;
};
inline constexpr type_alias type_aliases[] = {
    {"smallint", "int2"},
    {"integer", "int4"},
    {"bigint", "pg_catalog.int8"},
    {"double precision", "float"},
    {"boolean", "bool"},
    {"numeric(12,3)", "decimal(12, 3)"},
    {"character varying(40)", "varchar(40)"},
    {"character(4)", "char(4)"},
    {"timestamp with time zone", "timestamptz"},
    {"timestamp(0) without time zone", "timestamp(0)"},
    {"bit varying(8)", "varbit(8)"},
    {"text", "\"text\""},
};

inline constexpr std::string_view keywords[] = {"order",    "user", "select",    "group",         "check",   "default",
                                                "primary",  "NULL", "null",      "true",          "desc",    "limit",
                                                "offset",   "end",  "between",   "values",        "row",     "time",
                                                "interval", "char", "coalesce",  "authorization", "year",    "zone",
                                                "type",     "name", "collation", "current_user",  "lateral", " ",
                                                "{}",       "\\"};

} // namespace detail

/// A catalog and the memory that it points into. The same seed gives the same catalog, everywhere.
/// The server must have the extension btree_gist, and what it brings must stand in no schema of `schemas`.
class random_schema {
public:
    /// `default_schema` is what unqualified names mean; other tables go to schemas of their own.
    random_schema(std::uint32_t seed, int server_version) : random_(seed), server_version_(server_version) {
        if (chance(3)) schemas_.push_back(keep(new_name()));
        if (chance(6)) schemas_.push_back(keep(new_name()));
        for (const std::string_view each : other_schemas()) database_schemas_.push_back({.name = each});
        make_enumerations();
        tables_.resize(1 + upto(2));
        for (draft& each : tables_) make_table(each);
        for (draft& each : tables_) add_foreign_keys(each);
        for (draft& each : tables_) finish(each);
        for (const draft& each : tables_) values_.push_back(each.value);
    }
    random_schema(const random_schema&) = delete;
    random_schema& operator=(const random_schema&) = delete;

    catalog::catalog value() const {
        return {.name = "random", .enumerations = enumerations_, .tables = values_, .schemas = database_schemas_};
    }
    std::uint64_t fingerprint() const { return catalog::fingerprint(value()); }
    /// The database schemas besides the default one.
    std::vector<std::string_view> other_schemas() const { return {schemas_.begin() + 1, schemas_.end()}; }

private:
    struct draft {
        catalog::table value;
        std::deque<catalog::column> columns;
        std::vector<unsigned> abilities; ///< of the column of the same position
        std::vector<catalog::constraint> constraints;
        std::vector<catalog::index> indexes;
        std::set<std::vector<std::string_view>> unique_lists; ///< the server drops the second of two equal constraints
    };

    // ---- dice: the generator's numbers are the same everywhere, those of the distributions are not

    std::size_t upto(std::size_t most) { return random_() % (most + 1); }
    bool chance(std::size_t one_in) { return upto(one_in - 1) == 0; }
    template <class Range>
    const auto& any_of(const Range& range) {
        return range[upto(std::size(range) - 1)];
    }

    std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }
    catalog::names keep_names(std::vector<std::string_view> names) { return lists_.emplace_back(std::move(names)); }
    std::span<const catalog::key> keep_keys(std::vector<catalog::key> keys) {
        return keys_.emplace_back(std::move(keys));
    }
    static std::string quoted(std::string_view name) {
        return strings::to_string([&](auto& sink) { strings::add_identifier(sink, name); });
    }
    static std::string qualified(std::string_view schema, std::string_view name) {
        return strings::to_string([&](auto& sink) { strings::add_qualified(sink, schema, name); });
    }

    // ---- names: each is used once in a catalog

    std::string new_name(bool may_be_keyword = true) {
        if (may_be_keyword && chance(12)) {
            std::string word{any_of(detail::keywords)};
            if (used_words_.insert(word).second) return word;
        }
        const std::string number = std::to_string(++names_);
        switch (upto(11)) {
        case 0: return "Camel" + number;
        case 1: return number + " starts with a digit";
        case 2: return "a b.c\"d'e\\f{g},h;i%j$k::l" + number;
        case 3: return "größe_" + number;
        case 4: return "日本語" + number;
        case 5: return "🙂 שלום " + number;
        case 6: return ("long_" + number + std::string(63, '_')).substr(0, 63);
        case 7:
            return number + "|" + [](std::size_t room) {
                return std::string(strings::clip("äöüßäöüßäöüßäöüßäöüßäöüßäöüßäöüßäöüß", room));
            }(62 - number.size());
        default: return "plain_" + number;
        }
    }
    std::string_view comment() {
        static constexpr std::string_view comments[] = {"People who can sign in",
                                                        "it's \"quoted\" \\ and\n\ttwo lines; -- ", "日本語 🙂",
                                                        "$$ E'\\x' /* */ %s {}"};
        return chance(5) ? any_of(comments) : std::string_view{};
    }

    // ---- enumerations

    void make_enumerations() {
        static constexpr std::string_view labels[] = {"ok", "sad",  "very happy", "it's", "a,b",  "{c}",        "\"d\"",
                                                      "",   "NULL", "ä🙂",     "Case", "case", "back\\slash"};
        for (std::size_t count = upto(2); count != 0; --count) {
            std::vector<std::string_view> chosen{std::begin(labels), std::end(labels)};
            shuffle(chosen);
            chosen.resize(1 + upto(4));
            // pg_catalog comes first: an unqualified "time" would never mean the enum type of that name.
            enumerations_.push_back({any_of(schemas_), keep(new_name(false)), keep_names(std::move(chosen))});
        }
    }

    // ---- tables and columns

    void make_table(draft& table) {
        table.value.schema = any_of(schemas_);
        table.value.name = keep(new_name());
        table.value.comment = comment();
        for (std::size_t count = 1 + upto(6); count != 0; --count) make_column(table);
        if (!chance(4)) add_key(table, catalog::constraint_kind::primary_key);
        for (std::size_t count = upto(2); count != 0; --count) add_key(table, catalog::constraint_kind::unique);
    }

    catalog::column& new_column(draft& table, std::string_view type, unsigned can) {
        catalog::column& column = table.columns.emplace_back();
        column.name = keep(new_name());
        column.type = type;
        column.not_null = chance(3);
        column.comment = comment();
        table.abilities.push_back(can);
        return column;
    }

    void make_column(draft& table) {
        if (!table.columns.empty() && chance(8)) return make_generated_column(table);
        if (!enumerations_.empty() && chance(6)) return make_enumeration_column(table);
        const detail::type_sample* sample = nullptr;
        do sample = &any_of(detail::type_samples);
        while (sample->since > server_version_);
        if (chance(7)) {
            catalog::column& column =
                new_column(table, keep(std::string{sample->sql} + "[]"), sample->can != 0 ? detail::inverts : 0U);
            // Types without an order have arrays without one, and those cannot be inverted.
            if ((sample->can & detail::sorts) == 0) table.abilities.back() = 0;
            if (chance(3)) column.default_expression = keep("'{}'::" + std::string{sample->cast} + "[]");
            return;
        }
        catalog::column& column = new_column(table, sample->sql, sample->can);
        for (const detail::type_alias& each : detail::type_aliases)
            if (each.sql == sample->sql && chance(10)) {
                column.type = each.alias;
                column.origin = catalog::type_origin::opaque;
            }
        if ((sample->can & detail::numbers) != 0 && chance(4)) {
            column.identity = chance(2) ? catalog::identity_kind::always : catalog::identity_kind::by_default;
            column.not_null = true;
        } else if (chance(3)) {
            column.default_expression = sample->literal;
        }
        static constexpr std::string_view collations[] = {"\"C\"", "\"POSIX\"", "\"de-x-icu\"", "\"und-x-icu\"",
                                                          "ucs_basic"};
        if ((sample->can & detail::collates) != 0 && chance(4)) column.collation = any_of(collations);
    }

    void make_enumeration_column(draft& table) {
        const catalog::enumeration& type = any_of(enumerations_);
        const std::string name = qualified(type.schema, type.name);
        const bool is_array = chance(4);
        catalog::column& column = new_column(table, keep(is_array ? name + "[]" : name),
                                             is_array ? detail::inverts : detail::sorts | detail::hashes);
        column.origin = catalog::type_origin::enumeration;
        column.declared_enumeration = &type;
        if (!chance(3)) return;
        std::string label = strings::to_string(
            [&](auto& sink) { strings::add_quoted(sink, is_array ? "{}" : any_of(type.labels), '\''); });
        column.default_expression = keep(label + "::" + std::string{column.type});
    }

    void make_generated_column(draft& table) {
        const std::size_t at = upto(table.columns.size() - 1);
        const catalog::column& source = table.columns[at];
        if (!source.generated_expression.empty() || source.origin != catalog::type_origin::built_in) return;
        const std::string name = quoted(source.name);
        std::string expression;
        std::string_view type = "text";
        if (source.type == "integer") {
            expression = "(" + name + " * 2)";
            type = "integer";
        } else if (source.type == "bigint") {
            expression = "(" + name + " + 1)";
            type = "bigint";
        } else if (source.type == "numeric") {
            expression = "round((" + name + " * 1.2), 2)";
            type = "numeric";
        } else if (source.type == "text" && source.collation.empty())
            expression = chance(2) ? "lower(" + name + ")" : "(" + name + " || '-'::text)";
        else if (source.type == "character varying" && source.collation.empty())
            expression = "upper((" + name + ")::text)";
        else if (source.type == "jsonb") expression = "(" + name + " ->> 'key'::text)";
        else return;
        catalog::column& column = new_column(table, type, detail::plain | (type == "text" ? detail::collates : 0U));
        column.generated_expression = keep(std::move(expression));
    }

    std::vector<std::size_t> columns_that_can(const draft& table, unsigned what) {
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i != table.columns.size(); ++i)
            if ((table.abilities[i] & what) == what) found.push_back(i);
        shuffle(found);
        return found;
    }
    template <class Value>
    void shuffle(std::vector<Value>& values) {
        for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[upto(i - 1)]);
    }

    // Columns for INCLUDE: none of the keys.
    catalog::names included(const draft& table, const std::vector<std::string_view>& keys) {
        std::vector<std::string_view> names;
        if (!chance(5)) return {};
        for (const catalog::column& each : table.columns)
            if (std::ranges::find(keys, each.name) == keys.end() && names.size() < 2 && chance(2))
                names.push_back(each.name);
        return keep_names(std::move(names));
    }

    // ---- constraints

    catalog::constraint& new_constraint(draft& table, catalog::constraint_kind kind) {
        catalog::constraint& added = table.constraints.emplace_back();
        added.kind = kind;
        added.name = keep(new_name());
        added.comment = comment();
        return added;
    }
    void maybe_deferrable(catalog::constraint& key, std::size_t one_in) {
        key.deferrable = chance(one_in);
        key.initially_deferred = key.deferrable && chance(2);
    }

    void add_key(draft& table, catalog::constraint_kind kind) {
        std::vector<std::size_t> at = columns_that_can(table, detail::sorts);
        if (at.empty()) return;
        at.resize(std::min(at.size(), 1 + upto(2)));
        std::vector<std::string_view> names;
        for (const std::size_t i : at) names.push_back(table.columns[i].name);
        if (!table.unique_lists.insert(names).second) return;
        catalog::constraint& key = new_constraint(table, kind);
        key.include = included(table, names);
        key.columns = keep_names(std::move(names));
        maybe_deferrable(key, 6);
        if (kind == catalog::constraint_kind::unique) key.nulls_not_distinct = server_version_ >= 150000 && chance(5);
        else
            for (const std::size_t i : at) table.columns[i].not_null = true;
    }

    void add_foreign_keys(draft& table) {
        for (std::size_t count = upto(2); count != 0; --count) {
            const std::size_t to = upto(tables_.size() - 1);
            const draft& target = tables_[to];
            std::vector<const catalog::constraint*> keys;
            for (const catalog::constraint& each : target.constraints) {
                const bool is_key =
                    each.kind == catalog::constraint_kind::primary_key || each.kind == catalog::constraint_kind::unique;
                if (is_key && !each.deferrable) keys.push_back(&each);
            }
            if (keys.empty()) continue;
            const catalog::names referenced = any_of(keys)->columns;
            std::vector<std::string_view> names;
            bool is_across_types = false;
            for (const std::string_view each : referenced) {
                const catalog::column like = *column_named(target, each);
                catalog::column& column = new_column(table, like.type, 0);
                column.origin = like.origin;
                column.declared_enumeration = like.declared_enumeration;
                column.collation = like.collation;
                // An index on bigint finds an integer too.
                if (like.type == "bigint" && chance(3)) {
                    column.type = "integer";
                    is_across_types = true;
                }
                names.push_back(column.name);
            }
            catalog::constraint& key = new_constraint(table, catalog::constraint_kind::foreign_key);
            key.columns = keep_names(names);
            key.referenced_schema = target.value.schema;
            key.referenced_table = target.value.name;
            key.referenced_columns = referenced;
            key.across_types = is_across_types;
            key.on_update = static_cast<catalog::referential_action>(upto(4));
            key.on_delete = static_cast<catalog::referential_action>(upto(4));
            key.match = chance(4) ? catalog::match_type::full : catalog::match_type::simple;
            const bool sets = key.on_delete == catalog::referential_action::set_null ||
                              key.on_delete == catalog::referential_action::set_default;
            if (sets && server_version_ >= 150000 && chance(2)) key.on_delete_columns = keep_names({any_of(names)});
            maybe_deferrable(key, 4);
        }
    }
    static const catalog::column* column_named(const draft& table, std::string_view name) {
        return &*std::ranges::find(table.columns, name, &catalog::column::name);
    }

    // A condition on a column, as pg_get_expr() writes it.
    std::string condition(const catalog::column& column) {
        const std::string name = quoted(column.name);
        const bool is_plain = column.origin == catalog::type_origin::built_in;
        if (!is_plain || chance(4)) return "(" + name + " IS NOT NULL)";
        if (column.type == "integer") return chance(2) ? "(" + name + " > 0)" : "(" + name + " = ANY (ARRAY[1, 2, 3]))";
        if (column.type == "smallint" || column.type == "bigint") return "(" + name + " <> 0)";
        if (column.type.starts_with("numeric") && !column.type.ends_with("]")) return "(" + name + " >= (0)::numeric)";
        if (column.type == "real" || column.type == "double precision")
            return "((" + name + " > (0)::double precision) AND (" + name + " < (100)::double precision))";
        if (column.type == "boolean") return chance(2) ? "(" + name + " IS NOT TRUE)" : "(NOT " + name + ")";
        if (column.type == "text") return chance(2) ? "(" + name + " <> ''::text)" : "(length(" + name + ") > 3)";
        if (column.type == "character varying") return "((" + name + ")::text ~~ 'a%'::text)";
        if (column.type == "jsonb") return "(jsonb_typeof(" + name + ") = 'object'::text)";
        if (column.type == "date") return "(" + name + " > '2000-01-01'::date)";
        if (column.type == "int4range") return "(NOT isempty(" + name + "))";
        if (column.type.ends_with("[]")) return "(cardinality(" + name + ") < 10)";
        return "(" + name + " IS NOT NULL)";
    }

    void add_checks(draft& table) {
        for (std::size_t count = upto(2); count != 0; --count) {
            std::string text = condition(any_of(table.columns));
            if (chance(3)) text = "(" + text + " OR " + condition(any_of(table.columns)) + ")";
            catalog::constraint& check = new_constraint(table, catalog::constraint_kind::check);
            check.expression = keep(std::move(text));
            check.no_inherit = chance(6);
        }
    }

    void add_exclusion(draft& table) {
        const auto spans = columns_that_can(table, detail::ranges);
        if (spans.empty() || !chance(2)) return;
        std::vector<catalog::key> keys;
        const auto rooms = columns_that_can(table, detail::numbers);
        if (!rooms.empty() && chance(2)) keys.push_back({.column = table.columns[rooms[0]].name, .with_operator = "="});
        keys.push_back({.column = table.columns[spans[0]].name, .with_operator = "&&"});
        catalog::constraint& exclude = new_constraint(table, catalog::constraint_kind::exclude);
        exclude.method = "gist";
        exclude.keys = keep_keys(std::move(keys));
        if (chance(3)) exclude.predicate = keep(condition(any_of(table.columns)));
        maybe_deferrable(exclude, 4);
    }

    // ---- indexes

    catalog::index& new_index(draft& table) {
        catalog::index& added = table.indexes.emplace_back();
        added.name = keep(new_name());
        added.comment = comment();
        return added;
    }

    void add_indexes(draft& table) {
        for (std::size_t count = upto(3); count != 0; --count) {
            if (chance(2)) add_btree(table);
            else add_other_index(table);
        }
    }

    void add_btree(draft& table) {
        std::vector<std::size_t> at = columns_that_can(table, detail::sorts);
        if (at.empty()) return;
        at.resize(std::min(at.size(), 1 + upto(2)));
        std::vector<std::string_view> names;
        for (const std::size_t i : at) names.push_back(table.columns[i].name);
        catalog::index& index = new_index(table);
        index.include = included(table, names);
        std::vector<catalog::key> keys;
        for (const std::size_t i : at) keys.push_back(btree_key(table.columns[i]));
        index.keys = keep_keys(std::move(keys));
        index.unique = chance(4);
        index.nulls_not_distinct = index.unique && server_version_ >= 150000 && chance(3);
        if (chance(4)) index.predicate = keep(condition(any_of(table.columns)));
    }

    catalog::key btree_key(const catalog::column& column) {
        catalog::key key{.column = column.name};
        const std::string name = quoted(column.name);
        const bool is_plain = column.origin == catalog::type_origin::built_in && column.collation.empty();
        if (is_plain && chance(4)) {
            std::string expression;
            if (column.type == "integer" || column.type == "bigint") expression = "(" + name + " + 1)";
            if (column.type == "text") expression = "lower(" + name + ")";
            if (column.type == "character varying") expression = "upper((" + name + ")::text)";
            if (column.type == "jsonb") expression = "(" + name + " ->> 'key'::text)";
            if (column.type == "boolean") expression = "(NOT " + name + ")";
            if (!expression.empty()) key = {.expression = keep(std::move(expression))};
        }
        const bool is_text = column.type == "text" || (!key.expression.empty() && column.type != "integer" &&
                                                       column.type != "bigint" && column.type != "boolean");
        if (is_text && chance(4)) key.operator_class = "text_pattern_ops";
        else if (key.expression.empty() && column.type == "character varying" && chance(4))
            key.operator_class = "varchar_pattern_ops";
        if (is_text && column.collation != "\"C\"" && chance(4)) key.collation = "\"C\"";
        key.descending = chance(3);
        if (chance(3)) key.nulls = chance(2) ? catalog::nulls_order::last : catalog::nulls_order::first;
        return key;
    }

    void add_other_index(draft& table) {
        struct kind {
            std::string_view method;
            unsigned needs;
        };
        static constexpr kind kinds[] = {{"gin", detail::inverts},
                                         {"hash", detail::hashes},
                                         {"gist", detail::ranges},
                                         {"brin", detail::summarises},
                                         {"spgist", detail::ranges}};
        const kind chosen = any_of(kinds);
        const auto at = columns_that_can(table, chosen.needs);
        if (at.empty()) return;
        const catalog::column& column = table.columns[at[0]];
        const bool is_multirange = column.type.find("multirange") != std::string_view::npos;
        if (chosen.method == "spgist" && is_multirange) return;
        // These have arrays and hashes of some types, but not of all.
        if (column.type.starts_with("bit") && chosen.method != "brin") return;
        if (column.type == "money[]" || column.type == "tsquery[]") return;
        catalog::key key{.column = column.name};
        if (chosen.method == "gin" && column.type == "jsonb" && chance(2)) key.operator_class = "jsonb_path_ops";
        if (chosen.method == "brin" && column.type == "integer" && server_version_ >= 140000 && chance(2))
            key.operator_class = "int4_minmax_multi_ops";
        catalog::index& index = new_index(table);
        index.method = chosen.method;
        index.keys = keep_keys({key});
        if (chosen.method == "gist") index.include = included(table, {column.name});
        if (chance(4)) index.predicate = keep(condition(any_of(table.columns)));
    }

    void finish(draft& table) {
        add_checks(table);
        add_exclusion(table);
        add_indexes(table);
        shuffle(table.constraints);
        columns_.emplace_back(table.columns.begin(), table.columns.end());
        table.value.columns = columns_.back();
        table.value.constraints = table.constraints;
        table.value.indexes = table.indexes;
    }

    std::mt19937 random_;
    int server_version_;
    std::size_t names_ = 0;
    std::set<std::string> used_words_;
    std::deque<std::string> texts_;
    std::deque<std::vector<std::string_view>> lists_;
    std::deque<std::vector<catalog::key>> keys_;
    std::deque<std::vector<catalog::column>> columns_;
    std::vector<std::string_view> schemas_{std::string_view{}};
    std::vector<catalog::database_schema> database_schemas_;
    std::vector<catalog::enumeration> enumerations_;
    std::vector<draft> tables_;
    std::vector<catalog::table> values_;
};

} // namespace constable::testing
