// SPDX-License-Identifier: BSL-1.0
// Passwords are hidden wherever a text may have them, and nothing else is.
#include "constable/runner/hide_passwords.hpp"

#include <gtest/gtest.h>

using constable::runner::hide_passwords;

namespace {

TEST(hide_passwords, masks_what_stands_behind_the_word) {
    EXPECT_EQ(hide_passwords("ALTER ROLE a PASSWORD 'it''s secret' LOGIN"), "ALTER ROLE a PASSWORD *** LOGIN");
    EXPECT_EQ(hide_passwords("alter role a password e'secret'; x"), "alter role a password e***; x");
    EXPECT_EQ(hide_passwords("host=x password=secret user=y"), "host=x password=*** user=y");
    EXPECT_EQ(hide_passwords("dblink('password = secret dbname=z')"), "dblink('password = *** dbname=z')");
    EXPECT_EQ(hide_passwords("OPTIONS (user 'u', password 'secret')"), "OPTIONS (user 'u', password ***)");
    EXPECT_EQ(hide_passwords("ends in PASSWORD 'sec"), "ends in PASSWORD ***");
}

TEST(hide_passwords, masks_what_stands_in_a_uri) {
    EXPECT_EQ(hide_passwords("see postgresql://me:secret@host:1/db and http://host:80/"), "see postgresql://me:***@host:1/db and http://host:80/");
}

TEST(hide_passwords, masks_what_is_known) {
    EXPECT_EQ(hide_passwords("it says hush here", {"", "hush"}), "it says *** here");
}

TEST(hide_passwords, leaves_other_texts_alone) {
    for (const char* text : {"", "CREATE TABLE users (password text NOT NULL)", "password", "PASSWORD NULL", "a://b"}) EXPECT_EQ(hide_passwords(text), text);
}

} // namespace
