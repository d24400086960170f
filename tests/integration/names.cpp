// SPDX-License-Identifier: BSL-1.0
// The default names of constraints and indexes are PostgreSQL's own: tables without a name in them are created on a
// server, which names everything itself, and its names are compared with ours.
#include "support/server.hpp"

#include <constable/catalog/default_names.hpp>
#include <constable/sql/create.hpp>

#include <cstdint>
#include <deque>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <rapidcheck/gtest.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace catalog = constable::catalog;
namespace sql = constable::sql;
namespace strings = constable::strings;
using constable::testing::database;

namespace {

/// Names by the letter of their kind: `pg_constraint.contype`, or i for an index. Those of a kind keep their order.
using object_names = std::multimap<std::string, std::string>;

/// Keeps the texts and lists that the views of a catalog's values point into.
class keeper {
public:
    std::string_view text(std::string text) { return texts_.emplace_back(std::move(text)); }
    catalog::names list(std::vector<std::string_view> list) { return lists_.emplace_back(std::move(list)); }
    std::span<const catalog::key> keys(std::vector<catalog::key> keys) { return keys_.emplace_back(std::move(keys)); }

private:
    std::deque<std::string> texts_;
    std::deque<std::vector<std::string_view>> lists_;
    std::deque<std::vector<catalog::key>> keys_;
};

/// A table that owns what it consists of.
struct sample {
    keeper kept;
    std::string_view schema;
    std::string_view name;
    std::vector<catalog::column> columns;
    std::vector<catalog::constraint> constraints;
    std::vector<catalog::index> indexes;

    catalog::table table() const { return {schema, name, columns, constraints, indexes, {}}; }
};

std::string_view letter_of(catalog::constraint_kind kind) {
    switch (kind) {
    case catalog::constraint_kind::check: return "c";
    case catalog::constraint_kind::foreign_key: return "f";
    case catalog::constraint_kind::primary_key: return "p";
    case catalog::constraint_kind::unique: return "u";
    case catalog::constraint_kind::exclude: break;
    }
    return "x";
}

/// The names that `choose_names` gives, those of each kind in their order.
object_names chosen_names(const catalog::table& of) {
    std::vector<char> text(catalog::room_for_names(of));
    std::vector<std::uint8_t> sizes(of.constraints.size() + of.indexes.size());
    catalog::choose_names(of, text.data(), sizes);
    object_names found;
    const char* at = text.data();
    std::size_t count = 0;
    const auto add = [&](std::string_view letter, std::string_view given) {
        const std::size_t size = sizes[count++];
        found.emplace(letter, given.empty() ? std::string(at, size) : std::string(given));
        at += size;
    };
    for (const catalog::constraint& each : of.constraints) add(letter_of(each.kind), each.name);
    for (const catalog::index& each : of.indexes) add("i", each.name);
    return found;
}

template <class Render>
std::string rendered_without(std::string_view placeholder, const Render& render) {
    std::string text = strings::to_string(render);
    return text.erase(text.find(placeholder), placeholder.size());
}

std::string constraint_definition(catalog::constraint constraint) {
    const bool is_nameless = constraint.name.empty();
    if (is_nameless) constraint.name = "x";
    return rendered_without(is_nameless ? "CONSTRAINT x " : "",
                            [&](auto& sink) { sql::add_constraint_definition(sink, constraint); });
}

std::string create_index(const catalog::table& table, catalog::index index) {
    const bool is_nameless = index.name.empty();
    if (is_nameless) index.name = "x";
    return rendered_without(is_nameless ? "x " : "", [&](auto& sink) { sql::add_create_index(sink, table, index); });
}

/// DDL that leaves the choice of every default name to the server.
std::string nameless_ddl(const catalog::table& table) {
    std::string text = "CREATE TABLE ";
    strings::appender sink{text};
    sql::add_qualified(sink, table.schema, table.name);
    std::string_view separator = " (\n    ";
    for (const catalog::column& each : table.columns) {
        text += separator;
        sql::add_column_definition(sink, each);
        separator = ",\n    ";
    }
    for (const catalog::constraint& each : table.constraints) text.append(separator).append(constraint_definition(each));
    text += "\n);\n";
    for (const catalog::index& each : table.indexes) text += create_index(table, each);
    return text;
}

std::string literal(std::string_view text) {
    return strings::to_string([&](auto& sink) { strings::add_literal(sink, text); });
}

/// The names of a table's constraints and indexes on the server, those of each kind in the order of their creation.
std::string names_query(const catalog::table& table) {
    const std::string of = "(SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relname = " +
                           literal(table.name) + " AND n.nspname = " + literal(table.schema) + ")";
    return "SELECT kind, name FROM ("
           "SELECT contype::text AS kind, conname::text AS name, oid FROM pg_constraint"
           " WHERE contype IN ('c', 'f', 'p', 'u', 'x') AND conrelid = " + of +
           " UNION ALL SELECT 'i', c.relname::text, c.oid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
           " WHERE i.indrelid = " + of +
           " AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))"
           ") AS named ORDER BY kind COLLATE \"C\", oid";
}

/// Creates a table on the server, which names its objects itself.
object_names server_names(const database& where, const catalog::table& table) {
    std::string sql_text = "CREATE SCHEMA IF NOT EXISTS ";
    strings::appender sink{sql_text};
    sql::add_identifier(sink, table.schema);
    sql_text += ";\n" + nameless_ddl(table) + names_query(table);
    object_names found;
    for (const auto& row : where.rows(sql_text)) found.emplace(row[0].value(), row[1].value());
    return found;
}

/// `name`, of a text per kind and name that a failure can show.
std::string shown(const object_names& names) {
    std::string text;
    for (const auto& [letter, name] : names) text += letter + " " + name + "\n";
    return text;
}

// ---------------------------------------------------------------------------------------------- random tables

enum class value_type { number, text, moment, numbers, flag };

struct typed_column {
    std::string_view name;
    value_type type;
};

/// Whatever is at hand, by chance.
class chance {
public:
    explicit chance(std::uint64_t seed) : bits_(seed) {}

