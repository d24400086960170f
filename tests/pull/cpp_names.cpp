// SPDX-License-Identifier: BSL-1.0
// C++ identifiers for SQL names.
#include <constable/pull/cpp_names.hpp>

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <regex>
#include <string>

namespace pull = constable::pull;
using pull::to_identifier;

TEST(cpp_names, leave_a_name_that_is_one) {
    EXPECT_EQ(to_identifier("users"), "users");
    EXPECT_EQ(to_identifier("OrderItems_2"), "OrderItems_2");
}

TEST(cpp_names, put_an_underscore_behind_words_that_are_taken) {
    for (const std::string word : {"class", "and", "import", "text", "table", "column", "select", "link", "errno", "std"})
        EXPECT_EQ(to_identifier(word), word + "_");
    for (const std::string word : {"enum", "time", "index", "char", "default"})
        EXPECT_EQ(to_identifier(word), word + "_2");
}

TEST(cpp_names, are_never_the_compilers_own) {
    EXPECT_EQ(to_identifier("__x"), "x");
    EXPECT_EQ(to_identifier("_Xy"), "Xy");
    EXPECT_EQ(to_identifier("a__b___c_"), "a_b_c");
}

TEST(cpp_names, are_never_all_capitals) {
    EXPECT_EQ(to_identifier("EOF"), "eof");
    EXPECT_EQ(to_identifier("INT_MAX"), "int_max");
    EXPECT_EQ(to_identifier("NULL"), "null");
}

TEST(cpp_names, begin_with_a_letter) {
    EXPECT_EQ(to_identifier("2fa_codes"), "n2fa_codes");
    EXPECT_EQ(to_identifier("2FA"), "n2fa");
    EXPECT_EQ(to_identifier("???"), "unnamed");
    EXPECT_EQ(to_identifier("Ürün Kategorisi"), "Ueruen_Kategorisi");
    EXPECT_EQ(to_identifier("表"), "u8868");
}

TEST(cpp_names, are_told_apart_within_a_scope) {
    pull::scope_names names;
    EXPECT_EQ(names.give("users", "table"), "users");
    EXPECT_EQ(names.give("Users", "table"), "Users");
    EXPECT_EQ(names.give("users", "sequence"), "users_sequence");
    EXPECT_EQ(names.give("users!", "sequence"), "users_2");
    EXPECT_EQ(names.give("class", "table"), "class_");
    EXPECT_EQ(names.give("class_", "table"), "class_table");
    EXPECT_EQ(names.give_with_kind("citext", "extension"), "citext_extension");
}

TEST(cpp_names, leave_reserved_names_alone) {
    pull::scope_names names;
    names.reserve("auth");
    EXPECT_EQ(names.give("auth", "table"), "auth_table");
    EXPECT_TRUE(names.holds("auth"));
    EXPECT_FALSE(names.holds("users"));
}

// A struct of the name of a word would hide the word in all that follows.
TEST(cpp_names, are_no_word_of_a_declaration) {
    const std::regex declared{
        R"(^(?:struct (\w+)|using (\w+) =|inline constexpr (?:const )?[\w:<>, ]* (\w+)(?:\{| =|;)).*)"};
    std::size_t found = 0;
    for (const auto& file : std::filesystem::directory_iterator{CONSTABLE_SOURCE_FOLDER "/include/constable/declare"}) {
        if (file.path().extension() != ".hpp") continue;
        std::ifstream source{file.path()};
        std::string scope;
        for (std::string line; std::getline(source, line);) {
            if (line.starts_with("namespace ")) scope = line;
            if (line.starts_with("} // namespace")) scope = "namespace constable {";
            std::smatch match;
            if (scope != "namespace constable {" || !std::regex_match(line, match, declared)) continue;
            const std::string name = match.str(1) + match.str(2) + match.str(3);
            EXPECT_TRUE(pull::is_reserved(name))
                << name << " of " << file.path().filename() << " is missing in reserved_words";
            ++found;
        }
    }
    EXPECT_GT(found, 100U);
}
