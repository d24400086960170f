// SPDX-License-Identifier: BSL-1.0
// Writes the migrations that lead to both releases, and those that make the catalog in which everything is hard to write,
// as one header each, to be compiled by compare.cpp.
#include "../pulled/made_up_catalog.hpp"
#include "releases.hpp"

#include <constable/migrate/generate.hpp>
#include <constable/migrate/write_migration.hpp>

#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace migrating = constable::migrating;

namespace {

std::string history_of(const std::string& name, const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& each : names) all += (all.empty() ? "" : ", ") + each;
    return "\nstruct " + name + " : constable::migrations<" + all + "> {};\n";
}

void write_releases(std::ostream& to) {
    const constable::catalog::catalog first = constable::catalog_of<releases::first::app>;
    const constable::catalog::catalog second = constable::catalog_of<releases::second::app>;
    migrating::write_options how{.message = "First release", .namespace_name = "first_release", .include = "migrate_words.hpp"};
    const migrating::written_migrations initial = migrating::write_migration(migrating::generate({}, first), how);
    how.message = "Second release";
    how.namespace_name = "second_release";
    how.versions = initial.versions;
    const migrating::generated changes = migrating::generate(first, second);
    for (const std::string& each : changes.unsaid) std::cerr << "not said: " << each << "\n";
    const migrating::written_migrations next = migrating::write_migration(changes, how);
    std::string names;
    std::vector<std::string> all;
    for (const std::string& each : initial.names) all.push_back("first_release::" + each);
    to << initial.text << history_of("first_history", all) << next.text;
    for (const std::string& each : next.names) all.push_back("second_release::" + each);
    to << history_of("second_history", all);
}

void write_made_up(std::ostream& to) {
    constable::catalog::catalog made_up = constable::testing::made_up_catalog;
    const migrating::written_migrations all = migrating::write_migration(migrating::generate({}, made_up), {.message = "Everything", .namespace_name = "everything", .include = "migrate_words.hpp"});
    std::vector<std::string> names;
    for (const std::string& each : all.names) names.push_back("everything::" + each);
    to << all.text << history_of("made_up_history", names);
}

} // namespace

int main(int count, char** arguments) {
    if (count != 3) return 2;
    std::ofstream releases{arguments[1]};
    write_releases(releases);
    std::ofstream made_up{arguments[2]};
    write_made_up(made_up);
}