    std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>{0, limit - 1}(bits_); }
    bool one_in(std::size_t n) { return below(n) == 0; }
    template <class Range>
    const auto& of(const Range& range) { return std::data(range)[below(std::size(range))]; }

private:
    std::mt19937_64 bits_;
};

/// Names that PostgreSQL accepts: short ones that its grammar uses as words, long ones that clash once they are cut,
/// ones of characters of 1 to 4 bytes, and ones that need quotes.
class name_maker {
public:
    explicit name_maker(chance& by) : by_(by) {}

    std::string next() {
        switch (by_.below(6)) {
        case 0: return common();
        case 1: return common() + "_" + common();
        case 2: return ascii(1 + by_.below(strings::max_identifier_size));
        case 3: return cut(std::string(30 + by_.below(30), 'n') + ascii(1 + by_.below(30)));
        case 4: return cut(ascii(by_.below(4)) + foreign(1 + by_.below(30)));
        default: return cut(quoted(1 + by_.below(12)) + (by_.one_in(3) ? foreign(10) : std::string{}));
        }
    }

private:
    std::string common() {
        static constexpr std::string_view words[] = {
            "a",    "b",    "id",    "name",   "time", "zone",  "year",     "day",   "text",      "date",  "value",
            "type", "lower", "length", "utc",  "key",  "abs",   "document", "order", "user",      "int4",  "case",
            "expr", "expr1", "at",     "for",  "from", "escape", "unknown", "level", "precision", "btrim", "timezone"};
        return std::string(by_.of(words));
    }
    std::string ascii(std::size_t size) {
        std::string text;
        while (text.size() != size) text += by_.of(std::string_view{text.empty() ? "abcxyz_" : "abcxyz_0189"});
        return text;
    }
    std::string foreign(std::size_t characters) {
        static constexpr std::string_view pieces[] = {"ä", "ñ", "é", "Ж", "λ", "名", "表", "€", "हि", "🐘", "𝔘", "z", "_"};
        std::string text;
        for (std::size_t i = 0; i != characters; ++i) text += by_.of(pieces);
        return text;
    }
    std::string quoted(std::size_t characters) {
        static constexpr std::string_view pieces[] = {"A", "Z", " ", ".", "\"", "'", "$", "-", "\\", "(", ")", "::", "b", "1", ","};
        std::string text;
        for (std::size_t i = 0; i != characters; ++i) text += by_.of(pieces);
        return text;
    }
    static std::string cut(const std::string& text) { return std::string(strings::clip(text, strings::max_identifier_size)); }

