// SPDX-License-Identifier: BSL-1.0
// Random catalogs that become relatives of theirs by generated migrations: replayed and run, with their rows kept; and
// that become again what they were, by the derived way back.
//
// CONSTABLE_RANDOM_MIGRATIONS says how many (160); CONSTABLE_RANDOM_MIGRATION=<seed> runs one again and prints it;
// CONSTABLE_RANDOM_GO_ON=1 does not stop at the first failure.
#include "support/catalogs_in_a_database.hpp"

#include "constable/catalog/diff.hpp"
#include "constable/migrate/generate.hpp"
#include "constable/migrate/step_sql.hpp"
#include "constable/sql/describe.hpp"

#include <algorithm>
#include <cstdint>
#include <gtest/gtest.h>
#include <iostream>
#include <memory>
#include <pqxx/pqxx>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace constable::testing;
namespace catalog = constable::catalog;
namespace migrating = constable::migrating;
namespace sql = constable::sql;

/// A step, forwards and backwards.
struct rendered_step {
    std::vector<std::string> up;
    std::vector<std::string> down;
};
struct rendered_migration {
    bool is_stepwise = false;
    std::vector<rendered_step> steps;

    [[nodiscard]] std::string script() const {
        std::string text = is_stepwise ? "-- stepwise\n" : "-- migration\n";
        for (const rendered_step& step : steps)
            for (const std::string& each : step.up) text += each + "\n";
        return text;
    }
};

std::string update_of(const migrating::step_value& step) {
    std::string text = "UPDATE " + sql::qualified_identifier(step.schema, step.table) + " SET " + std::string{step.backfill->set};
    if (!step.backfill->where.empty()) text += " WHERE " + std::string{step.backfill->where};
    return text + ";";
}

class random_migrations : public catalogs_in_a_database {
protected:
    /// Replays what was generated; nothing where a step does not apply.
    static std::vector<rendered_migration> render(const migrating::generated& of, const catalog::catalog& wanted) {
        std::vector<rendered_migration> all;
        auto now = std::make_unique<migrating::replayed_catalog>(of.from->view());
        for (const migrating::generated_migration& each : of.migrations) {
            all.push_back({each.is_stepwise(), {}});
            for (std::size_t i = 0; i != each.steps.size(); ++i) {
                const migrating::step_value& step = *each.steps[i];
                const migrating::replayed_catalog before{now->view()};
                const migrating::replay_mistake found = migrating::apply_step(*now, step, each.fragments[i]);
                EXPECT_FALSE(found) << found.subject;
                std::vector<std::string> losses;
                rendered_step rendered;
                rendered.up = migrating::statements_of(step, each.fragments[i], before.view(), now->view());
                rendered.down = migrating::statements_back(step, before.view(), now->view(), losses);
                if (step.kind == migrating::step_kind::backfill) rendered.up = {update_of(step)};
                all.back().steps.push_back(std::move(rendered));
            }
        }
        for (const catalog::change& each : catalog::diff(wanted, now->view(), {.unmodelled = false}))
            ADD_FAILURE() << "replayed otherwise: " << sql::describe(each);
        return all;
    }

    /// Whether the rows let the statements in.
    [[nodiscard]] bool run(const std::vector<std::string>& statements, bool is_alone, const std::string& script) const {
        std::string now;
        try {
            if (is_alone) {
                for (const std::string& each : statements) pqxx::nontransaction(*connection_).exec(now = each);
                return true;
            }
            for (const std::string& each : statements) now += each + "\n";
            execute("BEGIN; " + now + "; COMMIT");
            return true;
        } catch (const pqxx::sql_error& error) {
            roll_back();
            if (error.sqlstate().starts_with("22") || error.sqlstate().starts_with("23")) return false;
            if (error.sqlstate() == "0A000" && std::string_view{error.what()}.find("cannot alter type") != std::string_view::npos) return false;
            ADD_FAILURE() << error.what() << "\nwas said of:\n" << now << "\nin:\n" << script;
            return false;
        }
    }
    static bool is_alone(const std::vector<std::string>& statements) {
        for (const std::string& each : statements)
            if (each.find(" CONCURRENTLY") != std::string::npos) return true;
        return false;
    }
    [[nodiscard]] bool run(const rendered_migration& of, bool up, const std::string& script) const {
        if (of.is_stepwise) {
            for (std::size_t i = 0; i != of.steps.size(); ++i) {
                const rendered_step& step = up ? of.steps[i] : of.steps[of.steps.size() - 1 - i];
                if (!run(up ? step.up : step.down, is_alone(up ? step.up : step.down), script)) return false;
            }
            return true;
        }
        std::vector<std::string> all;
        for (std::size_t i = 0; i != of.steps.size(); ++i) {
            const rendered_step& step = up ? of.steps[i] : of.steps[of.steps.size() - 1 - i];
            for (const std::string& each : up ? step.up : step.down) all.push_back(each);
        }
        return run(all, false, script);
    }

