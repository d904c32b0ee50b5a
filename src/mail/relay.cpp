// SMTP by libcurl: one connection a message, TLS checked, no redirects, no proxies, nothing but the relay that was named.
#include "mail/relay.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>

namespace mail {
namespace {

struct Reading {
  std::string_view rest;
};

std::size_t read_more(char* into, std::size_t size, std::size_t count, void* from) {
  auto& reading = *static_cast<Reading*>(from);
  const auto take = std::min(size * count, reading.rest.size());
  std::memcpy(into, reading.rest.data(), take);
  reading.rest.remove_prefix(take);
  return take;
}

struct Ended {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

void begin_library() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

bool is_this_machine(std::string_view host) { return host == "localhost" || host == "127.0.0.1" || host == "::1"; }

base::Error refused(CURLcode code, long reply) {
  const auto log = fmt::format("mail: curl {} smtp {}", static_cast<int>(code), reply);
  if (code == CURLE_LOGIN_DENIED || (reply >= 500 && reply < 600))
    return base::Error::not_allowed("The mail server refused the message.", log);
  return base::Error::unavailable("The mail server did not take the message. It will be tried again.", log);
}

}  // namespace

base::Result<void> send(const Relay& relay, const Message& message, base::UtcTime at, std::string_view unique) {
  if (relay.security == Security::none && !is_this_machine(relay.host))
    return base::Error::invalid("mail-security", "Mail to another machine must be encrypted",
                                "mail: in the clear to another machine");
  TRY(const auto whole, written(message, at, unique));
  begin_library();
  const std::unique_ptr<CURL, Ended> curl(curl_easy_init());
  if (!curl) return base::Error::unavailable("The message could not be sent now.", "mail: no curl");
  const auto url = fmt::format("{}://{}:{}", relay.security == Security::tls ? "smtps" : "smtp",
                               relay.host.find(':') == std::string::npos ? relay.host : "[" + relay.host + "]", relay.port);
  const std::unique_ptr<curl_slist, Ended> to(curl_slist_append(nullptr, fmt::format("<{}>", message.to).c_str()));
  const auto from = fmt::format("<{}>", message.from);
  const std::string password(relay.password.reveal_text());
  Reading reading{whole};
  const auto set = [&](CURLoption option, auto value) { curl_easy_setopt(curl.get(), option, value); };
  set(CURLOPT_URL, url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(CURLOPT_PROXY, "");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(relay.timeout_seconds));
  set(CURLOPT_TIMEOUT, static_cast<long>(relay.timeout_seconds));
  set(CURLOPT_USE_SSL, static_cast<long>(relay.security == Security::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!relay.authority.empty()) set(CURLOPT_CAINFO, relay.authority.c_str());
  if (!relay.user.empty()) {
    set(CURLOPT_USERNAME, relay.user.c_str());
    set(CURLOPT_PASSWORD, password.c_str());
  }
  set(CURLOPT_MAIL_FROM, from.c_str());
  set(CURLOPT_MAIL_RCPT, to.get());
  set(CURLOPT_UPLOAD, 1L);
  set(CURLOPT_READFUNCTION, read_more);
  set(CURLOPT_READDATA, static_cast<void*>(&reading));
  const auto code = curl_easy_perform(curl.get());
  if (code == CURLE_OK) return {};
  long reply = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &reply);
  return refused(code, reply);
}

}  // namespace mail
