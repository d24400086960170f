// SPDX-License-Identifier: BSL-1.0
// Unit tests of a schema: most of them run in the compiler, and none needs a database.
#include <constable/schema.hpp>

#include <iostream>
#include <string_view>

using namespace constable;

struct teams : table<"teams",
    column<"id", bigint, identity<>, primary_key<>>,
    column<"name", varchar<100>, not_null, unique<>>
> {};

struct users : table<"users",
    column<"id", bigint, identity<>, primary_key<>>,
    column<"team_id", bigint, not_null, references<teams, on_delete<cascade>>>,
    column<"email", text, not_null, unique<>>,
    index_<"team_id">
> {};

struct app : schema<teams, users> {};

namespace {

// House rules, as constexpr functions over the catalog.
constexpr bool has_a_primary_key(const catalog::table& table) {
    for (const catalog::constraint& each : table.constraints)
        if (each.kind == catalog::constraint_kind::primary_key) return true;
    return false;
}

constexpr bool every_table_has_a_primary_key(const catalog::catalog& schema) {
    for (const catalog::table& each : schema.tables)
        if (!has_a_primary_key(each)) return false;
    return true;
}

// PostgreSQL makes no index for a foreign key; without one, deleting a team reads all users.
constexpr bool is_indexed(const catalog::table& table, std::string_view column) {
    for (const catalog::index& each : table.indexes)
        if (each.keys.front().column == column) return true;
    for (const catalog::constraint& each : table.constraints) {
        const bool is_key =
            each.kind == catalog::constraint_kind::primary_key || each.kind == catalog::constraint_kind::unique;
        if (is_key && each.columns.front() == column) return true;
    }
    return false;
}

constexpr bool every_foreign_key_is_indexed(const catalog::catalog& schema) {
    for (const catalog::table& table : schema.tables)
        for (const catalog::constraint& each : table.constraints)
            if (each.kind == catalog::constraint_kind::foreign_key && !is_indexed(table, each.columns.front())) return false;
    return true;
}

static_assert(every_table_has_a_primary_key(catalog_of<app>));
static_assert(every_foreign_key_is_indexed(catalog_of<app>));
static_assert(catalog_of<app>.tables.size() == 2);

// The golden file, as one would review it.
constexpr std::string_view golden = R"(CREATE TABLE teams (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    name character varying(100) NOT NULL,
    CONSTRAINT teams_pkey PRIMARY KEY (id),
    CONSTRAINT teams_name_key UNIQUE (name)
);
CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    team_id bigint NOT NULL,
    email text NOT NULL,
    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
    CONSTRAINT users_email_key UNIQUE (email)
);
CREATE INDEX users_team_id_idx ON users (team_id);
)";

} // namespace

int main() {
    if (ddl_of<app> == golden) return 0;
    std::cerr << "the DDL has changed; if that was meant, let this be the golden text:\n" << ddl_of<app>;
    return 1;
}