    // Whether something has failed since this case began.
    [[nodiscard]] bool fails() const { return failures() != failures_; }
    static std::size_t failures() {
        const ::testing::TestResult& result = *::testing::UnitTest::GetInstance()->current_test_info()->result();
        std::size_t count = 0;
        for (int i = 0; i != result.total_part_count(); ++i) count += result.GetTestPartResult(i).failed() ? 1U : 0U;
        return count;
    }

    // From PostgreSQL 14 to 16 multiranges have privileges of their own, which scripts for any server cannot set.
    [[nodiscard]] bool is_of_multirange(const std::string& found, const catalog::catalog& from, const catalog::catalog& to) const {
        if (facts_.version >= 170000 || !found.starts_with("grant TYPE ")) return false;
        for (const catalog::catalog* side : {&from, &to})
            for (const catalog::range_type& each : side->range_types) {
                const std::string name = each.multirange.empty() ? catalog::default_multirange_name(each.name) : std::string{each.multirange};
                if (found.find(" " + name + " ") != std::string::npos) return true;
            }
        return false;
    }

    void expect_there_and_back(const catalog::catalog& from, const catalog::catalog& to, bool prints) {
        failures_ = failures();
        const migrating::generated made = migrating::generate(from, to);
        if (std::ranges::any_of(made.unsaid, [](const std::string& each) { return each.find(": expected inherits ") != std::string::npos; }))
            return; // a person writes that as execute<…>
        for (const std::string& each : made.unsaid) ADD_FAILURE() << "not said: " << each;
        const std::vector<rendered_migration> migrations = render(made, to);
        std::string script;
        for (const rendered_migration& each : migrations) script += each.script();
        if (prints) std::cout << sql::create_all(from) << "\n---- to\n" << sql::create_all(to) << "\n---- by\n" << script;
        if (fails()) return;
        const std::vector<std::string> before_it = rows_in_common(from, to);
        for (const rendered_migration& each : migrations)
            if (!run(each, true, script)) return;
        EXPECT_EQ(rows_in_common(from, to), before_it) << "rows are not what they were after:\n" << script;
        rows_kept_ += before_it.size();
        {
            const constable::database::live_catalog after = read();
            const std::string found = first_inequality_but_for_positions(to, after.view());
            EXPECT_TRUE(found.empty() || is_of_multirange(found, from, to)) << found << " after:\n" << script;
        }
        if (fails()) return;
        ++went_there_;
        std::string back = script;
        for (std::size_t i = migrations.size(); i-- != 0;) {
            back += "-- back\n";
            for (std::size_t k = migrations[i].steps.size(); k-- != 0;)
                for (const std::string& each : migrations[i].steps[k].down) back += each + "\n";
        }
        for (std::size_t i = migrations.size(); i-- != 0;)
            if (!run(migrations[i], false, back)) return;
        const constable::database::live_catalog again = read();
        const std::string found = first_inequality_but_for_positions(from, again.view());
        EXPECT_TRUE(found.empty() || is_of_multirange(found, from, to)) << found << " on the way back:\n" << back;
        ++came_back_;
    }

    std::size_t failures_ = 0;
    std::size_t went_there_ = 0;
    std::size_t came_back_ = 0;
};

TEST_P(random_migrations, lead_there_and_back) {
    const std::uint32_t cases = number("CONSTABLE_RANDOM_MIGRATIONS", 160);
    const std::uint32_t only = number("CONSTABLE_RANDOM_MIGRATION", 0);
    std::size_t tried = 0;
    for (std::uint32_t i = GetParam(); i < cases && (!HasFailure() || number("CONSTABLE_RANDOM_GO_ON", 0) != 0); i += groups) {
        const std::uint32_t seed = only == 0 ? first_seed + i : only;
        SCOPED_TRACE("CONSTABLE_RANDOM_MIGRATION=" + std::to_string(seed));
        const random_catalog from(seed, facts_, 1);
        const random_catalog to(seed, facts_, 2);
        clean();
        if (!creates(to.value())) continue;
        clean();
        if (!creates(from.value())) continue;
        if (i / groups % 2 == 0) fill(from.value());
        ++tried;
        expect_there_and_back(from.value(), to.value(), only != 0);
        if (only != 0) return;
    }
    RecordProperty("tried", std::to_string(tried));
    if (HasFailure() || cases < 10 * groups) return;
    EXPECT_GT(went_there_, tried / 2) << "most rows let it through";
    EXPECT_GT(came_back_, tried / 2);
    EXPECT_GT(rows_kept_, 0U) << "no pair had rows to keep";
}

INSTANTIATE_TEST_SUITE_P(group, random_migrations, ::testing::Range(0U, groups));

} // namespace
