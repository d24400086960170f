// SPDX-License-Identifier: BSL-1.0
// What round_trip.sh asks of the library, about databases named by conninfo:
//   corpus_tool pull DATABASE           the header of declarations
//   corpus_tool ddl DATABASE            a script that makes it
//   corpus_tool unmodelled DATABASE     what the catalog cannot hold, one line each
//   corpus_tool snapshot DATABASE       the catalog as text
//   corpus_tool equal LEFT RIGHT        exit code 1, and the first difference, when the catalogs differ
#include "constable/catalog/equal.hpp"
#include "constable/catalog/snapshot.hpp"
#include "constable/database/introspect.hpp"
#include "constable/database/session.hpp"
#include "constable/pull/write_declarations.hpp"
#include "constable/sql/create_all.hpp"

#include <cstdio>
#include <exception>
#include <pqxx/pqxx>
#include <string>
#include <string_view>

namespace {

using namespace constable;

database::live_catalog read(const char* conninfo) {
    pqxx::connection connection{conninfo};
    database::session session{connection};
    return database::introspect(session, database::scope::whole_database());
}

int print(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    return 0;
}

int print_unmodelled(const catalog::catalog& of) {
    for (const auto& object : of.unmodelled_objects)
        std::printf("%.*s %.*s\n", static_cast<int>(object.kind.size()), object.kind.data(),
                    static_cast<int>(object.name.size()), object.name.data());
    return 0;
}

// What a start leaves behind is no part of either.
catalog::catalog without_state(const catalog::catalog& of, std::vector<catalog::table>& tables) {
    catalog::catalog rest = of;
    for (const auto& table : of.tables)
        if (table.name != "constable_state") tables.push_back(table);
    rest.tables = tables;
    return rest;
}

int compare(const database::live_catalog& left, const database::live_catalog& right) {
    std::vector<catalog::table> left_tables;
    std::vector<catalog::table> right_tables;
    const auto found =
        catalog::first_inequality(without_state(left.view(), left_tables), without_state(right.view(), right_tables));
    if (found.empty()) return 0;
    std::printf("%s\n", found.c_str());
    return 1;
}

int act(std::string_view what, char** databases) {
    const auto catalog = read(databases[0]);
    if (what == "pull") return print(pull::write_declarations(catalog.view(), {}));
    if (what == "ddl") return print(sql::create_all(catalog.view()));
    if (what == "unmodelled") return print_unmodelled(catalog.view());
    if (what == "snapshot") return print(catalog::write_snapshot(catalog.view()));
    if (what == "equal" && databases[1] != nullptr) return compare(catalog, read(databases[1]));
    return 2;
}

} // namespace

int main(int argument_count, char** arguments) {
    if (argument_count < 3) return 2;
    try {
        return act(arguments[1], arguments + 2);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "corpus_tool: %s\n", error.what());
        return 2;
    }
}