    chance& by_;
};

/// Immutable expressions over a table's columns, in many of the shapes that SQL's grammar has.
class expression_maker {
public:
    expression_maker(chance& by, const sample& of, const std::vector<typed_column>& columns) : by_(by), of_(of), columns_(columns) {}

    std::string condition(std::size_t depth) {
        switch (by_.below(depth == 0 ? 3 : 16)) {
        case 0: return any(value_type::flag, depth);
        case 1: return number(0) + (by_.one_in(2) ? " > " : "<>") + std::to_string(by_.below(10));
        case 2: return text(0) + (by_.one_in(2) ? " IS NOT NULL" : " is null");
        case 3: return "(" + condition(depth - 1) + ") AND " + condition(0);
        case 4: return "not (" + condition(depth - 1) + ")";
        case 5: return number(depth - 1) + " BETWEEN 1 AND " + number(depth - 1);
        case 6: return number(depth - 1) + " in (1, 2, 3)";
        case 7: return text(depth - 1) + " ~ '^name$'";
        case 8: return text(depth - 1) + " LIKE '%a!_%' ESCAPE '!'";
        case 9: return text(depth - 1) + " is distinct from " + text(0);
        case 10: return moment(depth - 1) + " > timestamp '2001-02-03'";
        case 11: return number(depth - 1) + " = ANY (" + any(value_type::numbers, 0) + ")";
        case 12: return "(" + condition(depth - 1) + ") IS NOT UNKNOWN";
        case 13: return text(depth - 1) + " operator(pg_catalog.=) 'id'::text COLLATE \"C\"";
        case 14: return text(depth - 1) + " = $name$value$name$ /* text */";
        default: return "(" + moment(depth - 1) + ", interval '1 day') OVERLAPS (timestamp '2001-02-03', interval '1' day)";
        }
    }
    std::string key(std::size_t depth) {
        switch (by_.below(5)) {
        case 0: return number(depth);
        case 1: return text(depth);
        case 2: return moment(depth);
        case 3: return any(value_type::flag, depth);
        default: return condition(depth);
        }
    }

private:
    std::string number(std::size_t depth) {
        switch (by_.below(depth == 0 ? 2 : 15)) {
        case 0: return any(value_type::number, depth);
        case 1: return std::to_string(by_.below(100));
        case 2: return number(depth - 1) + " + " + number(0);
        case 3: return "abs(" + number(depth - 1) + ")";
        case 4: return "length(" + text(depth - 1) + ")";
        case 5: return "(" + number(depth - 1) + ")::bigint::int";
        case 6: return "CAST(" + number(depth - 1) + " AS integer)";
        case 7: return "coalesce(" + number(depth - 1) + ", 0)";
        case 8: return "pg_catalog.abs((" + number(depth - 1) + ")::pg_catalog.int4)";
        case 9: return "CASE WHEN " + condition(0) + " THEN 1 ELSE " + number(depth - 1) + " END";
        case 10: return "date_part('year', " + moment(depth - 1) + ")::int";
        case 11: return "position('a' in (" + text(depth - 1) + "))";
        case 12: return "(" + any(value_type::numbers, 0) + ")[1]";
        case 13: return "greatest(" + number(depth - 1) + ", " + number(0) + ")";
        default: return "nullif(" + number(depth - 1) + ", -1)";
        }
    }
    std::string text(std::size_t depth) {
        switch (by_.below(depth == 0 ? 2 : 15)) {
        case 0: return any(value_type::text, depth);
        case 1: return by_.one_in(2) ? "text 'name'" : "'value'::text";
        case 2: return "lower(" + text(depth - 1) + ")";
        case 3: return "(" + number(depth - 1) + ")::text";
        case 4: return "(" + text(depth - 1) + ")::character varying(20)::text";
        case 5: return text(depth - 1) + " || 'value'";
        case 6: return "trim(" + std::string(by_.one_in(2) ? "leading 'x' from " : "") + text(depth - 1) + ")";
        case 7: return "substring(" + text(depth - 1) + " from 1 for 2)";
        case 8: return "(" + text(depth - 1) + ") COLLATE \"C\"";
        case 9: return "COALESCE(" + text(depth - 1) + ", E'it\\'s')";
        case 10: return "case " + number(depth - 1) + " when 1 then " + text(0) + " end";
        case 11: return "overlay(" + text(depth - 1) + " placing 'b' from 1)";
        case 12: return "Cast(" + number(depth - 1) + " as text)";
        case 13: return "md5(" + text(depth - 1) + ")";
        default: return "(array[" + text(depth - 1) + ", 'id'])[1]";
        }
    }
    std::string moment(std::size_t depth) {
        switch (by_.below(depth == 0 ? 1 : 6)) {
        case 0: return any(value_type::moment, depth);
        case 1: return "date_trunc('day', " + moment(depth - 1) + ")";
        case 2: return "((" + moment(depth - 1) + ") at time zone 'utc') AT TIME ZONE 'utc'";
        case 3: return "(" + moment(depth - 1) + ")::timestamp(3) without time zone";
        case 4: return moment(depth - 1) + " + interval '1' day";
        default: return "coalesce(" + moment(depth - 1) + ", timestamp '2001-02-03')";
        }
    }
    // A column of that type, or a constant if there is none.
    std::string any(value_type type, std::size_t depth) {
        std::vector<std::string_view> fitting;
        for (const typed_column& each : columns_)
            if (each.type == type) fitting.push_back(each.name);
        if (!fitting.empty() && !by_.one_in(8)) return mentioned(by_.of(fitting));
        switch (type) {
        case value_type::number: return depth == 0 ? "7" : "int '7'";
        case value_type::text: return "'text'::text";
        case value_type::moment: return "timestamp '2001-02-03 04:05:06'";
        case value_type::numbers: return "array[1, 2]";
        case value_type::flag: break;
        }
        // `true` alone has another name in PostgreSQL 14
        return "(not false)";
    }
    std::string mentioned(std::string_view column) {
        std::string name;
        strings::appender sink{name};
        if (strings::needs_quotes(column) || by_.one_in(4)) strings::add_quoted(sink, column, '"');
        else sink.add(column);
        if (name[0] != '"' && by_.one_in(4))
            for (char& byte : name)
                if (byte >= 'a' && byte <= 'z') byte = static_cast<char>(byte - 'a' + 'A');
        if (!by_.one_in(8)) return name;
        std::string qualified;
        strings::appender to{qualified};
        strings::add_qualified(to, by_.one_in(2) ? of_.schema : std::string_view{}, of_.name);
        return qualified + "." + name;
    }

