// SPDX-License-Identifier: BSL-1.0
// The three places that rendered text goes to agree.
#include <constable/strings/sink.hpp>

#include <array>
#include <cstdint>
#include <gtest/gtest.h>
#include <limits>
#include <rapidcheck/gtest.h>
#include <string>
#include <string_view>
#include <vector>

namespace strings = constable::strings;

namespace {

constexpr auto greet = [](auto& sink) {
    sink.add(std::string_view{"hello"});
    sink.add(',');
    sink.add(" ");
    strings::add_number(sink, 1234567890);
};

} // namespace

TEST(sink, renders_into_an_array_of_just_that_size) {
    static constexpr auto text = strings::to_array<greet>();
    static_assert(text.size() == 17 + 1, "closed by a zero");
    static_assert(text.back() == '\0');
    static_assert(strings::view(text) == "hello, 1234567890");
}

TEST(sink, renders_nothing_into_an_empty_text) {
    static constexpr auto text = strings::to_array<[](auto&) {}>();
    static_assert(strings::view(text).empty());
}

TEST(sink, renders_into_a_string_at_run_time) { EXPECT_EQ(strings::to_string(greet), "hello, 1234567890"); }

TEST(sink, appends_to_what_a_string_holds) {
    std::string text = "say ";
    strings::appender sink{text};
    greet(sink);
    EXPECT_EQ(text, "say hello, 1234567890");
}

RC_GTEST_PROP(sink, counts_and_writes_what_it_appends, (const std::vector<std::string>& pieces, std::uint64_t number)) {
    const auto render = [&](auto& sink) {
        for (const std::string& piece : pieces) {
            sink.add(piece);
            sink.add('|');
        }
        strings::add_number(sink, number);
    };
    const std::string appended = strings::to_string(render);
    strings::counter counted;
    render(counted);
    std::string written(counted.size, ' ');
    strings::writer to{written.data()};
    render(to);
    RC_ASSERT(counted.size == appended.size());
    RC_ASSERT(written == appended);
    RC_ASSERT(to.end == written.data() + written.size());
}

RC_GTEST_PROP(sink, writes_numbers_in_decimal, (std::uint64_t number)) {
    RC_ASSERT(strings::to_string([&](auto& sink) { strings::add_number(sink, number); }) == std::to_string(number));
}

TEST(sink, writes_the_smallest_and_the_largest_number) {
    EXPECT_EQ(strings::to_string([](auto& sink) { strings::add_number(sink, 0); }), "0");
    EXPECT_EQ(strings::to_string([](auto& sink) { strings::add_number(sink, std::numeric_limits<std::uint64_t>::max()); }),
              "18446744073709551615");
}
