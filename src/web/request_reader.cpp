// Beast's basic_parser turned into our Request. The only room that includes Beast.
#include "web/request_reader.h"

#include "base/text.h"

#include <boost/beast/http/basic_parser.hpp>

#include <charconv>
#include <stdexcept>

namespace web {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using Text = boost::beast::string_view;

constexpr std::size_t most_fields = 100;
constexpr std::size_t most_chunk_line = 512;

/// No LF without CR before it, no CR without LF behind it; a CR may be the last that came so far.
bool has_whole_line_ends(std::string_view lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i] == '\n' && (i == 0 || lines[i - 1] != '\r')) return false;
    if (lines[i] == '\r' && i + 1 < lines.size() && lines[i + 1] != '\n') return false;
  }
  return true;
}

std::string_view view(Text text) { return {text.data(), text.size()}; }

}  // namespace

struct RequestReader::Inside {
  class Parser final : public http::basic_parser<true> {
   public:
    explicit Parser(Inside& to) : to_(to) {
      body_limit(boost::none);  // ours depends on the path, see on_header_impl
      header_limit(static_cast<std::uint32_t>(to.options.limits.request_line + to.options.limits.headers + 64));
      eager(true);
    }

   private:
    void on_request_impl(http::verb, Text method, Text target, int version, error_code&) override {
      to_.method = view(method);
      to_.request.target = view(target);
      to_.http_1_0 = version == 10;
    }
    void on_response_impl(int, Text, int, error_code&) override {}
    void on_field_impl(http::field, Text name, Text value, error_code& ec) override { to_.take_field(view(name), view(value), ec); }
    void on_header_impl(error_code& ec) override {
      to_.finish_head(ec);
      if (!ec) body_limit(to_.most_body);
    }
    void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) override {
      constexpr std::uint64_t at_once = 64 * 1024;  // the rest of the room is made as bytes really come
      to_.request.body.reserve(static_cast<std::size_t>(std::min(length.value_or(0), at_once)));
    }
    std::size_t on_body_impl(Text bytes, error_code& ec) override { return to_.take_body(view(bytes), ec); }
    void on_chunk_header_impl(std::uint64_t, Text extensions, error_code& ec) override {
      if (extensions.size() > most_chunk_line / 2) to_.refuse(400, "A chunk's extensions are too long.", ec);
    }
    std::size_t on_chunk_body_impl(std::uint64_t, Text bytes, error_code& ec) override { return to_.take_body(view(bytes), ec); }
    void on_finish_impl(error_code&) override { to_.state = State::done; }

