// SPDX-License-Identifier: BSL-1.0
// Connection parameters, and that libpq reads back what is written.
#include "constable/startup/conninfo.hpp"

#include "read_by_libpq.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace {

using namespace constable;
using namespace constable::startup;
using constable::testing::read_by_libpq;

TEST(find_parameter, finds_the_last_of_several) {
    const connection_parameters parameters = {{"host", "a"}, {"user", "me"}, {"host", "b"}};
    EXPECT_EQ(find_parameter(parameters, "host"), &parameters[2].value);
    EXPECT_EQ(find_parameter(parameters, "user"), &parameters[1].value);
    EXPECT_EQ(find_parameter(parameters, "port"), nullptr);
}

TEST(write_conninfo, quotes_every_value) {
    EXPECT_EQ(write_conninfo({}), "");
    EXPECT_EQ(write_conninfo({{"host", "a"}, {"password", R"(it's a \)"}, {"user", ""}}),
              R"(host='a' password='it\'s a \\' user='')");
}

using three_values = std::map<std::string, std::string>;

RC_GTEST_PROP(write_conninfo, is_read_back_by_libpq, ()) {
    const auto letters =
        rc::gen::oneOf(rc::gen::element<std::string>("'", "\\", " ", "\n", "=", "ä", "\xff", "漢", "%"),
                       rc::gen::container<std::string>(1, rc::gen::nonZero<char>()));
    const auto value = rc::gen::map(rc::gen::container<std::vector<std::string>>(letters), [](const auto& parts) {
        std::string text;
        for (const std::string& part : parts) text += part;
        return text;
    });
    const three_values values = {{"host", *value}, {"user", *value}, {"password", *value}};
    connection_parameters parameters;
    for (const auto& [keyword, text] : values) parameters.push_back({keyword, text});
    const std::optional<three_values> read = read_by_libpq(write_conninfo(parameters));
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == values);
}

TEST(is_port_list, takes_ports_and_lists_of_them) {
    for (const std::string_view text : {"1", "5432", "65535", "5432,5433", "5432,", ",5433", ","}) {
        EXPECT_TRUE(is_port_list(text)) << text;
    }
    for (const std::string_view text : {"", "0", "65536", "-1", "+1", " 5432", "5432 ", "54a", "tcp://10.0.0.1:5432",
                                        "5432,x", "5432;5433", "99999999999"}) {
        EXPECT_FALSE(is_port_list(text)) << text;
    }
}

TEST(is_ssl_mode, takes_what_libpq_takes) {
    for (const std::string_view text : {"disable", "allow", "prefer", "require", "verify-ca", "verify-full"}) {
        EXPECT_TRUE(is_ssl_mode(text)) << text;
    }
    for (const std::string_view text : {"", "on", "true", "Require", "verify_full"})
        EXPECT_FALSE(is_ssl_mode(text)) << text;
}

TEST(mistake_in, finds_what_libpq_would_refuse_or_misunderstand) {
    EXPECT_EQ(mistake_in({{"host", "a"}, {"port", "5432"}, {"sslmode", "require"}}), "");
    EXPECT_EQ(mistake_in({{"port", ""}, {"sslmode", ""}}), "");
    EXPECT_EQ(mistake_in({{"port", "x"}}).substr(0, 10), "has a port");
    EXPECT_EQ(mistake_in({{"sslmode", "on"}}).substr(0, 14), "has an sslmode");
    EXPECT_EQ(mistake_in({{"host", std::string{"a\0b", 3}}}).substr(0, 15), "has a zero byte");
    for (const std::string keyword : {"", "a b", "Host", "a-b"}) {
        EXPECT_EQ(mistake_in({{keyword, "x"}}).substr(0, 15), "has a parameter") << keyword;
    }
}

TEST(checked, keeps_no_parameters_beside_a_mistake) {
    EXPECT_EQ(checked({{{"host", "a"}}, ""}).parameters.size(), 1U);
    EXPECT_TRUE(checked({{{"host", "a"}}, "is wrong"}).parameters.empty());
    EXPECT_EQ(checked({{{"host", "a"}}, "is wrong"}).mistake, "is wrong");
    EXPECT_TRUE(checked({{{"port", "x"}}, ""}).parameters.empty());
}

} // namespace