    chance& by_;
    const sample& of_;
    const std::vector<typed_column>& columns_;
};

/// Makes a whole table by chance.
class table_maker {
public:
    explicit table_maker(std::uint64_t seed) : by_(seed), names_(by_), expressions_(by_, made_, columns_) {
        made_.schema = made_.kept.text("s" + std::to_string(seed));
        made_.name = made_.kept.text(names_.next());
    }

    sample make() && {
        add_columns();
        add_keys();
        for (std::size_t i = by_.below(4); i != 0; --i) add_foreign_key();
        for (std::size_t i = by_.below(6); i != 0; --i) add_check();
        for (std::size_t i = by_.below(2); i != 0; --i) add_exclusion();
        for (std::size_t i = by_.below(6); i != 0; --i) add_index();
        if (by_.one_in(3)) take_a_name();
        return std::move(made_);
    }

    /// What the foreign keys reference.
    static constexpr std::string_view target = "CREATE SCHEMA target; CREATE TABLE target.numbers ("
                                               "a integer, b integer, c integer,"
                                               "UNIQUE (a), UNIQUE (a, b), UNIQUE (a, b, c))";

private:
    bool is_declared(std::string_view name) const {
        for (const typed_column& each : columns_)
            if (each.name == name) return true;
        return false;
    }
    void add_columns() {
        static constexpr std::string_view types[] = {"integer", "text", "timestamp without time zone", "integer[]", "boolean"};
        const std::size_t count = 1 + by_.below(9);
        while (columns_.size() != count) {
            const std::string_view name = made_.kept.text(names_.next());
            if (is_declared(name)) continue;
            const std::size_t type = by_.one_in(2) ? 0 : by_.below(5);
            columns_.push_back({name, static_cast<value_type>(type)});
            catalog::column& added = made_.columns.emplace_back();
            added.name = name;
            added.type = types[type];
        }
    }
    // Different columns, of one type or of any.
    std::vector<std::string_view> some_columns(std::size_t at_most, bool numbers_only = false) {
        std::vector<std::string_view> from;
        for (const typed_column& each : columns_)
            if (!numbers_only || each.type == value_type::number) from.push_back(each.name);
        std::vector<std::string_view> some;
        for (std::size_t i = 1 + by_.below(at_most); i != 0 && !from.empty(); --i) {
            const std::size_t at = by_.below(from.size());
            some.push_back(from[at]);
            from.erase(from.begin() + static_cast<std::ptrdiff_t>(at));
        }
        return some;
    }
    // Two keys on one list are one key to PostgreSQL.
    bool is_key(const std::vector<std::string_view>& columns) const {
        for (const catalog::constraint& each : made_.constraints)
            if (std::vector<std::string_view>(each.columns.begin(), each.columns.end()) == columns) return true;
        return false;
    }
    catalog::constraint& add_constraint(catalog::constraint_kind kind) {
        catalog::constraint& added = made_.constraints.emplace_back();
        added.kind = kind;
        return added;
    }
    void add_keys() {
        if (by_.one_in(2))
            add_constraint(catalog::constraint_kind::primary_key).columns = made_.kept.list(some_columns(3));
        for (std::size_t i = by_.below(5); i != 0; --i) {
            const auto columns = some_columns(4);
            if (is_key(columns)) continue;
            catalog::constraint& added = add_constraint(catalog::constraint_kind::unique);
            added.columns = made_.kept.list(columns);
            if (by_.one_in(4)) added.include = made_.kept.list(some_columns(3));
            added.deferrable = by_.one_in(4);
        }
    }
    void add_foreign_key() {
        static constexpr std::string_view there[] = {"a", "b", "c"};
        const auto columns = some_columns(3, true);
        if (columns.empty()) return;
        catalog::constraint& added = add_constraint(catalog::constraint_kind::foreign_key);
        added.columns = made_.kept.list(columns);
        added.referenced_schema = "target";
        added.referenced_table = "numbers";
        added.referenced_columns = catalog::names{there}.first(columns.size());
    }
    void add_check() {
        add_constraint(catalog::constraint_kind::check).expression = made_.kept.text(expressions_.condition(by_.below(4)));
    }
    std::vector<catalog::key> some_keys(std::size_t at_most, std::string_view with_operator) {
        std::vector<catalog::key> keys;
        for (std::size_t i = 1 + by_.below(at_most); i != 0; --i) {
            catalog::key& added = keys.emplace_back();
            added.with_operator = with_operator;
            if (by_.one_in(2)) added.column = by_.of(columns_).name;
            else added.expression = made_.kept.text(expressions_.key(by_.below(4)));
        }
        return keys;
    }
    void add_exclusion() {
        catalog::constraint& added = add_constraint(catalog::constraint_kind::exclude);
        added.keys = made_.kept.keys(some_keys(3, "="));
        if (by_.one_in(3)) added.predicate = made_.kept.text(expressions_.condition(1));
        if (by_.one_in(4)) added.include = made_.kept.list(some_columns(2));
    }
    void add_index() {
        catalog::index& added = made_.indexes.emplace_back();
        added.keys = made_.kept.keys(some_keys(by_.one_in(5) ? 12 : 4, {}));
        added.unique = by_.one_in(3);
        if (by_.one_in(4)) added.include = made_.kept.list(some_columns(3));
        if (by_.one_in(4)) added.predicate = made_.kept.text(expressions_.condition(1));
    }
    // Gives the name that one index would get to another one before it, so that the first must be numbered.
    void take_a_name() {
        if (made_.indexes.empty()) return;
        std::vector<std::string> chosen;
        for (const auto& [letter, name] : chosen_names(made_.table()))
            if (letter == "i") chosen.push_back(name);
        catalog::index added;
        added.name = made_.kept.text(by_.of(chosen));
        catalog::key key;
        key.column = columns_[0].name;
        added.keys = made_.kept.keys({key});
        made_.indexes.insert(made_.indexes.begin(), added);
    }

