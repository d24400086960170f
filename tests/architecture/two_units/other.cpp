// SPDX-License-Identifier: BSL-1.0
// One of two translation units that use all of the library.
#include "app.hpp"

std::string_view ddl_of_the_other_unit(bool start) {
    if (start) constable::ensure_schema<app>();
    return constable::ddl_of<app>;
}
