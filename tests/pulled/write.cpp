// SPDX-License-Identifier: BSL-1.0
// Writes the made-up catalog as a header, to be compiled by compare.cpp.
#include "made_up_catalog.hpp"

#include <constable/pull/write_declarations.hpp>

#include <cstdio>

int main() { std::fputs(constable::pull::write_declarations(constable::testing::made_up_catalog).c_str(), stdout); }
