// SPDX-License-Identifier: BSL-1.0
// Words of a migration that say too little, or do not belong where they stand, are refused.
// expect: constable: a migration has no version; write one between the first quotes
// with: version_is_written
// with: It has no version
// expect: constable: something in a migration is neither a step nor a word of migrations; see the reference of migrations
// with: word_belongs_in_a_migration
// with: no_step
// with: has_no_step
// expect: constable: an option does not belong to a step; see the reference of migrations for the options of each
// with: option_belongs_to_a_step
// expect: constable: an acknowledgement gives no reason; write why the step is right all the same
// with: reason_is_given
// with: teams.name
// expect: constable: an execute has no way back; say reverse<"…">, or irreversible
// with: sql_says_its_way_back
// with: ANALYZE teams
// expect: constable: a batch has no rows; write at least 1
// with: batch_has_rows
// expect: constable: a backfill assigns nothing; say assign<"column = …">
// with: backfill_assigns_something
// with: teams
#include <constable/migrations.hpp>

using namespace constable;

struct no_step {};
inline constexpr int no_option = 0;

#ifdef REJECT
struct has_no_version : migration<"", "It has no version"> {};
struct has_no_step : migration<"1", "", no_step> {};
using has_no_option = drop_column<"teams", "title", no_option>;
struct has_no_reason : drop_column<"teams", "name", accept<data_loss, "teams.name", "">> {};
struct has_no_way_back : execute<"ANALYZE teams"> {};
struct has_no_rows : backfill<"users", assign<"age = 0">, batch_size<0>> {};
struct assigns_nothing : backfill<"teams", where_<"size IS NULL">> {};
#else
struct has_no_version : migration<"1", "It has a version"> {};
struct has_no_step : migration<"1", ""> {};
using has_no_option = drop_column<"teams", "title", irreversible>;
struct has_no_reason : drop_column<"teams", "name", accept<data_loss, "teams.name", "nobody reads it">> {};
struct has_no_way_back : execute<"ANALYZE teams", irreversible> {};
struct has_no_rows : backfill<"users", assign<"age = 0">, batch_size<1>> {};
struct assigns_nothing : backfill<"teams", assign<"size = 0">, where_<"size IS NULL">> {};
#endif

const std::size_t length = history_of<migrations<has_no_step>>.migrations.size();
const migrating::step_value* const steps[] = {&has_no_option::value, &has_no_reason::value};
std::size_t sum() { return length + (steps[0] == nullptr ? 1 : 0); }
