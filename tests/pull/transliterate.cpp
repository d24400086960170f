// SPDX-License-Identifier: BSL-1.0
// UTF-8 in ASCII letters.
#include <constable/pull/transliterate.hpp>

#include <gtest/gtest.h>

namespace pull = constable::pull;
using pull::transliterate;

TEST(transliterate, leaves_letters_digits_and_underscores) { EXPECT_EQ(transliterate("Order_items2"), "Order_items2"); }

TEST(transliterate, makes_underscores_of_signs) {
    EXPECT_EQ(transliterate("a b-c$d\"e"), "a_b_c_d_e");
    EXPECT_EQ(transliterate("5 € – net"), "5_____net");
}

TEST(transliterate, writes_latin_greek_and_cyrillic_letters_as_people_do) {
    EXPECT_EQ(transliterate("Größe"), "Groesse");
    EXPECT_EQ(transliterate("Łódź"), "Lodz");
    EXPECT_EQ(transliterate("señal"), "senal");
    EXPECT_EQ(transliterate("žluťoučký kůň"), "zlutoucky_kun");
    EXPECT_EQ(transliterate("İstanbul ığşü"), "Istanbul_igsue");
    EXPECT_EQ(transliterate("Ωμέγα"), "Omega");
    EXPECT_EQ(transliterate("заказы"), "zakazy");
    EXPECT_EQ(transliterate("объект Щука їжак"), "obekt_Shchuka_yizhak");
}

TEST(transliterate, drops_accents_that_stand_behind_their_letter) { EXPECT_EQ(transliterate("cafe\u0301"), "cafe"); }

TEST(transliterate, numbers_the_letters_of_other_alphabets) { EXPECT_EQ(transliterate("表a"), "_u8868_a"); }

TEST(transliterate, makes_underscores_of_bytes_that_are_no_character) {
    EXPECT_EQ(transliterate("a\xFF"
                            "b\xC3"),
              "a_b_");
    EXPECT_EQ(transliterate("\xC0\x80\xED\xA0\x80"), "_____");
}

TEST(character_at, tells_the_size_of_each_character) {
    EXPECT_EQ(pull::character_at("é", 0).size, 2U);
    EXPECT_EQ(pull::character_at("表", 0).code, char32_t{0x8868});
    EXPECT_EQ(pull::character_at("😀", 0).code, char32_t{0x1F600});
    EXPECT_FALSE(pull::character_at("\xF4\x90\x80\x80", 0).is_valid);
}