    sample made_;
    std::vector<typed_column> columns_;
    chance by_;
    name_maker names_;
    expression_maker expressions_;
};

class names : public constable::testing::server_test {};

} // namespace

RC_GTEST_FIXTURE_PROP(names, of_random_tables_are_those_that_the_server_chooses, ()) {
    static const database where;
    static const bool has_target = (where.execute(table_maker::target), true);
    RC_ASSERT(has_target);
    // a number that shrinks is another table, not a smaller one
    const auto first = *rc::gen::noShrink(rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint32_t>()));
    for (std::uint64_t seed = first * std::uint64_t{8}; seed != first * std::uint64_t{8} + 4; ++seed) {
        const sample made = table_maker{seed}.make();
        const object_names ours = chosen_names(made.table());
        where.execute("DROP SCHEMA IF EXISTS " + std::string(made.schema) + " CASCADE");
        const object_names theirs = server_names(where, made.table());
        if (ours != theirs)
            RC_FAIL("table " + std::to_string(seed) + ":\n" + nameless_ddl(made.table()) + "\nthe server's names:\n" +
                    shown(theirs) + "\nours:\n" + shown(ours));
    }
}

namespace {

/// A table whose columns are called by words of SQL's grammar.
catalog::table table_of_words(keeper& kept, std::span<const catalog::constraint> constraints, std::span<const catalog::index> indexes) {
    static constexpr std::string_view named[][2] = {
        {"a", "integer"},         {"name", "text"},       {"year", "integer"},    {"zone", "text"},
        {"time", "timestamp without time zone"},          {"unknown", "boolean"}, {"escape", "text"},
        {"value", "integer[]"},   {"days", "integer"},    {"int4", "integer"},    {"precision", "double precision"},
        {"normalized", "text"},   {"user", "text"},       {"Upper", "text"},      {"quo\"te", "integer"},
        {"document", "xml"},      {"place", "target.place"}, {"x", "integer"},    {"public", "integer"},
        {"äöü", "text"}};
    static const std::vector<catalog::column> columns = [] {
        std::vector<catalog::column> all;
        for (const auto& [name, type] : named) {
            all.emplace_back().name = name;
            all.back().type = type;
        }
        return all;
    }();
    return {"words", kept.text("t"), columns, constraints, indexes, {}};
}

/// Whether an older server does not know an expression, or calls the index on it otherwise.
bool is_newer(std::string_view expression, int major) {
    const auto has = [=](std::string_view part) { return expression.find(part) != std::string_view::npos; };
    return (major < 13 && (has(" normalized") || has("normalize("))) || (major < 14 && expression == "extract(year from time)") ||
           (major < 15 && (expression == "true" || expression == "false"));
}

/// Asserts that an object made by `make(expression)` has the server's name.
template <class Make>
void expect_names_of_the_server(std::span<const std::string_view> expressions, const Make& make) {
    const database where;
    where.execute("CREATE SCHEMA target; CREATE TYPE target.place AS (x integer, y integer)");
    keeper kept;
    for (const std::string_view expression : expressions) {
        if (is_newer(expression, where.home().major())) continue;
        SCOPED_TRACE(std::string(expression));
        where.execute("DROP SCHEMA IF EXISTS words CASCADE");
        const catalog::table table = make(kept, expression);
        try {
            EXPECT_EQ(chosen_names(table), server_names(where, table));
        } catch (const std::exception& refusal) {
            ADD_FAILURE() << refusal.what();
        }
    }
}

} // namespace

