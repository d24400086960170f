// SPDX-License-Identifier: BSL-1.0
// The fingerprint changes with every word of a declaration, and with nothing else.
#include <constable/catalog/fingerprint.hpp>

#include "support/full_catalog.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace catalog = constable::catalog;
using catalog::constraint_kind;

namespace {

constexpr std::string_view a[] = {"a"};
constexpr std::string_view b[] = {"b"};
constexpr std::string_view a_b[] = {"a", "b"};

/// A table with one object of each kind, for tests to change.
struct sample {
    std::vector<catalog::column> columns{{.name = "a", .type = "integer"}, {.name = "b", .type = "text"}};
    std::vector<catalog::key> keys{{.column = "a"}, {.expression = "lower(b)"}};
    std::vector<catalog::constraint> constraints{{.kind = constraint_kind::primary_key, .name = "p", .columns = a},
                                                 {.kind = constraint_kind::unique, .name = "u", .columns = b},
                                                 {.kind = constraint_kind::foreign_key,
                                                  .name = "f",
                                                  .columns = a,
                                                  .referenced_table = "t",
                                                  .referenced_columns = a},
                                                 {.kind = constraint_kind::check, .name = "c", .expression = "a > 0"},
                                                 {.kind = constraint_kind::exclude, .name = "x", .keys = keys}};
    std::vector<catalog::index> indexes{{.name = "i", .keys = keys}};
    catalog::table table{.name = "t"};

    std::uint64_t fingerprint() {
        table.columns = columns;
        table.constraints = constraints;
        table.indexes = indexes;
        return catalog::fingerprint(table);
    }
};

using change = std::function<void(sample&)>;

const std::vector<change>& changes() {
    static const std::vector<change> all{
        [](sample& it) { it.table.schema = "s"; }, [](sample& it) { it.table.name = "u"; },
        [](sample& it) { it.table.comment = "c"; },
        // columns
        [](sample& it) { it.columns[0].name = "c"; }, [](sample& it) { it.columns[0].type = "bigint"; },
        [](sample& it) { it.columns[0].default_expression = "1"; },
        [](sample& it) { it.columns[0].generated_expression = "1"; }, [](sample& it) { it.columns[0].collation = "1"; },
        [](sample& it) { it.columns[0].comment = "1"; }, [](sample& it) { it.columns[1].comment = "1"; },
        [](sample& it) { it.columns[0].origin = catalog::type_origin::opaque; },
        [](sample& it) { it.columns[0].identity = catalog::identity_kind::always; },
        [](sample& it) { it.columns[0].identity = catalog::identity_kind::by_default; },
        [](sample& it) { it.columns[0].not_null = true; }, [](sample& it) { std::swap(it.columns[0], it.columns[1]); },
        [](sample& it) { it.columns.pop_back(); },
        // constraints
        [](sample& it) { it.constraints[0].name = "q"; }, [](sample& it) { it.constraints[0].columns = b; },
        [](sample& it) { it.constraints[0].columns = a_b; },
        [](sample& it) { it.constraints[0].kind = constraint_kind::unique; },
        [](sample& it) { it.constraints[0].include = b; }, [](sample& it) { it.constraints[0].comment = "1"; },
        [](sample& it) { it.constraints[0].index_comment = "1"; },
        [](sample& it) { it.constraints[1].nulls_not_distinct = true; },
        [](sample& it) { it.constraints[1].deferrable = true; },
        [](sample& it) { it.constraints[1].initially_deferred = true; },
        [](sample& it) { it.constraints[2].referenced_schema = "s"; },
        [](sample& it) { it.constraints[2].referenced_table = "u"; },
        [](sample& it) { it.constraints[2].referenced_columns = b; },
        [](sample& it) { it.constraints[2].on_update = catalog::referential_action::cascade; },
        [](sample& it) { it.constraints[2].on_delete = catalog::referential_action::cascade; },
        [](sample& it) { it.constraints[2].on_delete_columns = a; },
        [](sample& it) { it.constraints[2].match = catalog::match_type::full; },
        [](sample& it) { it.constraints[3].expression = "a > 1"; },
        [](sample& it) { it.constraints[3].no_inherit = true; }, [](sample& it) { it.constraints[4].method = "gist"; },
        [](sample& it) { it.constraints[4].keys = it.constraints[4].keys.first(1); },
        [](sample& it) { it.constraints[4].predicate = "a > 0"; },
        [](sample& it) { std::swap(it.constraints[0], it.constraints[1]); },
        [](sample& it) { it.constraints.pop_back(); },
        // indexes and their keys
        [](sample& it) { it.indexes[0].name = "j"; }, [](sample& it) { it.indexes[0].method = "hash"; },
        [](sample& it) { it.indexes[0].include = b; }, [](sample& it) { it.indexes[0].predicate = "a > 0"; },
        [](sample& it) { it.indexes[0].unique = true; }, [](sample& it) { it.indexes[0].nulls_not_distinct = true; },
        [](sample& it) { it.indexes[0].comment = "1"; },
        [](sample& it) { it.indexes[0].keys = it.indexes[0].keys.first(1); }, [](sample& it) { it.indexes.pop_back(); },
        [](sample& it) { it.keys[0].column = "b"; }, [](sample& it) { it.keys[0].collation = "C"; },
        [](sample& it) { it.keys[0].operator_class = "o"; }, [](sample& it) { it.keys[0].with_operator = "="; },
        [](sample& it) { it.keys[0].descending = true; },
        [](sample& it) { it.keys[0].nulls = catalog::nulls_order::first; },
        [](sample& it) { it.keys[0].nulls = catalog::nulls_order::last; },
        [](sample& it) { it.keys[1].expression = "upper(b)"; }};
    return all;
}

} // namespace

