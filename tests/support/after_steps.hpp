// SPDX-License-Identifier: BSL-1.0
// What some steps make of an empty catalog, for tests of steps.
#pragma once

#include "constable/migrate/apply_step.hpp"
#include "support/histories.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string_view>

namespace constable::testing {

template <class... Steps>
struct after {
    using all = migrations<migration<"1", "one", Steps...>>;
    migrating::replayed_catalog now;
    after() {
        for (std::size_t i = 0; i != migrating::steps_of<all>.size(); ++i) EXPECT_FALSE(migrating::apply_step(now, *migrating::steps_of<all>[i].step, migrating::fragments_of<all>[i])) << i;
    }
    const catalog::table& table(std::string_view name) { return *now.find_table("", name); }
};

} // namespace constable::testing
