// SPDX-License-Identifier: BSL-1.0
// That URIs are read as libpq reads them, and that nothing of a malformed one gets out.
#include "constable/startup/read_uri.hpp"

#include "read_by_libpq.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace constable;
using namespace constable::startup;
using constable::testing::read_by_libpq;
using constable::testing::values_of;

TEST(read_uri, reads_what_libpq_reads) {
    const std::vector<std::string> uris = {
        "postgresql://",
        "postgres://",
        "postgresql://host",
        "postgresql://host/",
        "postgresql://host:5433",
        "postgresql://host:/db",
        "postgresql://host/db",
        "postgresql://me@host/db",
        "postgresql://me@",
        "postgresql://me:secret@host:12345/db",
        "postgresql://me:@host/db",
        "postgresql://:secret@host/db",
        "postgresql://@host",
        "postgresql:///db",
        "postgresql:///db?host=/var/run/postgresql&port=5433",
        "postgresql://%2Fvar%2Frun%2Fpostgresql/db",
        "postgresql://%2Fvar%2Frun:5433/db",
        "postgresql://m%65:s%3A%40%2f%3F%25@h%6Fst/d%62",
        "postgresql://me:a:b@host/db",
        "postgresql://me:what?@host/db",
        "postgresql://[::1]",
        "postgresql://[::1]/db",
        "postgresql://me@[2001:db8::1234]:5433/db?sslmode=require",
        "postgresql://[::1]:5433,[::2]:5434/db",
        "postgresql://a,b,c/db",
        "postgresql://a:1,b,c:3/db?target_session_attrs=read-write",
        "postgresql://host?user=me&password=secret",
        "postgresql://host/db?user=me@there&application_name=a%26b",
        "postgresql://host/db?",
        "postgresql://host/db?sslmode=require&",
        "postgresql://host/db?ssl=true",
        "postgresql://host/db?password=secret&password=other",
        "postgresql://host/a/b",
        "postgresql://me:secret@host/db?connect_timeout=",
        "postgresql://host/d b#c",
    };
    for (const std::string& uri : uris) {
        const conninfo read = read_uri(uri);
        const auto expected = read_by_libpq(uri);
        ASSERT_TRUE(expected.has_value()) << uri;
        EXPECT_EQ(read.mistake, "") << uri;
        EXPECT_EQ(values_of(read), *expected) << uri;
    }
}

TEST(read_uri, refuses_what_libpq_refuses) {
    for (const std::string uri : {"postgresql://[::1", "postgresql://[]", "postgresql://[::1]x", "postgresql://host?a",
                                  "postgresql://host?user=a=b", "postgresql://%", "postgresql://%4", "postgresql://%zz",
                                  "postgresql://a%00b", "postgresql://host?user=%", "postgresql://host?=x"}) {
        EXPECT_FALSE(read_by_libpq(uri).has_value()) << uri;
        EXPECT_NE(read_uri(uri).mistake, "") << uri;
        EXPECT_TRUE(read_uri(uri).parameters.empty()) << uri;
    }
}

TEST(read_uri, keeps_every_password) {
    const conninfo read = read_uri("postgresql://me:one@host/db?password=two");
    EXPECT_EQ(read.parameters[1], (connection_parameter{"password", "one"}));
    EXPECT_EQ(read.parameters.back(), (connection_parameter{"password", "two"}));
}

TEST(read_uri, drops_the_driver_of_sqlalchemy) {
    for (const std::string_view scheme : {"postgresql+asyncpg", "postgresql+psycopg2", "postgres+x", "POSTGRESQL"}) {
        const conninfo read = read_uri(std::string{scheme} + "://me:secret@host/db");
        EXPECT_EQ(values_of(read), *read_by_libpq("postgresql://me:secret@host/db")) << scheme;
    }
}

TEST(read_uri, takes_ssl_for_sslmode) {
    EXPECT_EQ(values_of(read_uri("postgresql://host/db?ssl=verify-full"))["sslmode"], "verify-full");
    EXPECT_EQ(values_of(read_uri("postgresql://host/db?ssl=true"))["sslmode"], "require");
    EXPECT_EQ(values_of(read_uri("postgresql://host/db?ssl=0")).count("sslmode"), 0U);
}

