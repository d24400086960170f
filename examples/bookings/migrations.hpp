// SPDX-License-Identifier: BSL-1.0
// Ten migrations over three releases. Each release runs beside the one before it while it is rolled out, so a column is
// not renamed: release 2 adds the new one and keeps both alike, release 3 drops the former one.
#pragma once

#include <constable.hpp>

#include <pqxx/pqxx>
#include <stdexcept>
#include <string_view>

namespace bookings {

using namespace constable;

// ---- release 1

struct m001_initial : migration<"001", "Guests, rooms and stays",
    create_table<"guests",
        column<"id",    bigint, identity<>, primary_key<>>,
        column<"name",  text, not_null>,
        column<"email", text, not_null, unique<>>>,
    create_table<"rooms",
        column<"id",     bigint, identity<>, primary_key<>>,
        column<"number", varchar<10>, not_null, unique<>>,
        column<"price",  numeric<10, 2>, not_null, check<"price >= 0">>>,
    create_table<"stays",
        column<"id",        bigint, identity<>, primary_key<>>,
        column<"guest_id",  bigint, not_null, references<table_named<"guests">>>,
        column<"room_id",   bigint, not_null, references<table_named<"rooms">>>,
        column<"arrival",   date, not_null>,
        column<"nights",    integer, not_null, check<"nights > 0">>,
        column<"state",     enum_<"stay_state", "open", "paid">, not_null, default_<"'open'">>,
        column<"booked_at", timestamptz, not_null, default_<"now()">>>
> {};

struct m002_rooms_of_the_house : migration<"002", "The rooms of the house",
    execute<"INSERT INTO rooms (number, price) SELECT floor || '0' || door, 80 + 10 * floor FROM generate_series(1, 3) floor, generate_series(1, 4) door",
            reverse<"DELETE FROM rooms r WHERE NOT EXISTS (SELECT FROM stays s WHERE s.room_id = r.id)">>
> {};

// ---- release 2

struct m003_stays_of_a_guest : migration<"003", "Find the stays of a guest by an index",
    create_index<"stays", index_<"guest_id", "arrival">, concurrently>
> {};

struct m004_cancelling : migration<"004", "Stays can be cancelled",
    add_value<"stay_state", "cancelled", after_label<"paid">>
> {};

// Programs of release 1 write `name`, those of release 2 `full_name`: whichever was written is copied into the other.
struct keep_names_alike : function<"keep_names_alike", returns<sql_type<"trigger">>, language<"plpgsql">> {
    static constexpr std::string_view body = R"(
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.full_name := coalesce(NEW.full_name, NEW.name);
        NEW.name := NEW.full_name;
    ELSIF NEW.full_name IS DISTINCT FROM OLD.full_name THEN
        NEW.name := NEW.full_name;
    ELSE
        NEW.full_name := NEW.name;
    END IF;
    RETURN NEW;
END
)";
};

struct m005_full_names : migration<"005", "guests.full_name beside guests.name",
    add_column<"guests", column<"full_name", text>>,
    create<keep_names_alike>,
    create_trigger<"guests", trigger<"keep_names_alike", before, insert_, update_, for_each_row, execute_function<"keep_names_alike">>>
> {};

struct m006_fill_full_names : migration<"006", "Full names of the guests that there are",
    backfill<"guests", assign<"full_name = name">, where_<"full_name IS NULL">, batch_size<500>>
> {};

struct m007_new_checks : migration<"007", "Checks on what is written from now on",
    add_constraint<"stays", check<"nights <= 60", named<"stays_nights_limit">, not_valid>>,
    add_constraint<"guests", check<"full_name IS NOT NULL", named<"guests_full_name_known">, not_valid>>
> {};

// ---- release 3

struct m008_checks_hold : migration<"008", "Checks on what was written before",
    validate<"SELECT NOT EXISTS (SELECT FROM stays WHERE nights > 60)", "split stays of more than 60 nights first">,
    validate_constraint<"stays", "stays_nights_limit">,
    validate_constraint<"guests", "guests_full_name_known">,
    set_not_null<"guests", "full_name">,
    drop_constraint<"guests", "guests_full_name_known">
> {};

struct arrivals_of_009 : view<"arrivals"> {
    static constexpr std::string_view query = "SELECT s.arrival, r.number, g.full_name FROM stays s JOIN rooms r ON r.id = s.room_id "
                                              "JOIN guests g ON g.id = s.guest_id WHERE s.state <> 'cancelled'::stay_state";
};

struct m009_names_go : migration<"009", "guests.name goes; a view of who arrives",
    drop_trigger<"guests", "keep_names_alike">,
    drop_function<"keep_names_alike", "", accept<breaking_drop, "keep_names_alike", "release 2 writes full_name alone">>,
    drop_not_null<"guests", "name", accept<weaker_constraint, "guests.name", "release 2 reads full_name alone">>,
    // on the way back the column must be filled before it is NOT NULL again
    execute<"SELECT", reverse<"UPDATE guests SET name = full_name">>,
    drop_column<"guests", "name", accept<data_loss, "guests.name", "full_name has the same">>,
    create<arrivals_of_009>
> {};

inline void write_emails_in_lower_case(pqxx::transaction_base& transaction) {
    const auto rows = transaction.exec("SELECT count(*) FROM (SELECT lower(email) FROM guests GROUP BY 1 HAVING count(*) > 1) twice");
    if (rows[0][0].as<int>() != 0) throw std::runtime_error{"two guests have one email but for its case; see to them first"};
    transaction.exec("UPDATE guests SET email = lower(email) WHERE email <> lower(email)");
}
inline void keep_emails(pqxx::transaction_base&) {} // how they were written nobody knows any more

struct m010_emails : migration<"010", "Emails in lower case",
    run<&write_emails_in_lower_case, "1", reverse_run<&keep_emails>>
> {};

struct history : migrations<
    m001_initial, m002_rooms_of_the_house,
    m003_stays_of_a_guest, m004_cancelling, m005_full_names, m006_fill_full_names, m007_new_checks,
    m008_checks_hold, m009_names_go, m010_emails
> {};

} // namespace bookings
