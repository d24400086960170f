// SPDX-License-Identifier: BSL-1.0
// Whether the declarations that pull wrote say what the catalog says that it wrote them from: field by field.
#include "made_up_catalog.hpp"
#include "pulled.hpp"

#include <constable/catalog/equal.hpp>

#include <cstdio>

int main() {
    constable::catalog::catalog expected = constable::testing::made_up_catalog;
    constable::catalog::catalog declared = constable::catalog_of<pulled::app>;
    // the name is the struct's, and a declaration does not know where it will lie
    expected.name = declared.name;
    expected.default_schema = declared.default_schema;
    const std::string inequality = constable::catalog::first_inequality(expected, declared);
    if (inequality.empty()) return 0;
    std::printf("%s\n", inequality.c_str());
    return 1;
}
