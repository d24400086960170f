// SPDX-License-Identifier: BSL-1.0
// A proxy between a client and PostgreSQL that counts what they say to each other, and can cut them off.
#pragma once

#include "server.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace constable::testing {

/// What went through a proxy. Starting a session (start-up packet, authentication) and ending it (Terminate) is not
/// counted except in `connections` and the bytes.
struct traffic {
    std::size_t connections = 0;
    /// How often the client spoke after it had heard the server: the times it waited for the network.
    std::size_t round_trips = 0;
    /// Messages that ask for an answer: Query, Sync and FunctionCall.
    std::size_t requests = 0;
    /// ReadyForQuery messages of the server.
    std::size_t ready_for_query = 0;
    std::size_t bytes_to_server = 0;
    std::size_t bytes_to_client = 0;
    /// Messages by their type byte: 'Q' Query, 'P' Parse, 'B' Bind, 'E' Execute, 'S' Sync, 'X' Terminate, …
    std::map<char, std::size_t> frontend_messages;
    std::map<char, std::size_t> backend_messages;
    /// The SQL of each Query and Parse message.
    std::vector<std::string> statements;
};

/// Where a session is cut.
enum class interruption {
    /// The server never sees the request.
    before_sending,
    /// The server carries the request out; the client never hears of it.
    before_answer,
    /// The client has heard the whole answer.
    after_answer,
};

/// Listens on the loopback interface and passes sessions on to a server. Encryption is refused, so that the messages
/// can be read.
class proxy {
public:
    explicit proxy(const server& behind);
    /// Passes on to whatever listens on a TCP port of the loopback interface: a pooler, say.
    explicit proxy(int port);
    ~proxy();
    proxy(const proxy&) = delete;
    proxy& operator=(const proxy&) = delete;

    int port() const;
    /// `keyword=value` parameters for libpq, through the proxy.
    std::string connection_string(std::string_view database, std::string_view user = "postgres") const;

    traffic counted() const;
    /// Counts from zero again.
    void reset();

    /// Cuts the session that makes the n-th request from now on (the first is 1); `before_cutting` runs first, in the
    /// proxy's thread: it may kill the client, for instance. Other sessions go on.
    void interrupt_at(std::size_t request, interruption where, std::function<void()> before_cutting = {});
    /// Cuts all sessions now and refuses new ones until allow_again().
    void cut_all();
    void allow_again();

private:
    struct relay;
    std::unique_ptr<relay> relay_;
};

} // namespace constable::testing
