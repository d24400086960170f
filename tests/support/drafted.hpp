// SPDX-License-Identifier: BSL-1.0
// A plan in the making, for tests of its parts.
#pragma once

#include "constable/catalog/diff.hpp"
#include "constable/sql/plan_part.hpp"

#include <string>
#include <vector>

namespace constable::testing {

/// The draft of a plan from `actual` to `expected`, which must outlive it.
struct drafted {
    drafted(const catalog::catalog& expected, const catalog::catalog& actual) : changes(diff(expected, actual)), draft(expected, actual, changes) {}

    /// The statements so far, one in a line.
    [[nodiscard]] std::string text() const {
        std::string all;
        for (const sql::statement& each : draft.made.statements) all += each.text + "\n";
        return all;
    }

    std::vector<catalog::change> changes;
    sql::detail::plan_draft draft;
};

} // namespace constable::testing
