// SPDX-License-Identifier: BSL-1.0
// The tables of a tracker service, and the one line that makes a database have them: what quickstart.sh runs.
#include <constable.hpp>

#include <exception>
#include <iostream>
#include <string_view>

using namespace constable;

// Columns that several tables share are written once.
using id = column<"id", bigint, identity<>, primary_key<>>;
using created_at = column<"created_at", timestamptz, not_null, default_<"now()">>;

struct trackers : table<"trackers",
    id,
    column<"name", varchar<100>, not_null, unique<>>,
    column<"description", text>,
    created_at,
    comment<"What somebody keeps a record of">
> {};

struct items : table<"items",
    id,
    column<"tracker_id", bigint, not_null, references<trackers, on_delete<cascade>>>,
    column<"name", varchar<200>, not_null>,
    column<"position", integer, not_null, default_<"0">, check<"position >= 0">>,
    created_at,
    unique<"tracker_id", "name">
> {};

struct logs : table<"logs",
    id,
    column<"item_id", bigint, not_null, references<items, on_delete<cascade>>>,
    column<"level", enum_<"log_level", "info", "warning", "error">, not_null, default_<"'info'">>,
    column<"message", text, not_null>,
    column<"details", jsonb>,
    created_at,
    index_<"item_id", descending<"created_at">>,
    index_<"item_id", where_<"level = 'error'">>
> {};

struct tracker_values : table<"tracker_values",
    id,
    column<"tracker_id", bigint, not_null, references<trackers, on_delete<cascade>>>,
    column<"item_id", bigint, references<items, on_delete<set_null>>>,
    column<"day", date, not_null>,
    column<"amount", numeric<12, 3>, not_null>,
    unique<"tracker_id", "item_id", "day", nulls_not_distinct>
> {};

struct app : schema<trackers, items, logs, tracker_values> {
    static constexpr std::string_view name = "trackers-api";
};

int main() {
    try {
        const migration_result result = ensure_schema<app>();
        std::cout << "trackers-api: " << result.message << "; round trips: " << result.round_trips << '\n';
    } catch (const std::exception& error) {
        std::cerr << "trackers-api cannot start: " << error.what() << '\n';
        return 1;
    }
}