    Inside& to_;
  };

  explicit Inside(const ServerOptions& o) : options(o), scan(o.limits.request_line, o.limits.headers) {}

  void refuse(int status, std::string_view words) {
    state = State::refused;
    refusal = {status, words};
  }
  void refuse(int status, std::string_view words, error_code& ec) {
    refuse(status, words);
    ec = http::error::bad_value;
  }

  void take_field(std::string_view name, std::string_view value, error_code& ec) {
    if (state != State::head) return refuse(400, "Trailers are not taken.", ec);
    if (request.headers.size() == most_fields) return refuse(431, "The request has too many headers.", ec);
    auto lower = base::to_lower_ascii(name);
    if (lower == "host") {
      if (has_host || !is_host(value)) return refuse(400, "The Host header is malformed or given twice.", ec);
      has_host = true;
    } else if (lower == "content-length") {
      // Beast would take "5, 5" and the same length twice.
      if (has_length || value.empty() || value.find_first_not_of("0123456789") != std::string_view::npos)
        return refuse(400, "The Content-Length header is malformed or given twice.", ec);
      has_length = true;
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), length);
      if (error != std::errc()) return refuse(413, "The body is too large.", ec);
    } else if (lower == "transfer-encoding") {
      if (has_coding) return refuse(400, "The Transfer-Encoding header is given twice.", ec);
      has_coding = true;
      if (base::to_lower_ascii(value) != "chunked") return refuse(501, "Only the chunked transfer coding is known.", ec);
    } else if (lower == "expect") {
      if (base::to_lower_ascii(value) != "100-continue") return refuse(417, "That expectation is not known.", ec);
      expects = true;
    } else if (lower == "upgrade" || lower == "http2-settings") {
      // In the clear we serve loopback only, where nobody needs h2c; behind a proxy an upgrade is a way round it.
      return refuse(400, "The protocol cannot be changed.", ec);
    }
    request.headers.emplace_back(std::move(lower), std::string(value));
  }

  void finish_head(error_code& ec) {
    if (!has_host) return refuse(400, "The Host header is missing.", ec);
    if (has_length && has_coding) return refuse(400, "Content-Length and Transfer-Encoding cannot both be given.", ec);
    if (has_coding && http_1_0) return refuse(400, "HTTP/1.0 has no transfer codings.", ec);
    if (method == "TRACE" || method == "CONNECT" || method == "TRACK") return refuse(405, "That method is not served here.", ec);
    auto target = read_target(request.target, *request.find_header("host"));
    if (!target) return refuse(400, "The address is malformed.", ec);
    auto query = parse_urlencoded(target->query);
    if (!query) return refuse(400, "The address is malformed.", ec);
    request.path = std::move(target->path);
    request.query = std::move(*query);
    request.method = to_method(method);
    head = request.method == Method::head;
    if (head) request.method = Method::get;
    const auto& limits = options.limits;
    const bool has_body = has_coding || length > 0;
    most_body = has_body && options.takes_files(request.method, request.path) ? limits.upload_body : limits.body;
    if (length > most_body) return refuse(413, "The body is too large.", ec);
    if (has_body) state = State::body;
  }

  std::size_t take_body(std::string_view bytes, error_code& ec) {
    if (bytes.size() > most_body - request.body.size()) {
      refuse(413, "The body is too large.", ec);
      return 0;
    }
    request.body.append(bytes);
    return bytes.size();
  }

  /// Hands bytes to the parser; returns how many it used.
  std::size_t put(std::string_view bytes) {
    error_code ec;
    std::size_t used = 0;
    try {
      while (used < bytes.size() && !parser->is_done() && !ec)
        used += parser->put(boost::asio::const_buffer(bytes.data() + used, bytes.size() - used), ec);
    } catch (const std::logic_error&) {  // an assertion of the parser's: see boost_assertion.cpp
      refuse(400, "The request is malformed.");
    }
    if (ec && ec != http::error::need_more && state != State::refused) {
      if (ec == http::error::body_limit) refuse(413, "The body is too large.");
      else refuse(400, "The request is malformed.");
    }
    return used;
  }

  std::size_t feed_head(std::string_view bytes) {
    const std::size_t before = kept.size();
    if (before > 0) kept.append(bytes);
    const std::string_view all = before > 0 ? std::string_view(kept) : bytes;
    switch (scan.look(all)) {
      case HeadScan::Verdict::more:
        if (before == 0) kept.assign(bytes);
        return bytes.size();
      case HeadScan::Verdict::refused: refuse(scan.refusal().status, scan.refusal().words); return bytes.size();
      case HeadScan::Verdict::complete: break;
    }
    parser.emplace(*this);
    put(all.substr(0, scan.length()));
    if (state == State::head) refuse(400, "The request is malformed.");  // we saw its end, the parser did not
    const std::size_t used = scan.length() - before;
    std::string().swap(kept);
    return used;
  }

  std::size_t feed_body(std::string_view bytes) {
    if (has_coding && !parser_has_chunks) {
      // The shortest body is "0\r\n\r\n". Given less of it, Beast 1.81 would run into an assertion of its own with the next byte.
      constexpr std::size_t shortest = 5;
      if (kept.size() + bytes.size() < shortest) {
        kept.append(bytes);
        return bytes.size();
      }
      parser_has_chunks = true;
    }
    if (kept.empty()) {
      const std::size_t used = put(bytes);
      if (state != State::body) return used;
      kept.assign(bytes.substr(used));
    } else {
      // Part of a chunk's line waits: it is short, so only the bytes that may finish it are put beside it.
      const std::size_t before = kept.size();
      const auto piece = bytes.substr(0, most_chunk_line);
      kept.append(piece);
      const std::size_t used = put(kept);
      if (state != State::body) return used - before;
      if (used >= before) {  // it uses all that waited, or nothing
        std::string().swap(kept);
        return used - before + (used - before < bytes.size() ? feed_body(bytes.substr(used - before)) : 0);
      }
    }
    if (kept.size() > most_chunk_line) refuse(400, "A chunk's line is too long.");
    if (!has_whole_line_ends(kept)) refuse(400, "A chunk's line ends without CR and LF.");  // the parser would wait for more
    return bytes.size();
  }

  const ServerOptions& options;
  HeadScan scan;
  std::optional<Parser> parser;
  std::string kept;  ///< an unfinished head, or an unfinished line between two chunks
  State state = State::head;
  Refusal refusal;
  Request request;
  std::string method;
  bool has_host = false, has_length = false, has_coding = false, expects = false, http_1_0 = false, head = false, parser_has_chunks = false;
  std::uint64_t length = 0;
  std::size_t most_body = 0;
};

RequestReader::RequestReader(const ServerOptions& options) : inside_(std::make_unique<Inside>(options)) {}
RequestReader::~RequestReader() = default;

std::size_t RequestReader::feed(std::string_view bytes) {
  std::size_t used = 0;
  if (inside_->state == State::head && !bytes.empty()) used = inside_->feed_head(bytes);
  if (inside_->state == State::body && used < bytes.size()) used += inside_->feed_body(bytes.substr(used));
  return inside_->state == State::refused ? bytes.size() : used;  // nothing behind a refusal is looked at
}

RequestReader::State RequestReader::state() const { return inside_->state; }
Refusal RequestReader::refusal() const { return inside_->refusal; }
bool RequestReader::awaits_continue() const {
  return inside_->state == State::body && inside_->expects && !inside_->http_1_0 && inside_->request.body.empty() && inside_->kept.empty();
}
std::size_t RequestReader::body_bytes() const { return inside_->request.body.size(); }
bool RequestReader::keep_alive() const { return inside_->parser && inside_->parser->keep_alive(); }
bool RequestReader::is_http_1_0() const { return inside_->http_1_0; }
bool RequestReader::is_head() const { return inside_->head; }
Request RequestReader::take() { return std::move(inside_->request); }

void RequestReader::reset() {
  auto& in = *inside_;
  in.scan = HeadScan(in.options.limits.request_line, in.options.limits.headers);
  in.parser.reset();
  in.kept.clear();
  in.state = State::head;
  in.refusal = {};
  in.request = {};
  in.method.clear();
  in.has_host = in.has_length = in.has_coding = in.expects = in.http_1_0 = in.head = in.parser_has_chunks = false;
  in.length = 0;
  in.most_body = 0;
}

}  // namespace web
