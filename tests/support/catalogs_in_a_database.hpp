// SPDX-License-Identifier: BSL-1.0
// Databases that become random catalogs: made, filled with rows, read back and compared.
#pragma once

#include "random_catalog.hpp"
#include "server.hpp"

#include "constable/catalog/equal.hpp"
#include "constable/database/introspect.hpp"
#include "constable/database/session.hpp"
#include "constable/sql/create_all.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <gtest/gtest.h>
#include <memory>
#include <pqxx/pqxx>
#include <string>
#include <string_view>
#include <vector>

namespace constable::testing {

namespace sql = constable::sql;

inline std::uint32_t number(const char* variable, std::uint32_t otherwise) {
    const char* const text = std::getenv(variable);
    return text == nullptr ? otherwise : static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10));
}

inline constexpr std::uint32_t groups = 8; ///< of cases; each has a database of its own
inline const std::uint32_t first_seed = number("CONSTABLE_RANDOM_FIRST", 20260101);

/// Columns that are added stand behind the others: no statement can put them elsewhere. Names of NOT NULL that nobody has
/// given stay as they are when a table is renamed.
inline catalog::stored_catalog with_sorted_columns(const catalog::catalog& of) {
    catalog::stored_catalog sorted;
    sorted.view() = of;
    const auto by_name = [&]<class Item>(std::span<const Item> list) {
        std::vector<Item> items(list.begin(), list.end());
        std::ranges::sort(items, {}, &Item::name);
        return sorted.keep(std::move(items));
    };
    std::vector<catalog::table> tables(of.tables.begin(), of.tables.end());
    for (catalog::table& table : tables) {
        std::vector<catalog::column> columns(table.columns.begin(), table.columns.end());
        for (catalog::column& each : columns) {
            catalog::column_details details = *each.details;
            details.not_null_name = {};
            each.details = sorted.keep(std::vector{details}).data();
        }
        table.columns = by_name(std::span<const catalog::column>{columns});
        // extended statistics list their columns in the order of the table's
        std::vector<catalog::statistics> statistics(table.statistics.begin(), table.statistics.end());
        for (catalog::statistics& each : statistics) {
            std::vector<std::string_view> expressions(each.expressions.begin(), each.expressions.end());
            std::ranges::sort(expressions);
            each.expressions = sorted.keep(std::move(expressions));
        }
        table.statistics = sorted.keep(std::move(statistics));
    }
    sorted.view().tables = sorted.keep(std::move(tables));
    std::vector<catalog::composite_type> types(of.composite_types.begin(), of.composite_types.end());
    for (catalog::composite_type& type : types) type.attributes = by_name(type.attributes);
    sorted.view().composite_types = sorted.keep(std::move(types));
    std::vector<catalog::domain> domains(of.domains.begin(), of.domains.end());
    for (catalog::domain& each : domains) each.not_null_name = {};
    sorted.view().domains = sorted.keep(std::move(domains));
    return sorted;
}
inline std::string first_inequality_but_for_positions(const catalog::catalog& left, const catalog::catalog& right) {
    return catalog::first_inequality(with_sorted_columns(left).view(), with_sorted_columns(right).view());
}

/// Databases that become one random catalog after the other.
class catalogs_in_a_database : public server_test, public ::testing::WithParamInterface<std::uint32_t> {
protected:
    void SetUp() override {
        server_test::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        for (const std::string_view role : random_roles)
            shared_server().rows("DO $$ BEGIN CREATE ROLE \"" + std::string{role} +
                                 "\"; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$");
        where_ = std::make_unique<constable::testing::database>();
        connection_ = std::make_unique<pqxx::connection>(where_->connection_string());
        facts_.version = connection_->server_version();
        for (const auto& row : where_->rows("SELECT name, default_version FROM pg_available_extensions WHERE name IN "
                                            "('citext', 'hstore', 'ltree', 'pg_trgm', 'btree_gin') ORDER BY name"))
            facts_.extensions.emplace_back(*row[0], *row[1]);
    }

    void execute(const std::string& statements) const {
        pqxx::nontransaction work(*connection_);
        work.exec("SET client_min_messages = warning; " + statements);
    }
    void roll_back() const { pqxx::nontransaction(*connection_).exec("ROLLBACK"); }
    constable::database::live_catalog read() const {
        constable::database::session session(*connection_);
        return constable::database::introspect(session, constable::database::scope::whole_database());
    }

