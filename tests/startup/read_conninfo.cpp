// SPDX-License-Identifier: BSL-1.0
// That connection strings are read as libpq reads them.
#include "constable/startup/read_conninfo.hpp"

#include "read_by_libpq.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace constable;
using namespace constable::startup;
using constable::testing::read_by_libpq;
using constable::testing::values_of;

TEST(read_conninfo, reads_keyword_strings_as_libpq_does) {
    const std::vector<std::string> texts = {
        "",
        "   ",
        "host=here",
        "  host = here\tport\n=\n5433  ",
        "host=here dbname='a b' user='it\\'s' password='\\\\'",
        "host=here password=a\\ b\\'c user=me",
        "password='' host=here",
        "host= port=5432",
        "host=a host=b",
        "password='x'user=me",
        "user=me\\",
        "password=a=b",
        "dbname=postgresql://me:secret@host/db",
    };
    for (const std::string& text : texts) {
        const auto expected = read_by_libpq(text);
        const conninfo read = read_conninfo(text);
        ASSERT_EQ(read.mistake.empty(), expected.has_value()) << text << ": " << read.mistake;
        EXPECT_EQ(values_of(read), expected.value_or(std::map<std::string, std::string>{})) << text;
    }
}

TEST(read_conninfo, refuses_malformed_keyword_strings) {
    for (const std::string text : {"db", "host", "host here", "host=here password=top secret", "password='open", "=x",
                                   "host=here 'x'=y", "Host:a=b", "port=x", "sslmode=on", "password='open\\"}) {
        EXPECT_NE(read_conninfo(text).mistake, "") << text;
        EXPECT_TRUE(read_conninfo(text).parameters.empty()) << text;
    }
    EXPECT_EQ(read_conninfo(std::string_view{"host=a\0b", 8}).mistake.substr(0, 15), "has a zero byte");
}

TEST(read_conninfo, reads_uris_too) {
    EXPECT_EQ(values_of(read_conninfo("postgres://me@host")), values_of(read_uri("postgresql://me@host")));
    EXPECT_EQ(read_conninfo("mysql://me@host").mistake.substr(0, 22), "has the scheme 'mysql'");
}

RC_GTEST_PROP(read_conninfo, reads_keyword_strings_like_libpq_or_refuses, ()) {
    const auto piece =
        rc::gen::element<std::string>("host", "user", "=", "=", " ", "'", "\\", "a", "\n", "password=", "''");
    std::string text;
    for (const std::string& each : *rc::gen::container<std::vector<std::string>>(piece)) text += each;
    const conninfo read = read_conninfo(text);
    const auto expected = read_by_libpq(text);
    RC_CLASSIFY(read.mistake.empty());
    if (expected) RC_ASSERT(read.mistake == "");
    if (expected) RC_ASSERT(values_of(read) == *expected);
    if (!expected && read.mistake.empty()) RC_ASSERT(!read_by_libpq(write_conninfo(read.parameters)).has_value());
}

} // namespace
