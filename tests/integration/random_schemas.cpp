// SPDX-License-Identifier: BSL-1.0
// Random schemas: created, read back equal in every field, and left alone by the next start.
//
// CONSTABLE_RANDOM_SCHEMAS says how many (120); CONSTABLE_RANDOM_SCHEMA=<seed> runs one of them again and prints it.
#include "support/random_schema.hpp"
#include "support/server.hpp"

#include "constable/catalog/equal.hpp"
#include "constable/catalog/stored_catalog.hpp"
#include "constable/database/introspect.hpp"
#include "constable/database/session.hpp"
#include "constable/sql/create_all.hpp"
#include "constable/sql/describe.hpp"
#include "constable/startup/compare.hpp"
#include "constable/startup/ensure_schema.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <gtest/gtest.h>
#include <iostream>
#include <memory>
#include <pqxx/pqxx>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace constable::testing;
namespace catalog = constable::catalog;
namespace database = constable::database;
namespace sql = constable::sql;
namespace startup = constable::startup;

// ---- what was made, as a server would write it

/// With the names that the server has for other spellings of types, and without words that say what is so anyhow.
catalog::stored_catalog as_read(const catalog::table& made, const catalog::table& live) {
    catalog::stored_catalog all;
    catalog::table table = made;
    std::vector<catalog::column> columns(table.columns.begin(), table.columns.end());
    for (catalog::column& each : columns) {
        const catalog::column* const same = catalog::find_column(live, each.name);
        if (each.origin == catalog::type_origin::opaque && same != nullptr) each.type = same->type;
    }
    table.columns = all.keep(std::move(columns));
    std::vector<catalog::index> indexes(table.indexes.begin(), table.indexes.end());
    for (catalog::index& index : indexes) {
        std::vector<catalog::key> keys(index.keys.begin(), index.keys.end());
        for (catalog::key& key : keys)
            if (key.nulls == (key.descending ? catalog::nulls_order::first : catalog::nulls_order::last))
                key.nulls = catalog::nulls_order::by_direction;
        index.keys = all.keep(std::move(keys));
    }
    table.indexes = all.keep(std::move(indexes));
    all.view().tables = all.keep(std::vector{table});
    return all;
}

template <class Object>
const Object* find_like(const Object& wanted, std::span<const Object> all) {
    const auto found = std::ranges::find_if(
        all, [&](const Object& each) { return each.name == wanted.name && each.schema == wanted.schema; });
    return found == all.end() ? nullptr : &*found;
}

void expect_equal(const catalog::catalog& made, const catalog::catalog& live) {
    for (const catalog::enumeration& each : made.enumerations) {
        const catalog::enumeration* const same = find_like(each, live.enumerations);
        ASSERT_NE(same, nullptr) << each.name;
        EXPECT_EQ(catalog::first_inequality({.enumerations = {&each, 1}}, {.enumerations = {same, 1}}), "");
    }
    for (const catalog::table& each : made.tables) {
        const catalog::table* const same = find_like(each, live.tables);
        ASSERT_NE(same, nullptr) << each.name;
        EXPECT_EQ(catalog::first_inequality(as_read(each, *same).view(), {.tables = {same, 1}}), "");
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

std::string ddl_of(const catalog::catalog& expected) { return sql::create_all(expected); }

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
        const std::vector<std::string> own_tables = {"constable_state"};
        const startup::comparison found = startup::compare(session, expected, live, {.own_tables = own_tables});
        for (const catalog::change& each : found.changes) ADD_FAILURE() << sql::describe(each);
        for (const std::string& each : found.not_compared) ADD_FAILURE() << each;
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
            const std::string name = constable::strings::to_string(
                [&](auto& sink) { constable::strings::add_qualified(sink, dropped.schema, dropped.name); });
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
    const std::uint32_t cases = number("CONSTABLE_RANDOM_SCHEMAS", 120);
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
