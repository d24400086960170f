// SPDX-License-Identifier: BSL-1.0
// Streams whose texts a test can read.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

namespace constable::testing {

/// A stream into memory.
class text_stream {
public:
    text_stream() : file_(open_memstream(&text_, &size_)) {}
    ~text_stream() {
        std::fclose(file_);
        std::free(text_);
    }
    text_stream(const text_stream&) = delete;
    text_stream& operator=(const text_stream&) = delete;

    [[nodiscard]] std::FILE* file() const { return file_; }
    /// What was written until now.
    [[nodiscard]] std::string text() const {
        std::fflush(file_);
        return {text_, size_};
    }

private:
    char* text_ = nullptr;
    std::size_t size_ = 0;
    std::FILE* file_;
};

} // namespace constable::testing
