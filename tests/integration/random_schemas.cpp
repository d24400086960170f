// SPDX-License-Identifier: BSL-1.0
// Random schemas: created, read back equal in every field, and left alone by the next start.
//
// CONSTABLE_RANDOM_SCHEMAS says how many (2000); CONSTABLE_RANDOM_SCHEMA=<seed> runs one of them again and prints it.
#include "support/random_schema.hpp"
#include "support/server.hpp"

#include "constable/catalog/diff.hpp"
#include "constable/database/introspect.hpp"
#include "constable/database/session.hpp"
#include "constable/sql/create_missing.hpp"
#include "constable/startup/ensure_schema.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <gtest/gtest.h>
#include <iostream>
#include <memory>
#include <pqxx/pqxx>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace constable::testing;
namespace catalog = constable::catalog;
namespace database = constable::database;
namespace sql = constable::sql;
namespace startup = constable::startup;

// ---- a catalog as lines of text, every field in it

std::string listed(catalog::names names) {
    std::string text = "(";
    for (const std::string_view each : names) text.append(text.size() > 1 ? ", " : "").append(each);
    return text + ")";
}

std::string in_words(const catalog::key& key) {
    std::ostringstream text;
    const bool nulls_first =
        key.nulls == catalog::nulls_order::by_direction ? key.descending : key.nulls == catalog::nulls_order::first;
    text << "[" << key.column << "|" << key.expression << "|" << key.collation << "|" << key.operator_class << "|"
         << key.descending << "|" << nulls_first << "]";
    return text.str();
}

std::string in_words(const catalog::column& column, bool with_type) {
    std::ostringstream text;
    text << "  column " << column.name << " type=" << (with_type ? column.type : "?")
         << " default=" << column.default_expression << " generated=" << column.generated_expression
         << " collation=" << column.collation << " identity=" << static_cast<int>(column.identity)
         << " not_null=" << column.not_null << " comment=" << column.comment << "\n";
    return text.str();
}

// What a live catalog keeps of an exclusion constraint: pg_get_constraintdef().
std::string definition_of(const catalog::constraint& exclusion) {
    if (exclusion.keys.empty()) return std::string{exclusion.expression};
    const std::string name =
        constable::strings::to_string([&](auto& sink) { constable::strings::add_identifier(sink, exclusion.name); });
    const std::string text =
        constable::strings::to_string([&](auto& sink) { sql::add_constraint_definition(sink, exclusion); });
    return text.substr(std::string_view{"CONSTRAINT "}.size() + name.size() + 1);
}

std::string in_words(const catalog::constraint& constraint) {
    using catalog::constraint_kind;
    std::ostringstream text;
    text << "  constraint " << constraint.name << " kind=" << static_cast<int>(constraint.kind);
    if (constraint.kind == constraint_kind::exclude) text << " definition=" << definition_of(constraint);
    else if (constraint.kind == constraint_kind::check)
        text << " expression=" << constraint.expression << " no_inherit=" << constraint.no_inherit;
    else text << " columns=" << listed(constraint.columns);
    if (constraint.kind == constraint_kind::foreign_key)
        text << " references=" << constraint.referenced_schema << "." << constraint.referenced_table
             << listed(constraint.referenced_columns) << " on_update=" << static_cast<int>(constraint.on_update)
             << " on_delete=" << static_cast<int>(constraint.on_delete) << listed(constraint.on_delete_columns)
             << " match=" << static_cast<int>(constraint.match);
    text << " include=" << listed(constraint.include) << " nulls_not_distinct=" << constraint.nulls_not_distinct
         << " deferrable=" << constraint.deferrable << " initially_deferred=" << constraint.initially_deferred
         << " comment=" << constraint.comment << "\n";
    return text.str();
}

std::string in_words(const catalog::index& index) {
    std::ostringstream text;
    text << "  index " << index.name << " method=" << index.method << " keys=";
    for (const catalog::key& each : index.keys) text << in_words(each);
    text << " include=" << listed(index.include) << " predicate=" << index.predicate << " unique=" << index.unique
         << " nulls_not_distinct=" << index.nulls_not_distinct << " comment=" << index.comment << "\n";
    return text.str();
}

