// SPDX-License-Identifier: BSL-1.0
// Random catalogs of all kinds: created, read back equal in every field, created again from what was read; and changed
// into relatives of theirs by diff and plan, with their rows kept.
//
// CONSTABLE_RANDOM_CATALOGS and CONSTABLE_RANDOM_PAIRS say how many (96), CONSTABLE_RANDOM_FIRST=<seed> where they
// begin; CONSTABLE_RANDOM_CATALOG=<seed> and CONSTABLE_RANDOM_PAIR=<seed> run one again and print it;
// CONSTABLE_RANDOM_GO_ON=1 does not stop at the first failure.
#include "support/catalogs_in_a_database.hpp"

#include "constable/catalog/diff.hpp"
#include "constable/catalog/snapshot.hpp"
#include "constable/sql/describe.hpp"
#include "constable/sql/plan.hpp"

#include <algorithm>
#include <cstdint>
#include <gtest/gtest.h>
#include <iostream>
#include <pqxx/pqxx>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace constable::testing;
namespace catalog = constable::catalog;
namespace sql = constable::sql;

class random_catalogs : public catalogs_in_a_database {
protected:
    void expect_created_and_read_back(const catalog::catalog& made) const {
        clean();
        if (!creates(made)) return;
        const constable::database::live_catalog live = read();
        EXPECT_EQ(catalog::first_inequality(made, live.view()), "") << "between what was to be and what is";
        clean();
        if (!creates(live.view())) return;
        const constable::database::live_catalog again = read();
        EXPECT_EQ(catalog::first_inequality(live.view(), again.view()), "")
            << "between the first and the second creation";
        const std::string text = catalog::write_snapshot(live.view());
        const catalog::stored_catalog stored = catalog::read_snapshot(text);
        EXPECT_EQ(catalog::first_inequality(live.view(), stored.view()), "") << "between a catalog and its snapshot";
        EXPECT_EQ(catalog::write_snapshot(stored.view()), text);
    }

    /// Whether the statements were taken, those of `before` each alone and the others together.
    [[nodiscard]] bool applies(const sql::change_plan& plan) const {
        try {
            for (const sql::statement& each : plan.before) execute(each.text);
            std::string all;
            for (const sql::statement& each : plan.statements) all += each.text + "\n";
            execute("BEGIN; " + all + "; COMMIT");
            return true;
        } catch (const pqxx::sql_error& error) {
            roll_back();
            // 23… and 22…: the rows forbid what the other catalog demands, or are no values of the other type
            if (error.sqlstate().starts_with("23") || error.sqlstate().starts_with("22")) return false;
            // and a domain inside of an array or a composite type that a column has takes no further constraint
            if (error.sqlstate() == "0A000" &&
                std::string_view{error.what()}.find("cannot alter type") != std::string_view::npos)
                return false;
            ADD_FAILURE() << error.what() << "\nwas said of:\n" << plan.script();
            return false;
        }
    }

    /// From what is there to what is wanted, by diff and plan alone.
    void expect_changed_into(const catalog::catalog& wanted) {
        const constable::database::live_catalog live = read();
        const std::vector<catalog::change> changes = catalog::diff(wanted, live.view(), catalog::comparison{});
        const sql::change_plan plan = sql::plan(wanted, live.view(), changes, facts_.version);
        // a table that gets a parent whose columns it lacks is created anew, by a person
        if (std::ranges::any_of(plan.impossible, [](const catalog::change* each) { return each->field == "inherits"; })) return;
        for (const catalog::change* each : plan.impossible) ADD_FAILURE() << "impossible: " << sql::describe(*each);
        const std::vector<std::string> before_it = rows_in_common(live.view(), wanted);
        if (!applies(plan)) return;
        EXPECT_EQ(rows_in_common(live.view(), wanted), before_it) << "rows are not what they were after:\n"
                                                                  << plan.script();
        rows_kept_ += before_it.size();
        const constable::database::live_catalog after = read();
        EXPECT_EQ(first_inequality_but_for_positions(wanted, after.view()), "") << "after:\n" << plan.script();
        for (const catalog::change& each : catalog::diff(wanted, after.view(), catalog::comparison{}))
            ADD_FAILURE() << "still different: " << sql::describe(each);
    }

};

TEST_P(random_catalogs, are_created_and_read_back_equal) {
    const std::uint32_t cases = number("CONSTABLE_RANDOM_CATALOGS", 96);
    const std::uint32_t only = number("CONSTABLE_RANDOM_CATALOG", 0);
    // One broken case in each group says enough.
    for (std::uint32_t i = GetParam(); i < cases && (!HasFailure() || number("CONSTABLE_RANDOM_GO_ON", 0) != 0);
         i += groups) {
        const std::uint32_t seed = only == 0 ? first_seed + i : only;
        SCOPED_TRACE("CONSTABLE_RANDOM_CATALOG=" + std::to_string(seed));
        const random_catalog made(seed, facts_);
        if (only != 0) std::cout << sql::create_all(made.value()) << "\n" << catalog::write_snapshot(made.value());
        expect_created_and_read_back(made.value());
        if (only != 0) return;
    }
}

TEST_P(random_catalogs, are_changed_into_each_other) {
    const std::uint32_t cases = number("CONSTABLE_RANDOM_PAIRS", 96);
    const std::uint32_t only = number("CONSTABLE_RANDOM_PAIR", 0);
    for (std::uint32_t i = GetParam(); i < cases && (!HasFailure() || number("CONSTABLE_RANDOM_GO_ON", 0) != 0);
         i += groups) {
        const std::uint32_t seed = only == 0 ? first_seed + i : only;
        SCOPED_TRACE("CONSTABLE_RANDOM_PAIR=" + std::to_string(seed));
        const random_catalog from(seed, facts_, 1);
        const random_catalog to(seed, facts_, 2);
        if (only != 0) std::cout << sql::create_all(from.value()) << "\n----\n" << catalog::write_snapshot(to.value());
        clean();
        if (!creates(from.value())) continue;
        if (i / groups % 2 == 0) fill(from.value());
        expect_changed_into(to.value());
        if (only != 0) return;
    }
    if (!HasFailure() && cases >= 10 * groups) {
        EXPECT_GT(rows_kept_, 0U) << "no pair had rows to keep";
    }
}

INSTANTIATE_TEST_SUITE_P(group, random_catalogs, ::testing::Range(0U, groups));

} // namespace