TEST_F(names, of_indexes_on_expressions_are_those_that_the_server_chooses) {
    static constexpr std::string_view expressions[] = {
        // columns
        "a", "A", "(a)", "\"Upper\"", "\"quo\"\"te\"", "äöü", "t.a", "words.t.a", "(place).x", "(t.place).y", "value[1]",
        "(value)[1]", "value[1:2]", "value[1][2]",
        // functions
        "lower(name)", "LOWER(name)", "pg_catalog.lower(name)", "\"lower\"(name)", "lower(name || 'x')", "lower(lower(name))",
        "length(name)", "coalesce(name, 'x')", "nullif(a, 1)", "greatest(a, 1)", "least(a, 1)", "date_trunc('day', time)",
        "trim(name)", "trim(leading from name)", "trim(leading 'x' from name)", "trim(trailing 'x' from name)",
        "trim(both 'x' from name)", "substring(name from 1 for 2)", "substring(name, 1)", "overlay(name placing 'x' from 1)",
        "position('x' in name)", "extract(year from time)", "normalize(name, nfc)", "make_interval(days => a)",
        "(name is normalized)", "(name is nfc normalized)", "name is not normalized",
        // operations
        "a + 1", "-a", "- (a)", "name || 'x'", "(name || 'x')", "((name || 'x'))", "(name) || 'x'", "not unknown",
        "not (unknown)", "(not (unknown))::text", "a is null", "a in (1, 2)", "a between 1 and 2", "name like 'x'",
        "a = any (value)", "(time, time) overlaps (time, interval '1 day')", "(a > 1) is true",
        // casts
        "a::text", "a::bigint", "(a)::smallint", "(a + 1)::text", "(a + 1)::bigint::text", "lower(name)::varchar",
        "(a + 1)::double precision", "(a + 1)::real", "(a + 1)::numeric(10, 2)", "(a + 1)::decimal", "(a + 1)::dec(5)",
        "(a + 1)::float", "(a + 1)::float(24)", "(a + 1)::float(25)", "(a + 1)::character varying", "(a + 1)::varchar(20)",
        "(a + 1)::character(3)", "(a + 1)::char", "(a + 1)::\"char\"", "(a + 1)::nchar(3)", "(a + 1)::national character varying(3)",
        "(a + 1)::bit(3)", "B'101'::bit varying", "(a > 1)::boolean", "(a > 1)::bool", "(a > 1)::int",
        "(time + '1 day')::timestamp", "(time + '1 day')::timestamp(3)", "(time + '1 day')::timestamp(3) without time zone",
        "(time + '1 day')::date", "(time + '1 day')::time", "(time + '1 day')::time without time zone",
        "(value || 1)::bigint[]", "(value || 1)::int[3]", "(value || 1)::pg_catalog.int8[]", "(time - time)::interval",
        "(time - time)::interval hour to second", "(time - time)::interval day to second(3)", "cast(a as text)",
        "cast(a + 1 as text)", "cast(a + cast(x as bigint) as text)", "cast((a + 1) as double precision)", "CAST(name || 'x' AS varchar(3))",
        // literals
        "1", "'x'::text", "text 'x'", "date '2001-02-03'", "interval '1 day'", "interval '1' day", "interval(3) '1.5'",
        "interval '1' hour to second", "double precision '1.5'", "numeric(3, 1) '1.5'", "timestamp '2001-02-03'",
        "timestamp(3) '2001-02-03'", "timestamp with time zone '2001-02-03 00:00+00'", "true", "false", "null::text", "E'it\\'s'::text",
        "$tag$it's$tag$::text", "/* a /* comment */ lower(a) */ upper(name) -- lower(name)\n",
        // the rest of the grammar
        "case when a > 1 then 1 end", "case when a > 1 then 1 else a end", "case a when 1 then 2 else abs(a) end",
        "case a when 1 then 2 else a + 1 end", "case a when 1 then 2 else x::bigint end", "(case when a > 1 then 1 else 2 end)::text",
        "case when case when a > 1 then true else false end then 1 else x end", "array[a, x]", "(array[a, x])[1]",
        "name collate \"C\"", "lower(name) collate \"C\"", "(name || 'x') collate \"C\"", "name collate pg_catalog.\"C\"",
        "time at time zone 'utc'", "(time at time zone 'utc') at time zone 'utc'", "(time at time zone 'utc' at time zone zone)",
        "lower((name || 'x')::text)"};
    expect_names_of_the_server(expressions, [](keeper& kept, std::string_view expression) {
        static std::vector<catalog::index> indexes(1);
        catalog::key key;
        key.expression = expression;
        indexes[0].keys = kept.keys({key});
        return table_of_words(kept, {}, indexes);
    });
}

