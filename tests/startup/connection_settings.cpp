// SPDX-License-Identifier: BSL-1.0
// What is passed to libpq, and what is said about it.
#include "constable/startup/connection_settings.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace constable;

TEST(connection_settings, passes_all_parameters_on) {
    const connection_settings settings{
        {{"host", "here"}, {"password", "it's"}}, {{"port", "5433"}}, connection_source::db};
    EXPECT_EQ(settings.connection_string(), R"(host='here' password='it\'s')");
}

TEST(connection_settings, knows_what_libpq_will_use) {
    const connection_settings settings{
        {{"host", "here"}, {"host", "there"}}, {{"host", "nowhere"}, {"port", "5433"}}, {}};
    EXPECT_EQ(settings.effective("host"), "there");
    EXPECT_EQ(settings.effective("port"), "5433");
    EXPECT_EQ(settings.effective("user"), "");
}

TEST(describe, tells_host_port_database_user_and_source) {
    const connection_settings settings{
        {{"host", "db.example.org"}, {"port", "5433"}, {"dbname", "trackers"}, {"user", "app"}, {"password", "secret"}},
        {},
        connection_source::postgresql_addon};
    EXPECT_EQ(settings.describe(), "host=db.example.org port=5433 dbname=trackers user=app from POSTGRESQL_ADDON_*");
}

TEST(describe, tells_what_is_inherited_and_what_is_left_to_defaults) {
    const connection_settings settings{
        {{"dbname", "trackers"}}, {{"host", "here"}, {"password", "secret"}}, connection_source::db};
    EXPECT_EQ(settings.describe(), "host=here port=(default) dbname=trackers user=(default) from DB_*");
    EXPECT_EQ(connection_settings{}.describe(), "host=(default) port=(default) dbname=(default) user=(default) from "
                                                "libpq's PG* variables and defaults");
}

TEST(describe, tells_an_address_or_service_when_there_is_one) {
    const connection_settings settings{
        {{"hostaddr", "10.0.0.1"}, {"service", "main"}}, {}, connection_source::configuration};
    EXPECT_EQ(settings.describe(), "host=(default) hostaddr=10.0.0.1 port=(default) dbname=(default) user=(default) "
                                   "service=main from migration_config::connection");
}

TEST(describe, shows_neither_control_characters_nor_uris) {
    const connection_settings settings{{{"host", "a\nb"}, {"dbname", "postgresql://me:secret@host"}}, {}, {}};
    EXPECT_EQ(settings.describe().find('\n'), std::string::npos);
    EXPECT_EQ(settings.describe().find("secret"), std::string::npos);
}

TEST(redact, takes_out_all_passwords_of_the_settings) {
    const connection_settings settings{
        {{"password", "one/1"}, {"password", "two"}, {"sslpassword", "three"}, {"host", "here"}},
        {{"password", "four"}},
        {}};
    EXPECT_EQ(settings.redact("one%2F1 two three four here"), "*** *** *** *** here");
}

TEST(name_of, names_every_source) {
    EXPECT_EQ(name_of(connection_source::postgresql_addon_uri), "POSTGRESQL_ADDON_URI");
    EXPECT_EQ(name_of(connection_source::database_url), "DATABASE_URL");
    EXPECT_EQ(name_of(connection_source::libpq), "libpq's PG* variables and defaults");
}

} // namespace
