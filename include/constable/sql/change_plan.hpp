// SPDX-License-Identifier: BSL-1.0
// What turns one catalog into another: statements in an order in which they work.
#pragma once

#include "constable/catalog/change.hpp"
#include "constable/catalog/hazard.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace constable::sql {

/// What a person does where no statement, and no step, turns one object into another.
inline constexpr std::string_view anew_by_hand = "create the object anew beside the old one, copy its rows, drop the old one and rename the new";

/// One or more statements for one purpose.
struct statement {
    std::string text{}; ///< without a line break at its end
    catalog::hazard hazard{};
    const catalog::change* of = nullptr; ///< null where something stands in the way of a change, and goes or comes back
};

/// What turns one catalog into another.
struct change_plan {
    std::vector<statement> before{};     ///< each in a transaction of its own, committed before the others
    std::vector<statement> statements{}; ///< together in one transaction
    std::vector<const catalog::change*> impossible{}; ///< what no statement can change, or the catalog has no words for

    [[nodiscard]] bool empty() const { return before.empty() && statements.empty(); }
    /// All statements as a script for psql.
    [[nodiscard]] std::string script() const {
        std::string text;
        for (const statement& each : before) text += each.text + "\n";
        if (statements.empty()) return text;
        text += "BEGIN;\n";
        for (const statement& each : statements) text += each.text + "\n";
        return text + "COMMIT;\n";
    }
};

/// What a person does about a change that a plan lists as impossible.
constexpr std::string_view way_out_of(const catalog::change& impossible) {
    return impossible.kind == catalog::object_kind::other ? "the catalog has no words for the object, change it with SQL of your own" : anew_by_hand;
}

} // namespace constable::sql