    /// A database without anything.
    void clean() const {
        execute("RESET ALL; SET client_min_messages = warning; DO $$ DECLARE s text; BEGIN"
                " FOR s IN SELECT quote_ident(nspname) FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> "
                "'information_schema'"
                " LOOP EXECUTE 'DROP SCHEMA ' || s || ' CASCADE'; END LOOP; CREATE SCHEMA public; END $$;"
                " DROP OWNED BY " + identifier(random_roles[0]) + ", " + identifier(random_roles[1]) +
                "; ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC; ALTER DEFAULT PRIVILEGES GRANT USAGE ON TYPES TO PUBLIC");
    }

    /// Whether the text was taken by the server.
    [[nodiscard]] bool creates(const catalog::catalog& what) const {
        const std::string script = sql::create_all(what);
        try {
            execute("BEGIN; " + script + "; COMMIT");
            execute("RESET ALL");
            return true;
        } catch (const std::exception& error) {
            ADD_FAILURE() << error.what() << "\nwas said of:\n" << script;
            roll_back();
            return false;
        }
    }

    // ---- rows

    /// Some rows wherever the constraints let them in; foreign keys are not asked.
    void fill(const catalog::catalog& what) const {
        std::string all = "SET session_replication_role = replica; SET client_min_messages = error; ";
        for (const catalog::table& table : what.tables) {
            std::string names;
            std::string values;
            for (const catalog::column& each : table.columns) {
                if (!each.generated_expression.empty()) continue;
                const std::string value = value_of(each.type);
                names.append(names.empty() ? "" : ", ").append(identifier(each.name));
                values.append(values.empty() ? "" : ", ").append(value.empty() ? "DEFAULT" : value);
            }
            if (names.empty() || !table.inherits.empty()) continue;
            all += "DO $do$ BEGIN INSERT INTO " + qualified(table) + " (" + names +
                   ") OVERRIDING SYSTEM VALUE VALUES (" + values + "); EXCEPTION WHEN OTHERS THEN NULL; END $do$; ";
        }
        execute(all + "RESET session_replication_role; RESET client_min_messages");
    }
    static std::string value_of(std::string_view type) {
        for (const detail::type_sample& each : detail::type_samples)
            if (each.sql == type) return std::string{each.literal};
        return {};
    }
    static std::string identifier(std::string_view name) {
        return constable::strings::to_string([&](auto& sink) { constable::strings::add_identifier(sink, name); });
    }
    static std::string qualified(const catalog::table& table) {
        return constable::strings::to_string(
            [&](auto& sink) { constable::strings::add_qualified(sink, table.schema, table.name); });
    }

    /// Whether values of one type are written the same as values of the other, to which they are moved.
    static bool look_the_same(std::string_view before, std::string_view after) {
        return before == after || std::ranges::any_of(detail::type_moves, [&](const detail::type_move& each) {
                   return each.keeps_text && ((each.from == before && each.to == after) || (!each.rounds_back && each.from == after && each.to == before));
               });
    }

    /// The rows of the columns that a database has alike before and after a change, table by table.
    [[nodiscard]] std::vector<std::string> rows_in_common(const catalog::catalog& before,
                                                          const catalog::catalog& after) const {
        std::vector<std::string> rows;
        pqxx::nontransaction work(*connection_);
        for (const catalog::table& table : before.tables) {
            const auto other = std::ranges::find_if(after.tables, [&](const catalog::table& each) {
                return each.name == table.name && each.schema == table.schema;
            });
            if (other == after.tables.end()) continue;
            std::vector<catalog::column> sorted(table.columns.begin(), table.columns.end());
            std::ranges::sort(sorted, {}, &catalog::column::name);
            std::string columns;
            for (const catalog::column& each : sorted) {
                const catalog::column* const same = catalog::find_column(*other, each.name);
                if (same == nullptr || !look_the_same(each.type, same->type) ||
                    same->generated_expression != each.generated_expression)
                    continue;
                columns.append(columns.empty() ? "" : ", ").append(identifier(each.name)).append("::text");
            }
            if (columns.empty()) continue;
            const auto found = work.exec("SELECT r::text FROM (SELECT " + columns + " FROM ONLY " + qualified(table) +
                                         ") r ORDER BY 1");
            for (const auto& row : found) rows.push_back(qualified(table) + row[0].as<std::string>());
        }
        std::ranges::sort(rows);
        return rows;
    }

    std::size_t rows_kept_ = 0;
    server_facts facts_;
    std::unique_ptr<constable::testing::database> where_;
    std::unique_ptr<pqxx::connection> connection_;
};

} // namespace constable::testing
