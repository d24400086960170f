// SPDX-License-Identifier: BSL-1.0
// What a declaration uses that a server is too old for, in words: known before anything is changed.
#pragma once

#include "constable/catalog/server_features.hpp"
#include "constable/strings/identifier.hpp"
#include "constable/strings/sink.hpp"

#include <string>
#include <vector>

namespace constable::startup {

/// One sentence: where, what, which version it takes, what to do.
inline std::string describe(const catalog::lacking_feature& of, int server_version) {
    return strings::to_string([&](auto& sink) {
        sink.add(of.kind);
        if (!of.name.empty()) {
            sink.add(' ');
            strings::add_qualified(sink, of.schema, of.name);
        }
        if (!of.part_kind.empty()) {
            sink.add(", ");
            sink.add(of.part_kind);
            sink.add(' ');
            sink.add(of.part);
        }
        sink.add(": PostgreSQL " + std::to_string(of.since / 10000) + " is needed for ");
        sink.add(of.feature);
        sink.add(", and this server is " + std::to_string(server_version / 10000) + "; upgrade the server, or leave that out of the declaration");
    });
}

/// A sentence about each feature that `of` uses and a server of this version lacks; `server_version` as in
/// `server_version_num`: 150004. https://www.postgresql.org/docs/release/
inline std::vector<std::string> missing_features(const catalog::catalog& of, int server_version) {
    std::vector<std::string> sentences;
    catalog::for_each_lacking_feature(of, server_version,
                                      [&](const catalog::lacking_feature& each) { sentences.push_back(describe(each, server_version)); });
    return sentences;
}

} // namespace constable::startup