template <class Part>
void add_sorted(std::vector<std::string>& lines, std::span<const Part> parts) {
    const auto first = static_cast<std::ptrdiff_t>(lines.size());
    for (const Part& each : parts) lines.push_back(in_words(each));
    std::sort(lines.begin() + first, lines.end());
}

// `expected` says which types the server spells otherwise.
std::vector<std::string> lines_of(const catalog::table& table, const catalog::table& expected) {
    std::vector<std::string> lines = {"table comment=" + std::string{table.comment} + "\n"};
    for (const catalog::column& each : table.columns) {
        const catalog::column* const same = catalog::find_column(expected, each.name);
        lines.push_back(in_words(each, same == nullptr || same->origin != catalog::type_origin::opaque));
    }
    add_sorted(lines, table.constraints);
    add_sorted(lines, table.indexes);
    return lines;
}

std::string in_words(const catalog::enumeration& type) {
    return "type " + std::string{type.schema} + "." + std::string{type.name} + " " + listed(type.labels) + "\n";
}

template <class Object>
const Object* find_like(const Object& wanted, std::span<const Object> all) {
    const auto found = std::ranges::find_if(
        all, [&](const Object& each) { return each.name == wanted.name && each.schema == wanted.schema; });
    return found == all.end() ? nullptr : &*found;
}

void expect_equal(const catalog::catalog& expected, const catalog::catalog& live) {
    for (const catalog::enumeration& each : expected.enumerations) {
        const catalog::enumeration* const same = find_like(each, live.enumerations);
        EXPECT_EQ(in_words(each), same == nullptr ? "missing" : in_words(*same));
    }
    for (const catalog::table& each : expected.tables) {
        const catalog::table* const same = find_like(each, live.tables);
        ASSERT_NE(same, nullptr) << each.name;
        const auto wanted = lines_of(each, each);
        const auto found = lines_of(*same, each);
        EXPECT_EQ(wanted.size(), found.size());
        for (std::size_t i = 0; i < wanted.size() && i < found.size(); ++i)
            EXPECT_TRUE(wanted[i] == found[i])
                << "table " << each.name << "\nexpected" << wanted[i] << "found   " << found[i];
    }
}

// ---- the property

std::uint32_t number(const char* variable, std::uint32_t otherwise) {
    const char* const text = std::getenv(variable);
    return text == nullptr ? otherwise : static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10));
}

constexpr std::uint32_t groups = 16; ///< of cases; each has a database of its own
constexpr std::uint32_t first_seed = 20240115;

std::string identifier(std::string_view name) {
    return constable::strings::to_string([&](auto& sink) { constable::strings::add_identifier(sink, name); });
}

std::string ddl_of(const catalog::catalog& expected) {
    return sql::create_missing(catalog::diff(expected, {})).statements;
}

class random_schemas : public server_test, public ::testing::WithParamInterface<std::uint32_t> {
protected:
    void SetUp() override {
        server_test::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        default_schema_ = GetParam() % 4 == 0 ? "Größe \"x\", y" : "public";
        where_ = std::make_unique<constable::testing::database>();
        prepare(*where_);
        connection_ = std::make_unique<pqxx::connection>(where_->connection_string());
    }

    void prepare(const constable::testing::database& fresh) const {
        fresh.execute(
            "CREATE SCHEMA extensions; CREATE EXTENSION btree_gist SCHEMA extensions; DROP SCHEMA IF EXISTS " +
            identifier(default_schema_) + "; CREATE SCHEMA " + identifier(default_schema_) + "; ALTER DATABASE " +
            fresh.name() + " SET search_path = " + identifier(default_schema_));
    }

    constable::migration_result ensure(const random_schema& made, const char* verify = "catalog") const {
        constable::migration_config config;
        config.enable_logging = false;
        config.verify = verify;
        const catalog::catalog expected = made.value();
        return startup::ensure({expected, made.fingerprint()}, *connection_, config);
    }

    void execute(const std::string& statements) const {
        pqxx::nontransaction work(*connection_);
        work.exec("SET client_min_messages = warning; " + statements);
    }

    void clean(const random_schema& made) const {
        std::string schemas = identifier(default_schema_);
        for (const std::string_view each : made.other_schemas()) schemas.append(", ").append(identifier(each));
        execute("DROP SCHEMA IF EXISTS " + schemas + " CASCADE; CREATE SCHEMA " + identifier(default_schema_));
    }

