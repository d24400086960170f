// SPDX-License-Identifier: BSL-1.0
// The counting proxy: one thread, poll, and just enough of PostgreSQL's protocol to see where messages begin.
#include "proxy.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <list>
#include <mutex>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <optional>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

namespace constable::testing {
namespace {

[[noreturn]] void throw_errno(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

/// A file descriptor that closes itself.
class descriptor {
public:
    descriptor() = default;
    explicit descriptor(int value) : value_(value) {}
    descriptor(descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
    descriptor& operator=(descriptor&& other) noexcept {
        std::swap(value_, other.value_);
        return *this;
    }
    ~descriptor() {
        if (value_ >= 0) ::close(value_);
    }
    int get() const { return value_; }

private:
    int value_ = -1;
};

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

sockaddr_un unix_address(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    return address;
}

template <typename Address>
descriptor connected(const Address& address) {
    descriptor socket(::socket(reinterpret_cast<const sockaddr&>(address).sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return {};
    return socket;
}

std::uint32_t number_at(std::string_view bytes, std::size_t offset) {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<unsigned char>(bytes[offset + i]);
    return number;
}

/// Bytes that have arrived and are taken off message by message.
class message_buffer {
public:
    void append(std::string_view bytes) { bytes_ += bytes; }

    /// The next whole message: a type byte (when `typed`), four bytes of length, and the body.
    std::optional<std::string> next(bool typed) {
        const std::size_t head = typed ? 1 : 0;
        if (bytes_.size() < head + 4) return std::nullopt;
        const std::size_t size = head + number_at(bytes_, head);
        if (bytes_.size() < size) return std::nullopt;
        std::string message = bytes_.substr(0, size);
        bytes_.erase(0, size);
        return message;
    }

private:
    std::string bytes_;
};

constexpr std::uint32_t cancel_request = 80877102;
constexpr std::uint32_t ssl_request = 80877103;
constexpr std::uint32_t gss_request = 80877104;

/// The text that begins at `offset` and ends with a zero byte.
std::string text_at(std::string_view message, std::size_t offset) {
    return std::string(message.substr(offset, message.find('\0', offset) - offset));
}

struct session {
    descriptor client;
    descriptor server;
    message_buffer from_client;
    message_buffer from_server;
    std::string to_client;
    std::string to_server;
    bool started = false;     // the start-up packet has gone through
    bool ready = false;       // the first ReadyForQuery has been seen
    bool server_spoke = true; // since the client spoke last
    bool muted = false;       // answers are thrown away
    bool last_answer = false; // cut after the next ReadyForQuery
    bool cut = false;
};

} // namespace

struct proxy::relay {
    explicit relay(std::function<descriptor()> connect) : connect_to_server(std::move(connect)) {
        listener = descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        auto address = loopback(0);
        socklen_t size = sizeof address;
        if (::bind(listener.get(), reinterpret_cast<sockaddr*>(&address), size) != 0) throw_errno("bind");
        if (::listen(listener.get(), 128) != 0) throw_errno("listen");
        if (::getsockname(listener.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0)
            throw_errno("getsockname");
        port = ntohs(address.sin_port);
        wake = descriptor(::eventfd(0, EFD_CLOEXEC));
        thread = std::thread([this] { work(); });
    }

    ~relay() {
        stopping = true;
        nudge();
        thread.join();
    }

    void nudge() const {
        const std::uint64_t one = 1;
        if (::write(wake.get(), &one, sizeof one) < 0) throw_errno("write");
    }

    void work() {
        while (!stopping) {
            std::vector<pollfd> waiting = {{wake.get(), POLLIN, 0}, {listener.get(), POLLIN, 0}};
            for (const auto& one : sessions) {
                waiting.push_back({one.client.get(), wanted(one.to_server, one.to_client), 0});
                waiting.push_back({one.server.get(), wanted(one.to_client, one.to_server), 0});
            }
            if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) return;
            const std::lock_guard lock(mutex);
            if (waiting[0].revents != 0) drain_wake();
            auto descriptors = waiting.begin() + 2;
            for (auto& one : sessions) {
                serve(one, descriptors[0].revents, descriptors[1].revents);
                descriptors += 2;
            }
            if (refusing) sessions.clear();
            sessions.remove_if([](const session& one) { return one.cut; });
            if (waiting[1].revents != 0) accept();
        }
    }

    /// Reads only while the other side keeps up; writes when something is waiting.
    static short wanted(const std::string& towards_other_side, const std::string& towards_this_side) {
        return static_cast<short>((towards_other_side.size() < 1'000'000 ? POLLIN : 0) |
                                  (towards_this_side.empty() ? 0 : POLLOUT));
    }

    void drain_wake() const {
        std::uint64_t ignored = 0;
        if (::read(wake.get(), &ignored, sizeof ignored) < 0) throw_errno("read");
    }

    void accept() {
        session fresh;
        fresh.client = descriptor(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (refusing || fresh.client.get() < 0) return;
        const int on = 1;
        ::setsockopt(fresh.client.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        fresh.server = connect_to_server();
        if (fresh.server.get() < 0) return;
        ++count.connections;
        sessions.push_back(std::move(fresh));
    }

    void serve(session& one, short client_events, short server_events) {
        if ((server_events & (POLLIN | POLLHUP | POLLERR)) != 0) hear_server(one);
        if (!one.cut && (client_events & (POLLIN | POLLHUP | POLLERR)) != 0) hear_client(one);
        flush(one.server, one.to_server, one);
        flush(one.client, one.to_client, one);
    }

    static bool receive(const descriptor& from, std::string& bytes) {
        char buffer[65536];
        const auto got = ::recv(from.get(), buffer, sizeof buffer, MSG_DONTWAIT);
        if (got > 0) bytes.assign(buffer, static_cast<std::size_t>(got));
        return got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR));
    }

    static void flush(const descriptor& to, std::string& bytes, session& one) {
        while (!bytes.empty()) {
            const auto sent = ::send(to.get(), bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
            if (sent < 0 && (errno == EAGAIN || errno == EINTR)) return;
            if (sent < 0) {
                one.cut = true;
                return;
            }
            bytes.erase(0, static_cast<std::size_t>(sent));
        }
    }

    void hear_client(session& one) {
        std::string bytes;
        if (!receive(one.client, bytes)) {
            // What the client sent before it left still reaches the server.
            flush(one.server, one.to_server, one);
            one.cut = true;
            return;
        }
        one.from_client.append(bytes);
        while (!one.cut && !one.muted) {
            const auto message = one.from_client.next(one.started);
            if (!message) return;
            if (one.started) pass_to_server(one, *message);
            else start(one, *message);
        }
    }

    void start(session& one, const std::string& message) {
        const auto code = number_at(message, 4);
        if (code == ssl_request || code == gss_request) {
            one.to_client += 'N';
            return;
        }
        one.started = code != cancel_request;
        count.bytes_to_server += message.size();
        one.to_server += message;
    }

    void pass_to_server(session& one, const std::string& message) {
        const char type = message.front();
        const bool counted = one.ready && type != 'X';
        count.bytes_to_server += message.size();
        if (counted) {
            ++count.frontend_messages[type];
            if (std::exchange(one.server_spoke, false)) ++count.round_trips;
            if (type == 'Q') count.statements.push_back(text_at(message, 5));
            if (type == 'P') count.statements.push_back(text_at(message, message.find('\0', 5) + 1));
        }
        if (counted && (type == 'Q' || type == 'S' || type == 'F')) {
            ++count.requests;
            if (requests_until_cut != 0 && --requests_until_cut == 0) {
                if (where_to_cut == interruption::before_sending) return cut(one);
                one.muted = where_to_cut == interruption::before_answer;
                one.last_answer = true;
            }
        }
        one.to_server += message;
    }

    void hear_server(session& one) {
        std::string bytes;
        if (!receive(one.server, bytes)) {
            flush(one.client, one.to_client, one);
            one.cut = true;
            return;
        }
        one.from_server.append(bytes);
        while (!one.cut) {
            const auto message = one.from_server.next(true);
            if (!message) return;
            pass_to_client(one, *message);
        }
    }

    void pass_to_client(session& one, const std::string& message) {
        const char type = message.front();
        if (!one.muted) {
            one.to_client += message;
            count.bytes_to_client += message.size();
        }
        if (one.ready) {
            one.server_spoke = true;
            ++count.backend_messages[type];
            if (type == 'Z') ++count.ready_for_query;
        }
        if (type != 'Z') return;
        one.ready = true;
        if (one.last_answer) {
            flush(one.client, one.to_client, one);
            cut(one);
        }
    }

    void cut(session& one) {
        if (before_cutting) std::exchange(before_cutting, {})();
        one.cut = true;
    }

    std::function<descriptor()> connect_to_server;
    descriptor listener;
    descriptor wake;
    int port = 0;
    std::atomic<bool> stopping = false;

    mutable std::mutex mutex; // guards everything below
    std::list<session> sessions;
    traffic count;
    bool refusing = false;
    std::size_t requests_until_cut = 0;
    interruption where_to_cut = interruption::before_sending;
    std::function<void()> before_cutting;

    std::thread thread;
};

proxy::proxy(const server& behind)
    : relay_(std::make_unique<relay>([path = behind.socket_directory() + "/.s.PGSQL." + std::to_string(behind.port())] {
          return connected(unix_address(path));
      })) {}

proxy::proxy(int port) : relay_(std::make_unique<relay>([port] { return connected(loopback(port)); })) {}

proxy::~proxy() = default;

int proxy::port() const { return relay_->port; }

std::string proxy::connection_string(std::string_view database, std::string_view user) const {
    return "host=127.0.0.1 port=" + std::to_string(port()) + " dbname='" + std::string(database) + "' user='" +
           std::string(user) + "' sslmode=disable gssencmode=disable";
}

traffic proxy::counted() const {
    const std::lock_guard lock(relay_->mutex);
    return relay_->count;
}

void proxy::reset() {
    const std::lock_guard lock(relay_->mutex);
    relay_->count = {};
}

void proxy::interrupt_at(std::size_t request, interruption where, std::function<void()> before_cutting) {
    const std::lock_guard lock(relay_->mutex);
    relay_->requests_until_cut = request;
    relay_->where_to_cut = where;
    relay_->before_cutting = std::move(before_cutting);
}

void proxy::cut_all() {
    {
        const std::lock_guard lock(relay_->mutex);
        relay_->refusing = true;
    }
    relay_->nudge();
}

void proxy::allow_again() {
    const std::lock_guard lock(relay_->mutex);
    relay_->refusing = false;
}

} // namespace constable::testing
