// SPDX-License-Identifier: BSL-1.0
// Steps on enums and other objects that cannot apply at their point of the history are refused.
// expect: constable: a step is about an object that does not exist at that point of the history; correct its name, or create it first
// with: object_of_a_step_exists
// with: drops_nothing
// with: moods
// expect: constable: a step creates an object that exists already at that point of the history; say replace<…>, or choose another name
// with: created_object_is_new
// with: creates_twice
// with: mood
// expect: constable: a step takes a name that another table, view, sequence or type has at that point of the history; choose another name
// with: name_of_a_step_is_free
// with: takes_a_name
// with: posts
// expect: constable: a step is about a label that the enum does not have at that point of the history; correct it
// with: label_of_a_step_exists
// with: adds_after_nothing
// with: good
// expect: constable: a step gives an enum a label that it has already at that point of the history; choose another one
// with: added_label_is_new
// with: adds_a_label_twice
// with: sad
// expect: constable: a column of a step declares an enum with other labels than it has at that point of the history; write those that it has, or name it with sql_type<"…">
// with: enum_has_the_labels_of_its_time
// with: declares_other_labels
// with: mood
#include <constable/migrations.hpp>

using namespace constable;

#ifdef REJECT
#define SAID(wrong, right) wrong
#else
#define SAID(wrong, right) right
#endif

using mood = create<enum_<"mood", "sad", "ok">>;
using posts = create_table<"posts", column<"id", bigint>>;

struct drops_nothing : migration<"1", "", mood, drop_enum<SAID("moods", "mood"), accept<breaking_drop, SAID("moods", "mood"), "unused">>> {};
struct creates_twice : migration<"1", "", mood, create<enum_<SAID("mood", "state"), "on">>> {};
struct takes_a_name : migration<"1", "", posts, create_table<"users", column<"id", bigint>>, rename_table<"users", SAID("posts", "people")>> {};
struct adds_after_nothing : migration<"1", "", mood, add_value<"mood", "great", after_label<SAID("good", "ok")>>> {};
struct adds_a_label_twice : migration<"1", "", mood, add_value<"mood", SAID("sad", "great")>> {};
struct declares_other_labels : migration<"1", "", mood, create_table<"users", column<"mood", enum_<"mood", "sad", SAID("glad", "ok")>>>> {};

template <class Migration>
constexpr std::size_t checked = history_of<migrations<Migration>>.migrations.size();

const std::size_t counts[] = {checked<drops_nothing>,      checked<creates_twice>,      checked<takes_a_name>,
                           checked<adds_after_nothing>, checked<adds_a_label_twice>, checked<declares_other_labels>};
std::size_t sum() { return counts[0] + counts[1]; }
