// SPDX-License-Identifier: BSL-1.0
// A visitor sees each field once, with its name, in the compiler too.
#include "constable/catalog/field_visitor.hpp"

#include <cstddef>
#include <gtest/gtest.h>
#include <span>
#include <string>
#include <string_view>

using namespace constable::catalog;

namespace {

class writer final : public field_visitor {
public:
    void text(std::string_view name, std::string_view left, std::string_view right) override { add(name, std::string{left} + "|" + std::string{right}); }
    void value(std::string_view name, const scalar& left, const scalar& right) override {
        const auto shown = [](const scalar& of) {
            if (of.is_flag) return std::string{of.number != 0 ? "yes" : "no"};
            return of.words.empty() ? std::to_string(of.number) : std::string{of.words[static_cast<std::size_t>(of.number)]};
        };
        add(name, shown(left) + "|" + shown(right));
    }
    void list(std::string_view name, names left, names right) override { add(name, std::to_string(left.size()) + "|" + std::to_string(right.size())); }
    void list(std::string_view name, std::span<const qualified_name> left, std::span<const qualified_name> right) override {
        add(name, std::to_string(left.size()) + "|" + std::to_string(right.size()));
    }
    std::string all;

private:
    void add(std::string_view name, const std::string& values) { all.append(name).append("=").append(values).append(" "); }
};

class counter final : public field_visitor {
public:
    constexpr void text(std::string_view, std::string_view, std::string_view) override { ++fields; }
    constexpr void value(std::string_view, const scalar&, const scalar&) override { ++fields; }
    constexpr void list(std::string_view, names, names) override { ++fields; }
    constexpr void list(std::string_view, std::span<const qualified_name>, std::span<const qualified_name>) override { ++fields; }
    std::size_t fields = 0;
};

} // namespace

TEST(field_visitor, sees_each_field_of_both_objects) {
    static constexpr std::string_view ab[] = {"a", "b"};
    writer all;
    visit_fields(column_details{.storage = storage_kind::main, .options = ab}, column_details{.not_null_name = "n", .statistics = 7, .is_virtual = true}, all);
    EXPECT_EQ(all.all, "not_null_name=|n storage=MAIN|by type compression=default|default statistics=-1|7 options=2|0 is_virtual=no|yes is_inherited=no|no ");
}

TEST(field_visitor, sees_lists_of_qualified_names) {
    static constexpr qualified_name parents[] = {{"", "a"}};
    writer all;
    visit_fields(table{.inherits = parents}, table{}, all);
    EXPECT_NE(all.all.find(" inherits=1|0 "), std::string::npos);
}

TEST(field_visitor, works_in_the_compiler) {
    constexpr auto count = [] {
        counter all;
        visit_fields(rule{}, rule{}, all);
        return all.fields;
    };
    static_assert(count() == 6 + 1);
}
