// SPDX-License-Identifier: BSL-1.0
// Mistakes that plain values show. What the compiler says about them is tested in tests/compile_fail/.
#include <constable/catalog/find_mistake.hpp>

#include <functional>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

namespace catalog = constable::catalog;
using catalog::constraint_kind;
using catalog::mistake;
using catalog::mistake_kind;

namespace catalog_names {
constexpr std::string_view id[] = {"id"};
constexpr std::string_view team_id[] = {"team_id"};
constexpr std::string_view both[] = {"id", "team_id"};
constexpr std::string_view twice[] = {"id", "id"};
constexpr std::string_view unknown[] = {"unknown"};
} // namespace catalog_names

namespace {

using namespace catalog_names;

/// A table without a mistake, for tests to spoil.
struct sample {
    std::vector<catalog::column> columns{{.name = "id", .type = "bigint", .not_null = true}, {.name = "team_id", .type = "bigint"}};
    std::vector<catalog::constraint> constraints{
        {.kind = constraint_kind::primary_key, .name = "t_pkey", .columns = id},
        {.kind = constraint_kind::foreign_key, .name = "t_fkey", .columns = team_id, .referenced_table = "t", .referenced_columns = id}};
    std::vector<catalog::key> keys{{.column = "id"}};
    std::vector<catalog::index> indexes{{.name = "t_idx", .keys = keys}};

    catalog::table table(std::string_view name = "t") const {
        return {.name = name, .columns = columns, .constraints = constraints, .indexes = indexes};
    }
};

/// The mistake that a table shows after `spoil`.
mistake found_after(const std::function<void(sample&)>& spoil) {
    sample made;
    spoil(made);
    return catalog::find_mistake(made.table());
}
void expect(mistake_kind kind, std::string_view subject, const std::function<void(sample&)>& spoil) {
    const mistake found = found_after(spoil);
    EXPECT_EQ(static_cast<int>(found.kind), static_cast<int>(kind));
    EXPECT_EQ(found.subject, subject);
}

} // namespace

TEST(find_mistake, finds_none_in_a_sound_table) {
    const sample made;
    EXPECT_FALSE(catalog::find_mistake(made.table()));
    EXPECT_FALSE(catalog::find_reference_mistake(made.table(), made.constraints[1], made.table()));
}

TEST(find_mistake, takes_an_index_that_is_called_like_a_check_or_a_foreign_key) {
    const catalog::column columns[] = {{.name = "id", .type = "integer"}};
    const std::string_view id[] = {"id"};
    const catalog::key keys[] = {{.column = "id"}};
    const catalog::index indexes[] = {{.name = "same", .keys = keys}};
    for (const catalog::constraint_kind kind : {catalog::constraint_kind::check, catalog::constraint_kind::foreign_key, catalog::constraint_kind::unique}) {
        const catalog::constraint constraints[] = {{.kind = kind, .name = "same", .columns = id, .expression = "(id > 0)", .referenced_table = "t", .referenced_columns = id}};
        const bool is_refused = catalog::find_mistake(catalog::table{.name = "t", .columns = columns, .constraints = constraints, .indexes = indexes}).kind ==
                                mistake_kind::object_name_is_repeated;
        EXPECT_EQ(is_refused, kind == catalog::constraint_kind::unique) << static_cast<int>(kind);
    }
}

TEST(find_mistake, finds_names_that_are_missing_too_long_or_repeated) {
    static const std::string longest(63, 'n');
    static const std::string too_long(64, 'n');
    EXPECT_EQ(static_cast<int>(catalog::find_mistake(sample{}.table("")).kind), static_cast<int>(mistake_kind::table_has_no_name));
    EXPECT_FALSE(catalog::find_mistake(sample{}.table(longest)));
    EXPECT_EQ(catalog::find_mistake(sample{}.table(too_long)).subject, too_long);
    expect(mistake_kind::name_is_too_long, too_long, [](sample& it) { it.columns[1].name = too_long; it.constraints.pop_back(); });
    expect(mistake_kind::name_is_too_long, too_long, [](sample& it) { it.constraints[0].name = too_long; });
    expect(mistake_kind::name_is_too_long, too_long, [](sample& it) { it.indexes[0].name = too_long; });
    expect(mistake_kind::column_is_repeated, "id", [](sample& it) { it.columns.push_back(it.columns[0]); });
    expect(mistake_kind::object_name_is_repeated, "t_pkey", [](sample& it) { it.constraints[1].name = "t_pkey"; });
    expect(mistake_kind::object_name_is_repeated, "t_pkey", [](sample& it) { it.indexes[0].name = "t_pkey"; });
    expect(mistake_kind::object_name_is_repeated, "t_idx", [](sample& it) { it.indexes.push_back(it.indexes[0]); });
}

