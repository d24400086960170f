// SPDX-License-Identifier: BSL-1.0
// The main function: both units must link into one program and share one DDL.
#include "app.hpp"

#include <cstdio>

int main(int argument_count, char**) {
    const bool start = argument_count > 1;
    if (start) constable::ensure_schema<app>();
    const auto mine = constable::ddl_of<app>;
    const auto others = ddl_of_the_other_unit(start);
    if (mine.data() == others.data() && mine.size() == others.size() && !mine.empty()) return 0;
    std::puts("the two translation units have two different texts");
    return 1;
}
