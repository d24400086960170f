// SPDX-License-Identifier: BSL-1.0
// Compares two files that pg_dump wrote, whatever the order of their statements: compare_dumps LEFT RIGHT
//
// It prints `STATEMENTS DIFFERENCES` (of the left one; of both), then what only the left (<) or the right (>) one has.
// The exit code is 1 when they differ, 2 when a file cannot be read or holds nothing.
#include "corpus/dump_statements.hpp"

#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace {

std::string content(const char* file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

void print(char side, std::string_view statement) {
    std::printf("%c ", side);
    for (const char c : statement) {
        std::putchar(c);
        if (c == '\n') std::printf("%c ", side);
    }
    std::printf("\n");
}

} // namespace

int main(int argument_count, char** arguments) {
    if (argument_count != 3) return 2;
    const auto left = content(arguments[1]);
    const auto right = content(arguments[2]);
    const auto statements = constable::testing::dump_statements(left).size();
    if (statements == 0) return 2;
    const auto found = constable::testing::compare_dumps(left, right);
    std::printf("%zu %zu\n", statements, found.only_left.size() + found.only_right.size());
    for (const auto& statement : found.only_left) print('<', statement);
    for (const auto& statement : found.only_right) print('>', statement);
    return found.empty() ? 0 : 1;
}
