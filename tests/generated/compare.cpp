// SPDX-License-Identifier: BSL-1.0
// Whether the migrations that generate wrote say what they were generated for: the compiler replays them.
#include "../pulled/made_up_catalog.hpp"
#include "made_up_migrations.hpp"
#include "release_migrations.hpp"
#include "releases.hpp"

#include <constable/catalog/diff.hpp>
#include <constable/sql/describe.hpp>

#include <cstdio>

static_assert(!constable::history_to<releases::first::app, first_history>.migrations.empty());
static_assert(!constable::history_to<releases::second::app, second_history>.migrations.empty());
static_assert(!constable::history_of<made_up_history>.migrations.empty());

int main() {
    int differences = 0;
    for (const constable::catalog::change& each :
         constable::catalog::diff(constable::testing::made_up_catalog, constable::catalog_of_history<made_up_history>, {.unmodelled = false})) {
        if (each.kind == constable::catalog::object_kind::schema && each.field != "comment") continue;
        std::printf("%s\n", constable::sql::describe(each).c_str());
        ++differences;
    }
    return differences == 0 ? 0 : 1;
}