TEST(find_mistake, finds_columns_that_contradict_themselves) {
    expect(mistake_kind::identity_is_not_an_integer, "id",
           [](sample& it) { it.columns[0].identity = catalog::identity_kind::always; it.columns[0].type = "text"; });
    expect(mistake_kind::none, "", [](sample& it) {
        it.columns[0].identity = catalog::identity_kind::always;
        it.columns[0].origin = catalog::type_origin::opaque; // it may be a domain over an integer
        it.columns[0].type = "id_type";
    });
    expect(mistake_kind::default_is_contradicted, "id",
           [](sample& it) { it.columns[0].default_expression = "1"; it.columns[0].generated_expression = "2"; });
    expect(mistake_kind::collation_of_no_text, "id", [](sample& it) { it.columns[0].collation = "C"; });
    for (const std::string_view type : {"text", "character varying(9)", "character(1)", "text[]"})
        expect(mistake_kind::none, "", [&](sample& it) { it.columns.push_back({.name = "c", .type = type, .collation = "C"}); });
}

TEST(find_mistake, finds_enums_that_repeat_a_label) {
    static constexpr std::string_view labels[] = {"sad", "ok", "sad"};
    static constexpr catalog::enumeration mood{{}, "mood", labels};
    expect(mistake_kind::enum_label_is_repeated, "sad", [](sample& it) { it.columns[0].declared_enumeration = &mood; });
}

TEST(find_mistake, finds_constraints_on_the_wrong_columns) {
    expect(mistake_kind::constrained_column_is_unknown, "unknown", [](sample& it) { it.constraints[0].columns = unknown; });
    expect(mistake_kind::constrained_column_is_unknown, "unknown", [](sample& it) { it.constraints[0].include = unknown; });
    expect(mistake_kind::constrained_column_is_repeated, "id", [](sample& it) { it.constraints[0].columns = twice; });
    expect(mistake_kind::primary_key_is_repeated, "team_id",
           [](sample& it) { it.constraints.push_back({.kind = constraint_kind::primary_key, .name = "x", .columns = team_id}); });
    expect(mistake_kind::set_null_on_not_null, "id", [](sample& it) {
        it.constraints[1].columns = id;
        it.constraints[1].on_delete = catalog::referential_action::set_null;
    });
    expect(mistake_kind::set_null_on_not_null, "id", [](sample& it) {
        it.constraints[1].columns = id;
        it.constraints[1].on_update = catalog::referential_action::set_null;
    });
    expect(mistake_kind::none, "", [](sample& it) { // only the nullable column is set
        it.constraints[1].columns = both;
        it.constraints[1].on_delete = catalog::referential_action::set_null;
        it.constraints[1].on_delete_columns = team_id;
    });
    expect(mistake_kind::on_delete_column_is_foreign, "id", [](sample& it) { it.constraints[1].on_delete_columns = id; });
}

TEST(find_mistake, finds_indexes_on_nothing_or_on_the_wrong_columns) {
    expect(mistake_kind::index_has_no_key, "t_idx", [](sample& it) { it.indexes[0].keys = {}; });
    expect(mistake_kind::indexed_column_is_unknown, "unknown", [](sample& it) { it.keys[0].column = "unknown"; });
    expect(mistake_kind::indexed_column_is_unknown, "unknown", [](sample& it) { it.indexes[0].include = unknown; });
    expect(mistake_kind::none, "", [](sample& it) { it.keys[0] = {.expression = "lower(unknown)"}; });
    expect(mistake_kind::index_has_no_key, "x",
           [](sample& it) { it.constraints.push_back({.kind = constraint_kind::exclude, .name = "x"}); });
}

namespace {

mistake_kind reference_mistake(const std::function<void(sample& from, sample& to)>& spoil) {
    sample from;
    sample to;
    spoil(from, to);
    return catalog::find_reference_mistake(from.table(), from.constraints[1], to.table("to")).kind;
}

} // namespace

TEST(find_reference_mistake, finds_targets_that_cannot_be_referenced) {
    EXPECT_EQ(reference_mistake([](sample& from, sample&) { from.constraints[1].referenced_columns = {}; }),
              mistake_kind::referenced_table_has_no_primary_key);
    EXPECT_EQ(reference_mistake([](sample& from, sample&) { from.constraints[1].columns = both; }),
              mistake_kind::referenced_column_count_differs);
    EXPECT_EQ(reference_mistake([](sample& from, sample&) { from.constraints[1].referenced_columns = unknown; }),
              mistake_kind::referenced_column_is_unknown);
    EXPECT_EQ(reference_mistake([](sample&, sample& to) { to.constraints.clear(); }), mistake_kind::referenced_columns_are_not_unique);
    EXPECT_EQ(reference_mistake([](sample&, sample& to) { to.constraints[0].deferrable = true; }),
              mistake_kind::referenced_columns_are_not_unique);
    EXPECT_EQ(reference_mistake([](sample&, sample& to) { to.constraints[0].columns = both; }),
              mistake_kind::referenced_columns_are_not_unique);
}