TEST_F(names, of_checks_are_those_that_the_server_chooses) {
    static constexpr std::string_view conditions[] = {
        // one column, several, none
        "a > 0", "A > 0", "a > 0 and a < 10", "a > x", "true", "1 > 0", "\"quo\"\"te\" > 0", "\"Upper\" <> ''", "Name <> ''",
        "t.a > 0", "words.t.a > 0", "äöü <> ''", "a is not null or a is null", "public > 0", "pg_catalog.abs(a) > 0",
        // grammar's words beside a column
        "extract(year from time) > 0", "extract('year' from time) > 0", "extract(day from time) > year",
        "time at time zone 'utc' > now()", "time at time zone zone > now()", "a between symmetric 1 and 2", "name like 'x' escape '!'",
        "name like 'x' escape escape", "(a > 0) is unknown", "(a > 0) is not unknown", "unknown is not unknown",
        "name is normalized", "name is not nfc normalized", "normalized is nfkc normalized", "document is document",
        "a is distinct from 1", "a is not distinct from x", "a is distinct from null", "a in (1, 2)", "a in (1, x)", "a not in (1)",
        "a = any (array[1, 2])", "a = any (value)", "name similar to 'x'", "substring(name from 1 for 2) <> ''",
        "substring(name from a for x) <> ''", "trim(both 'name' from zone) <> ''", "trim(leading from zone) <> ''",
        "overlay(name placing 'x' from 1) <> ''", "position('a' in name) > 0", "case when a > 0 then true else false end",
        "case a when 1 then x > 0 end", "case when true then a > 0 else a < 9 end is true", "not unknown", "not (unknown)",
        "(a > 0) = unknown", "name operator(pg_catalog.=) 'x'", "a operator(pg_catalog.>) x", "operator(pg_catalog.-) a > 0",
        "- a < 0", "(time, time) overlaps (time, interval '1' year)", "make_interval(days => a) > interval '1 day'",
        "make_interval(days := a) > interval '1 day'", "make_interval(days => days) > interval '1 day'", "name = user",
        "\"user\" = 'x'", "name = current_user", "time < current_timestamp", "time < current_timestamp(3)", "time < localtimestamp",
        "(place).x > 0", "(t.place).x > 0", "(place).x > x", "value[1] > 0", "value[a] > 0", "value[1:a] is null", "row(a, 1) is null",
        "(a, x) is not null", "a isnull", "a notnull and name isnull", "num_nonnulls(a, name) = 1", "precision > 0", "time is null",
        // types, literals, collations
        "a::text <> ''", "name::int4 > 0", "name::pg_catalog.int4 > 0", "a::double precision > 0", "name::timestamp with time zone > now()",
        "name::time without time zone is null", "name::interval year to month is null", "name::character varying(3) <> ''",
        "cast(name as int4) > 0", "cast(a as double precision) > 0", "cast(name as timestamp with time zone) > now()",
        "value::int4[] is null", "time > timestamp with time zone '2001-02-03'", "time > date '2001-02-03'",
        "time - time > interval '1' year", "time - time > interval '1' day to second", "time > pg_catalog.date '2001-02-03'",
        "name > 'a' collate \"C\"", "name collate pg_catalog.\"C\" > 'a'", "name <> 'a' and name <> 'x'", "name <> E'\\'a'", "name <> $a$ x $a$",
        "a > 0 -- x\n", "a > /* x /* x */ x */ 0", "a > 1e-5", "a > .5", "a>-x", "name ~ '^[a-z]+$'", "xmlexists('//x' passing document)"};
    expect_names_of_the_server(conditions, [](keeper& kept, std::string_view condition) {
        static std::vector<catalog::constraint> constraints(1);
        constraints[0].expression = condition;
        return table_of_words(kept, constraints, {});
    });
}
