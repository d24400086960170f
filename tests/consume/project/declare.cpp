// SPDX-License-Identifier: BSL-1.0
// A program that only declares: it needs neither libpqxx nor spdlog.
#include <constable/schema.hpp>

#include <cstdio>

using namespace constable;

struct teams : table<"teams", column<"id", bigint, identity<>, primary_key<>>> {};
struct app : schema<teams> {};

int main() {
    std::printf("%.*s", static_cast<int>(ddl_of<app>.size()), ddl_of<app>.data());
}
