// SPDX-License-Identifier: BSL-1.0
// That no spelling of a password is left in a message.
#include "constable/startup/redact.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using constable::startup::redact;

std::string without(std::string_view secret, std::string_view message) {
    return redact(message, std::vector<std::string>{std::string{secret}});
}

TEST(redact, replaces_every_occurrence) {
    EXPECT_EQ(without("secret", "a secret, another secret"), "a ***, another ***");
    EXPECT_EQ(without("secret", "secretsecret"), "******");
    EXPECT_EQ(without("secret", "nothing here"), "nothing here");
    EXPECT_EQ(without("secret", ""), "");
}

TEST(redact, keeps_the_message_when_there_is_no_secret) {
    EXPECT_EQ(redact("a message", {}), "a message");
    EXPECT_EQ(without("", "a message"), "a message");
}

TEST(redact, knows_the_spellings_in_uris) {
    EXPECT_EQ(without("p@ss/wörd", "postgresql://me:p%40ss%2Fw%C3%B6rd@host"), "postgresql://me:***@host");
    EXPECT_EQ(without("p@ss/wörd", "postgresql://me:p%40ss%2fw%c3%b6rd@host"), "postgresql://me:***@host");
    EXPECT_EQ(without("p@ss", "me:%70%40%73%73@host"), "me:***@host");
    EXPECT_EQ(without("100%", "me:100%25@host"), "me:***@host");
    EXPECT_EQ(without("%41", "%41 and %2541"), "*** and ***");
}

TEST(redact, knows_the_spellings_in_connection_strings_and_sql) {
    EXPECT_EQ(without(R"(it's a \)", R"(password='it\'s a \\' host=here)"), "password='***' host=here");
    EXPECT_EQ(without(R"(it's a \)", R"(password=it\'s\ a\ \\ host=here)"), "password=*** host=here");
    EXPECT_EQ(without("it's", "PASSWORD 'it''s'"), "PASSWORD '***'");
    EXPECT_EQ(without(R"(say "it")", R"({"password": "say \"it\""})"), R"({"password": "***"})");
}

TEST(redact, takes_out_all_secrets_the_longest_first) {
    EXPECT_EQ(redact("abcd, ab, cd", {"ab", "abcd", "cd"}), "***, ***, ***");
}

TEST(redact, does_not_spell_the_secret_with_its_mask) {
    EXPECT_EQ(without("*", "a*b"), "a###b");
    EXPECT_EQ(without("a*", "aa*"), "a###");
    EXPECT_EQ(without("*#~_-+.:", "it is *#~_-+.:"), "(message withheld: it holds the password)");
}

RC_GTEST_PROP(redact, leaves_no_spelling_of_the_password, ()) {
    const auto byte =
        rc::gen::weightedOneOf<char>({{3, rc::gen::element('a', 'b', '\'', '\\', '%', '4', '1', '*', '#', '@', ' ')},
                                      {1, rc::gen::nonZero<char>()}});
    const auto text = rc::gen::container<std::string>(byte);
    const std::string password = *rc::gen::nonEmpty(text);
    std::string spelled; // each byte in a spelling of its own
    for (const char each : password) {
        constexpr std::string_view digits = "0123456789abcdef";
        const auto code = static_cast<unsigned char>(each);
        const auto spelling = *rc::gen::inRange(0, 3);
        if (spelling == 1) spelled += std::string{'%', digits[code >> 4U], digits[code & 0xfU]};
        else if (spelling == 2) spelled += std::string{'\\', each};
        else spelled += each;
    }
    const std::string message = *text + spelled + *text + password + *text;
    const std::string redacted = without(password, message);
    RC_ASSERT(redacted != message);
    RC_ASSERT(redacted.find(password) == std::string::npos);
    RC_ASSERT(redacted.find(spelled) == std::string::npos);
    RC_ASSERT(without(password, redacted) == redacted);
}

} // namespace
