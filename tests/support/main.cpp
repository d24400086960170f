// SPDX-License-Identifier: BSL-1.0
// The main function of all tests: fixed seeds, and an exit code that tells a skipped run from a passed one.
#include "server.hpp"

#include <cstdlib>
#include <gtest/gtest.h>

// libpqxx 6.4 forgets a result when its connection breaks. LeakSanitizer asks for this.
// NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming)
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libpqxx\n"; }
// NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming)

int main(int argument_count, char** arguments) {
    // RapidCheck reads and prints this; whoever wants other cases sets it.
    setenv("RC_PARAMS", "seed=20240115", 0);
    ::testing::InitGoogleTest(&argument_count, arguments);
    const int result = RUN_ALL_TESTS();
    // CTest's SKIP_RETURN_CODE: without a server nothing may look passed.
    return result == 0 && constable::testing::skipped_for_want_of_a_server() ? 77 : result;
}
