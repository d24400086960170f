// SPDX-License-Identifier: BSL-1.0
// Settings are pinned and put back, also when it is done twice.
#include "constable/database/pinned_settings.hpp"

#include "constable/database/session.hpp"
#include "support/server.hpp"

#include <gtest/gtest.h>
#include <string>

using namespace constable::database;

namespace {

class pinned : public constable::testing::server_test {
protected:
    static std::string settings(session& with) {
        const rows row = with.send("SELECT current_setting('search_path'), current_setting('timezone'), current_setting('datestyle'), current_setting('jit'),"
                                   " current_setting('quote_all_identifiers')");
        std::string text;
        for (std::size_t i = 0; i != 5; ++i) text.append(row.at(0, i)).append("|");
        return text;
    }
};
constexpr std::string_view own = R"(nowhere, "$user", public|Asia/Tokyo|German, DMY|on|on|)";
constexpr std::string_view exact = "public, pg_temp|UTC|ISO, MDY|off|off|";
constexpr const char* settings_of_session = "SET search_path = nowhere, \"$user\", public; SET timezone = 'Asia/Tokyo'; SET datestyle = 'German'; SET jit = on;"
                                            "SET quote_all_identifiers = on";

TEST_F(pinned, settings_are_put_back_in_the_same_transaction) {
    pqxx::connection connection{constable::testing::shared_server().connection_string()};
    session with{connection};
    with.send(settings_of_session);
    with.begin(pin_settings());
    EXPECT_EQ(settings(with), exact);
    with.send(pin_settings());
    EXPECT_EQ(settings(with), exact);
    with.send(restore_settings());
    EXPECT_EQ(settings(with), own);
    with.send("SET LOCAL search_path = public; SET LOCAL timezone = 'Asia/Tokyo'");
    with.send(pin_settings() + restore_settings());
    EXPECT_EQ(settings(with).substr(0, 20), "\"public\"|Asia/Tokyo|");
    with.rollback();
    EXPECT_EQ(settings(with), own);
}

TEST_F(pinned, settings_last_no_longer_than_their_message) {
    pqxx::connection connection{constable::testing::shared_server().connection_string()};
    session with{connection};
    with.send(settings_of_session);
    with.send(pin_settings());
    EXPECT_EQ(settings(with), own);
    with.send("SET search_path = nowhere");
    with.begin(pin_settings());
    EXPECT_EQ(settings(with).substr(0, 5), "|UTC|");
    with.rollback();
}

} // namespace