TEST(find_reference_mistake, takes_a_whole_unique_index_for_a_key) {
    const auto only_an_index = [](sample& to) {
        to.constraints.clear();
        to.indexes[0].unique = true;
    };
    EXPECT_EQ(reference_mistake([&](sample&, sample& to) { only_an_index(to); }), mistake_kind::none);
    EXPECT_EQ(reference_mistake([&](sample&, sample& to) { only_an_index(to); to.indexes[0].unique = false; }),
              mistake_kind::referenced_columns_are_not_unique);
    EXPECT_EQ(reference_mistake([&](sample&, sample& to) { only_an_index(to); to.indexes[0].predicate = "id > 0"; }),
              mistake_kind::referenced_columns_are_not_unique);
    EXPECT_EQ(reference_mistake([&](sample&, sample& to) { only_an_index(to); to.keys[0] = {.expression = "id"}; }),
              mistake_kind::referenced_columns_are_not_unique);
}

TEST(find_reference_mistake, compares_types_without_their_modifiers) {
    const auto compare = [](std::string_view from, std::string_view to, bool across = false) {
        return reference_mistake([&](sample& here, sample& there) {
            here.columns[1].type = from;
            there.columns[0].type = to;
            here.constraints[1].across_types = across;
        });
    };
    EXPECT_EQ(compare("bigint", "integer"), mistake_kind::referenced_type_differs);
    EXPECT_EQ(compare("bigint", "integer", true), mistake_kind::none);
    EXPECT_EQ(compare("character varying(9)", "character varying"), mistake_kind::none);
    EXPECT_EQ(compare("character varying(9)", "character varying(8)"), mistake_kind::none);
    EXPECT_EQ(compare("timestamp(3) with time zone", "timestamp with time zone"), mistake_kind::none);
    EXPECT_EQ(compare("timestamp(3) with time zone", "timestamp(3) without time zone"), mistake_kind::referenced_type_differs);
    EXPECT_EQ(compare("timestamp(3) with time zone", "timestamp without time zone"), mistake_kind::referenced_type_differs);
    EXPECT_EQ(compare("numeric(9,2)", "numeric"), mistake_kind::none);
    EXPECT_EQ(compare("bit(3)", "bit varying(3)"), mistake_kind::referenced_type_differs);
}

TEST(find_mistake, finds_a_nameless_key_on_the_columns_of_another) {
    static constexpr std::string_view id_column[] = {"id"};
    const catalog::constraint named[] = {{.kind = constraint_kind::primary_key, .name = "t_pkey", .columns = id_column},
                                         {.kind = constraint_kind::unique, .name = "t_id_key", .columns = id_column}};
    catalog::constraint as_said[] = {named[0], named[1]};
    const catalog::table table{.name = "t", .constraints = named};
    EXPECT_FALSE(catalog::find_repeated_key(table, as_said)) << "somebody wants both";
    as_said[1].name = {};
    EXPECT_EQ(catalog::find_repeated_key(table, as_said).kind, mistake_kind::constraint_is_repeated);
}

TEST(find_mistake, finds_names_that_no_column_may_have) {
    expect(mistake_kind::name_is_empty, "", [](sample& it) { it.columns.push_back({.name = "", .type = "text"}); });
    expect(mistake_kind::column_is_a_system_column, "ctid", [](sample& it) { it.columns.push_back({.name = "ctid", .type = "text"}); });
}

TEST(find_mistake, believes_tables_that_have_columns_of_others) {
    static constexpr catalog::qualified_name parents[] = {{{}, "parent"}};
    static constexpr std::string_view unknown_column[] = {"unknown"};
    const catalog::constraint key[] = {{.kind = constraint_kind::unique, .name = "t_key", .columns = unknown_column}};
    EXPECT_EQ(catalog::find_mistake(catalog::table{.name = "t", .constraints = key}).kind, mistake_kind::constrained_column_is_unknown);
    EXPECT_FALSE(catalog::find_mistake(catalog::table{.name = "t", .constraints = key, .inherits = parents}));
    EXPECT_FALSE(catalog::find_mistake(catalog::table{.name = "t", .constraints = key, .of_type = "address"}));
}

TEST(find_mistake, finds_a_period_alone_or_on_one_side) {
    static constexpr std::string_view during[] = {"during"};
    static constexpr std::string_view room_during[] = {"room", "during"};
    const catalog::column columns[] = {{.name = "room", .type = "int4range"}, {.name = "during", .type = "tstzrange"}};
    catalog::constraint key{.kind = constraint_kind::unique, .name = "t_key", .columns = during, .period = true};
    const catalog::table table{.name = "t", .columns = columns, .constraints = {&key, 1}};
    EXPECT_EQ(catalog::find_mistake(table).kind, mistake_kind::period_is_alone);
    key.columns = room_during;
    EXPECT_FALSE(catalog::find_mistake(table));
    catalog::constraint reference{.kind = constraint_kind::foreign_key, .name = "t_fkey", .columns = room_during, .referenced_table = "t", .referenced_columns = room_during};
    EXPECT_EQ(catalog::find_reference_mistake(table, reference, table).kind, mistake_kind::period_is_one_sided);
    reference.period = true;
    EXPECT_FALSE(catalog::find_reference_mistake(table, reference, table));
}