TEST(read_uri, names_a_scheme_that_it_cannot_use) {
    EXPECT_EQ(read_uri("sqlite:///file.db").mistake,
              "has the scheme 'sqlite'; write it as postgresql://user:password@host:5432/database");
    EXPECT_EQ(read_uri("postgresqlx://host").mistake.substr(0, 28), "has the scheme 'postgresqlx'");
    for (const std::string_view text :
         {"", "db", "host=here", "jdbc:postgresql://host/db", "://host", "postgresql:/host"}) {
        EXPECT_EQ(read_uri(text).mistake.substr(0, 10), "is no URI;") << text;
    }
}

TEST(read_uri, refuses_special_characters_that_move_parts_of_a_password_elsewhere) {
    for (const std::string_view uri :
         {"postgresql://me:p@ss@host/db", "postgresql://me:p/ss@host/db", "postgresql://me:12/ss@host/db",
          "postgresql://me:12/3?4/x@host/db", "postgresql://me:12@3@host", "postgresql://host?password=p@ss",
          "postgresql://host:5432?password=p@ss", "postgresql://me:p#/ss@host/db", "postgresql://me:pass/word",
          "postgresql://me:/pass?word=@host/db"}) {
        const conninfo read = read_uri(uri);
        EXPECT_NE(read.mistake, "") << uri;
        EXPECT_TRUE(read.parameters.empty()) << uri;
    }
    EXPECT_NE(read_uri("postgresql://me:p@ss@host/db").mistake.find("@ as %40"), std::string::npos);
}

TEST(read_uri, refuses_a_bad_port_or_sslmode) {
    for (const std::string_view uri : {"postgresql://host:0", "postgresql://host:65536", "postgresql://host:abc",
                                       "postgresql://a:1,b:x", "postgresql://host?port=-1"}) {
        EXPECT_EQ(read_uri(uri).mistake.substr(0, 10), "has a port") << uri;
    }
    EXPECT_EQ(read_uri("postgresql://host?sslmode=on").mistake.substr(0, 14), "has an sslmode");
}

/// A URI made of pieces that mean something to its reader.
rc::Gen<std::string> some_uri() {
    const auto piece =
        rc::gen::element<std::string>("a", "bc", "1", "5432", ":", "@", "/", "?", "#", "[", "]", "[::1]", "%41", "%2F",
                                      "%40", "%", "&", "=", ",", "user=", "password=", "&host=", "ssl=true");
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                        [](const std::vector<std::string>& pieces) {
                            std::string uri = "postgresql://";
                            for (const std::string& each : pieces) uri += each;
                            return uri;
                        });
}

RC_GTEST_PROP(read_uri, reads_like_libpq_or_refuses, ()) {
    const std::string uri = *some_uri();
    const conninfo read = read_uri(uri);
    const auto expected = read_by_libpq(uri);
    RC_CLASSIFY(read.mistake.empty());
    if (expected && read.mistake.empty()) RC_ASSERT(values_of(read) == *expected);
    // libpq knows which keywords there are; everything else that it refuses must be refused
    if (!expected && read.mistake.empty()) RC_ASSERT(!read_by_libpq(write_conninfo(read.parameters)).has_value());
}

std::string percent_encoded(std::string_view text) {
    std::string encoded;
    for (const char byte : text) {
        constexpr std::string_view digits = "0123456789ABCDEF";
        const auto code = static_cast<unsigned char>(byte);
        encoded.append({'%', digits[code >> 4U], digits[code & 0xfU]});
    }
    return encoded;
}

RC_GTEST_PROP(read_uri, takes_any_encoded_user_password_and_database, ()) {
    const auto text = rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::nonZero<char>()));
    const std::string user = *text;
    const std::string password = *text;
    const std::string database = *text;
    const std::string uri = "postgresql://" + percent_encoded(user) + ":" + percent_encoded(password) + "@host/" +
                            percent_encoded(database);
    const conninfo read = read_uri(uri);
    RC_ASSERT(read.mistake == "");
    RC_ASSERT(values_of(read)["user"] == user);
    RC_ASSERT(values_of(read)["password"] == password);
    RC_ASSERT(values_of(read)["dbname"] == database);
    RC_ASSERT(values_of(read) == *read_by_libpq(uri));
}

} // namespace