    // psql takes the rendered text and makes the same of it.
    void expect_same_by_psql(const random_schema& made) const {
        const constable::testing::database other;
        prepare(other);
        const process_result run = psql(other, ddl_of(made.value()), {"-1"});
        EXPECT_TRUE(run.succeeded()) << run.err;
        const std::vector<std::string> options = {"--schema-only", "--exclude-table=*.constable_state"};
        const std::string by_us = pg_dump(*where_, options).out;
        const std::string by_psql = pg_dump(other, options).out;
        const auto where_they_part =
            static_cast<std::size_t>(std::ranges::mismatch(by_us, by_psql).in1 - by_us.begin());
        EXPECT_TRUE(by_us == by_psql) << "psql has made something else: " << by_psql.substr(where_they_part, 400)
                                      << "\ninstead of: " << by_us.substr(where_they_part, 400);
    }

    void expect_read_back(const random_schema& made) const {
        const catalog::catalog expected = made.value();
        database::session session(*connection_);
        const database::live_catalog live = database::introspect(session, expected);
        for (const catalog::difference& each : startup::compare(session, expected, live))
            ADD_FAILURE() << sql::describe(each);
        expect_equal(expected, live.view());
    }

    static void expect_success(const constable::migration_result& result) {
        for (const std::string& each : result.errors) ADD_FAILURE() << each;
        for (const constable::schema_difference& each : result.differences) ADD_FAILURE() << each.description;
        EXPECT_TRUE(result.success);
    }

    void expect_created_and_read_back(const random_schema& made) const {
        const constable::migration_result first = ensure(made);
        expect_success(first);
        EXPECT_EQ(first.tables_created.size(), made.value().tables.size());
        expect_read_back(made);
        const constable::migration_result second = ensure(made);
        expect_success(second);
        EXPECT_TRUE(second.up_to_date);
        EXPECT_EQ(second.round_trips, 1U);
    }

    // One table alone is missing: it comes back, and the others stay.
    void expect_dropped_table_comes_back(const random_schema& made) const {
        for (const catalog::table& dropped : made.value().tables) {
            const bool is_referenced = std::ranges::any_of(made.value().tables, [&](const catalog::table& other) {
                return other.name != dropped.name &&
                       std::ranges::any_of(other.constraints, [&](const catalog::constraint& each) {
                           return each.referenced_table == dropped.name &&
                                  each.kind == catalog::constraint_kind::foreign_key;
                       });
            });
            if (is_referenced) continue;
            const std::string name = sql::detail::qualified(dropped.schema, dropped.name);
            execute("DROP TABLE " + name);
            const constable::migration_result again = ensure(made);
            expect_success(again);
            EXPECT_EQ(again.tables_created, std::vector<std::string>{name});
            expect_read_back(made);
            return;
        }
    }

    std::string default_schema_;
    std::unique_ptr<constable::testing::database> where_;
    std::unique_ptr<pqxx::connection> connection_;
};

TEST_P(random_schemas, are_created_and_read_back_equal) {
    const std::uint32_t cases = number("CONSTABLE_RANDOM_SCHEMAS", 2000);
    const std::uint32_t only = number("CONSTABLE_RANDOM_SCHEMA", 0);
    // One broken case in each group says enough.
    for (std::uint32_t i = GetParam(); i < cases && !HasFailure(); i += groups) {
        const std::uint32_t seed = only == 0 ? first_seed + i : only;
        SCOPED_TRACE("CONSTABLE_RANDOM_SCHEMA=" + std::to_string(seed));
        const random_schema made(seed, connection_->server_version());
        if (only != 0) std::cout << ddl_of(made.value());
        expect_created_and_read_back(made);
        const std::uint32_t more = only == 0 ? i / groups : 0;
        if (more % 5 == 0) expect_success(ensure(made, "full"));
        if (more % 4 == 0) expect_dropped_table_comes_back(made);
        if (more % 50 == 0) expect_same_by_psql(made);
        if (only != 0) return;
        clean(made);
    }
}

INSTANTIATE_TEST_SUITE_P(group, random_schemas, ::testing::Range(0U, groups));

} // namespace
