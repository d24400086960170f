// SPDX-License-Identifier: BSL-1.0
// The tables of a house that lets rooms, as its third release declares them.
#pragma once

#include <constable/schema.hpp>

#include <string_view>

namespace bookings {

using namespace constable;

struct guests : table<"guests",
    column<"id",        bigint, identity<>, primary_key<>>,
    column<"full_name", text, not_null>,
    column<"email",     text, not_null, unique<>>
> {};

struct rooms : table<"rooms",
    column<"id",     bigint, identity<>, primary_key<>>,
    column<"number", varchar<10>, not_null, unique<>>,
    column<"price",  numeric<10, 2>, not_null, check<"price >= 0">>
> {};

struct stays : table<"stays",
    column<"id",        bigint, identity<>, primary_key<>>,
    column<"guest_id",  bigint, not_null, references<guests>>,
    column<"room_id",   bigint, not_null, references<rooms>>,
    column<"arrival",   date, not_null>,
    column<"nights",    integer, not_null, check<"nights > 0">>,
    column<"state",     enum_<"stay_state", "open", "paid", "cancelled">, not_null, default_<"'open'">>,
    column<"booked_at", timestamptz, not_null, default_<"now()">>,
    check<"nights <= 60", named<"stays_nights_limit">>,
    index_<"guest_id", "arrival">
> {};

struct arrivals : view<"arrivals"> {
    static constexpr std::string_view query = "SELECT s.arrival, r.number, g.full_name FROM stays s JOIN rooms r ON r.id = s.room_id "
                                              "JOIN guests g ON g.id = s.guest_id WHERE s.state <> 'cancelled'::stay_state";
};

struct app : schema<guests, rooms, stays, arrivals> {
    static constexpr std::string_view name = "bookings";
};

} // namespace bookings
