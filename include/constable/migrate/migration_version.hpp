// SPDX-License-Identifier: BSL-1.0
// The version of the next migration.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace constable::migrating {

namespace detail {

inline bool is_number(std::string_view text) {
    for (const char each : text)
        if (each < '0' || each > '9') return false;
    return !text.empty();
}
inline std::string counted_on(std::string number) {
    std::size_t at = number.size();
    while (at != 0 && number[at - 1] == '9') number[--at] = '0';
    if (at == 0) return "1" + number;
    ++number[at - 1];
    return number;
}

} // namespace detail

/// The version after the others: counted on with as many digits as the last one has ("003", "004"), "001" without any.
/// With a time ("20260131120000") that time, or a second more than the last one where it is not later. What stands before
/// the digits of the last one stays: "v9", "v10".
inline std::string next_version(std::span<const std::string> versions, std::string_view time = {}) {
    if (!time.empty()) {
        std::string last;
        for (const std::string& each : versions)
            if (detail::is_number(each) && each.size() == time.size() && each > last) last = each;
        return last < time ? std::string{time} : detail::counted_on(last);
    }
    if (versions.empty()) return "001";
    const std::string& last = versions.back();
    std::size_t at = last.size();
    while (at != 0 && last[at - 1] >= '0' && last[at - 1] <= '9') --at;
    if (at == last.size()) return last + "_2";
    return last.substr(0, at) + detail::counted_on(last.substr(at));
}

} // namespace constable::migrating
