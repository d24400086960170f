// SPDX-License-Identifier: BSL-1.0
// What `each_field` tells of a struct of the catalog.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace test {

template <class Object>
std::vector<std::string_view> field_names() {
    std::vector<std::string_view> names;
    each_field(std::type_identity<Object>{}, [&](std::string_view name, auto) { names.push_back(name); });
    return names;
}

template <class Object>
testing::AssertionResult names_each_field_once() {
    std::vector<std::string_view> names = field_names<Object>();
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end()) return testing::AssertionFailure() << *twice << " is named twice";
    if (names.empty()) return testing::AssertionFailure() << "no field is named";
    return testing::AssertionSuccess();
}

} // namespace test