TEST(fingerprint, differs_when_anything_differs) {
    std::set<std::uint64_t> seen{sample{}.fingerprint()};
    for (std::size_t i = 0; i != changes().size(); ++i) {
        sample changed;
        changes()[i](changed);
        EXPECT_TRUE(seen.insert(changed.fingerprint()).second)
            << "change number " << i << " is not seen, or looks like another";
    }
}

TEST(fingerprint, differs_when_any_field_or_list_of_any_object_differs) {
    std::set<std::uint64_t> seen{catalog::fingerprint(test::full_catalog{}.value())};
    std::string before;
    test::each_change([&](const catalog::catalog& changed, const std::string& what) {
        // A constraint's kind says which of its fields mean something.
        if (what.find("/constraint/") != std::string::npos) return;
        const bool is_new = seen.insert(catalog::fingerprint(changed)).second;
        EXPECT_TRUE(is_new || what == before) << what << " is not seen, or looks like another change";
        before = what; // both changes of a truth value are one
    });
}

TEST(fingerprint, differs_when_a_field_of_a_plain_object_is_set) {
    const auto expect_seen = []<class Object>(std::type_identity<Object> type, const Object& plain) {
        each_field(type, [&](std::string_view name, auto member) {
            Object other = plain;
            using value = std::remove_cvref_t<decltype(other.*member)>;
            if constexpr (std::is_same_v<value, std::string_view>) other.*member = "other";
            else if constexpr (std::is_same_v<value, catalog::names>) other.*member = a_b;
            else if constexpr (std::is_same_v<value, bool>) other.*member = !(other.*member);
            else if constexpr (std::is_arithmetic_v<value>) other.*member = 17;
            else if constexpr (std::is_enum_v<value>)
                other.*member = static_cast<value>(static_cast<int>(other.*member) == 1 ? 0 : 1);
            else return;
            EXPECT_NE(catalog::fingerprint(other), catalog::fingerprint(plain)) << name;
        });
    };
    expect_seen(std::type_identity<catalog::table>{}, {});
    expect_seen(std::type_identity<catalog::index>{}, {});
    expect_seen(std::type_identity<catalog::column>{}, {});
    expect_seen(std::type_identity<catalog::view>{}, {});
    expect_seen(std::type_identity<catalog::key>{}, {});
}

TEST(fingerprint, differs_when_a_field_differs_that_means_something_for_the_kind_of_constraint) {
    static constexpr catalog::key keys[] = {{.column = "a"}};
    each_field(std::type_identity<catalog::constraint>{}, [](std::string_view name, auto member) {
        bool is_seen = false;
        for (std::size_t kind = 0; kind != catalog::words_of<constraint_kind>.size(); ++kind) {
            catalog::constraint plain{.kind = static_cast<constraint_kind>(kind)};
            if (plain.kind == constraint_kind::exclude) plain.keys = keys;
            catalog::constraint other = plain;
            using value = std::remove_cvref_t<decltype(other.*member)>;
            if constexpr (std::is_same_v<value, std::string_view>) other.*member = "other";
            else if constexpr (std::is_same_v<value, catalog::names>) other.*member = a_b;
            else other.*member = static_cast<value>(static_cast<int>(other.*member) == 1 ? 0 : 1);
            is_seen = is_seen || catalog::fingerprint(other) != catalog::fingerprint(plain);
        }
        EXPECT_TRUE(is_seen) << name;
    });
}

TEST(fingerprint, does_not_see_where_texts_lie) {
    sample made;
    const std::string name = "t";
    made.table.name = name;
    EXPECT_EQ(made.fingerprint(), sample{}.fingerprint());
}

TEST(fingerprint, of_a_catalog_does_not_depend_on_the_order_of_its_tables) {
    sample one;
    sample other;
    other.table.name = "other";
    one.fingerprint();
    other.fingerprint();
    const std::vector<catalog::table> forth{one.table, other.table};
    const std::vector<catalog::table> back{other.table, one.table};
    EXPECT_EQ(catalog::fingerprint(catalog::catalog{.name = "app", .tables = forth}),
              catalog::fingerprint(catalog::catalog{.name = "app", .tables = back}));
    EXPECT_NE(catalog::fingerprint(catalog::catalog{.name = "app", .tables = forth}),
              catalog::fingerprint(catalog::catalog{.name = "app", .tables = std::span{forth}.first(1)}));
    EXPECT_NE(catalog::fingerprint(catalog::catalog{.name = "app", .tables = forth}),
              catalog::fingerprint(catalog::catalog{.name = "other", .tables = forth}));
}

TEST(fingerprint, of_a_catalog_sees_its_enums) {
    static constexpr catalog::enumeration types[] = {
        {{}, "mood", a}, {{}, "mood", b}, {"s", "mood", a}, {{}, "mood", a_b}};
    std::set<std::uint64_t> seen{catalog::fingerprint(catalog::catalog{})};
    for (const catalog::enumeration& type : types)
        EXPECT_TRUE(seen.insert(catalog::fingerprint(catalog::catalog{.enumerations = {&type, 1}})).second);
}

TEST(fingerprint, does_not_see_the_order_of_storage_parameters) {
    static constexpr catalog::index one{.name = "i", .options = a_b};
    static constexpr std::string_view b_a[] = {"b", "a"};
    EXPECT_EQ(catalog::fingerprint(one), catalog::fingerprint(catalog::index{.name = "i", .options = b_a}));
    EXPECT_NE(catalog::fingerprint(one), catalog::fingerprint(catalog::index{.name = "i", .options = a}));
}
