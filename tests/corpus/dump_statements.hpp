// SPDX-License-Identifier: BSL-1.0
// What pg_dump wrote, as statements: two dumps say the same when they hold the same statements, in whatever order.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace constable::testing {

/// The statements of a `pg_dump` text in plain format, in its order, without the closing semicolon. Comments between
/// them, psql's commands and settings are left out; a setting that the next CREATE TABLE depends on (its access method,
/// its tablespace) is written in front of that statement.
std::vector<std::string> dump_statements(std::string_view dump);

/// The statements that only one of two dumps has.
struct dump_difference {
    std::vector<std::string> only_left;
    std::vector<std::string> only_right;

    bool empty() const { return only_left.empty() && only_right.empty(); }
};

/// Compares statement by statement; one that occurs twice must occur twice in both.
dump_difference compare_dumps(std::string_view left, std::string_view right);

} // namespace constable::testing
